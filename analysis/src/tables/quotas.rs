//! Quotas of Lambda and of the services in front of it.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::{Table, cell, row, rows};

static TABLE: Table = LazyLock::new(|| rows(include_str!("../../data/quotas.tsv")));

/// A quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Smallest value allowed; 0 when none is documented.
    pub min: i64,
    /// Largest value allowed.
    pub max: i64,
    /// The value when nothing is written.
    pub default: Option<i64>,
}

/// Memory of a function, MB.
pub const MEMORY: &str = "function.memory";
/// Timeout of a function, s.
pub const TIMEOUT: &str = "function.timeout";
/// Timeout of a function before November 2026, to which regions and tools may still hold, s.
pub const TIMEOUT_BEFORE: &str = "function.timeout.before";
/// `/tmp` of a function, MB.
pub const EPHEMERAL_STORAGE: &str = "function.ephemeral_storage";
/// `/tmp` of a function with SnapStart, MB.
pub const SNAPSTART_STORAGE: &str = "function.snapstart.ephemeral_storage";
/// Names and values of all environment variables, bytes.
pub const ENVIRONMENT: &str = "function.env_total";
/// Layers of a function.
pub const LAYERS: &str = "function.layers";
/// Visibility timeout of a queue, s.
pub const VISIBILITY_TIMEOUT: &str = "sqs.visibility_timeout";
/// How many times the function's timeout a queue's visibility timeout should be.
pub const VISIBILITY_FACTOR: &str = "sqs.visibility_factor";
/// How long a queue keeps a message, s.
pub const RETENTION: &str = "sqs.retention";
/// How often a message should be tried before it goes to the dead-letter queue, when Lambda polls the queue.
pub const RECEIVE_COUNT: &str = "sqs.receive_count";
/// How long a REST API waits, ms.
pub const REST_API_TIMEOUT: &str = "apigateway.rest.integration_timeout";
/// How long an HTTP API waits, ms.
pub const HTTP_API_TIMEOUT: &str = "apigateway.http.integration_timeout";
/// The share of an alias's calls that a further version gets.
pub const ALIAS_WEIGHT: &str = "alias.weight";
/// Versions of an alias beside the one that it names.
pub const ALIAS_VERSIONS: &str = "alias.additional_versions";

/// A quota by one of the names above.
///
/// # Panics
/// When the table has no such row, which a test rules out for the names above.
pub fn quota(id: &str) -> Quota {
    let row = row(&TABLE, id).expect("the names above are rows, which a test holds");
    let number = |text: &'static str| cell(text).and_then(|text| text.parse().ok());
    Quota {
        min: number(row[1]).unwrap_or(0),
        max: number(row[2]).unwrap_or(i64::MAX),
        default: number(row[3]),
    }
}

/// The bounds of a quota for values that are no whole numbers.
pub fn range(id: &str) -> RangeInclusive<f64> {
    let Quota { min, max, .. } = quota(id);
    #[expect(clippy::cast_precision_loss, reason = "quotas are far below 2^53, or none")]
    let range = min as f64..=max as f64;
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_row() {
        let names = [
            (MEMORY, 128, 10_240),
            (TIMEOUT, 1, 1_800),
            (EPHEMERAL_STORAGE, 512, 10_240),
            (ENVIRONMENT, 0, 4096),
            (LAYERS, 0, 5),
            (VISIBILITY_TIMEOUT, 0, 43_200),
            (VISIBILITY_FACTOR, 0, 6),
            (RETENTION, 60, 1_209_600),
            (RECEIVE_COUNT, 5, 1_000),
            (REST_API_TIMEOUT, 50, 29_000),
            (HTTP_API_TIMEOUT, 50, 30_000),
            (ALIAS_WEIGHT, 0, 1),
            (ALIAS_VERSIONS, 0, 1),
        ];
        for (name, min, max) in names {
            let quota = quota(name);
            assert_eq!((quota.min, quota.max), (min, max), "{name}");
        }
        assert!(range(ALIAS_WEIGHT).contains(&0.5) && !range(ALIAS_WEIGHT).contains(&1.5));
    }
}

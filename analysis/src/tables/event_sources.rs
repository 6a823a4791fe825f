//! Limits of event source mappings.

use std::sync::LazyLock;

use super::{Table, cell, row, rows};
use crate::model::TriggerKind;

static TABLE: Table = LazyLock::new(|| rows(include_str!("../../data/event-sources.tsv")));

/// What a source's mapping takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Smallest batch, records.
    pub batch_min: i64,
    /// Largest batch, records.
    pub batch_max: i64,
    /// A larger batch needs a batching window of at least 1 s.
    pub window_above: Option<i64>,
}

/// The limits of a polled source; `None` for anything that Lambda does not poll.
pub fn limits(kind: TriggerKind, fifo: bool) -> Option<Limits> {
    let name = match kind {
        TriggerKind::Sqs if fifo => "SQSFifo",
        TriggerKind::Sqs => "SQS",
        TriggerKind::Kinesis => "Kinesis",
        TriggerKind::DynamoDb => "DynamoDB",
        TriggerKind::Msk => "MSK",
        TriggerKind::Kafka => "SelfManagedKafka",
        TriggerKind::Mq => "MQ",
        TriggerKind::DocumentDb => "DocumentDB",
        _ => return None,
    };
    let row = row(&TABLE, name)?;
    let number = |text: &'static str| cell(text).and_then(|text| text.parse().ok());
    Some(Limits {
        batch_min: number(row[1])?,
        batch_max: number(row[2])?,
        window_above: number(row[4]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_polled_kind_has_limits() {
        use TriggerKind as Kind;
        for kind in [
            Kind::Sqs,
            Kind::Kinesis,
            Kind::DynamoDb,
            Kind::Msk,
            Kind::Kafka,
            Kind::Mq,
            Kind::DocumentDb,
        ] {
            assert!(kind.is_polled() && limits(kind, false).is_some(), "{kind:?}");
        }
        assert_eq!(limits(Kind::Sqs, true).map(|limits| limits.batch_max), Some(10));
        assert_eq!(limits(Kind::S3, false), None);
    }
}

//! Lambda runtimes and their lifecycle.

use std::sync::LazyLock;

use super::{Table, cell, row, rows};

static TABLE: Table = LazyLock::new(|| rows(include_str!("../../data/runtimes.tsv")));

/// A runtime. Dates are `YYYY-MM-DD`, AWS's projections, and move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Its identifier, such as `python3.13`.
    pub id: &'static str,
    /// Its family: `python`, `nodejs`, `java`, `dotnet`, `ruby`, `go`, `custom`.
    pub language: &'static str,
    /// From when on it gets no more patches.
    pub deprecated: Option<&'static str>,
    /// From when on functions cannot be created with it.
    pub create_blocked: Option<&'static str>,
    /// From when on functions that have it cannot be updated.
    pub update_blocked: Option<&'static str>,
    /// What to move to.
    pub successor: Option<&'static str>,
    /// Whether SnapStart takes it.
    pub snapstart: bool,
    /// Whether it runs on arm64; `None` when not documented.
    pub arm64: Option<bool>,
    /// Whether source may stand in the template.
    pub inline_code: bool,
}

static REMOVALS: Table = LazyLock::new(|| rows(include_str!("../../data/runtime-removals.tsv")));

/// What stands for the callback of a handler in the table of removals.
const CALLBACK: &str = "-";

impl Runtime {
    /// The version of its language: 3 and 13, or 22. Empty where its name tells none.
    pub fn version(&self) -> Vec<u32> {
        version(self.id.trim_start_matches(|c: char| !c.is_ascii_digit()))
    }

    /// Whether it does not bring a module, or the one around it, that earlier runtimes of its language brought.
    pub fn lacks(&self, module: &str) -> bool {
        let is_of = |row: &Vec<&str>| {
            let rest = module.strip_prefix(row[1]);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
        };
        self.removed().any(is_of)
    }

    /// Whether a handler may answer by a callback.
    pub fn takes_callbacks(&self) -> bool {
        self.removed().all(|row| row[1] != CALLBACK)
    }

    fn removed(&self) -> impl Iterator<Item = &'static Vec<&'static str>> {
        let (own, language) = (self.version(), self.language);
        REMOVALS.iter().filter(move |row| row[0] == language && version(row[2]) <= own)
    }

    /// The runtime of the same language that is nearest to it and still supported on a day:
    /// first another system with the same version, then the next version. `None` when there is none.
    pub fn nearest(&self, today: &str) -> Option<Runtime> {
        let own = self.version();
        let ends = |runtime: &Runtime| runtime.deprecated.is_some_and(|date| date <= today);
        let fits = |runtime: &Runtime| {
            runtime.language == self.language && runtime.id != self.id && !ends(runtime)
        };
        // Code for Python 2 does not run on Python 3.
        let major = own.first().copied().filter(|_| self.language == "python");
        let candidates = all().filter(fits).map(|runtime| (runtime.version(), runtime));
        let candidates = candidates.filter(|(version, _)| {
            *version >= own && (major.is_none() || version.first().copied() == major)
        });
        candidates.min_by(|one, other| one.0.cmp(&other.0)).map(|(_, runtime)| runtime)
    }
}

fn version(text: &str) -> Vec<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    text[..end].split('.').map_while(|part| part.parse().ok()).collect()
}

/// All runtimes, sorted by identifier.
pub fn all() -> impl Iterator<Item = Runtime> {
    TABLE.iter().filter_map(|row| read(row))
}

/// A runtime by its identifier.
pub fn find(id: &str) -> Option<Runtime> {
    read(row(&TABLE, id)?)
}

fn read(row: &[&'static str]) -> Option<Runtime> {
    let [id, language, deprecated, create, update, successor, snapstart, arm64, inline] = *row
    else {
        return None;
    };
    Some(Runtime {
        id,
        language,
        deprecated: cell(deprecated),
        create_blocked: cell(create),
        update_blocked: cell(update),
        successor: cell(successor),
        snapstart: snapstart == "yes",
        arm64: (arm64 != "?").then_some(arm64 == "yes"),
        inline_code: inline == "yes",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_later_runtimes_do_not_bring_is_known_by_version() {
        let lacks = |id: &str, module: &str| find(id).is_some_and(|runtime| runtime.lacks(module));
        assert!(lacks("python3.12", "distutils.util") && lacks("nodejs22.x", "aws-sdk/clients/s3"));
        assert!(!lacks("python3.11", "distutils") && !lacks("nodejs16.x", "aws-sdk"));
        assert!(!lacks("python3.14", "important") && !lacks("nodejs22.x", "aws-sdk-mock"));
        let takes = |id: &str| find(id).is_some_and(|runtime| runtime.takes_callbacks());
        assert!(takes("nodejs22.x") && !takes("nodejs24.x"));
    }

    #[test]
    fn the_nearest_runtime_is_the_next_one_that_is_supported() {
        for (id, nearest) in [
            ("python3.8", Some("python3.11")),
            ("python2.7", None),
            ("nodejs16.x", Some("nodejs22.x")),
            ("nodejs8.10", Some("nodejs22.x")),
            ("dotnet6", Some("dotnet10")),
            ("go1.x", None),
        ] {
            let found = find(id).and_then(|runtime| runtime.nearest("2026-11-24"));
            assert_eq!(found.map(|runtime| runtime.id), nearest, "{id}");
        }
    }

    #[test]
    fn every_row_is_read_and_every_successor_exists() {
        assert_eq!(all().count(), TABLE.len());
        assert!(all().count() > 30);
        for runtime in all() {
            assert!(runtime.successor.is_none_or(|next| find(next).is_some()), "{}", runtime.id);
        }
    }
}

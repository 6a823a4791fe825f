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
    fn every_row_is_read_and_every_successor_exists() {
        assert_eq!(all().count(), TABLE.len());
        assert!(all().count() > 30);
        for runtime in all() {
            assert!(runtime.successor.is_none_or(|next| find(next).is_some()), "{}", runtime.id);
        }
    }
}

//! How each dialect spells a property: one table for reading and for writing.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::model::{Dialect, Property};

/// How a property is spelled, below the properties of the thing that has it.
#[derive(Debug)]
pub(super) struct Spelling {
    /// The keys that lead to it.
    pub(super) path: Vec<&'static str>,
    /// What is written beside the last key.
    pub(super) beside: Option<(&'static str, &'static str)>,
}

/// What the line that names the columns begins with.
const HEAD: &str = "# property\tunit\t";

/// All spellings.
struct Table {
    /// The dialects, a column each.
    dialects: Vec<Dialect>,
    /// The cells of each property, by its name.
    rows: HashMap<&'static str, Vec<Option<Spelling>>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/properties.tsv");
    let head = text.lines().find_map(|line| line.strip_prefix(HEAD)).unwrap_or_default();
    let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(row);
    Table { dialects: head.split('\t').map(Dialect).collect(), rows: rows.collect() }
});

/// How a dialect spells a property; `None` where it cannot say it.
pub(super) fn spelling(property: Property, dialect: Dialect) -> Option<&'static Spelling> {
    let column = TABLE.dialects.iter().position(|column| *column == dialect)?;
    TABLE.rows.get(property.name())?.get(column)?.as_ref()
}

/// The keys that lead to a property; none where the dialect cannot say it.
pub(super) fn path(property: Property, dialect: Dialect) -> &'static [&'static str] {
    spelling(property, dialect).map(|spelling| spelling.path.as_slice()).unwrap_or_default()
}

fn row(line: &'static str) -> Option<(&'static str, Vec<Option<Spelling>>)> {
    let mut columns = line.split('\t');
    let name = columns.next()?;
    Some((name, columns.skip(1).map(cell).collect()))
}

fn cell(cell: &'static str) -> Option<Spelling> {
    let (path, beside) = match cell.split_once(" & ") {
        Some((path, beside)) => (path, beside.split_once('=')),
        None => (cell, None),
    };
    (path != "-").then(|| Spelling { path: path.split('/').collect(), beside })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{CLOUDFORMATION, FRAMEWORKS, SAM};

    /// Every property, to be found in the table.
    const ALL: [Property; 26] = [
        Property::Architectures,
        Property::BatchSize,
        Property::BatchingWindow,
        Property::DeadLetter,
        Property::EphemeralStorage,
        Property::Fifo,
        Property::Handler,
        Property::LogGroupName,
        Property::Memory,
        Property::OnFailure,
        Property::Redrive,
        Property::ResponseTypes,
        Property::Retention,
        Property::RetentionPeriod,
        Property::Runtime,
        Property::SnapStart,
        Property::SourceAccount,
        Property::SourceArn,
        Property::StreamOnFailure,
        Property::TargetDeadLetter,
        Property::Timeout,
        Property::Tracing,
        Property::TracingOfApi,
        Property::TracingOfStateMachine,
        Property::Variables,
        Property::VisibilityTimeout,
    ];

    #[test]
    fn every_property_has_a_row_and_every_row_is_a_property() {
        for property in ALL {
            let cells = TABLE.rows.get(property.name()).map(Vec::len);
            assert_eq!(cells, Some(TABLE.dialects.len()), "{property:?}");
        }
        assert_eq!(TABLE.rows.len(), ALL.len());
    }

    #[test]
    fn every_framework_has_a_column() {
        for framework in FRAMEWORKS {
            assert!(TABLE.dialects.contains(&framework.dialect), "{}", framework.name);
        }
    }

    #[test]
    fn cells_say_where_a_property_stands_and_what_beside_it() {
        let dead_letter = spelling(Property::DeadLetter, SAM.dialect).unwrap();
        assert_eq!(dead_letter.path, ["DeadLetterQueue", "TargetArn"]);
        assert_eq!(dead_letter.beside, Some(("Type", "SQS")));
        assert!(spelling(Property::OnFailure, CLOUDFORMATION.dialect).is_none());
        assert_eq!(path(Property::Tracing, CLOUDFORMATION.dialect), ["TracingConfig", "Mode"]);
    }
}

//! What an operation does to the resource that it is about.

use std::sync::LazyLock;

use super::super::{Table, rows};
use super::{Operation, When};
use crate::tables::iam::{self, Level};

static EFFECTS: Table = LazyLock::new(|| rows(include_str!("../../../data/operation-effects.tsv")));

/// What an operation does to the resource that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Contents are put, changed or sent: triggers of the resource hear of it.
    Changes,
    /// Messages are received, and hidden from everybody else for a while.
    Receives,
    /// Messages are deleted; no trigger hears of it.
    Deletes,
    /// Something else is written, often configuration; whether a trigger hears of it is not known.
    Writes,
    /// Nothing is changed.
    Reads,
}

impl Operation {
    /// What it does; `None` when no table tells, or when that depends on the request.
    pub fn effect(&self) -> Option<Effect> {
        let row = EFFECTS.iter().find(|row| row[0] == self.service.name && row[1] == self.name);
        match row {
            Some(row) => effect(row[2]),
            None => Some(if self.only_reads()? { Effect::Reads } else { Effect::Writes }),
        }
    }

    /// Whether the actions that every call needs only read: the one of the operation's name, else the others.
    fn only_reads(&self) -> Option<bool> {
        let reads = |level: Level| matches!(level, Level::List | Level::Read);
        let own = self.service.prefix.and_then(|prefix| iam::action(prefix, self.name));
        if let Some(own) = own {
            return Some(reads(own.level));
        }
        let needs = self.needs()?;
        let level = |service, action| iam::action(service, action).map(|action| action.level);
        let always = needs.iter().filter(|need| matches!(need.when, When::Always | When::Lacks(_)));
        let worst = always.filter_map(|need| level(need.service, need.action)).max();
        worst.map(reads)
    }
}

fn effect(cell: &str) -> Option<Effect> {
    match cell {
        "changes" => Some(Effect::Changes),
        "receives" => Some(Effect::Receives),
        "deletes" => Some(Effect::Deletes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::operations::{operation, service};

    #[test]
    fn effects_come_from_the_table_or_from_the_access_level() {
        for (name, method, effect) in [
            ("s3", "PutObject", Some(Effect::Changes)),
            ("sqs", "SendMessageBatch", Some(Effect::Changes)),
            ("sqs", "ReceiveMessage", Some(Effect::Receives)),
            ("sqs", "DeleteMessage", Some(Effect::Deletes)),
            ("sqs", "SetQueueAttributes", Some(Effect::Writes)),
            ("s3", "GetObject", Some(Effect::Reads)),
            ("s3", "HeadObject", Some(Effect::Reads)),
            ("s3", "UploadPartCopy", Some(Effect::Writes)),
            ("dynamodb", "Query", Some(Effect::Reads)),
            ("dynamodb", "TransactGetItems", Some(Effect::Reads)),
            ("dynamodb", "ExecuteStatement", None),
            ("logs", "GetLogObject", None),
        ] {
            let operation = operation(service(name).unwrap(), method).unwrap();
            assert_eq!(operation.effect(), effect, "{name} {method}");
        }
    }

    #[test]
    fn every_row_is_of_an_operation_and_has_an_effect() {
        for row in EFFECTS.iter() {
            let operation = operation(service(row[0]).unwrap(), row[1]).unwrap();
            assert_eq!(operation.name, row[1]);
            assert!(effect(row[2]).is_some(), "{row:?}");
        }
    }
}

//! Which IAM actions an operation needs.

use super::Operation;
use crate::tables::{iam, packed};

/// An IAM action that an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The service's prefix, such as `s3`. It may be another service's than the operation's.
    pub service: &'static str,
    /// The action's name, such as `PutObject`. A few are newer than the table of [`iam`] and not in it.
    pub action: &'static str,
    /// When it is needed.
    pub when: When,
}

/// When an operation needs an action. A path leads into the request: `Delete.Objects[].VersionId` is a member of each
/// item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// By every call.
    Always,
    /// When the request has what the path leads to.
    Has(&'static str),
    /// When the request lacks what the path leads to.
    Lacks(&'static str),
    /// When the text that the path leads to begins with this word, in whatever case.
    Begins(&'static str, &'static str),
    /// By a circumstance that no code shows, in words for people.
    If(&'static str),
}

impl Operation {
    /// The IAM actions that a call needs; empty when it asks for no permission. `None` when nobody has written down
    /// which: then nothing is said about a call's permissions.
    pub fn needs(&self) -> Option<Vec<Need>> {
        let Some(record) = packed::PERMISSIONS.get([self.service.name, self.name]) else {
            return Some(vec![self.own()?]);
        };
        let (kind, cells) = record.known().split_once('\t').unwrap_or((record.known(), ""));
        let mut needs = if kind == "also" { vec![self.own()?] } else { Vec::new() };
        needs.extend(cells.split('\t').filter_map(read));
        Some(needs)
    }

    /// The action of the operation's own name, if there is one.
    fn own(&self) -> Option<Need> {
        let action = iam::action(self.service.prefix?, self.name)?;
        Some(Need { service: action.service, action: action.name, when: When::Always })
    }
}

/// `service:Action`, and when it is needed, as the table's header tells.
fn read(cell: &'static str) -> Option<Need> {
    let (service, rest) = cell.split_once(':')?;
    let Some(at) = rest.find(['?', '!', '~']) else {
        return Some(Need { service, action: rest, when: When::Always });
    };
    let (action, when) = (&rest[..at], &rest[at + 1..]);
    let when = match (rest.as_bytes()[at], when.split_once('=')) {
        (b'!', _) => When::Lacks(when),
        (b'~', _) => When::If(when),
        (_, Some((path, word))) => When::Begins(path, word),
        (_, None) => When::Has(when),
    };
    Some(Need { service, action, when })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::operations::{operation, service};

    fn needs(name: &str, method: &str) -> Option<Vec<(String, When)>> {
        let needs = operation(service(name).unwrap(), method).unwrap().needs()?;
        let pairs =
            needs.iter().map(|need| (format!("{}:{}", need.service, need.action), need.when));
        Some(pairs.collect())
    }

    #[test]
    fn an_operation_needs_the_action_of_its_name_and_its_exceptions() {
        type Case = (&'static str, &'static str, &'static [(&'static str, When)]);
        let cases: &[Case] = &[
            ("dynamodb", "put_item", &[("dynamodb:PutItem", When::Always)]),
            ("stepfunctions", "start_execution", &[("states:StartExecution", When::Always)]),
            ("lambda", "invoke", &[("lambda:InvokeFunction", When::Always)]),
            ("sqs", "delete_message_batch", &[("sqs:DeleteMessage", When::Always)]),
            ("sts", "get_caller_identity", &[]),
            (
                "s3",
                "delete_object",
                &[
                    ("s3:DeleteObject", When::Lacks("VersionId")),
                    ("s3:DeleteObjectVersion", When::Has("VersionId")),
                ],
            ),
            (
                "s3",
                "head_object",
                &[
                    ("s3:GetObject", When::Lacks("VersionId")),
                    ("s3:GetObjectVersion", When::Has("VersionId")),
                ],
            ),
            (
                "s3",
                "delete_objects",
                &[
                    ("s3:DeleteObject", When::Always),
                    ("s3:DeleteObjectVersion", When::Has("Delete.Objects[].VersionId")),
                ],
            ),
            (
                "dynamodb",
                "create_table",
                &[
                    ("dynamodb:CreateTable", When::Always),
                    ("dynamodb:TagResource", When::Has("Tags")),
                ],
            ),
            (
                "sqs",
                "receive_message",
                &[
                    ("sqs:ReceiveMessage", When::Always),
                    ("kms:Decrypt", When::If("queue encrypted with a customer managed key")),
                ],
            ),
            ("apigateway", "create_rest_api", &[("apigateway:POST", When::Always)]),
        ];
        for (name, method, expected) in cases {
            let expected = expected.iter().map(|(action, when)| ((*action).to_owned(), *when));
            assert_eq!(needs(name, method), Some(expected.collect()), "{name} {method}");
        }
        let partiql = needs("dynamodb", "execute_statement").unwrap();
        let select = ("dynamodb:PartiQLSelect".to_owned(), When::Begins("Statement", "SELECT"));
        assert_eq!((partiql.len(), &partiql[0]), (4, &select));
    }

    #[test]
    fn what_nobody_has_written_down_is_unknown() {
        assert_eq!(needs("logs", "get_log_object"), None);
        assert_eq!(needs("opensearchmemory", "get_memory"), None);
    }

    #[test]
    fn every_row_is_of_an_operation_and_every_action_known_or_of_its_name() {
        let table = include_str!("../../../data/sdk-permissions.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let operation = operation(service(cells[0]).unwrap(), cells[1]).unwrap();
            assert_eq!(operation.name, cells[1], "{line}");
            let needs = operation.needs().unwrap();
            let own = usize::from(cells[2] == "also");
            assert!(["none", "these", "also"].contains(&cells[2]), "{line}");
            assert_eq!(needs.len(), cells.len() - 3 + own, "{line}");
            for need in needs {
                let is_known = iam::action(need.service, need.action).is_some();
                assert!(is_known || need.action == operation.name, "{line}: {}", need.action);
            }
        }
    }
}

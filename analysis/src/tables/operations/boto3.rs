//! Boto3's resource objects: `boto3.resource("s3").Bucket(name).put_object(…)`.

use super::{Operation, Service, list, operation, service};
use crate::tables::packed;

/// A type of resource objects, or what `boto3.resource` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceType {
    /// The service.
    pub service: &'static Service,
    /// The service's name, and after a dot the type's.
    key: &'static str,
}

/// What an attribute or method of a resource object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A method that calls an operation.
    Calls {
        /// The operation.
        operation: Operation,
        /// The parameters that the object fills in; the others are keyword arguments.
        given: Given,
        /// The type of the object that it returns, or of each in the list; `None` for the bare answer.
        gives: Option<ResourceType>,
    },
    /// A collection: an attribute whose `all`, `filter` and `limit` call an operation as they are walked.
    Lists {
        /// The operation.
        operation: Operation,
        /// The parameters that the object fills in.
        given: Given,
        /// The type of each item.
        of: ResourceType,
    },
    /// A method that makes an object and calls nothing.
    Makes {
        /// The type of the object.
        what: ResourceType,
        /// The identifiers that it takes over; the type's others are the arguments, in order.
        given: Given,
    },
    /// An attribute that holds an object of this type.
    Refers(ResourceType),
}

/// What an object fills in from its own identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given(&'static str);

impl Given {
    /// What is filled in, and the identifier that it is filled with: `("Bucket", "bucket_name")`.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        list(self.0).filter_map(|pair| pair.split_once('='))
    }
}

/// What `boto3.resource` gives for a name; `None` for a service without resource objects.
pub fn resource(name: &str) -> Option<ResourceType> {
    find(service(name)?, name)
}

impl ResourceType {
    /// The type's name, such as `Bucket`; `None` for what `boto3.resource` gives.
    pub fn name(&self) -> Option<&'static str> {
        self.key.split_once('.').map(|(_, name)| name)
    }

    /// What tells one object from another, in the order of the arguments that make one.
    pub fn identifiers(&self) -> impl Iterator<Item = &'static str> {
        let own = packed::BOTO3.get([self.key, "-"]).map_or("", packed::Record::known);
        list(own.split('\t').nth(1).unwrap_or_default())
    }

    /// What an attribute or method is; `None` when boto3's model does not know it. Identifiers and data such as
    /// `table.name` and `table.item_count` are not in it, nor is what [`super::wrapper`] knows.
    pub fn member(&self, name: &str) -> Option<Member> {
        let record = packed::BOTO3.get([self.key, name])?;
        if record.key()[1] != name {
            return None;
        }
        let mut cells = record.known().split('\t');
        let kind = cells.next()?;
        let subject = cells.next()?;
        let given = Given(cells.next().unwrap_or_default());
        let other = |name: &str| find(self.service, &format!("{}.{name}", self.service.name));
        match kind {
            "calls" => Some(Member::Calls {
                operation: operation(self.service, subject)?,
                given,
                gives: cells.next().and_then(other),
            }),
            "lists" => Some(Member::Lists {
                operation: operation(self.service, subject)?,
                given,
                of: other(cells.next()?)?,
            }),
            "has" => Some(Member::Makes { what: other(subject)?, given }),
            "refers" => other(subject).map(Member::Refers),
            _ => None,
        }
    }

    /// What a method of a collection of this type calls, such as `bucket.objects.delete()`.
    pub fn of_all(&self, name: &str) -> Option<Operation> {
        match self.member(&format!("*{name}"))? {
            Member::Calls { operation, .. } => Some(operation),
            _ => None,
        }
    }
}

fn find(service: &'static Service, key: &str) -> Option<ResourceType> {
    let [own, _] = packed::BOTO3.get([key, "-"])?.key();
    (own == key).then_some(ResourceType { service, key: own })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(of: ResourceType, name: &str) -> ResourceType {
        match of.member(name) {
            Some(Member::Makes { what, .. }) => what,
            other => panic!("{name} is {other:?}"),
        }
    }

    #[test]
    fn a_table_is_made_and_called() {
        let root = resource("dynamodb").unwrap();
        let table = made(root, "Table");
        assert_eq!((root.name(), table.name()), (None, Some("Table")));
        assert_eq!(table.identifiers().collect::<Vec<_>>(), ["name"]);
        let Some(Member::Calls { operation, given, gives: None }) = table.member("put_item") else {
            panic!("put_item is a method");
        };
        assert_eq!(operation.name, "PutItem");
        assert_eq!(given.pairs().collect::<Vec<_>>(), [("TableName", "name")]);
    }

    #[test]
    fn objects_hand_their_identifiers_down() {
        let bucket = made(resource("s3").unwrap(), "Bucket");
        let Some(Member::Makes { what: object, given }) = bucket.member("Object") else {
            panic!("Object is made");
        };
        assert_eq!(object.identifiers().collect::<Vec<_>>(), ["bucket_name", "key"]);
        assert_eq!(given.pairs().collect::<Vec<_>>(), [("bucket_name", "name")]);
        let Some(Member::Calls { given, .. }) = object.member("put") else {
            panic!("put is a method");
        };
        let pairs: Vec<_> = given.pairs().collect();
        assert_eq!(pairs, [("Bucket", "bucket_name"), ("Key", "key")]);
    }

    #[test]
    fn collections_call_when_they_are_walked() {
        let bucket = made(resource("s3").unwrap(), "Bucket");
        let Some(Member::Lists { operation, of, .. }) = bucket.member("objects") else {
            panic!("objects is a collection");
        };
        assert_eq!((operation.name, of.name()), ("ListObjects", Some("ObjectSummary")));
        assert_eq!(of.of_all("delete").map(|operation| operation.name), Some("DeleteObjects"));
        assert_eq!(of.of_all("put"), None);
    }

    #[test]
    fn near_misses_are_no_members() {
        assert_eq!(resource("lambda"), None);
        assert_eq!(resource("s3.Bucket"), None);
        assert_eq!(resource("S3"), None);
        let table = made(resource("dynamodb").unwrap(), "Table");
        for name in ["put_items", "PutItem", "Put_Item", "name", "batch_writer", "-", ""] {
            assert_eq!(table.member(name), None, "{name}");
        }
        let instance = made(resource("ec2").unwrap(), "Instance");
        let refers = instance.member("vpc");
        assert!(matches!(refers, Some(Member::Refers(vpc)) if vpc.name() == Some("Vpc")));
        assert_eq!(instance.member("Vpc"), None);
    }

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../../../data/boto3-resources.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let name = cells[0].split('.').next().unwrap();
            let of = find(service(name).unwrap(), cells[0]).unwrap();
            match (cells[2], of.member(cells[1])) {
                ("is", None) => {
                    assert_eq!(of.identifiers().count(), list(cells[3]).count(), "{line}");
                }
                ("calls", Some(Member::Calls { operation, gives, .. })) => {
                    assert_eq!(operation.name, cells[3], "{line}");
                    assert_eq!(gives.is_some(), cells[5] != "-", "{line}");
                }
                ("lists", Some(Member::Lists { operation, .. })) => {
                    assert_eq!(operation.name, cells[3], "{line}");
                }
                ("has", Some(Member::Makes { what, .. }))
                | ("refers", Some(Member::Refers(what))) => {
                    assert_eq!(what.name(), Some(cells[3]), "{line}");
                }
                (_, other) => panic!("{line} is {other:?}"),
            }
        }
    }
}

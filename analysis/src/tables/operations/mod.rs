//! Operations of the AWS SDKs: what a method of a client calls, what that needs and what it does.
//!
//! Every SDK spells an operation's name in its own way: `put_item`, `putItem`, `PutItemCommand`, `PutItem`. Without
//! underscores and in lower case they are one, so whoever knows the service and the method knows the operation.
//! A paginator bears the name of its operation; a [`waiter`] has one of its own.

mod boto3;
mod effects;
mod parameters;
mod permissions;
mod services;
mod wrappers;

pub use boto3::{Given, Member, ResourceType, resource};
pub use effects::Effect;
pub use parameters::{Form, ResourceParameter, resource_parameters};
pub use permissions::{Need, When};
pub use services::{
    Service, name_of, service, service_of_class, service_of_id, service_of_module,
    service_of_package, services_of_prefix,
};
pub use wrappers::{Argument, Wrapper, wrapper};

use super::packed;

/// An operation of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The service that has it.
    pub service: &'static Service,
    /// Its name, such as `PutItem`.
    pub name: &'static str,
    required: &'static str,
}

impl Operation {
    /// The parameters without which a request is refused, in the model's order.
    pub fn required(&self) -> impl Iterator<Item = &'static str> {
        list(self.required)
    }
}

/// The operation that a method calls, in any SDK's spelling; JavaScript's `Command` is cut off before.
/// `None` when the service has no such operation: the method does something else, or is newer than the table.
pub fn operation(service: &'static Service, method: &str) -> Option<Operation> {
    let record = packed::OPERATIONS.get([service.name, &plain(method)])?;
    Some(Operation { service, name: record.key()[1], required: record.known() })
}

/// The operation that a waiter repeats, in any SDK's spelling: `bucket_exists`, `bucketExists` or `BucketExists`, what
/// JavaScript's `waitUntilBucketExists` has after its verb.
pub fn waiter(service: &'static Service, name: &str) -> Option<Operation> {
    operation(service, packed::WAITERS.get([service.name, &plain(name)])?.known())
}

/// A name as tables compare it, but for its case.
fn plain(name: &str) -> String {
    name.replace('_', "")
}

/// The parts of a cell that is empty or `-` for none.
fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(',').filter(|part| !part.is_empty() && *part != "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name as botocore makes a Python method of it.
    fn python(name: &str) -> String {
        let mut method = String::new();
        let letters: Vec<char> = name.chars().collect();
        for (index, letter) in letters.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| letters[index]);
            let after = letters.get(index + 1);
            let begins = letter.is_ascii_uppercase()
                && (before.is_some_and(|before| !before.is_ascii_uppercase())
                    || after.is_some_and(char::is_ascii_lowercase));
            if begins && index > 0 {
                method.push('_');
            }
            method.push(letter.to_ascii_lowercase());
        }
        method
    }

    #[test]
    fn python_names_are_made_as_botocore_makes_them() {
        for (name, method) in [
            ("PutItem", "put_item"),
            ("ListObjectsV2", "list_objects_v2"),
            ("CreateSAMLProvider", "create_saml_provider"),
            ("DescribeEC2InstanceLimits", "describe_ec2_instance_limits"),
        ] {
            assert_eq!(python(name), method);
        }
    }

    #[test]
    fn every_operation_of_the_table_is_found_in_every_spelling() {
        let mut count = 0;
        let table = include_str!("../../../data/sdk-operations.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (name, operations) = line.split_once('\t').unwrap();
            let service = service(name).unwrap();
            for entry in operations.split(' ') {
                let (name, required) = entry.split_once(':').unwrap_or((entry, ""));
                let found = operation(service, &python(name)).unwrap();
                assert_eq!((found.service, found.name), (service, name));
                assert_eq!(found.required().collect::<Vec<_>>().join(","), required);
                let (first, rest) = name.split_at(1);
                let javascript = first.to_ascii_lowercase() + rest;
                assert_eq!(operation(service, &javascript), Some(found), "{javascript}");
                count += 1;
            }
        }
        assert_eq!(count, 19_796);
    }

    #[test]
    fn near_misses_are_no_operations() {
        for (name, method, found) in [
            ("dynamodb", "put_item", Some("PutItem")),
            ("dynamodb", "PutItem", Some("PutItem")),
            ("dynamodb", "putItem", Some("PutItem")),
            ("dynamodb", "put_items", None),
            ("dynamodb", "PutItemCommand", None),
            ("dynamodb", "put", None),
            ("dynamodb", "", None),
            ("dynamodbstreams", "put_item", None),
            ("s3", "upload_file", None),
            ("sns", "publish", Some("Publish")),
        ] {
            let operation = operation(service(name).unwrap(), method);
            assert_eq!(operation.map(|operation| operation.name), found, "{name} {method}");
        }
    }

    #[test]
    fn waiters_lead_to_the_operation_that_they_repeat() {
        for (name, spelling, found) in [
            ("s3", "bucket_exists", Some("HeadBucket")),
            ("s3", "BucketExists", Some("HeadBucket")),
            ("dynamodb", "tableExists", Some("DescribeTable")),
            ("dynamodb", "table_is_there", None),
            ("dynamodb", "DescribeTable", None),
            ("sqs", "bucket_exists", None),
        ] {
            let operation = waiter(service(name).unwrap(), spelling);
            assert_eq!(operation.map(|operation| operation.name), found, "{name} {spelling}");
        }
        let table = include_str!("../../../data/sdk-waiters.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let operation = waiter(service(cells[0]).unwrap(), cells[1]).unwrap();
            assert_eq!(operation.name, cells[2], "{line}");
        }
    }
}

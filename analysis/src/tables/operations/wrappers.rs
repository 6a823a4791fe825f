//! What the SDKs offer beside the services' operations: `upload_file`, `batch_writer`, `DocumentClient`, `Upload`.

use std::sync::LazyLock;

use super::super::{Table, cell, rows};
use super::{Operation, list, operation, service};

static WRAPPERS: Table = LazyLock::new(|| rows(include_str!("../../../data/sdk-helpers.tsv")));

/// A method or class that calls an operation under another name, or with other arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The operation whose permission it needs and whose effect it has. A large body goes in parts, which need the
    /// same permission.
    pub operation: Operation,
    arguments: &'static str,
}

/// An argument of a wrapper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// By keyword this name, else by its place: the request's parameter where the operation has one of that name.
    Named(&'static str),
    /// The request.
    Request,
    /// An object whose `params` is the request.
    Params,
}

impl Wrapper {
    /// The arguments in order. Empty when none tells the resource.
    pub fn arguments(&self) -> impl Iterator<Item = Argument> {
        list(self.arguments).map(|argument| match argument {
            "{}" => Argument::Request,
            "{}.params" => Argument::Params,
            name => Argument::Named(name),
        })
    }
}

/// What a library has under a name, compared exactly: `boto3` with `s3` (a client), `s3.Bucket` or
/// `dynamodb.BatchWriter` (objects) as its owner; `aws-sdk` with `S3` or `DynamoDB.DocumentClient`; a package of the
/// JavaScript SDK v3 with a class, or with `None` for what the package exports.
pub fn wrapper(library: &str, owner: Option<&str>, name: &str) -> Option<Wrapper> {
    let row =
        WRAPPERS.iter().find(|row| row[0] == library && cell(row[1]) == owner && row[2] == name)?;
    Some(Wrapper { operation: operation(service(row[3])?, row[4])?, arguments: row[5] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_lead_to_operations() {
        use Argument::{Named, Params, Request};
        type Case =
            (&'static str, Option<&'static str>, &'static str, &'static str, &'static [Argument]);
        let cases: &[Case] = &[
            (
                "boto3",
                Some("s3"),
                "upload_file",
                "PutObject",
                &[Named("Filename"), Named("Bucket"), Named("Key")],
            ),
            (
                "boto3",
                Some("s3.Bucket"),
                "download_fileobj",
                "GetObject",
                &[Named("Key"), Named("Fileobj")],
            ),
            ("boto3", Some("dynamodb.Table"), "batch_writer", "BatchWriteItem", &[]),
            ("aws-sdk", Some("DynamoDB.DocumentClient"), "put", "PutItem", &[Request]),
            ("aws-sdk", Some("DynamoDB.DocumentClient"), "batchGet", "BatchGetItem", &[Request]),
            ("@aws-sdk/lib-dynamodb", None, "PutCommand", "PutItem", &[Request]),
            ("@aws-sdk/lib-dynamodb", Some("DynamoDBDocument"), "query", "Query", &[Request]),
            ("@aws-sdk/lib-storage", None, "Upload", "PutObject", &[Params]),
        ];
        for (library, owner, name, operation, arguments) in cases {
            let wrapper = wrapper(library, *owner, name).unwrap();
            assert_eq!(wrapper.operation.name, *operation, "{library} {name}");
            let found: Vec<_> = wrapper.arguments().collect();
            assert_eq!(found, *arguments, "{library} {name}");
        }
    }

    #[test]
    fn near_misses_wrap_nothing() {
        for (library, owner, name) in [
            ("boto3", Some("sqs"), "upload_file"),
            ("boto3", None, "upload_file"),
            ("boto3", Some("s3"), "uploadFile"),
            ("aws-sdk", Some("DynamoDB"), "put"),
            ("@aws-sdk/lib-dynamodb", None, "put"),
            ("@aws-sdk/client-dynamodb", None, "PutCommand"),
            ("@aws-sdk/lib-storage", Some("-"), "Upload"),
        ] {
            assert_eq!(wrapper(library, owner, name), None, "{library} {owner:?} {name}");
        }
    }

    #[test]
    fn every_row_is_read() {
        for row in WRAPPERS.iter() {
            let wrapper = wrapper(row[0], cell(row[1]), row[2]).unwrap();
            let own = (wrapper.operation.service.name, wrapper.operation.name);
            assert_eq!(own, (row[3], row[4]), "{row:?}");
        }
    }
}

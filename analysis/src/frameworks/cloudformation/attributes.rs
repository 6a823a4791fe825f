//! Types of resources: what they are, what `Ref` gives of them, and how their attributes are called.

use crate::model::{Attribute, Pseudo, ResourceKind};

/// A type that rules tell from others, what it is, and what `Ref` gives.
type Row = (&'static str, ResourceKind, Attribute);

/// CloudFormation's pages on each type, "Return values", and the AWS SAM specification, read 2026-11-25.
const TYPES: &[Row] = &[
    ("AWS::ApiGateway::RestApi", ResourceKind::RestApi, Attribute::Id),
    ("AWS::ApiGatewayV2::Api", ResourceKind::HttpApi, Attribute::Id),
    ("AWS::DynamoDB::GlobalTable", ResourceKind::Table, Attribute::Name),
    ("AWS::DynamoDB::Table", ResourceKind::Table, Attribute::Name),
    ("AWS::Events::Rule", ResourceKind::Rule, Attribute::Name),
    ("AWS::IAM::Role", ResourceKind::Role, Attribute::Name),
    ("AWS::Kinesis::Stream", ResourceKind::Stream, Attribute::Name),
    ("AWS::Lambda::Alias", ResourceKind::Other, Attribute::Arn),
    ("AWS::Lambda::Function", ResourceKind::Function, Attribute::Name),
    ("AWS::Lambda::LayerVersion", ResourceKind::Other, Attribute::Arn),
    ("AWS::Lambda::Permission", ResourceKind::InvokePermission, Attribute::Id),
    ("AWS::Lambda::Version", ResourceKind::Other, Attribute::Arn),
    ("AWS::Logs::LogGroup", ResourceKind::LogGroup, Attribute::Name),
    ("AWS::S3::Bucket", ResourceKind::Bucket, Attribute::Name),
    ("AWS::SNS::Topic", ResourceKind::Topic, Attribute::Arn),
    ("AWS::SQS::Queue", ResourceKind::Queue, Attribute::Url),
    ("AWS::Scheduler::Schedule", ResourceKind::Schedule, Attribute::Name),
    ("AWS::SecretsManager::Secret", ResourceKind::Other, Attribute::Arn),
    ("AWS::Serverless::Api", ResourceKind::RestApi, Attribute::Id),
    ("AWS::Serverless::Function", ResourceKind::Function, Attribute::Name),
    ("AWS::Serverless::HttpApi", ResourceKind::HttpApi, Attribute::Id),
    ("AWS::Serverless::LayerVersion", ResourceKind::Other, Attribute::Arn),
    ("AWS::Serverless::SimpleTable", ResourceKind::Table, Attribute::Name),
    ("AWS::Serverless::StateMachine", ResourceKind::StateMachine, Attribute::Arn),
    ("AWS::StepFunctions::StateMachine", ResourceKind::StateMachine, Attribute::Arn),
    ("Custom::LogRetention", ResourceKind::LogGroup, Attribute::Id),
];

fn row(kind: &str) -> Option<&'static Row> {
    TYPES.binary_search_by_key(&kind, |(name, ..)| name).ok().map(|place| &TYPES[place])
}

/// What a resource of a type is.
pub(crate) fn kind_of(kind: &str) -> ResourceKind {
    row(kind).map_or(ResourceKind::Other, |(_, kind, _)| *kind)
}

/// What `Ref` gives of a resource of a type; an identifier where nothing else is known.
pub(crate) fn of_ref(kind: &str) -> Attribute {
    row(kind).map_or(Attribute::Id, |(.., attribute)| attribute.clone())
}

/// What a pseudo parameter stands for, by its name after `AWS::`.
pub(crate) fn pseudo(name: &str) -> Pseudo {
    match name {
        "AccountId" => Pseudo::Account,
        "Partition" => Pseudo::Partition,
        "Region" => Pseudo::Region,
        other => Pseudo::Other(other.to_owned()),
    }
}

/// The name of a pseudo parameter.
pub(crate) fn pseudo_name(pseudo: &Pseudo) -> String {
    let name = match pseudo {
        Pseudo::Account => "AccountId",
        Pseudo::Partition => "Partition",
        Pseudo::Region => "Region",
        Pseudo::Other(name) => name,
    };
    format!("AWS::{name}")
}

/// What `GetAtt` gives under a name.
pub(crate) fn of_get_att(name: &str) -> Attribute {
    match name {
        "Arn" | "TopicArn" => Attribute::Arn,
        "FunctionName" | "QueueName" | "TopicName" | "TableName" => Attribute::Name,
        "QueueUrl" => Attribute::Url,
        "StreamArn" => Attribute::StreamArn,
        other => Attribute::Other(other.to_owned()),
    }
}

/// What a template writes for an attribute of a kind of resource: `None` for `Ref`, else the name for `GetAtt`.
pub(crate) fn written(kind: ResourceKind, attribute: &Attribute) -> Option<&str> {
    let by_ref = TYPES.iter().any(|(_, known, gives)| *known == kind && gives == attribute);
    if by_ref && kind != ResourceKind::Other {
        return None;
    }
    match (kind, attribute) {
        (_, Attribute::Id | Attribute::Part) => None,
        (ResourceKind::Queue, Attribute::Name) => Some("QueueName"),
        (ResourceKind::Topic, Attribute::Name) => Some("TopicName"),
        (_, attribute) => Some(attribute.shown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sorted_so_that_they_are_found() {
        assert!(TYPES.is_sorted_by_key(|(name, ..)| name));
    }

    #[test]
    fn an_attribute_is_written_as_it_is_read() {
        for (name, attribute) in [
            ("AWS::SQS::Queue", Attribute::Url),
            ("AWS::SQS::Queue", Attribute::Arn),
            ("AWS::SQS::Queue", Attribute::Name),
            ("AWS::SNS::Topic", Attribute::Arn),
            ("AWS::S3::Bucket", Attribute::Name),
            ("AWS::DynamoDB::Table", Attribute::StreamArn),
            ("AWS::ApiGateway::RestApi", Attribute::Id),
        ] {
            let read = match written(kind_of(name), &attribute) {
                None => of_ref(name),
                Some(get_att) => of_get_att(get_att),
            };
            assert_eq!(read, attribute, "{name}");
        }
    }
}

//! Which parameter of a request names the resource that the call is about.

use std::sync::LazyLock;

use super::super::rows;
use super::{Service, list};

static PARAMETERS: LazyLock<Vec<ResourceParameter>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../data/resource-parameters.tsv"));
    rows.iter().map(|row| read(row)).collect()
});

/// A parameter that names a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceParameter {
    service: &'static str,
    /// Where it stands in the request, such as `Bucket`; `Entries[].EventBusName` is a member of each item of a list,
    /// `RequestItems{}` each key of a map.
    pub path: &'static str,
    /// What its value may be.
    pub forms: Vec<Form>,
}

/// How a value tells which resource it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By its name or id.
    Name,
    /// By its ARN.
    Arn,
    /// By its URL.
    Url,
}

fn read(row: &[&'static str]) -> ResourceParameter {
    let form = |cell| match cell {
        "name" => Some(Form::Name),
        "arn" => Some(Form::Arn),
        "url" => Some(Form::Url),
        _ => None,
    };
    ResourceParameter {
        service: row[0],
        path: row[1],
        forms: list(row[2]).filter_map(form).collect(),
    }
}

/// The parameters that name resources in the requests of a service. An operation has some of them or none; which it
/// is about, the request tells by having it. Empty for a service that nobody has looked at.
pub fn resource_parameters(service: &Service) -> impl Iterator<Item = &'static ResourceParameter> {
    PARAMETERS.iter().filter(|parameter| parameter.service == service.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::operations::{operation, service};

    #[test]
    fn parameters_tell_what_they_hold() {
        let forms = |name: &str, path: &str| -> Option<Vec<Form>> {
            let mut parameters = resource_parameters(service(name).unwrap());
            Some(parameters.find(|parameter| parameter.path == path)?.forms.clone())
        };
        for (name, path, expected) in [
            ("sqs", "QueueUrl", Some(vec![Form::Url])),
            ("sns", "TopicArn", Some(vec![Form::Arn])),
            ("sns", "TargetArn", Some(vec![Form::Arn])),
            ("dynamodb", "TableName", Some(vec![Form::Name, Form::Arn])),
            ("events", "Entries[].EventBusName", Some(vec![Form::Name, Form::Arn])),
            ("sqs", "Bucket", None),
            ("dynamodb", "tablename", None),
            ("polly", "VoiceId", None),
        ] {
            assert_eq!(forms(name, path), expected, "{name} {path}");
        }
    }

    #[test]
    fn every_row_is_of_a_service_and_tells_what_it_holds() {
        for parameter in PARAMETERS.iter() {
            assert!(service(parameter.service).is_some(), "{parameter:?}");
            assert!(!parameter.forms.is_empty(), "{parameter:?}");
        }
    }

    #[test]
    fn calls_that_functions_make_most_require_a_parameter_that_is_known() {
        for (name, method) in [
            ("s3", "PutObject"),
            ("sqs", "SendMessage"),
            ("dynamodb", "PutItem"),
            ("dynamodb", "Query"),
            ("lambda", "Invoke"),
            ("stepfunctions", "StartExecution"),
            ("secretsmanager", "GetSecretValue"),
            ("firehose", "PutRecord"),
        ] {
            let operation = operation(service(name).unwrap(), method).unwrap();
            let mut known = resource_parameters(operation.service);
            let is_required = known.any(|known| operation.required().any(|own| own == known.path));
            assert!(is_required, "{name} {method}");
        }
    }
}

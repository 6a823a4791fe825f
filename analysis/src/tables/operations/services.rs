//! Services, by the names that the SDKs give them.

use std::sync::LazyLock;

use super::super::{cell, rows};
use super::list;

static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../data/sdk-services.tsv"));
    rows.iter().map(|row| read(row)).collect()
});

/// A service.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// What boto3's `client` is asked for, such as `stepfunctions`; the name by which tables know a service.
    pub name: &'static str,
    /// The service id of its model, such as `SFN`.
    pub id: &'static str,
    /// What its IAM actions begin with, such as `states`; `None` when it has none of its own.
    pub prefix: Option<&'static str>,
    packages: Vec<&'static str>,
    modules: Vec<&'static str>,
    classes: Vec<&'static str>,
}

fn read(row: &[&'static str]) -> Service {
    Service {
        name: row[0],
        id: row[1],
        prefix: cell(row[2]),
        packages: list(row[3]).collect(),
        modules: list(row[4]).collect(),
        classes: list(row[5]).collect(),
    }
}

/// The service that `boto3.client` gives for a name, such as `logs`.
pub fn service(name: &str) -> Option<&'static Service> {
    let index = SERVICES.binary_search_by(|service| service.name.cmp(name)).ok()?;
    Some(&SERVICES[index])
}

/// AWS's name for the service of a principal or an IAM prefix, such as `EventBridge` for `events`; where that is not
/// known, the principal's.
pub fn name_of(principal: &str) -> &str {
    let by_prefix = || services_of_prefix(principal).next();
    service(principal).or_else(by_prefix).map_or(principal, |service| service.id)
}

/// The service with this service id, such as `CloudWatch Logs`.
pub fn service_of_id(id: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.id == id)
}

/// The service of a package of the JavaScript SDK v3, such as `@aws-sdk/client-cloudwatch-logs`.
pub fn service_of_package(package: &str) -> Option<&'static Service> {
    let name = package.strip_prefix("@aws-sdk/client-")?;
    SERVICES.iter().find(|service| service.packages.contains(&name))
}

/// The service of a class of the JavaScript SDK v2, such as `CloudWatchLogs`. In lower case that is also the module
/// after `aws-sdk/clients/`, so case does not count.
pub fn service_of_class(class: &str) -> Option<&'static Service> {
    let same = |own: &&str| own.eq_ignore_ascii_case(class);
    SERVICES.iter().find(|service| service.classes.iter().any(same))
}

/// The service of a package of the Go SDK v2, such as `cloudwatchlogs`: what stands after `service/` in its path.
pub fn service_of_module(module: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.modules.contains(&module))
}

/// The services whose IAM actions begin with this, such as `dynamodb` and `dynamodbstreams` for `dynamodb`.
pub fn services_of_prefix(prefix: &str) -> impl Iterator<Item = &'static Service> {
    SERVICES.iter().filter(move |service| service.prefix == Some(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Find = fn(&str) -> Option<&'static Service>;

    #[test]
    fn services_are_found_by_all_their_names() {
        let cases: [(Find, &str, Option<&str>); 27] = [
            (service, "logs", Some("logs")),
            (service, "Logs", None),
            (service, "cloudwatchlogs", None),
            (service, "", None),
            (service_of_id, "CloudWatch Logs", Some("logs")),
            (service_of_id, "SFN", Some("stepfunctions")),
            (service_of_id, "Step Functions", None),
            (service_of_id, "Pinpoint SMS Voice", Some("pinpoint-sms-voice")),
            (service_of_package, "@aws-sdk/client-cloudwatch-logs", Some("logs")),
            (service_of_package, "@aws-sdk/client-sfn", Some("stepfunctions")),
            (service_of_package, "@aws-sdk/client-eventbridge", Some("events")),
            (service_of_package, "@aws-sdk/client-cloudwatch-events", Some("events")),
            (service_of_package, "@aws-sdk/client-", None),
            (service_of_package, "@aws-sdk/lib-dynamodb", None),
            (service_of_package, "client-s3", None),
            (service_of_class, "S3", Some("s3")),
            (service_of_class, "DynamoDB", Some("dynamodb")),
            (service_of_class, "StepFunctions", Some("stepfunctions")),
            (service_of_class, "CognitoIdentityServiceProvider", Some("cognito-idp")),
            (service_of_class, "CloudWatchEvents", Some("events")),
            (service_of_class, "cloudwatchlogs", Some("logs")),
            (service_of_class, "SFN", None),
            (service_of_class, "-", None),
            (service_of_module, "cloudwatchlogs", Some("logs")),
            (service_of_module, "sfn", Some("stepfunctions")),
            (service_of_module, "sqs", Some("sqs")),
            (service_of_module, "logs", None),
        ];
        for (find, name, found) in cases {
            assert_eq!(find(name).map(|service| service.name), found, "{name}");
        }
    }

    #[test]
    fn a_prefix_may_be_that_of_several_services() {
        let names = |prefix| -> Vec<&str> {
            services_of_prefix(prefix).map(|service| service.name).collect()
        };
        assert_eq!(names("dynamodb"), ["dynamodb", "dynamodbstreams"]);
        assert_eq!(names("states"), ["stepfunctions"]);
        assert_eq!(names("stepfunctions"), [""; 0]);
        assert_eq!(names("-"), [""; 0]);
    }

    #[test]
    fn every_row_is_found_by_its_own_names() {
        for own in SERVICES.iter() {
            assert_eq!(service(own.name), Some(own));
            let of_class = own.classes.iter().all(|class| service_of_class(class) == Some(own));
            assert!(of_class, "{}", own.name);
            // Two names of boto3 are one service everywhere else.
            if own.name != "sms-voice" {
                let package = |name: &str| service_of_package(&format!("@aws-sdk/client-{name}"));
                assert!(own.packages.iter().all(|name| package(name) == Some(own)), "{}", own.name);
                assert!(own.modules.iter().all(|name| service_of_module(name) == Some(own)));
                assert_eq!(service_of_id(own.id), Some(own));
            }
        }
    }
}

//! How each framework spells a property, for fixes.

use crate::model::{Body, Dialect, Stack};
use crate::syntax::Value;

/// A property that fixes write, in AWS's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Processor architectures of a function.
    Architectures,
    /// Batch size of an event source.
    BatchSize,
    /// Dead-letter queue of a function.
    DeadLetter,
    /// Dead-letter queue of a rule's target.
    TargetDeadLetter,
    /// Environment variables of a function.
    Variables,
    /// Failure destination of a stream's event source.
    StreamOnFailure,
    /// Failure destination of a function; SAM only.
    OnFailure,
    /// Redrive policy of a queue.
    Redrive,
    /// Response types of an event source.
    ResponseTypes,
    /// Retention of a log group, days.
    Retention,
    /// SnapStart of a function.
    SnapStart,
    /// Source ARN of a permission.
    SourceArn,
    /// Source account of a permission.
    SourceAccount,
    /// Timeout of a function, s.
    Timeout,
    /// X-Ray mode of a function.
    Tracing,
    /// Visibility timeout of a queue, s.
    VisibilityTimeout,
}

/// The keys from a body to a property; `None` where such a thing has no such property.
pub fn spelling(stack: &Stack, body: &Body, property: Property) -> Option<&'static [&'static str]> {
    let sam = dialect_of(stack, body) == Dialect::Sam;
    Some(match property {
        Property::Architectures => &["Architectures"],
        Property::BatchSize => &["BatchSize"],
        Property::DeadLetter if sam => &["DeadLetterQueue"],
        Property::DeadLetter | Property::TargetDeadLetter => &["DeadLetterConfig"],
        Property::Variables => &["Environment", "Variables"],
        Property::StreamOnFailure => &["DestinationConfig", "OnFailure"],
        Property::OnFailure if sam => &["EventInvokeConfig", "DestinationConfig", "OnFailure"],
        Property::OnFailure => return None,
        Property::Redrive => &["RedrivePolicy"],
        Property::ResponseTypes => &["FunctionResponseTypes"],
        Property::Retention => &["RetentionInDays"],
        Property::SnapStart => &["SnapStart", "ApplyOn"],
        Property::SourceArn => &["SourceArn"],
        Property::SourceAccount => &["SourceAccount"],
        Property::Timeout => &["Timeout"],
        Property::Tracing if sam => &["Tracing"],
        Property::Tracing => &["TracingConfig", "Mode"],
        Property::VisibilityTimeout => &["VisibilityTimeout"],
    })
}

/// A log group for what a function logs, under the name that Lambda looks for. It exists when the function does.
pub fn log_group(function: &str, condition: Option<&str>, days: i64) -> Value {
    let name = Value::call("Sub", format!("/aws/lambda/${{{function}}}"));
    let properties = Value::Map(vec![
        ("LogGroupName".to_owned(), name),
        ("RetentionInDays".to_owned(), Value::from(days)),
    ]);
    let mut group = vec![("Type".to_owned(), Value::from("AWS::Logs::LogGroup"))];
    group.extend(condition.map(|name| ("Condition".to_owned(), Value::from(name))));
    group.push(("Properties".to_owned(), properties));
    Value::Map(group)
}

/// The framework whose words a body is written in: SAM templates may hold plain resources too.
pub fn dialect_of(stack: &Stack, body: &Body) -> Dialect {
    let serverless = match body.path.as_slice() {
        [section, ..] if section == "Globals" => true,
        [_, name, ..] => stack
            .resource(name)
            .is_some_and(|resource| resource.kind.starts_with("AWS::Serverless::")),
        _ => false,
    };
    if serverless { Dialect::Sam } else { Dialect::CloudFormation }
}

//! How each framework spells a property, for fixes.

use crate::model::Framework;

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

/// The framework whose words a resource of this type uses: SAM templates may hold plain resources too.
pub fn framework_of(kind: &str) -> Framework {
    if kind.starts_with("AWS::Serverless::") { Framework::Sam } else { Framework::CloudFormation }
}

/// The keys from the map of properties to a property; `None` where the framework has no such property.
pub fn spelling(framework: Framework, property: Property) -> Option<&'static [&'static str]> {
    let sam = framework == Framework::Sam;
    Some(match property {
        Property::Architectures => &["Architectures"],
        Property::BatchSize => &["BatchSize"],
        Property::DeadLetter if sam => &["DeadLetterQueue"],
        Property::DeadLetter => &["DeadLetterConfig"],
        Property::TargetDeadLetter => &["DeadLetterConfig"],
        Property::Variables => &["Environment", "Variables"],
        Property::StreamOnFailure => &["DestinationConfig", "OnFailure"],
        Property::OnFailure if sam => &["EventInvokeConfig", "DestinationConfig", "OnFailure"],
        Property::OnFailure => return None,
        Property::Redrive => &["RedrivePolicy"],
        Property::ResponseTypes => &["FunctionResponseTypes"],
        Property::Retention => &["RetentionInDays"],
        Property::SourceArn => &["SourceArn"],
        Property::SourceAccount => &["SourceAccount"],
        Property::Timeout => &["Timeout"],
        Property::Tracing if sam => &["Tracing"],
        Property::Tracing => &["TracingConfig", "Mode"],
        Property::VisibilityTimeout => &["VisibilityTimeout"],
    })
}

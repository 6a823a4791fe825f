//! # reference-undefined
//!
//! A name is used that the template does not define, so the deployment is refused.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//! Outputs:
//!   Url:
//!     Value: !Ref Order
//!     #           ^^^^^ no resource or parameter has this name; is it `Orders`?
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//! Outputs:
//!   Url:
//!     Value: !Ref Orders
//! ```
//!
//! ## Exceptions
//!
//! Resources that SAM, a macro, a module or a loop adds at deployment cannot be seen; a name that may be theirs is
//! left alone.
//!
//! ## References
//!
//! - [Ref](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html)

use lamlint_analysis::model::{Reference, ReferenceKind, Stack};
use lamlint_analysis::text::similar;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "reference-undefined",
    topic: Topic::Template,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("reference_undefined.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let stack = program.stack;
    // A half-typed template may have lost the very line that defines the name.
    if !program.syntax_errors().is_empty() {
        return;
    }
    for reference in &stack.references {
        let known = known(stack, reference.kind);
        if is_open(stack, reference) || known.contains(&reference.name.as_str()) {
            continue;
        }
        let what = match reference.kind {
            ReferenceKind::Value => "resource or parameter",
            ReferenceKind::Resource => "resource",
            ReferenceKind::Condition => "condition",
            ReferenceKind::Mapping => "mapping",
        };
        let nearest =
            similar::nearest(&reference.name, known).map(|name| format!("; is it `{name}`?"));
        let label = format!("no {what} has this name{}", nearest.unwrap_or_default());
        findings
            .report(reference.at, format!("the template does not define `{}`", reference.name))
            .label(label);
    }
}

fn known(stack: &Stack, kind: ReferenceKind) -> Vec<&str> {
    let resources = stack.resources.iter().map(|resource| resource.name.as_str());
    let parameters = stack.names.parameters.iter().map(String::as_str);
    match kind {
        ReferenceKind::Value => resources.chain(parameters).collect(),
        ReferenceKind::Resource => resources.collect(),
        ReferenceKind::Condition => stack.names.conditions.iter().map(String::as_str).collect(),
        ReferenceKind::Mapping => stack.names.mappings.iter().map(String::as_str).collect(),
    }
}

/// Whether a name may be one that the text does not show: added at deployment, or the deployment's own.
fn is_open(stack: &Stack, reference: &Reference) -> bool {
    let name = &reference.name;
    let generated = || stack.names.generated.iter().any(|start| name.starts_with(start.as_str()));
    let odd = name.is_empty() || name.starts_with("AWS::") || name.contains(['{', '$', ' ']);
    match reference.kind {
        ReferenceKind::Value | ReferenceKind::Resource => {
            odd || stack.open || stack.names.open || generated()
        }
        ReferenceKind::Condition | ReferenceKind::Mapping => odd || stack.open || stack.names.open,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn names_that_something_adds_are_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } } }
Outputs:
  A: { Value: !Ref ServerlessRestApi }
  B: { Value: !GetAtt WorkerRole.Arn }
  C: { Value: !Ref Worker.Version }
  D: { Value: !Sub '${AWS::Region} ${!Literal} ${Worker.Arn} ${Worker}' }
",
        );
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: { Type: AWS::SQS::Queue, Connectors: { Write: { Properties: { Destination: { Id: Worker } } } } }
  Log: { Type: AWS::SQS::Queue, DependsOn: JobsWritePolicy }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Events: { E: { Type: CloudWatchEvent, Properties: { DeadLetterConfig: { Type: SQS, QueueLogicalId: Lost } } } }
Outputs: { Lost: { Value: !GetAtt Lost.Arn } }
",
        );
        check_template(
            &RULE,
            "
# A part of a Serverless Framework program.
Resources: { Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: 'a-${self:provider.stage}', Tags: [!Ref Other] } } }
",
        );
        check_template(
            &RULE,
            "
Transform: [AWS::LanguageExtensions, Own]
Resources: { Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Unknown } } }
",
        );
        check_template(
            &RULE,
            "
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues: [Name, [A, B], { 'Queue${Name}': { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '${Name}' } } }]
Outputs: { A: { Value: !Ref QueueA } }
",
        );
    }

    #[test]
    fn a_part_of_a_larger_template_is_left_alone() {
        check_template(
            &RULE,
            "Resources: { Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Name } } }\n",
        );
    }

    #[test]
    fn every_kind_of_reference_is_seen_at_its_name() {
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
Parameters: { Stage: { Type: String } }
Conditions: { Live: !Equals [!Ref Stage, live] }
Mappings: { Sizes: { live: { memory: 1 } } }
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Condition: Lve
    #          ^^^ no condition has this name; is it `Live`?
    DependsOn: [Stage]
    #           ^^^^^ no resource has this name
    Properties:
      QueueName: !Sub 'x-${Stag}-${Own}-${Jobs.Arn}'
      #                    ^^^^ no resource or parameter has this name; is it `Stage`?
      #                            ^^^ no resource or parameter has this name
      DelaySeconds: !FindInMap [Size, live, memory]
      #                         ^^^^ no mapping has this name; is it `Sizes`?
      FifoQueue: { 'Fn::If': [Live, { 'Fn::GetAtt': [Other, Arn] }, !Sub ['${V}', { V: !Ref Stage }]] }
      #                                              ^^^^^ no resource has this name
",
        );
    }
}

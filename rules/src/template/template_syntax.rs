//! # template-syntax
//!
//! A part of the template cannot be read, so the template cannot be deployed.
//!
//! Everything else is still checked: only what is broken is left out.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       QueueName: "jobs
//! #                ^^^^^ this quote is never closed
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       QueueName: "jobs"
//! ```
//!
//! ## References
//!
//! - [Template formats](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html)

use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "template-syntax",
    topic: Topic::Template,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("template_syntax.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for error in program.syntax_errors().filter(|error| error.first.is_none()) {
        findings.report(error.at, error.message.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn valid_templates_of_unusual_form_are_fine() {
        check_template(
            &RULE,
            "%YAML 1.2
---
AWSTemplateFormatVersion: '2010-09-09'
Resources: &all
  Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '${AWS::StackName}-jobs' } }
  Text:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: >-
        folded
        name
...
",
        );
    }
}

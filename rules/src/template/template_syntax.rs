//! # template-syntax
//!
//! A part of the template cannot be read, so the template cannot be deployed.
//!
//! Everything else is still checked: only what is broken is left out. Of several places in a file the first is
//! reported, for the others may be fine once it is mended.
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
    let mut errors = program.syntax_errors().filter(|error| error.first.is_none()).peekable();
    while let Some(error) = errors.next() {
        let finding = findings.report(error.at, error.message.clone());
        let file = error.at.file;
        let mut next = || errors.next_if(|other| other.at.file == file);
        // Where nothing can be read, no note may stand: the label says it.
        match std::iter::from_fn(&mut next).count() {
            0 => continue,
            1 => finding.label("one more place cannot be read, perhaps because of this one"),
            more => finding
                .label(format!("{more} more places cannot be read, perhaps because of this one")),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn of_several_places_the_first_is_reported() {
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
One: @
#    ^ one more place cannot be read, perhaps because of this one
Two: `x`
",
        );
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
One: *none
#    ^^^^^ 2 more places cannot be read, perhaps because of this one
Two: *other
Six: *last
",
        );
    }

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

    #[test]
    fn a_comment_may_follow_a_quote_at_once() {
        for value in ["''#none", "\"a\"#b", "[a]#b", "{ a: b }#c"] {
            check_template(
                &RULE,
                &format!(
                    "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Metadata:\n      B: {value}\n      C: d\n"
                ),
            );
        }
    }

    #[test]
    fn what_is_never_given_to_cloudformation_is_left_alone() {
        check_template(
            &RULE,
            "AWSTemplateFormatVersion: '2010-09-09-OC'\nOrganization:\n  <<: !Include ./_scp.yaml\n  Root: { Type: OC::ORG::OrganizationRoot }\n",
        );
    }
}

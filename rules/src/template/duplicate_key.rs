//! # duplicate-key
//!
//! A key stands twice in one map: CloudFormation takes the last value and says nothing of the others.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       DelaySeconds: 5
//!     # ------------ first written here
//!       QueueName: jobs
//!       DelaySeconds: 10
//!     # ^^^^^^^^^^^^ `DelaySeconds` stands twice
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
//!       QueueName: jobs
//!       DelaySeconds: 10
//! ```
//!
//! ## References
//!
//! - [YAML 1.2: mappings](https://yaml.org/spec/1.2.2/#3211-nodes)

use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-key",
    topic: Topic::Template,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("duplicate_key.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for error in program.syntax_errors() {
        let Some(first) = error.first else { continue };
        let key = program.text_at(error.at).trim_matches(['"', '\'']);
        findings
            .report(error.at, format!("`{key}` stands twice here, and only the last value counts"))
            .label(format!("`{key}` stands twice"))
            .note(first, "first written here");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn the_same_key_in_other_maps_and_merged_keys_are_fine() {
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
Base: &base { DelaySeconds: 5 }
Resources:
  One: { Type: AWS::SQS::Queue, Properties: { <<: *base, DelaySeconds: 6 } }
  Two: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 6 } }
",
        );
    }
}

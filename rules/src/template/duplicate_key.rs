//! # duplicate-key
//!
//! A key is written twice in one map: CloudFormation takes the last value and says nothing of the others.
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
//!     # ^^^^^^^^^^^^ `DelaySeconds` is written twice
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
//! ## Exceptions
//!
//! Silent in a file that a templating language fills in first: of what its branches write, only one is deployed.
//!
//! ## References
//!
//! - [YAML 1.2: mappings](https://yaml.org/spec/1.2.2/#3211-nodes)

use std::collections::BTreeMap;

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
    let mut filled_in = BTreeMap::new();
    for error in program.syntax_errors() {
        let Some(first) = error.first else { continue };
        let is_filled_in = || program.is_filled_in(first.file);
        if *filled_in.entry(first.file).or_insert_with(is_filled_in) {
            continue;
        }
        let key = program.text_at(error.at).trim_matches(['"', '\'']);
        findings
            .report(
                error.at,
                format!("`{key}` is written twice here, and only the last value counts"),
            )
            .label(format!("`{key}` is written twice"))
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

    #[test]
    fn branches_of_a_templating_language_are_no_repetition() {
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      {%- if stage == 'prod' %}
      DelaySeconds: 5
      {%- else %}
      DelaySeconds: 6
      {%- endif %}
",
        );
    }

    #[test]
    fn a_repetition_beside_another_fault_and_beside_an_expression_is_one() {
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
      DelaySeconds: 6
    # ^^^^^^^^^^^^ `DelaySeconds` is written twice
      QueueName: 'jobs
",
        );
        check_template(
            &RULE,
            "
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: a
      RoleArn: b
    # ^^^^^^^ `RoleArn` is written twice
      DefinitionString: |
        {% $states.input %}
",
        );
    }
}

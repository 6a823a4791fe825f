//! Near misses of runtime-unknown.

use super::RULE;
use lamlint_analysis::fixture::{check_template, run};
use lamlint_analysis::{Rule, Safety};

#[test]
fn each_value_that_is_possible_is_judged_where_it_is_written() {
    check_template(
        &RULE,
        "
Parameters:
  Runtime: { Type: String, Default: python3.13, AllowedValues: [python3.13, Python3.14] }
  #                                                                         ^^^^^^^^^^ did you mean python3.14?
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol } }
  #                                                          ^^^^^ Two cannot be deployed: Lambda has no runtime `cobol`
  Odd: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs23.x } }
  #                                                          ^^^^^^^^^^ did you mean nodejs20.x?
  Low: { Type: AWS::Lambda::Function, Properties: { Runtime: python3_12 } }
  #                                                          ^^^^^^^^^^ did you mean python3.12?
  Bar: { Type: AWS::Lambda::Function, Properties: { Runtime: 3.12 } }
  #                                                          ^^^^ did you mean python3.12?
  Two2: { Type: AWS::Lambda::Function, Properties: { Runtime: '24' } }
  #                                                           ^^^^ did you mean nodejs24.x?
  Few: { Type: AWS::Lambda::Function, Properties: { Runtime: 11 } }
  #                                                          ^^ Few cannot be deployed: Lambda has no runtime `11`
  None: { Type: AWS::Lambda::Function, Properties: { Runtime: 7.5 } }
  #                                                           ^^^ None cannot be deployed: Lambda has no runtime `7.5`
  Dot: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs26.1 } }
  #                                                          ^^^^^^^^^^ did you mean nodejs26.x?
",
    );
}

#[test]
fn newer_versions_and_what_is_filled_in_later_are_left_alone() {
    check_template(
        &RULE,
        "
Parameters: { Runtime: { Type: String, Default: '' } }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: '{{ cookiecutter.runtime }}' } }
  Raw: { Type: AWS::Lambda::Function, Properties: { Runtime: JAVA_VERSION } }
  Low: { Type: AWS::Lambda::Function, Properties: { Runtime: the_runtime } }
  Six: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.99 } }
  New: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs40.x } }
  Yet: { Type: AWS::Lambda::Function, Properties: { Runtime: '<runtime>' } }
  Set: { Type: AWS::Lambda::Function, Properties: { Runtime: JAVA_VERSION } }
  Own: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol, PackageType: Image } }
  Out: { Type: AWS::Lambda::Function, Properties: { Runtime: !ImportValue Runtime } }
",
    );
}

#[test]
fn a_fix_is_safe_when_only_one_runtime_can_be_meant() {
    static RULES: [&Rule; 1] = [&RULE];
    for (written, expected) in [
        ("nodejs22", Safety::Safe),
        ("nodejs22x", Safety::Safe),
        ("nodejs-22.x", Safety::Safe),
        ("NodeJS22.X", Safety::Safe),
        ("node22", Safety::Safe),
        ("'python3.12 '", Safety::Safe),
        ("python312", Safety::Safe),
        ("Python 3.12", Safety::Safe),
        ("3.12", Safety::Safe),
        ("Java21", Safety::Safe),
        ("dotnet-8", Safety::Safe),
        ("pyton3.12", Safety::Unsafe),
        ("python3.1", Safety::Unsafe),
        ("nodejs23.x", Safety::Unsafe),
        ("nodejs21", Safety::Unsafe),
        ("java21.al2", Safety::Unsafe),
        ("!Ref Which", Safety::Unsafe),
    ] {
        let template = format!(
            "Parameters: {{ Which: {{ Type: String, Default: nodejs22 }} }}\nResources:\n  F: {{ Type: AWS::Lambda::Function, Properties: {{ Runtime: {written} }} }}\n"
        );
        let checked = run(&RULES, &[("template.yaml".to_owned(), template)].into());
        let findings = checked.findings.into_values().flatten();
        let safeties: Vec<_> =
            findings.filter_map(|finding| finding.fix.map(|fix| fix.safety)).collect();
        assert_eq!(safeties, [expected], "{written}");
    }
}

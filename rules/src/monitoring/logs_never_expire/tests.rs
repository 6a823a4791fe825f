//! Near misses of logs-never-expire.

use super::RULE;
use lamlint_analysis::Rule;
use lamlint_analysis::fixture::{check_template, fixed_for};
use std::collections::BTreeMap;

static RULES: [&Rule; 1] = [&RULE];

#[test]
fn a_log_group_without_an_end_is_found_itself() {
    check_template(
        &RULE,
        "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { FunctionName: one } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/one } }
# ^^^^ has no retention
  Two: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Both } } }
  Six: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Both } } }
  Both: { Type: AWS::Logs::LogGroup }
# ^^^^ has no retention
",
    );
}

#[test]
fn log_groups_of_other_things_do_not_count() {
    check_template(
        &RULE,
        "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogFormat: JSON } } }
# ^^^ no log group with a retention
  Two: { Type: AWS::Lambda::Function, Properties: { FunctionName: two } }
  Api: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 5 } }
  Own: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/apigateway/${One}', RetentionInDays: 5 } }
  Old: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/three, RetentionInDays: 5 } }
",
    );
}

#[test]
fn only_a_log_group_that_cannot_be_read_leaves_it_open_whose_logs_it_keeps() {
    for (kind, mark) in
        [("AWS::Logs::LogGroup", ""), ("AWS::SNS::Topic", "# ^^^ no log group with a retention\n")]
    {
        check_template(
            &RULE,
            &format!(
                "
Conditions: {{ Live: !Equals [!Ref AWS::Region, x] }}
Resources:
  One: {{ Type: AWS::Lambda::Function, Properties: {{ FunctionName: one }} }}
{mark}  Odd: {{ Type: {kind}, Properties: !If [Live, {{ Tags: [] }}, !Ref AWS::NoValue] }}
"
            ),
        );
    }
}

#[test]
fn log_groups_with_an_end_are_enough() {
    check_template(
        &RULE,
        "
Parameters: { Days: { Type: Number }, Name: { Type: String } }
Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { FunctionName: one } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/one, RetentionInDays: 5 } }
  Two: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Logs2: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/${Two}', RetentionInDays: !Ref Days } }
  Six: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Logs6: { Type: AWS::Logs::LogGroup, Condition: Live, Properties: { LogGroupName: !Join ['', [/aws/lambda/, !Ref Six]], RetentionInDays: 5 } }
  Cdk: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Kept: { Type: Custom::LogRetention, Properties: { LogGroupName: { Fn::Join: ['', [/aws/lambda/, { Ref: Cdk }]] }, RetentionInDays: 5 } }
  Own: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Logs } } }
  Out: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: /all/functions } } }
  May: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: !If [Live, { LogGroup: !Ref Logs }, !Ref AWS::NoValue] } }
",
    );
}

#[test]
fn names_that_are_known_only_at_deployment_may_be_the_functions() {
    for (function, group) in [
        ("FunctionName: !Ref Name", "LogGroupName: /aws/lambda/one"),
        ("FunctionName: !Ref Name", "LogGroupName: !Sub '/aws/lambda/${Name}'"),
        ("Timeout: 3", "LogGroupName: !Sub '/aws/lambda/${AWS::StackName}-one'"),
        ("Timeout: 3", "LogGroupName: !ImportValue Logs"),
        ("Timeout: 3", "LogGroupName: !Ref Name"),
        ("Timeout: 3", "LogGroupName: !Sub '${Name}-${AWS::Region}'"),
    ] {
        let text = format!(
            "Parameters: {{ Name: {{ Type: String }} }}\nResources:\n  \
             One: {{ Type: AWS::Lambda::Function, Properties: {{ {function} }} }}\n  \
             Logs: {{ Type: AWS::Logs::LogGroup, Properties: {{ {group}, RetentionInDays: 5 }} }}\n"
        );
        check_template(&RULE, &text);
    }
}

#[test]
fn all_functions_get_their_log_group_at_once_in_json_as_well() {
    let before = r#"{
  "Conditions": { "Live": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-1"] } },
  "Resources": {
    "One": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 3 } },
    "May": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 3 }, "Condition": "Live" },
    "Two": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 3 } }
  }
}
"#;
    let in_json = |text: &str| BTreeMap::from([("template.json".to_owned(), text.to_owned())]);
    let after = fixed_for(&RULE, &RULES, &in_json(before)).remove("template.json").unwrap();
    for part in [
        "\"OneLogGroup\": {",
        "\"MayLogGroup\": {",
        "\"Condition\": \"Live\"",
        "\"Fn::Sub\": \"/aws/lambda/${Two}\"",
        "\"RetentionInDays\": 30",
    ] {
        assert!(after.contains(part), "{part} in\n{after}");
    }
    assert_eq!(fixed_for(&RULE, &RULES, &in_json(&after)).get("template.json"), Some(&after));
}

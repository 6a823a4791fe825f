//! Names of a template and their uses, in YAML and JSON.

use super::{assert_at_cursor, assert_one_thing, definition_at, places, references_at};
use crate::files::Content;
use crate::fixture;
use crate::text::Text;

/// A template in YAML around some sections.
fn yaml(text: &str) -> String {
    format!("```yaml template.yaml\nAWSTemplateFormatVersion: 2010-09-09\n{text}\n```\n")
}

/// A template in JSON around some sections.
fn json(text: &str) -> String {
    format!(
        "```json template.json\n{{\"AWSTemplateFormatVersion\": \"2010-09-09\", {text}}}\n```\n"
    )
}

const QUEUE: &str = "Resources:\n  «Queue»:\n    Type: AWS::SQS::Queue\n";

/// Outputs that use the queue of [`QUEUE`] in every way.
const USES_OF_A_RESOURCE: &[&str] = &[
    "!Ref ‹Queue›",
    "!Ref ‹\"Queue\"›",
    "{ Ref: ‹Queue› }",
    "!GetAtt ‹Queue›.Arn",
    "!GetAtt '‹Queue›.Arn'",
    "!GetAtt [‹Queue›, Arn]",
    "Fn::GetAtt: [‹Queue›, Arn]",
    "Fn::GetAtt: ‹Queue›.Arn",
    "!Sub ${‹Queue›}",
    "!Sub 'a ${‹Queue›.Arn} b ${AWS::Region} ${ ‹Queue› }'",
    "!Sub ['${‹Queue›} ${Own}', { Own: !Ref ‹Queue› }]",
    "Fn::Sub: '${‹Queue›.Arn}'",
    "!Sub |\n      first ${AWS::Region}\n      ${‹Queue›.Arn} and ${‹Queue›}\n",
    "!Sub >-\n      folded\n      ${‹Queue›.Arn}\n      ${‹Queue›}\n",
    "!Join [':', [a, !Ref ‹Queue›]]",
    "!If [Never, !Ref ‹Queue›, !GetAtt ‹Queue›.Arn]",
];

#[test]
fn a_resource_and_its_uses_find_each_other() {
    for written in USES_OF_A_RESOURCE {
        let is_map = written.starts_with("Fn::");
        let value = if is_map { format!("\n      {written}") } else { format!(" {written}") };
        assert_one_thing(&yaml(&format!("{QUEUE}Outputs:\n  Queue:\n    Value:{value}")));
    }
    for depends in ["‹Queue›", "[Other, ‹Queue›]", "\n      - ‹Queue›"] {
        assert_one_thing(&yaml(&format!(
            "{QUEUE}  Other:\n    Type: AWS::SQS::Queue\n  Third:\n    Type: AWS::SQS::Queue\n    DependsOn: {depends}"
        )));
    }
    for written in [
        r#"{"Ref": ‹"Queue"›}"#,
        r#"{"Fn::GetAtt": [‹"Queue"›, "Arn"]}"#,
        r#"{"Fn::GetAtt": "‹Queue›.Arn"}"#,
        r#"{"Fn::Sub": "${‹Queue›} at ${‹Queue›.Arn}"}"#,
        r#"{"Fn::Sub": ["${‹Queue›} ${Own}", {"Own": {"Ref": ‹"Queue"›}}]}"#,
        r#"{"Fn::Join": ["", ["a", {"Ref": ‹"Queue"›}]]}"#,
    ] {
        assert_one_thing(&json(&format!(
            r#""Resources": {{«"Queue"»: {{"Type": "AWS::SQS::Queue"}},
               "Other": {{"Type": "AWS::SQS::Queue", "DependsOn": [‹"Queue"›]}}}},
               "Outputs": {{"Queue": {{"Value": {written}}}}}"#
        )));
    }
}

#[test]
fn parameters_conditions_and_mappings_and_their_uses_find_each_other() {
    for text in [
        "Parameters:\n  «Stage»: { Type: String }\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub 'q-${‹Stage›}'\n      Tags: !Ref ‹Stage›",
        "Conditions:\n  «IsLive»: !Equals [a, b]\n  Other: !And [!Condition ‹IsLive›, { Condition: ‹IsLive› }]\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Condition: ‹IsLive›\n    Properties:\n      DelaySeconds: !If [‹IsLive›, 1, 2]\n      MaximumMessageSize:\n        Fn::If: [‹IsLive›, 1024, 2048]\nOutputs:\n  Out:\n    Condition: ‹IsLive›\n    Value: a",
        "Mappings:\n  «Sizes»: { a: { b: 1 } }\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: !FindInMap [‹Sizes›, a, b]\n      MaximumMessageSize:\n        Fn::FindInMap: [‹Sizes›, a, b]",
    ] {
        assert_one_thing(&yaml(text));
    }
    for text in [
        r#""Parameters": {«"Stage"»: {"Type": "String"}}, "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "q-${‹Stage›}"}, "Tags": {"Ref": ‹"Stage"›}}}}"#,
        r#""Conditions": {«"IsLive"»: {"Fn::Equals": ["a", "b"]}, "Other": {"Fn::Not": [{"Condition": ‹"IsLive"›}]}}, "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Condition": ‹"IsLive"›, "Properties": {"DelaySeconds": {"Fn::If": [‹"IsLive"›, 1, 2]}}}}"#,
        r#""Mappings": {«"Sizes"»: {"a": {"b": 1}}}, "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Fn::FindInMap": [‹"Sizes"›, "a", "b"]}}}}"#,
    ] {
        assert_one_thing(&json(text));
    }
}

#[test]
fn an_alias_that_sam_makes_belongs_to_its_function() {
    assert_one_thing(
        "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n  «Worker»:\n    Type: AWS::Serverless::Function\nOutputs:\n  Out:\n    Value: !Ref ‹Worker.Alias›\n```\n",
    );
}

#[test]
fn nothing_is_found_where_nothing_is_meant() {
    for text in [
        "Resources:\n  Queue: # see Que$0ue\n    Type: AWS::SQS::Queue",
        "Resources:\n  Queue:\n    Ty$0pe: AWS::SQS::Queue",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Que$0ue",
        "Description: Que$0ue\nResources:\n  Queue:\n    Type: AWS::SQS::Queue",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n$0\nOutputs: {}",
        "Resou$0rces:\n  Queue:\n    Type: AWS::SQS::Queue",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Ref Que$0 }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Ref AWS::Reg$0ion }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !R$0ef Queue }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !GetAtt Queue.A$0rn }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Sub 'a$0 ${Queue}' }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Sub '${!Que$0ue}' }",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Sub ['${Que$0ue}', { Queue: a }] }",
        // A condition's name is no resource's.
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Condition: Que$0ue",
    ] {
        assert_at_cursor(&yaml(text));
    }
}

#[test]
fn a_name_that_two_kinds_of_things_have_is_two_names() {
    assert_at_cursor(&yaml(
        "Conditions:\n  Queue: !Equals [a, b]\nResources:\n  «Queue»:\n    Type: AWS::SQS::Queue\n    Condition: Queue\nOutputs:\n  Out: { Value: !Ref ‹Que$0ue› }",
    ));
}

#[test]
fn what_is_broken_elsewhere_changes_nothing_and_what_is_lost_answers_nothing() {
    assert_at_cursor(&yaml(
        "Resources:\n  «Queue»:\n    Type: AWS::SQS::Queue\nOutputs:\n  Out: { Value: !Ref ‹Que$0ue› }\n  More:\n    Value: [a",
    ));
    let marked = places(&yaml(&format!("{QUEUE}Outputs:\n  Out:\n    Value: !Ref ‹Queue›")));
    let mut workspace = super::workspace(&marked.files);
    let (path, start, _) = &marked.used[0];
    let place = (path.as_str(), *start);
    assert_eq!(definition_at(&workspace, place), marked.defined);
    // More broken lines than reading steps over.
    let lost = format!("{}{}", "@\n".repeat(30), marked.files[path]);
    workspace.set(path, Content::Text(Text::new(lost)));
    fixture::answer(&mut workspace, &marked.files);
    workspace.changes();
    let file = workspace.file(path).unwrap();
    let stale = workspace
        .programs_of(file)
        .iter()
        .any(|program| program.stack.is_some_and(|stack| stack.template.stale));
    assert!(stale, "the text must be one of which nothing can be saved");
    for place in [place, (path.as_str(), start + 60)] {
        assert_eq!(definition_at(&workspace, place), []);
        assert_eq!(references_at(&workspace, place, true), []);
    }
}

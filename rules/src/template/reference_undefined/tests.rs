//! Near misses of reference-undefined.

use super::RULE;
use lamlint_analysis::fixture::{check, check_template};

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
  D: { Value: !Sub '${AWS::Region} ${!Literal} ${ !Literal } ${Worker.Arn} ${ Worker }' }
  E: { Value: !Sub ['${ Own }', { Own: x }] }
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
fn a_condition_or_an_include_around_properties_hides_no_names() {
    for properties in [
        "{ 'Fn::If': [Live, { TopicName: a }, { TopicName: b }] }",
        "!If [Live, { TopicName: a }, { TopicName: b }]",
        "{ 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: x } } }",
    ] {
        let kinds = ["AWS::SNS::Topic", "AWS::Logs::LogGroup", "AWS::Lambda::Function"];
        for kind in kinds {
            let resource = format!("News: {{ Type: {kind}, Properties: {properties} }}");
            check_template(
                &RULE,
                &format!(
                    "
AWSTemplateFormatVersion: '2010-09-09'
Conditions: {{ Live: !Equals [!Ref AWS::Region, x] }}
Resources:
  {resource}
  Jobs: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Ref Nowhere }} }}
  #                                                            ^^^^^^^ no resource or parameter has this name
"
                ),
            );
        }
    }
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

/// Templates of a stack that a script joins: what all of them share, and where things are kept.
const AROUND: &str = "
```yaml infra/config/parent.yaml
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String } }
Conditions: { Live: !Equals [!Ref Stage, live] }
```

```yaml infra/storage/tables.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources: { Orders: { Type: AWS::DynamoDB::Table } }
```
";

#[test]
fn a_stack_in_fragments_is_left_alone() {
    for (path, resources) in [
        // Several names of the others, one of them SAM's.
        (
            "infra/alarms/orders.yaml",
            "A: { Type: AWS::SQS::Queue, Condition: Live, Properties: { QueueName: !Sub '${Stage}-${Orders}-${Api.Stage}' } }",
        ),
        // A single one of what cannot be deployed as it stands.
        ("infra/alarms/live.yaml", "A: { Type: AWS::SQS::Queue, Condition: Live }"),
        // A single one, in what cannot be deployed as it stands.
        (
            "infra/orders/function/f.yaml",
            "F: { Type: AWS::Serverless::Function, Properties: { FunctionName: !Ref Orders } }",
        ),
    ] {
        check(
            &RULE,
            &format!(
                "{AROUND}
```yaml {path}
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  {resources}
```
"
            ),
        );
    }
}

#[test]
fn a_fragment_may_be_nothing_but_resources() {
    check(
        &RULE,
        "
```yaml infra/base.yaml
AWSTemplateFormatVersion: '2010-09-09'
Outputs: { Name: { Value: !Ref Orders } }
```

```yaml infra/resources/tables.yaml
Orders: { Type: AWS::DynamoDB::Table }
```
",
    );
}

#[test]
fn templates_that_use_each_others_names_are_one_stack() {
    check(
        &RULE,
        "
```yaml infra/work.yaml
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Work: { Type: AWS::Serverless::Function, Properties: { FunctionName: !Ref Jobs } }
```

```yaml infra/queues/queue.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref WorkRole } }
```
",
    );
}

#[test]
fn a_whole_stack_among_others_is_judged() {
    // One name that another stack defines.
    check(
        &RULE,
        &format!(
            "{AROUND}
```yaml infra/alarms/orders.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Ref Orders }} }}
  #                                                         ^^^^^^ no resource or parameter has this name
```
"
        ),
    );
    // Names that nobody defines.
    check(
        &RULE,
        &format!(
            "{AROUND}
```yaml infra/alarms/orders.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub '${{Own}}-${{Other}}-${{Orders}}' }} }}
  #                                                            ^^^ no resource or parameter has this name
  #                                                                   ^^^^^ no resource or parameter has this name
  #                                                                            ^^^^^^ no resource or parameter has this name
```
"
        ),
    );
    // What lies above the top of a project is none of it.
    check(
        &RULE,
        "
```yaml shop/tables.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources: { Orders: { Type: AWS::DynamoDB::Table }, Goods: { Type: AWS::DynamoDB::Table } }
```

```json site/package.json
{}
```

```yaml site/infra/queue.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '${Orders}-${Goods}' } }
  #                                                            ^^^^^^ no resource or parameter has this name
  #                                                                      ^^^^^ no resource or parameter has this name
```
",
    );
}

#[test]
fn a_function_of_another_stack_with_its_role_is_one_name() {
    check(
        &RULE,
        "
```yaml one/template.yaml
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Own: { Type: AWS::Serverless::Function }
Outputs:
  Function: { Value: !GetAtt Hello.Arn }
  #                          ^^^^^ no resource has this name
  Role: { Value: !GetAtt HelloRole.Arn }
  #                      ^^^^^^^^^ no resource has this name
```

```yaml two/template.yaml
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello: { Type: AWS::Serverless::Function }
```
",
    );
}

//! Near misses of queue-message-deleted-by-hand.

use super::RULE;
use lamlint_analysis::fixture::check;

const SQS: &str = "Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn }";
const DELETE: &str = "sqs.delete_message(QueueUrl=os.environ['URL'], ReceiptHandle=event['r'])";

fn program(event: &str, url: &str, more: &str, file: &str, code: &str) {
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: {{ Function: {{ Runtime: RUNTIME, CodeUri: ., Handler: app.handler }} }}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {{ Variables: {{ URL: {url}, OTHER: !Ref Failed }} }}
      Events: {{ E: {{ {event} }} }}
  Jobs: {{ Type: AWS::SQS::Queue }}
  Failed: {{ Type: AWS::SQS::Queue }}
{more}
```

```py {file}
{code}
```
"
        )
        .replace("RUNTIME", if file == "app.py" { "python3.13" } else { "nodejs22.x" }),
    );
}

fn python(event: &str, url: &str, more: &str, code: &str) {
    let code = format!("import os, boto3\nsqs = boto3.client('sqs')\n{code}");
    program(event, url, more, "app.py", &code);
}

#[test]
fn other_triggers_and_queues_are_left_alone() {
    let code = format!("def handler(event, context):\n    {DELETE}");
    let other = "Type: SQS, Properties: { Queue: !GetAtt Failed.Arn }";
    let outside = "Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:111122223333:jobs }";
    let stream =
        "Type: Kinesis, Properties: { Stream: !GetAtt Jobs.Arn, StartingPosition: LATEST }";
    let schedule = "Type: Schedule, Properties: { Schedule: rate(1 hour) }";
    for (event, url) in [
        (other, "!Ref Jobs"),
        (schedule, "!Ref Jobs"),
        (stream, "!Ref Jobs"),
        (outside, "!Ref Jobs"),
        (outside, "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"),
        (SQS, "!Ref Failed"),
        (SQS, "!If [C, !Ref Jobs, !Ref Failed]"),
        (SQS, "!ImportValue url"),
    ] {
        python(event, url, "", &code);
    }
    let twin = "  G: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { URL: !Ref Jobs } } } }";
    python(SQS, "!Ref Jobs", twin, &code);
}

#[test]
fn calls_that_are_not_sure_to_delete_what_lambda_deletes_are_left_alone() {
    for body in [
        "sqs.delete_message(QueueUrl=choose(event), ReceiptHandle='r')",
        "sqs.delete_message(QueueUrl=os.environ['OTHER'], ReceiptHandle='r')",
        "sqs.delete_message(QueueUrl=os.environ['OTHER'] if event else os.environ['URL'], ReceiptHandle='r')",
        "sqs.delete_message(QueueUrl=os.environ['URL'] if event else os.environ['OTHER'], ReceiptHandle='r')",
        "sqs.delete_message(**event)",
        "sqs.send_message(QueueUrl=os.environ['URL'], MessageBody='again')",
        "sqs.change_message_visibility(QueueUrl=os.environ['URL'], ReceiptHandle='r')",
        &format!("more = sqs.receive_message(QueueUrl=os.environ['URL'])\n    {DELETE}"),
        &format!("more = sqs.receive_message(QueueUrl=choose(event))\n    {DELETE}"),
        &format!("return None\ndef clean(event):\n    {DELETE}"),
    ] {
        python(SQS, "!Ref Jobs", "", &format!("def handler(event, context):\n    {body}"));
    }
}

#[test]
fn deletions_are_seen_through_calls_and_in_every_flavour() {
    let mark = "Lambda deletes what succeeded";
    let delete = format!("    {DELETE}\n#   {} {mark}", "^".repeat(DELETE.len()));
    let receive = "sqs.receive_message(QueueUrl=os.environ['OTHER'])";
    let entry = format!("def handler(event, context):\n    {receive}\n    done(event)");
    python(SQS, "!Ref Jobs", "", &format!("def done(event):\n{delete}\n{entry}"));
    let code = format!(
        "import {{ SQSClient, DeleteMessageBatchCommand }} from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({{}});\nconst QueueUrl = process.env.URL;\nexport const handler = async (event) => {{\n  await sqs.send(new DeleteMessageBatchCommand({{ QueueUrl, Entries: [] }}));\n//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ {mark}\n}};"
    );
    program(SQS, "!Ref Jobs", "", "app.mjs", &code);
}

//! Near misses of recursive-trigger, and the ways to write that it follows.

use super::RULE;
use lamlint_analysis::fixture::check;

fn bucket(filter: &str, code: &str) {
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
Type: AWS::Serverless::Function
Properties:
  Runtime: python3.13
  CodeUri: .
  Handler: app.handler
  Environment: {{ Variables: {{ IN: !Ref In, OUT: !Ref Out, JOBS: !Ref Jobs }} }}
  Events:
    E: {{ Type: S3, Properties: {{ Bucket: !Ref In, Events: 's3:ObjectCreated:*', {filter} }} }}
    J: {{ Type: SQS, Properties: {{ Queue: !GetAtt Jobs.Arn }} }}
  In: {{ Type: AWS::S3::Bucket }}
  Out: {{ Type: AWS::S3::Bucket }}
  Jobs: {{ Type: AWS::SQS::Queue }}
```

```python app.py
import os, boto3
s3, sqs = boto3.client('s3'), boto3.client('sqs')
def handler(event, context):
{code}
```
"
        ),
    );
}

#[test]
fn other_buckets_and_keys_outside_the_filter_start_nothing() {
    bucket("", "s3.put_object(Bucket=os.environ['OUT'], Key='a')");
    bucket("", "s3.put_object(Bucket=choose(event), Key='a')");
    let either = "os.environ['IN'] if event else os.environ['OUT']";
    bucket("", &format!("s3.put_object(Bucket={either}, Key='a')"));
    bucket(
        "Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }",
        "s3.put_object(Bucket=os.environ['IN'], Key=f'out/{event}')",
    );
    bucket(
        "Filter: { S3Key: { Rules: [{ Name: suffix, Value: .png }] } }",
        "s3.put_object(Bucket=os.environ['IN'], Key='a.jpg')",
    );
    bucket(
        "Filter: { S3Key: { Rules: [{ Name: suffix, Value: !Ref S }] } }",
        "s3.put_object(Bucket=os.environ['OUT'], Key='a.jpg')",
    );
    bucket("", "s3.get_object(Bucket=os.environ['IN'], Key='a')");
}

#[test]
fn receiving_and_deleting_messages_starts_nothing() {
    for call in ["receive_message", "delete_message", "delete_message_batch"] {
        bucket("", &format!("sqs.{call}(QueueUrl=os.environ['JOBS'])"));
    }
}

/// A function that a table's stream calls; `found` is whether it writes to the table.
fn table(file: &str, code: &str, found: bool) {
    let mark = if found { "      # ^^^^^^ F writes to T, which calls F" } else { "" };
    let runtime = if file.ends_with(".py") { "python3.13" } else { "nodejs22.x" };
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: .
      Handler: app.handler
      Environment: {{ Variables: {{ T: !Ref T }} }}
      Events:
        Stream: {{ Type: DynamoDB, Properties: {{ Stream: !GetAtt T.StreamArn, StartingPosition: LATEST }} }}
{mark}
  T: {{ Type: AWS::DynamoDB::Table, Properties: {{ StreamSpecification: {{ StreamViewType: NEW_IMAGE }} }} }}
```

```x {file}
{code}
```

```python store.py
import os
import boto3
table = boto3.resource('dynamodb').Table(os.environ['T'])
class Store:
    def __init__(self, client=None):
        self.client = client or boto3.client('dynamodb')
    def put_item(self, TableName=None, Item=None):
        return Item
    def save(self, item):
        self.client.put_item(TableName=os.environ['T'], Item=item)
```
"
        ),
    );
}

#[test]
fn whose_method_it_is_decides() {
    for (body, found) in [
        ("boto3.resource('dynamodb').Table(os.environ['T']).put_item(Item={})", true),
        ("boto3.client('dynamodb').put_item(TableName=os.environ['T'], Item={})", true),
        ("table.update_item(Key={})", true),
        ("table.get_item(Key={})", false),
        ("with table.batch_writer() as batch:\n        batch.put_item(Item={})", true),
        ("Store().put_item(TableName=os.environ['T'], Item={})", false),
        ("Store().save({})", true),
        ("Store(boto3.client('dynamodb')).save({})", true),
        ("Store(boto3.client('s3')).save({})", true),
        ("event['client'].put_item(TableName=os.environ['T'], Item={})", false),
        ("save(boto3.client('dynamodb'))", true),
    ] {
        let code = format!(
            "import os, boto3\nfrom store import Store, table\ndef save(client):\n    client.put_item(TableName=os.environ['T'], Item={{}})\ndef handler(event, context):\n    {body}"
        );
        table("app.py", &code, found);
    }
}

#[test]
fn every_face_of_the_client_is_seen() {
    let v3 = "import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';\nimport { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';\nconst db = new DynamoDBClient({});\nconst doc = DynamoDBDocumentClient.from(db);";
    let v2 = "const AWS = require('aws-sdk');\nconst doc = new AWS.DynamoDB.DocumentClient();";
    for (head, body, found) in [
        (v3, "doc.send(new PutCommand({ TableName: process.env.T, Item: {} }))", true),
        (v3, "db.send(new PutItemCommand({ TableName: process.env.T, Item: {} }))", true),
        (v3, "other.send(new PutItemCommand({ TableName: process.env.T, Item: {} }))", false),
        (v2, "doc.put({ TableName: process.env.T, Item: {} }).promise()", true),
        (v2, "doc.get({ TableName: process.env.T, Key: {} }).promise()", false),
    ] {
        let exported = if head == v2 { "exports.handler" } else { "export const handler" };
        let file = if head == v2 { "app.js" } else { "app.mjs" };
        table(file, &format!("{head}\n{exported} = async () => {{ await {body}; }};"), found);
    }
}

#[test]
fn keys_that_end_outside_the_suffix_start_nothing() {
    let filter = "Filter: { S3Key: { Rules: [{ Name: suffix, Value: .csv }] } }";
    for key in ["f'{event}.done'", "event['key'] + '.json'", "'out/%s.txt' % event"] {
        bucket(filter, &format!("s3.put_object(Bucket=os.environ['IN'], Key={key})"));
    }
    let filter = "Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }";
    for key in ["os.path.join('out', event)", "'out/{}'.format(event)", "'/'.join(['out', event])"]
    {
        bucket(filter, &format!("s3.put_object(Bucket=os.environ['IN'], Key={key})"));
    }
}

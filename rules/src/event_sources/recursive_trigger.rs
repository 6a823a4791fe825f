//! # recursive-trigger
//!
//! A function writes to what triggers it, so each call can start the next one, without end and without a limit on
//! the bill.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Shrink:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Environment: { Variables: { BUCKET: !Ref Images } }
//!       Events:
//!         Uploaded:
//!       # ^^^^^^^^ Shrink writes to Images, which calls Shrink
//!           Type: S3
//!           Properties:
//!             Bucket: !Ref Images
//!             Events: s3:ObjectCreated:*
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import os
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     s3.put_object(Bucket=os.environ["BUCKET"], Key="small/a.png", Body=b"")
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Shrink:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Environment: { Variables: { BUCKET: !Ref Images } }
//!       Events:
//!         Uploaded:
//!           Type: S3
//!           Properties:
//!             Bucket: !Ref Images
//!             Events: s3:ObjectCreated:*
//!             Filter: { S3Key: { Rules: [{ Name: prefix, Value: original/ }] } }
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import os
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     s3.put_object(Bucket=os.environ["BUCKET"], Key="small/a.png", Body=b"")
//! ```
//!
//! ## Exceptions
//!
//! A key that is known to lie outside the trigger's prefix or suffix starts nothing. With `RecursiveLoop: Allow` the
//! loop is wanted, and the finding is only information.
//!
//! ## References
//!
//! - [Recursive loop detection](https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html)

use lamlint_analysis::program::loops::{Step, loops};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "recursive-trigger",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("recursive_trigger.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for found in loops(program) {
        let (function, source) = (found.function, found.source);
        let allowed = function
            .recursive_loop
            .as_ref()
            .is_some_and(|mode| mode.possibly(|mode| mode == "Allow"));
        let severity = match (allowed, found.certain) {
            (true, _) => Severity::Info,
            (false, true) => Severity::Error,
            (false, false) => Severity::Warning,
        };
        let way: Vec<String> = found
            .steps
            .iter()
            .map(|Step { writer, resource, .. }| format!("{writer} writes to {resource}"))
            .collect();
        let finding = findings
            .report(source.at, format!("{} can call itself without end", function.name))
            .label(format!(
                "{}, which calls {}",
                way.join(", which calls another: "),
                function.name
            ))
            .severity(severity)
            .function(&function.name);
        for step in found.steps {
            finding.note(step.at, format!("{} writes to {} here", step.writer, step.resource));
        }
    }
}

#[cfg(test)]
mod tests {
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
}

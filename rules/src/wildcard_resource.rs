//! # wildcard-resource
//!
//! A function may use its permissions on every resource of the account, although they could name the ones it uses.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Policies:
//!         - Statement:
//!             - Effect: Allow
//!               Action: dynamodb:PutItem
//!               Resource: "*"
//!               #         ^^^ every resource in the account
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Policies:
//!         - Statement:
//!             - Effect: Allow
//!               Action: dynamodb:PutItem
//!               Resource: !GetAtt Users.Arn
//!   Users: { Type: AWS::DynamoDB::Table }
//! ```
//!
//! ## Exceptions
//!
//! Actions that cannot name a resource or only describe what there is, statements that a condition narrows, and what functions are usually allowed
//! everywhere (logs, traces, network interfaces of a VPC) are left alone.
//!
//! ## References
//!
//! - [Actions, resources and condition keys](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html)

use lamlint_analysis::model::Statement;
use lamlint_analysis::tables::iam;
use lamlint_analysis::{Findings, FixKind, Project, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-resource",
    topic: Topic::Permissions,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("wildcard_resource.rs"),
    check,
};

/// Services whose actions functions are usually allowed on everything: the managed execution policies do the same.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html>, read 2026-11-23.
const USUAL: [&str; 3] = ["logs", "xray", "cloudwatch"];

fn check(project: &Project, findings: &mut Findings) {
    for (function, statement) in project.statements() {
        // A wildcard for both is the business of `wildcard-action`, which says all there is to say.
        let every_action =
            statement.actions.iter().any(|(_, action)| matches!(action.as_str(), "*" | "*:*"));
        if every_action
            || !statement.conditions.is_empty()
            || statement.actions_open
            || statement.inverted
        {
            continue;
        }
        let everything =
            statement.resources.iter().find(|(_, resource)| resource.as_deref() == Some("*"));
        let (Some((at, _)), Some(action)) = (everything, narrowable(statement)) else { continue };
        findings
            .report(*at, format!("{function} may use `{action}` on everything in the account"))
            .label("every resource in the account")
            .function(function);
    }
}

/// The first action that could name its resources.
fn narrowable(statement: &Statement) -> Option<&str> {
    let actions = statement.actions.iter().map(|(_, action)| action.as_str());
    actions.into_iter().find(|action| {
        let service = action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let mut covered = iam::covered(action).peekable();
        // A network interface does not exist before the function does, so nobody can name it.
        let interface =
            action.ends_with("NetworkInterface") || action.ends_with("PrivateIpAddresses");
        let name = action.split(':').nth(1).unwrap_or_default();
        let looks = ["Describe", "List"].iter().any(|verb| name.starts_with(verb));
        !USUAL.contains(&service.as_str())
            && !interface
            && !looks
            && covered.peek().is_some()
            && covered.all(|one| one.narrowable)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn statements_that_cannot_or_need_not_be_narrower_are_left_alone() {
        for statement in [
            "Action: 'ec2:DescribeInstances', Resource: '*'",
            "Action: ['logs:CreateLogStream', 'xray:PutTraceSegments', 'cloudwatch:PutMetricData'], Resource: '*'",
            "Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'], Resource: '*'",
            "Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/a': b } }",
            "Action: 's3:GetObject', Resource: !Sub '${B.Arn}/*'",
            "Action: 's3:GetObject', Resource: !Ref B",
            "NotAction: 's3:GetObject', Resource: '*'",
            "Action: 'polly:SynthesizeSpeech', Resource: '*'",
            "Action: ['mq:DescribeBroker', 'kafka:ListScramSecrets'], Resource: '*'",
        ] {
            check_template(
                &RULE,
                &format!(
                    "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ Policies: [{{ Statement: [{{ Effect: Allow, {statement} }}] }}] }}
"
                ),
            );
        }
    }
}

//! Near misses of permission-without-source.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template};

fn template(permission: &str) -> String {
    format!(
        "
Parameters: {{ Who: {{ Type: String }} }}
Resources:
  F: {{ Type: AWS::Lambda::Function }}
  R: {{ Type: AWS::Events::Rule, Properties: {{ Targets: [{{ Arn: !GetAtt F.Arn }}] }} }}
  P: {{ Type: AWS::Lambda::Permission, Properties: {{ FunctionName: !Ref F, {permission} }} }}
"
    )
}

#[test]
fn the_fix_names_what_calls() {
    for (service, source) in [
        ("events", "SourceArn: !GetAtt R.Arn"),
        (
            "apigateway",
            "SourceArn: !Sub 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*'",
        ),
        ("logs", "SourceAccount: !Ref AWS::AccountId"),
    ] {
        let fixed =
            fixed_template(&RULE, &template(&format!("Principal: {service}.amazonaws.com")));
        assert!(fixed.contains(source), "{fixed}");
    }
}

#[test]
fn the_arn_of_a_bucket_names_no_account() {
    for arn in ["!ImportValue Bucket", "arn:aws:s3:::uploads", "!GetAtt B.Arn"] {
        let permission = format!("Principal: s3.amazonaws.com, SourceArn: {arn}");
        let template =
            template(&permission).replace("  P:", "  B: { Type: AWS::S3::Bucket }\n  P:");
        check_template(&RULE, &format!("{template}# ^ the ARN names no account\n"));
        let fixed = fixed_template(&RULE, &template);
        assert!(fixed.contains("SourceAccount: !Ref AWS::AccountId"), "{fixed}");
    }
}

#[test]
fn narrowed_permissions_and_other_principals_are_left_alone() {
    for permission in [
        "Principal: s3.amazonaws.com, SourceArn: !ImportValue Bucket, SourceAccount: '1'",
        "Principal: sns.amazonaws.com, SourceArn: !ImportValue Topic",
        "Principal: events.amazonaws.com, SourceArn: !GetAtt R.Arn",
        "Principal: s3.amazonaws.com, SourceAccount: !If [A, '1', !Ref AWS::NoValue]",
        "Principal: s3.amazonaws.com, PrincipalOrgID: o-1",
        "Principal: alexa-appkit.amazon.com, EventSourceToken: amzn1.ask.skill.1",
        "Principal: alexa-appkit.amazon.com",
        "Principal: elasticloadbalancing.amazonaws.com",
        "Principal: 123456789012",
        "Principal: '*'",
        "Principal: !Ref Who",
        "Principal: !Sub 'logs.${AWS::Region}.amazonaws.com'",
    ] {
        check_template(&RULE, &template(permission));
    }
}

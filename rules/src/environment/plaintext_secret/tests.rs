//! Near misses of plaintext-secret.

use super::RULE;
use lamlint_analysis::fixture::{check_template, run};
use lamlint_analysis::{Rule, Severity};
use std::collections::BTreeMap;

#[test]
fn a_known_key_is_an_error_under_any_name_and_also_as_a_default() {
    static RULES: [&Rule; 1] = [&RULE];
    // Put together here, so that nobody takes it for a key that leaked.
    let key = format!("AKI{}", "AQ7B2Q7B2Q7B2Q7B2");
    let text = format!(
        "Parameters: {{ Key: {{ Type: String, NoEcho: true, Default: {key} }} }}\n\
         Resources:\n  A: {{ Type: AWS::Lambda::Function, Properties: {{ Environment: {{ Variables: {{ X: !Ref Key }} }} }} }}\n"
    );
    let checked = run(&RULES, &BTreeMap::from([("template.yaml".to_owned(), text)]));
    let finding = &checked.findings["template.yaml"][0];
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.message, "`X` of A is an AWS access key in plain text");
    assert_eq!(finding.notes.len(), 1);
}

#[test]
fn an_inherited_secret_is_reported_once() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { apiKey: 9f86d081884c7d659a2f } } } }
#                                                          ^^^^^^^^^^^^^^^^^^^^ a secret by its variable's name
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
",
    );
}

#[test]
fn what_is_not_the_secret_itself_is_left_alone() {
    check_template(
        &RULE,
        "
Parameters:
  Hidden: { Type: String, NoEcho: true }
  Stored: { Type: AWS::SSM::Parameter::Value<String>, Default: /prod/password }
Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          A_PASSWORD: !Ref Hidden
          B_PASSWORD: !Ref Stored
          C_PASSWORD: '{{resolve:secretsmanager:prod:SecretString:password}}'
          D_PASSWORD: !Sub '{{resolve:ssm-secure:/prod/${AWS::StackName}}}'
          ENCODED_PASSWORD: AQECAHh7ea2tyZ6phZgT4B9BDKwguhlFtRC6hgt+7HbmeFsrsgAAAG8wbQ
          ENCRYPTED_DB_PASSWORD: AQICAHi1pxH9h8Xk2fRrE0PpmZt5pYyQ3
          E_PASSWORD: changeme123
          F_PASSWORD: <your-password>
          G_PASSWORD: REPLACE_ME_1
          H_PASSWORD: ''
          I_PASSWORD: xxxxxxxx
          J_PASSWORD: '********'
          K_TOKEN: 'true'
          L_TOKEN: 3600
          M_SECRET: prod/report/db
          N_SECRET: report-db-credentials
          O_SECRET: arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-1b2c3d
          P_API_KEY: https://example.com/keys/1
          Q_SECRET: !Ref Secret
          R_SECRET: !If [Live, !Ref Secret, !Ref AWS::NoValue]
          S_PASSWORD: S_PASSWORD
          T_PASSWORD: my-password
          DB_PASSWORD_PARAMETER: P4ramet3r
          TOKEN_TABLE: Tokens2
          SECRET_NAME: Secret1
          MAX_TOKENS: 12345
          KEY_ID: AKIAIOSFODNN7EXAMPLE
          PUBLIC: '-----BEGIN PUBLIC KEY----- MII'
  Secret: { Type: AWS::SecretsManager::Secret }
",
    );
}

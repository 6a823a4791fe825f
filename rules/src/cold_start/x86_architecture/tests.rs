//! Near misses of x86-architecture.

use super::RULE;
use lamlint_analysis::fixture::{check, check_template, fixed_template};

#[test]
fn globals_is_not_the_place_when_somebody_else_would_move_as_well() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13 } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
# ^^^ arm64 costs less
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Own: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, ImageUri: x } }
",
    );
}

#[test]
fn a_written_x86_is_found_where_it_is_written() {
    check_template(
        &RULE,
        "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: java21, Code: ./one, Architectures: [x86_64] } }
  #                                                                                               ^^^^^^ arm64 costs less
",
    );
}

#[test]
fn what_may_be_made_for_x86_is_left_alone() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Parameters: { Kind: { Type: String, Default: x86_64 }, Runtime: { Type: String, Default: python3.13 } }
Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }
Globals: { Function: { Runtime: python3.13 } }
Resources:
  Arm: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Architectures: [arm64] } }
  Out: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Layers: ['arn:aws:lambda:a:1:layer:b:1'] } }
  Lay: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Layers: !Ref Kind } }
  Img: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, ImageUri: x } }
  Zip: { Type: AWS::Serverless::Function, Properties: { CodeUri: build.zip } }
  S3: { Type: AWS::Serverless::Function, Properties: { CodeUri: s3://a/b } }
  Own: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Runtime: provided.al2023 } }
  Old: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Runtime: python3.7 } }
  Any: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Runtime: !Ref Runtime } }
  May: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Architectures: [!Ref Kind] } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Architectures: [!If [Live, x86_64, arm64]] } }
  Make: { Type: AWS::Serverless::Function, Metadata: { BuildMethod: makefile }, Properties: { CodeUri: . } }
",
    );
}

#[test]
fn layers_of_the_template_do_not_stand_against_it() {
    check(
        &RULE,
        "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { Runtime: ruby3.4, CodeUri: one, Layers: [!Ref Own] } }
# ^^^ arm64 costs less
  Own: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layer } }
```
",
    );
}

#[test]
fn globals_give_no_architecture_where_a_function_has_its_own() {
    let function = |more: &str| {
        format!("{{ Type: AWS::Serverless::Function, Properties: {{ InlineCode: x{more} }} }}")
    };
    let template = |other: &str| {
        let (one, other) = (function(""), function(other));
        format!(
            "Transform: AWS::Serverless-2016-10-31\nGlobals: {{ Function: {{ Runtime: python3.13 }} }}\nResources:\n  One: {one}\n  Two: {one}\n  Three: {other}\n"
        )
    };
    let globals = |text: &str| text.lines().nth(1).unwrap_or_default().contains("arm64");
    assert!(globals(&fixed_template(&RULE, &template(""))));
    let fixed = fixed_template(&RULE, &template(", Architectures: [arm64]"));
    assert!(!globals(&fixed) && fixed.matches("arm64").count() == 3, "{fixed}");
}

//! Which splits of an alias fail, and which are left alone.

use super::RULE;
use lamlint_analysis::fixture::check_template;

#[test]
fn each_weight_that_is_possible_is_judged_where_it_is_written() {
    check_template(
        &RULE,
        "
Parameters:
  Share: { Type: Number, Default: 5 }
  #                               ^ Lambda allows 0 to 1; 5 % is 0.05
Conditions: { Careful: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref One
      FunctionVersion: 7
      RoutingConfig:
        AdditionalVersionWeights: [{ FunctionVersion: 8, FunctionWeight: !Ref Share }]
  Next:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref One
      FunctionVersion: 7
      RoutingConfig: !If
        - Careful
        - AdditionalVersionWeights: [{ FunctionVersion: 8, FunctionWeight: -0.1 }]
        #                                                                  ^^^^ Lambda allows 0 to 1
        - AdditionalVersionWeights: [{ FunctionVersion: 8, FunctionWeight: !If [Careful, 0.1, 1.01] }]
        #                                                                                     ^^^^ Lambda allows 0 to 1
",
    );
}

#[test]
fn an_alias_takes_one_further_version() {
    check_template(
        &RULE,
        "
Resources:
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: report
      FunctionVersion: '7'
      RoutingConfig:
        AdditionalVersionWeights:
          - { FunctionVersion: '8', FunctionWeight: 0.1 }
          - { FunctionVersion: '9', FunctionWeight: 0.1 }
          #                    ^^^ further version 2 of 3; Lambda allows 1
          - { FunctionVersion: '10', FunctionWeight: 0.1 }
",
    );
}

#[test]
fn a_version_is_not_split_with_itself() {
    check_template(
        &RULE,
        "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  V1: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref One } }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref One
      FunctionVersion: !GetAtt V1.Version
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !GetAtt V1.Version, FunctionWeight: 0.5 }] }
      #                                                              ^^^^^^^^^^^^^^^^^^ the same version
",
    );
}

#[test]
fn the_unpublished_version_takes_no_part() {
    check_template(
        &RULE,
        "
Resources:
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: report
      FunctionVersion: $LATEST
      #                ^^^^^^^ not a published version
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.5 }] }
  Next:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: report
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: $LATEST, FunctionWeight: 0.5 }] }
      #                                                              ^^^^^^^ not a published version
",
    );
}

#[test]
fn the_ends_of_the_range_and_aliases_that_split_nothing_are_left_alone() {
    check_template(
        &RULE,
        "
Conditions: { Careful: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  Plain: { Type: AWS::Lambda::Alias, Properties: { FunctionName: report, FunctionVersion: $LATEST } }
  Empty:
    Type: AWS::Lambda::Alias
    Properties: { FunctionVersion: $LATEST, RoutingConfig: { AdditionalVersionWeights: [] } }
  Off:
    Type: AWS::Lambda::Alias
    Properties: { FunctionVersion: $LATEST, RoutingConfig: !Ref AWS::NoValue }
  None:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '8', FunctionWeight: 0 }] }
  All:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '8', FunctionWeight: '1.0' }] }
  Switched:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: !If [Careful, '7', $LATEST]
      RoutingConfig: !If
        - Careful
        - AdditionalVersionWeights: [{ FunctionVersion: '8', FunctionWeight: 0.1 }]
        - !Ref AWS::NoValue
",
    );
}

#[test]
fn versions_and_weights_known_only_at_deployment_are_left_alone() {
    check_template(
        &RULE,
        "
Parameters: { Old: { Type: String, Default: '7' }, New: { Type: String }, Share: { Type: Number } }
Conditions: { Careful: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  V1: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref One } }
  V2: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref One } }
  Two:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: !GetAtt V1.Version
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !GetAtt V2.Version, FunctionWeight: !Ref Share }] }
  Out:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: !ImportValue Version
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !ImportValue Version, FunctionWeight: many }] }
  In:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !Ref Old, FunctionWeight: .nan }] }
  Shift:
    Type: AWS::Lambda::Alias
    Properties: { FunctionVersion: !Ref New, RoutingConfig: { AdditionalVersionWeights: !Ref Share } }
  Same:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: !If [Careful, !Ref Old, '7']
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !If [Careful, '7', !Ref Old], FunctionWeight: 0.5 }] }
",
    );
}

#[test]
fn a_weight_that_several_aliases_take_is_reported_once() {
    check_template(
        &RULE,
        "
Parameters:
  Share: { Type: Number, Default: 1.5 }
  #                               ^^^ Lambda allows 0 to 1
Resources:
  One:
# --- One takes it from there
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '8', FunctionWeight: !Ref Share }] }
  Two:
# --- Two takes it from there
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '8', FunctionWeight: !Ref Share }] }
",
    );
}

#[test]
fn what_depends_on_a_condition_is_not_counted_and_a_parameter_may_switch_it_off() {
    check_template(
        &RULE,
        "
Parameters: { Share: { Type: Number, Default: -1 }, Old: { Type: String, Default: $LATEST } }
Conditions: { Split: !Not [!Equals [!Ref Share, -1]] }
Resources:
  Either:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig:
        AdditionalVersionWeights:
          - !If [Split, { FunctionVersion: '8', FunctionWeight: 0.1 }, !Ref AWS::NoValue]
          - !If [Split, !Ref AWS::NoValue, { FunctionVersion: '9', FunctionWeight: 0.1 }]
  Or:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig:
        AdditionalVersionWeights:
          - !If [Split, { FunctionVersion: '8', FunctionWeight: 0.1 }, { FunctionVersion: '9', FunctionWeight: 0.1 }]
  Switched:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionVersion: '7'
      RoutingConfig: !If
        - Split
        - AdditionalVersionWeights: [{ FunctionVersion: !Ref Old, FunctionWeight: !Ref Share }]
        - !Ref AWS::NoValue
  Whole:
    Type: AWS::Lambda::Alias
    Condition: Split
    Properties:
      FunctionVersion: '7'
      RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: !Ref Old, FunctionWeight: !Ref Share }] }
",
    );
}

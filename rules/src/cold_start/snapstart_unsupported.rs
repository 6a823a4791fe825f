//! # snapstart-unsupported
//!
//! SnapStart is on for a function that cannot have it, so the deployment fails.
//!
//! SnapStart works with some managed runtimes only (Java 11, Python 3.12, .NET 8 and later), and not together with
//! container images, mounted file systems, more than 512 MB of `/tmp`, or provisioned concurrency.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: nodejs24.x
//!       #        ---------- SnapStart does not support nodejs24.x
//!       CodeUri: src/
//!       SnapStart:
//!         ApplyOn: PublishedVersions
//!         #        ^^^^^^^^^^^^^^^^^ not with nodejs24.x
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: nodejs24.x
//!       CodeUri: src/
//!       SnapStart:
//!         ApplyOn: None
//! ```
//!
//! ## Fix
//!
//! - **Turn SnapStart off** · changes behaviour · The function starts without a snapshot.
//!
//! ## Exceptions
//!
//! Nothing is said when SnapStart or what stands against it depends on a condition: they may exclude each other.
//!
//! ## References
//!
//! - [SnapStart](https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html)

use lamlint_analysis::model::{Change, Code, Function, Property};
use lamlint_analysis::tables::{quotas, runtimes};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "snapstart-unsupported",
    topic: Topic::ColdStart,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("snapstart_unsupported.rs"),
    check,
};

/// The value of `ApplyOn` that turns it on, and the one that turns it off.
const ON: &str = "PublishedVersions";
const OFF: &str = "None";

fn check(program: &Program, findings: &mut Findings) {
    for function in program.functions().iter().filter(|one| one.condition.is_none()) {
        let Some(apply_on) = function.snapstart.as_ref().map(|one| &one.apply_on) else { continue };
        if apply_on.only().is_none_or(|value| value != ON) {
            continue;
        }
        let against = against(function);
        let Some((_, what)) = against.first() else { continue };
        let name = &function.name;
        let at = apply_on.values[0].0;
        let finding = findings
            .report(at, format!("{name} cannot be deployed with SnapStart and {what}"))
            .label(format!("not with {what}"))
            .function(name)
            .fix(Safety::Unsafe, "Turn SnapStart off", off(program, function, at));
        for (at, what) in &against {
            finding.note(*at, format!("SnapStart does not support {what}"));
        }
    }
}

/// What the function has that SnapStart does not support, as far as that is certain.
fn against(function: &Function) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    if function.code == Code::Image {
        found.push((function.at, "a container image".to_owned()));
    }
    if let Some(id) = function.runtime.as_ref().filter(|_| function.code != Code::Image)
        && let Some(runtime) = id.only().and_then(|id| runtimes::find(id))
        && !runtime.snapstart
    {
        found.push((id.values[0].0, runtime.id.to_owned()));
    }
    if let Some(mounts) = function.file_systems.as_ref().filter(|one| one.only().is_some()) {
        found.push((mounts.at, "a mounted file system".to_owned()));
    }
    let most = quotas::quota(quotas::SNAPSTART_STORAGE).max;
    let storage = function.ephemeral_storage.as_ref().filter(|one| one.only() > Some(&most));
    if let Some(storage) = storage {
        found.push((storage.values[0].0, format!("more than {most} MB of /tmp")));
    }
    if let Some(provisioned) = function.provisioned.iter().find(|one| !one.conditional) {
        found.push((provisioned.at, "provisioned concurrency".to_owned()));
    }
    found
}

/// Turns it off where it is written, or for this function alone when it is inherited.
fn off(program: &Program, function: &Function, at: Span) -> Vec<Change> {
    if program.is_elsewhere(at, function) {
        return vec![Change::set(function.body, Property::SnapStart, OFF)];
    }
    let is_plain = program.is_written_as(at, ON);
    is_plain.then(|| Change::Replace { at, value: OFF.into() }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn each_thing_that_stands_against_it_is_found() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { SnapStart: { ApplyOn: PublishedVersions }, Runtime: python3.13, InlineCode: x } }
#                                            ^^^^^^^^^^^^^^^^^ not with more than 512 MB of /tmp
#                                            ^^^^^^^^^^^^^^^^^ not with a mounted file system
#                                            ^^^^^^^^^^^^^^^^^ not with provisioned concurrency
#                                            ^^^^^^^^^^^^^^^^^ not with a container image
#                                            ^^^^^^^^^^^^^^^^^ not with python3.11
Resources:
  Big: { Type: AWS::Serverless::Function, Properties: { EphemeralStorage: { Size: 1024 } } }
  Efs: { Type: AWS::Serverless::Function, Properties: { FileSystemConfigs: [{ Arn: a, LocalMountPath: /mnt/a }] } }
  Hot: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live, ProvisionedConcurrencyConfig: { A: 1 } } }
  Own: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, ImageUri: x } }
  Old: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.11 } }
  Yes: { Type: AWS::Serverless::Function, Properties: { EphemeralStorage: { Size: 512 }, FileSystemConfigs: [] } }
",
        );
    }

    #[test]
    fn what_may_exclude_each_other_is_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Parameters: { Runtime: { Type: String, Default: python3.11 }, Size: { Type: Number, Default: 1024 } }
Conditions: { Hot: !Equals [!Ref AWS::Region, eu-west-1] }
Globals: { Function: { SnapStart: { ApplyOn: PublishedVersions }, Runtime: java25, CodeUri: s3://a/b } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Serverless::Function, Properties: { EphemeralStorage: { Size: !Ref Size } } }
  Six: { Type: AWS::Serverless::Function, Properties: { FileSystemConfigs: !If [Hot, [{ Arn: a }], !Ref AWS::NoValue] } }
  Hot: { Type: AWS::Serverless::Function, Properties: { ProvisionedConcurrencyConfig: !If [Hot, { A: 1 }, !Ref AWS::NoValue] } }
  Not: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, SnapStart: { ApplyOn: None } } }
  May: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, SnapStart: { ApplyOn: !If [Hot, PublishedVersions, None] } } }
  New: { Type: AWS::Serverless::Function, Properties: { Runtime: cobol } }
",
        );
    }
}

//! # reference-undefined
//!
//! A name is used that the template does not define, so the deployment is refused.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//! Outputs:
//!   Url:
//!     Value: !Ref Order
//!     #           ^^^^^ no resource or parameter has this name; is it `Orders`?
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//! Outputs:
//!   Url:
//!     Value: !Ref Orders
//! ```
//!
//! ## Exceptions
//!
//! Resources that SAM, a macro, a module or a loop adds at deployment cannot be seen; a name that may be theirs is
//! left alone. So is a stack in fragments that a script joins: a template that uses several names which templates around
//! it define.
//!
//! ## References
//!
//! - [Ref](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html)

use std::collections::BTreeMap;

use lamlint_analysis::model::{Reference, ReferenceKind, Stack};
use lamlint_analysis::text::{Span, similar};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "reference-undefined",
    topic: Topic::Template,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("reference_undefined.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let Some(stack) = program.stack else { return };
    // A half-typed template may have lost the very line that defines the name.
    if program.syntax_errors().next().is_some() {
        return;
    }
    let mut comparisons = COMPARISONS;
    for reference in stack.undefined() {
        let what = match reference.kind {
            ReferenceKind::Value => "resource or parameter",
            ReferenceKind::Resource => "resource",
            ReferenceKind::Condition => "condition",
            ReferenceKind::Mapping => "mapping",
        };
        let nearest =
            nearest(stack, reference, &mut comparisons).map(|name| format!("; is it `{name}`?"));
        let label = format!("no {what} has this name{}", nearest.unwrap_or_default());
        findings
            .report(reference.at, format!("the template does not define `{}`", reference.name))
            .label(label);
    }
}

/// Comparisons of names in one program, beyond which no name is suggested any more: with that many unknown names,
/// something else is wrong than a letter.
const COMPARISONS: usize = 100_000;

/// The name of the template that may be meant, as long as comparisons are left.
fn nearest<'p>(stack: &'p Stack, reference: &Reference, left: &mut usize) -> Option<&'p str> {
    if *left == 0 {
        return None;
    }
    let all = defined(stack, reference.kind);
    *left = left.saturating_sub(all.len());
    similar::nearest(&reference.name, all)
}

/// The names of the template that a reference of some kind may use.
fn defined(stack: &Stack, kind: ReferenceKind) -> Vec<&str> {
    fn names(names: &BTreeMap<String, Span>) -> impl Iterator<Item = &str> {
        names.keys().map(String::as_str)
    }
    let resources = stack.logical_names.iter().map(String::as_str);
    match kind {
        ReferenceKind::Value => resources.chain(names(&stack.names.parameters)).collect(),
        ReferenceKind::Resource => resources.collect(),
        ReferenceKind::Condition => names(&stack.names.conditions).collect(),
        ReferenceKind::Mapping => names(&stack.names.mappings).collect(),
    }
}

#[cfg(test)]
mod tests;

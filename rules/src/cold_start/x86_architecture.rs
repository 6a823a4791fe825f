//! # x86-architecture
//!
//! The function runs on x86 although it could run on arm64, which costs less for the same memory and time.
//!
//! Without `Architectures`, Lambda takes x86_64. Interpreted and JVM languages run on Graviton (arm64) unchanged.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Globals:
//!   Function:
//! # ^^^^^^^^ arm64 costs less
//!     Runtime: python3.13
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: report.handler
//!       InlineCode: "def handler(event, context): return 1"
//!   Cleanup:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: cleanup.handler
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Globals:
//!   Function:
//!     Runtime: python3.13
//!     Architectures:
//!       - arm64
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: report.handler
//!       InlineCode: "def handler(event, context): return 1"
//!   Cleanup:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: cleanup.handler
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Fix
//!
//! - **Move to arm64** · changes behaviour · Native packages have to be built for it.
//!
//! ## Exceptions
//!
//! Images, custom runtimes, layers from outside the template, code that is packaged or built by other means, and
//! Lambda@Edge are left alone: something in them may be made for x86. Native packages of the function itself are not
//! looked for; build it for arm64 and test it before you deploy.
//!
//! ## References
//!
//! - [Instruction set architecture of a function](https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html)
//! - [Lambda pricing](https://aws.amazon.com/lambda/pricing/)

use lamlint_analysis::model::{Build, Change, Code, Function, Property, Ref, Value};
use lamlint_analysis::tables::runtimes;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "x86-architecture",
    topic: Topic::ColdStart,
    severity: Severity::Info,
    fix: FixKind::Unsafe,
    page: include_str!("x86_architecture.rs"),
    check,
};

const X86: &str = "x86_64";
const ARM: &str = "arm64";

fn check(program: &Program, findings: &mut Findings) {
    let x86 =
        |one: &&Function| one.architecture.as_ref().is_some_and(|set| set.always(|one| one == X86));
    for written in
        written::written(program.functions().iter().filter(x86), |one| one.architecture.as_ref())
    {
        if !written.functions.iter().all(|one| may_move(one)) {
            continue;
        }
        let message = message(&written.functions);
        let finding = written.report(program, findings, message).label("arm64 costs less");
        if program.is_written_as(written.at, X86) {
            finding.fix(
                Safety::Unsafe,
                "Move to arm64",
                Change::Replace { at: written.at, value: ARM.into() },
            );
        }
    }
    let unset = |one: &Function| one.architecture.is_none();
    let lacking: Vec<&Function> =
        program.functions().iter().filter(|one| unset(one) && may_move(one)).collect();
    let Some(first) = lacking.first().filter(|_| !program.is_open()) else { return };
    let (at, mut bodies) = written::lacking(program, &lacking, unset);
    // SAM puts the list of `Globals` before a function's own, and a function takes one architecture.
    if !program.functions().iter().all(unset) {
        bodies = lacking.iter().map(|function| function.body).collect();
    }
    let arm = || Value::List(vec![Value::from(ARM)]);
    let moves = bodies.into_iter().map(|body| Change::set(body, Property::Architectures, arm()));
    findings.report(at, message(&lacking)).label("arm64 costs less").function(&first.name).fix(
        Safety::Unsafe,
        "Move to arm64",
        moves.collect::<Vec<_>>(),
    );
}

fn message(functions: &[&Function]) -> String {
    let run = written::verb(functions, "runs", "run");
    format!(
        "{} {run} on x86_64; arm64 costs less for the same memory and time",
        written::names(functions)
    )
}

/// Whether everything that can be seen of a function runs on arm64 as well.
fn may_move(function: &Function) -> bool {
    let packaged = |path: &str| matches!(path.rsplit('.').next(), Some("zip" | "jar"));
    let code = match &function.code {
        Code::Inline(_) => true,
        Code::Local { path, build, .. } => !packaged(path) && !matches!(build, Some(Build::Other)),
        Code::Image | Code::Stored(_) | Code::Elsewhere => false,
    };
    let runtime =
        function.runtime.as_ref().and_then(|one| one.only()).and_then(|id| runtimes::find(id));
    let runtime = runtime.is_some_and(|one| one.arm64 == Some(true) && one.language != "custom");
    let layers = &function.layers;
    let own = !layers.open && layers.entries.iter().all(|(_, layer)| matches!(layer, Ref::To(..)));
    code && runtime && own && !function.edge && function.special_capacity.is_none()
}

#[cfg(test)]
mod tests;

//! # handler-file-not-found
//!
//! `Handler` names a file that is not in the function's code folder, so every call fails at load.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Handler: ap.handler
//!       #        ^^^^^^^^^^ src/ has no file `ap`
//! ```
//!
//! ```python src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Handler: app.handler
//! ```
//!
//! ```python src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Exceptions
//!
//! Code that is built elsewhere is not judged: a named build method, a Makefile, a TypeScript project, layers that
//! may hold the file, archives, images.
//!
//! ## References
//!
//! - [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)

use lamlint_analysis::model::Change;
use lamlint_analysis::program::CodeState;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "handler-file-not-found",
    topic: Topic::Handler,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("handler_file_not_found.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (function, code) in program.codes() {
        let CodeState::FileMissing { at, expected, folder, nearest } = code else { continue };
        let name = &function.name;
        let finding = findings
            .report(
                *at,
                format!(
                    "{name} cannot start: its handler is in `{expected}`, which is not in {folder}"
                ),
            )
            .label(format!("{folder} has no file `{expected}`"))
            .function(name);
        let handler = function.handler.as_ref().and_then(|handler| handler.only());
        if let (Some(nearest), Some((_, entry))) =
            (nearest, handler.and_then(|handler| handler.rsplit_once('.')))
        {
            let text = format!("{nearest}.{entry}");
            finding.fix(
                Safety::Unsafe,
                format!("Use `{text}`"),
                Change::Replace { at: *at, value: text.into() },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check;

    fn template(properties: &str, metadata: &str, files: &[&str]) {
        let files: String = files.iter().flat_map(|file| ["\n```x ", file, "\n\n```\n"]).collect();
        check(
            &RULE,
            &format!(
                "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {metadata}
    Properties: {properties}
```
{files}"
            ),
        );
    }

    #[test]
    fn code_that_is_built_elsewhere_is_not_judged() {
        let missing = "{ Runtime: nodejs22.x, CodeUri: src, Handler: index.handler }";
        template(missing, "{ BuildMethod: esbuild }", &["src/app.txt"]);
        template(missing, "{ BuildMethod: makefile }", &["src/app.txt"]);
        template(missing, "{}", &["src/Makefile"]);
        template(missing, "{}", &["src/package.json"]);
        template("{ Runtime: python3.13, CodeUri: a.zip, Handler: x.y }", "{}", &["a.py"]);
        template("{ Runtime: python3.13, CodeUri: s3://b/k, Handler: x.y }", "{}", &["a.py"]);
        template(
            "{ PackageType: Image, CodeUri: src, Handler: x.y, Runtime: python3.13 }",
            "{}",
            &["src/a.py"],
        );
        template(
            "{ Runtime: python3.13, CodeUri: src, Handler: x.y, Layers: [!Ref L] }",
            "{}",
            &["src/a.py"],
        );
        template("{ Runtime: java21, CodeUri: src, Handler: 'a.B::c' }", "{}", &["src/a.py"]);
    }

    #[test]
    fn files_are_found_as_the_runtimes_find_them() {
        template(
            "{ Runtime: python3.13, CodeUri: ., Handler: src.app.handler }",
            "{}",
            &["src/app.py"],
        );
        template(
            "{ Runtime: python3.13, CodeUri: ., Handler: src/app.handler }",
            "{}",
            &["src/app.py"],
        );
        template("{ Runtime: python3.13, Handler: pkg.handler }", "{}", &["pkg/__init__.py"]);
        template("{ Runtime: python3.13, Handler: elsewhere.handler }", "{}", &["app.py"]);
        template(
            "{ Runtime: nodejs22.x, CodeUri: ., Handler: src/index.handler }",
            "{}",
            &["src/index.mjs"],
        );
        template(
            "{ Runtime: nodejs22.x, CodeUri: ., Handler: dist/index.handler }",
            "{}",
            &["src/index.ts"],
        );
        template(
            "{ Runtime: nodejs22.x, CodeUri: ., Handler: index.handler }",
            "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/index.ts] } }",
            &["src/index.ts"],
        );
    }
}

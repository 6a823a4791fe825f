//! # code-not-found
//!
//! The template names a code folder that does not exist, so packaging fails.
//!
//! ## Bad
//!
//! ```yaml app/template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: scr/
//!       #        ^^^^ not there
//!       Handler: app.handler
//! ```
//!
//! ```python app/src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Good
//!
//! ```yaml app/template.yaml
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
//! ```python app/src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Exceptions
//!
//! A folder that the project's ignore files name is built there later, and so is what a build method, a compiler or
//! a packaging tool makes. Those are left alone.
//!
//! ## References
//!
//! - [AWS::Serverless::Function](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html)

use lamlint_analysis::program::CodeState;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "code-not-found",
    topic: Topic::Packaging,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("code_not_found.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let missing = program.codes().filter_map(|(function, code)| match code {
        CodeState::FolderMissing { at, path } => Some((*at, path, function)),
        _ => None,
    });
    for (at, path, functions) in written::by_place(missing) {
        let names = written::names(&functions);
        findings
            .report(at, format!("{names} cannot be packaged: there is no {path}"))
            .label("not there")
            .function(&functions[0].name);
    }
    for file in &program.link.missing {
        findings
            .report(file.at, format!("{} cannot be packaged: there is no {}", file.name, file.path))
            .label("not there");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn code_that_is_made_or_lies_elsewhere_is_left_alone() {
        for (code, metadata) in [
            ("CodeUri: missing", "{ BuildMethod: makefile }"),
            ("CodeUri: s3://bucket/key", "{}"),
            ("CodeUri: { Bucket: a, Key: b }", "{}"),
            ("CodeUri: target/function.jar", "{}"),
            ("CodeUri: function.zip", "{}"),
            ("CodeUri: dist/", "{}"),
            ("CodeUri: bin/Release/publish", "{}"),
            ("CodeUri: !Sub '${Folder}/x'", "{}"),
            ("CodeUri: '$$codeuri$$'", "{}"),
            ("CodeUri: __CODE_URI__", "{}"),
            ("CodeUri: '{{ code }}'", "{}"),
            ("CodeUri: '<CODE>'", "{}"),
            ("ImageUri: missing", "{}"),
            ("InlineCode: x", "{}"),
        ] {
            check_template(
                &RULE,
                &format!(
                    "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {metadata}
    Properties: {{ Runtime: python3.13, Handler: app.handler, {code} }}
"
                ),
            );
        }
    }

    #[test]
    fn layers_and_definitions_count_too() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layer/ } }
  #                                                                   ^^^^^^ not there
  B: { Type: AWS::Serverless::LayerVersion, Metadata: { BuildMethod: makefile }, Properties: { ContentUri: layer/ } }
  A: { Type: AWS::Serverless::Api, Properties: { DefinitionUri: s3://b/k } }
  S: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: template.yaml } }
  W: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: '.\\template.yaml' } }
  D: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: 'C:\\layers' } }
",
        );
    }

    #[test]
    fn an_inherited_folder_is_reported_once() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { CodeUri: missing/ } }
#                               ^^^^^^^^ not there
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: a.b } }
  G: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: a.b } }
",
        );
    }
}

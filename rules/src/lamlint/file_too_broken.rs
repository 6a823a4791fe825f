//! # file-too-broken
//!
//! The code of a function is broken in so many places that lamlint does not read it, so nothing in it is checked.
//!
//! After an error a parser tries every way to go on, and on a long text that is broken everywhere this takes minutes.
//! lamlint stops after some ten thousand tries, of which code that people write takes hundreds at most. One word may be
//! enough, such as an `import {` in a long file while the rest of the line is not typed yet: it is read again once
//! that is mended. Of text that is no code, or code in another language than its name says, nothing can be read.
//! Python that is nested a thousand brackets deep is not read either.
//!
//! Rules that need to know what the code does are silent about its functions. There is no example: the shortest one
//! has 10,000 letters.
//!
//! ## References
//!
//! - [Suppressions](https://github.com/lamlint/lamlint/blob/main/docs/suppressions.md)

use std::collections::BTreeMap;

use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "file-too-broken",
    topic: Topic::Lamlint,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("file_too_broken.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let mut unread = BTreeMap::new();
    for handler in program.handlers() {
        for at in handler.files.iter().filter_map(|file| file.module.unread) {
            let functions: &mut Vec<_> = unread.entry(at).or_default();
            functions.extend(program.functions_of(handler));
        }
    }
    for (at, functions) in unread {
        let finding = findings
            .report(
                at,
                "this file is broken in too many places to be read, so nothing in it is checked",
            )
            .label("nothing from here on is read");
        for function in functions {
            finding.function(&function.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use lamlint_analysis::fixture::{check_handler, run};

    use super::RULE;
    use crate::RULES;

    const MARK: &str = "nothing from here on is read";

    #[test]
    fn code_that_is_not_read_is_told_of_once_wherever_it_stands() {
        for (path, leader, first, rest) in [
            ("app.js", "//", "let = ;", "let = ;\n"),
            ("app.mjs", "//", "This is prose.", "It goes on, and on.\n"),
            ("app.ts", "//", "for (", "let a = 1;\n"),
            ("app.py", "#", "x = (", "("),
        ] {
            let carets = "^".repeat(first.len());
            let rest = rest.repeat(20_001);
            let code = format!("   {first}\n{leader:3}{carets} {MARK}\n{rest}");
            check_handler(&RULE, "Timeout: 3", path, &code);
        }
    }

    #[test]
    fn nothing_else_is_said_of_code_that_is_not_read() {
        let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: app.handler\n      Environment: { Variables: { A: b } }\n      Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }\n  Q: { Type: AWS::SQS::Queue }\n";
        let said = |code: String| {
            let files =
                [("template.yaml".to_owned(), template.to_owned()), ("app.js".to_owned(), code)];
            let findings = run(RULES, &files.into()).findings;
            let said = findings.into_values().flatten().map(|finding| finding.rule);
            said.collect::<BTreeSet<_>>()
        };
        let opaque = said("module.exports = require('./made')(process.env);\n".to_owned());
        let unread =
            said("exports.handler = async () => process.env.B + ;\nlet = ;\n".repeat(5_000));
        let only: Vec<_> = unread.difference(&opaque).copied().collect();
        assert_eq!(only, [RULE.name], "{opaque:?}");
    }

    #[test]
    fn what_is_broken_in_some_places_is_read() {
        let valid = "const a = b ? c : [d];\n".repeat(2_000);
        let some = "a b c;\nlet = ;\nf(1,, 2)\n".repeat(50);
        for code in [valid.clone(), some.clone() + &valid, valid.clone() + &some, valid + "f({"] {
            check_handler(&RULE, "Timeout: 3", "app.js", &code);
        }
    }
}

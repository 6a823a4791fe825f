//! What stands at a position, one of each kind.

use super::{places, workspace};
use crate::ide::{Definition, DefinitionKind, Token, token};

const CODE: &str = "```py src/app.py\nimport os\n# lamlint: ignore[env-var-not-set]\ndef handler(event, context):\n    return os.environ['TABLE'], os.environ['NONE']\n```\n";

const TEMPLATE: &str = "```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources: # lamlint: ignore-file[queue-without-redrive]\n  Worker:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Runtime: python3.13\n      Handler: app.handler\n      Description: !Ref Nothing\n      Environment:\n        Variables:\n          TABLE: !Ref Worker\n```\n";

/// What a token is, in words: its kind, its text, and the kinds of what it means.
fn shown(text: &str, token: &Token) -> String {
    let kind = match token {
        Token::Name(_) => "name",
        Token::Use { .. } => "use",
        Token::HandlerName { .. } => "handler",
        Token::Variable { .. } => "variable",
        Token::Suppression { .. } => "suppression",
        Token::Property { .. } => "property",
        Token::Value { .. } => "value",
    };
    let meant = |definition: &Definition| match definition.kind {
        DefinitionKind::Resource => " resource",
        DefinitionKind::Parameter => " parameter",
        DefinitionKind::Condition => " condition",
        DefinitionKind::Mapping => " mapping",
        DefinitionKind::Variable => " variable",
        DefinitionKind::Entry => " entry",
    };
    let meant: String = token.definitions().iter().map(meant).collect();
    format!("{kind} {}{meant}", &text[token.at().range()])
}

#[test]
fn every_kind_of_token_is_told() {
    for (before, after, expected) in [
        ("  Wor", "ker:", Some("name Worker resource")),
        ("!Ref Wor", "ker", Some("use Worker resource")),
        ("!Ref Not", "hing", Some("use Nothing")),
        ("app.", "handler", Some("handler app.handler entry")),
        ("  TAB", "LE:", Some("name TABLE variable")),
        ("Code", "Uri", Some("property CodeUri")),
        ("Uri: s", "rc", Some("value src")),
        ("queue-", "without", Some("suppression queue-without-redrive")),
        ("# lam", "lint: ignore-file", None),
        ("def hand", "ler", Some("name handler entry")),
        ("os.environ['TAB", "LE", Some("variable TABLE variable")),
        ("os.environ['NO", "NE", Some("variable NONE")),
        ("env-var", "-not-set", Some("suppression env-var-not-set")),
        ("import", " os", None),
    ] {
        let text = format!("{TEMPLATE}{CODE}");
        let marked = text.replacen(&[before, after].concat(), &[before, "$0", after].concat(), 1);
        assert_ne!(marked, text, "{before}{after}");
        let marked = places(&marked);
        let workspace = workspace(&marked.files);
        let (path, offset) = marked.cursor.unwrap();
        let file = workspace.file(&path).unwrap();
        let programs = workspace.programs_of(file);
        let found = token(&programs[0], file, offset);
        let found = found.map(|token| shown(&marked.files[&path], &token));
        assert_eq!(found.as_deref(), expected, "{before}|{after}");
    }
}

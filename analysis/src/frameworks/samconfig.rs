//! `samconfig.toml`: what the SAM command line is told for each environment.
//!
//! Only what changes the meaning of a template is read: which one it is, from where its paths go, and the values of its
//! parameters. <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html>,
//! read 2026-11-25.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{FileId, Span};

/// The name of the file.
pub const NAME: &str = "samconfig.toml";

/// Commands in the order in which their word counts; `global` speaks for all of them.
const PACKAGING: &[&str] = &["build", "sync", "validate", "global"];
const DEPLOYING: &[&str] = &["deploy", "sync", "build", "global"];

/// What one environment sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Its name, such as `default` or `prod`.
    pub name: String,
    /// The template, as seen from the folder of the file; `None` for the one beside it.
    pub template: Option<(Span, String)>,
    /// The folder from which local paths of the template go, as seen from the folder of the file; `None` for the
    /// template's own.
    pub base_dir: Option<(Span, String)>,
    /// Values of parameters, each name once.
    pub parameters: Vec<Override>,
}

/// The value of a parameter in one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The parameter's name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The text in which it is written, perhaps with others.
    pub at: Span,
}

/// The environments of a file, in order of name; what cannot be read is left out.
pub fn read(file: FileId, text: &str) -> Vec<Environment> {
    let (table, _) = DeTable::parse_recoverable(text);
    let environments = table.get_ref().iter().filter_map(|(name, value)| {
        let commands = value.get_ref().as_table()?;
        Some(environment(file, name.get_ref(), commands))
    });
    let mut environments: Vec<Environment> = environments.collect();
    environments.sort_by(|one, other| one.name.cmp(&other.name));
    environments
}

fn environment(file: FileId, name: &str, commands: &DeTable) -> Environment {
    let text = |keys: &[&str]| {
        settings(commands, PACKAGING, keys).into_iter().find_map(|value| {
            let text = value.get_ref().as_str().filter(|text| !text.is_empty())?;
            Some((place(file, value), text.to_owned()))
        })
    };
    let mut parameters: Vec<Override> = Vec::new();
    for value in settings(commands, DEPLOYING, &["parameter_overrides"]) {
        for found in overrides(file, value) {
            if parameters.iter().all(|known| known.name != found.name) {
                parameters.push(found);
            }
        }
    }
    Environment {
        name: name.to_owned(),
        template: text(&["template_file", "template"]),
        base_dir: text(&["base_dir"]),
        parameters,
    }
}

/// What commands set under one of these keys.
fn settings<'t>(
    commands: &'t DeTable<'t>,
    names: &[&str],
    keys: &[&str],
) -> Vec<&'t Spanned<DeValue<'t>>> {
    let tables = names.iter().filter_map(|name| {
        commands.get(*name)?.get_ref().as_table()?.get("parameters")?.get_ref().as_table()
    });
    tables.filter_map(|table| keys.iter().find_map(|key| table.get(*key))).collect()
}

fn overrides(file: FileId, value: &Spanned<DeValue>) -> Vec<Override> {
    let at = place(file, value);
    let own = |(name, value): (String, String)| Override { name, value, at };
    match value.get_ref() {
        DeValue::String(text) => assignments(text).into_iter().map(own).collect(),
        DeValue::Array(items) => items.iter().flat_map(|item| overrides(file, item)).collect(),
        DeValue::Table(table) => {
            let written = table.iter().filter_map(|(name, value)| {
                let at = place(file, value);
                Some(Override {
                    name: name.get_ref().to_string(),
                    value: scalar(value.get_ref())?,
                    at,
                })
            });
            written.collect()
        }
        _ => Vec::new(),
    }
}

/// `Name=value Other="a value"` and `ParameterKey=Name,ParameterValue=value`.
fn assignments(text: &str) -> Vec<(String, String)> {
    let words = words(text);
    let pairs = words.iter().filter_map(|word| {
        let long = word.strip_prefix("ParameterKey=");
        let long = long.and_then(|rest| rest.split_once(",ParameterValue="));
        let (name, value) = long.or_else(|| word.split_once('='))?;
        (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()))
    });
    pairs.collect()
}

/// Words as a shell splits them: at spaces that are not in quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\\', Some('"') | None) => word.get_or_insert_default().extend(characters.next()),
            ('"' | '\'', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (_, Some(open)) if open == character => quote = None,
            (_, None) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

fn scalar(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(word) => Some(word.to_string()),
        _ => None,
    }
}

fn place(file: FileId, value: &Spanned<DeValue>) -> Span {
    let range = value.span();
    Span::new(file, range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line an environment: its name, template, base and parameters.
    fn told(text: &str) -> Vec<String> {
        let word = |value: &Option<(Span, String)>| {
            value.as_ref().map_or("-".to_owned(), |(at, value)| {
                assert!(text[at.range()].contains(value.as_str()), "{value} is at its place");
                value.clone()
            })
        };
        let line = |environment: &Environment| {
            let parameters = environment.parameters.iter();
            let parameters = parameters.map(|one| {
                assert!(text[one.at.range()].contains(&one.value), "{one:?} is at its place");
                format!("{}={}", one.name, one.value)
            });
            let parameters = parameters.collect::<Vec<_>>().join("|");
            let (template, base) = (word(&environment.template), word(&environment.base_dir));
            format!("{} {template} {base} {parameters}", environment.name)
        };
        read(FileId(0), text).iter().map(line).collect()
    }

    #[test]
    fn each_environment_says_what_it_sets() {
        for (text, expected) in [
            ("version = 0.1\n", &[][..]),
            ("[default.deploy.parameters]\nstack_name = \"a\"\n", &["default - - "]),
            (
                "[default.build.parameters]\nbase_dir = \"..\"\ntemplate_file = \"infra/t.yaml\"\n",
                &["default infra/t.yaml .. "],
            ),
            ("[default.global.parameters]\ntemplate = 't.yml'\n", &["default t.yml - "]),
            // What is packaged for a deployment is not what a person writes.
            ("[default.deploy.parameters]\ntemplate_file = \"packaged.yaml\"\n", &["default - - "]),
            (
                "[prod.deploy.parameters]\nparameter_overrides = \"Stage=prod Name=\\\"a b\\\" Empty=\"\n\
                 [dev.deploy.parameters]\nparameter_overrides = [\"Stage=dev\", \"Url=http://x?a=b\"]\n",
                &["dev - - Stage=dev|Url=http://x?a=b", "prod - - Stage=prod|Name=a b|Empty="],
            ),
            (
                "[d.deploy.parameters]\nparameter_overrides = 'ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"2 3\"'\n",
                &["d - - A=1|B=2 3"],
            ),
            (
                "[d.deploy.parameters]\nparameter_overrides = { A = 1, B = true }\n[d.global.parameters]\nparameter_overrides = \"A=2 C=3\"\n",
                &["d - - A=1|B=true|C=3"],
            ),
            // What is being typed loses its own line at most.
            (
                "[d.build.parameters]\nbase_dir = \"x\"\ntemplate_file = \n[e.build.parameters]\nbase_dir = \"y\"\n",
                &["d - x ", "e - y "],
            ),
            ("d = 1\n[e]\nbuild = 2\n", &["e - - "]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}

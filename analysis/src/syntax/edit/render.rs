//! Values as text, in the notation of the place they go to.

use super::super::Style;
use super::Value;
use super::habits::Habits;
use super::scalar;

/// Lines longer than this are not written with brackets.
const WIDTH: usize = 80;

/// Writes values in a file's habits.
pub(super) struct Renderer<'text> {
    pub(super) habits: &'text Habits,
    /// Whether brackets hold JSON, also within YAML.
    pub(super) json: bool,
}

impl Renderer<'_> {
    /// An entry of an indented YAML map whose keys stand at `column`; the first line comes without indentation.
    pub(super) fn entry(&self, key: &str, value: &Value, column: usize) -> String {
        format!("{}:{}", scalar::yaml(key, Style::Plain), self.behind_colon(value, column))
    }

    /// An item of an indented YAML list whose dashes stand at `column`; the first line comes without indentation.
    pub(super) fn item(&self, value: &Value, column: usize) -> String {
        let inner = column + 2;
        let text = match value {
            Value::Map(entries) if !entries.is_empty() => self.entries(entries, inner),
            Value::Call { name, argument } if is_long(argument) => {
                self.entry(&long(name), argument, inner)
            }
            value => self.behind_colon(value, column).trim_start_matches(' ').to_owned(),
        };
        format!("- {text}")
    }

    /// What stands behind the colon of a key at `column`, with the space or line break before it.
    pub(super) fn behind_colon(&self, value: &Value, column: usize) -> String {
        let deeper = column + self.habits.step.len();
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                format!("{}{}", self.line(deeper), self.entries(entries, deeper))
            }
            Value::List(items) if !items.is_empty() => self.items(items, column),
            Value::Call { name, argument } if is_long(argument) => {
                format!("{}{}", self.line(deeper), self.entry(&long(name), argument, deeper))
            }
            Value::Call { name, argument } => match &**argument {
                Value::List(items) if dotted(name, items).is_none() && !self.fits(argument) => {
                    format!(" {}{}", short(name), self.items(items, column))
                }
                _ => format!(" {}", self.flow(value)),
            },
            value => format!(" {}", self.flow(value)),
        }
    }

    /// A value on one line, as it may stand within brackets.
    pub(super) fn flow(&self, value: &Value) -> String {
        if self.json {
            return self.json(value, None);
        }
        match value {
            Value::Text(text) => scalar::yaml(text, Style::Plain),
            Value::Raw(text) => text.clone(),
            Value::Map(entries) => {
                let entry = |(key, value): &(String, Value)| {
                    format!("{}: {}", scalar::yaml(key, Style::Plain), self.flow(value))
                };
                format!("{{{}}}", joined(entries.iter().map(entry), ", "))
            }
            Value::List(items) => {
                format!("[{}]", joined(items.iter().map(|item| self.flow(item)), ", "))
            }
            Value::Call { name, argument } if is_long(argument) => {
                format!("{{{}: {}}}", long(name), self.flow(argument))
            }
            Value::Call { name, argument } => match &**argument {
                Value::List(items) => match dotted(name, items) {
                    Some(path) => format!("{} {path}", short(name)),
                    None => format!("{} {}", short(name), self.flow(argument)),
                },
                argument => format!("{} {}", short(name), self.flow(argument)),
            },
        }
    }

    /// An entry of a map in brackets. `indentation` is that of its line if the map is spread over lines.
    pub(super) fn flow_entry(&self, key: &str, value: &Value, indentation: Option<&str>) -> String {
        if self.json {
            return format!("{}: {}", scalar::double_quoted(key), self.json(value, indentation));
        }
        format!("{}: {}", scalar::yaml(key, Style::Plain), self.flow(value))
    }

    /// A value as JSON: over several lines if `indentation` is given and it holds more than scalars.
    pub(super) fn json(&self, value: &Value, indentation: Option<&str>) -> String {
        let deeper = indentation.map(|indentation| format!("{indentation}{}", self.habits.step));
        let deeper = deeper.as_deref();
        match value {
            Value::Text(text) => scalar::double_quoted(text),
            Value::Raw(text) => text.clone(),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    format!("{}: {}", scalar::double_quoted(key), self.json(value, deeper))
                });
                self.brackets(entries, ['{', '}'], indentation)
            }
            Value::List(items) => {
                let simple =
                    !items.iter().any(|item| matches!(item, Value::Map(_) | Value::List(_)));
                let indentation = indentation.filter(|_| !simple || !self.fits(value));
                let deeper = indentation.and(deeper);
                let items = items.iter().map(|item| self.json(item, deeper));
                self.brackets(items, ['[', ']'], indentation)
            }
            Value::Call { name, argument } => {
                let parts = match &**argument {
                    Value::Text(path) if is_path(name) => path.split_once('.'),
                    _ => None,
                };
                let argument = match parts {
                    Some((first, rest)) => {
                        self.json(&Value::List(vec![first.into(), rest.into()]), None)
                    }
                    None => self.json(argument, None),
                };
                format!("{{{}: {argument}}}", scalar::double_quoted(&long(name)))
            }
        }
    }

    fn brackets(
        &self,
        parts: impl Iterator<Item = String>,
        [open, close]: [char; 2],
        indentation: Option<&str>,
    ) -> String {
        let mut parts = parts.peekable();
        match indentation.filter(|_| parts.peek().is_some()) {
            None => format!("{open}{}{close}", joined(parts, ", ")),
            Some(outer) => {
                let line_break = self.habits.line_break;
                let line = format!("{line_break}{outer}{}", self.habits.step);
                let inside = joined(parts, &format!(",{line}"));
                format!("{open}{line}{inside}{line_break}{outer}{close}")
            }
        }
    }

    /// The entries of an indented map, the first without indentation.
    fn entries(&self, entries: &[(String, Value)], column: usize) -> String {
        let entries = entries.iter().map(|(key, value)| self.entry(key, value, column));
        joined(entries, &self.line(column))
    }

    /// A list below a key at `column`, each item on a line of its own.
    fn items(&self, items: &[Value], column: usize) -> String {
        let column = column + self.habits.list;
        items.iter().map(|item| self.line(column) + &self.item(item, column)).collect()
    }

    /// A line break and indentation.
    pub(super) fn line(&self, column: usize) -> String {
        format!("{}{}", self.habits.line_break, " ".repeat(column))
    }

    /// Whether a list is short and flat enough for one line.
    fn fits(&self, value: &Value) -> bool {
        fn is_flat(value: &Value) -> bool {
            match value {
                Value::Map(_) => false,
                Value::List(items) => items.iter().all(is_flat),
                Value::Call { argument, .. } => is_flat(argument),
                _ => true,
            }
        }
        is_flat(value) && self.flow(value).len() <= WIDTH
    }
}

/// Whether a call needs its long spelling: a tag cannot stand before another one, and no one writes it before a map.
fn is_long(argument: &Value) -> bool {
    matches!(argument, Value::Map(_) | Value::Call { .. })
}

fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

/// The tag of a call: `Fn::Sub` and `Sub` are `!Sub`.
fn short(name: &str) -> String {
    format!("!{}", name.strip_prefix("Fn::").unwrap_or(name))
}

/// The key of a call: `Sub` is `Fn::Sub`.
pub(super) fn long(name: &str) -> String {
    let whole = name.contains("::") || matches!(name, "Ref" | "Condition");
    if whole { name.to_owned() } else { format!("Fn::{name}") }
}

/// Whether a call takes a resource and an attribute, which YAML may write with a dot between them.
fn is_path(name: &str) -> bool {
    short(name) == "!GetAtt"
}

/// The argument of such a call with its dot.
pub(super) fn dotted(name: &str, items: &[Value]) -> Option<String> {
    let parts = items.iter().map(|item| match item {
        Value::Text(text) if scalar::is_plain(text) => Some(text.as_str()),
        _ => None,
    });
    let parts = parts.collect::<Option<Vec<_>>>()?;
    (is_path(name) && parts.len() > 1).then(|| parts.join("."))
}

//! What is said when there was nothing to check: what was looked at, and how to point lamlint at something.

use std::path::Path;

use lamlint_analysis::source::LANGUAGES;
use lamlint_analysis::workspace::Summary;

use super::wrap::wrap;
use super::{Report, count};
use crate::passed;
use crate::terminal::{clean, complain_in_lines};

/// What is found in a folder.
const WHERE: &str = "lamlint looks for template.yaml, template.json, *.template, any YAML or JSON with AWS resources, and \
    for functions that look like handlers; not in what .gitignore, .ignore, .lamlintignore and --exclude leave out. One \
    file is read whatever its name: lamlint check path/to/template.yaml";

/// Tells on the standard error that nothing was checked: what was named, what was read, what was passed over.
pub(crate) fn tell(named: &[String], report: &Report, width: usize) {
    let names: Vec<String> = named.iter().map(|name| called(name)).collect();
    let place = match names.as_slice() {
        [] => "here".to_owned(),
        [name] => format!("in {name}"),
        [first, .., last] if names.len() > 3 => format!("in {first} … {last}"),
        [others @ .., last] => format!("in {} and {last}", others.join(", ")),
    };
    let mut lines = vec![format!("no Lambda function found {place}: {}", looked(report.summary))];
    let indented = |text: &str| format!("  {}", wrap(text, width - 4).join("\n    "));
    let passed = passed::sentences(report.passed, report.here);
    if !passed.is_empty() {
        lines.push("Not read:".to_owned());
        lines.extend(passed.iter().map(|sentence| indented(sentence)));
    }
    let are_files = !named.is_empty() && named.iter().all(|name| is_one(name));
    let advice = if are_files { what() } else { WHERE.to_owned() };
    lines.extend(wrap(&advice, width));
    lines[0] = wrap(&lines[0], width - "lamlint: ".len()).join("\n");
    complain_in_lines(&lines);
}

fn called(name: &str) -> String {
    if name == "-" { "the standard input".to_owned() } else { format!("`{}`", clean(name)) }
}

/// Whether one text was named, and no folder.
fn is_one(name: &str) -> bool {
    name == "-" || Path::new(name).is_file()
}

/// What counts in a file that is named.
fn what() -> String {
    let handlers = LANGUAGES.iter().map(|row| format!("`{}` in {}", row.entry.names[0], row.name));
    let handlers: Vec<String> = handlers.collect();
    format!(
        "A function is a resource of a template, or code that looks like a handler: {}.",
        handlers.join(", ")
    )
}

fn looked(read: Summary) -> String {
    let sources = read.files.saturating_sub(read.templates);
    match (read.templates, sources) {
        (0, 0) => "there is no SAM or CloudFormation template and no handler".to_owned(),
        (templates, 0) => format!("read {}, which have none", count(templates, "template")),
        (0, sources) => format!("read {}, none with a handler", count(sources, "source file")),
        (templates, sources) => {
            format!("read {} and {}", count(templates, "template"), count(sources, "source file"))
        }
    }
}

//! Decodes a form-encoded text where it is read.

use super::hoist::line_end;
use crate::files::SourceFile;
use crate::finding::Safety;
use crate::source::Import;
use crate::text::{Edit, Span};

/// The edits that decode the text that an expression gives, with an import where one is needed. Unsafe where decoding
/// may raise an error. `None` where that cannot be written faithfully: inline code, a name that is taken.
pub fn decode(file: &SourceFile, at: Span) -> Option<(Safety, Vec<Edit>)> {
    let decoding = &file.module.language.row().decoding;
    let insert_at = file.module.insert_at?;
    let mut edits = Vec::new();
    let function = match decoding.import {
        None => String::new(),
        Some((module, function, statement)) => match imported(file, module, function) {
            Some(written) => written,
            None if file.code().contains(function) => return None,
            None => {
                edits.push(insertion(file, insert_at, statement));
                function.to_owned()
            }
        },
    };
    let written = file.text.slice(at);
    edits.push(Edit::replace(
        at,
        format!("{function}{}{written}{}", decoding.before, decoding.after),
    ));
    let safety = if decoding.takes_all { Safety::Safe } else { Safety::Unsafe };
    Some((safety, edits))
}

/// What a function of a module is called in a file that imports it at its top level.
fn imported(file: &SourceFile, module: &str, function: &str) -> Option<String> {
    let is_top = |import: &&Import| import.function.is_none() && *import.module == *module;
    file.module.imports.iter().filter(is_top).find_map(|import| match import.item.as_deref() {
        Some(item) if item == function => Some(import.name.to_string()),
        Some(_) => None,
        // `import a.b` binds `a`.
        None if module.split('.').next() == Some(&*import.name) => {
            Some(format!("{module}.{function}"))
        }
        None => Some(format!("{}.{function}", import.name)),
    })
}

/// A statement of its own where new ones go.
fn insertion(file: &SourceFile, at: Span, statement: &str) -> Edit {
    let end = line_end(&file.text);
    let text =
        if at.start == 0 { format!("{statement}{end}") } else { format!("{end}{statement}") };
    Edit::replace(at, text)
}

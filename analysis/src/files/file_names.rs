//! The names of a source file, looked for once: what its top level defines, and every word that may be a name.

use foldhash::{HashMap, HashSet};

use super::SourceFile;
use crate::source::{ExprKind, StatementKind};

/// The names of a source file.
#[derive(Debug, Default)]
pub(super) struct FileNames {
    /// What assignments, classes and functions of the top level define, each with the byte where the last of them ends.
    defined: HashMap<Box<str>, u32>,
    /// Those, and the names of functions within no other one and of imports.
    taken: HashSet<Box<str>>,
    words: HashSet<Box<str>>,
}

impl FileNames {
    fn of(file: &SourceFile) -> FileNames {
        let mut names = FileNames::default();
        let module = &file.module;
        for statement in &module.body {
            let mut define = |name: &str| {
                let end = names.defined.entry(name.into()).or_default();
                *end = (*end).max(statement.at.end);
            };
            match &statement.kind {
                StatementKind::Assign(assign) => {
                    for target in &assign.targets {
                        if let ExprKind::Name(name) = &target.kind {
                            define(name);
                        }
                    }
                }
                StatementKind::Class { name, .. } => define(name),
                StatementKind::Function(id) => define(&module.functions[id.0 as usize].name),
                _ => {}
            }
        }
        let outer = module.functions.iter().filter(|function| function.parent.is_none());
        let imports = module.imports.iter().map(|import| import.name.clone());
        names.taken = outer.map(|function| function.name.clone()).chain(imports).collect();
        names.taken.extend(names.defined.keys().cloned());
        names.words = words(file.text.as_str()).map(Box::from).collect();
        names
    }
}

impl SourceFile {
    /// The byte where the last statement of the top level ends that defines a name; `None` when none does.
    pub fn defined_until(&self, name: &str) -> Option<u32> {
        self.file_names().defined.get(name).copied()
    }

    /// Whether a top-level name, or an import of any kind, is called so.
    pub fn is_taken(&self, name: &str) -> bool {
        self.file_names().taken.contains(name)
    }

    /// Whether a word stands anywhere in the text where it may be a name: not as the beginning of a text in quotes, not
    /// as a member of something.
    pub fn has_word(&self, word: &str) -> bool {
        self.file_names().words.contains(word)
    }

    fn file_names(&self) -> &FileNames {
        self.names.get_or_init(|| FileNames::of(self))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(is_part)?;
            let length = text[start..].find(|one| !is_part(one)).unwrap_or(text.len() - start);
            rest = start + length;
            let before = text[..start].chars().next_back();
            if !before.is_some_and(|one| matches!(one, '"' | '\'' | '.' | '-')) {
                return Some(&text[start..rest]);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Language;
    use crate::text::{FileId, Text};

    #[test]
    fn names_are_those_of_the_text() {
        let source = "import os\nfrom a import b as c\nX = 1\nclass K:\n    def m(self): pass\ndef f():\n    y = 'z' + q.r\nX = 2\n";
        let file = SourceFile::read(FileId(0), Language::Python, &Text::new(source));
        assert_eq!(file.defined_until("X"), Some(source.len() as u32 - 1));
        assert_eq!((file.defined_until("c"), file.defined_until("y")), (None, None));
        for (name, taken) in [("os", true), ("c", true), ("K", true), ("f", true), ("y", false)] {
            assert_eq!(file.is_taken(name), taken, "{name}");
        }
        for (word, there) in [("y", true), ("q", true), ("z", false), ("r", false), ("sel", false)]
        {
            assert_eq!(file.has_word(word), there, "{word}");
        }
    }
}

//! What the scripts of a project tell `sam build`: the folder from which the paths of a template go. Where no script is
//! found, the folder above the template in which all of its code lies, if there is one: a workflow tells it then.

use std::collections::BTreeSet;

use super::Assembly;
use crate::files::{Content, Found, Lookup, paths};
use crate::frameworks::{Root, SAM};
use crate::model::Code;

/// Files with scripts.
const FILES: [&str; 4] = ["Makefile", "buildspec.yaml", "buildspec.yml", "package.json"];

/// How many folders are looked through for them: the template's own and those above.
const FOLDERS: usize = 4;

/// The folder that all scripts around a template tell that build it; `None` where no script tells one. They are only
/// asked when some code is not where the template's own folder leads.
pub(super) fn folder(root: &Root, assembly: &Assembly, lookup: &mut Lookup) -> Option<String> {
    assembly.stack.as_ref().filter(|stack| stack.dialect == SAM.dialect)?;
    let codes = assembly.functions().iter().filter_map(|function| match &function.code {
        Code::Local { path, .. } if !path.contains("${") => Some(path.as_str()),
        _ => None,
    });
    let codes: BTreeSet<&str> = codes.collect();
    let own = |path: &&&str| matches!(lookup.at(&paths::join(root.folder(), path)), Found::Missing);
    codes.iter().find(own)?;
    let told = told(root, lookup);
    match told.first() {
        Some(first) => first.clone().filter(|_| told.len() == 1),
        None => around(root.folder(), &codes, lookup),
    }
}

/// What the scripts around a template tell that build it, each once.
fn told(root: &Root, lookup: &mut Lookup) -> BTreeSet<Option<String>> {
    let mut told = BTreeSet::new();
    for folder in folders(root.folder()) {
        let Found::Folder(entries) = lookup.at(&folder) else { break };
        for entry in entries.iter().filter(|entry| FILES.contains(&&*entry.name)) {
            let Found::File(file) = lookup.at(&paths::join(&folder, &entry.name)) else { continue };
            if let Content::Text(text) = &file.content {
                told.extend(read(text.as_str(), &folder, root.path()));
            }
        }
    }
    told
}

/// The innermost folder around another one in which all of these lie.
fn around(folder: &str, codes: &BTreeSet<&str>, lookup: &mut Lookup) -> Option<String> {
    for folder in folders(folder).skip(1) {
        // Of what lies outside of what was named nothing is asked.
        if !matches!(lookup.at(&folder), Found::Folder(_)) {
            break;
        }
        let mut all = codes.iter().map(|path| lookup.at(&paths::join(&folder, path)));
        if all.all(|found| matches!(found, Found::File(_) | Found::Folder(_))) {
            return Some(folder);
        }
    }
    None
}

/// A folder and those above it that are looked through.
fn folders(folder: &str) -> impl Iterator<Item = String> {
    let own = paths::join(folder, ".");
    std::iter::successors(Some(own), |folder| paths::above(folder).map(str::to_owned)).take(FOLDERS)
}

/// What a text says to each `sam build` of a template, as seen from the folder that the text is in.
fn read(text: &str, folder: &str, template: &str) -> Vec<Option<String>> {
    let scripts = text.split(['\n', '"']).filter(|script| script.contains("sam build"));
    scripts.flat_map(|script| script_of(script, folder, template)).collect()
}

fn script_of(script: &str, folder: &str, template: &str) -> Vec<Option<String>> {
    let mut at = folder.to_owned();
    let mut found = Vec::new();
    for command in script.split("&&").flat_map(|part| part.split([';', '|'])) {
        let words: Vec<&str> = command.split_whitespace().collect();
        if let ["cd", inner, ..] = words.as_slice() {
            at = paths::join(&at, inner);
        }
        let Some(start) = words.windows(2).position(|pair| pair == ["sam", "build"]) else {
            continue;
        };
        let option = |names: &[&str]| {
            let mut rest = words[start + 2..].iter();
            rest.find_map(|word| match word.split_once('=') {
                Some((name, value)) => names.contains(&name).then_some(value),
                None if names.contains(word) => {
                    let place = words.iter().position(|other| std::ptr::eq(other, word))?;
                    words.get(place + 1).copied()
                }
                None => None,
            })
        };
        let usual = ["template.yaml", "template.yml", "template.json"];
        let built = match option(&["-t", "--template", "--template-file"]) {
            Some(named) => paths::join(&at, named) == template,
            None => usual.iter().any(|name| paths::join(&at, name) == template),
        };
        if built {
            found.push(option(&["-s", "--base-dir"]).map(|base| paths::join(&at, base)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_say_from_where_the_paths_of_a_template_go() {
        let base = |path: &str| vec![Some(path.to_owned())];
        for (text, expected) in [
            ("\"build\": \"cd infra/app && sam build --base-dir ../..\"", base("p")),
            ("build:\n\tsam build -t infra/app/template.yaml -s .\n", base("p")),
            (
                "sam build --template=infra/app/template.yaml --base-dir=src --parallel",
                base("p/src"),
            ),
            ("cd infra/app; sam build", vec![None]),
            ("cd infra && sam build --base-dir ..", vec![]),
            ("sam build --base-dir ..", vec![]),
            ("sam deploy --base-dir ..", vec![]),
        ] {
            assert_eq!(read(text, "p", "p/infra/app/template.yaml"), expected, "{text}");
        }
    }
}

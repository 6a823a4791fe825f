//! What `sam package` writes: the template once more, with code that lies in S3 now.
//!
//! Everything that is to say of it is said of its source already, when that lies beside it.

use crate::files::{Config, Document, Found, Lookup, config_extensions, paths};
use crate::syntax::{Node, Pair};

/// Keys under which a resource's local code or definition is written.
const LOCAL: [&str; 4] = ["CodeUri", "ContentUri", "DefinitionUri", "Code"];

/// Whether a document is the packaged form of a template of the same folder, which the host named too.
pub(super) fn is_copy(document: &Document, config: &Config, lookup: &mut Lookup) -> bool {
    let Some(resources) = resources(config) else { return false };
    let mut places = resources.pairs().iter().filter_map(code).peekable();
    if places.peek().is_none() || !places.all(is_packaged) {
        return false;
    }
    let folder = paths::join(paths::parent(&document.path), ".");
    let Found::Folder(entries) = lookup.at(&folder) else { return false };
    let config = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| config_extensions().any(|known| known == ending))
    };
    let others = entries.iter().filter(|entry| !entry.folder && config(&entry.name));
    let mut others = others.map(|entry| paths::join(&folder, &entry.name));
    others.any(|path| path != document.path && is_source(&path, resources, lookup))
}

/// Whether a file has the same resources, with some code that lies beside it.
fn is_source(path: &str, packaged: Node, lookup: &mut Lookup) -> bool {
    let Found::File(file) = lookup.at(path) else { return false };
    let document = file.document.as_deref().filter(|_| file.named);
    let Some(own) = document.and_then(Document::config).and_then(resources) else { return false };
    let same = own.pairs().iter().count() == packaged.pairs().iter().count()
        && packaged.pairs().iter().all(|pair| own.pair(pair.key).is_some());
    same && own.pairs().iter().filter_map(code).any(|code| !is_packaged(code))
}

fn resources(config: &Config) -> Option<Node<'_>> {
    config.tree.documents().first()?.get("Resources")
}

/// The place of a resource's code, as a text.
fn code(pair: Pair<'_>) -> Option<&str> {
    let properties = pair.value.get("Properties")?;
    LOCAL.iter().find_map(|key| properties.get(key)?.text())
}

/// Whether a place is one that packaging gives: an object in S3 whose name ends in the sum of what it holds.
fn is_packaged(code: &str) -> bool {
    let sum = code.strip_prefix("s3://").and_then(|object| object.rsplit_once('/'));
    let sum = sum.map(|(_, name)| name.split('.').next().unwrap_or(name));
    sum.is_some_and(|sum| sum.len() == 32 && sum.chars().all(|c| c.is_ascii_hexdigit()))
}

//! Python's imports.

use tree_sitter::Node;

use super::super::lowering::Lowering;
use super::super::tree::StatementKind as Kind;

/// `import a.b as c, d`
pub(super) fn import<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let at = low.span(node);
    for imported in low.parts(node).fields("name") {
        let (module, alias) = aliased(low, imported);
        // `import a.b` binds `a`.
        let name = alias.unwrap_or_else(|| module.split('.').next().unwrap_or(module));
        low.import(at, module, None, name);
    }
    Kind::Import
}

/// `from a import b as c, d`, `from . import e`, `from f import *`
pub(super) fn import_from<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let at = low.span(node);
    let parts = low.parts(node);
    let module = parts.field("module_name").map_or("__future__", |module| low.text(module));
    if parts.of_kind("wildcard_import").is_some() {
        low.import(at, module, Some("*"), "");
    }
    for imported in parts.fields("name") {
        let (item, alias) = aliased(low, imported);
        low.import(at, module, Some(item), alias.unwrap_or(item));
    }
    Kind::Import
}

fn aliased<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> (&'t str, Option<&'t str>) {
    if node.kind() != "aliased_import" {
        return (low.text(node), None);
    }
    let parts = low.parts(node);
    let name = parts.field("name").map(|name| low.text(name)).unwrap_or_default();
    (name, parts.field("alias").map(|alias| low.text(alias)))
}

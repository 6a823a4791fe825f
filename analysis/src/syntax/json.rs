//! Reads JSON.

use super::Tree;
use crate::text::FileId;

/// Reads JSON text.
pub(super) fn read(file: FileId, source: &str) -> Tree {
    super::yaml::read(file, source)
}

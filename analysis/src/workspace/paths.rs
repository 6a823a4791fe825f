//! The numbers of paths: given once, the same for as long as the workspace lives.

use std::sync::Arc;

use foldhash::HashMap;

use crate::text::FileId;

/// Every path that was ever spoken of.
#[derive(Debug, Default)]
pub(super) struct Paths {
    paths: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, FileId>,
}

impl Paths {
    /// The number of a path, a new one when it has none.
    pub(super) fn id(&mut self, path: &str) -> FileId {
        if let Some(id) = self.ids.get(path) {
            return *id;
        }
        let id = FileId(self.paths.len() as u32);
        let path: Arc<str> = path.into();
        self.paths.push(Arc::clone(&path));
        self.ids.insert(path, id);
        id
    }

    /// The number of a path, when it has one.
    pub(super) fn known(&self, path: &str) -> Option<FileId> {
        self.ids.get(path).copied()
    }

    /// The path of a number.
    pub(super) fn path(&self, file: FileId) -> &str {
        &self.paths[file.0 as usize]
    }
}

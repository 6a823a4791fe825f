//! What is missing and made by a build: git is told to leave it alone.

use std::collections::HashMap;
use std::path::Path;

use ignore::gitignore::Gitignore;
use lamlint_analysis::files::paths;

use crate::disk::{Disk, ancestors};

/// The `.gitignore` of each folder that was asked for, read once: a large one takes longer to read than all else that
/// is asked of a folder.
#[derive(Debug, Default)]
pub(crate) struct Built {
    read: HashMap<String, Gitignore>,
}

impl Built {
    /// Whether a `.gitignore` on the way says that what is missing here is made by a build. The nearest one decides.
    pub(crate) fn is_built(&mut self, path: &str, disk: &Disk) -> bool {
        let Some(boundary) = disk.boundary(path) else { return false };
        let around = ancestors(path).skip(1).take_while(|folder| paths::within(boundary, folder));
        { around }.find_map(|folder| self.says(folder, path)).unwrap_or(false)
    }

    fn says(&mut self, folder: &str, path: &str) -> Option<bool> {
        if !self.read.contains_key(folder) {
            let ignored = Gitignore::new(Path::new(folder).join(".gitignore")).0;
            self.read.insert(folder.to_owned(), ignored);
        }
        let ignored = self.read.get(folder)?;
        let says = |is_folder| ignored.matched_path_or_any_parents(path, is_folder);
        let says = says(false).or(says(true));
        if says.is_none() { None } else { Some(says.is_ignore()) }
    }
}

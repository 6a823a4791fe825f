//! Globs as they are written in a configuration file: seen from its folder.

use globset::{Error, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::files::paths;

/// Some globs and the folder that they are seen from.
///
/// A glob names a file or a folder with all that is in it. One without a slash is meant at any depth. `*` stays within
/// a folder's name, `**` does not.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    folder: String,
    written: Vec<String>,
    set: GlobSet,
}

impl PartialEq for Globs {
    fn eq(&self, other: &Globs) -> bool {
        (&self.folder, &self.written) == (&other.folder, &other.written)
    }
}

impl Globs {
    /// These globs, seen from a folder.
    ///
    /// # Errors
    /// When one of them is no glob.
    pub fn new(folder: &str, written: &[&str]) -> Result<Globs, Error> {
        let mut set = GlobSetBuilder::new();
        for glob in written {
            set.add(GlobBuilder::new(&anchored(glob)).literal_separator(true).build()?);
        }
        let written = written.iter().map(|glob| (*glob).to_owned()).collect();
        Ok(Globs { folder: folder.to_owned(), written, set: set.build()? })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether a path, or a folder around it, is meant.
    pub fn match_path(&self, path: &str) -> bool {
        let inner = match self.folder.as_str() {
            _ if self.is_empty() => return false,
            "" => path,
            folder if paths::within(folder, path) => {
                path[folder.trim_end_matches('/').len()..].trim_start_matches('/')
            }
            _ => return false,
        };
        let ends = inner.match_indices('/').map(|(at, _)| at).chain([inner.len()]);
        { ends }.any(|end| self.set.is_match(&inner[..end]))
    }

    /// What is wrong with one glob; `None` when nothing is.
    pub(super) fn problem(glob: &str) -> Option<String> {
        Globs::new("", &[glob]).err().map(|error| error.kind().to_string())
    }
}

/// The glob as it is seen from the folder alone.
fn anchored(glob: &str) -> String {
    let glob = glob.strip_prefix("./").unwrap_or(glob).trim_end_matches('/');
    match glob.strip_prefix('/') {
        Some(rooted) => rooted.to_owned(),
        None if glob.contains('/') => glob.to_owned(),
        None => format!("**/{glob}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_seen_from_their_folder() {
        for (folder, glob, path, expected) in [
            ("/p", "examples/**", "/p/examples/a/t.yaml", true),
            ("/p", "examples", "/p/examples/t.yaml", true),
            ("/p", "examples", "/p/a/examples/t.yaml", true),
            ("/p", "/examples", "/p/a/examples/t.yaml", false),
            ("/p", "./a/*.yaml", "/p/a/t.yaml", true),
            ("/p", "a/*.yaml", "/p/a/b/t.yaml", false),
            ("/p", "a/**/*.yaml", "/p/a/b/t.yaml", true),
            ("/p", "*.py", "/p/a/b.py", true),
            ("/p", "legacy/", "/p/legacy/b.py", true),
            ("/p", "examples", "/q/examples/t.yaml", false),
            ("/p", "examples", "/p/examples2/t.yaml", false),
            ("", "a/*", "a/t.yaml", true),
            ("/", "a", "/a/t.yaml", true),
        ] {
            let globs = Globs::new(folder, &[glob]).unwrap();
            assert_eq!(globs.match_path(path), expected, "{glob} in {folder}: {path}");
        }
        for (glob, is_one) in [("a[", false), ("{a", false), ("a/**", true)] {
            assert_eq!(Globs::problem(glob).is_none(), is_one, "{glob}");
        }
    }
}

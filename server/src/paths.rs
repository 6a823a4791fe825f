//! Paths as the workspace speaks them: absolute, `/`-separated, without `.` and `..`.
//!
//! Works on names alone; what lies on the disk is the business of [`crate::disk`].

use std::path::{Component, Path, PathBuf};

/// The absolute path of what a person wrote while standing in `here`; `None` when it is no UTF-8.
pub(crate) fn absolute(here: &Path, path: &Path) -> Option<String> {
    let mut clean = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    let path = clean.into_os_string().into_string().ok()?;
    Some(if cfg!(windows) { path.replace('\\', "/") } else { path })
}

/// The path as a person who stands in the folder `here` writes it.
pub(crate) fn relative(here: &str, path: &str) -> String {
    let mut folder = here;
    let mut up = String::new();
    loop {
        if folder == path {
            return if up.is_empty() {
                ".".to_owned()
            } else {
                up.trim_end_matches('/').to_owned()
            };
        }
        if let Some(rest) = below(folder, path) {
            return up + rest;
        }
        let Some(above) = parent(folder) else { return path.to_owned() };
        folder = above;
        up += "../";
    }
}

/// The folder that a path lies in; `None` for the root.
pub(crate) fn parent(path: &str) -> Option<&str> {
    match path.rsplit_once('/')? {
        (_, "") => None,
        ("", _) => Some("/"),
        (folder, _) => Some(folder),
    }
}

/// Whether the path is the folder or lies in it at any depth.
pub(crate) fn within(folder: &str, path: &str) -> bool {
    folder == path || below(folder, path).is_some()
}

/// The last part of a path.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn below<'a>(folder: &str, path: &'a str) -> Option<&'a str> {
    path.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_their_detours() {
        for (path, expected) in
            [("a/./b/../c", "/here/a/c"), ("/x//y/", "/x/y"), ("../../..", "/"), (".", "/here")]
        {
            assert_eq!(absolute(Path::new("/here"), Path::new(path)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn paths_are_shown_from_where_the_person_stands() {
        for (here, path, expected) in [
            ("/a/b", "/a/b/c/d.yaml", "c/d.yaml"),
            ("/a/b", "/a/bc/d.yaml", "../bc/d.yaml"),
            ("/a/b", "/a/b", "."),
            ("/a/b", "/a", ".."),
            ("/", "/a", "a"),
            ("/a/b", "/x", "../../x"),
        ] {
            assert_eq!(relative(here, path), expected, "{path} from {here}");
        }
    }
}

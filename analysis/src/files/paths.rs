//! Paths as the workspace names files: `/`-separated text, never touched on a disk.

/// The folder of a path; empty for a name alone.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| if folder.is_empty() { "/" } else { folder })
}

/// The last part of a path.
pub fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A path seen from a folder, without `.` and with `..` taken back where that is possible.
/// The folder itself when nothing is left, `.` for an unnamed one.
pub fn join(folder: &str, path: &str) -> String {
    let rooted = path.starts_with('/') || folder.starts_with('/');
    let from = if path.starts_with('/') { "" } else { folder };
    let mut joined = String::with_capacity(from.len() + path.len() + 2);
    if rooted {
        joined.push('/');
    }
    let top = joined.len();
    for part in from.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if joined.len() > top && name(&joined) != ".." => {
                joined.truncate(joined.rfind('/').map_or(top, |slash| slash.max(top)));
            }
            ".." if rooted => {}
            part => {
                if joined.len() > top {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    if joined.is_empty() {
        joined.push('.');
    }
    joined
}

/// The folder that a path lies in; `None` for the root and for a name alone.
pub fn above(path: &str) -> Option<&str> {
    Some(parent(path)).filter(|folder| !folder.is_empty() && path != "/")
}

/// Whether the path is the folder or lies in it at any depth.
pub fn within(folder: &str, path: &str) -> bool {
    let inner = path.strip_prefix(folder.trim_end_matches('/'));
    inner.is_some_and(|inner| inner.is_empty() || inner.starts_with('/'))
}

/// A path as a person in a folder would write it: `../src/app.py` where it lies outside, `.` for the folder itself.
pub fn relative(folder: &str, path: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (parts(folder), parts(path));
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[same..].iter().map(|_| "..");
    let parts: Vec<&str> = up.chain(to[same..].iter().copied()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_detours() {
        for (folder, path, joined) in [
            ("", "src/", "src"),
            ("a/b", "../c.py", "a/c.py"),
            ("a", "../../c", "../c"),
            ("a/b", "../../../../c/../d", "../../d"),
            ("/a/b", "../..", "/"),
            ("/a/b/", "../../c", "/c"),
            ("", ".", "."),
            ("/w", "./x", "/w/x"),
            ("/w", "../../x", "/x"),
            ("a", "/etc", "/etc"),
        ] {
            assert_eq!(join(folder, path), joined, "{path} in {folder}");
        }
        for (folder, path, seen) in [
            ("a/b", "a/b/c.py", "c.py"),
            ("a/b", "a/c/d.py", "../c/d.py"),
            (".", "x.py", "x.py"),
            ("/w/t", "/w/s/x", "../s/x"),
            ("/a/b", "/a/bc/d.yaml", "../bc/d.yaml"),
            ("/a/b", "/a/b", "."),
            ("/a/b", "/a", ".."),
            ("/", "/a", "a"),
            ("/a/b", "/x", "../../x"),
        ] {
            assert_eq!(relative(folder, path), seen, "{path} from {folder}");
        }
        assert_eq!((parent("a/b"), parent("a"), parent("/a")), ("a", "", "/"));
        assert_eq!(
            (above("/a/b"), above("/a"), above("/"), above("a")),
            (Some("/a"), Some("/"), None, None)
        );
        assert!(
            within("/a", "/a/b") && within("/a", "/a") && within("/", "/a") && !within("/a", "/ab")
        );
    }
}

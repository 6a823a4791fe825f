//! The only way to the disk: reads files and folders within the boundaries of what was named, and nothing else.
//!
//! Texts that are open in an editor, or were just fixed, stand before what the disk holds.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use lamlint_analysis::files::{Content, Entry};
use lamlint_analysis::text::Text;

use lamlint_analysis::files::paths;

/// Larger files (in bytes) are not read.
const LARGEST: u64 = 10 * 1024 * 1024;

/// Files and folders that may be read.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    boundaries: Vec<Boundary>,
    open: BTreeMap<String, Text>,
}

/// A folder that no reading leaves.
#[derive(Debug)]
struct Boundary {
    folder: String,
    /// The folder without symbolic links.
    real: PathBuf,
}

/// Why something could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Problem {
    /// Nothing is there.
    Missing,
    /// It has a zero byte.
    Binary,
    /// It is larger than 10 MB.
    TooLarge,
    /// It has bytes that are no UTF-8.
    NotUtf8,
    /// Reading it is not allowed.
    Denied,
    /// It lies outside of what was named, perhaps behind a symbolic link.
    Outside,
    /// It is neither a file nor a folder.
    Special,
    /// The disk failed.
    Failed,
}

impl Problem {
    /// What is wrong and what to do about it.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Problem::Missing => "there is no such file or folder; check the spelling",
            Problem::Binary => {
                "it is not text (or is UTF-16); save it as UTF-8, or leave it out with --exclude"
            }
            Problem::TooLarge => "it is larger than 10 MB; leave it out with --exclude",
            Problem::NotUtf8 => "it is not UTF-8; save it as UTF-8",
            Problem::Denied => "reading it is not allowed; check its permissions",
            Problem::Outside => {
                "it lies outside of the project; run lamlint from a folder that holds both"
            }
            Problem::Special => {
                "it is neither a file nor a folder; pipe its text into `lamlint check -`"
            }
            Problem::Failed => "the disk failed; try again",
        }
    }
}

impl Disk {
    /// Allows reading around a path that a person named while standing in `here`: below the nearest folder that
    /// holds `.git`, else below `here`, else below the path itself (or its folder, when it is a file).
    pub(crate) fn enter(&mut self, here: &str, path: &str) {
        let own = if Path::new(path).is_dir() { path } else { paths::above(path).unwrap_or("/") };
        let repository = ancestors(own).find(|folder| Path::new(folder).join(".git").exists());
        let folder = match repository {
            Some(folder) => folder,
            None if paths::within(here, path) => here,
            None => own,
        };
        let mut boundary = Boundary::new(folder);
        // Who names a link wants what is behind it.
        if let Some(target) = real(path).filter(|target| !target.starts_with(&boundary.real)) {
            let around = if target.is_dir() { Some(&*target) } else { target.parent() };
            let real = around.unwrap_or(&target).to_owned();
            boundary = Boundary { folder: own.to_owned(), real };
        }
        self.boundaries.push(boundary);
    }

    /// The outermost folder that may be read around a path; `None` outside of all boundaries.
    pub(crate) fn boundary(&self, path: &str) -> Option<&str> {
        let around =
            self.boundaries.iter().filter(|boundary| paths::within(&boundary.folder, path));
        around.map(|boundary| boundary.folder.as_str()).min_by_key(|folder| folder.len())
    }

    /// Whether a folder lies around what may be read, where settings are looked for that nobody named.
    pub(crate) fn is_around(&self, path: &str) -> bool {
        self.boundaries.iter().any(|boundary| paths::within(path, &boundary.folder))
    }

    /// From now on this is the text at a path, whatever the disk holds.
    pub(crate) fn open(&mut self, path: &str, text: Text) {
        self.open.insert(path.to_owned(), text);
    }

    /// From now on the text at a path is the disk's.
    pub(crate) fn close(&mut self, path: &str) {
        self.open.remove(path);
    }

    /// The text that stands before the disk's.
    pub(crate) fn opened(&self, path: &str) -> Option<&Text> {
        self.open.get(path)
    }

    /// What is at a path, as the workspace wants it, and why it could not be read.
    pub(crate) fn look(&self, path: &str) -> (Content, Option<Problem>) {
        match self.read(path) {
            Ok(content) => (content, None),
            Err(Problem::Missing) => (Content::Missing, Some(Problem::Missing)),
            Err(problem) => (Content::Unreadable, Some(problem)),
        }
    }

    /// The text of a file, from the editor or from the disk.
    pub(crate) fn text(&self, path: &str) -> Result<Text, Problem> {
        match self.read(path)? {
            Content::Text(text) => Ok(text),
            _ => Err(Problem::Special),
        }
    }

    /// The path without symbolic links, when that lies within the boundaries.
    pub(crate) fn resolve(&self, path: &str) -> Result<PathBuf, Problem> {
        let around = |boundary: &&Boundary| paths::within(&boundary.folder, path);
        if !self.boundaries.iter().any(|boundary| around(&boundary)) {
            return Err(Problem::Outside);
        }
        let real = fs::canonicalize(path).map_err(|error| problem(error.kind()))?;
        let allowed = self.boundaries.iter().any(|boundary| real.starts_with(&boundary.real));
        if allowed { Ok(real) } else { Err(Problem::Outside) }
    }

    fn read(&self, path: &str) -> Result<Content, Problem> {
        if let Some(text) = self.open.get(path) {
            return Ok(Content::Text(text.clone()));
        }
        let real = self.resolve(path)?;
        if fs::metadata(&real).map_err(|error| problem(error.kind()))?.is_dir() {
            return self.list(path, &real);
        }
        file(&real).map(Content::Text)
    }

    fn list(&self, path: &str, real: &Path) -> Result<Content, Problem> {
        let entries = fs::read_dir(real).map_err(|error| problem(error.kind()))?;
        let mut found: BTreeMap<String, bool> = BTreeMap::new();
        for entry in entries.flatten() {
            if let Ok(name) = entry.file_name().into_string() {
                found.insert(name, entry.path().is_dir());
            }
        }
        let opened = self.open.keys().filter(|file| paths::above(file) == Some(path));
        for file in opened {
            found.entry(paths::name(file).to_owned()).or_insert(false);
        }
        let entry = |(name, folder)| Entry { name, folder };
        Ok(Content::Folder(found.into_iter().map(entry).collect()))
    }
}

impl Boundary {
    fn new(folder: &str) -> Boundary {
        Boundary { folder: folder.to_owned(), real: real(folder).unwrap_or_else(|| folder.into()) }
    }
}

/// The text of a file that is known to be allowed. Never opens what is no plain file: a pipe would wait forever.
pub(crate) fn file(path: &Path) -> Result<Text, Problem> {
    let metadata = fs::metadata(path).map_err(|error| problem(error.kind()))?;
    if !metadata.is_file() {
        return Err(Problem::Special);
    }
    if metadata.len() > LARGEST {
        return Err(Problem::TooLarge);
    }
    text(fs::read(path).map_err(|error| problem(error.kind()))?)
}

/// The text of these bytes.
pub(crate) fn text(bytes: Vec<u8>) -> Result<Text, Problem> {
    if bytes.len() as u64 > LARGEST {
        return Err(Problem::TooLarge);
    }
    if bytes.contains(&0) {
        return Err(Problem::Binary);
    }
    String::from_utf8(bytes).map(Text::new).map_err(|_| Problem::NotUtf8)
}

/// The folder itself and all above it, innermost first.
pub(crate) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| paths::above(folder))
}

fn real(path: &str) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

fn problem(kind: ErrorKind) -> Problem {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            Problem::Missing
        }
        ErrorKind::PermissionDenied => Problem::Denied,
        _ => Problem::Failed,
    }
}

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

/// The path in `path:line:column`, as findings are printed, when nothing is there by the whole name.
pub(crate) fn without_place<'n>(here: &str, name: &'n str) -> &'n str {
    let shorter = |name: &&'n str| {
        let (path, digits) = name.rsplit_once(':')?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(path)
    };
    let mut names = std::iter::successors(Some(name), shorter).take(4);
    names.find(|name| Path::new(here).join(name).exists()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for (bytes, expected) in [
            (b"a\0b".to_vec(), Some(Problem::Binary)),
            (b"\xff\xfea\0".to_vec(), Some(Problem::Binary)),
            (b"caf\xe9".to_vec(), Some(Problem::NotUtf8)),
            (vec![b'a'; LARGEST as usize + 1], Some(Problem::TooLarge)),
            ("ä".into(), None),
        ] {
            assert_eq!(text(bytes).err(), expected);
        }
    }

    #[test]
    fn nothing_is_read_outside_of_what_was_entered() {
        let mut disk = Disk::default();
        assert_eq!(disk.text("/etc/hostname").err(), Some(Problem::Outside));
        disk.open("/nowhere/a.yaml", Text::new("a: 1"));
        assert_eq!(disk.text("/nowhere/a.yaml").unwrap().as_str(), "a: 1");
        disk.close("/nowhere/a.yaml");
        assert_eq!(disk.text("/nowhere/a.yaml").err(), Some(Problem::Outside));
    }
}

//! The only way to the disk: reads files and folders within the boundaries of what was named, and nothing else.
//!
//! Texts that are open in an editor, or were just fixed, stand before what the disk holds.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use lamlint_analysis::files::{Content, Entry};
use lamlint_analysis::text::Text;
use rayon::prelude::*;

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
        if let Some(target) = real_path(path).filter(|target| !target.starts_with(&boundary.real)) {
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
        answer(self.read(path, None))
    }

    /// What is at each of these paths. Each folder on the way is followed through links once.
    pub(crate) fn look_at_all(&self, paths: &[String]) -> Vec<(Content, Option<Problem>)> {
        let mut folders = RealFolders::default();
        for folder in paths.iter().filter_map(|path| paths::above(path)) {
            folders.of(folder);
        }
        let folder = |path| folders.known.get(paths::above(path)?)?.clone();
        paths.par_iter().map(|path| answer(self.read(path, folder(path)))).collect()
    }

    /// The text of a file, from the editor or from the disk.
    pub(crate) fn text(&self, path: &str) -> Result<Text, Problem> {
        match self.read(path, None)? {
            Content::Text(text) => Ok(text),
            _ => Err(Problem::Special),
        }
    }

    /// The path without symbolic links, when that lies within the boundaries.
    pub(crate) fn resolve(&self, path: &str) -> Result<PathBuf, Problem> {
        self.is_within(path)?;
        let real = fs::canonicalize(path).map_err(|error| problem(error.kind()))?;
        self.is_allowed(&real)?;
        Ok(real)
    }

    /// Whether a path lies within a boundary as it is written.
    fn is_within(&self, path: &str) -> Result<(), Problem> {
        let mut around = self.boundaries.iter();
        let within = around.any(|boundary| paths::within(&boundary.folder, path));
        if within { Ok(()) } else { Err(Problem::Outside) }
    }

    /// Whether a path without symbolic links lies within a boundary.
    fn is_allowed(&self, real: &Path) -> Result<(), Problem> {
        let allowed = self.boundaries.iter().any(|boundary| real.starts_with(&boundary.real));
        if allowed { Ok(()) } else { Err(Problem::Outside) }
    }

    /// What is at a path, whose folder without symbolic links may be known.
    fn read(&self, path: &str, folder: Option<PathBuf>) -> Result<Content, Problem> {
        if let Some(text) = self.open.get(path) {
            return Ok(Content::Text(text.clone()));
        }
        self.is_within(path)?;
        let real = match folder {
            Some(folder) => folder.join(paths::name(path)),
            None => self.resolve(path)?,
        };
        let metadata = fs::symlink_metadata(&real).map_err(|error| problem(error.kind()))?;
        if metadata.is_symlink() {
            let real = self.resolve(path)?;
            let metadata = fs::metadata(&real).map_err(|error| problem(error.kind()))?;
            return self.content(path, &real, &metadata);
        }
        self.is_allowed(&real)?;
        self.content(path, &real, &metadata)
    }

    fn content(&self, path: &str, real: &Path, metadata: &Metadata) -> Result<Content, Problem> {
        if metadata.is_dir() {
            return self.list(path, real);
        }
        plain(real, metadata).map(Content::Text)
    }

    fn list(&self, path: &str, real: &Path) -> Result<Content, Problem> {
        let entries = fs::read_dir(real).map_err(|error| problem(error.kind()))?;
        let mut found: BTreeMap<String, bool> = BTreeMap::new();
        for entry in entries.flatten() {
            let kind = entry.file_type().ok();
            let is_folder = match kind.filter(|kind| !kind.is_symlink()) {
                Some(kind) => kind.is_dir(),
                None => entry.path().is_dir(),
            };
            if let Ok(name) = entry.file_name().into_string() {
                found.insert(name, is_folder);
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

/// Folders without symbolic links, by their paths.
#[derive(Debug, Default)]
struct RealFolders {
    known: HashMap<String, Option<PathBuf>>,
}

impl RealFolders {
    /// A folder without symbolic links; `None` for what is none, or cannot be followed.
    fn of(&mut self, folder: &str) -> Option<PathBuf> {
        if let Some(real) = self.known.get(folder) {
            return real.clone();
        }
        let plain = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
        let inside = paths::above(folder).and_then(|above| self.of(above));
        let real = inside.map(|above| above.join(paths::name(folder))).filter(plain);
        let real = real.or_else(|| real_path(folder));
        self.known.insert(folder.to_owned(), real.clone());
        real
    }
}

impl Boundary {
    fn new(folder: &str) -> Boundary {
        Boundary {
            folder: folder.to_owned(),
            real: real_path(folder).unwrap_or_else(|| folder.into()),
        }
    }
}

fn answer(read: Result<Content, Problem>) -> (Content, Option<Problem>) {
    match read {
        Ok(content) => (content, None),
        Err(Problem::Missing) => (Content::Missing, Some(Problem::Missing)),
        Err(problem) => (Content::Unreadable, Some(problem)),
    }
}

/// The text of a file that is known to be allowed.
pub(crate) fn file(path: &Path) -> Result<Text, Problem> {
    let metadata = fs::metadata(path).map_err(|error| problem(error.kind()))?;
    plain(path, &metadata)
}

/// The text of what is at a path. Never opens what is no plain file: a pipe would wait forever.
fn plain(path: &Path, metadata: &Metadata) -> Result<Text, Problem> {
    if !metadata.is_file() {
        return Err(Problem::Special);
    }
    if metadata.len() > LARGEST {
        return Err(Problem::TooLarge);
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    let file = File::open(path).map_err(|error| problem(error.kind()))?;
    // A file that grows meanwhile is refused for its size.
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| problem(error.kind()))?;
    text(bytes)
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

fn real_path(path: &str) -> Option<PathBuf> {
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

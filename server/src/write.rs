//! Writes fixed files: whole or not at all, and only over what was read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::disk::Disk;

/// Replaces a file's text. A symbolic link stays one; the file behind it is replaced when it lies within the
/// boundaries. The new text is complete in the same folder before it takes the file's name.
///
/// # Errors
///
/// With a sentence for people, when the file is no longer what was read, may not be written, or the disk is full.
pub(crate) fn write(disk: &Disk, path: &str, before: &str, after: &str) -> Result<(), String> {
    let real = disk.resolve(path).map_err(|problem| problem.advice().to_owned())?;
    let now = fs::read(&real).map_err(|error| error.to_string())?;
    if now != before.as_bytes() {
        return Err("it has changed since it was read; run lamlint again".to_owned());
    }
    let permissions = fs::metadata(&real).map_err(|error| error.to_string())?.permissions();
    if permissions.readonly() {
        return Err("it is read-only; make it writable".to_owned());
    }
    replace(&real, after, permissions).map_err(|error| error.to_string())
}

fn replace(path: &Path, text: &str, permissions: fs::Permissions) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.lamlint-{}", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.set_permissions(permissions)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell; what is left lies beside the file under its own name.
        let _ = fs::remove_file(&beside);
    }
    written
}

//! A small project in a folder of its own, gone when the test is over.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A template that is right.
pub(crate) const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Timeout: 30
";

/// Its handler.
pub(crate) const HANDLER: &str = "def handler(event, context):\n    return {}\n";

/// A folder with files.
pub(crate) struct Project {
    /// Where it lies.
    pub(crate) folder: PathBuf,
}

impl Project {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Project {
        let name = format!(
            "lamlint-test-{}-{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        // Links on the way to the temporary folder are not what is tested.
        let temporary =
            fs::canonicalize(std::env::temp_dir()).expect("there is a temporary folder");
        let project = Project { folder: temporary.join(name) };
        fs::create_dir(&project.folder).expect("the folder is new");
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The right template and its handler.
    pub(crate) fn standard() -> Project {
        Project::new(&[("template.yaml", TEMPLATE), ("src/app.py", HANDLER)])
    }

    /// The path of one of its files.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(path);
        let folder: &Path = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(&path, bytes).expect("the file can be written");
        path
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

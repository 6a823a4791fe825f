//! Projects to measure on: always the same ones, of any size, from the pieces in `xtask/bench`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Functions of one template, in turn: most projects are small.
const SIZES: [usize; 4] = [4, 12, 6, 28];

/// Files by their paths within a project's folder.
pub(crate) type Project = BTreeMap<String, String>;

/// A template of at least this many bytes with its functions' code: half of them work on a queue in Python, half
/// answer an API in TypeScript. `@` in a piece stands for a number.
pub(crate) fn project(functions: usize, bytes: usize) -> Project {
    let mut template = include_str!("../../bench/head.yaml").to_owned();
    let mut files = Project::new();
    for index in 0..functions {
        let number = (index / 2).to_string();
        let (piece, code) = if index % 2 == 0 { WORKER } else { API };
        template.push_str(&piece.replace('@', &number));
        for (path, text) in code {
            files.insert(path.replace('@', &number), text.to_owned());
        }
    }
    for number in 0.. {
        if template.len() >= bytes {
            break;
        }
        let alarm = include_str!("../../bench/alarm.yaml");
        template.push_str(&alarm.replace('@', &number.to_string()));
    }
    files.insert("template.yaml".to_owned(), template);
    files
}

/// Many projects with this many functions in all, each in a folder of its own.
pub(crate) fn many(functions: usize) -> Project {
    let mut files = Project::new();
    let mut left = functions;
    for (index, size) in SIZES.iter().cycle().enumerate() {
        if left == 0 {
            break;
        }
        let size = left.min(*size);
        place(&mut files, &format!("project-{index}"), project(size, 0));
        left -= size;
    }
    files
}

/// So many projects of one size, each in a folder of its own.
pub(crate) fn alike(projects: usize, functions: usize) -> Project {
    let mut files = Project::new();
    for index in 0..projects {
        place(&mut files, &format!("project-{index}"), project(functions, 0));
    }
    files
}

/// A template with so many functions that all run the same handler, each with so many variables.
pub(crate) fn shared(functions: usize, variables: usize) -> Project {
    let mut template = include_str!("../../bench/head.yaml").to_owned();
    for function in 0..functions {
        let piece = include_str!("../../bench/shared.yaml");
        template.push_str(&piece.replace('@', &function.to_string()));
        for variable in 0..variables {
            let _ = writeln!(template, "          NAME_{variable}: {function}");
        }
    }
    let code = WORKER.1.map(|(path, text)| (path.replace("worker@", "code"), text.to_owned()));
    let mut files = Project::from(code);
    files.insert("template.yaml".to_owned(), template);
    files
}

/// Puts a project into a folder of another one.
pub(crate) fn place(into: &mut Project, folder: &str, project: Project) {
    into.extend(project.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
}

/// Writes one project.
pub(crate) fn write(root: &Path, project: &Project) -> Result<()> {
    for (path, text) in project {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text)?;
    }
    Ok(())
}

type Piece = (&'static str, [(&'static str, &'static str); 2]);

const WORKER: Piece = (
    include_str!("../../bench/worker.yaml"),
    [
        ("worker@/app.py", include_str!("../../bench/worker.py")),
        ("worker@/store.py", include_str!("../../bench/store.py")),
    ],
);

const API: Piece = (
    include_str!("../../bench/api.yaml"),
    [
        ("api@/app.ts", include_str!("../../bench/api.ts")),
        ("api@/answer.ts", include_str!("../../bench/answer.ts")),
    ],
);

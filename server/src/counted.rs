//! How much was checked of what a person named.

use std::collections::BTreeSet;
use std::sync::Arc;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::SourceFile;
use lamlint_analysis::program::{CodeState, Program};
use lamlint_analysis::text::FileId;
use lamlint_analysis::workspace::Summary;

use crate::discover::is_source;

/// What was looked at. When only some files are `shown`, since others were read for context only, the functions that
/// run them count, and those of the templates among them.
pub(crate) fn summary(workspace: &Workspace, shown: Option<&BTreeSet<String>>) -> Summary {
    let whole = workspace.summary();
    let Some(shown) = shown else { return whole };
    let (mut functions, mut linked) = (BTreeSet::new(), BTreeSet::new());
    let files: Vec<FileId> = shown.iter().filter_map(|path| workspace.file(path)).collect();
    for file in &files {
        for program in workspace.programs_of(*file) {
            let running = running(&program, *file);
            if program.stack.is_some() && program.file == *file {
                let count = program.codes().count();
                functions.extend((0..count).map(|function| (program.file, function)));
                let is_found = |code: &CodeState| matches!(code, CodeState::Found(_));
                let found = program.codes().enumerate().filter(|(_, (_, code))| is_found(code));
                linked.extend(found.map(|(function, _)| (program.file, function)));
            }
            functions.extend(&running);
            linked.extend(running);
        }
    }
    let is_template = |file: &&FileId| {
        let mut programs = workspace.programs_of(**file).into_iter();
        programs.any(|program| program.stack.is_some() && program.file == **file)
    };
    let templates = files.iter().filter(is_template).count();
    let is_read = |path: &&String| is_source(path) && workspace.text(path).is_some();
    Summary {
        functions: functions.len(),
        linked: linked.len(),
        templates,
        files: templates + shown.iter().filter(is_read).count(),
        ..whole
    }
}

/// The functions of a program that run a file, by their place; the handler itself, without a template.
fn running(program: &Program, file: FileId) -> Vec<(FileId, usize)> {
    let has_file = |source: &Arc<SourceFile>| source.module.file == file;
    let handlers = program.handlers().iter().filter(|handler| handler.files.iter().any(has_file));
    let functions = handlers.flat_map(|handler| match program.stack {
        Some(_) => handler.functions.clone(),
        None => vec![0],
    });
    functions.map(|function| (program.file, function)).collect()
}

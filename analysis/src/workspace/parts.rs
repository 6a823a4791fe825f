//! Checking part by part: what was judged is let go before the next part is read, so that `check` needs as much memory as
//! its largest programs, however many there are.
//!
//! What a part looked at and a later one looks at too is asked for again, except for what several programs of the part
//! shared. A template that only came up on the way waits for its own part. Suppressions are counted at the end, when all
//! programs that run a file have been judged.

use foldhash::{HashMap, HashSet};

use rayon::prelude::*;

use super::Workspace;
use super::check::Fixes;
use super::suppress::{self, Kept};
use crate::files::{Content, File};
use crate::text::FileId;

/// How much text of files that several programs of a part share is kept for the next one, bytes.
const SHARED: usize = 4 << 20;

/// What is left of files that were let go.
#[derive(Debug, Default)]
pub(super) struct Released {
    /// What their comments ask for.
    pub(super) asked: HashMap<FileId, Kept>,
    /// The source files among them.
    pub(super) sources: HashSet<FileId>,
}

impl Workspace {
    /// From now on only what is [set](Workspace::set) starts programs. `paths` are all that will be, in the order in which
    /// their programs count: of equal findings the first program's stays, whichever part comes first.
    pub fn check_in_parts<'p>(&mut self, paths: impl IntoIterator<Item = &'p str>) {
        for path in paths {
            self.paths.id(path);
        }
        self.programs.wait();
    }

    /// Judges what was set, once nothing is wanted any more, and lets go of it: no text of it is known afterwards.
    /// Findings keep their fixes' titles, and their edits only when these are asked for.
    pub fn finish_part(&mut self, with_edits: bool) {
        let fixes = if with_edits { Fixes::Made } else { Fixes::Titles };
        let judged = self.judge_programs(fixes);
        for program in &judged {
            let Some(state) = self.programs.get(*program) else { continue };
            for file in self.outcomes.files_of(*program) {
                let known = self.files.get(self.paths.path(file));
                let document = known.and_then(|file| file.document.as_deref());
                let asked = document
                    .and_then(|document| suppress::asked(document, state.assembly().into_iter()));
                if let Some(asked) = asked {
                    self.released.asked.insert(file, asked.kept());
                }
            }
            let asked = &self.released.asked;
            self.outcomes.shrink(*program, |file| asked.contains_key(&file));
        }
        let shared = self.programs.release(&judged);
        let mut left = SHARED;
        let (configurations, released) = (&self.configurations, &mut self.released);
        let is_kept = |(path, file): &(String, File)| {
            let size = match &file.content {
                Content::Text(text) => text.as_str().len(),
                _ => path.len(),
            };
            let is_kept = configurations.reads(path) || shared.contains(path) && size <= left;
            left -= if is_kept { size.min(left) } else { 0 };
            if file.is_source() {
                released.sources.insert(file.id);
            }
            is_kept
        };
        let all = std::mem::take(&mut self.files).into_iter();
        let (kept, gone): (Vec<_>, Vec<_>) = all.partition(is_kept);
        self.files.extend(kept);
        gone.into_par_iter().for_each(drop);
    }

    /// Files that came up on the way and were not set, though programs start in them: they are a part of their own, which
    /// may bring up others. Each is told once.
    pub fn left_over(&mut self) -> Vec<String> {
        self.programs.take_waiting()
    }

    /// Whether a source file belongs to a program that starts in a template.
    pub fn is_held(&self, path: &str) -> bool {
        self.programs.is_held(path)
    }
}

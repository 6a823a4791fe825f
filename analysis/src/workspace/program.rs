//! One program in the making: what it was made from, and what it still wants to know.

use std::collections::BTreeSet;
use std::mem;

use crate::code::Leads;
use crate::files::{Files, Lookup};
use crate::frameworks::{Framework, Root};
use crate::program::{Assembly, CodeState, Link, Program};
use crate::text::FileId;

/// A program in the making.
#[derive(Debug)]
pub(super) struct State {
    path: String,
    /// The framework of a template, with where it starts; `None` for a handler that no template points at.
    template: Option<(&'static Framework, Root)>,
    /// The documents that its root was seen in: one, or those of a folder.
    documents: BTreeSet<FileId>,
    assembly: Option<Assembly>,
    link: Link,
    /// Where imports lead, kept while more is wanted.
    leads: Leads,
    /// What assembling looked at; what linking looked at is not kept, since every change of it links again.
    looked_at: BTreeSet<String>,
    wanted: BTreeSet<String>,
    /// The roots of other programs that it made a part of itself.
    taken_in: BTreeSet<String>,
    /// It is a part of another program, and nothing is said of it by itself.
    pub(super) hidden: bool,
    /// What is left to count once all that was made is let go.
    released: Option<Counted>,
}

/// What is counted of a program.
#[derive(Clone, Copy, Debug)]
struct Counted {
    functions: usize,
    linked: usize,
}

impl State {
    /// A program of which nothing is made yet.
    pub(super) fn new(path: &str) -> State {
        State {
            path: path.to_owned(),
            template: None,
            documents: BTreeSet::new(),
            assembly: None,
            link: Link::default(),
            leads: Leads::default(),
            looked_at: BTreeSet::new(),
            wanted: BTreeSet::new(),
            taken_in: BTreeSet::new(),
            hidden: false,
            released: None,
        }
    }

    /// Gives away all that was made, to be dropped. It is made no more; what is counted and what belongs to it stays.
    pub(super) fn release(&mut self) -> Option<(Option<Assembly>, Link)> {
        if self.released.is_some() {
            return None;
        }
        self.released = Some(Counted { functions: self.functions(), linked: self.linked() });
        let sources = mem::take(&mut self.link.sources);
        // Those of templates are counted where they are asked for.
        let sources = if self.is_template() { BTreeSet::new() } else { sources };
        self.looked_at = BTreeSet::new();
        let link = mem::replace(&mut self.link, Link { sources, ..Link::default() });
        Some((self.assembly.take(), link))
    }

    /// Whether all that was made is let go.
    pub(super) fn is_released(&self) -> bool {
        self.released.is_some()
    }

    /// What it deploys and what it is linked to, once both are complete, unless it is a part of another program.
    /// `root` is where it starts, `today` the day that it is judged by.
    pub(super) fn program<'w>(&'w self, root: FileId, today: &'w str) -> Option<Program<'w>> {
        let assembly = self.assembly.as_ref()?;
        let is_whole = !self.hidden && self.wanted().next().is_none();
        let stack = assembly.stack.as_ref();
        // A program may start in a folder, of which nothing can be said.
        let file = stack.map_or(root, |stack| stack.template.file);
        is_whole.then_some(Program { file, stack, link: &self.link, today })
    }

    /// What it deploys, complete or not.
    pub(super) fn assembly(&self) -> Option<&Assembly> {
        self.assembly.as_ref()
    }

    /// Whether it starts in a template.
    pub(super) fn is_template(&self) -> bool {
        self.template.is_some()
    }

    /// How many functions it has; a handler without a template is one.
    pub(super) fn functions(&self) -> usize {
        if let Some(counted) = self.released {
            return counted.functions;
        }
        match &self.assembly {
            Some(assembly) if self.is_template() => assembly.functions().len(),
            _ => usize::from(!self.is_template()),
        }
    }

    /// How many of its functions have code that was found.
    pub(super) fn linked(&self) -> usize {
        if let Some(counted) = self.released {
            return counted.linked;
        }
        if !self.is_template() {
            return self.functions();
        }
        let is_found = |code: &&CodeState| matches!(code, CodeState::Found(_));
        self.link.codes.iter().filter(is_found).count()
    }

    /// The source files that belong to it.
    pub(super) fn sources(&self) -> &BTreeSet<String> {
        &self.link.sources
    }

    /// The roots of other programs that it made a part of itself.
    pub(super) fn taken_in(&self) -> &BTreeSet<String> {
        &self.taken_in
    }

    /// Paths of which nothing is known yet, and without which it is not complete.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &String> {
        self.wanted.iter().chain(&self.link.wanted)
    }

    /// A document was found to be (part of) its root.
    pub(super) fn enters(&mut self, document: FileId, framework: &'static Framework, root: Root) {
        self.documents.insert(document);
        self.template = Some((framework, root));
        self.assembly = None;
    }

    /// A document is not part of its root any more; whether none is left.
    pub(super) fn leaves(&mut self, document: FileId) -> bool {
        self.documents.remove(&document);
        self.assembly = None;
        self.documents.is_empty()
    }

    /// Something that it may have looked at changed.
    pub(super) fn touch(&mut self, path: &str) {
        if self.looked_at.contains(path) {
            self.assembly = None;
        }
        // Of what was only wanted nothing was made.
        if !self.link.wanted.contains(path) {
            self.leads = Leads::default();
        }
    }

    /// Makes anew what is not up to date; what was looked at for it.
    pub(super) fn remake(&mut self, files: &Files) -> BTreeSet<String> {
        let mut asked = BTreeSet::new();
        if self.assembly.is_none() {
            let mut lookup = Lookup::new(files);
            self.assembly = match &self.template {
                Some((framework, root)) => Assembly::new(framework, root, &mut lookup),
                None => Some(Assembly::without_template()),
            };
            self.looked_at = lookup.consulted;
            self.wanted = lookup.wanted;
            self.taken_in = lookup.taken_in;
            // What takes in itself is broken, and nobody else speaks of it.
            self.taken_in.remove(&self.path);
            asked.extend(self.looked_at.iter().cloned());
        }
        let mut lookup = Lookup::new(files);
        let link = match (&self.assembly, &self.template) {
            (Some(assembly), Some((_, root))) => {
                Link::new(root, assembly, &mut self.leads, &mut lookup)
            }
            (Some(_), None) => match lookup.source(&self.path) {
                Some(source) => Link::alone(&self.path, source, &mut self.leads, &mut lookup),
                None => Link::default(),
            },
            (None, _) => Link::default(),
        };
        let before = mem::replace(&mut self.link, link);
        if self.wanted().next().is_none() {
            self.leads = Leads::default();
            self.link.follow(before);
        }
        asked.append(&mut self.link.consulted);
        asked
    }
}

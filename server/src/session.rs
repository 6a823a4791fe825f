//! One editor's session: owns the workspace on one thread, takes events from one queue, publishes what differs.
//!
//! The queue is drained before anything is judged, so of several versions of a document only the newest is read.
//! Requests are events too, answered from the same workspace.

mod answers;
mod documents;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;

use lamlint_analysis::Workspace;
use lamlint_analysis::finding::Finding;
use lamlint_analysis::text::{Encoding, Span, Text};
use lamlint_analysis::workspace::Exclusions;
use lamlint_rules::RULES;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{
    Diagnostic, Location, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};

use crate::discover::Exclusion;
use crate::disk::Disk;
use crate::load::{self, Unread};
use crate::lsp::convert;
use crate::lsp::publish::{Message, differing};
use crate::lsp::rule_page::RulePage;
use crate::{today, unsaved};

/// What the client can do.
#[derive(Clone, Debug)]
pub(crate) struct Abilities {
    /// What columns count.
    pub(crate) encoding: Encoding,
    /// Whether edits may name the versions of documents.
    pub(crate) versioned_edits: bool,
    /// Whether it shows progress.
    pub(crate) progress: bool,
    /// How it opens rules' pages.
    pub(crate) rule_page: RulePage,
}

/// Something that happened in the editor or on the disk.
#[derive(Debug)]
pub(crate) enum Event {
    Start(Abilities, Vec<String>),
    Scan,
    Open(TextDocumentItem),
    Change(Uri, i32, Vec<TextDocumentContentChangeEvent>),
    Close(Uri),
    Disk(Vec<Uri>),
    Folders { added: Vec<String>, removed: Vec<String> },
    Ask(Question),
}

/// A request: it asks the session, after everything that was said before it, and answers by itself.
pub(crate) struct Question(Box<dyn FnOnce(&mut Session) + Send>);

impl Question {
    /// A question, and where its answer comes out. No answer comes when the session ended or broke on it.
    pub(crate) fn new<T: Send + 'static>(
        ask: impl FnOnce(&mut Session) -> T + Send + 'static,
    ) -> (Question, oneshot::Receiver<T>) {
        let (sender, answer) = oneshot::channel();
        // Who does not wait for the answer any more needs none.
        let ask = move |session: &mut Session| drop(sender.send(ask(session)));
        (Question(Box::new(ask)), answer)
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Question")
    }
}

/// A document that is open in the editor.
#[derive(Debug)]
struct Document {
    uri: Uri,
    version: i32,
    /// Whether `check` on the folders would come to this file, or none of the folders holds it.
    listed: bool,
}

/// All state of the server.
#[derive(Debug)]
pub(crate) struct Session {
    abilities: Abilities,
    folders: Vec<String>,
    workspace: Workspace,
    disk: Disk,
    /// What configuration files left out when the folders were looked through.
    exclusions: Exclusions,
    documents: BTreeMap<String, Document>,
    /// How many buffers that were never saved were opened so far.
    buffers: usize,
    published: BTreeMap<String, Vec<Diagnostic>>,
    /// Published files of which the new workspace may say nothing.
    forgotten: BTreeSet<String>,
    edited: BTreeSet<String>,
    is_scanned: bool,
    is_stale: bool,
    client: UnboundedSender<Message>,
}

impl Session {
    /// A session that speaks to this client.
    pub(crate) fn new(client: UnboundedSender<Message>) -> Session {
        Session {
            abilities: Abilities {
                encoding: Encoding::Utf16,
                versioned_edits: false,
                progress: false,
                rule_page: RulePage::Nowhere,
            },
            folders: Vec::new(),
            workspace: Workspace::new(RULES, &today::today()),
            disk: Disk::default(),
            exclusions: Exclusions::default(),
            documents: BTreeMap::new(),
            buffers: 0,
            published: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            edited: BTreeSet::new(),
            is_scanned: false,
            is_stale: false,
            client,
        }
    }

    /// Takes events until nobody can send any more.
    pub(crate) fn run(mut self, events: &Receiver<Event>) {
        while let Ok(event) = events.recv() {
            let waiting = std::iter::once(event).chain(events.try_iter());
            let survived = catch_unwind(AssertUnwindSafe(|| {
                waiting.for_each(|event| self.handle(event));
                self.refresh();
            }));
            if survived.is_err() {
                // What the workspace holds may be half done: everything is read anew with the next event.
                self.is_scanned = false;
                self.log(
                    "internal failure; the server goes on. Please report what the log says above.",
                );
            }
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Start(abilities, folders) => {
                self.abilities = abilities;
                self.folders = folders;
            }
            Event::Scan => self.scan(),
            Event::Open(document) => self.open(document),
            Event::Change(uri, version, changes) => self.change(&uri, version, changes),
            Event::Close(uri) => self.close(&uri),
            Event::Disk(uris) => self.disk_changed(&uris),
            Event::Folders { added, removed } => {
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added);
                self.scan();
            }
            Event::Ask(Question(ask)) => {
                self.refresh();
                ask(self);
            }
        }
    }

    /// Reads all folders and documents anew.
    fn scan(&mut self) {
        let (done, scanning) = oneshot::channel();
        if self.abilities.progress {
            self.send(Message::Scanning(scanning));
        }
        self.workspace = Workspace::new(RULES, &today::today());
        self.forgotten.extend(self.published.keys().cloned());
        let mut disk = Disk::default();
        for path in self.documents.keys() {
            disk.open(path, self.disk.opened(path).cloned().unwrap_or_else(|| Text::new("")));
        }
        self.disk = disk;
        self.is_scanned = true;
        let mut unread = Vec::new();
        for folder in &self.folders {
            let place = (folder.as_str(), folder.as_str());
            let everything = Exclusion::default();
            let loaded = load::add(&mut self.workspace, &mut self.disk, place, &everything);
            unread.extend(loaded.unread);
        }
        unread.extend(load::fill(&mut self.workspace, &self.disk));
        self.tell_unread(&unread);
        self.exclusions = self.workspace.exclusions();
        let paths: Vec<String> = self.documents.keys().cloned().collect();
        for path in &paths {
            self.enlist(path);
        }
        // A document from elsewhere may bring a configuration of its own.
        let unread = load::fill(&mut self.workspace, &self.disk);
        self.tell_unread(&unread);
        self.exclusions = self.workspace.exclusions();
        self.is_stale = true;
        self.refresh();
        drop(done);
    }

    /// Judges what changed and tells the client of every file whose findings differ.
    fn refresh(&mut self) {
        if !self.is_scanned {
            return self.scan();
        }
        if !self.is_stale {
            return;
        }
        self.is_stale = false;
        let unread = load::fill(&mut self.workspace, &self.disk);
        self.tell_unread(&unread);
        if self.workspace.exclusions() != self.exclusions {
            return self.scan();
        }
        let forgotten = std::mem::take(&mut self.forgotten).into_iter();
        let mut changes: BTreeMap<String, Vec<Finding>> =
            forgotten.map(|path| (path, Vec::new())).collect();
        changes.extend(self.workspace.changes());
        self.publish(&changes);
    }

    /// Tells the client of files whose findings may have changed.
    fn publish(&mut self, changes: &BTreeMap<String, Vec<Finding>>) {
        let mut now: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for (path, findings) in changes {
            let diagnostics = findings.iter().map(|finding| self.diagnostic(finding)).collect();
            now.insert(path.clone(), diagnostics);
        }
        let edited = std::mem::take(&mut self.edited);
        for path in differing(&self.published, &now, &edited) {
            let known = now.get(&path).or_else(|| self.published.get(&path));
            let diagnostics = known.cloned().unwrap_or_default();
            if let Some(uri) = self.uri(&path) {
                let version = self.documents.get(&path).map(|document| document.version);
                self.send(Message::Findings { uri, version, diagnostics });
            }
        }
        for (path, diagnostics) in now {
            if diagnostics.is_empty() {
                self.published.remove(&path);
            } else {
                self.published.insert(path, diagnostics);
            }
        }
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let nothing = Text::new("");
        let path = self.workspace.path(finding.at.file);
        let text = self.workspace.text(path).unwrap_or(&nothing);
        let diagnostic =
            convert::diagnostic(finding, text, self.abilities.encoding, |at| self.location(at));
        let code_description = self.abilities.rule_page.of_diagnostic(finding.rule);
        Diagnostic { code_description, ..diagnostic }
    }

    /// A place as the client counts. `None` in a file that has no text or no URI.
    fn location(&self, at: Span) -> Option<Location> {
        let path = self.workspace.path(at.file);
        let range = convert::range(self.workspace.text(path)?, at, self.abilities.encoding);
        Some(Location { uri: self.uri(path)?, range })
    }

    /// The URI of a path: as the client spells it, when the client has the file open. `None` beside a buffer.
    fn uri(&self, path: &str) -> Option<Uri> {
        let document = self.documents.get(path).map(|document| document.uri.clone());
        document.or_else(|| convert::uri(path).filter(|_| !unsaved::is_beside_buffer(path)))
    }

    /// The path of a URI. `None` for what is neither a file on a disk nor an open buffer.
    fn path(&self, uri: &Uri) -> Option<String> {
        if !unsaved::is_buffer(uri) {
            return convert::path(uri);
        }
        let mut documents = self.documents.iter();
        documents.find(|(_, document)| document.uri == *uri).map(|(path, _)| path.clone())
    }

    fn tell_unread(&self, unread: &[Unread]) {
        for unread in unread {
            self.log(&format!("cannot read {}: {}", unread.path, unread.problem.advice()));
        }
    }

    fn log(&self, message: &str) {
        self.send(Message::Log(message.to_owned()));
    }

    fn send(&self, message: Message) {
        // A client that is gone ends the session through its queue.
        let _ = self.client.send(message);
    }
}

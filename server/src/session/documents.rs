//! What the editor and the disk say of files: opened, changed, closed, saved, created, deleted.

use std::path::Path;

use lamlint_analysis::files::{Content, paths};
use lamlint_analysis::text::Text;
use lamlint_analysis::workspace::configuration::is_configuration;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::{Document, Session};
use crate::discover::{Exclusion, is_reached, is_source, looks_right};
use crate::load;
use crate::lsp::publish::Message;
use crate::lsp::{convert, watch};
use crate::{passed, unsaved};

/// Changed files beyond which everything is read anew.
const MANY: usize = 200;

impl Session {
    pub(super) fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = document;
        let known = self.path(&uri);
        let Some(path) = known.or_else(|| self.place_for(&uri, &language_id)) else { return };
        self.disk.open(&path, Text::new(text));
        self.documents.insert(path.clone(), Document { uri, version, listed: false });
        self.workspace.forget(paths::above(&path).unwrap_or("/"));
        self.enlist(&path);
        self.edited.insert(path);
    }

    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(path) = self.path(uri) else { return };
        let (Some(document), Some(text)) = (self.documents.get_mut(&path), self.disk.opened(&path))
        else {
            return self.log(&format!("{} was changed but is not open", uri.as_str()));
        };
        if version < document.version {
            let message = format!("{}: version {version} came too late", uri.as_str());
            return self.log(&message);
        }
        document.version = version;
        let text = convert::changed(text.clone(), changes, self.abilities.encoding);
        self.disk.open(&path, text);
        self.update(&path);
        self.edited.insert(path);
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = self.path(uri) else { return };
        self.disk.close(&path);
        self.edited.remove(&path);
        self.documents.remove(&path);
        if unsaved::is_buffer(uri) {
            return self.drop_buffer(uri, &path);
        }
        if !self.is_foldered(&path) {
            // With it goes what was read only for its sake.
            return self.scan();
        }
        self.read_again(&path);
    }

    /// Where a buffer of this language is to stand; `None` for what is no buffer, and where the language is not read.
    fn place_for(&mut self, uri: &Uri, language: &str) -> Option<String> {
        let path = unsaved::path(self.buffers + 1, language).filter(|_| unsaved::is_buffer(uri))?;
        self.buffers += 1;
        Some(path)
    }

    /// A closed buffer leaves nothing, and nobody could name it any more.
    fn drop_buffer(&mut self, uri: &Uri, path: &str) {
        self.workspace.forget(path);
        self.is_stale = true;
        if self.published.remove(path).is_some() {
            let uri = uri.clone();
            self.send(Message::Findings { uri, version: None, diagnostics: Vec::new() });
        }
    }

    /// Finds out what a document that was opened is to the workspace, and says what is in it.
    pub(super) fn enlist(&mut self, path: &str) {
        let listed = !self.is_foldered(path) || self.is_reached(path);
        if !self.is_foldered(path) && !unsaved::is_beside_buffer(path) {
            let place = (paths::above(path).unwrap_or("/"), path);
            load::add(&mut self.workspace, &mut self.disk, place, &Exclusion::default());
            load::add_templates_above(&mut self.workspace, &self.disk, path);
        }
        if let Some(document) = self.documents.get_mut(path) {
            document.listed = listed;
        }
        self.update(path);
    }

    /// Says what is in a document now.
    fn update(&mut self, path: &str) {
        let Some(text) = self.disk.opened(path).cloned() else { return };
        let listed = self.documents.get(path).is_some_and(|document| document.listed);
        if is_configuration(path, text.as_str()) {
            self.workspace.answer(path, Content::Text(text));
        } else if listed && looks_right(path, text.as_str()) {
            self.workspace.set(path, Content::Text(text));
        } else if self.workspace.text(path).is_some() {
            self.workspace.answer(path, Content::Text(text));
        } else {
            // It may be known as missing; who needs it will ask again.
            self.workspace.forget(path);
        }
        self.is_stale = true;
    }

    pub(super) fn disk_changed(&mut self, uris: &[Uri]) {
        let paths: Vec<String> = uris.iter().filter_map(convert::path).collect();
        let needs_scan =
            |path: &String| watch::decides_what_is_found(path) || Path::new(path).is_dir();
        if paths.len() > MANY || paths.iter().any(needs_scan) {
            return self.scan();
        }
        for path in &paths {
            self.workspace.forget(paths::above(path).unwrap_or("/"));
            self.read_again(path);
        }
        // A folder that goes takes with it what is in it, of which nobody may have told.
        let is_gone = |path: &&str| !Path::new(path).exists() && self.disk.opened(path).is_none();
        let known = self.workspace.paths().filter(|path| self.workspace.text(path).is_some());
        let gone: Vec<String> = known.filter(is_gone).map(str::to_owned).collect();
        for path in &gone {
            self.workspace.forget(path);
        }
        self.is_stale = true;
    }

    /// Says what the disk holds at a path, unless the editor holds it.
    fn read_again(&mut self, path: &str) {
        self.is_stale = true;
        if self.documents.contains_key(path) {
            return;
        }
        match self.disk.text(path) {
            Ok(text) if is_configuration(path, text.as_str()) && self.is_foldered(path) => {
                self.workspace.answer(path, Content::Text(text));
            }
            Ok(text) if looks_right(path, text.as_str()) && self.is_reached(path) => {
                self.workspace.set(path, Content::Text(text));
            }
            _ => self.workspace.forget(path),
        }
    }

    /// Whether `check` on one of the folders would come to this file.
    fn is_reached(&self, path: &str) -> bool {
        let reached = |folder: &String| is_reached(folder, path, &Exclusion::default());
        !self.exclusions.excludes(path)
            && self.folders.iter().any(reached)
            && !self.is_stood_for(path)
    }

    /// Whether a template of a project stands for this one, which a build of the project wrote.
    fn is_stood_for(&self, path: &str) -> bool {
        let Some(built) = passed::built_around(path) else { return false };
        let is_beside = |other: &&str| {
            paths::within(paths::parent(&built), other) && !paths::within(&built, other)
        };
        self.workspace.paths().filter(is_beside).filter(|other| !is_source(other)).any(|other| {
            self.workspace.text(other).is_some_and(|text| looks_right(other, text.as_str()))
        })
    }

    fn is_foldered(&self, path: &str) -> bool {
        self.folders.iter().any(|folder| paths::within(folder, path))
    }
}

//! Sends to the client what the session has to say, in order, and never lets the session wait for it.

use std::collections::{BTreeMap, BTreeSet};

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{Diagnostic, MessageType, ProgressToken, Uri};

/// Something for the client.
#[derive(Debug)]
pub(crate) enum Message {
    /// All findings of a file, perhaps none any more.
    Findings {
        /// The file.
        uri: Uri,
        /// The version that was looked at, when the file is open.
        version: Option<i32>,
        /// What was found.
        diagnostics: Vec<Diagnostic>,
    },
    /// The workspace is being scanned until the sender is dropped.
    Scanning(oneshot::Receiver<()>),
    /// Something for the log.
    Log(String),
}

/// Sends messages until the session is gone.
pub(crate) async fn forward(client: Client, mut messages: UnboundedReceiver<Message>) {
    let mut scans = 0;
    while let Some(message) = messages.recv().await {
        match message {
            Message::Findings { uri, version, diagnostics } => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Message::Scanning(done) => {
                scans += 1;
                // The client has to agree first, and may take its time.
                tokio::spawn(progress(client.clone(), scans, done));
            }
            Message::Log(text) => client.log_message(MessageType::ERROR, text).await,
        }
    }
}

/// The paths to publish: where findings that may have changed differ from what the client has (`before`; a path that
/// is not in it has none), and the documents that were edited, so that the client knows that their newest version was
/// looked at. These come last: who sees one has seen all.
pub(crate) fn differing(
    before: &BTreeMap<String, Vec<Diagnostic>>,
    now: &BTreeMap<String, Vec<Diagnostic>>,
    edited: &BTreeSet<String>,
) -> Vec<String> {
    let differs = |(path, now): &(&String, &Vec<Diagnostic>)| {
        let same = before.get(*path).map_or(now.is_empty(), |before| before == *now);
        !same && !edited.contains(*path)
    };
    now.iter().filter(differs).map(|(path, _)| path).chain(edited).cloned().collect()
}

async fn progress(client: Client, number: i32, done: oneshot::Receiver<()>) {
    let token = ProgressToken::String(format!("lamlint-scan-{number}"));
    if client.create_work_done_progress(token.clone()).await.is_ok() {
        let scan = client
            .progress(token, "lamlint")
            .with_message("reading templates and handlers")
            .begin()
            .await;
        // That the sender is gone is the signal.
        let _ = done.await;
        scan.finish().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_or_was_edited_is_published() {
        let findings = |files: &[(&str, &str)]| -> BTreeMap<String, Vec<Diagnostic>> {
            let diagnostic =
                |message: &str| Diagnostic { message: message.into(), ..Default::default() };
            files
                .iter()
                .map(|(path, message)| ((*path).into(), vec![diagnostic(message)]))
                .collect()
        };
        let before = findings(&[("same", "a"), ("gone", "a"), ("other", "a")]);
        let mut now = findings(&[("same", "a"), ("other", "b"), ("new", "a")]);
        now.extend(["gone", "still-clean"].map(|path| (path.to_owned(), Vec::new())));
        let edited = BTreeSet::from(["clean".to_owned()]);
        assert_eq!(differing(&before, &now, &edited), ["gone", "new", "other", "clean"]);
    }
}

//! `lamlint lsp`: speaks the protocol on standard input and output and forwards everything to the session.
//!
//! Nothing is decided here: events go into the session's queue, requests wait for its answer.

pub(crate) mod code_action;
pub(crate) mod convert;
pub(crate) mod definition;
mod frames;
pub(crate) mod hover;
mod label;
pub(crate) mod publish;
pub(crate) mod references;
pub(crate) mod rule_page;
pub(crate) mod watch;

use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use lamlint_analysis::text::Encoding;
use serde_json::Value;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    CodeActionResponse, CreateFilesParams, DeleteFilesParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, HoverProviderCapability,
    InitializeParams, InitializeResult, InitializedParams, Location, OneOf, PositionEncodingKind,
    ReferenceParams, RenameFilesParams, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
    WorkspaceFolder, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use tower_lsp_server::{Client, LanguageServer, LspService, Server};

use crate::lsp::rule_page::RulePage;
use crate::session::{Abilities, Event, Question, Session};
use crate::stack;

/// Bytes that may wait between the reading thread and the transport.
const BUFFER: usize = 64 * 1024;

/// Serves one client until it says `exit` or closes the input; `true` when it said `shutdown` before.
pub(crate) fn run() -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let clean = runtime.block_on(serve());
    // The reading thread may wait for input that never comes.
    runtime.shutdown_background();
    clean
}

async fn serve() -> io::Result<bool> {
    let (queue, events) = mpsc::channel();
    let (messages, outgoing) = tokio::sync::mpsc::unbounded_channel();
    let session = Session::new(messages);
    stack::spawn("session", 0, move || session.run(&events))?;
    let is_shut_down = Arc::new(AtomicBool::new(false));
    let connection = |client: Client| {
        tokio::spawn(publish::forward(client.clone(), outgoing));
        Connection { client, queue, is_shut_down: Arc::clone(&is_shut_down) }
    };
    let (service, socket) = LspService::build(connection)
        .custom_method(frames::MALFORMED, Connection::malformed)
        .finish();
    let (input, pipe) = tokio::io::duplex(BUFFER);
    read_input(pipe)?;
    Server::new(input, tokio::io::stdout(), socket).serve(service).await;
    Ok(is_shut_down.load(Ordering::Relaxed))
}

/// Passes well-formed messages from the standard input into the pipe, which closes when the input ends.
fn read_input(mut pipe: DuplexStream) -> io::Result<()> {
    let (sender, mut frames) = tokio::sync::mpsc::channel::<Vec<u8>>(1);
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        // An input that cannot be read has ended.
        let _ = frames::read(&mut io::stdin().lock(), |frame| sender.blocking_send(frame).is_ok());
    })?;
    tokio::spawn(async move {
        while let Some(frame) = frames.recv().await {
            if pipe.write_all(&frame).await.is_err() {
                break;
            }
        }
    });
    Ok(())
}

/// One client.
struct Connection {
    client: Client,
    queue: Sender<Event>,
    is_shut_down: Arc<AtomicBool>,
}

impl Connection {
    fn tell(&self, event: Event) {
        // The session ends after the connection, unless it broke; then requests answer with an error.
        let _ = self.queue.send(event);
    }

    async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&mut Session) -> T + Send + 'static,
    ) -> Result<T> {
        let (question, answer) = Question::new(ask);
        self.tell(Event::Ask(question));
        answer.await.map_err(|_| Error::internal_error())
    }

    #[expect(
        clippy::unused_self,
        clippy::needless_pass_by_value,
        reason = "the transport hands both to every method"
    )]
    fn malformed(&self, params: Value) -> Ready<Result<()>> {
        let code = ErrorCode::from(params["code"].as_i64().unwrap_or_default());
        ready(Err(Error { code, message: code.description().into(), data: None }))
    }

    fn disk(&self, uris: impl Iterator<Item = String>) {
        self.tell(Event::Disk(uris.filter_map(|uri| uri.parse().ok()).collect()));
    }
}

impl LanguageServer for Connection {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = abilities(&params);
        let encoding = abilities.encoding;
        self.tell(Event::Start(abilities, folders(&params)));
        let server_info = ServerInfo {
            name: "lamlint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        Ok(InitializeResult {
            capabilities: capabilities(encoding),
            server_info: Some(server_info),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Scan);
        let client = self.client.clone();
        tokio::spawn(async move {
            // A client that cannot register watchers tells of its own edits only.
            let _ = client.register_capability(vec![watch::registration()]).await;
        });
    }

    async fn shutdown(&self) -> Result<()> {
        self.is_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.tell(Event::Change(document.uri, document.version, params.content_changes));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Close(params.text_document.uri));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(Event::Disk(vec![params.text_document.uri]));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::Disk(params.changes.into_iter().map(|change| change.uri).collect()));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.disk(params.files.into_iter().map(|file| file.uri));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        self.disk(params.files.into_iter().flat_map(|file| [file.old_uri, file.new_uri]));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.disk(params.files.into_iter().map(|file| file.uri));
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {}

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<WorkspaceFolder>| {
            folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect()
        };
        let (added, removed) = (paths(params.event.added), paths(params.event.removed));
        self.tell(Event::Folders { added, removed });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        self.ask(move |session| session.hover(&place.text_document.uri, place.position)).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        self.ask(move |session| session.definition(&place.text_document.uri, place.position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let place = params.text_document_position;
        self.ask(move |session| {
            session.references(&place.text_document.uri, place.position, params.context)
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(move |session| {
            session.code_actions(&params.text_document.uri, params.range, &params.context)
        })
        .await
        .map(Some)
    }
}

/// What the client can do, as far as it matters here.
fn abilities(params: &InitializeParams) -> Abilities {
    let client = &params.capabilities;
    let encodings = client.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    let utf8 = encodings.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
    let edits = client.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
    let progress = client.window.as_ref().and_then(|window| window.work_done_progress);
    Abilities {
        encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
        versioned_edits: edits.and_then(|edits| edits.document_changes).unwrap_or(false),
        progress: progress.unwrap_or(false),
        rule_page: RulePage::of(params),
    }
}

/// The folders that the client works in: several, or the one that older clients name.
#[expect(deprecated, reason = "older clients name their folder in these fields only")]
fn folders(params: &InitializeParams) -> Vec<String> {
    let several = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let mut folders: Vec<String> = several.filter_map(convert::path).collect();
    if folders.is_empty() {
        let path = params.root_path.as_ref().and_then(Uri::from_file_path);
        folders.extend(params.root_uri.clone().or(path).as_ref().and_then(convert::path));
    }
    folders
}

/// What the server can do.
fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let encoding = match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        _ => PositionEncodingKind::UTF16,
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, code_action::FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(watch::file_operations()),
        }),
        ..ServerCapabilities::default()
    }
}

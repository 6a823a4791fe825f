//! A small language client: speaks JSON-RPC to the real binary, keeps what the server published.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The rules that these tests are about. Others may find more in the same files without anything being wrong.
const WATCHED: &[&str] = &[
    "client-created-per-invocation",
    "config-invalid",
    "env-var-not-set",
    "handler-file-not-found",
    "timeout-out-of-range",
    "unknown-rule",
];

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server and what it said.
pub(crate) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    next: i64,
    /// The newest diagnostics by URI: version and list.
    published: BTreeMap<String, (Value, Vec<Value>)>,
    /// Requests and notifications from the server, other than diagnostics.
    pub(crate) received: Vec<Value>,
}

impl Client {
    /// Starts the server without saying anything.
    pub(crate) fn start() -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_lamlint"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdout = server.stdout.take().expect("piped");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            while let Some(message) = read(&mut reader) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = server.stdin.take();
        let (published, received) = (BTreeMap::new(), Vec::new());
        Client { server, input, output, next: 0, published, received }
    }

    /// Starts the server and initialises it for a folder, with these capabilities of the client.
    pub(crate) fn open_folder(folder: &Path, capabilities: &Value) -> Client {
        let mut client = Client::start();
        let folders = json!([{ "uri": uri(folder), "name": "folder" }]);
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders });
        client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        client
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    /// Sends a message with its header.
    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and waits for its answer: the whole message.
    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait_for(&format!("the answer to {method}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// Sends a request and waits for its result.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.call(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Opens a document.
    pub(crate) fn open(&mut self, path: &Path, text: &str) {
        let document = json!({ "uri": uri(path), "languageId": "any", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Replaces a document's text.
    pub(crate) fn change(&mut self, path: &Path, version: i32, text: &str) {
        self.edit(path, version, &json!([{ "text": text }]));
    }

    /// Changes a document.
    pub(crate) fn edit(&mut self, path: &Path, version: i32, changes: &Value) {
        let document = json!({ "uri": uri(path), "version": version });
        self.notify(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// Tells that files changed on the disk.
    pub(crate) fn changed_on_disk(&mut self, paths: &[PathBuf]) {
        let changes: Vec<Value> =
            paths.iter().map(|path| json!({ "uri": uri(path), "type": 2 })).collect();
        self.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    }

    /// Waits until a file's published rules are exactly these.
    pub(crate) fn wait_for_rules(&mut self, path: &Path, rules: &[&str]) {
        self.wait_for_rules_of(&uri(path), rules);
    }

    /// Waits until a document's published rules are exactly these.
    pub(crate) fn wait_for_rules_of(&mut self, uri: &str, rules: &[&str]) {
        let deadline = Instant::now() + PATIENCE;
        while self.rules(uri) != rules {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(message) = self.output.recv_timeout(left) else {
                panic!("{uri} has {:?} and not {rules:?}", self.rules(uri));
            };
            self.take(message);
        }
    }

    /// Waits until a version of a file was looked at.
    pub(crate) fn wait_for_version(&mut self, path: &Path, version: i32) {
        let uri = uri(path);
        self.wait_until(&format!("version {version}"), |client| {
            client.published.get(&uri).is_some_and(|(seen, _)| *seen == version)
        });
    }

    /// Waits until the server said something that was not asked for.
    pub(crate) fn wait_until_received(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) {
        self.wait_until(what, |client| client.received.iter().any(&is_it));
    }

    /// The one finding of a rule in a file.
    pub(crate) fn diagnostic(&self, path: &Path, rule: &str) -> Value {
        let list =
            self.published.get(&uri(path)).map(|(_, list)| list.as_slice()).unwrap_or_default();
        list.iter().find(|diagnostic| diagnostic["code"] == rule).expect("it was published").clone()
    }

    /// The newest diagnostics of every file for which anything was published.
    pub(crate) fn published(&self) -> impl Iterator<Item = (&String, &Vec<Value>)> {
        self.published.iter().map(|(uri, (_, list))| (uri, list))
    }

    /// Waits for a message that is no publication.
    pub(crate) fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(message) if is_it(&message) => return message,
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => panic!("waited too long for {what}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what}"),
            }
        }
    }

    /// Closes the server's input.
    pub(crate) fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the server's end.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.server.try_wait().expect("the server can be waited for") {
                return status;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server did not end");
    }

    fn rules(&self, uri: &str) -> Vec<String> {
        let list = self.published.get(uri).map(|(_, list)| list.as_slice()).unwrap_or_default();
        let rules = list.iter().filter_map(|diagnostic| diagnostic["code"].as_str());
        rules.filter(|rule| WATCHED.contains(rule)).map(str::to_owned).collect()
    }

    fn wait_until(&mut self, what: &str, is_true: impl Fn(&Client) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_true(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(message) = self.output.recv_timeout(left) else {
                panic!("waited too long for {what}")
            };
            self.take(message);
        }
    }

    /// Remembers what the server said, and answers its requests.
    fn take(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("a URI").to_owned();
            let list = params["diagnostics"].as_array().expect("a list").clone();
            self.published.insert(uri, (params["version"].clone(), list));
            return;
        }
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        self.received.push(message);
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Ends the server that this client started, when the test has not.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The URI of a path.
pub(crate) fn uri(path: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(byte);
    let path = path.to_str().expect("UTF-8");
    let encoded =
        |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    format!("file://{}", path.bytes().map(encoded).collect::<String>())
}

/// A text after the client's side of an edit, counted in UTF-16 units.
pub(crate) fn apply(text: &str, edits: &[Value]) -> String {
    let number = |value: &Value| value.as_u64().expect("a number");
    let place = |position: &Value| {
        let (line, column) = (number(&position["line"]), number(&position["character"]));
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut left = column as usize;
        let inside = text[start..].char_indices().find(|(_, character)| {
            let there = left == 0;
            left = left.saturating_sub(character.len_utf16());
            there
        });
        start + inside.map_or(text.len() - start, |(at, _)| at)
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (
                place(&range["start"]),
                place(&range["end"]),
                edit["newText"].as_str().expect("a text"),
            )
        })
        .collect();
    edits.sort_unstable();
    let mut new = text.to_owned();
    for (start, end, replacement) in edits.into_iter().rev() {
        new.replace_range(start..end, replacement);
    }
    new
}

fn read(reader: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

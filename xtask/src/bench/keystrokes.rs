//! An editor that runs `lamlint lsp` and in which somebody types: how long each keystroke takes to show.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::measure;
use super::projects::Project;

/// A line that is typed letter by letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed {
    /// The file, which must be in the project.
    pub(crate) path: &'static str,
    /// The line with its end.
    pub(crate) text: &'static str,
    /// The lines of the file above which it is typed, in turn.
    pub(crate) above: &'static str,
}

/// How often all of it is typed, each time at another place of the file.
const ROUNDS: usize = 8;

/// No further line is typed after this time.
const PATIENCE: Duration = Duration::from_mins(1);

/// What typing cost.
#[derive(Debug)]
pub(crate) struct Typing {
    /// Milliseconds from each keystroke to its diagnostics, ascending.
    times: Vec<f64>,
    /// The most memory that the server held, MB.
    pub(crate) memory: Option<f64>,
}

impl Typing {
    /// Milliseconds within which this share of the keystrokes showed.
    pub(crate) fn within(&self, share: f64) -> f64 {
        let last = self.times.len().saturating_sub(1);
        self.times.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
    }
}

/// Opens a project that was written to a folder in an editor and types.
pub(crate) fn measure(
    lamlint: &Path,
    folder: &Path,
    project: &Project,
    typed: &[Typed],
) -> Result<Typing> {
    let mut editor = Editor::start(lamlint, folder)?;
    for Typed { path, .. } in typed {
        editor.open(path, &project[*path])?;
    }
    let mut times = Vec::new();
    let started = Instant::now();
    let turns = (0..ROUNDS).flat_map(|round| typed.iter().map(move |typed| (round, typed)));
    for (round, Typed { path, text, above }) in turns {
        if started.elapsed() > PATIENCE && !times.is_empty() {
            break;
        }
        let places: Vec<usize> = line_numbers(&project[*path], above).collect();
        let place = places.get(round * places.len() / ROUNDS).context("the text is there")?;
        times.extend(editor.type_line(path, *place, text)?);
    }
    times.sort_by(f64::total_cmp);
    let memory = measure::held(editor.server.id());
    editor.server.kill()?;
    editor.server.wait()?;
    Ok(Typing { times, memory })
}

fn line_numbers(text: &str, line: &str) -> impl Iterator<Item = usize> {
    text.lines().enumerate().filter(move |(_, own)| *own == line).map(|(number, _)| number)
}

struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    root: String,
    version: u32,
}

impl Editor {
    fn start(lamlint: &Path, folder: &Path) -> Result<Editor> {
        let mut server = Command::new(lamlint)
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = server.stdin.take().context("was piped")?;
        let output = BufReader::new(server.stdout.take().context("was piped")?);
        let root = format!("file://{}", folder.display());
        let mut editor = Editor { server, input, output, root, version: 0 };
        let folders = json!([{ "uri": editor.root, "name": "bench" }]);
        let params = json!({ "capabilities": {}, "processId": null, "workspaceFolders": folders });
        editor.send(&json!({ "id": 1, "method": "initialize", "params": params }))?;
        while editor.receive()?["id"] != 1 {}
        editor.send(&json!({ "method": "initialized", "params": {} }))?;
        Ok(editor)
    }

    fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    fn open(&mut self, path: &str, text: &str) -> Result<()> {
        let language = path.rsplit('.').next().unwrap_or_default();
        self.version += 1;
        let document = json!({
            "uri": self.uri(path), "languageId": language, "version": self.version, "text": text
        });
        self.send(&json!({
            "method": "textDocument/didOpen", "params": { "textDocument": document }
        }))?;
        self.await_findings(path)
    }

    /// Types a text above a line and takes it away again; milliseconds for each letter.
    fn type_line(&mut self, path: &str, line: usize, text: &str) -> Result<Vec<f64>> {
        let place = |line: usize, column: usize| json!({ "line": line, "character": column });
        let mut times = Vec::new();
        for (column, letter) in text.chars().enumerate() {
            let started = Instant::now();
            let here = place(line, column);
            self.change(path, &json!({ "start": here, "end": here }), &letter.to_string())?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        self.change(path, &json!({ "start": place(line, 0), "end": place(line + 1, 0) }), "")?;
        Ok(times)
    }

    fn change(&mut self, path: &str, range: &Value, text: &str) -> Result<()> {
        self.version += 1;
        let document = json!({ "uri": self.uri(path), "version": self.version });
        let changes = json!([{ "range": range, "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.send(&json!({ "method": "textDocument/didChange", "params": params }))?;
        self.await_findings(path)
    }

    /// Waits until the newest version of a document was judged.
    fn await_findings(&mut self, path: &str) -> Result<()> {
        let uri = self.uri(path);
        loop {
            let message = self.receive()?;
            let params = &message["params"];
            if params["uri"] == uri && params["version"] == self.version {
                return Ok(());
            }
            if message["method"].is_string() && !message["id"].is_null() {
                self.send(&json!({ "id": message["id"], "result": null }))?;
            }
        }
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }

    fn receive(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line)?;
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse()?,
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        anyhow::ensure!(length > 0, "the server is gone");
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}

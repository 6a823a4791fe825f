//! Runs the binary in an environment that holds nothing of the machine's.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// The standard output.
    pub(crate) out: String,
    /// The standard error.
    pub(crate) err: String,
}

/// The binary with these words, split at spaces, in a folder.
pub(crate) fn command(folder: &Path, words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lamlint"));
    command.args(words.split_whitespace()).current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub(crate) fn run(folder: &Path, words: &str) -> Run {
    finish(command(folder, words), b"")
}

/// Runs it with this standard input.
pub(crate) fn run_with_input(folder: &Path, words: &str, input: &[u8]) -> Run {
    finish(command(folder, words), input)
}

/// Runs `check` with the one rule that these tests are about, so that others may come.
pub(crate) fn check(folder: &Path, words: &str) -> Run {
    run(folder, &format!("check --select timeout-out-of-range {words}"))
}

/// Runs this command to its end.
pub(crate) fn finish(mut command: Command, input: &[u8]) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A program that does not read its input closes it.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run {
        code: output.status.code().expect("no signal ended it"),
        out: without_time(&text(output.stdout)),
        err: without_time(&text(output.stderr)),
    }
}

/// The time that a run took is the one thing that differs from run to run.
pub(crate) fn without_time(text: &str) -> String {
    let line = |line: &str| match line.strip_suffix(" s").and_then(|line| line.rsplit_once(" · "))
    {
        Some((line, time)) if time.parse::<f64>().is_ok() => format!("{line} · 0.00 s"),
        _ => line.to_owned(),
    };
    let mut text: String = text.split('\n').map(|text| line(text) + "\n").collect();
    text.pop();
    text
}

//! Lets only well-formed messages through to the transport, which would end at the first other one.
//!
//! What is malformed becomes a call of [`MALFORMED`], whose handler answers with the error that JSON-RPC asks for.
//! Which methods exist and what their parameters mean is not looked at here.

use std::io::{self, BufRead, Read};

use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::{ErrorCode, Request, Response};

/// The method that stands for a malformed message; its parameter is the code of the error to answer with.
pub(crate) const MALFORMED: &str = "lamlint/malformed";

/// A longer line of a header, in bytes, is read in parts.
const LONGEST_LINE: u64 = 64 * 1024;
/// A longer message, in bytes, is malformed.
const LONGEST_MESSAGE: usize = 256 * 1024 * 1024;

/// Reads messages until the input ends or `pass` wants no more; each is passed with its header.
///
/// # Errors
///
/// When the input cannot be read.
pub(crate) fn read(
    input: &mut impl BufRead,
    mut pass: impl FnMut(Vec<u8>) -> bool,
) -> io::Result<()> {
    loop {
        let body = match header(input)? {
            Header::End => return Ok(()),
            Header::Length(length) => {
                let mut body = Vec::new();
                input.take(length as u64).read_to_end(&mut body)?;
                if body.len() < length {
                    return Ok(());
                }
                checked(body)
            }
            Header::Invalid => malformed(ErrorCode::ParseError, &Value::Null),
        };
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        if !pass(frame) {
            return Ok(());
        }
    }
}

/// What comes next in the input.
enum Header {
    /// A message of so many bytes.
    Length(usize),
    /// A message whose length is not given, or absurd.
    Invalid,
    /// Nothing.
    End,
}

/// Reads to the end of the next header.
///
/// What stands before the words `Content-Length`, such as the rest of a message whose length was wrong, is skipped.
fn header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if let Some((_, value)) = line.rsplit_once("content-length:") {
            length = value.trim().parse().ok().filter(|length| *length <= LONGEST_MESSAGE);
            if length.is_none() {
                return Ok(Header::Invalid);
            }
        }
        if let Some(length) = length.filter(|_| line.trim().is_empty()) {
            return Ok(Header::Length(length));
        }
    }
}

/// The body itself when it is a message, else the call that stands for a malformed one.
fn checked(body: Vec<u8>) -> Vec<u8> {
    let Ok(value) = serde_json::from_slice::<Value>(&body) else {
        return malformed(ErrorCode::ParseError, &Value::Null);
    };
    let is_call =
        value["method"].is_string() && serde_json::from_value::<Request>(value.clone()).is_ok();
    let is_answer =
        value.get("method").is_none() && serde_json::from_value::<Response>(value.clone()).is_ok();
    if is_call || is_answer {
        return body;
    }
    let id = Some(&value["id"]).filter(|id| id.is_i64() || id.is_string());
    malformed(ErrorCode::InvalidRequest, id.unwrap_or(&Value::Null))
}

fn malformed(code: ErrorCode, id: &Value) -> Vec<u8> {
    let call = json!({ "jsonrpc": "2.0", "id": id, "method": MALFORMED, "params": { "code": code.code() } });
    call.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The methods and ids that come through.
    fn passed(input: &str) -> Vec<String> {
        let mut seen = Vec::new();
        read(&mut input.as_bytes(), |frame| {
            let frame = String::from_utf8(frame).unwrap();
            let message: Value =
                serde_json::from_str(frame.split_once("\r\n\r\n").unwrap().1).unwrap();
            let code =
                message["params"]["code"].as_i64().map_or(String::new(), |code| code.to_string());
            seen.push(format!(
                "{}{code}#{}",
                message["method"].as_str().unwrap_or("-"),
                message["id"]
            ));
            true
        })
        .unwrap();
        seen
    }

    #[test]
    fn malformed_messages_are_replaced_and_the_next_one_comes_through() {
        for (input, expected) in [
            (frame("{"), "lamlint/malformed-32700#null"),
            (frame("[]"), "lamlint/malformed-32600#null"),
            (frame(r#"{"jsonrpc":"2.0","id":7,"method":7}"#), "lamlint/malformed-32600#7"),
            (frame(r#"{"jsonrpc":"1.0","id":"a","method":"x"}"#), "lamlint/malformed-32600#\"a\""),
            (frame("\u{1}ä"), "lamlint/malformed-32700#null"),
            ("Content-Length: many\r\n\r\n{}".into(), "lamlint/malformed-32700#null"),
            ("Content-Length: 99999999999\r\n\r\n{}".into(), "lamlint/malformed-32700#null"),
            (frame(r#"{"jsonrpc":"2.0","id":3,"result":null}"#), "-#3"),
            (frame(r#"{"jsonrpc":"2.0","method":"x"}"#), "x#null"),
        ] {
            let input = input + &frame(GOOD);
            assert_eq!(passed(&input), [expected, "shutdown#1"], "{input}");
        }
    }

    #[test]
    fn noise_around_a_header_is_skipped() {
        for input in [
            format!("noise\r\n{}", frame(GOOD)),
            format!("Content-Type: x\r\n{}", frame(GOOD)),
            format!("content-length:{}\n\n{GOOD}", GOOD.len()),
            frame(GOOD) + "Content-Length: 10\r\n\r\n{",
        ] {
            assert_eq!(passed(&input), ["shutdown#1"], "{input}");
        }
    }
}

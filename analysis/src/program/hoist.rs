//! Moves a client's construction to the top level of its file.

use crate::files::SourceFile;
use crate::sdk::{Assigned, Client, Needs};
use crate::source::FunctionId;
use crate::text::Edit;
use crate::text::{Comment, Span, Text};

/// The edits that construct a client once, at load, and the name that it then has. `None` where that cannot be
/// written faithfully: inline code, arguments that need locals, a name that is taken, a body that would be empty.
pub fn hoist(file: &SourceFile, client: &Client) -> Option<(String, Vec<Edit>)> {
    if client.needs != Needs::Module {
        return None;
    }
    let insert_at = place(file, client)?;
    let builtins = file.module.language.row().builtins;
    let is_joined = |at: Span| file.module.joined.iter().any(|joined| joined.contains(at));
    let assigned = client
        .assigned
        .as_ref()
        .filter(|assigned| !builtins.contains(&assigned.name.as_str()) && !is_joined(assigned.at));
    let name = match assigned {
        Some(assigned) => assigned.name.clone(),
        None => free_name(file, client)?,
    };
    if file.is_taken(&name) {
        return None;
    }
    let text = &file.text;
    let constructor = dedented(text, client.at);
    let statement = file.module.language.assign(&name, &constructor);
    let above = assigned.and_then(|assigned| comment_about(file, client, assigned));
    let comment = above.map(|at| dedented(text, at) + "\n").unwrap_or_default();
    let statement = (comment + &statement).replace("\r\n", "\n").replace('\n', line_end(text));
    let insertion = Edit::replace(insert_at, format!("{}{statement}", gap(text, insert_at)));
    let removal = match assigned {
        Some(assigned) => {
            let at = above.map_or(assigned.at, |above| above.to(assigned.at));
            Edit::replace(whole_lines(text, at).filter(|_| leaves_a_body(file, client))?, "")
        }
        None => Edit::replace(client.at, name.as_str()),
    };
    let mut edits = vec![insertion, removal];
    edits.sort();
    Some((name, edits))
}

/// The comment lines right above a statement, when they speak of the client that it makes and to people.
fn comment_about(file: &SourceFile, client: &Client, assigned: &Assigned) -> Option<Span> {
    let text = &file.text;
    let mut start = text.line_start(assigned.at.start);
    let mut above: Vec<&Comment> = Vec::new();
    let before = file.module.comments.partition_point(|one| one.at.start < start);
    for comment in file.module.comments[..before].iter().rev() {
        let between = &text.as_str()[comment.at.end as usize..start as usize];
        if !comment.own_line || !matches!(between, "\n" | "\r\n") {
            break;
        }
        start = text.line_start(comment.at.start);
        above.push(comment);
    }
    let service = client.service.as_deref().unwrap_or("session");
    let words = ["client", "connect", "resource", "session", service, &assigned.name];
    let speaks_of_it = |comment: &&Comment| {
        let said = comment.text.to_lowercase();
        words.iter().any(|word| said.contains(&word.to_lowercase()))
    };
    // `noqa: E501`, `eslint-disable-next-line`, `lamlint: …` speak to tools, about the line below.
    let to_tool = |comment: &&Comment| {
        let first = comment.text.split(' ').next().unwrap_or_default();
        first.ends_with(':') && first.len() > 1 || first.contains('-') || first == "@ts-ignore"
    };
    let is_about = above.iter().copied().any(|one| speaks_of_it(&one))
        && !above.iter().copied().any(|one| to_tool(&one));
    above.last().filter(|_| is_about).map(|first| first.at.to(above[0].at))
}

/// The start of a line after the imports, after what configures the client and after every name that its arguments use.
fn place(file: &SourceFile, client: &Client) -> Option<Span> {
    let mut byte = file.module.insert_at?.end.max(client.made_after);
    for name in &client.names {
        byte = byte.max(file.defined_until(name).unwrap_or_default());
    }
    let joined = file.module.joined.iter().find(|one| one.start < byte && byte < one.end);
    byte = joined.map_or(byte, |joined| joined.end);
    let source = file.text.as_str();
    let at = match byte {
        0 => 0,
        _ if source[..byte as usize].ends_with('\n') => byte as usize,
        _ => source[byte as usize..].find('\n').map(|at| byte as usize + at + 1)?,
    };
    let span = Span::new(client.at.file, at, at);
    (at <= client.at.start as usize).then_some(span)
}

/// An empty line between imports and the new statement.
fn gap(text: &Text, at: Span) -> &'static str {
    let before = text.as_str()[..at.start as usize].trim_end_matches(['\n', '\r']);
    let last = before.rsplit('\n').next().unwrap_or_default();
    let import =
        last.starts_with("import ") || last.starts_with("from ") || last.contains("require(");
    match (import || last.starts_with('}') || last.starts_with(')'), line_end(text)) {
        (true, "\r\n") => "\r\n",
        (true, _) => "\n",
        _ => "",
    }
}

pub(super) fn line_end(text: &Text) -> &'static str {
    if text.ends_with_return(0) { "\r\n" } else { "\n" }
}

/// The text of a call with its further lines moved to the left as far as its own line is indented.
fn dedented(text: &Text, at: Span) -> String {
    let line = &text.as_str()[text.line_start(at.start) as usize..at.start as usize];
    let indent: String = line.chars().take_while(|character| character.is_whitespace()).collect();
    let lines = text.slice(at).lines().enumerate();
    let lines =
        lines.map(
            |(number, line)| {
                if number == 0 { line } else { line.strip_prefix(&indent).unwrap_or(line) }
            },
        );
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines of a statement, when nothing else stands on them.
fn whole_lines(text: &Text, at: Span) -> Option<Span> {
    let source = text.as_str();
    let start = text.line_start(at.start) as usize;
    let end =
        source[at.end as usize..].find('\n').map_or(source.len(), |end| at.end as usize + end + 1);
    let alone = source[start..at.start as usize].trim().is_empty()
        && source[at.end as usize..end].trim_matches([';', ' ', '\t', '\r', '\n']).is_empty();
    alone.then(|| Span::new(at.file, start, end))
}

/// Whether a function still has something to do without the statement that goes.
fn leaves_a_body(file: &SourceFile, client: &Client) -> bool {
    let Some(FunctionId(id)) = client.function else { return false };
    let body = &file.module.functions[id as usize].body;
    let own = client.assigned.as_ref().map(|assigned| assigned.at);
    // Statements stand in order of place.
    let place = body.partition_point(|statement| own.is_some_and(|own| statement.at < own));
    body.len() > 1 && body.get(place).is_some_and(|statement| Some(statement.at) == own)
}

fn free_name(file: &SourceFile, client: &Client) -> Option<String> {
    let service = client.service.as_deref().unwrap_or("session");
    let clean: String = service.chars().filter(char::is_ascii_alphanumeric).collect();
    let starts_well = clean.chars().next().is_some_and(|first| first.is_ascii_lowercase());
    let name = if starts_well { clean } else { return None };
    let longer = format!("{name}{}", file.module.language.row().client_suffix);
    let is_free = |name: &String| {
        !file.module.language.reserves(name) && !file.is_taken(name) && !file.has_word(name)
    };
    [name, longer].into_iter().find(is_free)
}

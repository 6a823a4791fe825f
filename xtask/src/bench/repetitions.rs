//! How the cost of `lamlint check` grows with one file in which one construct is repeated, up to 1 MB: each construct of
//! each format, written again and again, referred to, nested.
//!
//! The constructs are rows of `xtask/bench/repetitions.tsv`.

use std::fs;

use anyhow::Result;

use super::projects::Project;
use super::{Programs, measure, projects};
use crate::say;

/// Sizes of the file, bytes; growth is judged from one to the next.
const SIZES: [usize; 3] = [62_500, 250_000, 1_000_000];

/// The greatest exponent between two sizes.
const EXPONENT: f64 = 1.1;

/// Steps to a cost below this say more about the clock than about lamlint, s.
const TELLING: f64 = 0.1;

/// The most that one file may cost, s and MB.
const MOST: (f64, f64) = (2.0, 300.0);

/// What the rows' words in braces stand for; a word may use those after it.
const WORDS: [(&str, &str); 10] = [
    ("{variables}", "{function}      Environment:\n        Variables:\n"),
    ("{function}", "{resources}{function-alone}"),
    ("{resources}", "{sam}Resources:\n"),
    ("{sam}", "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\n"),
    (
        "{function-alone}",
        "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      Handler: app.handler\n      InlineCode: 'def handler(e, c): return 1'\n",
    ),
    ("{python}", "{python-top}def handler(event, context):\n"),
    ("{python-top}", "import os\nimport boto3\nsqs = boto3.client('sqs')\n"),
    ("{javascript}", "{javascript-top}exports.handler = async (event) => {\n"),
    (
        "{javascript-top}",
        "const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');\nconst sqs = new SQSClient({});\n",
    ),
    (
        "{json}",
        "{\"Transform\":\"AWS::Serverless-2016-10-31\",\"Resources\":{\"F\":{\"Type\":\"AWS::Serverless::Function\",\"Properties\":{\"Runtime\":\"python3.13\",\"Handler\":\"index.handler\",\"InlineCode\":\"x=1\"}}",
    ),
];

/// A construct to repeat.
struct Repetition {
    name: &'static str,
    path: &'static str,
    before: String,
    /// What is repeated; with `…` it is nested: what opens, and what closes.
    piece: String,
    innermost: String,
    after: String,
}

/// Measures every construct with this word in its name.
pub(crate) fn all(programs: &Programs, word: &str) -> Result<()> {
    say::line("── repetitions: ms of one processor at 62 kB, 250 kB and 1 MB, exponents, MB");
    for repetition in rows().filter(|row| row.name.contains(word)) {
        measure_one(programs, &repetition)?;
    }
    Ok(())
}

fn measure_one(programs: &Programs, repetition: &Repetition) -> Result<()> {
    let folder = programs.folder.join("repeated");
    let (mut costs, mut memory) = (Vec::new(), 0.0);
    for size in SIZES {
        projects::write(&folder, &repetition.project(size))?;
        let mut run = || measure::quietly_any(&mut programs.check(&folder, 1));
        let [cost] = measure::compare(1, [&mut run])?;
        costs.push(cost.work);
        memory = measure::peak(&mut programs.check(&folder, 1))?.unwrap_or(memory);
        fs::remove_dir_all(&folder)?;
        // What is four times as large may take sixteen times as long.
        if cost.work > 10.0 {
            break;
        }
    }
    let step = |pair: &[f64]| (pair[1] / pair[0].max(0.01)).ln() / 4_f64.ln();
    let exponents: Vec<f64> = costs.windows(2).map(step).collect();
    let telling = exponents.iter().zip(&costs[1..]).filter(|(_, cost)| **cost >= TELLING);
    let steepest = telling.map(|(exponent, _)| *exponent).fold(0.0, f64::max);
    let last = costs.last().copied().unwrap_or_default();
    let holds =
        costs.len() == SIZES.len() && steepest <= EXPONENT && last <= MOST.0 && memory <= MOST.1;
    let cells = |all: &[f64], factor: f64, digits: usize| -> String {
        let cells = all.iter().map(|one| format!("{:9.digits$}", one * factor));
        cells.collect::<Vec<_>>().concat()
    };
    let mark = if holds { "" } else { "  ← over budget" };
    say::line(&format!(
        "{:40}{}  {} {memory:6.0}{mark}",
        repetition.name,
        cells(&costs, 1000.0, 0),
        cells(&exponents, 1.0, 2),
    ));
    Ok(())
}

fn rows() -> impl Iterator<Item = Repetition> {
    let lines = include_str!("../../bench/repetitions.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, path) = (cell(), cell());
        let [before, piece, innermost, after] = [cell(), cell(), cell(), cell()].map(text);
        Repetition { name, path, before, piece, innermost, after }
    })
}

fn text(cell: &str) -> String {
    let mut text = cell.to_owned();
    for (word, meaning) in WORDS {
        text = text.replace(word, &meaning.replace('\\', "\\\\").replace('\n', "\\n"));
    }
    let parts = text
        .split("\\\\")
        .map(|part| part.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r"));
    parts.collect::<Vec<_>>().join("\\")
}

impl Repetition {
    /// A project whose file has about so many bytes.
    fn project(&self, size: usize) -> Project {
        let mut file = self.before.clone();
        match self.piece.split_once('…') {
            Some((open, close)) => {
                let times = size / (open.len() + close.len()).max(1);
                file.push_str(&open.repeat(times));
                file.push_str(&self.innermost);
                file.push_str(&close.repeat(times));
            }
            None => {
                for number in 0.. {
                    if file.len() + self.after.len() >= size {
                        break;
                    }
                    let next = self.piece.replace("@+", &(number + 1).to_string());
                    file.push_str(&next.replace('@', &number.to_string()));
                }
            }
        }
        file.push_str(&self.after);
        let mut files = Project::from([(self.path.to_owned(), file)]);
        if let Some((_, extension)) = self.path.split_once("app.") {
            let runtime = if extension == "py" { "python3.13" } else { "nodejs22.x" };
            let template = format!(
                "{}  F:\n    Type: AWS::Serverless::Function\n    Properties: {{ Runtime: {runtime}, CodeUri: ., Handler: app.handler }}\n",
                text("{resources}")
            );
            files.insert("template.yaml".to_owned(), template);
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use super::{SIZES, rows};

    #[test]
    fn every_row_makes_files_of_the_sizes_asked_for() {
        assert!(rows().count() >= 60, "{}", rows().count());
        for row in rows() {
            for size in SIZES {
                let made = row.project(size)[row.path].len();
                assert!((size * 9 / 10..size * 11 / 10).contains(&made), "{}: {made}", row.name);
            }
        }
    }
}

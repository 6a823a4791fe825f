//! What is recognised and not read: projects of other frameworks, handlers in other languages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lamlint_analysis::files::paths;
use lamlint_analysis::frameworks::unread as frameworks;
use lamlint_analysis::source::{LANGUAGES, unread as languages};
use memchr::memmem;
use serde_json::{Value, json};

use crate::output::count;
use crate::terminal::clean;

/// A file that tells of something that is not read.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    /// The file's path.
    path: String,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Project(&'static frameworks::Unread),
    Handler(&'static languages::Unread),
}

impl Passed {
    /// What tells it apart: a project is its folder, however many files tell of it.
    fn key(&self) -> (&'static str, &str) {
        match self.what {
            What::Project(project) => (project.name, paths::parent(&self.path)),
            What::Handler(language) => (language.name, &self.path),
        }
    }

    /// For programs: what it is, and where, as seen from `here`.
    pub(crate) fn object(&self, here: &str) -> Value {
        json!({ "name": self.key().0, "path": paths::relative(here, &self.path) })
    }

    /// The folder of templates that a build of it writes.
    pub(crate) fn built(&self) -> Option<String> {
        let What::Project(project) = self.what else { return None };
        Some(format!("{}/{}", paths::parent(&self.path), project.built?))
    }

    /// Whether it is known by one of these templates after all: one that a build wrote, or one beside it.
    pub(crate) fn is_built(&self, templates: &[&str]) -> bool {
        let folder = paths::parent(&self.path);
        self.built().is_some() && templates.iter().any(|template| paths::within(folder, template))
    }
}

/// What a file tells of, by its path and, where that is not enough, by its first kilobytes.
pub(crate) fn recognise(path: &str, head: impl FnOnce() -> Vec<u8>) -> Option<Passed> {
    let (what, marks) = match (frameworks::unread(path), languages::unread(path)) {
        (Some(project), _) => (What::Project(project), project.marks),
        (None, Some(language)) => (What::Handler(language), language.marks),
        (None, None) => return None,
    };
    let is_marked = || {
        let head = head();
        marks.iter().any(|mark| memmem::find(&head, mark.as_bytes()).is_some())
    };
    (marks.is_empty() || is_marked()).then(|| Passed { path: path.to_owned(), what })
}

/// The folder around a path that a build wrote, when the file that tells of its project lies beside it.
pub(crate) fn built_around(path: &str) -> Option<String> {
    let around = |row: &&'static frameworks::Unread| {
        let (before, _) = path.split_once(&format!("/{}/", row.built?))?;
        let tells = |file: &&str| Path::new(before).join(file).is_file();
        row.files.iter().any(tells).then(|| format!("{before}/{}", row.built.unwrap_or_default()))
    };
    frameworks::UNREAD.iter().copied().find_map(|row| around(&row))
}

/// Each project and each handler once, in the order of their paths.
pub(crate) fn sort(passed: &mut Vec<Passed>) {
    passed.sort_by(|one, other| one.path.cmp(&other.path));
    let mut seen = BTreeSet::new();
    passed.retain(|passed| {
        let (name, place) = passed.key();
        seen.insert((name, place.to_owned()))
    });
}

/// How many there are, for the last line; `None` when there is nothing.
pub(crate) fn counted(passed: &[Passed]) -> Option<String> {
    let is_project = |passed: &&Passed| matches!(passed.what, What::Project(_));
    let projects = passed.iter().filter(is_project).count();
    let parts = [(projects, "project"), (passed.len() - projects, "handler")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    (!parts.is_empty()).then(|| format!("{} not read", parts.join(" and ")))
}

/// A sentence for each framework, and one for all languages: how many, where the first is as seen from `here`, and
/// what to do.
pub(crate) fn sentences(passed: &[Passed], here: &str) -> Vec<String> {
    let mut projects: BTreeMap<&str, (&frameworks::Unread, Vec<&str>)> = BTreeMap::new();
    let mut handlers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Passed { path, what } in passed {
        match what {
            What::Project(row) => {
                projects.entry(row.name).or_insert((row, Vec::new())).1.push(path)
            }
            What::Handler(row) => handlers.entry(row.name).or_default().push(path),
        }
    }
    let first = |paths: &[&str]| {
        let first = paths::relative(here, paths[0]);
        format!("{}{}", clean(&first), if paths.len() > 1 { " …" } else { "" })
    };
    let mut sentences: Vec<String> = Vec::new();
    for (row, paths) in projects.values() {
        let number = count(paths.len(), &format!("{} project", row.name));
        sentences.push(format!("{number} ({}): {}", first(paths), row.advice));
    }
    let number: usize = handlers.values().map(Vec::len).sum();
    if number > 0 {
        let of = |(name, paths): (&&str, &Vec<&str>)| {
            let of = if handlers.len() > 1 { format!("{} ", paths.len()) } else { String::new() };
            format!("{of}in {name} ({})", first(paths))
        };
        let languages: Vec<String> = handlers.iter().map(of).collect();
        let colon = if handlers.len() > 1 { ":" } else { "" };
        let read: Vec<&str> = LANGUAGES.iter().map(|row| row.name).collect();
        let (last, others) = read.split_last().unwrap_or((&"", &[]));
        let read = format!("lamlint reads {} and {last}", others.join(", "));
        let handlers = count(number, "handler");
        sentences.push(format!("{handlers}{colon} {}; {read}", languages.join(", ")));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(files: &[(&str, &str)]) -> Vec<Passed> {
        let recognised =
            files.iter().filter_map(|(path, text)| recognise(path, || text.as_bytes().to_vec()));
        let mut passed: Vec<Passed> = recognised.collect();
        sort(&mut passed);
        passed
    }

    #[test]
    fn a_project_is_one_however_many_files_tell_of_it() {
        let function = "resource \"aws_lambda_function\" \"a\" {}";
        let passed = all(&[
            ("/p/b/main.tf", function),
            ("/p/b/other.tf", function),
            ("/p/b/vpc.tf", "resource \"aws_vpc\" \"a\" {}"),
            ("/p/a/serverless.yml", "provider: { name: aws }"),
            ("/p/c/serverless.yml", "provider: { name: google }"),
        ]);
        assert_eq!(counted(&passed).as_deref(), Some("2 projects not read"));
        let sentences = sentences(&passed, "/p");
        let starts = [
            "1 Serverless Framework project (a/serverless.yml): ",
            "1 Terraform project (b/main.tf): ",
        ];
        for (sentence, start) in sentences.iter().zip(starts) {
            assert!(sentence.starts_with(start), "{sentence}");
        }
    }

    #[test]
    fn handlers_of_other_languages_are_recognised() {
        for (path, text, expected) in [
            ("/p/main.go", "import (\n\t\"github.com/aws/aws-lambda-go/lambda\"\n)", true),
            ("/p/main.go", "import \"github.com/aws/aws-lambda-go/events\"", false),
            ("/p/App.java", "public class App implements RequestHandler<A, B> {", true),
            ("/p/App.java", "public class App {}", false),
            ("/p/App.kt", "import com.amazonaws.services.lambda.runtime.RequestHandler", true),
            ("/p/F.cs", "public string Handle(string input, ILambdaContext context)", true),
            ("/p/app.rb", "def lambda_handler(event:, context:)", true),
            ("/p/main.rs", "use lambda_runtime::{run, Error};", true),
            ("/p/app.py", "def lambda_handler(event, context): ...", false),
        ] {
            assert_eq!(all(&[(path, text)]).len() == 1, expected, "{path}: {text}");
        }
    }
}

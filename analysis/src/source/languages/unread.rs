//! Languages that Lambda runs and lamlint does not read: how a handler in one of them is recognised.
//!
//! A row goes when its language becomes one of [`super::LANGUAGES`].

/// A language that is not read.
#[derive(Debug)]
pub struct Unread {
    /// What people call it.
    pub name: &'static str,
    /// What the names of its files end in, after the dot.
    pub extension: &'static str,
    /// Texts of which a file with a handler has one at least.
    pub marks: &'static [&'static str],
}

/// Every one of them.
///
/// What handlers look like: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html> and the pages of each
/// language there; read 2026-11-25.
pub static UNREAD: &[&Unread] = &[
    &Unread { name: "Go", extension: "go", marks: &["github.com/aws/aws-lambda-go/lambda\""] },
    &Unread {
        name: "Java",
        extension: "java",
        marks: &["implements RequestHandler<", "implements RequestStreamHandler"],
    },
    &Unread {
        name: "Kotlin",
        extension: "kt",
        marks: &["lambda.runtime.RequestHandler", "lambda.runtime.RequestStreamHandler"],
    },
    &Unread { name: "C#", extension: "cs", marks: &["ILambdaContext", "[LambdaFunction"] },
    &Unread {
        name: "Ruby",
        extension: "rb",
        marks: &["def lambda_handler(event:", "def handler(event:", "def self.handler(event:"],
    },
    &Unread { name: "Rust", extension: "rs", marks: &["lambda_runtime::", "lambda_http::"] },
];

/// The language of a file, by its name; whether it has a handler, its text says.
pub fn unread(path: &str) -> Option<&'static Unread> {
    let (_, extension) = path.rsplit_once('.')?;
    UNREAD.iter().copied().find(|row| row.extension == extension)
}

//! What can be said on the command line.
//!
//! Only the words and their help; nothing here acts on them.

use std::num::NonZeroUsize;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use lamlint_analysis::finding::Severity;
use lamlint_analysis::workspace::configuration as config;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Finds what will fail, leak, cost or retry forever in AWS Lambda functions: template and handler read together.
#[derive(Debug, Parser)]
#[command(name = "lamlint", version, styles = STYLES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint templates and their handlers
    Check(Check),
    /// Run the language server on standard input and output
    Lsp(Lsp),
    /// Show a rule's page
    Explain(Explain),
    /// List all rules
    Rules(Rules),
}

#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Check {
    /// Files and folders to lint; the current folder when none is given; `-` reads standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<String>,

    /// Apply the fixes that keep the program's behaviour
    #[arg(long, help_heading = "Fixing")]
    pub(crate) fix: bool,
    /// Apply also the fixes that change what is deployed
    #[arg(long, help_heading = "Fixing")]
    pub(crate) unsafe_fixes: bool,
    /// Print what the fixes would change and write nothing
    #[arg(long, help_heading = "Fixing")]
    pub(crate) diff: bool,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub(crate) format: Format,
    /// Draw each finding, however many there are and however equal
    #[arg(long, help_heading = "Output")]
    pub(crate) all: bool,
    /// Print how often each rule was found instead of each finding
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Color,
    /// Print findings only
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Run only these rules or topics; `help` lists the topics
    #[arg(long, value_name = "RULE|TOPIC", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) select: Vec<String>,
    /// Leave out these rules or topics
    #[arg(long, value_name = "RULE|TOPIC", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// The lowest severity that is shown, and fixed; lower ones are counted [default: warning, or that of --fail-on]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Rules")]
    pub(crate) severity: Option<Level>,
    /// The day for which support of runtimes is judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::today::parse, help_heading = "Rules")]
    pub(crate) today: Option<String>,

    /// The lowest severity that makes the exit code 1 [default: what the configuration says, else warning]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Exit code")]
    pub(crate) fail_on: Option<FailOn>,
    /// Exit with 0 also when there are findings
    #[arg(long, help_heading = "Exit code")]
    pub(crate) exit_zero: bool,

    /// Take this configuration file for everything, and no other
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Configuration")]
    pub(crate) config: Option<String>,
    /// Take no configuration file
    #[arg(long, help_heading = "Configuration")]
    pub(crate) no_config: bool,

    /// The name under which standard input is linted
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub(crate) stdin_filename: Option<String>,
    /// Leave out files and folders that match
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,
    /// Do not respect .gitignore, .ignore and .lamlintignore
    #[arg(long, help_heading = "Files")]
    pub(crate) no_ignore: bool,
    /// Print the files that are read, one a line, and lint nothing
    #[arg(long, hide = true)]
    pub(crate) show_files: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", help_heading = "Files")]
    pub(crate) threads: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub(crate) struct Lsp {
    /// Accepted because many editors give it; there is no other way
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The rule's name
    pub(crate) rule: String,
    /// How the page is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: PageFormat,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// How the list is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading: source lines, notes and fixes
    #[default]
    Human,
    /// One line a finding
    Concise,
    /// For programs
    Json,
    /// Annotations in GitHub Actions
    Github,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum PageFormat {
    #[default]
    Human,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ListFormat {
    #[default]
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// In a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl Level {
    /// The lowest severity of this level.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

impl FailOn {
    /// The lowest severity that fails.
    pub(crate) fn level(self) -> config::Level {
        match self {
            FailOn::Error => config::Level::At(Severity::Error),
            FailOn::Warning => config::Level::At(Severity::Warning),
            FailOn::Info => config::Level::At(Severity::Info),
            FailOn::Never => config::Level::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}

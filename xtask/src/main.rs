//! The maintainer's commands, as `cargo xtask COMMAND`.
//!
//! Each command is a file; this one only picks it. Nothing here is part of the product.

mod bench;
mod carets;
mod install;
mod pictures;
mod program;
mod rule;
mod say;
mod test;
mod vsix;

use std::process::ExitCode;

/// What is typed after `cargo xtask`, what it does, and what runs it.
type Command = (&'static str, &'static str, fn() -> ExitCode);

const COMMANDS: &[Command] = &[
    ("test", "everything that must hold before a change lands; --no-install", test::run),
    ("rule", "begin a rule: NAME TOPIC", rule::run),
    ("bench", "what lamlint costs, as ratios, with the budgets", bench::run),
    ("carets", "write the carets of rule pages in which one stands for a finding", carets::run),
    ("vsix", "package the VS Code extension with a release binary", vsix::run),
    ("pictures", "draw the README's pictures from an example", pictures::run),
];

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    match COMMANDS.iter().find(|(name, ..)| Some(*name) == wanted.as_deref()) {
        Some((_, _, run)) => run(),
        None => usage(),
    }
}

fn usage() -> ExitCode {
    say::error("usage: cargo xtask COMMAND");
    for (name, about, _) in COMMANDS {
        say::error(&format!("  {name:10}{about}"));
    }
    ExitCode::from(2)
}

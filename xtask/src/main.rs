//! The maintainer's commands, as `cargo xtask COMMAND`.
//!
//! Each command is a file; this one only picks it. Nothing here is part of the product.

mod install;
mod program;
mod say;
mod test;
mod vsix;

use std::process::ExitCode;

/// What can be typed after `cargo xtask`, what it does, and what runs it.
const COMMANDS: [Command; 2] = [
    Command {
        name: "test",
        about: "everything that must hold before a change lands",
        run: test::run,
    },
    Command {
        name: "vsix",
        about: "package the VS Code extension with a release binary",
        run: vsix::run,
    },
];

struct Command {
    name: &'static str,
    about: &'static str,
    run: fn() -> ExitCode,
}

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    let command = COMMANDS.iter().find(|command| Some(command.name) == wanted.as_deref());
    let Some(command) = command else {
        usage();
        return ExitCode::from(2);
    };
    (command.run)()
}

fn usage() {
    say::error("usage: cargo xtask COMMAND");
    for Command { name, about, .. } in &COMMANDS {
        say::error(&format!("  {name:8}{about}"));
    }
}

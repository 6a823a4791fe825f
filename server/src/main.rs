//! The `lamlint` program: arguments in, exit code out.
//!
//! Everything that touches disk, terminal, clock or protocol is in this crate; what is right and wrong is not.

mod args;
mod built;
mod check;
mod configuration;
mod counted;
mod discover;
mod disk;
mod explain;
mod filter;
mod fix;
mod load;
mod lsp;
mod output;
mod page;
mod parts;
mod passed;
mod refused;
mod rules;
mod session;
mod stack;
mod terminal;
mod today;
mod unsaved;
mod write;

use std::num::NonZeroUsize;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};
use crate::check::Outcome;
use crate::terminal::complain;

/// Trees of many small parts, read and dropped on all cores: what the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code when lamlint could not do what it was asked to.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    panic::set_hook(Box::new(tell_panic));
    match run(arguments.command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}

fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Check(args)
            if args.select.iter().chain(&args.ignore).any(|name| name == "help") =>
        {
            rules::help(args.color)?;
            Ok(0)
        }
        Command::Check(args) => {
            // The hook has told of a panic.
            let threads = args.threads.map_or(0, NonZeroUsize::get);
            let outcome = stack::spawn("check", threads, move || check::run(&args))?.join();
            Ok(match outcome.unwrap_or(Ok(Outcome::Failed))? {
                Outcome::Clean => 0,
                Outcome::Findings => 1,
                Outcome::Failed => FAILED,
            })
        }
        // The protocol wants an error code when the client left without a word.
        Command::Lsp(_) => Ok(u8::from(!lsp::run()?)),
        Command::Explain(args) => Ok(if explain::run(&args)? { 0 } else { FAILED }),
        Command::Rules(args) => {
            rules::run(&args)?;
            Ok(0)
        }
    }
}

fn tell_panic(info: &PanicHookInfo) {
    let place = info.location().map_or_else(String::new, ToString::to_string);
    let reason = info.payload_as_str().unwrap_or("no reason given");
    complain(&format!(
        "internal failure at {place}: {reason}. This is a fault in lamlint: please report it with the file it read \
         last, at https://github.com/lamlint/lamlint/issues"
    ));
}

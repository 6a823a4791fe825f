//! The real binary on real folders: what a person at a terminal, or a program, gets to see.

#[path = "cli/configuration.rs"]
mod configuration;
#[path = "cli/fixing.rs"]
mod fixing;
#[path = "cli/linking.rs"]
mod linking;
#[path = "cli/loading.rs"]
mod loading;
#[path = "cli/nothing.rs"]
mod nothing;
#[path = "cli/output.rs"]
mod output;
#[path = "project.rs"]
mod project;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/screen.rs"]
mod screen;

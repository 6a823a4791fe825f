//! How files look: their size, their name, their header, and what must not stand in them.

use crate::files::{File, all, assert_none};

const RULE_LINES: usize = 200;
const OTHER_LINES: usize = 400;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

const FORBIDDEN_NAMES: &[&str] =
    &["common", "core", "helper", "helpers", "manager", "misc", "shared", "util", "utils"];

/// Where the machines of those who write lamlint keep their files; written in parts so that this file passes.
const MACHINE_PATHS: &[[&str; 2]] =
    &[["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Use", "rs/"]];

fn sizes(files: &[File]) -> Vec<String> {
    let too_long = |file: &&File| {
        let parts: Vec<&str> = file.path.split('/').collect();
        let is_rule =
            matches!(parts[..], ["rules", "src", _, _]) && file.text.contains("static RULE:");
        let most = if is_rule { RULE_LINES } else { OTHER_LINES };
        let lines = file.text.lines().count();
        let is_known = LONGER.iter().any(|(path, _)| *path == file.path);
        (lines > most && !is_known).then(|| format!("{}: {lines} lines, at most {most}", file.path))
    };
    files.iter().filter(|file| file.is_rust()).filter_map(|file| too_long(&file)).collect()
}

fn names(files: &[File]) -> Vec<String> {
    let forbidden = |file: &&File| file.names().any(|name| FORBIDDEN_NAMES.contains(&name));
    let rust = files.iter().filter(|file| file.is_rust());
    rust.filter(forbidden)
        .map(|file| format!("{}: name it after what it does", file.path))
        .collect()
}

fn headers(files: &[File]) -> Vec<String> {
    let rust = files.iter().filter(|file| file.is_rust() && !file.path.starts_with("examples/"));
    let bare = rust.filter(|file| !file.text.starts_with("//! "));
    bare.map(|file| format!("{}: begin with `//!` and what it is for", file.path)).collect()
}

fn machine_paths(files: &[File]) -> Vec<String> {
    let found = |file: &File| {
        MACHINE_PATHS.iter().map(|parts| parts.concat()).find_map(|path| {
            let line = file.text.lines().position(|line| line.contains(&path))? + 1;
            Some(format!("{}:{line}: holds the path of a machine, {path}", file.path))
        })
    };
    let written = files.iter().filter(|file| file.path != "Cargo.lock");
    written.filter_map(found).collect()
}

#[test]
fn files_are_short() {
    assert_none(&sizes(&all()));
}

#[test]
fn files_are_named_after_what_they_do() {
    assert_none(&names(&all()));
}

#[test]
fn modules_say_what_they_are_for() {
    assert_none(&headers(&all()));
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    assert_none(&machine_paths(&all()));
}

#[test]
fn the_checks_can_complain() {
    type Check = fn(&[File]) -> Vec<String>;
    let long_rule = format!("static RULE: x\n{}", "\n".repeat(200));
    for (check, path, text, complains) in [
        (sizes as Check, "rules/src/sizing/x.rs", long_rule.as_str(), true),
        (sizes, "rules/src/sizing/x/tests.rs", &long_rule, false),
        (sizes, "server/src/x.rs", &"\n".repeat(401), true),
        (sizes, "server/src/x.rs", &"\n".repeat(400), false),
        (names, "server/src/utils.rs", "", true),
        (names, "server/src/helpers/x.rs", "", true),
        (names, "server/src/x.rs", "", false),
        (headers, "server/src/x.rs", "use x;", true),
        (headers, "server/src/x.rs", "//! For x.", false),
        (machine_paths, "README.md", &["a\nsee /ro", "ot/x"].concat(), true),
        (machine_paths, "README.md", "a\nsee /tmp/x", false),
    ] {
        assert_eq!(!check(&[File::new(path, text)]).is_empty(), complains, "{path}");
    }
}

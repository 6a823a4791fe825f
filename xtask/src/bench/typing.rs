//! What a keystroke costs: in one project, among other ones, in a handler that many functions share.

use std::fs;

use anyhow::Result;

use super::Programs;
use super::figure::{at_most, told};
use super::keystrokes::{self, Typed, Typing};
use super::projects::{self, Project, place};
use crate::say;

/// Templates in the workspace beside the one that is typed in.
const OTHERS: usize = 400;

/// How much longer a keystroke may take among them, ms.
const AMONG: f64 = 1.0;

/// The most memory of a server with [`FUNCTIONS`] functions, MB.
const MEMORY: f64 = 60.0;
const FUNCTIONS: usize = 100;

/// What is typed into most projects. Half of it does not parse on the way.
const TYPED: [Typed; 2] = [
    Typed {
        path: "template.yaml",
        text: "      Timeout: 45\n",
        above: "      Architectures: [arm64]",
    },
    Typed {
        path: "worker0/app.py",
        text: "    print(json.dumps(event[\"Records\"]))\n",
        above: "    failures = []",
    },
];

/// What is typed where all functions share a handler.
const TYPED_IN_SHARED: [Typed; 2] =
    [TYPED[0], Typed { path: "code/app.py", text: TYPED[1].text, above: TYPED[1].above }];

/// Measures all of it.
pub(crate) fn all(programs: &Programs) -> Result<()> {
    say::line("── typing");
    let small = projects::project(20, 50_000);
    let alone = typing(programs, "50 kB, 20 functions", &small, &TYPED, 5.0)?;
    let mut crowd = small.clone();
    place(&mut crowd, "others", projects::alike(OTHERS, 4));
    let name = format!("50 kB, 20 functions, among {OTHERS} templates");
    typing(programs, &name, &crowd, &TYPED, alone.within(0.95) + AMONG)?;
    typing(programs, "500 kB, 200 functions", &projects::project(200, 500_000), &TYPED, 20.0)?;
    let shared = projects::shared(200, 100);
    let name = "500 kB, 200 functions share a handler, 20,000 variables";
    typing(programs, name, &shared, &TYPED_IN_SHARED, 20.0)?;
    memory(programs)
}

fn typing(
    programs: &Programs,
    name: &str,
    project: &Project,
    typed: &[Typed],
    most: f64,
) -> Result<Typing> {
    let folder = programs.folder.join("typed-in");
    projects::write(&folder, project)?;
    let typing = keystrokes::measure(&programs.lamlint, &folder, project, typed);
    fs::remove_dir_all(&folder)?;
    let typing = typing?;
    say::line(name);
    told("    half of the keystrokes within", Some(typing.within(0.5)), "ms");
    at_most("    95 of 100 keystrokes within, ms", typing.within(0.95), most);
    told("    memory of the server", typing.memory, "MB");
    Ok(typing)
}

fn memory(programs: &Programs) -> Result<()> {
    let project = projects::project(FUNCTIONS, 0);
    let folder = programs.folder.join("typed-in");
    projects::write(&folder, &project)?;
    let typing = keystrokes::measure(&programs.lamlint, &folder, &project, &TYPED)?;
    let name = format!("memory of the server, {FUNCTIONS} functions, MB");
    if let Some(memory) = typing.memory {
        at_most(&name, memory, MEMORY);
    }
    Ok(fs::remove_dir_all(folder)?)
}

//! `lamlint check`: one run over what was named.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{self, Read, Write};
use std::mem;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, anyhow, bail};
use ignore::overrides::{Override, OverrideBuilder};
use lamlint_analysis::Workspace;
use lamlint_analysis::files::{Content, paths};
use lamlint_analysis::finding::{Finding, Fix, Safety, Severity};
use lamlint_analysis::text::{Encoding, Span};
use lamlint_analysis::workspace::Choice;
use lamlint_analysis::workspace::configuration::Level;
use lamlint_rules::RULES;

use crate::args::{Check, FailOn, Format};
use crate::configuration::look_around;
use crate::discover::{Exclusion, is_source};
use crate::disk::{self, Disk, Problem};
use crate::filter::Filter;
use crate::fix::{Fixed, fix};
use crate::load::{self, Unread};
use crate::output::texts::Texts;
use crate::output::{self, Report, diff, nothing};
use crate::parts::{self, Cut};
use crate::passed::{self, Passed};
use crate::refused::refused;
use crate::terminal::{Terminal, complain, print};
use crate::{counted, today, write};

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at the `--fail-on` level or above.
    Clean,
    /// Findings; with `--diff`, something to change.
    Findings,
    /// Something that was named could not be read, something that was asked for could not be done, or there was
    /// nothing to check.
    Failed,
}

/// One run: what was read, and where the person stands.
#[derive(Debug)]
struct Run<'a> {
    args: &'a Check,
    here: String,
    filter: Filter,
    exclusion: Exclusion,
    workspace: Workspace,
    disk: Disk,
    /// The path of what came in through the standard input.
    stdin: Option<String>,
    /// When set, only findings in these files are shown: others were read for context only.
    shown: Option<BTreeSet<String>>,
    unread: Vec<Unread>,
    passed: Vec<Passed>,
}

/// Lints what was named and prints what was found.
pub(crate) fn run(args: &Check) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    if let Some(sentence) = refused(args) {
        bail!(sentence);
    }
    let mut run = Run::new(args)?;
    run.load()?;
    if args.show_files {
        run.show_files()?;
        return Ok(Outcome::Clean);
    }
    let unsafe_only = if args.diff && !args.unsafe_fixes { run.unsafe_fixes() } else { Vec::new() };
    let fixed =
        if args.fix || args.unsafe_fixes || args.diff { run.fix() } else { Fixed::default() };
    let mut failed = run.tell_unread() | run.tell_unreadable_configuration();
    fixed.tell_rest(&run.workspace, &run.here);
    if args.diff {
        run.print_diff(&fixed)?;
    } else {
        failed |= !run.write(&fixed)?;
    }
    let findings = run.findings();
    let report = Report {
        workspace: &run.workspace,
        texts: &Texts::new(&run.workspace, &run.disk),
        here: &run.here,
        findings: &findings,
        lowest: run.filter.lowest(run.fail_on()),
        all: args.all,
        summary: counted::summary(&run.workspace, run.shown.as_ref()),
        passed: &run.passed,
        fixed: fixed.fixes,
        took: started.elapsed(),
    };
    if report.is_nothing() {
        nothing::tell(&args.paths, &report, Terminal::new(args.color).prose());
        failed = true;
    }
    if !args.diff {
        output::print(args, &report, run.prints_text())?;
    }
    let fail_on = run.fail_on();
    let fails = |finding: &Finding| match fail_on {
        Level::At(severity) => finding.severity >= severity,
        Level::Off => false,
    };
    if args.diff && !args.quiet && !report.is_nothing() {
        diff::tell_rest(fixed.texts.is_empty(), &unsafe_only);
    }
    let is_found = if args.diff { !fixed.texts.is_empty() } else { findings.iter().any(fails) };
    let outcome = if failed {
        Outcome::Failed
    } else if is_found && !args.exit_zero {
        Outcome::Findings
    } else {
        Outcome::Clean
    };
    // The program ends now: taking every tree apart first would only take time.
    mem::forget(run);
    Ok(outcome)
}

impl Run<'_> {
    fn new(args: &Check) -> anyhow::Result<Run<'_>> {
        let here = env::current_dir().context("the current folder is gone; go to another one")?;
        let here = disk::absolute(&here, Path::new(""))
            .context("the path of the current folder is not UTF-8; run lamlint from another one")?;
        let exclusion = Exclusion {
            no_ignore: args.no_ignore,
            globs: globs(&here, &args.exclude)?,
            ..Exclusion::default()
        };
        let mut run = Run {
            args,
            filter: Filter::new(args).map_err(|error| anyhow!(error))?,
            exclusion,
            workspace: Workspace::new(RULES, &args.today.clone().unwrap_or_else(today::today)),
            disk: Disk::default(),
            stdin: None,
            shown: None,
            unread: Vec::new(),
            passed: Vec::new(),
            here,
        };
        run.configure()?;
        Ok(run)
    }

    /// Says which configuration files count.
    fn configure(&mut self) -> anyhow::Result<()> {
        let selected = self.filter.selected().to_vec();
        let Some(name) = &self.args.config else {
            let choice = if self.args.no_config { Choice::Nothing } else { Choice::Nearest };
            self.workspace.configure(choice, &selected);
            return Ok(());
        };
        let path = disk::absolute(Path::new(&self.here), Path::new(name))
            .with_context(|| format!("--config {name}: the path is not UTF-8"))?;
        self.disk.enter(&self.here, &path);
        let text = self.disk.text(&path);
        let text = text.map_err(|problem| anyhow!("--config {name}: {}", problem.advice()))?;
        let choice = Choice::Only { path: path.clone(), folder: self.here.clone() };
        self.workspace.configure(choice, &selected);
        self.workspace.answer(&path, Content::Text(text));
        Ok(())
    }

    /// The lowest severity that fails: as the command line says, else the configuration of the current folder.
    fn fail_on(&self) -> Level {
        let configured = || self.workspace.configuration(&self.here)?.fail_on();
        let level = self.args.fail_on.map(FailOn::level).or_else(configured);
        level.unwrap_or(Level::At(Severity::Warning))
    }

    fn load(&mut self) -> anyhow::Result<()> {
        let mut named = Vec::new();
        for path in &self.args.paths {
            let name = match path.as_str() {
                "-" => self.read_stdin()?,
                path => disk::without_place(&self.here, path).to_owned(),
            };
            named.extend(disk::absolute(Path::new(&self.here), Path::new(&name)));
        }
        if self.args.paths.is_empty() {
            named.push(self.here.clone());
        }
        named.sort();
        named.dedup();
        let mut found = BTreeMap::new();
        for path in &named {
            let place = (self.here.as_str(), path.as_str());
            let loaded = load::find(&mut self.workspace, &mut self.disk, place, &self.exclusion);
            found.extend(loaded.files);
            self.unread.extend(loaded.unread);
            self.passed.extend(loaded.passed);
        }
        passed::sort(&mut self.passed);
        let here = [self.here.as_str()];
        self.unread.extend(look_around(&mut self.workspace, &self.disk, here));
        let sources: Vec<&String> = named.iter().filter(|path| is_source(path)).collect();
        let with_edits = self.args.format == Format::Json;
        let needs_all = self.needs_all() || !sources.is_empty();
        let cut = if needs_all { Cut::NONE } else { Cut { with_edits, ..Cut::FINDINGS } };
        let files = found.into_iter().collect();
        self.unread.extend(parts::check(&mut self.workspace, &self.disk, files, cut));
        if !sources.is_empty() {
            self.load_context(&sources);
        }
        Ok(())
    }

    /// Whether everything has to be known at the end: fixes are made round by round.
    fn needs_all(&self) -> bool {
        let args = self.args;
        args.fix || args.unsafe_fixes || args.diff || args.show_files || self.stdin.is_some()
    }

    /// Who names a handler wants to know what is wrong in it, which its template may say, but not what is wrong
    /// in the template and in the other handlers.
    fn load_context(&mut self, sources: &[&String]) {
        self.shown = Some(self.workspace.paths().map(str::to_owned).collect());
        for source in sources {
            load::add_templates_above(&mut self.workspace, &self.disk, source);
        }
        self.unread.extend(load::fill(&mut self.workspace, &self.disk));
    }

    /// Takes the standard input as a file; gives its name.
    fn read_stdin(&mut self) -> anyhow::Result<String> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("the standard input cannot be read")?;
        let text = disk::text(bytes).map_err(|problem| {
            anyhow!("the standard input cannot be read: {}", problem.advice())
        })?;
        let is_json = text.as_str().trim_start().starts_with('{');
        let name = match &self.args.stdin_filename {
            Some(name) => name.as_str(),
            None if is_json => "template.json",
            None => "template.yaml",
        };
        let path = disk::absolute(Path::new(&self.here), Path::new(name))
            .context("the name of the standard input is not UTF-8")?;
        self.disk.open(&path, text);
        self.stdin = Some(path);
        Ok(name.to_owned())
    }

    fn show_files(&self) -> io::Result<()> {
        let read = self.workspace.paths().filter(|path| self.workspace.text(path).is_some());
        print(|out| {
            for path in read {
                writeln!(out, "{}", paths::relative(&self.here, path))?;
            }
            Ok(())
        })
    }

    fn fix(&mut self) -> Fixed {
        let (args, filter, disk_of, shown) = (self.args, &self.filter, &self.stdin, &self.shown);
        let exclusion = &self.exclusion;
        fix(&mut self.workspace, &mut self.disk, |workspace, finding, fix: &Fix| {
            let path = workspace.path(finding.at.file);
            let may_write =
                |file| disk_of.as_deref().is_none_or(|stdin| stdin == workspace.path(file));
            (fix.safety == Safety::Safe || args.unsafe_fixes)
                && filter.fixes(finding)
                && is_shown(shown.as_ref(), exclusion, path)
                && fix.edits.iter().all(|edit| may_write(edit.at.file))
        })
    }

    /// What only `--unsafe-fixes` would change: each fix with its place.
    fn unsafe_fixes(&mut self) -> Vec<String> {
        let all = self.workspace.findings();
        let findings = self.to_show(all);
        let wanted = findings.iter().filter(|finding| self.filter.fixes(finding));
        let fixes = wanted.filter_map(|finding| Some((finding.at, finding.fix.as_ref()?)));
        let fixes = fixes.filter(|(_, fix)| fix.safety == Safety::Unsafe);
        let (workspace, here) = (&self.workspace, self.here.as_str());
        let line = |(at, fix): (Span, &Fix)| {
            format!("{} {}", output::place(workspace, here, at), fix.title)
        };
        fixes.map(line).collect()
    }

    /// Everything to show, once and for all.
    fn findings(&mut self) -> Vec<Finding> {
        let all = self.workspace.take_findings();
        self.to_show(all)
    }

    /// Those to show, by printed path, place and rule.
    fn to_show(&self, all: BTreeMap<String, Vec<Finding>>) -> Vec<Finding> {
        let mut shown: Vec<(String, Vec<Finding>)> = Vec::new();
        for (path, mut findings) in all {
            if is_shown(self.shown.as_ref(), &self.exclusion, &path) {
                findings.retain(|finding| self.filter.counts(finding));
                findings.sort_by_key(|finding| (finding.at.start, finding.rule, finding.at.end));
                shown.push((paths::relative(&self.here, &path), findings));
            }
        }
        shown.sort_by(|(one, _), (other, _)| one.cmp(other));
        shown.into_iter().flat_map(|(_, findings)| findings).collect()
    }

    /// Says what could not be read; `true` when it was named.
    fn tell_unread(&mut self) -> bool {
        self.unread.sort();
        self.unread.dedup_by(|one, other| one.path == other.path);
        let (outside, unread): (Vec<&Unread>, Vec<&Unread>) = self
            .unread
            .iter()
            .partition(|unread| unread.problem == Problem::Outside && !unread.named);
        for unread in unread {
            let path = paths::relative(&self.here, &unread.path);
            complain(&format!("cannot read {path}: {}", unread.problem.advice()));
        }
        if let Some(first) = outside.first() {
            let path = paths::relative(&self.here, &first.path);
            let more = match outside.len() {
                1 => String::new(),
                number => format!(" and {} more", number - 1),
            };
            complain(&format!("did not read {path}{more}: {}", first.problem.advice()));
        }
        self.unread.iter().any(|unread| unread.named)
    }

    /// Says which configuration files cannot be read; `true` when there are any: what they would leave out is shown.
    fn tell_unreadable_configuration(&self) -> bool {
        let mut any = false;
        for (path, error) in self.workspace.unreadable_configurations() {
            let line = self
                .workspace
                .text(path)
                .map_or(0, |text| text.position(error.at.start, Encoding::Characters).line);
            let path = paths::relative(&self.here, path);
            let place = format!("{path}:{}", line + 1);
            complain(&format!("cannot read the configuration at {place}: {}", error.message));
            any = true;
        }
        any
    }

    /// Whether the standard output takes a fixed text, so that findings have to go elsewhere.
    fn prints_text(&self) -> bool {
        self.stdin.is_some() && (self.args.fix || self.args.unsafe_fixes)
    }

    /// Writes fixed files to the disk, or the fixed standard input to the standard output; `false` when some could
    /// not be written.
    fn write(&self, fixed: &Fixed) -> io::Result<bool> {
        if let Some(text) = self.stdin.as_deref().and_then(|path| self.workspace.text(path))
            && self.prints_text()
        {
            print(|out| out.write_all(text.as_str().as_bytes()))?;
            return Ok(true);
        }
        let mut all = true;
        for (path, (before, after)) in &fixed.texts {
            if let Err(reason) = write::write(&self.disk, path, before.as_str(), after.as_str()) {
                let path = paths::relative(&self.here, path);
                complain(&format!("cannot write {path}: {reason}"));
                all = false;
            }
        }
        Ok(all)
    }

    fn print_diff(&self, fixed: &Fixed) -> io::Result<()> {
        let terminal = Terminal::new(self.args.color);
        print(|out| {
            for (path, (before, after)) in &fixed.texts {
                let path = paths::relative(&self.here, path);
                diff::print(out, &path, (before.as_str(), after.as_str()), terminal)?;
            }
            Ok(())
        })
    }
}

fn is_shown(shown: Option<&BTreeSet<String>>, exclusion: &Exclusion, path: &str) -> bool {
    shown.is_none_or(|shown| shown.contains(path)) && !exclusion.excludes(path)
}

fn globs(here: &str, globs: &[String]) -> anyhow::Result<Override> {
    let mut builder = OverrideBuilder::new(here);
    for glob in globs {
        builder.add(&format!("!{glob}")).with_context(|| format!("--exclude {glob}"))?;
    }
    Ok(builder.build()?)
}

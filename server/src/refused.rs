//! Combinations of arguments that make no sense, each with a sentence that says what to do instead.

use crate::args::{Check, Format};

/// Why what was asked for makes no sense; `None` when it does.
pub(crate) fn refused(args: &Check) -> Option<&'static str> {
    let format = args.format;
    let fixes = args.fix || args.unsafe_fixes;
    let reads_stdin = args.paths.iter().any(|path| path == "-");
    let rows = [
        (
            args.diff && format != Format::Human,
            "--diff prints a diff and no findings; leave out --format",
        ),
        (
            args.diff && args.statistics,
            "--diff prints a diff and no findings; leave out --statistics",
        ),
        (args.diff && args.all, "--diff prints a diff and no findings; leave out --all"),
        (
            args.statistics && matches!(format, Format::Json | Format::Github),
            "--statistics prints a table for people; leave out --format",
        ),
        (
            args.statistics && args.all,
            "--statistics counts findings and --all shows each; leave out one of them",
        ),
        (
            args.severity.is_some() && format == Format::Json && !fixes,
            "--format json always holds all findings; leave out --severity",
        ),
        (
            args.exit_zero && args.fail_on.is_some(),
            "--exit-zero and --fail-on contradict each other; leave out one of them",
        ),
        (
            args.stdin_filename.is_some() && !reads_stdin,
            "--stdin-filename names what comes through the standard input; give `-` as a path",
        ),
    ];
    rows.into_iter().find(|(is_given, _)| *is_given).map(|(_, sentence)| sentence)
}

//! What the rules about numeric limits have in common. No rule by itself.

use lamlint_analysis::model::{Change, Function, Setting};
use lamlint_analysis::tables::quotas::Quota;
use lamlint_analysis::{Findings, Program, Safety};

use crate::written;

/// Reports every possible value of a setting that lies outside a quota, with the nearest one up to `most`.
/// Functions with special capacity have other limits and are left alone.
pub(crate) fn report(
    program: &Program,
    findings: &mut Findings,
    setting: fn(&Function) -> Option<&Setting<i64>>,
    (quota, most): (Quota, i64),
    what: &str,
    unit: &str,
) {
    let functions = program.functions().iter().filter(|one| one.special_capacity.is_none());
    for written in written::written(functions, setting) {
        let value = *written.value;
        if (quota.min..=quota.max).contains(&value) {
            continue;
        }
        let nearest = value.clamp(quota.min, most);
        let names = written::names(&written.functions);
        let message = format!("{names} cannot be deployed with a {what} of {value} {unit}");
        let direction = if nearest < value { "Lower" } else { "Raise" };
        let finding = written.report(program, findings, message);
        finding.label(format!("Lambda allows {} to {} {unit}", quota.min, quota.max));
        if program.is_written_as(written.at, &value.to_string()) {
            // Nothing is deployed with this value that could change. A parameter may also stand elsewhere, where it works.
            let is_own = |function: &&Function| {
                setting(function).is_some_and(|setting| setting.at.contains(written.at))
            };
            let own = written.functions.iter().all(is_own);
            finding.fix(
                if own { Safety::Safe } else { Safety::Unsafe },
                format!("{direction} the {what} to {nearest} {unit}"),
                Change::Replace { at: written.at, value: nearest.into() },
            );
        }
    }
}

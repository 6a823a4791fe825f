//! What the rules about numeric limits have in common. No rule by itself.

use lamlint_analysis::model::{Function, Setting};
use lamlint_analysis::tables::quotas::Quota;
use lamlint_analysis::{Findings, Project, Safety};

/// Reports every possible value of a function's setting that lies outside a quota, with the nearest allowed one.
pub(crate) fn report(
    project: &Project,
    findings: &mut Findings,
    function: &Function,
    setting: &Setting<i64>,
    quota: Quota,
    what: &str,
    unit: &str,
) {
    if function.special_capacity.is_some() {
        return;
    }
    for (at, value) in setting.each() {
        let nearest = (*value).clamp(quota.min, quota.max);
        if nearest == *value {
            continue;
        }
        let name = &function.name;
        let direction = if nearest < *value { "Lower" } else { "Raise" };
        let finding = findings
            .report(at, format!("{name} cannot be deployed with a {what} of {value} {unit}"))
            .label(format!("Lambda allows {} to {} {unit}", quota.min, quota.max))
            .function(name)
            .fix(
                Safety::Unsafe,
                format!("{direction} to {nearest} {unit}"),
                project.replace(at, &nearest.to_string()),
            );
        if project.is_elsewhere(at, function) {
            finding.note(function.at, format!("{name} takes it from there"));
        }
    }
}

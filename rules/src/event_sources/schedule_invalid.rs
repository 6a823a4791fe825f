//! # schedule-invalid
//!
//! EventBridge does not take the schedule, so the deployment fails.
//!
//! A cron expression has six fields: minutes, hours, day of month, month, day of week, year. One of the two day
//! fields has to be `?`. In a rate the unit agrees with the number: `1 minute`, `5 minutes`.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Often: { Type: Schedule, Properties: { Schedule: rate(1 minutes) } }
//!         #                                                ^^^^^^^^^^^^^^^ 1 takes the unit minute
//!         Nightly: { Type: Schedule, Properties: { Schedule: cron(0 3 * * *) } }
//!         #                                                  ^^^^^^^^^^^^^^^ cron takes six fields (minutes to year), not 5
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Often: { Type: Schedule, Properties: { Schedule: rate(1 minute) } }
//!         Nightly: { Type: Schedule, Properties: { Schedule: cron(0 3 * * ? *) } }
//! ```
//!
//! ## Fix
//!
//! - **Write …** · safe, unless the text is a parameter's · Nothing is deployed with such a schedule that could
//!   change; a parameter, a mapping or an anchor may also stand elsewhere, where it works.
//!
//! ## Exceptions
//!
//! A fix is offered where only one schedule can have been meant. It is safe, since nothing can be deployed with the old
//! one, unless that is written in a parameter, which may be used elsewhere too. EventBridge Scheduler also takes one-time `at(…)`
//! and any form of the unit. Forms whose meaning AWS leaves open are not judged.
//!
//! ## References
//!
//! - [Schedule patterns of rules](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html)
//! - [Schedule types of EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)

use lamlint_analysis::model::{Change, schedule_fault};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "schedule-invalid",
    topic: Topic::EventSources,
    severity: Severity::Error,
    fix: FixKind::Safe,
    page: include_str!("schedule_invalid.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let schedules = program.schedules().iter().flat_map(|schedule| {
        let expressions = schedule.expression.each();
        expressions.map(move |(at, text)| (at, (text, schedule.scheduler), schedule))
    });
    for (at, (expression, scheduler), shared) in written::by_place(schedules) {
        // An empty one stands for none: beside a pattern, or where a condition leaves its rule out.
        let fault = schedule_fault(expression, scheduler).filter(|_| !expression.is_empty());
        let Some(fault) = fault else { continue };
        let names: Vec<&str> = shared.iter().map(|schedule| schedule.name.as_str()).collect();
        let names = written::listed(&names);
        let finding = findings
            .report(at, format!("{names} cannot be deployed with the schedule {expression}"))
            .label(fault.reason);
        let Some(meant) = fault.meant.filter(|_| program.is_written_as(at, expression)) else {
            continue;
        };
        // Nothing is deployed with this text that could change. A parameter may also stand elsewhere, where it works.
        let own = shared.iter().all(|schedule| schedule.expression.at.contains(at));
        finding.fix(
            if own { Safety::Safe } else { Safety::Unsafe },
            format!("Write {meant}"),
            Change::Replace { at, value: meant.into() },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::Rule;
    use lamlint_analysis::Safety;
    use lamlint_analysis::fixture::{check_template, run};

    #[test]
    fn a_fix_is_safe_unless_a_parameter_holds_the_schedule() {
        static RULES: [&Rule; 1] = [&RULE];
        let parameter = "Parameters: { When: { Type: String, Default: rate(1 days) } }\n";
        for (written, expected) in [
            ("rate(1 days)", Safety::Safe),
            ("!If [Test, rate(1 day), rate(1 days)]", Safety::Safe),
            ("!Ref When", Safety::Unsafe),
        ] {
            let template = format!(
                "{parameter}Conditions: {{ Test: !Equals [!Ref AWS::Region, eu-west-1] }}\nResources:\n  A: {{ Type: AWS::Events::Rule, Properties: {{ ScheduleExpression: {written} }} }}\n"
            );
            let checked = run(&RULES, &[("template.yaml".to_owned(), template)].into());
            let findings = checked.findings.into_values().flatten();
            let safeties: Vec<_> =
                findings.filter_map(|finding| finding.fix.map(|fix| fix.safety)).collect();
            assert_eq!(safeties, [expected], "{written}");
        }
    }

    #[test]
    fn an_empty_schedule_stands_for_none() {
        for (parameters, properties) in [
            ("", "EventPattern: { source: [aws.guardduty] }, ScheduleExpression: ''"),
            ("Parameters: { S: { Type: String, Default: '' } }\n", "ScheduleExpression: !Ref S"),
        ] {
            check_template(
                &RULE,
                &format!(
                    "\n{parameters}Resources:\n  R: {{ Type: AWS::Events::Rule, Properties: {{ {properties} }} }}\n"
                ),
            );
        }
    }

    #[test]
    fn rules_schedules_and_parameters_are_judged_where_they_are_written() {
        check_template(
            &RULE,
            "
Parameters: { When: { Type: String, Default: every day } }
#                                            ^^^^^^^^^ a schedule is rate(…) or cron(…)
Conditions: { Test: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  A: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !Ref When } }
  B: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !If [Test, rate(1 day), rate(1 days)] } }
  #                                                                                       ^^^^^^^^^^^^ 1 takes the unit day
  C: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'cron(0 3 * * * *)' } }
  #                                                                      ^^^^^^^^^^^^^^^^^^^ one of day of month and day of week has to be ?
",
        );
    }

    #[test]
    fn valid_and_unknown_schedules_are_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Parameters: { When: { Type: String }, Minutes: { Type: Number, Default: 5 }, Days: { Type: Number, Default: 1 } }
Conditions: { Single: !Equals [!Ref Days, 1] }
Resources:
  A: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !Ref When } }
  B: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !Sub 'rate(${Minutes} minutes)' } }
  C: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !Ref AWS::NoValue, EventPattern: {} } }
  D: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'at(2026-12-24T18:00:00)' } }
  E: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: '{{resolve:ssm:/when}}' } }
  F: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !If [Single, !Sub 'rate(${Days} day)', !Sub 'rate(${Days} days)'] } }
",
        );
    }

    #[test]
    fn a_default_counts_within_a_longer_text() {
        check_template(
            &RULE,
            "
Parameters: { Minutes: { Type: Number, Default: 1 } }
Resources:
  A: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: !Sub 'rate(${Minutes} minutes)' } }
  #                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1 takes the unit minute
",
        );
    }
}

//! The grammar of schedules: `rate(…)`, `cron(…)`, and the Scheduler's `at(…)`.
//!
//! Says what AWS would refuse. Where its documentation leaves a form open (ranges that run backwards, steps larger
//! than the field), the form counts as fine. It does not say when a schedule runs.
//!
//! <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html> and
//! <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>, read 2026-11-24.

/// What is wrong with a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleFault {
    /// A few words.
    pub reason: String,
    /// The expression that was surely meant.
    pub meant: Option<String>,
}

/// A field of a cron expression: its name, its numbers, its words (the first stands for the first number), and
/// whether it is about days, which know more signs.
struct Field {
    name: &'static str,
    min: u32,
    max: u32,
    words: &'static [&'static str],
    day: bool,
}

const FIELDS: [Field; 6] = [
    Field { name: "minute", min: 0, max: 59, words: &[], day: false },
    Field { name: "hour", min: 0, max: 23, words: &[], day: false },
    Field { name: "day of month", min: 1, max: 31, words: &[], day: true },
    Field {
        name: "month",
        min: 1,
        max: 12,
        words: &[
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ],
        day: false,
    },
    Field {
        name: "day of week",
        min: 1,
        max: 7,
        words: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
        day: true,
    },
    Field { name: "year", min: 1970, max: 2199, words: &[], day: false },
];

/// What is wrong with an expression; `None` when AWS takes it. One-time `at(…)` is for the Scheduler only.
pub fn schedule_fault(expression: &str, scheduler: bool) -> Option<ScheduleFault> {
    let inner = |name: &str| expression.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    match (inner("rate"), inner("cron"), inner("at")) {
        (Some(rate), ..) => rate_fault(rate, scheduler),
        (_, Some(cron), _) => cron_fault(cron),
        (_, _, Some(at)) if scheduler => at_fault(at),
        (_, _, Some(_)) => Some(fault("rules of EventBridge take rate(…) and cron(…), not at(…)")),
        _ if scheduler => Some(fault("a schedule is rate(…), cron(…) or at(…)")),
        _ => Some(fault("a schedule is rate(…) or cron(…)")),
    }
}

fn fault(reason: impl Into<String>) -> ScheduleFault {
    ScheduleFault { reason: reason.into(), meant: None }
}

fn rate_fault(inner: &str, scheduler: bool) -> Option<ScheduleFault> {
    let parts: Vec<&str> = inner.split_whitespace().collect();
    let [number, unit] = parts[..] else { return Some(fault("rate takes a number and a unit")) };
    let Ok(count) = number.parse::<u32>() else {
        return Some(fault(format!("{number} is no whole number")));
    };
    let singular = unit.strip_suffix('s').unwrap_or(unit);
    if !["minute", "hour", "day"].contains(&singular) {
        return Some(fault(format!("{unit} is not minutes, hours or days")));
    }
    if count == 0 {
        return Some(fault("a rate is at least 1"));
    }
    let right = if count == 1 { singular.to_owned() } else { format!("{singular}s") };
    // The Scheduler does not ask for number and unit to agree.
    if scheduler || unit == right {
        return None;
    }
    let reason = format!("{count} takes the unit {right}");
    Some(ScheduleFault { reason, meant: Some(format!("rate({count} {right})")) })
}

fn cron_fault(inner: &str) -> Option<ScheduleFault> {
    let parts: Vec<&str> = inner.split_whitespace().collect();
    let [_, _, month_day, _, week_day, _] = parts[..] else {
        let count = parts.len();
        let reason = format!("cron takes six fields (minutes to year), not {count}");
        return Some(ScheduleFault { reason, meant: from_unix(&parts) });
    };
    for (field, text) in FIELDS.iter().zip(&parts) {
        // Empty items are passed over: `5, 0, 1, *, ?, *` with commas behind each field works.
        let mut items = text.split(',').filter(|item| !item.is_empty()).peekable();
        if items.peek().is_none() {
            return Some(fault(format!("{text} is no {}", field.name)));
        }
        if let Some(wrong) = items.find(|item| !is_item(field, item)) {
            return Some(fault(format!("{wrong} is no {}", field.name)));
        }
    }
    let open = |field: &str| field.trim_matches(',') == "?";
    match (open(month_day), open(week_day)) {
        (true, true) => Some(fault("only one of day of month and day of week can be ?")),
        (false, false) => {
            let reason = "one of day of month and day of week has to be ?".to_owned();
            Some(ScheduleFault { reason, meant: with_question_mark(&parts) })
        }
        _ => None,
    }
}

/// The expression that five fields as of Unix's cron stand for. Numbers of weekdays differ and are left alone.
fn from_unix(parts: &[&str]) -> Option<String> {
    let [.., week_day] = parts[..] else { return None };
    if parts.len() != 5 || week_day.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let six: Vec<&str> = parts.iter().copied().chain(["*"]).collect();
    with_question_mark(&six).filter(|meant| schedule_fault(meant, false).is_none())
}

/// `?` in place of a `*` that says nothing beside the other day field.
fn with_question_mark(parts: &[&str]) -> Option<String> {
    let mut parts = parts.to_vec();
    let place = [4, 2].into_iter().find(|place| parts.get(*place) == Some(&"*"))?;
    parts[place] = "?";
    Some(format!("cron({})", parts.join(" ")))
}

fn is_item(field: &Field, item: &str) -> bool {
    let (base, step) = item.split_once('/').map_or((item, None), |(base, step)| (base, Some(step)));
    if step.is_some_and(|step| step.parse::<u32>().is_err()) {
        return false;
    }
    let is_range = || {
        base.split_once('-').is_some_and(|(from, to)| is_value(field, from) && is_value(field, to))
    };
    match base {
        "*" => true,
        // `/5` is read as `0/5`.
        "" => step.is_some(),
        "?" => field.day && step.is_none(),
        _ if field.day && is_special(field, &base.to_ascii_uppercase()) => true,
        _ => is_value(field, base) || is_range(),
    }
}

/// `L`, `LW`, `L-3`, `15W` in a month; `L`, `6L`, `FRIL`, `3#2` in a week.
fn is_special(field: &Field, text: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().is_ok();
    if text == "L" {
        return true;
    }
    if field.words.is_empty() {
        let before_last = text.strip_prefix("L-").is_some_and(number);
        let weekday = text.strip_suffix('W').is_some_and(|day| day == "L" || is_value(field, day));
        return before_last || weekday;
    }
    let nth = |(day, nth): (&str, &str)| {
        is_value(field, day) && matches!(nth, "1" | "2" | "3" | "4" | "5")
    };
    text.strip_suffix('L').is_some_and(|day| is_value(field, day))
        || text.split_once('#').is_some_and(nth)
}

fn is_value(field: &Field, text: &str) -> bool {
    let number = text.parse::<u32>().is_ok_and(|number| (field.min..=field.max).contains(&number));
    number || field.words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// `at(2026-11-24T08:00:00)`: a date and a time without a zone.
fn at_fault(inner: &str) -> Option<ScheduleFault> {
    const FORM: &str = "dddd-dd-ddTdd:dd:dd";
    let fits =
        |(sign, form): (char, char)| if form == 'd' { sign.is_ascii_digit() } else { sign == form };
    let right = inner.len() == FORM.len() && inner.chars().zip(FORM.chars()).all(fits);
    if right {
        None
    } else {
        Some(fault("at takes a time such as 2027-01-31T08:00:00, without a zone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_aws_documents_is_taken() {
        for text in [
            "rate(1 minute)",
            "rate(5 minutes)",
            "rate(1 day)",
            "cron(0 10 * * ? *)",
            "cron(15 12 * * ? *)",
            "cron(0 18 ? * MON-FRI *)",
            "cron(0 8 1 * ? *)",
            "cron(0/10 * ? * MON-FRI *)",
            "cron(0/5 8-17 ? * mon-fri 2024-2030)",
            "cron(0 9 ? * 2#1 *)",
            "cron(0,30 0-2,20-23 ? JAN,FEB SUN *)",
            "cron(0 10 ? * 6L 2022-2023)",
            "cron(0 0 L * ? *)",
            "cron(0 0 LW * ? *)",
            "cron(0 0 3W 1/3 ? 1970/2)",
            "cron(*/5 22-2 ? * FRI-MON *)",
            "cron(5, 0, 1, *, ?, *)",
        ] {
            assert_eq!(schedule_fault(text, false), None, "{text}");
        }
        for text in ["at(2026-11-24T08:00:00)", "rate(1 minutes)", "rate(5 minute)"] {
            assert_eq!(schedule_fault(text, true), None, "{text}");
        }
    }

    #[test]
    fn what_aws_refuses_is_explained_and_mended_where_it_is_clear() {
        for (text, reason, meant) in [
            ("rate(1 minutes)", "1 takes the unit minute", Some("rate(1 minute)")),
            ("rate(2 hour)", "2 takes the unit hours", Some("rate(2 hours)")),
            ("rate(0 minutes)", "a rate is at least 1", None),
            ("rate(5 weeks)", "weeks is not minutes, hours or days", None),
            ("rate(5minutes)", "rate takes a number and a unit", None),
            ("rate(1.5 hours)", "1.5 is no whole number", None),
            (
                "cron(0 3 * * *)",
                "cron takes six fields (minutes to year), not 5",
                Some("cron(0 3 * * ? *)"),
            ),
            (
                "cron(0 3 * * MON)",
                "cron takes six fields (minutes to year), not 5",
                Some("cron(0 3 ? * MON *)"),
            ),
            ("cron(0 3 * * 1)", "cron takes six fields (minutes to year), not 5", None),
            (
                "cron(0 3 * * * *)",
                "one of day of month and day of week has to be ?",
                Some("cron(0 3 * * ? *)"),
            ),
            ("cron(0 3 1 * MON *)", "one of day of month and day of week has to be ?", None),
            ("cron(0 3 ? * ? *)", "only one of day of month and day of week can be ?", None),
            ("cron(60 3 * * ? *)", "60 is no minute", None),
            ("cron(0 24 * * ? *)", "24 is no hour", None),
            ("cron(0 0 ? * 0 *)", "0 is no day of week", None),
            ("cron(0 0 ? * 3#6 *)", "3#6 is no day of week", None),
            ("cron(0 0 32 * ? *)", "32 is no day of month", None),
            ("cron(0 0 , * ? *)", ", is no day of month", None),
            (
                "at(2026-11-24T08:00:00)",
                "rules of EventBridge take rate(…) and cron(…), not at(…)",
                None,
            ),
            ("0 3 * * ? *", "a schedule is rate(…) or cron(…)", None),
            ("", "a schedule is rate(…) or cron(…)", None),
        ] {
            let found = schedule_fault(text, false).expect(text);
            assert_eq!((&*found.reason, found.meant.as_deref()), (reason, meant), "{text}");
        }
        assert!(schedule_fault("at(2026-11-24 08:00)", true).is_some());
    }
}

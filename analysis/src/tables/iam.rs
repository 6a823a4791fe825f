//! IAM actions: what a wildcard covers, and how bad that is.

use super::packed;

/// An IAM action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// The service's prefix, such as `s3`.
    pub service: &'static str,
    /// The action's name, such as `PutObject`.
    pub name: &'static str,
    /// What it lets one do.
    pub level: Level,
    /// Whether a statement can name the resources that it is allowed on.
    pub narrowable: bool,
}

/// What an action lets one do; a greater one is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// See what there is.
    List,
    /// Read contents.
    Read,
    /// Change tags.
    Tagging,
    /// Change or delete contents and configuration.
    Write,
    /// Change who may do what.
    Permissions,
}

/// The bit with which `build.rs` says that a statement can name the resources; the rest is the level.
const NARROWABLE: u8 = 8;

/// The action of this service and name, whatever their case; `None` for one that is not in the table.
pub fn action(service: &str, name: &str) -> Option<Action> {
    packed::ACTIONS.get([service, name]).map(read)
}

/// Every action that a pattern such as `s3:Get*` covers. Names are compared without regard to case, as IAM does.
/// Empty for a service that is not in the table.
pub fn covered(pattern: &str) -> impl Iterator<Item = Action> {
    let (service, name) = pattern.split_once(':').unwrap_or((pattern, "*"));
    let service = service.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let (service_head, name_head) = (head(&service).to_owned(), head(&name).to_owned());
    let is_one = service_head == service;
    let from = if is_one { name_head.as_str() } else { "" };
    packed::ACTIONS
        .from([&service_head, from])
        .map(read)
        .take_while(move |action| {
            let near = action.service.starts_with(&service_head);
            near && (!is_one || action.service == service_head && begins(action.name, &name_head))
        })
        .filter(move |action| matches(&service, action.service) && matches(&name, action.name))
}

/// What stands before the first wildcard of a pattern.
fn head(pattern: &str) -> &str {
    pattern.split(['*', '?']).next().unwrap_or_default()
}

/// Whether a text of any case begins with a lower-case one.
fn begins(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

fn read(record: packed::Record) -> Action {
    let [service, name] = record.key();
    let level = match record.number() & !NARROWABLE {
        0 => Level::List,
        1 => Level::Read,
        2 => Level::Tagging,
        3 => Level::Write,
        _ => Level::Permissions,
    };
    Action { service, name, level, narrowable: record.number() & NARROWABLE != 0 }
}

/// Whether a text of any case fits a lower-case IAM pattern with `*` and `?`. Linear but for the number of stars.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut here) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while here < text.len() {
        match pattern.get(at) {
            // A last star takes all that is left.
            Some(b'*') if at + 1 == pattern.len() => return true,
            Some(b'*') => {
                retry = Some((at, here));
                at += 1;
            }
            Some(byte) if *byte == b'?' || *byte == text[here].to_ascii_lowercase() => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((star, from)) = retry else { return false };
                retry = Some((star, from + 1));
                at = star + 1;
                here = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_cover_what_iam_says_they_cover() {
        for (pattern, text, fits) in [
            ("get*", "getobject", true),
            ("*", "", true),
            ("g?t", "gxt", true),
            ("get*", "put", false),
            ("a*b*c", "axxbxxc", true),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} on {text}");
        }
    }

    #[test]
    fn actions_are_found_by_pattern_whatever_their_case() {
        let put: Vec<_> = covered("S3:putobject").collect();
        assert_eq!(put.len(), 1);
        assert_eq!(
            (put[0].name, put[0].level, put[0].narrowable),
            ("PutObject", Level::Write, true)
        );
        assert!(covered("s3:*").count() > 100);
        assert_eq!(covered("nothing:*").count(), 0);
        assert!(covered("ec2:DescribeInstances").all(|action| !action.narrowable));
    }

    #[test]
    fn every_action_of_the_table_is_covered_by_its_name_and_by_wildcards() {
        let mut count = 0;
        let table = include_str!("../../data/iam-actions.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (service, actions) = line.split_once('\t').unwrap();
            for (name, flags) in actions.split(' ').map(|action| action.split_once('=').unwrap()) {
                let letter = |action: &Action| match action.level {
                    Level::List => 'L',
                    Level::Read => 'R',
                    Level::Tagging => 'T',
                    Level::Write => 'W',
                    Level::Permissions => 'P',
                };
                let found: Vec<_> = covered(&format!("{service}:{name}")).collect();
                assert_eq!(found.len(), 1, "{service}:{name}");
                assert_eq!((found[0].service, found[0].name), (service, name));
                assert_eq!(action(service, &name.to_uppercase()), Some(found[0]));
                assert!(flags.starts_with(letter(&found[0])), "{service}:{name}");
                assert_eq!(found[0].narrowable, !flags.ends_with('*'), "{service}:{name}");
                count += 1;
            }
        }
        assert_eq!(covered("*").count(), count);
        assert_eq!(covered("*:*").count(), count);
    }

    #[test]
    fn a_wildcard_may_stand_anywhere() {
        for (pattern, names) in [
            ("?qs:sendmess*", &["SendMessage"][..]),
            ("sqs:*permission", &["AddPermission", "RemovePermission"]),
            ("sqs:?etQueueAttributes", &["GetQueueAttributes", "SetQueueAttributes"]),
            ("sqs:SendMessageNow", &[]),
            ("sq:SendMessage", &[]),
            ("sqsx:*", &[]),
            ("", &[]),
        ] {
            let found: Vec<_> = covered(pattern).map(|action| action.name).collect();
            assert_eq!(found, names, "{pattern}");
        }
    }
}

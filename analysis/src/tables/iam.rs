//! IAM actions: what a wildcard covers, and how bad that is.

use std::sync::LazyLock;

/// Services with their actions.
static SERVICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    include_str!("../../data/iam-actions.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

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

/// Every action that a pattern such as `s3:Get*` covers. Names are compared without regard to case, as IAM does.
/// Empty for a service that is not in the table.
pub fn covered(pattern: &str) -> impl Iterator<Item = Action> {
    let (service, name) = pattern.split_once(':').unwrap_or((pattern, "*"));
    let service = service.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let services = SERVICES.iter().filter(move |(own, _)| matches(&service, own));
    services
        .flat_map(|(service, list)| list.split(' ').filter_map(|entry| read(service, entry)))
        .filter(move |action| matches(&name, action.name))
}

fn read(service: &'static str, entry: &'static str) -> Option<Action> {
    let (name, flags) = entry.split_once('=')?;
    let level = match flags.as_bytes().first()? {
        b'L' => Level::List,
        b'R' => Level::Read,
        b'T' => Level::Tagging,
        b'P' => Level::Permissions,
        _ => Level::Write,
    };
    Some(Action { service, name, level, narrowable: !flags.ends_with('*') })
}

/// Whether a text of any case fits a lower-case IAM pattern with `*` and `?`. Linear but for the number of stars.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut here) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while here < text.len() {
        match pattern.get(at) {
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
}

//! Services that call functions, and what their permissions can be narrowed by.

use std::sync::LazyLock;

use super::{Table, row, rows};

static TABLE: Table = LazyLock::new(|| rows(include_str!("../../data/invoke-principals.tsv")));

/// What narrows the permission of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// The ARN of the resource that calls.
    Arn,
    /// The account of the resource that calls.
    Account,
    /// Nothing that can be written in one template.
    Nothing,
}

/// The service of a principal such as `s3.amazonaws.com`; `None` for accounts, users and vendors' principals.
pub fn service(principal: &str) -> Option<&str> {
    let name = principal.strip_suffix(".cn").unwrap_or(principal).strip_suffix(".amazonaws.com")?;
    Some(name.split('.').next().unwrap_or(name))
}

/// What narrows a service's permission; `None` when that is not known.
pub fn narrowing(service: &str) -> Option<Narrowing> {
    let row = row(&TABLE, service)?;
    Some(match row[1] {
        "arn" => Narrowing::Arn,
        "account" => Narrowing::Account,
        _ => Narrowing::Nothing,
    })
}

/// Whether the ARNs of what calls name no account: whoever gets the same name later may call as well.
pub fn is_bare(service: &str) -> bool {
    row(&TABLE, service).is_some_and(|row| row.get(2) == Some(&"bare"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principals_name_their_service() {
        for (principal, name) in [
            ("s3.amazonaws.com", Some("s3")),
            ("logs.eu-west-1.amazonaws.com", Some("logs")),
            ("events.amazonaws.com.cn", Some("events")),
            ("alexa-appkit.amazon.com", None),
            ("123456789012", None),
            ("*", None),
        ] {
            assert_eq!(service(principal), name, "{principal}");
        }
        assert_eq!(narrowing("s3"), Some(Narrowing::Account));
        assert_eq!(narrowing("elasticloadbalancing"), Some(Narrowing::Nothing));
        assert_eq!(narrowing("bedrock"), None);
        assert!(is_bare("s3") && !is_bare("sns") && !is_bare("bedrock"));
    }
}

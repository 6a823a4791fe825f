//! # alias-weight-out-of-range
//!
//! The alias splits its calls in a way that Lambda does not accept, so the deployment fails.
//!
//! An alias names one published version and can send a share of its calls to one further version. The share is a
//! fraction from 0 to 1, not a percentage: 10 % is `0.1`. The two versions must differ, and neither can be `$LATEST`.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Resources:
//!   Live:
//!     Type: AWS::Lambda::Alias
//!     Properties:
//!       FunctionName: report
//!       FunctionVersion: '7'
//!       Name: live
//!       RoutingConfig:
//!         AdditionalVersionWeights:
//!           - FunctionVersion: '8'
//!             FunctionWeight: 10
//!             #               ^^ Lambda allows 0 to 1; 10 % is 0.1
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Resources:
//!   Live:
//!     Type: AWS::Lambda::Alias
//!     Properties:
//!       FunctionName: report
//!       FunctionVersion: '7'
//!       Name: live
//!       RoutingConfig:
//!         AdditionalVersionWeights:
//!           - FunctionVersion: '8'
//!             FunctionWeight: 0.1
//! ```
//!
//! ## Exceptions
//!
//! Versions that are known only at deployment are taken to be right, and entries that depend on a condition are not
//! counted. Where a condition decides whether calls are split at all, a parameter's value may stand for "not at all"
//! and is left alone.
//!
//! ## References
//!
//! - [Canary deployments with a weighted alias](https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html)
//! - [AliasRoutingConfiguration](https://docs.aws.amazon.com/lambda/latest/api/API_AliasRoutingConfiguration.html)

use lamlint_analysis::model::{Alias, Composed, Piece, Routing, Setting, Share};
use lamlint_analysis::tables::quotas;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "alias-weight-out-of-range",
    topic: Topic::Concurrency,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("alias_weight_out_of_range.rs"),
    check,
};

/// The name of the unpublished version.
const LATEST: &str = "$LATEST";

/// Something that Lambda does not accept of an alias.
struct Fault {
    at: Span,
    why: String,
    label: String,
    note: Option<(Span, &'static str)>,
}

fn check(program: &Program, findings: &mut Findings) {
    let mut found: Vec<(Fault, Vec<&Alias>)> = Vec::new();
    for alias in program.aliases() {
        for fault in faults(alias) {
            match found.iter_mut().find(|(known, _)| known.at == fault.at) {
                Some((_, aliases)) => aliases.push(alias),
                None => found.push((fault, vec![alias])),
            }
        }
    }
    for (fault, mut aliases) in found {
        let alias = aliases[0];
        let message = format!("{} cannot be deployed: {}", alias.name, fault.why);
        let finding = findings.report(fault.at, message).label(fault.label);
        if let Some(function) = alias.function.resource() {
            finding.function(program.name(function));
        }
        aliases.dedup_by_key(|alias| alias.id);
        for alias in aliases.into_iter().filter(|alias| !alias.span.contains(fault.at)) {
            finding.note(alias.at, format!("{} takes it from there", alias.name));
        }
        if let Some((at, note)) = fault.note {
            finding.note(at, note);
        }
    }
}

/// What is wrong with how an alias splits its calls.
fn faults(alias: &Alias) -> Vec<Fault> {
    let mut faults = Vec::new();
    for routing in &alias.routing {
        faults.extend(unpublished(alias, routing));
        faults.extend(one_too_many(routing));
        for share in &routing.shares {
            let may_be_off = alias.condition.is_some() || routing.conditional || share.conditional;
            let counts = |at: &Span| !may_be_off || alias.span.contains(*at);
            let of_share = same(alias, share).into_iter().chain(latest(share)).chain(wrong(share));
            faults.extend(of_share.filter(|fault| counts(&fault.at)));
        }
    }
    faults
}

/// An alias of the unpublished version sends a share elsewhere.
fn unpublished(alias: &Alias, routing: &Routing) -> Option<Fault> {
    let (version, share) = (alias.version.as_ref()?, routing.shares.first()?);
    let (at, _) = version.each().next().filter(|_| version.always(is_latest))?;
    Some(Fault {
        at,
        why: format!("an alias of {LATEST} cannot split its calls"),
        label: "not a published version".to_owned(),
        note: Some((share.at, "a share of the calls goes here")),
    })
}

/// More further versions than an alias can have, whatever conditions say.
fn one_too_many(routing: &Routing) -> Option<Fault> {
    let most = usize::try_from(quotas::quota(quotas::ALIAS_VERSIONS).max).unwrap_or(usize::MAX);
    let certain = || routing.shares.iter().filter(|share| !share.conditional);
    let (first, count) = (certain().nth(most)?, certain().count());
    Some(Fault {
        at: first.version.as_ref().map_or(first.at, |version| version.at),
        why: format!("it splits its calls between {} versions", count + 1),
        label: format!("further version {} of {count}; Lambda allows {most}", most + 1),
        note: None,
    })
}

/// The further version is the one that the alias names.
fn same(alias: &Alias, share: &Share) -> Option<Fault> {
    let (own, further) = (alias.version.as_ref()?, share.version.as_ref()?);
    let (version, other) = (own.only()?, further.only()?);
    let known = !version.pieces().contains(&Piece::Unknown) && !is_latest(version);
    (known && version == other).then(|| Fault {
        at: further.at,
        why: "it splits its calls between a version and itself".to_owned(),
        label: "the same version".to_owned(),
        note: Some((own.at, "the alias names it here")),
    })
}

/// The unpublished version gets a share.
fn latest(share: &Share) -> impl Iterator<Item = Fault> {
    let versions = share.version.iter().flat_map(Setting::each);
    versions.filter(|(_, version)| is_latest(version)).map(|(at, _)| Fault {
        at,
        why: format!("{LATEST} cannot get a share of its calls"),
        label: "not a published version".to_owned(),
        note: None,
    })
}

/// A weight is no share.
fn wrong(share: &Share) -> impl Iterator<Item = Fault> {
    let allowed = quotas::range(quotas::ALIAS_WEIGHT);
    let label = format!("Lambda allows {} to {}", allowed.start(), allowed.end());
    let weights = share.weight.iter().flat_map(Setting::each);
    weights.filter(move |(_, weight)| !allowed.contains(weight)).map(move |(at, weight)| Fault {
        at,
        why: format!("{weight} is no share of its calls"),
        label: match weight {
            2.0..=100.0 if weight.fract() == 0.0 => {
                format!("{label}; {weight} % is {}", weight / 100.0)
            }
            _ => label.clone(),
        },
        note: None,
    })
}

fn is_latest(version: &Composed) -> bool {
    version.text() == Some(LATEST)
}

#[cfg(test)]
mod tests;

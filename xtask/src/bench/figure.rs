//! Figures for people, each with its budget; the budgets are the design's.

use crate::say;

/// A figure that is too great above its budget.
pub(crate) fn at_most(name: &str, value: f64, budget: f64) {
    figure(name, value, &format!("at most {budget}"), value <= budget);
}

/// A figure that is too small below its budget.
pub(crate) fn at_least(name: &str, value: f64, budget: f64) {
    figure(name, value, &format!("at least {budget}"), value >= budget);
}

/// A figure without a budget; nothing where the system does not tell it.
pub(crate) fn told(name: &str, value: Option<f64>, unit: &str) {
    if let Some(value) = value {
        say::line(&format!("{name:58}{value:8.2} {unit}"));
    }
}

fn figure(name: &str, value: f64, budget: &str, holds: bool) {
    let mark = if holds { "" } else { "  ← over budget" };
    say::line(&format!("{name:58}{value:8.2}   ({budget}){mark}"));
}

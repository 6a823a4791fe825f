//! Logs, traces, alarms.

mod logs_never_expire;
mod tracing_off;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[&logs_never_expire::RULE, &tracing_off::RULE];

//! What fails: where it goes, and queues that fixes add for it.

use lamlint_analysis::Program;
use lamlint_analysis::model::{Function, NewKind, NewResource, Property};
use lamlint_analysis::tables::quotas;

/// The action that lets something put what failed into a queue.
pub(crate) const SEND: &str = "sqs:SendMessage";

/// Whether what a function fails on goes somewhere, or may.
pub(crate) fn kept(function: &Function) -> bool {
    function.dead_letter.is_some() || function.on_failure.is_some()
}

/// A queue for what fails in the resource `name`. It keeps messages as long as SQS can, so that there is time to look
/// at them.
pub(crate) fn queue(program: &Program, name: &str, fifo: bool) -> NewResource {
    let mut properties = Vec::new();
    if fifo {
        properties.push((Property::Fifo, true.into()));
    }
    properties.push((Property::RetentionPeriod, quotas::quota(quotas::RETENTION).max.into()));
    NewResource {
        id: program.new_id(0),
        kind: NewKind::Queue,
        name: format!("{name}DeadLetterQueue"),
        condition: None,
        properties,
    }
}

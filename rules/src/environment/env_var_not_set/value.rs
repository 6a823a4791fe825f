//! What a variable is to hold that a template does not set.

use lamlint_analysis::Program;
use lamlint_analysis::model::{Attribute, Function, ResourceId, Value};

/// A reference to the one resource of the kind that the variable's name speaks of; `None` where only the person knows.
/// What calls the function is not meant: to write there would call it again.
pub(super) fn of(program: &Program, functions: &[&Function], name: &str) -> Option<Value> {
    let calls = |id: ResourceId| {
        let mut sources = functions.iter().flat_map(|function| program.sources(function));
        sources.any(|source| source.source.is_to(id))
    };
    let only = |mut ids: Box<dyn Iterator<Item = ResourceId> + '_>| {
        let (first, second) = (ids.next()?, ids.next());
        (second.is_none() && !calls(first)).then_some(first)
    };
    let speaks_of = |word: &str| name.split('_').any(|part| part.eq_ignore_ascii_case(word));
    let (found, attribute) = if speaks_of("table") {
        (only(Box::new(program.tables().iter().map(|table| table.id))), Attribute::Name)
    } else if speaks_of("bucket") {
        (only(Box::new(program.buckets().iter().map(|bucket| bucket.id))), Attribute::Name)
    } else if speaks_of("queue") && !speaks_of("arn") {
        (only(Box::new(program.queues().iter().map(|queue| queue.id))), Attribute::Url)
    } else if speaks_of("topic") {
        (only(Box::new(program.topics().iter().map(|topic| topic.id))), Attribute::Arn)
    } else {
        (None, Attribute::Name)
    };
    found.map(|id| Value::of(id, attribute))
}

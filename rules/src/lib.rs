//! The rules of lamlint, one file each, in one folder a topic.
//!
//! A rule's file is everything about it: the page that people read (its header, whose examples are tests), the
//! declaration, the check, and the near misses in which it has to be silent. The lists of the topics are kept by a
//! test (`tests/tidy/rules.rs`).

mod failures;
mod limits;
mod written;

mod cold_start;
mod concurrency;
mod environment;
mod event_sources;
mod handler;
mod invocation;
mod lamlint;
mod monitoring;
mod packaging;
mod permissions;
mod runtime;
mod sizing;
mod template;

use lamlint_analysis::Rule;

/// The topics in the order of the catalogue.
const TOPICS: [&[&Rule]; 13] = [
    handler::RULES,
    runtime::RULES,
    packaging::RULES,
    event_sources::RULES,
    invocation::RULES,
    sizing::RULES,
    cold_start::RULES,
    concurrency::RULES,
    environment::RULES,
    permissions::RULES,
    monitoring::RULES,
    template::RULES,
    lamlint::RULES,
];

/// Every rule, by topic and name.
pub static RULES: &[&Rule] = &joined::<{ count(&TOPICS) }>(&TOPICS);

const fn count(lists: &[&[&Rule]]) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        count += lists[list].len();
        list += 1;
    }
    count
}

const fn joined<const COUNT: usize>(lists: &[&[&'static Rule]]) -> [&'static Rule; COUNT] {
    let mut all = [lists[0][0]; COUNT];
    let (mut next, mut list) = (0, 0);
    while list < lists.len() {
        let mut place = 0;
        while place < lists[list].len() {
            all[next] = lists[list][place];
            next += 1;
            place += 1;
        }
        list += 1;
    }
    all
}

#[cfg(test)]
mod pages;

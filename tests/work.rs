//! How much work something is, told without a clock: the bytes that are allocated on the way.
//!
//! The same code on the same text always allocates the same, on any machine and however busy it is. Grammars in C
//! allocate past the counter, and loops that allocate nothing are not seen; `cargo xtask bench` measures those.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use allocation_counter::measure;

/// Bytes that may be allocated whatever is read.
const ALWAYS: u64 = 5_000_000;

/// Bytes that may be allocated for each byte that is read.
const FOR_EACH: u64 = 1_000;

/// What a function gives, and the bytes that it allocated on its thread.
pub(crate) fn work<T>(run: impl FnOnce() -> T) -> (T, u64) {
    let mut given = None;
    let counted = measure(|| given = Some(run()));
    (given.expect("it was run"), counted.bytes_total)
}

/// What is wrong with this much work on so many bytes, if it is too much.
pub(crate) fn excess(read: usize, work: u64) -> Option<String> {
    let most = ALWAYS + FOR_EACH * read as u64;
    (work > most).then(|| format!("{work} bytes allocated to read {read}, at most {most}"))
}

/// Runs rounds on every core, each whole on one thread: what a round starts in parallel is its own work too.
pub(crate) fn on_every_core(rounds: u64, round: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(0);
    let turn = || {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        let pool = alone.build().expect("a thread can be its own pool");
        pool.install(|| {
            let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            numbers.take_while(|number| *number < rounds).for_each(&round);
        });
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(turn))));
}

#[test]
fn what_works_in_step_passes_and_what_is_quadratic_does_not() {
    let lines = "one line of many\n".repeat(4_000);
    let (_, in_step) = work(|| lines.lines().map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(excess(lines.len(), in_step), None);
    let heads = lines.match_indices('\n').map(|(end, _)| lines[..end].to_owned().len());
    let (_, quadratic) = work(|| heads.sum::<usize>());
    assert!(excess(lines.len(), quadratic).is_some(), "{quadratic} bytes allocated");
}

#[test]
fn every_round_is_run_once_and_fails_where_it_stands() {
    let sum = AtomicU64::new(0);
    on_every_core(100, |round| {
        sum.fetch_add(round, Ordering::Relaxed);
    });
    assert_eq!(sum.into_inner(), 4_950);
    let failing = std::panic::catch_unwind(|| on_every_core(100, |round| assert_ne!(round, 70)));
    assert!(failing.is_err());
}

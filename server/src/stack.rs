//! Room for deeply nested text: the analysis reads what is nested by calling itself, and a program that runs out of
//! stack cannot even say so.

use std::io;
use std::thread::{Builder, JoinHandle};

/// Bytes of address space; memory is taken only as far as the nesting goes.
const SIZE: usize = 128 * 1024 * 1024;

/// Runs something on a thread of its own with room, and gives the threads that help it the same: so many of them, one
/// for each core when the number is 0.
///
/// # Errors
///
/// When the system has no thread left.
pub(crate) fn spawn<T: Send + 'static>(
    name: &str,
    threads: usize,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    // It fails when it was done before, which is as good.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(SIZE).build_global();
    Builder::new().name(name.to_owned()).stack_size(SIZE).spawn(run)
}

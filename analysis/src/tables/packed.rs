//! The large tables, packed by `build.rs` and searched where they lie in the binary.
//!
//! Nothing is unpacked, copied or allocated: a look-up halves a list of records, and texts are cut out of one pool.

use std::cmp::Ordering;

/// Every text of the packed tables, each once and ended by a line feed.
static POOL: &str = include_str!(concat!(env!("OUT_DIR"), "/pool.txt"));

/// IAM's actions: service and action; the number is the level, and 8 when a statement can name resources.
pub(super) static ACTIONS: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/actions.bin")).as_chunks().0);

/// How many bits `build.rs` gives a place in the pool, and the small number.
const PLACE: u32 = 20;
const NUMBER: u32 = 4;

/// Records sorted by their key in lower case.
#[derive(Debug)]
pub(super) struct Table(&'static [[u8; 8]]);

/// What a table knows of a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// The key, as it is written.
    pub(super) key: [&'static str; 2],
    /// A number below 16.
    pub(super) number: u8,
}

impl Table {
    /// The records from the first one on whose key is not before these two texts in lower case, in order.
    pub(super) fn from(&self, key: [&str; 2]) -> impl Iterator<Item = Record> + use<> {
        let before = |record: &[u8; 8]| {
            let own = |which| lower(text(*record, which));
            own(0).cmp(key[0].bytes()).then_with(|| own(1).cmp(key[1].bytes())) == Ordering::Less
        };
        self.0[self.0.partition_point(before)..].iter().map(|record| Record {
            key: [text(*record, 0), text(*record, 1)],
            number: record[0] & ((1 << NUMBER) - 1),
        })
    }
}

fn lower(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// The first, second or third text of a record.
fn text(record: [u8; 8], which: u32) -> &'static str {
    let places = u64::from_le_bytes(record) >> NUMBER;
    let place = (places >> (PLACE * (2 - which))) & ((1 << PLACE) - 1);
    let rest = &POOL[place as usize..];
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_from_any_key_on() {
        let first = |key| ACTIONS.from(key).next().map(|record| record.key);
        assert_eq!(first(["sqs", "listq"]), Some(["sqs", "ListQueues"]));
        assert_eq!(first(["sqs", "listqueues"]), Some(["sqs", "ListQueues"]));
        assert_eq!(first(["sqs", "listqueuesx"]), Some(["sqs", "ListQueueTags"]));
        assert_eq!(first(["", ""]), ACTIONS.from(["a", ""]).next().map(|record| record.key));
        assert_eq!(first(["zzz", ""]), None);
        assert_eq!(ACTIONS.from(["", ""]).count(), ACTIONS.0.len());
    }
}

//! The large tables, packed by `build.rs` and searched where they lie in the binary.
//!
//! Nothing is unpacked, copied or allocated: a look-up halves a list of records, and texts are cut out of one pool.

use std::cmp::Ordering;

/// Every text of the packed tables, each once and ended by a line feed.
static POOL: &str = include_str!(concat!(env!("OUT_DIR"), "/pool.txt"));

/// IAM's actions: service and action; the number is the level, and 8 when a statement can name resources.
pub(super) static ACTIONS: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/actions.bin")).as_chunks().0);

/// SDK operations: service and operation; known are the required parameters.
pub(super) static OPERATIONS: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/operations.bin")).as_chunks().0);

/// SDK waiters: service and waiter; known is the operation.
pub(super) static WAITERS: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/waiters.bin")).as_chunks().0);

/// Operations that need other actions than the one of their name: service and operation; known is the rest of the row.
pub(super) static PERMISSIONS: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/permissions.bin")).as_chunks().0);

/// Boto3's resource objects: type and member; known is the rest of the row.
pub(super) static BOTO3: Table =
    Table(include_bytes!(concat!(env!("OUT_DIR"), "/boto3.bin")).as_chunks().0);

/// How many bits `build.rs` gives a place in the pool, and the small number.
const PLACE: u32 = 20;
const NUMBER: u32 = 4;

/// Records sorted by their key in lower case.
#[derive(Debug)]
pub(super) struct Table(&'static [[u8; 8]]);

/// A row of a table; its texts are cut out of the pool when they are asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record([u8; 8]);

impl Table {
    /// The row with this key, whatever the case of either.
    pub(super) fn get(&self, key: [&str; 2]) -> Option<Record> {
        let record = Record(*self.0.get(self.place(key))?);
        let same = record.key().iter().zip(key).all(|(own, text)| own.eq_ignore_ascii_case(text));
        same.then_some(record)
    }

    /// The rows from the first one on whose key is not before this one, in order, whatever the case of either.
    pub(super) fn from(&self, key: [&str; 2]) -> impl Iterator<Item = Record> + use<> {
        self.0[self.place(key)..].iter().map(|bytes| Record(*bytes))
    }

    /// How many rows have a key before this one.
    fn place(&self, key: [&str; 2]) -> usize {
        self.0.partition_point(|bytes| {
            let own = Record(*bytes).key();
            let order = lower(own[0]).cmp(lower(key[0]));
            order.then_with(|| lower(own[1]).cmp(lower(key[1]))) == Ordering::Less
        })
    }
}

impl Record {
    /// The key, as it is written.
    pub(super) fn key(self) -> [&'static str; 2] {
        [self.text(0), self.text(1)]
    }

    /// What the table knows of it; empty for nothing.
    pub(super) fn known(self) -> &'static str {
        self.text(2)
    }

    /// A number below 16.
    pub(super) fn number(self) -> u8 {
        self.0[0] & ((1 << NUMBER) - 1)
    }

    fn text(self, which: u32) -> &'static str {
        let places = u64::from_le_bytes(self.0) >> NUMBER;
        let place = (places >> (PLACE * (2 - which))) & ((1 << PLACE) - 1);
        let rest = &POOL[place as usize..];
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        &rest[..end]
    }
}

fn lower(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_from_any_key_on() {
        let first = |key| ACTIONS.from(key).next().map(Record::key);
        assert_eq!(first(["sqs", "listq"]), Some(["sqs", "ListQueues"]));
        assert_eq!(first(["sqs", "listqueues"]), Some(["sqs", "ListQueues"]));
        assert_eq!(first(["sqs", "listqueuesx"]), Some(["sqs", "ListQueueTags"]));
        assert_eq!(first(["", ""]), first(["a", ""]));
        assert_eq!(first(["zzz", ""]), None);
        assert_eq!(ACTIONS.from(["", ""]).count(), ACTIONS.0.len());
    }

    #[test]
    fn a_row_is_found_by_its_whole_key() {
        for (key, found) in [
            (["sqs", "ListQueues"], true),
            (["SQS", "listqueues"], true),
            (["sqs", "listqueue"], false),
            (["sqs", "listqueuesx"], false),
            (["sq", "listqueues"], false),
            (["", ""], false),
            (["zzz", "zzz"], false),
        ] {
            assert_eq!(ACTIONS.get(key).is_some(), found, "{key:?}");
        }
    }
}

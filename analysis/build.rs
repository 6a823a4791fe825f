//! Packs the large tables of `data/` so that they are searched where they lie in the binary.
//!
//! A packed table is a list of records of eight bytes, sorted by a key of two texts in lower case. A record holds the
//! places of three texts, the key's two and what is known of it, and a small number. All texts stand in one pool,
//! each once and ended by a line feed. `src/tables/packed.rs` reads both.

use std::collections::{BTreeMap, HashMap};

/// How many bits a place in the pool takes.
const PLACE: u32 = 20;
/// How many bits the small number takes.
const NUMBER: u32 = 4;

/// The letters of the access levels in `iam-actions.tsv`, from the mildest: `iam::Level` has the same order.
const LEVELS: &str = "LRTWP";
/// What the number of an action has besides its level when a statement can name the action's resources.
const NARROWABLE: u64 = 8;

/// The key's two texts, what is known, the small number.
type Record<'t> = ([&'t str; 3], u64);
/// Records by their key in lower case.
type Table<'t> = BTreeMap<[String; 2], Record<'t>>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let tables = [
        ("actions", actions(include_str!("data/iam-actions.tsv"))),
        ("operations", operations(include_str!("data/sdk-operations.tsv"))),
        ("waiters", rows(include_str!("data/sdk-waiters.tsv"))),
        ("permissions", rows(include_str!("data/sdk-permissions.tsv"))),
        ("boto3", rows(include_str!("data/boto3-resources.tsv"))),
    ];
    let pool = Pool::of(tables.iter().flat_map(|(_, table)| table.values()));
    for (name, table) in &tables {
        let records = table.values().flat_map(|record| packed(record, &pool));
        write(&format!("{name}.bin"), &records.collect::<Vec<u8>>());
    }
    write("pool.txt", pool.text.as_bytes());
}

/// Service and action; the number tells the level and whether the action is narrowable.
fn actions(text: &str) -> Table<'_> {
    let mut table = Table::new();
    for (service, actions) in lines(text) {
        for action in actions.split(' ') {
            let (name, flags) = action.split_once('=').expect("an action has a level");
            let level = LEVELS.find(&flags[..1]).expect("a level is one of the five letters");
            let narrowable = if flags.ends_with('*') { 0 } else { NARROWABLE };
            insert(&mut table, ([service, name, ""], level as u64 + narrowable));
        }
    }
    table
}

/// Service and operation; what is known is the required parameters.
fn operations(text: &str) -> Table<'_> {
    let mut table = Table::new();
    for (service, operations) in lines(text) {
        for operation in operations.split(' ') {
            let (name, required) = operation.split_once(':').unwrap_or((operation, ""));
            insert(&mut table, ([service, name, required], 0));
        }
    }
    table
}

/// The first two cells; what is known is the others, as they stand.
fn rows(text: &str) -> Table<'_> {
    let mut table = Table::new();
    for (first, others) in lines(text) {
        let (second, known) = others.split_once('\t').unwrap_or((others, ""));
        insert(&mut table, ([first, second, known], 0));
    }
    table
}

/// The lines of a table that are no header, taken apart after the first cell.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("a line has two cells"))
}

fn insert<'t>(table: &mut Table<'t>, record: Record<'t>) {
    let key = [record.0[0].to_ascii_lowercase(), record.0[1].to_ascii_lowercase()];
    let earlier = table.insert(key, record);
    assert!(earlier.is_none(), "{record:?} stands in its table twice");
}

fn packed((texts, number): &Record, pool: &Pool) -> [u8; 8] {
    assert!(*number < 1 << NUMBER, "{texts:?} has too large a number");
    let places = texts.iter().fold(0, |places, text| places << PLACE | pool.places[text]);
    (places << NUMBER | number).to_le_bytes()
}

/// Every text once, in the order of the tables, so that neighbours in a table mostly are neighbours in memory.
#[derive(Default)]
struct Pool<'t> {
    text: String,
    places: HashMap<&'t str, u64>,
}

impl<'t> Pool<'t> {
    fn of<'r>(records: impl Iterator<Item = &'r Record<'t>>) -> Self
    where
        't: 'r,
    {
        let mut pool = Pool::default();
        for text in records.flat_map(|(texts, _)| texts) {
            pool.places.entry(text).or_insert_with(|| {
                let place = pool.text.len();
                pool.text.push_str(text);
                pool.text.push('\n');
                place as u64
            });
        }
        assert!(pool.text.len() < 1 << PLACE, "a place in the pool needs more bits");
        pool
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a build script is no part of the product: what it packs goes to cargo's folder"
)]
fn write(name: &str, bytes: &[u8]) {
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    std::fs::write(std::path::Path::new(&folder).join(name), bytes)
        .expect("cargo's folder can be written");
}

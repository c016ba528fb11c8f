//! The pairs from which a model is learnt: those that share a rare key.

use rayon::prelude::*;

use super::{
    Group, Table,
    block::{self, Keys, Rule},
    candidates::Lists,
    event::EventColumns,
    fingerprint::is_taken,
    kernel::radix,
};

/// So many pairs are enough to learn from.
const PAIRS: usize = 30_000;
/// And so many rows to find them in.
const ROWS: usize = 100_000;
/// Rows that share a key with more others than this say little.
const LONGEST: usize = 30;

/// A pair that shares a key.
#[derive(Clone, Copy)]
pub(crate) struct Anchor {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// A bit for each column without which the pair would not have been found.
    pub(crate) without: u64,
    /// What people decided.
    pub(crate) decided: Option<bool>,
}

/// Pairs to learn from, and what they are of all.
pub(crate) struct Anchors {
    pub(crate) all: Vec<Anchor>,
    /// The share that is taken.
    pub(crate) part: f64,
    /// Whether the keys bring nearly all pairs of one person, and not only those that share an identifier.
    pub(crate) is_complete: bool,
}

impl Anchors {
    /// Of a table.
    pub(crate) fn of(table: &Table) -> Self {
        let keys = block::keys(table);
        let rules = block::rules(table, &keys, 1.0);
        let is_complete = !table.is_of_descriptors() && rules.iter().any(|rule| is_personal(table, &keys, rule));
        let event = EventColumns::of(table);
        let rules: Vec<Rule> = rules.into_iter().filter(|rule| is_telling(table, &keys, event, rule)).collect();
        // Of a long table some rows: a key then brings as few pairs as of a short one, and may be as coarse.
        let of_rows = (ROWS as f64 / table.rows as f64).min(1.0);
        let rows: Vec<u32> = (0..table.rows as u32).filter(|row| is_taken(table.fingerprint(*row), of_rows)).collect();
        let lists: Vec<Lists> =
            rules.par_iter().map(|rule| Lists::among(table, &keys, *rule, &rows, LONGEST)).collect();
        let pairs = |list: &[u32]| list.len() * (list.len() - 1) / 2;
        let pairs: usize = lists.iter().flat_map(Lists::iter).map(pairs).sum();
        let of_pairs = (PAIRS as f64 / pairs.max(1) as f64).min(1.0);
        let columns =
            |rule: &Rule| 1_u64 << keys[rule.one].column | rule.other.map_or(0, |other| 1 << keys[other].column);
        let found = rules.par_iter().zip(&lists).flat_map_iter(|(rule, lists)| {
            let columns = columns(rule);
            taken(table, lists, of_pairs).map(move |(left, right)| (u64::from(left) << 32 | u64::from(right), columns))
        });
        Self { all: with_decided(table, once_each(found.collect())), part: of_rows * of_rows * of_pairs, is_complete }
    }

    /// Which rows they are of.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, u32)> {
        self.all.iter().map(|anchor| (anchor.left, anchor.right))
    }
}

/// So large a part of the pairs of lists. A pair is taken by what stands in its rows, whichever rule brings it: each is as likely as any
/// other.
fn taken<'l>(table: &'l Table, lists: &'l Lists, part: f64) -> impl Iterator<Item = (u32, u32)> + 'l {
    let firsts =
        lists.iter().flat_map(|list| list.iter().enumerate().map(move |(place, left)| (*left, &list[place + 1..])));
    let pairs = firsts.flat_map(|(left, others)| others.iter().map(move |right| (left, *right)));
    let both = move |(left, right): &(u32, u32)| table.fingerprint(*left).wrapping_add(table.fingerprint(*right));
    pairs
        .filter(move |pair| is_taken(both(pair), part))
        .filter(|(left, right)| table.can_pair(*left as usize, *right as usize))
}

/// Each pair once. A column may learn from it when some rule without that column brings it: so what is left is what all rules that
/// bring it have in common.
fn once_each(mut found: Vec<(u64, u64)>) -> Vec<Anchor> {
    let mut spare = vec![(0, 0); found.len()];
    radix::sort(&mut found, &mut spare);
    let same = found.chunk_by(|one, other| one.0 == other.0);
    let anchor = |same: &[(u64, u64)]| {
        let pair = same.first().map_or(0, |(pair, _)| *pair);
        let without = same.iter().fold(u64::MAX, |all, (_, columns)| all & columns);
        Anchor { left: (pair >> 32) as u32, right: pair as u32, without, decided: None }
    };
    same.map(anchor).collect()
}

/// With the pairs on which people decided, from which every column may learn.
fn with_decided(table: &Table, mut all: Vec<Anchor>) -> Vec<Anchor> {
    let key = |anchor: &Anchor| [anchor.left, anchor.right];
    let mut more = Vec::new();
    for ([left, right], decided) in &table.decided {
        let (left, right, decided) = (*left, *right, Some(*decided));
        match all.binary_search_by_key(&[left, right], key) {
            Ok(at) => all[at].decided = decided,
            Err(_) => more.push(Anchor { left, right, without: 0, decided }),
        }
    }
    all.extend(more);
    all
}

/// Whether what a rule brings is often one person: an identifier, or two of what belongs to a person.
fn is_telling(table: &Table, keys: &[Keys<'_>], event: Option<EventColumns>, rule: &Rule) -> bool {
    match rule.other {
        None => keys[rule.one].is_telling,
        Some(_) => is_personal(table, keys, rule) || is_event(keys, event, rule),
    }
}

/// Whether a rule is of two columns that belong to a person, such as a name and a date of birth.
fn is_personal(table: &Table, keys: &[Keys<'_>], rule: &Rule) -> bool {
    let belongs = |key: usize| matches!(table.columns[keys[key].column].group, Group::Names | Group::Person);
    rule.other.is_some_and(|other| belongs(rule.one) && belongs(other))
}

/// Whether a rule brings rows of one place and time.
fn is_event(keys: &[Keys<'_>], event: Option<EventColumns>, rule: &Rule) -> bool {
    let are = |other: usize| event.is_some_and(|event| event.are(keys[rule.one].column, keys[other].column));
    rule.other.is_some_and(are)
}

/// The levels of pairs, one after the other; `u8::MAX` where something is not known.
pub(crate) struct Levels {
    columns: usize,
    levels: Vec<u8>,
}

impl Levels {
    pub(crate) fn of(table: &Table, pairs: &[(u32, u32)]) -> Self {
        /// Pairs that one core takes at a time.
        const TAKEN: usize = 512;
        let columns = table.columns.len();
        let mut levels = vec![u8::MAX; pairs.len() * columns];
        let chunks = levels.par_chunks_mut((TAKEN * columns).max(1)).zip(pairs.par_chunks(TAKEN));
        chunks.for_each(|(levels, pairs)| {
            // One column after the other: its values stay at hand.
            for (at, column) in table.columns.iter().enumerate() {
                for (level, (left, right)) in levels.iter_mut().skip(at).step_by(columns).zip(pairs) {
                    let (one, other) = (column.cells[*left as usize], column.cells[*right as usize]);
                    if one != 0 && other != 0 {
                        *level = column.level(one, other);
                    }
                }
            }
        });
        Self { columns, levels }
    }

    /// Of one pair.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> &[u8] {
        &self.levels[at * self.columns..(at + 1) * self.columns]
    }

    /// Of one column.
    pub(crate) fn of_column(&self, at: usize) -> impl Iterator<Item = u8> {
        self.levels.iter().skip(at).step_by(self.columns).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cells, Kind, TableBuilder};
    use super::*;

    #[test]
    fn a_column_learns_from_pairs_that_others_bring() {
        let anchors = once_each(vec![(3 << 32 | 9, 0b011), (1 << 32 | 2, 0b100), (3 << 32 | 9, 0b110)]);
        let anchors: Vec<_> = anchors.iter().map(|anchor| (anchor.left, anchor.right, anchor.without)).collect();
        assert_eq!(anchors, [(1, 2, 0b100), (3, 9, 0b010)]);
    }

    #[test]
    fn pairs_come_from_rare_keys_and_never_from_one_report() {
        // Names for three rows each, of which two are of one report, and dates for all of them.
        let names: Vec<String> = (0..600)
            .map(|row| format!("na{}me", "abcdefgh".repeat(row / 3 % 5 + 1) + &(row / 3).to_string()))
            .collect();
        let dates: Vec<String> =
            (0..600).map(|row| format!("{}-01-{:02}", 1950 + row / 3 % 40, row / 3 % 28 + 1)).collect();
        let reports: Vec<String> = (0..600).map(|row| (row - row % 3 / 2).to_string()).collect();
        let texts = |all: &'static [String]| all.iter().map(|text| Some(&**text)).collect::<Vec<_>>();
        let [names, dates, reports] = [names, dates, reports].map(|all| texts(Box::leak(all.into_boxed_slice())));
        let table = TableBuilder::new()
            .column("name", Kind::Name, Cells::Texts(names))
            .column("birth", Kind::Date, Cells::Texts(dates))
            .reports(reports)
            .build();
        let anchors = Anchors::of(&table);
        assert!(anchors.is_complete && anchors.part == 1.0);
        let is_of_one = |(left, right): (u32, u32)| left / 3 == right / 3;
        assert_eq!(anchors.rows().filter(|rows| is_of_one(*rows)).count(), 400);
        assert!(anchors.rows().all(|(left, right)| left < right && table.can_pair(left as usize, right as usize)));
    }
}

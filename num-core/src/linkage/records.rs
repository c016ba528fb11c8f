//! Rows beside each other: a pair of rows is then two places in memory, and not two for each column.

use rayon::prelude::*;

use super::{
    Table,
    block::{Keys, Rule},
};

/// The values of each row and the keys that are made of them.
pub(crate) struct Records {
    width: usize,
    cells: Vec<u32>,
    /// Where in a record each key stands, by its place among all keys; `None` of keys of which no rule is.
    places: Vec<Option<usize>>,
}

impl Records {
    /// Of a table, with the keys of these rules.
    pub(crate) fn of(table: &Table, keys: &[Keys<'_>], rules: impl Iterator<Item = Rule>) -> Self {
        let columns = table.columns.len();
        let mut made: Vec<&Keys<'_>> = Vec::new();
        let mut places = vec![None; keys.len()];
        for at in rules.flat_map(|rule| [Some(rule.one), rule.other]).flatten() {
            if places[at].is_none() {
                let key = &keys[at];
                if !key.is_own() {
                    made.push(key);
                }
                places[at] = Some(if key.is_own() { key.column } else { columns + made.len() - 1 });
            }
        }
        let width = columns + made.len();
        let mut cells = vec![0_u32; width * table.rows];
        const ROWS: usize = 4_096;
        cells.par_chunks_mut((width * ROWS).max(1)).enumerate().for_each(|(chunk, records)| {
            for (place, record) in records.chunks_exact_mut(width).enumerate() {
                let row = chunk * ROWS + place;
                let values = table.columns.iter().map(|column| column.cells[row]);
                let keys = made.iter().map(|key| key.get(row));
                record.iter_mut().zip(values.chain(keys)).for_each(|(cell, value)| *cell = value);
            }
        });
        Self { width, cells, places }
    }

    /// How many values and keys each record has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    #[inline]
    pub(crate) fn get(&self, row: u32) -> &[u32] {
        &self.cells[row as usize * self.width..(row as usize + 1) * self.width]
    }

    /// The bits that two records share when they share the keys of a rule.
    pub(crate) fn bits(&self, rule: Rule) -> u64 {
        let bit = |key: usize| self.places[key].map_or(0, |place| 1 << place);
        bit(rule.one) | rule.other.map_or(0, bit)
    }
}

/// A bit for each place at which two records have the same.
#[inline]
pub(crate) fn shared(one: &[u32], other: &[u32]) -> u64 {
    one.iter().zip(other).rev().fold(0, |bits, (one, other)| bits << 1 | u64::from(one == other && *one != 0))
}

//! Rows beside each other: a pair of rows is then two places in memory, and not two for each column.

use rayon::prelude::*;

use super::{
    Table,
    block::{Keys, Rule},
};

/// The values of each row, and the keys that are made of them: of each half of its bits, for most keys are told apart by those.
pub(crate) struct Records {
    columns: usize,
    width: usize,
    cells: Vec<u32>,
    /// Which bit each key has, by its place among all keys; `None` of keys of which no rule is.
    places: Vec<Option<usize>>,
}

/// Half of the bits of a key; 0 only of none.
fn half(key: u32) -> u32 {
    if key == 0 { 0 } else { ((key >> 16 ^ key) & 0xFFFF).max(1) }
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
        let width = columns + made.len().div_ceil(2);
        let mut cells = vec![0_u32; width * table.rows];
        const ROWS: usize = 4_096;
        cells.par_chunks_mut((width * ROWS).max(1)).enumerate().for_each(|(chunk, records)| {
            for (place, record) in records.chunks_exact_mut(width).enumerate() {
                let row = chunk * ROWS + place;
                let values = table.columns.iter().map(|column| column.cells[row]);
                let keys =
                    made.chunks(2).map(|two| two.iter().rev().fold(0, |halves, key| halves << 16 | half(key.get(row))));
                record.iter_mut().zip(values.chain(keys)).for_each(|(cell, value)| *cell = value);
            }
        });
        Self { columns, width, cells, places }
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

    /// A bit for each value that two records share, and for each key that they may share.
    #[inline]
    pub(crate) fn shared(&self, one: &[u32], other: &[u32]) -> u64 {
        let (values, halves) = one.split_at(self.columns);
        let (other_values, other_halves) = other.split_at(self.columns);
        let of_halves = halves.iter().zip(other_halves).rev().fold(0, |bits, (one, other)| {
            let differing = one ^ other;
            let high = differing >> 16 == 0 && one >> 16 != 0;
            let low = differing & 0xFFFF == 0 && one & 0xFFFF != 0;
            bits << 2 | u64::from(high) << 1 | u64::from(low)
        });
        let values = values.iter().zip(other_values).rev();
        values.fold(of_halves, |bits, (one, other)| bits << 1 | u64::from(one == other && *one != 0))
    }
}

/// Whether two records that may share the keys of a rule do.
#[inline]
pub(crate) fn are_shared(keys: &[Keys<'_>], rule: Rule, one: &[u32], other: &[u32]) -> bool {
    let is_shared = |key: &Keys<'_>| {
        let (mine, theirs) = (one[key.column], other[key.column]);
        mine == theirs || key.of_value(mine) == key.of_value(theirs)
    };
    is_shared(&keys[rule.one]) && rule.other.is_none_or(|other| is_shared(&keys[other]))
}

//! Pairs of rows that share a key of a rule.

use super::{
    Table,
    block::{Keys, Rule},
    kernel::radix,
};

/// The lists of rows that share the key of a rule, shorter than a limit, and which rows stand in longer ones.
pub(crate) struct Lists {
    /// Rows, those of one list beside each other.
    rows: Vec<u32>,
    ends: Vec<u32>,
    /// A bit for each row whose list was too long.
    too_long: Vec<u64>,
}

/// Into so many parts entries are dealt out before they are sorted.
const PARTS: usize = 256;

/// Two keys as one of 32 bits. Two that are not the same may share one: their rows are then weighed for nothing.
#[inline]
fn joined(one: u32, other: u32) -> u32 {
    let both = (u64::from(one) << 32 | u64::from(other)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((both ^ both >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

impl Lists {
    /// The lists of a rule among some rows, by the first elements of their values.
    pub(crate) fn among(table: &Table, keys: &[Keys<'_>], rule: Rule, rows: &[u32], limit: usize) -> Self {
        let mut entries: Vec<(u32, u32)> = entries(keys, rule, rows.iter().copied()).collect();
        let mut spare = vec![(0, 0); entries.len()];
        radix::sort(&mut entries, &mut spare);
        let mut lists = Self::none(table);
        lists.add_sorted(keys, &mut entries, limit, &[]);
        lists
    }

    /// The lists of a rule; what is too long is cut by further keys, one after the other, until it is short.
    pub(crate) fn cut(table: &Table, keys: &[Keys<'_>], rule: Rule, limit: usize, further: &[usize]) -> Self {
        let further_elements = match rule.other {
            None => &keys[rule.one].more[..],
            Some(_) => &[],
        };
        let further_elements = further_elements.iter().map(|(row, key)| (*key, *row));
        let entries = entries(keys, rule, 0..table.rows as u32).chain(further_elements);
        let (mut entries, counts) = dealt(entries);
        let mut spare = vec![(0, 0); counts.iter().copied().max().unwrap_or(0)];
        let (mut lists, mut rest) = (Self::none(table), &mut entries[..]);
        for count in counts {
            let part = rest.split_off_mut(..count).unwrap_or_default();
            radix::sort(part, &mut spare);
            lists.add_sorted(keys, part, limit, further);
        }
        lists
    }

    fn none(table: &Table) -> Self {
        Self { rows: Vec::new(), ends: Vec::new(), too_long: vec![0; table.rows.div_ceil(64)] }
    }

    /// Adds the lists of entries that are sorted by their keys.
    fn add_sorted(&mut self, keys: &[Keys<'_>], entries: &mut [(u32, u32)], limit: usize, further: &[usize]) {
        for list in entries.chunk_by_mut(|one, other| one.0 == other.0) {
            if list.len() > limit {
                list.iter().for_each(|(_, row)| self.too_long[*row as usize / 64] |= 1 << (row % 64));
                self.add_cut(keys, list, limit, further);
            } else if list.len() > 1 {
                self.add(list);
            }
        }
    }

    fn add(&mut self, list: &[(u32, u32)]) {
        self.rows.extend(list.iter().map(|(_, row)| *row));
        self.ends.push(self.rows.len() as u32);
    }

    fn add_cut(&mut self, keys: &[Keys<'_>], list: &mut [(u32, u32)], limit: usize, further: &[usize]) {
        let Some((first, further)) = further.split_first() else { return };
        for entry in list.iter_mut() {
            entry.0 = keys[*first].get(entry.1 as usize);
        }
        list.sort_unstable();
        for part in list.chunk_by_mut(|one, other| one.0 == other.0) {
            if part.len() > limit {
                self.add_cut(keys, part, limit, further);
            } else if part.len() > 1 && part[0].0 != 0 {
                self.add(part);
            }
        }
    }

    /// The bits of the rows whose lists were too long; the lists are dropped.
    pub(crate) fn into_too_long(self) -> Vec<u64> {
        self.too_long
    }

    /// The lists, one after the other.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|at| self.get(at))
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list behind so many rows from a list on.
    pub(crate) fn end_of(&self, start: usize, rows: usize) -> usize {
        let first = if start == 0 { 0 } else { self.ends[start - 1] as usize };
        let behind = self.ends.partition_point(|end| *end as usize <= first + rows);
        behind.max(start + 1)
    }

    pub(crate) fn get(&self, at: usize) -> &[u32] {
        self.rows(at, at + 1)
    }

    /// The rows of lists one after the other.
    pub(crate) fn rows(&self, first: usize, end: usize) -> &[u32] {
        let start = if first == 0 { 0 } else { self.ends[first - 1] as usize };
        &self.rows[start..self.ends[end - 1] as usize]
    }
}

/// Entries dealt out by their keys, and how many each part has. A part fits a cache, and is all of which there is a copy while it is sorted:
/// to work keys out twice is less than to move what is larger once more.
fn dealt(entries: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<(u32, u32)>, [usize; PARTS]) {
    // Keys that are values are small numbers one after the other.
    let part = |key: u32| key.wrapping_mul(0x9E37_79B9) as usize >> 24;
    let mut counts = [0; PARTS];
    entries.clone().for_each(|(key, _)| counts[part(key)] += 1);
    let (mut next, mut start) = ([0; PARTS], 0);
    for (next, count) in next.iter_mut().zip(counts) {
        *next = start;
        start += count;
    }
    let mut dealt = vec![(0, 0); start];
    for entry in entries {
        let next = &mut next[part(entry.0)];
        dealt[*next] = entry;
        *next += 1;
    }
    (dealt, counts)
}

/// Each row with its key, where it has one.
fn entries(
    keys: &[Keys<'_>],
    rule: Rule,
    rows: impl Iterator<Item = u32> + Clone,
) -> impl Iterator<Item = (u32, u32)> + Clone {
    let (one, other) = (&keys[rule.one], rule.other.map(|other| &keys[other]));
    rows.filter_map(move |row| {
        let first = one.get(row as usize);
        let Some(other) = other else { return (first != 0).then_some((first, row)) };
        let second = other.get(row as usize);
        (first != 0 && second != 0).then(|| (joined(first, second), row))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Cells, Kind, TableBuilder, block};
    use super::*;

    fn lists(lists: &Lists) -> Vec<Vec<u32>> {
        let mut all: Vec<Vec<u32>> = lists.iter().map(<[u32]>::to_vec).collect();
        all.sort();
        all
    }

    #[test]
    fn lists_that_are_too_long_are_cut_by_further_keys() {
        // A postcode for each hundred rows but one for every tenth row; a code for each fifty.
        let postcode =
            |row: usize| if row.is_multiple_of(10) { "ZZ1 1ZZ".to_owned() } else { format!("ZZ{} 2ZZ", row / 100) };
        let postcodes: Vec<String> = (0..3_000).map(postcode).collect();
        let codes: Vec<String> = (0..3_000).map(|row| (row / 50).to_string()).collect();
        let table = TableBuilder::new()
            .column("postcode", Kind::Postcode, Cells::Texts(postcodes.iter().map(|text| Some(&**text)).collect()))
            .column("code", Kind::Code, Cells::Texts(codes.iter().map(|text| Some(&**text)).collect()))
            .build();
        let keys = block::keys(&table);
        let at =
            |column: usize| keys.iter().position(|key| key.column == column && key.form == block::Form::Whole).unwrap();
        let rule = Rule { one: at(0), other: None, pairs: 0.0 };
        let whole = Lists::cut(&table, &keys, rule, 100, &[]);
        assert_eq!(whole.len(), 30);
        assert!(lists(&whole).iter().all(|list| list.len() == 90));
        let cut = Lists::cut(&table, &keys, rule, 100, &[at(1)]);
        assert_eq!(cut.len(), 30 + 60);
        assert!(lists(&cut).contains(&vec![0, 10, 20, 30, 40]));
        let too_long = cut.into_too_long();
        assert!((0..3_000).all(|row: usize| (too_long[row / 64] >> (row % 64) & 1 == 1) == row.is_multiple_of(10)));
        assert_eq!(Lists::cut(&table, &keys, rule, 60, &[]).len(), 0);
    }
}

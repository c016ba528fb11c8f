//! A number for each row, by what stands in it: rows are sampled by it, so that it does not matter in which order they came.

use rayon::prelude::*;

use super::{
    Table,
    column::{Column, Elements},
};

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): numbers without any pattern.
pub(crate) fn mixed(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 31
}

fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mixed(hash ^ u64::from_le_bytes(word));
    }
    hash
}

fn of_element(column: &Column, element: u32) -> u64 {
    let at = element as usize;
    match &column.values.elements {
        Elements::Texts(texts) => of_bytes(texts.arena.get(element)),
        Elements::Names(names) => {
            // Whichever order of words came first stands for the name: the words count in any.
            names.words.get(element).iter().fold(0, |sum, word| sum.wrapping_add(of_bytes(names.word.arena.get(*word))))
        }
        Elements::Digits(digits) => mixed(digits[at]),
        Elements::Plates(plates) => of_bytes(plates[at].as_bytes()),
        Elements::Dates(dates) => mixed(u64::from(dates[at])),
        Elements::Tags { tags, masks } => {
            let told = (0..tags.len() as u32).filter(|tag| masks[at] >> tag & 1 == 1);
            told.fold(0, |sum, tag| sum.wrapping_add(of_bytes(tags.arena.get(tag))))
        }
        Elements::Pairs(pairs) => {
            let [one, other] = pairs[at].map(|number| u64::from(number.to_bits()));
            mixed(one << 32 | other)
        }
        Elements::Days(days) => mixed(u64::from(days[at].cast_unsigned())),
    }
}

/// A number for each row of a table: equal rows have equal ones.
pub(crate) fn of_rows(table: &Table) -> Vec<u64> {
    let of_columns: Vec<Vec<u64>> = table
        .columns
        .par_iter()
        .map(|column| {
            let of_value = |value: u32| {
                let mut room = [0];
                column
                    .elements(&value, &mut room)
                    .iter()
                    .fold(1_u64, |sum, element| sum.wrapping_add(of_element(column, *element)))
            };
            (0..column.counts.len() as u32).map(|value| if value == 0 { 0 } else { of_value(value) }).collect()
        })
        .collect();
    (0..table.rows)
        .into_par_iter()
        .map(|row| {
            let cells = table.columns.iter().zip(&of_columns);
            cells.fold(0, |hash, (column, of_values)| mixed(hash ^ of_values[column.cells[row] as usize]))
        })
        .collect()
}

/// Whether something is one of so large a part of all.
pub(crate) fn is_taken(number: u64, part: f64) -> bool {
    part >= 1.0 || (mixed(number) as f64) < part * u64::MAX as f64
}

/// Some rows, by what stands in them: the same in whatever order they came.
pub(crate) fn sample(table: &Table, size: usize) -> Vec<u32> {
    let rows = table.rows;
    if rows <= size {
        return (0..rows as u32).collect();
    }
    // A quarter more than is wanted, of which the first are taken: far quicker than to sort all.
    let part = 1.25 * size as f64 / rows as f64;
    let print = |row: &u32| mixed(table.fingerprint(*row));
    let mut all: Vec<u32> = (0..rows as u32).filter(|row| is_taken(table.fingerprint(*row), part)).collect();
    all.sort_unstable_by_key(print);
    all.truncate(size);
    all
}

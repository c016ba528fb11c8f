//! Identifiers that more than one person carries: numbers that were given out anew, cars that several drive.

use super::{
    Kind, Linkage,
    column::{Elements, Value},
    postings::Postings,
};
use crate::code::code_table;

code_table! {
    /// How an identifier is more than one person's.
    SharedUse {
        /// It went from one to another: months lie between the last row of the one and the first of the other.
        Recycled = "recycled",
        /// More than one has it at a time, as far as is known.
        Shared = "shared",
    }
}

/// More rows than this are a switchboard's, or a taxi's.
const MOST: usize = 50;
/// Two rows are of one person from this probability on, and of two below the other.
const ONE: f64 = 0.5;
const TWO: f64 = 0.05;
/// Days that must lie between.
const BETWEEN: i32 = 90;

/// An identifier that more than one person carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRows {
    /// The column, by its place.
    pub column: usize,
    /// How.
    pub used: SharedUse,
    /// The rows of each person, in their order.
    pub persons: Vec<Vec<u32>>,
}

impl Linkage {
    /// Identifiers whose rows are of two or more persons who are told apart by everything else, though they share it.
    pub fn shared_identifiers(&self) -> Vec<SharedRows> {
        let columns = self.table.columns.iter().enumerate().filter(|(_, column)| column.kind.is_identifier());
        let mut all = Vec::new();
        for (at, column) in columns {
            let known = column.cells.iter().zip(0_u32..).filter(|(value, _)| **value != 0);
            let of_rows = known.flat_map(|(value, row)| {
                let mut room = [0];
                column.elements(value, &mut room).iter().map(move |element| (*element, row)).collect::<Vec<_>>()
            });
            let rows = Postings::of(column.values.elements.len(), of_rows);
            let lists = (0..rows.lists() as u32).map(|element| rows.get(element));
            let shared = lists.filter(|rows| (2..=MOST).contains(&rows.len()));
            all.extend(shared.filter_map(|rows| {
                let persons = self.persons(rows)?;
                Some(SharedRows { column: at, used: self.used(&persons), persons })
            }));
        }
        all
    }

    /// The persons among rows, where there are two or more, each apart from all others.
    fn persons(&self, rows: &[u32]) -> Option<Vec<Vec<u32>>> {
        let likely = |one: u32, other: u32| {
            let (one, other) = (one as usize, other as usize);
            if self.table.can_pair(one, other) { self.probability(self.weigh(one, other)) } else { 0.0 }
        };
        let mut persons: Vec<Vec<u32>> = Vec::new();
        for row in rows {
            let is_his = |person: &Vec<u32>| person.iter().any(|other| likely(*row, *other) >= ONE);
            let (his, mut others): (Vec<_>, Vec<_>) = persons.into_iter().partition(is_his);
            others.push(his.into_iter().flatten().chain([*row]).collect());
            persons = others;
        }
        let is_apart = |at: usize| {
            let others = persons.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, other)| other);
            let own = persons.get(at).into_iter().flatten();
            others.clone().next().is_some()
                && own.into_iter().all(|row| others.clone().all(|other| likely(*row, *other) < TWO))
        };
        let are_apart: Vec<bool> = (0..persons.len()).map(is_apart).collect();
        let mut apart: Vec<Vec<u32>> =
            persons.into_iter().zip(are_apart).filter(|(_, is_apart)| *is_apart).map(|(person, _)| person).collect();
        apart.iter_mut().for_each(|person| person.sort_unstable());
        apart.sort_unstable();
        (apart.len() > 1).then_some(apart)
    }

    /// Whether one had it after the other.
    fn used(&self, persons: &[Vec<u32>]) -> SharedUse {
        let Some(days) = self.table.columns.iter().find(|column| column.kind == Kind::Day) else {
            return SharedUse::Shared;
        };
        let Elements::Days(all) = &days.values.elements else { return SharedUse::Shared };
        let day = |value: Value| (value != 0).then(|| all[value as usize - 1]);
        let spans = persons.iter().map(|rows| {
            let known = || rows.iter().filter_map(|row| day(days.cells[*row as usize]));
            Some((known().min()?, known().max()?))
        });
        let Some(mut spans) = spans.collect::<Option<Vec<(i32, i32)>>>() else { return SharedUse::Shared };
        spans.sort_unstable();
        let is_after = |pair: &[(i32, i32)]| pair[1].0.saturating_sub(pair[0].1) >= BETWEEN;
        if spans.windows(2).all(is_after) { SharedUse::Recycled } else { SharedUse::Shared }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{Cells, Model, TableBuilder};

    #[test]
    fn a_number_that_went_on_and_a_car_that_two_drive() {
        // Two men, told apart by age, height and name; rows 0 to 2 are of the one, 3 and 4 of the other. The rest are others.
        let of = |row: usize, one: &'static str, other: &'static str| match row {
            0..3 => Some(one),
            3..5 => Some(other),
            _ => None,
        };
        let names: Vec<Option<&str>> = (0..60).map(|row| of(row, "Orlo Vandermeer", "Tim Quickly")).collect();
        let phones: Vec<Option<&str>> = (0..60).map(|row| of(row, "07700 900111", "07700 900111")).collect();
        let plates: Vec<Option<&str>> = (0..60).map(|row| of(row, "QQ15ABC", "QQ15ABC")).collect();
        let pair = |row: usize, one: f64, other: f64| match row {
            0..3 => Some([one, one]),
            3..5 => Some([other, other]),
            row => Some([20.0 + row as f64, 20.0 + row as f64]),
        };
        let ages: Vec<Option<[f64; 2]>> = (0..60).map(|row| pair(row, 22.0, 58.0)).collect();
        let heights: Vec<Option<[f64; 2]>> = (0..60).map(|row| pair(row, 160.0, 196.0)).collect();
        let days = |second: i32| (0..60).map(|row| Some(if row < 3 { row } else { second + row })).collect();
        let table = |second: i32| {
            TableBuilder::new()
                .column("name", Kind::Name, Cells::Texts(Vec::clone(&names)))
                .column("phone", Kind::Phone, Cells::Texts(Vec::clone(&phones)))
                .column("plate", Kind::Plate, Cells::Texts(Vec::clone(&plates)))
                .column("age", Kind::Number, Cells::Pairs(Vec::clone(&ages)))
                .column("height", Kind::Number, Cells::Pairs(Vec::clone(&heights)))
                .column("day", Kind::Day, Cells::Days(days(second)))
                .build()
        };
        for (second, used) in [(400, SharedUse::Recycled), (2, SharedUse::Shared)] {
            let table = table(second);
            let model = Model::assumed(&table);
            let linkage = Linkage::of_model(table, model);
            let shared = linkage.shared_identifiers();
            let told: Vec<(usize, SharedUse)> = shared.iter().map(|shared| (shared.column, shared.used)).collect();
            assert_eq!(told, [(1, used), (2, used)]);
            assert!(shared.iter().all(|shared| shared.persons == [vec![0, 1, 2], vec![3, 4]]));
        }
    }
}

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
            persons[at].iter().all(|row| others.clone().all(|other| likely(*row, *other) < TWO))
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
    use crate::linkage::{Cells, TableBuilder};

    /// Forty numbers: of each a man who is met three times, and another, who looks and is called otherwise, twice. The second comes so many
    /// days later.
    fn linkage(later: i32) -> Linkage {
        let rows = || (0..200).map(|row| (row / 5, row % 5 / 3, row % 5));
        let names: Vec<String> =
            rows().map(|(number, second, _)| format!("na{}me{}", number * 7 + second * 3, number)).collect();
        let phones: Vec<String> = rows().map(|(number, ..)| format!("07700 900{number:03}")).collect();
        let number = |of: &dyn Fn(i32, i32) -> i32| {
            Cells::Pairs(rows().map(|(number, second, _)| Some([f64::from(of(number, second)); 2])).collect())
        };
        let days = rows().map(|(number, second, time)| Some(number + later * second + 2 * time)).collect();
        fn texts(all: &[String]) -> Cells<'_> {
            Cells::Texts(all.iter().map(|text| Some(text.as_str())).collect())
        }
        let table = TableBuilder::new()
            .column("name", Kind::Name, texts(&names))
            .column("phone", Kind::Phone, texts(&phones))
            .column("age", Kind::Number, number(&|number, second| 20 + (number * 3 + 25 * second) % 50))
            .column("height", Kind::Number, number(&|number, second| 155 + (number * 7 + 30 * second) % 45))
            .column("day", Kind::Day, Cells::Days(days))
            .build();
        Linkage::new(table)
    }

    #[test]
    fn numbers_that_went_on_are_told_from_those_that_two_have() {
        for (later, used) in [(400, SharedUse::Recycled), (5, SharedUse::Shared)] {
            let shared = linkage(later).shared_identifiers();
            assert!(shared.len() > 30, "{}", shared.len());
            assert!(shared.iter().all(|shared| (shared.column, shared.used) == (1, used)));
            for shared in &shared {
                let [one, other] = &shared.persons[..] else { return assert_eq!(shared.persons.len(), 2) };
                let first = one[0];
                assert_eq!((one, other), (&vec![first, first + 1, first + 2], &vec![first + 3, first + 4]));
            }
        }
    }
}

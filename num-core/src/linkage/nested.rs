//! Columns that say again what a finer one has said: whoever names the model of a car has named its make, and an area its force.

use std::collections::HashMap;

use super::{
    Kind, Table,
    column::{Column, Value},
    fingerprint::sample,
};

/// So many rows show it.
const SAMPLE: usize = 20_000;
/// Fewer pairs of rows with the same fine value show nothing.
const PAIRS: u64 = 30;
/// Of hundred such pairs so many have the same coarse value.
const SHARE: u64 = 97;

/// A column by which another one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nested {
    pub(crate) fine: usize,
    pub(crate) coarse: usize,
}

impl Nested {
    /// Those of a table: of one group, and found in its rows.
    pub(crate) fn of(table: &Table) -> Vec<Self> {
        let of_one_value = |(_, column): &(usize, &Column)| {
            matches!(column.kind, Kind::Code | Kind::Text | Kind::Postcode) && column.values.lists.is_none()
        };
        let columns: Vec<(usize, &Column)> = table.columns.iter().enumerate().filter(of_one_value).collect();
        let both = columns.iter().flat_map(|fine| columns.iter().map(move |coarse| (fine, coarse)));
        let mut both = both
            .filter(|((_, fine), (_, coarse))| fine.group == coarse.group && fine.distinct() > coarse.distinct())
            .peekable();
        if both.peek().is_none() {
            return Vec::new();
        }
        let rows = sample(table, SAMPLE);
        both.filter(|((_, fine), (_, coarse))| is_given(&rows, fine, coarse))
            .map(|((fine, _), (coarse, _))| Self { fine: *fine, coarse: *coarse })
            .collect()
    }
}

/// Whether rows with the same fine value nearly always have the same coarse one.
fn is_given(rows: &[u32], fine: &Column, coarse: &Column) -> bool {
    let values = rows.iter().map(|row| (fine.cells[*row as usize], coarse.cells[*row as usize]));
    let mut counts: HashMap<Value, HashMap<Value, u64>> = HashMap::new();
    for (fine, coarse) in values.filter(|(fine, coarse)| *fine != 0 && *coarse != 0) {
        *counts.entry(fine).or_default().entry(coarse).or_default() += 1;
    }
    let pairs = |rows: u64| rows * rows.saturating_sub(1) / 2;
    let (mut all, mut same) = (0, 0);
    for of_fine in counts.values() {
        all += pairs(of_fine.values().sum());
        same += of_fine.values().map(|rows| pairs(*rows)).sum::<u64>();
    }
    all >= PAIRS && same * 100 >= all * SHARE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{Cells, Group, Linkage, Model, TableBuilder};

    #[test]
    fn what_a_model_says_of_its_make_is_not_told_again() {
        let models: Vec<String> = (0..400).map(|row| format!("m{}", row % 20)).collect();
        let makes: Vec<String> = (0..400).map(|row| format!("k{}", row % 20 / 4)).collect();
        let colours: Vec<String> = (0..400).map(|row| format!("c{}", row % 7)).collect();
        let builds: Vec<String> = (0..400).map(|row| format!("b{}", row % 10)).collect();
        let cells = |texts: &'static [String]| Cells::Texts(texts.iter().map(|text| Some(text.as_str())).collect());
        let [models, makes, colours, builds] =
            [models, makes, colours, builds].map(|texts| &*Box::leak(texts.into_boxed_slice()));
        let table = TableBuilder::new()
            .grouped("make", Kind::Code, Group::Vehicle, cells(makes))
            .grouped("model", Kind::Code, Group::Vehicle, cells(models))
            .grouped("colour", Kind::Code, Group::Vehicle, cells(colours))
            // Of another group: what a model gives of a build is chance.
            .grouped("build", Kind::Code, Group::Body, cells(builds))
            .build();
        assert_eq!(table.nested(), [Nested { fine: 1, coarse: 0 }]);
        let model = Model::assumed(&table);
        let linkage = Linkage::of_model(table, model);
        let make = |one: usize, other: usize| {
            let evidence = linkage.evidence(one, other);
            evidence.iter().find(|one| one.column == Some(0)).map(|one| one.weight.hundredths())
        };
        // The same model; the same make alone; neither.
        assert_eq!(make(0, 20), Some(0));
        assert!(make(0, 1) > Some(0));
        assert!(make(0, 4) < Some(0));
    }
}

//! A record that is asked about and stands in no row.

use std::sync::Arc;

use super::{
    Evidence, Kind, Linkage, Pair, Table,
    agreeing::normal_form,
    column::{Before, Column},
};
use crate::error::{Code, Problem, Problems};

/// A record among the rows of a linkage, while something is asked of it.
///
/// It is compared with every row by the same weights, and is not one of them: it does not count among those by which rare and common
/// are told apart.
pub struct Query<'l> {
    linkage: &'l mut Linkage,
    /// Of each column what there was before.
    before: Vec<Before>,
}

/// A row that may be of the same person as a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The row, and what it weighs; the record is `left`, behind the last row.
    pub pair: Pair,
    /// What speaks for it and against it: the weights add up to that of the pair.
    pub evidence: Vec<Evidence>,
}

impl Linkage {
    /// The rows that are likest to a record, every one weighed; the heaviest come first. It is the first row of a table of its own, with
    /// columns of the same names and kinds; a column that it has not is not known of it.
    ///
    /// # Errors
    /// Those of [`Linkage::query`].
    pub fn find(&mut self, record: &Table, most: usize) -> Result<Vec<Found>, Problems> {
        let query = self.query(record, 0)?;
        let found = query.nearest(most).into_iter();
        Ok(found.map(|pair| Found { evidence: query.evidence(pair.right as usize), pair }).collect())
    }

    /// Puts a row of another table among the rows, to be asked about. Codes and tags that no row has are as if they were not told.
    ///
    /// # Errors
    /// Each column that this linkage has not, or that is of another kind in it, and a row that is not there.
    pub fn query(&mut self, table: &Table, row: usize) -> Result<Query<'_>, Problems> {
        let places = self.places(table)?;
        if row >= table.len() {
            return Err(Problem::new("", Code::MEMBER_MISSING).into());
        }
        // Made of the rows alone.
        self.index();
        if let Some(event) = self.weights.event_columns()
            && self.table.columns[event.place].kind != Kind::Place
        {
            self.entries(event.place);
        }
        let known: Vec<Vec<Option<u32>>> = places
            .iter()
            .enumerate()
            .map(|(at, place)| self.known(at, place.map(|place| &table.columns[place]), row))
            .collect();
        let mut before = Vec::with_capacity(known.len());
        let surroundings = Arc::make_mut(&mut self.weights.surroundings);
        let columns = self.table.columns.iter_mut().zip(surroundings).zip(&self.model.columns);
        for (((column, around), model), (place, known)) in columns.zip(places.iter().zip(&known)) {
            before.push(column.put(place.map(|place| (&table.columns[place], row)), known));
            around.extend(column, &model.u);
        }
        Ok(Query { linkage: self, before })
    }

    /// Which column of a table each of the columns is.
    fn places(&self, table: &Table) -> Result<Vec<Option<usize>>, Problems> {
        let mut places = vec![None; self.table.columns.len()];
        let mut problems = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let of_name = |(place, own): (&Option<usize>, &Column)| place.is_none() && own.name == column.name;
            match places.iter().zip(&self.table.columns).position(of_name) {
                None => problems.push(Problem::new(format!("columns[{at}]"), Code::MAPPING_COLUMN_MISSING)),
                Some(own) if self.table.columns[own].kind != column.kind => {
                    problems.push(Problem::new(format!("columns[{at}].kind"), Code::LINKAGE_KIND_DIFFERS));
                }
                Some(own) => places[own] = Some(at),
            }
        }
        Problems::check(problems)?;
        Ok(places)
    }

    /// Which elements of a column those of a record are.
    fn known(&self, at: usize, record: Option<&Column>, row: usize) -> Vec<Option<u32>> {
        let Some(record) = record.filter(|record| record.cells[row] != 0 && record.is_looked_up()) else {
            return Vec::new();
        };
        let (column, entries) = (&self.table.columns[at], self.entries(at));
        let (mut room, mut single) = (Vec::new(), [0]);
        let elements = record.elements(&record.cells[row], &mut single).iter();
        elements.map(|element| entries.element(column, normal_form(record, *element, &mut room))).collect()
    }
}

impl Query<'_> {
    /// The rows that are likest to it, every one weighed; the heaviest come first. The record is `left` of each pair.
    pub fn nearest(&self, most: usize) -> Vec<Pair> {
        self.linkage.nearest(self.row(), most)
    }

    /// What speaks for it and a row being of one person and against it, as [`Linkage::evidence`].
    pub fn evidence(&self, row: usize) -> Vec<Evidence> {
        self.linkage.evidence(self.row(), row)
    }

    /// Where the record stands: behind the last row.
    fn row(&self) -> usize {
        self.linkage.table.rows
    }
}

impl Drop for Query<'_> {
    fn drop(&mut self) {
        let surroundings = Arc::make_mut(&mut self.linkage.weights.surroundings);
        for ((column, around), before) in self.linkage.table.columns.iter_mut().zip(surroundings).zip(&self.before) {
            column.take_out(before);
            around.truncate(before.elements());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{
        Cells, Model, TableBuilder,
        kernel::chance::Chance,
        random::{TEXTS, borrowed, pairs, table, texts},
    };

    /// Every row against the record, weighed one by one.
    fn naive(query: &Query<'_>, most: usize) -> Vec<(u32, i32)> {
        let linkage = &query.linkage;
        let weigh = |other: usize| (-linkage.weigh(query.row(), other), other as u32);
        let mut all: Vec<(i32, u32)> = (0..linkage.table.rows).map(weigh).collect();
        all.sort_unstable();
        all.into_iter().take(most).map(|(weight, other)| (other, -weight)).collect()
    }

    fn weights(pairs: &[Pair]) -> Vec<(u32, i32)> {
        pairs.iter().map(|pair| (pair.right, pair.weight)).collect()
    }

    /// Whatever is asked, each row is weighed, and nothing of it is left.
    fn is_asked_of_all(linkage: &mut Linkage, records: &Table) {
        let before = linkage.save();
        for row in 0..records.len() {
            let Ok(query) = linkage.query(records, row) else { return assert_eq!(row, usize::MAX) };
            for most in [1, 12] {
                assert_eq!(weights(&query.nearest(most)), naive(&query, most), "{row}");
            }
            for found in query.nearest(5) {
                let evidence = query.evidence(found.right as usize);
                assert_eq!(evidence.iter().map(|one| one.weight.hundredths()).sum::<i32>(), found.weight);
            }
        }
        assert_eq!(linkage.save(), before);
    }

    /// A record that says what a row says weighs against every other row what that row weighs.
    fn rows_are_as_records(linkage: &mut Linkage) {
        let records = linkage.table.clone();
        for row in (0..records.len()).step_by(3) {
            let own: Vec<i32> = (0..records.len()).map(|other| linkage.weigh(row, other)).collect();
            let Ok(query) = linkage.query(&records, row) else { return assert_eq!(row, usize::MAX) };
            let asked: Vec<i32> = (0..records.len()).map(|other| query.linkage.weigh(query.row(), other)).collect();
            assert_eq!(asked, own, "{row}");
        }
    }

    #[test]
    fn a_record_of_each_kind_is_weighed_against_every_row() {
        let mut chance = Chance(0x2545_F491_4F6C_DD1D);
        for kind in TEXTS {
            let [of_rows, of_records] = [80, 40].map(|rows| texts(&mut chance, kind, rows));
            let [rows, records] =
                [&of_rows, &of_records].map(|cells| TableBuilder::new().column("it", kind, borrowed(cells)).build());
            let mut linkage = Linkage::new(rows);
            is_asked_of_all(&mut linkage, &records);
            rows_are_as_records(&mut linkage);
        }
        for (kind, scale) in [(Kind::Number, 0.3), (Kind::Place, 0.01), (Kind::Place, 0.3), (Kind::Place, 4.0)] {
            let [rows, records] = [80, 40].map(|rows| {
                let cells = pairs(&mut chance, kind, rows, scale);
                TableBuilder::new().column("it", kind, cells).build()
            });
            let mut linkage = Linkage::new(rows);
            is_asked_of_all(&mut linkage, &records);
            rows_are_as_records(&mut linkage);
        }
    }

    #[test]
    fn a_record_of_all_kinds_is_weighed_against_every_row() {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for (turn, scale) in [3.0, 0.05, 0.01, 0.002].into_iter().enumerate() {
            let rows = table(&mut chance, 110, scale, turn % 2 == 1);
            let records = table(&mut chance, 40, scale, false);
            let assumed = Model::assumed(&rows);
            let mut linkage = Linkage::of_model(rows.clone(), assumed);
            is_asked_of_all(&mut linkage, &records);
            rows_are_as_records(&mut linkage);
            let mut linkage = Linkage::new(rows);
            is_asked_of_all(&mut linkage, &records);
            rows_are_as_records(&mut linkage);
        }
    }

    #[test]
    fn many_places_are_asked_by_their_cells() {
        let mut chance = Chance(0x0123_4567_89AB_CDEF);
        let mut of = |rows: usize| {
            let place = |at: usize| Some([51.0 + (at % 1_000) as f64 / 700.0, (at / 1_000) as f64 / 30.0]);
            let places = (0..rows).map(|_| place(chance.below(60_000))).collect();
            let days = (0..rows).map(|_| Some(chance.below(400) as i32)).collect();
            TableBuilder::new()
                .column("place", Kind::Place, Cells::Pairs(places))
                .column("day", Kind::Day, Cells::Days(days))
                .build()
        };
        let (rows, records) = (of(6_000), of(10));
        let model = Model::assumed(&rows);
        let mut linkage = Linkage::of_model(rows, model);
        is_asked_of_all(&mut linkage, &records);
        let copied = linkage.table.clone();
        for row in [0, 999, 5_999] {
            let own: Vec<i32> = (0..6_000).map(|other| linkage.weigh(row, other)).collect();
            let Ok(query) = linkage.query(&copied, row) else { return assert_eq!(row, usize::MAX) };
            assert!((0..6_000).all(|other| query.linkage.weigh(query.row(), other) == own[other]));
        }
    }

    #[test]
    fn a_record_has_columns_of_the_linkage() {
        let of = |name, kind| TableBuilder::new().column(name, kind, Cells::Texts(vec![Some("Ann Lee")])).build();
        let mut linkage = Linkage::new(of("name", Kind::Name));
        let codes = |linkage: &mut Linkage, record: &Table| -> Vec<Code> {
            linkage.find(record, 3).err().iter().flat_map(Problems::as_slice).map(|one| one.code).collect()
        };
        assert_eq!(codes(&mut linkage, &of("names", Kind::Name)), [Code::MAPPING_COLUMN_MISSING]);
        assert_eq!(codes(&mut linkage, &of("name", Kind::Text)), [Code::LINKAGE_KIND_DIFFERS]);
        assert_eq!(codes(&mut linkage, &Table::default()), [Code::MEMBER_MISSING]);
        let found = linkage.find(&of("name", Kind::Name), 3);
        assert_eq!(found.map(|found| found.len()).ok(), Some(1));
    }
}

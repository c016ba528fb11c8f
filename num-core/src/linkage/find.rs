//! One row against every other, and every row against every other: nothing is blocked.
//!
//! What every row may weigh at the most is added up from small tables, in a pass over all rows; those that may weigh enough are weighed
//! exactly, the likeliest first, until no other can weigh more. The answer is the same as if each had been weighed.

use std::{collections::BinaryHeap, ops::Range, sync::OnceLock};

use rayon::prelude::*;

use super::{
    Kind, Linkage, Pair,
    agreeing::{Entries, normal_form},
    coarse,
    column::{Cells, Column, Value},
    kernel::scan::Level,
    rooms::Rooms,
    scan_columns::{Bounds, ScanColumns},
    weigh::MAX_COLUMNS,
};

/// What is made of a table to ask of all of its rows at once.
pub(crate) struct Index {
    columns: Option<ScanColumns>,
    /// The days of the rows of places, region by region.
    days: Vec<Value>,
    /// The entries of columns that were looked up in.
    entries: Vec<OnceLock<Entries>>,
    /// Of queries that are over.
    scores: Rooms<i16>,
}

impl Index {
    fn of(linkage: &Linkage) -> Self {
        let columns = ScanColumns::of(linkage);
        let event = linkage.weights.event_columns();
        let days = event.and_then(|event| {
            let days = &linkage.table.columns[event.day].cells;
            let places = columns.as_ref()?.places(event.place)?;
            Some(places.rows.items().iter().map(|row| days[*row as usize]).collect())
        });
        let entries = linkage.table.columns.iter().map(|_| OnceLock::new()).collect();
        Self { columns, days: days.unwrap_or_default(), entries, scores: Rooms::default() }
    }
}

/// So many rows are weighed at once.
const AT_ONCE: usize = 16;

/// The heaviest rows so far, the lightest of them on top; of equals the last.
struct Heaviest {
    most: usize,
    kept: BinaryHeap<(i32, u32)>,
}

impl Heaviest {
    fn offer(&mut self, weight: i32, row: u32) {
        if self.kept.len() < self.most {
            self.kept.push((-weight, row));
        } else if self.kept.peek().is_some_and(|lightest| (-weight, row) < *lightest) {
            self.kept.pop();
            self.kept.push((-weight, row));
        }
    }

    /// What a row must weigh to be among them; `i32::MIN` where any is.
    fn least(&self) -> i32 {
        match self.kept.peek() {
            Some((weight, _)) if self.kept.len() == self.most => -weight,
            _ => i32::MIN,
        }
    }
}

/// Both: one by another core if one is free, the other meanwhile.
fn alongside<One: Default + Send, Other>(
    one: impl FnOnce() -> One + Send,
    other: impl FnOnce() -> Other,
) -> (One, Other) {
    let mut of_one = One::default();
    let of_other = rayon::in_place_scope(|scope| {
        scope.spawn(|_| of_one = one());
        other()
    });
    (of_one, of_other)
}

impl Linkage {
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The entries of a column of texts or identifiers.
    pub(crate) fn entries(&self, column: usize) -> &Entries {
        let index = self.index();
        match index.columns.as_ref().and_then(|columns| columns.sparse(column)) {
            Some(sparse) => &sparse.entries,
            None => index.entries[column].get_or_init(|| Entries::of(&self.table.columns[column])),
        }
    }

    /// The rows that a row can pair with, but for its own report's; what stands behind the last can pair with all.
    fn others(&self, row: usize) -> Range<usize> {
        let rows = self.table.rows;
        match self.table.second {
            _ if row >= rows => 0..rows,
            Some(second) if row < second => second..rows,
            Some(second) => 0..second,
            None => 0..rows,
        }
    }

    /// The heaviest others of a row, every other weighed.
    pub fn nearest(&self, row: usize, most: usize) -> Vec<Pair> {
        self.nearest_by(row, most, Level::best())
    }

    /// The same with the instructions of a level.
    fn nearest_by(&self, row: usize, most: usize, level: Level) -> Vec<Pair> {
        let index = self.index();
        let mut heaviest = Heaviest { most, kept: BinaryHeap::new() };
        if most > 0 && self.table.columns.first().is_some_and(|column| row < column.cells.len()) {
            match &index.columns {
                Some(columns) => self.search(index, columns, row, level, &mut heaviest),
                None => self.others(row).filter(|other| self.is_other(row, *other)).for_each(|other| {
                    heaviest.offer(self.weigh(row, other), other as u32);
                }),
            }
        }
        let pair = |(weight, right): (i32, u32)| self.pair(row as u32, right, -weight);
        heaviest.kept.into_sorted_vec().into_iter().map(pair).collect()
    }

    fn is_other(&self, row: usize, other: usize) -> bool {
        row != other && self.table.can_pair(row, other)
    }

    fn search(&self, index: &Index, columns: &ScanColumns, row: usize, level: Level, heaviest: &mut Heaviest) {
        let query = self.values(row);
        let (mut bounds, told_again) = self.bounds(index, columns, row, &query, self.others(row), level);
        for other in told_again {
            if let Some(score) = bounds.of_row(other) {
                *score = Bounds::DONE;
                if self.is_other(row, other as usize) {
                    heaviest.offer(self.weigh(row, other as usize), other);
                }
            }
        }
        self.weigh_likeliest(row, &bounds, heaviest);
        index.scores.give_back(bounds.scores);
    }

    /// Weighs those who may weigh most, until no other can weigh more than the heaviest.
    fn weigh_likeliest(&self, row: usize, bounds: &Bounds, heaviest: &mut Heaviest) {
        /// Rows of which the heaviest is known.
        const BLOCK: usize = 256;
        /// So many blocks have a row that is weighed before any is ruled out.
        const BLOCKS: usize = 64;
        let Bounds { start, scores, .. } = bounds;
        let maxima: Vec<i16> =
            scores.chunks(BLOCK).map(|block| block.iter().copied().max().unwrap_or(Bounds::DONE)).collect();
        let mut sorted = maxima.clone();
        let mut to = i16::MAX;
        let heavy = if sorted.len() > BLOCKS {
            *sorted.select_nth_unstable_by(BLOCKS, |one, other| other.cmp(one)).1
        } else {
            i16::MIN
        };
        let mut from = heavy.max(Bounds::DONE + 1).max(bounds.reaching(heaviest.least()));
        loop {
            let mut likely: Vec<(i16, u32)> = Vec::new();
            for (block, _) in maxima.iter().enumerate().filter(|(_, most)| **most >= from) {
                let first = block * BLOCK;
                let rows = scores[first..].iter().take(BLOCK).zip(first + start..);
                likely.extend(
                    rows.filter(|(score, _)| (from..=to).contains(*score)).map(|(score, row)| (-*score, row as u32)),
                );
            }
            likely.sort_unstable();
            likely.retain(|(_, other)| self.is_other(row, *other as usize));
            for some in likely.chunks(AT_ONCE) {
                if bounds.most(-some[0].0) < heaviest.least() {
                    return;
                }
                self.weigh_some(row, some.iter().map(|(_, other)| *other), |other, weight| {
                    heaviest.offer(weight, other)
                });
            }
            if from == Bounds::DONE + 1 || from <= bounds.reaching(heaviest.least()) {
                return;
            }
            to = from - 1;
            from = bounds.reaching(heaviest.least()).max(Bounds::DONE + 1);
        }
    }

    /// Weighs a row against some others, [`AT_ONCE`] at the most, one column after the other: so memory is asked for the values of many rows
    /// at once.
    fn weigh_some(&self, row: usize, others: impl Iterator<Item = u32> + Clone, mut tell: impl FnMut(u32, i32)) {
        let mut each = [[(0, 0); MAX_COLUMNS]; AT_ONCE];
        let mut levels = [[u8::MAX; MAX_COLUMNS]; AT_ONCE];
        for (at, column) in self.table.columns.iter().enumerate() {
            let mut values = [0; AT_ONCE];
            values.iter_mut().zip(others.clone()).for_each(|(value, other)| *value = column.cells[other as usize]);
            for ((each, levels), (value, _)) in each.iter_mut().zip(&mut levels).zip(values.iter().zip(others.clone()))
            {
                (each[at], levels[at]) = self.weights.of_values(&self.table, at, column.cells[row], *value);
            }
        }
        for ((each, levels), other) in each.iter_mut().zip(&levels).zip(others) {
            self.weights.hang_together(&self.table, levels, each);
            tell(other, self.weights.sum(&each[..self.table.columns.len()]));
        }
    }

    /// The values of a row.
    fn values(&self, row: usize) -> Vec<Value> {
        self.table.columns.iter().map(|column| column.cells[row]).collect()
    }

    /// What rows may weigh against a query at the most, by its values; and those for which that is no bound, as they may tell of the same
    /// event.
    fn bounds(
        &self,
        index: &Index,
        columns: &ScanColumns,
        row: usize,
        query: &[Value],
        rows: Range<usize>,
        level: Level,
    ) -> (Bounds, Vec<u32>) {
        /// From so many rows on, another core takes its part.
        const SHARED: usize = 50_000;
        let scores = index.scores.take(rows.len(), 0);
        let scanned =
            || (columns.scanned(self, query, rows.clone(), level, scores), self.told_again(index, columns, row, query));
        let ((mut bounds, told_again), agreeing) = if rows.len() < SHARED {
            (scanned(), columns.agreeing(self, query))
        } else {
            alongside(scanned, || columns.agreeing(self, query))
        };
        agreeing.into_iter().for_each(|(rows, more)| bounds.raise(rows, more));
        (bounds, told_again)
    }

    /// Rows that may tell of the same event, for which the sum of the columns is no bound.
    fn told_again(&self, index: &Index, columns: &ScanColumns, row: usize, query: &[Value]) -> Vec<u32> {
        let Some(event) = self.weights.event_columns() else { return Vec::new() };
        let (place, day) = (query[event.place], query[event.day]);
        if place == 0 || day == 0 {
            return Vec::new();
        }
        let (places, days) = (&self.table.columns[event.place], &self.table.columns[event.day]);
        let is_near = |other: u32, other_day: Value| {
            let is_then = other_day != 0 && event.is_then(days.level(day, other_day)) && other as usize != row;
            is_then && {
                let other_place = places.cells[other as usize];
                other_place != 0 && event.is_there(places.level(place, other_place))
            }
        };
        match columns.places(event.place) {
            Some(of) => {
                let near = of
                    .regions
                    .near(places, place, |level| event.is_there(level))
                    .flat_map(|region| of.rows.range(region.into()));
                let near = near.map(|at| (of.rows.items()[at], index.days[at]));
                near.filter(|(other, day)| is_near(*other, *day)).map(|(other, _)| other).collect()
            }
            // So few places that they are not divided further.
            None if places.kind == Kind::Place => (0_u32..)
                .zip(&days.cells[..self.table.rows])
                .filter(|(other, day)| is_near(*other, **day))
                .map(|(other, _)| other)
                .collect(),
            None => {
                let same = self.entries(event.place).rows.get(place).iter().copied();
                same.filter(|other| is_near(*other, days.cells[*other as usize])).collect()
            }
        }
    }

    /// Every pair that reaches a probability, all weighed.
    pub fn scan_all(&self, at_least: f64) -> Vec<Pair> {
        self.scan_all_while(at_least, &|_| true).unwrap_or_default()
    }

    /// The same; now and then `go_on` is told which part is done, and answers whether to go on. `None` when it was not to.
    pub fn scan_all_while(&self, at_least: f64, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Pair>> {
        /// Rows between which it is asked whether to go on.
        const ASKED: usize = 512;
        let index = self.index();
        let least = coarse::least(&self.weights, at_least);
        let of_row = |row: usize| match (&index.columns, least) {
            (Some(columns), Some(least)) => self.reaching(index, columns, row, least),
            _ => self.reaching_each(row, at_least),
        };
        let (rows, mut pairs) = (self.table.rows, Vec::new());
        for first in (0..rows).step_by(ASKED) {
            if !go_on(first as f64 / rows as f64) {
                return None;
            }
            let some = (first..rows.min(first + ASKED)).into_par_iter().flat_map_iter(of_row);
            pairs.par_extend(some);
        }
        Some(pairs)
    }

    /// The pairs of a row with later ones that reach a probability, each weighed.
    fn reaching_each(&self, left: usize, at_least: f64) -> Vec<Pair> {
        let others = (left + 1..self.table.rows).filter(|right| self.table.can_pair(left, *right));
        let weighed = others.map(|right| (right, self.weigh(left, right)));
        let reaching = weighed.filter(|(_, weight)| self.probability(*weight) >= at_least);
        reaching.map(|(right, weight)| self.pair(left as u32, right as u32, weight)).collect()
    }

    /// The pairs of a row with later ones that weigh so much.
    fn reaching(&self, index: &Index, columns: &ScanColumns, row: usize, least: i32) -> Vec<Pair> {
        let others = self.others(row);
        let others = others.start.max(row + 1)..others.end.max(row + 1);
        let reaching = self.weights_of(index, columns, row, others, least).into_iter();
        reaching.map(|(other, weight)| self.pair(row as u32, other as u32, weight)).collect()
    }

    /// What others weigh against a row that weigh so much, each weighed; `None` where nothing bounds what they weigh.
    pub(crate) fn weights_reaching(&self, row: usize, least: i32) -> Option<Vec<i32>> {
        let index = self.index();
        let weights = self.weights_of(index, index.columns.as_ref()?, row, self.others(row), least);
        Some(weights.into_iter().map(|(_, weight)| weight).collect())
    }

    fn weights_of(
        &self,
        index: &Index,
        columns: &ScanColumns,
        row: usize,
        others: Range<usize>,
        least: i32,
    ) -> Vec<(usize, i32)> {
        if others.is_empty() {
            return Vec::new();
        }
        let query = self.values(row);
        let (mut bounds, told_again) = self.bounds(index, columns, row, &query, others, Level::best());
        for other in told_again {
            if let Some(score) = bounds.of_row(other) {
                *score = i16::MAX;
            }
        }
        let Bounds { start, scores, .. } = &bounds;
        let from = bounds.reaching(least);
        let may_reach = scores.iter().zip(*start..).filter(|(score, _)| **score >= from).map(|(_, other)| other);
        let weighed = may_reach.filter(|other| self.is_other(row, *other)).map(|other| (other, self.weigh(row, other)));
        let reaching = weighed.filter(|(_, weight)| *weight >= least).collect();
        index.scores.give_back(bounds.scores);
        reaching
    }

    /// The rows with exactly this value in a column, as it is in normal form; where a cell holds several, one of them.
    pub fn check(&self, column: usize, value: &str) -> Vec<u32> {
        let Some(of) = self.table.columns.get(column) else { return Vec::new() };
        let asked = Column::new("", of.kind, of.group, Cells::Texts(vec![Some(value)]));
        if asked.known() == 0 {
            return Vec::new();
        }
        self.entries(column).rows_of(of, normal_form(&asked, 0, &mut Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{
        Cells, Group, Kind, TableBuilder,
        kernel::chance::Chance,
        random::{TEXTS, borrowed, pairs, table, texts},
    };

    /// Every other weighed.
    fn naive(linkage: &Linkage, row: usize, most: usize) -> Vec<(u32, i32)> {
        let others = (0..linkage.table.rows).filter(|other| linkage.is_other(row, *other));
        let mut all: Vec<(i32, u32)> = others.map(|other| (-linkage.weigh(row, other), other as u32)).collect();
        all.sort_unstable();
        all.into_iter().take(most).map(|(weight, other)| (other, -weight)).collect()
    }

    fn is_as_if_all_were_weighed(linkage: &Linkage) {
        let rows = linkage.table.rows;
        for row in (0..rows).step_by(4) {
            for most in [1, 10] {
                let expected = naive(linkage, row, most);
                for level in Level::ALL {
                    let found: Vec<(u32, i32)> =
                        linkage.nearest_by(row, most, level).iter().map(|pair| (pair.right, pair.weight)).collect();
                    assert_eq!(found, expected, "{row} {level:?}");
                }
            }
        }
        for at_least in [0.001, 0.2, 0.9] {
            let mut expected = Vec::new();
            for left in 0..rows {
                for right in left + 1..rows {
                    let weight = linkage.weigh(left, right);
                    if linkage.table.can_pair(left, right) && linkage.probability(weight) >= at_least {
                        expected.push((left as u32, right as u32, weight));
                    }
                }
            }
            let found = linkage.scan_all(at_least);
            let found: Vec<(u32, u32, i32)> = found.iter().map(|pair| (pair.left, pair.right, pair.weight)).collect();
            assert_eq!(found, expected, "{at_least}");
        }
    }

    /// Every bound holds, so that what is dropped is dropped rightly.
    fn bounds_hold(linkage: &Linkage) {
        let columns = ScanColumns::of(linkage);
        let columns = columns.as_ref().filter(|_| linkage.table.rows > 0);
        let index = linkage.index();
        for (row, columns) in (0..linkage.table.rows).step_by(2).zip(columns.into_iter().cycle()) {
            let query = linkage.values(row);
            let (bounds, told_again) =
                linkage.bounds(index, columns, row, &query, 0..linkage.table.rows, Level::best());
            for other in (0..linkage.table.rows).filter(|other| *other != row && !told_again.contains(&(*other as u32)))
            {
                let weight = linkage.weigh(row, other);
                let most = bounds.most(bounds.scores[other]);
                assert!(weight <= most, "{row} {other}: {weight} over {most}: {:?}", linkage.evidence(row, other));
            }
        }
    }

    #[test]
    fn each_kind_alone_is_as_if_all_were_weighed() {
        let mut chance = Chance(0x2545_F491_4F6C_DD1D);
        for kind in TEXTS {
            let cells = texts(&mut chance, kind, 120);
            let linkage = Linkage::new(TableBuilder::new().column("it", kind, borrowed(&cells)).build());
            bounds_hold(&linkage);
            is_as_if_all_were_weighed(&linkage);
        }
        for (kind, scale) in
            [(Kind::Number, 0.1), (Kind::Number, 7.3), (Kind::Place, 0.01), (Kind::Place, 0.3), (Kind::Place, 4.0)]
        {
            let cells = pairs(&mut chance, kind, 120, scale);
            let linkage = Linkage::new(TableBuilder::new().column("it", kind, cells).build());
            bounds_hold(&linkage);
            is_as_if_all_were_weighed(&linkage);
        }
        let days = (0..120).map(|_| (chance.below(5) > 0).then(|| chance.below(3_000) as i32 - 900)).collect();
        let linkage = Linkage::new(TableBuilder::new().column("it", Kind::Day, Cells::Days(days)).build());
        bounds_hold(&linkage);
        is_as_if_all_were_weighed(&linkage);
    }

    #[test]
    fn a_pair_weighs_the_same_from_either_side() {
        let mut chance = Chance(0x2545_F491_4F6C_DD1D);
        for kind in TEXTS {
            let cells = texts(&mut chance, kind, 150);
            let linkage = Linkage::new(TableBuilder::new().column("it", kind, borrowed(&cells)).build());
            for (one, other) in (0..150).flat_map(|one| (0..one).map(move |other| (one, other))) {
                assert_eq!(linkage.weigh(one, other), linkage.weigh(other, one), "{kind:?}");
            }
        }
    }

    #[test]
    fn all_kinds_together_are_as_if_all_were_weighed() {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for (turn, scale) in [3.0, 0.05, 0.01, 0.002].into_iter().enumerate() {
            let table = table(&mut chance, 110, scale, turn % 2 == 1);
            let assumed = crate::linkage::Model::assumed(&table);
            let linkage = Linkage::of_model(table.clone(), assumed.clone());
            bounds_hold(&linkage);
            is_as_if_all_were_weighed(&linkage);
            is_as_if_all_were_weighed(&Linkage::new(table.clone()));
            // Slopes and caps that matter.
            let mut model = assumed;
            for (at, slope) in model.slopes.iter_mut().enumerate() {
                *slope = 0.2 + 0.13 * at as f64;
            }
            model.caps.iter_mut().for_each(|caps| *caps = [caps[0] / 4, caps[1] / 4]);
            let linkage = Linkage::of_model(table, model);
            bounds_hold(&linkage);
            is_as_if_all_were_weighed(&linkage);
        }
    }

    #[test]
    fn many_places_are_as_if_all_were_weighed() {
        let mut chance = Chance(0x0123_4567_89AB_CDEF);
        let rows = 6_000;
        // Most of them in one town.
        let place = |chance: &mut Chance, scale: f64| {
            Some([51.5 + scale * chance.below(5_000) as f64 / 5e3, scale * chance.below(5_000) as f64 / 5e3])
        };
        let places = (0..rows)
            .map(|_| {
                let scale = [0.1, 0.1, 0.1, 3.0][chance.below(4)];
                place(&mut chance, scale)
            })
            .collect();
        let days = (0..rows).map(|_| Some(chance.below(400) as i32)).collect();
        let ages = pairs(&mut chance, Kind::Number, rows, 0.31);
        let table = TableBuilder::new()
            .column("place", Kind::Place, Cells::Pairs(places))
            .column("day", Kind::Day, Cells::Days(days))
            .column("age", Kind::Number, ages)
            .build();
        let model = crate::linkage::Model::assumed(&table);
        let linkage = Linkage::of_model(table, model);
        let index = linkage.index();
        let columns =
            index.columns.as_ref().map(|columns| (columns, columns.places(0).map_or(0, |places| places.regions.len())));
        let Some((columns, regions)) = columns else { return assert!(index.columns.is_some()) };
        assert!(regions > 100, "{regions}");
        for row in (0..rows).step_by(211) {
            let found: Vec<(u32, i32)> =
                linkage.nearest(row, 10).iter().map(|pair| (pair.right, pair.weight)).collect();
            assert_eq!(found, naive(&linkage, row, 10));
            let query = linkage.values(row);
            let (bounds, told_again) = linkage.bounds(index, columns, row, &query, 0..rows, Level::best());
            for other in (0..rows).filter(|other| *other != row && !told_again.contains(&(*other as u32))) {
                assert!(linkage.weigh(row, other) <= bounds.most(bounds.scores[other]), "{row} {other}");
            }
        }
    }

    #[test]
    fn a_value_is_found_by_its_normal_form() {
        let mut chance = Chance(0x1234_5678_9ABC_DEF1);
        for kind in TEXTS {
            let cells = texts(&mut chance, kind, 200);
            let linkage = Linkage::new(TableBuilder::new().column("it", kind, borrowed(&cells)).build());
            let column = &linkage.table.columns[0];
            for cell in cells.iter().flatten() {
                let asked = Column::new("", kind, Group::Person, Cells::Texts(vec![Some(cell)]));
                let found = linkage.check(0, cell);
                if asked.known() == 0 {
                    assert_eq!(found, [0_u32; 0]);
                    continue;
                }
                let (mut room, mut other_room, mut single) = (Vec::new(), Vec::new(), [0]);
                let form = normal_form(&asked, 0, &mut room).to_vec();
                let expected: Vec<u32> = (0..200)
                    .filter(|row| {
                        let value = column.cells[*row as usize];
                        value != 0
                            && column
                                .elements(&value, &mut single)
                                .iter()
                                .any(|element| normal_form(column, *element, &mut other_room) == form)
                    })
                    .collect();
                assert!(!expected.is_empty());
                assert_eq!(found, expected, "{kind:?}");
            }
            assert!(linkage.check(0, "QWERTYUIOP").is_empty());
            assert!(linkage.check(1, "1").is_empty());
        }
    }

    #[test]
    fn equal_rows_cost_no_more_than_linear() {
        let time = |rows: usize| {
            let name = vec![Some("Robert Green"); rows];
            let phone = vec![Some("07700900123"); rows];
            let place = vec![Some([52.5, -1.9]); rows];
            let table = TableBuilder::new()
                .column("name", Kind::Name, Cells::Texts(name))
                .column("phone", Kind::Phone, Cells::Texts(phone))
                .column("place", Kind::Place, Cells::Pairs(place))
                .column("day", Kind::Day, Cells::Days(vec![Some(100); rows]))
                .build();
            let model = crate::linkage::Model::assumed(&table);
            let linkage = Linkage::of_model(table, model);
            let start = std::time::Instant::now();
            let found: Vec<u32> = linkage.nearest(3, 4).iter().map(|pair| pair.right).collect();
            assert_eq!(found, [0, 1, 2, 4]);
            start.elapsed()
        };
        let (few, many) = (time(10_000), time(100_000));
        // Ten times as many: thirty times the time would be more than linear, whatever else the machine does.
        assert!(many < few * 30 + std::time::Duration::from_millis(200), "{few:?} {many:?}");
    }
}

//! Most candidates are soon seen to be nobody's: what they may weigh at the most is too little.
//!
//! Values that are the same, and numbers, are weighed at once. Of texts that differ each column first counts what it may weigh at the
//! most; then one after the other is compared, the quick ones first, until what is left cannot reach what is asked for. Whatever can
//! is compared to the end, and weighs what it always weighs.

use super::{
    Kind, Table,
    weigh::{MAX_COLUMNS, Weights, hangs_on_names},
};

/// What pairs may weigh.
pub(crate) struct Coarse<'l> {
    table: &'l Table,
    weights: &'l Weights,
    /// Of texts that differ, the most for one person, and the least for two who belong together.
    bounds: Vec<(i32, i32)>,
    /// The columns of texts in the order in which they are compared; bounds are only of these.
    texts: Vec<usize>,
    are_texts: Vec<bool>,
    /// What a pair must weigh.
    least: i32,
}

impl<'l> Coarse<'l> {
    pub(crate) fn new(table: &'l Table, weights: &'l Weights, at_least: f64) -> Self {
        // A bound is one only where more in a column is more in all.
        let is_rising = weights.slopes.iter().all(|slope| *slope >= 0);
        let least = if is_rising { least(weights, at_least) } else { None };
        let are_texts: Vec<bool> =
            table.columns.iter().map(|column| least.is_some() && cost(column.kind) > 0).collect();
        let mut texts: Vec<usize> = (0..table.columns.len()).filter(|at| are_texts[*at]).collect();
        texts.sort_by_key(|at| cost(table.columns[*at].kind));
        let bounds = table.columns.iter().zip(&weights.columns).map(|(column, weights)| weights.bounds(column));
        // What hangs on names may be lifted to nothing.
        let bounds = bounds.map(|(most, related)| (most.max(0), related)).collect();
        Self { table, weights, bounds, texts, are_texts, least: least.unwrap_or(i32::MIN) }
    }

    /// Weighs pairs of records, one column after the other: so memory is asked for the values of many pairs at once. Leaves those that
    /// weigh enough, in their order.
    pub(crate) fn weigh(&self, rows: &[u32], records: &[&[u32]], pairs: &mut Weighing) {
        let columns = self.table.columns.len();
        pairs.each.clear();
        pairs.each.resize(pairs.all.len() * columns, (0, 0));
        pairs.levels.clear();
        pairs.levels.resize(pairs.all.len() * columns, u8::MAX);
        for (at, is_text) in self.are_texts.iter().enumerate() {
            let values =
                pairs.all.iter().map(|pair| (records[pair.one as usize][at], records[pair.other as usize][at]));
            let results =
                pairs.each.iter_mut().skip(at).step_by(columns).zip(pairs.levels.iter_mut().skip(at).step_by(columns));
            for ((mine, theirs), (each, level)) in values.zip(results) {
                if *is_text && mine != theirs && mine != 0 && theirs != 0 {
                    *each = self.bounds[at];
                } else {
                    (*each, *level) = self.weights.of_values(self.table, at, mine, theirs);
                }
            }
        }
        self.sum(pairs);
        for at in &self.texts {
            pairs.all.retain(|pair| pair.weight >= self.least);
            for pair in &mut pairs.all {
                let (mine, theirs) = (records[pair.one as usize][*at], records[pair.other as usize][*at]);
                if mine != theirs && mine != 0 && theirs != 0 {
                    let ((weight, related), level) = self.weights.of_values(self.table, *at, mine, theirs);
                    let hangs = hangs_on_names(self.table.columns[*at].kind, level);
                    pairs.each[pair.at * columns + at] = (if hangs { weight.max(0) } else { weight }, related);
                    pair.hangs_on_names |= hangs;
                    pair.is_summed = false;
                }
            }
            self.sum(pairs);
        }
        for pair in pairs.all.iter_mut().filter(|pair| pair.hangs_on_names) {
            let mut each = [(0, 0); MAX_COLUMNS];
            self.weights.columns(
                self.table,
                rows[pair.one as usize] as usize,
                rows[pair.other as usize] as usize,
                &mut each,
            );
            pair.weight = self.weights.sum(&each[..columns]);
            pairs.each[pair.at * columns..(pair.at + 1) * columns].copy_from_slice(&each[..columns]);
        }
        pairs.all.retain(|pair| pair.weight >= self.least);
    }

    fn sum(&self, pairs: &mut Weighing) {
        let columns = self.table.columns.len();
        for pair in pairs.all.iter_mut().filter(|pair| !pair.is_summed) {
            let of_pair = pair.at * columns..(pair.at + 1) * columns;
            let each = &mut pairs.each[of_pair.clone()];
            // Where and when do not hang on texts that differ, nor does what a finer column gives.
            let levels = &pairs.levels[of_pair];
            self.weights.of_event(levels, each);
            self.weights.of_nested(levels, each);
            pair.weight = self.weights.sum(each);
            pair.is_summed = true;
        }
    }
}

/// Pairs that are being weighed together.
#[derive(Default)]
pub(crate) struct Weighing {
    pub(crate) all: Vec<Weighed>,
    /// What each column of each pair weighs, or may weigh; and the levels.
    each: Vec<(i32, i32)>,
    levels: Vec<u8>,
}

impl Weighing {
    pub(crate) fn clear(&mut self) {
        self.all.clear();
    }

    /// What each column of a pair weighs.
    pub(crate) fn each(&self, pair: &Weighed, columns: usize) -> &[(i32, i32)] {
        &self.each[pair.at * columns..(pair.at + 1) * columns]
    }

    /// Adds a pair of records by their places.
    pub(crate) fn push(&mut self, one: usize, other: usize) {
        self.all.push(Weighed {
            one: one as u32,
            other: other as u32,
            at: self.all.len(),
            weight: 0,
            is_summed: false,
            hangs_on_names: false,
        });
    }
}

/// A pair of records by their places, and what it weighs, or may weigh.
pub(crate) struct Weighed {
    pub(crate) one: u32,
    pub(crate) other: u32,
    pub(crate) weight: i32,
    at: usize,
    is_summed: bool,
    /// Whether it weighs what it does together only: until then it is at the most so much.
    hangs_on_names: bool,
}

/// The least weight that reaches a probability; `None` where more weight is not more likely.
pub(crate) fn least(weights: &Weights, at_least: f64) -> Option<i32> {
    const MOST: i32 = 1 << 17;
    if weights.calibration[1] <= 0.0 {
        return None;
    }
    let (mut below, mut reaching) = (-MOST, MOST);
    while reaching - below > 1 {
        let middle = i32::midpoint(below, reaching);
        if weights.probability(middle) >= at_least { reaching = middle } else { below = middle }
    }
    Some(reaching)
}

/// What it costs to compare two texts; 0 of what is no text.
fn cost(kind: Kind) -> u8 {
    match kind {
        Kind::Code | Kind::Number | Kind::Day | Kind::Place | Kind::Date | Kind::Phone | Kind::Set => 0,
        Kind::Postcode | Kind::Plate => 1,
        Kind::Name | Kind::Email | Kind::Username => 2,
        Kind::Text => 3,
    }
}

//! How many rows are about a number, a day or a place: nearness says little where many are near.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    Kind, Model, Table,
    column::{Column, Elements, Value},
    compare,
    fingerprint::sample,
    weigh::{LEVELS, hundredths},
};

/// So many rows stand for all.
const SAMPLE: usize = 1_500;
/// More distinct places than this are taken together by cells.
const PLACES: usize = 2_000;
/// Cells of a degree in each direction.
const CELLS: f64 = 20.0;

/// Half of what it weighs that so many rows are so far from a value, at each level.
type Around = [i16; LEVELS];

/// The surroundings of the values of a column. Empty for columns that know no distance.
#[derive(Clone, Default)]
pub(crate) struct Surroundings {
    each: Vec<Around>,
    /// The values of the rows that stand for all, and how many of these have each.
    sample: Vec<(Value, u32)>,
    /// Whether places of one cell have those of its middle.
    is_by_cell: bool,
}

impl Surroundings {
    /// Of each column, by how often any two agree at each level.
    pub(crate) fn of(table: &Table, model: &Model) -> Vec<Self> {
        let rows = sample(table, SAMPLE);
        table
            .columns
            .iter()
            .zip(&model.columns)
            .map(|(column, model)| Self::of_column(column, &model.u, &rows))
            .collect()
    }

    fn of_column(column: &Column, u: &[f64], rows: &[u32]) -> Self {
        if !matches!(column.kind, Kind::Number | Kind::Day | Kind::Place) {
            return Self::default();
        }
        let mut known: Vec<Value> =
            rows.iter().map(|row| column.cells[*row as usize]).filter(|cell| *cell != 0).collect();
        known.sort_unstable();
        let sample = known.chunk_by(Value::eq).map(|same| (same[0], same.len() as u32)).collect();
        let distinct = column.distinct() as u32;
        let is_by_cell = column.kind == Kind::Place && distinct as usize > PLACES;
        let mut surroundings = Self { each: Vec::new(), sample, is_by_cell };
        surroundings.each = if is_by_cell {
            surroundings.by_cells(column, u, distinct)
        } else {
            (1..=distinct).into_par_iter().map(|value| surroundings.about(column, u, value)).collect()
        };
        surroundings
    }

    /// Places that lie together have the same surroundings.
    fn by_cells(&self, column: &Column, u: &[f64], distinct: u32) -> Vec<Around> {
        let mut cells: HashMap<[i32; 2], Value> = HashMap::new();
        let of_values: Vec<[i32; 2]> = (1..=distinct).map(|value| cell(pair(column, value))).collect();
        for (cell, value) in of_values.iter().zip(1..) {
            cells.entry(*cell).or_insert(value);
        }
        let of_cells: HashMap<[i32; 2], Around> =
            cells.into_par_iter().map(|(cell, value)| (cell, self.about(column, u, value))).collect();
        of_values.iter().map(|cell| of_cells[cell]).collect()
    }

    /// Those of a value: the same for the same number, whichever value of a column it is.
    fn about(&self, column: &Column, u: &[f64], value: Value) -> Around {
        let mut counts = [0_u32; LEVELS];
        let middle = self.is_by_cell.then(|| cell(pair(column, value)).map(|at| (f64::from(at) / CELLS) as f32));
        for (other, rows) in &self.sample {
            let level = match middle {
                Some(middle) => compare::place(middle, pair(column, *other)),
                None => column.level(value, *other),
            };
            counts[usize::from(level)] += rows;
        }
        let rows = f64::from(counts.iter().sum::<u32>());
        let mut around = [0; LEVELS];
        for (level, u) in u.iter().enumerate() {
            const SMOOTH: f64 = 30.0;
            let u = (f64::from(counts[level]) + SMOOTH * u) / (rows + SMOOTH);
            around[level] = (-hundredths(u) / 2) as i16;
        }
        around
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    #[inline]
    pub(crate) fn at(&self, value: Value, level: usize) -> i32 {
        i32::from(self.each[value as usize - 1][level])
    }

    /// Puts those of values that came since behind the others, if the column knows distances.
    pub(crate) fn extend(&mut self, column: &Column, u: &[f64]) {
        if matches!(column.kind, Kind::Number | Kind::Day | Kind::Place) {
            for value in self.each.len() as u32 + 1..=column.values.elements.len() as u32 {
                self.each.reserve_exact(1);
                self.each.push(self.about(column, u, value));
            }
        }
    }

    /// Leaves those of so many values.
    pub(crate) fn truncate(&mut self, values: usize) {
        self.each.truncate(values);
    }
}

fn pair(column: &Column, value: Value) -> [f32; 2] {
    match &column.values.elements {
        Elements::Pairs(pairs) => pairs[value as usize - 1],
        _ => [0.0; 2],
    }
}

/// The cell in which a place lies.
fn cell(place: [f32; 2]) -> [i32; 2] {
    place.map(|degrees| (f64::from(degrees) * CELLS).round() as i32)
}

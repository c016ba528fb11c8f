//! What one round of learning counts: how likely each pair is of which kind, and how its values agree.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::{
    Model, Table,
    anchors::{Anchor, Anchors, Levels},
    column::{Column, Elements},
    weigh::{LEVELS, MAX_COLUMNS, Weights, either},
};

/// What pairs count for.
#[derive(Clone)]
pub(crate) struct Counts {
    pub(crate) columns: Vec<ColumnCounts>,
    pub(crate) one_person: f64,
    pub(crate) together: f64,
    /// Of pairs of one event: how many are of one person, of any two, of two who act together.
    pub(crate) event: [[f64; 3]; 2],
    /// How many pairs of one person, and of two who act together, tell where and when.
    pub(crate) event_known: [f64; 2],
}

/// The same of one column.
#[derive(Clone)]
pub(crate) struct ColumnCounts {
    /// At each level, of one person and of two who live or act together.
    pub(crate) m: [f64; LEVELS],
    pub(crate) r: [f64; LEVELS],
    pub(crate) confusion: Vec<f64>,
    /// Of each tag: in how many pairs neither of two has it, one and both.
    pub(crate) tags: Vec<[f64; 3]>,
    /// Of identifiers: how many pairs of one person share it, and how many of others do.
    pub(crate) shared: [f64; 2],
}

impl Counts {
    fn new(model: &Model) -> Self {
        let columns = model.columns.iter().map(|column| ColumnCounts {
            m: [0.0; LEVELS],
            r: [0.0; LEVELS],
            confusion: vec![0.0; column.confusion.len()],
            tags: vec![[0.0; 3]; column.tags.len()],
            shared: [0.0; 2],
        });
        Self { columns: columns.collect(), one_person: 0.0, together: 0.0, event: [[0.0; 3]; 2], event_known: [0.0; 2] }
    }

    fn add(&mut self, other: &Self) {
        self.columns.iter_mut().zip(&other.columns).for_each(|(mine, theirs)| mine.add(theirs));
        self.event.iter_mut().zip(&other.event).for_each(|(mine, theirs)| add(mine, theirs));
        add(&mut self.event_known, &other.event_known);
        self.one_person += other.one_person;
        self.together += other.together;
    }
}

impl ColumnCounts {
    fn add(&mut self, other: &Self) {
        add(&mut self.m, &other.m);
        add(&mut self.r, &other.r);
        add(&mut self.confusion, &other.confusion);
        self.tags.iter_mut().zip(&other.tags).for_each(|(mine, theirs)| add(mine, theirs));
        add(&mut self.shared, &other.shared);
    }
}

fn add(mine: &mut [f64], theirs: &[f64]) {
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
}

/// How likely a pair is of which kind.
#[derive(Clone, Copy)]
struct Likely {
    /// Of one person.
    one: f64,
    /// Of two who live or act together.
    together: f64,
}

impl Likely {
    /// What people decided is so.
    fn decided(is_one: bool) -> Self {
        Self { one: f64::from(u8::from(is_one)), together: 0.0 }
    }

    /// Of any two.
    fn any(self) -> f64 {
        1.0 - self.one - self.together
    }
}

/// Pairs with all that is known of them before a model is.
pub(crate) struct Lesson<'t> {
    table: &'t Table,
    anchors: &'t Anchors,
    levels: &'t Levels,
    /// What each column of each pair rests on.
    bases: Vec<i32>,
}

/// Pairs that one core takes at a time.
const TAKEN: usize = 1_024;

impl<'t> Lesson<'t> {
    pub(crate) fn of(table: &'t Table, anchors: &'t Anchors, levels: &'t Levels, weights: &Weights) -> Self {
        let columns = table.columns.len();
        let mut bases = vec![0; anchors.all.len() * columns];
        bases.par_chunks_mut((TAKEN * columns).max(1)).enumerate().for_each(|(chunk, bases)| {
            for (place, bases) in bases.chunks_exact_mut(columns).enumerate() {
                let at = chunk * TAKEN + place;
                let anchor = &anchors.all[at];
                for (at, level) in levels.get(at).iter().enumerate().filter(|(_, level)| **level != u8::MAX) {
                    let (column, own) = (&table.columns[at], &weights.columns[at]);
                    let (one, other) = (column.cells[anchor.left as usize], column.cells[anchor.right as usize]);
                    bases[at] = own.basis(column, &weights.surroundings[at], *level, one, other);
                }
            }
        });
        Self { table, anchors, levels, bases }
    }

    /// What the pairs count for, by a model.
    pub(crate) fn count(&self, model: &Model, weights: &Weights) -> Counts {
        let chunks = self.anchors.all.par_chunks(TAKEN).enumerate().map(|(chunk, anchors)| {
            let mut counts = Counts::new(model);
            anchors.iter().enumerate().for_each(|(place, anchor)| {
                self.add(weights, anchor, chunk * TAKEN + place, &mut counts);
            });
            counts
        });
        // Added up in one order, whichever core was first.
        let chunks: Vec<Counts> = chunks.collect();
        let mut counts = Counts::new(model);
        chunks.iter().for_each(|chunk| counts.add(chunk));
        counts
    }

    fn add(&self, weights: &Weights, anchor: &Anchor, at: usize, counts: &mut Counts) {
        let (levels, columns) = (self.levels.get(at), self.table.columns.len());
        let bases = &self.bases[at * columns..(at + 1) * columns];
        let mut each = [(0, 0); MAX_COLUMNS];
        for (at, (own, level)) in
            weights.columns.iter().zip(levels).enumerate().filter(|(_, (_, level))| **level != u8::MAX)
        {
            let column = &self.table.columns[at];
            each[at].0 = if let Elements::Tags { .. } = column.values.elements {
                let (one, other) = (column.cells[anchor.left as usize], column.cells[anchor.right as usize]);
                own.weight(column, &weights.surroundings[at], *level, one, other)
            } else {
                own.of_basis(*level, bases[at])
            };
            each[at].1 = own.together(*level, each[at].0);
        }
        let near = weights.hang_together(self.table, levels, &mut each);
        let likely = match anchor.decided {
            Some(is_one) => Likely::decided(is_one),
            None => likely(weights, &each[..columns]),
        };
        counts.one_person += likely.one;
        counts.together += likely.together;
        add_event(weights, anchor, levels, near, likely, counts);
        for (at, (column, level)) in self.table.columns.iter().zip(levels).enumerate() {
            if *level != u8::MAX {
                add_column(column, anchor, anchor.without >> at & 1 == 0, *level, likely, &mut counts.columns[at]);
            }
        }
    }
}

/// In steps of which sums are exact: in whatever order pairs come, they add up to the same.
fn in_steps(share: f64) -> f64 {
    const STEPS: f64 = 1_048_576.0;
    (share * STEPS).round() / STEPS
}

/// Of one person against anything else; of two who belong together against any two.
fn likely(weights: &Weights, each: &[(i32, i32)]) -> Likely {
    let one = weights.prior + each.iter().map(|(weight, _)| weight).sum::<i32>();
    let together = weights.companions + each.iter().map(|(_, related)| related).sum::<i32>();
    // What is less likely than not teaches nothing: of many such pairs a wrong lesson would be learnt.
    let one = Some(probability(one - either(together))).filter(|one| *one >= 0.5).unwrap_or(0.0);
    Likely { one: in_steps(one), together: in_steps((1.0 - one) * probability(together)) }
}

fn add_event(
    weights: &Weights,
    anchor: &Anchor,
    levels: &[u8],
    near: Option<usize>,
    likely: Likely,
    counts: &mut Counts,
) {
    let Some(event) = weights.event_columns() else { return };
    if levels[event.place] == u8::MAX || levels[event.day] == u8::MAX {
        return;
    }
    if let Some(near) = near {
        counts.event[near][1] += likely.any();
    }
    if (anchor.without >> event.place | anchor.without >> event.day) & 1 == 0 {
        counts.event_known[0] += likely.one;
        counts.event_known[1] += likely.together;
        if let Some(near) = near {
            counts.event[near][0] += likely.one;
            counts.event[near][2] += likely.together;
        }
    }
}

/// Of a column whose values are known. It learns only from pairs that others brought.
fn add_column(column: &Column, anchor: &Anchor, may_learn: bool, level: u8, likely: Likely, counts: &mut ColumnCounts) {
    if level == 0 && column.kind.is_identifier() {
        counts.shared[0] += likely.one;
        counts.shared[1] += likely.any();
    }
    if !may_learn {
        return;
    }
    counts.m[usize::from(level)] += likely.one;
    counts.r[usize::from(level)] += likely.together;
    if counts.confusion.is_empty() && counts.tags.is_empty() {
        return;
    }
    let [one, other] = [anchor.left, anchor.right].map(|row| column.cells[row as usize] as usize - 1);
    if !counts.confusion.is_empty() {
        let size = column.distinct();
        counts.confusion[one * size + other] += likely.one / 2.0;
        counts.confusion[other * size + one] += likely.one / 2.0;
    }
    if let Elements::Tags { masks, .. } = &column.values.elements {
        let (mine, theirs) = (masks[one], masks[other]);
        for (tag, counts) in counts.tags.iter_mut().enumerate() {
            counts[((mine >> tag & 1) + (theirs >> tag & 1)) as usize] += likely.one;
        }
    }
}

/// The probability at odds in hundredths of a bit.
pub(crate) fn probability(weight: i32) -> f64 {
    /// Most pairs are within so many.
    const BOUND: i32 = 2_000;
    static BETWEEN: LazyLock<Vec<f64>> = LazyLock::new(|| (-BOUND..=BOUND).map(exact).collect());
    let between = usize::try_from(weight + BOUND).ok().and_then(|at| BETWEEN.get(at));
    between.copied().unwrap_or_else(|| exact(weight))
}

fn exact(weight: i32) -> f64 {
    let odds = (f64::from(weight) / 100.0).exp2();
    if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
}

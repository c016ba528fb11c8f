//! A model learnt from a table without labels.
//!
//! How often two different persons agree (u) is counted over pairs taken at random. How often one person agrees with himself (m) is
//! counted over pairs that share a rare key, each as far as it is likely to be one person by everything else: expectation and
//! maximisation over three kinds of pairs, of one person, of two who live or act together, and of any two. A column learns only from
//! pairs that another column brought. What is seen little is drawn to what is assumed.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Column, Group, Kind, Model, Table,
    anchors::{Anchors, Levels},
    counts::{ColumnCounts, Counts, Lesson},
    event::EventColumns,
    fingerprint::sample,
    model::{ColumnModel, EVENT, assumed, shares, spread, told_again},
    slopes,
    surroundings::Surroundings,
    weigh::Weights,
};

/// Rows among which pairs at random are counted; and more where slopes are learnt from them too.
const AT_RANDOM: usize = 300;
const FOR_SLOPES: usize = 400;
const ROUNDS: usize = 20;
/// And no more when no share changes by more than this.
const SETTLED: f64 = 0.003;

/// What a table teaches by itself.
pub(crate) struct Lessons {
    pub(crate) model: Model,
    pub(crate) surroundings: Arc<Vec<Surroundings>>,
    /// Whether it tells as well how many rows of one person there are.
    pub(crate) are_all: bool,
}

/// Learns a model.
pub(crate) fn train(table: &Table) -> Lessons {
    let mut model = Model::assumed(table);
    if table.rows < 2 || table.columns.is_empty() {
        let surroundings = Arc::new(Surroundings::of(table, &model));
        return Lessons { model, surroundings, are_all: true };
    }
    let anchors = Anchors::of(table);
    let random = at_random(table, if anchors.is_complete { AT_RANDOM } else { FOR_SLOPES });
    let random_levels = Levels::of(table, &random);
    by_chance(table, &mut model, &random_levels);
    let levels = Levels::of(table, &anchors.rows().collect::<Vec<_>>());
    let surroundings = Arc::new(Surroundings::of(table, &model));
    rounds(table, &mut model, &surroundings, &anchors, &levels);
    if !anchors.is_complete {
        slopes::learn(table, &mut model, &surroundings, &anchors.all, &levels, (&random, &random_levels));
    }
    Lessons { model, surroundings, are_all: anchors.is_complete }
}

/// Expectation and maximisation, until nothing changes any more.
fn rounds(table: &Table, model: &mut Model, surroundings: &Arc<Vec<Surroundings>>, anchors: &Anchors, levels: &Levels) {
    let mut weights = Weights::of(model, table, surroundings);
    let lesson = Lesson::of(table, anchors, levels, &weights);
    for _ in 0..ROUNDS {
        let before = state(model);
        let counts = lesson.count(model, &weights);
        learn(table, model, &counts, anchors);
        if before.iter().zip(state(model)).all(|(before, after)| (before - after).abs() < SETTLED) {
            break;
        }
        weights = Weights::of(model, table, surroundings);
    }
}

/// What rounds change: shares, and how many pairs there are.
fn state(model: &Model) -> Vec<f64> {
    let shares = model.columns.iter().flat_map(|column| column.m.iter().chain(&column.r).copied());
    shares.chain([model.partners.ln() / 10.0, model.companions.ln() / 10.0]).collect()
}

/// Pairs of rows taken at random.
fn at_random(table: &Table, rows: usize) -> Vec<(u32, u32)> {
    let rows = sample(table, rows);
    let mut pairs = Vec::with_capacity(rows.len() * rows.len() / 2);
    for (place, one) in rows.iter().enumerate() {
        for other in &rows[place + 1..] {
            if table.can_pair(*one as usize, *other as usize) {
                pairs.push((*one, *other));
            }
        }
    }
    pairs
}

/// How often any two agree.
fn by_chance(table: &Table, model: &mut Model, levels: &Levels) {
    table.columns.par_iter().zip(&mut model.columns).enumerate().for_each(|(at, (column, own))| {
        let mut counts = vec![0.0_f64; column.kind.levels().len()];
        for level in levels.of_column(at) {
            if let Some(count) = counts.get_mut(usize::from(level)) {
                *count += 1.0;
            }
        }
        let known: f64 = counts.iter().sum();
        let (_, u) = assumed(column.kind);
        const SMOOTH: f64 = 200.0;
        for (level, count) in counts.iter().enumerate() {
            own.u[level] = (count + SMOOTH * u[level]) / (known + SMOOTH);
        }
        if let Some(same) = same_by_chance(column) {
            own.u[0] = same;
        }
        own.r = together(column, &own.u);
    });
}

/// How often any two share a value exactly, counted over all rows; `None` where values are not shared exactly.
fn same_by_chance(column: &Column) -> Option<f64> {
    let pairs =
        |counts: &[u32]| -> f64 { counts.iter().map(|count| f64::from(*count) * (f64::from(*count) - 1.0)).sum() };
    match column.kind {
        Kind::Number | Kind::Day | Kind::Place | Kind::Set => None,
        Kind::Phone | Kind::Email | Kind::Username | Kind::Plate | Kind::Name if column.values.lists.is_some() => {
            let rows = column.cells.len() as f64;
            Some((pairs(column.element_counts()) + 1.0) / (rows * rows).max(1.0))
        }
        _ => {
            let rows = column.known() as f64;
            let same = pairs(column.counts.get(1..).unwrap_or_default());
            Some((same + 1.0) / (rows * (rows - 1.0)).max(1.0))
        }
    }
}

/// What is assumed of two who live or act together: half of them have in common what can be, and a name of theirs a third.
fn together(column: &Column, u: &[f64]) -> Vec<f64> {
    let (m, _) = assumed(column.kind);
    let part = match column.group {
        _ if !column.is_shared() => 0.0,
        Group::Names => 0.3,
        _ => 0.5,
    };
    m.iter().zip(u).map(|(m, u)| part * m + (1.0 - part) * u).collect()
}

/// Somebody who lives or acts with him is never out of the question.
const FEWEST_TOGETHER: f64 = 0.02;
/// Of how many pairs what is assumed is worth.
const SMOOTH: f64 = 30.0;
/// The same of what two who live or act together have in common.
const SMOOTH_TOGETHER: f64 = 50.0;

/// Of none, one and two: the shares of two and of one, drawn to what is assumed.
fn drawn([none, one, two]: &[f64; 3], smooth: f64, [both, either]: [f64; 2]) -> [f64; 2] {
    let all = none + one + two + smooth;
    [(two + smooth * both) / all, (one + smooth * either) / all]
}

/// What was counted, drawn to what is assumed.
fn learn(table: &Table, model: &mut Model, counts: &Counts, anchors: &Anchors) {
    for ((column, own), counts) in table.columns.iter().zip(&mut model.columns).zip(&counts.columns) {
        learn_column(column, own, counts);
        if column.kind.is_identifier() && counts.shared[1] > 0.0 {
            let pairs = table.pairs() * known(table, column).powi(2);
            own.u[0] = (counts.shared[1] / anchors.part + 0.5) / pairs.max(1.0);
        }
    }
    learn_event(table, model, counts, anchors);
    learn_how_many(table, model, counts, anchors);
}

/// The share of the rows in which a column is known.
fn known(table: &Table, column: &Column) -> f64 {
    column.known() as f64 / table.rows as f64
}

fn learn_column(column: &Column, own: &mut ColumnModel, counts: &ColumnCounts) {
    let (m, _) = assumed(column.kind);
    let known: f64 = counts.m.iter().sum();
    for ((own, count), m) in own.m.iter_mut().zip(&counts.m).zip(m) {
        *own = (count + SMOOTH * m) / (known + SMOOTH);
    }
    if column.is_shared() {
        let together: f64 = counts.r.iter().sum();
        let towards = self::together(column, &own.u);
        for ((r, count), towards) in own.r.iter_mut().zip(&counts.r).zip(towards) {
            *r = (count + SMOOTH_TOGETHER * towards) / (together + SMOOTH_TOGETHER);
        }
    }
    if !own.confusion.is_empty() {
        learn_confusion(column, own, counts, known);
    }
    for (tag, share) in column.tag_shares().into_iter().enumerate() {
        let both = told_again(share);
        own.tags[tag] = drawn(&counts.tags[tag], SMOOTH, [both, 2.0 * (share - both)]);
    }
}

/// Of few codes: which is told in the place of which.
fn learn_confusion(column: &Column, own: &mut ColumnModel, counts: &ColumnCounts, known: f64) {
    let shares = shares(&column.counts);
    let size = shares.len();
    let same: f64 = (0..size).map(|code| counts.confusion[code * size + code]).sum();
    let by_chance: f64 = shares.iter().map(|share| share * share).sum();
    let assumed_same = (0.65_f64).max(by_chance + 0.5 * (1.0 - by_chance));
    let drawn_to = spread(&shares, (same + SMOOTH * assumed_same) / (known + SMOOTH));
    let strength = 2.0 * (size * size) as f64;
    for (m, (count, towards)) in own.confusion.iter_mut().zip(counts.confusion.iter().zip(&drawn_to)) {
        *m = (count + strength * towards) / (known + strength);
    }
}

fn learn_event(table: &Table, model: &mut Model, counts: &Counts, anchors: &Anchors) {
    let Some(EventColumns { place, day, .. }) = EventColumns::of(table) else { return };
    let both = [place, day].iter().map(|at| known(table, &table.columns[*at]).powi(2)).product::<f64>();
    if both > 0.0 {
        for (own, ([m, u, r], assumed)) in model.event.iter_mut().zip(counts.event.iter().zip(&EVENT)) {
            *own = [
                (m + assumed[0] * SMOOTH) / (counts.event_known[0] + SMOOTH),
                (u / anchors.part + 0.5) / (table.pairs() * both).max(1.0),
                (r + assumed[2] * SMOOTH) / (counts.event_known[1] + SMOOTH),
            ];
        }
    }
}

/// How many pairs of one person there are: as many as keys bring, or those that share an identifier, by how often one person's do.
fn learn_how_many(table: &Table, model: &mut Model, counts: &Counts, anchors: &Anchors) {
    let (mut seen, mut of_all) = (0.0, 0.0);
    let columns = table.columns.iter().zip(&model.columns).zip(&counts.columns);
    for ((column, own), counts) in columns.filter(|((column, _), _)| column.kind.is_identifier()) {
        seen += counts.shared[0];
        of_all += own.m[0] * known(table, column).powi(2);
    }
    let rows = table.rows as f64;
    let of_rows = |pairs: f64| (pairs / anchors.part / table.pairs() * rows).clamp(0.001, rows);
    model.partners = of_rows(if anchors.is_complete || of_all == 0.0 { counts.one_person } else { seen / of_all });
    model.companions = of_rows(counts.together).max(FEWEST_TOGETHER);
}

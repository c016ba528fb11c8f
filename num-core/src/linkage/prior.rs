//! How many rows of one person there are.
//!
//! Pairs that share an identifier tell of those persons only who keep theirs. So some rows are weighed against many others; and against
//! as many who are nobody: each put together of groups of columns of different rows. What real rows weigh more often than these is of
//! one person: how many there are, and from which weight on it is as likely as not, is read from the two.

use rayon::prelude::*;

use super::{
    Group, Linkage, Model, Table,
    fingerprint::{is_taken, mixed},
    weigh::{ByGroup, MAX_COLUMNS, Weights},
};
use crate::code::CodeTable;

/// Rows that are weighed, and rows of which those who are nobody are made.
const ROWS: f64 = 1_500.0;
const OTHERS: f64 = 6_000.0;
/// So many who are nobody are made of each of the others.
const TURNS: usize = 4;
/// Weights in so many hundredths of a bit are counted together, from the least on that says anything of one person.
const STEP: i32 = 20;
const LEAST: i32 = -1_000;
const STEPS: usize = 400;
/// Odds in bits below which the line is not fitted: there are so many of these that how little rows who are nobody are like real ones
/// would tell more than all others.
const UNLIKELIEST: f64 = -4.0;
/// More of them follow chance where the two are hard to tell apart.
const ROUNDS: usize = 60;
/// As if so many pairs had said that weights are what they seem to be, and so many that there are as many pairs of one person as shared
/// identifiers tell.
const SLOPE_DRAWN: f64 = 600.0;
const OFFSET_DRAWN: f64 = 5.0;
/// Fewer pairs of one person than this do not tell how many there are.
const FEWEST: f64 = 5.0;

/// How often some real rows and all others weigh how much, the evidence alone; and how often as many rows that are nobody do.
struct Weighed {
    real: Vec<f64>,
    nobody: Vec<f64>,
    pairs: f64,
}

/// Learns how many other rows of the same person there are, and how odds come true.
pub(crate) fn learnt(linkage: &Linkage) -> Option<Model> {
    let (rows, mut model) = (linkage.table.rows as f64, linkage.model.clone());
    let prior = |model: &Model| (model.partners / rows.max(2.0)).log2();
    let assumed = prior(&model) + model.calibration[0];
    let weighed = Weighed::of(linkage, assumed);
    let Odds { offset, slope, of_one } = weighed.odds(assumed)?;
    if of_one >= FEWEST {
        model.partners = (of_one / weighed.pairs * rows).clamp(0.001, rows);
    }
    // What all weights say too loudly is taken off each group: so weights still add up to the odds.
    model.slopes.iter_mut().for_each(|own| *own *= slope);
    model.caps.iter_mut().flatten().for_each(|cap| *cap = (f64::from(*cap) * slope.min(1.0)).round() as i32);
    model.calibration = [offset - prior(&model), 1.0];
    Some(model)
}

/// The step in which a weight is counted, if it is.
fn step_of(weight: i32) -> Option<usize> {
    usize::try_from((weight - LEAST).div_euclid(STEP)).ok().map(|step| step.min(STEPS - 1))
}

/// The middle of what is counted in a step, in bits.
fn bits(step: usize) -> f64 {
    f64::from(LEAST + STEP * step as i32 + STEP / 2) / 100.0
}

impl Weighed {
    fn of(linkage: &Linkage, assumed: f64) -> Self {
        let (table, weights) = (&linkage.table, &linkage.weights);
        let all = table.rows as f64;
        // In an order of their own: whoever is put together is so whatever order rows came in.
        let taken = |part: f64, salt: u64| -> Vec<u32> {
            let mut rows: Vec<u32> =
                (0..table.rows as u32).filter(|row| is_taken(table.fingerprint(*row) ^ salt, part)).collect();
            rows.sort_unstable_by_key(|row| mixed(table.fingerprint(*row)));
            rows
        };
        let (rows, others) = (taken(ROWS / all, 0x3333_3333), taken(OTHERS / all, 0x7777_7777));
        let counts: Vec<[Vec<f64>; 2]> =
            rows.par_iter().map(|row| of_row(table, weights, *row as usize, &others)).collect();
        // As if it had been as many as there are.
        let times = all / (others.len() as f64).max(1.0);
        let sum = |which: usize| -> Vec<f64> {
            (0..STEPS).map(|step| times * counts.iter().map(|counts| counts[which][step]).sum::<f64>()).collect()
        };
        let (mut real, nobody) = (sum(0), sum(1));
        // Made before many ask for it: who makes it on many cores must not be asked for it meanwhile.
        linkage.index();
        // All others are asked for what weighs much, since they are few.
        let from = (0..STEPS).position(|step| bits(step) + assumed >= UNLIKELIEST).unwrap_or(STEPS);
        let heavy: Option<Vec<Vec<i32>>> =
            rows.par_iter().map(|row| linkage.weights_reaching(*row as usize, LEAST + STEP * from as i32)).collect();
        if let Some(heavy) = heavy {
            real[from..].fill(0.0);
            heavy.iter().flatten().filter_map(|weight| step_of(*weight)).for_each(|step| real[step] += 1.0);
        }
        Self { real, nobody, pairs: rows.len() as f64 * all }
    }

    /// The odds that a pair is of one person by what it weighs, as a line in bits: by expectation and maximisation, in which what real
    /// rows weigh is a mixture of what nobody does and of what one person's do.
    fn odds(&self, assumed: f64) -> Option<Odds> {
        let (mut offset, mut slope) = (assumed, 1.0_f64);
        let likely = |step: usize, offset: f64, slope: f64| {
            let odds = (slope * bits(step) + offset).clamp(-60.0, 60.0).exp2();
            odds / (1.0 + odds)
        };
        let mut of_one = 0.0;
        for _ in 0..ROUNDS {
            let ones: Vec<f64> =
                self.real.iter().enumerate().map(|(step, real)| real * likely(step, offset, slope)).collect();
            of_one = ones.iter().sum();
            // One step of Newton's towards the line that tells these from nobody, the slope drawn to one.
            let nats = |bits: f64| bits * std::f64::consts::LN_2;
            let mut gradient = [OFFSET_DRAWN * nats(assumed - offset), SLOPE_DRAWN * nats(1.0 - slope)];
            let mut curve = [OFFSET_DRAWN, 0.0, SLOPE_DRAWN];
            let each = ones.iter().zip(&self.nobody).enumerate();
            for (step, (one, nobody)) in each.filter(|(step, _)| bits(*step) + assumed >= UNLIKELIEST) {
                let (likely, bits) = (likely(step, offset, slope), bits(step));
                let (wrong, weight) = (one - (one + nobody) * likely, (one + nobody) * likely * (1.0 - likely));
                gradient[0] += wrong;
                gradient[1] += wrong * bits;
                curve[0] += weight;
                curve[1] += weight * bits;
                curve[2] += weight * bits * bits;
            }
            let determinant = curve[0] * curve[2] - curve[1] * curve[1];
            if determinant <= 1e-9 {
                return None;
            }
            let step = [
                (curve[2] * gradient[0] - curve[1] * gradient[1]) / determinant,
                (curve[0] * gradient[1] - curve[1] * gradient[0]) / determinant,
            ];
            let to_bits = std::f64::consts::LOG2_E;
            offset += (step[0] * to_bits).clamp(-2.0, 2.0);
            slope = (slope + (step[1] * to_bits).clamp(-0.1, 0.1)).clamp(0.5, 1.2);
        }
        Some(Odds { offset, slope, of_one })
    }
}

/// The odds by weight, in bits, and how many pairs are of one person.
struct Odds {
    offset: f64,
    slope: f64,
    of_one: f64,
}

/// What a row weighs against others, and against who is nobody.
fn of_row(table: &Table, weights: &Weights, row: usize, others: &[u32]) -> [Vec<f64>; 2] {
    let mut counts = [vec![0.0; STEPS], vec![0.0; STEPS]];
    let mut count = |which: usize, weight: i32, part: f64| {
        if let Some(step) = step_of(weight) {
            counts[which][step] += part;
        }
    };
    let mut each = [(0, 0); MAX_COLUMNS];
    // What each group of them weighs, and how likely each is somebody else; `None` of who cannot be another.
    let mut weighed: Vec<Option<(ByGroup, f64)>> = vec![None; others.len()];
    for (other, weighed) in others.iter().zip(&mut weighed) {
        if *other as usize != row && table.can_pair(row, *other as usize) {
            weights.columns(table, row, *other as usize, &mut each);
            let groups = weights.by_group(&each[..table.columns.len()]);
            let weight = weights.sum_of_groups(&groups);
            count(0, weight, 1.0);
            *weighed = Some((groups, 1.0 - weights.probability(weight)));
        }
    }
    for (turn, first) in (0..TURNS).flat_map(|turn| (0..others.len()).map(move |first| (turn, first))) {
        // Whoever is far enough from another is another for each group.
        let apart = (others.len() / Group::ALL.len()).saturating_sub(turn).max(1);
        let (mut nobody, mut part) = (ByGroup::default(), Some(1.0 / TURNS as f64));
        for (group, of_nobody) in nobody.iter_mut().enumerate() {
            let other = &weighed[(first + group * apart) % others.len()];
            part = part.zip(other.as_ref()).map(|(part, (groups, stranger))| {
                *of_nobody = groups[group];
                // Who has a group of the person himself is not nobody.
                part * stranger
            });
        }
        if let Some(part) = part {
            count(1, weights.sum_of_groups(&nobody), part);
        }
    }
    counts
}

//! How many rows of one person there are.
//!
//! Pairs that share an identifier tell of those persons only who keep theirs. So some rows are weighed against many others, and as many
//! pairs are taken to be of one person as their probabilities come to: the likeliest share, given what the evidence weighs.

use rayon::prelude::*;

use super::{
    Model, Table,
    counts::probability,
    fingerprint::is_taken,
    weigh::{MAX_COLUMNS, Weights},
};

/// Rows that are weighed, and rows against which they are.
const ROWS: f64 = 500.0;
const OTHERS: f64 = 8_000.0;
/// Weights below even odds by so much say nothing of one person.
const LEAST: i32 = -1_000;
const STEPS: usize = 40;

/// Learns how many other rows of the same person there are.
pub(crate) fn learn(table: &Table, model: &mut Model, weights: &Weights) {
    let all = table.rows as f64;
    let taken = |part: f64, salt: u64| -> Vec<u32> {
        (0..table.rows as u32).filter(|row| is_taken(table.fingerprint(*row) ^ salt, part)).collect()
    };
    let (rows, others) = (taken(ROWS / all, 0x3333_3333), taken(OTHERS / all, 0x7777_7777));
    let prior = weights.prior;
    let (mut heavy, mut pairs) = (Vec::new(), 0_u64);
    let weighed: Vec<(Vec<i32>, u64)> = rows
        .par_iter()
        .map(|row| {
            let (mut heavy, mut pairs) = (Vec::new(), 0);
            let mut each = [(0, 0); MAX_COLUMNS];
            for other in others.iter().filter(|other| *other != row && table.can_pair(*row as usize, **other as usize))
            {
                pairs += 1;
                weights.columns(table, *row as usize, *other as usize, &mut each);
                let weight = weights.sum(&each[..table.columns.len()]) + (model.calibration[0] * 100.0) as i32;
                if weight + prior > LEAST {
                    heavy.push(weight);
                }
            }
            (heavy, pairs)
        })
        .collect();
    for (mine, count) in weighed {
        heavy.extend(mine);
        pairs += count;
    }
    if heavy.is_empty() {
        return;
    }
    // Added up in one order.
    heavy.sort_unstable();
    let mut share = model.partners / all;
    for _ in 0..STEPS {
        let odds = (share.log2() * 100.0) as i32;
        let likely: f64 = heavy.iter().map(|weight| probability(weight + odds)).sum();
        share = ((likely + 0.5) / pairs as f64).clamp(1e-9, 0.1);
    }
    model.partners = share * all;
}

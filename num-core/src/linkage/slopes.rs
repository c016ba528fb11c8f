//! By how much each group of columns counts.
//!
//! Columns of a group say in part the same: a sum of their weights says too much. Pairs that share an identifier are compared with pairs
//! at random: by which slopes does everything else tell the ones from the others as well as it can? That is a logistic regression in
//! which a known part of the first are of no one person.

use std::{cmp::Ordering, sync::Arc};

use super::{
    Group, Model, Table,
    anchors::{Anchor, Levels},
    surroundings::Surroundings,
    weigh::{MAX_COLUMNS, Weights},
};
use crate::code::CodeTable;

const GROUPS: usize = Group::ALL.len();
/// Fewer pairs than this say nothing about slopes.
const LEAST: usize = 100;
const STEPS: usize = 300;
/// How strongly slopes are drawn to one, as if so many pairs had said so.
const DRAWN: f64 = 20.0;

/// What each group of a pair weighs, in bits, identifiers left out, and how likely it is of one person with them; `None` of a pair of
/// one event.
fn groups(table: &Table, weights: &Weights, levels: &[u8], left: u32, right: u32) -> Option<([f64; GROUPS], f64)> {
    let mut each = [(0, 0); MAX_COLUMNS];
    for (at, (column, own)) in table.columns.iter().zip(&weights.columns).enumerate() {
        if levels[at] != u8::MAX {
            let (one, other) = (column.cells[left as usize], column.cells[right as usize]);
            each[at].0 = own.weight(column, &weights.surroundings[at], levels[at], one, other);
        }
    }
    if weights.hang_together(table, levels, &mut each).is_some() {
        return None;
    }
    let likely = weights.probability(weights.sum(&each[..table.columns.len()]));
    let mut sums = [0.0; GROUPS];
    for (at, group) in weights.groups.iter().enumerate() {
        if *group != Group::Identifiers as usize {
            sums[*group] += f64::from(each[at].0) / 100.0;
        }
    }
    for (sum, [least, most]) in sums.iter_mut().zip(&weights.caps) {
        *sum = sum.clamp(f64::from(*least) / 100.0, f64::from(*most) / 100.0);
    }
    Some((sums, likely))
}

/// Learns the slopes.
pub(crate) fn learn(
    table: &Table,
    model: &mut Model,
    surroundings: &Arc<Vec<Surroundings>>,
    anchors: &[Anchor],
    levels: &Levels,
    (random, random_levels): (&[(u32, u32)], &Levels),
) {
    let weights = Weights::of(model, table, surroundings);
    let is_identified = |anchor: &Anchor| {
        let columns = table.columns.iter().enumerate();
        columns.filter(|(_, column)| column.kind.is_identifier()).any(|(at, _)| anchor.without >> at & 1 == 1)
    };
    let identified = anchors.iter().enumerate().filter(|(_, anchor)| is_identified(anchor));
    let sharing =
        identified.filter_map(|(at, anchor)| groups(table, &weights, levels.get(at), anchor.left, anchor.right));
    let (sharing, likely): (Vec<[f64; GROUPS]>, Vec<f64>) = in_order(sharing.collect()).into_iter().unzip();
    if sharing.len() < LEAST {
        return;
    }
    let others = random
        .iter()
        .enumerate()
        .filter_map(|(at, (left, right))| groups(table, &weights, random_levels.get(at), *left, *right));
    let others: Vec<[f64; GROUPS]> = in_order(others.collect()).into_iter().map(|(sums, _)| sums).collect();
    // Recycled numbers, shared cars: as many as seem to be of others by everything that is known of them.
    let strangers = (1.0 - likely.iter().sum::<f64>() / likely.len() as f64).clamp(0.01, 0.4);
    let (slopes, offset) = fitted(&sharing, &others, strangers);
    model.slopes = slopes;
    model.calibration[0] = offset;
}

/// In an order of their own, in which they are added up: whatever order rows came in.
fn in_order(mut pairs: Vec<([f64; GROUPS], f64)>) -> Vec<([f64; GROUPS], f64)> {
    let compare = |one: &[f64; GROUPS], other: &[f64; GROUPS]| {
        one.iter()
            .zip(other)
            .map(|(one, other)| one.total_cmp(other))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    };
    pairs.sort_unstable_by(|one, other| compare(&one.0, &other.0).then(one.1.total_cmp(&other.1)));
    pairs
}

/// Slopes, and beside them an offset and a part of strangers, by gradients of the likelihood.
fn fitted(sharing: &[[f64; GROUPS]], others: &[[f64; GROUPS]], strangers: f64) -> (Vec<f64>, f64) {
    let (mut slopes, mut offset) = ([1.0; GROUPS], 0.0);
    // As if there were as many of the one as of the others.
    let (of_sharing, of_others) = (1.0 / sharing.len() as f64, 1.0 / others.len().max(1) as f64);
    let mut sizes = [1e-9_f64; GROUPS];
    for pair in sharing {
        sizes.iter_mut().zip(pair).for_each(|(size, sum)| *size += sum * sum * of_sharing);
    }
    for step in 0..STEPS {
        let (mut gradient, mut of_offset) = ([0.0; GROUPS], 0.0);
        let mut add = |pair: &[f64; GROUPS], is_sharing: bool, part: f64| {
            let sum: f64 = pair.iter().zip(&slopes).map(|(sum, slope)| sum * slope).sum::<f64>() + offset;
            let likelihood = (1.0 - strangers) * sum.clamp(-40.0, 40.0).exp2();
            let ratio = strangers + likelihood;
            // The derivative of the logarithm of ratio / (1 + ratio), and of 1 / (1 + ratio).
            let derivative = if is_sharing { likelihood / ratio / (1.0 + ratio) } else { -likelihood / (1.0 + ratio) };
            of_offset += derivative * part;
            gradient.iter_mut().zip(pair).for_each(|(gradient, sum)| *gradient += derivative * sum * part);
        };
        sharing.iter().for_each(|pair| add(pair, true, of_sharing));
        others.iter().for_each(|pair| add(pair, false, of_others));
        let rate = 1.0 / (1.0 + step as f64 / 100.0);
        for ((slope, gradient), size) in slopes.iter_mut().zip(gradient).zip(sizes) {
            let towards_one = (1.0 - *slope) * DRAWN * of_sharing;
            *slope = (*slope + rate * (gradient + towards_one) / size.max(0.5)).clamp(0.2, 1.2);
        }
        offset += rate * of_offset;
    }
    (slopes.to_vec(), offset)
}

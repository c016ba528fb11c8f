//! Which rules bring the most pairs of one person for the least work.
//!
//! For rows of the table a second row of the same person is imagined, as the model says such rows agree: what is known of it, at which
//! levels it agrees, and so which keys it shares. Rules are then taken one after the other, each time the one that brings most of what
//! no rule before it brings, for what it costs. Nothing is compared for it, and the same table and model give the same rules.

use rayon::prelude::*;

use super::{
    Model, Table,
    block::{Keys, Rule},
    fingerprint::sample,
};

/// A rule, and the longest lists that it brings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    pub(crate) rule: Rule,
    pub(crate) limit: usize,
}

/// An identifier that more rows carry tells little by itself: its lists are cut by further keys.
pub(crate) const COMMON: usize = 100;
/// Lists of two keys, short and long. What few share is worth a look whatever it is.
const LIMITS: [usize; 3] = [6, 20, 60];
/// Rows for which a second one is imagined.
const IMAGINED: usize = 1_024;
/// How many pairs each row may cost; and how many the whole table may cost besides, for small tables can afford more.
const PAIRS_A_ROW: f64 = 10.0;
const PAIRS_BESIDES: f64 = 130_000.0;
/// What it costs to sort a row into the lists of one more rule, in pairs.
const SORTING: f64 = 0.3;
/// What it is worth that a rule brings a pair that no other does, that one other does, and so on. Rows of one person are not
/// always imagined right: what only one rule brings may be missed.
const WORTH: [f64; 6] = [1.0, 0.03, 0.02, 0.015, 0.01, 0.008];
/// The share of pairs of one person below which a rule is not worth it.
const LEAST_WORTH: f64 = 0.0002;
/// The columns and the keys that are made for rules are told apart by a bit each.
const BITS: usize = 64;

/// A rule that may be taken.
struct Offer {
    chosen: Chosen,
    /// A bit for each imagined row that it brings.
    brings: Vec<u64>,
    /// How many pairs it costs for each row of the table.
    cost: f64,
    /// What it was worth when it was last looked at.
    worth: f64,
}

/// The rules for a table: those of identifiers, and what brings most besides.
pub(crate) fn chosen(table: &Table, model: &Model, keys: &[Keys<'_>]) -> Vec<Chosen> {
    let imagined = Imagined::of(table, model, keys);
    let mut offers = imagined.offers(table, keys);
    let mut brought = Brought::new(imagined.rows.len());
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut budget = PAIRS_A_ROW + PAIRS_BESIDES / table.rows.max(1) as f64;
    let mut made: Vec<usize> = Vec::new();
    // What shares an identifier is always looked at.
    let is_identifier = |offer: &Offer| offer.chosen.rule.other.is_none();
    let identifier = |offers: &mut Vec<Offer>| offers.iter().position(is_identifier).map(|at| offers.remove(at));
    while let Some(offer) = identifier(&mut offers).or_else(|| brought.best(&mut offers, budget)) {
        let rule = offer.chosen.rule;
        let of_rule = [Some(rule.one), rule.other].into_iter().flatten();
        let new: Vec<usize> = of_rule.filter(|key| !keys[*key].is_own() && !made.contains(key)).collect();
        if table.columns.len() + made.len() + new.len() > BITS {
            continue;
        }
        made.extend(new);
        budget -= offer.cost;
        brought.add(&offer);
        // The same rule with longer lists takes the place of the one with shorter ones.
        match chosen.iter_mut().find(|chosen| (chosen.rule.one, chosen.rule.other) == (rule.one, rule.other)) {
            Some(shorter) => shorter.limit = shorter.limit.max(offer.chosen.limit),
            None => chosen.push(offer.chosen),
        }
    }
    chosen
}

/// Which imagined rows are brought by one rule, by two and so on.
struct Brought {
    rows: usize,
    times: [Vec<u64>; WORTH.len()],
}

impl Brought {
    fn new(rows: usize) -> Self {
        Self { rows, times: WORTH.map(|_| vec![0; rows.div_ceil(64)]) }
    }

    fn add(&mut self, offer: &Offer) {
        for (at, own) in offer.brings.iter().enumerate() {
            let mut new = *own;
            for times in &mut self.times {
                (times[at], new) = (times[at] | new, times[at] & new);
            }
        }
    }

    /// What it is worth to take an offer too, as a share of all imagined rows.
    fn worth(&self, offer: &Offer) -> f64 {
        let new =
            |times: &[u64]| offer.brings.iter().zip(times).map(|(own, all)| (own & !all).count_ones()).sum::<u32>();
        let worth: f64 = self.times.iter().zip(WORTH).map(|(times, worth)| f64::from(new(times)) * worth).sum();
        worth / self.rows.max(1) as f64
    }

    /// Takes out the offer that brings most for its cost, if any is worth it. An offer is never worth more than it was: only those are
    /// looked at again that were worth more than the best so far.
    fn best(&self, offers: &mut Vec<Offer>, budget: f64) -> Option<Offer> {
        let mut best: Option<(usize, f64)> = None;
        offers.retain(|offer| offer.cost <= budget);
        for (at, offer) in offers.iter_mut().enumerate() {
            if best.is_none_or(|(_, most)| offer.worth / offer.cost > most) {
                offer.worth = self.worth(offer);
                let worth = offer.worth / offer.cost;
                if offer.worth >= LEAST_WORTH && best.is_none_or(|(_, most)| worth > most) {
                    best = Some((at, worth));
                }
            }
        }
        best.map(|(at, _)| offers.remove(at))
    }
}

/// Rows of the table, each with the keys that an imagined second row of the same person shares with it.
struct Imagined {
    rows: Vec<u32>,
    /// For each key: of each row, in how many rows its key stands, and whether the second one shares it.
    frequencies: Vec<Vec<f64>>,
    shares: Vec<Vec<u64>>,
}

impl Imagined {
    fn of(table: &Table, model: &Model, keys: &[Keys<'_>]) -> Self {
        let rows = sample(table, IMAGINED);
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        let draws: Vec<Vec<[f64; 3]>> =
            table.columns.iter().map(|_| rows.iter().map(|_| chance.three()).collect()).collect();
        let mut imagined = Self { rows, frequencies: Vec::new(), shares: Vec::new() };
        for key in keys {
            let column = &table.columns[key.column];
            let known = column.known() as f64 / table.rows.max(1) as f64;
            let m = &model.columns[key.column].m;
            let mut shares = vec![0_u64; imagined.rows.len().div_ceil(64)];
            let frequency =
                |row: &u32| if key.get(*row as usize) == 0 { 0.0 } else { f64::from(key.frequency(*row as usize)) };
            let frequencies: Vec<f64> = imagined.rows.iter().map(frequency).collect();
            for (place, [is_known, level, survives]) in draws[key.column].iter().enumerate() {
                // One draw for all keys of a column: who shares the fine one shares the coarse ones.
                if frequencies[place] > 0.0
                    && *is_known < known
                    && *survives < key.form.survives(column.agreement(drawn(m, *level)))
                {
                    shares[place / 64] |= 1 << (place % 64);
                }
            }
            imagined.frequencies.push(frequencies);
            imagined.shares.push(shares);
        }
        imagined
    }

    fn offers(&self, table: &Table, keys: &[Keys<'_>]) -> Vec<Offer> {
        let alone = (0..keys.len()).filter(|at| keys[*at].is_identifier()).map(|at| (at, None));
        let others = |one: usize| (one + 1..keys.len()).filter(move |other| keys[*other].column != keys[one].column);
        let both = (0..keys.len()).flat_map(|one| others(one).map(move |other| (one, Some(other))));
        let rules: Vec<(usize, Option<usize>)> = alone.chain(both).collect();
        rules.into_par_iter().flat_map_iter(|(one, other)| self.of_rule(table.rows, one, other)).collect()
    }

    /// A rule with lists up to each limit.
    fn of_rule(&self, rows: usize, one: usize, other: Option<usize>) -> Vec<Offer> {
        let limits: &[usize] = if other.is_none() { &[COMMON] } else { &LIMITS };
        let none = vec![0_u64; self.shares[one].len()];
        let mut offers: Vec<(Vec<u64>, f64)> = limits.iter().map(|_| (none.clone(), 0.0)).collect();
        for (place, frequency) in self.frequencies[one].iter().enumerate() {
            // As if columns did not hang on each other: where they do, lists are longer, and the limit holds.
            let (length, shares) = match other {
                None => (*frequency, self.shares[one][place / 64]),
                Some(other) => {
                    let length = match frequency * self.frequencies[other][place] {
                        0.0 => 0.0,
                        product => (product / rows as f64).max(1.0),
                    };
                    (length, self.shares[one][place / 64] & self.shares[other][place / 64])
                }
            };
            for (limit, (brings, pairs)) in limits.iter().zip(&mut offers) {
                if length > 0.0 && length <= *limit as f64 {
                    *pairs += length / 2.0;
                    brings[place / 64] |= shares & 1 << (place % 64);
                }
            }
        }
        let offer = |(limit, (brings, pairs)): (&usize, (Vec<u64>, f64))| {
            let pairs = pairs / self.rows.len().max(1) as f64;
            let rule = Rule { one, other, pairs: pairs * rows as f64 };
            Offer { chosen: Chosen { rule, limit: *limit }, brings, cost: pairs + SORTING, worth: f64::INFINITY }
        };
        limits.iter().zip(offers).map(offer).collect()
    }
}

/// The level that a number from 0 to 1 falls on.
fn drawn(m: &[f64], mut number: f64) -> u8 {
    for (level, share) in m.iter().enumerate() {
        number -= share;
        if number < 0.0 {
            return level as u8;
        }
    }
    m.len().saturating_sub(1) as u8
}

/// Numbers from 0 to 1, the same ones each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn three(&mut self) -> [f64; 3] {
        [self.next(), self.next(), self.next()]
    }
}

//! The model: how often values agree of one person, and of two.

use super::{
    Agreement, Group, Kind, Weight,
    column::{Column, Elements},
    table::Table,
    weigh::level_weight,
};
use crate::code::CodeTable;

/// How often the values of a column agree at each level, in three kinds of pairs.
#[derive(Clone)]
pub(crate) struct ColumnModel {
    pub(crate) name: Box<str>,
    pub(crate) kind: Kind,
    pub(crate) group: Group,
    /// Of one person.
    pub(crate) m: Vec<f64>,
    /// Of any two.
    pub(crate) u: Vec<f64>,
    /// Of two who live or act together.
    pub(crate) r: Vec<f64>,
    /// Of few codes: how often a person told as one is told as the other, by their places in the column.
    pub(crate) confusion: Vec<f64>,
    /// Of sets: how often a person told with a tag is told with it again, in both and in one of two.
    pub(crate) tags: Vec<[f64; 2]>,
    /// Of few codes, and of sets: each code or tag, in the order of the two above, with its share of the rows in which something is known.
    pub(crate) codes: Vec<(Box<str>, f64)>,
}

/// Columns with up to so many codes have a weight for each pair of codes.
pub(crate) const CODES: usize = 63;

/// What is weighed by.
#[derive(Clone)]
pub struct Model {
    pub(crate) columns: Vec<ColumnModel>,
    /// How many other rows of the same person there are, on average.
    pub(crate) partners: f64,
    /// How many rows of somebody who lives or acts with him.
    pub(crate) companions: f64,
    /// Where and when it happened, when both are the same within a kilometre and a day, and within a week: how often of one person
    /// (the event was told twice), of any two, and of two who act together.
    pub(crate) event: [[f64; 3]; 2],
    /// By how much each group counts, for what its columns have in common.
    pub(crate) slopes: Vec<f64>,
    /// The least and the most that a group weighs, in hundredths of a bit.
    pub(crate) caps: Vec<[i32; 2]>,
    /// Odds as they come true: offset in bits, and slope.
    pub(crate) calibration: [f64; 2],
}

/// What a group weighs at the least and at the most. What is perceived of somebody's origin is held to two bits by rule.
fn caps() -> Vec<[i32; 2]> {
    let of = |group: &Group| match group {
        Group::Behaviour => [-300, 600],
        Group::Place => [-600, 900],
        Group::Origin => [-200, 200],
        Group::Body => [-1_600, 900],
        Group::Identifiers | Group::Names | Group::Vehicle | Group::Marks | Group::Person => [-4_000, 6_000],
    };
    Group::ALL.iter().map(of).collect()
}

/// What is assumed of events.
pub(crate) const EVENT: [[f64; 3]; 2] = [[0.03, 1e-5, 0.5], [0.01, 1e-5, 0.1]];

/// What agreement is assumed to be before anything was seen: of one person, and of any two.
pub(crate) fn assumed(kind: Kind) -> (&'static [f64], &'static [f64]) {
    match kind {
        Kind::Name => (&[0.72, 0.05, 0.03, 0.08, 0.03, 0.01, 0.08], &[2e-3, 1e-3, 1e-3, 2e-3, 1e-2, 1e-3, 0.983]),
        Kind::Text => (&[0.75, 0.10, 0.05, 0.10], &[1e-3, 1e-3, 3e-3, 0.995]),
        Kind::Code => (&[0.85, 0.03, 0.12], &[0.05, 0.01, 0.94]),
        Kind::Set => (&[0.2, 0.6, 0.2], &[0.02, 0.3, 0.68]),
        Kind::Number => (
            &[0.15, 0.12, 0.12, 0.14, 0.12, 0.12, 0.09, 0.08, 0.04, 0.02],
            &[0.04, 0.06, 0.06, 0.09, 0.09, 0.13, 0.11, 0.18, 0.13, 0.11],
        ),
        Kind::Date => (&[0.86, 0.02, 0.06, 0.02, 0.04], &[1e-4, 1e-5, 6e-4, 5e-3, 0.994]),
        Kind::Day => {
            (&[0.03, 0.02, 0.05, 0.10, 0.15, 0.35, 0.25, 0.05], &[1e-3, 2e-3, 1e-2, 0.03, 0.07, 0.28, 0.38, 0.23])
        }
        Kind::Place => {
            (&[0.12, 0.12, 0.2, 0.25, 0.16, 0.08, 0.05, 0.02], &[2e-3, 6e-3, 0.03, 0.08, 0.10, 0.2, 0.3, 0.28])
        }
        Kind::Phone => (&[0.5, 0.03, 0.004, 0.003, 0.463], &[1e-5, 1e-5, 1e-5, 1e-4, 0.999]),
        Kind::Email => (&[0.6, 0.03, 0.03, 0.34], &[1e-5, 1e-5, 1e-4, 0.999]),
        Kind::Username => (&[0.5, 0.03, 0.07, 0.4], &[1e-5, 1e-5, 1e-4, 0.999]),
        Kind::Plate => (&[0.5, 0.03, 0.03, 0.02, 0.01, 0.41], &[2e-5, 1e-5, 2e-5, 2e-4, 2e-3, 0.997]),
        Kind::Postcode => (&[0.70, 0.05, 0.10, 0.15], &[1e-3, 1e-3, 1e-2, 0.988]),
    }
}

/// The share of each code of a column among the rows in which it is known.
pub(crate) fn shares(counts: &[u32]) -> Vec<f64> {
    let known: u64 = counts.iter().skip(1).map(|count| u64::from(*count)).sum();
    counts
        .iter()
        .skip(1)
        .map(|count| (f64::from(*count) + 0.5) / (known as f64 + 0.5 * (counts.len() - 1) as f64))
        .collect()
}

/// The codes of a column that has few, or the tags of a set.
fn codes(column: &Column) -> Vec<(Box<str>, f64)> {
    let (texts, shares) = match &column.values.elements {
        Elements::Texts(texts) if column.is_dense() => (texts, shares(&column.counts)),
        Elements::Tags { tags, .. } => (tags, column.tag_shares()),
        _ => return Vec::new(),
    };
    (0..).zip(shares).map(|(at, share)| (texts.arena.text(at).into(), share)).collect()
}

/// How often a tag that so many carry is told of one person in both of two rows, when nothing was seen: three times as often as of
/// any other, and at most every second time.
pub(crate) fn told_again(share: f64) -> f64 {
    share * (3.0 * share).min(0.5_f64.max(share))
}

/// How a column of few codes is confused when nothing was seen but how often codes are told the same: else as they are spread.
pub(crate) fn spread(shares: &[f64], same: f64) -> Vec<f64> {
    let size = shares.len();
    let by_chance: f64 = shares.iter().map(|share| share * share).sum();
    let differing = (1.0 - by_chance).max(1e-9);
    let mut all = vec![0.0; size * size];
    for (one, share) in shares.iter().enumerate() {
        for (other, other_share) in shares.iter().enumerate() {
            all[one * size + other] =
                if one == other { same * share } else { (1.0 - same) * share * other_share / differing };
        }
    }
    all
}

/// One level of agreement of a column.
#[derive(Clone, Copy)]
pub struct ModelLevel<'m> {
    /// The column's name.
    pub column: &'m str,
    /// What the column holds.
    pub kind: Kind,
    /// Its place among the levels of the kind, from 0, the most first.
    pub level: usize,
    /// How far values agree.
    pub agreement: Agreement,
    /// How often two rows of one person agree so, of those in which both are known.
    pub m: f64,
    /// How often any two do.
    pub u: f64,
    /// What it weighs; how rare a single value is comes on top.
    pub weight: Weight,
}

impl Model {
    /// The names of its columns.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|column| &*column.name)
    }

    /// Each level of agreement of each column.
    pub fn levels(&self) -> impl Iterator<Item = ModelLevel<'_>> {
        self.columns.iter().flat_map(|ColumnModel { name, kind, m, u, .. }| {
            let levels = kind.levels().iter().zip(m.iter().zip(u)).enumerate();
            levels.map(|(level, (agreement, (m, u)))| ModelLevel {
                column: name,
                kind: *kind,
                level,
                agreement: *agreement,
                m: *m,
                u: *u,
                weight: level_weight(*m, *u),
            })
        })
    }

    /// How many other rows of the same person there are, on average.
    pub fn partners(&self) -> f64 {
        self.partners
    }

    /// What is assumed of a table of which nothing was learnt.
    pub fn assumed(table: &Table) -> Self {
        let columns = table
            .columns
            .iter()
            .map(|column| {
                let (m, u) = assumed(column.kind);
                let confusion = if column.is_dense() {
                    let shares = shares(&column.counts);
                    let by_chance: f64 = shares.iter().map(|share| share * share).sum();
                    spread(&shares, (0.65_f64).max(by_chance + 0.5 * (1.0 - by_chance)))
                } else {
                    Vec::new()
                };
                let codes = codes(column);
                let shares = column.tag_shares();
                let tags =
                    shares.iter().map(|share| [told_again(*share), 2.0 * (share - told_again(*share))]).collect();
                ColumnModel {
                    name: column.name.clone(),
                    kind: column.kind,
                    group: column.group,
                    m: m.to_vec(),
                    u: u.to_vec(),
                    r: u.to_vec(),
                    confusion,
                    tags,
                    codes,
                }
            })
            .collect();
        Self {
            columns,
            partners: 0.5,
            companions: 0.5,
            event: EVENT,
            slopes: vec![1.0; Group::ALL.len()],
            caps: caps(),
            calibration: [0.0, 1.0],
        }
    }
}

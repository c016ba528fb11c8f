//! What speaks for a pair and against it, and the tier that it reaches.

use super::{
    Agreement, Group, Linkage, Pair, Tier, Weight,
    weigh::{MAX_COLUMNS, either},
};
use crate::code::CodeTable;

const GROUPS: usize = Group::ALL.len();

/// One thing that speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The column, by its place; `None` for what two would share as well who only live or act together.
    pub column: Option<usize>,
    /// How far its values agree.
    pub agreement: Agreement,
    /// What it weighs, after what its group has in common is taken off.
    pub weight: Weight,
}

/// From which probabilities on, and on what grounds, tiers are reached.
mod threshold {
    pub(super) const POSSIBLE: f64 = 0.05;
    pub(super) const PROBABLE: f64 = 0.9;
    pub(super) const STRONG: f64 = 0.99;
    /// An identifier from so many hundredths of a bit on is a ground.
    pub(super) const IDENTIFIER: i32 = 700;
    /// So is a group beside an identifier.
    pub(super) const BESIDE: i32 = 200;
    /// And a group beside another group.
    pub(super) const GROUP: i32 = 400;
    /// One column that speaks so strongly against it is a contradiction.
    pub(super) const CONTRADICTION: i32 = -600;
}

/// Groups that are grounds: not where it happened, which all who were there have in common, and not what is perceived of somebody's
/// origin.
const GROUNDS: [Group; 6] = [Group::Names, Group::Person, Group::Marks, Group::Body, Group::Behaviour, Group::Vehicle];

impl Linkage {
    /// What speaks for two rows being of one person and against it, in the order of the columns. The weights add up to that of the
    /// pair. What is not known of both says nothing and is not in it.
    pub fn evidence(&self, one: usize, other: usize) -> Vec<Evidence> {
        let (mut each, levels) = self.columns(one, other);
        let columns = self.table.columns.len();
        let together = either(each[..columns].iter().map(|(_, with)| with).sum::<i32>() + self.weights.companions);
        for group in 0..GROUPS {
            self.draw_in(group, &mut each[..columns]);
        }
        let known = |at: &usize| levels[*at] != u8::MAX;
        let evidence = |at: usize| Evidence {
            column: Some(at),
            agreement: self.table.columns[at].agreement(levels[at]),
            weight: Weight::new(each[at].0),
        };
        let mut all: Vec<Evidence> = (0..columns).filter(known).map(evidence).collect();
        if together != 0 {
            all.push(Evidence { column: None, agreement: Agreement::Compatible, weight: Weight::new(-together) });
        }
        all
    }

    /// The weights and levels of all columns.
    fn columns(&self, one: usize, other: usize) -> ([(i32, i32); MAX_COLUMNS], [u8; MAX_COLUMNS]) {
        let (mut each, mut levels) = ([(0, 0); MAX_COLUMNS], [u8::MAX; MAX_COLUMNS]);
        self.weights.columns_at(&self.table, one, other, &mut each, &mut levels);
        (each, levels)
    }

    /// Draws the columns of a group in to what the group weighs: the heaviest keep their weight, the others what is left.
    fn draw_in(&self, group: usize, each: &mut [(i32, i32)]) {
        let own = || (0..each.len()).filter(|at| self.weights.groups[*at] == group);
        let before: i32 = own().map(|at| each[at].0).sum();
        let mut over = before - self.weights.of_group(group, before);
        if over == 0 {
            return;
        }
        let mut by_size: Vec<usize> = own().collect();
        by_size.sort_by_key(|at| (each[*at].0.abs(), *at));
        // First what speaks in the same way as what is too much, the least first; then, where that is not enough, the heaviest.
        for at in &by_size {
            let weight = &mut each[*at].0;
            let taken = if over > 0 { over.min((*weight).max(0)) } else { over.max((*weight).min(0)) };
            *weight -= taken;
            over -= taken;
        }
        if let (true, Some(last)) = (over != 0, by_size.last()) {
            each[*last].0 -= over;
        }
    }

    /// A pair with what its weight comes to.
    pub(crate) fn pair(&self, left: u32, right: u32, weight: i32) -> Pair {
        Pair {
            left,
            right,
            weight,
            probability: self.weights.probability(weight),
            tier: self.tier(left as usize, right as usize),
        }
    }

    /// How many rows may be expected at most to weigh so much against a row by coincidence, in a table of this size. Evidence that is
    /// so many times likelier of one person is met among others at most once in as many (Good 1950, after Turing).
    pub fn coincidences(&self, weight: i32) -> f64 {
        self.table.len() as f64 * (-f64::from(weight) / 100.0).exp2().min(1.0)
    }

    /// The tier of a pair. What is perceived of somebody's origin moves nobody over a threshold.
    pub fn tier(&self, one: usize, other: usize) -> Tier {
        let (each, _) = self.columns(one, other);
        self.tier_of(&each[..self.table.columns.len()])
    }

    /// The tier of a pair, by what its columns weigh.
    pub(crate) fn tier_of(&self, each: &[(i32, i32)]) -> Tier {
        let mut groups = [0; GROUPS];
        for (at, (weight, _)) in each.iter().enumerate() {
            groups[self.weights.groups[at]] += weight;
        }
        for (group, sum) in groups.iter_mut().enumerate() {
            *sum = self.weights.of_group(group, *sum);
        }
        let weight = self.weights.sum(each);
        let probability = self.weights.probability(weight - groups[Group::Origin as usize]);
        if probability < threshold::POSSIBLE {
            Tier::Unlikely
        } else if probability < threshold::PROBABLE {
            Tier::Possible
        } else if probability >= threshold::STRONG && self.has_grounds(each, &groups) {
            Tier::Strong
        } else {
            Tier::Probable
        }
    }

    /// Whether two grounds that do not hang on each other speak for it, and nothing contradicts it.
    fn has_grounds(&self, each: &[(i32, i32)], groups: &[i32; GROUPS]) -> bool {
        let identifiers = self
            .table
            .columns
            .iter()
            .zip(each)
            .filter(|(column, (weight, _))| column.kind.is_identifier() && *weight >= threshold::IDENTIFIER);
        let identifiers = identifiers.count();
        let reaching = |least: i32| GROUNDS.iter().filter(|group| groups[**group as usize] >= least).count();
        let is_grounded =
            identifiers > 1 || identifiers == 1 && reaching(threshold::BESIDE) > 0 || reaching(threshold::GROUP) > 1;
        is_grounded && each.iter().all(|(weight, _)| *weight > threshold::CONTRADICTION)
    }
}

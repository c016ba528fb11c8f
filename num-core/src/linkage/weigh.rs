//! Pairs weighed: whole hundredths of a bit from the model and from how often values stand in this table.

use std::sync::{Arc, LazyLock, OnceLock};

use super::{
    Group, Kind, Model, Table, Tier, Weight,
    column::{Column, Elements, Value},
    event::{EventColumns, EventWeights},
    model::{ColumnModel, shares},
    nested::Nested,
    surroundings::Surroundings,
    train::Lessons,
};
use crate::{code::CodeTable, error::Problems};

/// The most columns of a table.
pub(crate) const MAX_COLUMNS: usize = 48;
pub(crate) const LEVELS: usize = 10;

/// What the agreement of one column weighs, in hundredths of a bit.
pub(crate) struct ColumnWeights {
    pub(crate) levels: [i32; LEVELS],
    /// The same for those who live or act together.
    pub(crate) related: [i32; LEVELS],
    together: Together,
    /// Of few codes: a weight for each pair.
    matrix: Vec<i16>,
    size: usize,
    pub(crate) tags: Tags,
    /// Of rare and common values: how much more or less agreement on a value weighs.
    rarity: Option<Rarity>,
}

/// What those who live or act together have in common of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    /// Nothing: it tells them apart.
    Apart,
    /// As often as its level says.
    Level,
    /// The same value, as rare as it is.
    Value,
    /// As near as it is, where so many others are.
    Distance,
}

impl Together {
    fn of(column: &Column) -> Self {
        match column.kind {
            _ if !column.is_shared() => Self::Apart,
            Kind::Number | Kind::Day | Kind::Place => Self::Distance,
            Kind::Code if column.is_dense() => Self::Level,
            _ => Self::Value,
        }
    }
}

/// Natural numbers to hundredths of a bit.
pub(crate) fn hundredths(ratio: f64) -> i32 {
    (ratio.max(1e-30).log2() * 100.0).round() as i32
}

/// No single column speaks louder, either way.
pub(crate) const MOST: i32 = 2_600;
pub(crate) const LEAST: i32 = -1_000;
/// What it weighs that the one kind of pairs agree so often and any two so often.
pub(crate) fn level_weight(of: f64, any: f64) -> Weight {
    Weight::new(hundredths(of / any.max(1e-12)).clamp(LEAST, MOST))
}

/// The basis of values that agree in nothing that is counted.
const NOT_COUNTED: i32 = -1;
/// Nor does what is near to a rare name weigh more than so much more.
const NEAR_RARE: i32 = 100;

impl ColumnWeights {
    fn of(model: &ColumnModel, column: &Column, partners: f64, rows: usize) -> Self {
        let mut levels = [0; LEVELS];
        let mut related = [0; LEVELS];
        for (level, ((m, u), r)) in model.m.iter().zip(&model.u).zip(&model.r).enumerate() {
            levels[level] = level_weight(*m, *u).hundredths();
            related[level] = level_weight(*r, *u).hundredths();
        }
        let mut weights = Self {
            levels,
            related,
            together: Together::of(column),
            matrix: Vec::new(),
            size: 0,
            tags: Tags::default(),
            rarity: None,
        };
        match column.kind {
            Kind::Code if !model.confusion.is_empty() => {
                let shares = shares(&column.counts);
                weights.size = shares.len();
                weights.matrix = model
                    .confusion
                    .iter()
                    .enumerate()
                    .map(|(at, m)| {
                        let by_chance = shares[at / weights.size] * shares[at % weights.size];
                        hundredths(m / by_chance).clamp(LEAST, MOST) as i16
                    })
                    .collect();
            }
            Kind::Set => {
                let shares = column.tag_shares();
                weights.tags = Tags::of(&model.tags, &shares);
            }
            Kind::Number | Kind::Day | Kind::Place => {
                // What is expected at each level is in the surroundings already.
                for (level, (m, r)) in model.m.iter().zip(&model.r).enumerate() {
                    weights.levels[level] = hundredths(*m);
                    weights.related[level] = hundredths(*r);
                }
            }
            _ => weights.rarity = Some(Rarity::of(model, column, partners, rows)),
        }
        weights
    }

    /// What two known values weigh that agree at this level.
    #[inline]
    pub(crate) fn weight(&self, column: &Column, around: &Surroundings, level: u8, one: Value, other: Value) -> i32 {
        if let Elements::Tags { masks, .. } = &column.values.elements {
            return self.tags.weight(masks[one as usize - 1], masks[other as usize - 1]);
        }
        self.of_basis(level, self.basis(column, around, level, one, other))
    }

    /// What the weight of two known values rests on beside their level: of few codes which two they are, of numbers how many are about
    /// them, of others in how many rows they stand. It is the same for every model. Tags have none.
    #[inline]
    pub(crate) fn basis(&self, column: &Column, around: &Surroundings, level: u8, one: Value, other: Value) -> i32 {
        if !self.matrix.is_empty() {
            return ((one as usize - 1) * self.size + other as usize - 1) as i32;
        }
        if self.rarity.is_some() {
            return column.commonness(level, one, other).map_or(NOT_COUNTED, |rows| rows as i32);
        }
        let of_value = |value| if around.is_empty() { 0 } else { around.at(value, usize::from(level)) };
        of_value(one) + of_value(other)
    }

    /// What two known values weigh by what it rests on.
    #[inline]
    pub(crate) fn of_basis(&self, level: u8, basis: i32) -> i32 {
        if !self.matrix.is_empty() {
            return i32::from(self.matrix[basis as usize]);
        }
        let weight = self.levels[usize::from(level)];
        match &self.rarity {
            None => (weight + basis).clamp(LEAST, MOST),
            Some(_) if basis == NOT_COUNTED => weight,
            Some(rarity) => (weight + rarity.of_level(level, basis as u32)).clamp(LEAST, MOST),
        }
    }

    /// The most that two names weigh that are near, similar or short forms of each other, of which one has one of two words and the
    /// other the other.
    pub(crate) fn of_near_words(&self, column: &Column, level: u8, one: u32, other: u32) -> i32 {
        let of_word =
            |word: u32| self.rarity.as_ref().map_or(0, |rarity| rarity.of_count(column.word_counts[word as usize]));
        let rarity = of_word(one).min(of_word(other)).clamp(-400, 2 * NEAR_RARE) / 2;
        (self.levels[usize::from(level)] + rarity).clamp(LEAST, MOST)
    }

    /// The same for two who live or act together: what is rare of one person is as rare of two.
    #[inline]
    pub(crate) fn together(&self, level: u8, weight: i32) -> i32 {
        let at = usize::from(level);
        match self.together {
            Together::Apart => 0,
            Together::Level => self.related[at],
            Together::Value if level == 0 => self.related[at] + weight - self.levels[at],
            Together::Value => self.related[at],
            Together::Distance => self.related[at] + weight - self.levels[at],
        }
    }

    /// The most that two values may weigh that are known and not the same, and the least for two who belong together. Only of columns
    /// whose values are compared by their texts: others are compared as fast as bounded.
    pub(crate) fn bounds(&self, column: &Column) -> (i32, i32) {
        let levels = column.kind.levels().len();
        // Where a value is several, two that are not the same may share one.
        let is_several = column.values.lists.is_some();
        let rarest = self.rarity.as_ref().map_or(0, |rarity| rarity.of_count(1));
        let of_level = |level: usize| {
            let rarity = match (column.kind, level) {
                (_, 0) => rarest,
                (Kind::Name, 1) => rarest.max(0),
                (Kind::Name, 2..=4) => NEAR_RARE,
                _ => 0,
            };
            (self.levels[level] + rarity).clamp(LEAST, MOST)
        };
        let first = usize::from(!is_several);
        let most = (first..levels).map(of_level).max().unwrap_or(MOST);
        let commonest = column.element_counts().iter().copied().max().unwrap_or(1);
        let commonest = self.rarity.as_ref().map_or(0, |rarity| rarity.of_count(commonest)).min(0);
        let of_level = |level: usize| self.together(u8::try_from(level).unwrap_or(0), self.levels[level]);
        let least = (first..levels).map(of_level).min().unwrap_or(LEAST);
        (most, if is_several { least.min(of_level(0) + commonest) } else { least })
    }
}

/// How much more agreement on a rare value weighs than on any, and on a common one less. How many others have a value is counted
/// without those of the same person: else whoever is met often would make his name a common one.
struct Rarity {
    /// By the number of rows in which a value stands.
    by_count: Vec<i16>,
    known: f64,
    own: f64,
    u: f64,
}

impl Rarity {
    /// More rows than this are seldom: their weight is worked out when it is asked for.
    const TABLE: u32 = 2_048;

    fn of(model: &ColumnModel, column: &Column, partners: f64, rows: usize) -> Self {
        let known = column.known().max(1) as f64;
        let same = model.m.first().copied().unwrap_or(0.5);
        let own = partners * same * known / rows.max(1) as f64;
        let mut rarity = Self { by_count: Vec::new(), known, own, u: model.u[0].max(1e-12) };
        rarity.by_count =
            (0..Self::TABLE.min(column.commonest + 1)).map(|count| rarity.worked_out(count) as i16).collect();
        rarity
    }

    fn worked_out(&self, count: u32) -> i32 {
        let others = ((f64::from(count) - 1.0 - self.own).max(0.0) + 1.0) / self.known;
        hundredths(self.u / others)
    }

    #[inline]
    fn of_count(&self, count: u32) -> i32 {
        match self.by_count.get(count as usize) {
            Some(weight) => i32::from(*weight),
            None => self.worked_out(count),
        }
    }

    /// Where that many rows have what two values agree in.
    #[inline]
    fn of_level(&self, level: u8, count: u32) -> i32 {
        let rarity = self.of_count(count);
        // Half of the way: what is near to a common name is common too.
        if level > 1 { rarity.clamp(-400, 2 * NEAR_RARE) / 2 } else { rarity }
    }
}

/// What tags weigh: that both have one, that one of two has it, that none has.
#[derive(Clone, Default)]
pub(crate) struct Tags {
    each: Vec<[i32; 3]>,
    /// What it weighs that none has any.
    none: i32,
}

impl Tags {
    /// Of how often two have a tag in common and how often one has it, by how many carry it.
    fn of(told: &[[f64; 2]], shares: &[f64]) -> Self {
        let each = told.iter().zip(shares).map(|([both, one], p)| {
            let none = (1.0 - both - one).max(1e-6);
            [
                hundredths(both / (p * p)).clamp(-300, 800),
                hundredths(one / (2.0 * p * (1.0 - p))).clamp(-300, 300),
                hundredths(none / ((1.0 - p) * (1.0 - p))).clamp(-100, 100),
            ]
        });
        let each: Vec<[i32; 3]> = each.collect();
        let none = each.iter().map(|[.., none]| none).sum();
        Self { each, none }
    }

    #[inline]
    pub(crate) fn weight(&self, one: u64, other: u64) -> i32 {
        let (mut both, mut apart, mut sum) = (one & other, one ^ other, self.none);
        while both != 0 {
            let [weight, _, none] = self.each[both.trailing_zeros() as usize];
            sum += weight - none;
            both &= both - 1;
        }
        while apart != 0 {
            let [_, weight, none] = self.each[apart.trailing_zeros() as usize];
            sum += weight - none;
            apart &= apart - 1;
        }
        sum
    }
}

/// The weights of a model for a table.
pub(crate) struct Weights {
    pub(crate) columns: Vec<ColumnWeights>,
    pub(crate) surroundings: Arc<Vec<Surroundings>>,
    /// Odds before any evidence: that two rows are of one person, and of two who belong together.
    pub(crate) prior: i32,
    pub(crate) companions: i32,
    event: Option<EventWeights>,
    nested: Vec<Nested>,
    pub(crate) slopes: Vec<i32>,
    pub(crate) groups: Vec<usize>,
    pub(crate) caps: Vec<[i32; 2]>,
    pub(crate) calibration: [f64; 2],
}

/// What each group weighs: for one person, and for two who belong together.
pub(crate) type ByGroup = [(i32, i32); Group::ALL.len()];

impl Weights {
    pub(crate) fn of(model: &Model, table: &Table, surroundings: &Arc<Vec<Surroundings>>) -> Self {
        let columns = model.columns.iter().zip(&table.columns);
        let columns: Vec<ColumnWeights> =
            columns.map(|(of, column)| ColumnWeights::of(of, column, model.partners, table.rows)).collect();
        let rows = table.rows.max(2) as f64;
        Self {
            columns,
            surroundings: Arc::clone(surroundings),
            prior: hundredths(model.partners / rows),
            companions: hundredths(model.companions / rows),
            event: EventWeights::of(model, table),
            nested: table.nested().to_vec(),
            slopes: model.slopes.iter().map(|slope| (slope * 100.0).round() as i32).collect(),
            caps: model.caps.clone(),
            groups: model.columns.iter().map(|column| column.group as usize).collect(),
            calibration: model.calibration,
        }
    }
}

/// A pair of rows that may be of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The one row.
    pub left: u32,
    /// The other row.
    pub right: u32,
    /// What the evidence weighs, in hundredths of a bit.
    pub weight: i32,
    /// How likely it is that they are of one person.
    pub probability: f64,
    /// How far it reaches.
    pub tier: Tier,
}

/// A table and a model: what is asked of both.
pub struct Linkage {
    pub(crate) table: Table,
    pub(crate) model: Model,
    pub(crate) weights: Weights,
    /// What is asked of every row at once, made when it is first asked.
    pub(crate) index: OnceLock<super::find::Index>,
}

/// log2(1 + 2^x) in hundredths.
#[inline]
pub(crate) fn either(x: i32) -> i32 {
    /// Below, it is nothing; above, it is all.
    const BOUNDS: [i32; 2] = [-700, 1_400];
    static BETWEEN: LazyLock<Vec<i32>> = LazyLock::new(|| {
        let exact = |x: i32| ((f64::from(x) / 100.0).exp2().ln_1p() * std::f64::consts::LOG2_E * 100.0).round() as i32;
        (BOUNDS[0]..=BOUNDS[1]).map(exact).collect()
    });
    if x > BOUNDS[1] { x } else { usize::try_from(x - BOUNDS[0]).map_or(0, |at| BETWEEN[at]) }
}

/// Whether what a column weighs at a level hangs on what the names weigh.
#[inline]
pub(crate) fn hangs_on_names(kind: Kind, level: u8) -> bool {
    matches!(kind, Kind::Email | Kind::Username) && (1..=2).contains(&level)
}

impl Weights {
    /// What two values of a column weigh, for one person and for two who belong together, and at which level they agree; `u8::MAX`
    /// where one is not known.
    #[inline]
    pub(crate) fn of_values(&self, table: &Table, at: usize, one: Value, other: Value) -> ((i32, i32), u8) {
        if one == 0 || other == 0 {
            return ((0, 0), u8::MAX);
        }
        let (column, weights, around) = (&table.columns[at], &self.columns[at], &self.surroundings[at]);
        let level = column.level(one, other);
        let weight = weights.weight(column, around, level, one, other);
        ((weight, weights.together(level, weight)), level)
    }

    /// The weights of each column: for one person, and for two who belong together.
    #[inline]
    pub(crate) fn columns(&self, table: &Table, one: usize, other: usize, each: &mut [(i32, i32); MAX_COLUMNS]) {
        self.columns_at(table, one, other, each, &mut [u8::MAX; MAX_COLUMNS]);
    }

    /// The same, and the levels at which they agree.
    #[inline]
    pub(crate) fn columns_at(
        &self,
        table: &Table,
        one: usize,
        other: usize,
        each: &mut [(i32, i32); MAX_COLUMNS],
        levels: &mut [u8; MAX_COLUMNS],
    ) {
        self.columns_of(table, one, |_| other, each, levels);
    }

    /// The same for somebody who has each column of the row that `other` tells of it.
    #[inline]
    pub(crate) fn columns_of(
        &self,
        table: &Table,
        one: usize,
        other: impl Fn(usize) -> usize,
        each: &mut [(i32, i32); MAX_COLUMNS],
        levels: &mut [u8; MAX_COLUMNS],
    ) {
        for (at, column) in table.columns.iter().enumerate() {
            (each[at], levels[at]) = self.of_values(table, at, column.cells[one], column.cells[other(at)]);
        }
        self.hang_together(table, levels, each);
    }

    /// What columns say together and not each by itself, once all are weighed; how nearly it is one event.
    #[inline]
    pub(crate) fn hang_together(
        &self,
        table: &Table,
        levels: &[u8],
        each: &mut [(i32, i32); MAX_COLUMNS],
    ) -> Option<usize> {
        let near = self.of_event(levels, each);
        self.of_nested(levels, each);
        self.of_names(table, levels, each);
        near
    }

    /// The columns that say where and when it happened.
    pub(crate) fn event_columns(&self) -> Option<EventColumns> {
        self.event.as_ref().map(|event| event.columns)
    }

    /// An address that is made of a name says what the name says: one that is nearly the same adds only what names leave unsaid.
    #[inline]
    fn of_names(&self, table: &Table, levels: &[u8], each: &mut [(i32, i32); MAX_COLUMNS]) {
        let mut names = None;
        for (at, column) in table.columns.iter().enumerate() {
            if hangs_on_names(column.kind, levels[at]) {
                let names = *names.get_or_insert_with(|| {
                    let of_names = self.groups.iter().zip(&*each).filter(|(group, _)| **group == Group::Names as usize);
                    of_names.map(|(_, (weight, _))| *weight).sum::<i32>().max(0)
                });
                each[at].0 = (each[at].0 - names).max(0);
            }
        }
    }

    /// Puts one event in the place of where and when it happened. What was done there, and where those who did it seem to come from,
    /// is told of all of them: it does not speak for one.
    #[inline]
    pub(crate) fn of_event(&self, levels: &[u8], each: &mut [(i32, i32)]) -> Option<usize> {
        let event = self.event.as_ref()?;
        let near = event.columns.nearness(levels)?;
        each[event.columns.place] = (event.weight[near], event.related[near]);
        each[event.columns.day] = (0, 0);
        for (at, group) in self.groups.iter().enumerate() {
            if *group == Group::Behaviour as usize || *group == Group::Origin as usize {
                each[at].0 = each[at].0.min(0);
            }
        }
        Some(near)
    }

    /// What a finer column gives is not told again: only that it is not so is.
    #[inline]
    pub(crate) fn of_nested(&self, levels: &[u8], each: &mut [(i32, i32)]) {
        for Nested { coarse, .. } in self.nested.iter().filter(|nested| levels[nested.fine] == 0) {
            let (one, related) = &mut each[*coarse];
            (*one, *related) = ((*one).min(0), (*related).min(0));
        }
    }

    /// What a group weighs whose columns add up to a sum.
    #[inline]
    pub(crate) fn of_group(&self, group: usize, sum: i32) -> i32 {
        let [least, most] = self.caps[group];
        (sum * self.slopes[group] / 100).clamp(least, most)
    }

    /// What the evidence of a pair weighs together.
    #[inline]
    pub(crate) fn sum(&self, each: &[(i32, i32)]) -> i32 {
        self.sum_of_groups(&self.by_group(each))
    }

    /// What each group weighs by itself: for one person, and for two who belong together.
    #[inline]
    pub(crate) fn by_group(&self, each: &[(i32, i32)]) -> ByGroup {
        let mut groups = [(0, 0); Group::ALL.len()];
        for ((weight, with), group) in each.iter().zip(&self.groups) {
            let (sum, related) = &mut groups[*group];
            *sum += weight;
            *related += with;
        }
        groups
    }

    /// What groups weigh together.
    #[inline]
    pub(crate) fn sum_of_groups(&self, groups: &ByGroup) -> i32 {
        let sum: i32 = groups.iter().enumerate().map(|(group, (sum, _))| self.of_group(group, *sum)).sum();
        let related: i32 = groups.iter().map(|(_, related)| related).sum();
        // What speaks for two who belong together speaks less for one.
        sum - either(related + self.companions)
    }

    pub(crate) fn probability(&self, weight: i32) -> f64 {
        let [offset, slope] = self.calibration;
        let odds = ((f64::from(weight + self.prior) / 100.0) * slope + offset).exp2();
        if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
    }
}

impl Linkage {
    /// A linkage with a model that is learnt from the table itself.
    pub fn new(table: Table) -> Self {
        let Lessons { model, surroundings, are_all } = super::train::train(&table);
        let mut linkage = Self::made(table, model, &surroundings);
        if !are_all && let Some(model) = super::prior::learnt(&linkage) {
            linkage = Self::made(linkage.table, model, &surroundings);
        }
        // Rows are taken by what stands in them while something is learnt, and hardly again.
        linkage.table.fingerprints = OnceLock::new();
        linkage
    }

    /// A linkage with a model that was learnt from another table, or read: it is fitted to this one by names and kinds of columns.
    ///
    /// # Errors
    /// Those of [`Model::for_table`].
    pub fn with_model(table: Table, model: &Model) -> Result<Self, Problems> {
        let model = model.for_table(&table)?;
        Ok(Self::of_model(table, model))
    }

    /// A linkage with a model of this very table.
    pub(crate) fn of_model(table: Table, model: Model) -> Self {
        let surroundings = Arc::new(Surroundings::of(&table, &model));
        Self::made(table, model, &surroundings)
    }

    fn made(table: Table, model: Model, surroundings: &Arc<Vec<Surroundings>>) -> Self {
        let weights = Weights::of(&model, &table, surroundings);
        Self { table, model, weights, index: OnceLock::new() }
    }

    /// The table.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The weight of a pair.
    pub fn weigh(&self, one: usize, other: usize) -> i32 {
        let mut each = [(0, 0); MAX_COLUMNS];
        self.weights.columns(&self.table, one, other, &mut each);
        self.weights.sum(&each[..self.table.columns.len()])
    }

    /// The odds before any evidence, in hundredths of a bit.
    pub fn prior(&self) -> i32 {
        self.weights.prior + (self.weights.calibration[0] * 100.0).round() as i32
    }

    /// How likely it is that a pair of this weight is of one person.
    pub fn probability(&self, weight: i32) -> f64 {
        self.weights.probability(weight)
    }
}

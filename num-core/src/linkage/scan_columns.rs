//! Columns as they are scanned: a small code for each row, so that what a row may weigh is looked up and added.
//!
//! What a query's value weighs against each code is looked up from the exact weights, rounded up: so the sum is never less than the
//! exact weight. Columns of few codes of one group share a byte. Of texts, names and identifiers a row only says whether anything is
//! known, and weighs what differs; rows that agree are few, and are raised one by one.

use rayon::prelude::*;

use super::{
    Kind, Linkage,
    agreeing::{Sparse, differs},
    column::{Column, Elements, Value},
    kernel::scan::{self, Caps, FEW, Level, Scan},
    postings::Postings,
    regions::Regions,
    surroundings::Surroundings,
    weigh::{ColumnWeights, LEAST, Weights},
};

/// In so many hundredths of a bit weights are rounded.
const UNIT: i32 = 8;
/// Regions of numbers and days: their codes share a byte with nothing known.
const FEW_REGIONS: usize = FEW - 1;
/// Small regions of places, and how many rows each has at the least: where rows are few, regions are not worth what they cost.
const MANY_REGIONS: usize = 4_095;
const ROWS_OF_REGION: usize = 50;
/// Of so many rows one is so near that it is raised.
const NEAREST: usize = 40;
/// Tags whose presence makes one code.
const TAGS: u32 = 6;

/// What a code says of a row.
enum Part {
    /// Which of few codes it has.
    Code,
    /// In which region a number or a day lies.
    Region(Regions),
    /// In which of the large regions of places.
    Place,
    /// Whether anything is known.
    Known,
    /// What its tags weigh against none, for each code the most.
    Tags(Vec<i32>),
    /// Which of some tags it has: the first of them.
    TagsFrom(u32),
}

/// A part with the column it is of.
struct Of {
    column: usize,
    /// How many codes there are.
    size: usize,
    part: Part,
}

/// Parts that share a byte.
struct Packed {
    group: usize,
    parts: Vec<Of>,
    codes: Vec<u8>,
}

/// Places in many small regions. Rows have the code of the large region, and those of the small ones that are nearest are raised.
pub(crate) struct Places {
    column: usize,
    pub(crate) regions: Regions,
    /// The large region of each, from 1 on.
    large: Vec<u8>,
    /// The rows of each.
    pub(crate) rows: Postings,
}

/// All columns of a table as they are scanned.
pub(crate) struct ScanColumns {
    packed: Vec<Packed>,
    places: Vec<Places>,
    /// By column.
    sparse: Vec<Option<Sparse>>,
}

/// What each of some rows weighs at the most.
#[derive(Default)]
pub(crate) struct Bounds {
    /// The first of the rows.
    pub(crate) start: usize,
    pub(crate) scores: Vec<i16>,
    /// What is lost when the weight of a group is rounded.
    slack: i32,
}

impl Bounds {
    /// The score of rows that are weighed already.
    pub(crate) const DONE: i16 = i16::MIN;

    /// The score of a row, if it is one of these.
    pub(crate) fn of_row(&mut self, row: u32) -> Option<&mut i16> {
        self.scores.get_mut((row as usize).checked_sub(self.start)?)
    }

    /// The most that a row of this score weighs.
    pub(crate) fn most(&self, score: i16) -> i32 {
        i32::from(score) * UNIT + self.slack
    }

    /// Adds to the scores of rows, which are in their order.
    pub(crate) fn raise(&mut self, rows: &[u32], more: i32) {
        let more = more.min(i16::MAX.into()) as i16;
        let first = if self.start == 0 { 0 } else { rows.partition_point(|row| (*row as usize) < self.start) };
        for row in &rows[first..] {
            let Some(score) = self.scores.get_mut(*row as usize - self.start) else { break };
            *score = score.saturating_add(more);
        }
    }

    /// The least score of a row that may weigh so much.
    pub(crate) fn reaching(&self, weight: i32) -> i16 {
        let least = div_up(weight.saturating_sub(self.slack).max(-i32::MAX), UNIT);
        least.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// Divides and rounds up.
fn div_up(number: i32, by: i32) -> i32 {
    -(-number).div_euclid(by)
}

/// In units, rounded up, what a weight counts for in a group of this slope.
fn units(weight: i32, slope: i32) -> i32 {
    div_up(weight * slope, 100 * UNIT)
}

impl ScanColumns {
    /// Of a linkage; `None` where a sum of more may weigh less, so that nothing is bounded.
    pub(crate) fn of(linkage: &Linkage) -> Option<Self> {
        let weights = &linkage.weights;
        if weights.slopes.iter().any(|slope| *slope < 0) {
            return None;
        }
        let made: Vec<Made> =
            (0..linkage.table.columns.len()).into_par_iter().with_max_len(1).map(|at| Made::of(linkage, at)).collect();
        let (mut packed, mut places, mut sparse) = (Vec::new(), Vec::new(), Vec::new());
        let mut narrow: Vec<(usize, Of, Vec<u8>)> = Vec::new();
        for made in made {
            sparse.push(made.sparse);
            places.extend(made.places);
            narrow.extend(made.parts.into_iter().map(|(of, codes)| (weights.groups[of.column], of, codes)));
        }
        // The largest first: the smaller ones fill what is left.
        narrow.sort_by_key(|(group, of, _)| (*group, std::cmp::Reverse(of.size)));
        let mut packs: Vec<(usize, usize, Parts)> = Vec::new();
        for (group, of, codes) in narrow {
            let room = packs.iter_mut().find(|(of_pack, size, _)| *of_pack == group && size * of.size <= FEW);
            match room {
                Some((_, size, parts)) => {
                    *size *= of.size;
                    parts.push((of, codes));
                }
                None => packs.push((group, of.size, vec![(of, codes)])),
            }
        }
        packed.par_extend(packs.into_par_iter().with_max_len(1).map(|(group, _, parts)| {
            let mut codes = vec![0_u8; linkage.table.rows];
            for (of, of_values) in parts.iter().rev() {
                let cells = &linkage.table.columns[of.column].cells;
                for (code, value) in codes.iter_mut().zip(cells) {
                    *code = *code * of.size as u8 + of_values[*value as usize];
                }
            }
            Packed { group, parts: parts.into_iter().map(|(of, _)| of).collect(), codes }
        }));
        Some(Self { packed, places, sparse })
    }

    /// The small regions of a column of places.
    pub(crate) fn places(&self, column: usize) -> Option<&Places> {
        self.places.iter().find(|places| places.column == column)
    }

    /// The entries of a column of texts.
    pub(crate) fn sparse(&self, column: usize) -> Option<&Sparse> {
        self.sparse.get(column).and_then(Option::as_ref)
    }

    /// What rows may weigh against a query at the most, by its values; events left out, and what is yet to be raised: names and
    /// identifiers that agree.
    pub(crate) fn scanned(
        &self,
        linkage: &Linkage,
        query: &[Value],
        rows: std::ops::Range<usize>,
        level: Level,
        mut scores: Vec<i16>,
    ) -> Bounds {
        let weights = &linkage.weights;
        let near: Vec<Near> = self.places.iter().map(|places| places.near(linkage, query[places.column])).collect();
        let mut columns: Vec<scan::Column<'_>> = Vec::new();
        for packed in &self.packed {
            if let Some(table) = packed.table(linkage, query, &near) {
                let slope = weights.slopes[packed.group];
                split(table.map(|weight| units(weight, slope)), |table| {
                    columns.push(scan::Column::new(&packed.codes, table, packed.group));
                });
            }
        }
        let caps: Vec<Caps> = weights
            .caps
            .iter()
            .map(|[least, most]| Caps { least: div_up(*least, UNIT) as i16, most: div_up(*most, UNIT) as i16 })
            .collect();
        let slack = weights.slopes.iter().filter(|slope| **slope % 100 != 0).count() as i32;
        match Scan::new(columns, &caps) {
            Some(scan) if scan.records() > 0 => scan.with_level(level).scores(rows.start, &mut scores),
            _ => scores.fill(0),
        }
        let mut bounds = Bounds { start: rows.start, scores, slack };
        for (places, near) in self.places.iter().zip(&near) {
            let slope = weights.slopes[weights.groups[places.column]];
            near.raised.iter().for_each(|(region, more)| bounds.raise(places.rows.get(*region), units(*more, slope)));
        }
        bounds
    }

    /// The rows that agree in what nearly all rows differ in, and how much more they weigh.
    pub(crate) fn agreeing(&self, linkage: &Linkage, query: &[Value]) -> Vec<(&[u32], i32)> {
        let columns = self.sparse.iter().enumerate().filter(|(at, _)| query[*at] != 0);
        let agreeing = columns.filter_map(|(at, sparse)| Some((at, sparse.as_ref()?))).flat_map(|(at, sparse)| {
            let (column, own, around) = of_column(linkage, at);
            let slope = linkage.weights.slopes[linkage.weights.groups[at]];
            let differs = differs(column, own);
            let values = sparse.agreeing(column, own, around, query[at]).into_iter();
            values.map(move |(other, weight)| (sparse.entries.rows.get(other), units(weight - differs, slope)))
        });
        agreeing.collect()
    }
}

fn of_column(linkage: &Linkage, at: usize) -> (&Column, &ColumnWeights, &Surroundings) {
    let Weights { columns, surroundings, .. } = &linkage.weights;
    (&linkage.table.columns[at], &columns[at], &surroundings[at])
}

/// Parts, each with the code of each value.
type Parts = Vec<(Of, Vec<u8>)>;

/// What is made of a column.
#[derive(Default)]
struct Made {
    parts: Parts,
    sparse: Option<Sparse>,
    places: Option<Places>,
}

impl Made {
    fn of(linkage: &Linkage, at: usize) -> Self {
        let (column, weights, around) = of_column(linkage, at);
        let values = column.counts.len();
        let of = |size: usize, part: Part| Of { column: at, size, part };
        let bytes = |codes: Vec<u16>| codes.into_iter().map(|code| code as u8).collect::<Vec<u8>>();
        if column.is_dense() {
            return Self { parts: vec![(of(values, Part::Code), (0..values as u8).collect())], ..Self::default() };
        }
        match (&column.values.elements, column.kind) {
            (Elements::Pairs(_) | Elements::Days(_), kind) => {
                let (few, codes) = Regions::of(column, around, FEW_REGIONS);
                if kind == Kind::Place && few.len() == FEW_REGIONS {
                    let codes = bytes(codes);
                    let places = Places::of(linkage, at, &codes);
                    return Self {
                        parts: vec![(of(few.len() + 1, Part::Place), codes)],
                        places: Some(places),
                        sparse: None,
                    };
                }
                Self { parts: vec![(of(few.len() + 1, Part::Region(few)), bytes(codes))], ..Self::default() }
            }
            (Elements::Tags { tags, masks }, _) => {
                let none = weights.tags.weight(0, 0);
                let apart = masks.iter().map(|mask| weights.tags.weight(0, *mask) - none);
                let mut sorted: Vec<(i32, usize)> = apart.zip(1..).collect();
                sorted.sort_unstable();
                let mut codes = vec![0_u8; values];
                let mut most = Vec::new();
                for of_code in sorted.chunks(sorted.len().div_ceil(FEW_REGIONS).max(1)) {
                    most.extend(of_code.last().map(|(weight, _)| *weight));
                    of_code.iter().for_each(|(_, value)| codes[*value] = most.len() as u8);
                }
                let mut parts = vec![(of(most.len() + 1, Part::Tags(most)), codes)];
                for first in (0..tags.len() as u32).step_by(TAGS as usize) {
                    let size = 1_usize << (tags.len() as u32 - first).min(TAGS);
                    let of_mask = |mask: &u64| (mask >> first & (size as u64 - 1)) as u8;
                    let codes = std::iter::once(0).chain(masks.iter().map(of_mask)).collect();
                    parts.push((of(size, Part::TagsFrom(first)), codes));
                }
                Self { parts, ..Self::default() }
            }
            _ => {
                let known = (0..values).map(|value| u8::from(value != 0)).collect();
                Self { parts: vec![(of(2, Part::Known), known)], sparse: Some(Sparse::of(column)), places: None }
            }
        }
    }
}

/// What the regions of places weigh against a place.
struct Near {
    column: usize,
    /// What each large region weighs, but for the small ones that are raised.
    large: Vec<i32>,
    /// The small ones that are nearest, and how much more they weigh.
    raised: Vec<(u32, i32)>,
}

impl Places {
    fn of(linkage: &Linkage, at: usize, of_values: &[u8]) -> Self {
        let (column, _, around) = of_column(linkage, at);
        let (regions, codes) =
            Regions::of(column, around, (column.known() / ROWS_OF_REGION).clamp(FEW_REGIONS, MANY_REGIONS));
        // A small region is a part of a large one: both are divided in the same way.
        let mut large = vec![0_u8; regions.len() + 1];
        codes.iter().zip(of_values).for_each(|(small, code)| large[usize::from(*small)] = *code);
        let of_rows = column.cells.iter().map(|value| u32::from(codes[*value as usize]));
        let rows = Postings::of(regions.len() + 1, of_rows.zip(0..));
        Self { column: at, regions, large, rows }
    }

    fn near(&self, linkage: &Linkage, value: Value) -> Near {
        let mut near = Near { column: self.column, large: vec![0; FEW], raised: Vec::new() };
        if value == 0 {
            return near;
        }
        let (column, own, around) = of_column(linkage, self.column);
        let small: Vec<(i32, u32)> = self.regions.most(column, own, around, value).zip(1..).collect();
        let from = self.nearest_from(&small, column.cells.len() / NEAREST);
        let (nearest, others): (Vec<_>, Vec<_>) = small.into_iter().partition(|(weight, _)| *weight >= from);
        let large = |region: u32| usize::from(self.large[region as usize]);
        near.large[1..].fill(i32::MIN);
        for (weight, region) in others {
            let of_large = &mut near.large[large(region)];
            *of_large = (*of_large).max(weight);
        }
        // A large region of which all is near weighs what the least of it weighs: what a group weighs is capped before rows are raised.
        let is_all_near: Vec<bool> = near.large.iter().map(|weight| *weight == i32::MIN).collect();
        near.large.iter_mut().filter(|weight| **weight == i32::MIN).for_each(|weight| *weight = i32::MAX);
        for (weight, region) in nearest.iter().filter(|(_, region)| is_all_near[large(*region)]) {
            let of_large = &mut near.large[large(*region)];
            *of_large = (*of_large).min(*weight);
        }
        // There are no rows of what is left.
        near.large.iter_mut().filter(|weight| **weight == i32::MAX).for_each(|weight| *weight = 0);
        near.raised.extend(nearest.into_iter().map(|(weight, region)| (region, weight - near.large[large(region)])));
        near.raised.retain(|(_, more)| *more > 0);
        near
    }

    /// From which weight on small regions have so many rows at the most.
    fn nearest_from(&self, small: &[(i32, u32)], most: usize) -> i32 {
        const CLASSES: usize = 256;
        const WIDTH: i32 = 16;
        let mut by_class = [0_usize; CLASSES];
        for (weight, region) in small {
            let class = usize::try_from((weight - LEAST) / WIDTH).unwrap_or(0).min(CLASSES - 1);
            by_class[class] += self.rows.range(*region).len();
        }
        let mut rows = 0;
        let is_too_many = |of_class: &usize| {
            rows += of_class;
            rows > most
        };
        match by_class.iter().rposition(is_too_many) {
            Some(class) => LEAST + (class as i32 + 1) * WIDTH,
            None => i32::MIN,
        }
    }
}

impl Packed {
    /// What each code weighs, in hundredths of a bit; `None` where a query says nothing of it.
    fn table(&self, linkage: &Linkage, query: &[Value], near: &[Near]) -> Option<[i32; FEW]> {
        let mut table = [0; FEW];
        let mut stride = 1;
        let mut is_asked = false;
        for of in &self.parts {
            if let Some(weights) = of.weights(linkage, query[of.column], near) {
                is_asked = true;
                for (code, sum) in table.iter_mut().enumerate() {
                    *sum += weights.get(code / stride % of.size).copied().unwrap_or(0);
                }
            }
            stride *= of.size;
        }
        is_asked.then_some(table)
    }
}

impl Of {
    /// What a value weighs against each code, at the most.
    fn weights(&self, linkage: &Linkage, value: Value, near: &[Near]) -> Option<Vec<i32>> {
        if value == 0 {
            return None;
        }
        let (column, own, around) = of_column(linkage, self.column);
        let none = std::iter::once(0);
        Some(match &self.part {
            Part::Code => {
                let of_code =
                    |other: usize| linkage.weights.of_values(&linkage.table, self.column, value, other as u32).0.0;
                (0..self.size).map(of_code).collect()
            }
            Part::Region(regions) => none.chain(regions.most(column, own, around, value)).collect(),
            Part::Place => near.iter().find(|near| near.column == self.column)?.large.clone(),
            Part::Known => vec![0, differs(column, own)],
            Part::Tags(most) => {
                let apart = own.tags.weight(tags(column, value), 0);
                none.chain(most.iter().map(|weight| weight + apart)).collect()
            }
            Part::TagsFrom(first) => {
                let own_tags = tags(column, value) >> first & (self.size as u64 - 1);
                if own_tags == 0 {
                    return None;
                }
                let weight = |mine: u64, theirs: u64| own.tags.weight(mine << first, theirs << first);
                // What both have was counted above as if each had it alone.
                let both = |theirs: u64| {
                    let both = own_tags & theirs;
                    weight(both, both) - weight(both, 0) - weight(0, both) + weight(0, 0)
                };
                (0..self.size as u64).map(both).collect()
            }
        })
    }
}

/// The tags of a value.
fn tags(column: &Column, value: Value) -> u64 {
    match &column.values.elements {
        Elements::Tags { masks, .. } => masks[value as usize - 1],
        _ => 0,
    }
}

/// Divides a table into tables of bytes that add up to no less.
fn split(mut table: [i32; FEW], mut tell: impl FnMut([i8; FEW])) {
    loop {
        // What is less than a byte says is rounded up to it.
        tell(table.map(|weight| weight.clamp(i8::MIN.into(), i8::MAX.into()) as i8));
        table = table.map(|weight| (weight - i32::from(i8::MAX)).max(0));
        if table == [0; FEW] {
            return;
        }
    }
}

//! Numbers, days and places in regions: what lies in one is about as far from anything.

use std::{cmp::Ordering, collections::BinaryHeap, sync::LazyLock};

use super::{
    Kind,
    column::{Column, Elements, Value},
    compare,
    surroundings::Surroundings,
    weigh::{ColumnWeights, LEAST, LEVELS},
};

/// A region: between which corners its values lie.
struct Region {
    least: [f64; 2],
    most: [f64; 2],
    /// The value, where there is but one.
    only: Option<Value>,
    /// Of its values, the most that the surroundings add at each level.
    around: [i32; LEVELS],
    /// The sine and the cosine of half of its middle latitude.
    half_latitude: [f64; 2],
}

/// The values of a column in regions.
pub(crate) struct Regions {
    kind: Kind,
    all: Vec<Region>,
}

/// Values that may be divided, with the rows that have them.
struct Divisible {
    rows: u64,
    values: Vec<Value>,
}

impl PartialEq for Divisible {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Divisible {}

impl PartialOrd for Divisible {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Divisible {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rows.cmp(&other.rows).then(other.values.first().cmp(&self.values.first()))
    }
}

/// A value as a point.
fn point(column: &Column, value: Value) -> [f64; 2] {
    let at = value as usize - 1;
    match &column.values.elements {
        Elements::Days(days) => [f64::from(days[at]), 0.0],
        Elements::Pairs(pairs) if column.kind == Kind::Place => pairs[at].map(f64::from),
        Elements::Pairs(pairs) => {
            let [from, to] = pairs[at];
            [f64::from(f32::midpoint(from, to)), f64::from(to - from)]
        }
        _ => [0.0; 2],
    }
}

/// A value that is asked about: where it is, and the sine and the cosine of half of its latitude.
fn asked(column: &Column, value: Value) -> ([f64; 2], [f64; 2]) {
    let own = point(column, value);
    (own, half_latitude(own[0]))
}

fn half_latitude(degrees: f64) -> [f64; 2] {
    let (sine, cosine) = (degrees / 2.0).to_radians().sin_cos();
    [sine, cosine]
}

impl Regions {
    /// At most so many regions, each of about as many rows; and the region of each value, from 1 on.
    pub(crate) fn of(column: &Column, around: &Surroundings, most: usize) -> (Self, Vec<u16>) {
        let values: Vec<Value> = (1..column.counts.len() as u32).collect();
        let mut divisible = BinaryHeap::new();
        let mut done: Vec<Vec<Value>> = Vec::new();
        let rows = |values: &[Value]| values.iter().map(|value| u64::from(column.counts[*value as usize])).sum();
        if !values.is_empty() {
            divisible.push(Divisible { rows: rows(&values), values });
        }
        while divisible.len() + done.len() < most {
            let Some(Divisible { values, .. }) = divisible.pop() else { break };
            match halves(column, values) {
                Ok([one, other]) => {
                    divisible.extend([one, other].map(|values| Divisible { rows: rows(&values), values }));
                }
                Err(same) => done.push(same),
            }
        }
        done.extend(divisible.into_iter().map(|left| left.values));
        let mut of_values = vec![0_u16; column.counts.len()];
        let all = done.iter().zip(1..).map(|(values, place)| {
            values.iter().for_each(|value| of_values[*value as usize] = place);
            Region::of(column, around, values)
        });
        let all = all.collect();
        (Self { kind: column.kind, all }, of_values)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The most that any value of each region weighs against a value.
    pub(crate) fn most<'r>(
        &'r self,
        column: &'r Column,
        weights: &'r ColumnWeights,
        around: &'r Surroundings,
        value: Value,
    ) -> impl Iterator<Item = i32> + 'r {
        let own = asked(column, value);
        self.all.iter().map(move |region| {
            if let Some(only) = region.only {
                return weights.weight(column, around, column.level(value, only), value, only);
            }
            let [nearest, farthest] = self.levels(region, own);
            let of_level = |level: usize| weights.levels[level] + around.at(value, level) + region.around[level];
            (nearest..=farthest).map(of_level).max().unwrap_or(0).max(LEAST)
        })
    }

    /// The regions in which something may agree with a value as nearly as this.
    pub(crate) fn near<'r>(
        &'r self,
        column: &Column,
        value: Value,
        is_near: impl Fn(u8) -> bool + 'r,
    ) -> impl Iterator<Item = u16> + 'r {
        let own = asked(column, value);
        let may_be_near = move |region: &Region| is_near(self.levels(region, own)[0] as u8);
        self.all.iter().zip(1..).filter(move |(region, _)| may_be_near(region)).map(|(_, place)| place)
    }

    /// The nearest and the farthest level at which a value of a region may agree with a point.
    fn levels(&self, region: &Region, (own, half_latitude): ([f64; 2], [f64; 2])) -> [usize; 2] {
        let levels = match self.kind {
            Kind::Day => region.apart(own, 0).map(|days| compare::day(0, days as i32)),
            Kind::Place => {
                let (north, east) = (region.apart(own, 0), region.apart(own, 1));
                // Degrees of longitude are the shorter the farther from the equator: as at the middle of two places, and that changes
                // by no more than the middle does.
                let (width, change) = region.of_longitude(half_latitude);
                let nearest = north[0].powi(2) + (east[0] * (width - change).max(0.0)).powi(2);
                let farthest = north[1].powi(2) + (east[1] * (width + change).min(1.0)).powi(2);
                [nearest * (1.0 - SLACK), farthest * (1.0 + SLACK)].map(level_of_square)
            }
            _ => {
                let [nearest, farthest] = region.apart(own, 0);
                let slack = SLACK * (1.0 + own[0].abs() + nearest);
                // The wider a range, the less a difference says.
                let level = |difference: f64, width: f64| {
                    let own = own[1] as f32 / 2.0;
                    let (difference, other) = (difference as f32, width as f32 / 2.0);
                    compare::number([-own, own], [difference - other, difference + other])
                };
                let wide = SLACK * (1.0 + region.most[1]);
                [
                    level((nearest - slack).max(0.0), region.most[1] + wide),
                    level(farthest + slack, (region.least[1] - wide).max(0.0)),
                ]
            }
        };
        levels.map(usize::from)
    }
}

/// The squares of the distances, in degrees of latitude, up to which each level of places goes.
static SQUARES: LazyLock<[f64; LEVELS]> = LazyLock::new(|| {
    let levels = Kind::Place.levels().len();
    std::array::from_fn(|level| {
        // As far as from pole to pole, or all farther ones.
        let (mut within, mut beyond) = (0.0_f32, 180.0_f32);
        if level + 1 >= levels {
            return f64::INFINITY;
        }
        for _ in 0..60 {
            let middle = f32::midpoint(within, beyond);
            if usize::from(compare::place([0.0; 2], [middle, 0.0])) <= level {
                within = middle
            } else {
                beyond = middle
            }
        }
        f64::from(within).powi(2)
    })
});

/// The level of two places so far apart.
fn level_of_square(square: f64) -> u8 {
    SQUARES.iter().take_while(|most| square > **most).count() as u8
}

/// So much may be lost when distances are rounded.
const SLACK: f64 = 2e-5;

impl Region {
    fn of(column: &Column, around: &Surroundings, values: &[Value]) -> Self {
        let (mut least, mut most) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        let mut of_levels = [i32::MIN; LEVELS];
        for value in values {
            for (at, number) in point(column, *value).into_iter().enumerate() {
                least[at] = least[at].min(number);
                most[at] = most[at].max(number);
            }
            for (level, most) in of_levels.iter_mut().enumerate() {
                *most = (*most).max(around.at(*value, level));
            }
        }
        let only = if let [only] = values { Some(*only) } else { None };
        Self { least, most, only, around: of_levels, half_latitude: half_latitude(f64::midpoint(least[0], most[0])) }
    }

    /// How long a degree of longitude is half-way between it and a point, of whose half latitude the sine and the cosine are given; and
    /// by how much that differs within it.
    fn of_longitude(&self, [sine, cosine]: [f64; 2]) -> (f64, f64) {
        let [own_sine, own_cosine] = self.half_latitude;
        (own_cosine * cosine - own_sine * sine, ((self.most[0] - self.least[0]) / 4.0).to_radians())
    }

    /// How far in one direction the nearest and the farthest of it are from a point.
    fn apart(&self, own: [f64; 2], direction: usize) -> [f64; 2] {
        let (own, least, most) = (own[direction], self.least[direction], self.most[direction]);
        [own - own.clamp(least, most), (own - least).abs().max((own - most).abs())].map(f64::abs)
    }
}

/// Divides values in the direction in which they lie farther apart, so that both halves have about as many rows; all of them, if they lie
/// at one point.
fn halves(column: &Column, mut values: Vec<Value>) -> Result<[Vec<Value>; 2], Vec<Value>> {
    let (mut least, mut most) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for value in &values {
        for (at, number) in point(column, *value).into_iter().enumerate() {
            least[at] = least[at].min(number);
            most[at] = most[at].max(number);
        }
    }
    let widths = [most[0] - least[0], most[1] - least[1]];
    let direction = usize::from(widths[1] > widths[0]);
    if widths[direction] <= 0.0 {
        return Err(values);
    }
    let along = |value: &Value| point(column, *value)[direction];
    values.sort_unstable_by(|one, other| along(one).total_cmp(&along(other)).then(one.cmp(other)));
    let all: u64 = values.iter().map(|value| u64::from(column.counts[*value as usize])).sum();
    let mut rows = 0;
    let middle = values.iter().position(|value| {
        rows += u64::from(column.counts[*value as usize]);
        rows * 2 >= all
    });
    // What lies at one point stays together, and neither half is empty.
    let at = middle.map_or(0, |middle| middle.min(values.len() - 2));
    let border = along(&values[at]);
    let after = values.partition_point(|value| along(value) <= border);
    let split = if after < values.len() { after } else { values.partition_point(|value| along(value) < border) };
    let other = values.split_off(split);
    Ok([values, other])
}

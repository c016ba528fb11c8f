//! Chance: seeded streams of draws that are the same on every platform.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// What a stream of draws is for. Streams do not touch each other: what is drawn for a car changes nothing about its driver.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    Careers = 1,
    Offender = 2,
    Car = 3,
    Worker = 4,
    Event = 5,
    Report = 6,
    City = 7,
    Shares = 8,
    Numbers = 9,
    Homes = 10,
}

/// Draws from the ChaCha8 stream of a seed, a purpose and an id. Only whole numbers, and `+ - * /` on floating-point numbers, which
/// IEEE 754 rounds alike everywhere; no function of a mathematical library, which each platform rounds its own way.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    pub(super) fn of(seed: u64, stream: Stream, id: u64) -> Self {
        let mut key = [0; 32];
        for (byte, from) in key.iter_mut().zip(seed.to_le_bytes().into_iter().chain([stream as u8])) {
            *byte = from;
        }
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(id);
        Self(generator)
    }

    /// 32 bits.
    pub(super) fn bits(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Whether something of that probability happens.
    pub(super) fn yes(&mut self, probability: f64) -> bool {
        f64::from(self.bits()) < probability * 4_294_967_296.0
    }

    /// Either way alike: for what makes no difference but variety.
    pub(super) fn coin(&mut self) -> bool {
        self.bits() & 1 == 0
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        ((u64::from(self.bits()) * u64::from(end)) >> 32) as u32
    }

    /// A number of a range, ends included.
    pub(super) fn between(&mut self, from: i32, to: i32) -> i32 {
        let width = u32::try_from(to.saturating_sub(from)).unwrap_or(0);
        from.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// A number from 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        f64::from(self.bits()) / 4_294_967_296.0
    }

    /// One of a list; nothing of an empty one.
    pub(super) fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(at as usize).copied().unwrap_or_default()
    }

    /// One of a list, by weight.
    pub(super) fn weighted<T: Copy + Default>(&mut self, list: &[(u32, T)]) -> T {
        let total: u32 = list.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, item) in list {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        T::default()
    }

    /// A place in a list of weights.
    pub(super) fn place(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let total: f64 = weights.clone().sum();
        let mut left = self.unit() * total;
        let mut last = 0;
        for (at, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = at;
                if left < weight {
                    return at;
                }
            }
            left -= weight;
        }
        last
    }

    /// A number of mean 0 and standard deviation 1: the sum of twelve even draws, which is near enough to a bell and needs no logarithm.
    pub(super) fn bell(&mut self) -> f64 {
        let mut sum: i64 = 0;
        for _ in 0..6 {
            let bits = self.bits();
            sum += i64::from(bits & 0xFFFF) + i64::from(bits >> 16);
        }
        (sum - 6 * 65_535) as f64 / 65_536.0
    }

    /// A waiting time of mean 1, from the quantiles of the exponential distribution.
    pub(super) fn wait(&mut self) -> f64 {
        self.pick(&WAITS)
    }

    /// How often somebody does it: a Pareto tail of exponent 2, so one in `n²` does it `n` times or more.
    pub(super) fn often(&mut self, most: u32) -> u32 {
        let share = (f64::from(self.bits()) + 1.0) / 4_294_967_296.0;
        let times = 1.0 / share.sqrt();
        if times >= f64::from(most) { most.max(1) } else { times as u32 }
    }
}

/// `-ln(1 - (i + 0.5) / 32)`.
const WAITS: [f64; 32] = [
    0.01575, 0.04801, 0.08134, 0.11583, 0.15155, 0.18860, 0.22707, 0.26706, 0.30873, 0.35220, 0.39763, 0.44520,
    0.49512, 0.54763, 0.60300, 0.66155, 0.72367, 0.78980, 0.86049, 0.93641, 1.01837, 1.10742, 1.20489, 1.31256,
    1.43275, 1.56886, 1.72574, 1.91091, 2.13689, 2.42688, 2.83234, 4.15888,
];

/// A whole number out of a measure.
pub(super) fn rounded(measure: f64) -> i32 {
    (measure + 0.5).floor() as i32
}

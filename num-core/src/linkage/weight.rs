//! Weights of evidence: whole hundredths of a bit, so that every platform and every order of adding gives the same.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, Neg, Sub},
};

use serde::Serialize;

/// A weight of evidence: the binary logarithm of how many times likelier it is if the two are one person than if they are not.
/// In hundredths of a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Weight(i32);

impl Weight {
    /// No weight.
    pub const ZERO: Self = Self(0);

    /// A weight in hundredths of a bit.
    pub const fn new(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// In hundredths of a bit.
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// In bits.
    pub fn bits(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The binary logarithm of a whole number, rounded down to a hundredth; 0 of 0.
    pub(crate) fn log2(number: u64) -> Self {
        let Some(whole) = number.checked_ilog2() else { return Self::ZERO };
        // The number between 1 and 2 that is left, with 31 bits behind the point; each squaring gives one bit of its logarithm.
        let mut left = if whole <= 31 { number << (31 - whole) } else { number >> (whole - 31) };
        let mut fraction = 0_u32;
        for _ in 0..16 {
            left = (left * left) >> 31;
            fraction <<= 1;
            if left >> 32 != 0 {
                left >>= 1;
                fraction |= 1;
            }
        }
        // 64 bits at most, and a fraction below one: both fit.
        Self((whole * 100 + ((fraction * 100) >> 16)).cast_signed())
    }

    /// Two to the power of it, by multiplication alone: the same on every platform.
    fn exp2(self) -> f64 {
        /// The hundredth root of two.
        const STEP: f64 = 1.006_955_550_056_718_9;
        let whole = self.0.div_euclid(100).clamp(-500, 500);
        let mut power = 1.0;
        for _ in 0..self.0.rem_euclid(100) {
            power *= STEP;
        }
        let factor = if whole < 0 { 0.5 } else { 2.0 };
        for _ in 0..whole.unsigned_abs() {
            power *= factor;
        }
        power
    }

    /// The probability at these odds, in ten-thousandths.
    pub(crate) fn probability(self) -> u16 {
        let odds = self.exp2();
        let probability = 10_000.0 * (odds / (1.0 + odds));
        // Between 0 and 10,000, whatever the odds; the fraction is dropped.
        probability as u16
    }
}

impl Weight {
    /// The least odds at which the probability reaches so many ten-thousandths.
    pub(crate) fn reaching(probability: i32) -> Self {
        let (mut below, mut reaching) = (-5_000, 5_000);
        while reaching - below > 1 {
            let middle = i32::midpoint(below, reaching);
            if i32::from(Self(middle).probability()) >= probability { reaching = middle } else { below = middle }
        }
        Self(reaching)
    }
}

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Weight {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Weight {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.2} bits", self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_the_library() {
        for number in (1..5_000).chain([1 << 20, 1_000_000, 5_000_000, u64::from(u32::MAX), u64::MAX]) {
            let exact = (number as f64).log2() * 100.0;
            let found = f64::from(Weight::log2(number).hundredths());
            assert!(found <= exact + 1e-6 && exact - found < 1.01, "{number}: {found} for {exact}");
        }
        assert_eq!(Weight::log2(0), Weight::ZERO);
        assert_eq!(Weight::log2(1024), Weight::new(1_000));
    }

    #[test]
    fn probabilities() {
        for (hundredths, ten_thousandths) in
            [(0, 5_000), (100, 6_666), (-100, 3_333), (i32::MAX, 10_000), (i32::MIN, 0), (663, 9_900), (662, 9_899)]
        {
            assert_eq!(Weight::new(hundredths).probability(), ten_thousandths, "{hundredths}");
        }
        let mut before = 0;
        for hundredths in -4_000..4_000 {
            let probability = Weight::new(hundredths).probability();
            assert!(probability >= before, "{hundredths}");
            before = probability;
        }
        for probability in [1, 100, 5_000, 7_500, 9_900, 9_999] {
            let least = Weight::reaching(probability);
            assert!(i32::from(least.probability()) >= probability, "{probability}");
            assert!(i32::from((least - Weight::new(1)).probability()) < probability, "{probability}");
        }
        for hundredths in -3_000..3_000 {
            let weight = Weight::new(hundredths);
            assert!((weight.exp2() / weight.bits().exp2() - 1.0).abs() < 1e-12, "{hundredths}");
        }
    }
}

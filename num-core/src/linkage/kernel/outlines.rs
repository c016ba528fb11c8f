//! Which of many words may be near a word: by the characters that they have in common, eight words at a time where the machine can.

use super::jaro_winkler::{Cutoff, Outline};

/// The outlines of words, by length and first character: of such words the same number of common characters is asked for.
pub(crate) struct Outlines {
    words: Vec<u32>,
    /// The characters of each, as bits; all bits of words that are too long for an outline.
    seen: Vec<u64>,
    first: Vec<u8>,
    /// Where the words of each length begin; those that are too long come last.
    starts: Vec<usize>,
}

impl Outlines {
    /// Of words, numbered from 0.
    pub(crate) fn of(outlines: &[Outline]) -> Self {
        let mut words: Vec<u32> = (0..outlines.len() as u32).collect();
        let outline = |word: &u32| &outlines[*word as usize];
        words.sort_unstable_by_key(|word| (outline(word).place(), outline(word).first(), *word));
        let starts =
            (0..=Outline::PLACES).map(|place| words.partition_point(|word| outline(word).place() < place)).collect();
        let seen = words.iter().map(|word| outline(word).characters()).collect();
        let first = words.iter().map(|word| outline(word).first()).collect();
        Self { words, seen, first, starts }
    }

    /// Tells of all words that may reach the cutoff against one, and of some that do not.
    pub(crate) fn may_reach(&self, outline: &Outline, cutoff: &Cutoff, mut tell: impl FnMut(u32)) {
        for (place, bounds) in self.starts.windows(2).enumerate() {
            let (start, end) = (bounds[0], bounds[1]);
            // Those that start alike need less in common.
            let alike = start + self.first[start..end].partition_point(|first| *first < outline.first());
            let after = start + self.first[start..end].partition_point(|first| *first <= outline.first());
            for (range, starts_alike) in [(start..alike, false), (alike..after, true), (after..end, false)] {
                let least = outline.least_common(place, starts_alike, cutoff);
                if !range.is_empty() && least <= u64::BITS {
                    let from = range.start;
                    in_common(&self.seen[range], outline.characters(), least, |at| tell(self.words[from + at]));
                }
            }
        }
    }
}

/// Tells of the places at which sets have at least so many in common with one.
pub(crate) fn in_common(all: &[u64], own: u64, least: u32, tell: impl FnMut(usize)) {
    #[cfg(target_arch = "x86_64")]
    if x86::is_available() {
        return x86::in_common(all, own, least, tell);
    }
    one_by_one(all, own, least, 0, tell);
}

#[inline(always)]
fn one_by_one(all: &[u64], own: u64, least: u32, from: usize, mut tell: impl FnMut(usize)) {
    for (at, set) in all.iter().enumerate() {
        if (set & own).count_ones() >= least {
            tell(from + at);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    #![allow(
        unsafe_code,
        reason = "instructions that not every machine has can only be reached this way; so can loads into wide registers"
    )]

    use std::arch::x86_64::{
        _mm512_and_si512, _mm512_cmpge_epu64_mask, _mm512_loadu_si512, _mm512_popcnt_epi64, _mm512_set1_epi64,
    };

    pub(super) fn is_available() -> bool {
        is_x86_feature_detected!("popcnt")
    }

    pub(super) fn in_common(all: &[u64], own: u64, least: u32, tell: impl FnMut(usize)) {
        if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vpopcntdq") {
            // SAFETY: the machine was just found to have the instructions.
            unsafe { by_eight(all, own, least, tell) }
        } else if is_available() {
            // SAFETY: as above.
            unsafe { counted(all, own, least, tell) }
        }
    }

    #[target_feature(enable = "avx512f,avx512vpopcntdq,popcnt")]
    fn by_eight(all: &[u64], own: u64, least: u32, mut tell: impl FnMut(usize)) {
        let (wide, threshold) = (_mm512_set1_epi64(own.cast_signed()), _mm512_set1_epi64(least.into()));
        let (eights, rest) = all.as_chunks::<8>();
        for (at, sets) in eights.iter().enumerate() {
            // SAFETY: eight words of 64 bits are there; loads may begin anywhere.
            let sets = unsafe { _mm512_loadu_si512(sets.as_ptr().cast()) };
            let mut found = _mm512_cmpge_epu64_mask(_mm512_popcnt_epi64(_mm512_and_si512(sets, wide)), threshold);
            while found != 0 {
                tell(at * 8 + found.trailing_zeros() as usize);
                found &= found - 1;
            }
        }
        super::one_by_one(rest, own, least, eights.len() * 8, tell);
    }

    #[target_feature(enable = "popcnt")]
    fn counted(all: &[u64], own: u64, least: u32, tell: impl FnMut(usize)) {
        super::one_by_one(all, own, least, 0, tell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_may_reach_are_told() {
        let mut state = 7_u64;
        let mut below = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound
        };
        let letters = ['a', 'b', 'e', 'n', 'r', 's', ' ', '1', 'é'];
        let mut words: Vec<String> =
            (0..1_000).map(|_| (0..below(12)).map(|_| letters[below(289) / 36]).collect()).collect();
        words.push("anna ".repeat(20));
        let outlines: Vec<Outline> = words.iter().map(|word| Outline::of(word)).collect();
        let all = Outlines::of(&outlines);
        for least in [0.83, 0.92] {
            let cutoff = Cutoff::new(least);
            let mut told_in_all = 0;
            for outline in &outlines {
                let mut told = vec![false; words.len()];
                all.may_reach(outline, &cutoff, |word| told[word as usize] = true);
                told_in_all += told.iter().filter(|told| **told).count();
                for (other, told) in outlines.iter().zip(told) {
                    assert!(told || !outline.may_reach(other, &cutoff));
                }
            }
            assert!(told_in_all < words.len() * words.len() / 2, "{told_in_all}");
        }
    }

    #[test]
    fn sets_in_common_are_those_counted_one_by_one() {
        let sets: Vec<u64> = (0..1_003_u64).map(|at| at.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        for least in [0, 1, 30, 34, 64] {
            let (mut found, mut expected) = (Vec::new(), Vec::new());
            in_common(&sets, 0xFFFF_0F0F_FFFF_FFF0, least, |at| found.push(at));
            one_by_one(&sets, 0xFFFF_0F0F_FFFF_FFF0, least, 0, |at| expected.push(at));
            assert_eq!(found, expected);
        }
    }
}

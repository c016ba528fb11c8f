//! Jaro–Winkler similarity of folded words, by bits.
//!
//! A word of up to 64 ASCII characters is one machine word: bit *i* of a character's mask says that it stands at position *i*. The
//! similarity then takes a few instructions for each character of the other word, where the textbook takes a loop. Longer words and
//! other scripts go to `strsim`. Whatever the way, the answers are those of `strsim`, to the last bit.

/// How many characters fit into a mask.
const WIDTH: usize = 64;

/// Characters at the start that Winkler's bonus looks at.
const HEAD: usize = 4;

/// Entries of a [`Cutoff`]'s table for one pair of lengths: one for each length of the common start, padded to a power of two.
const STARTS: usize = 8;

/// Rounding in the bonus may lift a similarity by less than this over its bound.
const SLACK: f64 = 1e-9;

/// The bits of a character when it is first seen, and when it is seen again.
const CLASSES: ([u64; 128], [u64; 128]) = {
    let mut first = [1 << 62; 128];
    let mut again = [1 << 63; 128];
    let mut letter = 0;
    while letter < 26 {
        let (small, capital) = (b'a' as usize + letter, b'A' as usize + letter);
        first[small] = 1 << letter;
        first[capital] = 1 << letter;
        again[small] = 1 << (26 + letter);
        again[capital] = 1 << (26 + letter);
        letter += 1;
    }
    let mut digit = 0;
    while digit < 10 {
        first[b'0' as usize + digit] = 1 << (52 + digit);
        again[b'0' as usize + digit] = 1 << (52 + digit);
        digit += 1;
    }
    (first, again)
};

/// What can be said of a word without reading it: its length, how it starts and which characters it holds. Kept beside each word of a
/// dictionary, it refuses most comparisons before the word itself is fetched.
#[derive(Clone, Copy)]
pub(crate) struct Outline {
    /// Two bits for each letter (once, twice or more), one for each digit, two for everything else.
    seen: u64,
    /// The first characters, the first in the lowest byte, zero where the word has ended.
    head: u32,
    /// Characters; 0 for a word that has no outline.
    length: u8,
    /// Characters that have no bit of their own in `seen`.
    rest: u8,
    /// Whether the word is one that the masks can hold.
    fits: bool,
}

impl Outline {
    /// The outline of a word.
    pub(crate) fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes())
    }

    /// The outline of a word by its bytes.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        if bytes.len() > WIDTH || !bytes.is_ascii() {
            return Self { seen: 0, head: 0, length: 0, rest: 0, fits: false };
        }
        let (first, again) = (&CLASSES.0, &CLASSES.1);
        let mut seen = 0_u64;
        for &byte in bytes {
            let at = usize::from(byte & 127);
            let repeated = if seen & first[at] != 0 { again[at] } else { 0 };
            seen |= first[at] | repeated;
        }
        let mut head = 0_u32;
        for (at, &byte) in bytes.iter().take(HEAD).enumerate() {
            head |= u32::from(byte) << (8 * at);
        }
        let length = bytes.len() as u8;
        Self { seen, head, length, rest: length - seen.count_ones() as u8, fits: true }
    }

    /// Lengths, and a place for words that are too long for an outline.
    pub(super) const PLACES: usize = WIDTH + 2;

    /// The place of words of this length.
    pub(super) fn place(&self) -> usize {
        if self.fits { usize::from(self.length) } else { WIDTH + 1 }
    }

    /// Its characters as bits; all bits of a word that is too long.
    pub(super) fn characters(&self) -> u64 {
        if self.fits { self.seen } else { u64::MAX }
    }

    /// Its first character.
    pub(super) fn first(&self) -> u8 {
        (self.head & 0xFF) as u8
    }

    /// How many bits of characters a word of a place must at least have in common to reach the cutoff, if it starts with another
    /// character, or else however it starts.
    pub(super) fn least_common(&self, place: usize, starts_alike: bool, cutoff: &Cutoff) -> u32 {
        if !self.fits || place > WIDTH {
            return 0;
        }
        let length = usize::from(self.length);
        let start = if starts_alike { HEAD.min(length).min(place) } else { 0 };
        u32::from(cutoff.matches[Cutoff::at(length, place, start)]).saturating_sub(self.rest.into())
    }

    /// The most characters that both words can have in common, order apart. A character that occurs in both counts as often as in the
    /// word that has it less often: up to the second time by its bits, after that among the rest.
    fn most_common(&self, other: &Self) -> u32 {
        (self.seen & other.seen).count_ones() + u32::from(self.rest.min(other.rest))
    }

    /// How many of the first four characters are the same.
    fn common_start(&self, other: &Self) -> usize {
        // Past the end of both words the bytes are equal, so the shorter word bounds the count.
        let same = (self.head ^ other.head).trailing_zeros() as usize / 8;
        same.min(usize::from(self.length.min(other.length)))
    }

    /// Whether two words of these outlines may reach the cutoff. Never `false` for two that do.
    pub(crate) fn may_reach(&self, other: &Self, cutoff: &Cutoff) -> bool {
        let both_fit = self.fits && other.fits;
        !both_fit || self.most_common(other) >= cutoff.needed(self, other)
    }

    /// Whether two words of these outlines can neither reach the cutoff nor be one edit apart, nor is one a single character. Never
    /// `true` for two of which one of these holds.
    pub(crate) fn are_apart(&self, other: &Self, cutoff: &Cutoff) -> bool {
        let longer = u32::from(self.length.max(other.length));
        self.fits
            && other.fits
            && self.length.min(other.length) > 1
            && self.most_common(other) + 1 < longer
            && !self.may_reach(other, cutoff)
    }
}

/// A least similarity, with the number of common characters that it takes for each pair of lengths.
pub(crate) struct Cutoff {
    least: f64,
    /// By the two lengths and the length of the common start.
    matches: Box<[u8]>,
}

impl Cutoff {
    /// Tabulates what it takes to reach `least`. A fraction of a millisecond: to be made once for each level of agreement.
    pub(crate) fn new(least: f64) -> Self {
        let mut matches = vec![u8::MAX; (WIDTH + 1) * (WIDTH + 1) * STARTS].into_boxed_slice();
        for short in 0..=WIDTH {
            for long in short..=WIDTH {
                for start in 0..=HEAD.min(short) {
                    let reaches = |matches: usize| {
                        let jaro = if long == 0 { 1.0 } else { jaro(matches, 0, short, long) };
                        winkler(jaro, start) + SLACK >= least
                    };
                    // The bound grows with the number of matches: the first that reaches.
                    let (mut low, mut high) = (0, short + 1);
                    while low < high {
                        let middle = low.midpoint(high);
                        if reaches(middle) {
                            high = middle;
                        } else {
                            low = middle + 1;
                        }
                    }
                    let needed = if low > short { u8::MAX } else { low as u8 };
                    matches[Self::at(short, long, start)] = needed;
                    matches[Self::at(long, short, start)] = needed;
                }
            }
        }
        Self { least, matches }
    }

    fn at(one: usize, other: usize, start: usize) -> usize {
        (one * (WIDTH + 1) + other) * STARTS + start
    }

    /// The least number of matches; [`u8::MAX`] when no number would do.
    fn needed(&self, one: &Outline, other: &Outline) -> u32 {
        let at = Self::at(usize::from(one.length), usize::from(other.length), one.common_start(other));
        u32::from(self.matches[at])
    }
}

/// A word, made ready to be compared with many.
pub(crate) struct Pattern<'a> {
    word: &'a str,
    outline: Outline,
    /// For each ASCII character, the positions at which it stands.
    masks: [u64; 128],
}

impl<'a> Pattern<'a> {
    /// Makes a word ready.
    pub(crate) fn new(word: &'a str) -> Self {
        let outline = Outline::of(word);
        let mut masks = [0; 128];
        if outline.fits {
            for (at, &byte) in word.as_bytes().iter().enumerate() {
                masks[usize::from(byte & 127)] |= 1 << at;
            }
        }
        Self { word, outline, masks }
    }

    /// The Jaro–Winkler similarity, from 0 to 1, if it reaches the cutoff. It is the same whichever of the two words is the pattern.
    /// `outline` is the outline of `other`.
    pub(crate) fn at_least(&self, other: &str, outline: &Outline, cutoff: &Cutoff) -> Option<f64> {
        let bytes = other.as_bytes();
        let by_bits = self.outline.fits && outline.fits && self.outline.length != 0 && outline.length != 0;
        if !by_bits {
            return Some(strsim::jaro_winkler(self.word, other)).filter(|similarity| *similarity >= cutoff.least);
        }
        let needed = cutoff.needed(&self.outline, outline);
        if self.outline.most_common(outline) < needed {
            return None;
        }
        let matched = self.matched(bytes);
        let count = matched.count();
        if (count as u32) < needed {
            return None;
        }
        let jaro = jaro(count, self.transpositions(bytes, matched), self.word.len(), bytes.len());
        let similarity = winkler(jaro, self.outline.common_start(outline));
        (similarity >= cutoff.least).then_some(similarity)
    }

    /// Which characters of the two words match: each takes the first of its kind that is not taken and not too far away.
    ///
    /// For one kind of character this pairs two ascending lists from the front, passing over what has been left behind; so it is the
    /// same from either side, and so is all that follows from it.
    fn matched(&self, other: &[u8]) -> Matched {
        let range = (self.word.len().max(other.len()) / 2).saturating_sub(1);
        let mut near = (1_u64 << (range + 1)) - 1;
        let mut matched = Matched { pattern: 0, other: 0 };
        for (at, &byte) in other.iter().enumerate() {
            let open = self.masks[usize::from(byte & 127)] & near & !matched.pattern;
            matched.pattern |= open & open.wrapping_neg();
            matched.other |= u64::from(open != 0) << at;
            near = near << 1 | u64::from(at < range);
        }
        matched
    }

    /// Half of the matched characters that stand against another one when both words' are read in order.
    fn transpositions(&self, other: &[u8], matched: Matched) -> usize {
        let Matched { pattern: mut here, other: mut there } = matched;
        let mut differ = 0;
        while there != 0 {
            let first = here & here.wrapping_neg();
            let byte = other[there.trailing_zeros() as usize];
            differ += usize::from(self.masks[usize::from(byte & 127)] & first == 0);
            here ^= first;
            there &= there - 1;
        }
        differ / 2
    }
}

/// The characters of the pattern and of the other word that are matched.
#[derive(Clone, Copy)]
struct Matched {
    pattern: u64,
    other: u64,
}

impl Matched {
    fn count(self) -> usize {
        self.other.count_ones() as usize
    }
}

/// Jaro's similarity. The order of the operations is that of `strsim`: another would differ in the last bit.
fn jaro(matches: usize, transpositions: usize, one: usize, two: usize) -> f64 {
    if matches == 0 {
        return 0.0;
    }
    let (all, one, two) = (matches as f64, one as f64, two as f64);
    (all / one + all / two + (matches - transpositions) as f64 / all) / 3.0
}

/// Winkler's bonus for words that start alike.
fn winkler(jaro: f64, start: usize) -> f64 {
    if jaro > 0.7 { jaro + 0.1 * start as f64 * (1.0 - jaro) } else { jaro }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::kernel::chance::Chance;

    impl Chance {
        fn word(&mut self, longest: usize, letters: &[char]) -> String {
            let length = self.below(longest + 1);
            (0..length).map(|_| letters[self.below(letters.len())]).collect()
        }

        /// The word with a few edits, so that close pairs are as common as distant ones.
        fn edited(&mut self, word: &str, letters: &[char]) -> String {
            let mut characters: Vec<char> = word.chars().collect();
            for _ in 0..self.below(4) {
                let at = self.below(characters.len() + 1);
                match self.below(4) {
                    0 => characters.insert(at, letters[self.below(letters.len())]),
                    1 if at < characters.len() => drop(characters.remove(at)),
                    2 if at < characters.len() => characters[at] = letters[self.below(letters.len())],
                    _ if at + 1 < characters.len() => characters.swap(at, at + 1),
                    _ => {}
                }
            }
            characters.into_iter().collect()
        }
    }

    fn hold(one: &str, other: &str, cutoffs: &[Cutoff]) {
        let pattern = Pattern::new(one);
        let outline = Outline::of(other);
        let expected = strsim::jaro_winkler(one, other);
        // Every similarity reaches the first cutoff.
        assert_eq!(cutoffs.first().map(|cutoff| cutoff.least), Some(0.0));
        for cutoff in cutoffs {
            let reached = pattern.at_least(other, &outline, cutoff).map(f64::to_bits);
            assert_eq!(reached, (expected >= cutoff.least).then_some(expected.to_bits()), "{one:?} {other:?}");
            assert!(Outline::of(one).may_reach(&outline, cutoff) || expected < cutoff.least, "{one:?} {other:?}");
        }
    }

    fn cutoffs() -> Vec<Cutoff> {
        [0.0, 0.5, 0.7, 0.75, 0.85, 0.92, 1.0].map(Cutoff::new).into()
    }

    #[test]
    fn every_pair_of_short_words_is_as_the_reference_says() {
        let cutoffs = cutoffs();
        for (letters, longest) in [("ab", 6), ("abc", 4), ("abcd", 3)] {
            let mut words = vec![String::new()];
            let mut from = 0;
            for _ in 0..longest {
                let to = words.len();
                for at in from..to {
                    for letter in letters.chars() {
                        words.push(format!("{}{letter}", words[at]));
                    }
                }
                from = to;
            }
            for one in &words {
                for other in &words {
                    hold(one, other, &cutoffs);
                }
            }
        }
    }

    #[test]
    fn a_million_random_pairs_are_as_the_reference_says() {
        let cutoffs = [0.0, 0.85, 0.92].map(Cutoff::new);
        let mut random = Chance(0x9e37_79b9_7f4a_7c15);
        let few: Vec<char> = "abcde".chars().collect();
        let all: Vec<char> = "abcdefghijklmnopqrstuvwxyz0123456789 '-\0".chars().collect();
        for turn in 0..1_000_000 {
            let letters = if turn % 2 == 0 { &few } else { &all };
            // Every hundredth pair up to the width of a mask and past it.
            let longest = if turn % 100 == 0 { 70 } else { 14 };
            let one = random.word(longest, letters);
            let other = if turn % 3 == 0 { random.word(longest, letters) } else { random.edited(&one, letters) };
            hold(&one, &other, &cutoffs);
        }
    }

    #[test]
    fn words_of_exactly_the_width_and_of_other_scripts_are_as_the_reference_says() {
        let cutoffs = cutoffs();
        let mut random = Chance(7);
        let letters: Vec<char> = "abcé".chars().collect();
        let scripts: Vec<char> = "abéжшδ名".chars().collect();
        for _ in 0..20_000 {
            let one = random.word(8, &scripts);
            let other = random.edited(&one, &letters);
            hold(&one, &other, &cutoffs);
        }
        for length in 60..=66 {
            for _ in 0..300 {
                let one: String = (0..length).map(|_| letters[random.below(3)]).collect();
                let other = random.edited(&one, &letters[..3]);
                hold(&one, &other, &cutoffs);
            }
        }
    }

    #[test]
    fn similarity_is_the_same_from_either_side() {
        let mut random = Chance(11);
        let any = Cutoff::new(0.0);
        let similarity = |one: &str, other: &str| Pattern::new(one).at_least(other, &Outline::of(other), &any).unwrap();
        let letters: Vec<char> = "abcd".chars().collect();
        for _ in 0..100_000 {
            let (one, other) = (random.word(20, &letters), random.word(20, &letters));
            let (there, back) = (similarity(&one, &other), similarity(&other, &one));
            assert_eq!(there.to_bits(), back.to_bits(), "{one:?} {other:?}");
        }
    }

    #[test]
    fn most_words_are_refused_by_their_outline() {
        let cutoff = Cutoff::new(0.85);
        let mut random = Chance(3);
        let letters: Vec<char> = ('a'..='z').collect();
        let words: Vec<String> = (0..1000).map(|_| random.word(10, &letters)).collect();
        let outline = Outline::of("katarzyna");
        let passed = words.iter().filter(|word| outline.may_reach(&Outline::of(word), &cutoff)).count();
        assert!(passed < 20, "{passed}");
    }
}

//! A text made ready for many questions "does it contain this value?".

use std::{fmt, sync::Arc};

use memchr::memmem;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{fold, needle::Needle};

/// A folded text (rule A07), with what makes a look-up fast. Cheap to clone, overwritten in memory when dropped.
#[derive(Clone)]
pub struct FoldedText(Arc<Characters>);

impl FoldedText {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = fold(text);
        let characters = Characters::of(&folded);
        folded.zeroize();
        Self(Arc::new(characters))
    }

    /// Whether the text contains the value, as rule A07 says for its kind.
    pub fn contains(&self, needle: &Needle) -> bool {
        needle.is_in(&self.0)
    }
}

impl fmt::Debug for FoldedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Letters and digits of a folded text without its spaces, and what stands in the gaps between them.
///
/// Gap `n` is the one before character `n`; the text's two ends are gaps too. A gap is *hard* where there is a space. Where the
/// space stands inside a run of three or more one-character words it is *soft*: words may begin and end there, and need not.
/// A *bound* is a hard or soft gap or an end.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Characters {
    text: String,
    bounds: Vec<u64>,
    hard: Vec<u64>,
    /// Which pairs of neighbouring characters occur. Most values have a pair that a text has not: that answers most questions.
    pairs: [u64; PAIR_BLOCKS],
    /// The bounds before a digit: dates and times have a word that begins there.
    numbers: Vec<usize>,
}

const RANKS: usize = 36;
const PAIR_BLOCKS: usize = (RANKS * RANKS).div_ceil(64);

/// The place of a digit or small letter among these.
fn rank(byte: u8) -> usize {
    usize::from(if byte.is_ascii_digit() { byte - b'0' } else { byte.wrapping_sub(b'a').wrapping_add(10) })
}

/// The 64 bits from `at` on.
fn window(bits: &[u64], at: usize) -> u64 {
    let (block, shift) = (at / 64, at % 64);
    let low = bits.get(block).copied().unwrap_or(0) >> shift;
    if shift == 0 { low } else { low | bits.get(block + 1).copied().unwrap_or(0) << (64 - shift) }
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(block) = bits.get_mut(at / 64) {
        *block |= 1 << (at % 64);
    }
}

fn clear(bits: &mut [u64], at: usize) {
    if let Some(block) = bits.get_mut(at / 64) {
        *block &= !(1 << (at % 64));
    }
}

impl Characters {
    fn of(folded: &str) -> Self {
        let blocks = folded.len() / 64 + 1;
        let mut this = Self {
            text: String::with_capacity(folded.len()),
            bounds: vec![0; blocks],
            hard: vec![0; blocks],
            pairs: [0; PAIR_BLOCKS],
            numbers: Vec::with_capacity(folded.bytes().filter(u8::is_ascii_digit).count()),
        };
        let mut singles = 0;
        let mut last = None;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let at = this.text.len();
            set(&mut this.bounds, at);
            if at > 0 {
                set(&mut this.hard, at);
            }
            singles = if word.len() == 1 { singles + 1 } else { 0 };
            if singles >= 3 {
                clear(&mut this.hard, at);
                clear(&mut this.hard, at - 1);
            }
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                this.numbers.push(at);
            }
            this.text.push_str(word);
            for byte in word.bytes() {
                let rank = rank(byte);
                if let Some(last) = last {
                    set(&mut this.pairs, last * RANKS + rank);
                }
                last = Some(rank);
            }
        }
        set(&mut this.bounds, this.text.len());
        this
    }

    /// Whether these places stand somewhere in their order, spaces ignored: an unknown one is any one character, or none.
    pub(super) fn has_places(&self, places: &[u8], unknown: u8) -> bool {
        // Bit `n`: all places before `n` are passed. Plates have at most eight.
        let (Ok(length), false) = (u32::try_from(places.len()), places.is_empty()) else { return false };
        if length >= u64::BITS {
            return false;
        }
        let over_unknown = |mut passed: u64| {
            for (place, known) in places.iter().enumerate() {
                if *known == unknown && passed >> place & 1 == 1 {
                    passed |= 2 << place;
                }
            }
            passed
        };
        let mut passed = 0_u64;
        self.text.bytes().any(|byte| {
            let open = over_unknown(passed | 1);
            let fits = places.iter().enumerate().filter(|(_, place)| **place == unknown || **place == byte);
            passed = fits.fold(0, |next, (place, _)| next | (open >> place & 1) << (place + 1));
            passed >> length & 1 == 1
        })
    }

    /// The bounds before a digit.
    pub(super) fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// Whether a word may begin or end at this gap.
    pub(super) fn is_bound(&self, gap: usize) -> bool {
        window(&self.bounds, gap) & 1 == 1
    }

    /// Whether a word can go on over this gap.
    pub(super) fn is_open(&self, gap: usize) -> bool {
        window(&self.hard, gap) & 1 == 0
    }

    /// Whether these characters stand here within one word, bounds or not. For pieces of a word: up to 64 characters.
    pub(super) fn piece_at(&self, at: usize, piece: &[u8]) -> bool {
        let Some((first, others)) = piece.split_first() else { return true };
        self.text
            .as_bytes()
            .get(at..)
            .and_then(<[u8]>::split_first)
            .is_some_and(|(here, rest)| here == first && rest.starts_with(others) && self.goes_on(at, piece.len()))
    }

    /// Whether no hard gap parts the next characters: up to 64 of them.
    pub(super) fn goes_on(&self, at: usize, characters: usize) -> bool {
        window(&self.hard, at + 1) & !(u64::MAX << characters.saturating_sub(1).min(63)) == 0
    }

    /// Whether a word of the text is this word and begins here.
    pub(super) fn word_at(&self, at: usize, word: &[u8]) -> bool {
        self.piece_at(at, word) && self.is_bound(at) && self.is_bound(at + word.len())
    }

    /// Whether a word of the text is this word and ends here.
    pub(super) fn word_before(&self, end: usize, word: &[u8]) -> bool {
        end.checked_sub(word.len()).is_some_and(|at| self.word_at(at, word))
    }

    fn has_pairs_of(&self, characters: &str) -> bool {
        let bytes = characters.as_bytes();
        bytes.len() <= self.text.len()
            && bytes.iter().zip(bytes.iter().skip(1)).all(|(&first, &second)| {
                let place = rank(first) * RANKS + rank(second);
                self.pairs.get(place / 64).is_some_and(|block| block >> (place % 64) & 1 == 1)
            })
    }

    /// Whether these characters stand anywhere, spaces ignored.
    pub(super) fn has_characters(&self, characters: &str) -> bool {
        self.has_pairs_of(characters) && memmem::find(self.text.as_bytes(), characters.as_bytes()).is_some()
    }

    /// Whether these words are a run of words of the text.
    pub(super) fn has_run(&self, run: &Run) -> bool {
        self.has_pairs_of(&run.text) && {
            let finder = memmem::Finder::new(run.text.as_bytes());
            let mut from = 0;
            while let Some(found) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
                if self.parts_at(from + found, run) {
                    return true;
                }
                // A run begins at a bound: what overlaps before the next one need not be looked at.
                match self.next_bound(from + found + 1) {
                    Some(bound) => from = bound,
                    None => return false,
                }
            }
            false
        }
    }

    /// The first gap from this one on at which a word may begin or end.
    fn next_bound(&self, gap: usize) -> Option<usize> {
        let mut place = gap / 64;
        let mut block = self.bounds.get(place)? & (u64::MAX << (gap % 64));
        while block == 0 {
            place += 1;
            block = *self.bounds.get(place)?;
        }
        Some(place * 64 + block.trailing_zeros() as usize)
    }

    /// Whether the words of a run are words where its characters stand.
    fn parts_at(&self, at: usize, run: &Run) -> bool {
        run.bounds.iter().zip(&run.inner).zip((at..).step_by(64)).all(|((bounds, inner), from)| {
            window(&self.bounds, from) & bounds == *bounds && window(&self.hard, from) & inner == 0
        })
    }
}

/// Folded words to be found one after the other: their characters, and which gaps must be bounds or must not part a word.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Run {
    text: String,
    bounds: Vec<u64>,
    inner: Vec<u64>,
}

impl Run {
    /// The run of these words; `None` when there are none.
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut starts = Vec::new();
        let mut text = String::new();
        for word in words {
            starts.push(text.len());
            text.push_str(word);
        }
        if text.is_empty() {
            return None;
        }
        starts.push(text.len());
        let blocks = text.len() / 64 + 1;
        let (mut bounds, mut inner) = (vec![0; blocks], vec![0; blocks]);
        (0..text.len()).for_each(|gap| set(&mut inner, gap));
        for start in starts {
            set(&mut bounds, start);
            clear(&mut inner, start);
        }
        Some(Self { text, bounds, inner })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, words: &str) -> bool {
        FoldedText::new(text).0.has_run(&Run::of(words.split(' ')).unwrap())
    }

    #[test]
    fn words_and_soft_runs() {
        for (text, words, found) in [
            ("the blue gate", "blue gate", true),
            ("the bluegate", "blue gate", false),
            ("blu e gate", "blue gate", false),
            ("b l u e gate", "blue gate", true),
            ("x b l u e gate", "blue gate", true),
            ("b l u e g a t e", "blue gate", true),
            ("b l ue gate", "blue gate", false),
            ("a b", "ab", false),
            ("a b c", "ab", true),
            ("a b c def", "cdef", false),
            ("ana anan", "an", false),
            ("xanan an", "an", true),
            ("", "a", false),
            ("a", "a", true),
        ] {
            assert_eq!(has(text, words), found, "{text} / {words}");
        }
    }

    #[test]
    fn long_runs_pass_block_borders() {
        let words: Vec<String> = (0..60).map(|n| format!("w{n}")).collect();
        let text = words.join(" ");
        assert!(has(&format!("some words before {text} and after"), &text));
        assert!(!has(&format!("some words before{text} and after"), &text));
        assert!(!has(&text.replace("w40 w41", "w40w41"), &text));
        assert!(!has(&text.replace("w40 w41", "w4 0 w41"), &text));
        assert!(has(&"a".repeat(200), &"a".repeat(200)));
        assert!(!has(&"a".repeat(201), &"a".repeat(200)));
    }

    #[test]
    fn debug_is_a_placeholder() {
        assert_eq!(format!("{:?}", FoldedText::new("Ann Example")), "…");
    }
}

//! Texts as they are compared: folded, and what stands for no answer in every column.

use std::collections::HashMap;

use crate::text::fold;

/// A cell longer than this stands for no word.
const LONGEST: usize = 1_000;

/// A text as it is looked up: folded, or as it is where folding leaves nothing (`?`, `--`).
pub(super) fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.trim().to_owned() } else { folded }
}

/// What a cell says that gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Unknown,
    Refused,
    Blank,
}

pub(super) const UNKNOWN: &[&str] = &["unknown", "not known", "don't know", "dk", "n/k", "?"];
pub(super) const REFUSED: &[&str] = &["refused", "prefer not to say", "declined"];
pub(super) const BLANK: &[&str] = &["-", "--", "n/a", "na", "none given", "null", "not asked"];

/// The words for each.
#[derive(Default)]
pub(super) struct Words(HashMap<String, Word>);

impl Words {
    /// Takes a word in; `false` where it stands for something else already.
    pub(super) fn add(&mut self, text: &str, word: Word) -> bool {
        *self.0.entry(key(text)).or_insert(word) == word
    }

    /// What a cell says, if it gives no value. An empty one is always blank.
    pub(super) fn said(&self, cell: &str) -> Option<Word> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Some(Word::Blank);
        }
        if self.0.is_empty() || cell.len() > LONGEST {
            return None;
        }
        self.0.get(&key(cell)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_folded() {
        let mut words = Words::default();
        for (list, word) in [(UNKNOWN, Word::Unknown), (REFUSED, Word::Refused), (BLANK, Word::Blank)] {
            assert!(list.iter().all(|text| words.add(text, word)));
        }
        for (cell, word) in [
            ("", Some(Word::Blank)),
            (" \t", Some(Word::Blank)),
            ("--", Some(Word::Blank)),
            ("N/A", Some(Word::Blank)),
            (" ? ", Some(Word::Unknown)),
            ("Don’t  KNOW!", Some(Word::Unknown)),
            ("Prefer not to say.", Some(Word::Refused)),
            ("??", None),
            ("a-b", None),
        ] {
            assert_eq!(words.said(cell), word, "{cell:?}");
        }
        assert!(!words.add("Unknown", Word::Blank));
    }
}

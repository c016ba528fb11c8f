//! A value made ready to be looked for in texts.

use std::{fmt, sync::Arc};

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use self::moment::{DateWords, TimeWords};
use super::{
    fold,
    folded::{Characters, Run},
};
use crate::timestamp::Day;

mod moment;

/// A value of one kind, folded, and how rule A07 looks for that kind. Cheap to clone, overwritten in memory when dropped.
///
/// Each constructor gives `None` when the rule leaves nothing to look for.
#[derive(Clone)]
pub struct Needle(Arc<Parts>);

/// A text contains the value when it contains any of these.
#[derive(Zeroize, ZeroizeOnDrop, Default)]
struct Parts {
    key: String,
    runs: Vec<Run>,
    without_spaces: Vec<String>,
    places: Vec<u8>,
    date: Option<DateWords>,
    time: Option<TimeWords>,
}

/// What stands for a place of a partial value that is not known.
const UNKNOWN: u8 = b'?';

/// From this length on a name, street or venue is also looked for without spaces.
const LONG: usize = 8;
/// So many last digits of a phone number tell it.
const LAST_DIGITS: usize = 6;

impl Needle {
    /// A person's name: any of its words, or the whole without spaces.
    pub fn name(name: &str) -> Option<Self> {
        let key = fold(name);
        let mut parts = Parts::default();
        for words in spellings(&key).iter() {
            parts
                .runs
                .extend(words.iter().filter(|word| letters(word) >= 2).filter_map(|word| Run::of([word.as_str()])));
        }
        parts.add_long(key.split(' '));
        parts.into_needle(key)
    }

    /// A street, with or without a house number.
    pub fn street(street: &str) -> Option<Self> {
        let key = fold(street);
        let mut parts = Parts::default();
        for words in spellings(&key).iter() {
            let words = without_house_number(words);
            parts.add_run(words);
            parts.add_first_long_word(words);
            parts.add_long(words.iter().map(String::as_str));
        }
        parts.into_needle(key)
    }

    /// A venue: its words whole; what tells it alone is sought as in a street.
    pub fn venue(venue: &str) -> Option<Self> {
        let key = fold(venue);
        let mut parts = Parts::default();
        for words in spellings(&key).iter() {
            parts.add_run(words);
            let words = without_house_number(words);
            parts.add_first_long_word(words);
            parts.add_long(words.iter().map(String::as_str));
        }
        parts.into_needle(key)
    }

    /// A phone number in normal form, or as it was given: its last six digits. Where words stand beside it, the last six of
    /// each number of six digits or more too (`… ext 12` is no part of the number), and the whole as any other value.
    pub fn phone(phone: &str) -> Option<Self> {
        let key = fold(phone);
        let mut parts = Parts::default();
        let digits = Zeroizing::new(key.chars().filter(char::is_ascii_digit).collect::<String>());
        if digits.len() < LAST_DIGITS {
            return Self::other(phone);
        }
        let together = Zeroizing::new(key.split(' ').collect::<String>());
        for digits in std::iter::once(digits.as_str()).chain(together.split(|c: char| c.is_ascii_alphabetic())) {
            if let Some(last) = digits.len().checked_sub(LAST_DIGITS).and_then(|from| digits.get(from..)) {
                parts.add_without_spaces(last.to_owned());
            }
        }
        if key.contains(' ') {
            spellings(&key).iter().for_each(|words| parts.add_run(words));
        }
        parts.into_needle(key)
    }

    /// A plate, e-mail, handle or postcode in normal form: the whole, spaces ignored.
    pub fn compact(normal: &str) -> Option<Self> {
        let key = fold(normal);
        let mut parts = Parts::default();
        parts.add_without_spaces(key.split(' ').collect());
        parts.into_needle(key)
    }

    /// A partial plate in normal form, `?` for a place that is not known: from the first known place to the last, spaces ignored.
    pub fn partial(normal: &str) -> Option<Self> {
        let key = normal.to_ascii_lowercase();
        let mut parts = Parts::default();
        parts.places = key.trim_matches(char::from(UNKNOWN)).as_bytes().to_vec();
        parts.into_needle(key)
    }

    /// A date in any of its renderings.
    pub fn date(day: Day) -> Option<Self> {
        let (year, month, day_of_month) = day.parts();
        let mut parts = Parts::default();
        parts.date.replace(DateWords::of(year, month, day_of_month));
        parts.into_needle(fold(&day.to_string()))
    }

    /// A time of day to the minute in any of its renderings.
    pub fn time(hour: u8, minute: u8) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        let mut parts = Parts::default();
        parts.time.replace(TimeWords::of(hour, minute));
        parts.into_needle(format!("{hour:02} {minute:02}"))
    }

    /// A phrase that only she knows (rule A06): its words, one or more.
    pub fn phrase(phrase: &str) -> Option<Self> {
        let key = fold(phrase);
        let mut parts = Parts::default();
        spellings(&key).iter().for_each(|words| parts.add_run(words));
        parts.into_needle(key)
    }

    /// Any other value that is not coded: its words, two or more.
    pub fn other(value: &str) -> Option<Self> {
        Self::phrase(value).filter(|needle| needle.key().contains(' '))
    }

    /// The folded value: two values are the same when their keys are. Of a date the folded `2026-03-01`, of a time `22 15`.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    pub(super) fn is_in(&self, text: &Characters) -> bool {
        let parts = &*self.0;
        parts.runs.iter().any(|run| text.has_run(run))
            || parts.without_spaces.iter().any(|characters| text.has_characters(characters))
            || text.has_places(&parts.places, UNKNOWN)
            || parts.date.as_ref().is_some_and(|date| date.are_in(text))
            || parts.time.as_ref().is_some_and(|time| time.are_in(text))
    }
}

impl fmt::Debug for Needle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Parts {
    fn add_run(&mut self, words: &[String]) {
        self.runs.extend(Run::of(words.iter().map(String::as_str)));
    }

    fn add_first_long_word(&mut self, words: &[String]) {
        let word = words.iter().find(|word| letters(word) >= 5);
        self.runs.extend(word.and_then(|word| Run::of([word.as_str()])));
    }

    fn add_long<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let together: String = words.collect();
        if together.len() >= LONG {
            self.add_without_spaces(together);
        }
    }

    fn add_without_spaces(&mut self, characters: String) {
        if !characters.is_empty() && !self.without_spaces.contains(&characters) {
            self.without_spaces.push(characters);
        }
    }

    fn into_needle(self, key: String) -> Option<Needle> {
        let nothing = self.runs.is_empty() && self.without_spaces.is_empty() && self.places.is_empty();
        if nothing && self.date.is_none() && self.time.is_none() {
            return None;
        }
        let mut parts = self;
        parts.key = key;
        Some(Needle(Arc::new(parts)))
    }
}

/// The words of a folded value as they stand, and, where it has runs of three or more one-character words, with these joined:
/// a value that was given spaced out (`A n n a`) is looked for as the word that was meant, too.
fn spellings(folded: &str) -> Zeroizing<Vec<Vec<String>>> {
    let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let joined: Vec<String> = words
        .chunk_by(|a, b| a.len() == 1 && b.len() == 1)
        .flat_map(|chunk| if chunk.len() >= 3 { vec![chunk.concat()] } else { chunk.to_vec() })
        .collect();
    Zeroizing::new(if joined.len() < words.len() { vec![words, joined] } else { vec![words] })
}

fn letters(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_alphabetic).count()
}

/// Drops words with a digit at the end, then everything up to the last word with a digit.
fn without_house_number(words: &[String]) -> &[String] {
    let numbered = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    let end = words.iter().rposition(|word| !numbered(word)).map_or(0, |last| last + 1);
    let words = words.get(..end).unwrap_or_default();
    let start = words.iter().rposition(numbered).map_or(0, |last| last + 1);
    words.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FoldedText;

    fn found(needle: Option<Needle>, text: &str) -> bool {
        needle.is_some_and(|needle| FoldedText::new(text).contains(&needle))
    }

    #[test]
    fn house_numbers() {
        for (street, left) in [
            ("12 Mill Lane", "mill lane"),
            ("Flat 3, 12b Mill Lane", "mill lane"),
            ("Mill Lane 12", "mill lane"),
            ("Mill Lane 3 4", "mill lane"),
            ("12 Mill Lane 3", "mill lane"),
            ("Mill Lane", "mill lane"),
            ("12", ""),
            ("", ""),
        ] {
            let words = &spellings(&fold(street))[0];
            assert_eq!(without_house_number(words).join(" "), left, "{street}");
        }
    }

    #[test]
    fn nothing_to_look_for() {
        for needle in [
            Needle::name(""),
            Needle::name("J K"),
            Needle::name("…"),
            Needle::street("12"),
            Needle::venue("!"),
            Needle::phone("12345"),
            Needle::compact("@"),
            Needle::partial("???"),
            Needle::phrase(" "),
            Needle::other("oneword"),
            Needle::time(24, 0),
        ] {
            assert!(needle.is_none());
        }
    }

    #[test]
    fn kinds() {
        assert!(found(Needle::name("Anna B"), "with Anna."));
        assert!(found(Needle::name("A n n a"), "with Anna."));
        assert!(found(Needle::street("12 Mill Lane"), "in windmill lane"));
        assert!(found(Needle::venue("A.B.C. Sauna"), "the ABC Sauna"));
        assert!(found(Needle::phone("07700 900123 after 6pm"), "ring 07700900123"));
        assert!(found(Needle::phone("07700 900123 ext 12"), "it ends 900123"));
        assert!(found(Needle::phone("07700 900123 or 07700 900456"), "900123"));
        assert!(found(Needle::phone("9 or 00123 at 7"), "on 9 or 00123, at 7"));
        assert!(found(Needle::phone("ends 12345"), "it ends 12345."));
        assert!(found(Needle::compact("LS2 9JT"), "ls29jt"));
        for text in ["it was AB91 CDE", "AB9CDE", "a b 9 1 c d e", "xab9?cdex"] {
            assert!(found(Needle::partial("?AB9?CDE?"), text), "{text}");
        }
        for text in ["AB912CDE", "AB91CD", "CDE AB91", ""] {
            assert!(!found(Needle::partial("?AB9?CDE?"), text), "{text}");
        }
        assert!(found(Needle::partial("AB????"), "a big one"));
        assert!(found(Needle::phrase("x"), "the X marks"));
        assert!(!found(Needle::phrase("x"), "exit"));
    }

    #[test]
    fn keys() {
        assert_eq!(Needle::name("Zoë  Example").unwrap().key(), "zoe example");
        assert_eq!(Needle::date(Day::parse("2026-03-01").unwrap()).unwrap().key(), "2026 03 01");
        assert_eq!(Needle::time(9, 5).unwrap().key(), "09 05");
        assert_eq!(Needle::phone("+447700900123").unwrap().key(), "447700900123");
        assert_eq!(format!("{:?}", Needle::phrase("the blue gate")), "Some(…)");
    }
}

//! A07: when a text contains a value.

use super::identifiers::normal_form;
use super::instant::day;
use any_ascii::any_ascii;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded text: lower-case words of ASCII letters and digits with one space between.
pub(super) fn fold(text: &str) -> String {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let kept: String = text
        .nfkc()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !ignorable.contains(*c) && !c.is_control() && !is_combining_mark(*c))
        .collect();
    any_ascii(&kept)
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn without_spaces(folded: &str) -> String {
    folded.replace(' ', "")
}

fn words(folded: &str) -> Vec<String> {
    folded.split_whitespace().map(str::to_owned).collect()
}

/// What stands between two characters of a text without its spaces.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Both belong to one word.
    Inside,
    /// A word ends and the next begins.
    Between,
    /// Inside a run of three or more one-character words: either, as one likes.
    Either,
}

/// A folded text without its spaces, with the gap before each character and the one after the last.
struct Spaceless {
    characters: Vec<char>,
    gaps: Vec<Gap>,
}

impl Spaceless {
    fn of(folded: &str) -> Self {
        let words: Vec<&str> = folded.split_whitespace().collect();
        let in_run = |at: usize| {
            let single = |i: usize| words.get(i).is_some_and(|word| word.len() == 1);
            let first = (0..=at).rev().take_while(|i| single(*i)).last().unwrap_or(at);
            let length = (first..).take_while(|i| single(*i)).count();
            single(at) && length >= 3
        };
        let mut spaceless = Spaceless { characters: Vec::new(), gaps: Vec::new() };
        for (at, word) in words.iter().enumerate() {
            for (place, character) in word.chars().enumerate() {
                spaceless.gaps.push(if place > 0 {
                    Gap::Inside
                } else if at > 0 && in_run(at) && in_run(at - 1) {
                    Gap::Either
                } else {
                    Gap::Between
                });
                spaceless.characters.push(character);
            }
        }
        spaceless.gaps.push(Gap::Between);
        spaceless
    }

    /// Where this word ends when it begins here.
    fn word_at(&self, start: usize, word: &str) -> Option<usize> {
        let end = start + word.len();
        if word.is_empty() || end > self.characters.len() {
            return None;
        }
        let stands = self.characters[start..end].iter().copied().eq(word.chars())
            && self.gaps[start] != Gap::Inside
            && self.gaps[end] != Gap::Inside
            && self.gaps[start + 1..end].iter().all(|gap| *gap != Gap::Between);
        stands.then_some(end)
    }

    /// Whether these words stand here one after another, with any of the fillers between them.
    fn run_at(&self, start: usize, run: &[String], fillers: &[&str]) -> bool {
        let Some((first, rest)) = run.split_first() else {
            return true;
        };
        let Some(mut end) = self.word_at(start, first) else {
            return false;
        };
        loop {
            if self.run_at(end, rest, fillers) {
                return true;
            }
            match fillers.iter().find_map(|filler| self.word_at(end, filler)) {
                Some(after) => end = after,
                None => return false,
            }
        }
    }

    fn has_run(&self, run: &[String], fillers: &[&str]) -> bool {
        !run.is_empty() && (0..self.characters.len()).any(|start| self.run_at(start, run, fillers))
    }
}

fn has_run(folded: &str, run: &[String]) -> bool {
    Spaceless::of(folded).has_run(run, &[])
}

fn has_word(folded: &str, word: &str) -> bool {
    has_run(folded, &[word.to_owned()])
}

/// Whether the text contains the value. Kinds: name, street, venue, phone, plate, email, handle,
/// postcode, police_reference, date (`2026-03-01`), time (`22:15`), phrase, other.
pub(super) fn contains(kind: &str, value: &str, text: &str) -> bool {
    let text = fold(text);
    match kind {
        "name" => name(value, &text),
        "street" => {
            let named = without_house_number(&words(&fold(value)));
            place(&named, &named, &text)
        }
        "venue" => {
            let all = words(&fold(value));
            place(&all, &without_house_number(&all), &text)
        }
        "phone" => phone(value, &text),
        "plate" if normal_form(kind, value).is_some_and(|plate| plate.contains('?')) => partial_plate(value, &text),
        "police_reference" => occurs(value, &text),
        "plate" | "email" | "handle" | "postcode" => match normal_form(kind, value) {
            Some(normal) => occurs(&normal, &text),
            None => other(value, &text),
        },
        "date" => date(value, &text),
        "time" => time(value, &text),
        "phrase" => has_run(&text, &words(&fold(value))),
        _ => other(value, &text),
    }
}

fn name(value: &str, text: &str) -> bool {
    let value = fold(value);
    let letters = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count();
    words(&value).iter().any(|word| letters(word) >= 2 && has_word(text, word)) || long_enough_and_occurs(&value, text)
}

fn long_enough_and_occurs(folded_value: &str, text: &str) -> bool {
    let value = without_spaces(folded_value);
    value.len() >= 8 && without_spaces(text).contains(&value)
}

fn occurs(value: &str, text: &str) -> bool {
    let value = without_spaces(&fold(value));
    !value.is_empty() && without_spaces(text).contains(&value)
}

/// From the first known place to the last, each unknown one between them as any one character or none.
fn partial_plate(value: &str, text: &str) -> bool {
    let normal = normal_form("plate", value).unwrap_or_default().to_lowercase();
    let places: Vec<char> = normal.trim_matches('?').chars().collect();
    let text: Vec<char> = without_spaces(text).chars().collect();
    (0..text.len()).any(|start| stand_here(&places, &text[start..]))
}

fn stand_here(places: &[char], text: &[char]) -> bool {
    match places.split_first() {
        None => true,
        Some(('?', rest)) => stand_here(rest, text) || (!text.is_empty() && stand_here(rest, &text[1..])),
        Some((known, rest)) => text.first() == Some(known) && stand_here(rest, &text[1..]),
    }
}

fn other(value: &str, text: &str) -> bool {
    let words = words(&fold(value));
    words.len() >= 2 && has_run(text, &words)
}

fn phone(value: &str, text: &str) -> bool {
    let normal = normal_form("phone", value);
    let digits: String = fold(normal.as_deref().unwrap_or(value)).chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 {
        return other(value, text);
    }
    let text_digits = without_spaces(text);
    // Words beside it, as of an extension, part it into pieces.
    let together = fold(normal.as_deref().unwrap_or(value)).replace(' ', "");
    let pieces: Vec<&str> =
        together.split(|c: char| c.is_ascii_alphabetic()).filter(|piece| piece.len() >= 6).collect();
    text_digits.contains(&digits[digits.len() - 6..])
        || pieces.iter().any(|piece| text_digits.contains(&piece[piece.len() - 6..]))
        // A phone that did not parse is a free text as well.
        || (normal.is_none() && other(value, text))
}

/// Without digit words at the end, and without everything up to the last digit word before a name.
fn without_house_number(words: &[String]) -> Vec<String> {
    let has_digit = |word: &String| word.chars().any(|c| c.is_ascii_digit());
    let mut left = words.to_vec();
    while left.last().is_some_and(has_digit) {
        left.pop();
    }
    while left.iter().any(has_digit) {
        left.remove(0);
    }
    left
}

fn place(run: &[String], named: &[String], text: &str) -> bool {
    let first_long = named.iter().find(|word| word.chars().filter(char::is_ascii_alphabetic).count() >= 5);
    has_run(text, run)
        || first_long.is_some_and(|word| has_word(text, word))
        || long_enough_and_occurs(&named.join(" "), text)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn date(value: &str, text: &str) -> bool {
    // Every rendering has a digit.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = Spaceless::of(text);
    date_renderings(value).iter().any(|rendering| {
        let words: Vec<String> = rendering.split(' ').map(str::to_owned).collect();
        text.has_run(&words, &["of", "the"])
    })
}

/// Every rendering of a day, without the `of` and `the` that may stand between.
fn date_renderings(value: &str) -> Vec<String> {
    let date = day(value);
    let (day, month, year) = (date.day(), u8::from(date.month()), date.year());
    let ordinal = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let days = [format!("{day}"), format!("{day:02}"), format!("{day}{ordinal}")];
    let long = MONTHS[usize::from(month) - 1];
    let mut months = vec![format!("{month}"), format!("{month:02}"), long[..3].to_owned(), long.to_owned()];
    if month == 9 {
        months.push("sept".to_owned());
    }
    let short_year = format!("{:02}", year % 100);
    let years = [short_year.clone(), format!("{year:04}")];

    let mut renderings = Vec::new();
    for d in &days {
        for m in &months {
            renderings.push(format!("{d} {m}"));
            renderings.push(format!("{m} {d}"));
            for y in &years {
                renderings.push(format!("{d} {m} {y}"));
                renderings.push(format!("{d} {y} {m}"));
                renderings.push(format!("{m} {d} {y}"));
                renderings.push(format!("{m} {y} {d}"));
                renderings.push(format!("{y} {d} {m}"));
                renderings.push(format!("{y} {m} {d}"));
            }
        }
    }
    for y in [format!("{year:04}"), short_year] {
        renderings.push(format!("{day:02}{month:02}{y}"));
        renderings.push(format!("{month:02}{day:02}{y}"));
        renderings.push(format!("{y}{month:02}{day:02}"));
    }
    renderings
}

fn time(value: &str, text: &str) -> bool {
    // Every rendering has a digit.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = Spaceless::of(text);
    time_renderings(value).iter().any(|rendering| {
        let words: Vec<String> = rendering.split(' ').map(str::to_owned).collect();
        text.has_run(&words, &[])
    })
}

fn time_renderings(value: &str) -> Vec<String> {
    let hour: u8 = value[..2].parse().expect("an hour");
    let minute = &value[3..5];
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
    let mut renderings = Vec::new();
    for hour in [format!("{hour}"), format!("{hour:02}"), format!("{twelve}"), format!("{twelve:02}")] {
        for attached in ["", half] {
            renderings.push(format!("{hour} {minute}{attached}"));
            renderings.push(format!("{hour}{minute}{attached}"));
            renderings.push(format!("{hour}h{minute}{attached}"));
        }
        if minute == "00" {
            renderings.push(format!("{hour}{half}"));
            renderings.push(format!("{hour} {half}"));
            renderings.push(format!("{hour} {} m", &half[..1]));
            renderings.push(format!("{hour} o clock"));
        }
    }
    renderings
}

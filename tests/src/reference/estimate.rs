//! Ages and heights in words: wire.md, *Ages and heights in words*.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// A range of years or centimetres, before its ends are drawn in.
type Ends = (i64, i64);

/// An estimate of the record as the range that it stands for.
pub(super) fn range(row: &str, recorded: &Value) -> Value {
    match recorded.as_str() {
        None => json!({"from": recorded["from"], "to": recorded["to"]}),
        Some(words) => {
            let read = if row.ends_with("age") { age(words) } else { height(words) };
            let (from, to) = read.expect("an estimate of a valid document");
            json!({"from": from, "to": to})
        }
    }
}

/// The years that an age in words stands for.
pub(super) fn age(text: &str) -> Option<(u64, u64)> {
    Reading { widening: 2, least: 10, most: 110, of_words: years }.read(text)
}

/// The centimetres that a height in words stands for.
pub(super) fn height(text: &str) -> Option<(u64, u64)> {
    Reading { widening: 3, least: 100, most: 250, of_words: centimetres }.read(text)
}

struct Reading {
    widening: i64,
    least: i64,
    most: i64,
    /// What the table says of one value.
    of_words: fn(&str) -> Option<Ends>,
}

const ABOUT: [&str; 9] = ["approximately", "approx", "roughly", "about", "around", "maybe", "circa", "c", "~"];

impl Reading {
    fn read(&self, text: &str) -> Option<(u64, u64)> {
        let text = plain(text);
        let pieces: Vec<(&str, bool)> = text.split(" to ").map(|piece| about(piece.trim())).collect();
        let (from, to) = match pieces.as_slice() {
            [one] => self.value(*one)?,
            [first, last] => {
                let (start, _) = match (part_of_decade(first.0), last.0.rsplit(' ').next()) {
                    // "early to mid 30s"
                    (true, Some(decade)) => self.value((&format!("{} {decade}", first.0), first.1))?,
                    _ => self.value(*first)?,
                };
                let (_, end) = self.value(*last)?;
                // `range.reversed`
                (start <= end).then_some((start, end))?
            }
            _ => return None,
        };
        // What lies beyond the bounds whole is not understood.
        let (from, to) = (from.max(self.least), to.min(self.most));
        (from <= to).then_some((u64::try_from(from).ok()?, u64::try_from(to).ok()?))
    }

    /// What the table says of a value; a single one may be widened.
    fn value(&self, (text, widened): (&str, bool)) -> Option<Ends> {
        let (from, to) = (self.of_words)(text)?;
        if from < to {
            return Some((from, to));
        }
        let widening = if widened { self.widening } else { 0 };
        Some((from - widening, to + widening))
    }
}

/// A value without the word that widens it, and whether there was one.
fn about(text: &str) -> (&str, bool) {
    let before = ABOUT.iter().find_map(|about| {
        let rest = text.strip_prefix(about)?;
        (*about == "~" || rest.starts_with(' ')).then(|| rest.trim_start())
    });
    match before.or(text.strip_suffix("ish").map(str::trim_end)) {
        Some(value) => (value, true),
        None => (text, false),
    }
}

/// In small letters, with ` to ` for whatever stands for it and one space between words.
fn plain(text: &str) -> String {
    let small = text.nfkc().collect::<String>().to_lowercase().replace("y/o", "yo").replace("'s", "s");
    let mut spaced = String::new();
    for c in small.chars() {
        match c {
            '-' if WITH_WHAT_FOLLOWS.iter().any(|word| ends_in_word(&spaced, word)) => spaced.push(' '),
            '-' | '–' | '—' | '/' | ',' => spaced.push_str(" to "),
            _ => spaced.push(c),
        }
    }
    let mut words: Vec<&str> =
        spaced.split_whitespace().map(|word| if ["or", "and"].contains(&word) { "to" } else { word }).collect();
    words.dedup_by(|next, word| *next == "to" && *word == "to");
    words.join(" ")
}

/// Words of which a hyphen is the beginning of one value and not the end.
const WITH_WHAT_FOLLOWS: [&str; 7] = ["early", "mid", "middle", "late", "very", "about", "around"];

fn ends_in_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

fn part_of_decade(word: &str) -> bool {
    ["early", "mid", "middle", "late"].contains(&word)
}

fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn years(text: &str) -> Option<Ends> {
    match text {
        "young" => return Some((18, 29)),
        "middle aged" => return Some((40, 59)),
        "old" | "elderly" => return Some((65, 90)),
        _ => {}
    }
    if let Some(decade) = decade(text) {
        return Some(if decade == 10 { (13, 19) } else { (decade, decade + 9) });
    }
    if let Some((part, rest)) = text.split_once(' ')
        && let Some(decade) = decade(rest)
    {
        return match (part, decade) {
            ("early", 10) => Some((13, 15)),
            ("mid" | "middle", 10) => Some((15, 17)),
            ("late", 10) => Some((17, 19)),
            ("early", _) => Some((decade, decade + 3)),
            ("mid" | "middle", _) => Some((decade + 4, decade + 6)),
            ("late", _) => Some((decade + 7, decade + 9)),
            _ => None,
        };
    }
    if let Some(over) = text
        .strip_prefix("over ")
        .or_else(|| text.strip_suffix('+'))
        .or_else(|| text.strip_suffix("plus"))
        .and_then(|years| number(years.trim()))
    {
        return Some((over, over + 10));
    }
    if let Some(under) = text.strip_prefix("under ").and_then(number) {
        return Some((under - 10, under));
    }
    let bare = ["years old", "year old", "yrs old", "years", "yrs", "yo"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text)
        .trim_end();
    let single = number(text.strip_prefix("aged ").unwrap_or(bare))?;
    Some((single, single))
}

/// The first year of `30s` or `thirties`.
fn decade(word: &str) -> Option<i64> {
    if ["teen", "teenager", "teenage"].contains(&word) {
        return Some(10);
    }
    const NAMES: [&str; 9] =
        ["teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let named = NAMES.iter().position(|name| *name == word).and_then(|at| i64::try_from(at + 1).ok());
    let tens = named.or_else(|| {
        let tens = word.strip_suffix("0s").and_then(number)?;
        (2..=9).contains(&tens).then_some(tens)
    })?;
    Some(tens * 10)
}

fn centimetres(text: &str) -> Option<Ends> {
    match text {
        "very short" => return Some((140, 161)),
        "short" => return Some((155, 169)),
        "average" | "medium" => return Some((169, 183)),
        "tall" => return Some((183, 195)),
        "very tall" => return Some((190, 210)),
        _ => {}
    }
    let single = metric(text).or_else(|| feet(text))?;
    Some((single, single))
}

fn metric(text: &str) -> Option<i64> {
    if let Some(cm) = number(text.strip_suffix("cm").unwrap_or(text).trim_end()) {
        return Some(cm);
    }
    let (metres, rest) =
        text.strip_suffix('m').unwrap_or(text).trim_end().split_once('.').or_else(|| text.split_once('m'))?;
    let hundredths = match rest.len() {
        1 if text.contains('.') => number(rest)? * 10,
        2 => number(rest)?,
        _ => return None,
    };
    (metres.len() == 1).then(|| Some(number(metres)? * 100 + hundredths)).flatten()
}

/// The nearest whole centimetre of feet and inches; of two equally near, the greater.
fn feet(text: &str) -> Option<i64> {
    let (feet, rest) = ["feet", "foot", "ft", "'"].iter().find_map(|unit| text.split_once(unit))?;
    let rest = rest.trim();
    let inches = ["inches", "inch", "ins", "in", "\""]
        .iter()
        .find_map(|unit| rest.strip_suffix(unit))
        .unwrap_or(rest)
        .trim_end();
    let inches = if rest.is_empty() { 0 } else { number(inches)? };
    if inches > 11 {
        return None;
    }
    let feet = number(feet.trim_end()).filter(|feet| (3..=8).contains(feet))?;
    Some(((feet * 12 + inches) * 254 + 50) / 100)
}

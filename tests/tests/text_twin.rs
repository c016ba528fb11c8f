//! The core's look-up of values in texts against its naive twin, and against the table of agreed examples.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should say where it stood")]

use std::collections::BTreeMap;

use num_core::text::{FoldedText, Needle, fold};
use num_tests::{
    fuzz_bodies::{self, needle},
    text_twin::{self, Value},
};

/// A small generator of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const LETTERS: &[&str] = &["a", "b", "n", "é", "1"];
const WORDS: &[&str] = &[
    "an", "ann", "anna", "Bell", "b", "mill", "Lane", "milllane", "grange", "12", "3b", "x", "the", "Ånna", "ßb", "ab",
    "ba",
];
const NUMBERS: &[&str] = &[
    "1", "3", "01", "03", "1st", "3rd", "mar", "March", "of", "the", "26", "2026", "2020", "20", "10", "22", "15",
    "00", "2215", "1015", "2200", "pm", "10pm", "p", "m", "am", "a", "o", "clock", "h", "22h15", "15pm", "010326",
    "260301", "20260301", "9", "09", "905", "sept", "Sep", "12", "2", "5", "0", "900", "123", "٣",
];
const GAPS: &[&str] =
    &[" ", " ", " ", " ", "  ", "-", "\n", "'", "", "\u{200B}", "\u{301}", "\u{A0}", ". ", "\u{1}", "🙂"];

fn word(dice: &mut Dice, pool: &[&str]) -> String {
    if dice.one_in(4) { (0..=dice.below(6)).map(|_| dice.of(LETTERS)).collect() } else { dice.of(pool).to_owned() }
}

/// A word, sometimes with spaces between its letters.
fn spaced(dice: &mut Dice, word: String) -> String {
    if dice.one_in(5) {
        let gap = dice.of(&[" ", "-", ". "]);
        word.chars().map(|c| format!("{c}{gap}")).collect()
    } else {
        word
    }
}

fn phrase(dice: &mut Dice, pool: &[&str], most: usize) -> String {
    (0..=dice.below(most))
        .map(|_| {
            let word = word(dice, pool);
            let word = spaced(dice, word);
            format!("{word}{}", dice.of(GAPS))
        })
        .collect()
}

/// Two to eight places, two of them known and one not, of few letters.
fn partial_plate(dice: &mut Dice) -> String {
    loop {
        let plate: String = (0..3 + dice.below(6)).map(|_| dice.of(&["A", "B", "N", "1", "2", "?", "?"])).collect();
        let unknown = plate.matches('?').count();
        if unknown > 0 && plate.len() - unknown >= 2 {
            return plate;
        }
    }
}

fn value(dice: &mut Dice, pool: &[&str]) -> Value {
    let mut text = phrase(dice, pool, 3);
    match dice.below(14) {
        0 => Value::Name(text),
        1 => Value::Street(text),
        2 => Value::Venue(text),
        3 => {
            if dice.one_in(2) {
                text = (0..6 + dice.below(3)).map(|_| dice.of(&["1", "2", "0"])).collect();
            }
            Value::Phone(text)
        }
        4 => Value::Compact(text),
        5 => Value::Phrase(text),
        6 => Value::Other(text),
        13 => Value::PartialPlate(partial_plate(dice)),
        7..10 => Value::Date(
            [2026, 2020, 1926, 2003][dice.below(4)],
            [3, 1, 9, 12][dice.below(4)],
            [1, 3, 11, 22][dice.below(4)],
        ),
        _ => Value::Time([22, 10, 9, 0, 12, 1, 20][dice.below(7)], [15, 0, 5][dice.below(3)]),
    }
}

/// Words such as a date or a time is written in; sometimes of another day or hour.
fn moment(dice: &mut Dice, value: &Value) -> String {
    let mut parts: Vec<String> = match value {
        Value::Date(year, month, day) => {
            let name = ["jan", "", "march", "", "", "", "", "", "sept", "", "", "december"][usize::from(*month) - 1];
            let suffix = dice.of(&["", "", "st", "rd", "th", "nd"]);
            let month = [format!("{month}"), format!("{month:02}"), name.to_owned(), name[..3].to_owned()]
                [dice.below(4)]
            .clone();
            let day = if dice.one_in(3) { format!("{day:02}") } else { format!("{day}{suffix}") };
            let year = if dice.one_in(2) { format!("{year}") } else { format!("{:02}", year % 100) };
            vec![day, month, year]
        }
        Value::Time(hour, minute) => {
            let hour = if dice.one_in(2) { *hour } else { (*hour + 12) % 24 };
            let hour = if dice.one_in(2) { format!("{hour:02}") } else { format!("{hour}") };
            let after = dice.of(&["", "pm", "am", "p m", "a m", " o clock", " pm", "h"]);
            return match dice.below(4) {
                0 => format!("{hour}{after}"),
                1 => format!("{hour}{}h{minute:02}{after}", dice.of(&["", "", " "])),
                2 => format!("{hour}{minute:02}{after}"),
                _ => format!("{hour}{}{minute:02}{after}", dice.of(GAPS)),
            };
        }
        _ => return String::new(),
    };
    if dice.one_in(2) {
        parts.rotate_left(1);
    }
    if dice.one_in(2) {
        parts.reverse();
    }
    if dice.one_in(3) {
        parts.pop();
    }
    let gap = dice.of(&[" ", " ", "/", "", " of ", " the ", " of the ", " and "]);
    parts.join(gap)
}

/// Each place that is not known filled with a character, or with none.
fn filled(dice: &mut Dice, part: &str) -> String {
    part.chars().map(|c| if c == '?' { dice.of(&["", "a", "Z", "7"]).to_owned() } else { c.to_string() }).collect()
}

/// A text that often holds what a value is made of.
fn text(dice: &mut Dice, pool: &[&str], values: &[Value]) -> String {
    let mut text = phrase(dice, pool, 8);
    if dice.one_in(2) {
        for value in values {
            if dice.one_in(3) {
                let moment = moment(dice, value);
                text.push_str(dice.of(GAPS));
                text.push_str(&spaced(dice, moment));
                text.push_str(dice.of(GAPS));
            }
        }
    }
    for value in values {
        if let Value::Name(part)
        | Value::Street(part)
        | Value::Venue(part)
        | Value::Phone(part)
        | Value::Compact(part)
        | Value::PartialPlate(part)
        | Value::Phrase(part)
        | Value::Other(part) = value
            && dice.one_in(5)
        {
            text.push_str(dice.of(GAPS));
            let part = &filled(dice, part);
            match dice.below(6) {
                0 => text.push_str(&part.replace(' ', "")),
                1 => text.extend(part.chars().filter(|c| c.is_alphanumeric()).flat_map(|c| [c, ' '])),
                _ => text.push_str(part),
            }
            text.push_str(dice.of(GAPS));
            text.push_str(&phrase(dice, pool, 2));
        }
    }
    text
}

#[test]
fn the_core_and_its_twin_agree() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut outcomes: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    let mut count = 0;
    while count < 200_000 {
        let pool = if dice.one_in(2) { WORDS } else { NUMBERS };
        let values: Vec<Value> = (0..12).map(|_| value(&mut dice, pool)).collect();
        let needles: Vec<Option<Needle>> = values.iter().map(needle).collect();
        for _ in 0..10 {
            let text = text(&mut dice, pool, &values);
            assert_eq!(fold(&text), text_twin::fold(&text), "{text:?}");
            let (folded, twin) = (FoldedText::new(&text), text_twin::Text::new(&text));
            for (value, needle) in values.iter().zip(&needles) {
                let found = needle.as_ref().is_some_and(|needle| folded.contains(needle));
                assert_eq!(found, twin.contains(value), "{value:?} in {text:?}, folded {:?}", fold(&text));
                let kind = match value {
                    Value::Name(_) => "name",
                    Value::Street(_) => "street",
                    Value::Venue(_) => "venue",
                    Value::Phone(_) => "phone",
                    Value::Compact(_) => "compact",
                    Value::PartialPlate(_) => "partial plate",
                    Value::Date(..) => "date",
                    Value::Time(..) => "time",
                    Value::Phrase(_) => "phrase",
                    Value::Other(_) => "other",
                };
                outcomes.entry(kind).or_default()[usize::from(found)] += 1;
                count += 1;
            }
        }
    }
    for (kind, [missed, found]) in outcomes {
        assert!(missed.min(found) > (missed + found) / 20, "{kind}: missed {missed}, found {found}");
    }
}

#[test]
fn the_core_and_its_twin_agree_with_the_table() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/text_contains.json")).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&table).unwrap();
    assert!(!rows.is_empty());
    let mut wrong = Vec::new();
    for row in &rows {
        let member = |name: &str| row[name].as_str().unwrap();
        let value = fuzz_bodies::value(member("kind"), member("value")).unwrap();
        let expected = row["contains"].as_bool().unwrap();
        let core = needle(&value).is_some_and(|needle| FoldedText::new(member("text")).contains(&needle));
        if core != expected || text_twin::Text::new(member("text")).contains(&value) != expected {
            wrong.push(row.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

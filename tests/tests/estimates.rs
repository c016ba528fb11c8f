//! Ages and heights in words: the core and an independent reading of wire.md understand the same texts, as the same ranges.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use num_core::descriptor::Estimate;
use num_tests::reference::{age_in_words, height_in_words};

const BEFORE: [&str; 10] =
    ["", "about ", "around ", "approx ", "approximately ", "roughly ", "maybe ", "circa ", "c ", "~"];
const AFTER: [&str; 2] = ["ish", " ish"];
const BETWEEN: [&str; 9] = [" to ", "-", " – ", "/", ", ", " or ", " and ", " - ", " plus "];

const AGES: [&str; 46] = [
    "34",
    "34 years old",
    "34 yrs",
    "34yo",
    "aged 34",
    "9",
    "110",
    "111",
    "0",
    "034",
    "34.5",
    "over 40",
    "40+",
    "40 plus",
    "over 105",
    "under 30",
    "under 15",
    "under 10",
    "30s",
    "30's",
    "thirties",
    "teens",
    "Twenties",
    "nineties",
    "100s",
    "early 30s",
    "mid 30s",
    "late 30s",
    "late teens",
    "early 90's",
    "young",
    "middle aged",
    "old",
    "elderly",
    "mid-30s",
    "late-teens",
    "middle-aged",
    "middle 40s",
    "teenager",
    "34 y/o",
    "34 year old",
    "34 years",
    "Daz",
    "early",
    "mid",
    "late",
];
const HEIGHTS: [&str; 37] = [
    "178 cm",
    "178cm",
    "178",
    "250",
    "251",
    "1.78 m",
    "1.78m",
    "1.78",
    "1.8",
    "1m78",
    "5'10\"",
    "5'10",
    "5 ft 10",
    "5ft10in",
    "5ft10",
    "5 foot 10 inches",
    "5 ft 10 in",
    "6ft",
    "6 ft",
    "6'",
    "6 foot",
    "6 feet 1 inch",
    "2'11",
    "9'0",
    "very-tall",
    "6'0\"",
    "6'3",
    "5'12",
    "3'3",
    "8'3",
    "very short",
    "short",
    "average",
    "medium",
    "Tall",
    "very tall",
    "huge",
];

/// Every text that can be made of the pieces: one value, or two with something between, with a word about one of them.
fn texts(values: &[&str]) -> Vec<String> {
    let ish = |value: &str| if value.ends_with(|c: char| c.is_ascii_digit()) { AFTER.to_vec() } else { Vec::new() };
    let mut texts = Vec::new();
    for value in values {
        texts.extend(BEFORE.map(|before| format!("{before}{value}")));
        texts.extend(ish(value).iter().map(|after| format!("{value}{after}")));
    }
    for first in values {
        for last in values {
            texts.extend(BETWEEN.map(|between| format!("{first}{between}{last}")));
            texts.push(format!("about {first} to {last}"));
            texts.push(format!("{first} to about {last}"));
            texts.extend(ish(last).iter().map(|after| format!("{first} to {last}{after}")));
        }
    }
    texts
}

fn compare(values: &[&str], core: impl Fn(&str) -> Option<(u64, u64)>, model: impl Fn(&str) -> Option<(u64, u64)>) {
    let texts = texts(values);
    let wrong: Vec<String> = texts
        .iter()
        .filter(|text| core(text) != model(text))
        .map(|text| format!("{text:?}: core {:?}, model {:?}", core(text), model(text)))
        .collect();
    let understood = texts.iter().filter(|text| core(text).is_some()).count();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), texts.len(), wrong.join("\n"));
    assert!(understood > texts.len() / 5 && understood < texts.len(), "{understood} of {}", texts.len());
}

fn ends(estimate: Estimate) -> (u64, u64) {
    let range = estimate.range();
    (u64::from(range.from), u64::from(range.to))
}

#[test]
fn ages_in_words_are_the_same_years() {
    compare(&AGES, |text| Estimate::age(text).ok().map(ends), age_in_words);
}

#[test]
fn heights_in_words_are_the_same_centimetres() {
    compare(&HEIGHTS, |text| Estimate::height(text).ok().map(ends), height_in_words);
}

//! Which values of a column agree with a value at all: nearly all others differ, and weigh the same.
//!
//! Each element is kept under keys that it shares with whatever agrees with it; what is one slip away is asked for as all that a slip
//! can make of it. Texts and the words of names that sound or look alike are found by reading the outline of each. What is found is
//! compared exactly, so that a key may bring too much but never too little.

use std::sync::LazyLock;

use super::{
    Kind,
    agreeing_names::{Asked, InNames},
    column::{Column, Elements, Value},
    compare::{self, Plate},
    edits::{alphabet, one_edit_away},
    kernel::{
        jaro_winkler::{Cutoff, Outline},
        outlines::{Outlines, in_common},
    },
    postings::{Buckets, Postings},
    surroundings::Surroundings,
    weigh::{ColumnWeights, hangs_on_names},
};

/// Families of keys.
mod family {
    pub(super) const SAME: u8 = 0;
    pub(super) const LAST_DIGITS: u8 = 1;
    pub(super) const STEM: u8 = 2;
    pub(super) const LOCAL_PART: u8 = 3;
    pub(super) const DISTRICT: u8 = 4;
    pub(super) const YEAR_MONTH: u8 = 5;
    pub(super) const YEAR_DAY: u8 = 6;
    pub(super) const MONTH_DAY: u8 = 7;
    pub(super) const WORD: u8 = 8;
}

/// Where two texts of four letters and more are one edit apart or similar, they are at least as similar as this: three letters of four
/// in common, and none at the start.
pub(crate) static MAY_BE_NEAR: LazyLock<Cutoff> = LazyLock::new(|| Cutoff::new(0.83));

/// The rows and the keys of a column.
pub(crate) struct Entries {
    /// The rows of each value.
    pub(crate) rows: Postings,
    /// The values of each element, where values are lists.
    values: Option<Postings>,
    keys: Buckets,
}

impl Entries {
    pub(crate) fn of(column: &Column) -> Self {
        let values = column.counts.len();
        let rows = column.cells.iter().zip(0_u32..).filter(|(value, _)| **value != 0);
        let rows = Postings::of(values, rows.map(|(value, row)| (*value, row)));
        let elements = column.values.elements.len() as u32;
        let values = column.values.lists.as_ref().map(|lists| {
            let of_value = |value: u32| lists.get(value - 1).iter().map(move |element| (*element, value));
            Postings::of(elements as usize, (1..values as u32).flat_map(of_value))
        });
        let mut room = Vec::new();
        let keys = Buckets::of(elements, |element, tell| keys(column, element, &mut room, tell));
        Self { rows, values, keys }
    }

    /// The values that have one of some elements. An element that stands in no row is of none.
    pub(crate) fn values(&self, elements: &[u32]) -> Vec<Value> {
        match &self.values {
            None => elements
                .iter()
                .map(|element| element + 1)
                .filter(|value| (*value as usize) < self.rows.lists())
                .collect(),
            Some(values) => {
                let mut all: Vec<Value> = elements.iter().flat_map(|element| values.get(*element)).copied().collect();
                all.sort_unstable();
                all.dedup();
                all
            }
        }
    }

    /// The element in normal form.
    pub(crate) fn element(&self, column: &Column, form: &[u8]) -> Option<u32> {
        let mut room = Vec::new();
        let mut all = self.keys.get(family::SAME, form).iter().copied();
        all.find(|element| normal_form(column, *element, &mut room) == form)
    }

    /// The rows of an element in normal form.
    pub(crate) fn rows_of(&self, column: &Column, form: &[u8]) -> Vec<u32> {
        let Some(element) = self.element(column, form) else { return Vec::new() };
        let mut rows: Vec<u32> =
            self.values(&[element]).into_iter().flat_map(|value| self.rows.get(value)).copied().collect();
        rows.sort_unstable();
        rows
    }
}

/// An element as bytes that are the same for the same element of another column.
pub(crate) fn normal_form<'r>(column: &'r Column, element: u32, room: &'r mut Vec<u8>) -> &'r [u8] {
    let at = element as usize;
    room.clear();
    match &column.values.elements {
        Elements::Texts(texts) => return texts.arena.get(element),
        Elements::Names(names) => {
            let mut words: Vec<&[u8]> =
                names.words.get(element).iter().map(|word| names.word.arena.get(*word)).collect();
            words.sort_unstable();
            words.iter().for_each(|word| {
                room.extend_from_slice(word);
                room.push(b' ');
            });
        }
        Elements::Digits(all) => decimal(all[at], room),
        Elements::Plates(all) => return all[at].as_bytes(),
        Elements::Dates(all) => decimal(all[at].into(), room),
        Elements::Tags { tags, masks } => {
            let mut words: Vec<&[u8]> =
                (0..tags.len() as u32).filter(|tag| masks[at] >> tag & 1 == 1).map(|tag| tags.arena.get(tag)).collect();
            words.sort_unstable();
            words.iter().for_each(|word| {
                room.extend_from_slice(word);
                room.push(b';');
            });
        }
        Elements::Pairs(all) => all[at].iter().for_each(|number| room.extend(number.to_le_bytes())),
        Elements::Days(all) => room.extend(all[at].to_le_bytes()),
    }
    room
}

/// A number in decimal digits.
fn decimal(mut number: u64, room: &mut Vec<u8>) {
    let start = room.len();
    while number != 0 || room.len() == start {
        room.push(b'0' + (number % 10) as u8);
        number /= 10;
    }
    room[start..].reverse();
}

/// The keys under which an element is kept.
fn keys(column: &Column, element: u32, room: &mut Vec<u8>, tell: &mut dyn FnMut(u8, &[u8])) {
    let form = normal_form(column, element, room);
    tell(family::SAME, form);
    match column.kind {
        Kind::Text => words(form).for_each(|word| tell(family::WORD, word)),
        _ => shared_keys(column.kind, form, tell),
    }
}

/// The keys that an element shares with what agrees with it in part.
fn shared_keys(kind: Kind, form: &[u8], tell: &mut dyn FnMut(u8, &[u8])) {
    match kind {
        // Who shares the last six shares the last four.
        Kind::Phone => tell(family::LAST_DIGITS, &form[form.len().saturating_sub(4)..]),
        Kind::Email => {
            let local = &form[..form.iter().position(|byte| *byte == b'@').unwrap_or(form.len())];
            let stem = compare::stem(local);
            if stem.len() >= 4 { tell(family::STEM, stem) } else { tell(family::LOCAL_PART, local) }
        }
        Kind::Username => {
            let stem = compare::stem(form);
            if stem.len() >= 4 {
                tell(family::STEM, stem);
            }
        }
        Kind::Postcode => tell(family::DISTRICT, compare::district(form)),
        Kind::Date if form.len() > 4 => {
            let (year, day) = (form.len() - 4, form.len() - 2);
            tell(family::YEAR_MONTH, &form[..day]);
            tell(family::MONTH_DAY, &form[year..]);
            let mut both = form.to_vec();
            both.drain(year..day);
            tell(family::YEAR_DAY, &both);
        }
        _ => {}
    }
}

/// The words of a text that count when words are compared.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| word.len() > 2)
}

/// What a column's kind is searched by.
enum Search {
    /// Keys alone, with the characters of which texts are made.
    Keys(Vec<u8>),
    /// The outline of each text.
    Outlines(Vec<Outline>, Outlines),
    /// The characters of each plate, of whole ones and of others.
    Plates([Characters; 2]),
    Words(InNames),
}

/// A column of values that nearly all differ from each other.
pub(crate) struct Sparse {
    pub(crate) entries: Entries,
    search: Search,
}

impl Sparse {
    pub(crate) fn of(column: &Column) -> Self {
        let search = match &column.values.elements {
            Elements::Names(names) => Search::Words(InNames::of(names)),
            Elements::Texts(texts) if column.kind == Kind::Text => {
                let outlines: Vec<Outline> = texts.arena.iter().map(Outline::of_bytes).collect();
                let all = Outlines::of(&outlines);
                Search::Outlines(outlines, all)
            }
            Elements::Plates(plates) => Search::Plates([true, false].map(|is_whole| Characters::of(plates, is_whole))),
            Elements::Texts(texts) => Search::Keys(alphabet(texts.arena.iter())),
            _ => Search::Keys((b'0'..=b'9').collect()),
        };
        Self { entries: Entries::of(column), search }
    }

    /// The values that may weigh more against a value than what differs, each with the most that it weighs.
    pub(crate) fn agreeing(
        &self,
        column: &Column,
        weights: &ColumnWeights,
        around: &Surroundings,
        value: Value,
    ) -> Vec<(Value, i32)> {
        let differs = differs(column, weights);
        let mut room = [0];
        let mine = column.elements(&value, &mut room);
        let mut found: Vec<u32> = mine.to_vec();
        match (&self.search, &column.values.elements) {
            (Search::Words(words), Elements::Names(names)) => {
                let asked = Asked { column, names, weights, around, value, differs };
                return words.agreeing(&asked, &self.entries);
            }
            (Search::Outlines(outlines, all), Elements::Texts(texts)) => {
                for element in mine {
                    let text = texts.arena.get(*element);
                    let outline = &Outline::of_bytes(text);
                    let is_near = |other: u32| outline.may_reach(&outlines[other as usize], &MAY_BE_NEAR);
                    all.may_reach(outline, &MAY_BE_NEAR, |other| found.extend(is_near(other).then_some(other)));
                    self.sharing_words(text, &mut found);
                }
            }
            (Search::Plates(characters), Elements::Plates(plates)) => {
                for element in mine {
                    let plate = &plates[*element as usize];
                    characters.iter().for_each(|of| of.near(plate, &mut found));
                }
            }
            (Search::Keys(alphabet), _) => {
                let mut form = Vec::new();
                for element in mine {
                    let form = normal_form(column, *element, &mut form);
                    self.by_keys(column.kind, form, alphabet, &mut found);
                }
            }
            _ => {}
        }
        found.sort_unstable();
        found.dedup();
        let weigh = |other: Value| {
            let level = column.level(value, other);
            let weight = weights.weight(column, around, level, value, other);
            // What hangs on names may be lifted to nothing.
            (other, if hangs_on_names(column.kind, level) { weight.max(0) } else { weight })
        };
        self.entries.values(&found).into_iter().map(weigh).filter(|(_, weight)| *weight > differs).collect()
    }

    /// Elements that share a key, or are one slip away.
    fn by_keys(&self, kind: Kind, form: &[u8], alphabet: &[u8], found: &mut Vec<u32>) {
        let keys = &self.entries.keys;
        shared_keys(kind, form, &mut |family, key| found.extend(keys.get(family, key)));
        one_edit_away(form, alphabet, |other| found.extend(keys.get(family::SAME, other)));
        if kind == Kind::Date && form.len() > 4 {
            let mut swapped = form.to_vec();
            swapped[form.len() - 4..].rotate_left(2);
            found.extend(keys.get(family::SAME, &swapped));
        }
    }

    /// Texts that have half of their words in common with one: whichever half that is, one of the rarest is among them.
    fn sharing_words(&self, text: &[u8], found: &mut Vec<u32>) {
        let all = text.split(|byte| *byte == b' ').count();
        let mut own: Vec<&[u8]> = words(text).collect();
        let counting = own.len();
        let needed = all.div_ceil(2);
        if counting < needed {
            return;
        }
        let keys = &self.entries.keys;
        own.sort_by_cached_key(|word| (keys.get(family::WORD, word).len(), word.to_vec()));
        // A word that is told twice counts twice.
        for word in own.iter().take(counting - needed + 1) {
            found.extend(keys.get(family::WORD, word));
        }
    }
}

/// What a value that differs weighs.
pub(crate) fn differs(column: &Column, weights: &ColumnWeights) -> i32 {
    weights.levels[column.kind.levels().len() - 1]
}

/// The characters of plates.
struct Characters {
    is_whole: bool,
    plates: Vec<u32>,
    all: Vec<u64>,
}

impl Characters {
    fn of(plates: &[Plate], is_whole: bool) -> Self {
        let plates = plates.iter().zip(0..).filter(|(plate, _)| plate.is_whole() == is_whole);
        let (plates, all) = plates.map(|(plate, at)| (at, characters(plate.as_bytes()))).unzip();
        Self { is_whole, plates, all }
    }

    /// Plates that may agree with one. Whole ones differ in two characters at the most, of which each has six; of parts three must fit.
    fn near(&self, plate: &Plate, found: &mut Vec<u32>) {
        let least = if self.is_whole && plate.is_whole() { 4 } else { 3 };
        in_common(&self.all, characters(plate.as_bytes()), least, |at| found.push(self.plates[at]));
    }
}

/// A bit for each character of a plate, and one for that it is there again; all bits where these do not suffice.
fn characters(plate: &[u8]) -> u64 {
    let (mut seen, mut again) = (0_u64, 0_u64);
    for character in plate {
        let at = match character {
            b'A'..=b'Z' => character - b'A',
            b'0'..=b'9' => 26 + character - b'0',
            // What is not known agrees with nothing.
            b'?' => continue,
            _ => return u64::MAX,
        };
        let bit = 1 << at;
        if seen & bit == 0 {
            seen |= bit;
        } else {
            let bit = 1 << (36 + at % 28);
            if again & bit != 0 {
                return u64::MAX;
            }
            again |= bit;
        }
    }
    seen | again
}

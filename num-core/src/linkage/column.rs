//! A column: values in normal form, each once, and which row has which.

mod asked;
mod parts;

pub(crate) use self::asked::Before;
use super::{
    Agreement, Group, Kind,
    arena::{Arena, Dictionary},
    compare::{self, Line, Plate, Sketch},
    kernel::jaro_winkler::Outline,
};
use crate::{
    descriptor::{Email, Handle, Phone},
    text::fold,
};

/// Texts of a column that are read once, one after the other.
pub trait Texts: Send {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// Tells `each` of every row what stands in it.
    fn read(&self, each: &mut dyn FnMut(Option<&str>));
}

/// What is handed in for a column: a cell for each row.
pub enum Cells<'c> {
    /// Of every kind but numbers, days and places; of dates too, year first or last.
    Texts(Vec<Option<&'c str>>),
    /// The same, read from where they stand: no list of them all is needed.
    Each(Box<dyn Texts + 'c>),
    /// Numbers; ranges from and to; places as latitude and longitude.
    Pairs(Vec<Option<[f64; 2]>>),
    /// Days since any day that is the same for all rows.
    Days(Vec<Option<i32>>),
}

impl Cells<'_> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Texts(cells) => cells.len(),
            Self::Each(texts) => texts.rows(),
            Self::Pairs(cells) => cells.len(),
            Self::Days(cells) => cells.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A value of a column by its place in the dictionary; 0 is *not known*.
pub(crate) type Value = u32;

/// Lists of small numbers, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lists {
    items: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    fn shrink(&mut self) {
        self.items.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    #[inline]
    pub(crate) fn get(&self, at: u32) -> &[u32] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.items[start..self.ends[at] as usize]
    }
}

/// The distinct values of a column. A value is a list of elements, nearly always of one.
#[derive(Clone)]
pub(crate) struct Values {
    /// Where values are not single elements.
    pub(crate) lists: Option<Lists>,
    pub(crate) elements: Elements,
}

/// The distinct elements, in the form in which they are compared.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one for each column")]
pub(crate) enum Elements {
    Texts(Dictionary),
    Names(Names),
    /// Phone numbers: a 1 before the digits, so that none that begins with 0 is lost.
    Digits(Vec<u64>),
    Plates(Vec<Plate>),
    /// Year, month and day as eight digits.
    Dates(Vec<u32>),
    Tags {
        tags: Dictionary,
        masks: Vec<u64>,
    },
    Pairs(Vec<[f32; 2]>),
    Days(Vec<i32>),
}

impl Elements {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Names(names) => names.names.len(),
            Self::Digits(all) => all.len(),
            Self::Plates(all) => all.len(),
            Self::Dates(all) => all.len(),
            Self::Tags { masks, .. } => masks.len(),
            Self::Pairs(all) => all.len(),
            Self::Days(all) => all.len(),
        }
    }
}

/// Names in words.
#[derive(Clone, Default)]
pub(crate) struct Names {
    pub(crate) names: Arena,
    /// The words of each name.
    pub(crate) words: Lists,
    pub(crate) word: Dictionary,
    pub(crate) sounds: Vec<u32>,
    pub(crate) outlines: Vec<Outline>,
    pub(crate) nicknames: Lists,
    /// A bit for each word that has nicknames, or is one: few are.
    has_nicknames: Vec<u64>,
    /// The word of each name that is of one word; `u32::MAX` of others.
    single: Vec<u32>,
}

impl Names {
    /// What is known of each word by itself, once for all comparisons: of those that came since.
    fn describe(&mut self) {
        let from = self.sounds.len();
        let words = (from as u32..self.word.len() as u32).map(|at| self.word.arena.text(at));
        self.sounds.extend(words.clone().map(compare::sound));
        self.outlines.extend(words.clone().map(Outline::of));
        self.has_nicknames.resize(self.word.len().div_ceil(64), 0);
        for (at, word) in words.enumerate() {
            let (at, families) = (from + at, compare::nickname_families(word));
            self.has_nicknames[at / 64] |= u64::from(!families.is_empty()) << (at % 64);
            self.nicknames.push(families.iter().copied());
        }
        let names = self.single.len() as u32..self.names.len() as u32;
        self.single.extend(names.map(|name| if let [word] = self.words.get(name) { *word } else { u32::MAX }));
    }

    fn shrink(&mut self) {
        self.names.shrink();
        self.words.shrink();
        // Whoever asks about a name asks for its words: their slots stay.
        self.word.arena.shrink();
    }

    /// Puts one more name behind the others; its words are to be described then.
    fn push(&mut self, name: &str) {
        self.names.push(name.as_bytes());
        let words: Vec<u32> = name.split(' ').map(|word| self.word.place(word.as_bytes()).0).collect();
        self.words.push(words);
    }

    /// Whether a word has nicknames, or is one.
    #[inline]
    pub(crate) fn has_nicknames(&self, word: u32) -> bool {
        self.has_nicknames[word as usize / 64] >> (word % 64) & 1 == 1
    }

    /// The words of two names, if each is of one word.
    #[inline]
    pub(crate) fn single_words(&self, one: u32, other: u32) -> Option<[u32; 2]> {
        let words = [self.single[one as usize], self.single[other as usize]];
        (!words.contains(&u32::MAX)).then_some(words)
    }
}

/// A column of a table.
#[derive(Clone)]
pub struct Column {
    pub(crate) name: Box<str>,
    pub(crate) kind: Kind,
    pub(crate) group: Group,
    pub(crate) cells: Vec<Value>,
    pub(crate) values: Values,
    /// In how many rows each value stands; of value 0, the rows in which nothing is known.
    pub(crate) counts: Vec<u32>,
    /// Of names: in how many rows each word stands.
    pub(crate) word_counts: Vec<u32>,
    /// Where values are lists: in how many rows each element stands. Of others it is what `counts` says.
    pub(crate) element_counts: Vec<u32>,
    /// In how many rows the commonest element or word stands.
    pub(crate) commonest: u32,
    /// Of addresses, usernames, postcodes and many codes: what tells most of them apart.
    sketches: Vec<Sketch>,
    /// The same of lines of text.
    lines: Vec<Line>,
}

/// Whether a folded text stands for no value.
pub(crate) fn is_placeholder(folded: &str) -> bool {
    matches!(
        folded,
        "" | "unknown"
            | "n a"
            | "na"
            | "none"
            | "null"
            | "nan"
            | "nil"
            | "not known"
            | "not given"
            | "not stated"
            | "no name"
            | "anon"
            | "anonymous"
            | "test"
            | "x"
            | "xx"
            | "xxx"
            | "tbc"
            | "unk"
            | "not recorded"
            | "not disclosed"
            | "client"
            | "refused"
            | "missing"
    )
}

impl Column {
    /// A column of cells.
    pub fn new(name: &str, kind: Kind, group: Group, cells: Cells<'_>) -> Self {
        let mut reading = Reading::new(kind);
        let rows = cells.len();
        let mut places: Vec<Value> = Vec::with_capacity(rows);
        match cells {
            Cells::Texts(cells) => {
                places.extend(cells.into_iter().map(|cell| cell.map_or(0, |text| reading.text(text))))
            }
            Cells::Each(texts) => {
                texts.read(&mut |cell| places.push(cell.map_or(0, |text| reading.text(text))));
                // Of one length with the other columns, whatever was told.
                places.resize(rows, 0);
            }
            Cells::Pairs(cells) => {
                places.extend(cells.into_iter().map(|cell| cell.map_or(0, |pair| reading.pair(pair))))
            }
            Cells::Days(cells) => places.extend(cells.into_iter().map(|cell| cell.map_or(0, |day| reading.day(day)))),
        }
        Self::of(name.into(), kind, group, places, reading.finish())
    }

    /// A column of values, and which row has which.
    fn of(name: Box<str>, kind: Kind, group: Group, cells: Vec<Value>, values: Values) -> Self {
        let mut column = Self {
            name,
            kind,
            group,
            cells,
            values,
            counts: Vec::new(),
            word_counts: Vec::new(),
            element_counts: Vec::new(),
            commonest: 0,
            sketches: Vec::new(),
            lines: Vec::new(),
        };
        column.count();
        column.sketch();
        column
    }

    fn sketch(&mut self) {
        let Elements::Texts(texts) = &self.values.elements else { return };
        if self.kind == Kind::Text {
            self.lines = texts.arena.iter().map(Line::of).collect();
        } else if !self.is_dense() {
            self.sketches = texts.arena.iter().map_while(|text| Sketch::of(self.kind, text)).collect();
        }
    }

    fn count(&mut self) {
        let values = self.cells.iter().copied().max().unwrap_or(0) as usize + 1;
        let mut counts = vec![0_u32; values];
        for cell in &self.cells {
            counts[*cell as usize] += 1;
        }
        if let Some(lists) = &self.values.lists {
            let elements = lists.items.iter().copied().max().map_or(0, |most| most as usize + 1);
            let mut of_elements = vec![0_u32; elements];
            for (value, count) in counts.iter().enumerate().skip(1) {
                for element in lists.get(value as u32 - 1) {
                    of_elements[*element as usize] += count;
                }
            }
            self.element_counts = of_elements;
        }
        self.counts = counts;
        if let Elements::Names(names) = &self.values.elements {
            let mut words = vec![0_u32; names.word.len()];
            for (element, count) in self.element_counts().iter().enumerate() {
                for word in names.words.get(element as u32) {
                    words[*word as usize] += count;
                }
            }
            self.word_counts = words;
        }
        self.commonest = self.element_counts().iter().chain(&self.word_counts).copied().max().unwrap_or(0);
    }

    /// In how many rows each element stands that stands in any.
    pub(crate) fn element_counts(&self) -> &[u32] {
        if self.element_counts.is_empty() { self.counts.get(1..).unwrap_or_default() } else { &self.element_counts }
    }

    /// In how many rows an element stands.
    #[inline]
    fn element_count(&self, element: u32) -> u32 {
        self.element_counts().get(element as usize).copied().unwrap_or(0)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// In how many rows something is known.
    pub fn known(&self) -> usize {
        self.cells.len() - self.counts[0] as usize
    }

    /// How many distinct values there are.
    pub fn distinct(&self) -> usize {
        self.counts.len() - 1
    }

    /// Whether it holds so few codes that each pair of them has its own weight.
    #[inline]
    pub(crate) fn is_dense(&self) -> bool {
        self.kind == Kind::Code && self.counts.len() <= super::model::CODES + 1
    }

    /// Whether those who live or act together may have it in common. How tall and how old they are, they have not: that is what tells
    /// them apart.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(
            self.kind,
            Kind::Phone | Kind::Plate | Kind::Day | Kind::Place | Kind::Text | Kind::Postcode | Kind::Name
        ) || self.group == Group::Vehicle
    }

    /// Whether its elements are not found among its values but by their entries.
    pub(crate) fn is_looked_up(&self) -> bool {
        matches!(
            self.values.elements,
            Elements::Names(_) | Elements::Digits(_) | Elements::Plates(_) | Elements::Dates(_)
        )
    }

    /// The elements of a value.
    #[inline]
    pub(crate) fn elements<'c>(&'c self, value: &'c Value, room: &'c mut [u32; 1]) -> &'c [u32] {
        match &self.values.lists {
            None => {
                room[0] = value - 1;
                room
            }
            Some(lists) => lists.get(value - 1),
        }
    }

    /// The level at which two known values agree, as a place in the kind's levels.
    #[inline]
    pub(crate) fn level(&self, one: Value, other: Value) -> u8 {
        if one == other && !matches!(self.kind, Kind::Set) {
            return 0;
        }
        if self.is_dense() {
            // Of few codes each pair has its own weight: no spelling makes one out of two.
            return 2;
        }
        let (mut room, mut other_room) = ([0], [0]);
        let (mine, theirs) = (self.elements(&one, &mut room), self.elements(&other, &mut other_room));
        if let ([mine], [theirs]) = (mine, theirs) {
            return self.element_level(*mine, *theirs);
        }
        let mut best = u8::MAX;
        for mine in mine {
            for theirs in theirs {
                best = best.min(self.element_level(*mine, *theirs));
            }
        }
        best
    }

    fn element_level(&self, one: u32, other: u32) -> u8 {
        if one == other && !matches!(self.kind, Kind::Set) {
            return 0;
        }
        let (at, other_at) = (one as usize, other as usize);
        match &self.values.elements {
            Elements::Texts(texts) => {
                if let (Some(mine), Some(theirs)) = (self.sketches.get(at), self.sketches.get(other_at))
                    && mine.is_apart(*theirs)
                {
                    return self.kind.levels().len() as u8 - 1;
                }
                let text = |element: u32| texts.arena.get(element);
                if let (Some(mine), Some(theirs)) = (self.lines.get(at), self.lines.get(other_at)) {
                    return if mine.is_apart(theirs) {
                        3
                    } else {
                        compare::text((text(one), mine), (text(other), theirs))
                    };
                }
                let (one, other) = (text(one), text(other));
                match self.kind {
                    Kind::Email => compare::email(one, other),
                    Kind::Username => compare::username(one, other),
                    Kind::Postcode => compare::postcode(one, other),
                    _ => compare::code(one, other),
                }
            }
            Elements::Names(names) => compare::name(names, one, other),
            Elements::Digits(digits) => compare::phone(digits[at], digits[other_at]),
            Elements::Plates(plates) => compare::plate(&plates[at], &plates[other_at]),
            Elements::Dates(dates) => compare::date(dates[at], dates[other_at]),
            Elements::Tags { masks, .. } => compare::tags(masks[at], masks[other_at]),
            Elements::Pairs(pairs) => match self.kind {
                Kind::Place => compare::place(pairs[at], pairs[other_at]),
                _ => compare::number(pairs[at], pairs[other_at]),
            },
            Elements::Days(days) => compare::day(days[at], days[other_at]),
        }
    }

    /// Of tags: the share of the rows in which each stands, of those in which any does.
    pub(crate) fn tag_shares(&self) -> Vec<f64> {
        let Elements::Tags { masks, tags } = &self.values.elements else { return Vec::new() };
        let known = self.known() as f64;
        let mut counts = vec![0_u32; tags.len()];
        for (value, mask) in masks.iter().enumerate() {
            for (tag, count) in counts.iter_mut().enumerate() {
                if mask >> tag & 1 == 1 {
                    *count += self.counts[value + 1];
                }
            }
        }
        counts.into_iter().map(|count| ((f64::from(count) + 0.5) / (known + 1.0)).min(0.999)).collect()
    }

    /// In how many rows that stands in which two known values agree at a level: of names the rarest word or name that both have, or,
    /// where they are only near, the commonest of all; of others what is the same. `None` where nothing is counted.
    #[inline]
    pub(crate) fn commonness(&self, level: u8, one: Value, other: Value) -> Option<u32> {
        let is_name = matches!(self.values.elements, Elements::Names(_));
        match level {
            0 if self.values.lists.is_none() => Some(self.element_count(one - 1)),
            0 => {
                let (mut room, mut other_room) = ([0], [0]);
                let (mine, theirs) = (self.elements(&one, &mut room), self.elements(&other, &mut other_room));
                let shared = mine.iter().filter(|element| theirs.contains(element));
                shared.map(|element| self.element_count(*element)).min()
            }
            1..=4 if is_name => self.commonness_of_words(level, one, other),
            _ => None,
        }
    }

    fn commonness_of_words(&self, level: u8, one: Value, other: Value) -> Option<u32> {
        let Elements::Names(names) = &self.values.elements else { return None };
        let (mut room, mut other_room) = ([0], [0]);
        let (mine, theirs) = (self.elements(&one, &mut room), self.elements(&other, &mut other_room));
        let words = |element: &u32| names.words.get(*element);
        let count = |word: &u32| self.word_counts[*word as usize];
        if level > 1 {
            return mine.iter().chain(theirs).flat_map(words).map(count).max();
        }
        let is_shared = |word: &&u32| theirs.iter().any(|element| words(element).contains(word));
        mine.iter().flat_map(words).filter(is_shared).map(count).min()
    }

    /// The agreement that a level stands for.
    pub fn agreement(&self, level: u8) -> Agreement {
        self.kind.levels().get(level as usize).copied().unwrap_or(Agreement::Differs)
    }
}

/// The digits of a phone number, with a 1 before them; of what is none, those that stand in it.
fn phone(text: &str) -> Option<u64> {
    let phone = Phone::parse(text).ok()?;
    Some(with_digits(1, phone.normal().unwrap_or(text).as_bytes()))
}

/// Digits of a text behind others. So many fit.
fn with_digits(first: u64, text: &[u8]) -> u64 {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).take(18);
    digits.fold(first, |digits, byte| digits * 10 + u64::from(byte - b'0'))
}

/// The same of a number as most are written, a `0` or `+44` before nine or ten digits and blanks: nothing is allocated for it. `None`
/// where it takes a closer look.
fn plain_phone(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    let rest = bytes.strip_prefix(b"+44").or_else(|| bytes.strip_prefix(b"0"))?;
    if bytes.len() > 20
        || !rest.first()?.is_ascii_digit()
        || !rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b' ')
    {
        return None;
    }
    let count = rest.iter().filter(|byte| **byte != b' ').count();
    (rest[0] != b'0' && matches!(count, 9 | 10)).then(|| with_digits(144, rest))
}

/// Whether a text is an address of letters, digits and single dots, as most are: it is then one whatever else is asked of it, and its
/// normal form is in lower case.
fn is_plain_email(text: &str) -> bool {
    let is_dotted = |part: &str| {
        part.len() <= 63
            && part.split('.').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    text.split_once('@').is_some_and(|(local, domain)| domain.contains('.') && is_dotted(local) && is_dotted(domain))
}

/// Cells being read into a column.
struct Reading {
    kind: Kind,
    /// Values by the elements they are made of; where each is one element, that is its place.
    lists: Vec<Vec<u32>>,
    list_places: std::collections::HashMap<Vec<u32>, u32>,
    are_single: bool,
    /// Elements by their normal form.
    texts: Dictionary,
    elements: Elements,
    /// Room for a normal form.
    room: Vec<u8>,
}

impl Reading {
    fn new(kind: Kind) -> Self {
        let elements = match kind {
            Kind::Name => Elements::Names(Names::default()),
            Kind::Phone => Elements::Digits(Vec::new()),
            Kind::Plate => Elements::Plates(Vec::new()),
            Kind::Date => Elements::Dates(Vec::new()),
            Kind::Set => Elements::Tags { tags: Dictionary::default(), masks: Vec::new() },
            Kind::Number | Kind::Place => Elements::Pairs(Vec::new()),
            Kind::Day => Elements::Days(Vec::new()),
            Kind::Text | Kind::Code | Kind::Email | Kind::Username | Kind::Postcode => {
                Elements::Texts(Dictionary::default())
            }
        };
        Self {
            kind,
            lists: Vec::new(),
            list_places: Default::default(),
            are_single: true,
            texts: Dictionary::default(),
            elements,
            room: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) -> Value {
        let text = text.trim();
        if text.is_empty() {
            return 0;
        }
        match self.kind {
            Kind::Set => self.tags(text),
            Kind::Name | Kind::Phone | Kind::Email | Kind::Username | Kind::Plate => {
                if text.contains(';') {
                    let mut all: Vec<u32> = Vec::new();
                    for part in text.split(';') {
                        if let Some(element) = self.element(part.trim())
                            && !all.contains(&element)
                        {
                            all.push(element);
                        }
                    }
                    all.sort_unstable();
                    self.value(all)
                } else {
                    match self.element(text) {
                        Some(element) if self.are_single => element + 1,
                        Some(element) => self.value(vec![element]),
                        None => 0,
                    }
                }
            }
            _ => self.element(text).map_or(0, |element| element + 1),
        }
    }

    /// The value that is made of these elements.
    fn value(&mut self, elements: Vec<u32>) -> Value {
        if elements.is_empty() {
            return 0;
        }
        if self.are_single {
            if let [element] = elements[..] {
                return element + 1;
            }
            // From here on values are lists; those so far were elements.
            self.are_single = false;
            for element in 0..self.elements.len() as u32 {
                self.list_places.insert(vec![element], element);
                self.lists.push(vec![element]);
            }
        }
        let next = self.lists.len() as u32;
        let place = *self.list_places.entry(elements.clone()).or_insert(next);
        if place == next {
            self.lists.push(elements);
        }
        place + 1
    }

    /// The place of an element by what was given; `None` when that stands for nothing.
    fn element(&mut self, text: &str) -> Option<u32> {
        match self.kind {
            Kind::Name => {
                let folded = fold(text);
                if is_placeholder(&folded) {
                    return None;
                }
                // In the order of the alphabet: whichever order came first makes no difference.
                let name = if folded.contains(' ') {
                    let mut words: Vec<&str> = folded.split(' ').collect();
                    words.sort_unstable();
                    words.join(" ")
                } else {
                    folded
                };
                let (at, new) = self.texts.place(name.as_bytes());
                if let (true, Elements::Names(names)) = (new, &mut self.elements) {
                    names.push(&name);
                }
                Some(at)
            }
            Kind::Phone => {
                let digits = plain_phone(text).or_else(|| phone(text))?;
                if compare::is_no_phone(digits) {
                    return None;
                }
                let (at, new) = self.texts.place(&digits.to_le_bytes());
                if let (true, Elements::Digits(all)) = (new, &mut self.elements) {
                    all.push(digits);
                }
                Some(at)
            }
            Kind::Plate => {
                let plate = Plate::of(text)?;
                let (at, new) = self.texts.place(plate.as_bytes());
                if let (true, Elements::Plates(all)) = (new, &mut self.elements) {
                    all.push(plate);
                }
                Some(at)
            }
            Kind::Date => {
                let date = compare::date_of(text)?;
                let (at, new) = self.texts.place(&date.to_le_bytes());
                if let (true, Elements::Dates(all)) = (new, &mut self.elements) {
                    all.push(date);
                }
                Some(at)
            }
            Kind::Email => {
                if is_plain_email(text) {
                    return self.lower_case(text);
                }
                let email = Email::parse(text).ok()?;
                self.normal(email.normal()?.as_bytes())
            }
            Kind::Username => {
                let handle = Handle::parse(text).ok()?;
                self.normal(handle.normal()?.as_bytes())
            }
            Kind::Postcode => {
                let mut normal = std::mem::take(&mut self.room);
                normal.clear();
                normal.extend(text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()));
                let element = if normal.is_empty() { None } else { self.normal(&normal) };
                self.room = normal;
                element
            }
            _ => {
                let folded = fold(text);
                if is_placeholder(&folded) && self.kind == Kind::Text || folded.is_empty() {
                    return None;
                }
                self.normal(folded.as_bytes())
            }
        }
    }

    fn lower_case(&mut self, text: &str) -> Option<u32> {
        let mut normal = std::mem::take(&mut self.room);
        normal.clear();
        normal.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        let element = self.normal(&normal);
        self.room = normal;
        element
    }

    fn normal(&mut self, normal: &[u8]) -> Option<u32> {
        match &mut self.elements {
            Elements::Texts(texts) => Some(texts.place(normal).0),
            _ => None,
        }
    }

    /// The first 64 tags of a column count.
    fn tags(&mut self, text: &str) -> Value {
        let mut mask = 0_u64;
        if let Elements::Tags { tags, .. } = &mut self.elements {
            for tag in text.split([';', ',', '|']) {
                let folded = fold(tag);
                if !folded.is_empty() && (tags.len() < 64 || tags.get(folded.as_bytes()).is_some()) {
                    mask |= 1 << tags.place(folded.as_bytes()).0;
                }
            }
        }
        if mask == 0 {
            return 0;
        }
        let (at, new) = self.texts.place(&mask.to_le_bytes());
        if let (true, Elements::Tags { masks, .. }) = (new, &mut self.elements) {
            masks.push(mask);
        }
        at + 1
    }

    fn pair(&mut self, pair: [f64; 2]) -> Value {
        // Farther than anything that is told: what is not finite as well.
        const FARTHEST: f64 = 1e9;
        if !pair.iter().all(|number| number.abs() <= FARTHEST) {
            return 0;
        }
        // A place to some ten metres, a number to a tenth: nobody saw it more exactly.
        let (scale, [one, other]) =
            if self.kind == Kind::Place { (1e4, pair) } else { (1e1, [pair[0].min(pair[1]), pair[0].max(pair[1])]) };
        let pair = [((one * scale).round() / scale) as f32, ((other * scale).round() / scale) as f32];
        let key = u64::from(pair[0].to_bits()) << 32 | u64::from(pair[1].to_bits());
        let (at, new) = self.texts.place(&key.to_le_bytes());
        if let (true, Elements::Pairs(all)) = (new, &mut self.elements) {
            all.push(pair);
        }
        at + 1
    }

    fn day(&mut self, day: i32) -> Value {
        let (at, new) = self.texts.place(&day.to_le_bytes());
        if let (true, Elements::Days(all)) = (new, &mut self.elements) {
            all.push(day);
        }
        at + 1
    }

    fn finish(mut self) -> Values {
        // What is read from here on is what is there: room for more is given back.
        self.texts = Dictionary::default();
        match &mut self.elements {
            Elements::Names(names) => {
                names.shrink();
                names.describe();
            }
            Elements::Texts(texts) => texts.shrink(),
            Elements::Digits(all) => all.shrink_to_fit(),
            _ => {}
        }
        let lists = (!self.are_single).then(|| {
            let mut lists = Lists::default();
            self.lists.into_iter().for_each(|list| lists.push(list));
            lists
        });
        Values { lists, elements: self.elements }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::kernel::chance::Chance;

    /// Texts of these characters, with what they nearly are before or behind them.
    fn text(chance: &mut Chance, characters: &[u8], ends: &[&str]) -> String {
        let length = chance.below(14);
        let middle: String = (0..length).map(|_| char::from(characters[chance.below(characters.len())])).collect();
        format!("{}{middle}{}", ends[chance.below(ends.len())], ends[chance.below(ends.len())])
    }

    #[test]
    fn what_is_read_at_a_glance_is_read_as_ever() {
        let mut chance = Chance(7);
        let (mut phones, mut emails) = (0, 0);
        for _ in 0..200_000 {
            let number =
                text(&mut chance, b"0123456789 0123456789-(+", &["", "0", "+44", "07700 900", "0044", "1", "+4"]);
            let number = number.trim();
            if let Some(digits) = plain_phone(number) {
                phones += 1;
                assert_eq!(Some(digits), phone(number), "{number}");
            }
            let address = text(&mut chance, b"abcXYZ019.-_+ @", &["", "a@b.c", "@example.org", "ann", ".co", "."]);
            let address = address.trim();
            if is_plain_email(address) {
                emails += 1;
                let email = Email::parse(address).unwrap();
                assert_eq!(email.normal(), Some(&*address.to_ascii_lowercase()), "{address}");
            }
        }
        assert!(phones > 1_000 && emails > 1_000, "{phones} {emails}");
    }

    #[test]
    fn texts_that_are_given_one_by_one_are_the_same_column() {
        let texts = [Some("Ann Example"), None, Some(" "), Some("example ann"), Some("Bob")];
        let column = |cells: Cells<'_>| Column::new("name", Kind::Name, Group::Names, cells).cells;
        struct Five(usize, [Option<&'static str>; 5]);
        impl Texts for Five {
            fn rows(&self) -> usize {
                self.0
            }
            fn read(&self, each: &mut dyn FnMut(Option<&str>)) {
                self.1.into_iter().for_each(each);
            }
        }
        let each = |rows: usize| Cells::Each(Box::new(Five(rows, texts)));
        assert_eq!(column(each(5)), [1, 0, 0, 1, 2]);
        assert_eq!(column(each(5)), column(Cells::Texts(texts.to_vec())));
        assert_eq!((column(each(3)), column(each(6))), (vec![1, 0, 0], vec![1, 0, 0, 1, 2, 0]));
    }
}

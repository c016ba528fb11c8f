//! Keys by which rows come to be compared at all when a table is too long for every pair.
//!
//! Each column offers keys, from fine to coarse. A rule is one key of an identifier, or two keys of two columns.

use rayon::prelude::*;

use super::{
    Agreement, Kind, Table,
    column::{Column, Elements, Names, Value},
    compare,
};

/// What of a value is its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// All of it.
    Whole,
    /// What a name sounds like.
    Sound,
    /// How a name begins.
    Start,
    /// The first letter of a name.
    Initial,
    /// An address or a username without its digits.
    Stem,
    /// The district of a postcode.
    District,
    /// The longest word of a line.
    Word,
    /// The last six digits.
    Ending,
    /// The year and the month of a date.
    Month,
    /// The day and the month, in either order.
    Birthday,
    /// The year.
    Year,
    /// The square of a few kilometres.
    Square,
}

impl Form {
    /// How often two values of one person that agree so far have this key in common: it weighs rules against each other, no more.
    pub(crate) fn survives(self, agreement: Agreement) -> f64 {
        use Agreement::{Confusable, Initial, Near, Nickname, Part, Same, Similar, Stem, Swapped};
        match (self, agreement) {
            (_, Same)
            | (Self::Stem, Stem)
            | (Self::Initial, Initial)
            | (Self::Birthday, Swapped)
            | (Self::Year, Swapped) => 1.0,
            (Self::Whole, Confusable) | (Self::District | Self::Ending, Part) => 1.0,
            (Self::Initial, Near | Similar) => 0.9,
            (Self::Sound, Similar) => 0.7,
            (Self::Start | Self::Word | Self::Year | Self::Square, Near | Similar) => 0.6,
            (Self::Sound | Self::Stem | Self::District | Self::Ending | Self::Month, Near) => 0.5,
            (Self::Initial, Nickname | Part) => 0.5,
            (Self::Birthday, Near) | (Self::Month | Self::Birthday, Similar) => 0.4,
            (Self::Start, Nickname) => 0.3,
            _ => 0.0,
        }
    }
}

/// One key of a column for each row; 0 where there is none. Where keys are made of values they are hashes: two that are not the same
/// may share one, and are then weighed for nothing.
pub(crate) struct Keys<'t> {
    pub(crate) column: usize,
    pub(crate) form: Form,
    cells: &'t [Value],
    /// The key of each value; empty where each value is its own.
    of_values: Vec<u32>,
    /// Keys of rows whose values have more than one element: the others.
    pub(crate) more: Vec<(u32, u32)>,
    frequency: Frequency<'t>,
    /// How likely two rows share it.
    pub(crate) shared: f64,
    /// Whether sharing it alone is worth a look.
    pub(crate) is_telling: bool,
    is_identifier: bool,
}

/// In how many rows a key stands.
enum Frequency<'t> {
    /// Of values that are their own keys.
    Exact(&'t [u32]),
    /// Of hashes, some of which fall into one bucket: about so many.
    About { buckets: Vec<u32>, each: u32 },
}

const MOST_BUCKETS: usize = 1 << 17;

impl<'t> Keys<'t> {
    fn of(table: &'t Table, at: usize, form: Form) -> Option<Self> {
        let column = &table.columns[at];
        let is_telling = column.kind.is_identifier() && matches!(form, Form::Whole | Form::Ending);
        let mut keys = Self {
            column: at,
            form,
            cells: &column.cells,
            of_values: Vec::new(),
            more: Vec::new(),
            frequency: Frequency::Exact(&column.counts),
            shared: 0.0,
            is_telling,
            is_identifier: column.kind.is_identifier() && form == Form::Whole,
        };
        let is_own = form == Form::Whole && column.values.lists.is_none() && column.kind != Kind::Plate;
        let pairs = if is_own { keys.own(column) } else { keys.made(column, &of_elements(column, form)) };
        let rows = table.rows as f64;
        keys.shared = pairs.max(1.0) / (rows * (rows - 1.0)).max(1.0);
        (keys.shared < 0.2).then_some(keys)
    }

    fn own(&self, column: &Column) -> f64 {
        column.counts.iter().skip(1).map(|count| f64::from(*count) * f64::from(count.saturating_sub(1))).sum()
    }

    /// The keys of values from those of their elements, and how many pairs of rows share one.
    fn made(&mut self, column: &Column, of_elements: &[u32]) -> f64 {
        self.of_values = vec![0; column.counts.len()];
        let mut buckets = vec![0_u32; (2 * column.cells.len()).next_power_of_two().clamp(1_024, MOST_BUCKETS)];
        let mask = buckets.len() - 1;
        let mut known = 0;
        let mut room = [0];
        for value in 1..column.counts.len() as u32 {
            let first = column.elements(&value, &mut room).first();
            let key = first.map_or(0, |element| of_elements[*element as usize]);
            self.of_values[value as usize] = key;
            if key != 0 {
                buckets[key as usize & mask] += column.counts[value as usize];
                known += u64::from(column.counts[value as usize]);
            }
        }
        if column.values.lists.is_some() {
            for (row, cell) in column.cells.iter().enumerate().filter(|(_, cell)| **cell != 0) {
                let others =
                    column.elements(cell, &mut room).iter().skip(1).map(|element| of_elements[*element as usize]);
                self.more.extend(others.filter(|key| *key != 0).map(|key| (row as u32, key)));
            }
        }
        let squares: f64 = buckets.iter().map(|count| f64::from(*count) * f64::from(*count)).sum();
        // Less what falls into one bucket by chance.
        let (known, size) = (known as f64, buckets.len() as f64);
        let each = (known / size) as u32;
        self.frequency = Frequency::About { buckets, each };
        (squares - known * known / size) / (1.0 - 1.0 / size) - known
    }

    /// The key of a row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> u32 {
        self.of_value(self.cells[row])
    }

    /// The key of a value, or of the first element of it.
    #[inline]
    pub(crate) fn of_value(&self, value: Value) -> u32 {
        if self.is_own() { value } else { self.of_values[value as usize] }
    }

    /// Whether the keys are the values themselves.
    pub(crate) fn is_own(&self) -> bool {
        self.of_values.is_empty()
    }

    /// Whether it is all of an identifier.
    pub(crate) fn is_identifier(&self) -> bool {
        self.is_identifier
    }

    /// In about how many rows the key of a row stands.
    pub(crate) fn frequency(&self, row: usize) -> u32 {
        match &self.frequency {
            Frequency::Exact(counts) => counts[self.cells[row] as usize],
            Frequency::About { buckets, each } => {
                buckets[self.get(row) as usize & (buckets.len() - 1)].saturating_sub(*each).max(1)
            }
        }
    }
}

/// A key of 32 bits, never 0.
fn hashed(key: u64) -> u32 {
    let mixed = (key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32) as u32 | 1
}

fn text_key(text: &[u8]) -> u64 {
    // Long texts are cut: what begins alike is compared.
    let mut key = [0_u8; 8];
    let length = text.len().min(8);
    key[..length].copy_from_slice(&text[..length]);
    u64::from_le_bytes(key)
}

/// What a name sounds like, whatever the order of its words.
fn sound(names: &Names, element: u32) -> u64 {
    let of_word = |word: &u32| {
        let sound = names.sounds[*word as usize];
        let key = if sound != 0 { u64::from(sound) } else { text_key(names.word.arena.get(*word)) << 8 };
        key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    };
    names.words.get(element).iter().map(of_word).fold(0, u64::wrapping_add)
}

fn start(names: &Names, element: u32, letters: usize) -> u64 {
    let first = names.words.get(element).first().map_or(&[][..], |word| names.word.arena.get(*word));
    text_key(&first[..first.len().min(letters)])
}

fn stem(text: &[u8]) -> Option<u64> {
    let local = text.split(|byte| *byte == b'@').next().unwrap_or_default();
    let stem = compare::stem(local);
    (stem.len() >= 4).then(|| text_key(stem))
}

fn district(text: &[u8]) -> u64 {
    text_key(compare::district(text))
}

/// The longest word, as far as five letters.
fn word(text: &[u8]) -> u64 {
    let longest = text.split(|byte| *byte == b' ').max_by_key(|word| (word.len(), *word)).unwrap_or_default();
    text_key(&longest[..longest.len().min(5)])
}

fn birthday(date: u32) -> u64 {
    let (month, day) = (date / 100 % 100, date % 100);
    u64::from(month.min(day) * 100 + month.max(day))
}

fn square(place: [f32; 2]) -> u64 {
    let [lat, lon] = place.map(|degrees| ((f64::from(degrees) + 360.0) * 50.0) as u64);
    lat * 100_000 + lon
}

/// The key of each element of a column; 0 where it has none.
fn of_elements(column: &Column, form: Form) -> Vec<u32> {
    let each = |count: usize, key: &dyn Fn(u32) -> Option<u64>| -> Vec<u32> {
        (0..count as u32).map(|element| key(element).map_or(0, hashed)).collect()
    };
    let whole = |element: u32| Some(u64::from(element));
    match &column.values.elements {
        Elements::Names(names) => {
            let count = names.names.len();
            match form {
                Form::Sound => each(count, &|element| Some(sound(names, element))),
                Form::Start => each(count, &|element| Some(start(names, element, 3))),
                Form::Initial => each(count, &|element| Some(start(names, element, 1))),
                _ => each(count, &whole),
            }
        }
        Elements::Texts(texts) => {
            let text = |element: u32| texts.arena.get(element);
            match form {
                Form::Stem => each(texts.len(), &|element| stem(text(element))),
                Form::District => each(texts.len(), &|element| Some(district(text(element)))),
                Form::Word => each(texts.len(), &|element| Some(word(text(element)))),
                _ => each(texts.len(), &whole),
            }
        }
        Elements::Digits(digits) => match form {
            Form::Ending => each(digits.len(), &|element| Some(digits[element as usize] % 1_000_000)),
            _ => each(digits.len(), &whole),
        },
        Elements::Plates(plates) => each(plates.len(), &|element| {
            let plate = &plates[element as usize];
            plate.is_whole().then(|| plate.canonical())
        }),
        Elements::Dates(dates) => {
            let date = |element: u32| dates[element as usize];
            match form {
                Form::Month => each(dates.len(), &|element| Some(u64::from(date(element) / 100))),
                Form::Birthday => each(dates.len(), &|element| Some(birthday(date(element)))),
                Form::Year => each(dates.len(), &|element| Some(u64::from(date(element) / 10_000))),
                _ => each(dates.len(), &whole),
            }
        }
        Elements::Pairs(pairs) => each(pairs.len(), &|element| Some(square(pairs[element as usize]))),
        Elements::Days(days) => each(days.len(), &whole),
        Elements::Tags { masks, .. } => each(masks.len(), &whole),
    }
}

/// The keys that a kind offers, from fine to coarse.
fn forms(kind: Kind) -> &'static [Form] {
    match kind {
        Kind::Name => &[Form::Whole, Form::Sound, Form::Start, Form::Initial],
        Kind::Email | Kind::Username => &[Form::Whole, Form::Stem],
        Kind::Postcode => &[Form::Whole, Form::District],
        Kind::Text => &[Form::Whole, Form::Word],
        Kind::Phone => &[Form::Whole, Form::Ending],
        Kind::Date => &[Form::Whole, Form::Month, Form::Birthday, Form::Year],
        Kind::Place => &[Form::Square],
        Kind::Code | Kind::Plate | Kind::Day => &[Form::Whole],
        Kind::Set | Kind::Number => &[],
    }
}

/// The keys of every column that has more than a few values.
pub(crate) fn keys(table: &Table) -> Vec<Keys<'_>> {
    /// Columns of fewer values bring too many together.
    const FEW: usize = 24;
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.distinct() >= FEW);
    let all: Vec<(usize, Form)> =
        columns.flat_map(|(at, column)| forms(column.kind).iter().map(move |form| (at, *form))).collect();
    all.into_par_iter().with_max_len(1).filter_map(|(at, form)| Keys::of(table, at, form)).collect()
}

/// One key, or two together, by their places among the keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(crate) one: usize,
    pub(crate) other: Option<usize>,
    /// How many pairs are to be expected.
    pub(crate) pairs: f64,
}

/// The rules from which to learn, the fewest pairs first: of each two columns the coarsest keys that leave few pairs.
pub(crate) fn rules(table: &Table, keys: &[Keys<'_>], per_row: f64) -> Vec<Rule> {
    let pairs = table.pairs();
    let budget = per_row * table.rows as f64;
    let mut all: Vec<Rule> = Vec::new();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| key.is_telling) {
        all.push(Rule { one: at, other: None, pairs: key.shared * pairs });
    }
    let columns = table.columns.len();
    for one in 0..columns {
        for other in one + 1..columns {
            let is_of = |key: &Keys<'_>, column: usize| key.column == column && key.form != Form::Initial;
            let of = |column: usize| keys.iter().enumerate().filter(move |(_, key)| is_of(key, column));
            let both = of(one).flat_map(|one| of(other).map(move |other| (one, other)));
            let fitting = both
                .map(|((at, one), (other_at, other))| Rule {
                    one: at,
                    other: Some(other_at),
                    pairs: one.shared * other.shared * pairs,
                })
                .filter(|rule| rule.pairs <= budget);
            if let Some(rule) = fitting.max_by(|one, other| one.pairs.total_cmp(&other.pairs)) {
                all.push(rule);
            }
        }
    }
    all.sort_by(|one, other| one.pairs.total_cmp(&other.pairs));
    all
}

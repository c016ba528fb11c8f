//! Dates and times in texts. The renderings of rule A07 are not written out: each has a word that begins with a digit, so the
//! few words of a text that do are tried one by one.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::text::folded::Characters;

const MONTHS: [&[&str]; 12] = [
    &["jan", "january"],
    &["feb", "february"],
    &["mar", "march"],
    &["apr", "april"],
    &["may"],
    &["jun", "june"],
    &["jul", "july"],
    &["aug", "august"],
    &["sep", "sept", "september"],
    &["oct", "october"],
    &["nov", "november"],
    &["dec", "december"],
];
/// May stand between the words of a date.
const BETWEEN: [&[u8]; 2] = [b"of", b"the"];

/// A short word, kept in place: a date has many, and making them is to cost nothing.
#[derive(Zeroize, Clone, Copy, Default)]
struct Word {
    characters: [u8; 8],
    length: usize,
}

impl Word {
    /// A number with at least so many digits.
    fn number(number: u32, digits: u32) -> Self {
        Self::default().then_number(number, digits)
    }

    fn then_number(self, number: u32, digits: u32) -> Self {
        let digits = digits.max(number.checked_ilog10().unwrap_or(0) + 1);
        (0..digits).rev().fold(self, |word, place| {
            let digit = number / 10_u32.pow(place) % 10;
            word.then(u8::try_from(digit).unwrap_or(0) + b'0')
        })
    }

    fn then_letters(self, letters: &str) -> Self {
        letters.bytes().fold(self, Self::then)
    }

    fn then(mut self, character: u8) -> Self {
        if let Some(place) = self.characters.get_mut(self.length) {
            *place = character;
            self.length += 1;
        }
        self
    }

    fn as_bytes(&self) -> &[u8] {
        self.characters.get(..self.length).unwrap_or_default()
    }
}

/// The words of a date.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct DateWords {
    days: [Word; 3],
    months: [Word; 2],
    month: usize,
    years: [Word; 2],
    whole: [Word; 6],
}

impl DateWords {
    pub(super) fn of(year: i32, month: u8, day: u8) -> Self {
        let ordinal = match day {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        };
        let (year, day, short) = (year.unsigned_abs(), u32::from(day), year.unsigned_abs() % 100);
        let whole = |first: u32, second: u32, third: (u32, u32)| {
            Word::number(first, 2).then_number(second, 2).then_number(third.0, third.1)
        };
        let year_first = |year: Word| year.then_number(month.into(), 2).then_number(day, 2);
        Self {
            days: [Word::number(day, 1), Word::number(day, 2), Word::number(day, 1).then_letters(ordinal)],
            months: [Word::number(month.into(), 1), Word::number(month.into(), 2)],
            month: month.into(),
            years: [Word::number(short, 2), Word::number(year, 4)],
            whole: [
                whole(day, month.into(), (year, 4)),
                whole(month.into(), day, (year, 4)),
                year_first(Word::number(year, 4)),
                whole(day, month.into(), (short, 2)),
                whole(month.into(), day, (short, 2)),
                year_first(Word::number(short, 2)),
            ],
        }
    }

    fn months(&self) -> impl Iterator<Item = &[u8]> {
        let names = self.month.checked_sub(1).and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
        self.months.iter().map(Word::as_bytes).chain(names.iter().map(|name| name.as_bytes()))
    }

    fn years(&self) -> impl Iterator<Item = &[u8]> {
        self.years.iter().map(Word::as_bytes)
    }

    /// Day and month, with the year between them or not, are what every rendering of more than one word has: a year before or
    /// after them adds nothing to look for.
    pub(super) fn are_in(&self, text: &Characters) -> bool {
        text.numbers().iter().any(|&at| {
            (text.goes_on(at, 6) && self.whole.iter().any(|word| text.word_at(at, word.as_bytes())))
                || self.days.iter().map(Word::as_bytes).any(|day| {
                    text.word_at(at, day) && (self.month_after(text, at + day.len()) || self.month_before(text, at))
                })
        })
    }

    fn month_after(&self, text: &Characters, from: usize) -> bool {
        let month_at = |from| self.months().any(|month| text.word_at(from, month));
        places_after(text, from).any(|from| {
            month_at(from)
                || self
                    .years()
                    .any(|year| text.word_at(from, year) && places_after(text, from + year.len()).any(month_at))
        })
    }

    fn month_before(&self, text: &Characters, end: usize) -> bool {
        let month_ends = |end| self.months().any(|month| text.word_before(end, month));
        places_before(text, end).any(|end| {
            month_ends(end)
                || self.years().any(|year| {
                    text.word_before(end, year)
                        && end.checked_sub(year.len()).is_some_and(|end| places_before(text, end).any(month_ends))
                })
        })
    }
}

/// Here, and after each `of` or `the` from here on.
fn places_after(text: &Characters, from: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(from), |&at| {
        BETWEEN.iter().find(|word| text.word_at(at, word)).map(|word| at + word.len())
    })
}

/// Here, and before each `of` or `the` up to here.
fn places_before(text: &Characters, end: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(end), |&at| {
        BETWEEN.iter().find(|word| text.word_before(at, word)).and_then(|word| at.checked_sub(word.len()))
    })
}

/// The words of a time of day.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct TimeWords {
    /// Of 24 and of 12 hours, without a leading zero and with.
    hours: [Word; 4],
    minutes: Word,
    on_the_hour: bool,
    afternoon: bool,
}

impl TimeWords {
    pub(super) fn of(hour: u8, minute: u8) -> Self {
        let of_twelve = match hour % 12 {
            0 => 12,
            hour => u32::from(hour),
        };
        let of_day = u32::from(hour);
        Self {
            hours: [
                Word::number(of_day, 1),
                Word::number(of_day, 2),
                Word::number(of_twelve, 1),
                Word::number(of_twelve, 2),
            ],
            minutes: Word::number(minute.into(), 2),
            on_the_hour: minute == 0,
            afternoon: hour >= 12,
        }
    }

    pub(super) fn are_in(&self, text: &Characters) -> bool {
        text.numbers().iter().any(|&at| {
            self.hours.iter().map(Word::as_bytes).any(|hour| {
                let next = at + hour.len();
                text.piece_at(at, hour)
                    && (self.minutes_at(text, next)
                        || (text.is_open(next)
                            && text.piece_at(next, b"h")
                            && text.is_open(next + 1)
                            && self.minutes_at(text, next + 1))
                        || (self.on_the_hour && self.hour_ends(text, next)))
            })
        })
    }

    /// The minutes, in a word with the hour or after it, and nothing but am or pm in a word with them.
    fn minutes_at(&self, text: &Characters, at: usize) -> bool {
        let end = at + self.minutes.length;
        text.piece_at(at, self.minutes.as_bytes())
            && (text.is_bound(end) || (text.is_open(end) && text.piece_at(end, self.half()) && text.is_bound(end + 2)))
    }

    /// `10pm`, `10 pm`, `10 p m` and `10 o clock`, from the hour's end on.
    fn hour_ends(&self, text: &Characters, at: usize) -> bool {
        let first: &[u8] = if self.afternoon { b"p" } else { b"a" };
        text.word_at(at, self.half())
            || (text.is_open(at) && text.piece_at(at, self.half()) && text.is_bound(at + 2))
            || (text.word_at(at, first) && text.word_at(at + 1, b"m"))
            || (text.word_at(at, b"o") && text.word_at(at + 1, b"clock"))
    }

    fn half(&self) -> &'static [u8] {
        if self.afternoon { b"pm" } else { b"am" }
    }
}

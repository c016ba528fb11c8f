//! Phone numbers, e-mail addresses and usernames.

use super::{Found, Scale};
use crate::{
    descriptor::Phone,
    linkage::{one_apart, stem},
    matching::{Agreement, Field, Sighting, Weight, index::Key, model::Parameter, sighting::Normal},
};

/// A phone number: its digits, and how many there are, so that no two have the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::matching) struct Number(u64);

/// The most digits of a number.
const MAX_DIGITS: usize = 15;

impl Number {
    /// The bit from which on the number of digits stands.
    const LENGTH: u32 = 56;

    /// A number in normal form; `None` also of a placeholder.
    pub(in crate::matching) fn of(phone: &Phone) -> Option<Self> {
        let digits = phone.normal()?.strip_prefix('+')?;
        Self::from_digits(digits).filter(|_| !is_placeholder(digits.strip_prefix("44").unwrap_or(digits)))
    }

    fn from_digits(digits: &str) -> Option<Self> {
        if digits.len() > MAX_DIGITS {
            return None;
        }
        let value: u64 = digits.parse().ok()?;
        Some(Self(value | (digits.len() as u64) << Self::LENGTH))
    }

    fn length(self) -> usize {
        (self.0 >> Self::LENGTH) as usize
    }

    fn value(self) -> u64 {
        self.0 & ((1 << Self::LENGTH) - 1)
    }

    /// One digit other, or two neighbours swapped.
    fn is_near(self, other: Self) -> bool {
        self.length() == other.length() && self != other && {
            let (one, other) = (self.digits(), other.digits());
            one_apart(&one, &other)
        }
    }

    /// As it is written: `+` and its digits.
    pub(in crate::matching) fn text(self) -> String {
        format!("+{:0length$}", self.value(), length = self.length())
    }

    /// The digits, the last first.
    fn digits(self) -> [u8; MAX_DIGITS] {
        let mut left = self.value();
        std::array::from_fn(|_| {
            let digit = (left % 10) as u8;
            left /= 10;
            digit
        })
    }
}

/// Whether somebody typed it to fill a field: one digit all over, or digits counted up or down.
fn is_placeholder(digits: &str) -> bool {
    let digits = digits.as_bytes();
    // The first may be the prefix of a kind of number.
    let rest = digits.get(1..).unwrap_or_default();
    let all =
        |step: u8| rest.windows(2).all(|pair| matches!(pair, [one, other] if (one - b'0' + step) % 10 == other - b'0'));
    rest.len() >= 5 && (all(0) || all(1) || all(9))
}

/// The last digits of a number of which no more was told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) struct End(Number);

impl End {
    /// The digits.
    pub(in crate::matching) fn text(self) -> String {
        self.0.text().trim_start_matches('+').to_owned()
    }

    /// The fewest digits that are worth anything.
    const LEAST: usize = 3;
    /// From so many digits on, and with a `0` before them, it is a whole number that was written unclearly.
    const WHOLE: usize = 10;

    /// The end of a number that could not be parsed: the one group of digits in it, unless it is a beginning.
    pub(in crate::matching) fn of(phone: &Phone) -> Option<Self> {
        if phone.normal().is_some() {
            return None;
        }
        let text = phone.source().trim();
        let is_separator = |c: char| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')');
        let mut groups: Vec<String> = Vec::new();
        let mut in_group = false;
        for c in text.chars() {
            if c.is_ascii_digit() {
                if !in_group {
                    groups.push(String::new());
                }
                in_group = true;
                groups.last_mut()?.push(c);
            } else if !is_separator(c) {
                in_group = false;
            }
        }
        groups.retain(|group| group.len() >= Self::LEAST);
        let [group] = groups.as_slice() else { return None };
        let whole = group.len() >= Self::WHOLE;
        let small = text.to_lowercase();
        let begins = text.starts_with(['0', '+']) && !whole
            || ["start", "begin", "first"].iter().any(|word| small.contains(word));
        let digits = if whole { group.trim_start_matches('0') } else { group };
        if begins || is_placeholder(digits) {
            return None;
        }
        Number::from_digits(digits).map(Self)
    }

    /// How many digits agree; 0 when they differ.
    fn agrees(self, number: Number) -> usize {
        let digits = self.0.length().min(number.length());
        let Ok(power) = u32::try_from(digits) else { return 0 };
        let end = 10_u64.pow(power);
        if self.0.value() % end == number.value() % end { digits } else { 0 }
    }
}

impl Scale<'_> {
    pub(super) fn phones(&self, one: &Sighting, other: &Sighting) -> Found {
        let numbers =
            |sighting: &'_ Sighting| sighting.phones.len() + sighting.phones_in_names.len() + sighting.ends.len();
        if numbers(one) == 0 || numbers(other) == 0 {
            return None;
        }
        let mut best = Best::default();
        for mine in one.phones.iter().chain(&one.phones_in_names) {
            for theirs in other.phones.iter().chain(&other.phones_in_names) {
                best.pair(
                    self.is_common(&Key::Phone(*mine)) || self.is_common(&Key::Phone(*theirs)),
                    mine == theirs,
                    || {
                        if mine == theirs {
                            self.level(Field::Phone, Agreement::Same)
                        } else if mine.is_near(*theirs) {
                            self.level(Field::Phone, Agreement::Near)
                        } else {
                            None
                        }
                    },
                );
            }
        }
        for (ended, whole) in [(one, other), (other, one)] {
            for end in &ended.ends {
                for number in whole.phones.iter().chain(&whole.phones_in_names) {
                    best.pair(self.is_common(&Key::Phone(*number)), false, || self.end(end.agrees(*number)));
                }
            }
        }
        for end in &one.ends {
            for other in &other.ends {
                best.pair(false, false, || self.end(end.agrees(other.0)));
            }
        }
        best.found(self, Field::Phone)
    }

    /// What so many last digits weigh: never more than the whole number.
    fn end(&self, digits: usize) -> Found {
        if digits < End::LEAST {
            return None;
        }
        let each = self.model.parameter(Parameter::PhoneDigit);
        let weight = i32::try_from(digits).unwrap_or(0).saturating_mul(each);
        let most = self.model.weight(Field::Phone, Agreement::Same)?;
        Some((Agreement::Part, Weight::new(weight).min(most)))
    }

    pub(super) fn emails(&self, one: &Sighting, other: &Sighting) -> Found {
        /// A shorter name is near to too many.
        const LEAST: usize = 5;
        self.texts(Field::Email, (&one.emails, &other.emails), Key::email, |mine, theirs| {
            let name = |email: &str| email.find('@').unwrap_or_default();
            (name(mine).min(name(theirs)) >= LEAST && near(mine, theirs)).then_some(Agreement::Near)
        })
    }

    pub(super) fn handles(&self, one: &Sighting, other: &Sighting) -> Found {
        /// A shorter one is near to too many.
        const LEAST: usize = 6;
        self.texts(Field::Handle, (&one.handles, &other.handles), Key::handle, |mine, theirs| {
            if mine.len().min(theirs.len()) >= LEAST && near(mine, theirs) {
                return Some(Agreement::Near);
            }
            let [stem, other] = [mine, theirs].map(|handle| stem(handle.as_bytes()));
            (stem.len() >= 4 && stem == other).then_some(Agreement::Stem)
        })
    }

    fn texts(
        &self,
        field: Field,
        (one, other): (&[Normal], &[Normal]),
        key: fn(&str) -> Key,
        less: impl Fn(&str, &str) -> Option<Agreement>,
    ) -> Found {
        let mut best = Best::default();
        let is_common = |text: &str| self.index.has_common() && self.is_common(&key(text));
        for mine in one {
            for theirs in other {
                let (mine, theirs) = (&**mine.expose(), &**theirs.expose());
                best.pair(is_common(mine) || is_common(theirs), mine == theirs, || {
                    let agreement = if mine == theirs { Some(Agreement::Same) } else { less(mine, theirs) };
                    agreement.and_then(|agreement| self.level(field, agreement))
                });
            }
        }
        best.found(self, field)
    }
}

fn near(one: &str, other: &str) -> bool {
    // Most pairs differ in length by more than a slip can.
    one.len().abs_diff(other.len()) <= 4 && {
        if one.is_ascii() && other.is_ascii() {
            one_apart(one.as_bytes(), other.as_bytes())
        } else {
            one_apart(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        }
    }
}

/// The best of several pairs of values.
#[derive(Default)]
struct Best {
    best: Found,
    /// Whether a value that tells nothing is the same.
    common: bool,
    /// Whether values that tell something were compared.
    compared: bool,
}

impl Best {
    fn pair(&mut self, is_common: bool, is_same: bool, found: impl FnOnce() -> Found) {
        if is_common {
            self.common |= is_same;
            return;
        }
        self.compared = true;
        let found = found();
        if found.map(|(_, weight)| weight) > self.best.map(|(_, weight)| weight) {
            self.best = found;
        }
    }

    fn found(self, scale: &Scale<'_>, field: Field) -> Found {
        match self.best {
            Some(best) => Some(best),
            None if self.common => scale.level(field, Agreement::Common),
            None if self.compared => scale.level(field, Agreement::Differs),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::of(&Phone::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn numbers_near_to_each_other() {
        let right = number("07700 900123");
        for (text, near) in [
            ("07700 900124", true),
            ("07700 900132", true),
            ("07700 900213", true),
            ("07700 900134", false),
            ("07700 900321", false),
            ("07700 900123", false),
            ("01614 96012", false),
        ] {
            assert_eq!((right.is_near(number(text)), number(text).is_near(right)), (near, near), "{text}");
        }
        // A number that begins with 0 is another one than without it.
        assert!(number("+0235711") != Number::from_digits("235711").unwrap());
    }

    #[test]
    fn ends() {
        for (text, digits) in [
            ("ends 344", Some("344")),
            ("ending in 900-123", Some("900123")),
            ("last 4 are 0123", Some("0123")),
            ("(something) 0123", Some("0123")),
            ("07700 900123 x2", Some("7700900123")),
            ("447700900123", Some("447700900123")),
            ("07700 9001", None),
            ("begins with 07700", None),
            ("starts 077", None),
            ("07700 900123, 07700 900124", None),
            ("ends 44", None),
            ("withheld", None),
            ("000000", None),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.normal(), None, "{text}");
            assert!(End::of(&phone) == digits.map(|digits| End(Number::from_digits(digits).unwrap())), "{text}");
        }
        let whole = number("07700 900123");
        let end = |text: &str| End::of(&Phone::parse(text).unwrap()).unwrap();
        assert_eq!(end("ends 0123").agrees(whole), 4);
        assert_eq!(end("ends 1123").agrees(whole), 0);
        assert_eq!(end("447700900123").agrees(whole), 12);
        assert_eq!(end("ends 123").agrees(end("ends 0123").0), 3);
    }

    #[test]
    fn placeholders() {
        for text in ["07777 777777", "01234 567890", "+44 7000 000000", "09876 543210"] {
            assert!(Number::of(&Phone::parse(text).unwrap()).is_none(), "{text}");
        }
        for text in ["07700 900000", "07700 900123", "0161 496 0000", "020 7946 0111"] {
            assert!(Number::of(&Phone::parse(text).unwrap()).is_some(), "{text}");
        }
    }
}

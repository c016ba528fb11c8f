//! Number plates: whole ones, ones with unknown places, fragments, and characters that are easily confused.

use super::{Found, Scale};
use crate::{
    linkage::one_apart,
    matching::{Agreement, Field, Sighting, Weight, index::Key, model::Parameter},
};

/// A plate in normal form.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::matching) struct PlateText {
    characters: [u8; Self::MAX],
    length: u8,
}

/// A place that is not known.
const UNKNOWN: u8 = b'?';

/// Characters that are easily taken for each other.
const CONFUSED: [(u8, u8); 6] = [(b'O', b'0'), (b'I', b'1'), (b'S', b'5'), (b'B', b'8'), (b'Z', b'2'), (b'G', b'6')];

fn is_confused(one: u8, other: u8) -> bool {
    CONFUSED.contains(&(one, other)) || CONFUSED.contains(&(other, one))
}

impl PlateText {
    const MAX: usize = 8;
    /// From so many characters on a plate without unknown places counts as whole; shorter ones may be all that was remembered.
    const WHOLE: usize = 6;
    /// The fewest characters that must fit to speak for anything.
    const LEAST: usize = 3;

    /// A plate by its normal form.
    pub(in crate::matching) fn new(normal: &str) -> Option<Self> {
        let mut characters = [0; Self::MAX];
        characters.get_mut(..normal.len())?.copy_from_slice(normal.as_bytes());
        Some(Self { characters, length: u8::try_from(normal.len()).ok()? })
    }

    /// Whether some of its places are not known.
    pub(in crate::matching) fn is_partial(&self) -> bool {
        self.as_bytes().contains(&UNKNOWN)
    }

    /// Its characters.
    pub(in crate::matching) fn text(&self) -> String {
        self.as_bytes().iter().map(|byte| char::from(*byte)).collect()
    }

    fn as_bytes(&self) -> &[u8] {
        self.characters.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// Whether it has the length of a whole plate, and either no letter or no digit: what people write in that field in words.
    fn is_no_plate(&self) -> bool {
        let is = |kind: fn(&u8) -> bool| self.as_bytes().iter().any(kind);
        self.is_whole() && !(is(u8::is_ascii_digit) && is(u8::is_ascii_uppercase))
    }

    fn is_whole(&self) -> bool {
        !self.is_partial() && self.as_bytes().len() >= Self::WHOLE
    }
}

/// How two plates go together.
#[derive(Debug, PartialEq)]
enum Fit {
    /// Character by character, with so many confused ones.
    Whole { confused: usize },
    /// One slip apart.
    Near,
    /// So many known characters fit, with so many confused ones, at one of so many places.
    Part { known: usize, confused: usize, places: usize },
    /// Not at all.
    Not,
}

fn fit(one: &PlateText, other: &PlateText) -> Fit {
    let (one_text, other_text) = (one.as_bytes(), other.as_bytes());
    if !one.is_partial()
        && !other.is_partial()
        && one_text.len() == other_text.len()
        && let Some((_, confused)) = overlap(one_text, other_text)
    {
        return Fit::Whole { confused };
    }
    if one.is_whole() && other.is_whole() {
        return if one_apart(one_text, other_text) { Fit::Near } else { Fit::Not };
    }
    let (short, long) =
        if one_text.len() <= other_text.len() { (one_text, other_text) } else { (other_text, one_text) };
    let best = long
        .windows(short.len().max(1))
        .filter_map(|window| overlap(short, window))
        .max_by_key(|(known, confused)| (known - confused, *known));
    match best {
        Some((known, confused)) if known >= PlateText::LEAST && known > 2 * confused => {
            Fit::Part { known, confused, places: long.len() - short.len() + 1 }
        }
        // A fit of less says nothing for it, and nothing against it.
        Some(_) => Fit::Part { known: 0, confused: 0, places: 1 },
        None => Fit::Not,
    }
}

/// How many characters that are known of both agree, and how many of them only if they were confused; `None` when some do not.
fn overlap(one: &[u8], other: &[u8]) -> Option<(usize, usize)> {
    let (mut known, mut confused) = (0, 0);
    for (mine, theirs) in one.iter().zip(other) {
        if *mine == UNKNOWN || *theirs == UNKNOWN {
            continue;
        }
        known += 1;
        if mine != theirs {
            if !is_confused(*mine, *theirs) {
                return None;
            }
            confused += 1;
        }
    }
    Some((known, confused))
}

impl Scale<'_> {
    pub(super) fn plates(&self, one: &Sighting, other: &Sighting) -> Found {
        let (mine, theirs) = (one.plate.as_ref()?, other.plate.as_ref()?);
        if mine.is_no_plate() || theirs.is_no_plate() {
            return None;
        }
        let is_common = |plate: &PlateText| self.index.has_common() && self.is_common(&Key::Plate(*plate));
        if is_common(mine) || is_common(theirs) {
            return if mine == theirs { self.level(Field::Plate, Agreement::Common) } else { None };
        }
        match fit(mine, theirs) {
            Fit::Whole { confused } => {
                let agreement = if confused == 0 { Agreement::Same } else { Agreement::Confusable };
                self.characters(agreement, mine.as_bytes().len(), confused, 1)
            }
            Fit::Near => self.level(Field::Plate, Agreement::Near),
            Fit::Part { known: 0, .. } => None,
            Fit::Part { known, confused, places } => self.characters(Agreement::Part, known, confused, places),
            Fit::Not => self.level(Field::Plate, Agreement::Differs),
        }
    }

    /// What so many characters weigh, wherever they stand: the fewer are known, the more plates they fit.
    fn characters(&self, agreement: Agreement, known: usize, confused: usize, places: usize) -> Found {
        let times = |number: usize, parameter| {
            Weight::new(i32::try_from(number).unwrap_or(0).saturating_mul(self.model.parameter(parameter)))
        };
        let known = times(known, Parameter::PlateCharacter).min(self.model.weight(Field::Plate, Agreement::Same)?);
        let weight = known - times(confused, Parameter::PlateConfusion) - Weight::log2(places as u64);
        Some((agreement, weight.max(Weight::ZERO)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(one: &str, other: &str) -> Fit {
        let fit = super::fit(&PlateText::new(one).unwrap(), &PlateText::new(other).unwrap());
        assert_eq!(super::fit(&PlateText::new(other).unwrap(), &PlateText::new(one).unwrap()), fit, "{one} {other}");
        fit
    }

    #[test]
    fn plates_that_go_together() {
        let nothing = Fit::Part { known: 0, confused: 0, places: 1 };
        for (one, other, expected) in [
            ("QA01BCD", "QA01BCD", Fit::Whole { confused: 0 }),
            ("QA01BCD", "QAO1BCD", Fit::Whole { confused: 1 }),
            ("QA01BCD", "QAOIBCD", Fit::Whole { confused: 2 }),
            ("QA01BCD", "QA018CD", Fit::Near),
            ("QA01BCD", "QA01BDC", Fit::Near),
            ("QA01BCD", "QA01BCX", Fit::Near),
            ("QA01BCD", "QA01BC", Fit::Near),
            ("QA01BCD", "QA01BXY", Fit::Not),
            ("QA01BCD", "QA01B??", Fit::Part { known: 5, confused: 0, places: 1 }),
            ("QA01BCD", "QAO1B??", Fit::Part { known: 5, confused: 1, places: 1 }),
            ("QA01BCD", "QA02B??", Fit::Not),
            ("QA01B??", "?A01BC?", Fit::Part { known: 4, confused: 0, places: 1 }),
            ("QA01???", "????BCD", nothing),
            ("QA01BCD", "BCD", Fit::Part { known: 3, confused: 0, places: 5 }),
            ("QA01BCD", "QA01", Fit::Part { known: 4, confused: 0, places: 4 }),
            ("QA01BCD", "QA02", Fit::Not),
            ("QA01BCD", "CD", Fit::Part { known: 0, confused: 0, places: 1 }),
            ("QA01", "QA01", Fit::Whole { confused: 0 }),
        ] {
            if (one, other) == ("QA01BCD", "QA018CD") {
                // B for 8 is a confusion, not a slip.
                assert_eq!(fit(one, other), Fit::Whole { confused: 1 });
            } else {
                assert_eq!(fit(one, other), expected, "{one} {other}");
            }
        }
        assert!(PlateText::new("QA01BCDEF").is_none());
    }
}

//! What he looks and sounds like: codes that witnesses confuse, and ages and heights that they misjudge.

use super::{Found, Scale};
use crate::{
    descriptor::Range,
    incident::{Build, Complexion, EyeColour, FacialHair, Glasses, HairColour, HairLength},
    matching::{Agreement, Field, Sighting},
    timestamp::Month,
};

/// Within what two ranges agree and differ.
struct Tolerance {
    /// Ranges that overlap are as good as the same up to this width.
    narrow: u16,
    /// So far apart a witness may be mistaken.
    near: u16,
    /// Beyond that it cannot well be one person.
    far: u16,
}

/// In years.
const AGE: Tolerance = Tolerance { narrow: 6, near: 5, far: 15 };
/// In centimetres.
const HEIGHT: Tolerance = Tolerance { narrow: 8, near: 6, far: 18 };

impl Tolerance {
    fn agreement(&self, one: Range, other: Range) -> Agreement {
        let gap = one.from.saturating_sub(other.to).max(other.from.saturating_sub(one.to));
        let widest = (one.to - one.from).max(other.to - other.from);
        if gap == 0 {
            if widest <= self.narrow { Agreement::Same } else { Agreement::Compatible }
        } else if gap <= self.near {
            Agreement::Near
        } else if gap <= self.far {
            Agreement::Differs
        } else {
            Agreement::Far
        }
    }
}

/// A range of ages as it was so many years later.
fn later(range: Range, years: u16) -> Range {
    Range { from: range.from.saturating_add(years), to: range.to.saturating_add(years) }
}

/// Whole years from one month to another.
fn years(from: Month, to: Month) -> u16 {
    let months = |month: Month| {
        let (year, month, _) = month.first_day().parts();
        12 * year + i32::from(month)
    };
    u16::try_from((months(to) - months(from)) / 12).unwrap_or(0)
}

/// The same, or neighbours in one of the rows of what is confused, or neither.
fn nearness<T: PartialEq>(one: &T, other: &T, confused: &[&[T]]) -> Agreement {
    if one == other {
        return Agreement::Same;
    }
    let beside = |row: &&[T]| {
        row.windows(2).any(|pair| matches!(pair, [a, b] if a == one && b == other || a == other && b == one))
    };
    if confused.iter().any(beside) { Agreement::Near } else { Agreement::Differs }
}

const BUILDS: &[&[Build]] = &[
    &[Build::Slim, Build::Average, Build::Athletic, Build::Muscular, Build::Stocky, Build::Large],
    &[Build::Slim, Build::Athletic],
    &[Build::Average, Build::Stocky],
];

const HAIR_COLOURS: &[&[HairColour]] = &[
    &[HairColour::Black, HairColour::DarkBrown, HairColour::Brown, HairColour::LightBrown, HairColour::Blond],
    &[HairColour::LightBrown, HairColour::Red, HairColour::Blond, HairColour::White, HairColour::Grey],
];

const HAIR_LENGTHS: &[&[HairLength]] =
    &[&[HairLength::Bald, HairLength::Shaved, HairLength::Short, HairLength::Medium, HairLength::Long]];

const FACIAL_HAIR: &[&[FacialHair]] = &[
    &[FacialHair::None, FacialHair::Stubble, FacialHair::Beard, FacialHair::LongBeard],
    &[FacialHair::Moustache, FacialHair::Goatee, FacialHair::Beard],
    &[FacialHair::Stubble, FacialHair::Goatee],
];

const EYE_COLOURS: &[&[EyeColour]] =
    &[&[EyeColour::Brown, EyeColour::Hazel, EyeColour::Green, EyeColour::Blue, EyeColour::Grey, EyeColour::Green]];

const COMPLEXIONS: &[&[Complexion]] = &[
    &[Complexion::Pale, Complexion::Fair, Complexion::Tanned, Complexion::Olive, Complexion::Brown, Complexion::Dark],
    &[Complexion::Fair, Complexion::Ruddy],
    &[Complexion::Fair, Complexion::Freckled],
    &[Complexion::Spotty, Complexion::Pockmarked],
];

impl Scale<'_> {
    pub(super) fn looks(&self, one: &Sighting, other: &Sighting, add: &mut impl FnMut(Field, Found)) {
        let (mine, theirs) = (&one.looks, &other.looks);
        let same = |same: bool| if same { Agreement::Same } else { Agreement::Differs };
        let mut both = |field: Field, agreement: Option<Agreement>| {
            add(field, agreement.and_then(|agreement| self.level(field, agreement)));
        };
        both(Field::Gender, mine.gender.zip(theirs.gender).map(|(one, other)| same(one == other)));
        both(
            Field::Age,
            mine.age.zip(theirs.age).map(|(age, other_age)| {
                let (age, other_age) = match (one.month, other.month) {
                    (Some(first), Some(second)) => {
                        (later(age, years(first, second)), later(other_age, years(second, first)))
                    }
                    _ => (age, other_age),
                };
                AGE.agreement(age, other_age)
            }),
        );
        both(Field::Height, mine.height.zip(theirs.height).map(|(one, other)| HEIGHT.agreement(one, other)));
        both(Field::Build, mine.build.zip(theirs.build).map(|(one, other)| nearness(&one, &other, BUILDS)));
        both(
            Field::HairColour,
            mine.hair_colour.zip(theirs.hair_colour).map(|(one, other)| {
                let open = |colour| matches!(colour, HairColour::Dyed | HairColour::Other);
                let changed = one != other && (open(one) || open(other));
                if changed { Agreement::Compatible } else { nearness(&one, &other, HAIR_COLOURS) }
            }),
        );
        both(
            Field::HairLength,
            mine.hair_length.zip(theirs.hair_length).map(|(one, other)| nearness(&one, &other, HAIR_LENGTHS)),
        );
        both(Field::HairStyle, mine.hair_style.zip(theirs.hair_style).map(|(one, other)| same(one == other)));
        both(
            Field::FacialHair,
            mine.facial_hair.zip(theirs.facial_hair).map(|(one, other)| nearness(&one, &other, FACIAL_HAIR)),
        );
        both(
            Field::EyeColour,
            mine.eye_colour.zip(theirs.eye_colour).map(|(one, other)| nearness(&one, &other, EYE_COLOURS)),
        );
        both(
            Field::Glasses,
            mine.glasses.zip(theirs.glasses).map(|pair| match pair {
                (one, other) if one == other => Agreement::Same,
                // Sunglasses come off.
                (Glasses::Sunglasses, _) | (_, Glasses::Sunglasses) => Agreement::Compatible,
                _ => Agreement::Differs,
            }),
        );
    }

    /// What is perceived of where somebody comes from: a group of its own.
    pub(super) fn origins(&self, one: &Sighting, other: &Sighting, add: &mut impl FnMut(Field, Found)) {
        let (mine, theirs) = (&one.looks, &other.looks);
        let same = |same: bool| if same { Agreement::Same } else { Agreement::Differs };
        let mut both = |field: Field, agreement: Option<Agreement>| {
            add(field, agreement.and_then(|agreement| self.level(field, agreement)));
        };
        both(Field::Ethnicity, mine.ethnicity.zip(theirs.ethnicity).map(|(one, other)| same(one == other)));
        both(Field::Accent, mine.accent.zip(theirs.accent).map(|(one, other)| same(one == other)));
        let spoken = one.languages != 0 && other.languages != 0;
        both(Field::Language, spoken.then(|| same(one.languages & other.languages != 0)));
        both(
            Field::Complexion,
            mine.complexion.zip(theirs.complexion).map(|(one, other)| nearness(&one, &other, COMPLEXIONS)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |from, to| Range { from, to };
        for (one, other, agreement) in [
            (range(30, 35), range(33, 38), Agreement::Same),
            (range(30, 39), range(33, 38), Agreement::Compatible),
            (range(18, 29), range(29, 29), Agreement::Compatible),
            (range(30, 30), range(35, 35), Agreement::Near),
            (range(30, 30), range(36, 40), Agreement::Differs),
            (range(30, 30), range(45, 45), Agreement::Differs),
            (range(30, 30), range(46, 46), Agreement::Far),
        ] {
            assert_eq!((AGE.agreement(one, other), AGE.agreement(other, one)), (agreement, agreement));
        }
        let month = |text| Month::parse(text).unwrap();
        assert_eq!(years(month("2020-03"), month("2026-02")), 5);
        assert_eq!(years(month("2020-03"), month("2026-03")), 6);
        assert_eq!(years(month("2026-03"), month("2020-03")), 0);
    }

    #[test]
    fn neighbours_are_near() {
        assert_eq!(nearness(&Build::Stocky, &Build::Large, BUILDS), Agreement::Near);
        assert_eq!(nearness(&Build::Slim, &Build::Large, BUILDS), Agreement::Differs);
        assert_eq!(nearness(&HairColour::Black, &HairColour::Black, HAIR_COLOURS), Agreement::Same);
        assert_eq!(nearness(&HairColour::Brown, &HairColour::DarkBrown, HAIR_COLOURS), Agreement::Near);
    }
}

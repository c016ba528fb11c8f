//! The kinds of columns: what is in them, how it is compared, and what it hangs together with.

use super::{Agreement, Group};
use crate::code::code_table;

code_table! {
    /// What a column holds, and so how its values are compared.
    Kind {
        /// Names of a person, in any order; several at `;`.
        Name = "name",
        /// A line of text, such as a street.
        Text = "text",
        /// One of some codes or words.
        Code = "code",
        /// Some of some codes or words, at `;`.
        Set = "set",
        /// A number, or a range of numbers.
        Number = "number",
        /// A date that belongs to a person, such as a date of birth.
        Date = "date",
        /// The day on which it happened.
        Day = "day",
        /// Where it happened: latitude and longitude in degrees (WGS 84).
        Place = "place",
        /// Phone numbers, at `;`.
        Phone = "phone",
        /// E-mail addresses, at `;`.
        Email = "email",
        /// Usernames, at `;`.
        Username = "username",
        /// Number plates, at `;`. `?` stands for a character that is not known.
        Plate = "plate",
        /// A postcode.
        Postcode = "postcode",
    }
}

impl Kind {
    /// The levels of agreement, from the most to the least.
    pub fn levels(self) -> &'static [Agreement] {
        use Agreement::{Confusable, Differs, Far, Initial, Near, Nickname, Part, Same, Similar, Stem, Swapped};
        match self {
            Self::Name => &[Same, Part, Nickname, Near, Similar, Initial, Differs],
            Self::Text => &[Same, Near, Similar, Differs],
            Self::Code => &[Same, Near, Differs],
            Self::Set => &[Same, Part, Differs],
            Self::Number => &[Same, Same, Near, Near, Near, Similar, Similar, Differs, Differs, Far],
            Self::Date => &[Same, Swapped, Near, Similar, Differs],
            Self::Day => &[Same, Near, Near, Near, Similar, Similar, Differs, Differs],
            Self::Place => &[Same, Near, Near, Near, Similar, Differs, Differs, Far],
            Self::Phone => &[Same, Near, Part, Part, Differs],
            Self::Email | Self::Username => &[Same, Near, Stem, Differs],
            Self::Plate => &[Same, Confusable, Near, Part, Part, Differs],
            Self::Postcode => &[Same, Near, Part, Differs],
        }
    }

    /// The group to which a column of this kind belongs when nothing else is said.
    pub fn group(self) -> Group {
        match self {
            Self::Phone | Self::Email | Self::Username | Self::Plate => Group::Identifiers,
            Self::Name => Group::Names,
            Self::Code | Self::Number => Group::Body,
            Self::Set => Group::Behaviour,
            Self::Day | Self::Place => Group::Place,
            Self::Text | Self::Date | Self::Postcode => Group::Person,
        }
    }

    /// The group to which a column of this kind belongs by its name: what is perceived of somebody's origin is known by how columns are
    /// called, so that it is held to its two bits also where nobody says so.
    pub fn group_by_name(self, name: &str) -> Group {
        const NAMES: [(&str, Group); 16] = [
            ("ethnic", Group::Origin),
            ("race", Group::Origin),
            ("nationality", Group::Origin),
            ("accent", Group::Origin),
            ("language", Group::Origin),
            ("complexion", Group::Origin),
            ("skin", Group::Origin),
            ("vehicle", Group::Vehicle),
            ("car_", Group::Vehicle),
            ("mark", Group::Marks),
            ("tattoo", Group::Marks),
            ("scar", Group::Marks),
            ("behaviour", Group::Behaviour),
            ("behavior", Group::Behaviour),
            ("area", Group::Place),
            ("district", Group::Place),
        ];
        if !matches!(self, Self::Code | Self::Set) {
            return self.group();
        }
        let name = name.to_ascii_lowercase();
        NAMES.iter().find(|(part, _)| name.starts_with(part)).map_or_else(|| self.group(), |(_, group)| *group)
    }

    /// Whether a value stands for one person, or for few.
    pub(crate) fn is_identifier(self) -> bool {
        self.group() == Group::Identifiers
    }
}

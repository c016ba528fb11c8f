use std::fmt;

use serde::{Serialize, Serializer};

use crate::code::{CodeTable, code_table};

code_table! {
    /// A part of a report, as consent and policy name it.
    Part {
        /// Names and contacts of victim and reporter.
        Identity = "identity",
        Offences = "offences",
        When = "when",
        /// Force area and area.
        Area = "area",
        /// Venue, street, postcode.
        ExactPlace = "exact_place",
        /// What recognises the offender: aliases, appearance, vehicle, behaviour.
        Recognition = "recognition",
        /// The offender's phones, e-mails and usernames.
        ContactIdentifiers = "contact_identifiers",
        /// The offender's legal name, date of birth and home address.
        CivilIdentity = "civil_identity",
        /// How offender and victim are linked.
        LinkedOffender = "linked_offender",
        /// The raw narrative and free text that nobody approved.
        Narrative = "narrative",
        /// The edited summary.
        Summary = "summary",
        /// Whether the reporter was there.
        FirstHand = "first_hand",
        /// Injuries and the kind of reporter.
        Aftermath = "aftermath",
        /// The victim's own characteristics.
        Victim = "victim",
    }
}

/// A set of parts.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope(u16);

impl Scope {
    /// Every part.
    pub const ALL: Self = Self((1 << Part::ALL.len()) - 1);
    /// No part.
    pub const NONE: Self = Self(0);

    /// The scope with one part more.
    #[must_use]
    pub fn with(self, part: Part) -> Self {
        Self(self.0 | 1 << part as u16)
    }

    /// The scope without one part.
    #[must_use]
    pub fn without(self, part: Part) -> Self {
        Self(self.0 & !(1 << part as u16))
    }

    /// What either holds.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the part is in it.
    pub fn holds(self, part: Part) -> bool {
        self.0 & 1 << part as u16 != 0
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its parts, in the order of the table.
    pub fn parts(self) -> impl Iterator<Item = Part> {
        Part::ALL.iter().copied().filter(move |part| self.holds(*part))
    }
}

impl FromIterator<Part> for Scope {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        parts.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.parts()).finish()
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.parts())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Scope {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scope".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let part = generator.subschema_for::<Part>();
        schemars::json_schema!({"type": "array", "items": part, "maxItems": 20})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_a_set() {
        let scope = Scope::from_iter([Part::When, Part::Offences, Part::When]);
        assert_eq!(scope.parts().collect::<Vec<_>>(), [Part::Offences, Part::When]);
        assert!(
            Scope::ALL.without(Part::Area).holds(Part::Victim) && !Scope::ALL.without(Part::Area).holds(Part::Area)
        );
        assert!(Scope::NONE.is_empty());
    }
}

use serde::Serialize;

use super::{Appearance, Behaviour, OffenderPart, OwnWords, Vehicle};
use crate::{
    answer::section,
    code::code_table,
    descriptor::{Email, Handle, PersonName, Phone, Postcode, Profile},
    text::Text,
    timestamp::Day,
};

section! {
    /// One offender, as one report tells of him.
    Offender {
        /// Names that he gave or goes by.
        aliases: list PersonName,
        /// What he looks like.
        appearance: section Appearance,
        /// What he does, in coded tags, at most 40.
        behaviours: list Behaviour,
        /// His vehicle.
        vehicle: section Vehicle,
        /// His phones.
        phones: list Phone,
        /// His e-mail addresses.
        emails: list Email,
        /// His usernames, wherever used.
        handles: list Handle,
        /// Who he is on dating and advert sites and in apps.
        profiles: list Profile,
        /// What was said of him beside the codes, word for word.
        own_words: list OwnWords<OffenderPart>,
        /// Who he is in law.
        civil_identity: section CivilIdentity,
        /// How he and the victim are linked.
        link: section Link,
    }
}

impl Offender {
    /// Whether he is known to be more to the victim than a client or a stranger (A02).
    pub fn is_linked(&self) -> bool {
        self.link.relation.known().is_some_and(|relation| relation.is_linked())
    }
}

section! {
    /// Who an offender is in law.
    CivilIdentity {
        /// His legal name.
        legal_name: option LegalName,
        /// His date of birth.
        date_of_birth: option Day,
        /// His home address.
        home_address: option HomeAddress,
    }

    /// How offender and victim are linked.
    Link {
        /// What he is to her.
        relation: answer Relation,
        /// How he knows her.
        how_he_knows_her: option Text<2000>,
        /// Words that he used about her.
        words_about_her: option Text<2000>,
    }
}

/// A legal name: civil identity only when a person confirmed it (A33).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LegalName {
    /// The name.
    pub name: PersonName,
    /// Whether a person confirmed that it is his.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub confirmed: bool,
}

/// An offender's home address.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct HomeAddress {
    /// Street, with or without the house number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<Text<200>>,
    /// Full postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
    /// Whether it is the victim's as well: then it goes to PoliceFull alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub also_the_victims: bool,
}

code_table! {
    /// What an offender is to the victim.
    Relation {
        Client = "client",
        Stranger = "stranger",
        Partner = "partner",
        ExPartner = "ex_partner",
        Family = "family",
        Acquaintance = "acquaintance",
        /// Coerces her: an exploiter, a "pimp".
        CoerciveOther = "coercive_other",
        OtherKnown = "other_known",
    }
}

impl Relation {
    /// Whether it is more than client or stranger.
    pub fn is_linked(self) -> bool {
        !matches!(self, Self::Client | Self::Stranger)
    }
}

//! Where something happened, from the force area down to the house.

use serde::Serialize;

use crate::{answer::Answer, descriptor::Postcode, force::Force, text::Text};

/// A place. Only force and area ever reach an audience other than PoliceFull.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Place {
    /// The police force area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// A code of the policy's area table (postcode district, ward, town), or whatever was said instead.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub area: Answer<Text<120>>,
    /// The name of a venue or an establishment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<Text<200>>,
    /// The street, with or without the house number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<Text<200>>,
    /// The full postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
}

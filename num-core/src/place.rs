//! Where something happened, from the force area down to the house.

use crate::{answer::section, code::code_table, descriptor::Postcode, force::Force, text::Text};

code_table! {
    /// A kind of place.
    PlaceKind {
        Street = "street",
        Vehicle = "vehicle",
        CarPark = "car_park",
        OpenSpace = "open_space",
        IndustrialEstate = "industrial_estate",
        VictimsHome = "victims_home",
        OffendersHome = "offenders_home",
        Hotel = "hotel",
        WorkingPremises = "working_premises",
        Venue = "venue",
        Online = "online",
        Other = "other",
    }
}

section! {
    /// A place. Only force and area ever reach an audience other than PoliceFull.
    Place {
        /// The police force area.
        force: option Force,
        /// A code of the policy's area table (postcode district, ward, town), or whatever was said instead.
        area: answer Text<120>,
        /// What kind of place it was.
        kind: answer PlaceKind,
        /// The name of a venue or an establishment.
        venue: option Text<200>,
        /// The street, with or without the house number.
        street: option Text<200>,
        /// The full postcode.
        postcode: option Postcode,
    }
}

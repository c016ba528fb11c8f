//! Nothing that identifies a person or tells what happened has a `Display`.

use num_core::{
    alert::AlertDraft,
    case::Case,
    descriptor::{Email, Handle, PersonName, Phone, Plate, Postcode},
    disclosure::{Disclosure, PoliceFull, Shown},
    identity::Identity,
    incident::{Draft, Incident, Record},
    police::PoliceRecord,
    sensitive::Sensitive,
    text::{FoldedText, Text},
};

fn printed<T: std::fmt::Display>() {}

fn main() {
    printed::<Sensitive<String>>(); //~ E0277
    printed::<Text<200>>(); //~ E0277
    printed::<FoldedText>(); //~ E0277
    printed::<Phone>(); //~ E0277
    printed::<Plate>(); //~ E0277
    printed::<Email>(); //~ E0277
    printed::<Handle>(); //~ E0277
    printed::<Postcode>(); //~ E0277
    printed::<PersonName>(); //~ E0277
    printed::<Incident>(); //~ E0277
    printed::<Record>(); //~ E0277
    printed::<Draft>(); //~ E0277
    printed::<Identity>(); //~ E0277
    printed::<Case>(); //~ E0277
    printed::<Shown>(); //~ E0277
    printed::<Disclosure<PoliceFull>>(); //~ E0277
    printed::<AlertDraft>(); //~ E0277
    printed::<PoliceRecord>(); //~ E0277
}

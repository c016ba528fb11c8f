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
    printed::<Sensitive<String>>();
    printed::<Text<200>>();
    printed::<FoldedText>();
    printed::<Phone>();
    printed::<Plate>();
    printed::<Email>();
    printed::<Handle>();
    printed::<Postcode>();
    printed::<PersonName>();
    printed::<Incident>();
    printed::<Record>();
    printed::<Draft>();
    printed::<Identity>();
    printed::<Case>();
    printed::<Shown>();
    printed::<Disclosure<PoliceFull>>();
    printed::<AlertDraft>();
    printed::<PoliceRecord>();
}

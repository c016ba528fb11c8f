//! UglyMugs for Kotlin and Swift.
//!
//! This crate adds no behaviour: it carries the core across, under the core's own nouns. What is sensitive crosses as
//! an opaque object or as wire JSON, never as a record, since generated records print every field. Everything works
//! offline, and answers before it returns.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod alert;
mod case;
mod code;
mod disclosure;
mod documents;
mod draft;
mod error;
mod police;
mod preview;
mod tables;

pub use self::{
    alert::AlertDraft,
    case::Case,
    disclosure::{
        Decision, Disclosed, MembersDisclosure, PartnerDisclosure, PoliceAnonymousDisclosure, PoliceFullDisclosure,
        ResearchDisclosure, Withheld,
    },
    documents::{Circumstances, ConsentHistory, Identity, Incident, Policy},
    draft::{Draft, DraftOffender},
    error::{Problem, UglyMugsError},
    police::PoliceRecord,
    preview::{Preview, PreviewEntry},
    tables::{CodeEntry, CodeTable, ForceEntry, OffenceKindEntry, TableEntry},
};

uniffi::setup_scaffolding!("uglymugs");

/// The version of this library, as `major.minor.patch`.
#[must_use]
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

//! UglyMugs for Kotlin and Swift.
//!
//! This crate adds no behaviour: it carries the core across, under the core's own nouns, and draws references from the
//! system. What is sensitive crosses as an opaque object or as wire JSON, never as a record, since generated records print every
//! field. Everything works offline, and answers before it returns.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod alert;
mod case;
mod code;
mod disclosure;
mod documents;
mod draft;
mod error;
mod learnt;
mod links;
mod lookup;
mod matching;
mod police;
mod preview;
mod reference;
mod scheme;
mod tables;

pub use self::{
    alert::{
        AlertDraft, AlertRules, ApprovedAlert, Crowd, Email, PublishedAlert, Reach, Reidentification, Release,
        RetractedAlert, SeriesFacts, SeriesMember, Sms,
    },
    case::Case,
    disclosure::{
        Decision, Disclosed, MembersDisclosure, PartnerDisclosure, PoliceAnonymousDisclosure, PoliceFullDisclosure,
        ResearchDisclosure, Withheld,
    },
    documents::{Circumstances, ConsentHistory, Identity, Incident, Policy},
    draft::{Draft, DraftOffender},
    error::{Problem, UglyMugsError},
    learnt::{LinkageModel, SharedIdentifier, SightingEvidence, SightingLinkage, SightingPair, SuggestedSightings},
    links::Links,
    lookup::{Answer, Asker, Query, RateLimit},
    matching::{Evidence, Match, Register, Series, SuggestedSeries},
    police::{Issuer, NotSent, PoliceRecord, PoliceReport},
    preview::{Preview, PreviewEntry},
    scheme::{Review, Scheme, Submitted, ToLookAt},
    tables::{CodeEntry, CodeTable, ForceEntry, OffenceKindEntry, TableEntry},
};

uniffi::setup_scaffolding!("uglymugs");

/// The version of this library, as `major.minor.patch`.
#[must_use]
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

//! Domain model of worker-safety reporting ("ugly mugs") schemes: reports, consent, and the one gate through which
//! anything leaves.
//!
//! The way of a report: a [`Draft`](incident::Draft) takes anything and keeps it; [`Draft::validate`](incident::Draft::validate)
//! gives an [`Incident`](incident::Incident) or every problem at once. Beside it stand the
//! [`ConsentHistory`](consent::ConsentHistory), the sealed [`Identity`](identity::Identity) and the scheme's
//! [`Circumstances`](disclosure::Circumstances). [`disclose`](disclosure::disclose) judges the four for one recipient at one
//! instant, under a [`Policy`](disclosure::Policy). Its [`Disclosure`](disclosure::Disclosure) is what an
//! [`AlertDraft`](alert::AlertDraft) and a [`PoliceRecord`](police::PoliceRecord) are made from.
//!
//! Time, ids and references come in as arguments: the same input gives the same bytes. Nothing here reads a clock, a file
//! or the network, and nothing prints what a report tells: see [`Sensitive`](sensitive::Sensitive).
//!
//! The rules are in `docs/gate.md`, numbered; comments and tests refer to the numbers (`A07`).
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod alert;
pub mod answer;
pub mod case;
pub mod code;
pub mod consent;
pub mod descriptor;
pub mod disclosure;
pub mod error;
pub mod ethnicity;
pub mod force;
pub mod formats;
pub mod hate_crime;
pub mod id;
pub mod identity;
pub mod incident;
pub mod intelligence;
pub mod json;
pub mod language;
pub mod linkage;
pub mod lookup;
pub mod matching;
pub mod offence;
pub mod page;
pub mod place;
pub mod police;
pub mod recording;
#[cfg(feature = "schema")]
pub mod schema;
pub mod scheme;
pub mod sensitive;
#[cfg(feature = "synthetic")]
pub mod synthetic;
pub mod tables;
pub mod text;
pub mod timestamp;
pub mod triage;
pub mod vehicle;
pub mod when;

/// The samples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

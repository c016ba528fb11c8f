//! Domain model of worker-safety reporting ("ugly mugs") schemes.
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
pub mod json;
pub mod offence;
pub mod place;
pub mod police;
#[cfg(feature = "schema")]
pub mod schema;
pub mod sensitive;
pub mod text;
pub mod timestamp;
pub mod when;

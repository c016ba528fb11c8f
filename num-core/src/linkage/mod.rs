//! Record linkage: which rows of a table may be of one person.
//!
//! A [`Table`] holds columns of values, each of a [`Kind`] with its own comparison. A [`Model`] says what agreement weighs; it is
//! trained from the table itself, without labels. [`Linkage`] weighs pairs: all candidates of a table, or one row against every other.
#![allow(
    clippy::indexing_slicing,
    reason = "hot loops over columns of one length, which the table checks when it is built"
)]

mod agreeing;
mod agreeing_names;
mod agreement;
mod anchors;
mod arena;
mod block;
mod bulk;
mod candidates;
mod choice;
mod cluster;
mod coarse;
mod column;
mod compare;
mod counts;
mod edits;
mod event;
mod explain;
mod find;
mod fingerprint;
mod kernel;
mod kind;
mod model;
mod model_wire;
mod nested;
mod postings;
mod prior;
mod query;
#[cfg(test)]
mod random;
mod records;
mod regions;
mod rooms;
mod scan_columns;
mod shared;
mod slopes;
mod snapshot;
mod surroundings;
mod table;
mod train;
mod weigh;
mod weight;

pub use self::{
    agreement::{Agreement, Group, Tier},
    explain::Evidence,
    kind::Kind,
    model::{Model, ModelLevel},
    query::{Found, Query},
    shared::{SharedRows, SharedUse},
    snapshot::SnapshotError,
    table::{Cells, Column, Table, TableBuilder, Texts},
    weigh::{Linkage, Pair},
    weight::Weight,
};
pub(crate) use self::{compare::stem, edits::one_apart};

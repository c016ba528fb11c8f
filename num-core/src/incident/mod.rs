//! The record: one report, validated, immutable.
//!
//! A [`Draft`] is permissive and keeps whatever it was given; [`Draft::validate`] turns it into an [`Incident`] or
//! reports every problem at once. Who the reporter and victim are is not part of it: see `identity`.

mod decode;
mod draft;
mod offender;
mod path;
mod record;
mod safety;
mod values;
mod victim;

pub(crate) use self::decode::record as read;
pub(crate) use self::values::{BitSet, Kind, TextAt, ValueAt, Values};
pub use self::{
    draft::{Draft, DraftOffender},
    offender::{
        Appearance, Behaviour, CivilIdentity, Colour, Gender, HomeAddress, LegalName, Link, Offender, Range, Relation,
        Vehicle,
    },
    path::{Path, PathAt},
    record::{Incident, Injury, Offence, Record, Reporter, ReporterKind, Summary},
    safety::{Hold, NamedPath, OnlyYouKnow, Safety},
    victim::{AgeBand, Sector, Victim},
};

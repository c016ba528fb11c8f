//! The record: one report, validated, immutable.
//!
//! A [`Draft`] is permissive and keeps whatever it was given; [`Draft::validate`] turns it into an [`Incident`] or
//! reports every problem at once. Who the reporter and victim are is not part of it: see `identity`.

mod aftermath;
mod appearance;
mod behaviour;
mod decode;
mod draft;
mod offender;
mod own_words;
mod path;
mod record;
mod safety;
mod source;
mod values;
mod vehicle;
mod victim;

pub(crate) use self::decode::record as read;
pub(crate) use self::source::{Source, count_certain_sources, count_sources};
pub(crate) use self::values::{BitSet, Kind, TextAt, ValueAt, Values};
pub use self::{
    aftermath::{ContactMethod, Injury, PoliceContact, PoliceContactStatus, SupportWanted},
    appearance::{
        Accent, Appearance, BodyPlace, Build, Clothing, ClothingItem, Complexion, EyeColour, FacialHair, Gender,
        Glasses, HairColour, HairLength, HairStyle, Mark, MarkKind, Motif, Smell,
    },
    behaviour::{Behaviour, BehaviourGroup},
    draft::{Draft, DraftOffender},
    offender::{CivilIdentity, HomeAddress, LegalName, Link, Offender, Relation},
    own_words::{OffenderPart, OwnWords, ReportPart},
    path::{Path, PathAt},
    record::{Incident, Offence, Record, Reporter, ReporterKind, Summary},
    safety::{Hold, NamedPath, OnlyYouKnow, Safety},
    vehicle::{Colour, Vehicle, VehicleFeature},
    victim::{AgeBand, Sector, Victim, VictimGender},
};

//! Alerts: a sanitised warning to members, made from disclosures and from nothing else.
//!
//! [`Alert::draft`] composes one from what the gate disclosed to members, as coarse as it must be for the reporter not to be the
//! only plausible one; a person [approves](Alert::approve) exactly that text; [publishing](Alert::publish) asks the gate again, and
//! so does every [`Release`]. What nobody approved has no release, and only releases are rendered. The rules are in `docs/outputs.md`.

mod bulletin;
mod check;
mod coarse;
mod compose;
mod crowd;
mod defang;
mod description;
mod email;
mod error;
mod feed;
mod fragment;
mod life;
mod preview;
mod release;
mod rules;
mod sms;
mod told;
mod words;

#[cfg(feature = "schema")]
pub(crate) use self::release::ReleaseWire;
pub use self::{
    check::{Inference, Reidentification},
    coarse::Step,
    compose::{AlertContext, SeriesFacts, SeriesMember},
    crowd::Crowd,
    error::AlertError,
    feed::feed,
    life::{Alert, AlertApproval, Approved, Draft, Published, Retracted},
    preview::AlertPreview,
    release::{Email, Release, ReleaseKind},
    rules::{AlertRule, AlertRules, Reach, ReachRule},
    sms::{Sms, SmsEncoding},
};

/// An alert that nobody has approved yet.
pub type AlertDraft = Alert<Draft>;
/// An alert that a person approved.
pub type ApprovedAlert = Alert<Approved>;
/// An alert that went out.
pub type PublishedAlert = Alert<Published>;
/// An alert that was taken back.
pub type RetractedAlert = Alert<Retracted>;

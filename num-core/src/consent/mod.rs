//! Consent: what was given, by whom, for what, to whom, how far, and until when.
//!
//! The stored truth is an append-only history of statements, withdrawals and overrides ([`ConsentHistory`]). Asked as
//! of an instant it resolves to a [`ConsentState`]; the ordered [`Level`] is a projection for counting, and no decision
//! is taken from it. The rules are in `docs/gate.md`: A05, A09–A13, A31, A32, A34, A47, A48.

mod condition;
pub(crate) mod decode;
mod event;
mod history;
mod level;
mod purpose;
mod scope;
mod state;
mod wording;

#[cfg(feature = "schema")]
pub(crate) use self::history::ConsentWire;
pub use self::{
    condition::{Condition, Facts, LinkedReport, SourceGrade, Then, TwinWithdrawal},
    event::{
        Authority, Capture, CaptureHow, Event, Giver, Grant, Ground, Override, Signature, Statement, Withdrawal,
        Withdrawer, Withdrawn,
    },
    history::ConsentHistory,
    level::Level,
    purpose::{PoliceRecipient, Purpose, Target},
    scope::{Part, Scope},
    state::{ConsentState, ResolvedOverride, Standing, Status},
    wording::{Wording, WordingTable},
};

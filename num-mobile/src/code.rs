//! The codes that an app branches on, mirrored: an entry added to a table of the core fails to compile here until it
//! is added here too.

use num_core::{
    code::CodeTable,
    consent::Level,
    disclosure::{AudienceKind, MayKnow, Reason, Use},
};

use crate::error::shielded;

#[uniffi::remote(Enum)]
pub enum Reason {
    NotAccepted,
    NeedsPerson,
    Withdrawn,
    Narrowed,
    ThirdPartyWithoutAuthority,
    WordingUnknown,
    NotYetInForce,
    ConditionNotMet,
    RecontactNeeded,
    OtherRecipient,
    NoGrant,
    HeldBack,
    HeWouldKnow,
    Policy,
    LinkedToVictim,
    OutsideScope,
    OnlySheKnows,
    OwnContact,
    EqualsIdentity,
    AreaTooSmall,
    NotApproved,
    ContainsWithheldValue,
}

#[uniffi::remote(Enum)]
pub enum Level {
    None,
    AlertOnly,
    Anonymous,
    Full,
}

#[uniffi::remote(Enum)]
pub enum MayKnow {
    No,
    Perhaps,
    Yes,
}

#[uniffi::remote(Enum)]
pub enum AudienceKind {
    Members,
    PoliceAnonymous,
    PoliceFull,
    Partner,
    Research,
}

#[uniffi::remote(Enum)]
pub enum Use {
    Alert,
    Lookup,
}

/// The code of a reason as it stands on the wire, such as `he_would_know`.
#[uniffi::export]
fn reason_code(reason: Reason) -> String {
    shielded(|| reason.as_str().to_owned())
}

/// What a reason means, in English, for the scheme's own screens.
#[uniffi::export]
fn reason_message(reason: Reason) -> String {
    shielded(|| reason.message().to_owned())
}

/// The code of a level as it stands on the wire, such as `alert_only`.
#[uniffi::export]
fn level_code(level: Level) -> String {
    shielded(|| level.as_str().to_owned())
}

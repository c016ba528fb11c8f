//! The codes that an app branches on, mirrored: an entry added to a table of the core fails to compile here until it
//! is added here too.

use num_core::{
    alert::{Inference, ReleaseKind, SmsEncoding, Step},
    code::CodeTable,
    consent::Level,
    disclosure::{AudienceKind, MayKnow, Reason, TriageReason, TriageState, Use},
    lookup::{LookupPurpose, Outcome, QueryKind},
    matching::{Agreement, Field, SharedUse, Tier},
    police::Route,
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

#[uniffi::remote(Enum)]
pub enum Inference {
    HisIdentifier,
    HisName,
    HisVehicle,
    WhatHeDid,
    WhenAndWhere,
    FreeText,
    OnlyOne,
    OneOfSeveral,
}

#[uniffi::remote(Enum)]
pub enum Step {
    ContactIdentifiers,
    Plate,
    Names,
    Vehicle,
    Marks,
    Ethnicity,
    Gender,
    Age,
    Height,
    Hair,
    FacialHair,
    Build,
    Glasses,
    Accent,
    Languages,
    Eyes,
    Complexion,
    Behaviours,
    VehicleFeatures,
    Clothing,
    Smells,
    Place,
    Area,
    Date,
    Day,
    PartOfDay,
    Summary,
}

#[uniffi::remote(Enum)]
pub enum ReleaseKind {
    Alert,
    Correction,
    Renewal,
    Retraction,
}

#[uniffi::remote(Enum)]
pub enum SmsEncoding {
    Gsm7,
    Ucs2,
}

#[uniffi::remote(Enum)]
pub enum QueryKind {
    Phone,
    Email,
    Username,
    Plate,
    Name,
}

#[uniffi::remote(Enum)]
pub enum LookupPurpose {
    BeforeMeeting,
    AfterContact,
    ForSomebodyElse,
    Casework,
}

#[uniffi::remote(Enum)]
pub enum Outcome {
    NothingToShow,
    AskACaseworker,
    Reported,
}

#[uniffi::remote(Enum)]
pub enum Tier {
    Unlikely,
    Possible,
    Probable,
    Strong,
}

#[uniffi::remote(Enum)]
pub enum Field {
    Phone,
    Email,
    Handle,
    Plate,
    Name,
    VehicleKind,
    VehicleMake,
    VehicleModel,
    VehicleColour,
    Gender,
    Age,
    Height,
    Build,
    HairColour,
    HairLength,
    HairStyle,
    FacialHair,
    EyeColour,
    Glasses,
    Mark,
    Behaviour,
    Place,
    Ethnicity,
    Accent,
    Language,
    Complexion,
}

#[uniffi::remote(Enum)]
pub enum Agreement {
    Same,
    Confusable,
    Nickname,
    Swapped,
    Near,
    Stem,
    Part,
    Similar,
    Initial,
    Compatible,
    Common,
    Differs,
    Far,
}

#[uniffi::remote(Enum)]
pub enum SharedUse {
    Recycled,
    Shared,
}

#[uniffi::remote(Enum)]
pub enum Route {
    Send,
    OtherArea,
    NotForScas,
}

#[uniffi::remote(Enum)]
pub enum TriageState {
    Received,
    Accepted,
    Rejected,
    Duplicate,
    Disputed,
}

#[uniffi::remote(Enum)]
pub enum TriageReason {
    OutOfScope,
    NotEnoughTold,
    ToldByMistake,
    FalseReport,
    Contested,
    Test,
    Other,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $function:ident($entry:ident: $table:ident);)*) => {$(
        $(#[$doc])*
        #[uniffi::export]
        fn $function($entry: $table) -> String {
            shielded(|| $entry.as_str().to_owned())
        }
    )*};
}

codes! {
    /// The code of a reason as it stands on the wire, such as `he_would_know`.
    reason_code(reason: Reason);
    /// The code of a level as it stands on the wire, such as `alert_only`.
    level_code(level: Level);
    /// The code of an inference as it stands on the wire, such as `his_identifier`.
    inference_code(inference: Inference);
    /// The code of a step as it stands on the wire, such as `part_of_day`.
    step_code(step: Step);
    /// The code of a kind of release as it stands on the wire, such as `correction`.
    release_kind_code(kind: ReleaseKind);
    /// The code of an encoding as it stands on the wire, such as `gsm_7`.
    sms_encoding_code(encoding: SmsEncoding);
    /// The code of what is asked about as it stands on the wire, such as `phone`.
    query_kind_code(kind: QueryKind);
    /// The code of a purpose as it stands on the wire, such as `before_meeting`.
    lookup_purpose_code(purpose: LookupPurpose);
    /// The code of an outcome as it stands on the wire, such as `nothing_to_show`.
    outcome_code(outcome: Outcome);
    /// The code of a tier as it stands on the wire, such as `probable`.
    tier_code(tier: Tier);
    /// The code of a field as it stands on the wire, such as `hair_colour`.
    field_code(field: Field);
    /// The code of an agreement as it stands on the wire, such as `confusable`.
    agreement_code(agreement: Agreement);
    /// The code of how an identifier is more than one person's as it stands on the wire, such as `recycled`.
    shared_use_code(used: SharedUse);
    /// The code of a route as it stands on the wire, such as `other_area`.
    route_code(route: Route);
    /// The code of a state of triage as it stands on the wire, such as `accepted`.
    triage_state_code(state: TriageState);
    /// The code of a reason of triage as it stands on the wire, such as `out_of_scope`.
    triage_reason_code(reason: TriageReason);
}

/// What a reason means, in English, for the scheme's own screens.
#[uniffi::export]
fn reason_message(reason: Reason) -> String {
    shielded(|| reason.message().to_owned())
}

/// What an inference means, in English, for the person who drafts and for her whom it concerns.
#[uniffi::export]
fn inference_sentence(inference: Inference) -> String {
    shielded(|| inference.sentence().to_owned())
}

/// What a caseworker calls a field, such as `phone number`.
#[uniffi::export]
fn field_name(field: Field) -> String {
    shielded(|| field.name().to_owned())
}

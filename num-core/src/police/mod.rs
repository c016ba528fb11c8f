//! Police records: what one police recipient is given of one report, as JSON, with a proposed 3x5x2 grading and the
//! conditions under which it may be handled. Made from a disclosure and from nothing else.

use std::fmt;

use serde::Serialize;

use crate::{
    consent::PoliceRecipient,
    disclosure::{Audience, Disclosure, PoliceAnonymous, PoliceFull, Recipient, Shown, ShownValue},
    error::Code,
    id::Reference,
    intelligence::{Handling, InformationEvaluation, Proposal, SourceEvaluation},
    timestamp::Timestamp,
};

/// What a recipient of anonymous intelligence is bound by.
const ANONYMOUS_CONDITIONS: [&str; 4] = [
    "Do not attempt to identify the source.",
    "Not for immigration enforcement.",
    "Not for action against the victim.",
    "Contact the scheme, quoting the reference, before any further use.",
];

/// What a recipient of full details is bound by.
const FULL_CONDITIONS: [&str; 4] = [
    "Do not disclose who the victim or the reporter is outside the investigation.",
    "Not for immigration enforcement.",
    "Not for action against the victim.",
    "Tell the scheme, quoting the reference, how it was used.",
];

/// Why no record can be made: it contains a value that was withheld, and a person must look at it (A30).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the composed record contains a value that was withheld")]
pub struct ContainsWithheldValue;

impl ContainsWithheldValue {
    /// The stable code.
    pub fn code(self) -> Code {
        Code::OUTPUT_CONTAINS_WITHHELD_VALUE
    }
}

/// Disclosures to the police.
pub trait PoliceAudience: Audience {
    /// The recipient.
    fn police_recipient(&self) -> PoliceRecipient;
}

impl PoliceAudience for PoliceAnonymous {
    fn police_recipient(&self) -> PoliceRecipient {
        self.recipient
    }
}

impl PoliceAudience for PoliceFull {
    fn police_recipient(&self) -> PoliceRecipient {
        self.recipient
    }
}

/// One report for one police recipient, `uglymugs.police_record/1`.
#[derive(Clone)]
pub struct PoliceRecord {
    recipient: PoliceRecipient,
    full: bool,
    reference: Reference,
    as_of: Timestamp,
    shown: Shown,
}

impl PoliceRecord {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.police_record/1";

    /// Makes a record of what the gate disclosed.
    ///
    /// # Errors
    /// [`ContainsWithheldValue`].
    pub fn new<A: PoliceAudience>(disclosure: &Disclosure<A>) -> Result<Self, ContainsWithheldValue> {
        let audience = disclosure.audience();
        let shown = disclosure.shown();
        if disclosure.withholds_from(&shown.written().join("\n")) {
            return Err(ContainsWithheldValue);
        }
        // A disclosure to the police always has a reference: the gate refuses to make one without.
        let reference = disclosure.reference().ok_or(ContainsWithheldValue)?.clone();
        Ok(Self {
            recipient: audience.police_recipient(),
            full: matches!(audience.recipient(), Recipient::PoliceFull(_)),
            reference,
            as_of: disclosure.as_of(),
            shown: shown.clone(),
        })
    }

    /// To whom.
    pub fn recipient(&self) -> PoliceRecipient {
        self.recipient
    }

    /// What the recipient calls the report.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The record as JSON, with one final line feed.
    pub fn to_json(&self) -> String {
        let wire = RecordWire {
            schema: Self::SCHEMA,
            recipient: self.recipient,
            recipient_name: self.recipient.name(),
            reference: &self.reference,
            made_at: self.as_of,
            details: if self.full { "full" } else { "anonymous" },
            grading: Grading::of(&self.shown),
            handling_conditions: if self.full { &FULL_CONDITIONS } else { &ANONYMOUS_CONDITIONS },
            report: &self.shown,
        };
        // Our own types serialise into memory without fail.
        let mut json = serde_json::to_string_pretty(&wire).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl fmt::Debug for PoliceRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PoliceRecord({})", self.reference)
    }
}

/// A proposal for the 3x5x2 grading, made from shown parts only (A20): the police grade, a partner proposes.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Grading {
    source: SourceEvaluation,
    information: InformationEvaluation,
    handling: Handling,
}

impl Grading {
    fn of(shown: &Shown) -> Self {
        let first_hand = match shown.reporter.first_hand {
            Some(ShownValue::Exact(first_hand)) => Some(first_hand),
            _ => None,
        };
        let Proposal { source, information, handling } = Proposal::of(first_hand);
        Self { source, information, handling }
    }
}

/// `uglymugs.police_record/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PoliceRecord"))]
pub(crate) struct RecordWire<'r> {
    schema: &'r str,
    recipient: PoliceRecipient,
    recipient_name: &'r str,
    reference: &'r Reference,
    made_at: Timestamp,
    details: &'r str,
    grading: Grading,
    handling_conditions: &'r [&'r str],
    report: &'r Shown,
}

//! Police records: what one police recipient is given of one report, as JSON, with a proposed 3x5x2 grading and the
//! conditions under which it may be handled. Made from a disclosure and from nothing else.

mod document;
mod in_words;
mod routing;

use std::fmt;

use serde::Serialize;

pub use self::routing::{Route, route, scas_kinds};

use crate::{
    code::CodeTable,
    consent::PoliceRecipient,
    disclosure::{Audience, Basis, Disclosure, PathAt, PoliceAnonymous, PoliceFull, Recipient, Shown, ShownValue},
    error::Code,
    id::{Reference, SchemeId},
    intelligence::{Handling, InformationEvaluation, Proposal, SourceEvaluation},
    text::Text,
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

/// Why no record can be made: it contains values that were withheld, at these places, and a person must look at them (A30).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the composed record contains a value that was withheld")]
pub struct ContainsWithheldValue(pub Vec<PathAt>);

impl ContainsWithheldValue {
    /// The stable code.
    pub fn code(&self) -> Code {
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

/// Whose report it is: the scheme, and how it is reached.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issuer {
    /// The scheme.
    pub scheme: SchemeId,
    /// Its name.
    pub name: Text<200>,
    /// How to reach it, quoting the reference: a number, an address, hours.
    pub contact: Text<500>,
}

/// One report for one police recipient, `uglymugs.police_record/1`.
#[derive(Clone)]
pub struct PoliceRecord {
    recipient: PoliceRecipient,
    full: bool,
    basis: Basis,
    issuer: Issuer,
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
    pub fn new<A: PoliceAudience>(disclosure: &Disclosure<A>, issuer: &Issuer) -> Result<Self, ContainsWithheldValue> {
        let audience = disclosure.audience();
        let shown = disclosure.shown();
        let withheld = disclosure.withheld_in(&shown.written().join("\n"));
        // A disclosure to the police always has a reference: the gate refuses to make one without.
        let reference = disclosure.reference().filter(|_| withheld.is_empty()).cloned();
        let reference = reference.ok_or(ContainsWithheldValue(withheld))?;
        Ok(Self {
            recipient: audience.police_recipient(),
            full: matches!(audience.recipient(), Recipient::PoliceFull(_)),
            basis: disclosure.behind().basis,
            issuer: issuer.clone(),
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

    /// On what it rests.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Under which conditions it may be handled.
    pub fn handling_conditions(&self) -> &'static [&'static str] {
        if self.full { &FULL_CONDITIONS } else { &ANONYMOUS_CONDITIONS }
    }

    /// The record as a document to read and to print: what a duty officer needs comes first.
    pub fn to_html(&self) -> String {
        let basis = match self.basis {
            Basis::Consent => "The consent of the person it happened to.".to_owned(),
            Basis::Override(ground) => format!("Given without consent. Ground: {}.", ground.words()),
        };
        let head = document::Head {
            recipient: self.recipient.name(),
            reference: &self.reference,
            made_at: self.as_of,
            full: self.full,
            basis: &basis,
            issuer: self.issuer.name.expose(),
            contact: self.issuer.contact.expose(),
            proposal: proposal(&self.shown),
            conditions: self.handling_conditions(),
        };
        document::document(&head, &self.shown)
    }

    /// The record as JSON, with one final line feed.
    pub fn to_json(&self) -> String {
        let wire = RecordWire {
            schema: Self::SCHEMA,
            recipient: self.recipient,
            recipient_name: self.recipient.name(),
            reference: &self.reference,
            made_at: self.as_of,
            issuer: &self.issuer,
            basis: self.basis,
            details: if self.full { "full" } else { "anonymous" },
            grading: proposal(&self.shown).into(),
            handling_conditions: self.handling_conditions(),
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

impl From<Proposal> for Grading {
    fn from(Proposal { source, information, handling }: Proposal) -> Self {
        Self { source, information, handling }
    }
}

fn proposal(shown: &Shown) -> Proposal {
    Proposal::of(match shown.reporter.first_hand {
        Some(ShownValue::Exact(first_hand)) => Some(first_hand),
        _ => None,
    })
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
    issuer: &'r Issuer,
    basis: Basis,
    details: &'r str,
    grading: Grading,
    handling_conditions: &'r [&'r str],
    report: &'r Shown,
}

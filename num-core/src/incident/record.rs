use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use serde::Serialize;

use super::{
    ContactMethod, Draft, Injury, Offender, OwnWords, PoliceContact, ReportPart, Safety, Sector, SupportWanted, Values,
    Victim,
};
use crate::{
    answer::{Absent, Answer},
    code::code_table,
    consent::SourceGrade,
    error::Problems,
    id::{IncidentId, SourceId},
    json::{self, Extra, Mode},
    offence::{HomeOfficeCode, OffenceKind},
    place::Place,
    text::{Language, Text},
    timestamp::Timestamp,
    when::When,
};

/// The longest narrative, in characters.
pub(super) const MAX_NARRATIVE: usize = 100_000;

/// A validated report. Cheap to clone; nothing in it can be changed.
///
/// Reading a field is [`Deref`] to [`Record`]; making one is [`Draft::validate`] or [`Incident::from_json`].
#[derive(Clone)]
pub struct Incident(Arc<Kept>);

struct Kept {
    record: Record,
    extras: Vec<Extra>,
    values: OnceLock<Values>,
}

impl Incident {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.incident/1";

    pub(crate) fn new(record: Record, extras: Vec<Extra>) -> Self {
        Self(Arc::new(Kept { record, extras, values: OnceLock::new() }))
    }

    /// Reads `uglymugs.incident/1`.
    ///
    /// # Errors
    /// Every problem of the document, each with its path.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        Draft::from_json(bytes)?.validate(mode)
    }

    /// Its uncoded values and free texts, folded at the first asking.
    pub(crate) fn values(&self) -> &Values {
        self.0.values.get_or_init(|| Values::of(&self.0.record))
    }

    /// Writes `uglymugs.incident/1`, with the members that lenient reading kept.
    pub fn to_json(&self) -> String {
        json::to_string(&self.0.record, &self.0.extras)
    }
}

impl Deref for Incident {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0.record
    }
}

impl fmt::Debug for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incident({})", self.id)
    }
}

/// The fields of a report, `uglymugs.incident/1`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Incident", deny_unknown_fields))]
#[non_exhaustive]
pub struct Record {
    #[serde(rename = "schema")]
    #[cfg_attr(feature = "schema", schemars(rename = "schema"))]
    pub(crate) schema: &'static str,
    /// The scheme's own id of the report; it never leaves.
    pub id: IncidentId,
    /// When the scheme received it; never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// What was done, 1–20.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 20)))]
    pub offences: Vec<Offence>,
    /// When it happened.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub when: Answer<When>,
    /// Where it happened.
    #[serde(skip_serializing_if = "Absent::is_absent")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub place: Place,
    /// How the victim was working then.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub setting: Answer<Sector>,
    /// What happened, in the words of whoever told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<Text<MAX_NARRATIVE>>,
    /// An edited summary. It reaches an audience when a person approved exactly this text for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// What was said beside the codes, word for word, at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = 20)))]
    pub own_words: Vec<OwnWords<ReportPart>>,
    /// The worst injury.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub injuries: Answer<Injury>,
    /// Support that the victim would like, 1–20.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub support_wanted: Answer<Vec<SupportWanted>>,
    /// How offender and victim came into contact.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub contact_method: Answer<ContactMethod>,
    /// Contact with the police so far.
    #[serde(skip_serializing_if = "Absent::is_absent")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub police_contact: PoliceContact,
    /// What kind of person gave the report.
    pub reporter: Reporter,
    /// The victim's own characteristics.
    #[serde(skip_serializing_if = "Absent::is_absent")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub victim: Victim,
    /// The offenders, at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = 20)))]
    pub offenders: Vec<Offender>,
    /// What the reporter said about her own safety.
    #[serde(skip_serializing_if = "Absent::is_absent")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub safety: Safety,
}

/// One offence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Offence {
    /// The scheme's kind.
    pub kind: OffenceKind,
    /// Home Office codes of that kind; shown to PoliceFull alone, since they tell the victim's sex and age.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = 20)))]
    pub home_office_codes: Vec<HomeOfficeCode>,
}

/// An edited summary in one language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Summary {
    /// The text.
    pub text: Text<2000>,
    /// Its language.
    pub language: Language,
}

code_table! {
    /// What kind of person gave the report.
    ReporterKind {
        Victim = "victim",
        ProjectWorker = "project_worker",
        Witness = "witness",
        Establishment = "establishment",
    }
}

impl ReporterKind {
    /// Its band for research: `victim` or `third_party`.
    pub fn band(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::ProjectWorker | Self::Witness | Self::Establishment => "third_party",
        }
    }
}

/// Who gave the report, as a kind; the person is in the identity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Reporter {
    /// The kind.
    pub kind: ReporterKind,
    /// What the scheme calls the reporter; never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub pseudonym: Option<SourceId>,
    /// Whether the reporter was there.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub first_hand: Answer<bool>,
    /// How well the scheme knows the source.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub grade: Answer<SourceGrade>,
}

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use serde::Serialize;

use super::{Draft, Offender, Safety, Values, Victim};
use crate::{
    answer::Answer,
    code::code_table,
    error::Problems,
    id::IncidentId,
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
    #[serde(skip_serializing_if = "place_is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub place: Place,
    /// What happened, in the words of whoever told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<Text<MAX_NARRATIVE>>,
    /// An edited summary. It reaches an audience when a person approved exactly this text for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// The worst injury.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub injuries: Answer<Injury>,
    /// What kind of person gave the report.
    pub reporter: Reporter,
    /// The victim's own characteristics.
    #[serde(skip_serializing_if = "Victim::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub victim: Victim,
    /// The offenders, at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = 20)))]
    pub offenders: Vec<Offender>,
    /// What the reporter said about her own safety.
    #[serde(skip_serializing_if = "Safety::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub safety: Safety,
}

fn place_is_empty(place: &Place) -> bool {
    place.force.is_none()
        && place.area.is_not_asked()
        && place.venue.is_none()
        && place.street.is_none()
        && place.postcode.is_none()
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
    /// The worst injury.
    Injury {
        None = "none",
        Bruising = "bruising",
        Cuts = "cuts",
        OtherMinor = "other_minor",
        Fracture = "fracture",
        HeadInjury = "head_injury",
        Strangulation = "strangulation",
        Internal = "internal",
        OtherSerious = "other_serious",
    }
}

impl Injury {
    /// Its band for research: `none`, `minor` or `serious`.
    pub fn band(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bruising | Self::Cuts | Self::OtherMinor => "minor",
            Self::Fracture | Self::HeadInjury | Self::Strangulation | Self::Internal | Self::OtherSerious => "serious",
        }
    }
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
    /// Whether the reporter was there.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub first_hand: Answer<bool>,
}

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Condition, PoliceRecipient, Purpose, Scope, Target};
use crate::{
    code::code_table,
    error::Problems,
    id::{IncidentId, WordingVersion},
    text::{Text, fold},
    timestamp::Timestamp,
};

/// One entry of a consent history.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Event {
    /// Something was granted.
    Grant(Statement),
    /// Something was taken back.
    Withdraw(Withdrawal),
    /// Something is released without consent, by an explicit act.
    Override(Override),
}

impl Event {
    /// Reads one event, as it stands among the `events` of `uglymugs.consent/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        super::decode::one_event(bytes)
    }
}

/// A statement of consent: who, when, under which wording, taken how, for which purposes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// When it was given.
    pub at: Timestamp,
    /// Who gave it.
    pub by: Giver,
    /// The version of the wording that was read to, or by, the giver.
    pub wording: WordingVersion,
    /// How and by whom it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture: Option<Capture>,
    /// When it begins, if later than it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// What is granted.
    pub grants: Vec<Grant>,
}

/// Who gives consent.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "who", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Giver {
    /// The victim.
    Victim,
    /// A third party, with or without the victim's authority.
    ThirdParty {
        /// The authority, as far as it is recorded.
        #[serde(skip_serializing_if = "Option::is_none")]
        authority: Option<Authority>,
    },
    /// The reporter, of the reporter's own identity and of nothing else.
    Reporter,
}

/// The victim's authority for a third party. With a part missing it is none (A05).
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Authority {
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Text<200>>,
    /// How it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Text<200>>,
    /// When it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

impl Authority {
    /// Whether it is complete, and was given no later than the statement that rests on it.
    pub fn covers(&self, statement: Timestamp) -> bool {
        let said = |text: &Option<Text<200>>| text.as_ref().is_some_and(|text| !fold(text.expose()).is_empty());
        said(&self.who) && said(&self.how) && self.at.is_some_and(|at| at <= statement)
    }
}

code_table! {
    /// How consent was taken.
    CaptureHow {
        InPerson = "in_person",
        Phone = "phone",
        WebForm = "web_form",
        App = "app",
        Paper = "paper",
        Email = "email",
    }
}

/// How and by whom consent was taken.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Capture {
    /// How.
    pub how: CaptureHow,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<Text<200>>,
}

/// One purpose, one recipient, how far, on what condition.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Grant {
    /// What for.
    pub purpose: Purpose,
    /// To whom.
    #[serde(skip_serializing_if = "Target::is_inside")]
    #[cfg_attr(feature = "schema", schemars(default = "inside"))]
    pub recipient: Target,
    /// How far; absent: whatever the policy gives that audience without a further grant. Empty: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Whether she was told that he may well recognise her, and wants it all the same.
    #[serde(skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub recognition_accepted: bool,
    /// The condition on which it hangs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

#[cfg(feature = "schema")]
fn inside() -> Target {
    Target::Inside
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn is_false(value: &bool) -> bool {
    !*value
}

code_table! {
    /// Who withdraws. Each takes effect at once; only the victim restores.
    Withdrawer {
        Victim = "victim",
        Reporter = "reporter",
        /// The project on record.
        Project = "project",
    }
}

/// A withdrawal. It needs no wording.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Withdrawer,
    /// What; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<Vec<Withdrawn>>,
}

/// A purpose that is withdrawn, for one recipient or for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The purpose.
    pub purpose: Purpose,
    /// The recipient; `None` for every one.
    pub recipient: Option<Target>,
}

impl Withdrawn {
    /// Whether it names this purpose and recipient.
    pub fn names(&self, purpose: Purpose, recipient: &Target) -> bool {
        self.purpose == purpose && self.recipient.as_ref().is_none_or(|named| named == recipient)
    }
}

impl Serialize for Withdrawn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("purpose", &self.purpose)?;
        if let Some(recipient) = self.recipient.as_ref().and_then(Target::as_str) {
            map.serialize_entry("recipient", recipient)?;
        }
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Withdrawn {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Withdrawn".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (purpose, recipient) = (generator.subschema_for::<Purpose>(), generator.subschema_for::<Target>());
        schemars::json_schema!({
            "type": "object", "properties": {"purpose": purpose, "recipient": recipient},
            "required": ["purpose"], "additionalProperties": false
        })
    }
}

code_table! {
    /// On what ground something may leave without consent.
    Ground {
        ChildAtRisk = "child_at_risk",
        VulnerableAdult = "vulnerable_adult",
        ThreatToLife = "threat_to_life",
        Terrorism = "terrorism",
        CourtOrder = "court_order",
    }
}

/// A release without consent: one incident, one police recipient, a ground, a reason, an end, two authorisers.
/// With any of these missing it opens nothing (A10).
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Override {
    /// The incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// The one recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PoliceRecipient>,
    /// The ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<2000>>,
    /// Until before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// Who signed, and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub signatures: Vec<Signature>,
}

/// The signature of an authoriser.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Signature {
    /// Who.
    pub authoriser: Text<200>,
    /// When.
    pub at: Timestamp,
}

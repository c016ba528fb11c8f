//! A report with everything that stands beside it, `uglymugs.case/1`: what one line of a JSON Lines file holds, and what a
//! caller needs who keeps nothing else.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    consent::{ConsentHistory, ConsentState, Level, decode as consent},
    disclosure::{self, AnyDecision, Audience, Circumstances, Decision, DiscloseError, Policy, Recipient, Triage},
    error::{Code, Problem, Problems},
    identity::{self, Identity},
    incident::{self, Incident},
    json::{Document, Extra, MAX_DEPTH, Mode, Node, Reader},
    timestamp::Timestamp,
    triage::OwnContacts,
};

/// A report, who stands behind it, what was consented to, and what the scheme recorded.
#[derive(Clone, Debug)]
pub struct Case {
    /// The report.
    pub incident: Incident,
    /// Who stands behind it.
    pub identity: Identity,
    /// What was consented to.
    pub consent: ConsentHistory,
    /// What the scheme recorded.
    pub circumstances: Circumstances,
    extras: Vec<Extra>,
}

impl Case {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.case/1";

    /// A report on which nothing was said and nothing recorded.
    pub fn new(incident: Incident) -> Self {
        let id = &incident.id;
        Self {
            identity: Identity::unknown(id.clone()),
            consent: ConsentHistory::new(id.clone()),
            circumstances: Circumstances::new(id.clone()),
            extras: Vec::new(),
            incident,
        }
    }

    /// What consent stands at an instant; `None` when no version of the policy is in force.
    pub fn consent_at(&self, policy: &Policy, as_of: Timestamp) -> Option<ConsentState> {
        let wordings = policy.in_force(as_of)?.wordings();
        Some(self.consent.state_at(as_of, wordings, &self.circumstances.facts, self.incident.offenders.len()))
    }

    /// The ordered level of consent at an instant.
    ///
    /// # Errors
    /// [`DiscloseError::NoPolicyInForce`], and [`DiscloseError::MismatchedIncident`] when consent or circumstances are of another report.
    pub fn level(&self, policy: &Policy, as_of: Timestamp) -> Result<Level, DiscloseError> {
        let id = &self.incident.id;
        if self.consent.incident() != id || self.circumstances.incident != *id {
            return Err(DiscloseError::MismatchedIncident);
        }
        Ok(self.consent_at(policy, as_of).ok_or(DiscloseError::NoPolicyInForce)?.level())
    }

    /// Asks the gate what a recipient is given at an instant.
    ///
    /// # Errors
    /// As [`disclosure::disclose`].
    pub fn disclose_to(
        &self,
        policy: &Policy,
        recipient: Recipient,
        as_of: Timestamp,
    ) -> Result<AnyDecision, DiscloseError> {
        let state = self.state_for_the_gate(policy, as_of);
        let Self { incident, identity, circumstances, .. } = self;
        disclosure::disclose_to(incident, identity, &state, circumstances, policy, recipient, as_of)
    }

    /// Asks the gate for an audience that is known when the program is written.
    ///
    /// # Errors
    /// As [`disclosure::disclose`].
    pub fn disclose<A: Audience>(
        &self,
        policy: &Policy,
        audience: A,
        as_of: Timestamp,
    ) -> Result<Decision<A>, DiscloseError> {
        let state = self.state_for_the_gate(policy, as_of);
        let Self { incident, identity, circumstances, .. } = self;
        disclosure::disclose(incident, identity, &state, circumstances, policy, audience, as_of)
    }

    /// Without a policy the gate refuses the question; it has the first word on what is wrong with it.
    fn state_for_the_gate(&self, policy: &Policy, as_of: Timestamp) -> ConsentState {
        let silent = || ConsentState::silent(self.consent.incident().clone(), as_of);
        self.consent_at(policy, as_of).unwrap_or_else(silent)
    }

    /// Holds back every identifier that equals a contact of a member, worker or organisation, until a caseworker decides (A17).
    /// The answer is how many were not held back before.
    pub fn flag_own_contacts(&mut self, contacts: &OwnContacts) -> usize {
        contacts.flag(&self.incident, &mut self.circumstances)
    }

    /// Records where the report stands in triage. The record is only added to; what stands is the latest.
    ///
    /// # Errors
    /// [`Code::TRIAGE_DUPLICATE_OF`] when a duplicate does not name the other report that it repeats, or something else does;
    /// [`Code::TRIAGE_WHY_MISPLACED`] when a reason stands with a state that has none.
    pub fn record_triage(&mut self, entry: Triage) -> Result<(), Code> {
        self.circumstances.record_triage(entry)
    }

    /// Reads `uglymugs.case/1`.
    ///
    /// # Errors
    /// Every problem of the document and of those in it.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        let document = Document::parse_to(bytes, MAX_DEPTH + 1)?;
        let mut reader = Reader::new(&document, mode);
        let parts = read(&mut reader, &document.root);
        let extras = reader.finish()?;
        parts.map(|parts| parts.case(extras)).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Takes `uglymugs.case/1` as a tree that stood in no document.
    ///
    /// # Errors
    /// Every problem of it.
    #[cfg(feature = "intake")]
    pub(crate) fn from_tree(root: Node) -> Result<Self, Problems> {
        let document = Document::new(root);
        let mut reader = Reader::new(&document, Mode::Strict);
        let parts = read(&mut reader, &document.root);
        let extras = reader.finish()?;
        parts.map(|parts| parts.case(extras)).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.case/1`.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Texts {
            schema: &'static str,
            incident: Option<Box<RawValue>>,
            identity: Option<Box<RawValue>>,
            consent: Option<Box<RawValue>>,
            circumstances: Option<Box<RawValue>>,
        }
        // What our own writers wrote is JSON.
        let raw = |text: String| RawValue::from_string(text).ok();
        let wire = Texts {
            schema: Self::SCHEMA,
            incident: raw(self.incident.to_json()),
            identity: raw(self.identity.to_json()),
            consent: raw(self.consent.to_json()),
            circumstances: raw(self.circumstances.to_json()),
        };
        crate::json::to_string(&wire, &self.extras)
    }
}

/// `uglymugs.case/1`, for its schema: reading and writing go through the documents in it.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Case", deny_unknown_fields)]
#[allow(dead_code)]
pub(crate) struct CaseWire<'c> {
    schema: &'c str,
    incident: incident::Record,
    identity: Option<identity::People>,
    consent: Option<crate::consent::ConsentWire<'c>>,
    circumstances: Option<Circumstances>,
}

struct Parts {
    incident: incident::Record,
    identity: Option<identity::People>,
    consent: Option<ConsentHistory>,
    circumstances: Option<Circumstances>,
}

impl Parts {
    /// Each document takes the members that were kept below it.
    fn case(self, extras: Vec<Extra>) -> Case {
        let below = |name: &str| -> Vec<Extra> { extras.iter().filter_map(|extra| extra.below(name)).collect() };
        let case = Case::new(Incident::new(self.incident, below("incident")));
        Case {
            identity: match self.identity {
                Some(people) => Identity::new(people, below("identity")),
                None => case.identity,
            },
            consent: self.consent.map_or(case.consent, |consent| consent.with_extras(below("consent"))),
            circumstances: self
                .circumstances
                .map_or(case.circumstances, |circumstances| circumstances.with_extras(below("circumstances"))),
            extras: extras.iter().filter(|extra| extra.holder.is_empty()).cloned().collect(),
            incident: case.incident,
        }
    }
}

fn read(reader: &mut Reader<'_>, root: &Node) -> Option<Parts> {
    if !reader.is_of(root, Case::SCHEMA) {
        return None;
    }
    let (mut schema, mut incident, mut identity, mut consent, mut circumstances) = (None, None, None, None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "incident" => incident = incident::read(r, node),
            "identity" => identity = identity::read(r, node),
            "consent" => consent = consent::read_history(r, node),
            "circumstances" => circumstances = disclosure::read_circumstances(r, node),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let incident = reader.required(incident, "incident", root);
    Some(Parts { incident: incident?, identity, consent, circumstances })
}

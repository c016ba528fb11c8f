//! What a scheme has recorded beside a report: triage, decisions, references, approvals, own-contact hits.

use std::fmt;

use serde::{Serialize, Serializer};

use super::recipient::{AudienceKind, ReferenceKey};
use crate::{
    code::code_table,
    consent::{Facts, decode},
    error::{Code, Problem, Problems},
    id::{Id, IncidentId, Reference},
    incident::{Path, PathAt},
    json::{self, Document, Extra, Mode, Node, Reader, Value},
    text::{Language, Text},
    timestamp::Timestamp,
};

const MAX_ENTRIES: usize = 10_000;

/// What a scheme has recorded beside one report. Everything in it counts from its instant on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Circumstances {
    #[serde(rename = "schema")]
    schema: &'static str,
    /// The report.
    pub incident: IncidentId,
    /// Its triage, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub triage: Vec<Triage>,
    /// Decisions on age, capacity or danger.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub decisions: Vec<Decision>,
    /// What recipients call the report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub references: Vec<Handed>,
    /// Texts that a person approved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub approvals: Vec<Approval>,
    /// Identifiers of offenders that equal a contact of a member, worker or organisation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub own_contacts: Vec<OwnContact>,
    /// What consent hangs on.
    #[serde(skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub facts: Facts,
    #[serde(skip)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    extras: Vec<Extra>,
}

fn is_empty(facts: &Facts) -> bool {
    facts.linked_reports.is_empty() && facts.own_sources.is_empty() && facts.twin_withdrawals.is_empty()
}

impl Circumstances {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.circumstances/1";

    /// Nothing recorded.
    pub fn new(incident: IncidentId) -> Self {
        Self {
            schema: Self::SCHEMA,
            incident,
            triage: Vec::new(),
            decisions: Vec::new(),
            references: Vec::new(),
            approvals: Vec::new(),
            own_contacts: Vec::new(),
            facts: Facts::default(),
            extras: Vec::new(),
        }
    }

    pub(crate) fn with_extras(self, extras: Vec<Extra>) -> Self {
        Self { extras, ..self }
    }

    /// The triage state at an instant.
    pub fn triage_at(&self, as_of: Timestamp) -> Option<TriageState> {
        self.triage_entry_at(as_of).map(|entry| entry.state)
    }

    /// What stands in triage at an instant.
    pub fn triage_entry_at(&self, as_of: Timestamp) -> Option<&Triage> {
        latest(&self.triage, |entry| entry.at, as_of)
    }

    /// Records where the report stands in triage.
    ///
    /// # Errors
    /// [`Code::TRIAGE_DUPLICATE_OF`], [`Code::TRIAGE_WHY_MISPLACED`].
    pub fn record_triage(&mut self, entry: Triage) -> Result<(), Code> {
        let names_itself = entry.of.as_ref() == Some(&self.incident);
        match misplaced(entry.state, entry.of.is_some(), names_itself, entry.why.is_some()).next() {
            Some((code, _)) => Err(code),
            None => {
                self.triage.push(entry);
                Ok(())
            }
        }
    }

    /// Whether a person decided that the report may go on in spite of age, capacity or danger.
    pub fn may_proceed(&self, as_of: Timestamp) -> bool {
        latest(&self.decisions, |decision| decision.at, as_of).is_some_and(|decision| decision.proceed)
    }

    /// The reference for a recipient.
    pub fn reference(&self, key: &ReferenceKey) -> Option<&Reference> {
        let handed = self.references.iter().find(|handed| handed.recipient == *key)?;
        // The report's own id never leaves.
        Some(&handed.reference).filter(|reference| reference.as_str() != self.incident.as_str())
    }

    /// Whether a person approved exactly this text for an audience (A29).
    pub fn approved(&self, text: &str, language: Option<Language>, audience: AudienceKind, as_of: Timestamp) -> bool {
        self.approvals.iter().any(|approval| {
            approval.at <= as_of
                && approval.audiences.contains(&audience)
                && language.is_none_or(|language| language == approval.language)
                && approval.text.expose() == text
        })
    }

    /// Whether an identifier is held against somebody's own contacts: recorded as a hit, and not released.
    pub(super) fn own_contact(&self, at: PathAt, as_of: Timestamp) -> Option<bool> {
        let mut hits = self.own_contacts.iter().filter(|hit| hit.path.0 == at).peekable();
        hits.peek()?;
        Some(hits.all(|hit| hit.decision.as_ref().is_some_and(|decision| decision.show && decision.at <= as_of)))
    }

    /// Reads `uglymugs.circumstances/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, mode);
        let circumstances = circumstances(&mut reader, &document.root);
        let extras = reader.finish()?;
        circumstances
            .map(|circumstances| circumstances.with_extras(extras))
            .ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.circumstances/1`.
    pub fn to_json(&self) -> String {
        json::to_string(self, &self.extras)
    }
}

/// The latest entry at an instant; at equal instants the later in the list.
fn latest<T>(entries: &[T], at: impl Fn(&T) -> Timestamp, as_of: Timestamp) -> Option<&T> {
    entries.iter().filter(|entry| at(entry) <= as_of).max_by_key(|entry| at(entry))
}

code_table! {
    /// Where a report stands in triage.
    TriageState {
        Received = "received",
        Accepted = "accepted",
        Rejected = "rejected",
        Duplicate = "duplicate",
        Disputed = "disputed",
    }
}

/// An entry of triage.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Triage {
    /// The state.
    pub state: TriageState,
    /// Since when.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: Text<200>,
    /// The report that a duplicate repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<IncidentId>,
    /// Why it is rejected or disputed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<TriageReason>,
}

code_table! {
    /// Why a report is rejected or disputed.
    TriageReason {
        OutOfScope = "out_of_scope",
        NotEnoughTold = "not_enough_told",
        ToldByMistake = "told_by_mistake",
        FalseReport = "false_report",
        Contested = "contested",
        Test = "test",
        Other = "other",
    }
}

/// What an entry of triage says that does not go with its state: the code, and the member.
fn misplaced(
    state: TriageState,
    names_one: bool,
    names_itself: bool,
    has_reason: bool,
) -> impl Iterator<Item = (Code, &'static str)> {
    let of = names_itself || (state == TriageState::Duplicate) != names_one;
    let why = has_reason && !matches!(state, TriageState::Rejected | TriageState::Disputed);
    let of = of.then_some((Code::TRIAGE_DUPLICATE_OF, "of"));
    of.into_iter().chain(why.then_some((Code::TRIAGE_WHY_MISPLACED, "why")))
}

/// A person's decision on a report of someone under 18, of doubtful capacity, or in immediate danger.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Text<200>,
    /// Whether the report goes on like any other.
    pub proceed: bool,
}

/// A reference that was drawn for a recipient. `Debug` does not tell it: beside the id of the report it would link what two
/// recipients were given.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Handed {
    /// For whom.
    pub recipient: ReferenceKey,
    /// The reference.
    pub reference: Reference,
}

impl fmt::Debug for Handed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handed({})", self.recipient)
    }
}

/// A person's approval of a text: these bytes, in one language, for these audiences.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Approval {
    /// The text.
    pub text: Text<2000>,
    /// Its language.
    pub language: Language,
    /// Who approved it.
    pub approver: Text<200>,
    /// When.
    pub at: Timestamp,
    /// For whom.
    pub audiences: Vec<AudienceKind>,
}

/// An identifier of an offender that equals somebody's own contact (A17).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct OwnContact {
    /// Which identifier.
    pub path: IdentifierAt,
    /// What a caseworker decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<OwnContactDecision>,
}

/// What a caseworker decided about an identifier that equals somebody's own contact.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct OwnContactDecision {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Text<200>,
    /// Whether it is shown like any other.
    pub show: bool,
}

/// The place of an identifier, such as `offenders[0].phones[1]` or `offenders[0].vehicle.plate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentifierAt(PathAt);

impl IdentifierAt {
    /// Parses a place.
    ///
    /// # Errors
    /// [`Code::PATH_UNKNOWN`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        Self::read(text).ok_or(Code::PATH_UNKNOWN)
    }

    fn read(text: &str) -> Option<Self> {
        let index = |text: &str| text.parse::<u8>().ok().filter(|index| *index < 20 && index.to_string() == text);
        let (offender, rest) = text.strip_prefix("offenders[")?.split_once("].")?;
        let holder = usize::from(index(offender)?);
        if rest == "vehicle.plate" {
            return Some(Self(PathAt::of(Path::Plate, holder)));
        }
        let (list, element) = rest.strip_suffix(']')?.split_once('[')?;
        let path = match list {
            "aliases" => Path::Aliases,
            "phones" => Path::Phones,
            "emails" => Path::Emails,
            "handles" => Path::Handles,
            "profiles" => Path::Profiles,
            _ => return None,
        };
        Some(Self(PathAt::element(path, holder, usize::from(index(element)?))))
    }
}

impl IdentifierAt {
    /// The place of an identifier that was found there.
    pub(crate) fn found(at: PathAt) -> Self {
        Self(at)
    }
}

impl fmt::Display for IdentifierAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for IdentifierAt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for IdentifierAt {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IdentifierAt".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^offenders\\[[0-9]+\\]\\.(vehicle\\.plate|(aliases|phones|emails|handles|profiles)\\[[0-9]+\\])$"
        })
    }
}

pub(crate) fn circumstances(reader: &mut Reader<'_>, root: &Node) -> Option<Circumstances> {
    if !reader.is_of(root, Circumstances::SCHEMA) {
        return None;
    }
    let (mut schema, mut incident) = (None, None);
    let (mut triage, mut decisions, mut references) = (Vec::new(), Vec::new(), Vec::new());
    let (mut approvals, mut own_contacts, mut facts) = (Vec::new(), Vec::new(), Facts::default());
    let own = match root.get("incident").map(|node| &node.value) {
        Some(Value::Text(id)) => IncidentId::parse(id.expose()).ok(),
        _ => None,
    };
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "incident" => incident = r.id(node),
            "triage" => {
                triage = r.list(node, MAX_ENTRIES, |r, node| self::triage(r, node, own.as_ref())).unwrap_or_default();
            }
            "decisions" => decisions = r.list(node, MAX_ENTRIES, decision).unwrap_or_default(),
            "references" => references = self::references(r, node),
            "approvals" => approvals = r.list(node, MAX_ENTRIES, approval).unwrap_or_default(),
            "own_contacts" => own_contacts = r.list(node, MAX_ENTRIES, own_contact).unwrap_or_default(),
            "facts" => facts = decode::facts(r, node),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let incident = reader.required(incident, "incident", root);
    Some(Circumstances {
        triage,
        decisions,
        references,
        approvals,
        own_contacts,
        facts,
        ..Circumstances::new(incident?)
    })
}

fn triage(reader: &mut Reader<'_>, object: &Node, own: Option<&IncidentId>) -> Option<Triage> {
    let (mut state, mut at, mut by, mut of, mut why) = (None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "state" => state = r.code(node),
            "at" => at = r.parse(node, Timestamp::parse),
            "by" => by = r.text(node),
            "of" => of = r.id(node),
            "why" => why = r.code(node),
            _ => return false,
        }
        true
    });
    let state = reader.required(state, "state", object);
    let at = reader.required(at, "at", object);
    let by = reader.required(by, "by", object);
    if let Some(state) = state {
        let names_itself = of.is_some() && of.as_ref() == own;
        let has = |name| object.get(name).is_some();
        for (code, name) in misplaced(state, has("of"), names_itself, has("why")) {
            reader.problem_of(name, code, object);
        }
    }
    Some(Triage { state: state?, at: at?, by: by?, of, why })
}

fn decision(reader: &mut Reader<'_>, object: &Node) -> Option<Decision> {
    let (mut at, mut by, mut proceed) = (None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "at" => at = r.parse(node, Timestamp::parse),
            "by" => by = r.text(node),
            "proceed" => proceed = r.bool(node),
            _ => return false,
        }
        true
    });
    let at = reader.required(at, "at", object);
    let by = reader.required(by, "by", object);
    let proceed = reader.required(proceed, "proceed", object);
    Some(Decision { at: at?, by: by?, proceed: proceed? })
}

fn references(reader: &mut Reader<'_>, node: &Node) -> Vec<Handed> {
    let mut references: Vec<Handed> = Vec::new();
    reader.list(node, MAX_ENTRIES, |r, object| {
        let (mut recipient, mut reference) = (None, None);
        r.members(object, |r, name, node| {
            match name {
                "recipient" => recipient = r.parse(node, ReferenceKey::parse),
                "reference" => reference = r.id(node),
                _ => return false,
            }
            true
        });
        let recipient = r.required(recipient, "recipient", object);
        let reference = r.required(reference, "reference", object);
        let handed = Handed { recipient: recipient?, reference: reference? };
        let repeated =
            references.iter().any(|other| other.recipient == handed.recipient || other.reference == handed.reference);
        if repeated {
            r.problem(Code::REFERENCE_REPEATED, object);
        }
        references.push(handed);
        Some(())
    });
    references
}

fn approval(reader: &mut Reader<'_>, object: &Node) -> Option<Approval> {
    let (mut text, mut language, mut approver, mut at, mut audiences) = (None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "text" => text = r.text(node),
            "language" => language = r.parse(node, Language::parse),
            "approver" => approver = r.text(node),
            "at" => at = r.parse(node, Timestamp::parse),
            "audiences" => audiences = r.list(node, 20, Reader::code),
            _ => return false,
        }
        true
    });
    let text = reader.required(text, "text", object);
    let language = reader.required(language, "language", object);
    let approver = reader.required(approver, "approver", object);
    let at = reader.required(at, "at", object);
    let audiences = reader.required(audiences, "audiences", object);
    Some(Approval { text: text?, language: language?, approver: approver?, at: at?, audiences: audiences? })
}

fn own_contact(reader: &mut Reader<'_>, object: &Node) -> Option<OwnContact> {
    let (mut path, mut decision) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "path" => path = r.parse(node, IdentifierAt::parse),
            "decision" => decision = own_contact_decision(r, node),
            _ => return false,
        }
        true
    });
    Some(OwnContact { path: reader.required(path, "path", object)?, decision })
}

fn own_contact_decision(reader: &mut Reader<'_>, object: &Node) -> Option<OwnContactDecision> {
    let (mut at, mut by, mut show) = (None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "at" => at = r.parse(node, Timestamp::parse),
            "by" => by = r.text(node),
            "show" => show = r.bool(node),
            _ => return false,
        }
        true
    });
    let at = reader.required(at, "at", object);
    let by = reader.required(by, "by", object);
    let show = reader.required(show, "show", object);
    Some(OwnContactDecision { at: at?, by: by?, show: show? })
}

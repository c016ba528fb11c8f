//! Whole schemes, for tests that go from reports to what leaves: a plain report to begin with, and what is done to it.

use num_core::{
    alert::{AlertApproval, AlertRules, Release},
    case::Case,
    consent::{ConsentHistory, Event},
    disclosure::{Policy, Triage, TriageState},
    id::{Id, IncidentId, MemberId, Reference, SchemeId},
    json::Mode,
    lookup::{Answer, Asker, LookupPurpose, LookupRecord, Query, QueryKind, Watch},
    matching::{LinkDecision, SightingId},
    scheme::{Review, Scheme, SchemeError},
    text::Text,
    timestamp::Timestamp,
    triage::OwnContacts,
};
use serde_json::{Value, json};

use super::issuer;
use crate::{asking, vector};

/// When everything in a plain report has happened.
pub const NOW: &str = "2026-03-10T09:00:00+00:00";

/// An instant.
pub fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("an instant")
}

/// The id of a report.
pub fn id(text: &str) -> IncidentId {
    IncidentId::parse(text).expect("an id")
}

/// An accepted report by the person whom the scheme knows as `source`, with consent to matching, look-ups, alerts and anonymous
/// intelligence: a robbery in LS2 on the first of March, by a man with a phone and a car.
pub fn report(id: &str, source: &str) -> Value {
    json!({
        "schema": "uglymugs.case/1",
        "incident": {
            "schema": "uglymugs.incident/1",
            "id": id,
            "received_at": "2026-03-02T10:40:00+00:00",
            "offences": [{"kind": "robbery"}],
            "when": {"at": "2026-03-01T22:15:00+00:00"},
            "place": {"force": "E23000010", "area": "LS2"},
            "reporter": {"kind": "victim", "grade": "verified_member"},
            "victim": {"pseudonym": source, "age_band": "25_34"},
            "offenders": [{
                "aliases": ["Daz"],
                "appearance": {"gender": "man", "ethnicity": "ic1", "age": {"from": 35, "to": 45}, "hair_colour": "brown"},
                "behaviours": ["poses_as_client"],
                "vehicle": {"kind": "car", "colour": "blue"},
                "phones": ["07700 900231"]
            }],
            "safety": {"would_he_know": false, "hold_back": {"hold": "none"}}
        },
        "identity": {"schema": "uglymugs.identity/1", "incident": id, "victim": {"names": ["Gwen Hartley"]}},
        "consent": {"schema": "uglymugs.consent/1", "incident": id, "events": [grants(&[
            json!({"purpose": "matching"}),
            json!({"purpose": "lookup", "recipient": "num"}),
            json!({"purpose": "alert", "recipient": "num"}),
            json!({"purpose": "police_anonymous", "recipient": "E23000010"}),
        ])]},
        "circumstances": {
            "schema": "uglymugs.circumstances/1",
            "incident": id,
            "triage": [
                {"state": "received", "at": "2026-03-02T11:00:00+00:00", "by": "Ruth Okafor"},
                {"state": "accepted", "at": "2026-03-02T12:00:00+00:00", "by": "Ruth Okafor"}
            ]
        }
    })
}

/// What she said on the second of March.
pub fn grants(grants: &[Value]) -> Value {
    json!({"event": "grant", "at": "2026-03-02T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1", "grants": grants})
}

/// The same report with another value at a pointer into its case.
pub fn with(mut case: Value, pointer: &str, value: Value) -> Value {
    let (holder, name) = pointer.rsplit_once('/').expect("a pointer");
    let holder = case.pointer_mut(holder).unwrap_or_else(|| panic!("nothing stands at {holder}"));
    match (name.parse::<usize>(), holder) {
        (Ok(index), Value::Array(elements)) if index < elements.len() => elements[index] = value,
        (_, Value::Array(elements)) => elements.push(value),
        (_, Value::Object(members)) => {
            members.insert(name.to_owned(), value);
        }
        (_, other) => panic!("{other} holds nothing"),
    }
    case
}

/// The same report, by somebody who accepts that he may know.
pub fn accepting(case: Value) -> Value {
    let pointer = "/consent/events/0/grants/2/recognition_accepted";
    with(case, pointer, json!(true))
}

/// What somebody says of consent.
pub fn event(event: Value) -> Event {
    let history = json!({"schema": "uglymugs.consent/1", "incident": "r-0", "events": [event]});
    let history = ConsentHistory::from_json(history.to_string().as_bytes(), Mode::Strict);
    history.unwrap_or_else(|problems| panic!("consent: {problems}")).events()[0].clone()
}

/// A victim's withdrawal of everything.
pub fn withdrawal(at: &str) -> Event {
    event(json!({"event": "withdraw", "at": at, "by": "victim"}))
}

/// An entry of triage.
pub fn triage(state: TriageState, at: &str, of: Option<&str>) -> Triage {
    Triage { state, at: self::at(at), by: Text::parse("Ruth Okafor").expect("a name"), of: of.map(id), why: None }
}

/// The policy of the vectors.
pub fn policy() -> Policy {
    asking::policy(&vector::policy())
}

/// Rules under which everything is alerted, to everybody.
pub fn everything() -> AlertRules {
    let rules = json!({
        "schema": "uglymugs.alert_rules/1", "version": "t-1",
        "rules": [{"offences": ["sexual", "exploitation", "violence", "threats", "property", "not_an_offence"],
                   "reach": "force_and_neighbours", "expires_days": 30}]
    });
    self::rules(&rules)
}

/// Rules from JSON.
pub fn rules(rules: &Value) -> AlertRules {
    AlertRules::from_json(rules.to_string().as_bytes()).unwrap_or_else(|problems| panic!("rules: {problems}"))
}

/// A scheme of the vectors' policy with these reports in it.
pub fn scheme_of(rules: AlertRules, cases: &[Value]) -> Scheme {
    let mut scheme = Scheme::new(issuer(), policy(), rules, OwnContacts::default());
    for case in cases {
        submit(&mut scheme, case);
    }
    scheme
}

/// Takes a report in.
pub fn submit(scheme: &mut Scheme, case: &Value) {
    let case: Case = asking::case(case);
    scheme.submit(case).unwrap_or_else(|error| panic!("submitting: {error}"));
}

/// References in a row.
pub fn references() -> impl FnMut() -> Reference {
    let mut drawn = 0;
    move || {
        drawn += 1;
        Reference::parse(&format!("drawn-{drawn:06}")).expect("a reference")
    }
}

/// A person's approval.
pub fn approval(at: Timestamp) -> AlertApproval {
    AlertApproval::new("Ruth Okafor", at, "He is out there.", "It tells no more than members need.")
        .expect("an approval")
}

/// Drafts, approves and publishes at one instant.
///
/// # Errors
/// Those of the scheme.
pub fn publish(
    scheme: &mut Scheme,
    reports: &[&str],
    as_of: &str,
    references: &mut dyn num_core::scheme::References,
) -> Result<Release, SchemeError> {
    let (reports, as_of): (Vec<IncidentId>, _) = (reports.iter().map(|report| id(report)).collect(), at(as_of));
    let draft = scheme.draft_alert(&reports, as_of, references)?;
    scheme.publish(&draft.approve(approval(as_of))?, as_of)
}

/// Every byte in which a release leaves.
pub fn forms(release: &Release) -> Vec<String> {
    let email = release.email();
    let sms = release.sms();
    vec![
        release.text(),
        format!("{:?} {}: {}", sms.encoding, sms.segments, sms.text),
        email.subject,
        email.text,
        email.html,
        release.bulletin(),
        release.fragment(),
        release.to_json(),
    ]
}

/// What an alert tells, as JSON; null for a retraction.
pub fn told(release: &Release) -> Value {
    let json: Value = serde_json::from_str(&release.to_json()).expect("JSON");
    json["alert"].clone()
}

/// A person's decision that two offenders are one, or are not.
pub fn decide(scheme: &mut Scheme, one: (&str, usize), other: (&str, usize), confirmed: bool, at: &str) {
    let sighting = |(report, offender): (&str, usize)| SightingId::new(id(report), offender);
    let by = Text::parse("Ruth Okafor").expect("a name");
    let decision =
        LinkDecision::new(sighting(one), sighting(other), confirmed, by, self::at(at), None).expect("two reports");
    scheme.decide(decision).unwrap_or_else(|error| panic!("deciding: {error}"));
}

/// The public ids that a review took back.
pub fn taken_back(review: &Review) -> Vec<String> {
    review.retracted.iter().map(|release| release.id().to_string()).collect()
}

/// A member of a scheme.
pub fn asker(scheme: &str, member: &str) -> Asker {
    Asker { scheme: SchemeId::parse(scheme).expect("a scheme"), member: MemberId::parse(member).expect("a member") }
}

/// A watch that lets everything pass and keeps what it is told.
#[derive(Default)]
pub struct Open {
    /// How often it was asked.
    pub asked: usize,
    /// What it was told.
    pub records: Vec<LookupRecord>,
}

impl Watch for Open {
    fn allow(&mut self, _: &Asker, _: LookupPurpose, _: Timestamp) -> bool {
        self.asked += 1;
        true
    }

    fn record(&mut self, record: LookupRecord) {
        self.records.push(record);
    }
}

/// What a member of the scheme is answered.
pub fn look_up(scheme: &Scheme, kind: QueryKind, text: &str, as_of: &str) -> Answer {
    let asker = asker("num", "m-1");
    let answer =
        scheme.check(&Query::new(kind, text), &asker, LookupPurpose::BeforeMeeting, at(as_of), &mut Open::default());
    answer.unwrap_or_else(|error| panic!("a look-up: {error}"))
}

//! What the benchmarks measure on: one full report, disclosed to every audience.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on should say where it stood")]

pub mod intake;
pub mod matching;
pub mod outputs;

use num_core::{
    case::Case,
    consent::ConsentState,
    disclosure::{AnyDecision, Policy, Recipient, disclose_to},
    json::Mode,
    timestamp::Timestamp,
};
use serde_json::Value;

/// A full report as `uglymugs.case/1`, with what is asked of it.
pub struct Subject {
    /// The report as bytes.
    pub bytes: Vec<u8>,
    /// The report.
    pub case: Case,
    /// The policy.
    pub policy: Policy,
    /// The instant.
    pub as_of: Timestamp,
    /// What consent stands then.
    pub consent: ConsentState,
}

/// The vector that the figures are of: a full report that every audience is given something of.
const VECTOR: &str = include_str!("../../tests/vectors/valid/s01_he_would_not_know_default_forms.json");
const POLICY: &str = include_str!("../../tests/vectors/policy.json");

/// The six audiences as the vector names them.
pub fn audiences() -> Vec<(String, Recipient)> {
    let vector: Value = serde_json::from_str(VECTOR).expect("the vector");
    let expect = vector.get("expect").and_then(Value::as_object).expect("expectations");
    expect.keys().map(|name| (name.clone(), Recipient::parse(name).expect("a recipient"))).collect()
}

impl Subject {
    /// The subject of every benchmark.
    pub fn new() -> Self {
        let vector: Value = serde_json::from_str(VECTOR).expect("the vector");
        let bytes = vector.get("case").expect("a case").to_string().into_bytes();
        let case = Case::from_json(&bytes, Mode::Strict).expect("a valid case");
        let policy = Policy::from_json(POLICY.as_bytes()).expect("a valid policy");
        let as_of = Timestamp::parse(vector.get("as_of").and_then(Value::as_str).expect("as_of")).expect("an instant");
        let consent = case.consent_at(&policy, as_of).expect("a policy in force");
        let subject = Self { bytes, case, policy, as_of, consent };
        assert!(filled(&vector) >= 25, "a full report has 25 filled paths or more");
        for (name, recipient) in audiences() {
            assert!(matches!(subject.disclose(recipient), AnyDecision::Disclosed(..)), "{name} is given something");
        }
        subject
    }

    /// Asks the gate.
    pub fn disclose(&self, recipient: Recipient) -> AnyDecision {
        let Case { incident, identity, circumstances, .. } = &self.case;
        disclose_to(incident, identity, &self.consent, circumstances, &self.policy, recipient, self.as_of)
            .expect("a question that can be asked")
    }
}

impl Default for Subject {
    fn default() -> Self {
        Self::new()
    }
}

/// How many values the fullest disclosure shows.
fn filled(vector: &Value) -> usize {
    fn leaves(value: &Value) -> usize {
        match value {
            Value::Object(members) => members.values().map(leaves).sum(),
            Value::Array(items) => items.iter().map(leaves).sum(),
            _ => 1,
        }
    }
    let expect = vector.get("expect").and_then(Value::as_object).expect("expectations");
    expect.values().filter_map(|expected| expected.get("disclosure")).map(leaves).max().unwrap_or(0)
}

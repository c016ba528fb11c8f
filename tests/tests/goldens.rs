//! Files derived from the code and checked in: schemas, the error catalogue, the default policy, the vectors in one flat file for the
//! other languages, and what the outputs look like. `BLESS=1` (or `make bless`) writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fs, path::Path};

use num_core::{
    alert::{AlertDraft, AlertError},
    case::Case,
    code::CodeTable,
    disclosure::{AnyDecision, AnyDisclosure, Policy, Recipient},
    error::Code,
    id::{Id, PolicyVersionId},
    json::Mode,
    police::PoliceRecord,
    timestamp::Timestamp,
};
use num_tests::{
    outputs, sightings,
    vector::{Expected, vectors},
};
use serde_json::{Value, json};

/// Holds a file of the repository against what it should be.
fn golden(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == text, "{path} has drifted from the code: `make bless`, and read the difference");
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[test]
fn schemas() {
    for (name, schema) in num_core::schema::all() {
        golden(&format!("num-core/schema/{name}.json"), &pretty(&schema));
    }
}

#[test]
fn error_catalogue() {
    let codes: Vec<Value> =
        Code::ALL.iter().map(|(code, message)| json!({"code": code.as_str(), "message": message})).collect();
    let mut sorted: Vec<&str> = Code::ALL.iter().map(|(code, _)| code.as_str()).collect();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), codes.len(), "a code stands twice");
    for (_, message) in Code::ALL {
        let first = message.chars().next().unwrap();
        assert!(!message.ends_with('.') && (first.is_lowercase() || message.starts_with("JSON")), "{message}");
    }
    golden("num-core/schema/codes.json", &pretty(&Value::Array(codes)));
}

#[test]
fn code_tables() {
    golden("num-core/schema/tables.json", &num_core::tables::to_json());
}

#[test]
fn default_policy() {
    let from = Timestamp::parse("2012-01-01T00:00:00+00:00").unwrap();
    let policy = Policy::default_from(PolicyVersionId::parse("default").unwrap(), from);
    let text: Value = serde_json::from_str(&policy.to_json()).unwrap();
    golden("num-core/schema/default_policy.json", &pretty(&text));
    let again = Policy::from_json(policy.to_json().as_bytes()).unwrap();
    assert_eq!(again.to_json(), policy.to_json());
}

#[test]
fn vectors_in_one_file() {
    let mut lines = String::new();
    for vector in vectors() {
        for (recipient, expected) in &vector.expect {
            let mut line = json!({
                "vector": vector.name,
                "case": vector.case.to_string(),
                "policy": vector.policy.to_string(),
                "as_of": vector.as_of,
                "recipient": recipient,
                "level": vector.level,
            });
            match expected {
                Expected::Nothing(reason) => line["nothing"] = json!(reason),
                Expected::Error(code) => line["error"] = json!(code),
                Expected::Disclosure { bytes, withheld } => {
                    line["bytes"] = json!(bytes);
                    line["withheld"] = json!(withheld);
                }
            }
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    golden("tests/vectors/flat.jsonl", &lines);
}

/// What a linkage of sightings tells, by a model that was learnt elsewhere: the other languages have to tell the same.
#[test]
fn sightings_weighed_by_a_model() {
    if std::env::var_os("BLESS").is_some() {
        sightings::Shared::make();
    }
    golden("tests/vectors/sightings/told.json", &pretty(&sightings::Shared::read().told()));
}

/// An alert as members would read it, with what the check left out, for those who look at the golden file.
fn read(draft: Result<AlertDraft, AlertError>) -> String {
    match draft {
        Err(AlertError::ContainsWithheldValue(paths)) => {
            let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
            format!("refused: a text would contain what is withheld at {}\n", paths.join(", "))
        }
        Err(error) => format!("refused: {}\n", error.code()),
        Ok(draft) => {
            let left_out: Vec<&str> = draft.reidentification().coarsened.iter().map(|step| step.as_str()).collect();
            let left_out =
                if left_out.is_empty() { String::new() } else { format!("(left out: {})\n", left_out.join(", ")) };
            format!("{}{left_out}", draft.text())
        }
    }
}

/// What people read of the vectors: alerts and police records.
#[test]
fn outputs() {
    let (mut alerts, mut records) = (String::new(), String::new());
    for vector in vectors() {
        let case = Case::from_json(vector.case.to_string().as_bytes(), Mode::Strict).unwrap();
        let policy = Policy::from_json(vector.policy.to_string().as_bytes()).unwrap();
        let as_of = Timestamp::parse(&vector.as_of).unwrap();
        for (recipient, _) in &vector.expect {
            let Ok(decision) = case.disclose_to(&policy, Recipient::parse(recipient).unwrap(), as_of) else { continue };
            let AnyDecision::Disclosed(disclosure, _) = decision else { continue };
            let head = format!("## {} {recipient}\n", vector.name);
            match disclosure {
                AnyDisclosure::Members(disclosure) if recipient.ends_with("/alert") => {
                    let alone = read(outputs::alert_alone(&disclosure));
                    let beside = read(outputs::alert_beside_twin(&vector.case, &policy, &disclosure));
                    alerts += &format!(
                        "{head}### the only one of its kind\n{alone}\n### beside another of its kind\n{beside}\n"
                    );
                }
                AnyDisclosure::PoliceAnonymous(disclosure) => {
                    let text = PoliceRecord::new(&disclosure, &outputs::issuer())
                        .map_or_else(|error| format!("refused: {}\n", error.code()), |record| record.to_json());
                    records += &format!("{head}{text}\n");
                }
                AnyDisclosure::PoliceFull(disclosure) => {
                    let text = PoliceRecord::new(&disclosure, &outputs::issuer())
                        .map_or_else(|error| format!("refused: {}\n", error.code()), |record| record.to_json());
                    records += &format!("{head}{text}\n");
                }
                _ => {}
            }
        }
    }
    golden("tests/golden/alerts.txt", &alerts);
    golden("tests/golden/police_records.txt", &records);
}

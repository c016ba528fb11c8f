//! The JSON Schemas: a validator that is not ours agrees with the core, and every leaf of them has a policy row.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use num_core::incident::Path;
use num_tests::{
    random,
    reference::{self, Answer},
    vector::{Expected, policy, vectors},
};
use serde_json::Value;

fn schema(name: &str) -> Value {
    num_core::schema::all().into_iter().find(|(found, _)| *found == name).expect("the schema").1
}

fn validator(name: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&schema(name)).expect("a schema")
}

#[test]
fn the_vectors_are_valid() {
    let (case, disclosure, policy) = (validator("case"), validator("disclosure"), validator("policy"));
    for vector in vectors() {
        let found: Vec<String> = case.iter_errors(&vector.case).map(|error| error.to_string()).collect();
        assert!(found.is_empty(), "{}: {found:?}", vector.name);
        assert!(policy.is_valid(&vector.policy), "{}: policy", vector.name);
        for (recipient, expected) in &vector.expect {
            if let Expected::Disclosure { bytes, .. } = expected {
                let shown: Value = serde_json::from_str(bytes).unwrap();
                let found: Vec<String> = disclosure.iter_errors(&shown).map(|error| error.to_string()).collect();
                assert!(found.is_empty(), "{} {recipient}: {found:?}", vector.name);
            }
        }
    }
}

#[test]
fn random_cases_and_what_is_shown_of_them_are_valid() {
    let (case, disclosure, policy) = (validator("case"), validator("disclosure"), policy());
    let mut shown = 0;
    for seed in 0..2_000 {
        let asked = random::asked(seed, &policy);
        assert!(case.is_valid(&asked.case), "seed {seed}");
        if let Answer::Disclosure { bytes, .. } =
            reference::disclose(&asked.case, &asked.policy, &asked.recipient, &asked.as_of)
        {
            let value: Value = serde_json::from_str(&bytes).unwrap();
            assert!(disclosure.is_valid(&value), "seed {seed}");
            shown += 1;
        }
    }
    assert!(shown > 500);
}

#[test]
fn what_the_core_refuses_of_types_the_schema_refuses() {
    let case = validator("case");
    let good = vectors().into_iter().next().expect("a vector").case;
    for (path, bad) in [
        ("/incident/id", Value::from(1)),
        ("/incident/offences", Value::from("rape")),
        ("/incident/offences/0/kind", Value::from("unheard_of")),
        ("/schema", Value::from("uglymugs.case/2")),
        ("/incident/schema", Value::from("uglymugs.incident/2")),
        ("/incident/reporter/kind", Value::Null),
    ] {
        let mut changed = good.clone();
        *changed.pointer_mut(path).expect("a member") = bad;
        assert!(!case.is_valid(&changed), "{path}");
    }
}

/// Every leaf of a schema, as a path of ours; what is a path of the table is a leaf.
fn leaves(root: &Value, node: &Value, path: &str, found: &mut Vec<String>) {
    if Path::parse(path).is_some() {
        found.push(path.to_owned());
        return;
    }
    if let Some(name) = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
        return leaves(root, &root["$defs"][name], path, found);
    }
    let mut inner = false;
    for several in ["anyOf", "oneOf", "allOf"] {
        for one in node.get(several).and_then(Value::as_array).into_iter().flatten() {
            if one.get("type") != Some(&Value::from("null")) {
                inner = true;
                leaves(root, one, path, found);
            }
        }
    }
    if let Some(items) = node.get("items") {
        inner = true;
        leaves(root, items, &format!("{path}[]"), found);
    }
    for (name, member) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        inner = true;
        let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        leaves(root, member, &below, found);
    }
    if !inner {
        found.push(path.to_owned());
    }
}

#[test]
fn every_leaf_of_the_schemas_has_a_policy_row() {
    let (incident, identity) = (schema("incident"), schema("identity"));
    let mut found = Vec::new();
    leaves(&incident, &incident, "", &mut found);
    let mut of_identity = Vec::new();
    for (name, member) in identity["properties"].as_object().unwrap() {
        leaves(&identity, member, &format!("identity.{name}"), &mut of_identity);
    }
    found.extend(of_identity);
    // Which document it is, and of which report, is no part of a report.
    found.retain(|path| !["schema", "identity.schema", "identity.incident"].contains(&path.as_str()));
    let without: Vec<&String> = found.iter().filter(|path| Path::parse(path).is_none()).collect();
    assert!(without.is_empty(), "leaves of the schema without a policy row: {without:?}");
    let gone: Vec<&str> =
        Path::ALL.iter().map(|path| path.as_str()).filter(|path| !found.iter().any(|leaf| leaf == path)).collect();
    assert!(gone.is_empty(), "policy rows without a leaf in the schema: {gone:?}");
}

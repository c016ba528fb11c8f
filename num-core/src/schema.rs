//! JSON Schemas (draft 2020-12) of the wire format, generated from the types and checked in under `num-core/schema/`.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use crate::{
    alert::{AlertRules, Release, ReleaseWire},
    case::{Case, CaseWire},
    consent::{ConsentHistory, ConsentWire},
    disclosure::{Circumstances, Disclosure, DisclosureWire, Members, Policy, PolicyWire},
    identity::{Identity, People},
    incident::{Incident, Record},
    lookup::{Answer, AnswerWire, LookupRecord, LookupRecordWire},
    matching::{Links, LinksWire, Match, MatchWire, Model, ModelWire, SightingPair, SightingPairWire},
    police::{PoliceRecord, RecordWire},
};

/// Every schema: the name of its file without ending, and the schema.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("incident", of::<Record>(Incident::SCHEMA)),
        ("identity", of::<People>(Identity::SCHEMA)),
        ("consent", of::<ConsentWire<'_>>(ConsentHistory::SCHEMA)),
        ("circumstances", of::<Circumstances>(Circumstances::SCHEMA)),
        ("policy", of::<PolicyWire>(Policy::SCHEMA)),
        ("case", of::<CaseWire<'_>>(Case::SCHEMA)),
        ("disclosure", of::<DisclosureWire<'_>>(Disclosure::<Members>::SCHEMA)),
        ("match", of::<MatchWire<'_>>(Match::SCHEMA)),
        ("sighting_pair", of::<SightingPairWire<'_>>(SightingPair::SCHEMA)),
        ("links", of::<LinksWire<'_>>(Links::SCHEMA)),
        ("match_model", of::<ModelWire>(Model::SCHEMA)),
        ("alert", of::<ReleaseWire<'_>>(Release::SCHEMA)),
        ("alert_rules", of::<AlertRules>(AlertRules::SCHEMA)),
        ("lookup", of::<AnswerWire<'_>>(Answer::SCHEMA)),
        ("lookup_record", of::<LookupRecordWire<'_>>(LookupRecord::SCHEMA)),
        ("police_record", of::<RecordWire<'_>>(PoliceRecord::SCHEMA)),
    ]
}

/// The schema of a document, whose member `schema` has one value.
fn of<T: JsonSchema>(version: &str) -> Value {
    let schema: Schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    pin(&mut schema, version);
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        let versions = [
            ("Incident", Incident::SCHEMA),
            ("Identity", Identity::SCHEMA),
            ("Consent", ConsentHistory::SCHEMA),
            ("Circumstances", Circumstances::SCHEMA),
        ];
        for (name, version) in versions {
            if let Some(definition) = definitions.get_mut(name) {
                pin(definition, version);
            }
        }
    }
    schema
}

/// A member that is absent is not there; `null` is a wrong type everywhere.
fn without_null(schema: &mut Value) {
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            if let Some(members) = schema.as_object_mut() {
                members.insert("type".to_owned(), only);
            }
        }
    }
    if let Some(any) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        any.retain(|one| one.get("type") != Some(&Value::from("null")));
        if let [only] = any.as_slice() {
            let only = only.clone();
            if let (Some(members), Some(others)) = (schema.as_object_mut(), only.as_object()) {
                members.remove("anyOf");
                members.extend(others.clone());
            }
        }
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(without_null),
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

fn pin(schema: &mut Value, version: &str) {
    if let Some(member) = schema.get_mut("properties").and_then(|properties| properties.get_mut("schema")) {
        *member = json!({"const": version});
    }
}

//! The code tables: every list of codes that a schema has, and every code that `wire.md` names, stands in one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use num_core::tables;
use serde_json::Value;

/// Codes of each table, in order.
fn codes() -> BTreeMap<&'static str, Vec<&'static str>> {
    let entries = |table: tables::Table| table.entries.iter().map(|entry| entry.code).collect();
    tables::all().into_iter().map(|table| (table.name, entries(table))).collect()
}

/// Every list of strings under an `enum`.
fn lists(schema: &Value, found: &mut BTreeSet<Vec<String>>) {
    match schema {
        Value::Object(members) => {
            if let Some(list) = members.get("enum").and_then(Value::as_array) {
                found.insert(list.iter().map(|code| code.as_str().expect("a code").to_owned()).collect());
            }
            members.values().for_each(|member| lists(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| lists(item, found)),
        _ => {}
    }
}

#[test]
fn every_list_of_codes_in_a_schema_is_a_table() {
    let mut found = BTreeSet::new();
    for (_, schema) in num_core::schema::all() {
        lists(&schema, &mut found);
    }
    assert!(found.len() > 40, "{} lists", found.len());
    // A list of paths is none of codes.
    found.retain(|list| !list.iter().any(|path| path.ends_with("[]")));
    let tables = codes();
    let without: Vec<&Vec<String>> = found.iter().filter(|list| !tables.values().any(|codes| codes == *list)).collect();
    assert!(without.is_empty(), "lists of codes that are no table: {without:?}");
}

/// The lines of the section *Code tables* of `wire.md`.
fn page() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("num-core/docs/wire.md");
    let text = fs::read_to_string(file).unwrap();
    let (_, section) = text.split_once("\n## Code tables\n").expect("the section");
    section.split_once("\n## ").map_or(section, |(section, _)| section).to_owned()
}

#[test]
fn every_code_of_the_page_stands_in_a_table() {
    let tables = codes();
    let known: BTreeSet<&str> = tables.iter().flat_map(|(name, codes)| codes.iter().chain([name])).copied().collect();
    let page = page();
    let mut named = 0;
    for line in page.lines().filter(|line| line.starts_with("**") || line.starts_with('`')) {
        for code in line.split('`').skip(1).step_by(2) {
            assert!(known.contains(code), "{code}: in no table");
            named += 1;
        }
    }
    assert!(named > 400, "{named} codes on the page");
}

#[test]
fn every_code_of_the_record_stands_on_the_page() {
    let page = page();
    let on_page: BTreeSet<&str> = page.split('`').skip(1).step_by(2).collect();
    // Home Office codes stand in brackets, makes and models in the export alone; the rest is explained elsewhere on the page.
    let bracketed: BTreeSet<&str> = page.split(['(', ')', ' ', ',']).collect();
    let record = [
        "offence_kinds",
        "police_forces",
        "sectors",
        "place_kinds",
        "report_parts",
        "offender_parts",
        "age_bands",
        "height_bands",
        "victim_genders",
        "self_defined_ethnicities",
        "hate_crime_strands",
        "injuries",
        "support_wanted",
        "contact_methods",
        "police_contact_statuses",
        "reporter_kinds",
        "source_grades",
        "genders",
        "perceived_ethnicities",
        "builds",
        "hair_colours",
        "hair_lengths",
        "hair_styles",
        "facial_hair",
        "eye_colours",
        "complexions",
        "glasses",
        "accents",
        "languages",
        "mark_kinds",
        "body_places",
        "motifs",
        "clothing_items",
        "smells",
        "colours",
        "vehicle_kinds",
        "vehicle_features",
        "relations",
        "behaviours",
        "triage_reasons",
        "parts_of_day",
    ];
    let tables = codes();
    for name in record {
        for code in &tables[name] {
            assert!(on_page.contains(code), "{name} {code}: not on the page");
        }
    }
    for code in &tables["home_office_codes"] {
        assert!(bracketed.contains(code), "{code}: not on the page");
    }
}

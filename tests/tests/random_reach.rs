//! The random cases reach every reason of A37, every form that the default table gives, and every branch of the rules about
//! answers, bands, estimates, identifiers and texts.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "of a constant table, and of what was just written")]

use num_tests::random::asked;
use num_tests::reference::{Answer, COLUMNS, REASONS, ROWS, WHOLE_REASONS, disclose_traced, level, text_contains};
use num_tests::vector;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const CASES: u64 = 20_000;

#[test]
fn random_cases_reach_every_reason_and_every_form() {
    let common = vector::policy();
    let mut whole: BTreeMap<String, usize> = BTreeMap::new();
    let mut single: BTreeMap<String, usize> = BTreeMap::new();
    let mut forms: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    let mut disclosures = 0;
    for seed in 0..CASES {
        let asked = asked(seed, &common);
        let (answer, shown) = disclose_traced(&asked.case, &asked.policy, &asked.recipient, &asked.as_of);
        *levels.entry(level(&asked.case, &asked.policy, &asked.as_of)).or_default() += 1;
        match answer {
            Answer::Nothing(reason) => *whole.entry(reason).or_default() += 1,
            Answer::Error(code) => *errors.entry(code).or_default() += 1,
            Answer::Disclosure { withheld, .. } => {
                disclosures += 1;
                for (_, reason) in withheld {
                    *single.entry(reason).or_default() += 1;
                }
                let column = column(&asked.recipient);
                for (row, form) in shown {
                    *forms.entry((row, column.to_owned(), form)).or_default() += 1;
                }
            }
        }
    }
    assert!(disclosures >= CASES / 3, "{disclosures} disclosures");
    assert_eq!(levels.len(), 4, "{levels:?}");
    for reason in &REASONS[..WHOLE_REASONS] {
        assert!(whole.contains_key(*reason), "nothing, {reason}: never");
    }
    for reason in &REASONS[WHOLE_REASONS..] {
        assert!(single.contains_key(*reason), "{reason}: never");
    }
    // What holds for a whole report may hold for one value of it, too.
    for reason in ["third_party_without_authority", "he_would_know", "no_grant", "withdrawn"] {
        assert!(single.contains_key(reason), "of a value, {reason}: never");
    }
    for code in ["no_reference", "no_policy_in_force", "mismatched_incident"] {
        assert!(errors.contains_key(&format!("disclosure.{code}")), "{code}: never");
    }
    for (row, _, cells) in ROWS {
        for (column, form) in COLUMNS.into_iter().zip(cells) {
            let reached = forms.contains_key(&(row.to_owned(), column.to_owned(), form.to_owned()));
            assert!(reached || form == "withheld", "{row} to {column} as {form}: never");
        }
    }
}

fn column(recipient: &str) -> &'static str {
    match recipient.split('/').collect::<Vec<_>>().as_slice() {
        ["members", _, "alert"] => "members_alert",
        ["members", ..] => "members_lookup",
        ["police_anonymous", _] => "police_anonymous",
        ["police_full", _] => "police_full",
        ["partner", _] => "partner",
        _ => "research",
    }
}

/// Rows that are answers, and so are told to PoliceFull and Research also where they are not known.
const ANSWERS: [&str; 32] = [
    "when",
    "place.area",
    "place.kind",
    "setting",
    "injuries",
    "support_wanted",
    "contact_method",
    "police_contact.status",
    "reporter.first_hand",
    "reporter.grade",
    "victim.sector",
    "victim.gender",
    "victim.ethnicity",
    "victim.age_band",
    "offenders.appearance.gender",
    "offenders.appearance.ethnicity",
    "offenders.appearance.age",
    "offenders.appearance.height_cm",
    "offenders.appearance.build",
    "offenders.appearance.hair_colour",
    "offenders.appearance.hair_length",
    "offenders.appearance.hair_style",
    "offenders.appearance.facial_hair",
    "offenders.appearance.eye_colour",
    "offenders.appearance.complexion",
    "offenders.appearance.glasses",
    "offenders.appearance.accent",
    "offenders.vehicle.kind",
    "offenders.vehicle.make",
    "offenders.vehicle.model",
    "offenders.vehicle.colour",
    "offenders.link.relation",
];

/// The bands of A42 that are no ranges.
const BANDS: [(&str, &[&str]); 9] = [
    ("injuries", &["none", "minor", "serious"]),
    ("support_wanted", &["none", "wanted"]),
    ("contact_method", &["in_person", "remote", "other"]),
    ("police_contact.status", &["no_contact", "contact"]),
    ("reporter.kind", &["victim", "third_party"]),
    ("victim.gender", &["woman", "man", "other"]),
    ("victim.ethnicity", &["white", "mixed", "asian", "black", "other", "not_stated"]),
    ("offenders.appearance.age", &["under_18", "18_24", "25_34", "35_44", "45_54", "55_plus"]),
    ("offenders.appearance.height_cm", &["under_165", "165_174", "175_184", "185_plus"]),
];

/// Reasons that a row can have beside `policy` and `outside_scope`.
const REASONS_OF_ROWS: [(&str, &[&str]); 8] = [
    (
        "offenders[].profiles",
        &[
            "third_party_without_authority",
            "linked_to_victim",
            "only_she_knows",
            "own_contact",
            "equals_identity",
            "not_approved",
            "contains_withheld_value",
        ],
    ),
    (
        "offenders[].vehicle.plate",
        &[
            "linked_to_victim",
            "only_she_knows",
            "own_contact",
            "equals_identity",
            "not_approved",
            "contains_withheld_value",
        ],
    ),
    ("offenders[].aliases", &["only_she_knows", "own_contact", "equals_identity"]),
    ("own_words", &["third_party_without_authority", "contains_withheld_value"]),
    ("offenders[].own_words", &["third_party_without_authority", "contains_withheld_value"]),
    ("police_contact.reference", &["third_party_without_authority"]),
    ("offenders[].appearance.marks", &["only_she_knows"]),
    ("offenders[].vehicle.make", &["only_she_knows"]),
];

#[test]
fn random_cases_reach_answers_bands_and_what_texts_contain() {
    let common = vector::policy();
    let mut reached: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..CASES {
        let asked = asked(seed, &common);
        let (answer, _) = disclose_traced(&asked.case, &asked.policy, &asked.recipient, &asked.as_of);
        let Answer::Disclosure { bytes, withheld } = answer else { continue };
        let shown: Value = serde_json::from_str(&bytes).expect("a disclosure");
        let mut reach = |what: String| *reached.entry(what).or_default() += 1;
        let column = column(&asked.recipient);
        members(&shown, "", &mut |path, value| {
            match value {
                Value::Object(members) if members.contains_key("answer") => {
                    reach(format!("{path} {}", members["answer"]));
                }
                Value::String(text) if column == "research" => reach(format!("{path} in bands {text}")),
                _ => {}
            }
            if path == "offenders.vehicle.plate" {
                reach(format!("{path} {}", if value.to_string().contains('?') { "partial" } else { "whole" }));
            }
        });
        let incident = &asked.case["incident"];
        for offender in incident["offenders"].as_array().into_iter().flatten() {
            for member in ["age", "height_cm"] {
                if let Some(words) = offender["appearance"][member].as_str() {
                    reach(format!("{member} in words {words}"));
                }
            }
        }
        for (path, reason) in &withheld {
            reach(format!("{} {reason}", row_of(path)));
            let left_out = || withheld.iter().filter(|(_, why)| why == "contains_withheld_value");
            let value = asked.case.pointer(&pointer(path)).unwrap_or(&Value::Null);
            let kind = match row_of(path).as_str() {
                "offenders[].vehicle.plate" if value.as_str().is_some_and(|plate| plate.contains(['?', '*', '_'])) => {
                    "plate"
                }
                "police_contact.reference" => "police_reference",
                _ => continue,
            };
            let value = value.as_str().expect("a text");
            if left_out().any(|(text, _)| {
                let text = asked.case.pointer(&pointer(text)).unwrap_or(&Value::Null);
                let text = text["text"].as_str().or(text["handle"].as_str()).or(text.as_str());
                text.is_some_and(|text| text_contains(kind, value, text))
            }) {
                reach(format!("a text with a withheld {kind}"));
            }
        }
    }
    let mut missing = BTreeSet::new();
    let mut want = |what: String| {
        if !reached.contains_key(&what) {
            missing.insert(what);
        }
    };
    for path in ANSWERS {
        for answer in ["unknown", "not_asked", "refused"] {
            want(format!("{path} {}", json!(answer)));
        }
    }
    for (path, bands) in BANDS {
        for band in bands {
            want(format!("{path} in bands {band}"));
        }
    }
    for path in [
        "when",
        "setting",
        "support_wanted",
        "contact_method",
        "police_contact.status",
        "victim.gender",
        "offenders.appearance.hair_style",
        "offenders.vehicle.make",
    ] {
        want(format!("{path} in bands not_stated"));
    }
    for (row, reasons) in REASONS_OF_ROWS {
        for reason in ["policy", "outside_scope"].iter().chain(reasons) {
            want(format!("{row} {reason}"));
        }
    }
    for plate in ["partial", "whole"] {
        want(format!("offenders.vehicle.plate {plate}"));
    }
    for kind in ["plate", "police_reference"] {
        want(format!("a text with a withheld {kind}"));
    }
    assert!(missing.is_empty(), "never: {missing:#?}");
    let words = |of: &str| reached.keys().filter(|what| what.starts_with(&format!("{of} in words "))).count();
    assert!(words("age") > 30 && words("height_cm") > 25, "{} {}", words("age"), words("height_cm"));
}

/// Every member of an object with its path, lists looked through.
fn members(value: &Value, path: &str, each: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(of) => of.iter().for_each(|(name, value)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            each(&path, value);
            members(value, &path, each);
        }),
        Value::Array(elements) => elements.iter().for_each(|value| members(value, path, each)),
        _ => {}
    }
}

/// `offenders[0].aliases[1]` is of the row `offenders[].aliases`.
fn row_of(path: &str) -> String {
    let row: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
    row.strip_suffix("[]").unwrap_or(&row).to_owned()
}

/// Where the value of a concrete path stands in a case.
fn pointer(path: &str) -> String {
    let holder = if path.starts_with("identity.") { "" } else { "incident/" };
    format!("/{holder}{}", path.replace(['.', '['], "/").replace(']', ""))
}

//! The random cases reach every reason of A37 and every form that the default table gives.

#![allow(clippy::indexing_slicing, reason = "of a constant table")]

use num_tests::random::asked;
use num_tests::reference::{Answer, COLUMNS, REASONS, ROWS, WHOLE_REASONS, disclose_traced, level};
use num_tests::vector;
use std::collections::BTreeMap;

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

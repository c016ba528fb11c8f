//! The core gives what the hand-written vectors say: bytes, reasons, level.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use num_core::{code::CodeTable, timestamp::Timestamp};
use num_tests::{
    asking,
    reference::Answer,
    vector::{Expected, vectors},
};

/// The answer in the form of the vectors.
fn given(answer: Answer) -> Expected {
    match answer {
        Answer::Error(code) => Expected::Error(code),
        Answer::Nothing(reason) => Expected::Nothing(reason),
        Answer::Disclosure { bytes, withheld } => Expected::Disclosure { bytes, withheld },
    }
}

#[test]
fn the_core_gives_what_the_vectors_say() {
    let mut wrong = Vec::new();
    let vectors = vectors();
    assert!(vectors.len() >= 40, "at least forty vectors");
    for vector in &vectors {
        let case = asking::case(&vector.case);
        let policy = asking::policy(&vector.policy);
        let as_of = Timestamp::parse(&vector.as_of).unwrap();
        if let Ok(level) = case.level(&policy, as_of)
            && level.as_str() != vector.level
        {
            wrong.push(format!("{}: level {} instead of {}", vector.name, level.as_str(), vector.level));
        }
        for (recipient, expected) in &vector.expect {
            let given = given(asking::core(&case, &policy, recipient, &vector.as_of));
            if given != *expected {
                wrong.push(format!("{} {recipient}\n   given {given:?}\nexpected {expected:?}", vector.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_and_every_kind_of_scheme_has_a_vector() {
    let named: BTreeSet<String> = vectors().into_iter().flat_map(|vector| vector.rules).collect();
    let rules = "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A24 A25 A29 A30 A31 \
                 A32 A33 A34 A35 A36 A37 A38 A39 A40 A41 A42 A43 A46 A47 A48 A49";
    let missing: Vec<&str> = rules.split_whitespace().filter(|rule| !named.contains(*rule)).collect();
    assert!(missing.is_empty(), "rules without a vector: {missing:?}");
    let all: String = vectors().iter().map(|vector| vector.case.to_string()).collect();
    for scheme in ["E23000004", "leeds_genesis", "armistead_street", "armistead_city", "mesmac_blast", "bradford_wwp"] {
        assert!(all.contains(scheme), "no vector with {scheme}");
    }
}

//! The model of the gate gives what the hand-written vectors say.

use num_tests::reference::{Answer, disclose, level, text_contains};
use num_tests::vector::{self, Expected};

fn expected_of(answer: Answer) -> Expected {
    match answer {
        Answer::Nothing(reason) => Expected::Nothing(reason),
        Answer::Error(code) => Expected::Error(code),
        Answer::Disclosure { bytes, withheld } => Expected::Disclosure { bytes, withheld },
    }
}

fn difference(given: &Expected, expected: &Expected) -> String {
    let (Expected::Disclosure { bytes: g, withheld: gw }, Expected::Disclosure { bytes: e, withheld: ew }) =
        (given, expected)
    else {
        return format!("    model  {given:?}\n    vector {expected:?}\n");
    };
    let mut report = String::new();
    if g != e {
        report += &format!("    model  {g}    vector {e}");
    }
    for entry in gw.iter().filter(|entry| !ew.contains(entry)) {
        report += &format!("    only the model  {entry:?}\n");
    }
    for entry in ew.iter().filter(|entry| !gw.contains(entry)) {
        report += &format!("    only the vector {entry:?}\n");
    }
    if report.is_empty() {
        report += &format!("    in another order: model {gw:?}, vector {ew:?}\n");
    }
    report
}

#[test]
fn the_model_gives_what_the_vectors_say() {
    let vectors = vector::vectors();
    assert!(!vectors.is_empty(), "no vectors");
    let mut differences = String::new();
    for vector in &vectors {
        let place = vector.file.file_name().unwrap_or_default().display();
        let given = level(&vector.case, &vector.policy, &vector.as_of);
        if given != vector.level {
            differences += &format!("{place}: level: model {given}, vector {}\n", vector.level);
        }
        for (recipient, expected) in &vector.expect {
            let answer = disclose(&vector.case, &vector.policy, recipient, &vector.as_of);
            let (given, expected) = (expected_of(answer), expected);
            if given != *expected {
                differences += &format!("{place}: {recipient}\n{}", difference(&given, expected));
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn the_model_agrees_about_texts() {
    let mut differences = String::new();
    for line in vector::text_contains() {
        if text_contains(&line.kind, &line.value, &line.text) != line.contains {
            differences += &format!(
                "{} {:?} in {:?}: expected {}, {}\n",
                line.kind, line.value, line.text, line.contains, line.why
            );
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

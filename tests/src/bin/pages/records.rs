//! Police records.

use std::path::Path;

use num_core::{
    disclosure::{AnyDecision, AnyDisclosure},
    police::PoliceRecord,
};
use num_tests::{asking, outputs, vector};

use crate::{
    cases::{self, Told, Words},
    write,
};

/// The record of a disclosure, if it is one to the police and can be made.
fn record(disclosure: &AnyDisclosure) -> Option<PoliceRecord> {
    let issuer = outputs::issuer();
    match disclosure {
        AnyDisclosure::PoliceAnonymous(disclosure) => PoliceRecord::new(disclosure, &issuer).ok(),
        AnyDisclosure::PoliceFull(disclosure) => PoliceRecord::new(disclosure, &issuer).ok(),
        _ => None,
    }
}

fn write_record(folder: &Path, name: &str, record: &PoliceRecord) {
    write(folder, &format!("{name}.html"), &record.to_html());
    write(folder, &format!("{name}.json"), &record.to_json());
}

/// A report with every member filled, to a force in full and to another recipient without who she is.
pub(crate) fn write_whole(folder: &Path, words: &Words) {
    let policy = asking::policy(&vector::policy());
    for (recipient, name) in
        [("police_full/E23000010", "police_full"), ("police_anonymous/nca_scas", "police_anonymous")]
    {
        let case = asking::case(&cases::case(&Told { number: 1, whole: name == "police_full" }, words));
        let decision = asking::decide(&case, &policy, recipient, cases::AS_OF);
        let Ok(AnyDecision::Disclosed(disclosure, explanation)) = decision else {
            panic!("{recipient} is given nothing")
        };
        // What is withheld is said where the record was refused for containing it.
        let withheld = explanation.withheld();
        let record = record(&disclosure).unwrap_or_else(|| panic!("{recipient}: no record; withheld: {withheld:?}"));
        write_record(folder, name, &record);
    }
}

/// The records of the hand-written vectors.
pub(crate) fn write_vectors(folder: &Path) {
    for vector in vector::vectors() {
        let (case, policy) = (asking::case(&vector.case), asking::policy(&vector.policy));
        for (recipient, _) in &vector.expect {
            let Ok(AnyDecision::Disclosed(disclosure, _)) = asking::decide(&case, &policy, recipient, &vector.as_of)
            else {
                continue;
            };
            if let Some(record) = record(&disclosure) {
                let (name, recipient) = (&vector.name, recipient.replace('/', "-"));
                write_record(folder, &format!("{name}-{recipient}"), &record);
            }
        }
    }
}

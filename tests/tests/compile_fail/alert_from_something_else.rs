//! An alert is made from what members were given for it, and from nothing else.

use num_core::{
    alert::AlertDraft,
    disclosure::{Disclosure, Partner, PoliceFull, Shown},
    incident::Incident,
};

fn from_partner(disclosure: &Disclosure<Partner>) {
    let _ = AlertDraft::new(disclosure); //~ E0308
}

fn from_police(disclosure: &Disclosure<PoliceFull>) {
    let _ = AlertDraft::new(disclosure); //~ E0308
}

fn from_report(incident: &Incident) {
    let _ = AlertDraft::new(incident); //~ E0308
}

fn from_preview(shown: &Shown) {
    let _ = AlertDraft::new(shown); //~ E0308
}

fn main() {}

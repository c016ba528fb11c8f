//! An alert is made from what members were given for it, and from nothing else.

use num_core::{
    alert::{AlertContext, AlertDraft},
    disclosure::{Disclosure, Partner, PoliceFull, Shown},
    incident::Incident,
};

fn from_partner(disclosure: &Disclosure<Partner>, context: &AlertContext<'_>) {
    let _ = AlertDraft::draft(&[disclosure.clone()], context); //~ E0308
}

fn from_police(disclosure: &Disclosure<PoliceFull>, context: &AlertContext<'_>) {
    let _ = AlertDraft::draft(&[disclosure.clone()], context); //~ E0308
}

fn from_report(incident: &Incident, context: &AlertContext<'_>) {
    let _ = AlertDraft::draft(&[incident.clone()], context); //~ E0308
}

fn from_preview(shown: &Shown, context: &AlertContext<'_>) {
    let _ = AlertDraft::draft(&[shown], context); //~ E0308
}

fn main() {}

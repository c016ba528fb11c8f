//! A police record is made from what the police were given.

use num_core::{
    disclosure::{Disclosure, Members, Research},
    incident::Incident,
    police::PoliceRecord,
};

fn from_members(disclosure: &Disclosure<Members>) {
    let _ = PoliceRecord::new(disclosure); //~ E0277
}

fn from_research(disclosure: &Disclosure<Research>) {
    let _ = PoliceRecord::new(disclosure); //~ E0277
}

fn from_report(incident: &Incident) {
    let _ = PoliceRecord::new(incident); //~ E0308
}

fn main() {}

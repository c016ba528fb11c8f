//! A police record is made from what the police were given.

use num_core::{
    disclosure::{Disclosure, Members, Research},
    incident::Incident,
    police::{Issuer, PoliceRecord},
};

fn from_members(disclosure: &Disclosure<Members>, issuer: &Issuer) {
    let _ = PoliceRecord::new(disclosure, issuer); //~ E0277
}

fn from_research(disclosure: &Disclosure<Research>, issuer: &Issuer) {
    let _ = PoliceRecord::new(disclosure, issuer); //~ E0277
}

fn from_report(incident: &Incident, issuer: &Issuer) {
    let _ = PoliceRecord::new(incident, issuer); //~ E0308
}

fn main() {}

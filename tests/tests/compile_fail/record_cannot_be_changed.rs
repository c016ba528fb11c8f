//! A report is immutable, and there is no way to one but through validation.

use num_core::incident::{Incident, Record};

fn rewrite(mut incident: Incident) {
    incident.narrative = None; //~ E0594
}

fn wrap(record: Record) -> Incident {
    Incident(record) //~ E0423
}

fn decoded<T: serde::de::DeserializeOwned>() {}

fn main() {
    decoded::<Incident>(); //~ E0277
}

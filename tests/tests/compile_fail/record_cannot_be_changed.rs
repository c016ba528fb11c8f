//! A report is immutable, and there is no way to one but through validation.

use num_core::incident::{Incident, Record};

fn rewrite(mut incident: Incident) {
    incident.narrative = None;
}

fn wrap(record: Record) -> Incident {
    Incident(record)
}

fn decoded<T: serde::de::DeserializeOwned>() {}

fn main() {
    decoded::<Incident>();
}

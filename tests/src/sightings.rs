//! Sightings of synthetic registers.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use num_core::{
    matching::Sighting,
    synthetic::{Parameters, register},
};

/// Sightings of a synthetic register, each with who it was.
pub fn synthetic(seed: u64, sightings: usize) -> Vec<(Sighting, String)> {
    let mut all = Vec::new();
    for report in register(seed, sightings, &Parameters::default()).unwrap() {
        let report = report.unwrap();
        for sighting in Sighting::of(&report.case.incident) {
            let person = report.truth.offenders[sighting.id().offender].person.to_string();
            all.push((sighting, person));
        }
    }
    all
}

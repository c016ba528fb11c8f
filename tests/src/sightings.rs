//! Sightings of synthetic registers, and the made-up register that the tests of every language weigh.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use num_core::{
    incident::Incident,
    json::Mode,
    linkage::Model,
    matching::{Find, LinkDecision, Links, Register, Sighting, SightingId, SightingLinkage, SightingPair, Tier},
    synthetic::{Parameters, register},
    text::Text,
    timestamp::Timestamp,
};
use serde_json::{Value, json};

use crate::vector;

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

/// What the tests of every language weigh, in `tests/vectors/sightings`: reports, a model, what people decided.
pub struct Shared {
    /// `incidents.jsonl`: the reports of a register, and behind them one that is in none.
    pub incidents: Vec<Incident>,
    /// `model.json`: learnt from a larger register.
    pub model: Model,
    /// `links.json`: a pair that people confirmed, and one that they rejected.
    pub links: Links,
}

/// When it is asked.
pub const AS_OF: &str = "2026-06-01T12:00:00+00:00";

fn file(name: &str) -> PathBuf {
    vector::folder().join("sightings").join(name)
}

/// From this probability on a pair of the larger register may be in the small one.
const LIKELY: f64 = 0.3;
/// From this probability on pairs are told.
const AT_LEAST: f64 = 0.25;

impl Shared {
    /// Reads it.
    pub fn read() -> Self {
        let text = |name| fs::read_to_string(file(name)).unwrap();
        let incidents = text("incidents.jsonl");
        let incident = |line: &str| Incident::from_json(line.as_bytes(), Mode::Strict).unwrap();
        Self {
            incidents: incidents.lines().map(incident).collect(),
            model: Model::from_json(text("model.json").as_bytes()).unwrap(),
            links: Links::from_json(text("links.json").as_bytes(), Mode::Strict).unwrap(),
        }
    }

    /// Makes it where it is not there. It is kept as it is, for it is what is asked and not what is answered: what is learnt today may be
    /// another model, with which all of it is as good.
    pub fn make() {
        if file("model.json").exists() {
            return;
        }
        let incidents: Vec<Incident> =
            register(50, 3_000, &Parameters::default()).unwrap().map(|report| report.unwrap().case.incident).collect();
        let sightings: Vec<Sighting> = incidents.iter().flat_map(Sighting::of).collect();
        let learnt = SightingLinkage::new(&sightings, &Links::new(), as_of());
        let mut kept: BTreeSet<&SightingId> = BTreeSet::new();
        let shared = learnt.shared_identifiers();
        kept.extend(shared.iter().take(6).flat_map(|shared| shared.persons.iter().flatten()));
        let pairs = learnt.pairs(LIKELY);
        kept.extend(pairs.iter().step_by(pairs.len() / 50).flat_map(|pair| pair.sightings()));
        let heaviest = pairs.iter().max_by_key(|pair| pair.weight()).unwrap();
        kept.extend(heaviest.sightings());
        let mut incidents = incidents;
        // The one that is in no register stands at the end.
        incidents.sort_by_key(|incident| incident.id == heaviest.sightings()[1].incident);
        let is_kept = |incident: &&Incident| kept.iter().any(|id| id.incident == incident.id);
        let lines: Vec<String> = incidents.iter().filter(is_kept).map(|incident| incident.to_json()).collect();
        fs::create_dir_all(file("")).unwrap();
        fs::write(file("incidents.jsonl"), lines.join("\n") + "\n").unwrap();
        fs::write(file("model.json"), learnt.linkage().model().to_json()).unwrap();
        fs::write(file("links.json"), Links::new().to_json()).unwrap();
        let mut links = Links::new();
        let linkage = Self::read().linkage();
        let probable: Vec<_> = linkage.pairs(0.9);
        for (pair, confirmed) in [(&probable[0], true), (&probable[1], false)] {
            let [one, other] = pair.sightings().clone();
            let by = Text::parse("worker-1").unwrap();
            links.decide(LinkDecision::new(one, other, confirmed, by, as_of(), None).unwrap());
        }
        fs::write(file("links.json"), links.to_json()).unwrap();
    }

    fn linkage(&self) -> SightingLinkage {
        let mut register = Register::new();
        let (_, known) = self.incidents.split_last().unwrap();
        known.iter().flat_map(Sighting::of).for_each(|sighting| register.add(sighting));
        register.weighed_by(&self.model, &self.links, as_of()).unwrap()
    }

    /// What is told of it. Pairs are lines of wire JSON as texts, for every language is to write the same.
    pub fn told(&self) -> Value {
        let lines = |pairs: &[SightingPair]| -> Vec<String> {
            pairs.iter().map(|pair| serde_json::to_string(pair).unwrap()).collect()
        };
        let mut linkage = self.linkage();
        let find = |at_least, most| Find { at_least, most };
        let pairs = linkage.pairs(AT_LEAST);
        let sighting = pairs.iter().max_by_key(|pair| pair.weight()).unwrap().sightings()[1].clone();
        let new = self.incidents.last().unwrap();
        let suggestions = linkage.suggest(&self.links, as_of(), &find(Tier::Probable, 20));
        let suggestions: Vec<Value> = suggestions
            .iter()
            .map(|group| json!({"sightings": group.sightings(), "series": group.series(), "matches": lines(group.matches())}))
            .collect();
        json!({
            "as_of": AS_OF,
            "count": linkage.linkage().table().len(),
            "pairs": {"at_least": AT_LEAST, "told": lines(&pairs)},
            "nearest": {
                "id": sighting, "at_least": "unlikely", "most": 4,
                "told": lines(&linkage.nearest(&sighting, &find(Tier::Unlikely, 4))),
            },
            "find": {
                "offender": 0, "at_least": "possible", "most": 3,
                "told": lines(&linkage.find(&Sighting::of(new)[0], &find(Tier::Possible, 3))),
            },
            "suggestions": {"at_least": "probable", "most": 20, "told": suggestions},
            "shared_identifiers": linkage.shared_identifiers(),
        })
    }
}

fn as_of() -> Timestamp {
    Timestamp::parse(AS_OF).unwrap()
}

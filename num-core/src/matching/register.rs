//! The register: sightings, looked up by hash and weighed one by one.

use std::{cmp::Reverse, collections::BTreeMap, fmt, sync::Arc};

use super::{
    Identifier, Match, Model, Sighting, SightingId, Tier, Weight,
    compare::Scale,
    index::Index,
    matched::{Evidence, Thresholds},
};
use crate::id::IncidentId;

/// What [`Register::find`] is to bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Find {
    /// The least tier.
    pub at_least: Tier,
    /// The most matches.
    pub most: usize,
}

impl Default for Find {
    /// Ten, of every tier.
    fn default() -> Self {
        Self { at_least: Tier::Possible, most: 10 }
    }
}

/// Sightings, and where each identifier stands. Two registers with the same sightings are equal, in whatever order sightings came
/// and went. Sightings can be shared between registers.
#[derive(Clone, PartialEq)]
pub struct Register {
    model: Model,
    thresholds: Thresholds,
    sightings: BTreeMap<SightingId, Arc<Sighting>>,
    index: Index,
}

impl Default for Register {
    fn default() -> Self {
        Self::new()
    }
}

impl Register {
    /// An empty register with the default model.
    pub fn new() -> Self {
        Self::with_model(Model::default())
    }

    /// An empty register with a model.
    pub fn with_model(model: Model) -> Self {
        let (index, thresholds) = (Index::new(model.common_above()), Thresholds::of(&model));
        Self { model, thresholds, sightings: BTreeMap::new(), index }
    }

    /// By what it weighs.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Takes a sighting in. One with the same id is replaced.
    pub fn add(&mut self, sighting: impl Into<Arc<Sighting>>) {
        let sighting = sighting.into();
        self.remove(sighting.id());
        self.index.add(&sighting);
        self.sightings.insert(sighting.id().clone(), sighting);
    }

    /// Takes a sighting out; whether it was there.
    pub fn remove(&mut self, id: &SightingId) -> bool {
        let Some(sighting) = self.sightings.remove(id) else { return false };
        self.index.remove(&sighting);
        true
    }

    /// Takes every sighting of a report out; how many there were.
    pub fn remove_incident(&mut self, incident: &IncidentId) -> usize {
        let first = SightingId::new(incident.clone(), 0);
        let ids = self.sightings.range(first..).map(|(id, _)| id).take_while(|id| id.incident == *incident);
        let ids: Vec<SightingId> = ids.cloned().collect();
        ids.iter().filter(|id| self.remove(id)).count()
    }

    /// How many sightings there are.
    pub fn len(&self) -> usize {
        self.sightings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sightings.is_empty()
    }

    /// The sighting of an id.
    pub fn get(&self, id: &SightingId) -> Option<&Sighting> {
        self.sightings.get(id).map(Arc::as_ref)
    }

    /// Every sighting, in the order of ids.
    pub fn sightings(&self) -> impl Iterator<Item = &Sighting> {
        self.sightings.values().map(Arc::as_ref)
    }

    /// The sightings that carry exactly this identifier, by its normal form, in the order of ids. What has no normal form, and a
    /// plate of which some places are not known, is carried by none.
    pub fn check(&self, identifier: &Identifier) -> impl Iterator<Item = &SightingId> {
        self.index.carriers(identifier.key())
    }

    /// The best matches of a sighting, which need not be in the register, among *all* others: the heaviest first, and by id where
    /// two weigh the same. Other offenders of its own report are none of them.
    pub fn find(&self, sighting: &Sighting, find: &Find) -> Vec<Match> {
        let scale = self.scale();
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut best: Vec<(Reverse<Weight>, &Sighting)> = Vec::new();
        for other in self.sightings().filter(|other| other.id.incident != sighting.id.incident) {
            let verdict = scale.weigh(sighting, other, &mut evidence);
            if verdict.tier >= find.at_least {
                best.push((Reverse(verdict.weight), other));
            }
        }
        best.sort_unstable_by(|one, other| (one.0, &one.1.id).cmp(&(other.0, &other.1.id)));
        best.truncate(find.most);
        let best = best.into_iter();
        best.filter_map(|(_, other)| scale.compare(sighting, other, find.at_least, &mut evidence)).collect()
    }

    /// Weighs one sighting against another; neither need be in the register. `None` for two of one report: they are two persons.
    pub fn compare(&self, one: &Sighting, other: &Sighting) -> Option<Match> {
        self.scale().compare(one, other, Tier::Unlikely, &mut Vec::new())
    }

    pub(super) fn scale(&self) -> Scale<'_> {
        Scale {
            model: &self.model,
            index: &self.index,
            prior: self.model.prior(self.len()),
            thresholds: self.thresholds,
        }
    }
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Register({})", self.len())
    }
}

//! Sightings weighed by a model that is learnt from them.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    Field, Find, Links, Register, Sighting, SightingEvidence, SightingId, SightingPair, Source, SuggestedSightings,
    suggest::{Suggested, suggested},
    table::table,
};
use crate::{
    code::CodeTable,
    error::Problems,
    linkage::{Evidence, Found, Linkage, Model, Pair, SharedUse, Table, Tier, Weight},
    timestamp::Timestamp,
};

/// The sightings of a register as a linkage, whose weights are learnt from them and from what people decided: for registers of some
/// thousand sightings or more, and for analysts. What it says of two sightings is a suggestion, as a [`Match`](super::Match) is; two that
/// people rejected are none of its pairs.
///
/// It is of the sightings that it was made of. When some came or went, [`Register::weighed_by`] makes it anew by the same model, without
/// learning: it is then the same in whatever order they came and went.
pub struct SightingLinkage {
    linkage: Linkage,
    /// In the order of rows, which is that of ids.
    ids: Vec<SightingId>,
    sources: Vec<Source>,
    /// Of rows of which people said that another is somebody else, those others.
    rejected: HashMap<u32, Vec<u32>>,
}

impl Register {
    /// Its sightings as a linkage, with a model that is learnt from them and from the decisions that stand at an instant.
    pub fn learn(&self, links: &Links, as_of: Timestamp) -> SightingLinkage {
        SightingLinkage::new(self.sightings(), links, as_of)
    }

    /// Its sightings as a linkage, weighed by a model that was learnt before.
    ///
    /// # Errors
    /// Those of [`Model::for_table`].
    pub fn weighed_by(&self, model: &Model, links: &Links, as_of: Timestamp) -> Result<SightingLinkage, Problems> {
        let rows = Rows::of(self.sightings(), links, as_of);
        let linkage = Linkage::with_model(rows.table(), model)?;
        Ok(rows.linked(linkage))
    }
}

/// Sightings in the order of their ids, whatever the order in which they came: what is learnt is then the same too.
struct Rows<'s> {
    sightings: Vec<&'s Sighting>,
    /// What people decided on pairs of rows.
    decided: Vec<([u32; 2], bool)>,
}

impl<'s> Rows<'s> {
    fn of(sightings: impl IntoIterator<Item = &'s Sighting>, links: &Links, as_of: Timestamp) -> Self {
        let mut sightings: Vec<&Sighting> = sightings.into_iter().collect();
        sightings.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        sightings.dedup_by(|one, other| one.id == other.id);
        let row =
            |id: &SightingId| sightings.binary_search_by(|sighting| sighting.id.cmp(id)).ok().map(|row| row as u32);
        let decided =
            links.standing(as_of).filter_map(|([one, other], confirmed)| Some(([row(one)?, row(other)?], confirmed)));
        let decided = decided.collect();
        Self { sightings, decided }
    }

    fn table(&self) -> Table {
        table(&self.sightings).decided(self.decided.iter().copied())
    }

    fn linked(self, linkage: Linkage) -> SightingLinkage {
        let mut rejected: HashMap<u32, Vec<u32>> = HashMap::new();
        for ([one, other], _) in self.decided.iter().filter(|(_, confirmed)| !confirmed) {
            rejected.entry(*one).or_default().push(*other);
            rejected.entry(*other).or_default().push(*one);
        }
        SightingLinkage {
            linkage,
            ids: self.sightings.iter().map(|sighting| sighting.id.clone()).collect(),
            sources: self.sightings.iter().map(|sighting| sighting.source).collect(),
            rejected,
        }
    }
}

impl SightingLinkage {
    /// A linkage of sightings, with a model that is learnt from them and from the decisions that stand at an instant.
    pub fn new<'s>(sightings: impl IntoIterator<Item = &'s Sighting>, links: &Links, as_of: Timestamp) -> Self {
        let rows = Rows::of(sightings, links, as_of);
        let linkage = Linkage::new(rows.table());
        rows.linked(linkage)
    }

    /// What it is weighed by.
    pub fn linkage(&self) -> &Linkage {
        &self.linkage
    }

    /// The likeliest others of a sighting that is in it, every one weighed; empty of one that is not.
    pub fn nearest(&self, id: &SightingId, find: &Find) -> Vec<SightingPair> {
        let Ok(row) = self.ids.binary_search(id) else { return Vec::new() };
        let pairs = self.linkage.nearest(row, find.most.saturating_add(self.rejected(row as u32).len()));
        let pairs = pairs.iter().filter(|pair| pair.tier >= find.at_least && !self.is_rejected(pair));
        pairs.take(find.most).filter_map(|pair| self.pair(pair)).collect()
    }

    /// The likeliest others of a sighting, whether it is in it or not, every one weighed by what the sighting says now. Others of its own
    /// report are none of them, nor those that people rejected.
    pub fn find(&mut self, sighting: &Sighting, find: &Find) -> Vec<SightingPair> {
        let own = self.ids.partition_point(|id| id.incident < sighting.id.incident);
        let own = own..own + self.ids.iter().skip(own).take_while(|id| id.incident == sighting.id.incident).count();
        let row = self.ids.binary_search(&sighting.id).ok();
        let rejected = row.map_or_else(Vec::new, |row| self.rejected(row as u32).to_vec());
        let more = own.len().saturating_add(rejected.len());
        // The columns are those of the linkage.
        let Ok(found) = self.linkage.find(&table(&[sighting]), find.most.saturating_add(more)) else {
            return Vec::new();
        };
        let is_other = |found: &&Found| {
            let other = found.pair.right;
            !own.contains(&(other as usize)) && !rejected.contains(&other) && found.pair.tier >= find.at_least
        };
        let found = found.iter().filter(is_other).take(find.most);
        let pair = |found: &Found| {
            let other = found.pair.right as usize;
            let ids = [sighting.id.clone(), self.ids.get(other)?.clone()];
            let same_source = sighting.source.is_same(*self.sources.get(other)?);
            Some(self.told(&found.pair, ids, same_source, &found.evidence))
        };
        found.filter_map(pair).collect()
    }

    /// Every pair that reaches a probability and that nobody rejected: all are weighed where there are up to [`Linkage::SCANNED`]
    /// sightings, else those that share a key.
    pub fn pairs(&self, at_least: f64) -> Vec<SightingPair> {
        let pairs = self.linkage.pairs(at_least);
        pairs.iter().filter(|pair| !self.is_rejected(pair)).filter_map(|pair| self.pair(pair)).collect()
    }

    /// Groups for a person to look at, as [`Register::suggest`] makes them, by its own pairs: a third and a fourth report join a group when
    /// they are linked with half of it, or strongly with a series that people confirmed. Decisions are those that stand at an instant.
    pub fn suggest(&self, links: &Links, as_of: Timestamp, find: &Find) -> Vec<SuggestedSightings> {
        let pairs = self.linkage.pairs(Linkage::CAN_BE_PROBABLE).into_iter();
        let found = pairs.filter(|pair| pair.tier >= Tier::Probable).filter_map(|pair| {
            let found = self.pair(&pair)?;
            let places = [pair.left as usize, pair.right as usize];
            Some(Suggested { pair: places, tier: pair.tier, weight: found.weight, found })
        });
        let ids: Vec<&SightingId> = self.ids.iter().collect();
        suggested(&ids, links, as_of, find, found.collect())
    }

    /// Identifiers that more than one person seems to carry: which, how, and whose sightings, person by person. Never the identifier.
    pub fn shared_identifiers(&self) -> Vec<SharedIdentifier> {
        let all = self.linkage.shared_identifiers().into_iter().filter_map(|shared| {
            let column = self.linkage.table().columns().get(shared.column)?;
            let ids = |rows: &Vec<u32>| rows.iter().filter_map(|row| self.ids.get(*row as usize).cloned()).collect();
            let persons = shared.persons.iter().map(ids).collect();
            Some(SharedIdentifier { field: Field::parse(column.name()).ok()?, used: shared.used, persons })
        });
        all.collect()
    }

    /// The rows of which people said that they are somebody else than a row.
    fn rejected(&self, row: u32) -> &[u32] {
        self.rejected.get(&row).map_or(&[], Vec::as_slice)
    }

    fn is_rejected(&self, pair: &Pair) -> bool {
        self.rejected(pair.left).contains(&pair.right)
    }

    fn pair(&self, pair: &Pair) -> Option<SightingPair> {
        let (left, right) = (pair.left as usize, pair.right as usize);
        let same_source = self.sources.get(left)?.is_same(*self.sources.get(right)?);
        let ids = [self.ids.get(left)?.clone(), self.ids.get(right)?.clone()];
        Some(self.told(pair, ids, same_source, &self.linkage.evidence(left, right)))
    }

    fn told(
        &self,
        pair: &Pair,
        sightings: [SightingId; 2],
        same_source: Option<bool>,
        evidence: &[Evidence],
    ) -> SightingPair {
        let columns = self.linkage.table().columns();
        let name = |evidence: &Evidence| {
            let column = evidence.column.and_then(|at| columns.get(at));
            column.map_or_else(|| "together".to_owned(), |column| column.name().to_owned())
        };
        let of = |one: &Evidence| SightingEvidence { name: name(one), agreement: one.agreement, weight: one.weight };
        SightingPair {
            sightings,
            weight: Weight::new(pair.weight),
            probability: pair.probability,
            tier: pair.tier,
            same_source,
            coincidences: self.linkage.coincidences(pair.weight),
            evidence: evidence.iter().map(of).collect(),
        }
    }
}

/// An identifier that more than one person seems to carry. It is never told itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedIdentifier {
    /// What it is.
    pub field: Field,
    /// Whether it went from one to another, or is used by all of them.
    pub used: SharedUse,
    /// The sightings of each person, each in the order of ids.
    pub persons: Vec<Vec<SightingId>>,
}

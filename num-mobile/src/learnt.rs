//! Sightings weighed by a model that is learnt from them, here or on another machine.

use std::sync::{Arc, Mutex};

use num_core::{
    linkage,
    matching::{self, Agreement, Field, SharedUse, Sighting, SightingId, Tier},
    timestamp::Timestamp,
};

use crate::{
    Incident, Links,
    error::{UglyMugsError, guarded, held, shielded},
    matching::find,
};

/// How often values agree, of one person and of any two: what a linkage weighs by.
#[derive(uniffi::Object)]
pub struct LinkageModel(pub(crate) linkage::Model);

#[uniffi::export]
impl LinkageModel {
    /// Reads `uglymugs.linkage_model/1`.
    #[uniffi::constructor]
    pub fn from_json(json: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(linkage::Model::from_json(json.as_bytes())?)))
    }

    /// Writes `uglymugs.linkage_model/1`. Codes of columns with few of them stand in it.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }

    /// The model for people: each column with its levels, and what agreement weighs.
    pub fn text(&self) -> String {
        shielded(|| self.0.text())
    }
}

/// The sightings of a register as a linkage, whose weights are learnt from them and from what people decided: for registers of some
/// thousand sightings or more, and for analysts. It is made by `Register.learn` or `Register.weighed_by`, and is of the sightings that
/// were in the register then. What it says of two sightings is a suggestion; two that people rejected are none of its pairs.
#[derive(uniffi::Object)]
pub struct SightingLinkage(Mutex<matching::SightingLinkage>);

impl SightingLinkage {
    pub(crate) fn of(linkage: matching::SightingLinkage) -> Arc<Self> {
        Arc::new(Self(Mutex::new(linkage)))
    }
}

fn pairs(found: Vec<matching::SightingPair>) -> Vec<Arc<SightingPair>> {
    found.into_iter().map(|pair| Arc::new(SightingPair(pair))).collect()
}

#[uniffi::export]
impl SightingLinkage {
    /// The likeliest others of a sighting that is in it, every one weighed, the heaviest first; none of one that is not.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn nearest(
        &self,
        id: String,
        at_least: Option<Tier>,
        most: u32,
    ) -> Result<Vec<Arc<SightingPair>>, UglyMugsError> {
        guarded(|| Ok(pairs(held(&self.0).nearest(&SightingId::parse(&id)?, &find(at_least, most)))))
    }

    /// The likeliest others of an offender of a report, every one weighed by what the report says now, the heaviest first. The report
    /// need not be in it.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn find(
        &self,
        incident: &Incident,
        offender: u32,
        at_least: Option<Tier>,
        most: u32,
    ) -> Vec<Arc<SightingPair>> {
        shielded(|| {
            let mut linkage = held(&self.0);
            let of_offender = Sighting::of(&incident.0).into_iter();
            let of_offender = of_offender.filter(|sighting| sighting.id().offender == offender as usize);
            let find = find(at_least, most);
            pairs(of_offender.flat_map(|sighting| linkage.find(&sighting, &find)).collect())
        })
    }

    /// Every pair that reaches a probability and that nobody rejected, in the order of ids.
    pub fn pairs(&self, at_least: f64) -> Vec<Arc<SightingPair>> {
        shielded(|| pairs(held(&self.0).pairs(at_least)))
    }

    /// Groups for a person to look at, each with its evidence. What was rejected is not suggested again.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn suggest(
        &self,
        links: &Links,
        as_of: String,
        at_least: Option<Tier>,
        most: u32,
    ) -> Result<Vec<Arc<SuggestedSightings>>, UglyMugsError> {
        guarded(|| {
            let as_of = Timestamp::parse(&as_of)?;
            let suggested = held(&self.0).suggest(&links.copied(), as_of, &find(at_least, most));
            Ok(suggested.into_iter().map(|group| Arc::new(SuggestedSightings(group))).collect())
        })
    }

    /// Identifiers that more than one person seems to carry: which, how, and whose sightings, person by person. Never the identifier.
    pub fn shared_identifiers(&self) -> Vec<SharedIdentifier> {
        shielded(|| held(&self.0).shared_identifiers().iter().map(SharedIdentifier::from).collect())
    }

    /// What is weighed by.
    pub fn model(&self) -> Arc<LinkageModel> {
        shielded(|| Arc::new(LinkageModel(held(&self.0).linkage().model().clone())))
    }

    /// How many sightings there are.
    pub fn count(&self) -> u64 {
        held(&self.0).linkage().table().len() as u64
    }
}

/// Two sightings that may be of one person, by a model that was learnt: a suggestion, with its evidence.
#[derive(uniffi::Object)]
pub struct SightingPair(matching::SightingPair);

#[uniffi::export]
impl SightingPair {
    /// The two sightings: the one that was asked about first, else in the order of their ids.
    pub fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// What the evidence weighs together, in bits: the sum of its weights.
    pub fn weight(&self) -> f64 {
        self.0.weight().bits()
    }

    /// How likely it is that they are one person, by the model and among as many sightings as there are.
    pub fn probability(&self) -> f64 {
        self.0.probability()
    }

    /// The tier.
    pub fn tier(&self) -> Tier {
        self.0.tier()
    }

    /// Whether both reports come from one person, as far as pseudonyms tell; none where that is not known.
    pub fn is_same_source(&self) -> Option<bool> {
        self.0.is_same_source()
    }

    /// How many others may be expected at most to weigh so much by coincidence, among as many sightings as there are.
    pub fn coincidences(&self) -> f64 {
        self.0.coincidences()
    }

    /// What speaks for it and against it, in the order of the columns.
    pub fn evidence(&self) -> Vec<Arc<SightingEvidence>> {
        shielded(|| self.0.evidence().iter().map(|one| Arc::new(SightingEvidence(one.clone()))).collect())
    }

    /// A caseworker's sentence: what speaks for it and against it, and how many others may look so by coincidence. Never a value.
    pub fn sentence(&self) -> String {
        shielded(|| self.0.sentence())
    }

    /// `uglymugs.sighting_pair/1`.
    pub fn to_json(&self) -> String {
        // The core's own types serialise into memory without fail.
        shielded(|| serde_json::to_string(&self.0).unwrap_or_default())
    }
}

/// One thing that speaks for a pair of sightings or against it.
#[derive(uniffi::Object)]
pub struct SightingEvidence(matching::SightingEvidence);

#[uniffi::export]
impl SightingEvidence {
    /// What was compared: a field by its code, `area`, `force` or `day`; `together` is what two would share as well who only act
    /// together.
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// How far it agrees.
    pub fn agreement(&self) -> Agreement {
        self.0.agreement
    }

    /// What it weighs, in bits, after what others say already does not count twice.
    pub fn weight(&self) -> f64 {
        self.0.weight.bits()
    }

    /// In a caseworker's words, such as `same phone number (strong)`.
    pub fn words(&self) -> String {
        shielded(|| self.0.words())
    }
}

/// A group of sightings that may be of one person by a linkage, for somebody to look at.
#[derive(uniffi::Object)]
pub struct SuggestedSightings(matching::SuggestedSightings);

#[uniffi::export]
impl SuggestedSightings {
    /// All of its sightings, in the order of their ids.
    pub fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// The confirmed series in it: what people joined already.
    pub fn series(&self) -> Vec<Vec<String>> {
        self.0.series().iter().map(|series| series.iter().map(ToString::to_string).collect()).collect()
    }

    /// What speaks for it: the pairs within it that nobody decided on, the heaviest first.
    pub fn matches(&self) -> Vec<Arc<SightingPair>> {
        shielded(|| pairs(self.0.matches().to_vec()))
    }
}

/// An identifier that more than one person seems to carry. It is never told itself.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SharedIdentifier {
    /// What it is.
    pub field: Field,
    /// Whether it went from one to another, or is used by all of them.
    pub used: SharedUse,
    /// The sightings of each person, each in the order of ids.
    pub persons: Vec<Vec<String>>,
}

impl From<&matching::SharedIdentifier> for SharedIdentifier {
    fn from(shared: &matching::SharedIdentifier) -> Self {
        Self {
            field: shared.field,
            used: shared.used,
            persons: shared.persons.iter().map(|ids| ids.iter().map(ToString::to_string).collect()).collect(),
        }
    }
}

//! Register and matching: which sightings may be of the same person, each suggestion with its evidence. A sighting is one offender
//! of one report: `r-1/0` is the first of report `r-1`.

use std::sync::{Arc, Mutex};

use num_core::{
    id::{Id, IncidentId},
    lookup::{Query, QueryKind},
    matching::{self, Agreement, Field, Find, Sighting, SightingId, Tier},
    timestamp::Timestamp,
};

use crate::{
    Incident, LinkageModel, Links, SightingLinkage,
    error::{UglyMugsError, guarded, held, shielded},
};

/// Sightings, and where each identifier stands. What is in it is the caller's decision.
#[derive(uniffi::Object)]
pub struct Register(Mutex<matching::Register>);

#[uniffi::export]
impl Register {
    /// An empty register.
    #[uniffi::constructor]
    pub fn new() -> Self {
        shielded(|| Self(Mutex::new(matching::Register::new())))
    }

    /// Takes the offenders of a report in, in place of what was known of it.
    pub fn add(&self, incident: &Incident) {
        shielded(|| {
            let mut register = held(&self.0);
            register.remove_incident(&incident.0.id);
            Sighting::of(&incident.0).into_iter().for_each(|sighting| register.add(sighting));
        });
    }

    /// Takes every offender of a report out; how many there were.
    pub fn remove(&self, incident: String) -> Result<u64, UglyMugsError> {
        guarded(|| Ok(held(&self.0).remove_incident(&IncidentId::parse(&incident)?) as u64))
    }

    /// How many sightings there are.
    pub fn count(&self) -> u64 {
        held(&self.0).len() as u64
    }

    /// The sightings that carry exactly this identifier, by its normal form: none for a name.
    pub fn check(&self, kind: QueryKind, text: String) -> Result<Vec<String>, UglyMugsError> {
        guarded(|| {
            let (query, register) = (Query::new(kind, &text), held(&self.0));
            let carriers = query.identifier().into_iter().flat_map(|identifier| register.check(identifier));
            Ok(carriers.map(ToString::to_string).collect())
        })
    }

    /// The best matches of an offender of a report among all others, the heaviest first. The report need not be in the register.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn find(&self, incident: &Incident, offender: u32, at_least: Option<Tier>, most: u32) -> Vec<Arc<Match>> {
        shielded(|| {
            let register = held(&self.0);
            let of_offender = Sighting::of(&incident.0).into_iter();
            let of_offender = of_offender.filter(|sighting| sighting.id().offender == offender as usize);
            let find = find(at_least, most);
            of_offender.flat_map(|sighting| register.find(&sighting, &find)).map(Match::of).collect()
        })
    }

    /// Weighs one sighting of the register against another; none where one is not there, or where both are of one report.
    pub fn compare(&self, one: String, other: String) -> Result<Option<Arc<Match>>, UglyMugsError> {
        guarded(|| {
            let (one, other) = (SightingId::parse(&one)?, SightingId::parse(&other)?);
            let register = held(&self.0);
            let both = register.get(&one).zip(register.get(&other));
            Ok(both.and_then(|(one, other)| register.compare(one, other)).map(Match::of))
        })
    }

    /// Its sightings as a linkage, with a model that is learnt from them and from the decisions that stand at an instant.
    pub fn learn(&self, links: &Links, as_of: String) -> Result<Arc<SightingLinkage>, UglyMugsError> {
        guarded(|| {
            let as_of = Timestamp::parse(&as_of)?;
            Ok(SightingLinkage::of(held(&self.0).learn(&links.copied(), as_of)))
        })
    }

    /// Its sightings as a linkage, weighed by a model that was learnt before: here, or on another machine.
    pub fn weighed_by(
        &self,
        model: &LinkageModel,
        links: &Links,
        as_of: String,
    ) -> Result<Arc<SightingLinkage>, UglyMugsError> {
        guarded(|| {
            let as_of = Timestamp::parse(&as_of)?;
            Ok(SightingLinkage::of(held(&self.0).weighed_by(&model.0, &links.copied(), as_of)?))
        })
    }
}

impl Default for Register {
    fn default() -> Self {
        Self::new()
    }
}

/// What is to be found; without a tier: of every tier that is worth a look.
pub(crate) fn find(at_least: Option<Tier>, most: u32) -> Find {
    Find { at_least: at_least.unwrap_or(Find::default().at_least), most: most as usize }
}

/// Two sightings that may be of one person: a suggestion, with its evidence.
#[derive(uniffi::Object)]
pub struct Match(matching::Match);

impl Match {
    pub(crate) fn of(inner: matching::Match) -> Arc<Self> {
        Arc::new(Self(inner))
    }
}

#[uniffi::export]
impl Match {
    /// The two sightings, in the order of their ids.
    pub fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// What the evidence weighs together, in bits: the sum of its weights.
    pub fn weight(&self) -> f64 {
        self.0.weight().bits()
    }

    /// How likely it is that they are one person, by the model and in a register of this size.
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

    /// What speaks for it and against it, in the order of the fields.
    pub fn evidence(&self) -> Vec<Arc<Evidence>> {
        shielded(|| self.0.evidence().iter().map(|one| Arc::new(Evidence(*one))).collect())
    }

    /// A caseworker's sentence: kinds, levels and coded words, never a value.
    pub fn sentence(&self) -> String {
        shielded(|| self.0.sentence())
    }

    /// `uglymugs.match/1`.
    pub fn to_json(&self) -> String {
        // The core's own types serialise into memory without fail.
        shielded(|| serde_json::to_string(&self.0).unwrap_or_default())
    }
}

/// One thing that speaks for a match or against it.
#[derive(uniffi::Object)]
pub struct Evidence(matching::Evidence);

#[uniffi::export]
impl Evidence {
    /// What was compared.
    pub fn field(&self) -> Field {
        self.0.field
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

/// A group of sightings that may be of one person, for somebody to look at.
#[derive(uniffi::Object)]
pub struct SuggestedSeries(pub(crate) matching::SuggestedSeries);

#[uniffi::export]
impl SuggestedSeries {
    /// All of its sightings, in the order of their ids.
    pub fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// The confirmed series in it: what people joined already.
    pub fn series(&self) -> Vec<Vec<String>> {
        self.0.series().iter().map(|series| series.iter().map(ToString::to_string).collect()).collect()
    }

    /// What speaks for it: the matches within it that nobody decided on, the heaviest first.
    pub fn matches(&self) -> Vec<Arc<Match>> {
        shielded(|| self.0.matches().iter().cloned().map(Match::of).collect())
    }
}

/// Sightings that people joined.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Series {
    /// The sightings, two or more, in the order of their ids.
    pub sightings: Vec<String>,
    /// The pairs in it that somebody rejected, and those of one report: somebody has to look at it again.
    pub contested: Vec<Vec<String>>,
}

impl From<&matching::Series> for Series {
    fn from(series: &matching::Series) -> Self {
        Self {
            sightings: series.sightings().iter().map(ToString::to_string).collect(),
            contested: series.contested().iter().map(|pair| pair.iter().map(ToString::to_string).collect()).collect(),
        }
    }
}

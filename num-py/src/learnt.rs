//! Sightings weighed by a model that is learnt from them.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use num_core::{
    code::CodeTable,
    matching::{self, Sighting, Tier},
};
use pyo3::{Py, PyResult, Python, pyclass, pymethods};

use crate::{
    arguments::{Coded, Instant, SightingAt},
    error::Failure,
    guard::ask,
    incident::Incident,
    linkage::{LinkageModel, share},
    links::Links,
    register::{find, has_offender, pair},
};

/// The sightings of a register as a linkage, whose weights are learnt from them and from what people decided: for registers of some
/// thousand sightings or more, and for analysts. It is made by ``Register.learn`` or ``Register.weighed_by``, and is of the sightings
/// that were in the register then. What it says of two sightings is a suggestion; two that people rejected are none of its pairs.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SightingLinkage(RwLock<matching::SightingLinkage>);

impl SightingLinkage {
    pub(crate) fn of(linkage: matching::SightingLinkage) -> Self {
        Self(RwLock::new(linkage))
    }

    /// Locked only for work of the core, which never comes back to Python; and never while Python's own lock is held, since that work
    /// can take long.
    fn read(&self) -> RwLockReadGuard<'_, matching::SightingLinkage> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, matching::SightingLinkage> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pairs(found: Vec<matching::SightingPair>) -> Vec<SightingPair> {
    found.into_iter().map(SightingPair).collect()
}

#[pymethods]
impl SightingLinkage {
    /// The likeliest others of a sighting that is in it, every one weighed, the heaviest first; none of one that is not.
    #[pyo3(signature = (id, *, at_least = None, most = None))]
    fn nearest(
        &self,
        py: Python<'_>,
        id: SightingAt,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<SightingPair>, Failure> {
        let find = find(at_least, most);
        Ok(pairs(ask(py, || self.read().nearest(&id.0, &find))?))
    }

    /// The likeliest others of an offender of a report, which need not be in it, every one weighed by what the report says now: the
    /// heaviest first.
    #[pyo3(signature = (incident, offender, *, at_least = None, most = None))]
    fn find(
        &self,
        py: Python<'_>,
        incident: &Incident,
        offender: usize,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<SightingPair>, Failure> {
        has_offender(incident, offender)?;
        let find = find(at_least, most);
        let found = ask(py, || {
            let sightings = Sighting::of(&incident.0);
            // One of whom nothing can be compared is no sighting.
            let sighting = sightings.iter().find(|sighting| sighting.id().offender == offender);
            sighting.map(|sighting| self.write().find(sighting, &find)).unwrap_or_default()
        });
        Ok(pairs(found?))
    }

    /// Every pair that reaches a probability and that nobody rejected, in the order of ids.
    fn pairs(&self, py: Python<'_>, at_least: f64) -> Result<Vec<SightingPair>, Failure> {
        let at_least = share("at_least", at_least)?;
        Ok(pairs(ask(py, || self.read().pairs(at_least))?))
    }

    /// Groups for a person to look at, each with its evidence. What was rejected is not suggested again.
    #[pyo3(signature = (links, as_of, *, at_least = None, most = None))]
    fn suggest(
        &self,
        py: Python<'_>,
        links: &Links,
        as_of: Instant,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<SuggestedSightings>, Failure> {
        let find = find(at_least, most);
        let found = ask(py, || self.read().suggest(&links.read(), as_of.0, &find))?;
        Ok(found.into_iter().map(SuggestedSightings).collect())
    }

    /// Identifiers that more than one person seems to carry: which, how, and whose sightings, person by person. Never the identifier.
    fn shared_identifiers(&self, py: Python<'_>) -> Result<Vec<SharedIdentifier>, Failure> {
        let found = ask(py, || self.read().shared_identifiers())?;
        Ok(found.into_iter().map(SharedIdentifier).collect())
    }

    /// What is weighed by.
    #[getter]
    fn model(&self, py: Python<'_>) -> Result<LinkageModel, Failure> {
        ask(py, || LinkageModel(Arc::new(self.read().linkage().model().clone())))
    }

    fn __len__(&self, py: Python<'_>) -> Result<usize, Failure> {
        ask(py, || self.read().linkage().table().len())
    }

    fn __repr__(&self, py: Python<'_>) -> Result<String, Failure> {
        Ok(format!("<SightingLinkage of {} sightings>", self.__len__(py)?))
    }
}

/// Two sightings that may be of one person, by a model that was learnt: a suggestion, with its evidence. No value of an identifier is
/// in it.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct SightingPair(matching::SightingPair);

#[pymethods]
impl SightingPair {
    /// The two sightings: the one that was asked about first, else in the order of their ids.
    #[getter]
    fn sightings(&self) -> (String, String) {
        pair(self.0.sightings())
    }

    /// What the evidence weighs together, in bits.
    #[getter]
    fn weight(&self) -> f64 {
        self.0.weight().bits()
    }

    /// How likely it is that they are one person, by the model and among as many sightings as there are.
    #[getter]
    fn probability(&self) -> f64 {
        self.0.probability()
    }

    /// The tier: ``unlikely``, ``possible``, ``probable`` or ``strong``.
    #[getter]
    fn tier(&self) -> &'static str {
        self.0.tier().as_str()
    }

    /// Whether both reports come from one person, as far as pseudonyms tell; ``None`` where they do not.
    #[getter]
    fn same_source(&self) -> Option<bool> {
        self.0.is_same_source()
    }

    /// How many others may be expected at most to weigh so much by coincidence, among as many sightings as there are.
    #[getter]
    fn coincidences(&self) -> f64 {
        self.0.coincidences()
    }

    /// What speaks for it and against it, in the order of the columns.
    #[getter]
    fn evidence(&self, py: Python<'_>) -> PyResult<Vec<Py<SightingEvidence>>> {
        self.0.evidence().iter().map(|one| Py::new(py, SightingEvidence(one.clone()))).collect()
    }

    /// A sentence for a caseworker.
    #[getter]
    fn sentence(&self) -> String {
        self.0.sentence()
    }

    /// Writes ``uglymugs.sighting_pair/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        // Our own types serialise into memory without fail.
        ask(py, || serde_json::to_string(&self.0).unwrap_or_default())
    }

    /// For a notebook: the sentence, and each piece of evidence with its weight.
    fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.fragment())
    }

    fn __repr__(&self) -> String {
        let [one, other] = self.0.sightings();
        format!("<SightingPair of {one} and {other}: {}>", self.tier())
    }
}

/// One thing that speaks for a pair of sightings or against it.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct SightingEvidence(matching::SightingEvidence);

#[pymethods]
impl SightingEvidence {
    /// What was compared: a field by its code, ``area``, ``force`` or ``day``; ``together`` is what two would share as well who only
    /// act together.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// How far it agrees, by code.
    #[getter]
    fn agreement(&self) -> &'static str {
        self.0.agreement.as_str()
    }

    /// What it weighs, in bits: less than nothing speaks against.
    #[getter]
    fn weight(&self) -> f64 {
        self.0.weight.bits()
    }

    /// In a caseworker's words.
    #[getter]
    fn words(&self) -> String {
        self.0.words()
    }

    fn __repr__(&self) -> String {
        format!("<SightingEvidence: {}>", self.name())
    }
}

/// A group of sightings that may be of one person by a linkage, for somebody to look at: nothing joins them but a suggestion.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SuggestedSightings(matching::SuggestedSightings);

#[pymethods]
impl SuggestedSightings {
    /// All of its sightings, in the order of their ids.
    #[getter]
    fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// The confirmed series in it: what people joined already.
    #[getter]
    fn series(&self) -> Vec<Vec<String>> {
        self.0.series().iter().map(|series| series.iter().map(ToString::to_string).collect()).collect()
    }

    /// What speaks for it: the pairs that nobody decided on, the heaviest first.
    #[getter]
    fn matches(&self) -> Vec<SightingPair> {
        self.0.matches().iter().cloned().map(SightingPair).collect()
    }

    fn __repr__(&self) -> String {
        format!("<SuggestedSightings: {} sightings>", self.0.sightings().len())
    }
}

/// An identifier that more than one person seems to carry. It is never told itself.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct SharedIdentifier(matching::SharedIdentifier);

#[pymethods]
impl SharedIdentifier {
    /// What it is, by code.
    #[getter]
    fn field(&self) -> &'static str {
        self.0.field.as_str()
    }

    /// ``recycled`` where it went from one to another, or ``shared`` where all of them use it.
    #[getter]
    fn used(&self) -> &'static str {
        self.0.used.as_str()
    }

    /// The sightings of each person, each in the order of ids.
    #[getter]
    fn persons(&self) -> Vec<Vec<String>> {
        self.0.persons.iter().map(|ids| ids.iter().map(ToString::to_string).collect()).collect()
    }

    fn __repr__(&self) -> String {
        format!("<SharedIdentifier of {} persons: {}>", self.0.persons.len(), self.field())
    }
}

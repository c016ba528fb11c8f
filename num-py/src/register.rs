//! Register and matching: which sightings may be of the same person.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use num_core::{
    code::CodeTable,
    id::IncidentId,
    lookup::{self, QueryKind},
    matching::{self, Find, Sighting, SightingId, Tier},
};
use pyo3::{Py, PyResult, Python, exceptions::PyIndexError, pyclass, pymethods};

use crate::{
    arguments::{Coded, Instant, Named, SightingAt, Text},
    error::Failure,
    guard::ask,
    incident::Incident,
    learnt::SightingLinkage,
    linkage::LinkageModel,
    links::Links,
};

/// Sightings, looked up by identifier and weighed against each other. A sighting is one offender of one report: ``r-1/0`` is the first
/// of report ``r-1``. What is in a register is the caller's decision: reports that may not be matched belong into none that ``find`` is
/// asked of.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Register(RwLock<matching::Register>);

impl Register {
    /// Locked only for work of the core, which never comes back to Python; and never while Python's own lock is held, since that work
    /// can take long.
    fn read(&self) -> RwLockReadGuard<'_, matching::Register> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, matching::Register> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Register {
    #[new]
    fn new() -> Self {
        Self(RwLock::new(matching::Register::new()))
    }

    /// Takes every sighting of a report in; how many there are. One that was there is replaced.
    fn add(&self, py: Python<'_>, incident: &Incident) -> Result<usize, Failure> {
        ask(py, || {
            let sightings = Sighting::of(&incident.0);
            let count = sightings.len();
            let mut register = self.write();
            sightings.into_iter().for_each(|sighting| register.add(sighting));
            count
        })
    }

    /// Takes every sighting of a report out; how many there were.
    fn remove(&self, py: Python<'_>, incident: Named<IncidentId>) -> Result<usize, Failure> {
        ask(py, || self.write().remove_incident(&incident.0))
    }

    /// The sightings that carry exactly this identifier, in the order of ids: ``phone``, ``email``, ``username`` or ``plate``. A name
    /// is carried by none.
    fn check(&self, py: Python<'_>, kind: Coded<QueryKind>, text: Text) -> Result<Vec<String>, Failure> {
        ask(py, || {
            let query = lookup::Query::new(kind.0, text.as_str());
            let register = self.read();
            let found = query.identifier().into_iter().flat_map(|identifier| register.check(identifier));
            found.map(ToString::to_string).collect()
        })
    }

    /// The best matches of an offender of a report, which need not be in the register, among all others: the heaviest first.
    #[pyo3(signature = (incident, offender, *, at_least = None, most = None))]
    fn find(
        &self,
        py: Python<'_>,
        incident: &Incident,
        offender: usize,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<Match>, Failure> {
        has_offender(incident, offender)?;
        let find = find(at_least, most);
        let found = ask(py, || {
            let sightings = Sighting::of(&incident.0);
            // One of whom nothing can be compared is no sighting.
            let sighting = sightings.iter().find(|sighting| sighting.id().offender == offender);
            sighting.map(|sighting| self.read().find(sighting, &find)).unwrap_or_default()
        });
        Ok(found?.into_iter().map(Match).collect())
    }

    /// The match of two sightings of the register; ``None`` where one is not in it, and for two of one report: they are two persons.
    fn compare(&self, py: Python<'_>, one: SightingAt, other: SightingAt) -> Result<Option<Match>, Failure> {
        let found = ask(py, || {
            let register = self.read();
            register.compare(register.get(&one.0)?, register.get(&other.0)?)
        });
        Ok(found?.map(Match))
    }

    /// Its sightings as a linkage, with a model that is learnt from them and from the decisions that stand at an instant.
    fn learn(&self, py: Python<'_>, links: &Links, as_of: Instant) -> Result<SightingLinkage, Failure> {
        ask(py, || SightingLinkage::of(self.read().learn(&links.read(), as_of.0)))
    }

    /// Its sightings as a linkage, weighed by a model that was learnt before: here, or on another machine.
    fn weighed_by(
        &self,
        py: Python<'_>,
        model: &LinkageModel,
        links: &Links,
        as_of: Instant,
    ) -> Result<SightingLinkage, Failure> {
        let linkage = ask(py, || self.read().weighed_by(&model.0, &links.read(), as_of.0))??;
        Ok(SightingLinkage::of(linkage))
    }

    fn __len__(&self, py: Python<'_>) -> Result<usize, Failure> {
        ask(py, || self.read().len())
    }

    fn __repr__(&self, py: Python<'_>) -> Result<String, Failure> {
        Ok(format!("<Register of {} sightings>", self.__len__(py)?))
    }
}

/// Whether a report has so many offenders.
pub(crate) fn has_offender(incident: &Incident, offender: usize) -> Result<(), Failure> {
    let no_such = || PyIndexError::new_err("the report has no such offender");
    incident.0.offenders.get(offender).map(|_| ()).ok_or_else(|| no_such().into())
}

/// What is to be found; what Python does not say is as the core has it.
pub(crate) fn find(at_least: Option<Coded<Tier>>, most: Option<usize>) -> Find {
    let usual = Find::default();
    Find { at_least: at_least.map_or(usual.at_least, |tier| tier.0), most: most.unwrap_or(usual.most) }
}

/// Ids of two sightings.
pub(crate) fn pair([one, other]: &[SightingId; 2]) -> (String, String) {
    (one.to_string(), other.to_string())
}

/// Two sightings that may be of one person: a suggestion, with its evidence. No value of an identifier is in it.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct Match(pub(crate) matching::Match);

#[pymethods]
impl Match {
    /// The two sightings, in the order of their ids.
    #[getter]
    fn sightings(&self) -> (String, String) {
        pair(self.0.sightings())
    }

    /// What the evidence weighs together, in bits.
    #[getter]
    fn weight(&self) -> f64 {
        self.0.weight().bits()
    }

    /// How likely it is that they are one person, by the model and in a register of this size.
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

    /// What speaks for it and against it, in the order of the fields.
    #[getter]
    fn evidence(&self, py: Python<'_>) -> PyResult<Vec<Py<Evidence>>> {
        self.0.evidence().iter().map(|one| Py::new(py, Evidence(*one))).collect()
    }

    /// A sentence for a caseworker.
    #[getter]
    fn sentence(&self) -> String {
        self.0.sentence()
    }

    /// Writes ``uglymugs.match/1``.
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
        format!("<Match of {one} and {other}: {}>", self.tier())
    }
}

/// One thing that speaks for a match or against it.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct Evidence(matching::Evidence);

#[pymethods]
impl Evidence {
    /// What was compared, by code.
    #[getter]
    fn field(&self) -> &'static str {
        self.0.field.as_str()
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
        format!("<Evidence: {}>", self.field())
    }
}

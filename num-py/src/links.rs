//! What people decided: which sightings are of one person, and which are not.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use num_core::{
    error::Code,
    matching::{self, LinkDecision},
    text,
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Instant, SightingAt, Text, mode},
    error::Failure,
    guard::ask,
    scheme::Series,
};

/// The decisions of people on links: they are added, never changed.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Links(RwLock<matching::Links>);

impl Links {
    pub(crate) fn of(links: matching::Links) -> Self {
        Self(RwLock::new(links))
    }

    /// Locked only for work of the core, which never comes back to Python; and never while Python's own lock is held, since that work
    /// can take long.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, matching::Links> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, matching::Links> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Links {
    #[new]
    fn new() -> Self {
        Self::of(matching::Links::new())
    }

    /// Reads ``uglymugs.links/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self::of(ask(py, || matching::Links::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.links/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.read().to_json())
    }

    /// Adds what a person decided: whether two sightings are of one person.
    #[pyo3(signature = (one, other, confirmed, by, at, note = None))]
    #[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
    fn decide(
        &self,
        py: Python<'_>,
        one: SightingAt,
        other: SightingAt,
        confirmed: bool,
        by: Text,
        at: Instant,
        note: Option<Text>,
    ) -> Result<(), Failure> {
        ask(py, || -> Result<(), Failure> {
            let note = note.map(|note| text::Text::parse(note.as_str())).transpose()?;
            let by = text::Text::parse(by.as_str())?;
            let decision: Result<_, Code> = LinkDecision::new(one.0, other.0, confirmed, by, at.0, note);
            self.write().decide(decision?);
            Ok(())
        })?
    }

    /// What stands between two sightings at an instant: ``True`` where they are of one person, ``False`` where they are not, ``None``
    /// where nobody decided.
    fn state(
        &self,
        py: Python<'_>,
        one: SightingAt,
        other: SightingAt,
        as_of: Instant,
    ) -> Result<Option<bool>, Failure> {
        ask(py, || self.read().state(&one.0, &other.0, as_of.0))
    }

    /// Series that people confirmed, at an instant.
    fn series(&self, py: Python<'_>, as_of: Instant) -> Result<Vec<Series>, Failure> {
        Ok(ask(py, || self.read().series(as_of.0))?.into_iter().map(Series).collect())
    }

    fn __len__(&self, py: Python<'_>) -> Result<usize, Failure> {
        ask(py, || self.read().decisions().len())
    }

    fn __repr__(&self, py: Python<'_>) -> Result<String, Failure> {
        Ok(format!("<Links of {} decisions>", self.__len__(py)?))
    }
}

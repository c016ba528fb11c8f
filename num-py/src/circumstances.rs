//! What a scheme has recorded beside a report.

use num_core::{
    disclosure,
    id::{Id, IncidentId},
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Named, mode},
    error::Failure,
    guard::ask,
};

/// What a scheme has recorded beside one report: triage, decisions, references, approvals and more.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Circumstances(pub(crate) disclosure::Circumstances);

#[pymethods]
impl Circumstances {
    #[new]
    fn new(incident: Named<IncidentId>) -> Self {
        Self(disclosure::Circumstances::new(incident.0))
    }

    /// Reads ``uglymugs.circumstances/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self(ask(py, || disclosure::Circumstances::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.circumstances/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The id of the report that it belongs to.
    #[getter]
    fn incident(&self) -> &str {
        self.0.incident.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Circumstances of {}>", self.0.incident)
    }
}

//! What was consented to.

use num_core::{
    consent,
    id::{Id, IncidentId},
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Named, mode},
    error::Failure,
    guard::ask,
};

/// Everything that was said about consent to one report, in the order in which it was recorded.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct ConsentHistory(pub(crate) consent::ConsentHistory);

#[pymethods]
impl ConsentHistory {
    #[new]
    fn new(incident: Named<IncidentId>) -> Self {
        Self(consent::ConsentHistory::new(incident.0))
    }

    /// Reads ``uglymugs.consent/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self(ask(py, || consent::ConsentHistory::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.consent/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The id of the report that it belongs to.
    #[getter]
    fn incident(&self) -> &str {
        self.0.incident().as_str()
    }

    fn __repr__(&self) -> String {
        format!("<ConsentHistory of {}>", self.0.incident())
    }
}

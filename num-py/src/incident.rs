//! The record.

use num_core::{id::Id, incident};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, mode},
    error::Failure,
    guard::ask,
};

/// A validated report; nothing in it can be changed.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Incident(pub(crate) incident::Incident);

#[pymethods]
impl Incident {
    /// Reads ``uglymugs.incident/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self(ask(py, || incident::Incident::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.incident/1``, with the members that lenient reading kept.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The scheme's own id of the report; it never leaves.
    #[getter]
    fn id(&self) -> &str {
        self.0.id.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Incident {}>", self.0.id)
    }
}

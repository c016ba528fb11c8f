//! Who stands behind a report.

use num_core::{
    id::{Id, IncidentId},
    identity,
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Named, mode},
    error::Failure,
    guard::ask,
};

/// Who stands behind one report. Sealed: only the gate joins it to the report.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Identity(pub(crate) identity::Identity);

#[pymethods]
impl Identity {
    /// Nobody is known.
    #[staticmethod]
    fn unknown(incident: Named<IncidentId>) -> Self {
        Self(identity::Identity::unknown(incident.0))
    }

    /// Reads ``uglymugs.identity/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self(ask(py, || identity::Identity::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.identity/1``. Whoever keeps it, keeps it sealed.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The id of the report that it belongs to.
    #[getter]
    fn incident(&self) -> &str {
        self.0.incident().as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Identity of {}>", self.0.incident())
    }
}

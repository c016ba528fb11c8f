//! What a person must look at before a report goes on.

use num_core::triage;
use pyo3::{Python, pyclass, pymethods};

use crate::{arguments::Document, error::Failure, guard::ask};

/// The contacts of a scheme's own members, workers and organisations.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct OwnContacts(pub(crate) triage::OwnContacts);

#[pymethods]
impl OwnContacts {
    /// Reads ``uglymugs.own_contacts/1``.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Document) -> Result<Self, Failure> {
        Ok(Self(ask(py, || triage::OwnContacts::from_json(document.as_bytes()))??))
    }

    fn __repr__(&self) -> &'static str {
        "<OwnContacts>"
    }
}

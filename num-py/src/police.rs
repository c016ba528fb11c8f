//! Police records.

use num_core::{id::Id, police};
use pyo3::{FromPyObject, PyRef, Python, pyclass, pymethods};

use crate::{
    disclosure::{PoliceAnonymousDisclosure, PoliceFullDisclosure},
    error::Failure,
    guard::ask,
};

#[derive(FromPyObject)]
enum PoliceDisclosure<'py> {
    Anonymous(PyRef<'py, PoliceAnonymousDisclosure>),
    Full(PyRef<'py, PoliceFullDisclosure>),
}

/// One report for one police recipient, ``uglymugs.police_record/1``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct PoliceRecord(police::PoliceRecord);

#[pymethods]
impl PoliceRecord {
    #[new]
    fn new(py: Python<'_>, disclosure: PoliceDisclosure<'_>) -> Result<Self, Failure> {
        let record = match &disclosure {
            PoliceDisclosure::Anonymous(disclosure) => {
                let disclosure = &disclosure.0;
                ask(py, || police::PoliceRecord::new(disclosure))?
            }
            PoliceDisclosure::Full(disclosure) => {
                let disclosure = &disclosure.0;
                ask(py, || police::PoliceRecord::new(disclosure))?
            }
        };
        Ok(Self(record?))
    }

    /// To whom: a force code or ``nca_scas``.
    #[getter]
    fn recipient(&self) -> String {
        self.0.recipient().to_string()
    }

    /// What the recipient calls the report.
    #[getter]
    fn reference(&self) -> &str {
        self.0.reference().as_str()
    }

    /// The record as JSON, with one final line feed.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    fn __repr__(&self) -> String {
        format!("<PoliceRecord {}>", self.0.reference())
    }
}

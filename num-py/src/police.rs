//! Police records.

use num_core::{id::Id, police};
use pyo3::{Bound, PyAny, Python, exceptions::PyTypeError, pyclass, pymethods};

use crate::{
    disclosure::{PoliceAnonymousDisclosure, PoliceFullDisclosure},
    error::Failure,
    guard::ask,
};

/// One report for one police recipient, ``uglymugs.police_record/1``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct PoliceRecord(police::PoliceRecord);

#[pymethods]
impl PoliceRecord {
    #[new]
    fn new(py: Python<'_>, disclosure: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        let record = if let Ok(anonymous) = disclosure.cast::<PoliceAnonymousDisclosure>() {
            let disclosure = &anonymous.get().0;
            ask(py, || police::PoliceRecord::new(disclosure))?
        } else if let Ok(full) = disclosure.cast::<PoliceFullDisclosure>() {
            let disclosure = &full.get().0;
            ask(py, || police::PoliceRecord::new(disclosure))?
        } else {
            return Err(PyTypeError::new_err("expected a disclosure to the police").into());
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

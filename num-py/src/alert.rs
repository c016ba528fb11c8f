//! Alerts.

use num_core::{alert, id::Id};
use pyo3::{Python, pyclass, pymethods};

use crate::{disclosure::MembersDisclosure, error::Failure, guard::ask};

/// An alert that nobody has approved yet, drafted from what the gate disclosed to members for that use.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct AlertDraft(alert::AlertDraft);

#[pymethods]
impl AlertDraft {
    #[new]
    fn new(py: Python<'_>, disclosure: &MembersDisclosure) -> Result<Self, Failure> {
        Ok(Self(ask(py, || alert::AlertDraft::new(&disclosure.0))??))
    }

    /// The public alert id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    /// The scheme whose members it is for.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme().as_str()
    }

    /// At which instant the gate was asked, as RFC 3339.
    #[getter]
    fn as_of(&self) -> String {
        self.0.as_of().to_string()
    }

    /// The text, in plain words.
    #[getter]
    fn text(&self) -> &str {
        self.0.text()
    }

    fn __repr__(&self) -> String {
        format!("<AlertDraft {}>", self.0.id())
    }
}

//! The disclosure policy.

use num_core::{
    consent::{Wording, WordingTable},
    disclosure::{self, PolicyVersion},
    id::{PolicyVersionId, WordingVersion},
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Instant, Named},
    error::Failure,
    guard::ask,
};

/// A disclosure policy: dated versions, each at least as strict as the default.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Policy(pub(crate) disclosure::Policy);

#[pymethods]
impl Policy {
    /// A policy of one version that is the default table, with wordings that stand at all times.
    #[staticmethod]
    #[pyo3(signature = (version, from_, *, wordings = vec![]))]
    fn default(
        py: Python<'_>,
        version: Named<PolicyVersionId>,
        from_: Instant,
        wordings: Vec<Named<WordingVersion>>,
    ) -> Result<Self, Failure> {
        let wordings = wordings.into_iter().map(|version| Wording { version: version.0, from: None, until: None });
        let wordings = WordingTable::new(wordings.collect());
        Ok(Self(ask(py, || {
            disclosure::Policy::new(vec![PolicyVersion::default_from(version.0, from_.0).with_wordings(wordings)])
        })?))
    }

    /// Reads ``uglymugs.policy/1``, and compares it with the default.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Document) -> Result<Self, Failure> {
        Ok(Self(ask(py, || disclosure::Policy::from_json(document.as_bytes()))??))
    }

    /// Writes ``uglymugs.policy/1``, every cell spelt out.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    fn __repr__(&self) -> &'static str {
        "<Policy>"
    }
}

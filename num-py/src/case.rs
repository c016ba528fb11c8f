//! A report with everything that stands beside it.

use num_core::{case, id::Id};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Instant, To, mode},
    circumstances::Circumstances,
    code::Level,
    consent::ConsentHistory,
    disclosure::Decision,
    error::Failure,
    guard::ask,
    identity::Identity,
    incident::Incident,
    policy::Policy,
};

/// A report, who stands behind it, what was consented to, and what the scheme recorded.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Case(pub(crate) case::Case);

#[pymethods]
impl Case {
    #[new]
    #[pyo3(signature = (incident, *, identity = None, consent = None, circumstances = None))]
    fn new(
        incident: &Incident,
        identity: Option<&Identity>,
        consent: Option<&ConsentHistory>,
        circumstances: Option<&Circumstances>,
    ) -> Self {
        let mut case = case::Case::new(incident.0.clone());
        if let Some(identity) = identity {
            case.identity = identity.0.clone();
        }
        if let Some(consent) = consent {
            case.consent = consent.0.clone();
        }
        if let Some(circumstances) = circumstances {
            case.circumstances = circumstances.0.clone();
        }
        Self(case)
    }

    /// Reads ``uglymugs.case/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self(ask(py, || case::Case::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.case/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The report.
    #[getter]
    fn incident(&self) -> Incident {
        Incident(self.0.incident.clone())
    }

    /// Who stands behind it.
    #[getter]
    fn identity(&self) -> Identity {
        Identity(self.0.identity.clone())
    }

    /// What was consented to.
    #[getter]
    fn consent(&self) -> ConsentHistory {
        ConsentHistory(self.0.consent.clone())
    }

    /// What the scheme recorded.
    #[getter]
    fn circumstances(&self) -> Circumstances {
        Circumstances(self.0.circumstances.clone())
    }

    /// The ordered level of consent at an instant.
    fn level(&self, py: Python<'_>, policy: &Policy, as_of: Instant) -> Result<Level, Failure> {
        Ok(ask(py, || self.0.level(&policy.0, as_of.0))??.into())
    }

    /// Asks the gate what a recipient, such as ``members/num/alert``, is given at an instant.
    fn disclose(&self, py: Python<'_>, policy: &Policy, recipient: To, as_of: Instant) -> Result<Decision, Failure> {
        let decision = ask(py, || self.0.disclose_to(&policy.0, recipient.0, as_of.0))??;
        Decision::new(py, decision)
    }

    fn __repr__(&self) -> String {
        format!("<Case {}>", self.0.incident.id.as_str())
    }
}

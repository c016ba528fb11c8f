//! A report with everything that stands beside it.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use num_core::{
    case,
    error::Code,
    id::{Id, IncidentId},
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Instant, Named, Text, To, mode},
    circumstances::Circumstances,
    code::Level,
    consent::ConsentHistory,
    disclosure::Decision,
    error::Failure,
    guard::ask,
    identity::Identity,
    incident::Incident,
    policy::Policy,
    triage::{OwnContacts, entry},
};

/// A report, who stands behind it, what was consented to, and what the scheme recorded.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Case(RwLock<case::Case>);

impl Case {
    pub(crate) fn of(case: case::Case) -> Self {
        Self(RwLock::new(case))
    }

    /// Locked only for work of the core, which never comes back to Python: nobody waits for long.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, case::Case> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, case::Case> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

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
        Self::of(case)
    }

    /// Reads ``uglymugs.case/1``.
    #[staticmethod]
    #[pyo3(signature = (document, *, lenient = false))]
    fn from_json(py: Python<'_>, document: Document, lenient: bool) -> Result<Self, Failure> {
        Ok(Self::of(ask(py, || case::Case::from_json(document.as_bytes(), mode(lenient)))??))
    }

    /// Writes ``uglymugs.case/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.read().to_json())
    }

    /// The report.
    #[getter]
    fn incident(&self) -> Incident {
        Incident(self.read().incident.clone())
    }

    /// Who stands behind it.
    #[getter]
    fn identity(&self) -> Identity {
        Identity(self.read().identity.clone())
    }

    /// What was consented to.
    #[getter]
    fn consent(&self) -> ConsentHistory {
        ConsentHistory(self.read().consent.clone())
    }

    /// What the scheme recorded.
    #[getter]
    fn circumstances(&self) -> Circumstances {
        Circumstances(self.read().circumstances.clone())
    }

    /// The ordered level of consent at an instant.
    fn level(&self, py: Python<'_>, policy: &Policy, as_of: Instant) -> Result<Level, Failure> {
        Ok(ask(py, || self.read().level(&policy.0, as_of.0))??.into())
    }

    /// Asks the gate what a recipient, such as ``members/num/alert``, is given at an instant.
    fn disclose(&self, py: Python<'_>, policy: &Policy, recipient: To, as_of: Instant) -> Result<Decision, Failure> {
        let decision = ask(py, || self.read().disclose_to(&policy.0, recipient.0, as_of.0))??;
        Decision::new(py, decision)
    }

    /// Holds back every identifier that equals a contact of a member, worker or organisation, until a caseworker decides.
    ///
    /// The answer is how many were not held back before.
    fn flag_own_contacts(&self, py: Python<'_>, contacts: &OwnContacts) -> Result<usize, Failure> {
        ask(py, || self.write().flag_own_contacts(&contacts.0))
    }

    /// Records where the report stands in triage: ``received``, ``accepted``, ``rejected``, ``disputed``, or ``duplicate`` with the
    /// id of the other report in ``of``; ``why`` is the code of a reason. The record is only added to.
    #[pyo3(signature = (state, at, by, *, of = None, why = None))]
    fn record_triage(
        &self,
        py: Python<'_>,
        state: Text,
        at: Instant,
        by: Text,
        of: Option<Named<IncidentId>>,
        why: Option<Text>,
    ) -> Result<(), Failure> {
        ask(py, || -> Result<(), Code> {
            let entry = entry(&state, at, &by, of, why.as_ref())?;
            self.write().record_triage(entry)
        })??;
        Ok(())
    }

    fn __repr__(&self) -> String {
        format!("<Case {}>", self.read().incident.id.as_str())
    }
}

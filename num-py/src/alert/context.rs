//! What an alert hangs on beside the disclosures.

use std::sync::{Mutex, MutexGuard, PoisonError};

use num_core::{
    alert::{self, AlertContext, AlertError, SeriesMember},
    disclosure::{Disclosure, Members},
    id::{Id, Reference, SchemeId},
    matching::Tier,
};
use pyo3::{Python, pyclass, pymethods};

use super::life::PublishedAlert;
use crate::{
    arguments::{Coded, Disclosures, Document, Instant, Named},
    disclosure::MembersDisclosure,
    error::Failure,
    guard::ask,
};

/// Which reports alert whom: a scheme's rules.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct AlertRules(pub(crate) alert::AlertRules);

#[pymethods]
impl AlertRules {
    /// Rules to begin with.
    #[staticmethod]
    fn default(py: Python<'_>) -> Result<Self, Failure> {
        Ok(Self(ask(py, alert::AlertRules::default_rules)?))
    }

    /// Reads ``uglymugs.alert_rules/1``.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Document) -> Result<Self, Failure> {
        Ok(Self(ask(py, || alert::AlertRules::from_json(document.as_bytes()))??))
    }

    /// Writes ``uglymugs.alert_rules/1``.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    fn __repr__(&self) -> &'static str {
        "<AlertRules>"
    }
}

/// All reports of which the members of one scheme may be shown something in an alert at one instant: among them, a reporter must not
/// be the only plausible one. It holds no text of any.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Crowd(Mutex<alert::Crowd>);

impl Crowd {
    /// Locked only for work of the core, which never comes back to Python: nobody waits for long.
    fn lock(&self) -> MutexGuard<'_, alert::Crowd> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Crowd {
    #[new]
    fn new(scheme: Named<SchemeId>, as_of: Instant) -> Self {
        Self(Mutex::new(alert::Crowd::new(scheme.0, as_of.0)))
    }

    /// Counts a report in: what the gate discloses of it to members for alerts, at the instant of the crowd.
    fn add(&self, py: Python<'_>, disclosure: &MembersDisclosure) -> Result<(), Failure> {
        Ok(ask(py, || self.lock().add(&disclosure.0))??)
    }

    /// Notes that an alert is out. If it tells him from others, its reports hide nobody else.
    fn note(&self, py: Python<'_>, alert: &PublishedAlert) -> Result<(), Failure> {
        ask(py, || self.lock().note(&alert.0))
    }

    fn __len__(&self) -> usize {
        self.lock().len()
    }

    fn __repr__(&self) -> String {
        format!("<Crowd of {} reports>", self.__len__())
    }
}

/// That a person confirmed that offenders of several reports are one.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SeriesFacts(alert::SeriesFacts);

#[pymethods]
impl SeriesFacts {
    #[new]
    #[pyo3(signature = (id, members, tier = None))]
    fn new(id: Named<Reference>, members: Vec<(Named<Reference>, usize)>, tier: Option<Coded<Tier>>) -> Self {
        let members =
            members.into_iter().map(|(reference, offender)| SeriesMember { reference: reference.0, offender });
        Self(alert::SeriesFacts { id: id.0, members: members.collect(), tier: tier.map(|tier| tier.0) })
    }

    /// The public id of the series' alert.
    #[getter]
    fn id(&self) -> &str {
        self.0.id.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<SeriesFacts {}>", self.0.id)
    }
}

/// Asks the core about an alert, in the context that Python hands in.
pub(super) fn ask_about<T: Send>(
    py: Python<'_>,
    disclosures: &Disclosures,
    rules: &AlertRules,
    crowd: &Crowd,
    series: Option<&SeriesFacts>,
    question: impl FnOnce(&[Disclosure<Members>], &AlertContext<'_>) -> Result<T, AlertError> + Send,
) -> Result<T, Failure> {
    let answer = ask(py, || {
        let series = series.map(|series| &series.0);
        question(&disclosures.0, &AlertContext { rules: &rules.0, crowd: &crowd.lock(), series })
    });
    Ok(answer??)
}

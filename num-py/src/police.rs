//! Police records.

use num_core::{
    code::CodeTable,
    disclosure::Basis,
    id::{Id, SchemeId},
    police,
    scheme::{self, NotSent},
    text,
};
use pyo3::{Bound, Py, PyAny, Python, exceptions::PyTypeError, pyclass, pyfunction, pymethods};

use crate::{
    arguments::{Named, Text},
    code::Reason,
    disclosure::{PoliceAnonymousDisclosure, PoliceFullDisclosure},
    error::Failure,
    guard::{ask, caught},
};

/// Whose reports they are: a scheme, its name, and how to reach it quoting a reference.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Issuer(pub(crate) police::Issuer);

#[pymethods]
impl Issuer {
    #[new]
    fn new(scheme: Named<SchemeId>, name: Text, contact: Text) -> Result<Self, Failure> {
        Ok(Self(caught(|| -> Result<_, Failure> {
            let (name, contact) = (text::Text::parse(name.as_str())?, text::Text::parse(contact.as_str())?);
            Ok(police::Issuer { scheme: scheme.0, name, contact })
        })??))
    }

    /// The scheme.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme.as_str()
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        self.0.name.expose()
    }

    /// How to reach it, quoting the reference.
    #[getter]
    fn contact(&self) -> &str {
        self.0.contact.expose()
    }

    fn __repr__(&self) -> String {
        format!("<Issuer {}>", self.0.scheme)
    }
}

/// A disclosure to the police, and what is asked of it.
macro_rules! of_police {
    ($py:ident, $disclosure:ident => $question:expr) => {
        if let Ok(anonymous) = $disclosure.cast::<PoliceAnonymousDisclosure>() {
            let $disclosure = &anonymous.get().0;
            ask($py, || $question)
        } else if let Ok(full) = $disclosure.cast::<PoliceFullDisclosure>() {
            let $disclosure = &full.get().0;
            ask($py, || $question)
        } else {
            Err(PyTypeError::new_err("expected a disclosure to the police").into())
        }
    };
}

/// One report for one police recipient, ``uglymugs.police_record/1``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct PoliceRecord(police::PoliceRecord);

#[pymethods]
impl PoliceRecord {
    #[new]
    fn new(py: Python<'_>, disclosure: &Bound<'_, PyAny>, issuer: &Issuer) -> Result<Self, Failure> {
        let record: Result<_, Failure> = of_police!(py, disclosure => police::PoliceRecord::new(disclosure, &issuer.0));
        Ok(Self(record??))
    }

    /// To whom: a force code or ``nca_scas``.
    #[getter]
    fn recipient(&self) -> &'static str {
        self.0.recipient().as_str()
    }

    /// What the recipient calls the report.
    #[getter]
    fn reference(&self) -> &str {
        self.0.reference().as_str()
    }

    /// On what it rests: ``consent``, or the ground on which it is given without.
    #[getter]
    fn basis(&self) -> &'static str {
        match self.0.basis() {
            Basis::Consent => "consent",
            Basis::Override(ground) => ground.as_str(),
        }
    }

    /// Under which conditions it may be handled.
    #[getter]
    fn handling_conditions(&self) -> Vec<&'static str> {
        self.0.handling_conditions().to_vec()
    }

    /// The record as JSON, with one final line feed.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The record as a page of HTML to read and to print: what a duty officer needs comes first.
    fn to_html(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_html())
    }

    fn __repr__(&self) -> String {
        format!("<PoliceRecord {}>", self.0.reference())
    }
}

/// Whether a report that may be given to a police recipient is sent: ``send``, ``other_area`` or ``not_for_scas``.
#[pyfunction]
pub(crate) fn route(py: Python<'_>, disclosure: &Bound<'_, PyAny>) -> Result<&'static str, Failure> {
    let route: Result<police::Route, Failure> = of_police!(py, disclosure => police::route(disclosure));
    Ok(route?.as_str())
}

/// What became of one report at one police recipient: a record, or why none is sent.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct PoliceReport {
    /// To whom: a force code or ``nca_scas``.
    #[pyo3(get)]
    recipient: &'static str,
    record: Option<Py<PoliceRecord>>,
    not_sent: Option<NotSent>,
}

impl PoliceReport {
    pub(crate) fn new(py: Python<'_>, report: scheme::PoliceReport) -> Result<Self, Failure> {
        let recipient = report.recipient.as_str();
        Ok(match report.outcome {
            Ok(record) => Self { recipient, record: Some(Py::new(py, PoliceRecord(record))?), not_sent: None },
            Err(not_sent) => Self { recipient, record: None, not_sent: Some(not_sent) },
        })
    }
}

#[pymethods]
impl PoliceReport {
    /// What is sent, or ``None``.
    #[getter]
    fn record(&self, py: Python<'_>) -> Option<Py<PoliceRecord>> {
        self.record.as_ref().map(|record| record.clone_ref(py))
    }

    /// Why the gate gives the recipient nothing, if that is why nothing is sent.
    #[getter]
    fn nothing(&self) -> Option<Reason> {
        match &self.not_sent {
            Some(NotSent::Nothing(reason)) => Some((*reason).into()),
            _ => None,
        }
    }

    /// Why it is not for this recipient, if that is why nothing is sent: ``other_area`` or ``not_for_scas``.
    #[getter]
    fn dropped(&self) -> Option<&'static str> {
        match &self.not_sent {
            Some(NotSent::Dropped(route)) => Some(route.as_str()),
            _ => None,
        }
    }

    /// Which withheld values the record would contain, by path, if that is why nothing is sent: a person must look at them.
    #[getter]
    fn contains(&self) -> Vec<String> {
        match &self.not_sent {
            Some(NotSent::ContainsWithheldValue(paths)) => paths.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    fn __repr__(&self) -> String {
        format!("<PoliceReport to {}>", self.recipient)
    }
}

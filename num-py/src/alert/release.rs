//! What goes out of an alert, as each medium has it.

use num_core::{alert, code::CodeTable, id::Id};
use pyo3::{Py, Python, pyclass, pyfunction, pymethods};

use super::found::Reach;
use crate::{
    arguments::{Instant, Text},
    error::Failure,
    guard::ask,
};

/// One version of a published alert, or the notice that it is withdrawn: the only thing that is rendered.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Release(pub(crate) alert::Release);

#[pymethods]
impl Release {
    /// The public alert id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    /// The version, from 1.
    #[getter]
    fn version(&self) -> u32 {
        self.0.version()
    }

    /// What it is: ``alert``, ``correction``, ``renewal`` or ``retraction``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind().as_str()
    }

    /// When this version went out, as RFC 3339.
    #[getter]
    fn issued_at(&self) -> String {
        self.0.issued_at().to_string()
    }

    /// From when on it is expired, as RFC 3339; ``None`` for a retraction.
    #[getter]
    fn expires_at(&self) -> Option<String> {
        self.0.expires_at().map(|at| at.to_string())
    }

    /// The scheme whose members it is for.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme().as_str()
    }

    /// To whom it goes; ``None`` for a retraction, which goes to exactly those who were given a version.
    #[getter]
    fn reach(&self) -> Option<Reach> {
        self.0.reach().cloned().map(Reach)
    }

    /// Plain text, a line for each kind of fact.
    #[getter]
    fn text(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.text())
    }

    /// A text message of at most two segments.
    #[getter]
    fn sms(&self, py: Python<'_>) -> Result<Sms, Failure> {
        Ok(Sms(ask(py, || self.0.sms())?))
    }

    /// An e-mail, as text and as HTML.
    #[getter]
    fn email(&self, py: Python<'_>) -> Result<Email, Failure> {
        Ok(Email(ask(py, || self.0.email())?))
    }

    /// ``uglymugs.alert/1``, with one final line feed.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// A page of HTML to print and pin up.
    fn bulletin(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.bulletin())
    }

    /// For a notebook: the alert as members have it.
    fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.fragment())
    }

    fn __repr__(&self) -> String {
        format!("<Release {}, version {}>", self.0.id(), self.0.version())
    }
}

/// An alert as a text message.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Sms(alert::Sms);

#[pymethods]
impl Sms {
    /// The message.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// How it is encoded: ``gsm_7`` or ``ucs_2``.
    #[getter]
    fn encoding(&self) -> &'static str {
        self.0.encoding.as_str()
    }

    /// In how many segments it is sent, 1 or 2.
    #[getter]
    fn segments(&self) -> usize {
        self.0.segments
    }

    fn __repr__(&self) -> String {
        format!("<Sms of {} segments>", self.0.segments)
    }
}

/// An alert as an e-mail.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Email(alert::Email);

#[pymethods]
impl Email {
    /// The subject. It tells nothing on a locked screen.
    #[getter]
    fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The plain text.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// The HTML.
    #[getter]
    fn html(&self) -> &str {
        &self.0.html
    }

    fn __repr__(&self) -> &'static str {
        "<Email>"
    }
}

/// A page of HTML of the alerts that are out and not expired at an instant, newest first, each in its newest version. One that was
/// withdrawn is not on it, in no version.
#[pyfunction]
pub(crate) fn feed(py: Python<'_>, title: Text, releases: Vec<Py<Release>>, as_of: Instant) -> Result<String, Failure> {
    let releases: Vec<alert::Release> = releases.iter().map(|release| release.get().0.clone()).collect();
    ask(py, || alert::feed(title.as_str(), &releases, as_of.0))
}

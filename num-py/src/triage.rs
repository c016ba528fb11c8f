//! What a person must look at before a report goes on.

use num_core::{
    code::CodeTable,
    disclosure::{Triage, TriageReason, TriageState},
    error::Code,
    id::IncidentId,
    text, triage,
};
use pyo3::{Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Instant, Named, Text},
    error::Failure,
    guard::ask,
};

/// An entry of the record of triage.
pub(crate) fn entry(
    state: &Text,
    at: Instant,
    by: &Text,
    of: Option<Named<IncidentId>>,
    why: Option<&Text>,
) -> Result<Triage, Code> {
    let why = why.map(|why| TriageReason::parse(why.as_str())).transpose()?;
    let (state, by) = (TriageState::parse(state.as_str())?, text::Text::parse(by.as_str())?);
    Ok(Triage { state, at: at.0, by, of: of.map(|of| of.0), why })
}

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

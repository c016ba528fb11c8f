//! Informed consent: what each audience would be given.

use num_core::{
    alert::AlertPreview,
    disclosure::{self, Explanation, Previewed},
};
use pyo3::{
    Bound, Py, PyResult, Python, pyclass, pyfunction, pymethods,
    types::{PyBytes, PyList},
};

use crate::{
    alert::inferences,
    arguments::Instant,
    code::{Audience, MayKnow, Reason, Use},
    consent::ConsentHistory,
    disclosure::withheld,
    draft::Draft,
    error::Failure,
    guard::ask,
    identity::Identity,
    policy::Policy,
};

/// What would be shared if a report was submitted now, with these grants.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Preview {
    /// Whether he may know that it was her.
    #[pyo3(get)]
    may_know: MayKnow,
    entries: Vec<Py<PreviewEntry>>,
}

#[pymethods]
impl Preview {
    /// One entry for each recipient named by a grant, and for each audience that no grant names.
    #[getter]
    fn entries<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, &self.entries)
    }

    fn __repr__(&self) -> &'static str {
        "<Preview>"
    }
}

/// What one recipient would be given. It is no disclosure, and no output can be made from it.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct PreviewEntry(disclosure::PreviewEntry);

impl PreviewEntry {
    fn alert(&self) -> Option<AlertPreview> {
        AlertPreview::of(&self.0)
    }
}

#[pymethods]
impl PreviewEntry {
    /// The audience.
    #[getter]
    fn audience(&self) -> Audience {
        self.0.audience.into()
    }

    /// The use, for members.
    #[getter]
    fn for_use(&self) -> Option<Use> {
        self.0.for_use.map(Use::from)
    }

    /// The recipient; ``None`` for an audience that no grant names.
    #[getter]
    fn recipient(&self) -> Option<String> {
        self.0.recipient.as_ref().map(ToString::to_string)
    }

    /// What would be shared, as a disclosure without its reference; ``None`` when nothing is.
    #[getter]
    fn would_share<'py>(&self, py: Python<'py>) -> Result<Option<Bound<'py, PyBytes>>, Failure> {
        Ok(ask(py, || self.0.to_bytes())?.map(|bytes| PyBytes::new(py, &bytes)))
    }

    /// Why nothing would be shared, or ``None``.
    #[getter]
    fn nothing(&self) -> Option<Reason> {
        match &self.0.outcome {
            Previewed::Shared(..) => None,
            Previewed::Nothing(reason) => Some((*reason).into()),
        }
    }

    /// Each known value that would not be shown, by its path, and why.
    #[getter]
    fn withheld<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        match &self.0.outcome {
            Previewed::Shared(_, explanation) => withheld(py, explanation),
            Previewed::Nothing(_) => withheld(py, &Explanation::default()),
        }
    }

    /// The alert that members might read, at its fullest; ``None`` where the entry is of another audience or use, or nothing would
    /// be shared. It may go out with less, never with more.
    #[getter]
    fn alert_text(&self, py: Python<'_>) -> Result<Option<String>, Failure> {
        ask(py, || self.alert().map(|alert| alert.text().to_owned()))
    }

    /// What he could infer from that alert, if nobody else reported the like: each by its code and in a sentence.
    #[getter]
    fn alert_inferences(&self, py: Python<'_>) -> Result<Vec<(&'static str, &'static str)>, Failure> {
        ask(py, || self.alert().map(|alert| inferences(alert.inferences())).unwrap_or_default())
    }

    /// What she is told about that alert before she decides.
    #[getter]
    fn alert_notice(&self, py: Python<'_>) -> Result<Option<&'static str>, Failure> {
        ask(py, || self.alert().map(|alert| alert.notice()))
    }

    fn __repr__(&self) -> &'static str {
        "<PreviewEntry>"
    }
}

/// Shows what each audience would be given, what would be held back and why, and whether he may well know that it was
/// her, as if the report was accepted at ``as_of`` and no text was approved yet.
#[pyfunction]
pub(crate) fn preview(
    py: Python<'_>,
    draft: &Draft,
    identity: &Identity,
    consent: &ConsentHistory,
    policy: &Policy,
    as_of: Instant,
) -> Result<Preview, Failure> {
    let preview = ask(py, || disclosure::preview(&draft.lock(), &identity.0, &consent.0, &policy.0, as_of.0))??;
    let entries = preview.entries.into_iter().map(|entry| Py::new(py, PreviewEntry(entry)));
    Ok(Preview { may_know: preview.may_know.into(), entries: entries.collect::<PyResult<_>>()? })
}

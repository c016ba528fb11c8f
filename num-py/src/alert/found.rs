//! What is known of an alert beside its text: for the scheme's own people.

use num_core::{alert, code::CodeTable, id::Id};
use pyo3::{pyclass, pymethods};

/// What the check found that a reporter is not the only plausible one: for the person who drafts, and for nobody else.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Reidentification(pub(super) alert::Reidentification);

#[pymethods]
impl Reidentification {
    /// How many independent people were plausible as the reporter before anything was left out.
    #[getter]
    fn plausible_before(&self) -> usize {
        self.0.plausible_before
    }

    /// How many are now.
    #[getter]
    fn plausible(&self) -> usize {
        self.0.plausible
    }

    /// Whether every reporter accepted that he may know.
    #[getter]
    fn accepted(&self) -> bool {
        self.0.accepted
    }

    /// What was left out or made coarser, by code, the most useful first.
    #[getter]
    fn coarsened(&self) -> Vec<&'static str> {
        self.0.coarsened.iter().map(|step| step.as_str()).collect()
    }

    /// What he could infer from what is left: each by its code and in a sentence.
    #[getter]
    fn inferences(&self) -> Vec<(&'static str, &'static str)> {
        inferences(&self.0.inferences)
    }

    fn __repr__(&self) -> String {
        format!("<Reidentification: {} plausible>", self.0.plausible)
    }
}

/// Each inference by its code and in a sentence.
pub(crate) fn inferences(all: &[alert::Inference]) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|one| (one.as_str(), one.sentence())).collect()
}

/// To whom an alert goes.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Reach(pub(super) alert::Reach);

#[pymethods]
impl Reach {
    /// To every member of the scheme, wherever.
    #[getter]
    fn everybody(&self) -> bool {
        self.0.everybody
    }

    /// To members in these force areas, by code.
    #[getter]
    fn forces(&self) -> Vec<&'static str> {
        self.0.forces.iter().map(|force| force.as_str()).collect()
    }

    /// To these services of the scheme.
    #[getter]
    fn services(&self) -> Vec<&str> {
        self.0.services.iter().map(Id::as_str).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Reach: {} forces, {} services>", self.0.forces.len(), self.0.services.len())
    }
}

//! A generated world, with the truth about each report.

use std::sync::{Arc, Mutex};

use num_core::synthetic::{self, Parameters, SyntheticCase, Truth};
use pyo3::{
    Bound, PyAny, PyRef, PyResult, Python, exceptions::PyValueError, pyclass, pyfunction, pymethods,
    types::PyAnyMethods,
};

use crate::{case::Case, error::Failure, guard::ask, policy::Policy};

/// A case, and the truth about it.
type Told<'py> = (Case, Bound<'py, PyAny>);

fn told<'py>(py: Python<'py>, SyntheticCase { case, truth }: SyntheticCase) -> PyResult<Told<'py>> {
    Ok((Case::of(case), as_dict(py, &truth)?))
}

fn as_dict<'py>(py: Python<'py>, truth: &Truth) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (truth.to_json(),))
}

/// A plausible year of a scheme: iterating gives each case with the truth about it, ``uglymugs.truth/1`` as a ``dict``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SyntheticYear(Arc<synthetic::Year>);

#[pymethods]
impl SyntheticYear {
    /// The policy under which the reports are judged: areas, and the wordings of consent.
    #[getter]
    fn policy(&self) -> Policy {
        Policy(self.0.policy.clone())
    }

    /// An instant by which everything has happened that will, as RFC 3339: figures of the year are as of then.
    #[getter]
    fn as_of(&self) -> String {
        self.0.as_of.to_string()
    }

    fn __len__(&self) -> usize {
        self.0.cases.len()
    }

    fn __iter__(&self) -> SyntheticCases {
        let year = Arc::clone(&self.0);
        SyntheticCases::of((0..year.cases.len()).filter_map(move |at| year.cases.get(at).cloned()).map(Ok))
    }

    fn __repr__(&self) -> String {
        format!("<SyntheticYear of {} reports>", self.0.cases.len())
    }
}

type Cases = Box<dyn Iterator<Item = Result<SyntheticCase, Failure>> + Send>;

/// Generated cases, each with the truth about it, as they are asked for.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SyntheticCases(Mutex<Cases>);

impl SyntheticCases {
    fn of(cases: impl Iterator<Item = Result<SyntheticCase, Failure>> + Send + 'static) -> Self {
        Self(Mutex::new(Box::new(cases)))
    }
}

#[pymethods]
impl SyntheticCases {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> Result<Option<Told<'py>>, Failure> {
        py.check_signals()?;
        let next = ask(py, || self.0.try_lock().ok().map(|mut cases| cases.next()))?;
        let next = next.ok_or_else(|| PyValueError::new_err("already generating"))?;
        Ok(next.transpose()?.map(|case| told(py, case)).transpose()?)
    }

    fn __repr__(&self) -> &'static str {
        "<SyntheticCases>"
    }
}

/// Generates a plausible year of a scheme with ground truth.
///
/// The same seed gives the same year, everywhere.
#[pyfunction]
pub(crate) fn synthetic_year(py: Python<'_>, seed: u64) -> Result<SyntheticYear, Failure> {
    let year = ask(py, || synthetic::Year::generate(seed, &Parameters::default()))??;
    Ok(SyntheticYear(Arc::new(year)))
}

/// Generates a register with so many sightings (offenders, counted over all reports) and ground truth, one report at a time.
#[pyfunction]
pub(crate) fn synthetic_register(py: Python<'_>, seed: u64, sightings: usize) -> Result<SyntheticCases, Failure> {
    let register = ask(py, || synthetic::register(seed, sightings, &Parameters::default()))??;
    Ok(SyntheticCases::of(register.map(|case| case.map_err(Failure::from))))
}

//! What goes wrong, as the exceptions of `python/uglymugs/_errors.py`: they are written in Python, since a class that
//! extends an exception cannot be compiled for the stable interface of Python 3.11.

use num_core::{
    alert::AlertError,
    code::CodeTable,
    disclosure::{DiscloseError, PathAt, Reason},
    error::{Code, Problem, Problems},
    formats::RowProblem,
    lookup::LookupError,
    police::ContainsWithheldValue,
    scheme::SchemeError,
};
use pyo3::{
    Bound, Py, PyAny, PyErr, PyResult, Python,
    sync::PyOnceLock,
    types::{PyAnyMethods, PyTuple, PyType},
};

const MODULE: &str = "uglymugs._errors";

/// Why a call has no result.
pub(crate) enum Failure {
    /// What was handed in has problems.
    Problems(Problems),
    /// The core says no.
    Code(Code),
    /// What was composed contains values that are withheld, at these places.
    Contains(Vec<PathAt>),
    /// Nothing of a report may be shown, for this reason.
    Nothing(Reason),
    /// Python says no: of an argument's type, of a file, of a signal.
    Python(PyErr),
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Code(code)
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

macro_rules! coded {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Code(error.code())
            }
        }
    )*};
}

coded!(DiscloseError, LookupError);

impl From<ContainsWithheldValue> for Failure {
    fn from(error: ContainsWithheldValue) -> Self {
        Self::Contains(error.0)
    }
}

impl From<AlertError> for Failure {
    fn from(error: AlertError) -> Self {
        match error {
            AlertError::ContainsWithheldValue(paths) => Self::Contains(paths),
            error => Self::Code(error.code()),
        }
    }
}

impl From<SchemeError> for Failure {
    fn from(error: SchemeError) -> Self {
        match error {
            SchemeError::Problems(problems) => Self::Problems(problems),
            SchemeError::Alert(error) => error.into(),
            SchemeError::NothingDisclosed(reason) => Self::Nothing(reason),
            error => Self::Code(error.code()),
        }
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        Python::attach(|py| match failure {
            Failure::Problems(problems) => validation_error(py, &problems).map_or_else(|error| error, Self::from_value),
            Failure::Code(code) => coded_error(py, code, &[], None).map_or_else(|error| error, Self::from_value),
            Failure::Contains(paths) => coded_error(py, Code::OUTPUT_CONTAINS_WITHHELD_VALUE, &paths, None)
                .map_or_else(|error| error, Self::from_value),
            Failure::Nothing(reason) => coded_error(py, Code::SCHEME_NOTHING_DISCLOSED, &[], Some(reason))
                .map_or_else(|error| error, Self::from_value),
            Failure::Python(error) => error,
        })
    }
}

fn coded_error<'py>(
    py: Python<'py>,
    code: Code,
    paths: &[PathAt],
    reason: Option<Reason>,
) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let paths = PyTuple::new(py, paths.iter().map(ToString::to_string))?;
    let reason = reason.map(CodeTable::as_str);
    CLASS.import(py, MODULE, "UglyMugsError")?.call1((code.as_str(), code.message(), paths, reason))
}

fn validation_error<'py>(py: Python<'py>, problems: &Problems) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let code = problems.as_slice().first().map_or("", |problem| problem.code.as_str());
    let all = PyTuple::new(py, python_problems(py, problems)?)?;
    CLASS.import(py, MODULE, "ValidationError")?.call1((code, problems.to_string(), all))
}

/// Problems as Python has them.
pub(crate) fn python_problems<'py>(py: Python<'py>, problems: &Problems) -> PyResult<Vec<Bound<'py, PyAny>>> {
    problems.as_slice().iter().map(|problem| python_problem(py, problem, None)).collect()
}

/// A problem of a row, with the column that it comes from.
pub(crate) fn row_problem<'py>(py: Python<'py>, found: &RowProblem) -> PyResult<Bound<'py, PyAny>> {
    python_problem(py, &found.problem, found.column)
}

fn python_problem<'py>(py: Python<'py>, problem: &Problem, of: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let Problem { path, code, limit, found, position, .. } = problem;
    let (line, column) = (position.map(|at| at.line), position.map(|at| at.column));
    CLASS.import(py, MODULE, "Problem")?.call1((path, code.as_str(), code.message(), limit, found, line, column, of))
}

//! JSON Lines.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::PathBuf,
    sync::Mutex,
};

use num_core::{
    error::Problems,
    formats::{self, Line},
    id::{Id, IncidentId},
};
use pyo3::{
    Borrowed, Bound, FromPyObject, IntoPyObjectExt, Py, PyAny, PyErr, PyRef, PyResult, Python,
    exceptions::PyValueError, pybacked::PyBackedBytes, pyclass, pyfunction, pymethods, types::PyList,
};

use crate::{
    arguments::{mode, wrong_type},
    case::Case,
    error::{Failure, python_problems},
    guard::ask,
};

/// How much of a file is read before Python's signals are looked at again.
const CHUNK: usize = 1024 * 1024;

/// A file whose reading Ctrl-C ends, however long its lines are.
struct Interruptible(BufReader<File>);

impl Read for Interruptible {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl BufRead for Interruptible {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.0.buffer().is_empty() {
            Python::attach(|py| py.check_signals()).map_err(io::Error::other)?;
        }
        self.0.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

/// What is read: the bytes themselves, or a file.
pub(crate) enum Source {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

impl<'py> FromPyObject<'_, 'py> for Source {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = object.extract() {
            return Ok(Self::Bytes(bytes));
        }
        object.extract().map(Self::Path).map_err(|error| wrong_type(object.py(), error, "expected bytes or a path"))
    }
}

/// The reports of a JSON Lines file, one a line, as they are asked for.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct CaseLines(Mutex<formats::CaseLines<Box<dyn BufRead + Send>>>);

#[pymethods]
impl CaseLines {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> Result<Option<Py<PyAny>>, Failure> {
        py.check_signals()?;
        // As a generator: a second thread, or a signal's handler, is refused rather than kept waiting.
        let next = ask(py, || self.0.try_lock().ok().map(|mut lines| lines.next()))?;
        let next = next.ok_or_else(|| PyValueError::new_err("already reading"))?;
        let Some(line) = next.transpose().map_err(PyErr::from)? else { return Ok(None) };
        Ok(Some(match line {
            Line::Case(case) => Case(*case).into_py_any(py)?,
            Line::AlreadyKnown(id) => AlreadyKnown(id).into_py_any(py)?,
            Line::Rejected(rejected) => {
                Rejected { line: rejected.line, problems: rejected.problems }.into_py_any(py)?
            }
        }))
    }

    fn __repr__(&self) -> &'static str {
        "<CaseLines>"
    }
}

/// The same bytes again: a report that was taken in before.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct AlreadyKnown(IncidentId);

#[pymethods]
impl AlreadyKnown {
    /// The id of the report.
    #[getter]
    fn id(&self) -> &str {
        self.0.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<AlreadyKnown {}>", self.0)
    }
}

/// A line that was not taken in; the others are not touched by it.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Rejected {
    /// Its number, from 1.
    #[pyo3(get)]
    line: usize,
    problems: Problems,
}

#[pymethods]
impl Rejected {
    /// Everything that is wrong with it.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, python_problems(py, &self.problems)?)
    }

    fn __repr__(&self) -> String {
        format!("<Rejected line {}>", self.line)
    }
}

/// Reads a JSON Lines file, or its bytes, line by line, in memory that does not grow with its lines.
#[pyfunction]
#[pyo3(signature = (source, *, lenient = false))]
pub(crate) fn read_jsonl(py: Python<'_>, source: Source, lenient: bool) -> Result<CaseLines, Failure> {
    let reader: Box<dyn BufRead + Send> = match source {
        Source::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        Source::Path(path) => {
            let file = ask(py, || File::open(path))?.map_err(PyErr::from)?;
            Box::new(Interruptible(BufReader::with_capacity(CHUNK, file)))
        }
    };
    Ok(CaseLines(Mutex::new(formats::CaseLines::new(reader, mode(lenient)))))
}

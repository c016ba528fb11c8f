//! Files of reports, line by line or row by row.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::PathBuf,
    sync::Mutex,
};

use num_core::{
    formats::{self, Line, RowProblem},
    id::{Id, IncidentId},
    sensitive::Sensitive,
};
use pyo3::{
    Borrowed, Bound, FromPyObject, IntoPyObjectExt, Py, PyAny, PyErr, PyRef, PyResult, Python,
    exceptions::PyValueError, pybacked::PyBackedBytes, pyclass, pyfunction, pymethods, types::PyList,
};

use crate::{
    arguments::{mode, wrong_type},
    case::Case,
    error::{Failure, row_problem},
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

impl Source {
    /// What the bytes are read from.
    pub(crate) fn open(self, py: Python<'_>) -> Result<Box<dyn BufRead + Send>, Failure> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            Self::Path(path) => {
                let file = ask(py, || File::open(path))?.map_err(PyErr::from)?;
                Box::new(Interruptible(BufReader::with_capacity(CHUNK, file)))
            }
        })
    }
}

type Lines = Box<dyn Iterator<Item = Result<Line, Failure>> + Send>;

/// The reports of a file or a frame, one a line or row, as they are asked for.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct CaseLines(Mutex<Lines>);

impl CaseLines {
    pub(crate) fn of(lines: impl Iterator<Item = Result<Line, Failure>> + Send + 'static) -> Self {
        Self(Mutex::new(Box::new(lines)))
    }

    /// Those of a file, of which reading may fail.
    pub(crate) fn of_file(lines: impl Iterator<Item = io::Result<Line>> + Send + 'static) -> Self {
        Self::of(lines.map(|line| line.map_err(|error| PyErr::from(error).into())))
    }
}

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
        let Some(line) = next.transpose()? else { return Ok(None) };
        Ok(Some(match line {
            Line::Case(case) => Case::of(*case).into_py_any(py)?,
            Line::AlreadyKnown(id) => AlreadyKnown(id).into_py_any(py)?,
            Line::Rejected(formats::Rejected { row, line, problems, raw }) => {
                Rejected { row, line, problems, raw }.into_py_any(py)?
            }
        }))
    }

    fn __repr__(&self) -> &'static str {
        "<CaseLines>"
    }
}

/// The same report again: one of this id and content was taken in before.
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

/// A line or row that was not taken in; the others are not touched by it.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Rejected {
    /// Its number among the rows, from 1; headers and blank rows are not counted.
    #[pyo3(get)]
    row: usize,
    /// The line of the file in which it begins, from 1; of a frame the row.
    #[pyo3(get)]
    line: usize,
    problems: Vec<RowProblem>,
    raw: Option<Sensitive<String>>,
}

#[pymethods]
impl Rejected {
    /// Everything that is wrong with it.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let problems: Vec<_> = self.problems.iter().map(|found| row_problem(py, found)).collect::<PyResult<_>>()?;
        PyList::new(py, problems)
    }

    /// The row as it was written, if that was asked for: handle it like the report that it is.
    #[getter]
    fn raw(&self) -> Option<&str> {
        self.raw.as_ref().map(|raw| raw.expose().as_str())
    }

    fn __repr__(&self) -> String {
        format!("<Rejected line {}>", self.line)
    }
}

/// Reads a JSON Lines file, or its bytes, line by line, in memory that does not grow with its lines.
#[pyfunction]
#[pyo3(signature = (source, *, lenient = false))]
pub(crate) fn read_jsonl(py: Python<'_>, source: Source, lenient: bool) -> Result<CaseLines, Failure> {
    Ok(CaseLines::of_file(formats::CaseLines::new(source.open(py)?, mode(lenient))))
}

//! Mappings, and the files and frames that they are for.

use std::{
    fs::File,
    io::{self, BufWriter},
};

use num_core::{
    error::Code,
    formats::{
        self, KnownInMemory,
        intake::{self, CsvIntake, CsvWriter, IntakeError, WriteError},
    },
};
use pyo3::{
    Borrowed, Bound, FromPyObject, PyAny, PyErr, PyResult, Python, exceptions::PyTypeError, pyclass, pyfunction,
    pymethods, types::PyAnyMethods,
};

use crate::{
    arguments::{Document, PathTo, mode},
    case::Case,
    error::Failure,
    frame::Frame,
    guard::ask,
    lines::{CaseLines, Source},
};

/// What each column of a file or frame is, ``uglymugs.mapping/1``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Mapping(pub(crate) intake::Mapping);

#[pymethods]
impl Mapping {
    /// Reads ``uglymugs.mapping/1``.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Document) -> Result<Self, Failure> {
        Ok(Self(ask(py, || intake::Mapping::from_json(document.as_bytes()))??))
    }

    /// The mapping with a column for every path, for up to three offenders: what ``write_csv`` writes with it comes back unchanged.
    #[staticmethod]
    fn standard(py: Python<'_>) -> Result<Self, Failure> {
        Ok(Self(ask(py, intake::Mapping::standard)?))
    }

    /// Writes the mapping as it was read.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// What people call it.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.0.name()
    }

    fn __repr__(&self) -> &'static str {
        "<Mapping>"
    }
}

/// What is taken in.
pub(crate) enum Given {
    Frame(Frame),
    File(Source),
}

impl<'py> FromPyObject<'_, 'py> for Given {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if Frame::is_given_by(object)? { object.extract().map(Self::Frame) } else { object.extract().map(Self::File) }
    }
}

/// Takes reports in one by one: from a CSV file or a frame through a mapping, from JSON Lines without.
///
/// Headers that the mapping does not meet are a ``ValidationError`` before the first row. With ``keep_rows`` a rejected row of a
/// file is kept as it was written; ``lenient`` is for JSON Lines.
#[pyfunction]
#[pyo3(signature = (source, mapping = None, *, lenient = false, keep_rows = false))]
pub(crate) fn take_in(
    py: Python<'_>,
    source: Given,
    mapping: Option<&Mapping>,
    lenient: bool,
    keep_rows: bool,
) -> Result<CaseLines, Failure> {
    match (source, mapping) {
        (Given::Frame(frame), Some(mapping)) => Ok(CaseLines::of(ask(py, || frame.rows(&mapping.0))??)),
        (Given::Frame(_), None) => Err(PyTypeError::new_err("a frame is taken in through a mapping").into()),
        (Given::File(file), None) => {
            let lines = formats::CaseLines::new(file.open(py)?, mode(lenient));
            Ok(CaseLines::of_file(lines.keep_rows(keep_rows)))
        }
        (Given::File(file), Some(mapping)) => {
            let file = file.open(py)?;
            let rows = ask(py, || CsvIntake::new(file, &mapping.0, KnownInMemory::new()))??;
            Ok(CaseLines::of_file(rows.keep_rows(keep_rows)))
        }
    }
}

/// Writes cases to a CSV file, through the standard mapping or another, backwards; the answer is how many.
///
/// A case that would not come back unchanged is refused, and ends it.
#[pyfunction]
#[pyo3(signature = (cases, path, mapping = None))]
pub(crate) fn write_csv(
    py: Python<'_>,
    cases: &Bound<'_, PyAny>,
    path: PathTo,
    mapping: Option<&Mapping>,
) -> Result<usize, Failure> {
    let mapping = mapping.map_or_else(intake::Mapping::standard, |mapping| mapping.0.clone());
    let mut writer = ask(py, || {
        // Before a file is overwritten: whether the mapping can be written backwards.
        CsvWriter::new(io::sink(), &mapping)?;
        CsvWriter::new(BufWriter::new(File::create(&path.0)?), &mapping)
    })??;
    let mut written = 0;
    for case in cases.try_iter()? {
        let case = case?;
        let case = case.cast::<Case>().map_err(|_| PyTypeError::new_err("expected cases"))?.get();
        ask(py, || writer.write(&case.read()))??;
        written += 1;
    }
    ask(py, || writer.into_inner().into_inner().map_err(|error| error.into_error()))?.map_err(PyErr::from)?;
    Ok(written)
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Io(error) => PyErr::from(error).into(),
            IntakeError::Mapping(problems) => problems.into(),
            _ => Code::INTAKE_NOT_READ.into(),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => PyErr::from(error).into(),
            WriteError::Refused(code) => code.into(),
            _ => Code::INTAKE_NOT_WRITTEN.into(),
        }
    }
}

//! Intake from a file to files, with a journal beside them.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

use num_core::formats::intake::{self, Job, JobError, Start};
use pyo3::{Bound, Py, PyAny, PyErr, PyResult, Python, pyclass, pyfunction, pymethods, types::PyAnyMethods};

use crate::{
    arguments::{PathTo, mode},
    error::Failure,
    guard::ask,
    intake::Mapping,
};

/// How long an intake runs before Python is told how far it is, and its signals are looked at.
const BETWEEN: Duration = Duration::from_millis(100);

/// What came of the rows of a file, in numbers.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(Clone, PartialEq)]
pub(crate) struct Summary(intake::Summary);

#[pymethods]
impl Summary {
    /// The rows.
    #[getter]
    fn rows(&self) -> u64 {
        self.0.rows
    }

    /// Those that became a case.
    #[getter]
    fn taken(&self) -> u64 {
        self.0.taken
    }

    /// Those with a problem.
    #[getter]
    fn rejected(&self) -> u64 {
        self.0.rejected
    }

    /// Those that were taken in before.
    #[getter]
    fn already_known(&self) -> u64 {
        self.0.already_known
    }

    /// How often each problem was met.
    #[getter]
    fn by_code(&self) -> BTreeMap<&'static str, u64> {
        self.0.by_code.iter().map(|(code, count)| (code.as_str(), *count)).collect()
    }

    /// The rows that were read as Windows-1252.
    #[getter]
    fn windows_1252_rows(&self) -> u64 {
        self.0.windows_1252_rows
    }

    fn __repr__(&self) -> String {
        let intake::Summary { rows, taken, rejected, already_known, .. } = &self.0;
        format!("<Summary of {rows} rows: {taken} taken, {rejected} rejected, {already_known} already known>")
    }
}

/// How far an intake is.
#[pyclass(frozen, module = "uglymugs", get_all)]
pub(crate) struct Progress {
    /// How many bytes of the file were read.
    bytes: u64,
    /// How many it has.
    of_bytes: u64,
    /// What came of its rows so far, those of an earlier run included.
    summary: Summary,
}

#[pymethods]
impl Progress {
    fn __repr__(&self) -> String {
        format!("<Progress: {} of {} bytes>", self.bytes, self.of_bytes)
    }
}

/// What came of an intake from a file to files.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct TakenIn(intake::TakenIn);

#[pymethods]
impl TakenIn {
    /// What came of the rows of the file, those that were read before a break included.
    #[getter]
    fn summary(&self) -> Summary {
        Summary(self.0.summary.clone())
    }

    /// Where it began: ``anew``; ``after`` the rows that an earlier run had read; or ``again`` with the first row, for the file, or
    /// how it is read, is another.
    #[getter]
    fn start(&self) -> &'static str {
        match self.0.start {
            Start::Anew => "anew",
            Start::After { .. } => "after",
            Start::Again => "again",
        }
    }

    /// How many rows an earlier run had read.
    #[getter]
    fn rows_before(&self) -> usize {
        match self.0.start {
            Start::After { rows } => rows,
            Start::Anew | Start::Again => 0,
        }
    }

    fn __repr__(&self) -> String {
        format!("<TakenIn: {}>", self.summary().__repr__())
    }
}

/// Takes a file in, CSV through a mapping and JSON Lines without: its cases to ``taken``, its bad rows to ``rejects``, and what is
/// known to ``journal``; these two stand beside ``taken`` if they are not named.
///
/// Stopped at any point, the same call goes on from there: nothing is lost, and nothing stands twice. ``progress`` is called with the
/// first row and then about ten times a second; an exception from it, as Ctrl-C, stops the intake where it is.
#[pyfunction]
#[pyo3(signature = (
    source, *, taken, mapping = None, rejects = None, journal = None, lenient = false, keep_rows = false, progress = None
))]
#[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
pub(crate) fn take_in_files(
    py: Python<'_>,
    source: PathTo,
    taken: PathTo,
    mapping: Option<&Mapping>,
    rejects: Option<PathTo>,
    journal: Option<PathTo>,
    lenient: bool,
    keep_rows: bool,
    progress: Option<Py<PyAny>>,
) -> Result<TakenIn, Failure> {
    let folder = taken.0.parent().unwrap_or(Path::new(""));
    let beside = Job::new(source.0, mapping.map(|mapping| mapping.0.clone()), folder);
    let job = Job {
        mode: mode(lenient),
        rejects: rejects.map_or(beside.rejects, |path| path.0),
        journal: journal.map_or(beside.journal, |path| path.0),
        keep_rows,
        taken: taken.0,
        ..beside
    };
    let mut watch = Watch { progress: progress.as_ref(), last: None, stopped: None };
    let done = ask(py, || intake::take_in_files(&job, |progress| watch.look(&progress)))?;
    match watch.stopped {
        Some(stopped) => Err(stopped.into()),
        None => Ok(TakenIn(done?)),
    }
}

/// Looks after Python while an intake runs without it.
struct Watch<'p> {
    progress: Option<&'p Py<PyAny>>,
    last: Option<Instant>,
    stopped: Option<PyErr>,
}

impl Watch<'_> {
    fn look(&mut self, progress: &intake::Progress<'_>) -> ControlFlow<()> {
        if self.last.is_some_and(|last| last.elapsed() < BETWEEN) {
            return ControlFlow::Continue(());
        }
        let told = Python::attach(|py| self.tell(py, progress));
        self.last = Some(Instant::now());
        match told {
            Ok(()) => ControlFlow::Continue(()),
            Err(stopped) => {
                self.stopped = Some(stopped);
                ControlFlow::Break(())
            }
        }
    }

    fn tell(&self, py: Python<'_>, progress: &intake::Progress<'_>) -> PyResult<()> {
        py.check_signals()?;
        if let Some(callback) = self.progress {
            let intake::Progress { bytes, of_bytes, summary } = *progress;
            let callback: &Bound<'_, PyAny> = callback.bind(py);
            callback.call1((Progress { bytes, of_bytes, summary: Summary(summary.clone()) },))?;
        }
        Ok(())
    }
}

impl From<JobError> for Failure {
    fn from(error: JobError) -> Self {
        let code = error.code();
        match error {
            JobError::Headers(problems) => problems.into(),
            // What the system says is told as Python tells it.
            JobError::Input(error) | JobError::Output(error) | JobError::Journal(error)
                if error.raw_os_error().is_some() =>
            {
                PyErr::from(error).into()
            }
            _ => code.into(),
        }
    }
}

//! Intake from a file to files, with a journal beside them: stopped at any point, it goes on as if it had not been.
//!
//! Every so many rows the output is flushed to the disk; then what was taken in, how far the file was read and how long the
//! output is are committed in one transaction. Whatever stands behind that in the output is cut off when it goes on.

use std::{
    cell::RefCell,
    fs::{File, OpenOptions},
    hash::{BuildHasher, RandomState},
    io::{self, BufReader, BufWriter, Seek, SeekFrom, Write},
    num::NonZeroUsize,
    ops::ControlFlow,
    path::{Path, PathBuf},
    rc::Rc,
};

use self::{
    state::State,
    store::{Fault, Store, settle_folder},
    watched::{Seen, Watched},
};
use super::{CsvIntake, IntakeError, Mapping, RejectsWriter, Summary};
use crate::{
    error::{Code, Problems},
    formats::{CaseLines, FilePosition, KnownInMemory, Line, write_line},
    json::Mode,
};

mod state;
mod store;
mod watched;

/// Which file is taken in, and where to.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file: CSV with a mapping, JSON Lines without. A regular one, for it may be read again.
    pub input: PathBuf,
    /// What the columns are.
    pub mapping: Option<Mapping>,
    /// How the documents of JSON Lines are read.
    pub mode: Mode,
    /// Where the reports go, one `uglymugs.case/1` a line.
    pub taken: PathBuf,
    /// Where the report of the rejected rows goes. It is of one reading of the file from its beginning.
    pub rejects: PathBuf,
    /// Where the journal stands. It belongs to `taken` and `rejects`, and to no other output.
    pub journal: PathBuf,
    /// Whether rejected rows are written as they stand, with what they tell.
    pub keep_rows: bool,
    /// After how many rows all is committed.
    pub rows_per_commit: NonZeroUsize,
}

impl Job {
    /// A few thousand: each commit writes to the disk three times, and a break costs as many rows at most.
    pub const ROWS_PER_COMMIT: NonZeroUsize = match NonZeroUsize::new(8_192) {
        Some(rows) => rows,
        None => NonZeroUsize::MIN,
    };

    /// Takes a file in to `taken.jsonl` and `rejects.csv` in a folder, with `journal.redb` beside them. Without a mapping it is
    /// JSON Lines.
    pub fn new(input: impl Into<PathBuf>, mapping: Option<Mapping>, folder: &Path) -> Self {
        Self {
            input: input.into(),
            mapping,
            mode: Mode::Strict,
            taken: folder.join("taken.jsonl"),
            rejects: folder.join("rejects.csv"),
            journal: folder.join("journal.redb"),
            keep_rows: false,
            rows_per_commit: Self::ROWS_PER_COMMIT,
        }
    }
}

/// How far an intake is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'s> {
    /// How many bytes of the file were read.
    pub bytes: u64,
    /// How many it has.
    pub of_bytes: u64,
    /// What came of its rows so far, those of an earlier run included.
    pub summary: &'s Summary,
}

/// Where an intake began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// There was no journal: nothing was known.
    Anew,
    /// The journal is of this file, or of how it began: reading went on after so many rows.
    After {
        /// The rows that were read before.
        rows: usize,
    },
    /// The journal is of another file, or this one was changed further up, or it is to be read in another way: from the first
    /// row, and what was known was not taken again. The report of rejects was begun anew, and so was the summary.
    Again,
}

/// What came of an intake.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// What came of the rows of the file, those that were read before a break included.
    pub summary: Summary,
    /// Where it began.
    pub start: Start,
    /// Whether the file was read to its end. If not, the caller stopped it; the same job goes on from there.
    pub to_the_end: bool,
}

/// Why a file could not be taken in. What was committed before stands.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// The headers of the file are not those of the mapping.
    #[error("{0}")]
    Headers(Problems),
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Input(#[source] io::Error),
    /// What was taken in, or the rejects, cannot be written.
    #[error("the output cannot be written")]
    Output(#[source] io::Error),
    /// The journal cannot be read or written.
    #[error("the journal cannot be read or written")]
    Journal(#[source] io::Error),
    /// The journal is none, or damaged.
    #[error("the journal is damaged, or no journal of this version")]
    JournalBroken,
    /// Another intake is using the journal.
    #[error("the journal is in use by another intake")]
    JournalInUse,
    /// There is output, and no journal that belongs to it: it would be cut off.
    #[error("there is output already, but no journal of it: bring the journal back, or write to another place")]
    JournalMissing,
    /// This file was taken in with a mapping that forms its ids in another way: each report would be taken in once more.
    #[error(
        "the file was taken in with a mapping that forms other ids, and would be taken in once more: write to another place"
    )]
    JournalOfOtherIds,
    /// Of the output that the journal tells of, some is gone.
    #[error("some of the output that the journal tells of is gone: bring it back, or write to another place")]
    OutputShorter,
}

impl JobError {
    /// Its stable code; of headers, the first one's.
    pub fn code(&self) -> Code {
        match self {
            Self::Headers(problems) => problems.as_slice().first().map_or(Code::MAPPING_MALFORMED, |first| first.code),
            Self::Input(_) => Code::INTAKE_NOT_READ,
            Self::Output(_) => Code::INTAKE_NOT_WRITTEN,
            Self::Journal(_) | Self::JournalBroken => Code::JOURNAL_BROKEN,
            Self::JournalInUse => Code::JOURNAL_IN_USE,
            Self::JournalMissing => Code::JOURNAL_MISSING,
            Self::JournalOfOtherIds => Code::JOURNAL_OTHER_IDS,
            Self::OutputShorter => Code::JOURNAL_OUTPUT_SHORTER,
        }
    }
}

impl From<IntakeError> for JobError {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Io(error) => Self::Input(error),
            IntakeError::Mapping(problems) => Self::Headers(problems),
        }
    }
}

/// Takes a file in. `progress` is told of every row; where it breaks, all is committed and the intake ends.
///
/// What is in the journal is known: the same report is not taken in twice, whatever file it comes from. A file that the journal
/// is of is read on from where the last intake had come, one that has grown too. Every other is read from its beginning: one
/// that was changed further up, another one, or the same with another mapping, another mode or other `keep_rows`. A corrected
/// mapping is thus tried on the rows that were rejected; a row that was taken in and now reads otherwise is rejected as a
/// conflict (`id.conflict`). The same file with a mapping that forms other ids is refused.
///
/// A file whose last line has no end is read from the beginning when it has grown: what was added may belong to that line.
///
/// # Errors
/// [`JobError`]; what was committed before stands, and the same job goes on from there.
pub fn take_in_files(job: &Job, progress: impl FnMut(Progress<'_>) -> ControlFlow<()>) -> Result<TakenIn, JobError> {
    let mut input = File::open(&job.input).map_err(JobError::Input)?;
    if let Some(mapping) = &job.mapping {
        // Before the journal is touched: a mapping that does not fit this file changes nothing.
        let file = input.try_clone().map_err(JobError::Input)?;
        CsvIntake::new(BufReader::new(file), mapping, KnownInMemory::new())?;
    }
    let of_bytes = input.metadata().map_err(JobError::Input)?.len();
    let Begun { mut store, state, seen, start } = Begun::new(job, &mut input, of_bytes)?;
    let seen = Rc::new(RefCell::new(seen));
    let position = state.position();
    let reader = Watched::new(input, Rc::clone(&seen)).map_err(JobError::Input)?;
    let run = Run { job, of_bytes, start, seen, progress };
    match &job.mapping {
        None => {
            let mut lines = CaseLines::knowing(reader, job.mode, &mut store).keep_rows(job.keep_rows);
            if position != FilePosition::default() {
                lines.resume(position).map_err(JobError::Input)?;
            }
            run.through(lines, state)
        }
        Some(mapping) => {
            let mut rows = CsvIntake::new(reader, mapping, &mut store)?.keep_rows(job.keep_rows);
            // At the beginning it stands behind the headers.
            if position != FilePosition::default() {
                rows.resume(position).map_err(JobError::Input)?;
            }
            run.through(rows, state)
        }
    }
}

/// The rows of a file of either kind.
trait Rows: Iterator<Item = io::Result<Line>> {
    /// How far it has come.
    fn reached(&self) -> FilePosition;
    /// How many of the rows read here were read as Windows-1252.
    fn windows_1252_rows(&self) -> u64;
    /// Where what is known is kept.
    fn store(&mut self) -> &mut Store;
}

impl Rows for CaseLines<Watched, &mut Store> {
    fn reached(&self) -> FilePosition {
        self.position()
    }

    fn windows_1252_rows(&self) -> u64 {
        0
    }

    fn store(&mut self) -> &mut Store {
        self.known_mut()
    }
}

impl Rows for CsvIntake<Watched, &mut Store> {
    fn reached(&self) -> FilePosition {
        self.position()
    }

    fn windows_1252_rows(&self) -> u64 {
        self.windows_1252_rows()
    }

    fn store(&mut self) -> &mut Store {
        self.known_mut()
    }
}

/// What stays the same from row to row.
struct Run<'j, P> {
    job: &'j Job,
    of_bytes: u64,
    start: Start,
    seen: Rc<RefCell<Seen>>,
    progress: P,
}

impl<P: FnMut(Progress<'_>) -> ControlFlow<()>> Run<'_, P> {
    fn through(mut self, mut rows: impl Rows, mut state: State) -> Result<TakenIn, JobError> {
        let mut output = Output::open(self.job, &state).map_err(JobError::Output)?;
        let (mut since, mut to_the_end) = (0, true);
        let mut summary = state.summary();
        let before = summary.windows_1252_rows;
        while let Some(line) = rows.next() {
            let line = line.map_err(where_from)?;
            output.write(&line).map_err(JobError::Output)?;
            summary.add(&line);
            summary.windows_1252_rows = before + rows.windows_1252_rows();
            since += 1;
            if since == self.job.rows_per_commit.get() {
                since = 0;
                self.commit(&mut rows, &mut output, &mut state, &summary)?;
            }
            let progress = Progress { bytes: rows.reached().bytes, of_bytes: self.of_bytes, summary: &summary };
            if (self.progress)(progress).is_break() {
                to_the_end = false;
                break;
            }
        }
        self.commit(&mut rows, &mut output, &mut state, &summary)?;
        Ok(TakenIn { summary, start: self.start, to_the_end })
    }

    /// First the output is on the disk, then the journal says so.
    fn commit(
        &self,
        rows: &mut impl Rows,
        output: &mut Output,
        state: &mut State,
        summary: &Summary,
    ) -> Result<(), JobError> {
        (state.taken, state.rejects) = output.settle().map_err(JobError::Output)?;
        state.note(rows.reached(), &self.seen.borrow(), summary);
        rows.store().commit(&state.to_bytes()).map_err(JobError::Journal)
    }
}

/// The way of the rows is also that of the journal, which is asked what is known.
fn where_from(error: io::Error) -> JobError {
    if error.get_ref().is_some_and(|inner| inner.is::<Fault>()) {
        JobError::Journal(error)
    } else {
        JobError::Input(error)
    }
}

/// An intake with everything that it goes on from.
struct Begun {
    store: Store,
    state: State,
    seen: Seen,
    start: Start,
}

impl Begun {
    fn new(job: &Job, input: &mut File, of_bytes: u64) -> Result<Self, JobError> {
        if !job.journal.try_exists().map_err(JobError::Journal)? {
            return Self::anew(job);
        }
        let (store, state) = Store::open(&job.journal)?;
        let state = State::read(&state)?;
        let mut store = store.keyed(state.key);
        // What the journal tells of has to be there, before anything is changed.
        for (path, length) in [(&job.taken, state.taken), (&job.rejects, state.rejects)] {
            if length_of(path).map_err(JobError::Output)? < length {
                return Err(JobError::OutputShorter);
            }
        }
        let beginning = Seen::of(input, state.seen, state.key).map_err(JobError::Input)?;
        let same = beginning.filter(|beginning| state.is_of(beginning));
        if same.is_some() && state.seen > 0 && !state.forms_the_same_ids(job) {
            return Err(JobError::JournalOfOtherIds);
        }
        if let Some(seen) = same.filter(|_| state.reads_the_same_way(job) && state.ends_a_row(of_bytes)) {
            let start = Start::After { rows: state.position().rows };
            return Ok(Self { store, state, seen, start });
        }
        // Before the output is cut: if it is stopped in between, the next one cuts it.
        let state = state.again(job);
        store.commit(&state.to_bytes()).map_err(JobError::Journal)?;
        Ok(Self { store, seen: Seen::nothing(state.key), state, start: Start::Again })
    }

    fn anew(job: &Job) -> Result<Self, JobError> {
        for path in [&job.taken, &job.rejects] {
            if length_of(path).map_err(JobError::Output)? > 0 {
                return Err(JobError::JournalMissing);
            }
        }
        // The one source of chance in the standard library.
        let chance = RandomState::new();
        let key = [chance.hash_one(0_u8), chance.hash_one(1_u8)];
        let state = State::new(key, job);
        let store = Store::create(&job.journal, key, &state.to_bytes())?;
        Ok(Self { store, state, seen: Seen::nothing(key), start: Start::Anew })
    }
}

/// The two files that are written.
struct Output {
    taken: BufWriter<File>,
    rejects: RejectsWriter<BufWriter<File>>,
}

impl Output {
    fn open(job: &Job, state: &State) -> io::Result<Self> {
        let taken = BufWriter::with_capacity(BUFFER, at_length(&job.taken, state.taken)?);
        let rejects = BufWriter::with_capacity(BUFFER, at_length(&job.rejects, state.rejects)?);
        let rejects = if state.rejects == 0 {
            RejectsWriter::new(rejects, job.keep_rows)?
        } else {
            RejectsWriter::resume(rejects, job.keep_rows)
        };
        Ok(Self { taken, rejects })
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        match line {
            Line::Case(case) => write_line(case, &mut self.taken),
            Line::AlreadyKnown(_) => Ok(()),
            Line::Rejected(rejected) => self.rejects.write(rejected),
        }
    }

    /// Has all on the disk, and says how long it is.
    fn settle(&mut self) -> io::Result<(u64, u64)> {
        Ok((settled(&mut self.taken)?, settled(self.rejects.get_mut())?))
    }
}

/// So much is written at once.
const BUFFER: usize = 128 * 1024;

fn settled(file: &mut BufWriter<File>) -> io::Result<u64> {
    file.flush()?;
    file.get_ref().sync_data()?;
    file.get_mut().stream_position()
}

/// Opens a file at the length that was committed. What was written behind that is cut off: it will be written again.
fn at_length(path: &Path, length: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    settle_folder(path)?;
    Ok(file)
}

fn length_of(path: &Path) -> io::Result<u64> {
    match path.metadata() {
        Ok(found) => Ok(found.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

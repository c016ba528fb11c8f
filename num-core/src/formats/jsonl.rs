//! JSON Lines: one `uglymugs.case/1` a line.

use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};

use super::{FilePosition, Known, KnownInMemory, Line, Rejected, RowProblem, Standing, known::Fingerprint};
use crate::{
    case::Case,
    error::{Code, Problem, Problems},
    json::{MAX_DOCUMENT, Mode},
    sensitive::Sensitive,
};

/// A byte order mark, which a file may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a file line by line, in memory that does not grow with its lines: only with the number of reports.
/// Blank lines are passed over.
pub struct CaseLines<R, K = KnownInMemory> {
    reader: R,
    mode: Mode,
    position: FilePosition,
    /// How many bytes the last line had, with its end.
    read: u64,
    buffer: Vec<u8>,
    keep_rows: bool,
    known: K,
}

impl<R: BufRead> CaseLines<R> {
    /// Reads from `reader`, knowing nothing.
    pub fn new(reader: R, mode: Mode) -> Self {
        Self::knowing(reader, mode, KnownInMemory::new())
    }
}

impl<R: BufRead, K: Known> CaseLines<R, K> {
    /// Reads from `reader`, knowing what was taken in before.
    pub fn knowing(reader: R, mode: Mode, known: K) -> Self {
        let position = FilePosition::default();
        Self { reader, mode, position, read: 0, buffer: Vec::new(), keep_rows: false, known }
    }

    /// Keeps the text of the lines that are rejected.
    #[must_use]
    pub fn keep_rows(self, keep_rows: bool) -> Self {
        Self { keep_rows, ..self }
    }

    /// How many bytes the last line had, with its end.
    pub fn line_length(&self) -> u64 {
        self.read
    }

    /// How far it has come.
    pub fn position(&self) -> FilePosition {
        self.position
    }

    /// What was taken in.
    pub fn known(&self) -> &K {
        &self.known
    }

    /// What was taken in.
    pub fn known_mut(&mut self) -> &mut K {
        &mut self.known
    }

    /// Goes on from where another reader of the same file had come.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn resume(&mut self, position: FilePosition) -> io::Result<()>
    where
        R: Seek,
    {
        self.reader.seek(SeekFrom::Start(position.bytes))?;
        self.position = position;
        Ok(())
    }

    fn reject(&self, problems: Problems) -> Line {
        let problems = problems.as_slice().iter().cloned().map(RowProblem::from).collect();
        let raw = (self.keep_rows && !self.buffer.is_empty())
            .then(|| Sensitive::new(String::from_utf8_lossy(&self.buffer).into_owned()));
        Line::Rejected(Rejected { row: self.position.rows, line: self.position.lines, problems, raw })
    }

    fn take(&mut self) -> io::Result<Line> {
        let case = match Case::from_json(&self.buffer, self.mode) {
            Ok(case) => case,
            Err(problems) => return Ok(self.reject(problems)),
        };
        let mut fingerprint = Fingerprint::new(self.known.key());
        fingerprint.bytes(self.buffer.trim_ascii());
        Ok(match self.known.check(&case.incident.id, fingerprint.finish())? {
            Standing::New => Line::Case(Box::new(case)),
            Standing::Same => Line::AlreadyKnown(case.incident.id.clone()),
            Standing::Other => self.reject(Problem::new("incident.id", Code::ID_CONFLICT).into()),
        })
    }

    /// Reads one line into the buffer, without what ends it; of a line that is too long only the length. `None` at the end.
    fn read_line(&mut self) -> io::Result<Option<Result<(), Problems>>> {
        self.buffer.clear();
        // A line end of two bytes, and one byte more to know that a line is too long.
        let limit = MAX_DOCUMENT as u64 + 3;
        let read = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.read = read as u64;
        self.position.lines += 1;
        if self.position.lines == 1 && self.buffer.starts_with(MARK) {
            self.buffer.drain(..MARK.len());
        }
        let whole = self.buffer.last() == Some(&b'\n') || (read as u64) < limit;
        let length = self.buffer.trim_ascii_end().len();
        self.buffer.truncate(length);
        if whole && length <= MAX_DOCUMENT {
            return Ok(Some(Ok(())));
        }
        if !whole {
            self.skip_line()?;
        }
        self.buffer.clear();
        let problem = Problem::over("", Code::JSON_TOO_LARGE, MAX_DOCUMENT as u64, self.read);
        Ok(Some(Err(problem.into())))
    }

    /// Passes over the rest of a line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let rest = self.reader.fill_buf()?;
            let end = memchr::memchr(b'\n', rest);
            let taken = end.map_or(rest.len(), |at| at + 1);
            let at_end = rest.is_empty();
            self.reader.consume(taken);
            self.read += taken as u64;
            if end.is_some() || at_end {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead, K: Known> Iterator for CaseLines<R, K> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.read_line() {
                Err(error) => return Some(Err(error)),
                Ok(None) => return None,
                Ok(Some(line)) => line,
            };
            self.position.bytes += self.read;
            if line.is_ok() && self.buffer.trim_ascii().is_empty() {
                continue;
            }
            self.position.rows += 1;
            return Some(match line {
                Ok(()) => self.take(),
                Err(problems) => Ok(self.reject(problems)),
            });
        }
    }
}

/// Writes a report as one line.
///
/// # Errors
/// Those of the writer.
pub fn write_line(case: &Case, out: &mut impl Write) -> io::Result<()> {
    out.write_all(case.to_json().as_bytes())?;
    out.write_all(b"\n")
}

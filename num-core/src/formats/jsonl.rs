//! JSON Lines: one `uglymugs.case/1` a line.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::{BuildHasher, RandomState},
    io::{self, BufRead, Read, Write},
};

use crate::{
    case::Case,
    error::{Code, Problem, Problems},
    id::IncidentId,
    json::{MAX_DOCUMENT, Mode},
};

/// A byte order mark, which a file may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What one line of a file gave.
#[derive(Debug)]
pub enum Line {
    /// A report.
    Case(Box<Case>),
    /// The same bytes again: a report that was taken in before.
    AlreadyKnown(IncidentId),
    /// Nothing: every problem of the line. The others are not touched by it.
    Rejected(Rejected),
}

/// A line that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problems: Problems,
}

/// Reads a file line by line, in memory that does not grow with its lines: only with the number of reports.
/// Blank lines are passed over.
pub struct CaseLines<R> {
    reader: R,
    mode: Mode,
    line: usize,
    /// How many bytes the last line had, with its end.
    read: u64,
    buffer: Vec<u8>,
    /// What was taken in: id and a keyed hash of the bytes.
    known: HashMap<IncidentId, u64>,
    hasher: RandomState,
}

impl<R: BufRead> CaseLines<R> {
    /// Reads from `reader`.
    pub fn new(reader: R, mode: Mode) -> Self {
        Self { reader, mode, line: 0, read: 0, buffer: Vec::new(), known: HashMap::new(), hasher: RandomState::new() }
    }

    /// How many bytes the last line had, with its end.
    pub fn line_length(&self) -> u64 {
        self.read
    }

    fn take(&mut self) -> Line {
        let line = self.line;
        let reject = |problems| Line::Rejected(Rejected { line, problems });
        let case = match Case::from_json(&self.buffer, self.mode) {
            Ok(case) => case,
            Err(problems) => return reject(problems),
        };
        let hash = self.hasher.hash_one(self.buffer.trim_ascii());
        match self.known.entry(case.incident.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(hash);
                Line::Case(Box::new(case))
            }
            Entry::Occupied(known) if *known.get() == hash => Line::AlreadyKnown(known.key().clone()),
            Entry::Occupied(_) => reject(Problem::new("incident.id", Code::ID_CONFLICT).into()),
        }
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
        self.line += 1;
        if self.line == 1 && self.buffer.starts_with(MARK) {
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

impl<R: BufRead> Iterator for CaseLines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read_line() {
                Err(error) => return Some(Err(error)),
                Ok(None) => return None,
                Ok(Some(Err(problems))) => {
                    return Some(Ok(Line::Rejected(Rejected { line: self.line, problems })));
                }
                Ok(Some(Ok(()))) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Some(Ok(()))) => return Some(Ok(self.take())),
            }
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

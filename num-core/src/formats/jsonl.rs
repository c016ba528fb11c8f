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
    buffer: Vec<u8>,
    /// What was taken in: id and a keyed hash of the bytes.
    known: HashMap<IncidentId, u64>,
    hasher: RandomState,
}

impl<R: BufRead> CaseLines<R> {
    /// Reads from `reader`.
    pub fn new(reader: R, mode: Mode) -> Self {
        Self { reader, mode, line: 0, buffer: Vec::new(), known: HashMap::new(), hasher: RandomState::new() }
    }

    /// How many bytes the last line had.
    pub fn line_length(&self) -> usize {
        self.buffer.len()
    }

    fn take(&mut self) -> Line {
        let line = self.line;
        let reject = |problems| Line::Rejected(Rejected { line, problems });
        let text = self.buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.buffer);
        let case = match Case::from_json(text, self.mode) {
            Ok(case) => case,
            Err(problems) => return reject(problems),
        };
        let hash = self.hasher.hash_one(text.trim_ascii());
        match self.known.entry(case.incident.id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(hash);
                Line::Case(Box::new(case))
            }
            Entry::Occupied(known) if *known.get() == hash => Line::AlreadyKnown(known.key().clone()),
            Entry::Occupied(_) => reject(Problem::new("incident.id", Code::ID_CONFLICT).into()),
        }
    }

    /// Reads one line into the buffer; of a line that is too long only the length. `None` at the end.
    fn read_line(&mut self) -> io::Result<Option<Result<(), Problems>>> {
        self.buffer.clear();
        let limit = MAX_DOCUMENT as u64 + 1;
        let read = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if read as u64 == limit && self.buffer.last() != Some(&b'\n') {
            let mut found = limit;
            loop {
                let rest = self.reader.fill_buf()?;
                let end = memchr::memchr(b'\n', rest);
                let taken = end.map_or(rest.len(), |at| at + 1);
                let at_end = rest.is_empty();
                self.reader.consume(taken);
                found += taken as u64;
                if end.is_some() || at_end {
                    break;
                }
            }
            let problem = Problem::over("", Code::JSON_TOO_LARGE, MAX_DOCUMENT as u64, found);
            return Ok(Some(Err(problem.into())));
        }
        Ok(Some(Ok(())))
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

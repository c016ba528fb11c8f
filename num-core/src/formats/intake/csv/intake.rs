//! CSV files through a mapping.

use std::{
    fmt,
    io::{self, BufRead, Seek},
};

use super::{super::bind::BoundMapping, super::mapping::Mapping, rows::CsvRows};
use crate::{
    error::Problems,
    formats::{FilePosition, Known, KnownInMemory, Line, Rejected},
    sensitive::Sensitive,
};

/// Why a file cannot be taken in at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// Of the reader or the writer.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The mapping and the file do not fit.
    #[error(transparent)]
    Mapping(Problems),
}

/// Reads a CSV file row by row, in memory that does not grow with its rows: only with the number of reports.
pub struct CsvIntake<R, K = KnownInMemory> {
    rows: CsvRows<R>,
    bound: BoundMapping,
    known: K,
    keep_rows: bool,
    read: usize,
    windows_1252: u64,
}

impl<R: BufRead, K: Known> CsvIntake<R, K> {
    /// Reads the headers from the beginning of a file and finds the columns of the mapping in them.
    ///
    /// # Errors
    /// Those of the reader, and every problem of the headers.
    pub fn new(reader: R, mapping: &Mapping, known: K) -> Result<Self, IntakeError> {
        let rows = CsvRows::new(reader, mapping.dialect())?;
        let headers: Vec<&str> = rows.headers().iter().map(String::as_str).collect();
        let bound = mapping.bind(&headers).map_err(IntakeError::Mapping)?;
        Ok(Self { rows, bound, known, keep_rows: false, read: 0, windows_1252: 0 })
    }

    /// Keeps the text of the rows that are rejected.
    #[must_use]
    pub fn keep_rows(self, keep_rows: bool) -> Self {
        Self { keep_rows, ..self }
    }

    /// Goes on from where another reader of the same file had come.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn resume(&mut self, position: FilePosition) -> io::Result<()>
    where
        R: Seek,
    {
        self.rows.resume(position)?;
        self.read = position.rows;
        Ok(())
    }

    /// How far it has come.
    pub fn position(&self) -> FilePosition {
        FilePosition { rows: self.read, ..self.rows.position() }
    }

    /// How many of the rows read here were read as Windows-1252.
    pub fn windows_1252_rows(&self) -> u64 {
        self.windows_1252
    }

    /// The mapping, with its columns found.
    pub fn bound(&self) -> &BoundMapping {
        &self.bound
    }

    /// What was taken in.
    pub fn known(&self) -> &K {
        &self.known
    }

    /// What was taken in.
    pub fn known_mut(&mut self) -> &mut K {
        &mut self.known
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let Some(row) = self.rows.read()? else { return Ok(None) };
        self.read += 1;
        self.windows_1252 += u64::from(row.windows_1252);
        let mut line = match row.cells {
            Ok(cells) => {
                let cells: Vec<Option<&str>> = cells.into_iter().map(Some).collect();
                self.bound.line(&cells, self.read, row.line, &mut self.known)?
            }
            Err(problem) => {
                Line::Rejected(Rejected { row: self.read, line: row.line, problems: vec![problem.into()], raw: None })
            }
        };
        if let Line::Rejected(rejected) = &mut line
            && self.keep_rows
            && !row.raw.is_empty()
        {
            rejected.raw = Some(Sensitive::new(row.raw.to_owned()));
        }
        Ok(Some(line))
    }
}

impl<R: BufRead, K: Known> Iterator for CsvIntake<R, K> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl<R, K> fmt::Debug for CsvIntake<R, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CsvIntake({} rows)", self.read)
    }
}

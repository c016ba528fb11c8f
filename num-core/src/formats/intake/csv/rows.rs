//! The rows of a CSV file: decoded, and fallen into cells.

use std::{
    borrow::Cow,
    fmt,
    io::{self, BufRead, Seek},
};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    super::{
        dialect::{Dialect, Encoding},
        source::BETWEEN_HEADERS,
    },
    MAX_CELLS, MAX_ROW,
    intake::IntakeError,
    records::{Record, Records, Unit},
};
use crate::{
    error::{Code, Problem},
    formats::FilePosition,
};

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decoding {
    Utf8,
    /// UTF-8, and Windows-1252 where it is not.
    Utf8Or1252,
    Windows1252,
    Utf16Little,
    Utf16Big,
}

impl Decoding {
    /// As the file begins: the decoding, and the length of its byte order mark.
    fn of(encoding: Encoding, beginning: &[u8]) -> (Self, usize) {
        match (encoding, beginning) {
            (Encoding::Auto | Encoding::Utf8, [0xEF, 0xBB, 0xBF]) => (Self::Utf8, 3),
            (Encoding::Auto | Encoding::Utf16, [0xFF, 0xFE, ..]) => (Self::Utf16Little, 2),
            (Encoding::Auto | Encoding::Utf16, [0xFE, 0xFF, ..]) => (Self::Utf16Big, 2),
            (Encoding::Auto, _) => (Self::Utf8Or1252, 0),
            (Encoding::Utf8, _) => (Self::Utf8, 0),
            (Encoding::Windows1252, _) => (Self::Windows1252, 0),
            (Encoding::Utf16, _) => (Self::Utf16Little, 0),
        }
    }

    fn unit(self) -> Unit {
        match self {
            Self::Utf16Little => Unit::Little,
            Self::Utf16Big => Unit::Big,
            _ => Unit::Byte,
        }
    }

    /// The text, and whether it was read as Windows-1252 to some effect; `None` where the bytes are no text.
    fn text(self, bytes: &[u8]) -> Option<(Cow<'_, str>, bool)> {
        let utf8 = || std::str::from_utf8(bytes).ok().map(|text| (Cow::Borrowed(text), false));
        let windows = || (WINDOWS_1252.decode_without_bom_handling(bytes).0, !bytes.is_ascii());
        let utf16 = |encoding: &'static encoding_rs::Encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| (text, false))
        };
        match self {
            Self::Utf8 => utf8(),
            Self::Utf8Or1252 => utf8().or_else(|| Some(windows())),
            Self::Windows1252 => Some(windows()),
            Self::Utf16Little => utf16(UTF_16LE),
            Self::Utf16Big => utf16(UTF_16BE),
        }
    }

    /// The text of a row that is rejected, as far as it is one.
    fn lossy(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf16Little => UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Utf16Big => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
            _ => match self.text(bytes) {
                Some((text, _)) => text.into_owned(),
                None => String::from_utf8_lossy(bytes).into_owned(),
            },
        }
    }
}

/// A row of a CSV file.
pub struct CsvRow<'r> {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its cells, or why it has none.
    pub cells: Result<Vec<&'r str>, Problem>,
    /// Its text as it was written; empty where it was too long.
    pub raw: &'r str,
    /// Whether it was read as Windows-1252, and is something else for it.
    pub windows_1252: bool,
}

impl fmt::Debug for CsvRow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CsvRow(line {})", self.line)
    }
}

/// Reads the rows of a CSV file below its headers, in memory that does not grow with the file.
pub struct CsvRows<R> {
    records: Records<R>,
    decoding: Decoding,
    headers: Vec<String>,
    row: Buffers,
}

/// The row that was read last.
struct Buffers {
    reader: Reader,
    delimiter: u8,
    raw: String,
    /// The texts of the cells, one behind the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// What is known of a row beside its text.
struct Met {
    line: usize,
    problem: Option<Problem>,
    windows_1252: bool,
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the headers.
    ///
    /// # Errors
    /// Those of the reader, and headers that cannot be read.
    pub fn new(reader: R, dialect: &Dialect) -> Result<Self, IntakeError> {
        let mut records = Records::new(reader, dialect.delimiter);
        let (decoding, mark) = Decoding::of(dialect.encoding, records.beginning()?);
        records.set_out(mark, decoding.unit());
        let row = Buffers::new(dialect.delimiter);
        let mut rows = Self { records, decoding, headers: Vec::new(), row };
        for _ in 0..dialect.skip_rows {
            rows.records.next()?;
        }
        let mut upper = Vec::new();
        for _ in 0..dialect.header_rows.max(1) {
            let Some(row) = rows.read()? else { break };
            let cells = row.cells.map_err(|problem| IntakeError::Mapping(problem.into()))?;
            upper.push(cells.into_iter().map(|cell| cell.trim().to_owned()).collect());
        }
        rows.headers = joined(upper);
        Ok(rows)
    }

    /// The name of each column: its headers, joined by ` / ` where there are several.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// How far it has come: bytes and line ends. Rows are counted by who reads them.
    pub fn position(&self) -> FilePosition {
        self.records.position()
    }

    /// Goes on from where another reader of the same file had come.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn resume(&mut self, position: FilePosition) -> io::Result<()>
    where
        R: Seek,
    {
        self.records.resume(position)
    }

    /// The next row that is not blank; `None` at the end of the file.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn read(&mut self) -> io::Result<Option<CsvRow<'_>>> {
        let Some(Met { line, problem, windows_1252 }) = self.advance()? else { return Ok(None) };
        let cells = match problem {
            Some(problem) => Err(problem),
            None => Ok(self.row.cells().collect()),
        };
        Ok(Some(CsvRow { line, cells, raw: &self.row.raw, windows_1252 }))
    }

    fn advance(&mut self) -> io::Result<Option<Met>> {
        let Self { records, decoding, row, .. } = self;
        loop {
            let Some((line, record)) = records.next()? else { return Ok(None) };
            row.clear();
            let rejected = |problem| Met { line, problem: Some(problem), windows_1252: false };
            return Ok(Some(match record {
                Record::TooLong(found) => rejected(Problem::over("", Code::CSV_ROW_TOO_LONG, MAX_ROW as u64, found)),
                Record::Unclosed(bytes) => {
                    row.raw = decoding.lossy(bytes);
                    rejected(Problem::new("", Code::CSV_UNCLOSED_QUOTE))
                }
                Record::Whole(bytes) => match decoding.text(bytes) {
                    None => {
                        row.raw = decoding.lossy(bytes);
                        rejected(Problem::new("", Code::CSV_NOT_UTF8))
                    }
                    Some((text, windows_1252)) => {
                        row.raw.push_str(&text);
                        let problem = row.split().err();
                        if problem.is_none() && row.cells().all(|cell| cell.trim().is_empty()) {
                            continue;
                        }
                        Met { line, problem, windows_1252 }
                    }
                },
            }));
        }
    }
}

impl<R> fmt::Debug for CsvRows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CsvRows({} columns)", self.headers.len())
    }
}

impl Buffers {
    fn new(delimiter: u8) -> Self {
        let reader = field_reader(delimiter);
        Self { reader, delimiter, raw: String::new(), cells: Vec::new(), ends: Vec::new() }
    }

    fn clear(&mut self) {
        self.raw.clear();
        self.ends.clear();
    }

    /// Splits the row into cells.
    fn split(&mut self) -> Result<(), Problem> {
        if self.raw.is_empty() {
            return Ok(());
        }
        // The reader wants room when nothing is to come, too.
        self.cells.resize(self.raw.len() + 1, 0);
        // One more than there may be, so that it is seen when there are more.
        self.ends.resize(MAX_CELLS + 1, 0);
        let (mut written, mut ended) = (0, 0);
        for mut input in [self.raw.as_bytes(), b"\n"] {
            while !input.is_empty() {
                let (cells, ends) = (self.cells.get_mut(written..), self.ends.get_mut(ended..));
                let (Some(cells), Some(ends)) = (cells, ends) else { break };
                let (result, read, wrote, ends) = self.reader.read_record(input, cells, ends);
                input = input.get(read..).unwrap_or_default();
                (written, ended) = (written + wrote, ended + ends);
                match result {
                    ReadRecordResult::InputEmpty => {}
                    ReadRecordResult::Record if input.is_empty() && ended <= MAX_CELLS => {
                        self.ends.truncate(ended);
                        return Ok(());
                    }
                    _ => break,
                }
            }
        }
        // In the midst of a row: the next one begins anew.
        self.reader = field_reader(self.delimiter);
        self.ends.clear();
        let mut problem = Problem::new("", Code::CSV_TOO_MANY_CELLS);
        problem.limit = Some(MAX_CELLS as u64);
        Err(problem)
    }

    /// The cells, without the mark that keeps a spreadsheet from taking one for a formula.
    fn cells(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| {
            // Cells of a text are texts: they end before ASCII characters.
            let cell = self.cells.get(from..*to).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("");
            unmarked(cell)
        })
    }
}

/// A reader that stands before a record, and not before a file: a byte order mark in it is a character.
fn field_reader(delimiter: u8) -> Reader {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    reader.read_record(b"\n", &mut [], &mut []);
    reader
}

/// Whether a spreadsheet could take a cell for a formula, were it not for marks in front.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell without its mark.
fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn marked(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The names of columns under headers in several rows. A header of an upper row holds until the next one of its row or of
/// one above.
fn joined(rows: Vec<Vec<String>>) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let lowest = rows.len().saturating_sub(1);
    let mut holds = vec![""; lowest];
    let mut names = Vec::with_capacity(width);
    for column in 0..width {
        let mut above_is_new = false;
        let mut parts = Vec::new();
        for (row, headers) in rows.iter().enumerate() {
            let header = headers.get(column).map_or("", String::as_str);
            let part = match holds.get_mut(row) {
                Some(held) => {
                    if !header.is_empty() || above_is_new {
                        *held = header;
                    }
                    above_is_new |= !header.is_empty();
                    *held
                }
                None => header,
            };
            if !part.is_empty() {
                parts.push(part);
            }
        }
        names.push(parts.join(BETWEEN_HEADERS));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rows: &[&[&str]]) -> Vec<String> {
        joined(rows.iter().map(|row| row.iter().map(|header| (*header).to_owned()).collect()).collect())
    }

    #[test]
    fn merged_headers_hold_until_the_next() {
        assert_eq!(
            names(&[&["Ref", "Offender", "", "Story"], &["", "Hair", "Eyes", ""]]),
            ["Ref", "Offender / Hair", "Offender / Eyes", "Story"]
        );
        assert_eq!(
            names(&[&["A", "", "", "B", ""], &["x", "", "y", "", ""], &["1", "2", "3", "4", "5"]]),
            ["A / x / 1", "A / x / 2", "A / y / 3", "B / 4", "B / 5"]
        );
        assert_eq!(names(&[&["A", "", "B"]]), ["A", "", "B"]);
        assert!(names(&[]).is_empty());
    }

    #[test]
    fn a_mark_keeps_a_cell_from_being_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("'=1", "''=1"),
            ("+44 7700", "'+44 7700"),
            ("-", "'-"),
            ("'", "'"),
            ("'tis", "'tis"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(marked(cell), written);
            assert_eq!(unmarked(&marked(cell)), cell);
        }
        assert_eq!(unmarked("'=1"), "=1");
    }
}

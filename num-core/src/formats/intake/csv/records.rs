//! The records of a CSV file: where one ends, quotes considered, in memory that does not grow with the file.

use std::{
    io::{self, BufRead, ErrorKind, Seek, SeekFrom},
    ops::Range,
};

use super::MAX_ROW;
use crate::formats::FilePosition;

/// How much is read at a time, at most: a reader in memory has all of it at hand.
const CHUNK: usize = 64 * 1024;

/// What characters are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Bytes that are ASCII where ASCII can be written: UTF-8 and Windows-1252.
    Byte,
    /// Pairs of bytes, the little end first.
    Little,
    /// Pairs of bytes, the big end first.
    Big,
}

impl Unit {
    fn length(self) -> usize {
        if self == Self::Byte { 1 } else { 2 }
    }

    /// The unit at the beginning of the bytes; `None` where there is no whole one.
    fn first(self, bytes: &[u8]) -> Option<u16> {
        match (self, bytes) {
            (Self::Byte, [byte, ..]) => Some(u16::from(*byte)),
            (Self::Little, [one, two, ..]) => Some(u16::from_le_bytes([*one, *two])),
            (Self::Big, [one, two, ..]) => Some(u16::from_be_bytes([*one, *two])),
            _ => None,
        }
    }
}

const QUOTE: u16 = b'"' as u16;
const LF: u16 = b'\n' as u16;
const CR: u16 = b'\r' as u16;

/// Where in a row a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes, or behind the quotes of one.
    Plain,
    /// In quotes.
    Quoted,
    /// Behind a quote in quotes: it ends them, or is the first of two that stand for one.
    Behind,
}

impl State {
    /// The state behind a character that ends no row.
    fn behind(self, unit: u16, delimiter: u16) -> Self {
        match (self, unit) {
            (Self::Start | Self::Behind, QUOTE) => Self::Quoted,
            (Self::Quoted, QUOTE) => Self::Behind,
            (Self::Quoted, _) => Self::Quoted,
            (_, unit) if unit == delimiter => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// What a record is.
pub(super) enum Record<'b> {
    /// Its bytes, without the line end.
    Whole(&'b [u8]),
    /// A quote of it is never closed: its bytes up to the end of the line that the quote stands on.
    Unclosed(&'b [u8]),
    /// Longer than a row may be; how long, as far as it was read.
    TooLong(u64),
}

/// Reads records one by one. At most a row and a chunk are in memory.
pub(super) struct Records<R> {
    reader: R,
    unit: Unit,
    delimiter: u16,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    base: u64,
    /// Where in the buffer the next record begins.
    start: usize,
    at_end: bool,
    lines: usize,
}

/// How a scan ended: where in the buffer.
enum End {
    /// At the line end, or at the end of the file.
    Record(usize),
    Unclosed {
        opened: usize,
    },
    TooLong {
        at: usize,
        state: State,
    },
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R, delimiter: u8) -> Self {
        Self {
            reader,
            unit: Unit::Byte,
            delimiter: u16::from(delimiter),
            buffer: Vec::new(),
            base: 0,
            start: 0,
            at_end: false,
            lines: 0,
        }
    }

    /// The first bytes of the file: up to three.
    pub(super) fn beginning(&mut self) -> io::Result<&[u8]> {
        while self.buffer.len() < 3 && !self.at_end {
            self.fill()?;
        }
        Ok(self.buffer.get(..3).unwrap_or(&self.buffer))
    }

    /// Passes over a byte order mark.
    pub(super) fn set_out(&mut self, mark: usize, unit: Unit) {
        self.start = mark.min(self.buffer.len());
        self.unit = unit;
    }

    /// Bytes and line ends that were consumed.
    pub(super) fn position(&self) -> FilePosition {
        FilePosition { bytes: self.base + self.start as u64, rows: 0, lines: self.lines }
    }

    /// Goes on from a position between two records.
    pub(super) fn resume(&mut self, position: FilePosition) -> io::Result<()>
    where
        R: Seek,
    {
        self.reader.seek(SeekFrom::Start(position.bytes))?;
        self.buffer.clear();
        (self.base, self.start, self.lines) = (position.bytes, 0, position.lines);
        self.at_end = false;
        Ok(())
    }

    fn fill(&mut self) -> io::Result<()> {
        let more = loop {
            match self.reader.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let more = more.get(..CHUNK).unwrap_or(more);
        let length = more.len();
        self.buffer.extend_from_slice(more);
        self.reader.consume(length);
        self.at_end = length == 0;
        Ok(())
    }

    /// Forgets what was consumed, now and then.
    fn compact(&mut self) {
        if self.start == self.buffer.len() || self.start >= MAX_ROW {
            self.buffer.drain(..self.start);
            self.base += self.start as u64;
            self.start = 0;
        }
    }

    /// The next record, with the line that it begins on, from 1; `None` at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<(usize, Record<'_>)>> {
        self.compact();
        if self.start == self.buffer.len() && !self.at_end {
            self.fill()?;
        }
        if self.start == self.buffer.len() {
            return Ok(None);
        }
        let line = self.lines + 1;
        let start = self.start;
        let record = match self.scan()? {
            End::Record(end) => {
                self.pass(end)?;
                Record::Whole(self.bytes(start..end))
            }
            End::Unclosed { opened } => match self.line_end(opened).filter(|end| end - start <= MAX_ROW) {
                Some(end) => {
                    self.pass(end)?;
                    Record::Unclosed(self.bytes(start..end))
                }
                None if self.at_end && self.buffer.len() - start <= MAX_ROW => {
                    let end = self.buffer.len();
                    self.pass(end)?;
                    Record::Unclosed(self.bytes(start..end))
                }
                None => {
                    // One line that is longer than a row may be.
                    self.count_lines(start, opened);
                    self.pass_long(None, opened)?;
                    Record::Unclosed(&[])
                }
            },
            End::TooLong { at, state } => {
                self.count_lines(start, at);
                let rest = self.pass_long(Some(state), at)?;
                Record::TooLong((at - start) as u64 + rest)
            }
        };
        Ok(Some((line, record)))
    }

    fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.buffer.get(range).unwrap_or(&[])
    }

    /// Looks for the end of the record that begins at `start`. What follows a quote that is never closed has none that opens
    /// any: it is not scanned up to the limit again.
    fn scan(&mut self) -> io::Result<End> {
        let (mut at, mut state, mut opened) = (self.start, State::Start, self.start);
        loop {
            if at - self.start > MAX_ROW {
                if state != State::Quoted {
                    return Ok(End::TooLong { at, state });
                }
                return Ok(End::Unclosed { opened });
            }
            let Some(unit) = self.unit.first(self.bytes(at..self.buffer.len())) else {
                if !self.at_end {
                    self.fill()?;
                    continue;
                }
                // Half a unit at the end is a character of the last record; that it is none, decoding tells.
                let end = self.buffer.len();
                return Ok(if state == State::Quoted { End::Unclosed { opened } } else { End::Record(end) });
            };
            if matches!(unit, LF | CR) && state != State::Quoted {
                return Ok(End::Record(at));
            }
            if state == State::Start && unit == QUOTE {
                opened = at;
            }
            state = state.behind(unit, self.delimiter);
            at += self.unit.length();
            at = self.skip(at, state);
        }
    }

    /// Passes quickly over what changes nothing.
    fn skip(&self, at: usize, state: State) -> usize {
        let rest = self.bytes(at..self.buffer.len().min(self.start + MAX_ROW + 1).max(at));
        let next = match (self.unit, state) {
            (Unit::Byte, State::Quoted) => memchr::memchr(b'"', rest),
            (Unit::Byte, State::Plain) => {
                let delimiter = u8::try_from(self.delimiter).unwrap_or(b',');
                memchr::memchr3(delimiter, b'\n', b'\r', rest)
            }
            _ => Some(0),
        };
        at + next.unwrap_or(rest.len())
    }

    /// The first line end from `at` on that is in the buffer.
    fn line_end(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.bytes(at..self.buffer.len());
            if matches!(self.unit.first(rest)?, LF | CR) {
                return Some(at);
            }
            at += match self.unit {
                Unit::Byte => memchr::memchr2(b'\n', b'\r', rest)?,
                _ => 2,
            };
        }
    }

    /// Consumes a record that ends at `end`, with its line end.
    fn pass(&mut self, end: usize) -> io::Result<()> {
        self.count_lines(self.start, end);
        let mut next = end;
        let length = self.unit.length();
        while self.buffer.len() < end + 2 * length && !self.at_end {
            self.fill()?;
        }
        match self.unit.first(self.bytes(next..self.buffer.len())) {
            Some(LF) => next += length,
            Some(CR) => {
                next += length;
                if self.unit.first(self.bytes(next..self.buffer.len())) == Some(LF) {
                    next += length;
                }
            }
            // The end of the file.
            _ => next = self.buffer.len(),
        }
        self.lines += 1;
        self.start = next;
        Ok(())
    }

    /// Counts the line ends between two places.
    fn count_lines(&mut self, from: usize, to: usize) {
        let (mut at, mut lines) = (from, 0);
        let length = self.unit.length();
        while let Some(end) = self.line_end(at).filter(|end| *end < to) {
            at = end + length;
            let unit = |at: usize| self.unit.first(self.bytes(at..self.buffer.len()));
            if unit(end) == Some(CR) && unit(at) == Some(LF) {
                at += length;
            }
            lines += 1;
        }
        self.lines += lines;
    }

    /// Consumes the rest of a row that is too long, from `from` on, and holds none of it: to the line end outside quotes, or,
    /// when that does not come within the length of a row either, to the next line end. Without a state, to the next line end.
    /// Answers how long the rest was.
    fn pass_long(&mut self, mut state: Option<State>, from: usize) -> io::Result<u64> {
        let length = self.unit.length();
        let (mut passed, mut last) = (0_u64, 0);
        self.start = from;
        loop {
            self.compact();
            let Some(unit) = self.unit.first(self.bytes(self.start..self.buffer.len())) else {
                if !self.at_end {
                    self.fill()?;
                    continue;
                }
                self.start = self.buffer.len();
                self.lines += 1;
                return Ok(passed);
            };
            if matches!(unit, LF | CR) && (state != Some(State::Quoted) || passed > MAX_ROW as u64) {
                let end = self.start;
                self.pass(end)?;
                return Ok(passed);
            }
            // The second half of a line end in quotes is no other.
            self.lines += usize::from(unit == CR || unit == LF && last != CR);
            last = unit;
            state = state.map(|state| state.behind(unit, self.delimiter));
            self.start += length;
            passed += length as u64;
        }
    }
}

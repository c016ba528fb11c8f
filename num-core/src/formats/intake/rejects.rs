//! The report of rejects.

use std::{
    fmt,
    io::{self, Write},
};

use super::csv::write_row;
use crate::formats::Rejected;

/// Writes the report of rejects, a CSV: `row, line, column, path, code, message`, one line for a problem; and `raw`, the row
/// itself, with the first of its problems, where that is asked for.
pub struct RejectsWriter<W> {
    out: W,
    raw: bool,
}

impl<W: Write> RejectsWriter<W> {
    /// Writes the headers; with `raw`, rows that were kept are written, too.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(mut out: W, raw: bool) -> io::Result<Self> {
        let headers = ["row", "line", "column", "path", "code", "message", "raw"];
        write_row(&mut out, headers.into_iter().take(if raw { 7 } else { 6 }))?;
        Ok(Self { out, raw })
    }

    /// Goes on in a report that has its headers already.
    pub fn resume(out: W, raw: bool) -> Self {
        Self { out, raw }
    }

    /// Writes the problems of a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, rejected: &Rejected) -> io::Result<()> {
        let (row, line) = (rejected.row.to_string(), rejected.line.to_string());
        let mut kept = rejected.raw.as_ref().map_or("", |raw| raw.expose());
        for found in &rejected.problems {
            let problem = &found.problem;
            let column = found.column.map(|column| column.to_string()).unwrap_or_default();
            let mut message = problem.code.message().to_owned();
            for (what, number) in [("limit", problem.limit), ("found", problem.found)] {
                if let Some(number) = number {
                    message.push_str(&format!(", {what} {number}"));
                }
            }
            let cells = [&row, &line, &column, &problem.path, problem.code.as_str(), &message];
            write_row(&mut self.out, cells.into_iter().chain(self.raw.then_some(kept)))?;
            kept = "";
        }
        Ok(())
    }

    /// The writer.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// The writer, with everything that was written.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W> fmt::Debug for RejectsWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RejectsWriter")
    }
}

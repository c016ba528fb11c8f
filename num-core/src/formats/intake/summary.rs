//! What came of a file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{error::Code, formats::Line};

/// What came of the rows of a file, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// The rows.
    pub rows: u64,
    /// Those that became a case.
    pub taken: u64,
    /// Those with a problem.
    pub rejected: u64,
    /// Those that were taken in before.
    pub already_known: u64,
    /// How often each problem was met.
    pub by_code: BTreeMap<Code, u64>,
    /// The rows that were read as Windows-1252; the reader counts them.
    pub windows_1252_rows: u64,
}

impl Summary {
    /// Counts what a row gave.
    pub fn add(&mut self, line: &Line) {
        self.rows += 1;
        match line {
            Line::Case(_) => self.taken += 1,
            Line::AlreadyKnown(_) => self.already_known += 1,
            Line::Rejected(rejected) => {
                self.rejected += 1;
                for problem in &rejected.problems {
                    *self.by_code.entry(problem.problem.code).or_default() += 1;
                }
            }
        }
    }
}

//! Files of reports: JSON Lines, and with the feature `intake` whatever else schemes have.
//!
//! Readers and writers are arguments: nothing here opens a file. Each line or row gives a [`Line`], and none touches the others.

use std::{fmt, ops::Deref};

use crate::{
    case::Case,
    error::{Problem, Problems},
    id::IncidentId,
    sensitive::Sensitive,
};

#[cfg(feature = "intake")]
pub mod intake;
mod jsonl;
mod known;

pub use self::{
    jsonl::{CaseLines, write_line},
    known::{Known, KnownInMemory, Standing},
};

/// What one line or row of a file gave.
#[derive(Debug)]
pub enum Line {
    /// A report.
    Case(Box<Case>),
    /// A report that was taken in before, with the same content.
    AlreadyKnown(IncidentId),
    /// Nothing: every problem of the row. The others are not touched by it.
    Rejected(Rejected),
}

/// A row that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Its number, from 1; headers and blank rows are not counted.
    pub row: usize,
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problems: Vec<RowProblem>,
    /// The row as it was written, where that was asked for and it was not too long.
    pub raw: Option<Sensitive<String>>,
}

impl Rejected {
    /// Its problems, without their columns.
    pub fn into_problems(self) -> Option<Problems> {
        Problems::check(self.problems.into_iter().map(|found| found.problem).collect()).err()
    }
}

/// A problem of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowProblem {
    /// The column that it comes from, by its number from 1; `None` where there are no columns, and where none can be named.
    pub column: Option<usize>,
    /// The problem.
    pub problem: Problem,
}

impl Deref for RowProblem {
    type Target = Problem;

    fn deref(&self) -> &Problem {
        &self.problem
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = self.column {
            write!(f, "column {column}: ")?;
        }
        fmt::Display::fmt(&self.problem, f)
    }
}

impl From<Problem> for RowProblem {
    fn from(problem: Problem) -> Self {
        Self { column: None, problem }
    }
}

/// How far a file was read: whole rows only, so that reading can go on from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilePosition {
    /// The bytes that were consumed.
    pub bytes: u64,
    /// The rows that were read.
    pub rows: usize,
    /// The line ends that were passed.
    pub lines: usize,
}

//! CSV: its records, its rows of cells, and cases from and to them.

mod intake;
mod records;
mod rows;
mod writer;

pub use self::{
    intake::{CsvIntake, IntakeError},
    rows::{CsvRow, CsvRows},
    writer::{CsvWriter, WriteError},
};

pub(super) use self::writer::write_row;

/// The most bytes of a row.
pub(super) const MAX_ROW: usize = 1024 * 1024;
/// The most cells of a row.
pub(super) const MAX_CELLS: usize = 1_000;

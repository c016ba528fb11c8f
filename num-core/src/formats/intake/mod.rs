//! Intake of what schemes have: CSV files and frames, through a [`Mapping`] that says what each column is.
//!
//! A row becomes the tree of a case and goes through the same decoder as any document; what is wrong with it is told with the
//! column that it comes from. The specification is `docs/intake.md`.

mod bind;
mod clock;
mod csv;
mod dialect;
mod journal;
mod mapping;
mod meaning;
mod path;
mod probe;
mod rejects;
mod row;
mod source;
mod standard;
mod summary;
mod tree;
mod wire;
mod words;

pub use self::{
    bind::BoundMapping,
    csv::{CsvIntake, CsvRow, CsvRows, CsvWriter, IntakeError, WriteError},
    dialect::{Dialect, Encoding},
    journal::{Job, JobError, Progress, Start, TakenIn, take_in_files},
    mapping::Mapping,
    rejects::RejectsWriter,
    summary::Summary,
    wire::{WirePath, wire_paths},
};

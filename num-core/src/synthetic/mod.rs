//! A generated world (feature `synthetic`): a plausible year of a scheme, and registers of any size, with the truth about each report.
//!
//! Everything comes from a seed: the same seed gives the same bytes on every platform. Behind the reports stands a population of
//! offenders, workers and projects; reports are what witnesses saw of it, each with her own bias, and told in her own words. What is
//! in it, where each figure comes from, and what it cannot show: `docs/synthetic.md`.
//!
//! Telephone numbers are those reserved for drama, and in larger registers numbers that begin with 06, which nobody has; plates
//! cannot be issued; addresses end in `example.org`; names are invented.
//!
//! ```
//! use num_core::synthetic::{Parameters, Year, register};
//!
//! let parameters = Parameters { reports: 20, ..Parameters::default() };
//! let year = Year::generate(7, &parameters)?;
//! assert!(year.cases.len() >= 20);
//! let first = &year.cases[0];
//! assert_eq!(first.truth.offenders.len(), first.case.incident.offenders.len());
//!
//! let mut lines = Vec::new();
//! let mut register = register(7, 50, &parameters)?;
//! while let Some(truth) = register.write_line(&mut lines)? {
//!     assert!(!truth.offenders.is_empty());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod beside;
mod calendar;
mod cars;
mod chance;
mod consent;
mod event;
mod line;
mod names;
mod narrative;
mod offender;
mod origins;
mod parameters;
mod people;
mod phones;
mod places;
mod plan;
mod register;
mod seen;
mod settings;
mod styles;
mod telling;
mod truth;
mod workers;
mod world;
mod year;

pub use parameters::{Amount, Count, Described, Kind, Months, Parameters, Share, Switch};
pub use register::{MAX_SIGHTINGS, Register, register};
pub use settings::BySetting;
pub use truth::{PersonId, TrueOffender, TruePhone, TrueVehicle, Truth, Whose};
pub use year::{Year, policy};

use crate::case::Case;

/// A generated case, and the truth about it.
#[derive(Clone, Debug)]
pub struct SyntheticCase {
    /// The case, as a scheme would have it.
    pub case: Case,
    /// What really happened, and who it was. Never part of the case.
    pub truth: Truth,
}

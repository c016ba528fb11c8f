//! A register of any size, one report at a time.

use std::io::{self, Write};

use super::{
    SyntheticCase,
    calendar::Season,
    line::Line,
    parameters::Parameters,
    phones::Numbers,
    places::Map,
    plan::Plan,
    truth::Truth,
    world::{Origins, World},
};
use crate::{
    case::Case,
    error::{Code, Problem, Problems},
    json::Mode,
};

/// The most sightings that a register has.
pub const MAX_SIGHTINGS: usize = 5_000_000;

/// A register in the making: an iterator over its cases, in the order in which they come in. Memory grows with the people, and with
/// twenty-four bytes a report; never with the texts.
pub struct Register {
    world: World,
    line: Line,
}

/// A register with so many sightings: offenders, counted over all reports.
///
/// # Errors
/// The problems of the parameters; [`Code::RANGE_OUT_OF_BOUNDS`] at `sightings` above [`MAX_SIGHTINGS`].
pub fn register(seed: u64, sightings: usize, parameters: &Parameters) -> Result<Register, Problems> {
    parameters.validate()?;
    if sightings > MAX_SIGHTINGS {
        return Err(
            Problem::over("sightings", Code::RANGE_OUT_OF_BOUNDS, MAX_SIGHTINGS as u64, sightings as u64).into()
        );
    }
    let map = Map::new();
    let mut plan = Plan::of(seed, sightings, parameters.first_calendar_year(), &map, parameters);
    let all = plan.entries.len();
    // A register is no published year: its shares are left to chance.
    plan.share_out(seed, 0..all, &Parameters { by_quota: false, ..parameters.clone() });
    let world = World::of(Origins {
        seed,
        parameters: parameters.clone(),
        map,
        numbers: Numbers::new(seed, false),
        season: Season::new(parameters.first_calendar_year(), parameters.years, &parameters.month_weights),
        plan,
        start: 0,
        prefix: format!("r{seed}-"),
    });
    Ok(Register { world, line: Line::default() })
}

impl Register {
    /// How many reports are still to come.
    pub fn left(&self) -> usize {
        self.world.left()
    }

    /// Writes the next case as one line of JSON Lines, without validating it, and tells the truth about it. `None` at the end.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_line(&mut self, out: &mut impl Write) -> io::Result<Option<Truth>> {
        let Some(truth) = self.world.write_next(&mut self.line) else { return Ok(None) };
        out.write_all(self.line.as_str().as_bytes())?;
        out.write_all(b"\n")?;
        Ok(Some(truth))
    }
}

impl Iterator for Register {
    type Item = Result<SyntheticCase, Problems>;

    fn next(&mut self) -> Option<Self::Item> {
        let truth = self.world.write_next(&mut self.line)?;
        Some(Case::from_json(self.line.as_str().as_bytes(), Mode::Strict).map(|case| SyntheticCase { case, truth }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.world.left()))
    }
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Register(…)")
    }
}

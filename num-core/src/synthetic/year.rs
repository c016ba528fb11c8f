//! A year of a scheme.

use std::fmt::Write;

use super::{
    SyntheticCase,
    calendar::{DAY, Minute, Season},
    consent::WORDINGS,
    line::Line,
    parameters::Parameters,
    phones::Numbers,
    places::{Map, Spot},
    plan::{Outcome, Plan},
    world::{Origins, World},
};
use crate::{case::Case, disclosure::Policy, error::Problems, json::Mode, timestamp::Timestamp};

/// The release of research data for which references are drawn.
pub(super) const RELEASE: &str = "rel-1";

/// A year of reports with the policy under which they are judged, and the truth about each.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Year {
    /// The reports in the order in which they came in: as many accepted ones as the parameters say, and those that triage did not accept.
    pub cases: Vec<SyntheticCase>,
    /// The policy: areas, and the wordings of consent.
    pub policy: Policy,
    /// An instant by which everything has happened that will: figures of the year are as of then.
    pub as_of: Timestamp,
}

impl Year {
    /// Generates a year. The same seed and parameters give the same bytes, everywhere.
    ///
    /// # Errors
    /// The problems of the parameters.
    pub fn generate(seed: u64, parameters: &Parameters) -> Result<Self, Problems> {
        parameters.validate()?;
        let mut world = world(seed, parameters);
        let mut cases = Vec::with_capacity(world.left());
        let mut line = Line::default();
        while let Some(truth) = world.write_next(&mut line) {
            let case = Case::from_json(line.as_str().as_bytes(), Mode::Strict)?;
            cases.push(SyntheticCase { case, truth });
        }
        let policy = Policy::from_json(policy(parameters).as_bytes())?;
        Ok(Self { cases, policy, as_of: as_of(parameters)? })
    }
}

/// The policy of the generated world as JSON, `uglymugs.policy/1`: the default table, with the districts and the wordings.
pub fn policy(parameters: &Parameters) -> String {
    let first = parameters.first_calendar_year();
    let year = |year: i32| Minute::of_year(year).to_text();
    let mut text = format!(
        r#"{{"schema":"uglymugs.policy/1","versions":[{{"version":"synthetic-1","from":"{}","minimum_households":1000,"areas":["#,
        year(first - 3),
    );
    // A code may stand for districts of two forces: whoever comes first has it.
    let mut known = std::collections::HashSet::new();
    for spot in Spot::all() {
        let code = spot.district_text();
        if known.insert(code.clone()) {
            let comma = if known.len() > 1 { "," } else { "" };
            let (force, households) = (spot.place().force, spot.households());
            // Writing to a string does not fail.
            let _ = write!(text, r#"{comma}{{"code":"{code}","force":"{force}","households":{households}}}"#);
        }
    }
    text.push_str(r#"],"wordings":["#);
    // An old wording runs out some years after there is a new one.
    let from = [first - 1, first, first];
    for (at, (wording, from)) in WORDINGS.into_iter().zip(from).enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let until = if at == 0 { format!(r#","until":"{}""#, year(first + 6)) } else { String::new() };
        let _ = write!(text, r#"{comma}{{"version":"{wording}","from":"{}"{until}}}"#, year(from));
    }
    text.push_str("]}]}");
    text
}

/// Sixty days after the last year: by then everything has happened that will.
fn as_of(parameters: &Parameters) -> Result<Timestamp, Problems> {
    let end = Minute::of_year(parameters.last_year().saturating_add(1)).plus(60 * DAY);
    Timestamp::parse(&end.to_text()).map_err(|code| crate::error::Problem::new("years", code).into())
}

/// A year is the middle of a register of several, cut out and told: who is known from earlier years is.
fn world(seed: u64, parameters: &Parameters) -> World {
    let map = Map::new();
    let reports = parameters.reports as usize;
    // So that the middle is the last year.
    let first_year = parameters.last_year().saturating_sub_unsigned(parameters.years / 2);
    let sightings = reports * parameters.years as usize * 6 / 5 + reports;
    let mut plan = Plan::of(seed, sightings, first_year, &map, parameters);
    let start = plan.entries.len() / 2;
    // Events that were told first before the year are not told again in it.
    let told_before: std::collections::HashSet<u32> =
        plan.entries.iter().take(start).filter(|entry| entry.told_again).map(|entry| entry.event).collect();
    let (mut at, mut before, mut accepted) = (0, 0, 0);
    plan.entries.retain(|entry| {
        let is_before = at < start;
        at += 1;
        if is_before {
            before += usize::from(!entry.second);
            return !entry.second;
        }
        if accepted == reports || (entry.second && told_before.contains(&entry.event)) {
            return false;
        }
        accepted += usize::from(entry.outcome == Outcome::Accepted);
        true
    });
    let start = before;
    let all = plan.entries.len();
    plan.share_out(seed, start..all, parameters);
    World::of(Origins {
        seed,
        parameters: parameters.clone(),
        map,
        numbers: Numbers::new(seed, true),
        season: Season::new(parameters.last_year(), 1, &parameters.month_weights),
        plan,
        start,
        prefix: format!("y{seed}-"),
    })
}

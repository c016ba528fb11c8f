//! What consent hangs on, resolved from what the scheme holds.

use std::collections::BTreeSet;

use super::{Scheme, SchemeError};
use crate::{
    case::Case,
    consent::{Event, Facts, LinkedReport, Purpose, SourceGrade, Status, Target, TwinWithdrawal, Withdrawer},
    disclosure::TriageState,
    id::IncidentId,
    incident::Source,
    matching::SightingId,
    timestamp::Timestamp,
};

/// Within so many hours before, reports of one source are counted as a burst.
const BURST_HOURS: u32 = 30 * 24;

impl Scheme {
    /// A report with the facts that hold at an instant.
    pub(super) fn resolved(&self, id: &IncidentId, as_of: Timestamp) -> Result<Case, SchemeError> {
        let mut case = self.case(id)?.clone();
        case.circumstances.facts = self.facts(&case, as_of);
        Ok(case)
    }

    /// What was recorded beside the report, and what follows from links and duplicates.
    fn facts(&self, case: &Case, as_of: Timestamp) -> Facts {
        let recorded = &case.circumstances.facts;
        let mut facts = Facts {
            linked_reports: recorded.linked_reports.clone(),
            own_sources: recorded.own_sources.clone(),
            twin_withdrawals: self.with_twin_withdrawals(case, as_of).twin_withdrawals,
        };
        let own = [&case.incident.victim.pseudonym, &case.incident.reporter.pseudonym];
        for source in own.into_iter().flatten() {
            if !facts.own_sources.contains(source) {
                facts.own_sources.push(source.clone());
            }
        }
        for series in self.series(as_of).iter() {
            let (mine, others): (Vec<_>, Vec<_>) =
                series.sightings().iter().partition(|sighting| sighting.incident == case.incident.id);
            for sighting in others {
                // What a person rejected does not count by a way round.
                let is_one = |mine: &&&SightingId| self.links.state(mine, sighting, as_of) != Some(false);
                let mine = mine.iter().filter(is_one).filter_map(|mine| mine.offender.try_into().ok());
                let mine: Vec<u8> = mine.collect();
                if !mine.is_empty() {
                    facts.linked_reports.extend(self.linked_report(sighting, &mine, as_of));
                }
            }
        }
        facts
    }

    /// A report whose offender people say is one of another's (A11). One whose source nobody knows never counts.
    fn linked_report(&self, sighting: &SightingId, mine: &[u8], as_of: Timestamp) -> Option<LinkedReport> {
        let other = self.cases.get(&sighting.incident)?;
        let incident = &other.incident;
        let facts = self.with_twin_withdrawals(other, as_of);
        let version = self.policy.in_force(as_of)?;
        let state = other.consent.state_at(as_of, version.wordings(), &facts, incident.offenders.len());
        let standing = state.standing(Purpose::Matching, &Target::Inside);
        let is_hers = standing.is_some_and(|standing| !standing.without_authority);
        let Source::Known(source) = Source::of(incident, is_hers) else { return None };
        Some(LinkedReport {
            source,
            grade: incident.reporter.grade.known().copied().unwrap_or(SourceGrade::Unknown),
            accepted: Self::is_accepted(other, as_of),
            withdrawn: state.is_withdrawn(),
            matching: standing.is_some_and(|standing| standing.status == Status::InForce),
            offenders: mine.to_vec(),
        })
    }

    /// The victim's withdrawals on a duplicate hold for its primary, and the other way round (A38).
    pub(super) fn with_twin_withdrawals(&self, case: &Case, as_of: Timestamp) -> Facts {
        let mut twin_withdrawals = case.circumstances.facts.twin_withdrawals.clone();
        for twin in self.twins(case, as_of) {
            twin_withdrawals.extend(twin.consent.events().iter().filter_map(|event| match event {
                Event::Withdraw(withdrawal) if withdrawal.by == Withdrawer::Victim => {
                    Some(TwinWithdrawal { at: withdrawal.at, what: withdrawal.what.clone() })
                }
                _ => None,
            }));
        }
        Facts { twin_withdrawals, ..Facts::default() }
    }

    /// Every other report that tells the same event at an instant: what this one repeats, what repeats this one, and so on.
    fn twins(&self, case: &Case, as_of: Timestamp) -> impl Iterator<Item = &Case> {
        let mut met: BTreeSet<&IncidentId> = BTreeSet::new();
        let mut open: Vec<&Case> = self.cases.get(&case.incident.id).into_iter().collect();
        while let Some(one) = open.pop() {
            if !met.insert(&one.incident.id) {
                continue;
            }
            let repeating = self.repeated_by.get(&one.incident.id).into_iter().flatten();
            let repeated = one.circumstances.triage.iter().filter_map(|entry| entry.of.as_ref());
            let others = repeating.chain(repeated).filter_map(|id| self.cases.get(id));
            open.extend(others.filter(|other| are_twins(one, other, as_of)));
        }
        met.remove(&case.incident.id);
        met.into_iter().filter_map(|twin| self.cases.get(twin))
    }

    /// How many reports of a source came in shortly before one.
    pub(super) fn recent_of_source(&self, case: &Case) -> usize {
        let source = Source::of(&case.incident, false);
        let (Source::Known(_), Some(received)) = (&source, case.incident.received_at) else { return 0 };
        let is_recent = |at: Timestamp| at <= received && at.plus_hours(BURST_HOURS) >= received;
        let others = self.cases.values().filter(|other| other.incident.received_at.is_some_and(is_recent));
        others.filter(|other| Source::of(&other.incident, false) == source).count()
    }
}

/// Whether one is a duplicate of the other at an instant.
fn are_twins(one: &Case, other: &Case, as_of: Timestamp) -> bool {
    let repeats = |case: &Case, of: &IncidentId| {
        case.circumstances
            .triage_entry_at(as_of)
            .is_some_and(|entry| entry.state == TriageState::Duplicate && entry.of.as_ref() == Some(of))
    };
    repeats(one, &other.incident.id) || repeats(other, &one.incident.id)
}

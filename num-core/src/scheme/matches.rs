//! Matches, what people decided about them, and series: for the scheme's own people. A match is a suggestion.

use std::{collections::BTreeSet, sync::Arc};

use super::{Scheme, SchemeError};
use crate::{
    consent::{Purpose, Status, Target},
    id::IncidentId,
    matching::{Find, LinkDecision, Links, Match, Register, Series, Sighting, SightingId, SuggestedSeries},
    timestamp::Timestamp,
};

impl Scheme {
    /// Which sightings may be of one person with those of a report, among accepted reports with internal matching in force (A48). Of a
    /// report that may not be matched itself there are none.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`].
    pub fn matches(&mut self, id: &IncidentId, as_of: Timestamp, find: &Find) -> Result<Vec<Match>, SchemeError> {
        self.case(id)?;
        let register = self.matchable(as_of);
        let of_report = register.sightings().filter(|sighting| sighting.id().incident == *id);
        Ok(of_report.flat_map(|sighting| register.find(sighting, find)).collect())
    }

    /// Groups for a person to look at, each with its evidence. What was rejected is not suggested again.
    pub fn suggestions(&mut self, as_of: Timestamp, find: &Find) -> Vec<SuggestedSeries> {
        self.matchable(as_of);
        self.matchable.suggest(&self.links, as_of, find)
    }

    /// Records what a person decided about two sightings.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`].
    pub fn decide(&mut self, decision: LinkDecision) -> Result<(), SchemeError> {
        for sighting in decision.sightings() {
            let offenders = self.case(&sighting.incident)?.incident.offenders.len();
            if sighting.offender >= offenders {
                return Err(SchemeError::UnknownReport);
            }
        }
        self.links.decide(decision);
        self.revision += 1;
        Ok(())
    }

    /// What people decided, oldest first.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// Series that people confirmed, over accepted reports with internal matching in force.
    pub fn series(&self, as_of: Timestamp) -> Arc<Vec<Series>> {
        if let Some((at, revision, series)) = &*self.series.borrow()
            && (*at, *revision) == (as_of, self.revision)
        {
            return Arc::clone(series);
        }
        let series =
            Arc::new(self.links.series_among(as_of, |sighting| self.may_be_matched(&sighting.incident, as_of)));
        *self.series.borrow_mut() = Some((as_of, self.revision, Arc::clone(&series)));
        series
    }

    /// The match of two sightings, whatever was decided about them.
    pub fn compare(&mut self, one: &SightingId, other: &SightingId, as_of: Timestamp) -> Option<Match> {
        let register = self.matchable(as_of);
        register.compare(register.get(one)?, register.get(other)?)
    }

    /// The register of what may be matched at an instant.
    pub(super) fn matchable(&mut self, as_of: Timestamp) -> &Register {
        if self.matchable_of != Some((as_of, self.revision)) {
            let now: BTreeSet<IncidentId> =
                self.cases.keys().filter(|id| self.may_be_matched(id, as_of)).cloned().collect();
            for gone in self.matched.difference(&now) {
                self.matchable.remove_incident(gone);
            }
            for new in now.difference(&self.matched) {
                let sightings = self.cases.get(new).map(|case| Sighting::of(&case.incident)).unwrap_or_default();
                sightings.into_iter().for_each(|sighting| self.matchable.add(Arc::new(sighting)));
            }
            self.matched = now;
            self.matchable_of = Some((as_of, self.revision));
        }
        &self.matchable
    }

    /// Whether a report is accepted, and internal matching in force (A48).
    fn may_be_matched(&self, id: &IncidentId, as_of: Timestamp) -> bool {
        let (Some(case), Some(version)) = (self.cases.get(id), self.policy.in_force(as_of)) else { return false };
        if !Self::is_accepted(case, as_of) {
            return false;
        }
        let facts = self.with_twin_withdrawals(case, as_of);
        let state = case.consent.state_at(as_of, version.wordings(), &facts, case.incident.offenders.len());
        state.status(Purpose::Matching, &Target::Inside) == Some(Status::InForce)
    }
}

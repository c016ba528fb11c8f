use std::collections::HashMap;

use num_core::{
    matching::{LinkDecision, Match, SightingId},
    synthetic::{PersonId, SyntheticCase},
    text::Text,
    timestamp::Timestamp,
};

/// Who decides about suggestions.
pub(crate) enum Caseworker {
    /// Of a made-up year it is known who it was: the demo's caseworker decides by that, as nobody can in life.
    Knows(HashMap<SightingId, PersonId>),
    /// Of anything else nobody knows: suggestions stay suggestions.
    Waits,
}

impl Caseworker {
    pub(crate) fn who_knows(cases: &[SyntheticCase]) -> Self {
        let known = cases.iter().flat_map(|synthetic| {
            let incident = &synthetic.case.incident.id;
            let people = synthetic.truth.offenders.iter().enumerate();
            people.map(|(offender, known)| (SightingId::new(incident.clone(), offender), known.person))
        });
        Self::Knows(known.collect())
    }

    /// Whether anybody decides.
    pub(crate) fn decides_at_all(&self) -> bool {
        matches!(self, Self::Knows(_))
    }

    /// Whether both are of one person; none where that is for somebody else to say.
    pub(crate) fn decides(&self, found: &Match, at: Timestamp) -> Option<LinkDecision> {
        let Self::Knows(people) = self else { return None };
        let [one, other] = found.sightings();
        let is_one = people.get(one)? == people.get(other)?;
        let by = Text::parse("a caseworker of the demo").ok()?;
        LinkDecision::new(one.clone(), other.clone(), is_one, by, at, None).ok()
    }
}

use num_core::{
    matching::{Find, Match, SightingId, Tier},
    scheme::{Scheme, SchemeError},
    timestamp::Timestamp,
};

use super::{Ordinals, Play};

/// What a caseworker looks at: probable or better, and no more groups than that at once.
const LOOKED_AT: Find = Find { at_least: Tier::Probable, most: 500 };

/// Suggestions, and what a person decided about them.
#[derive(Default)]
pub(crate) struct Linked {
    pub(crate) decided: Vec<Decided>,
    /// The series in the end.
    pub(crate) series: Vec<SeriesStory>,
    /// What nobody has decided on in the end.
    pub(crate) suggested: Vec<SeriesStory>,
}

/// A match that a person decided on, as it was then.
pub(crate) struct Decided {
    pub(crate) found: Match,
    pub(crate) confirmed: bool,
    pub(crate) at: Timestamp,
    /// The two sightings, for the scheme's own people.
    pub(crate) sighted: [Sighted; 2],
}

/// A sighting as the scheme's own pages name it: which person of which report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sighted {
    pub(crate) report: usize,
    pub(crate) person: usize,
}

/// Sightings that were joined, or may be.
pub(crate) struct SeriesStory {
    pub(crate) sightings: Vec<Sighted>,
    /// What speaks for each pair, and what was decided about it: the decided ones first, then the heaviest.
    pub(crate) pairs: Vec<Pair>,
    /// Whether a person must look at it again.
    pub(crate) contested: bool,
}

/// Two sightings of a series.
pub(crate) struct Pair {
    pub(crate) sighted: [Sighted; 2],
    pub(crate) found: Match,
    pub(crate) decided: Option<bool>,
}

impl Linked {
    pub(crate) fn count(&self, confirmed: bool) -> usize {
        self.decided.iter().filter(|decided| decided.confirmed == confirmed).count()
    }

    /// Tells every series, and every suggestion that is open.
    pub(super) fn tell(&mut self, scheme: &mut Scheme, ordinals: &Ordinals, as_of: Timestamp) {
        for series in scheme.series(as_of).iter() {
            let sightings = series.sightings();
            let mut pairs = Vec::new();
            for (place, one) in sightings.iter().enumerate() {
                for other in sightings.iter().skip(place + 1) {
                    let decided = scheme.links().state(one, other, as_of);
                    if let Some(found) = scheme.compare(one, other, as_of) {
                        pairs.push(pair(ordinals, found, decided));
                    }
                }
            }
            pairs.sort_by_key(|pair| (pair.decided.is_none(), std::cmp::Reverse(pair.found.weight()), pair.sighted));
            let contested = !series.contested().is_empty();
            self.series.push(SeriesStory { sightings: all_sighted(ordinals, sightings), pairs, contested });
        }
        self.series.sort_by_key(|series| std::cmp::Reverse(series.sightings.len()));
        for suggestion in scheme.suggestions(as_of, &LOOKED_AT) {
            let pairs = suggestion.matches().iter().map(|found| pair(ordinals, found.clone(), None)).collect();
            let sightings = all_sighted(ordinals, suggestion.sightings());
            self.suggested.push(SeriesStory { sightings, pairs, contested: false });
        }
    }
}

fn pair(ordinals: &Ordinals, found: Match, decided: Option<bool>) -> Pair {
    Pair { sighted: both(ordinals, &found), found, decided }
}

fn both(ordinals: &Ordinals, found: &Match) -> [Sighted; 2] {
    let mut both = found.sightings().each_ref().map(|id| sighted(ordinals, id));
    both.sort_unstable();
    both
}

fn all_sighted(ordinals: &Ordinals, sightings: &[SightingId]) -> Vec<Sighted> {
    let mut all: Vec<Sighted> = sightings.iter().map(|id| sighted(ordinals, id)).collect();
    all.sort_unstable();
    all
}

fn sighted(ordinals: &Ordinals, id: &SightingId) -> Sighted {
    Sighted { report: ordinals.of(&id.incident), person: id.offender + 1 }
}

impl Play {
    /// The caseworker goes through what is suggested.
    pub(super) fn decide_on_links(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        if !self.caseworker.decides_at_all() {
            return Ok(());
        }
        let suggestions = self.scheme.suggestions(now, &LOOKED_AT);
        let mut joined: Vec<SightingId> = Vec::new();
        for found in suggestions.iter().flat_map(|suggestion| suggestion.matches()) {
            let Some(decision) = self.caseworker.decides(found, now) else { continue };
            let confirmed = decision.is_confirmed();
            if confirmed {
                joined.extend(decision.sightings().iter().cloned());
            }
            self.scheme.decide(decision)?;
            let sighted = both(&self.ordinals, found);
            self.links.decided.push(Decided { found: found.clone(), confirmed, at: now, sighted });
        }
        // A link may meet a condition of anybody in the series (A11).
        let series = self.scheme.series(now);
        for one in series.iter().filter(|one| joined.iter().any(|id| one.sightings().contains(id))) {
            self.stirred.extend(one.sightings().iter().map(|sighting| sighting.incident.clone()));
        }
        Ok(())
    }
}

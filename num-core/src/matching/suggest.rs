//! Series to suggest: groups of sightings for a person to look at.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use serde::Serialize;

use super::{Find, Links, Match, Register, Sighting, SightingId, SightingPair, Tier, Weight};
use crate::timestamp::Timestamp;

/// A group of sightings that may be of one person, for somebody to look at: nothing joins them but a suggestion. Its evidence is
/// matches of a register, or pairs of a linkage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SuggestedSeries"))]
pub struct SuggestedSeries<M = Match> {
    sightings: Vec<SightingId>,
    series: Vec<Vec<SightingId>>,
    matches: Vec<M>,
}

/// A group that a linkage of sightings suggests.
pub type SuggestedSightings = SuggestedSeries<SightingPair>;

impl<M> SuggestedSeries<M> {
    /// All of its sightings, in the order of their ids.
    pub fn sightings(&self) -> &[SightingId] {
        &self.sightings
    }

    /// The confirmed series in it: what people joined already.
    pub fn series(&self) -> &[Vec<SightingId>] {
        &self.series
    }

    /// The sightings that are in no confirmed series.
    pub fn new_sightings(&self) -> impl Iterator<Item = &SightingId> {
        self.sightings.iter().filter(|id| !self.series.iter().any(|series| series.contains(id)))
    }

    /// What speaks for it: the matches within it that nobody decided on and that no confirmed series holds, the heaviest first.
    pub fn matches(&self) -> &[M] {
        &self.matches
    }
}

/// Sightings that stand together so far.
#[derive(Default)]
struct Cluster {
    members: BTreeSet<usize>,
    /// The confirmed series among them.
    series: Vec<Vec<SightingId>>,
    matches: Vec<usize>,
}

/// What is known of pairs of sightings, by their places in the register.
struct Pairs {
    /// Every pair that is probable or better, undecided or confirmed, with its tier.
    tiers: BTreeMap<(usize, usize), Tier>,
    rejected: BTreeSet<(usize, usize)>,
    /// The report of each sighting, by number.
    reports: Vec<usize>,
    /// The confirmed series of each sighting that is in one, by number.
    series: BTreeMap<usize, usize>,
}

fn ordered(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

impl Pairs {
    /// Whether two clusters may become one: nobody rejected a pair of them, no report would stand twice in it, and the link between
    /// them is more than one weak thread. Either half of all pairs between them are probable or better, or a single sighting has
    /// a strong match with a member of a series that people confirmed.
    fn may_join(&self, one: &Cluster, other: &Cluster) -> bool {
        let (mut all, mut linked, mut strong) = (0_usize, 0_usize, false);
        for mine in &one.members {
            for theirs in &other.members {
                let pair = ordered(*mine, *theirs);
                if self.rejected.contains(&pair) || self.reports.get(*mine) == self.reports.get(*theirs) {
                    return false;
                }
                let tier = self.tiers.get(&pair);
                all += 1;
                linked += usize::from(tier.is_some());
                let confirmed = self.series.contains_key(mine) || self.series.contains_key(theirs);
                strong |= tier == Some(&Tier::Strong) && confirmed;
            }
        }
        let single = one.members.len() == 1 || other.members.len() == 1;
        2 * linked >= all || strong && single
    }

    /// Whether people joined a pair, directly or through others.
    fn is_one_series(&self, (one, other): (usize, usize)) -> bool {
        self.series.get(&one).is_some_and(|series| self.series.get(&other) == Some(series))
    }
}

/// Two sightings, by their places, that may be of one person.
pub(super) struct Suggested<M> {
    pub(super) pair: [usize; 2],
    pub(super) tier: Tier,
    pub(super) weight: Weight,
    pub(super) found: M,
}

impl Register {
    /// Groups for a person to look at: confirmed series and sightings, joined by matches that are probable or better and that nobody
    /// rejected, the heaviest first. A pair that stands rejected is never in one group, nor are two sightings of one report.
    ///
    /// Every pair of sightings is weighed: what it costs grows with the square of their number.
    pub fn suggest(&self, links: &Links, as_of: Timestamp, find: &Find) -> Vec<SuggestedSeries> {
        let sightings: Vec<&Sighting> = self.sightings().collect();
        let (scale, mut evidence, mut found) = (self.scale(), Vec::new(), Vec::new());
        for (place, sighting) in sightings.iter().enumerate() {
            for (other_place, other) in sightings.iter().enumerate().skip(place + 1) {
                found.extend(scale.compare(sighting, other, Tier::Probable, &mut evidence).map(|found| Suggested {
                    pair: [place, other_place],
                    tier: found.tier(),
                    weight: found.weight(),
                    found,
                }));
            }
        }
        let ids: Vec<&SightingId> = sightings.iter().map(|sighting| sighting.id()).collect();
        suggested(&ids, links, as_of, find, found)
    }
}

/// Groups of sightings, which are in the order of their ids, by all pairs of them that are probable or better.
pub(super) fn suggested<M>(
    ids: &[&SightingId],
    links: &Links,
    as_of: Timestamp,
    find: &Find,
    found: Vec<Suggested<M>>,
) -> Vec<SuggestedSeries<M>> {
    let place_of: BTreeMap<&SightingId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let places = |[one, other]: &[SightingId; 2]| Some(ordered(*place_of.get(one)?, *place_of.get(other)?));
    let mut pairs =
        Pairs { tiers: BTreeMap::new(), rejected: BTreeSet::new(), reports: Vec::new(), series: BTreeMap::new() };
    let mut report = 0;
    for (place, id) in ids.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| ids.get(before));
        report += usize::from(before.is_some_and(|before| before.incident != id.incident));
        pairs.reports.push(report);
    }
    let mut decided = BTreeSet::new();
    for (pair, confirmed) in links.standing(as_of) {
        let Some(pair) = places(pair) else { continue };
        decided.insert(pair);
        if !confirmed {
            pairs.rejected.insert(pair);
        }
    }
    // Clusters: each confirmed series, and each sighting that is in none.
    let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
    let mut cluster_of: Vec<usize> = (0..ids.len()).collect();
    for (number, series) in links.series(as_of).into_iter().enumerate() {
        let members: BTreeSet<usize> = series.sightings().iter().filter_map(|id| place_of.get(id).copied()).collect();
        let Some(first) = members.first().copied() else { continue };
        for member in &members {
            pairs.series.insert(*member, number);
            if let Some(slot) = cluster_of.get_mut(*member) {
                *slot = first;
            }
        }
        let series = members.iter().filter_map(|member| ids.get(*member)).map(|id| (*id).clone());
        let series = vec![series.collect()];
        clusters.insert(first, Cluster { members, series, matches: Vec::new() });
    }
    for (place, first) in cluster_of.iter().enumerate() {
        if place == *first && !clusters.contains_key(first) {
            clusters.insert(place, Cluster { members: BTreeSet::from([place]), ..Cluster::default() });
        }
    }

    let least = find.at_least.max(Tier::Probable);
    let mut matches: Vec<((usize, usize), Weight, Option<M>)> = Vec::new();
    for Suggested { pair: [one, other], tier, weight, found } in found {
        let pair = ordered(one, other);
        if tier < Tier::Probable || pairs.rejected.contains(&pair) {
            continue;
        }
        pairs.tiers.insert(pair, tier);
        if tier >= least && !decided.contains(&pair) && !pairs.is_one_series(pair) {
            matches.push((pair, weight, Some(found)));
        }
    }
    matches.sort_by_key(|(pair, weight, _)| (Reverse(*weight), *pair));

    for (number, ((one, other), ..)) in matches.iter().enumerate() {
        let (Some(one), Some(other)) = (cluster_of.get(*one).copied(), cluster_of.get(*other).copied()) else {
            continue;
        };
        if one == other {
            if let Some(cluster) = clusters.get_mut(&one) {
                cluster.matches.push(number);
            }
            continue;
        }
        let may_join =
            clusters.get(&one).zip(clusters.get(&other)).is_some_and(|(one, other)| pairs.may_join(one, other));
        if !may_join {
            continue;
        }
        let (Some(mut joined), Some(taken_in)) = (clusters.remove(&one), clusters.remove(&other)) else { continue };
        joined.members.extend(&taken_in.members);
        joined.series.extend(taken_in.series);
        joined.matches.extend(taken_in.matches);
        joined.matches.push(number);
        for member in &joined.members {
            if let Some(slot) = cluster_of.get_mut(*member) {
                *slot = one;
            }
        }
        clusters.insert(one, joined);
    }
    let matches = matches.into_iter().map(|(.., found)| found).collect();
    with_something_new(clusters, ids, matches, find.most)
}

/// The clusters that hold something new, the heaviest match first. Each match is in one of them at the most.
fn with_something_new<M>(
    clusters: BTreeMap<usize, Cluster>,
    ids: &[&SightingId],
    mut matches: Vec<Option<M>>,
    most: usize,
) -> Vec<SuggestedSeries<M>> {
    let mut groups: Vec<Cluster> = clusters.into_values().filter(|cluster| !cluster.matches.is_empty()).collect();
    for group in &mut groups {
        group.matches.sort_unstable();
    }
    // The matches are numbered by weight.
    groups.sort_by_key(|group| group.matches.first().copied());
    groups.truncate(most);
    let series = groups.into_iter().map(|group| SuggestedSeries {
        sightings: group.members.iter().filter_map(|place| ids.get(*place)).map(|id| (*id).clone()).collect(),
        matches: group.matches.iter().filter_map(|number| matches.get_mut(*number).and_then(Option::take)).collect(),
        series: group.series,
    });
    series.collect()
}

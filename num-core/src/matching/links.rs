//! What people decided: which sightings are of one person, and which are not.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::SightingId;
use crate::{
    error::{Code, Problem, Problems},
    json::{self, Document, Extra, Mode, Node, Reader},
    text::Text,
    timestamp::Timestamp,
};

/// A person's decision on two sightings. Two of one report cannot be linked: they are two persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LinkDecision {
    sightings: [SightingId; 2],
    confirmed: bool,
    by: Text<200>,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    note: Option<Text<2000>>,
}

impl LinkDecision {
    /// A decision that two sightings are of one person, or are not.
    ///
    /// # Errors
    /// [`Code::LINK_SAME_REPORT`].
    pub fn new(
        one: SightingId,
        other: SightingId,
        confirmed: bool,
        by: Text<200>,
        at: Timestamp,
        note: Option<Text<2000>>,
    ) -> Result<Self, Code> {
        if one.incident == other.incident {
            return Err(Code::LINK_SAME_REPORT);
        }
        Ok(Self { sightings: pair(one, other), confirmed, by, at, note })
    }

    /// The two sightings, in the order of their ids.
    pub fn sightings(&self) -> &[SightingId; 2] {
        &self.sightings
    }

    /// Whether they are of one person.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Who decided.
    pub fn by(&self) -> &Text<200> {
        &self.by
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What was noted beside it.
    pub fn note(&self) -> Option<&Text<2000>> {
        self.note.as_ref()
    }
}

fn pair(one: SightingId, other: SightingId) -> [SightingId; 2] {
    if one <= other { [one, other] } else { [other, one] }
}

/// The decisions of people on links: they are added, never changed. `uglymugs.links/1`.
#[derive(Clone, Debug, Default)]
pub struct Links {
    decisions: Vec<LinkDecision>,
    /// Where the decisions on a pair stand.
    of_pair: BTreeMap<[SightingId; 2], Vec<usize>>,
    extras: Vec<Extra>,
}

impl Links {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.links/1";

    /// The most decisions of a document.
    const MAX_DECISIONS: usize = 50_000;

    /// Nothing decided.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a decision.
    pub fn decide(&mut self, decision: LinkDecision) {
        self.of_pair.entry(decision.sightings.clone()).or_default().push(self.decisions.len());
        self.decisions.push(decision);
    }

    /// Every decision, in the order in which they were added.
    pub fn decisions(&self) -> &[LinkDecision] {
        &self.decisions
    }

    /// What stands between two sightings at an instant: confirmed, rejected, or undecided. The latest decision counts; of one
    /// instant, the one that was added later.
    pub fn state(&self, one: &SightingId, other: &SightingId, as_of: Timestamp) -> Option<bool> {
        self.latest(self.of_pair.get(&pair(one.clone(), other.clone()))?, as_of)
    }

    fn latest(&self, places: &[usize], as_of: Timestamp) -> Option<bool> {
        let decisions = places.iter().filter_map(|place| self.decisions.get(*place));
        decisions
            .filter(|decision| decision.at <= as_of)
            .max_by_key(|decision| decision.at)
            .map(|decision| decision.confirmed)
    }

    /// Every pair that is decided on at an instant, in order, and whether it is confirmed.
    pub(super) fn standing(&self, as_of: Timestamp) -> impl Iterator<Item = (&[SightingId; 2], bool)> {
        self.of_pair.iter().filter_map(move |(pair, places)| Some((pair, self.latest(places, as_of)?)))
    }

    /// The pairs that stand confirmed at an instant, in order.
    pub fn confirmed(&self, as_of: Timestamp) -> impl Iterator<Item = &[SightingId; 2]> {
        self.standing(as_of).filter(|(_, confirmed)| *confirmed).map(|(pair, _)| pair)
    }

    /// The series at an instant: sightings that confirmed links join, directly or through others. In the order of their first
    /// sightings.
    pub fn series(&self, as_of: Timestamp) -> Vec<Series> {
        self.series_among(as_of, |_| true)
    }

    /// The series at an instant among some sightings alone: the others join nobody.
    pub fn series_among(&self, as_of: Timestamp, is_among: impl Fn(&SightingId) -> bool) -> Vec<Series> {
        let mut beside: BTreeMap<&SightingId, Vec<&SightingId>> = BTreeMap::new();
        for [one, other] in self.confirmed(as_of).filter(|pair| pair.iter().all(&is_among)) {
            beside.entry(one).or_default().push(other);
            beside.entry(other).or_default().push(one);
        }
        let mut met: BTreeSet<&SightingId> = BTreeSet::new();
        let mut all: Vec<Series> = Vec::new();
        for first in beside.keys().copied() {
            let mut sightings = BTreeSet::new();
            let mut open = vec![first];
            while let Some(sighting) = open.pop() {
                if met.insert(sighting) {
                    sightings.insert(sighting.clone());
                    open.extend(beside.get(sighting).into_iter().flatten());
                }
            }
            if !sightings.is_empty() {
                all.push(Series { sightings: sightings.into_iter().collect(), contested: Vec::new() });
            }
        }
        let series_of: BTreeMap<SightingId, usize> = all
            .iter()
            .enumerate()
            .flat_map(|(place, series)| series.sightings.iter().cloned().map(move |id| (id, place)))
            .collect();
        for (pair, _) in self.standing(as_of).filter(|(_, confirmed)| !confirmed) {
            let [one, other] = pair;
            if let (Some(place), true) = (series_of.get(one), series_of.get(one) == series_of.get(other))
                && let Some(series) = all.get_mut(*place)
            {
                series.contested.push(pair.clone());
            }
        }
        for series in &mut all {
            // Two offenders of one report were two persons, whatever joins them.
            let neighbours = series.sightings.iter().zip(series.sightings.iter().skip(1));
            let of_one_report = neighbours.filter(|(one, other)| one.incident == other.incident);
            series.contested.extend(of_one_report.map(|(one, other)| [one.clone(), other.clone()]).collect::<Vec<_>>());
            series.contested.sort_unstable();
        }
        all
    }

    /// Reads `uglymugs.links/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, mode);
        let links = links(&mut reader, &document.root);
        let extras = reader.finish()?;
        links.map(|links| Self { extras, ..links }).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.links/1`.
    pub fn to_json(&self) -> String {
        json::to_string(self, &self.extras)
    }
}

fn links(reader: &mut Reader<'_>, root: &Node) -> Option<Links> {
    if !reader.is_of(root, Links::SCHEMA) {
        return None;
    }
    let (mut schema, mut decisions) = (None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "decisions" => decisions = r.list(node, Links::MAX_DECISIONS, decision),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let decisions = reader.required(decisions, "decisions", root);
    let mut links = Links::new();
    decisions?.into_iter().for_each(|decision| links.decide(decision));
    Some(links)
}

fn decision(reader: &mut Reader<'_>, object: &Node) -> Option<LinkDecision> {
    let (mut sightings, mut confirmed, mut by, mut at, mut note) = (None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "sightings" => sightings = self::sightings(r, node),
            "confirmed" => confirmed = r.bool(node),
            "by" => by = r.text(node),
            "at" => at = r.parse(node, Timestamp::parse),
            "note" => note = r.text(node),
            _ => return false,
        }
        true
    });
    let sightings = reader.required(sightings, "sightings", object);
    let confirmed = reader.required(confirmed, "confirmed", object);
    let by = reader.required(by, "by", object);
    let at = reader.required(at, "at", object);
    Some(LinkDecision { sightings: sightings?, confirmed: confirmed?, by: by?, at: at?, note })
}

fn sightings(reader: &mut Reader<'_>, node: &Node) -> Option<[SightingId; 2]> {
    let ids = reader.list(node, 2, |r, node| Some(r.parse(node, SightingId::parse)))?;
    match <[Option<SightingId>; 2]>::try_from(ids) {
        Ok([Some(one), Some(other)]) if one.incident == other.incident => {
            reader.problem(Code::LINK_SAME_REPORT, node);
            None
        }
        Ok([Some(one), Some(other)]) => Some(pair(one, other)),
        // What is wrong with an id is told already.
        Ok(_) => None,
        Err(_) => {
            reader.problem(Code::LINK_NOT_TWO, node);
            None
        }
    }
}

/// `uglymugs.links/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Links", deny_unknown_fields))]
pub(crate) struct LinksWire<'l> {
    schema: &'l str,
    /// Oldest first.
    decisions: &'l [LinkDecision],
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        LinksWire { schema: Self::SCHEMA, decisions: &self.decisions }.serialize(serializer)
    }
}

/// Sightings that people joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    sightings: Vec<SightingId>,
    contested: Vec<[SightingId; 2]>,
}

impl Series {
    /// The sightings, two or more, in the order of their ids.
    pub fn sightings(&self) -> &[SightingId] {
        &self.sightings
    }

    /// The pairs in it that somebody rejected, and those of one report: somebody has to look at it again.
    pub fn contested(&self) -> &[[SightingId; 2]] {
        &self.contested
    }
}

//! The reports among which a reporter must not be the only plausible one (A22): counted as codes, hours and keyed hashes.

use std::{
    collections::{HashSet, hash_map::RandomState},
    fmt,
    hash::BuildHasher,
};

use time::{Duration, PrimitiveDateTime};

use super::{
    PublishedAlert,
    error::AlertError,
    told::{Person, Place, Told, Vehicle},
};
use crate::{
    code::CodeTable,
    descriptor::Range,
    disclosure::{Disclosure, Members, ShownMoment, ShownWhen, Source, Use, count_certain_sources},
    force::Force,
    id::{Reference, SchemeId},
    offence::Category,
    timestamp::Timestamp,
};

/// All reports of which the members of one scheme may be shown something in an alert at one instant. It holds no text of any.
pub struct Crowd {
    scheme: SchemeId,
    as_of: Timestamp,
    hasher: RandomState,
    reports: Vec<Facets>,
    /// What members call the reports behind alerts that tell him from others.
    told_of: HashSet<Reference>,
}

impl Crowd {
    /// Nobody yet.
    pub fn new(scheme: SchemeId, as_of: Timestamp) -> Self {
        Self { scheme, as_of, hasher: RandomState::new(), reports: Vec::new(), told_of: HashSet::new() }
    }

    /// Counts a report in.
    ///
    /// # Errors
    /// [`AlertError::WrongUse`] when it is disclosed for look-ups or to another scheme, [`AlertError::StaleDisclosure`] when it is
    /// of another instant: nothing else may be counted over (A22).
    pub fn add(&mut self, disclosure: &Disclosure<Members>) -> Result<(), AlertError> {
        let members = disclosure.audience();
        if members.for_use != Use::Alert || members.scheme != self.scheme {
            return Err(AlertError::WrongUse);
        }
        if disclosure.as_of() != self.as_of {
            return Err(AlertError::StaleDisclosure);
        }
        let told = Told::of_one(disclosure.shown(), disclosure.behind());
        let facets = self.facets(&told, Some(disclosure.behind().harmed.clone()), disclosure.reference().cloned());
        self.reports.push(facets);
        Ok(())
    }

    /// Notes that an alert is out. If it tells him from others, its reports hide nobody else: two alerts with one number, and two
    /// women who know it, tell of both (O5).
    pub fn note(&mut self, alert: &PublishedAlert) {
        if alert.tells_him_from_others() {
            self.told_of.extend(alert.reports().cloned());
        }
    }

    /// How many reports are counted.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether no report is counted.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    pub(super) fn scheme(&self) -> &SchemeId {
        &self.scheme
    }

    pub(super) fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// How many people are plausible as the source of what an alert tells, she who is always (O4, O5).
    pub(super) fn plausible(&self, told: &Told, own: &Own<'_>) -> usize {
        let alert = self.facets(told, None, None);
        let may_hide = |report: &&Facets| {
            let is_told_of = report.reference.as_ref().is_some_and(|reference| self.told_of.contains(reference));
            !(is_told_of && told.tells_him_from_others())
        };
        // Whatever date an alert tells or not, he thinks of those whom he met about then.
        let days = Duration::days(i64::from(own.days));
        let about_then = own.when.map(span).map_or_else(
            || (self.as_of.wall_clock() - days, self.as_of.wall_clock() + days),
            |(from, to)| (from - days, to + days),
        );
        let is_about_then =
            |report: &&Facets| report.span.is_some_and(|(from, to)| about_then.0 <= from && to <= about_then.1);
        let fitting = self.reports.iter().filter(may_hide).filter(is_about_then).filter(|report| report.fits(&alert));
        count_certain_sources(fitting.filter_map(|report| report.source.as_ref()).chain([own.harmed]))
    }

    fn facets(&self, told: &Told, source: Option<Source>, reference: Option<Reference>) -> Facets {
        let area = told.places.iter().find_map(|place| match place {
            Place::Area(area) => Some(self.hasher.hash_one(&area.code)),
            Place::Force(_) => None,
        });
        Facets {
            categories: told.offences.clone(),
            span: told.when.map(span),
            area,
            force: told.places.iter().find_map(Place::force),
            people: told.people.iter().map(|person| self.person(person)).collect(),
            source,
            reference,
        }
    }

    fn person(&self, told: &Person) -> PersonFacets {
        let mut values = Vec::with_capacity(24);
        macro_rules! hash {
            ($($field:ident)*) => {$(
                values.extend(told.$field.iter().map(|value| self.hasher.hash_one((stringify!($field), value))));
            )*};
        }
        hash! {
            aliases phones emails handles profiles gender ethnicity build hair_colour hair_length hair_style facial_hair
            eye_colour complexion glasses accent languages marks clothing smells behaviours
        }
        for vehicle in &told.vehicles {
            let Vehicle { kind, make, model, colour, plate, features } = vehicle;
            let codes = [
                kind.map(CodeTable::as_str),
                make.map(CodeTable::as_str),
                model.map(CodeTable::as_str),
                colour.map(CodeTable::as_str),
            ];
            for (index, code) in codes.into_iter().enumerate() {
                values.extend(code.map(|code| self.hasher.hash_one(("vehicle", index, code))));
            }
            values.extend(plate.iter().map(|plate| self.hasher.hash_one(("plate", plate))));
            values.extend(features.iter().map(|feature| self.hasher.hash_one(("feature", feature))));
        }
        values.sort_unstable();
        PersonFacets { values, age: told.age, height_cm: told.height_cm }
    }
}

impl fmt::Debug for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crowd({})", self.reports.len())
    }
}

/// The report that an alert is about.
pub(super) struct Own<'o> {
    /// Whom it happened to.
    pub(super) harmed: &'o Source,
    /// When, as members may be shown.
    pub(super) when: Option<ShownWhen>,
    /// How many days before and after it others are thought of.
    pub(super) days: u32,
}

/// What is counted of one report, or asked of it.
struct Facets {
    categories: Vec<Category>,
    /// From when to when, on the wall clock.
    span: Option<(PrimitiveDateTime, PrimitiveDateTime)>,
    area: Option<u64>,
    force: Option<Force>,
    people: Vec<PersonFacets>,
    /// Of a report.
    source: Option<Source>,
    /// What members call the report, where they have heard of it.
    reference: Option<Reference>,
}

/// What is counted of one person.
struct PersonFacets {
    /// In ascending order.
    values: Vec<u64>,
    age: Option<Range>,
    height_cm: Option<Range>,
}

impl Facets {
    /// Whether an alert might be about this report, for all that it tells.
    fn fits(&self, alert: &Self) -> bool {
        alert.categories.iter().all(|category| self.categories.contains(category))
            && alert.span.is_none_or(|(from, to)| self.span.is_some_and(|(start, end)| from <= start && end <= to))
            && match (alert.area, alert.force) {
                (Some(area), _) => self.area == Some(area),
                (None, Some(force)) => self.force == Some(force),
                (None, None) => true,
            }
            && self.holds_all(&alert.people)
    }

    /// Whether each person of an alert is another person of this report (augmenting paths: there are twenty at most).
    fn holds_all(&self, people: &[PersonFacets]) -> bool {
        let mut taken_by: Vec<Option<usize>> = vec![None; self.people.len()];
        (0..people.len()).all(|person| self.place(person, people, &mut vec![false; self.people.len()], &mut taken_by))
    }

    fn place(
        &self,
        person: usize,
        people: &[PersonFacets],
        tried: &mut [bool],
        taken_by: &mut [Option<usize>],
    ) -> bool {
        let Some(facets) = people.get(person) else { return false };
        for (known, of_report) in self.people.iter().enumerate() {
            if !of_report.fits(facets) || tried.get(known).copied().unwrap_or(true) {
                continue;
            }
            if let Some(tried) = tried.get_mut(known) {
                *tried = true;
            }
            let holder = taken_by.get(known).copied().flatten();
            if holder.is_none_or(|holder| self.place(holder, people, tried, taken_by)) {
                if let Some(place) = taken_by.get_mut(known) {
                    *place = Some(person);
                }
                return true;
            }
        }
        false
    }
}

impl PersonFacets {
    fn fits(&self, alert: &Self) -> bool {
        let is_known = |value| self.values.binary_search(value).is_ok();
        alert.values.iter().all(is_known) && meet(self.age, alert.age) && meet(self.height_cm, alert.height_cm)
    }
}

/// Whether a range that an alert tells is known, and meets it.
fn meet(known: Option<Range>, told: Option<Range>) -> bool {
    told.is_none_or(|told| known.is_some_and(|known| known.from <= told.to && told.from <= known.to))
}

/// From the first hour to the last, as shown.
fn span(when: ShownWhen) -> (PrimitiveDateTime, PrimitiveDateTime) {
    let (from, to) = when.ends();
    (hours(from).0, hours(to).1)
}

fn hours(moment: ShownMoment) -> (PrimitiveDateTime, PrimitiveDateTime) {
    match moment {
        ShownMoment::At(at) => (at.wall_clock(), at.wall_clock() + Duration::SECOND),
        ShownMoment::Band(day, band) => (day.at_hour(band.from), day.at_hour(band.to)),
        ShownMoment::PartOfDay(day, part) => (day.at_hour(part.hours().0), day.at_hour(part.hours().1)),
        ShownMoment::Day(day) => (day.at_hour(0), day.at_hour(24)),
        ShownMoment::Month(month) => (month.first_day().at_hour(0), month.end()),
    }
}

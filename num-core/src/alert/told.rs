//! What an alert tells, before it is put into words.

use serde::Serialize;

use super::defang::defang;
use crate::{
    descriptor::{PersonName, Phone, Range},
    disclosure::{
        Accent, Behaviour, Behind, Build, Clothing, Colour, Complexion, Disclosure, EyeColour, FacialHair, Gender,
        Glasses, HairColour, HairLength, HairStyle, Mark, Members, Shown, ShownMoment, ShownOffender, ShownProfile,
        ShownValue, ShownVehicle, ShownWhen, Smell, Source, VehicleFeature, count_certain_sources, count_sources,
    },
    ethnicity::PerceivedEthnicity,
    force::Force,
    language::SpokenLanguage,
    offence::Category,
    timestamp::Month,
    vehicle::{Make, Model, VehicleKind},
};

/// What an alert tells. Texts in it are made inert; a list holds alternatives, or everything that was told.
#[derive(Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Told"))]
pub(super) struct Told {
    /// What was done, by category.
    pub(super) offences: Vec<Category>,
    /// How many independent people reported it, where that may be told and is more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reports: Option<usize>,
    /// When it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<ShownWhen>,
    /// Where it happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub(super) places: Vec<Place>,
    /// Who to look out for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub(super) people: Vec<Person>,
    /// The edited summary that a person approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
}

/// A place, as an alert shows it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AlertedPlace"))]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    /// An area of the policy's table; its force goes unsaid.
    Area(Area),
    /// A force area.
    Force(Force),
}

/// An area, and the force that the policy's table names for it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) code: String,
    pub(super) force: Option<Force>,
}

impl Serialize for Area {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Area {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AreaCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}

impl Place {
    /// The force, shown or implied.
    pub(super) fn force(&self) -> Option<Force> {
        match self {
            Self::Area(area) => area.force,
            Self::Force(force) => Some(*force),
        }
    }
}

/// Declares [`Person`] as lists, each left out where it is empty, and how several of one person become one.
macro_rules! person {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// What an alert tells of one person.
        #[derive(Clone, Default, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AlertedPerson"))]
        pub(super) struct Person {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "Vec::is_empty")]
                #[cfg_attr(feature = "schema", schemars(default))]
                pub(super) $field: Vec<$type>,
            )*
            /// Perceived age in years.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) age: Option<Range>,
            /// Perceived height in centimetres.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) height_cm: Option<Range>,
        }

        impl Person {
            /// Whether nothing is told of him.
            pub(super) fn is_nobody(&self) -> bool {
                self.age.is_none() && self.height_cm.is_none() $(&& self.$field.is_empty())*
            }
        }
    };
}

/// So many looks make a person whom one can look for in a place.
const LEAST_LOOKS: usize = 2;

impl Person {
    /// How many looks are told beside gender and perceived ethnicity, which would make everybody of one a suspect.
    fn looks(&self) -> usize {
        let has_hair = !(self.hair_colour.is_empty() && self.hair_length.is_empty() && self.hair_style.is_empty());
        [
            self.age.is_some(),
            self.height_cm.is_some(),
            has_hair,
            !self.build.is_empty(),
            !self.facial_hair.is_empty(),
            !self.glasses.is_empty(),
            !self.accent.is_empty(),
            !self.languages.is_empty(),
            !self.eye_colour.is_empty(),
            !self.complexion.is_empty(),
            !self.behaviours.is_empty(),
            !self.clothing.is_empty(),
        ]
        .into_iter()
        .filter(|told| *told)
        .count()
    }

    /// Whether something is told that few others have.
    fn can_be_told_from_others(&self) -> bool {
        let told = [&self.aliases, &self.phones, &self.emails, &self.handles, &self.profiles];
        told.into_iter().any(|texts| !texts.is_empty()) || !self.vehicles.is_empty() || !self.marks.is_empty()
    }
}

person! {
    /// Names that he gave or goes by.
    aliases: String,
    /// Phone numbers.
    phones: String,
    /// E-mail addresses.
    emails: String,
    /// Usernames.
    handles: String,
    /// Who he is on sites and in apps.
    profiles: String,
    /// Vehicles.
    vehicles: Vehicle,
    /// Perceived gender.
    gender: Gender,
    /// Perceived ethnicity.
    ethnicity: PerceivedEthnicity,
    /// Build.
    build: Build,
    /// Colour of the hair.
    hair_colour: HairColour,
    /// Length of the hair.
    hair_length: HairLength,
    /// Style of the hair.
    hair_style: HairStyle,
    /// Facial hair.
    facial_hair: FacialHair,
    /// Colour of the eyes.
    eye_colour: EyeColour,
    /// Complexion.
    complexion: Complexion,
    /// Glasses.
    glasses: Glasses,
    /// Accent.
    accent: Accent,
    /// Languages.
    languages: SpokenLanguage,
    /// Marks.
    marks: Mark,
    /// Clothing.
    clothing: Clothing,
    /// Smells.
    smells: Smell,
    /// What he does.
    behaviours: Behaviour,
}

/// A vehicle, as one report tells it.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AlertedVehicle"))]
pub(super) struct Vehicle {
    /// What kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<VehicleKind>,
    /// Its make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) make: Option<Make>,
    /// Its model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) model: Option<Model>,
    /// Its colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) colour: Option<Colour>,
    /// Its number plate, whole or partial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plate: Option<String>,
    /// What else was seen of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub(super) features: Vec<VehicleFeature>,
}

impl Vehicle {
    fn of(vehicle: &ShownVehicle) -> Option<Self> {
        let told = Self {
            kind: exact(&vehicle.kind).copied(),
            make: exact(&vehicle.make).copied(),
            model: exact(&vehicle.model).copied(),
            colour: exact(&vehicle.colour).copied(),
            plate: vehicle.plate.as_ref().map(|plate| defang(plate.expose())),
            features: vehicle.features.clone(),
        };
        (told != Self::default()).then_some(told)
    }
}

/// One report behind an alert: what is shown of it, what stands behind that, and which of the offenders shown is meant.
pub(super) struct Report<'d> {
    pub(super) shown: &'d Shown,
    pub(super) behind: &'d Behind,
    pub(super) offender: Option<&'d ShownOffender>,
}

impl<'d> Report<'d> {
    pub(super) fn new(disclosure: &'d Disclosure<Members>, offender: Option<&'d ShownOffender>) -> Self {
        Self { shown: disclosure.shown(), behind: disclosure.behind(), offender }
    }
}

impl Report<'_> {
    /// Whom it happened to: he knows whom he met, not who reports.
    fn harmed(&self) -> &Source {
        &self.behind.harmed
    }

    fn has_accepted(&self) -> bool {
        self.behind.recognition_accepted
    }

    fn place(&self) -> Option<Place> {
        let shown = &self.shown.place;
        match &shown.area {
            Some(ShownValue::Exact(area)) => {
                Some(Place::Area(Area { code: defang(area.expose()), force: self.behind.force }))
            }
            _ => shown.force.map(Place::Force),
        }
    }

    fn categories(&self) -> Vec<Category> {
        self.shown.offences.iter().filter_map(|offence| offence.category).collect()
    }

    fn when(&self) -> Option<ShownWhen> {
        exact(&self.shown.when).copied()
    }
}

impl Told {
    /// What an alert about one report tells, before any check.
    pub(super) fn of_one(shown: &Shown, behind: &Behind) -> Self {
        let report = Report { shown, behind, offender: None };
        let people = shown.offenders.iter().map(|offender| person(&[(&report, offender)], 1));
        Self {
            offences: report.categories(),
            reports: None,
            when: report.when(),
            places: report.place().into_iter().collect(),
            people: people.filter(|person| !person.is_nobody()).collect(),
            summary: shown.summary.as_ref().map(|summary| defang(summary.text.expose())),
        }
    }

    /// What an alert about one person of several reports tells: what `least` sources told, or of which everybody who told it has
    /// accepted (O7). Even of his looks: he knows who saw his beard, or his back.
    pub(super) fn of_series(reports: &[Report<'_>], least: usize) -> Self {
        let all_accepted = reports.iter().all(Report::has_accepted);
        let told = |tell: &dyn Fn(&Report<'_>) -> Vec<Place>| {
            values(reports.iter().map(|report| (report, tell(report))), least)
        };
        let mut places = told(&|report| report.place().into_iter().collect());
        if places.is_empty() {
            let force = |report: &Report<'_>| report.place().and_then(|place| place.force()).map(Place::Force);
            places = told(&|report| force(report).into_iter().collect());
        }
        let months = reports.iter().map(|report| (report, report.when().map(months).unwrap_or_default()));
        let months = values(months, least);
        let of_person: Vec<_> =
            reports.iter().filter_map(|report| report.offender.map(|offender| (report, offender))).collect();
        let person = person(&of_person, least);
        let count = count_sources(reports.iter().map(|report| &report.behind.source));
        Self {
            offences: values(reports.iter().map(|report| (report, report.categories())), least),
            reports: (all_accepted && count > 1).then_some(count),
            when: span(&months),
            places,
            people: if person.is_nobody() { Vec::new() } else { vec![person] },
            summary: None,
        }
    }

    /// Whether it helps anybody: something tells him from others, or there is a place to be careful at and somebody to look for.
    pub(super) fn is_of_use(&self) -> bool {
        let is_described = self.people.iter().any(|person| person.looks() >= LEAST_LOOKS);
        self.tells_him_from_others() || (!self.places.is_empty() && is_described)
    }

    /// Whether a number, a name, a vehicle or a mark is told: whoever has it knows that the alert is about him.
    pub(super) fn tells_him_from_others(&self) -> bool {
        self.people.iter().any(Person::can_be_told_from_others)
    }
}

/// The first and the last month.
fn months(when: ShownWhen) -> Vec<Month> {
    let month = |moment| match moment {
        ShownMoment::At(at) => at.day().month(),
        ShownMoment::Band(day, _) | ShownMoment::PartOfDay(day, _) | ShownMoment::Day(day) => day.month(),
        ShownMoment::Month(month) => month,
    };
    let (from, to) = when.ends();
    vec![month(from), month(to)]
}

fn span(months: &[Month]) -> Option<ShownWhen> {
    let (from, to) = (months.iter().min()?, months.iter().max()?);
    let (from, to) = (ShownMoment::Month(*from), ShownMoment::Month(*to));
    Some(if from == to { ShownWhen::Moment(from) } else { ShownWhen::Range(from, to) })
}

/// Every value once, in the order in which it was first told, where `least` sources told it or all who told it accepted.
fn values<'r, T: PartialEq + Clone>(told: impl Iterator<Item = (&'r Report<'r>, Vec<T>)>, least: usize) -> Vec<T> {
    let mut all: Vec<(T, Vec<&Report<'_>>)> = Vec::new();
    for (report, values) in told {
        for value in values {
            match all.iter_mut().find(|(known, _)| *known == value) {
                Some((_, tellers)) => tellers.push(report),
                None => all.push((value, vec![report])),
            }
        }
    }
    let may_be_told = |tellers: &[&Report<'_>]| {
        tellers.iter().all(|report| report.has_accepted())
            || count_certain_sources(tellers.iter().map(|report| report.harmed())) >= least
    };
    all.into_iter().filter(|(_, tellers)| may_be_told(tellers)).map(|(value, _)| value).collect()
}

/// Several tellings of one person, put together.
fn person(tellings: &[(&Report<'_>, &ShownOffender)], least: usize) -> Person {
    macro_rules! told {
        ($told:expr) => {
            values(tellings.iter().map(|(report, offender)| (*report, $told(offender))), least)
        };
    }
    macro_rules! look {
        ($field:ident) => {
            values(
                tellings
                    .iter()
                    .map(|(report, told)| (*report, exact(&told.appearance.$field).copied().into_iter().collect())),
                least,
            )
        };
    }
    macro_rules! looks {
        ($field:ident) => {
            values(tellings.iter().map(|(report, told)| (*report, told.appearance.$field.clone())), least)
        };
    }
    let profile =
        |profile: &ShownProfile| format!("{} on {}", defang(profile.handle.expose()), defang(profile.site.as_str()));
    // A plate is a value of its own: it may be told where the rest of the vehicle may not.
    let without_plate = |told: &ShownOffender| -> Vec<Vehicle> {
        let vehicle = Vehicle::of(&told.vehicle).map(|vehicle| Vehicle { plate: None, ..vehicle });
        vehicle.filter(|vehicle| *vehicle != Vehicle::default()).into_iter().collect()
    };
    let plate = |told: &ShownOffender| -> Vec<String> {
        told.vehicle.plate.iter().map(|plate| defang(plate.expose())).collect()
    };
    let kept: Vec<Vehicle> = told!(without_plate);
    let plates: Vec<String> = told!(plate);
    Person {
        aliases: told!(|told: &ShownOffender| names(&told.aliases)),
        phones: told!(|told: &ShownOffender| texts(told.phones.iter().map(|phone| phone.expose()))),
        emails: told!(|told: &ShownOffender| texts(told.emails.iter().map(|email| email.expose()))),
        handles: told!(|told: &ShownOffender| texts(told.handles.iter().map(|handle| handle.expose()))),
        profiles: told!(|told: &ShownOffender| told.profiles.iter().map(profile).collect::<Vec<_>>()),
        vehicles: vehicles(tellings, &kept, &plates),
        gender: look!(gender),
        ethnicity: look!(ethnicity),
        build: look!(build),
        hair_colour: look!(hair_colour),
        hair_length: look!(hair_length),
        hair_style: look!(hair_style),
        facial_hair: look!(facial_hair),
        eye_colour: look!(eye_colour),
        complexion: look!(complexion),
        glasses: look!(glasses),
        accent: look!(accent),
        languages: looks!(languages),
        marks: looks!(marks),
        clothing: told!(|told: &ShownOffender| told.appearance.clothing.clone()),
        smells: told!(|told: &ShownOffender| told.appearance.smells.clone()),
        behaviours: told!(|told: &ShownOffender| told.behaviours.clone()),
        age: range(tellings, least, |told| exact(&told.appearance.age)),
        height_cm: range(tellings, least, |told| exact(&told.appearance.height_cm)),
    }
}

/// The vehicles, each with its plate, as far as either may be told.
fn vehicles(tellings: &[(&Report<'_>, &ShownOffender)], kept: &[Vehicle], plates: &[String]) -> Vec<Vehicle> {
    let mut vehicles: Vec<Vehicle> = Vec::new();
    for (_, told) in tellings {
        let Some(vehicle) = Vehicle::of(&told.vehicle) else { continue };
        let plate = vehicle.plate.clone().filter(|plate| plates.contains(plate));
        let rest = Vehicle { plate: None, ..vehicle };
        let rest = if kept.contains(&rest) { rest } else { Vehicle::default() };
        let vehicle = Vehicle { plate, ..rest };
        if vehicle != Vehicle::default() && !vehicles.contains(&vehicle) {
            vehicles.push(vehicle);
        }
    }
    vehicles
}

/// Names, and numbers in the field for names; not what people write when they do not know one.
fn names(aliases: &[PersonName]) -> Vec<String> {
    let is_number = |alias: &PersonName| Phone::parse(alias.source()).is_ok_and(|phone| phone.normal().is_some());
    let told = aliases.iter().filter(|alias| alias.is_name() || is_number(alias));
    texts(told.map(PersonName::shown))
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    texts.map(defang).collect()
}

/// The widest range whose ends `least` sources told, or went beyond; the widest of all where all who told it accepted.
fn range(
    tellings: &[(&Report<'_>, &ShownOffender)],
    least: usize,
    tell: impl Fn(&ShownOffender) -> Option<&Range>,
) -> Option<Range> {
    let mut of_source: Vec<(&Source, Range)> = Vec::new();
    let mut all_accepted = true;
    for (report, offender) in tellings {
        let Some(told) = tell(offender).copied() else { continue };
        all_accepted &= report.has_accepted();
        match of_source.iter_mut().find(|(source, _)| *source == report.harmed()) {
            Some((_, range)) => {
                *range = Range { from: range.from.min(told.from), to: range.to.max(told.to) };
            }
            None => of_source.push((report.harmed(), told)),
        }
    }
    if !all_accepted && least > 1 {
        // An unknown source may be one of the others.
        of_source.retain(|(source, _)| **source != Source::Unknown);
    }
    let place = if all_accepted { 0 } else { least.saturating_sub(1) };
    let (mut from, mut to): (Vec<u16>, Vec<u16>) = of_source.iter().map(|(_, range)| (range.from, range.to)).unzip();
    from.sort_unstable();
    to.sort_unstable_by(|one, other| other.cmp(one));
    let (from, to) = (*from.get(place)?, *to.get(place)?);
    (from <= to).then_some(Range { from, to })
}

fn exact<T>(value: &Option<ShownValue<T>>) -> Option<&T> {
    match value {
        Some(ShownValue::Exact(value)) => Some(value),
        _ => None,
    }
}

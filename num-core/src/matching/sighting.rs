//! What is compared of one offender of one report, in codes, numbers and normal forms.

use std::{
    fmt,
    hash::Hasher,
    hash::{BuildHasher, BuildHasherDefault},
};

use serde::{Serialize, Serializer};
use siphasher::sip::SipHasher13;

use super::{
    compare::{End, Number, PlateText, names_of},
    index::Key,
};
use crate::{
    answer::Answer,
    code::CodeTable,
    descriptor::{Handle, Range},
    error::Code,
    ethnicity::PerceivedEthnicity,
    force::Force,
    id::{Id, IncidentId},
    incident::{
        Accent, Build, Colour, Complexion, EyeColour, FacialHair, Gender, Glasses, HairColour, HairLength, HairStyle,
        Incident, Mark, Offender, Record, ReporterKind,
    },
    sensitive::Sensitive,
    text::fold,
    timestamp::{Day, Month},
    vehicle::{Make, Model, VehicleKind},
};

/// One offender in one report: `r-1/0` is the first of report `r-1`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SightingId {
    /// The report.
    pub incident: IncidentId,
    /// The index of the offender in it, from 0.
    pub offender: usize,
}

impl SightingId {
    /// The most offenders that a report has.
    const MAX_OFFENDERS: usize = 20;

    /// The id of an offender of a report.
    pub fn new(incident: IncidentId, offender: usize) -> Self {
        Self { incident, offender }
    }

    /// Parses an id as [`Display`](fmt::Display) writes it.
    ///
    /// # Errors
    /// [`Code::SIGHTING_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let (incident, offender) = text.split_once('/').ok_or(Code::SIGHTING_MALFORMED)?;
        let incident = IncidentId::parse(incident).map_err(|_| Code::SIGHTING_MALFORMED)?;
        let plain =
            offender.bytes().all(|byte| byte.is_ascii_digit()) && (offender == "0" || !offender.starts_with('0'));
        match offender.parse() {
            Ok(offender) if plain && offender < Self::MAX_OFFENDERS => Ok(Self { incident, offender }),
            _ => Err(Code::SIGHTING_MALFORMED),
        }
    }
}

impl fmt::Display for SightingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.incident, self.offender)
    }
}

impl fmt::Debug for SightingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SightingId({self})")
    }
}

impl Serialize for SightingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SightingId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SightingId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}/(1?[0-9])$"})
    }
}

/// Whose report it is, as far as pseudonyms tell: a fingerprint. Of a report without one nobody knows, and it equals no other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(u64);

impl Source {
    /// The victim, where she reported herself; otherwise the reporter.
    pub fn of(record: &Record) -> Self {
        let (reporter, victim) = (record.reporter.pseudonym.as_ref(), record.victim.pseudonym.as_ref());
        let pseudonym = match record.reporter.kind {
            ReporterKind::Victim => victim.or(reporter),
            _ => reporter,
        };
        match pseudonym {
            Some(pseudonym) => Self(fingerprint(pseudonym.as_str()) | 1),
            None => Self(fingerprint(record.id.as_str()) & !1),
        }
    }

    /// Whether there is a pseudonym to tell it by.
    pub fn is_known(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether two reports come from one person; `None` when that is not known.
    pub fn is_same(self, other: Self) -> Option<bool> {
        (self.is_known() && other.is_known() || self == other).then_some(self == other)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source(…)")
    }
}

/// A fingerprint with a key that everybody knows: it shortens, and hides nothing.
fn fingerprint(text: &str) -> u64 {
    let mut hasher = BuildHasherDefault::<SipHasher13>::default().build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// A normal form that has to be kept, for nearness cannot be told from a fingerprint.
pub(super) type Normal = Sensitive<Box<str>>;

/// What is compared of one offender of one report. `Debug` tells its id alone.
#[derive(Clone, PartialEq)]
pub struct Sighting {
    pub(super) id: SightingId,
    pub(super) source: Source,
    pub(super) day: Option<Day>,
    pub(super) month: Option<Month>,
    pub(super) force: Option<Force>,
    pub(super) area: Option<u64>,
    pub(super) phones: Box<[Number]>,
    /// Numbers in the field for names: they are compared, and answer no look-up.
    pub(super) phones_in_names: Box<[Number]>,
    pub(super) ends: Box<[End]>,
    pub(super) emails: Box<[Normal]>,
    pub(super) handles: Box<[Normal]>,
    pub(super) names: Box<[Normal]>,
    pub(super) marks: Box<[Mark]>,
    pub(super) behaviours: u64,
    pub(super) languages: u64,
    pub(super) plate: Option<PlateText>,
    pub(super) looks: Looks,
    pub(super) vehicle: Car,
}

/// What he looks like, as far as it is known.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Looks {
    pub(super) age: Option<Range>,
    pub(super) height: Option<Range>,
    pub(super) gender: Option<Gender>,
    pub(super) ethnicity: Option<PerceivedEthnicity>,
    pub(super) accent: Option<Accent>,
    pub(super) build: Option<Build>,
    pub(super) hair_colour: Option<HairColour>,
    pub(super) hair_length: Option<HairLength>,
    pub(super) hair_style: Option<HairStyle>,
    pub(super) facial_hair: Option<FacialHair>,
    pub(super) eye_colour: Option<EyeColour>,
    pub(super) complexion: Option<Complexion>,
    pub(super) glasses: Option<Glasses>,
}

/// His vehicle without its plate, as far as it is known.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Car {
    pub(super) kind: Option<VehicleKind>,
    pub(super) make: Option<Make>,
    pub(super) model: Option<Model>,
    pub(super) colour: Option<Colour>,
}

fn known<T: Copy>(answer: &Answer<T>) -> Option<T> {
    answer.known().copied()
}

/// A set of codes, a bit each.
fn set<T: CodeTable>(codes: &[T]) -> u64 {
    let place = |code: &T| T::ALL.iter().position(|entry| entry == code).and_then(|place| u32::try_from(place).ok());
    codes.iter().filter_map(place).filter_map(|place| 1_u64.checked_shl(place)).fold(0, |set, bit| set | bit)
}

/// Each once, in the order in which they were told.
fn once<T: PartialEq>(values: impl IntoIterator<Item = T>) -> Box<[T]> {
    let mut all: Vec<T> = Vec::new();
    for value in values {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.into_boxed_slice()
}

fn normal(text: &str) -> Normal {
    Sensitive::new(text.into())
}

impl Sighting {
    /// The sightings of a report: one for each offender of whom anything is known.
    pub fn of(incident: &Incident) -> Vec<Self> {
        let all = incident.offenders.iter().enumerate();
        all.map(|(index, offender)| Self::of_one(incident, index, offender))
            .filter(|sighting| !sighting.is_blank())
            .collect()
    }

    fn of_one(record: &Record, index: usize, offender: &Offender) -> Self {
        let moment = record.when.known().map(|when| when.ends().0);
        let looks = &offender.appearance;
        let legal_name = offender.civil_identity.legal_name.as_ref().map(|legal| &legal.name);
        let (names, phones_in_names) = names_of(offender.aliases.iter().chain(legal_name));
        let handles = offender.handles.iter().chain(offender.profiles.iter().map(|profile| &profile.handle));
        Self {
            id: SightingId::new(record.id.clone(), index),
            source: Source::of(record),
            day: moment.and_then(|moment| moment.day()),
            month: moment.map(|moment| moment.month()),
            force: record.place.force,
            area: record
                .place
                .area
                .known()
                .map(|area| fold(area.expose()))
                .filter(|area| !area.is_empty())
                .map(|area| fingerprint(&area)),
            phones: once(offender.phones.iter().filter_map(Number::of)),
            phones_in_names: once(phones_in_names),
            ends: once(offender.phones.iter().filter_map(End::of)),
            emails: once(offender.emails.iter().filter_map(|email| email.normal()).map(normal)),
            handles: once(handles.filter_map(Handle::normal).map(normal)),
            names: once(names.iter().map(|name| normal(name))),
            marks: once(looks.marks.iter().copied()),
            behaviours: set(&offender.behaviours),
            languages: set(&looks.languages),
            plate: offender.vehicle.plate.as_ref().and_then(|plate| plate.normal()).and_then(PlateText::new),
            looks: Looks {
                age: looks.age.known().map(|age| age.range()),
                height: looks.height_cm.known().map(|height| height.range()),
                gender: known(&looks.gender),
                ethnicity: known(&looks.ethnicity).filter(|ethnicity| *ethnicity != PerceivedEthnicity::Ic9),
                accent: known(&looks.accent),
                build: known(&looks.build),
                hair_colour: known(&looks.hair_colour),
                hair_length: known(&looks.hair_length),
                hair_style: known(&looks.hair_style),
                facial_hair: known(&looks.facial_hair),
                eye_colour: known(&looks.eye_colour),
                complexion: known(&looks.complexion),
                glasses: known(&looks.glasses),
            },
            vehicle: Car {
                kind: known(&offender.vehicle.kind),
                make: known(&offender.vehicle.make),
                model: known(&offender.vehicle.model),
                colour: known(&offender.vehicle.colour),
            },
        }
    }

    /// Whether nothing is known of him. Where it happened says nothing of him alone.
    fn is_blank(&self) -> bool {
        let Self { phones, phones_in_names, ends, emails, handles, names, marks, .. } = self;
        let lists =
            [phones.len(), phones_in_names.len(), ends.len(), emails.len(), handles.len(), names.len(), marks.len()];
        lists.iter().all(|length| *length == 0)
            && self.behaviours == 0
            && self.languages == 0
            && self.plate.is_none()
            && self.looks == Looks::default()
            && self.vehicle == Car::default()
    }

    /// Which offender of which report.
    pub fn id(&self) -> &SightingId {
        &self.id
    }

    /// Whose report it is.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The force in whose area it happened.
    pub fn force(&self) -> Option<Force> {
        self.force
    }

    /// The day on which it happened, or began.
    pub fn day(&self) -> Option<Day> {
        self.day
    }

    /// The month in which it happened, or began.
    pub fn month(&self) -> Option<Month> {
        self.month
    }

    /// What it is looked up by, each once, and whether it stands in a field of its own.
    pub(super) fn keys(&self) -> Vec<(Key, bool)> {
        let own = self.phones.iter().map(|number| Key::Phone(*number));
        let own = own.chain(self.emails.iter().map(|email| Key::email(email.expose())));
        let own = own.chain(self.handles.iter().map(|handle| Key::handle(handle.expose())));
        let own = own.chain(self.plate.as_ref().filter(|plate| !plate.is_partial()).map(|plate| Key::Plate(*plate)));
        let mut keys: Vec<(Key, bool)> = own.map(|key| (key, true)).collect();
        let in_names = self.phones_in_names.iter().filter(|number| !self.phones.contains(number));
        keys.extend(in_names.map(|number| (Key::Phone(*number), false)));
        keys
    }
}

impl fmt::Debug for Sighting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sighting({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{incident::Behaviour, language::SpokenLanguage};

    #[test]
    fn ids_are_written_as_they_are_read() {
        for text in ["r-1/0", "r-2026.001_a/19"] {
            assert_eq!(SightingId::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "r-1",
            "r-1/",
            "/0",
            "r-1/00",
            "r-1/20",
            "r-1/+1",
            "r-1/-1",
            "r-1/0/0",
            "a b/0",
            "r-1/99999999999999999999",
        ] {
            assert_eq!(SightingId::parse(text).err(), Some(Code::SIGHTING_MALFORMED), "{text}");
        }
    }

    #[test]
    fn sets_of_codes_fit() {
        assert!(Behaviour::ALL.len() <= 64 && SpokenLanguage::ALL.len() <= 64);
        assert_eq!(set(&[Behaviour::PosesAsClient, Behaviour::FakeProfile, Behaviour::FakeProfile]), 0b101);
    }

    #[test]
    fn sources() {
        let (known, other, unknown) = (Source(3), Source(5), Source(8));
        assert_eq!((known.is_same(known), known.is_same(other)), (Some(true), Some(false)));
        assert_eq!(
            (known.is_same(unknown), unknown.is_same(Source(10)), unknown.is_same(unknown)),
            (None, None, Some(true))
        );
    }
}

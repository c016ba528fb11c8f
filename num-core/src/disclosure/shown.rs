//! What a disclosure shows: `uglymugs.disclosure/1` without its head. Members stand in the order of the wire format;
//! what is not shown is absent.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    answer::Absent,
    consent::SourceGrade,
    descriptor::{Email, Handle, PersonName, Phone, Plate, Postcode, Range, Site},
    ethnicity::{PerceivedEthnicity, SelfDefinedEthnicity},
    force::Force,
    incident::{
        Accent, AgeBand, Behaviour, Build, Clothing, Colour, Complexion, ContactMethod, EyeColour, FacialHair, Gender,
        Glasses, HairColour, HairLength, HairStyle, Injury, Mark, OffenderPart, OwnWords, PoliceContactStatus,
        Relation, ReportPart, ReporterKind, Sector, Smell, SupportWanted, VehicleFeature, VictimGender,
    },
    language::SpokenLanguage,
    offence::{Category, HomeOfficeCode, OffenceKind},
    place::PlaceKind,
    text::{Language, Text},
    timestamp::{Day, Month, Timestamp},
    vehicle::{Make, Model, VehicleKind},
    when::PartOfDay,
};

/// A value in the form in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownValue<T> {
    /// As it is.
    Exact(T),
    /// Not known, and PoliceFull is told why: `unknown`, `not_asked` or `refused`.
    Answer(&'static str),
    /// Not known, for research.
    NotStated,
    /// A band.
    Band(&'static str),
    /// From one band to another.
    Bands(&'static str, &'static str),
    /// That it is so.
    Flag,
}

impl<T: Serialize> Serialize for ShownValue<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (name, first, second) = match self {
            Self::Exact(value) => return value.serialize(serializer),
            Self::NotStated => return serializer.serialize_str("not_stated"),
            Self::Band(band) => return serializer.serialize_str(band),
            Self::Flag => return serializer.serialize_bool(true),
            Self::Answer(code) => ("answer", *code, None),
            Self::Bands(from, to) => ("from", *from, Some(*to)),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(name, first)?;
        if let Some(to) = second {
            map.serialize_entry("to", to)?;
        }
        map.end()
    }
}

/// A band of hours of a day: the first belongs to it, the last does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The first hour.
    pub from: u8,
    /// The hour at which it ends.
    pub to: u8,
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.from, self.to)
    }
}

/// A moment in the form in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownMoment {
    /// To the second.
    At(Timestamp),
    /// A day and a band of hours.
    Band(Day, Band),
    /// A day and a part of it.
    PartOfDay(Day, PartOfDay),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
}

impl ShownMoment {
    /// The day, where it is shown.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::At(at) => Some(at.day()),
            Self::Band(day, _) | Self::PartOfDay(day, _) | Self::Day(day) => Some(day),
            Self::Month(_) => None,
        }
    }
}

impl Serialize for ShownMoment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::At(at) => map.serialize_entry("at", at)?,
            Self::Band(day, band) => {
                map.serialize_entry("day", day)?;
                map.serialize_entry("band", &format_args!("{band}"))?;
            }
            Self::PartOfDay(day, part) => {
                map.serialize_entry("day", day)?;
                map.serialize_entry("part_of_day", part)?;
            }
            Self::Day(day) => map.serialize_entry("day", day)?,
            Self::Month(month) => map.serialize_entry("month", month)?,
        }
        map.end()
    }
}

/// When it happened, in the form in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownWhen {
    /// One unit.
    Moment(ShownMoment),
    /// The first and the last unit.
    Range(ShownMoment, ShownMoment),
}

impl ShownWhen {
    /// The first and the last unit; the same one twice when there is only one.
    pub fn ends(self) -> (ShownMoment, ShownMoment) {
        match self {
            Self::Moment(moment) => (moment, moment),
            Self::Range(from, to) => (from, to),
        }
    }
}

impl Serialize for ShownWhen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Moment(moment) => moment.serialize(serializer),
            Self::Range(from, to) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("from", from)?;
                map.serialize_entry("to", to)?;
                map.end()
            }
        }
    }
}

macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ident $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "Absent::is_absent")] pub $field: shown!(@type $kind $type),)*
        }

        impl Absent for $name {
            fn is_absent(&self) -> bool {
                $(self.$field.is_absent())&&*
            }
        }
    )*};
    (@type option $type:ty) => { Option<$type> };
    (@type list $type:ty) => { Vec<$type> };
    (@type section $type:ty) => { $type };
}

impl Shown {
    /// Every value in it that a person wrote, for the check of composed outputs; codes, dates and numbers are not among them.
    pub(crate) fn written(&self) -> Vec<&str> {
        let mut all = Vec::new();
        if let Some(ShownValue::Exact(area)) = &self.place.area {
            all.push(area.expose());
        }
        all.extend(self.place.venue.iter().chain(&self.place.street).map(Text::expose));
        all.extend(self.place.postcode.iter().map(Normal::<Postcode>::expose));
        all.extend(self.narrative.iter().map(Text::expose));
        all.extend(self.summary.iter().map(|summary| summary.text.expose()));
        all.extend(self.own_words.iter().map(|words| words.text.expose()));
        all.extend(self.police_contact.reference.iter().map(Text::expose));
        for offender in &self.offenders {
            all.extend(offender.aliases.iter().map(PersonName::shown));
            all.extend(offender.vehicle.plate.iter().map(Normal::<Plate>::expose));
            all.extend(offender.phones.iter().map(Normal::<Phone>::expose));
            all.extend(offender.emails.iter().map(Normal::<Email>::expose));
            all.extend(offender.handles.iter().map(Normal::<Handle>::expose));
            all.extend(offender.profiles.iter().flat_map(|profile| [profile.site.as_str(), profile.handle.expose()]));
            all.extend(offender.own_words.iter().map(|words| words.text.expose()));
            let civil = &offender.civil_identity;
            all.extend(civil.legal_name.iter().map(|legal| legal.name.shown()));
            all.extend(civil.home_address.iter().flat_map(ShownAddress::written));
            all.extend(offender.link.how_he_knows_her.iter().chain(&offender.link.words_about_her).map(Text::expose));
        }
        for person in [&self.identity.victim, &self.identity.reporter] {
            all.extend(person.names.iter().map(PersonName::shown));
            all.extend(person.phones.iter().map(Normal::<Phone>::expose));
            all.extend(person.emails.iter().map(Normal::<Email>::expose));
            all.extend(person.address.iter().flat_map(ShownAddress::written));
            all.extend(person.safe_contact.iter().map(Text::expose));
        }
        all
    }
}

impl ShownAddress {
    fn written(&self) -> impl Iterator<Item = &str> {
        self.street.iter().map(Text::expose).chain(self.postcode.iter().map(Normal::<Postcode>::expose))
    }
}

shown! {
    /// Everything that is shown of one report.
    Shown {
        /// The offences: by category, or one by one.
        offences: list ShownOffence,
        /// When it happened.
        when: option ShownValue<ShownWhen>,
        /// Where it happened.
        place: section ShownPlace,
        /// How the victim was working then.
        setting: option ShownValue<Sector>,
        /// The raw narrative.
        narrative: option Text<100_000>,
        /// The edited summary.
        summary: option ShownSummary,
        /// What was said beside the codes.
        own_words: list OwnWords<ReportPart>,
        /// The worst injury.
        injuries: option ShownValue<Injury>,
        /// Support that the victim would like.
        support_wanted: option ShownValue<Vec<SupportWanted>>,
        /// How offender and victim came into contact.
        contact_method: option ShownValue<ContactMethod>,
        /// Contact with the police so far.
        police_contact: section ShownPoliceContact,
        /// Who reported, as a kind.
        reporter: section ShownReporter,
        /// The victim's own characteristics.
        victim: section ShownVictim,
        /// The offenders of whom something is shown.
        offenders: list ShownOffender,
        /// Who victim and reporter are.
        identity: section ShownIdentity,
    }

    /// An offence.
    ShownOffence {
        /// Its category, where that is all.
        category: option Category,
        /// Its kind.
        kind: option OffenceKind,
        /// Its Home Office codes.
        home_office_codes: list HomeOfficeCode,
    }

    /// A place.
    ShownPlace {
        /// The force area.
        force: option Force,
        /// The area.
        area: option ShownValue<Text<120>>,
        /// What kind of place it was.
        kind: option ShownValue<PlaceKind>,
        /// The venue.
        venue: option Text<200>,
        /// The street.
        street: option Text<200>,
        /// The postcode.
        postcode: option Normal<Postcode>,
    }

    /// Contact with the police so far.
    ShownPoliceContact {
        /// How far it went.
        status: option ShownValue<PoliceContactStatus>,
        /// The police's own reference.
        reference: option Text<60>,
    }

    /// Who reported, as a kind.
    ShownReporter {
        /// The kind.
        kind: option ShownValue<ReporterKind>,
        /// Whether the reporter was there.
        first_hand: option ShownValue<bool>,
        /// How well the scheme knows the source.
        grade: option ShownValue<SourceGrade>,
    }

    /// The victim's own characteristics.
    ShownVictim {
        /// Where and how she works.
        sector: option ShownValue<Sector>,
        /// Her gender.
        gender: option ShownValue<VictimGender>,
        /// Her ethnicity.
        ethnicity: option ShownValue<SelfDefinedEthnicity>,
        /// Her age band.
        age_band: option ShownValue<AgeBand>,
        /// Hate crime.
        hate_crime: option ShownValue<crate::hate_crime::HateCrime>,
        /// Whether her capacity is in doubt.
        capacity_doubted: option ShownValue<bool>,
        /// Whether she is in danger.
        in_danger: option ShownValue<bool>,
    }

    /// An offender.
    ShownOffender {
        /// Names that he gave or goes by.
        aliases: list PersonName,
        /// What he looks like.
        appearance: section ShownAppearance,
        /// What he does.
        behaviours: list Behaviour,
        /// His vehicle.
        vehicle: section ShownVehicle,
        /// His phones.
        phones: list Normal<Phone>,
        /// His e-mail addresses.
        emails: list Normal<Email>,
        /// His usernames.
        handles: list Normal<Handle>,
        /// Who he is on sites and in apps.
        profiles: list ShownProfile,
        /// What was said of him beside the codes.
        own_words: list OwnWords<OffenderPart>,
        /// Who he is in law.
        civil_identity: section ShownCivilIdentity,
        /// How he and the victim are linked.
        link: section ShownLink,
    }

    /// What an offender looks like.
    ShownAppearance {
        /// Perceived gender.
        gender: option ShownValue<Gender>,
        /// Perceived ethnicity.
        ethnicity: option ShownValue<PerceivedEthnicity>,
        /// Perceived age in years.
        age: option ShownValue<Range>,
        /// Perceived height in centimetres.
        height_cm: option ShownValue<Range>,
        /// Build.
        build: option ShownValue<Build>,
        /// Colour of the hair.
        hair_colour: option ShownValue<HairColour>,
        /// Length of the hair.
        hair_length: option ShownValue<HairLength>,
        /// Style of the hair.
        hair_style: option ShownValue<HairStyle>,
        /// Facial hair.
        facial_hair: option ShownValue<FacialHair>,
        /// Colour of the eyes.
        eye_colour: option ShownValue<EyeColour>,
        /// Complexion.
        complexion: option ShownValue<Complexion>,
        /// Glasses.
        glasses: option ShownValue<Glasses>,
        /// Accent.
        accent: option ShownValue<Accent>,
        /// Languages.
        languages: list SpokenLanguage,
        /// Marks.
        marks: list Mark,
        /// Clothing.
        clothing: list Clothing,
        /// Smells.
        smells: list Smell,
    }

    /// A vehicle.
    ShownVehicle {
        /// What kind.
        kind: option ShownValue<VehicleKind>,
        /// Its make.
        make: option ShownValue<Make>,
        /// Its model.
        model: option ShownValue<Model>,
        /// Its colour.
        colour: option ShownValue<Colour>,
        /// Its plate, whole or partial.
        plate: option Normal<Plate>,
        /// What else was seen of it.
        features: list VehicleFeature,
    }

    /// Who an offender is in law.
    ShownCivilIdentity {
        /// His legal name.
        legal_name: option ShownLegalName,
        /// His date of birth.
        date_of_birth: option Day,
        /// His home address.
        home_address: option ShownAddress,
    }

    /// How an offender and the victim are linked.
    ShownLink {
        /// What he is to her.
        relation: option ShownValue<Relation>,
        /// How he knows her.
        how_he_knows_her: option Text<2000>,
        /// Words that he used about her.
        words_about_her: option Text<2000>,
    }

    /// An address.
    ShownAddress {
        /// The street.
        street: option Text<200>,
        /// The postcode.
        postcode: option Normal<Postcode>,
    }

    /// Who victim and reporter are.
    ShownIdentity {
        /// The victim.
        victim: section ShownPerson,
        /// The reporter.
        reporter: section ShownPerson,
    }

    /// A person behind a report.
    ShownPerson {
        /// Names.
        names: list PersonName,
        /// Phones.
        phones: list Normal<Phone>,
        /// E-mail addresses.
        emails: list Normal<Email>,
        /// Address.
        address: option ShownAddress,
        /// How, when and by whom the person may safely be reached.
        safe_contact: option Text<500>,
    }
}

/// An identifier that is written in its normal form; what did not parse, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normal<T>(pub(super) T);

macro_rules! normal {
    ($($type:ty),*) => {$(
        impl Normal<$type> {
            /// The identifier as it is shown.
            pub fn expose(&self) -> &str {
                self.0.shown()
            }
        }

        impl Serialize for Normal<$type> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.shown())
            }
        }
    )*};
}

normal!(Phone, Email, Handle, Plate, Postcode);

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Normal<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// Who somebody is on a site or in an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShownProfile {
    /// The site or app.
    pub site: Site,
    /// The name there.
    pub handle: Normal<Handle>,
}

/// A summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShownSummary {
    /// The text.
    pub text: Text<2000>,
    /// Its language.
    pub language: Language,
}

/// A legal name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShownLegalName {
    /// The name.
    pub name: PersonName,
    /// Whether a person confirmed it.
    pub confirmed: bool,
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Day, Month, PartOfDay, ShownMoment, ShownValue, ShownWhen, Timestamp};

    impl<T: JsonSchema> JsonSchema for ShownValue<T> {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            format!("Shown_{}", T::schema_name()).into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let exact = generator.subschema_for::<T>();
            json_schema!({
                "description": "The value; for PoliceFull why it is not known; for research a band, two bands, or not_stated; a flag is true.",
                "anyOf": [
                    exact,
                    {"type": "object", "properties": {"answer": {"enum": ["unknown", "not_asked", "refused"]}}, "required": ["answer"], "additionalProperties": false},
                    {"type": "string", "pattern": "^[a-z0-9_]+$"},
                    {"type": "object", "properties": {"from": {"type": "string"}, "to": {"type": "string"}}, "required": ["from", "to"], "additionalProperties": false},
                    {"const": true}
                ]
            })
        }
    }

    impl JsonSchema for ShownMoment {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "ShownMoment".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (at, day) = (generator.subschema_for::<Timestamp>(), generator.subschema_for::<Day>());
            let (part, month) = (generator.subschema_for::<PartOfDay>(), generator.subschema_for::<Month>());
            json_schema!({"anyOf": [
                {"type": "object", "properties": {"at": at}, "required": ["at"], "additionalProperties": false},
                {"type": "object", "properties": {"day": day, "part_of_day": part}, "required": ["day"], "additionalProperties": false},
                {"type": "object", "properties": {"day": day, "band": {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}}, "required": ["day", "band"], "additionalProperties": false},
                {"type": "object", "properties": {"month": month}, "required": ["month"], "additionalProperties": false}
            ]})
        }
    }

    impl JsonSchema for ShownWhen {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "ShownWhen".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let moment = generator.subschema_for::<ShownMoment>();
            json_schema!({"anyOf": [
                moment,
                {"type": "object", "properties": {"from": moment, "to": moment}, "required": ["from", "to"], "additionalProperties": false}
            ]})
        }
    }
}

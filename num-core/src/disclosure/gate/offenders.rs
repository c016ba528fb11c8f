//! What is shown of the offenders, each apart (A35).

use super::Draw;
use crate::{
    answer::Answer,
    descriptor::{Email, Estimate, Handle, PersonName, Phone, Plate, Profile, Range},
    disclosure::{
        explanation::Reason,
        forms,
        recipient::AudienceKind,
        shown::{
            Normal, ShownAddress, ShownAppearance, ShownCivilIdentity, ShownLegalName, ShownLink, ShownOffender,
            ShownProfile, ShownValue, ShownVehicle,
        },
        table::Form,
    },
    error::Code,
    incident::{Appearance, HomeAddress, Offender, Path, PathAt, Vehicle},
    text::Text,
};

/// The first and the last band of a range.
type Bands = fn(Range) -> (&'static str, &'static str);

impl Draw<'_> {
    pub(super) fn offender(&mut self, index: usize, offender: &Offender) -> ShownOffender {
        let at = |path| PathAt::of(path, index);
        let linked = offender.is_linked();
        let mut aliases = Vec::with_capacity(offender.aliases.len());
        for (element, alias) in offender.aliases.iter().enumerate() {
            aliases.extend(self.alias(PathAt::element(Path::Aliases, index, element), alias));
        }
        ShownOffender {
            aliases,
            appearance: self.appearance(index, &offender.appearance),
            behaviours: self.codes(at(Path::Behaviours), &offender.behaviours),
            vehicle: self.vehicle(index, &offender.vehicle, linked),
            phones: self.identifiers(Path::Phones, index, &offender.phones, linked),
            emails: self.identifiers(Path::Emails, index, &offender.emails, linked),
            handles: self.identifiers(Path::Handles, index, &offender.handles, linked),
            profiles: self.profiles(index, &offender.profiles, linked),
            own_words: self.own_words(Path::OffenderOwnWords, index, &offender.own_words),
            civil_identity: self.civil_identity(index, offender, linked),
            link: self.link(index, offender),
        }
    }

    fn appearance(&mut self, index: usize, look: &Appearance) -> ShownAppearance {
        let at = |path| PathAt::of(path, index);
        ShownAppearance {
            gender: self.exact(at(Path::Gender), &look.gender),
            ethnicity: self.exact(at(Path::Ethnicity), &look.ethnicity),
            age: self.estimate(at(Path::Age), &look.age, forms::age_bands),
            height_cm: self.estimate(at(Path::Height), &look.height_cm, forms::height_bands),
            build: self.exact(at(Path::Build), &look.build),
            hair_colour: self.exact(at(Path::HairColour), &look.hair_colour),
            hair_length: self.exact(at(Path::HairLength), &look.hair_length),
            hair_style: self.exact(at(Path::HairStyle), &look.hair_style),
            facial_hair: self.exact(at(Path::FacialHair), &look.facial_hair),
            eye_colour: self.exact(at(Path::EyeColour), &look.eye_colour),
            complexion: self.exact(at(Path::Complexion), &look.complexion),
            glasses: self.exact(at(Path::Glasses), &look.glasses),
            accent: self.exact(at(Path::Accent), &look.accent),
            languages: self.codes(at(Path::Languages), &look.languages),
            marks: self.codes(at(Path::Marks), &look.marks),
            clothing: self.codes(at(Path::Clothing), &look.clothing),
            smells: self.codes(at(Path::Smells), &look.smells),
        }
    }

    /// An estimate by its range, in bands where that is all that is shown.
    fn estimate(&mut self, at: PathAt, estimate: &Answer<Estimate>, bands: Bands) -> Option<ShownValue<Range>> {
        self.answer(at, estimate, |estimate, form| match form {
            Form::Banded => match bands(estimate.range()) {
                (from, to) if from == to => ShownValue::Band(from),
                (from, to) => ShownValue::Bands(from, to),
            },
            _ => ShownValue::Exact(estimate.range()),
        })
    }

    /// A list of codes, as a whole.
    fn codes<T: Copy>(&mut self, at: PathAt, codes: &[T]) -> Vec<T> {
        if !codes.is_empty() && self.open(at, true, false).is_some() { codes.to_vec() } else { Vec::new() }
    }

    fn vehicle(&mut self, index: usize, vehicle: &Vehicle, linked: bool) -> ShownVehicle {
        let at = |path| PathAt::of(path, index);
        ShownVehicle {
            kind: self.exact(at(Path::VehicleKind), &vehicle.kind),
            make: self.exact(at(Path::Make), &vehicle.make),
            model: self.exact(at(Path::Model), &vehicle.model),
            colour: self.exact(at(Path::Colour), &vehicle.colour),
            plate: vehicle.plate.as_ref().and_then(|plate| self.identifier(at(Path::Plate), plate, linked)),
            features: self.codes(at(Path::VehicleFeatures), &vehicle.features),
        }
    }

    fn profiles(&mut self, index: usize, profiles: &[Profile], linked: bool) -> Vec<ShownProfile> {
        let mut shown = Vec::with_capacity(profiles.len());
        for (element, profile) in profiles.iter().enumerate() {
            let handle = self.identifier(PathAt::element(Path::Profiles, index, element), &profile.handle, linked);
            shown.extend(handle.map(|handle| ShownProfile { site: profile.site.clone(), handle }));
        }
        shown
    }

    /// Whether it is somebody's own contact, recorded as such or equal to one of this report's people, and not released (A17).
    fn is_own_contact(&self, at: PathAt, is_parsed: impl FnOnce() -> bool) -> bool {
        match self.gate.circumstances.own_contact(at, self.gate.as_of) {
            Some(released) => !released,
            None => self.values.equals_contact(at) && is_parsed(),
        }
    }

    /// An alias: not equal to the identity (A08), nor, where a number stands in the name field, somebody's own contact (A17).
    fn alias(&mut self, at: PathAt, alias: &PersonName) -> Option<PersonName> {
        self.open(at, true, false)?;
        let is_contact = || is_parsed(Phone::parse(alias.source())) || is_parsed(Email::parse(alias.source()));
        if self.is_own_contact(at, is_contact) {
            self.withhold(at, Reason::OwnContact);
            return None;
        }
        self.unless_identity(at).then(|| alias.clone())
    }

    fn identifiers<T: Identifier>(&mut self, path: Path, index: usize, all: &[T], linked: bool) -> Vec<Normal<T>> {
        let mut shown = Vec::with_capacity(all.len());
        for (element, identifier) in all.iter().enumerate() {
            shown.extend(self.identifier(PathAt::element(path, index, element), identifier, linked));
        }
        shown
    }

    /// An identifier: not somebody's own contact (A17), nor equal to the identity (A08); free text when it did not parse (A46).
    fn identifier<T: Identifier>(&mut self, at: PathAt, identifier: &T, linked: bool) -> Option<Normal<T>> {
        self.open(at, true, linked)?;
        if self.is_own_contact(at, || identifier.is_parsed()) {
            self.withhold(at, Reason::OwnContact);
            return None;
        }
        if self.values.equals_identity(at) {
            self.withhold(at, Reason::EqualsIdentity);
            return None;
        }
        if identifier.is_parsed() {
            self.values.show(at);
        } else if !self.free_text(at, identifier.source(), None) {
            return None;
        }
        Some(Normal(identifier.clone()))
    }

    fn civil_identity(&mut self, index: usize, offender: &Offender, linked: bool) -> ShownCivilIdentity {
        let at = |path| PathAt::of(path, index);
        let civil = &offender.civil_identity;
        let legal_name = civil.legal_name.as_ref().and_then(|legal| {
            let at = at(Path::LegalName);
            let unconfirmed = self.gate.version.form(Path::LegalName, self.gate.opening.column) == Form::ConfirmedOnly
                && !legal.confirmed;
            if unconfirmed {
                let reason = self.gate.opening.closed(Path::LegalName, true, linked).unwrap_or(Reason::Policy);
                self.withhold(at, reason);
                return None;
            }
            self.value(at, Some(&legal.name), linked).map(|name| ShownLegalName { name, confirmed: legal.confirmed })
        });
        let date_of_birth = civil.date_of_birth.and_then(|day| {
            let at = at(Path::DateOfBirth);
            self.open(at, true, linked)?;
            self.values.show(at);
            Some(day)
        });
        let home_address =
            civil.home_address.as_ref().and_then(|home| self.home_address(at(Path::HomeAddress), home, linked));
        ShownCivilIdentity { legal_name, date_of_birth, home_address }
    }

    /// An address that is also the victim's goes to PoliceFull alone (A02).
    fn home_address(&mut self, at: PathAt, home: &HomeAddress, linked: bool) -> Option<ShownAddress> {
        let known = home.street.is_some() || home.postcode.is_some();
        if !known {
            return None;
        }
        let shared = home.also_the_victims || self.values.is_victims_address(at);
        let policy = self.gate.version.form(Path::HomeAddress, self.gate.opening.column) == Form::Withheld;
        if shared && self.gate.opening.kind != AudienceKind::PoliceFull && !policy {
            // Reasons that come before the link are given all the same: every one of them closes an unlinked address too.
            let reason = self.gate.opening.closed(Path::HomeAddress, policy, false);
            let reason = reason.filter(|reason| *reason < Reason::LinkedToVictim).unwrap_or(Reason::LinkedToVictim);
            self.withhold(at, reason);
            return None;
        }
        self.open(at, true, linked)?;
        self.unless_identity(at)
            .then(|| ShownAddress { street: home.street.clone(), postcode: home.postcode.clone().map(Normal) })
    }

    fn link(&mut self, index: usize, offender: &Offender) -> ShownLink {
        let link = &offender.link;
        let relation = self.answer(PathAt::of(Path::Relation, index), &link.relation, |relation, form| match form {
            Form::ClientOrLinked if relation.is_linked() => ShownValue::Band("linked"),
            Form::ClientOrLinked => ShownValue::Band("client_or_stranger"),
            _ => ShownValue::Exact(*relation),
        });
        ShownLink {
            relation,
            how_he_knows_her: self.link_text(PathAt::of(Path::HowHeKnowsHer, index), link.how_he_knows_her.as_ref()),
            words_about_her: self.link_text(PathAt::of(Path::WordsAboutHer, index), link.words_about_her.as_ref()),
        }
    }

    fn link_text(&mut self, at: PathAt, text: Option<&Text<2000>>) -> Option<Text<2000>> {
        let text = text?;
        self.open(at, true, false)?;
        self.free_text(at, text.expose(), None).then(|| text.clone())
    }
}

fn is_parsed<T: Identifier>(identifier: Result<T, Code>) -> bool {
    identifier.is_ok_and(|identifier| identifier.is_parsed())
}

/// What the gate asks of phones, e-mails, handles and plates alike.
trait Identifier: Clone {
    fn is_parsed(&self) -> bool;
    fn source(&self) -> &str;
}

macro_rules! identifiers {
    ($($type:ty),*) => {$(
        impl Identifier for $type {
            fn is_parsed(&self) -> bool {
                self.normal().is_some()
            }

            fn source(&self) -> &str {
                self.source()
            }
        }
    )*};
}

identifiers!(Phone, Email, Handle, Plate);

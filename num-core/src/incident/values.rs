//! The uncoded values of a report and its free texts, folded once, for the gate's check of texts (A07).

use std::sync::OnceLock;

use super::{Offender, Path, PathAt, Record};
use crate::{
    descriptor::Value,
    text::{FoldedText, Needle},
    when::{Moment, When},
};

/// A set of small numbers.
#[derive(Clone, Default)]
pub(crate) struct BitSet(Vec<u64>);

impl BitSet {
    pub(crate) fn with_capacity(bits: usize) -> Self {
        Self(vec![0; bits.div_ceil(64)])
    }

    pub(crate) fn insert(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    pub(crate) fn holds(&self, bit: usize) -> bool {
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// What is in `self` and not in `other`.
    pub(crate) fn without<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = usize> + 's {
        self.0.iter().zip(&other.0).enumerate().flat_map(|(place, (mine, theirs))| {
            let mut rest = mine & !theirs;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    place * 64 + bit
                })
            })
        })
    }
}

/// What kind of uncoded value it is, as far as the gate treats kinds apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any value.
    Plain,
    /// A free text as a whole.
    Text,
    /// The day of an end of `when`.
    WhenDay,
    /// The time of an end of `when`.
    WhenTime,
    /// A phrase that only she could know.
    Phrase,
}

/// One uncoded value of a report.
pub(crate) struct ValueAt {
    pub(crate) at: PathAt,
    pub(crate) kind: Kind,
    pub(crate) value: Value,
}

/// One free text.
pub(crate) struct TextAt {
    pub(crate) at: PathAt,
    pub(crate) folded: FoldedText,
    contained: OnceLock<BitSet>,
}

/// The uncoded values and free texts of one report.
pub(crate) struct Values {
    pub(crate) all: Vec<ValueAt>,
    pub(crate) texts: Vec<TextAt>,
}

impl Values {
    pub(super) fn of(record: &Record) -> Self {
        let mut values = Self { all: Vec::new(), texts: Vec::new() };
        if let Some(when) = record.when.known() {
            let (from, to) = when.ends();
            values.moment(from);
            // Two equal instants can differ on the wall clock.
            if matches!(when, When::Range { .. }) {
                values.moment(to);
            }
        }
        let place = &record.place;
        values
            .add(PathAt::new(Path::Area), place.area.known().and_then(|area| Value::new(area.expose(), Needle::other)));
        values.add(
            PathAt::new(Path::Venue),
            place.venue.as_ref().and_then(|venue| Value::new(venue.expose(), Needle::venue)),
        );
        values.add(PathAt::new(Path::Street), place.street.as_ref().and_then(Value::street));
        values.add(PathAt::new(Path::Postcode), place.postcode.as_ref().and_then(Value::postcode));
        if let Some(reference) = &record.police_contact.reference {
            values.add(PathAt::new(Path::PoliceReference), Value::new(reference.expose(), Needle::compact));
        }
        for (element, words) in record.own_words.iter().enumerate() {
            values.text(PathAt::element(Path::OwnWords, 0, element), words.text.expose());
        }
        if let Some(narrative) = &record.narrative {
            values.text(PathAt::new(Path::Narrative), narrative.expose());
        }
        if let Some(summary) = &record.summary {
            values.free_text(PathAt::new(Path::Summary), summary.text.expose());
        }
        for (index, offender) in record.offenders.iter().enumerate() {
            values.offender(index, offender);
        }
        if let Some(known) = record.safety.only_you_know.known() {
            for phrase in &known.phrases {
                values.add_kind(
                    PathAt::new(Path::OnlyYouKnow),
                    Kind::Phrase,
                    Value::new(phrase.expose(), Needle::phrase),
                );
            }
        }
        values
    }

    /// The values that a text contains, found out once.
    pub(crate) fn contained<'s>(&'s self, text: &'s TextAt) -> &'s BitSet {
        text.contained.get_or_init(|| {
            let mut contained = BitSet::with_capacity(self.all.len());
            for (index, value) in self.all.iter().enumerate() {
                if value.value.is_in(&text.folded) {
                    contained.insert(index);
                }
            }
            contained
        })
    }

    fn add(&mut self, at: PathAt, value: Option<Value>) {
        self.add_kind(at, Kind::Plain, value);
    }

    fn add_kind(&mut self, at: PathAt, kind: Kind, value: Option<Value>) {
        self.all.extend(value.map(|value| ValueAt { at, kind, value }));
    }

    fn text(&mut self, at: PathAt, text: &str) {
        self.texts.push(TextAt { at, folded: FoldedText::new(text), contained: OnceLock::new() });
    }

    /// A free text is a value as well: where it is withheld, no other text may contain it.
    fn free_text(&mut self, at: PathAt, text: &str) {
        self.text(at, text);
        self.add_kind(at, Kind::Text, Value::new(text, Needle::other));
    }

    fn moment(&mut self, moment: Moment) {
        let at = PathAt::new(Path::When);
        self.add_kind(at, Kind::WhenDay, moment.day().and_then(Value::day));
        if let Moment::At(instant) = moment {
            let (hour, minute) = instant.hour_and_minute();
            self.add_kind(at, Kind::WhenTime, Value::time(hour, minute));
        }
    }

    /// An identifier by its normal form; one that did not parse is free text (A46).
    fn identifier(&mut self, at: PathAt, normal: Option<&str>, source: &str, parsed: fn(&str) -> Option<Needle>) {
        match normal {
            Some(normal) => self.add(at, Value::new(normal, parsed)),
            None => {
                self.text(at, source);
                let needle = if at.path == Path::Phones { Needle::phone } else { Needle::other };
                self.add_kind(at, Kind::Text, Value::new(source, needle));
            }
        }
    }

    fn offender(&mut self, index: usize, offender: &Offender) {
        for (element, alias) in offender.aliases.iter().enumerate() {
            let at = PathAt::element(Path::Aliases, index, element);
            self.add(at, Value::name(alias));
            // A phone in the name field may be hers (A08).
            self.add_kind(at, Kind::Text, Value::phone_in(alias));
        }
        if let Some(plate) = &offender.vehicle.plate {
            let needle = if plate.is_partial() { Needle::partial } else { Needle::compact };
            self.identifier(PathAt::of(Path::Plate, index), plate.normal(), plate.source(), needle);
        }
        for (element, phone) in offender.phones.iter().enumerate() {
            self.identifier(
                PathAt::element(Path::Phones, index, element),
                phone.normal(),
                phone.source(),
                Needle::phone,
            );
        }
        for (element, email) in offender.emails.iter().enumerate() {
            self.identifier(
                PathAt::element(Path::Emails, index, element),
                email.normal(),
                email.source(),
                Needle::compact,
            );
        }
        for (element, handle) in offender.handles.iter().enumerate() {
            self.identifier(
                PathAt::element(Path::Handles, index, element),
                handle.normal(),
                handle.source(),
                Needle::compact,
            );
        }
        for (element, profile) in offender.profiles.iter().enumerate() {
            let at = PathAt::element(Path::Profiles, index, element);
            self.identifier(at, profile.handle.normal(), profile.handle.source(), Needle::compact);
        }
        for (element, words) in offender.own_words.iter().enumerate() {
            self.text(PathAt::element(Path::OffenderOwnWords, index, element), words.text.expose());
        }
        let civil = &offender.civil_identity;
        self.add(
            PathAt::of(Path::LegalName, index),
            civil.legal_name.as_ref().and_then(|legal| Value::name(&legal.name)),
        );
        self.add(PathAt::of(Path::DateOfBirth, index), civil.date_of_birth.and_then(Value::day));
        if let Some(address) = &civil.home_address {
            let at = PathAt::of(Path::HomeAddress, index);
            self.add(at, address.street.as_ref().and_then(Value::street));
            self.add(at, address.postcode.as_ref().and_then(Value::postcode));
        }
        let link = &offender.link;
        for (path, text) in
            [(Path::HowHeKnowsHer, &link.how_he_knows_her), (Path::WordsAboutHer, &link.words_about_her)]
        {
            if let Some(text) = text {
                self.free_text(PathAt::of(path, index), text.expose());
            }
        }
    }
}

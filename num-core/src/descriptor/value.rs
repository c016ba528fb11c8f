//! An uncoded value: what it equals, and which texts contain it.

use super::{PersonName, Phone, Postcode};
use crate::{
    sensitive::Sensitive,
    text::{FoldedText, Needle, Text, fold},
    timestamp::Day,
};

/// One uncoded value: its folded form for equality, and how to look for it in texts.
pub(crate) struct Value {
    /// The folded value; equal keys are equal values (A08).
    key: Sensitive<String>,
    /// Nothing, when no text can contain it.
    needle: Option<Needle>,
}

impl Value {
    /// A value that a person wrote, and how to look for it; `None` when nothing of it can be folded.
    pub(crate) fn new(text: &str, needle: impl FnOnce(&str) -> Option<Needle>) -> Option<Self> {
        Self::with_needle(needle(text), || fold(text))
    }

    fn with_needle(needle: Option<Needle>, key: impl FnOnce() -> String) -> Option<Self> {
        let key = needle.as_ref().map_or_else(key, |needle| needle.key().to_owned());
        (!key.is_empty()).then(|| Self { key: Sensitive::new(key), needle })
    }

    pub(crate) fn key(&self) -> &str {
        self.key.expose()
    }

    pub(crate) fn is_in(&self, text: &FoldedText) -> bool {
        self.needle.as_ref().is_some_and(|needle| text.contains(needle))
    }

    /// A person's name.
    pub(crate) fn name(name: &PersonName) -> Option<Self> {
        Self::new(name.shown(), Needle::name)
    }

    /// A phone number that stands where a name should: it equals a phone, and no text is looked through for it.
    pub(crate) fn phone_in(name: &PersonName) -> Option<Self> {
        let phone = Phone::parse(name.shown()).ok()?;
        Self::with_needle(None, || phone.normal().map(fold).unwrap_or_default())
    }

    /// A street.
    pub(crate) fn street(street: &Text<200>) -> Option<Self> {
        Self::new(street.expose(), Needle::street)
    }

    /// A postcode.
    pub(crate) fn postcode(postcode: &Postcode) -> Option<Self> {
        Self::new(postcode.normal(), Needle::compact)
    }

    /// A day.
    pub(crate) fn day(day: Day) -> Option<Self> {
        Self::with_needle(Needle::date(day), String::new)
    }

    /// A time of day.
    pub(crate) fn time(hour: u8, minute: u8) -> Option<Self> {
        Self::with_needle(Needle::time(hour, minute), String::new)
    }
}

use std::fmt;

use super::index::Key;
use crate::{
    descriptor::{Email, Handle, Phone, Plate, Profile},
    error::Code,
};

/// An identifier that is asked for by its value.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// A phone number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
    /// A username; one on a site is a username.
    Handle(Handle),
    /// A number plate.
    Plate(Plate),
}

impl Identifier {
    /// A phone number.
    ///
    /// # Errors
    /// Those of [`Phone::parse`].
    pub fn phone(text: &str) -> Result<Self, Code> {
        Phone::parse(text).map(Self::Phone)
    }

    /// An e-mail address.
    ///
    /// # Errors
    /// Those of [`Email::parse`].
    pub fn email(text: &str) -> Result<Self, Code> {
        Email::parse(text).map(Self::Email)
    }

    /// A username.
    ///
    /// # Errors
    /// Those of [`Handle::parse`].
    pub fn handle(text: &str) -> Result<Self, Code> {
        Handle::parse(text).map(Self::Handle)
    }

    /// A number plate.
    ///
    /// # Errors
    /// Those of [`Plate::parse`].
    pub fn plate(text: &str) -> Result<Self, Code> {
        Plate::parse(text).map(Self::Plate)
    }

    /// What it is looked up by; `None` when it has no normal form, and of a plate of which some places are not known.
    pub(super) fn key(&self) -> Option<Key> {
        match self {
            Self::Phone(phone) => Key::phone(phone),
            Self::Email(email) => email.normal().map(Key::email),
            Self::Handle(handle) => handle.normal().map(Key::handle),
            Self::Plate(plate) => plate.normal().and_then(Key::plate),
        }
    }
}

impl From<Phone> for Identifier {
    fn from(phone: Phone) -> Self {
        Self::Phone(phone)
    }
}

impl From<Email> for Identifier {
    fn from(email: Email) -> Self {
        Self::Email(email)
    }
}

impl From<Handle> for Identifier {
    fn from(handle: Handle) -> Self {
        Self::Handle(handle)
    }
}

impl From<Profile> for Identifier {
    fn from(profile: Profile) -> Self {
        Self::Handle(profile.handle)
    }
}

impl From<Plate> for Identifier {
    fn from(plate: Plate) -> Self {
        Self::Plate(plate)
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Phone(_) => "Phone(…)",
            Self::Email(_) => "Email(…)",
            Self::Handle(_) => "Handle(…)",
            Self::Plate(_) => "Plate(…)",
        })
    }
}

use std::fmt;

use crate::{
    code::code_table,
    disclosure::{Disclosure, Members, ShownOffender},
    matching::Identifier,
};

code_table! {
    /// What somebody asks about.
    QueryKind {
        Phone = "phone",
        Email = "email",
        Username = "username",
        Plate = "plate",
        /// A name is never answered: too many people share it.
        Name = "name",
    }
}

impl QueryKind {
    /// In words, with its article.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Phone => "This phone number",
            Self::Email => "This e-mail address",
            Self::Username => "This username",
            Self::Plate => "This number plate",
            Self::Name => "This name",
        }
    }
}

/// What somebody typed, and what she says it is.
#[derive(Clone)]
pub struct Query {
    kind: QueryKind,
    identifier: Option<Identifier>,
}

impl Query {
    /// Takes in what was typed, whatever it is: what cannot be parsed has nothing to match, and is answered all the same.
    pub fn new(kind: QueryKind, text: &str) -> Self {
        let identifier = match kind {
            QueryKind::Phone => Identifier::phone(text),
            QueryKind::Email => Identifier::email(text),
            QueryKind::Username => Identifier::handle(text),
            QueryKind::Plate => Identifier::plate(text),
            QueryKind::Name => return Self { kind, identifier: None },
        };
        Self { kind, identifier: identifier.ok() }
    }

    /// What she says it is.
    pub fn kind(&self) -> QueryKind {
        self.kind
    }

    /// What a register looks up; none for a name, and for what cannot be parsed.
    pub fn identifier(&self) -> Option<&Identifier> {
        self.identifier.as_ref().filter(|_| self.normal().is_some())
    }

    /// The normal form, where there is one to match: a plate with unknown places matches nothing (O2).
    pub(super) fn normal(&self) -> Option<&str> {
        match self.identifier.as_ref()? {
            Identifier::Phone(phone) => phone.normal(),
            Identifier::Email(email) => email.normal(),
            Identifier::Handle(handle) => handle.normal(),
            Identifier::Plate(plate) => plate.normal().filter(|_| !plate.is_partial()),
        }
    }

    /// Whether it is shown in a disclosure.
    pub(super) fn is_in(&self, disclosure: &Disclosure<Members>) -> bool {
        let Some(normal) = self.normal() else { return false };
        disclosure.shown().offenders.iter().any(|offender| self.is_of(offender, normal))
    }

    fn is_of(&self, offender: &ShownOffender, normal: &str) -> bool {
        match self.kind {
            QueryKind::Phone => offender.phones.iter().any(|phone| phone.expose() == normal),
            QueryKind::Email => offender.emails.iter().any(|email| email.expose() == normal),
            QueryKind::Username => {
                let profiles = offender.profiles.iter().map(|profile| &profile.handle);
                offender.handles.iter().chain(profiles).any(|handle| handle.expose() == normal)
            }
            QueryKind::Plate => offender.vehicle.plate.as_ref().is_some_and(|plate| plate.expose() == normal),
            QueryKind::Name => false,
        }
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({:?})", self.kind)
    }
}

//! Identity: who victim and reporter are, how they may safely be reached, and who took the report. Sealed: it stands
//! beside the incident, is never part of it, and only the disclosure gate joins the two.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use serde::Serialize;

use crate::{
    descriptor::{Email, PersonName, Phone, Postcode},
    error::{Code, Problem, Problems},
    id::IncidentId,
    json::{self, Document, Extra, Mode, Node, Reader},
    text::Text,
};

mod values;

pub(crate) use self::values::{IdentityKind, IdentityValue, Whose};

const MAX_ITEMS: usize = 20;

/// Who stands behind one report.
#[derive(Clone)]
pub struct Identity(Arc<Kept>);

struct Kept {
    people: People,
    extras: Vec<Extra>,
    values: OnceLock<Vec<IdentityValue>>,
}

/// `uglymugs.identity/1`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Identity", deny_unknown_fields))]
pub(crate) struct People {
    schema: &'static str,
    /// The report that it belongs to.
    pub(crate) incident: IncidentId,
    /// The victim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) victim: Option<Person>,
    /// The reporter, when not the victim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reporter: Option<Person>,
    /// The name of who took the report; shown to nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) taken_by: Option<PersonName>,
}

/// A person behind a report.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub(crate) struct Person {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) names: Vec<PersonName>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) phones: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) emails: Vec<Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<Address>,
    /// How, when and by whom she may safely be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) safe_contact: Option<Text<500>>,
}

/// Where a person lives.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub(crate) struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) street: Option<Text<200>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postcode: Option<Postcode>,
}

impl Address {
    /// Whether anything of it is known.
    pub(crate) fn is_known(&self) -> bool {
        self.street.is_some() || self.postcode.is_some()
    }
}

impl Identity {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.identity/1";

    pub(crate) fn new(people: People, extras: Vec<Extra>) -> Self {
        Self(Arc::new(Kept { people, extras, values: OnceLock::new() }))
    }

    /// Nobody is known.
    pub fn unknown(incident: IncidentId) -> Self {
        let people = People { schema: Self::SCHEMA, incident, victim: None, reporter: None, taken_by: None };
        Self::new(people, Vec::new())
    }

    /// The report that it belongs to.
    pub fn incident(&self) -> &IncidentId {
        &self.0.people.incident
    }

    pub(crate) fn people(&self) -> &People {
        &self.0.people
    }

    /// Everything of it that a text or another value must not give away, folded at the first asking.
    pub(crate) fn values(&self) -> &[IdentityValue] {
        self.0.values.get_or_init(|| values::of(&self.0.people))
    }

    /// Reads `uglymugs.identity/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, mode);
        let people = read(&mut reader, &document.root);
        let extras = reader.finish()?;
        people.map(|people| Self::new(people, extras)).ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.identity/1`. Whoever keeps it, keeps it sealed.
    pub fn to_json(&self) -> String {
        json::to_string(&self.0.people, &self.0.extras)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.0.people.incident)
    }
}

pub(crate) fn read(reader: &mut Reader<'_>, root: &Node) -> Option<People> {
    if !reader.is_of(root, Identity::SCHEMA) {
        return None;
    }
    let (mut schema, mut incident, mut victim, mut reporter, mut taken_by) = (None, None, None, None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "incident" => incident = r.id(node),
            "victim" => victim = Some(person(r, node)),
            "reporter" => reporter = Some(person(r, node)),
            "taken_by" => taken_by = r.str(node).and_then(|text| r.capped(node, text, 200, PersonName::parse)),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let incident = reader.required(incident, "incident", root);
    Some(People { schema: Identity::SCHEMA, incident: incident?, victim, reporter, taken_by })
}

fn person(reader: &mut Reader<'_>, object: &Node) -> Person {
    let mut person = Person::default();
    reader.members(object, |r, name, node| {
        match name {
            "names" => person.names = r.texts(node, MAX_ITEMS, 200, PersonName::parse),
            "phones" => person.phones = r.texts(node, MAX_ITEMS, 60, Phone::parse),
            "emails" => person.emails = r.texts(node, MAX_ITEMS, 254, Email::parse),
            "address" => person.address = Some(address(r, node)),
            "safe_contact" => person.safe_contact = r.text(node),
            _ => return false,
        }
        true
    });
    person
}

fn address(reader: &mut Reader<'_>, object: &Node) -> Address {
    let mut address = Address::default();
    reader.members(object, |r, name, node| {
        match name {
            "street" => address.street = r.text(node),
            "postcode" => address.postcode = r.parse(node, Postcode::parse),
            _ => return false,
        }
        true
    });
    address
}

use super::{People, Person};
use crate::{
    descriptor::{Email, Phone, Value},
    text::Needle,
};

/// Whose value it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Victim,
    Reporter,
    /// Who took the report.
    Taker,
}

/// What kind of value it is, as far as the gate treats kinds apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentityKind {
    Name,
    Phone,
    Email,
    /// A street or a postcode.
    Address,
    /// How the person may safely be reached.
    SafeContact,
}

/// A value of an identity.
pub(crate) struct IdentityValue {
    pub(crate) whose: Whose,
    pub(crate) kind: IdentityKind,
    pub(crate) value: Value,
}

pub(super) fn of(people: &People) -> Vec<IdentityValue> {
    let mut values = Vec::new();
    let sides = [(Whose::Victim, &people.victim), (Whose::Reporter, &people.reporter)];
    for (whose, person) in sides {
        if let Some(person) = person {
            let all = of_person(person).into_iter();
            values.extend(all.map(|(kind, value)| IdentityValue { whose, kind, value }));
        }
    }
    if let Some(value) = people.taken_by.as_ref().and_then(Value::name) {
        values.push(IdentityValue { whose: Whose::Taker, kind: IdentityKind::Name, value });
    }
    values
}

fn of_person(person: &Person) -> Vec<(IdentityKind, Value)> {
    let names = person.names.iter().filter_map(Value::name).map(|value| (IdentityKind::Name, value));
    let phones = person.phones.iter().filter_map(|phone: &Phone| Value::new(phone.shown(), Needle::phone));
    let emails = person.emails.iter().filter_map(|email: &Email| {
        Value::new(email.shown(), if email.normal().is_some() { Needle::compact } else { Needle::other })
    });
    let phones = phones.map(|value| (IdentityKind::Phone, value));
    let emails = emails.map(|value| (IdentityKind::Email, value));
    let address = person.address.iter().flat_map(|address| {
        let street = address.street.as_ref().and_then(Value::street);
        street.into_iter().chain(address.postcode.as_ref().and_then(Value::postcode))
    });
    let address = address.map(|value| (IdentityKind::Address, value));
    // As a whole, and by the numbers in it.
    let safe_contact = person.safe_contact.iter().flat_map(|text| {
        let digits = text.expose().chars().filter(char::is_ascii_digit).count();
        let numbers = (digits >= 6).then(|| Value::new(text.expose(), Needle::phone)).flatten();
        Value::new(text.expose(), Needle::other).into_iter().chain(numbers)
    });
    names
        .chain(phones)
        .chain(emails)
        .chain(address)
        .chain(safe_contact.map(|value| (IdentityKind::SafeContact, value)))
        .collect()
}

//! Triage: what a person must look at before a report goes on.
//!
//! An offender's identifier that equals a contact of a member, a worker or an organisation may be a mistake, a rival's malice or a
//! trap: it goes to a caseworker and to nobody else until the caseworker decides (rule A17). [`OwnContacts`] finds them.

use std::{collections::HashSet, fmt, hash::Hash};

use crate::{
    descriptor::{Email, Handle, PersonName, Phone, Plate},
    disclosure::{Circumstances, IdentifierAt, OwnContact},
    error::{Code, Problem, Problems},
    incident::{Incident, Offender, Path, PathAt},
    json::{Document, Mode, Node, Reader},
};

/// As many contacts of one kind.
const MAX_CONTACTS: usize = 100_000;

/// The contacts of a scheme's own members, workers and organisations, by their normal forms.
#[derive(Clone, Default)]
pub struct OwnContacts {
    phones: HashSet<Phone>,
    emails: HashSet<Email>,
    handles: HashSet<Handle>,
    plates: HashSet<Plate>,
}

impl OwnContacts {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.own_contacts/1";

    /// Reads `uglymugs.own_contacts/1`.
    ///
    /// # Errors
    /// Every problem of the document. A contact without a normal form is one ([`Code::CONTACT_MALFORMED`]): nothing would ever
    /// equal it, and it would go out.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, Mode::Strict);
        let contacts = read(&mut reader, &document.root);
        reader.finish()?;
        contacts.ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// The identifiers of a report that equal one of these, in the order of the report.
    pub fn hits(&self, incident: &Incident) -> Vec<IdentifierAt> {
        let offenders = incident.offenders.iter().enumerate();
        offenders.flat_map(|(index, offender)| self.hits_of(index, offender)).map(IdentifierAt::found).collect()
    }

    fn hits_of(&self, index: usize, offender: &Offender) -> Vec<PathAt> {
        let plate = offender.vehicle.plate.as_ref().filter(|plate| self.plates.contains(*plate));
        let names = offender.aliases.iter().enumerate().filter(|(_, alias)| self.holds_number_or_address(alias));
        names
            .map(|(element, _)| PathAt::element(Path::Aliases, index, element))
            .chain(plate.map(|_| PathAt::of(Path::Plate, index)))
            .chain(among(&self.phones, &offender.phones, Path::Phones, index))
            .chain(among(&self.emails, &offender.emails, Path::Emails, index))
            .chain(among(&self.handles, &offender.handles, Path::Handles, index))
            .chain(among(&self.handles, offender.profiles.iter().map(|profile| &profile.handle), Path::Profiles, index))
            .collect()
    }

    /// Whether a phone or an e-mail address of these stands where a name should.
    fn holds_number_or_address(&self, alias: &PersonName) -> bool {
        Phone::parse(alias.source()).is_ok_and(|phone| self.phones.contains(&phone))
            || Email::parse(alias.source()).is_ok_and(|email| self.emails.contains(&email))
    }

    /// Holds every hit back from every audience until a caseworker decides: adds it to the circumstances, unless it stands there.
    /// The answer is how many were added.
    pub fn flag(&self, incident: &Incident, circumstances: &mut Circumstances) -> usize {
        let known = circumstances.own_contacts.len();
        for path in self.hits(incident) {
            if circumstances.own_contacts.iter().all(|hit| hit.path != path) {
                circumstances.own_contacts.push(OwnContact { path, decision: None });
            }
        }
        circumstances.own_contacts.len() - known
    }
}

impl fmt::Debug for OwnContacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnContacts(…)")
    }
}

fn among<'o, T: Eq + Hash + 'o>(
    own: &HashSet<T>,
    of_offender: impl IntoIterator<Item = &'o T>,
    path: Path,
    index: usize,
) -> impl Iterator<Item = PathAt> {
    let elements = of_offender.into_iter().enumerate().filter(|(_, identifier)| own.contains(*identifier));
    elements.map(move |(element, _)| PathAt::element(path, index, element))
}

fn read(reader: &mut Reader<'_>, root: &Node) -> Option<OwnContacts> {
    if !reader.is_of(root, OwnContacts::SCHEMA) {
        return None;
    }
    let (mut schema, mut contacts) = (None, OwnContacts::default());
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "phones" => contacts.phones = known(r, node, 60, Phone::parse, Phone::normal),
            "emails" => contacts.emails = known(r, node, 254, Email::parse, Email::normal),
            "handles" => contacts.handles = known(r, node, 100, Handle::parse, Handle::normal),
            "plates" => contacts.plates = known(r, node, 40, Plate::parse, Plate::normal),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    Some(contacts)
}

fn known<T: Eq + Hash>(
    reader: &mut Reader<'_>,
    node: &Node,
    cap: usize,
    parse: fn(&str) -> Result<T, Code>,
    normal: for<'t> fn(&'t T) -> Option<&'t str>,
) -> HashSet<T> {
    let all = reader.list(node, MAX_CONTACTS, |reader, node| {
        let text = reader.str(node)?;
        let contact = reader.capped(node, text, cap, parse)?;
        if normal(&contact).is_none() {
            reader.problem(Code::CONTACT_MALFORMED, node);
        }
        Some(contact)
    });
    all.unwrap_or_default().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Draft;

    #[test]
    fn hits_go_to_a_person() {
        let contacts = OwnContacts::from_json(
            br#"{"schema": "uglymugs.own_contacts/1", "phones": ["0161 496 0100"], "emails": ["desk@example.org"],
                 "handles": ["@helpdesk"], "plates": ["AB01 CDE"]}"#,
        )
        .unwrap();
        let incident = Draft::new("r-1")
            .offence("theft")
            .reporter("victim")
            .offender(|o| o.alias("0161 496 0100").phone("07700 900001").phone("+44 161 496 0100").handle("other"))
            .offender(|o| o.email("Desk@example.org").plate("ab01cde").profile("example.org", "HelpDesk"))
            .validate(Mode::Strict)
            .unwrap();
        let hits: Vec<String> = contacts.hits(&incident).iter().map(ToString::to_string).collect();
        assert_eq!(
            hits,
            [
                "offenders[0].aliases[0]",
                "offenders[0].phones[1]",
                "offenders[1].vehicle.plate",
                "offenders[1].emails[0]",
                "offenders[1].profiles[0]"
            ]
        );
        let mut circumstances = Circumstances::new(incident.id.clone());
        assert_eq!(contacts.flag(&incident, &mut circumstances), 5);
        assert_eq!(contacts.flag(&incident, &mut circumstances), 0);
        assert!(circumstances.own_contacts.iter().all(|hit| hit.decision.is_none()));
        assert_eq!(format!("{contacts:?}"), "OwnContacts(…)");
    }

    #[test]
    fn a_contact_that_nothing_equals_is_a_problem() {
        let problems = OwnContacts::from_json(
            br#"{"schema": "uglymugs.own_contacts/1", "phones": ["ask at the desk"], "plates": ["AB01CDE", "?"]}"#,
        )
        .unwrap_err();
        let found: Vec<_> = problems.as_slice().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
        assert_eq!(found, [("phones[0]", Code::CONTACT_MALFORMED), ("plates[1]", Code::CONTACT_MALFORMED)]);
    }
}

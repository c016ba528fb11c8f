//! Every known value of a report with its concrete path, in the order of the policy table.

use super::asking::{Asking, known, list};
use super::table::part;
use serde_json::Value;

/// One known value.
#[derive(Clone)]
pub(super) struct Leaf {
    /// The concrete path, `offenders[0].aliases[1]`.
    pub(super) path: String,
    /// The row of the policy table, `offenders[].aliases`.
    pub(super) row: String,
    /// The offender that it is about.
    pub(super) offender: Option<usize>,
    pub(super) value: Value,
}

impl Leaf {
    pub(super) fn part(&self) -> &'static str {
        part(&self.row)
    }

    pub(super) fn text(&self) -> &str {
        self.value.as_str().expect("a text")
    }

    /// The text of an identifier: of a profile it is the handle.
    pub(super) fn identifier_text(&self) -> &str {
        self.value.get("handle").unwrap_or(&self.value).as_str().expect("a text")
    }

    /// What kind of identifier this is, if it is one.
    pub(super) fn identifier(&self) -> Option<&'static str> {
        match self.row.as_str() {
            "offenders[].phones" => Some("phone"),
            "offenders[].emails" => Some("email"),
            "offenders[].handles" | "offenders[].profiles" => Some("handle"),
            "offenders[].vehicle.plate" => Some("plate"),
            _ => None,
        }
    }
}

pub(super) fn leaves(asking: &Asking<'_>) -> Vec<Leaf> {
    let incident = asking.incident;
    let mut found = Vec::new();
    take(&mut found, incident, "", &["id", "received_at"], None);
    for (at, offence) in list(&incident["offences"]).iter().enumerate() {
        take(&mut found, offence, &format!("offences[{at}]."), &["kind", "home_office_codes"], None);
    }
    take(
        &mut found,
        incident,
        "",
        &[
            "when",
            "place.force",
            "place.area",
            "place.kind",
            "place.venue",
            "place.street",
            "place.postcode",
            "setting",
            "narrative",
            "summary",
            "own_words[]",
            "injuries",
            "support_wanted",
            "contact_method",
            "police_contact.status",
            "police_contact.reference",
            "reporter.kind",
            "reporter.first_hand",
            "reporter.grade",
            "reporter.pseudonym",
            "victim.pseudonym",
            "victim.sector",
            "victim.gender",
            "victim.ethnicity",
            "victim.age_band",
            "victim.hate_crime",
            "victim.capacity_doubted",
            "victim.in_danger",
        ],
        None,
    );
    for (at, offender) in asking.offenders().iter().enumerate() {
        take(
            &mut found,
            offender,
            &format!("offenders[{at}]."),
            &[
                "aliases[]",
                "appearance.gender",
                "appearance.ethnicity",
                "appearance.age",
                "appearance.height_cm",
                "appearance.build",
                "appearance.hair_colour",
                "appearance.hair_length",
                "appearance.hair_style",
                "appearance.facial_hair",
                "appearance.eye_colour",
                "appearance.complexion",
                "appearance.glasses",
                "appearance.accent",
                "appearance.languages",
                "appearance.marks",
                "appearance.clothing",
                "appearance.smells",
                "behaviours",
                "vehicle.kind",
                "vehicle.make",
                "vehicle.model",
                "vehicle.colour",
                "vehicle.plate",
                "vehicle.features",
                "phones[]",
                "emails[]",
                "handles[]",
                "profiles[]",
                "own_words[]",
                "civil_identity.legal_name",
                "civil_identity.date_of_birth",
                "civil_identity.home_address",
                "link.relation",
                "link.how_he_knows_her",
                "link.words_about_her",
            ],
            Some(at),
        );
    }
    take(&mut found, incident, "", &["safety.would_he_know", "safety.only_you_know", "safety.hold_back"], None);
    for who in ["victim", "reporter"] {
        take(
            &mut found,
            &asking.identity[who],
            &format!("identity.{who}."),
            &["names[]", "phones[]", "emails[]", "address", "safe_contact"],
            None,
        );
    }
    take(&mut found, asking.identity, "identity.", &["taken_by"], None);
    found
}

/// The known members of an object; `[]` at the end takes a list by element.
fn take(found: &mut Vec<Leaf>, within: &Value, before: &str, members: &[&str], offender: Option<usize>) {
    for member in members {
        let plain = member.trim_end_matches("[]");
        let value = plain.split('.').fold(within, |value, name| &value[name]);
        let mut push = |path: String, value: &Value| {
            if known(value) {
                found.push(Leaf { row: row_of(&format!("{before}{plain}")), path, offender, value: value.clone() });
            }
        };
        if plain == *member {
            push(format!("{before}{plain}"), value);
        } else {
            for (at, element) in list(value).iter().enumerate() {
                push(format!("{before}{plain}[{at}]"), element);
            }
        }
    }
}

/// `offenders[0].phones` → `offenders[].phones`
fn row_of(path: &str) -> String {
    path.chars().filter(|c| !c.is_ascii_digit()).collect()
}

//! What is shown of each value, and the disclosure that is made of it.

use super::asking::{Asking, Audience, known, list};
use super::consent::{Opening, reporters_own};
use super::identifiers::{shown_form, site};
use super::leaves::{Leaf, leaves};
use super::table::part;
use super::{estimate, forms, safety, values};
use serde_json::{Map, Value, json};

/// A known value with what is decided of it.
pub(super) struct Decided {
    pub(super) leaf: Leaf,
    /// Why it is not shown; absent, it is.
    pub(super) reason: Option<&'static str>,
    /// The form in which it is shown, if it is.
    pub(super) form: String,
}

/// Decides every known value.
pub(super) fn decide(asking: &Asking<'_>, opening: &Opening) -> Vec<Decided> {
    let leaves = leaves(asking);
    let reason_of = |leaf: &Leaf| before_identity(asking, opening, leaf);
    let hidden: Vec<&Leaf> =
        leaves.iter().filter(|leaf| leaf.row.starts_with("identity.") && reason_of(leaf).is_some()).collect();
    let hidden = values::hidden_identity(&hidden);
    let mut decided: Vec<Decided> = leaves
        .iter()
        .map(|leaf| Decided {
            leaf: leaf.clone(),
            reason: reason_of(leaf).or_else(|| {
                let equals = values::comparable(leaf).iter().any(|value| hidden.contains(value));
                if equals {
                    Some("equals_identity")
                } else if too_small(asking, leaf) {
                    Some("area_too_small")
                } else if values::free_text(leaf) && !may_be_read(asking, opening, leaf) {
                    Some("not_approved")
                } else {
                    None
                }
            }),
            form: form_of(asking, &leaf.row),
        })
        .collect();
    // A18: where the area is shown, a force that stands in its place is neither shown nor missed.
    let area_shown = decided.iter().any(|decided| decided.leaf.row == "place.area" && decided.reason.is_none());
    decided.retain(|decided| !(area_shown && decided.leaf.row == "place.force" && decided.form == "if_no_area"));
    values::leave_out_telling_texts(asking, &mut decided);
    decided
}

/// The form in which a row is shown to this audience, if its value is.
fn form_of(asking: &Asking<'_>, row: &str) -> String {
    let form = asking.cell(row);
    let form = if row == "when" && safety::coarse(asking) { forms::coarser(form, "month") } else { form };
    form.to_owned()
}

/// The first reason that holds, of those before `equals_identity`.
fn before_identity(asking: &Asking<'_>, opening: &Opening, leaf: &Leaf) -> Option<&'static str> {
    let row = leaf.row.as_str();
    let full = asking.audience == Audience::PoliceFull;
    if ["id", "received_at"].contains(&row) || row.ends_with(".pseudonym") || row.starts_with("safety.") {
        return Some("policy");
    }

    let own = (full && !opening.overriding && row.starts_with("identity.reporter.")).then(|| reporters_own(asking));
    if let Some(Err(reason)) = own {
        return Some(reason);
    }
    let in_scope = |part: &str| match &own {
        Some(Ok(own)) => own.in_scope(asking, part),
        _ => opening.in_scope(asking, part),
    };
    if opening.limited() && !["offences", "area", "recognition"].contains(&leaf.part()) {
        return Some("third_party_without_authority");
    }
    if safety::coarse(asking) && ["place.area", "offenders[].behaviours", "summary"].contains(&row) {
        return Some("he_would_know");
    }
    if policy_withholds(asking, leaf) {
        return Some("policy");
    }

    let linked = leaf.offender.is_some_and(|at| safety::linked(&asking.offenders()[at]));
    let of_a_linked = linked
        && (row == "offenders[].vehicle.plate" || ["contact_identifiers", "civil_identity"].contains(&leaf.part()));
    if of_a_linked || leaf.part() == "linked_offender" {
        match asking.audience {
            Audience::PoliceAnonymous if !in_scope("linked_offender") => {
                return Some("linked_to_victim");
            }
            Audience::MembersAlert | Audience::MembersLookup | Audience::Partner => {
                return Some("linked_to_victim");
            }
            _ => {}
        }
    }
    if row == "offenders[].civil_identity.home_address" && !full && safety::also_the_victims(asking, &leaf.value) {
        return Some("linked_to_victim");
    }

    if !in_scope(leaf.part()) || (full && of_a_linked && !in_scope("linked_offender")) {
        return Some("outside_scope");
    }
    if !full && safety::only_she_knows(asking, row) {
        return Some("only_she_knows");
    }
    let kinds: &[&str] = match (row, leaf.identifier()) {
        // A phone or an e-mail may stand in the name field.
        ("offenders[].aliases", _) => &["phone", "email"],
        (_, Some(kind)) => &[kind],
        _ => &[],
    };
    if !kinds.is_empty() && safety::own_contact(asking, &leaf.path, kinds, leaf.identifier_text()) {
        return Some("own_contact");
    }
    None
}

/// Whether the table, or a rule that stands for it, keeps this value back.
fn policy_withholds(asking: &Asking<'_>, leaf: &Leaf) -> bool {
    let row = leaf.row.as_str();
    let form = asking.cell(row);
    if form == "withheld" {
        return true;
    }
    match row {
        // A19: the codes tell the kind.
        "offences[].home_office_codes" => asking.cell("offences[].kind") != "exact",
        // A33
        "offenders[].civil_identity.legal_name" => {
            leaf.value["confirmed"] != true && (form == "confirmed_only" || asking.audience != Audience::PoliceFull)
        }
        // A40
        "victim.hate_crime" => {
            let when = &asking.incident["when"];
            !known(when) || !forms::strand_holds(leaf.text(), &asking.to, forms::first_day(when))
        }
        _ => false,
    }
}

/// A18.
fn too_small(asking: &Asking<'_>, leaf: &Leaf) -> bool {
    leaf.row == "place.area"
        && asking.cell("place.area") == "large_area"
        && forms::large_area(asking.version, leaf.text(), asking.now).is_none()
}

/// A29: approved, or the narrative is open anyway.
fn may_be_read(asking: &Asking<'_>, opening: &Opening, leaf: &Leaf) -> bool {
    let narrative_open = asking.cell("narrative") != "withheld" && opening.in_scope(asking, part("narrative"));
    narrative_open || values::approved(asking, leaf)
}

/// Writes the disclosure, in the order of wire.md.
pub(super) fn write(
    asking: &Asking<'_>,
    opening: &Opening,
    decided: &[Decided],
    recipient: &str,
    reference: Option<&str>,
) -> Value {
    let writer = Writer { asking, opening, decided };
    let incident = asking.incident;
    let mut all = vec![
        ("schema", Some(json!("uglymugs.disclosure/1"))),
        ("recipient", Some(json!(recipient))),
        ("reference", reference.map(|reference| json!(reference))),
        ("offences", writer.offences()),
        ("when", writer.answer("when", "when", &incident["when"])),
    ];
    let place = &incident["place"];
    all.push((
        "place",
        object(vec![
            ("force", writer.value("place.force")),
            ("area", writer.answer("place.area", "place.area", &place["area"])),
            ("kind", writer.answer("place.kind", "place.kind", &place["kind"])),
            ("venue", writer.value("place.venue")),
            ("street", writer.value("place.street")),
            ("postcode", writer.value("place.postcode")),
        ]),
    ));
    all.push(("setting", writer.answer("setting", "setting", &incident["setting"])));
    all.push(("narrative", writer.value("narrative")));
    all.push((
        "summary",
        writer.value("summary").map(|summary| json!({"text": summary["text"], "language": summary["language"]})),
    ));
    all.push(("own_words", writer.elements("own_words")));
    for member in ["injuries", "support_wanted", "contact_method"] {
        all.push((member, writer.answer(member, member, &incident[member])));
    }
    let answers_of = |whole: &'static str, member: &'static str| {
        let path = format!("{whole}.{member}");
        (member, writer.answer(&path, &path, &incident[whole][member]))
    };
    all.push((
        "police_contact",
        object(vec![answers_of("police_contact", "status"), ("reference", writer.value("police_contact.reference"))]),
    ));
    all.push((
        "reporter",
        object(vec![
            ("kind", writer.value("reporter.kind")),
            answers_of("reporter", "first_hand"),
            answers_of("reporter", "grade"),
        ]),
    ));
    all.push((
        "victim",
        object(
            ["sector", "gender", "ethnicity", "age_band", "hate_crime", "capacity_doubted", "in_danger"]
                .into_iter()
                .map(|member| answers_of("victim", member))
                .collect(),
        ),
    ));
    all.push(("offenders", writer.offenders()));
    all.push(("identity", object(vec![("victim", writer.person("victim")), ("reporter", writer.person("reporter"))])));
    object(all).expect("a schema at least")
}

/// An object of the members of which something is shown; absent when there is none.
fn object(members: Vec<(&str, Option<Value>)>) -> Option<Value> {
    let shown: Map<String, Value> =
        members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    (!shown.is_empty()).then_some(Value::Object(shown))
}

/// The same object with its members in this order.
fn ordered(whole: &Value, members: &[&str]) -> Value {
    object(members.iter().map(|member| (*member, whole.get(member).cloned())).collect()).unwrap_or_default()
}

/// Each object of a list with its members in this order.
fn in_order(list_of: &Value, members: &[&str]) -> Value {
    list(list_of).iter().map(|element| ordered(element, members)).collect()
}

fn array(elements: Vec<Value>) -> Option<Value> {
    (!elements.is_empty()).then_some(Value::Array(elements))
}

/// What of an appearance is an answer, in the order of wire.md; the rest are lists.
const ANSWERED_FEATURES: [&str; 13] = [
    "gender",
    "ethnicity",
    "age",
    "height_cm",
    "build",
    "hair_colour",
    "hair_length",
    "hair_style",
    "facial_hair",
    "eye_colour",
    "complexion",
    "glasses",
    "accent",
];

struct Writer<'a> {
    asking: &'a Asking<'a>,
    opening: &'a Opening,
    decided: &'a [Decided],
}

impl Writer<'_> {
    /// A value in the form in which it is shown, if it is.
    fn value(&self, path: &str) -> Option<Value> {
        self.decided
            .iter()
            .find(|decided| decided.leaf.path == path && decided.reason.is_none())
            .map(|decided| self.formed(decided))
    }

    fn formed(&self, decided: &Decided) -> Value {
        let Decided { leaf, form, .. } = decided;
        let value = &leaf.value;
        match (leaf.row.as_str(), form.as_str()) {
            ("when", form) => forms::when(value, form),
            ("place.area", "large_area") => {
                json!(forms::large_area(self.asking.version, leaf.text(), self.asking.now))
            }
            ("place.postcode", _) => json!(shown_form("postcode", leaf.text())),
            ("injuries", "banded") => json!(forms::injury_band(leaf.text())),
            ("reporter.kind", "banded") => json!(forms::reporter_band(leaf.text())),
            ("victim.hate_crime", "flag") => json!(true),
            ("offenders[].link.relation", "client_or_linked") => {
                json!(forms::relation_band(leaf.text()))
            }
            ("support_wanted", "banded") => json!(forms::support_band(value)),
            ("contact_method", "banded") => json!(forms::contact_band(leaf.text())),
            ("police_contact.status", "banded") => json!(forms::police_band(leaf.text())),
            ("victim.gender", "banded") => json!(forms::gender_band(leaf.text())),
            ("victim.ethnicity", "banded") => json!(forms::ethnicity_band(leaf.text())),
            (row, "banded") => forms::banded(row, value),
            ("offenders[].appearance.age" | "offenders[].appearance.height_cm", _) => estimate::range(&leaf.row, value),
            ("offenders[].appearance.marks", _) => in_order(value, &["kind", "body_place", "motif"]),
            ("offenders[].appearance.clothing", _) => in_order(value, &["item", "colour"]),
            ("own_words" | "offenders[].own_words", _) => ordered(value, &["about", "text"]),
            ("offenders[].profiles", _) => json!({
                "site": site(value["site"].as_str().expect("a site")),
                "handle": shown_form("handle", leaf.identifier_text()),
            }),
            (_, _) => match leaf.identifier() {
                Some(kind) => json!(shown_form(kind, leaf.text())),
                None => value.clone(),
            },
        }
    }

    /// The elements of a list that are shown.
    fn elements(&self, path: &str) -> Option<Value> {
        let prefix = format!("{path}[");
        array(
            self.decided
                .iter()
                .filter(|decided| decided.leaf.path.starts_with(&prefix) && decided.reason.is_none())
                .map(|decided| self.formed(decided))
                .collect(),
        )
    }

    /// A36: an answer, also where it is not known.
    fn answer(&self, path: &str, row: &str, recorded: &Value) -> Option<Value> {
        if known(recorded) {
            return self.value(path);
        }
        let open = self.asking.cell(row) != "withheld" && self.opening.in_scope(self.asking, part(row));
        match self.asking.audience {
            Audience::PoliceFull if open => {
                let answer = recorded["answer"].as_str().unwrap_or("not_asked");
                Some(json!({"answer": answer}))
            }
            Audience::Research if open && !safety::only_she_knows(self.asking, row) => Some(json!("not_stated")),
            _ => None,
        }
    }

    fn offences(&self) -> Option<Value> {
        let mut offences: Vec<Value> = Vec::new();
        for (at, _) in list(&self.asking.incident["offences"]).iter().enumerate() {
            let kind = self.value(&format!("offences[{at}].kind"));
            let offence = if self.asking.cell("offences[].kind") == "category" {
                kind.map(|kind| json!({"category": forms::category(kind.as_str().expect("a kind"))}))
                    .filter(|offence| !offences.contains(offence))
            } else {
                let codes = self.value(&format!("offences[{at}].home_office_codes"));
                object(vec![("kind", kind), ("home_office_codes", codes)])
            };
            offences.extend(offence);
        }
        array(offences)
    }

    fn offenders(&self) -> Option<Value> {
        array(
            self.asking
                .offenders()
                .iter()
                .enumerate()
                .filter_map(|(at, offender)| self.offender(at, offender))
                .collect(),
        )
    }

    fn offender(&self, at: usize, offender: &Value) -> Option<Value> {
        let path = |member: &str| format!("offenders[{at}].{member}");
        let answer = |whole: &str, member: &'static str| {
            let recorded = &offender[whole][member];
            let row = format!("offenders[].{whole}.{member}");
            (member, self.answer(&path(&format!("{whole}.{member}")), &row, recorded))
        };
        let value = |whole: &str, member: &'static str| (member, self.value(&path(&format!("{whole}.{member}"))));
        let mut features: Vec<_> = ANSWERED_FEATURES.into_iter().map(|member| answer("appearance", member)).collect();
        features
            .extend(["languages", "marks", "clothing", "smells"].into_iter().map(|member| value("appearance", member)));
        let appearance = object(features);
        let civil_identity = object(vec![
            (
                "legal_name",
                self.value(&path("civil_identity.legal_name"))
                    .map(|name| json!({"name": name["name"], "confirmed": name["confirmed"]})),
            ),
            value("civil_identity", "date_of_birth"),
            ("home_address", self.value(&path("civil_identity.home_address")).and_then(|home| address(&home))),
        ]);
        object(vec![
            ("aliases", self.elements(&path("aliases"))),
            ("appearance", appearance),
            ("behaviours", self.value(&path("behaviours"))),
            (
                "vehicle",
                object(vec![
                    answer("vehicle", "kind"),
                    answer("vehicle", "make"),
                    answer("vehicle", "model"),
                    answer("vehicle", "colour"),
                    value("vehicle", "plate"),
                    value("vehicle", "features"),
                ]),
            ),
            ("phones", self.elements(&path("phones"))),
            ("emails", self.elements(&path("emails"))),
            ("handles", self.elements(&path("handles"))),
            ("profiles", self.elements(&path("profiles"))),
            ("own_words", self.elements(&path("own_words"))),
            ("civil_identity", civil_identity),
            (
                "link",
                object(vec![
                    answer("link", "relation"),
                    value("link", "how_he_knows_her"),
                    value("link", "words_about_her"),
                ]),
            ),
        ])
    }

    fn person(&self, who: &str) -> Option<Value> {
        let path = |member: &str| format!("identity.{who}.{member}");
        let normal = |member: &str, kind: &str| {
            self.elements(&path(member)).map(|texts| {
                list(&texts).iter().map(|text| json!(shown_form(kind, text.as_str().expect("a text")))).collect()
            })
        };
        object(vec![
            ("names", self.elements(&path("names"))),
            ("phones", normal("phones", "phone")),
            ("emails", normal("emails", "email")),
            ("address", self.value(&path("address")).and_then(|home| address(&home))),
            ("safe_contact", self.value(&path("safe_contact"))),
        ])
    }
}

/// Street and postcode, and nothing else that an address may hold.
fn address(home: &Value) -> Option<Value> {
    object(vec![
        ("street", home.get("street").cloned()),
        ("postcode", home["postcode"].as_str().map(|code| json!(shown_form("postcode", code)))),
    ])
}

//! The paths of the wire format with the shape of what stands there: what a mapping may name, and what takes an answer.

use crate::{descriptor::Estimate, error::Code};

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Shape {
    /// Text of any kind: a code, a day, an id, what somebody wrote.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Bool,
    /// An estimate: a text that is understood by this, or a range.
    Estimate(fn(&str) -> Result<Estimate, Code>),
    /// An object with these members.
    Object(&'static [(&'static str, Shape)]),
    /// A list of these.
    List(&'static Shape),
    /// The value, or why there is none.
    Answer(&'static Shape),
}

use Shape::{Answer, Bool, List, Number, Object, Text};

impl Shape {
    /// What a known answer is; anything else is itself.
    pub(super) fn known(&self) -> &Self {
        match self {
            Answer(known) => known,
            other => other,
        }
    }

    /// The members of an object.
    pub(super) fn members(&self) -> &'static [(&'static str, Self)] {
        match self.known() {
            Object(members) => members,
            Self::Estimate(_) => RANGE,
            _ => &[],
        }
    }

    /// The member of that name, with its name as it stands in the table.
    pub(super) fn member(&self, name: &str) -> Option<&'static (&'static str, Self)> {
        self.members().iter().find(|(found, _)| *found == name)
    }

    /// What a list holds.
    pub(super) fn item(&self) -> Option<&'static Self> {
        match self.known() {
            List(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn takes_answer(&self) -> bool {
        matches!(self, Answer(_))
    }

    /// Whether a text may stand there.
    pub(super) fn takes_text(&self) -> bool {
        matches!(self.known(), Text | Self::Estimate(_))
    }
}

const RANGE: &[(&str, Shape)] = &[("from", Number), ("to", Number)];
const CODES: Shape = List(&Text);
const ANSWER: Shape = Answer(&Text);
const ANSWERED_BOOL: Shape = Answer(&Bool);
const AGE: Shape = Answer(&Shape::Estimate(Estimate::age));
const HEIGHT: Shape = Answer(&Shape::Estimate(Estimate::height));
const OWN_WORDS: Shape = List(&Object(&[("about", Text), ("text", Text)]));
const ADDRESS: &[(&str, Shape)] = &[("street", Text), ("postcode", Text)];

const MOMENT: &[(&str, Shape)] = &[("at", Text), ("day", Text), ("part_of_day", Text), ("month", Text)];

const WHEN: &[(&str, Shape)] = &[
    ("at", Text),
    ("day", Text),
    ("part_of_day", Text),
    ("month", Text),
    ("from", Object(MOMENT)),
    ("to", Object(MOMENT)),
];

const INCIDENT: &[(&str, Shape)] = &[
    ("id", Text),
    ("received_at", Text),
    ("offences", List(&Object(&[("kind", Text), ("home_office_codes", CODES)]))),
    ("when", Answer(&Object(WHEN))),
    (
        "place",
        Object(&[
            ("force", Text),
            ("area", ANSWER),
            ("kind", ANSWER),
            ("venue", Text),
            ("street", Text),
            ("postcode", Text),
        ]),
    ),
    ("setting", ANSWER),
    ("narrative", Text),
    ("summary", Object(&[("text", Text), ("language", Text)])),
    ("own_words", OWN_WORDS),
    ("injuries", ANSWER),
    ("support_wanted", Answer(&CODES)),
    ("contact_method", ANSWER),
    ("police_contact", Object(&[("status", ANSWER), ("reference", Text)])),
    ("reporter", Object(&[("kind", Text), ("pseudonym", Text), ("first_hand", ANSWERED_BOOL), ("grade", ANSWER)])),
    (
        "victim",
        Object(&[
            ("pseudonym", Text),
            ("sector", ANSWER),
            ("gender", ANSWER),
            ("ethnicity", ANSWER),
            ("age_band", ANSWER),
            ("hate_crime", ANSWER),
            ("capacity_doubted", ANSWERED_BOOL),
            ("in_danger", ANSWERED_BOOL),
        ]),
    ),
    ("offenders", List(&Object(OFFENDER))),
    (
        "safety",
        Object(&[
            ("would_he_know", ANSWERED_BOOL),
            ("only_you_know", Answer(&Object(&[("paths", CODES), ("phrases", CODES)]))),
            ("hold_back", Answer(&Object(&[("hold", Text), ("at", Text), ("day", Text), ("offset", Text)]))),
        ]),
    ),
];

const OFFENDER: &[(&str, Shape)] = &[
    ("aliases", CODES),
    (
        "appearance",
        Object(&[
            ("gender", ANSWER),
            ("ethnicity", ANSWER),
            ("age", AGE),
            ("height_cm", HEIGHT),
            ("build", ANSWER),
            ("hair_colour", ANSWER),
            ("hair_length", ANSWER),
            ("hair_style", ANSWER),
            ("facial_hair", ANSWER),
            ("eye_colour", ANSWER),
            ("complexion", ANSWER),
            ("glasses", ANSWER),
            ("accent", ANSWER),
            ("languages", CODES),
            ("marks", List(&Object(&[("kind", Text), ("body_place", Text), ("motif", Text)]))),
            ("clothing", List(&Object(&[("item", Text), ("colour", Text)]))),
            ("smells", CODES),
        ]),
    ),
    ("behaviours", CODES),
    (
        "vehicle",
        Object(&[
            ("kind", ANSWER),
            ("make", ANSWER),
            ("model", ANSWER),
            ("colour", ANSWER),
            ("plate", Text),
            ("features", CODES),
        ]),
    ),
    ("phones", CODES),
    ("emails", CODES),
    ("handles", CODES),
    ("profiles", List(&Object(&[("site", Text), ("handle", Text)]))),
    ("own_words", OWN_WORDS),
    (
        "civil_identity",
        Object(&[
            ("legal_name", Object(&[("name", Text), ("confirmed", Bool)])),
            ("date_of_birth", Text),
            ("home_address", Object(&[("street", Text), ("postcode", Text), ("also_the_victims", Bool)])),
        ]),
    ),
    ("link", Object(&[("relation", ANSWER), ("how_he_knows_her", Text), ("words_about_her", Text)])),
];

const PERSON: &[(&str, Shape)] =
    &[("names", CODES), ("phones", CODES), ("emails", CODES), ("address", Object(ADDRESS)), ("safe_contact", Text)];

const IDENTITY: &[(&str, Shape)] =
    &[("incident", Text), ("victim", Object(PERSON)), ("reporter", Object(PERSON)), ("taken_by", Text)];

const WITHDRAWN: Shape = List(&Object(&[("purpose", Text), ("recipient", Text)]));

/// The members of every kind of event. `by` is an object in a grant and a code in a withdrawal.
const EVENT: &[(&str, Shape)] = &[
    ("event", Text),
    ("at", Text),
    ("by", Object(&[("who", Text), ("authority", Object(&[("who", Text), ("how", Text), ("at", Text)]))])),
    ("wording", Text),
    ("capture", Object(&[("how", Text), ("taken_by", Text)])),
    ("starts_at", Text),
    (
        "grants",
        List(&Object(&[
            ("purpose", Text),
            ("recipient", Text),
            ("scope", CODES),
            ("recognition_accepted", Bool),
            ("condition", Object(&[("at_least", Number), ("offenders", List(&Number)), ("then", Text)])),
        ])),
    ),
    ("what", WITHDRAWN),
    ("incident", Text),
    ("recipient", Text),
    ("ground", Text),
    ("reason", Text),
    ("ends_at", Text),
    ("signatures", List(&Object(&[("authoriser", Text), ("at", Text)]))),
];

const CONSENT: &[(&str, Shape)] = &[("incident", Text), ("events", List(&Object(EVENT)))];

const CIRCUMSTANCES: &[(&str, Shape)] = &[
    ("incident", Text),
    ("triage", List(&Object(&[("state", Text), ("at", Text), ("by", Text), ("of", Text), ("why", Text)]))),
    ("decisions", List(&Object(&[("at", Text), ("by", Text), ("proceed", Bool)]))),
    ("references", List(&Object(&[("recipient", Text), ("reference", Text)]))),
    (
        "approvals",
        List(&Object(&[("text", Text), ("language", Text), ("approver", Text), ("at", Text), ("audiences", CODES)])),
    ),
    (
        "own_contacts",
        List(&Object(&[("path", Text), ("decision", Object(&[("at", Text), ("by", Text), ("show", Bool)]))])),
    ),
    (
        "facts",
        Object(&[
            (
                "linked_reports",
                List(&Object(&[
                    ("source", Text),
                    ("grade", Text),
                    ("accepted", Bool),
                    ("withdrawn", Bool),
                    ("matching", Bool),
                    ("offenders", List(&Number)),
                ])),
            ),
            ("own_sources", CODES),
            ("twin_withdrawals", List(&Object(&[("at", Text), ("what", WITHDRAWN)]))),
        ]),
    ),
];

/// The documents of a case. Bare paths are the first one's.
pub(super) const DOCUMENTS: &[(&str, Shape)] = &[
    ("incident", Object(INCIDENT)),
    ("identity", Object(IDENTITY)),
    ("consent", Object(CONSENT)),
    ("circumstances", Object(CIRCUMSTANCES)),
];

/// A path that a mapping may name, with every element written `[]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WirePath {
    /// The path, such as `offenders[].phones[]`.
    pub path: String,
    /// Whether *unknown* and *refused* are answers there.
    pub takes_answer: bool,
}

/// Every path that a mapping may name, those of whole objects and lists included.
pub fn wire_paths() -> Vec<WirePath> {
    let mut paths = Vec::new();
    for (document, shape) in DOCUMENTS {
        if *document == "incident" {
            below(shape, "", &mut paths);
        } else {
            walk(shape, (*document).to_owned(), &mut paths);
        }
    }
    paths
}

fn walk(shape: &Shape, path: String, paths: &mut Vec<WirePath>) {
    paths.push(WirePath { path: path.clone(), takes_answer: shape.takes_answer() });
    if let Some(item) = shape.item() {
        walk(item, format!("{path}[]"), paths);
    }
    below(shape, &path, paths);
}

fn below(shape: &Shape, path: &str, paths: &mut Vec<WirePath>) {
    for (name, shape) in shape.members() {
        walk(shape, joined(path, name), paths);
    }
}

fn joined(holder: &str, name: &str) -> String {
    if holder.is_empty() { name.to_owned() } else { format!("{holder}.{name}") }
}

//! Properties of the gate over random cases. Every failure names its seed; `PROPERTY_CASES` asks for more seeds than the
//! few thousand of a usual run (with fewer, the counts at the end of each test are not reached).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use num_core::{
    alert::AlertError,
    case::Case,
    code::CodeTable,
    descriptor::{Phone, Postcode},
    disclosure::{AnyDecision, AnyDisclosure, Policy, Previewed, Use, preview},
    incident::{Draft, Path},
    json::Mode,
    police::PoliceRecord,
    text::fold,
    timestamp::Timestamp,
};
use num_tests::{
    asking, outputs,
    random::{self, Asked},
    reference::{Answer, COLUMNS, ROWS, chain, text_contains},
    vector,
};
use serde_json::{Map, Value, json};
use time::{Duration, OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

/// Reasons that hang on what a value is, not on where it stands.
const VALUE_CHECKS: [&str; 4] = ["own_contact", "equals_identity", "area_too_small", "contains_withheld_value"];
const PURPOSES: [&str; 7] = ["matching", "lookup", "alert", "police_anonymous", "police_full", "partner", "statistics"];
const PARTS: [&str; 14] = [
    "identity",
    "offences",
    "when",
    "area",
    "exact_place",
    "recognition",
    "contact_identifiers",
    "civil_identity",
    "linked_offender",
    "narrative",
    "summary",
    "first_hand",
    "aftermath",
    "victim",
];

/// A random question, its policy read.
struct Question {
    seed: u64,
    asked: Asked,
    policy: Policy,
    rng: Rng,
}

impl Question {
    fn ask(&self, case: &Value) -> Answer {
        asking::core(&asking::case(case), &self.policy, &self.asked.recipient, &self.asked.as_of)
    }

    fn answer(&self) -> Answer {
        self.ask(&self.asked.case)
    }

    fn column(&self) -> &'static str {
        let place = match self.asked.recipient.split('/').collect::<Vec<_>>().as_slice() {
            ["members", _, "alert"] => 0,
            ["members", ..] => 1,
            ["police_anonymous", _] => 2,
            ["police_full", _] => 3,
            ["partner", _] => 4,
            _ => 5,
        };
        COLUMNS[place]
    }

    fn full(&self) -> bool {
        self.column() == "police_full"
    }

    /// The purposes that open whoever asks, and the recipient that a grant must name.
    fn opened_by(&self) -> (&'static [&'static str], Option<String>) {
        let purposes: &[&str] = match self.column() {
            "members_alert" => &["alert"],
            "members_lookup" => &["lookup"],
            "police_anonymous" => &["police_anonymous", "police_full"],
            "police_full" => &["police_full"],
            "partner" => &["partner"],
            _ => return (&["statistics"], None),
        };
        (purposes, self.asked.recipient.split('/').nth(1).map(str::to_owned))
    }

    fn one<'p, T>(&mut self, pool: &'p [T]) -> &'p T {
        &pool[self.rng.usize(..pool.len())]
    }
}

/// Random questions: this many, or as many as `PROPERTY_CASES` says.
fn questions(count: u64) -> impl Iterator<Item = Question> {
    let count = std::env::var("PROPERTY_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(count);
    let common = vector::policy();
    (0..count).map(move |seed| {
        let asked = random::asked(seed, &common);
        let policy = asking::policy(&asked.policy);
        Question { seed, asked, policy, rng: Rng::with_seed(seed ^ 0x9E37_79B9) }
    })
}

fn instant(text: &str) -> OffsetDateTime {
    OffsetDateTime::parse(text, &Rfc3339).expect("an instant")
}

fn written(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).expect("an instant").replace('Z', "+00:00")
}

/// `offenders[0].aliases[1]` is of the row `offenders[].aliases`.
fn row_of(path: &str) -> &'static str {
    let mut row: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
    if let Some(list) = row.strip_suffix("[]") {
        row.truncate(list.len());
    }
    Path::parse(&row).unwrap_or_else(|| panic!("{path} is of no row")).as_str()
}

/// Where the value of a concrete path stands in a case.
fn pointer(path: &str) -> String {
    let holder = if path.starts_with("identity.") { "" } else { "incident/" };
    format!("/{holder}{}", path.replace(['.', '['], "/").replace(']', ""))
}

fn list<'v>(case: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
    let (holder, name) = pointer.rsplit_once('/').unwrap();
    let holder = case.pointer_mut(holder).expect("what holds it");
    holder.as_object_mut().unwrap().entry(name).or_insert_with(|| json!([])).as_array_mut().unwrap()
}

// A03

const KINDS: &[(&str, &[&str])] = &[
    ("rape", &["19C", "19D", "19E"]),
    ("sexual_assault", &["17A", "20A"]),
    ("robbery", &["34A", "34B"]),
    ("theft", &["39", "40", "49"]),
    ("assault_with_injury", &["8N", "8F"]),
    ("criminal_damage", &["58A", "58B"]),
    ("exposure", &["88E"]),
    ("time_wasting", &[]),
];

/// Another value of the same type for one row, or `None` where the rules themselves take their decision from every other one.
///
/// What the rules decide by keeps the side of the decision that it is on: a `when` stays after (or before) 2006, from when on
/// one strand of hate crime is recognised; a relation stays linked or not; an age band stays adult; a safety answer changes
/// only where the rules give it no weight (PoliceFull, other audiences than Members, a hold that does not hold).
fn another(q: &mut Question, case: &Value, path: &str, reason: &str) -> Option<Value> {
    let old = case.pointer(&pointer(path)).unwrap_or(&Value::Null).clone();
    let meets = q.rng.bool();
    let row = row_of(path);
    let pool: Vec<Value> = match row {
        "received_at" => vec![json!("2026-03-01T03:00:00+01:00"), json!("2025-01-01T00:00:00+00:00")],
        "when" if old.to_string().contains("2005") => vec![json!({"month": "2005-11"}), json!({"day": "2004-02-29"})],
        "when" => vec![
            json!({"month": "2026-04"}),
            json!({"day": "2025-11-05"}),
            json!({"at": "2025-12-24T04:05:06+00:00"}),
            json!({"day": "2025-07-01", "part_of_day": "morning"}),
            json!({"from": {"day": "2025-07-01"}, "to": {"at": "2025-07-09T01:00:00+01:00"}}),
        ],
        "place.force" => vec![json!("E23000010"), json!("police_scotland"), json!("psni")],
        "place.area" => vec![json!("BD8"), json!("L1"), json!("LS99"), json!("Seacroft Parade")],
        "place.kind" => vec![json!("hotel"), json!("open_space"), json!("online")],
        "setting" => vec![json!("escort"), json!("parlour")],
        "own_words" | "offenders[].own_words" => vec![
            json!({"about": "other", "text": "Wholly different words stand here."}),
            json!({"about": old["about"], "text": "Zebra."}),
        ],
        "support_wanted" => vec![json!(["none"]), json!(["housing", "money"]), json!(["legal_advice"])],
        "contact_method" => vec![json!("on_street"), json!("email"), json!("agency")],
        "police_contact.status" => vec![json!("considering"), json!("statement_given")],
        "police_contact.reference" if meets => vec![json!("WY 4471"), json!("13/0012345/26")],
        "police_contact.reference" => vec![json!("ZQ/99/88"), json!("xx 000 71")],
        "reporter.grade" => vec![json!("verified_member"), json!("unknown")],
        "reporter.pseudonym" | "victim.pseudonym" => vec![json!("heron-7"), json!("Mandy"), json!("x")],
        "victim.gender" => vec![json!("woman"), json!("trans_man"), json!("non_binary")],
        "victim.ethnicity" => vec![json!("w1"), json!("b9"), json!("ns")],
        "place.venue" if meets => vec![json!("The Old Inn"), json!("Tivoli Sauna")],
        "place.venue" => vec![json!("Crimson Lantern"), json!("Velvet Room")],
        "place.street" | "place.postcode" if meets && row.ends_with("street") => {
            vec![json!("4 Elm Row"), json!("7 Sackler Grove")]
        }
        "place.street" => vec![json!("81 Quarry Hollow"), json!("2 Juniper Ride")],
        "place.postcode" => vec![json!("BD1 9ZZ"), json!("HU3 9ZZ")],
        "narrative" | "offenders[].link.how_he_knows_her" | "offenders[].link.words_about_her" => {
            vec![json!("Wholly different words stand here."), json!("Zebra.")]
        }
        "summary" => vec![
            json!({"text": "Wholly different words stand here.", "language": "en"}),
            json!({"text": "Zebra.", "language": "ro"}),
        ],
        "injuries" => vec![json!("none"), json!("cuts"), json!("strangulation")],
        "reporter.kind" => vec![json!("victim"), json!("witness"), json!("establishment")],
        "reporter.first_hand" | "victim.capacity_doubted" | "victim.in_danger" => vec![json!(true), json!(false)],
        "victim.sector" => vec![json!("street"), json!("escort"), json!("other")],
        "victim.age_band" if old == "under_18" => return None,
        "victim.age_band" => vec![json!("18_24"), json!("25_34"), json!("55_plus")],
        "victim.hate_crime" => vec![json!("not_claimed"), json!("religion"), json!("sex_workers")],
        "offenders[].aliases" | "identity.victim.names" | "identity.reporter.names" | "identity.taken_by" if meets => {
            vec![json!("Kez"), json!("Roxy"), json!("Jo Marlow")]
        }
        "offenders[].aliases" | "identity.victim.names" | "identity.reporter.names" | "identity.taken_by" => {
            vec![json!("Zelda Quirk"), json!("Ottoline"), json!("Xanthe Vole")]
        }
        "offenders[].appearance.gender" => vec![json!("man"), json!("non_binary")],
        "offenders[].appearance.ethnicity" => vec![json!("ic2"), json!("ic6")],
        "offenders[].appearance.age" => {
            vec![json!({"from": 12, "to": 99}), json!({"from": 40, "to": 41}), json!("late 40s"), json!("about 50")]
        }
        "offenders[].appearance.height_cm" => {
            vec![json!({"from": 101, "to": 102}), json!({"from": 190, "to": 200}), json!("very tall"), json!("5'1")]
        }
        "offenders[].appearance.build" => vec![json!("stocky"), json!("average")],
        "offenders[].appearance.hair_colour" => vec![json!("red"), json!("white")],
        "offenders[].appearance.hair_length" => vec![json!("medium"), json!("shaved")],
        "offenders[].appearance.hair_style" => vec![json!("curly"), json!("braids")],
        "offenders[].appearance.facial_hair" => vec![json!("goatee"), json!("moustache")],
        "offenders[].appearance.eye_colour" => vec![json!("green"), json!("grey")],
        "offenders[].appearance.complexion" => vec![json!("freckled"), json!("dark")],
        "offenders[].appearance.glasses" => vec![json!("none"), json!("sunglasses")],
        "offenders[].appearance.accent" => vec![json!("welsh"), json!("south_asian")],
        "offenders[].appearance.languages" => vec![json!(["pl"]), json!(["fr", "ar"])],
        "offenders[].appearance.marks" => {
            vec![json!([{"kind": "mole"}]), json!([{"kind": "piercing", "body_place": "ear"}, {"kind": "other"}])]
        }
        "offenders[].appearance.clothing" => {
            vec![json!([{"item": "suit"}]), json!([{"item": "shoes", "colour": "red"}, {"item": "gloves"}])]
        }
        "offenders[].appearance.smells" => vec![json!(["paint"]), json!(["food", "tobacco"])],
        "offenders[].behaviours" => vec![json!(["gun"]), json!(["locks_in", "poses_as_police"])],
        "offenders[].vehicle.plate" if reason == "not_approved" => {
            vec![json!("an unread plate"), json!("a muddy plate")]
        }
        "offenders[].vehicle.plate" => {
            vec![json!("AB01CDE"), json!("QX50 ZZI"), json!("zz00 iiq"), json!("ZZ*0 I_"), json!("A??B")]
        }
        "offenders[].vehicle.kind" => vec![json!("lorry"), json!("moped")],
        // A model is one of its make's, so where both are told only the model can be another.
        "offenders[].vehicle.make" if vehicle_of(case, path)["model"].is_string() => return None,
        "offenders[].vehicle.make" => vec![json!("toyota"), json!("bmw")],
        "offenders[].vehicle.model" if vehicle_of(case, path)["make"] == "vauxhall" => {
            vec![json!("vauxhall_corsa"), json!("vauxhall_astra")]
        }
        "offenders[].vehicle.model" => vec![json!("ford_focus"), json!("ford_transit")],
        "offenders[].vehicle.features" => vec![json!(["dashcam"]), json!(["rusty", "tow_bar"])],
        "offenders[].vehicle.colour" => vec![json!("orange"), json!("white")],
        "offenders[].phones" if reason == "not_approved" => vec![json!("some number or other"), json!("a pay phone")],
        "offenders[].phones" | "identity.victim.phones" | "identity.reporter.phones" if meets => {
            vec![json!("07700 900123"), json!("07700 900456")]
        }
        "offenders[].phones" | "identity.victim.phones" | "identity.reporter.phones" => {
            vec![json!("07700 900987"), json!("020 7946 0808")]
        }
        "offenders[].emails" if reason == "not_approved" => vec![json!("nobody at nowhere"), json!("no mail")],
        "offenders[].emails" | "identity.victim.emails" | "identity.reporter.emails" => {
            vec![json!("zelda@example.org"), json!("daz@example.org")]
        }
        "offenders[].handles" if reason == "not_approved" => vec![json!("owl of the night"), json!("some other bird")],
        "offenders[].handles" => vec![json!("@xvole9"), json!("@quirk_z")],
        "offenders[].profiles" if reason == "not_approved" => vec![
            json!({"site": "dateline", "handle": "owl of the night"}),
            json!({"site": "otherlist", "handle": "some other bird"}),
        ],
        "offenders[].profiles" => vec![
            json!({"site": "dateline", "handle": "@xvole9"}),
            json!({"site": "https://www.otherlist.example.org/7", "handle": "kez"}),
        ],
        "offenders[].civil_identity.legal_name" => ["Zelda Quirk", "Daz", "Jo Marlow"]
            .iter()
            .map(|name| json!({"name": name, "confirmed": old["confirmed"]}))
            .collect(),
        "offenders[].civil_identity.date_of_birth" => vec![json!("1971-10-13"), json!("1980-09-04")],
        "offenders[].civil_identity.home_address" | "identity.victim.address" | "identity.reporter.address" => {
            let mut address = old.clone();
            for (member, value) in [("street", "81 Quarry Hollow"), ("postcode", "BD1 9ZZ")] {
                if address.get(member).is_some() && (member == "street" || q.rng.bool()) {
                    address[member] = json!(value);
                }
            }
            vec![address]
        }
        "identity.victim.safe_contact" | "identity.reporter.safe_contact" => {
            vec![json!("rings at noon only"), json!("Zebra")]
        }
        "offenders[].link.relation" if old == "client" || old == "stranger" => vec![json!("client"), json!("stranger")],
        "offenders[].link.relation" => vec![json!("partner"), json!("family"), json!("other_known")],
        "safety.would_he_know" if q.column().starts_with("members") && !linked(case) => return None,
        "safety.would_he_know" => vec![json!(true), json!(false)],
        "safety.only_you_know" if q.full() => {
            vec![json!({"paths": ["when"], "phrases": ["red kite"]}), json!({"phrases": ["a"]})]
        }
        "safety.only_you_know" => {
            let mut other = old.clone();
            other["phrases"] = json!(["red kite"]);
            vec![other]
        }
        "safety.hold_back" => {
            vec![json!({"hold": "none"}), json!({"hold": "until", "at": "2020-01-01T00:00:00+00:00"})]
        }
        _ => return None,
    };
    let pool: Vec<Value> = pool.into_iter().filter(|value| *value != old).collect();
    (!pool.is_empty()).then(|| q.one(&pool).clone())
}

/// The vehicle that a path is of.
fn vehicle_of<'v>(case: &'v Value, path: &str) -> &'v Value {
    let place = pointer(path);
    let holder = place.rsplit_once('/').map_or("", |(holder, _)| holder);
    case.pointer(holder).unwrap_or(&Value::Null)
}

fn linked(case: &Value) -> bool {
    let offenders = case["incident"]["offenders"].as_array();
    offenders.into_iter().flatten().any(|offender| {
        let relation = &offender["link"]["relation"];
        relation.is_string() && relation != "client" && relation != "stranger"
    })
}

/// The same report with another value at a withheld path.
fn changed(q: &mut Question, path: &str, reason: &str) -> Option<Value> {
    let mut case = q.asked.case.clone();
    match row_of(path) {
        "id" => {
            let old = case["incident"]["id"].clone();
            for name in ["incident", "identity", "consent", "circumstances"] {
                if let Some(document) = case.get_mut(name) {
                    document[if name == "incident" { "id" } else { "incident" }] = json!("zz-9999-0001");
                }
            }
            if case.get("consent").is_some() {
                for event in list(&mut case, "/consent/events") {
                    if event["event"] == "override" && event["incident"] == old {
                        event["incident"] = json!("zz-9999-0001");
                    }
                }
            }
        }
        "offences[].kind" => {
            // Its codes are the kind's, and go with it.
            let offence = case.pointer_mut(pointer(path).trim_end_matches("/kind"))?;
            let codes = offence["home_office_codes"].as_array().map_or(0, Vec::len);
            let kinds: Vec<_> =
                KINDS.iter().filter(|(kind, of)| of.len() >= codes && offence["kind"] != *kind).collect();
            let (kind, of) = **q.one(&kinds);
            offence["kind"] = json!(kind);
            if codes > 0 {
                offence["home_office_codes"] = json!(of[..codes]);
            }
        }
        "offences[].home_office_codes" => {
            let offence = case.pointer_mut(pointer(path).trim_end_matches("/home_office_codes"))?;
            let (_, of) = KINDS.iter().find(|(kind, of)| offence["kind"] == *kind && of.len() >= 2)?;
            let old: Vec<String> =
                offence["home_office_codes"].as_array()?.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
            let new = match old.as_slice() {
                [one] => vec![(*of.iter().find(|code| *code != one)?).to_owned()],
                more => more.iter().rev().cloned().collect(),
            };
            offence["home_office_codes"] = json!(new);
        }
        // Whether an override is validly signed hangs on the names, and an override opens PoliceFull.
        "identity.victim.names" | "identity.reporter.names" if q.full() && has_override(&case) => return None,
        _ => {
            let value = another(q, &case, path, reason)?;
            *case.pointer_mut(&pointer(path))? = value;
        }
    }
    (case != q.asked.case).then_some(case)
}

fn has_override(case: &Value) -> bool {
    case["consent"]["events"].as_array().into_iter().flatten().any(|event| event["event"] == "override")
}

/// What the value checks decided: an address that is hers too is one of them (A02).
fn verdict(withheld: &[(String, String)]) -> BTreeSet<&(String, String)> {
    let checked = |(path, reason): &(String, String)| {
        VALUE_CHECKS.contains(&reason.as_str()) || (path.ends_with("home_address") && reason == "linked_to_victim")
    };
    withheld.iter().filter(|entry| checked(entry)).collect()
}

/// Paths and reasons. That a strand is not recognised is a reason before others, so of the strand only the path counts.
fn explained(withheld: &[(String, String)]) -> Vec<(&str, &str)> {
    let reason = |path: &str, reason| if path == "victim.hate_crime" { "" } else { reason };
    withheld.iter().map(|(path, why)| (path.as_str(), reason(path, why.as_str()))).collect()
}

/// Changing one withheld value changes no byte and no reason, where the value checks decide as before.
#[test]
fn what_is_withheld_leaves_no_trace() {
    let mut unseen = BTreeMap::<&str, usize>::new();
    let (mut decided_otherwise, mut hidden_forces, mut strangers, mut answers) = (0, 0, 0, 0);
    for mut q in questions(3_000) {
        let Answer::Disclosure { bytes, withheld } = q.answer() else { continue };
        let mut agree = |q: &Question, case: &Value, path: &str, reason: &str| -> bool {
            let new = q.ask(case);
            let about = format!("seed {}, {path} ({reason}) to {}", q.seed, q.asked.recipient);
            let (new_bytes, new_withheld) = match new {
                Answer::Disclosure { bytes, withheld } => (bytes, withheld),
                // A39 is decided by these values themselves.
                Answer::Nothing(why)
                    if why == "needs_person" && matches!(path, "victim.capacity_doubted" | "victim.in_danger") =>
                {
                    return false;
                }
                other => panic!("{about}: {other:?}"),
            };
            if verdict(&withheld) != verdict(&new_withheld) {
                decided_otherwise += 1;
                return false;
            }
            // A40 is decided by the strand itself.
            if path == "victim.hate_crime" && reason == "policy" && !new_withheld.iter().any(|(at, _)| at == path) {
                return false;
            }
            assert_eq!(new_bytes, bytes, "{about}\n{:#}\n{case:#}", q.asked.case);
            assert_eq!(explained(&new_withheld), explained(&withheld), "{about}");
            true
        };
        for (path, reason) in &withheld {
            if VALUE_CHECKS.contains(&reason.as_str()) {
                continue;
            }
            if let Some(case) = changed(&mut q, path, reason)
                && agree(&q, &case, path, reason)
            {
                *unseen.entry(row_of(path)).or_default() += 1;
            }
        }
        // A force in whose place the area is shown has no reason, and is not seen either.
        let shown: Value = serde_json::from_str(&bytes).unwrap();
        let force = &q.asked.case["incident"]["place"]["force"];
        if force.is_string() && shown["place"].get("force").is_none() && shown["place"].get("area").is_some() {
            let mut case = q.asked.case.clone();
            case["incident"]["place"]["force"] = json!("psni");
            hidden_forces += usize::from(agree(&q, &case, "place.force", "the area is shown"));
        }
        // Everybody behind the report at once.
        if !q.full() && q.asked.case.get("identity").is_some() {
            let mut case = q.asked.case.clone();
            replace_people(&mut case["identity"]);
            if case != q.asked.case {
                strangers += usize::from(agree(&q, &case, "identity", "everybody"));
            }
        }
        // Why something is not known is nobody's but PoliceFull's.
        if !q.full() {
            let mut case = q.asked.case.clone();
            answers += usize::from(turn_answers(&mut case["incident"]) > 0 && agree(&q, &case, "answers", "not known"));
        }
    }
    for path in Path::ALL {
        let unseen = unseen.get(path.as_str()).copied().unwrap_or_default();
        assert!(unseen >= 10, "{} was changed {unseen} times", path.as_str());
    }
    assert!(hidden_forces > 50 && strangers > 100 && answers > 500, "{hidden_forces} {strangers} {answers}");
    let all: usize = unseen.values().sum();
    assert!(decided_otherwise < all, "{decided_otherwise} of {all}");
}

fn replace_people(identity: &mut Value) {
    for person in ["victim", "reporter"] {
        let Some(person) = identity.get_mut(person) else { continue };
        for (list, value) in [("names", "Zelda Quirk"), ("phones", "07700 900987"), ("emails", "zelda@example.org")] {
            for element in person.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                *element = json!(value);
            }
        }
        for (member, value) in [("street", "81 Quarry Hollow"), ("postcode", "BD1 9ZZ")] {
            if let Some(part) = person.get_mut("address").and_then(|address| address.get_mut(member)) {
                *part = json!(value);
            }
        }
        if let Some(contact) = person.get_mut("safe_contact") {
            *contact = json!("rings at noon only");
        }
    }
    if let Some(taker) = identity.get_mut("taken_by") {
        *taker = json!("Xanthe Vole");
    }
}

/// Turns each `{"answer": …}` into another; how many there were.
fn turn_answers(value: &mut Value) -> usize {
    match value {
        Value::Object(members) => match members.get("answer").and_then(Value::as_str) {
            Some(answer) => {
                let next = match answer {
                    "unknown" => "refused",
                    "refused" => "not_asked",
                    _ => "unknown",
                };
                members["answer"] = json!(next);
                1
            }
            None => members.values_mut().map(turn_answers).sum(),
        },
        Value::Array(elements) => elements.iter_mut().map(turn_answers).sum(),
        _ => 0,
    }
}

// Not more

/// Whether one answer shows nothing that another does not.
fn not_more(new: &Answer, old: &Answer) -> Result<(), String> {
    let (new, old) = match (new, old) {
        (Answer::Disclosure { bytes: new, .. }, Answer::Disclosure { bytes: old, .. }) => (new, old),
        (Answer::Disclosure { .. }, _) => return Err("something instead of nothing".to_owned()),
        _ => return Ok(()),
    };
    let (new, old): (Value, Value) = (serde_json::from_str(new).unwrap(), serde_json::from_str(old).unwrap());
    for (name, new) in new.as_object().unwrap() {
        let old_value = &old[name];
        let less = match name.as_str() {
            "offences" => offences_not_more(new, old_value),
            "when" => when_not_more(new, old_value),
            "place" => place_not_more(new, old_value),
            "offenders" => offenders_not_more(new.as_array().unwrap(), old_value.as_array().map_or(&[], Vec::as_slice)),
            "identity" => members_not_more(new, old_value, &|_, new, old| members_not_more(new, old, &same_or_fewer)),
            "injuries" | "support_wanted" | "contact_method" => coarser_or_same(name, new, old_value),
            "police_contact" | "reporter" | "victim" => members_not_more(new, old_value, &coarser_or_same),
            "own_words" => same_or_fewer(name, new, old_value),
            _ => new == old_value,
        };
        if !less {
            return Err(format!("{name}: {new} is more than {old_value}"));
        }
    }
    Ok(())
}

type Less<'f> = &'f dyn Fn(&str, &Value, &Value) -> bool;

/// Every member stands in the other, and is no more than there.
fn members_not_more(new: &Value, old: &Value, less: Less<'_>) -> bool {
    new.as_object()
        .is_some_and(|members| members.iter().all(|(name, new)| old.get(name).is_some_and(|old| less(name, new, old))))
}

/// Lists of codes are shown whole or not at all.
const SHOWN_WHOLE: [&str; 3] = ["behaviours", "home_office_codes", "features"];

/// A list may lack elements; anything else is the same.
fn same_or_fewer(name: &str, new: &Value, old: &Value) -> bool {
    match (new, old) {
        (Value::Array(new), Value::Array(old)) if !SHOWN_WHOLE.contains(&name) => {
            let mut rest = old.iter();
            new.iter().all(|element| rest.any(|other| other == element))
        }
        _ => new == old,
    }
}

/// The same, or one of the coarser forms of the same value.
fn coarser_or_same(name: &str, new: &Value, old: &Value) -> bool {
    if new == old {
        return true;
    }
    let bands = |band: fn(u64) -> &'static str| {
        let (from, to) = (band(old["from"].as_u64().unwrap_or(0)), band(old["to"].as_u64().unwrap_or(0)));
        old["from"].is_u64() && *new == if from == to { json!(from) } else { json!({"from": from, "to": to}) }
    };
    match (name, old.as_str()) {
        ("injuries", Some("none")) => new == "none",
        ("injuries", Some("bruising" | "cuts" | "other_minor")) => new == "minor",
        ("injuries", Some("fracture" | "head_injury" | "strangulation" | "internal" | "other_serious")) => {
            new == "serious"
        }
        ("support_wanted", None) => {
            let none = old.as_array().is_some_and(|wanted| wanted.iter().all(|support| support == "none"));
            old.is_array() && new == if none { "none" } else { "wanted" }
        }
        ("contact_method", Some("on_street" | "in_venue")) => new == "in_person",
        ("contact_method", Some("agency" | "through_someone" | "other")) => new == "other",
        ("contact_method", Some(_)) => new == "remote",
        ("status", Some("none" | "considering")) => new == "no_contact",
        ("status", Some(_)) => new == "contact",
        ("gender", Some("trans_woman")) => new == "woman",
        ("gender", Some("trans_man")) => new == "man",
        ("gender", Some("non_binary")) => new == "other",
        ("ethnicity", Some(code)) => match code.as_bytes().first() {
            Some(b'w') => new == "white",
            Some(b'm') => new == "mixed",
            Some(b'a') => new == "asian",
            Some(b'b') => new == "black",
            Some(b'o') => new == "other",
            _ => code == "ns" && new == "not_stated",
        },
        ("kind", Some("project_worker" | "witness" | "establishment")) => new == "third_party",
        ("hate_crime", Some(strand)) => strand != "not_claimed" && *new == json!(true),
        ("relation", Some("client" | "stranger")) => new == "client_or_stranger",
        ("relation", Some(_)) => new == "linked",
        ("age", None) => bands(|years| match years {
            0..18 => "under_18",
            18..25 => "18_24",
            25..35 => "25_34",
            35..45 => "35_44",
            45..55 => "45_54",
            _ => "55_plus",
        }),
        ("height_cm", None) => bands(|cm| match cm {
            0..165 => "under_165",
            165..175 => "165_174",
            175..185 => "175_184",
            _ => "185_plus",
        }),
        _ => false,
    }
}

/// Categories may stand for kinds, each once, in the order of their first; codes may go, whole.
fn offences_not_more(new: &Value, old: &Value) -> bool {
    let (Some(new), Some(old)) = (new.as_array(), old.as_array()) else { return false };
    if new.iter().any(|offence| offence.get("category").is_some()) {
        let mut categories: Vec<String> = Vec::new();
        for offence in old {
            let category = match offence["category"].as_str() {
                Some(category) => category.to_owned(),
                None => match num_core::offence::OffenceKind::parse(offence["kind"].as_str().unwrap()) {
                    Ok(kind) => kind.category().as_str().to_owned(),
                    Err(_) => return false,
                },
            };
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        return new.iter().map(|offence| offence["category"].as_str().unwrap_or_default()).eq(categories.iter());
    }
    new.len() == old.len() && new.iter().zip(old).all(|(new, old)| members_not_more(new, old, &same_or_fewer))
}

/// A force may newly stand where an area stood; an area may be written as its code.
fn place_not_more(new: &Value, old: &Value) -> bool {
    new.as_object().unwrap().iter().all(|(name, value)| match (name.as_str(), old.get(name)) {
        ("force", None) => old.get("area").is_some() && new.get("area").is_none(),
        ("area", Some(area)) => {
            let code = |area: &Value| area.as_str().map(|area| area.trim().to_uppercase());
            value == area || (value.is_string() && code(value) == code(area))
        }
        (_, Some(old)) => value == old,
        (_, None) => false,
    })
}

/// Each end lies about the same end of the other: what is shown of it covers all that was.
fn when_not_more(new: &Value, old: &Value) -> bool {
    let ends = |when: &Value| match when.get("from") {
        Some(from) => Some((moment(from)?, moment(&when["to"])?)),
        None => Some((moment(when)?, moment(when)?)),
    };
    match (ends(new), ends(old)) {
        (Some(new), Some(old)) => covers(new.0, old.0) && covers(new.1, old.1),
        _ => new == old,
    }
}

fn covers(outer: (i64, i64), inner: (i64, i64)) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

/// Seconds on the wall clock: where a moment begins and ends.
fn moment(moment: &Value) -> Option<(i64, i64)> {
    let day = |text: &str| {
        let part = |range: std::ops::Range<usize>| text[range].parse::<i32>().unwrap();
        let month = time::Month::try_from(u8::try_from(part(5..7)).unwrap()).unwrap();
        let date = time::Date::from_calendar_date(part(0..4), month, u8::try_from(part(8..10)).unwrap()).unwrap();
        i64::from(date.to_julian_day()) * 86_400
    };
    let hours = |from: i64, to: i64| (from * 3_600, to * 3_600);
    if let Some(at) = moment["at"].as_str() {
        let number = |range: std::ops::Range<usize>| at[range].parse::<i64>().unwrap();
        let second = day(at) + number(11..13) * 3_600 + number(14..16) * 60 + number(17..19);
        return Some((second, second));
    }
    if let Some(month) = moment["month"].as_str() {
        let first = day(&format!("{month}-01"));
        let (year, number) = month.split_once('-').unwrap();
        let number = time::Month::try_from(number.parse::<u8>().unwrap()).unwrap();
        return Some((first, first + i64::from(number.length(year.parse().unwrap())) * 86_400));
    }
    let first = day(moment["day"].as_str()?);
    let (from, to) = match (moment["band"].as_str(), moment["part_of_day"].as_str()) {
        (Some(band), _) => hours(band[..2].parse().unwrap(), band[3..].parse().unwrap()),
        (_, Some("early_hours")) => hours(0, 6),
        (_, Some("morning")) => hours(6, 12),
        (_, Some("afternoon")) => hours(12, 18),
        (_, Some(_)) => hours(18, 24),
        _ => hours(0, 24),
    };
    Some((first + from, first + to))
}

/// Offenders of whom nothing is left are left out; the others stand in order, each with no more than before.
fn offenders_not_more(new: &[Value], old: &[Value]) -> bool {
    let Some((first, rest)) = new.split_first() else { return true };
    (0..old.len()).any(|at| offender_not_more(first, &old[at]) && offenders_not_more(rest, &old[at + 1..]))
}

fn offender_not_more(new: &Value, old: &Value) -> bool {
    members_not_more(new, old, &|name, new, old| match name {
        "appearance" | "link" => members_not_more(new, old, &coarser_or_same),
        "vehicle" | "civil_identity" => members_not_more(new, old, &same_or_fewer),
        _ => same_or_fewer(name, new, old),
    })
}

#[test]
fn not_more_tells_more_from_less() {
    for (new, old, less) in [
        (json!({"when": {"month": "2026-03"}}), json!({"when": {"at": "2026-03-01T22:15:00+00:00"}}), true),
        (json!({"when": {"day": "2026-03-01"}}), json!({"when": {"month": "2026-03"}}), false),
        (
            json!({"when": {"day": "2026-03-01", "band": "18-21"}}),
            json!({"when": {"day": "2026-03-01", "part_of_day": "evening"}}),
            false,
        ),
        (json!({"place": {"force": "psni"}}), json!({"place": {"area": "L8"}}), true),
        (json!({"place": {"force": "psni"}}), json!({"place": {"venue": "Roxy"}}), false),
        (json!({"place": {"force": "psni", "area": "L8"}}), json!({"place": {"area": "L8"}}), false),
        (
            json!({"offences": [{"category": "sexual"}]}),
            json!({"offences": [{"kind": "rape"}, {"kind": "exposure"}]}),
            true,
        ),
        (json!({"offences": [{"kind": "rape"}]}), json!({"offences": [{"category": "sexual"}]}), false),
        (
            json!({"offenders": [{"aliases": ["b"]}]}),
            json!({"offenders": [{"aliases": ["a"]}, {"aliases": ["c", "b"]}]}),
            true,
        ),
        (json!({"offenders": [{"aliases": ["b", "c"]}]}), json!({"offenders": [{"aliases": ["c", "b"]}]}), false),
        (
            json!({"offenders": [{"appearance": {"age": "25_34"}}]}),
            json!({"offenders": [{"appearance": {"age": {"from": 26, "to": 30}}}]}),
            true,
        ),
        (
            json!({"offenders": [{"link": {"relation": "linked"}}]}),
            json!({"offenders": [{"link": {"relation": "family"}}]}),
            true,
        ),
        (json!({"narrative": "a"}), json!({}), false),
        (json!({"support_wanted": "wanted"}), json!({"support_wanted": ["none", "medical"]}), true),
        (json!({"support_wanted": ["none"]}), json!({"support_wanted": ["none", "medical"]}), false),
        (json!({"victim": {"ethnicity": "mixed"}}), json!({"victim": {"ethnicity": "m3"}}), true),
        (json!({"victim": {"ethnicity": "white"}}), json!({"victim": {"ethnicity": "m3"}}), false),
        (
            json!({"own_words": [{"about": "other", "text": "b"}]}),
            json!({"own_words": [{"about": "other", "text": "a"}, {"about": "other", "text": "b"}]}),
            true,
        ),
        (
            json!({"offenders": [{"vehicle": {"features": ["dirty"]}}]}),
            json!({"offenders": [{"vehicle": {"features": ["dirty", "rusty"]}}]}),
            false,
        ),
    ] {
        let answer = |value: &Value| Answer::Disclosure { bytes: value.to_string(), withheld: Vec::new() };
        assert_eq!(not_more(&answer(&new), &answer(&old)).is_ok(), less, "{new} of {old}");
    }
}

/// The grants of a case: event and place of each that names one of these purposes and this recipient.
fn grants(case: &Value, purposes: &[&str], to: Option<&str>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (at, event) in case["consent"]["events"].as_array().into_iter().flatten().enumerate() {
        for (place, grant) in event["grants"].as_array().into_iter().flatten().enumerate() {
            let purpose = grant["purpose"].as_str().unwrap();
            if purposes.contains(&purpose) && (to.is_none() || grant["recipient"].as_str() == to) {
                places.push((at, place));
            }
        }
    }
    places
}

/// Drops every grant of one purpose to one recipient; dropping one alone could bring back an earlier statement.
fn drop_grants(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let (purposes, to) = q.opened_by();
    let (purpose, to) = if q.rng.u8(..5) == 0 { (*q.one(&PURPOSES), None) } else { (*q.one(purposes), to) };
    let places = grants(&case, &[purpose], to.as_deref());
    if places.is_empty() {
        return None;
    }
    let events = list(&mut case, "/consent/events");
    for (at, place) in places.into_iter().rev() {
        let grants = events[at]["grants"].as_array_mut().unwrap();
        grants.remove(place);
        if grants.is_empty() {
            events.remove(at);
        }
    }
    Some(case)
}

/// Drops a part from a grant that opens whoever asks; without a scope, the default of the audience is spelt out first.
fn narrow_scope(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let (purposes, to) = q.opened_by();
    let places = grants(&case, purposes, to.as_deref());
    if places.is_empty() {
        return None;
    }
    let (at, place) = *q.one(&places);
    let column = q.column();
    let policy: Value = {
        let as_of = Timestamp::parse(&q.asked.as_of).unwrap();
        let version = q.policy.in_force(as_of)?;
        serde_json::from_str(&Policy::new(vec![version.clone()]).to_json()).unwrap()
    };
    let default: Vec<Value> = PARTS
        .iter()
        .filter(|part| !(column == "police_anonymous" && **part == "linked_offender"))
        .filter(|part| {
            ROWS.iter().any(|row| row.1 == **part && policy["versions"][0]["rows"][row.0][column] != "withheld")
        })
        .map(|part| json!(part))
        .collect();
    let grant = &mut list(&mut case, "/consent/events")[at]["grants"][place];
    let mut scope = grant["scope"].as_array().cloned().unwrap_or(default);
    if scope.is_empty() {
        return None;
    }
    scope.remove(q.rng.usize(..scope.len()));
    grant["scope"] = json!(scope);
    Some(case)
}

fn add_withdrawal(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    case.get("consent")?;
    let (purposes, to) = q.opened_by();
    let purpose = if q.rng.u8(..4) == 0 { *q.one(&PURPOSES) } else { *q.one(purposes) };
    let mut event =
        json!({"event": "withdraw", "at": withdrawn_at(q), "by": q.one(&["victim", "reporter", "project"])});
    if q.rng.u8(..3) > 0 {
        event["what"] = json!([{"purpose": purpose}]);
        let scheme = matches!(purpose, "lookup" | "alert" | "partner");
        let police = purpose.starts_with("police");
        let column = q.column();
        let fits = (scheme && (column.starts_with("members") || column == "partner"))
            || (police && column.starts_with("police"));
        if let Some(to) = to.filter(|_| fits)
            && q.rng.bool()
        {
            event["what"][0]["recipient"] = json!(to);
        }
    }
    let events = list(&mut case, "/consent/events");
    let place = q.rng.usize(..=events.len());
    events.insert(place, event);
    Some(case)
}

fn withdrawn_at(q: &mut Question) -> String {
    let before = *q.one(&[0, 1, 60, 86_400, 5 * 86_400, 8 * 86_400]);
    written(instant(&q.asked.as_of) - Duration::seconds(before))
}

fn incident_member<'v>(case: &'v mut Value, name: &str) -> &'v mut Map<String, Value> {
    let incident = case["incident"].as_object_mut().unwrap();
    incident.entry(name).or_insert_with(|| json!({})).as_object_mut().unwrap()
}

fn only_she_knows(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let only = incident_member(&mut case, "safety").entry("only_you_know").or_insert_with(|| json!({}));
    if only.get("answer").is_some() {
        *only = json!({});
    }
    let (list, value) = if q.rng.bool() {
        let paths: Vec<&str> = ROWS
            .iter()
            .map(|row| row.0)
            .filter(|path| !["id", "received_at"].contains(path))
            .filter(|path| !path.starts_with("safety") && !path.starts_with("identity"))
            .collect();
        let path = *q.one(&paths);
        ("paths", if q.rng.bool() { path } else { path.split(['.', '[']).next().unwrap() })
    } else {
        ("phrases", *q.one(&["a price", "He would", "the blue gate", "drove off", "Big Al", "two of them", "met"]))
    };
    let list = only.as_object_mut().unwrap().entry(list).or_insert_with(|| json!([])).as_array_mut().unwrap();
    list.push(json!(value));
    Some(case)
}

fn he_may_know(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let safety = incident_member(&mut case, "safety");
    let next = match safety.get("would_he_know") {
        Some(Value::Bool(true)) => return None,
        Some(Value::Bool(false)) if q.rng.bool() => json!({"answer": "unknown"}),
        _ => json!(true),
    };
    safety.insert("would_he_know".to_owned(), next);
    Some(case)
}

fn hold_back(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let safety = incident_member(&mut case, "safety");
    // Only where nothing held before: a hold in the place of another could be the shorter one.
    let none = safety.get("hold_back").is_none_or(|hold| hold.get("answer").is_some() || hold["hold"] == "none");
    let holds = [
        json!({"hold": "until_i_say"}),
        json!({"hold": "until", "at": "2026-03-10T09:00:01+00:00"}),
        json!({"hold": "until_day_ends", "day": "2026-03-10", "offset": "-09:00"}),
    ];
    let hold = q.one(&holds);
    safety.insert("hold_back".to_owned(), hold.clone());
    none.then_some(case)
}

fn drop_overrides(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    if !has_override(&case) {
        return None;
    }
    list(&mut case, "/consent/events").retain(|event| event["event"] != "override");
    Some(case)
}

fn add_condition(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let (purposes, to) = q.opened_by();
    let places = grants(&case, purposes, to.as_deref());
    if places.is_empty() {
        return None;
    }
    let (at, place) = *q.one(&places);
    let grant = &mut list(&mut case, "/consent/events")[at]["grants"][place];
    if grant.get("condition").is_some() {
        return None;
    }
    grant["condition"] = json!({"at_least": 2, "then": if q.rng.bool() { "take_effect" } else { "recontact" }});
    Some(case)
}

type Narrowing = (&'static str, fn(&mut Question) -> Option<Value>);

const NARROWINGS: [Narrowing; 8] = [
    ("dropping grants", drop_grants),
    ("dropping a part", narrow_scope),
    ("a withdrawal", add_withdrawal),
    ("only she knows", only_she_knows),
    ("he may know", he_may_know),
    ("a hold", hold_back),
    ("dropping overrides", drop_overrides),
    ("a condition", add_condition),
];

#[test]
fn narrowing_never_adds() {
    let mut counts = BTreeMap::<&str, (usize, usize)>::new();
    for mut q in questions(3_500) {
        let old = q.answer();
        for (name, narrow) in NARROWINGS {
            let Some(case) = narrow(&mut q) else { continue };
            let new = q.ask(&case);
            if let Err(more) = not_more(&new, &old) {
                panic!(
                    "seed {}, {name}, to {} as of {}: {more}\n{:#}\n{:#}\n{old:?}\n{new:?}",
                    q.seed, q.asked.recipient, q.asked.as_of, q.asked.case, case
                );
            }
            let count = counts.entry(name).or_default();
            count.0 += 1;
            count.1 += usize::from(matches!(old, Answer::Disclosure { .. }) && new != old);
        }
    }
    for (name, _) in NARROWINGS {
        let (tried, less) = counts.get(name).copied().unwrap_or_default();
        assert!(tried >= 100 && less >= 10, "{name}: {tried} tried, {less} gave less");
    }
}

#[test]
fn tightening_a_cell_never_adds() {
    let (mut less, mut others) = (0, 0);
    for mut q in questions(3_500) {
        let old = q.answer();
        let Ok(as_of) = Timestamp::parse(&q.asked.as_of) else { continue };
        let Some(version) = q.policy.in_force(as_of).cloned() else { continue };
        let whole: Value = serde_json::from_str(&Policy::new(vec![version]).to_json()).unwrap();
        let own = q.column();
        let column = if q.rng.u8(..4) == 0 { *q.one(&COLUMNS) } else { own };
        let cells: Vec<(&str, usize)> = ROWS
            .iter()
            .map(|row| {
                (
                    row.0,
                    chain(row.0).iter().position(|form| whole["versions"][0]["rows"][row.0][column] == *form).unwrap(),
                )
            })
            .filter(|(_, rank)| *rank > 0)
            .collect();
        for _ in 0..4 {
            let Some((path, rank)) = (!cells.is_empty()).then(|| *q.one(&cells)) else { break };
            let mut tighter = whole.clone();
            let form = chain(path)[q.rng.usize(..rank)];
            tighter["versions"][0]["rows"][path][column] = json!(form);
            let tighter = asking::policy(&tighter);
            let new = asking::core(&asking::case(&q.asked.case), &tighter, &q.asked.recipient, &q.asked.as_of);
            if let Err(more) = not_more(&new, &old) {
                panic!(
                    "seed {}, {path} of {column} to {form}, to {}: {more}\n{:#}\n{old:?}\n{new:?}",
                    q.seed, q.asked.recipient, q.asked.case
                );
            }
            if column == own {
                less += usize::from(new != old);
            } else {
                others += 1;
                assert_eq!(new, old, "seed {}: {path} of another column, {column}", q.seed);
            }
        }
    }
    assert!(less > 300 && others > 500, "{less} {others}");
}

#[test]
fn a_withdrawal_of_everything_empties_every_output() {
    let recipients = [
        "members/num/alert",
        "members/num/lookup",
        "police_anonymous/E23000004",
        "police_full/E23000004",
        "partner/num",
        "research/2026-1",
    ];
    let (mut emptied, mut overridden) = (0, 0);
    for mut q in questions(2_000) {
        if q.asked.case.get("consent").is_none() {
            continue;
        }
        let mut case = q.asked.case.clone();
        let by = *q.one(&["victim", "reporter", "project"]);
        let place = q.rng.usize(..=case["consent"]["events"].as_array().unwrap().len());
        let withdrawal = json!({"event": "withdraw", "at": q.asked.as_of, "by": by});
        list(&mut case, "/consent/events").insert(place, withdrawal);
        let mut without_grants = q.asked.case.clone();
        list(&mut without_grants, "/consent/events").retain(|event| event["event"] == "override");
        let own = q.asked.recipient.clone();
        for recipient in recipients.into_iter().chain([own.as_str()]) {
            let ask = |case: &Value| asking::core(&asking::case(case), &q.policy, recipient, &q.asked.as_of);
            let about = format!("seed {} to {recipient}", q.seed);
            match ask(&case) {
                Answer::Nothing(reason) => {
                    assert!(
                        ["not_accepted", "needs_person", "withdrawn"].contains(&reason.as_str()),
                        "{about}: {reason}"
                    );
                    emptied += usize::from(reason == "withdrawn");
                }
                Answer::Error(code) if code != "disclosure.no_reference" => {}
                answer => {
                    assert!(recipient.starts_with("police_full/"), "{about}: {answer:?}");
                    assert_eq!(answer, ask(&without_grants), "{about}: by the override alone");
                    overridden += 1;
                }
            }
        }
    }
    assert!(emptied > 3_000 && overridden > 10, "{emptied} {overridden}");
}

// A31, A15

/// What is recorded after the question was asked.
fn add_what_is_to_come(q: &mut Question) -> Option<Value> {
    let mut case = q.asked.case.clone();
    let later = written(instant(&q.asked.as_of) + Duration::seconds(*q.one(&[1, 3_600, 86_400 * 400])));
    let (purposes, to) = q.opened_by();
    let (purpose, to) = (*q.one(purposes), to);
    let mut grant = json!({"purpose": purpose, "recognition_accepted": true});
    if let Some(to) = &to {
        grant["recipient"] = json!(to);
    }
    let statement = |by: Value, grant: &Value| json!({"event": "grant", "at": later, "by": by, "wording": "2024-1", "capture": {"how": "phone", "taken_by": "Imogen Prewett"}, "grants": [grant]});
    if case.get("consent").is_some() {
        let mut events = vec![
            statement(json!({"who": "victim"}), &grant),
            statement(json!({"who": "third_party"}), &grant),
            statement(json!({"who": "reporter"}), &json!({"purpose": "police_full", "recipient": "E23000004"})),
            json!({"event": "withdraw", "at": later, "by": "project"}),
        ];
        let police = to.clone().filter(|_| q.column().starts_with("police")).unwrap_or_else(|| "E23000004".to_owned());
        events.push(json!({"event": "override", "incident": case["incident"]["id"], "recipient": police, "ground": "court_order",
            "reason": "An order was made.", "ends_at": "2028-01-01T00:00:00+00:00",
            "signatures": [{"authoriser": "Adaeze Bright", "at": "2026-03-01T00:00:00+00:00"}, {"authoriser": "Tom Hale", "at": later}]}));
        for event in events {
            if q.rng.u8(..3) > 0 {
                let kept = list(&mut case, "/consent/events");
                let place = q.rng.usize(..=kept.len());
                kept.insert(place, event);
            }
        }
    }
    if case.get("circumstances").is_some() {
        let texts: Vec<Value> = case["circumstances"]["approvals"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|approval| approval["text"].clone())
            .collect();
        let summary = case["incident"]["summary"]["text"].clone();
        for text in texts.into_iter().chain([summary]).filter(Value::is_string) {
            let audiences = json!(["members", "police_anonymous", "police_full", "partner", "research"]);
            let language = if case["incident"]["summary"]["text"] == text {
                case["incident"]["summary"]["language"].clone()
            } else {
                json!("en")
            };
            let approval = json!({"text": text, "language": language, "approver": "Ruth Okafor", "at": later, "audiences": audiences});
            list(&mut case, "/circumstances/approvals").push(approval);
        }
        let state = *q.one(&["accepted", "rejected", "disputed"]);
        list(&mut case, "/circumstances/triage").insert(0, json!({"state": state, "at": later, "by": "Ruth Okafor"}));
        list(&mut case, "/circumstances/decisions")
            .insert(0, json!({"at": later, "by": "Ruth Okafor", "proceed": q.rng.bool()}));
        for hit in list(&mut case, "/circumstances/own_contacts") {
            if hit.get("decision").is_none() {
                hit["decision"] = json!({"at": later, "by": "Ruth Okafor", "show": true});
            }
        }
        let facts = case["circumstances"].as_object_mut().unwrap().entry("facts").or_insert_with(|| json!({}));
        let twins = facts.as_object_mut().unwrap().entry("twin_withdrawals").or_insert_with(|| json!([]));
        twins.as_array_mut().unwrap().push(json!({"at": later}));
    }
    (case != q.asked.case).then_some(case)
}

/// Puts a list into another order in which entries of the same instant keep theirs; what has none stands anywhere.
fn shuffle(entries: &mut [Value], rng: &mut Rng) {
    let at = |entry: &Value| entry["at"].as_str().map(|at| instant(at).unix_timestamp());
    let mut order: Vec<usize> = (0..entries.len()).collect();
    rng.shuffle(&mut order);
    for place in 0..order.len() {
        for earlier in 0..place {
            let (first, second) = (at(&entries[order[earlier]]), at(&entries[order[place]]));
            if first.is_some() && first == second && order[earlier] > order[place] {
                order.swap(earlier, place);
            }
        }
    }
    let shuffled: Vec<Value> = order.into_iter().map(|place| entries[place].clone()).collect();
    entries.clone_from_slice(&shuffled);
}

/// Writes every instant at another offset.
fn at_other_offsets(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str().filter(|_| ["at", "starts_at", "ends_at"].contains(&name.as_str())) {
                    Some(text) => {
                        let offset = UtcOffset::from_whole_seconds(rng.i32(-56..=56) * 900).unwrap();
                        *value = json!(written(instant(text).to_offset(offset)));
                    }
                    None => at_other_offsets(value, rng),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| at_other_offsets(element, rng)),
        _ => {}
    }
}

#[test]
fn what_counts_hangs_on_instants_alone() {
    let (mut to_come, mut shuffled) = (0, 0);
    for mut q in questions(4_000) {
        let old = q.answer();
        let about = |what: &str, case: &Value| {
            format!("seed {}, {what}, to {}\n{:#}\n{case:#}", q.seed, q.asked.recipient, q.asked.case)
        };
        let mut other = q.asked.case.clone();
        let mut rng = Rng::with_seed(q.seed);
        for name in ["consent", "circumstances"] {
            if let Some(document) = other.get_mut(name) {
                at_other_offsets(document, &mut rng);
            }
        }
        assert_eq!(q.ask(&other), old, "{}", about("offsets", &other));
        let as_of = written(instant(&q.asked.as_of).to_offset(UtcOffset::from_hms(-7, 0, 0).unwrap()));
        assert_eq!(
            asking::core(&asking::case(&other), &q.policy, &q.asked.recipient, &as_of),
            old,
            "{}",
            about("as of", &other)
        );
        let mut other = q.asked.case.clone();
        for place in
            ["/consent/events", "/circumstances/triage", "/circumstances/decisions", "/circumstances/approvals"]
        {
            if let Some(entries) = other.pointer_mut(place).and_then(Value::as_array_mut) {
                shuffle(entries, &mut rng);
            }
        }
        shuffled += usize::from(other != q.asked.case);
        assert_eq!(q.ask(&other), old, "{}", about("order", &other));
        if let Some(later) = add_what_is_to_come(&mut q) {
            to_come += 1;
            assert_eq!(q.ask(&later), old, "seed {}, to come, to {}\n{later:#}", q.seed, q.asked.recipient);
        }
    }
    assert!(to_come > 2_000 && shuffled > 2_000, "{to_come} {shuffled}");
}

// Round trips

#[test]
fn the_same_question_has_the_same_answer_also_after_a_round_trip() {
    for q in questions(4_000) {
        let case = asking::case(&q.asked.case);
        let ask = |case: &Case| asking::core(case, &q.policy, &q.asked.recipient, &q.asked.as_of);
        let old = ask(&case);
        assert_eq!(ask(&case), old, "seed {}, again", q.seed);
        assert_eq!(q.answer(), old, "seed {}, read again", q.seed);
        let json = case.to_json();
        let again = Case::from_json(json.as_bytes(), Mode::Strict)
            .unwrap_or_else(|problems| panic!("seed {}: {problems}", q.seed));
        assert_eq!(again.to_json(), json, "seed {}", q.seed);
        assert_eq!(ask(&again), old, "seed {}, after a round trip", q.seed);
    }
}

const MARK: &str = "zzunknownmember";

/// Puts unknown members into objects; how many. An answer, a hold, a moment and a place in a range are told apart by their
/// members, and are left as they are.
fn add_unknown(value: &mut Value, rng: &mut Rng) -> usize {
    match value {
        Value::Object(members) => {
            // In events of consent and in the safety answers an unknown member is a problem in every mode.
            let lenient = members.iter_mut().filter(|(name, _)| !["events", "safety"].contains(&name.as_str()));
            let mut added: usize = lenient.map(|(_, value)| add_unknown(value, rng)).sum();
            let told_apart = ["answer", "hold", "day", "month", "from"].iter().any(|name| members.contains_key(*name));
            let moment = members.len() == 1 && members.contains_key("at");
            if !told_apart && !moment && rng.u8(..4) == 0 {
                let value = [json!(MARK), json!([MARK]), json!({"deeper": MARK})][rng.usize(..3)].clone();
                members.insert(format!("x_{}", rng.u16(..)), value);
                added += 1;
            }
            added
        }
        Value::Array(elements) => elements.iter_mut().map(|value| add_unknown(value, rng)).sum(),
        _ => 0,
    }
}

#[test]
fn unknown_members_are_kept_and_never_given() {
    let mut all = 0;
    for mut q in questions(3_000) {
        let old = q.answer();
        let mut case = q.asked.case.clone();
        let added = add_unknown(&mut case, &mut q.rng);
        all += added;
        let bytes = case.to_string();
        let read = Case::from_json(bytes.as_bytes(), Mode::Lenient)
            .unwrap_or_else(|problems| panic!("seed {}: {problems}\n{case:#}", q.seed));
        let json = read.to_json();
        assert_eq!(json.matches(MARK).count(), added, "seed {}\n{case:#}\n{json}", q.seed);
        let again = Case::from_json(json.as_bytes(), Mode::Lenient)
            .unwrap_or_else(|problems| panic!("seed {}: {problems}", q.seed));
        assert_eq!(again.to_json(), json, "seed {}", q.seed);
        let answer = asking::core(&again, &q.policy, &q.asked.recipient, &q.asked.as_of);
        assert_eq!(answer, old, "seed {}", q.seed);
        assert!(!format!("{answer:?}").contains(MARK), "seed {}", q.seed);
    }
    assert!(all > 10_000, "{all}");
}

// Preview

#[test]
fn the_preview_is_what_the_gate_gives() {
    let (mut shared, mut nothing) = (0, 0);
    for q in questions(2_500) {
        let mut value = q.asked.case.clone();
        let id = value["incident"]["id"].clone();
        for name in ["identity", "consent"] {
            if let Some(document) = value.get_mut(name) {
                document["incident"] = id.clone();
            }
        }
        let schemes =
            ["members/num", "members/leeds_genesis", "partner/num", "partner/leeds_genesis", "research/preview"];
        let police = ["police/E23000010", "police/E23000004", "police/nca_scas"];
        let references: Vec<Value> = schemes
            .iter()
            .chain(&police)
            .enumerate()
            .map(|(at, key)| json!({"recipient": key, "reference": format!("ref-0000{at}")}))
            .collect();
        value["circumstances"] = json!({
            "schema": "uglymugs.circumstances/1",
            "incident": id,
            "triage": [{"state": "accepted", "at": q.asked.as_of, "by": "Ruth Okafor"}],
            "references": references,
        });
        let case = asking::case(&value);
        let as_of = Timestamp::parse(&q.asked.as_of).unwrap();
        let draft = Draft::from_json(value["incident"].to_string().as_bytes()).unwrap();
        let previewed = preview(&draft, &case.identity, &case.consent, &q.policy, as_of);
        let Ok(previewed) = previewed else {
            let error = asking::core(&case, &q.policy, &q.asked.recipient, &q.asked.as_of);
            assert_eq!(error, Answer::Error("disclosure.no_policy_in_force".to_owned()), "seed {}", q.seed);
            continue;
        };
        let mut seen = BTreeSet::new();
        for entry in &previewed.entries {
            let Some(recipient) = &entry.recipient else {
                assert!(
                    matches!(&entry.outcome, Previewed::Nothing(reason) if reason.as_str() == "no_grant"),
                    "seed {}",
                    q.seed
                );
                continue;
            };
            let name = serde_json::to_string(recipient).unwrap();
            assert!(seen.insert(name.clone()), "seed {}: {name} twice", q.seed);
            let given = case.disclose_to(&q.policy, recipient.clone(), as_of);
            match (&entry.outcome, given.unwrap_or_else(|error| panic!("seed {}: {error}", q.seed))) {
                (Previewed::Nothing(reason), AnyDecision::Nothing(given)) => {
                    nothing += 1;
                    assert_eq!(*reason, given, "seed {}", q.seed);
                }
                (Previewed::Shared(_, explanation), AnyDecision::Disclosed(disclosure, given)) => {
                    shared += 1;
                    assert_eq!(*explanation, given, "seed {}", q.seed);
                    let mut bytes = String::from_utf8(disclosure.to_bytes()).unwrap();
                    if let Some(start) = bytes.find(r#""reference":"#)
                        && entry.for_use != Some(Use::Lookup)
                    {
                        let end = start
                            + bytes[start..]
                                .find("\",")
                                .map_or_else(|| bytes[start..].find('}').unwrap(), |end| end + 2);
                        bytes.replace_range(start..end, "");
                        bytes = bytes.replace(",}\n", "}\n");
                    }
                    assert_eq!(String::from_utf8(entry.to_bytes().unwrap()).unwrap(), bytes, "seed {}", q.seed);
                }
                (previewed, given) => panic!("seed {}: {previewed:?} but {given:?}", q.seed),
            }
        }
    }
    assert!(shared > 1_000 && nothing > 300, "{shared} {nothing}");
}

// Outputs

/// The kinds and values of everybody behind a report that this audience is not shown, nor shown as somebody else's (A07).
fn hidden_people(case: &Value, withheld: &[(String, String)], disclosed: &Value) -> Vec<(&'static str, String)> {
    let mut hidden = Vec::new();
    for (path, _) in withheld.iter().filter(|(path, _)| path.starts_with("identity.")) {
        let value = case.pointer(&pointer(path)).expect("a value");
        let kind = match path.rsplit('.').next().unwrap().split('[').next().unwrap() {
            "names" | "taken_by" => "name",
            "phones" => "phone",
            "emails" => "email",
            "address" => {
                for kind in ["street", "postcode"] {
                    hidden.extend(value[kind].as_str().map(|text| (kind, text.to_owned())));
                }
                continue;
            }
            _ => "other",
        };
        hidden.push((kind, value.as_str().unwrap().to_owned()));
    }
    let mut shown = BTreeSet::new();
    texts(&disclosed["identity"], &mut shown);
    hidden.retain(|(kind, value)| {
        let normal = match *kind {
            "phone" => Phone::parse(value).map(|phone| phone.shown().to_owned()),
            "postcode" => Postcode::parse(value).map(|code| code.shown().to_owned()),
            _ => Ok(value.clone()),
        };
        !shown.contains(&fold(&normal.expect("a value of its kind")))
    });
    hidden
}

/// Every text in it, folded.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(fold(text));
        }
        Value::Array(elements) => elements.iter().for_each(|element| texts(element, found)),
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        _ => {}
    }
}

#[test]
fn composed_outputs_tell_nobody() {
    let (mut drafts, mut records, mut refused, mut judged) = (0, 0, 0, 0);
    for q in questions(8_000) {
        let case = asking::case(&q.asked.case);
        let Ok(AnyDecision::Disclosed(disclosure, explanation)) =
            asking::decide(&case, &q.policy, &q.asked.recipient, &q.asked.as_of)
        else {
            continue;
        };
        let output = match &disclosure {
            AnyDisclosure::Members(disclosure) if disclosure.audience().for_use == Use::Alert => {
                match outputs::alert_beside_twin(&q.asked.case, &q.policy, disclosure) {
                    Ok(draft) => {
                        drafts += 1;
                        Some(draft.text().to_owned())
                    }
                    // Too little is told of it to be of use to anybody.
                    Err(AlertError::OnlyOne) => continue,
                    Err(error) => {
                        assert_eq!(error.code().as_str(), "output.contains_withheld_value", "seed {}", q.seed);
                        None
                    }
                }
            }
            AnyDisclosure::Members(disclosure) => {
                assert_eq!(
                    outputs::alert_alone(disclosure).unwrap_err().code().as_str(),
                    "output.wrong_use",
                    "seed {}",
                    q.seed
                );
                continue;
            }
            AnyDisclosure::PoliceAnonymous(disclosure) => {
                PoliceRecord::new(disclosure, &outputs::issuer()).ok().map(|record| record.to_json())
            }
            AnyDisclosure::PoliceFull(disclosure) => {
                PoliceRecord::new(disclosure, &outputs::issuer()).ok().map(|record| record.to_json())
            }
            AnyDisclosure::Partner(_) | AnyDisclosure::Research(_) => continue,
        };
        let Some(output) = output else {
            refused += 1;
            continue;
        };
        records += usize::from(output.starts_with('{'));
        let disclosed: Value = serde_json::from_slice(&disclosure.to_bytes()).unwrap();
        let withheld: Vec<(String, String)> = explanation
            .withheld()
            .iter()
            .map(|entry| (entry.path.to_string(), entry.reason.as_str().to_owned()))
            .collect();
        for (kind, value) in hidden_people(&q.asked.case, &withheld, &disclosed) {
            judged += 1;
            assert!(
                !text_contains(kind, &value, &output),
                "seed {} to {}: {kind} {value}\n{output}",
                q.seed,
                q.asked.recipient
            );
        }
    }
    assert!(drafts > 200 && records > 1_000 && judged > 3_000, "{drafts} {records} {refused} {judged}");
    assert!(refused > 0, "never refused");
}

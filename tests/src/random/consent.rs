//! Random consent logs: a broad first statement most of the time, then a few changes of mind.

use super::{Dice, object, pools};
use serde_json::{Value, json};

pub(super) fn consent(dice: &mut Dice, incident: &Value, asked: &str) -> Value {
    let mut events = Vec::new();
    if dice.percent(95) {
        events.push(first_statement(dice, incident, asked));
    }
    if incident["reporter"]["kind"] != "victim" && dice.percent(75) {
        let by = json!({"who": "reporter"});
        let purpose = if dice.percent(90) { "police_full" } else { "alert" };
        let to = recipient_of(dice, purpose, asked);
        let often_all = if dice.percent(75) { 0 } else { 100 };
        let grant = grant(dice, incident, purpose, &to, often_all, 4);
        let at = dice_first(dice);
        events.push(statement(dice, by, at, vec![grant]));
    }
    for _ in 0..dice.below(3) {
        let event = match dice.below(10) {
            0..=5 => later_statement(dice, incident, asked),
            6..=7 => withdrawal(dice, asked),
            _ => overriding(dice, incident, asked),
        };
        let place = if dice.percent(85) { events.len() } else { dice.below(events.len() + 1) };
        events.insert(place, event);
    }
    object([("schema", json!("uglymugs.consent/1")), ("incident", incident["id"].clone()), ("events", json!(events))])
        .as_object()
        .cloned()
        .map(|mut whole| {
            whole.entry("events").or_insert_with(|| json!([]));
            Value::Object(whole)
        })
        .expect("an object")
}

/// The purposes that have to do with whoever asks come up more often.
fn purposes_asked(asked: &str) -> Vec<&'static str> {
    match asked.split('/').next() {
        Some("members") if asked.ends_with("lookup") => vec!["lookup"],
        Some("members") => vec!["alert"],
        Some("police_anonymous") => vec!["police_anonymous", "police_full"],
        Some("police_full") => vec!["police_full"],
        Some("partner") => vec!["partner"],
        _ => vec!["statistics"],
    }
}

const PURPOSES: [&str; 7] = ["matching", "lookup", "alert", "police_anonymous", "police_full", "partner", "statistics"];

fn recipient_of(dice: &mut Dice, purpose: &str, asked: &str) -> Option<String> {
    let same = purposes_asked(asked).contains(&purpose);
    let (pool, of_asked) = match purpose {
        "lookup" | "alert" | "partner" => (pools::SCHEMES, asked.split('/').nth(1)),
        "police_anonymous" | "police_full" => (pools::POLICE, asked.split('/').nth(1)),
        _ => return None,
    };
    match of_asked {
        Some(to) if same && dice.percent(88) => Some(to.to_owned()),
        _ => Some(dice.one(pool)),
    }
}

fn first_statement(dice: &mut Dice, incident: &Value, asked: &str) -> Value {
    let by = who(dice, 85);
    let mut grants = Vec::new();
    for purpose in PURPOSES {
        let often = if purposes_asked(asked).contains(&purpose) { 95 } else { 25 };
        if dice.percent(often) {
            let to = recipient_of(dice, purpose, asked);
            grants.push(grant(dice, incident, purpose, &to, 70, 6));
        }
    }
    if grants.is_empty() {
        grants.push(json!({"purpose": "matching"}));
    }
    let at = dice_first(dice);
    statement(dice, by, at, grants)
}

fn later_statement(dice: &mut Dice, incident: &Value, asked: &str) -> Value {
    let by = who(dice, 70);
    let purposes = if dice.percent(70) { purposes_asked(asked) } else { PURPOSES.to_vec() };
    let purpose = purposes[dice.below(purposes.len())];
    let to = recipient_of(dice, purpose, asked);
    let grant = grant(dice, incident, purpose, &to, 50, 15);
    let at = dice.one(pools::RECORDED);
    statement(dice, by, at, vec![grant])
}

fn dice_first(dice: &mut Dice) -> String {
    dice.one(pools::FIRST)
}

fn who(dice: &mut Dice, victim: usize) -> Value {
    if dice.percent(victim) {
        return json!({"who": "victim"});
    }
    let authority = match dice.below(8) {
        0 => Value::Null,
        1 => json!({"who": "her support worker", "at": "2026-03-01T00:00:00+00:00"}),
        2 => json!({"who": "her sister", "how": "by phone", "at": "2026-03-05T09:00:00+00:00"}),
        _ => json!({"who": "her sister", "how": "by phone", "at": "2023-01-01T00:00:00+00:00"}),
    };
    object([("who", json!("third_party")), ("authority", authority)])
}

fn statement(dice: &mut Dice, by: Value, at: String, grants: Vec<Value>) -> Value {
    let starts = dice.one(pools::TO_COME);
    object([
        ("event", json!("grant")),
        ("at", json!(at)),
        ("by", by),
        ("wording", json!(dice.one(pools::WORDINGS))),
        ("capture", json!({"how": dice.one(&["in_person", "phone", "paper"]), "taken_by": "Imogen Prewett"})),
        ("starts_at", dice.maybe(6, starts)),
        ("grants", json!(grants)),
    ])
}

fn grant(
    dice: &mut Dice,
    incident: &Value,
    purpose: &str,
    to: &Option<String>,
    without_scope: usize,
    with_condition: usize,
) -> Value {
    let accepted = dice.percent(70);
    let offenders = incident["offenders"].as_array().map_or(0, Vec::len);
    let indexes: Vec<usize> = (0..offenders).filter(|_| dice.percent(30)).collect();
    let condition = object([
        ("at_least", json!(1 + dice.below(2))),
        ("offenders", json!(indexes)),
        ("then", json!(dice.one(&["take_effect", "recontact"]))),
    ]);
    let grant = object([
        ("purpose", json!(purpose)),
        ("recipient", json!(to)),
        ("recognition_accepted", dice.maybe(75, accepted)),
        ("condition", dice.maybe(with_condition, condition)),
    ]);
    let scope = if dice.percent(without_scope) {
        None
    } else if dice.percent(7) {
        Some(Vec::new())
    } else {
        Some(pools::PARTS.iter().filter(|_| dice.percent(80)).collect())
    };
    let mut grant = grant.as_object().cloned().expect("an object");
    if let Some(scope) = scope {
        grant.insert("scope".to_owned(), json!(scope));
    }
    Value::Object(grant)
}

/// `{at, what}` of a withdrawal.
pub(super) fn withdrawn(dice: &mut Dice, purposes: &[&str]) -> Value {
    let purpose = if purposes.is_empty() || dice.percent(40) {
        PURPOSES[dice.below(PURPOSES.len())]
    } else {
        purposes[dice.below(purposes.len())]
    };
    let to = recipient_of(dice, purpose, "");
    let what = json!([object([("purpose", json!(purpose)), ("recipient", dice.maybe(60, json!(to)))])]);
    object([("at", json!(dice.one(pools::RECORDED))), ("what", dice.maybe(75, what))])
}

fn withdrawal(dice: &mut Dice, asked: &str) -> Value {
    let withdrawn = withdrawn(dice, &purposes_asked(asked));
    object([
        ("event", json!("withdraw")),
        ("at", withdrawn["at"].clone()),
        ("by", json!(dice.one(&["victim", "victim", "reporter", "project"]))),
        ("what", withdrawn["what"].clone()),
    ])
}

fn overriding(dice: &mut Dice, incident: &Value, asked: &str) -> Value {
    let to = recipient_of(dice, "police_full", asked);
    let signatures: Vec<Value> = (0..dice.below(4))
        .map(|_| {
            json!({
                "authoriser": dice.one(&["Ruth Okafor", "RUTH OKAFOR", "Adaeze Bright", "Kez", "Tom Hale"]),
                "at": dice.one(pools::RECORDED),
            })
        })
        .collect();
    let id = incident["id"].clone();
    object([
        ("event", json!("override")),
        ("incident", if dice.percent(97) { id } else { json!("another") }),
        ("recipient", dice.maybe(97, json!(to))),
        ("ground", dice.maybe(97, "threat_to_life")),
        ("reason", dice.maybe(97, "She may be killed.")),
        ("ends_at", {
            let end = dice.one(pools::TO_COME);
            dice.maybe(97, end)
        }),
        ("signatures", json!(signatures)),
    ])
}

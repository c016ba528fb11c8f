//! Random identities and circumstances of an incident.

use super::{Dice, object, pools};
use serde_json::{Value, json};

pub(super) fn identity(dice: &mut Dice, incident: &Value) -> Value {
    let victim = person(dice);
    let reporter = person(dice);
    let apart = incident["reporter"]["kind"] != "victim";
    object([
        ("schema", json!("uglymugs.identity/1")),
        ("incident", incident["id"].clone()),
        ("victim", dice.maybe(95, victim)),
        ("reporter", if apart { dice.maybe(90, reporter) } else { Value::Null }),
        ("taken_by", {
            let taker = dice.one(pools::NAMES);
            dice.maybe(50, taker)
        }),
    ])
}

fn person(dice: &mut Dice) -> Value {
    let address = object([
        ("street", {
            let street = dice.one(pools::STREETS);
            dice.maybe(80, street)
        }),
        ("postcode", {
            let code = dice.one(pools::POSTCODES);
            dice.maybe(80, code)
        }),
    ]);
    object([
        ("names", json!(dice.some(pools::NAMES, 2))),
        ("phones", json!(dice.some(pools::PHONES, 1))),
        ("emails", json!(dice.some(pools::EMAILS, 1))),
        ("address", dice.maybe(40, address)),
        ("safe_contact", {
            let contact = dice.one(pools::SAFE_CONTACTS);
            dice.maybe(25, contact)
        }),
    ])
}

pub(super) fn circumstances(dice: &mut Dice, incident: &Value) -> Value {
    let decisions: Vec<Value> = (0..dice.below(3))
        .map(|_| {
            json!({
                "at": dice.one(pools::RECORDED),
                "by": "Ruth Okafor",
                "proceed": dice.percent(75),
            })
        })
        .collect();
    object([
        ("schema", json!("uglymugs.circumstances/1")),
        ("incident", incident["id"].clone()),
        ("triage", triage(dice)),
        ("decisions", json!(decisions)),
        ("references", references(dice)),
        ("approvals", approvals(dice, incident)),
        ("own_contacts", own_contacts(dice, incident)),
        ("facts", facts(dice, incident)),
    ])
}

fn triage(dice: &mut Dice) -> Value {
    let mut entries = vec![json!({"state": "received", "at": dice.one(pools::FIRST), "by": "Imogen Prewett"})];
    if dice.percent(97) {
        entries.push(json!({"state": "accepted", "at": "2026-03-02T12:00:00+01:00", "by": "Ruth Okafor"}));
    }
    if dice.percent(12) {
        let state = dice.one(&["accepted", "accepted", "rejected", "disputed", "duplicate"]);
        let of = if state == "duplicate" { json!("ls-2026-0118") } else { Value::Null };
        entries.push(object([
            ("state", json!(state)),
            ("at", json!(dice.one(pools::RECORDED))),
            ("by", json!("Ruth Okafor")),
            ("of", of),
        ]));
    }
    json!(entries)
}

fn references(dice: &mut Dice) -> Value {
    [
        "members/num",
        "members/leeds_genesis",
        "police/E23000010",
        "police/E23000004",
        "police/nca_scas",
        "partner/num",
        "partner/leeds_genesis",
        "research/2026-1",
    ]
    .iter()
    .enumerate()
    .filter(|_| dice.percent(96))
    .map(|(at, key)| json!({"recipient": key, "reference": format!("ref-0000{at}")}))
    .collect()
}

/// Every free text of an incident, with its language where it has one.
fn free_texts(incident: &Value) -> Vec<(String, Option<String>)> {
    let mut texts = Vec::new();
    let mut push = |text: &Value, language: Option<&Value>| {
        if let Some(text) = text.as_str() {
            let language = language.and_then(Value::as_str).map(str::to_owned);
            texts.push((text.to_owned(), language));
        }
    };
    push(&incident["summary"]["text"], incident["summary"].get("language"));
    for offender in incident["offenders"].as_array().into_iter().flatten() {
        push(&offender["link"]["how_he_knows_her"], None);
        push(&offender["link"]["words_about_her"], None);
        push(&offender["vehicle"]["plate"], None);
        for list in ["phones", "emails", "handles"] {
            for text in offender[list].as_array().into_iter().flatten() {
                push(text, None);
            }
        }
        for profile in offender["profiles"].as_array().into_iter().flatten() {
            push(&profile["handle"], None);
        }
    }
    texts
}

/// Of most texts, now and then of other bytes, in another language or too late.
fn approvals(dice: &mut Dice, incident: &Value) -> Value {
    let mut approvals = Vec::new();
    for (text, language) in free_texts(incident) {
        if approvals.len() == 20 || !dice.percent(75) {
            continue;
        }
        let text = if dice.percent(8) { format!("{text} ") } else { text };
        let language = match language {
            Some(language) if dice.percent(92) => language,
            _ => dice.one(pools::LANGUAGES),
        };
        let mut audiences = dice.some(pools::AUDIENCES, 6);
        if audiences.is_empty() {
            audiences = pools::AUDIENCES.iter().map(|audience| (*audience).to_owned()).collect();
        }
        let at = if dice.percent(85) { "2026-03-03T09:30:00+00:00".to_owned() } else { dice.one(pools::TO_COME) };
        approvals.push(json!({
            "text": text,
            "language": language,
            "approver": "Ruth Okafor",
            "at": at,
            "audiences": audiences,
        }));
    }
    json!(approvals)
}

fn own_contacts(dice: &mut Dice, incident: &Value) -> Value {
    let mut entries = Vec::new();
    for (at, offender) in incident["offenders"].as_array().into_iter().flatten().enumerate() {
        let mut paths: Vec<String> = Vec::new();
        for list in ["phones", "emails", "handles", "profiles", "aliases"] {
            for (place, _) in offender[list].as_array().into_iter().flatten().enumerate() {
                paths.push(format!("offenders[{at}].{list}[{place}]"));
            }
        }
        if offender["vehicle"]["plate"].is_string() {
            paths.push(format!("offenders[{at}].vehicle.plate"));
        }
        for path in paths {
            if entries.len() < 20 && dice.percent(25) {
                let decision = json!({
                    "at": dice.one(pools::RECORDED),
                    "by": "Ruth Okafor",
                    "show": dice.percent(75),
                });
                entries.push(object([("path", json!(path)), ("decision", dice.maybe(80, decision))]));
            }
        }
    }
    json!(entries)
}

fn facts(dice: &mut Dice, incident: &Value) -> Value {
    let offenders = incident["offenders"].as_array().map_or(0, Vec::len);
    let linked_reports: Vec<Value> = (0..dice.below(4))
        .map(|_| {
            let indexes: Vec<usize> = (0..offenders).filter(|_| dice.percent(70)).collect();
            json!({
                "source": dice.one(&["source-1", "source-2", "source-3"]),
                "grade": dice.one(&["verified_member", "known_project", "known_project", "unknown"]),
                "accepted": dice.percent(90),
                "withdrawn": dice.percent(10),
                "matching": dice.percent(90),
                "offenders": indexes,
            })
        })
        .collect();
    let twins: Vec<Value> = if dice.percent(3) { vec![super::consent::withdrawn(dice, &[])] } else { Vec::new() };
    object([
        ("linked_reports", json!(linked_reports)),
        ("own_sources", json!(dice.some(&["source-1", "source-9"], 1))),
        ("twin_withdrawals", json!(twins)),
    ])
}

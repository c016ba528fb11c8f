//! Random incidents.

use super::offender::offender;
use super::{Dice, object, pools};
use serde_json::{Value, json};

pub(super) fn incident(dice: &mut Dice) -> Value {
    let place = object([
        ("force", {
            let force = dice.one(pools::FORCES);
            dice.maybe(90, force)
        }),
        ("area", {
            let area = dice.one(pools::AREAS);
            dice.answer(75, json!(area))
        }),
        ("kind", dice.answer_of(40, pools::KINDS_OF_PLACE)),
        ("venue", {
            let venue = dice.one(pools::VENUES);
            dice.maybe(40, venue)
        }),
        ("street", {
            let street = dice.one(pools::STREETS);
            dice.maybe(40, street)
        }),
        ("postcode", {
            let code = dice.one(pools::POSTCODES);
            dice.maybe(40, code)
        }),
    ]);
    let summary = json!({"text": text(dice), "language": dice.one(pools::LANGUAGES)});
    let narrative = text(dice);
    let kind = dice.one(&["victim", "victim", "victim", "project_worker", "witness", "establishment"]);
    let reporter = object([
        ("kind", json!(kind)),
        ("pseudonym", {
            let pseudonym = dice.one(pools::PSEUDONYMS);
            dice.maybe(30, pseudonym)
        }),
        ("first_hand", {
            let first = dice.percent(70);
            dice.answer(70, json!(first))
        }),
        ("grade", dice.answer_of(40, pools::GRADES)),
    ]);
    let offenders: Vec<Value> =
        (0..dice.below(4)).map(|_| offender(dice)).filter(|offender| !offender.is_null()).collect();
    object([
        ("schema", json!("uglymugs.incident/1")),
        ("id", json!("ls-2026-0117")),
        ("received_at", dice.maybe(60, "2026-03-02T10:40:00+00:00")),
        ("offences", offences(dice)),
        ("when", {
            let when = when(dice);
            dice.answer(88, when)
        }),
        ("place", place),
        ("setting", dice.answer_of(50, pools::SECTORS)),
        ("narrative", dice.maybe(80, narrative)),
        ("summary", dice.maybe(80, summary)),
        ("own_words", own_words(dice, pools::ABOUT_REPORT)),
        ("injuries", dice.answer_of(70, pools::INJURIES)),
        ("support_wanted", {
            let wanted = dice.some(pools::SUPPORT, 2);
            let known = if wanted.is_empty() { 0 } else { 70 };
            dice.answer(known, json!(wanted))
        }),
        ("contact_method", dice.answer_of(60, pools::CONTACT_METHODS)),
        ("police_contact", {
            let contact = object([
                ("status", dice.answer_of(65, pools::POLICE_STATUSES)),
                ("reference", {
                    let reference = dice.one(pools::POLICE_REFERENCES);
                    dice.maybe(45, reference)
                }),
            ]);
            dice.maybe(75, contact)
        }),
        ("reporter", reporter),
        ("victim", victim(dice)),
        ("offenders", json!(offenders)),
        ("safety", safety(dice)),
    ])
}

fn offences(dice: &mut Dice) -> Value {
    (0..=dice.below(3))
        .map(|_| {
            let (kind, codes) = pools::OFFENCES[dice.below(pools::OFFENCES.len())];
            let codes = dice.some(codes_or_none(codes), codes.len());
            object([("kind", json!(kind)), ("home_office_codes", json!(codes))])
        })
        .collect()
}

/// `some` of an empty pool is asked for none, but still wants a pool.
fn codes_or_none<'a>(codes: &'a [&'a str]) -> &'a [&'a str] {
    if codes.is_empty() { &[""] } else { codes }
}

/// Plain sentences, now and then one that tells something, now and then a saying whole.
pub(super) fn text(dice: &mut Dice) -> String {
    if dice.percent(8) {
        return dice.one(pools::SAYINGS);
    }
    let mut sentences = vec![dice.one(pools::PLAIN)];
    for _ in 0..dice.below(3) {
        let pool = match dice.below(10) {
            0..=3 => pools::PLAIN,
            5..=8 => pools::TELLING,
            _ => pools::SAYINGS,
        };
        sentences.push(dice.one(pool));
    }
    sentences.join(if dice.percent(10) { "\n" } else { " " })
}

/// Own words about a thing or two, mostly none.
pub(super) fn own_words(dice: &mut Dice, about: &[&str]) -> Value {
    let most = if dice.percent(40) { 3 } else { 1 };
    (0..dice.below(most)).map(|_| json!({"about": dice.one(about), "text": text(dice)})).collect()
}

fn when(dice: &mut Dice) -> Value {
    let moment = |at: usize| -> Value { serde_json::from_str(pools::MOMENTS[at]).expect("a moment of the pool") };
    let first = dice.below(pools::MOMENTS.len());
    if dice.percent(60) {
        return moment(first);
    }
    let last = first + dice.below(pools::MOMENTS.len() - first);
    json!({"from": moment(first), "to": moment(last)})
}

fn victim(dice: &mut Dice) -> Value {
    let (doubted, danger) = (dice.percent(4), dice.percent(4));
    let victim = object([
        ("pseudonym", {
            let pseudonym = dice.one(pools::PSEUDONYMS);
            dice.maybe(30, pseudonym)
        }),
        ("sector", dice.answer_of(70, pools::SECTORS)),
        ("gender", dice.answer_of(60, pools::HER_GENDERS)),
        ("ethnicity", dice.answer_of(60, pools::HER_ETHNICITIES)),
        ("age_band", dice.answer_of(70, pools::AGE_BANDS)),
        ("hate_crime", dice.answer_of(70, pools::STRANDS)),
        ("capacity_doubted", dice.answer(60, json!(doubted))),
        ("in_danger", dice.answer(60, json!(danger))),
    ]);
    dice.maybe(90, victim)
}

fn safety(dice: &mut Dice) -> Value {
    let would = dice.percent(20);
    let only = object([("paths", json!(dice.some(pools::PATHS, 2))), ("phrases", json!(dice.some(pools::PHRASES, 1)))]);
    let only = if only.is_null() { json!({"answer": "refused"}) } else { only };
    let hold = hold(dice);
    let safety = object([
        ("would_he_know", dice.answer(75, json!(would))),
        ("only_you_know", {
            let known = dice.percent(45);
            if known { only } else { dice.answer(0, Value::Null) }
        }),
        ("hold_back", dice.answer(60, hold)),
    ]);
    dice.maybe(95, safety)
}

fn hold(dice: &mut Dice) -> Value {
    match dice.below(20) {
        0..=1 => json!({"hold": "until", "at": dice.one(pools::TO_COME)}),
        2..=3 => json!({
            "hold": "until_day_ends",
            "day": dice.one(&["2026-03-09", "2026-03-10", "2026-03-31"]),
            "offset": dice.one(&["+00:00", "+01:00", "-09:00", "+14:00"]),
        }),
        4 => json!({"hold": "until_i_say"}),
        _ => json!({"hold": "none"}),
    }
}

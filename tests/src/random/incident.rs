//! Random incidents.

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
        ("first_hand", {
            let first = dice.percent(70);
            dice.answer(70, json!(first))
        }),
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
        ("narrative", dice.maybe(80, narrative)),
        ("summary", dice.maybe(80, summary)),
        ("injuries", {
            let injury = dice.one(pools::INJURIES);
            dice.answer(70, json!(injury))
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
fn text(dice: &mut Dice) -> String {
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
    let (sector, band, strand) = (dice.one(pools::SECTORS), dice.one(pools::AGE_BANDS), dice.one(pools::STRANDS));
    let (doubted, danger) = (dice.percent(4), dice.percent(4));
    let victim = object([
        ("sector", dice.answer(70, json!(sector))),
        ("age_band", dice.answer(70, json!(band))),
        ("hate_crime", dice.answer(70, json!(strand))),
        ("capacity_doubted", dice.answer(60, json!(doubted))),
        ("in_danger", dice.answer(60, json!(danger))),
    ]);
    dice.maybe(90, victim)
}

fn range(dice: &mut Dice, numbers: &[u64]) -> Value {
    let first = dice.below(numbers.len());
    let last = first + dice.below(numbers.len() - first);
    json!({"from": numbers[first], "to": numbers[last]})
}

fn offender(dice: &mut Dice) -> Value {
    let (gender, ethnicity) = (dice.one(pools::GENDERS), dice.one(pools::ETHNICITIES));
    let (age, height) = (
        range(dice, &[10, 17, 18, 24, 25, 44, 45, 54, 55, 110]),
        range(dice, &[100, 164, 165, 174, 175, 184, 185, 250]),
    );
    let appearance = object([
        ("gender", dice.answer(50, json!(gender))),
        ("ethnicity", dice.answer(50, json!(ethnicity))),
        ("age", dice.answer(50, age)),
        ("height_cm", dice.answer(50, height)),
    ]);
    let (plate, colour) = (dice.one(pools::PLATES), dice.one(pools::COLOURS));
    let vehicle = object([("plate", dice.maybe(50, plate)), ("colour", dice.answer(50, json!(colour)))]);
    let link = object([
        ("relation", {
            let relation = dice.one(pools::RELATIONS);
            dice.answer(85, json!(relation))
        }),
        ("how_he_knows_her", {
            let how = text(dice);
            dice.maybe(35, how)
        }),
        ("words_about_her", {
            let words = text(dice);
            dice.maybe(35, words)
        }),
    ]);
    let civil_identity = civil_identity(dice);
    object([
        ("aliases", json!(aliases(dice))),
        ("appearance", dice.maybe(70, appearance)),
        ("behaviours", json!(dice.some(pools::BEHAVIOURS, 2))),
        ("vehicle", dice.maybe(60, vehicle)),
        ("phones", json!(dice.some(pools::PHONES, 2))),
        ("emails", json!(dice.some(pools::EMAILS, 1))),
        ("handles", json!(dice.some(pools::HANDLES, 1))),
        ("civil_identity", dice.maybe(35, civil_identity)),
        ("link", dice.maybe(60, link)),
    ])
}

fn aliases(dice: &mut Dice) -> Vec<String> {
    let mut aliases = dice.some(pools::ALIASES, 2);
    if dice.percent(15) {
        aliases.extend(dice.some(pools::NAMES, 1));
    }
    aliases
}

fn civil_identity(dice: &mut Dice) -> Value {
    let pool = if dice.percent(70) { pools::ALIASES } else { pools::NAMES };
    let name = json!({"name": dice.one(pool), "confirmed": dice.percent(60)});
    let home = object([
        ("street", json!(dice.one(pools::STREETS))),
        ("postcode", {
            let code = dice.one(pools::POSTCODES);
            dice.maybe(70, code)
        }),
        ("also_the_victims", {
            let also = dice.percent(30);
            dice.maybe(50, also)
        }),
    ]);
    object([
        ("legal_name", dice.maybe(60, name)),
        ("date_of_birth", {
            let birth = dice.one(&["1980-09-04", "2006-01-01", "1999-03-01"]);
            dice.maybe(40, birth)
        }),
        ("home_address", dice.maybe(50, home)),
    ])
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

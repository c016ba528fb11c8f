//! The coarser forms: A18, A19, A21, A40, A42.

use super::estimate;
use super::instant::{clock_text, day, day_text, first_of, instant, midnight, month_text, next_month, wall, written};
use super::table::{chain, households, minimum_households};
use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};

/// Category of each offence kind.
const CATEGORIES: [(&str, &[&str]); 6] = [
    ("sexual", &["rape", "sexual_assault", "causing_sexual_activity", "exposure"]),
    ("exploitation", &["trafficking", "modern_slavery"]),
    (
        "violence",
        &[
            "attempted_murder",
            "assault_intending_serious_harm",
            "assault_with_injury",
            "assault_without_injury",
            "kidnapping",
        ],
    ),
    ("threats", &["threats_to_kill", "blackmail", "threat_to_damage", "harassment", "stalking"]),
    ("property", &["robbery", "theft", "making_off_without_payment", "criminal_damage"]),
    (
        "not_an_offence",
        &["haggling", "time_wasting", "condom_removal", "filming", "suspicious_behaviour", "other_concern"],
    ),
];

/// A19.
pub(super) fn category(kind: &str) -> &'static str {
    CATEGORIES
        .iter()
        .find(|(_, kinds)| kinds.contains(&kind))
        .map(|(category, _)| *category)
        .expect("a kind of the table")
}

/// A42.
pub(super) fn injury_band(injury: &str) -> &'static str {
    match injury {
        "none" => "none",
        "bruising" | "cuts" | "other_minor" => "minor",
        _ => "serious",
    }
}

/// A42: none if that is all.
pub(super) fn support_band(wanted: &Value) -> &'static str {
    if wanted.as_array().is_some_and(|wanted| wanted.iter().all(|support| support == "none")) {
        "none"
    } else {
        "wanted"
    }
}

/// A42.
pub(super) fn contact_band(method: &str) -> &'static str {
    match method {
        "on_street" | "in_venue" => "in_person",
        "phone_call" | "text_message" | "advert_site" | "dating_app" | "social_media" | "email" => "remote",
        _ => "other",
    }
}

/// A42.
pub(super) fn police_band(status: &str) -> &'static str {
    if ["none", "considering"].contains(&status) { "no_contact" } else { "contact" }
}

/// A42.
pub(super) fn gender_band(gender: &str) -> &'static str {
    match gender {
        "woman" | "trans_woman" => "woman",
        "man" | "trans_man" => "man",
        _ => "other",
    }
}

/// A42: by the first letter of the self-defined code.
pub(super) fn ethnicity_band(code: &str) -> &'static str {
    match code.get(..1) {
        Some("w") => "white",
        Some("m") => "mixed",
        Some("a") => "asian",
        Some("b") => "black",
        Some("o") => "other",
        _ => "not_stated",
    }
}

/// A42.
pub(super) fn reporter_band(kind: &str) -> &'static str {
    if kind == "victim" { "victim" } else { "third_party" }
}

/// A02, A42.
pub(super) fn relation_band(relation: &str) -> &'static str {
    match relation {
        "client" | "stranger" => "client_or_stranger",
        _ => "linked",
    }
}

fn age_band(years: f64) -> &'static str {
    match years {
        y if y < 18.0 => "under_18",
        y if y < 25.0 => "18_24",
        y if y < 35.0 => "25_34",
        y if y < 45.0 => "35_44",
        y if y < 55.0 => "45_54",
        _ => "55_plus",
    }
}

fn height_band(cm: f64) -> &'static str {
    match cm {
        h if h < 165.0 => "under_165",
        h if h < 175.0 => "165_174",
        h if h < 185.0 => "175_184",
        _ => "185_plus",
    }
}

/// A42: the first and the last band of a range, one where they are equal.
pub(super) fn banded(row: &str, range: &Value) -> Value {
    let range = estimate::range(row, range);
    let band = |end: &str| {
        let number = range[end].as_f64().expect("a number");
        if row.ends_with("age") { age_band(number) } else { height_band(number) }
    };
    let (from, to) = (band("from"), band("to"));
    if from == to { json!(from) } else { json!({"from": from, "to": to}) }
}

/// A18: the code of an area that is large enough.
pub(super) fn large_area(version: &Value, area: &str, now: OffsetDateTime) -> Option<String> {
    let code = area.trim().to_uppercase();
    households(version, &code, now).is_some_and(|households| households >= minimum_households(version)).then_some(code)
}

/// Whether an area is a code of the area table.
pub(super) fn is_area_code(version: &Value, area: &str, now: OffsetDateTime) -> bool {
    households(version, &area.trim().to_uppercase(), now).is_some()
}

/// A40: whether a strand holds for a police recipient on a day.
pub(super) fn strand_holds(strand: &str, recipient: &str, on: Date) -> bool {
    match strand {
        "race" | "religion" | "sexual_orientation" | "disability" | "transgender" => true,
        "sex_workers" => recipient == MERSEYSIDE && on >= day("2006-01-01"),
        _ => false,
    }
}

const MERSEYSIDE: &str = "E23000004";

/// The first day of a known `when`.
pub(super) fn first_day(when: &Value) -> Date {
    start(when.get("from").unwrap_or(when)).date()
}

const PARTS: [(&str, u8); 4] = [("early_hours", 0), ("morning", 6), ("afternoon", 12), ("evening", 18)];

fn part_starts(code: &str) -> u8 {
    PARTS.iter().find(|(part, _)| *part == code).map(|(_, hour)| *hour).expect("a part of day")
}

/// The start of a moment on the wall clock.
fn start(moment: &Value) -> PrimitiveDateTime {
    if let Some(at) = moment["at"].as_str() {
        return wall(instant(at));
    }
    if let Some(month) = moment["month"].as_str() {
        return midnight(first_of(month));
    }
    let midnight = midnight(day(moment["day"].as_str().expect("a day")));
    match moment["part_of_day"].as_str() {
        Some(part) => midnight + Duration::hours(part_starts(part).into()),
        None => midnight,
    }
}

/// The end of a moment on the wall clock; an `at` ends where it begins.
fn end(moment: &Value) -> PrimitiveDateTime {
    if moment.get("at").is_some() {
        start(moment)
    } else if let Some(month) = moment["month"].as_str() {
        midnight(next_month(first_of(month)))
    } else if moment.get("part_of_day").is_some() {
        start(moment) + Duration::hours(6)
    } else {
        start(moment) + Duration::days(1)
    }
}

/// The coarser of two forms of `when`.
pub(super) fn coarser<'a>(one: &'a str, other: &'a str) -> &'a str {
    chain("when").iter().find(|form| **form == one || **form == other).expect("a form of the chain")
}

/// A21: a known `when` in a form.
pub(super) fn when(when: &Value, form: &str) -> Value {
    let (Some(from), Some(to)) = (when.get("from"), when.get("to")) else {
        return moment(when, form);
    };
    if form == "exact" {
        return json!({"from": moment(from, form), "to": moment(to, form)});
    }
    let length = end(to) - start(from);
    let form = if length > Duration::days(31) {
        "month"
    } else if length > Duration::hours(24) && form != "month" {
        "day"
    } else {
        form
    };
    let (first, last) = (moment(from, form), moment(to, form));
    if first == last { first } else { json!({"from": first, "to": last}) }
}

/// One moment in a form; `day` is the form of a range too long for parts and bands.
fn moment(moment: &Value, form: &str) -> Value {
    if let Some(month) = moment["month"].as_str() {
        return json!({"month": month});
    }
    let date = day_text(start(moment).date());
    if form == "month" {
        return json!({"month": month_text(start(moment).date())});
    }
    if form == "day" {
        return json!({"day": date});
    }
    if let Some(part) = moment["part_of_day"].as_str() {
        let starts = part_starts(part);
        return if form == "day_and_band" {
            json!({"day": date, "band": format!("{:02}-{:02}", starts, starts + 6)})
        } else {
            json!({"day": date, "part_of_day": part})
        };
    }
    let Some(at) = moment["at"].as_str() else {
        return json!({"day": date});
    };
    let hour = start(moment).hour();
    match form {
        "day_and_part" => json!({"day": date, "part_of_day": PARTS[usize::from(hour / 6)].0}),
        "day_and_band" => {
            let starts = hour / 3 * 3;
            json!({"day": date, "band": format!("{:02}-{:02}", starts, starts + 3)})
        }
        _ => json!({"at": written(instant(at))}),
    }
}

/// The days of a `when`, in whatever form: recorded or shown.
pub(super) fn days(when: &Value) -> Vec<String> {
    moments(when)
        .iter()
        .filter(|moment| moment.get("month").is_none())
        .map(|moment| day_text(start(moment).date()))
        .collect()
}

/// The times of day of a recorded `when`.
pub(super) fn times(when: &Value) -> Vec<String> {
    moments(when)
        .iter()
        .filter(|moment| moment.get("at").is_some())
        .map(|moment| clock_text(start(moment).time()))
        .collect()
}

fn moments(when: &Value) -> Vec<Value> {
    match (when.get("from"), when.get("to")) {
        (Some(from), Some(to)) => vec![from.clone(), to.clone()],
        _ => vec![when.clone()],
    }
}

//! What keeps the reporter safe: A01, A02, A06, A14, A16, A17, A39.

use super::asking::{Asking, known, list};
use super::identifiers::normal_form;
use super::instant::{end_of_day, instant};
use super::text::fold;
use serde_json::Value;

/// A14.
pub(super) fn accepted(asking: &Asking<'_>) -> bool {
    asking.latest(&asking.circumstances["triage"]).is_some_and(|entry| entry["state"] == "accepted")
}

/// A39.
pub(super) fn needs_person(asking: &Asking<'_>) -> bool {
    let victim = &asking.incident["victim"];
    let asked = victim["age_band"] == "under_18" || victim["capacity_doubted"] == true || victim["in_danger"] == true;
    let proceeds =
        asking.latest(&asking.circumstances["decisions"]).is_some_and(|decision| decision["proceed"] == true);
    asked && !proceeds
}

/// A16.
pub(super) fn held_back(asking: &Asking<'_>) -> bool {
    let hold = &asking.incident["safety"]["hold_back"];
    let text = |member: &str| hold[member].as_str().expect("a whole hold").to_owned();
    match hold["hold"].as_str() {
        Some("until") => asking.now < instant(&text("at")),
        Some("until_day_ends") => asking.now < end_of_day(&text("day"), &text("offset")),
        Some("until_i_say") => true,
        _ => false,
    }
}

/// A02: whether an offender is linked to the victim.
pub(super) fn linked(offender: &Value) -> bool {
    offender["link"]["relation"].as_str().is_some_and(|relation| relation != "client" && relation != "stranger")
}

/// A01: whether he would know, counting a linked offender as yes.
pub(super) fn he_would_know(asking: &Asking<'_>) -> bool {
    asking.incident["safety"]["would_he_know"] == true || asking.offenders().iter().any(linked)
}

/// A01: whether Members get coarse forms.
pub(super) fn coarse(asking: &Asking<'_>) -> bool {
    asking.audience.members() && (asking.incident["safety"]["would_he_know"] != false || he_would_know(asking))
}

/// A06: whether a path is named, itself or by a whole-name beginning.
pub(super) fn only_she_knows(asking: &Asking<'_>, path: &str) -> bool {
    let only = &asking.incident["safety"]["only_you_know"];
    let covers = |path: &str| {
        list(&only["paths"]).iter().filter_map(Value::as_str).any(|named| {
            path == named || path.starts_with(&format!("{named}.")) || path.starts_with(&format!("{named}[]"))
        })
    };
    known(only) && (covers(path) || (path == "place.area" && covers("place.force")))
}

/// The phrases of A06.
pub(super) fn phrases(asking: &Asking<'_>) -> Vec<String> {
    list(&asking.incident["safety"]["only_you_know"]["phrases"])
        .iter()
        .filter_map(|phrase| phrase.as_str().map(str::to_owned))
        .collect()
}

/// A17: an identifier or an alias that is, or may be, the victim's or the reporter's own.
pub(super) fn own_contact(asking: &Asking<'_>, path: &str, kinds: &[&str], text: &str) -> bool {
    let entries: Vec<&Value> =
        list(&asking.circumstances["own_contacts"]).iter().filter(|entry| entry["path"] == path).collect();
    let may_be_shown = |entry: &&Value| asking.counts(&entry["decision"]) && entry["decision"]["show"] == true;
    let theirs = ["victim", "reporter"].iter().any(|who| {
        let person = &asking.identity[who];
        let same = |kind: &str, theirs: &Value| {
            kinds.contains(&kind)
                && list(theirs).iter().filter_map(Value::as_str).any(|other| {
                    normal_form(kind, text).is_some() && normal_form(kind, text) == normal_form(kind, other)
                })
        };
        same("phone", &person["phones"]) || same("email", &person["emails"])
    });
    if entries.is_empty() { theirs } else { !entries.iter().all(may_be_shown) }
}

/// A10: whether who signed may be the victim or the reporter, by name or by a contact that is given.
pub(super) fn is_either(asking: &Asking<'_>, authoriser: &str) -> bool {
    ["victim", "reporter"].iter().any(|who| {
        let told = |list_of: &str, judge: &dyn Fn(&str) -> bool| {
            list(&asking.identity[who][list_of]).iter().filter_map(|value| value.as_str()).any(judge)
        };
        told("names", &|name| super::consent::may_be_one(name, authoriser))
            || told("phones", &|phone| super::text::contains("phone", phone, authoriser))
            || told("emails", &|email| super::text::contains("email", email, authoriser))
    })
}

/// A02: whether an offender's home address is also the victim's.
pub(super) fn also_the_victims(asking: &Asking<'_>, home: &Value) -> bool {
    let hers = &asking.identity["victim"]["address"];
    let same = |kind: &str| match (home[kind].as_str(), hers[kind].as_str()) {
        (Some(his), Some(hers)) => {
            let plain = |text: &str| fold(&normal_form(kind, text).unwrap_or_else(|| text.to_owned()));
            plain(his) == plain(hers)
        }
        _ => false,
    };
    home["also_the_victims"] == true || (same("street") && same("postcode"))
}

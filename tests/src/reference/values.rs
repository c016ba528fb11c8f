//! A07, A08, A30: the values that are withheld, and the texts that contain one.

use super::asking::{Asking, Audience, list};
use super::forms;
use super::identifiers::{normal_form, shown_form};
use super::leaves::Leaf;
use super::safety::phrases;
use super::shown::Decided;
use super::text::{contains, fold};
use serde_json::Value;
use std::collections::HashSet;

/// A value that an audience is not shown.
struct Withheld {
    kind: &'static str,
    text: String,
    identity: bool,
}

/// The uncoded values of a leaf, each with the kind that A07 compares it by.
/// The days and times of `when` are not here: they depend on the form that is shown.
fn uncoded(asking: &Asking<'_>, leaf: &Leaf) -> Vec<(&'static str, String)> {
    let text = || leaf.text().to_owned();
    let address = || -> Vec<(&'static str, String)> {
        ["street", "postcode"]
            .into_iter()
            .filter_map(|kind| Some((kind, leaf.value[kind].as_str()?.to_owned())))
            .collect()
    };
    match leaf.row.as_str() {
        "offenders[].aliases" | "identity.taken_by" => vec![("name", text())],
        "offenders[].civil_identity.legal_name" => {
            vec![("name", leaf.value["name"].as_str().expect("a name").to_owned())]
        }
        "place.venue" => vec![("venue", text())],
        "place.street" => vec![("street", text())],
        "place.postcode" => vec![("postcode", text())],
        "place.area" if !forms::is_area_code(asking.version, leaf.text(), asking.now) => {
            vec![("other", text())]
        }
        "police_contact.reference" => vec![("police_reference", text())],
        "summary" => vec![("other", leaf.value["text"].as_str().expect("a text").to_owned())],
        "offenders[].link.how_he_knows_her" | "offenders[].link.words_about_her" => {
            vec![("other", text())]
        }
        "offenders[].civil_identity.date_of_birth" => vec![("date", text())],
        "offenders[].civil_identity.home_address" => address(),
        row => match (leaf.identifier(), row.strip_prefix("identity.")) {
            (Some(kind), _) => vec![(kind, leaf.identifier_text().to_owned())],
            (None, Some(member)) => match member.split_once('.').map(|(_, member)| member) {
                Some("names") => vec![("name", text())],
                Some("phones") => vec![("phone", text())],
                Some("emails") => vec![("email", text())],
                Some("address") => address(),
                Some("safe_contact") if text().chars().filter(char::is_ascii_digit).count() >= 6 => {
                    vec![("other", text()), ("phone", text())]
                }
                _ => vec![("other", text())],
            },
            _ => Vec::new(),
        },
    }
}

/// Whether a leaf is, for the texts, a text itself.
pub(super) fn free_text(leaf: &Leaf) -> bool {
    match leaf.row.as_str() {
        "summary" | "offenders[].link.how_he_knows_her" | "offenders[].link.words_about_her" => true,
        _ => unparsed(leaf),
    }
}

/// A46: an identifier that did not parse.
fn unparsed(leaf: &Leaf) -> bool {
    leaf.identifier().is_some_and(|kind| normal_form(kind, leaf.identifier_text()).is_none())
}

/// The narrative, whole or in pieces: it needs its own row and scope, and no approval.
fn narrative(leaf: &Leaf) -> bool {
    ["narrative", "own_words", "offenders[].own_words"].contains(&leaf.row.as_str())
}

/// The text of a free text, narrative or own words.
pub(super) fn text_of(leaf: &Leaf) -> &str {
    match leaf.value.get("text") {
        Some(text) => text.as_str().expect("a text"),
        None => leaf.identifier_text(),
    }
}

/// Everything that this audience is not shown, given what is decided so far.
fn withheld(asking: &Asking<'_>, decided: &[Decided]) -> Vec<Withheld> {
    let mut all = Vec::new();
    let mut shown = HashSet::new();
    let mut shown_identity = HashSet::new();
    for Decided { leaf, reason, .. } in decided {
        let identity = leaf.row.starts_with("identity.");
        for (kind, text) in uncoded(asking, leaf) {
            if reason.is_some() {
                all.push(Withheld { kind, text, identity });
            } else if !free_text(leaf) {
                // A text that is itself judged here makes nothing public.
                shown.insert(fold(&shown_form(kind, &text)));
                if identity {
                    shown_identity.insert(fold(&shown_form(kind, &text)));
                }
            }
        }
    }
    if let Some(when) = decided.iter().find(|decided| decided.leaf.row == "when") {
        let form = (when.reason.is_none()).then_some(when.form.as_str());
        let shown_days = match form {
            Some(form) => forms::days(&forms::when(&when.leaf.value, form)),
            None => Vec::new(),
        };
        for text in forms::days(&when.leaf.value) {
            if !shown_days.contains(&text) {
                all.push(Withheld { kind: "date", text, identity: false });
            }
        }
        if form != Some("exact") {
            for text in forms::times(&when.leaf.value) {
                all.push(Withheld { kind: "time", text, identity: false });
            }
        }
        shown.extend(shown_days.iter().map(|day| fold(day)));
    }
    if asking.audience != Audience::PoliceFull {
        for text in phrases(asking) {
            all.push(Withheld { kind: "phrase", text, identity: false });
        }
    }
    all.retain(|value| {
        let shown = if value.identity { &shown_identity } else { &shown };
        !shown.contains(&fold(&shown_form(value.kind, &value.text)))
    });
    all
}

/// A30: withdraws the texts that contain a withheld value until none does. Each that goes is
/// a withheld value itself from then on.
pub(super) fn leave_out_telling_texts(asking: &Asking<'_>, decided: &mut [Decided]) {
    loop {
        let withheld = withheld(asking, decided);
        let mut changed = false;
        for Decided { leaf, reason, .. } in decided.iter_mut() {
            if reason.is_none()
                && (narrative(leaf) || free_text(leaf))
                && withheld.iter().any(|value| contains(value.kind, &value.text, text_of(leaf)))
            {
                *reason = Some("contains_withheld_value");
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// A08: the folded values of the victim's and the reporter's identity that this audience is not
/// shown, as they were given and in normal form.
pub(super) fn hidden_identity(hidden: &[&Leaf]) -> HashSet<String> {
    hidden
        .iter()
        .flat_map(|leaf| {
            let kind = match leaf.row.rsplit('.').next() {
                Some("phones") => "phone",
                Some("emails") => "email",
                _ => "name",
            };
            match leaf.row.rsplit('.').next() {
                Some("address") => address_values(&leaf.value),
                Some("names" | "phones" | "emails") => folded(kind, leaf.text()),
                _ => Vec::new(),
            }
        })
        .collect()
}

fn address_values(address: &Value) -> Vec<String> {
    ["street", "postcode"].iter().filter_map(|kind| Some(folded(kind, address[kind].as_str()?))).flatten().collect()
}

fn folded(kind: &str, text: &str) -> Vec<String> {
    vec![fold(text), fold(&shown_form(kind, text))]
}

/// A08: the folded values by which a leaf could equal one of the identity, if it is of those rows.
pub(super) fn comparable(leaf: &Leaf) -> Vec<String> {
    match leaf.row.as_str() {
        // A phone in the name field may be hers.
        "offenders[].aliases" => folded("name", leaf.text())
            .into_iter()
            .chain(normal_form("phone", leaf.text()).map(|phone| fold(&phone)))
            .collect(),
        "place.venue" | "place.street" | "place.area" => folded("name", leaf.text()),
        "place.postcode" => folded("postcode", leaf.text()),
        "offenders[].civil_identity.legal_name" => folded("name", leaf.value["name"].as_str().expect("a name")),
        "offenders[].civil_identity.home_address" => address_values(&leaf.value),
        _ => leaf.identifier().map_or_else(Vec::new, |kind| folded(kind, leaf.identifier_text())),
    }
}

/// A29: whether a text is approved for this audience.
pub(super) fn approved(asking: &Asking<'_>, leaf: &Leaf) -> bool {
    list(&asking.circumstances["approvals"]).iter().filter(|approval| asking.counts(approval)).any(|approval| {
        approval["text"] == text_of(leaf)
            && (leaf.row != "summary" || approval["language"] == leaf.value["language"])
            && list(&approval["audiences"]).iter().any(|audience| audience == asking.audience.approved_as())
    })
}

//! A second, plain model of the gate, written from `num-core/docs/wire.md` and
//! `num-core/docs/gate.md` alone and sharing nothing with `num-core`, so that where the two agree
//! they agree about the pages. It is slow on purpose: whatever can be worked out anew, is.

mod asking;
mod consent;
mod estimate;
mod forms;
mod identifiers;
mod instant;
mod leaves;
mod safety;
mod shown;
mod table;
mod text;
mod values;

pub use table::{COLUMNS, ROWS, chain};

use asking::{Asking, Audience, addressed};
use instant::instant;
use serde_json::Value;

/// What the gate answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing of this report, with the reason of A37.
    Nothing(String),
    /// Asking was an error, with its code.
    Error(String),
    /// A disclosure.
    Disclosure {
        /// The canonical bytes.
        bytes: String,
        /// Concrete path and reason of each known value that is not shown.
        withheld: Vec<(String, String)>,
    },
}

/// An answer with the path and form of everything that was shown.
pub type Traced = (Answer, Vec<(String, String)>);

/// A37, in its order.
pub const REASONS: [&str; 22] = [
    "not_accepted",
    "needs_person",
    "withdrawn",
    "narrowed",
    "third_party_without_authority",
    "wording_unknown",
    "not_yet_in_force",
    "condition_not_met",
    "recontact_needed",
    "other_recipient",
    "no_grant",
    "held_back",
    "he_would_know",
    "policy",
    "linked_to_victim",
    "outside_scope",
    "only_she_knows",
    "own_contact",
    "equals_identity",
    "area_too_small",
    "not_approved",
    "contains_withheld_value",
];

/// How many of [`REASONS`] hold for a whole report.
pub const WHOLE_REASONS: usize = 13;

/// The first of some reasons in the order of A37.
fn earliest_reason(reasons: &[&str]) -> &'static str {
    REASONS.into_iter().find(|reason| reasons.contains(reason)).expect("a reason at least")
}

/// What the recipient is given of a valid case at an instant.
pub fn disclose(case: &Value, policy: &Value, recipient: &str, as_of: &str) -> Answer {
    disclose_traced(case, policy, recipient, as_of).0
}

/// As [`disclose`], and the table rows of which something is shown, each with its form.
pub fn disclose_traced(case: &Value, policy: &Value, recipient: &str, as_of: &str) -> Traced {
    match answer(case, policy, recipient, as_of) {
        Ok(traced) => traced,
        Err(answer) => (answer, Vec::new()),
    }
}

fn answer(case: &Value, policy: &Value, recipient: &str, as_of: &str) -> Result<Traced, Answer> {
    let error = |code: &str| Answer::Error(code.to_owned());
    let (audience, to) = addressed(recipient).ok_or_else(|| error("disclosure.recipient"))?;
    let incident = &case["incident"];
    let of_another = ["identity", "consent", "circumstances"]
        .iter()
        .any(|beside| case.get(beside).is_some_and(|it| it["incident"] != incident["id"]));
    if of_another {
        return Err(error("disclosure.mismatched_incident"));
    }
    let now = instant(as_of);
    let version = table::version_in_force(policy, now).ok_or_else(|| error("disclosure.no_policy_in_force"))?;
    let asking = Asking {
        incident,
        identity: &case["identity"],
        consent: &case["consent"],
        circumstances: &case["circumstances"],
        version,
        audience,
        to,
        now,
    };

    let opening = consent::opening(&asking);
    let mut reasons = Vec::new();
    // A10: an override opens against triage, A39 and hold-back as well.
    if !opening.as_ref().is_ok_and(|opening| opening.overriding) {
        if !safety::accepted(&asking) {
            reasons.push("not_accepted");
        }
        if safety::needs_person(&asking) {
            reasons.push("needs_person");
        }
        if safety::held_back(&asking) {
            reasons.push("held_back");
        }
    }
    match &opening {
        Err(reason) => reasons.push(reason),
        Ok(opening) => {
            if audience.members() && safety::he_would_know(&asking) && !opening.recognition_accepted() {
                reasons.push("he_would_know");
            }
        }
    }
    let opening = match opening {
        Ok(opening) if reasons.is_empty() => opening,
        _ => return Err(Answer::Nothing(earliest_reason(&reasons).to_owned())),
    };

    let decided = shown::decide(&asking, &opening);
    // Not even that there is a report.
    let bare = shown::write(&asking, &opening, &decided, recipient, None);
    if bare
        .as_object()
        .is_some_and(|members| members.keys().all(|name| ["schema", "recipient"].contains(&name.as_str())))
    {
        let reasons: Vec<&str> =
            decided.iter().filter_map(|decided| decided.reason).filter(|it| *it != "policy").collect();
        return Err(Answer::Nothing(if reasons.is_empty() { "policy" } else { earliest_reason(&reasons) }.to_owned()));
    }
    let reference = match asking.reference_key() {
        None => None,
        Some(key) => Some(
            asking::list(&asking.circumstances["references"])
                .iter()
                .find(|entry| entry["recipient"] == key.as_str())
                .and_then(|entry| entry["reference"].as_str())
                .ok_or_else(|| error("disclosure.no_reference"))?,
        ),
    };
    let disclosure = shown::write(&asking, &opening, &decided, recipient, reference);
    let withheld =
        decided.iter().filter_map(|decided| Some((decided.leaf.path.clone(), decided.reason?.to_owned()))).collect();
    let forms = decided
        .iter()
        .filter(|decided| decided.reason.is_none())
        .map(|decided| (decided.leaf.row.clone(), decided.form.clone()))
        .collect();
    let bytes = format!("{disclosure}\n");
    Ok((Answer::Disclosure { bytes, withheld }, forms))
}

/// A47: the level of consent of a case at an instant.
pub fn level(case: &Value, policy: &Value, as_of: &str) -> &'static str {
    let now = instant(as_of);
    let Some(version) = table::version_in_force(policy, now) else {
        return "none";
    };
    consent::level(&Asking {
        incident: &case["incident"],
        identity: &case["identity"],
        consent: &case["consent"],
        circumstances: &case["circumstances"],
        version,
        audience: Audience::PoliceFull,
        to: String::new(),
        now,
    })
}

/// The range that an age or a height in words stands for, if it is understood.
pub fn age_in_words(text: &str) -> Option<(u64, u64)> {
    estimate::age(text)
}

/// As [`age_in_words`], in centimetres.
pub fn height_in_words(text: &str) -> Option<(u64, u64)> {
    estimate::height(text)
}

/// A07: whether a text contains a value of a kind: name, street, venue, phone, plate, email,
/// handle, postcode, police_reference, date (`2026-03-01`), time (`22:15`), phrase, other.
pub fn text_contains(kind: &str, value: &str, text: &str) -> bool {
    text::contains(kind, value, text)
}

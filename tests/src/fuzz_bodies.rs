//! What is asserted of one input, whether a fuzzer made it or it stands in the corpus.

use num_core::{
    case::Case,
    consent::ConsentHistory,
    descriptor::{Email, Handle, Phone, Plate, Postcode},
    disclosure::{Circumstances, Policy},
    error::Problems,
    identity::Identity,
    incident::Incident,
    json::Mode,
    matching::{Links, Model},
    text::{FoldedText, Needle, fold},
    timestamp::Day,
};

use crate::text_twin::{self, Text, Value};

mod intake;
mod linkage;
mod matching;
mod outputs;

pub use self::{
    intake::{csv, mapping},
    linkage::{linkage_compare, linkage_model, linkage_snapshot},
    matching::compare,
    outputs::{alert, lookup, pages, police_document},
};

/// A fuzz target: its name, which is that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("phone", phone),
    ("plate", plate),
    ("email", email),
    ("handle", handle),
    ("postcode", postcode),
    ("fold_contains", fold_contains),
    ("incident", incident),
    ("identity", identity),
    ("consent", consent),
    ("circumstances", circumstances),
    ("policy", policy),
    ("case", case),
    ("mapping", mapping),
    ("csv", csv),
    ("compare", compare),
    ("links", links),
    ("match_model", match_model),
    ("linkage_compare", linkage_compare),
    ("linkage_model", linkage_model),
    ("linkage_snapshot", linkage_snapshot),
    ("alert", alert),
    ("police_document", police_document),
    ("lookup", lookup),
    ("pages", pages),
];

macro_rules! identifiers {
    ($($(#[$doc:meta])* $body:ident, $type:ident, $sound:expr;)*) => {$(
        $(#[$doc])*
        pub fn $body(data: &[u8]) {
            let Ok(text) = std::str::from_utf8(data) else { return };
            let Ok(parsed) = $type::parse(text) else { return };
            assert_eq!(parsed.source(), text);
            let Some(normal) = parsed.normal() else {
                assert_eq!(parsed.shown(), text);
                return;
            };
            assert_eq!(parsed.shown(), normal);
            let sound: fn(&$type, &str) -> bool = $sound;
            assert!(sound(&parsed, normal), "not a normal form");
            let again = $type::parse(normal).expect("a normal form is parsed");
            assert_eq!(again.normal(), Some(normal), "normalising twice is normalising once");
            assert!(again == parsed);
        }
    )*};
}

identifiers! {
    /// Phone numbers.
    phone, Phone, |phone, normal| {
        let digits = normal.strip_prefix('+').unwrap_or_default();
        (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && phone.key() == digits.parse().ok()
    };
    /// Number plates.
    plate, Plate, |plate, normal| {
        (2..=8).contains(&normal.len())
            && normal.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'?')
            && normal.bytes().filter(|b| *b != b'?').count() >= 2
            && plate.format().is_some()
    };
    /// E-mail addresses.
    email, Email, |_, normal| normal.split_once('@').is_some() && normal.contains('.');
    /// Handles.
    handle, Handle, |_, normal| (2..=64).contains(&normal.len()) && !normal.contains(['@', ' ']);
}

/// Postcodes.
pub fn postcode(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(parsed) = Postcode::parse(text) else { return };
    assert_eq!(parsed.source(), text);
    let again = Postcode::parse(parsed.normal()).expect("a normal form is parsed");
    assert_eq!(again.normal(), parsed.normal());
    assert!(again == parsed);
    assert_eq!(parsed.normal().len(), parsed.outward().len() + 4);
}

/// What the core makes of a value; `None` when there is nothing to look for.
pub fn needle(value: &Value) -> Option<Needle> {
    match value {
        Value::Name(name) => Needle::name(name),
        Value::Street(street) => Needle::street(street),
        Value::Venue(venue) => Needle::venue(venue),
        Value::Phone(phone) => Needle::phone(phone),
        Value::Compact(normal) => Needle::compact(normal),
        Value::PartialPlate(normal) => Needle::partial(normal),
        Value::Date(year, month, day) => Needle::date(Day::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()?),
        Value::Time(hour, minute) => Needle::time(*hour, *minute),
        Value::Phrase(phrase) => Needle::phrase(phrase),
        Value::Other(other) => Needle::other(other),
    }
}

/// A value by the name of its kind; `None` when it is no such value.
pub fn value(kind: &str, value: &str) -> Option<Value> {
    let own = value.to_owned();
    Some(match kind {
        "name" => Value::Name(own),
        "street" => Value::Street(own),
        "venue" => Value::Venue(own),
        "phone" => Value::Phone(own),
        "plate" if is_partial(value) => Value::PartialPlate(own),
        "plate" | "email" | "handle" | "postcode" | "police_reference" => Value::Compact(own),
        "date" => {
            let (year, month, day) = Day::parse(value).ok()?.parts();
            Value::Date(year, month, day)
        }
        "time" => {
            let (hour, minute) = value.split_once(':')?;
            let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
            Needle::time(hour, minute).map(|_| Value::Time(hour, minute))?
        }
        "phrase" => Value::Phrase(own),
        "other" => Value::Other(own),
        _ => return None,
    })
}

/// Whether this is the normal form of a partial plate.
fn is_partial(plate: &str) -> bool {
    let known = plate.bytes().filter(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    let unknown = plate.bytes().filter(|b| *b == b'?').count();
    known >= 2 && unknown > 0 && known + unknown == plate.len() && plate.len() <= 8
}

/// Folding and looking up. The first line is a kind, the second a value, the rest the text.
pub fn fold_contains(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let mut parts = input.splitn(3, '\n');
    let (Some(kind), Some(own), Some(text)) = (parts.next(), parts.next(), parts.next()) else { return };
    let folded = fold(text);
    assert_eq!(folded, text_twin::fold(text));
    assert_eq!(fold(&folded), folded, "folding twice is folding once");
    if let Some(value) = value(kind, own) {
        let found = needle(&value).is_some_and(|needle| FoldedText::new(text).contains(&needle));
        assert_eq!(found, Text::new(text).contains(&value));
    }
}

/// A document in both modes: what is read is written, and what is written is read and written again as the same bytes.
macro_rules! documents {
    ($($(#[$doc:meta])* $body:ident, $type:ty, $modes:expr, $from_json:expr;)*) => {$(
        $(#[$doc])*
        pub fn $body(data: &[u8]) {
            let from_json: fn(&[u8], Mode) -> Result<$type, Problems> = $from_json;
            let modes: &[Mode] = &$modes;
            for mode in modes {
                match from_json(data, *mode) {
                    Ok(read) => {
                        let written = read.to_json();
                        let again = from_json(written.as_bytes(), *mode).expect("what is written is read");
                        assert_eq!(again.to_json(), written);
                        assert!(from_json(data, Mode::Lenient).is_ok(), "lenient is no stricter");
                    }
                    Err(problems) => refused(&problems),
                }
            }
        }
    )*};
}

/// Problems have a code of the catalogue and a path of ours.
fn refused(problems: &Problems) {
    assert!(!problems.as_slice().is_empty());
    for problem in problems.as_slice() {
        assert!(!problem.code.message().is_empty());
        let ours = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.[]".contains(&b);
        assert!(problem.path.bytes().all(ours), "a path that is not ours");
        assert!(problem.position.is_some_and(|at| at.line > 0 && at.column > 0));
    }
}

documents! {
    /// `uglymugs.incident/1`.
    incident, Incident, [Mode::Strict, Mode::Lenient], Incident::from_json;
    /// `uglymugs.identity/1`.
    identity, Identity, [Mode::Strict, Mode::Lenient], Identity::from_json;
    /// `uglymugs.consent/1`.
    consent, ConsentHistory, [Mode::Strict, Mode::Lenient], ConsentHistory::from_json;
    /// `uglymugs.circumstances/1`.
    circumstances, Circumstances, [Mode::Strict, Mode::Lenient], Circumstances::from_json;
    /// `uglymugs.policy/1`, which is read in one mode only.
    policy, Policy, [Mode::Strict], |data, _| Policy::from_json(data);
    /// `uglymugs.links/1`.
    links, Links, [Mode::Strict, Mode::Lenient], Links::from_json;
    /// `uglymugs.match_model/1`, which is read in one mode only.
    match_model, Model, [Mode::Strict], |data, _| Model::from_json(data);
    /// `uglymugs.case/1`.
    case, Case, [Mode::Strict, Mode::Lenient], Case::from_json;
}

//! The policy table, as gate.md prints it, and what a policy version says.

use super::instant::instant;
use serde_json::Value;
use time::OffsetDateTime;

/// One row: path, part, and the form for each column in the order of [`COLUMNS`].
type Row = (&'static str, &'static str, [&'static str; 6]);

/// The columns by their name in a policy document.
pub const COLUMNS: [&str; 6] =
    ["members_alert", "members_lookup", "police_anonymous", "police_full", "partner", "research"];

const W: &str = "withheld";
const X: &str = "exact";
const IN_PART: &str = "day_and_part";
const IN_BAND: &str = "day_and_band";
const NO_AREA: &str = "if_no_area";
const LARGE: &str = "large_area";
const NAMED: [&str; 6] = [X, X, X, X, X, W];
const TO_ALL: [&str; 6] = [X; 6];
const BANDED_AT_LAST: [&str; 6] = [X, X, X, X, X, "banded"];
const POLICE: [&str; 6] = [W, W, X, X, W, W];
const FULL: [&str; 6] = [W, W, W, X, W, W];
/// PoliceFull, and bands for Research.
const FULL_AND_BANDED: [&str; 6] = [W, W, W, X, W, "banded"];
const FULL_AND_RESEARCH: [&str; 6] = [W, W, W, X, W, X];
const NOBODY: [&str; 6] = [W; 6];

/// The default table.
pub const ROWS: [Row; 82] = [
    ("id", "none", NOBODY),
    ("received_at", "none", NOBODY),
    ("offences[].kind", "offences", ["category", "category", X, X, X, X]),
    ("offences[].home_office_codes", "offences", FULL),
    ("when", "when", [IN_PART, "month", IN_BAND, X, IN_BAND, "month"]),
    ("place.force", "area", [NO_AREA, NO_AREA, NO_AREA, X, NO_AREA, X]),
    ("place.area", "area", [LARGE, LARGE, LARGE, X, LARGE, W]),
    ("place.kind", "exact_place", FULL),
    ("place.venue", "exact_place", FULL),
    ("place.street", "exact_place", FULL),
    ("place.postcode", "exact_place", FULL),
    ("setting", "victim", FULL_AND_RESEARCH),
    ("narrative", "narrative", FULL),
    ("summary", "summary", NAMED),
    ("own_words", "narrative", FULL),
    ("injuries", "aftermath", [W, W, X, X, W, "banded"]),
    ("support_wanted", "aftermath", FULL_AND_BANDED),
    ("contact_method", "aftermath", FULL_AND_BANDED),
    ("police_contact.status", "aftermath", FULL_AND_BANDED),
    ("police_contact.reference", "identity", FULL),
    ("reporter.kind", "aftermath", FULL_AND_BANDED),
    ("reporter.first_hand", "first_hand", POLICE),
    ("reporter.grade", "aftermath", FULL),
    ("reporter.pseudonym", "none", NOBODY),
    ("victim.pseudonym", "none", NOBODY),
    ("victim.sector", "victim", [W, W, X, X, W, X]),
    ("victim.gender", "victim", FULL_AND_BANDED),
    ("victim.ethnicity", "victim", FULL_AND_BANDED),
    ("victim.age_band", "victim", [W, W, X, X, W, X]),
    ("victim.hate_crime", "victim", [W, W, "flag", X, W, W]),
    ("victim.capacity_doubted", "victim", FULL),
    ("victim.in_danger", "victim", FULL),
    ("offenders[].aliases", "recognition", NAMED),
    ("offenders[].appearance.gender", "recognition", TO_ALL),
    ("offenders[].appearance.ethnicity", "recognition", TO_ALL),
    ("offenders[].appearance.age", "recognition", BANDED_AT_LAST),
    ("offenders[].appearance.height_cm", "recognition", BANDED_AT_LAST),
    ("offenders[].appearance.build", "recognition", TO_ALL),
    ("offenders[].appearance.hair_colour", "recognition", TO_ALL),
    ("offenders[].appearance.hair_length", "recognition", TO_ALL),
    ("offenders[].appearance.hair_style", "recognition", TO_ALL),
    ("offenders[].appearance.facial_hair", "recognition", TO_ALL),
    ("offenders[].appearance.eye_colour", "recognition", TO_ALL),
    ("offenders[].appearance.complexion", "recognition", TO_ALL),
    ("offenders[].appearance.glasses", "recognition", TO_ALL),
    ("offenders[].appearance.accent", "recognition", TO_ALL),
    ("offenders[].appearance.languages", "recognition", TO_ALL),
    ("offenders[].appearance.marks", "recognition", NAMED),
    ("offenders[].appearance.clothing", "recognition", NAMED),
    ("offenders[].appearance.smells", "recognition", NAMED),
    ("offenders[].behaviours", "recognition", TO_ALL),
    ("offenders[].vehicle.kind", "recognition", TO_ALL),
    ("offenders[].vehicle.make", "recognition", TO_ALL),
    ("offenders[].vehicle.model", "recognition", NAMED),
    ("offenders[].vehicle.colour", "recognition", TO_ALL),
    ("offenders[].vehicle.plate", "recognition", NAMED),
    ("offenders[].vehicle.features", "recognition", NAMED),
    ("offenders[].phones", "contact_identifiers", NAMED),
    ("offenders[].emails", "contact_identifiers", NAMED),
    ("offenders[].handles", "contact_identifiers", NAMED),
    ("offenders[].profiles", "contact_identifiers", NAMED),
    ("offenders[].own_words", "narrative", FULL),
    ("offenders[].civil_identity.legal_name", "civil_identity", [W, W, "confirmed_only", X, W, W]),
    ("offenders[].civil_identity.date_of_birth", "civil_identity", POLICE),
    ("offenders[].civil_identity.home_address", "civil_identity", POLICE),
    ("offenders[].link.relation", "linked_offender", [W, W, X, X, W, "client_or_linked"]),
    ("offenders[].link.how_he_knows_her", "linked_offender", POLICE),
    ("offenders[].link.words_about_her", "linked_offender", POLICE),
    ("safety.would_he_know", "none", NOBODY),
    ("safety.only_you_know", "none", NOBODY),
    ("safety.hold_back", "none", NOBODY),
    ("identity.victim.names", "identity", FULL),
    ("identity.victim.phones", "identity", FULL),
    ("identity.victim.emails", "identity", FULL),
    ("identity.victim.address", "identity", FULL),
    ("identity.victim.safe_contact", "identity", FULL),
    ("identity.reporter.names", "identity", FULL),
    ("identity.reporter.phones", "identity", FULL),
    ("identity.reporter.emails", "identity", FULL),
    ("identity.reporter.address", "identity", FULL),
    ("identity.reporter.safe_contact", "identity", FULL),
    ("identity.taken_by", "none", NOBODY),
];

/// The chain of forms of a path, from least to most.
pub fn chain(path: &str) -> &'static [&'static str] {
    match path {
        "offences[].kind" => &[W, "category", X],
        "when" => &[W, "month", IN_PART, IN_BAND, X],
        "place.force" => &[W, NO_AREA, X],
        "place.area" => &[W, LARGE, X],
        "injuries"
        | "support_wanted"
        | "contact_method"
        | "police_contact.status"
        | "reporter.kind"
        | "victim.gender"
        | "victim.ethnicity"
        | "offenders[].appearance.age"
        | "offenders[].appearance.height_cm" => &[W, "banded", X],
        "victim.hate_crime" => &[W, "flag", X],
        "offenders[].civil_identity.legal_name" => &[W, "confirmed_only", X],
        "offenders[].link.relation" => &[W, "client_or_linked", X],
        _ => &[W, X],
    }
}

/// The part that a path belongs to.
pub(super) fn part(path: &str) -> &'static str {
    ROWS.iter().find(|row| row.0 == path).map_or("none", |row| row.1)
}

/// The version in force at an instant: the one that came into force last.
pub(super) fn version_in_force(policy: &Value, now: OffsetDateTime) -> Option<&Value> {
    policy["versions"]
        .as_array()?
        .iter()
        .filter(|version| instant(version["from"].as_str().expect("from")) <= now)
        .max_by_key(|version| instant(version["from"].as_str().expect("from")))
}

/// The form of a path in a column.
pub(super) fn cell<'a>(version: &'a Value, path: &str, column: &str) -> &'a str {
    match version.get("rows") {
        Some(rows) => rows[path][column].as_str().unwrap_or(W),
        None => ROWS
            .iter()
            .find(|row| row.0 == path)
            .and_then(|row| {
                let place = COLUMNS.iter().position(|name| *name == column)?;
                Some(row.2[place])
            })
            .unwrap_or(W),
    }
}

/// The parts of which this column gives anything.
pub(super) fn parts_given(version: &Value, column: &str) -> Vec<&'static str> {
    ROWS.iter().filter(|row| cell(version, row.0, column) != W).map(|row| row.1).collect()
}

fn stands(entry: &Value, at: OffsetDateTime) -> bool {
    entry["from"].as_str().is_none_or(|from| instant(from) <= at)
        && entry["until"].as_str().is_none_or(|until| at < instant(until))
}

/// Whether a wording stood in the wording table at an instant.
pub(super) fn wording_stood(version: &Value, wording: &str, at: OffsetDateTime) -> bool {
    version["wordings"].as_array().into_iter().flatten().any(|entry| entry["version"] == wording && stands(entry, at))
}

/// The households of a code that stands in the area table.
pub(super) fn households(version: &Value, code: &str, at: OffsetDateTime) -> Option<u64> {
    version["areas"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|entry| entry["code"] == code && stands(entry, at))
        .filter_map(|entry| entry["households"].as_u64())
        .min()
}

/// A18: the households that make an area large.
pub(super) fn minimum_households(version: &Value) -> u64 {
    version["minimum_households"].as_u64().unwrap_or(1_000)
}

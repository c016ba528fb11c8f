//! Stable codes, and the problems that validation reports.

use std::fmt;

use serde::Serialize;

macro_rules! codes {
    ($($name:ident = $code:literal, $message:literal;)*) => {
        impl Code {
            $(#[doc = $message] pub const $name: Self = Self($code);)*

            /// Every code with its message, in the order of the catalogue.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $message)),*];
        }
    };
}

/// A stable dotted code: translations and documentation hang on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(&'static str);

codes! {
    JSON_SYNTAX = "json.syntax", "not well-formed JSON";
    JSON_TOO_LARGE = "json.too_large", "document is too large";
    JSON_TOO_DEEP = "json.too_deep", "nested too deeply";
    JSON_DUPLICATE_MEMBER = "json.duplicate_member", "a member stands twice";
    JSON_UNKNOWN_MEMBER = "json.unknown_member", "a member is not in the schema";
    JSON_WRONG_TYPE = "json.wrong_type", "value has the wrong type";
    MEMBER_MISSING = "member.missing", "a required member is missing";
    SCHEMA_UNKNOWN = "schema.unknown", "schema or version is not known";
    ID_MALFORMED = "id.malformed", "not an id: 1 to 64 letters, digits, dots, underscores or hyphens (a reference has at least 8)";
    ID_CONFLICT = "id.conflict", "another report with this id was already taken in";
    INSTANT_MALFORMED = "instant.malformed", "not an RFC 3339 instant with offset and whole seconds";
    INSTANT_OUT_OF_RANGE = "instant.out_of_range", "year is outside 1900 to 2100";
    DATE_MALFORMED = "date.malformed", "not a calendar day between 1900 and 2100";
    MONTH_MALFORMED = "month.malformed", "not a month between 1900 and 2100";
    TEXT_BLANK = "text.blank", "text is blank";
    TEXT_TOO_LONG = "text.too_long", "text is too long";
    TEXT_CONTROL_CHARACTER = "text.control_character", "text has a control character";
    TEXT_BIDIRECTIONAL_CONTROL = "text.bidirectional_control", "text has a bidirectional control character";
    LIST_TOO_LONG = "list.too_long", "list has too many items";
    LIST_EMPTY = "list.empty", "list must not be empty";
    CODE_UNKNOWN = "code.unknown", "code is not in its table";
    RANGE_REVERSED = "range.reversed", "range ends before it begins";
    RANGE_OUT_OF_BOUNDS = "range.out_of_bounds", "number is out of bounds";
    WHEN_REVERSED = "when.reversed", "ends before it begins";
    WHEN_MALFORMED = "when.malformed", "not a moment or a range of moments";
    POSTCODE_MALFORMED = "postcode.malformed", "not a full UK postcode";
    AGE_NOT_UNDERSTOOD = "age.not_understood", "not an age in years, a range of ages, or words for one";
    HEIGHT_NOT_UNDERSTOOD = "height.not_understood", "not a height, a range of heights, or words for one";
    SITE_MALFORMED = "site.malformed", "not the name of a site or an app: 2 to 60 letters, digits, dots or hyphens";
    VEHICLE_MODEL_NOT_OF_MAKE = "vehicle.model_not_of_make", "the model is not one of this make's";
    OFFENCE_CODE_NOT_OF_KIND = "offence.code_not_of_kind", "the Home Office code is not one of this kind's";
    LANGUAGE_MALFORMED = "language.malformed", "not a language code of two or three small letters";
    PATH_UNKNOWN = "path.unknown", "not a path that can be named here";
    RECIPIENT_MALFORMED = "recipient.malformed", "not a recipient of this kind";
    HOLD_MALFORMED = "hold.malformed", "not a hold";
    CONTACT_MALFORMED = "contact.malformed", "a contact that no identifier can equal: it has no normal form";
    TRIAGE_DUPLICATE_OF = "triage.duplicate_of", "a duplicate names the other report that it repeats, and nothing else does";
    TRIAGE_WHY_MISPLACED = "triage.why_misplaced", "why is said of a rejected or a disputed report only";
    REFERENCE_REPEATED = "reference.repeated", "a reference or its recipient stands twice";
    POLICY_LOOSER = "policy.looser", "cell is looser than the default policy";
    POLICY_FORM_UNKNOWN = "policy.form_unknown", "form is not one of this path's";
    POLICY_PATH_UNKNOWN = "policy.path_unknown", "path is not in the policy table";
    POLICY_COLUMN_UNKNOWN = "policy.column_unknown", "not an audience of the policy table";
    DISCLOSURE_MISMATCHED_INCIDENT = "disclosure.mismatched_incident", "incident, identity, consent and circumstances are not of the same report";
    DISCLOSURE_STALE_CONSENT_STATE = "disclosure.stale_consent_state", "the consent state is of another instant, or rests on other wordings or facts, than the question";
    DISCLOSURE_NO_POLICY_IN_FORCE = "disclosure.no_policy_in_force", "no version of the policy is in force at this instant";
    DISCLOSURE_NO_REFERENCE = "disclosure.no_reference", "no reference was handed in for this recipient";
    OUTPUT_WRONG_USE = "output.wrong_use", "an alert is made from disclosures for the use alert to one scheme";
    OUTPUT_CONTAINS_WITHHELD_VALUE = "output.contains_withheld_value", "the composed text contains a value that was withheld";
    ALERT_NO_DISCLOSURE = "alert.no_disclosure", "an alert needs at least one disclosure";
    ALERT_STALE_DISCLOSURE = "alert.stale_disclosure", "a disclosure is not of this instant, or is older than what was approved";
    ALERT_NOT_LINKED = "alert.not_linked", "the reports of a series are those that a person linked, and all may be matched";
    ALERT_NO_RULE = "alert.no_rule", "no rule of the scheme alerts on this";
    ALERT_ONLY_ONE = "alert.only_one", "the reporter would be the only plausible one, and she has not accepted that he may know";
    ALERT_APPROVED_TOO_EARLY = "alert.approved_too_early", "the approval is older than the draft";
    ALERT_CHANGED = "alert.changed", "composed anew, the text is not the one that was approved";
    ALERT_NO_LONGER_DISCLOSED = "alert.no_longer_disclosed", "a report behind the alert is no longer disclosed";
    ALERT_HELD = "alert.held", "the alert is held back until later";
    ALERT_EXPIRED = "alert.expired", "the alert has expired";
    ALERT_OTHER_ID = "alert.other_id", "a correction has the public id of what it corrects";
    ALERT_ALREADY_OUT = "alert.already_out", "an alert with this public id is out, or was taken back";
    RULE_TIER_OF_ONE = "rule.tier_of_one", "only a series has a tier: reports_at_least must be two or more";
    WORKERS_OF_NOWHERE = "workers.of_nowhere", "an estimate is of an area or of a force";
    LOOKUP_TOO_MANY = "lookup.too_many", "this asker has asked too often";
    LOOKUP_WRONG_USE = "lookup.wrong_use", "a look-up is answered from disclosures for the use lookup to the asker's scheme, of this instant";
    SCHEME_UNKNOWN_REPORT = "scheme.unknown_report", "no report has this id";
    SCHEME_UNKNOWN_ALERT = "scheme.unknown_alert", "no published alert has this public id";
    SCHEME_NOTHING_DISCLOSED = "scheme.nothing_disclosed", "nothing of a report may be shown";
    SCHEME_NO_SERIES = "scheme.no_series", "the reports are not of one series that people confirmed";
    LEDGER_OLDER = "ledger.older", "a later release to the same recipient was recorded";
    SIGHTING_MALFORMED = "sighting.malformed", "not a sighting: the id of a report, a slash, and the index of an offender from 0 to 19";
    LINK_SAME_REPORT = "link.same_report", "two offenders of one report are two persons";
    LINK_NOT_TWO = "link.not_two", "a link is between two sightings";
    LINKAGE_DOES_NOT_FIT = "linkage.does_not_fit", "levels, codes, tags or weights do not fit the kind of the column, or each other";
    LINKAGE_REPEATED = "linkage.repeated", "a code, a tag, a group or an event stands twice";
    LINKAGE_KIND_DIFFERS = "linkage.kind_differs", "the table's column of this name is of another kind";
    LINKAGE_GROUP_DIFFERS = "linkage.group_differs", "the table's column of this name is of another group";
    SNAPSHOT_NONE = "snapshot.none", "not a snapshot of a linkage";
    SNAPSHOT_VERSION_UNKNOWN = "snapshot.version_unknown", "a snapshot of another version";
    SNAPSHOT_TRUNCATED = "snapshot.truncated", "the snapshot ends too early";
    SNAPSHOT_TRAILING = "snapshot.trailing", "something follows the snapshot";
    SNAPSHOT_DAMAGED = "snapshot.damaged", "a section of the snapshot is not as it was written";
    SNAPSHOT_MALFORMED = "snapshot.malformed", "the parts of the snapshot do not fit each other";
    BINDING_INTERNAL = "binding.internal", "an internal error, without detail";
    INSTANT_NO_ZONE = "instant.no_zone", "a clock time without an offset, and no zone is named";
    NUMBER_MALFORMED = "number.malformed", "not a whole number";
    BOOL_MALFORMED = "bool.malformed", "neither yes nor no";
    MAPPING_MALFORMED = "mapping.malformed", "not as a mapping is written";
    MAPPING_PATH_UNKNOWN = "mapping.path_unknown", "not a path of the wire format";
    MAPPING_COLUMN_MISSING = "mapping.column_missing", "the file has no such column";
    MAPPING_COLUMN_AMBIGUOUS = "mapping.column_ambiguous", "several columns of the file are called so";
    MAPPING_COLUMN_UNMAPPED = "mapping.column_unmapped", "no entry names this column of the file";
    MAPPING_VALUE_MALFORMED = "mapping.value_malformed", "the wire format does not take this value here";
    MAPPING_FORMAT_MALFORMED = "mapping.format_malformed", "not a format of dates, or not of what is to be read: an instant needs an hour, or the member time";
    MAPPING_ZONE_UNKNOWN = "mapping.zone_unknown", "not a time zone or an offset";
    MAPPING_NOT_INVERTIBLE = "mapping.not_invertible", "cannot be written backwards";
    MAPPING_VALUE_UNKNOWN = "mapping.value_unknown", "the mapping does not name this value";
    MAPPING_REFERENCE_MISSING = "mapping.reference_missing", "the row gave nothing for what is referred to";
    MAPPING_CONFLICT = "mapping.conflict", "another column gave another value for the same path";
    CSV_TOO_MANY_CELLS = "csv.too_many_cells", "a cell without a header above it, or more cells than a row may have";
    CSV_UNCLOSED_QUOTE = "csv.unclosed_quote", "a quote is never closed";
    CSV_ROW_TOO_LONG = "csv.row_too_long", "row is too long";
    CSV_NOT_UTF8 = "csv.not_utf8", "row is not text in the encoding of the file";
    CSV_CASE_DOES_NOT_FIT = "csv.case_does_not_fit", "the case would not come back unchanged from these columns";
    INTAKE_NOT_READ = "intake.not_read", "the file cannot be read";
    INTAKE_NOT_WRITTEN = "intake.not_written", "the output cannot be written";
    JOURNAL_BROKEN = "journal.broken", "the journal cannot be read or written, or is none of this version";
    JOURNAL_IN_USE = "journal.in_use", "another intake is using the journal";
    JOURNAL_MISSING = "journal.missing", "there is output already, but no journal of it";
    JOURNAL_OTHER_IDS = "journal.other_ids", "the file was taken in with a mapping that forms other ids";
    JOURNAL_OUTPUT_SHORTER = "journal.output_shorter", "some of the output that the journal tells of is gone";
}

impl Code {
    /// The code, such as `text.too_long`.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// What it means: lower case, no final period, and nothing of the caller's.
    pub fn message(self) -> &'static str {
        Self::ALL.iter().find(|(code, _)| *code == self).map_or("", |(_, message)| message)
    }
}

impl std::error::Error for Code {}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Where in a JSON document: both from 1, the column in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// One problem: the path in *our* schema, a stable code, numbers. Never the caller's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The concrete path, such as `offenders[0].appearance.age`; empty for the whole document.
    pub path: String,
    /// What is wrong.
    pub code: Code,
    /// The limit that was passed, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// What was found against the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<u64>,
    /// Where in the document, when it came from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

impl Problem {
    /// A problem without numbers.
    pub fn new(path: impl Into<String>, code: Code) -> Self {
        Self { path: path.into(), code, limit: None, found: None, position: None }
    }

    /// A problem with the limit that was passed and what was found.
    pub fn over(path: impl Into<String>, code: Code, limit: u64, found: u64) -> Self {
        Self { limit: Some(limit), found: Some(found), ..Self::new(path, code) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "document" } else { &self.path };
        write!(f, "{path}: {} ({})", self.code.message(), self.code)?;
        if let Some(limit) = self.limit {
            write!(f, ", limit {limit}")?;
        }
        if let Some(found) = self.found {
            write!(f, ", found {found}")?;
        }
        if let Some(at) = self.position {
            write!(f, ", at line {} column {}", at.line, at.column)?;
        }
        Ok(())
    }
}

/// Every problem of one input, in the order in which they were met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Err` with all of them when there are any.
    ///
    /// # Errors
    /// The problems themselves.
    pub fn check(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self(problems)) }
    }

    /// The problems.
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for problem in &self.0 {
            write!(f, "{separator}{problem}")?;
            separator = "; ";
        }
        Ok(())
    }
}

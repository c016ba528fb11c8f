use std::{collections::HashMap, fmt};

use serde::Serialize;

use super::{
    answer::Answer,
    query::{Query, QueryKind},
};
use crate::{
    code::code_table,
    id::{MemberId, SchemeId},
    sensitive::Sensitive,
    timestamp::Timestamp,
};

/// Who asks.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Asker {
    /// The scheme whose member it is.
    pub scheme: SchemeId,
    /// The member; never printed.
    pub member: MemberId,
}

code_table! {
    /// What a look-up is for.
    LookupPurpose {
        /// Before meeting somebody.
        BeforeMeeting = "before_meeting",
        /// After somebody made contact, or after meeting.
        AfterContact = "after_contact",
        /// On behalf of somebody else.
        ForSomebodyElse = "for_somebody_else",
        /// In the work of the scheme.
        Casework = "casework",
    }
}

code_table! {
    /// How a look-up came out, for the record.
    Outcome {
        NothingToShow = "nothing_to_show",
        AskACaseworker = "ask_a_caseworker",
        Reported = "reported",
    }
}

/// What is recorded of a look-up, for the scheme's own eyes.
#[derive(Clone)]
pub struct LookupRecord {
    /// Who asked.
    pub asker: Asker,
    /// What for.
    pub purpose: LookupPurpose,
    /// When.
    pub at: Timestamp,
    /// What was asked about.
    pub kind: QueryKind,
    /// The normal form that was asked for, where there was one.
    pub asked: Option<Sensitive<String>>,
    /// How it came out.
    pub outcome: Outcome,
    /// The count that was given.
    pub reports: usize,
}

impl LookupRecord {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.lookup_record/1";

    pub(super) fn new(query: &Query, asker: &Asker, purpose: LookupPurpose, at: Timestamp, answer: &Answer) -> Self {
        let (outcome, reports) = match answer {
            Answer::NothingToShow => (Outcome::NothingToShow, 0),
            Answer::AskACaseworker => (Outcome::AskACaseworker, 0),
            Answer::Reported(reported) => (Outcome::Reported, reported.reports),
        };
        let asked = query.normal().map(|normal| Sensitive::new(normal.to_owned()));
        Self { asker: asker.clone(), purpose, at, kind: query.kind(), asked, outcome, reports }
    }

    /// Writes `uglymugs.lookup_record/1`: one line of JSON with its line feed. It says who asked for what: keep it sealed.
    pub fn to_json(&self) -> String {
        let wire = LookupRecordWire {
            schema: Self::SCHEMA,
            at: self.at,
            scheme: &self.asker.scheme,
            member: &self.asker.member,
            purpose: self.purpose,
            kind: self.kind,
            asked: self.asked.as_ref().map(|asked| asked.expose().as_str()),
            outcome: self.outcome,
            reports: self.reports,
        };
        // Our own types serialise into memory without fail.
        let mut json = serde_json::to_string(&wire).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl fmt::Debug for LookupRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LookupRecord({:?}, {:?})", self.purpose, self.kind)
    }
}

/// `uglymugs.lookup_record/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LookupRecord"))]
pub(crate) struct LookupRecordWire<'r> {
    schema: &'r str,
    at: Timestamp,
    scheme: &'r SchemeId,
    member: &'r MemberId,
    purpose: LookupPurpose,
    kind: QueryKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'r str>,
    outcome: Outcome,
    reports: usize,
}

/// Who watches over look-ups: asked before each, told after each (O3).
pub trait Watch {
    /// Whether this asker may ask now. Called before anything is looked at.
    fn allow(&mut self, asker: &Asker, purpose: LookupPurpose, as_of: Timestamp) -> bool;
    /// Keeps the record.
    fn record(&mut self, record: LookupRecord);
}

/// At most so many look-ups by one asker in so many hours, and the records of all that were answered, oldest first.
#[derive(Clone, Debug)]
pub struct RateLimit {
    most: usize,
    hours: u32,
    asked: HashMap<Asker, Vec<Timestamp>>,
    records: Vec<LookupRecord>,
}

impl RateLimit {
    /// At most `most` look-ups by one asker in any `hours` hours.
    pub fn new(most: usize, hours: u32) -> Self {
        Self { most, hours, asked: HashMap::new(), records: Vec::new() }
    }

    /// What was asked, oldest first.
    pub fn records(&self) -> &[LookupRecord] {
        &self.records
    }
}

impl Default for RateLimit {
    /// Thirty in a day.
    fn default() -> Self {
        Self::new(30, 24)
    }
}

impl Watch for RateLimit {
    fn allow(&mut self, asker: &Asker, _: LookupPurpose, as_of: Timestamp) -> bool {
        let hours = self.hours;
        let asked = self.asked.entry(asker.clone()).or_default();
        // A clock that goes backwards frees nothing.
        asked.retain(|at| at.plus_hours(hours) > as_of);
        let may = asked.len() < self.most;
        if may {
            asked.push(as_of);
        }
        may
    }

    fn record(&mut self, record: LookupRecord) {
        self.records.push(record);
    }
}

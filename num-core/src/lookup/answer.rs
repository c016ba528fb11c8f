use std::fmt;

use serde::Serialize;

use super::query::{Query, QueryKind};
use crate::{
    disclosure::{Disclosure, Members, ShownMoment, ShownValue, count_sources},
    timestamp::Month,
};

/// What a look-up is answered.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is held, or nothing that may be shown: the same, whatever the cause.
    NothingToShow,
    /// Names are for a caseworker, whatever is held.
    AskACaseworker,
    /// It was reported.
    Reported(Reported),
}

/// That something was reported.
#[derive(Clone, PartialEq, Eq)]
pub struct Reported {
    /// What was matched.
    pub matched: QueryKind,
    /// The month of the newest report of which it is known.
    pub month: Option<Month>,
    /// How many independent people reported it, of those whose reports this asker may see (A27).
    pub reports: usize,
}

impl Answer {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.lookup/1";

    pub(super) fn of(query: &Query, disclosures: &[Disclosure<Members>]) -> Self {
        let hits: Vec<_> = disclosures.iter().filter(|disclosure| query.is_in(disclosure)).collect();
        if hits.is_empty() {
            return Self::NothingToShow;
        }
        Self::Reported(Reported {
            matched: query.kind(),
            month: hits.iter().filter_map(|disclosure| month(disclosure)).max(),
            reports: count_sources(hits.iter().map(|disclosure| &disclosure.behind().source)),
        })
    }

    /// The outcome as a code.
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::NothingToShow => "nothing_to_show",
            Self::AskACaseworker => "ask_a_caseworker",
            Self::Reported(_) => "reported",
        }
    }

    /// The answer in words.
    pub fn words(&self) -> String {
        match self {
            Self::NothingToShow => {
                "There is nothing that we can show you. That does not mean that it is safe. Trust your own judgement."
                    .to_owned()
            }
            Self::AskACaseworker => {
                "We do not check names here. Many people share a name. Please ask a caseworker.".to_owned()
            }
            Self::Reported(Reported { matched, month, reports }) => {
                let people = if *reports == 1 { "1 person".to_owned() } else { format!("{reports} people") };
                let newest = month.map(|month| format!(" The newest report is of {}.", month.in_words()));
                format!(
                    "{} was reported to us by {people}.{} A report is not proof. Ask us if you want to know more.",
                    matched.words(),
                    newest.unwrap_or_default()
                )
            }
        }
    }

    /// Canonical bytes of `uglymugs.lookup/1`: one line of JSON with its line feed.
    pub fn to_json(&self) -> String {
        let reported = match self {
            Self::Reported(reported) => Some(reported),
            _ => None,
        };
        let wire = AnswerWire {
            schema: Self::SCHEMA,
            outcome: self.outcome(),
            matched: reported.map(|reported| reported.matched),
            month: reported.and_then(|reported| reported.month),
            reports: reported.map(|reported| reported.reports),
        };
        // Our own types serialise into memory without fail.
        let mut json = serde_json::to_string(&wire).unwrap_or_default();
        json.push('\n');
        json
    }
}

/// The last month of what is shown.
fn month(disclosure: &Disclosure<Members>) -> Option<Month> {
    let Some(ShownValue::Exact(when)) = &disclosure.shown().when else { return None };
    Some(match when.ends().1 {
        ShownMoment::Month(month) => month,
        moment => moment.day()?.month(),
    })
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({})", self.outcome())
    }
}

impl fmt::Debug for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reported({:?})", self.matched)
    }
}

/// `uglymugs.lookup/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LookupAnswer"))]
pub(crate) struct AnswerWire<'a> {
    schema: &'a str,
    outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<QueryKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reports: Option<usize>,
}

//! Ground truth: who it really was. It stands apart from the cases, in lines of its own.

use std::fmt;

use serde::{Serialize, Serializer};

/// A person of the generated world: `o-12` an offender, `w-7` a worker, `t-3` somebody who reports for others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId {
    pub(super) kind: char,
    pub(super) number: u32,
}

impl PersonId {
    pub(super) fn offender(number: u32) -> Self {
        Self { kind: 'o', number }
    }

    pub(super) fn reporter(number: super::workers::WorkerNumber) -> Self {
        Self { kind: if number.reports_for_others() { 't' } else { 'w' }, number: number.0 & 0x7FFF_FFFF }
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind, self.number)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for PersonId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is true of one report, `uglymugs.truth/1`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Truth {
    schema: &'static str,
    /// The report.
    pub incident: String,
    /// What happened, by number. An event that was told twice has two reports.
    pub event: u32,
    /// The report that tells the same event and came in before this one, whether triage found it or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_before: Option<String>,
    /// To whom it happened.
    pub victim: PersonId,
    /// Who reports it.
    pub reporter: PersonId,
    /// How she was working.
    pub setting: &'static str,
    /// Who did it, in the order of the report's offenders.
    pub offenders: Vec<TrueOffender>,
}

impl Truth {
    /// The schema.
    pub const SCHEMA: &'static str = "uglymugs.truth/1";

    pub(super) fn new(
        incident: String,
        event: u32,
        victim: PersonId,
        reporter: PersonId,
        setting: &'static str,
    ) -> Self {
        Self {
            schema: Self::SCHEMA,
            incident,
            event,
            told_before: None,
            victim,
            reporter,
            setting,
            offenders: Vec::new(),
        }
    }

    /// As one line of JSON, without its end.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What is true of one offender of a report: of one sighting.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TrueOffender {
    /// Who it was.
    pub person: PersonId,
    /// Who acts with him, now and then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<PersonId>,
    /// Another person whom he looks like, in the same place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<PersonId>,
    /// Which of his sightings this is, from 1.
    pub sighting: u32,
    /// His way of offending, for life.
    pub style: &'static str,
    /// Where his family comes from.
    pub origin: &'static str,
    /// His ethnicity, as a practised eye would have it.
    pub ethnicity: &'static str,
    /// His age then, in years.
    pub age: u32,
    /// His height.
    pub height_cm: u32,
    /// The force in whose area he lives.
    pub home: &'static str,
    /// Whose each number was: one for each place where a number stands or might have stood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<TruePhone>,
    /// The car.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<TrueVehicle>,
}

/// Whose a number was.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TruePhone {
    /// Where it stands: `phones[0]`, or `aliases[1]` where somebody put it in the field for names.
    pub at: String,
    /// What kind of entry it is.
    pub whose: Whose,
    /// Who had it then; nobody in particular for a switchboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Who had it before, where it was recycled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<PersonId>,
}

/// Whose a number was, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The offender's.
    Own,
    /// His partner's.
    Partners,
    /// A number that many people call from.
    Switchboard,
    /// His, with a digit wrong or two digits swapped: another number.
    Misheard,
    /// His, of which only the end is told.
    End,
    /// The victim's own, or her project's, by mistake.
    Reporters,
    /// No number at all: `withheld`, `unknown`.
    Junk,
}

/// Whose a car was.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TrueVehicle {
    /// Which car, by number.
    pub car: u32,
    /// Who had it first of all who use it.
    pub holder: PersonId,
    /// Its plate, whole and right.
    pub plate: String,
    /// In which year it was new.
    pub year: u16,
    /// Its colour.
    pub colour: &'static str,
    /// How the plate was read, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<&'static str>,
}

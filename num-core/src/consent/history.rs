use serde::Serialize;

use super::{ConsentState, Event, Facts, WordingTable};
use crate::{
    error::Problems,
    id::IncidentId,
    json::{self, Extra, Mode},
    timestamp::Timestamp,
};

/// Everything that was said about consent to one report, in the order in which it was recorded. It only grows.
#[derive(Clone, Debug)]
pub struct ConsentHistory {
    incident: IncidentId,
    events: Vec<Event>,
    extras: Vec<Extra>,
}

impl ConsentHistory {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.consent/1";

    /// A history in which nothing has been said.
    pub fn new(incident: IncidentId) -> Self {
        Self { incident, events: Vec::new(), extras: Vec::new() }
    }

    pub(crate) fn with_extras(mut self, extras: Vec<Extra>) -> Self {
        self.extras = extras;
        self
    }

    /// The report that it belongs to.
    pub fn incident(&self) -> &IncidentId {
        &self.incident
    }

    /// Adds an event at the end; its sequence number is the number of events after that.
    pub fn append(&mut self, event: Event) {
        self.events.push(event);
    }

    /// The events, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What stands at an instant. Events after it do not count; conditions are resolved by `facts`, over the report's
    /// number of `offenders`. The gate takes a state only with the wordings and facts that it rests on.
    pub fn state_at(&self, as_of: Timestamp, wordings: &WordingTable, facts: &Facts, offenders: usize) -> ConsentState {
        ConsentState::resolve(self, as_of, wordings, facts, offenders)
    }

    /// Reads `uglymugs.consent/1`.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8], mode: Mode) -> Result<Self, Problems> {
        super::decode::history(bytes, mode)
    }

    /// Writes `uglymugs.consent/1`.
    pub fn to_json(&self) -> String {
        json::to_string(
            &ConsentWire { schema: Self::SCHEMA, incident: &self.incident, events: &self.events },
            &self.extras,
        )
    }
}

/// The wire form of a consent history.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Consent", deny_unknown_fields))]
pub(crate) struct ConsentWire<'h> {
    schema: &'h str,
    incident: &'h IncidentId,
    events: &'h [Event],
}

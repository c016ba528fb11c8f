//! What people decided: which sightings are of one person, and which are not.

use std::sync::{Arc, Mutex};

use num_core::{
    matching::{self, LinkDecision, SightingId},
    text::Text,
    timestamp::Timestamp,
};

use crate::{
    Series,
    draft::mode,
    error::{UglyMugsError, guarded, held, shielded},
};

/// The decisions of people on links: they are added, never changed.
#[derive(uniffi::Object)]
pub struct Links(Mutex<matching::Links>);

impl Links {
    pub(crate) fn of(links: matching::Links) -> Arc<Self> {
        Arc::new(Self(Mutex::new(links)))
    }

    /// A copy: nobody waits for long work with it.
    pub(crate) fn copied(&self) -> matching::Links {
        held(&self.0).clone()
    }
}

#[uniffi::export]
impl Links {
    /// Nothing decided.
    #[uniffi::constructor]
    pub fn new() -> Self {
        Self(Mutex::new(matching::Links::new()))
    }

    /// Reads `uglymugs.links/1`. Strict: a member that is not in the schema is a problem; lenient: it is kept.
    #[uniffi::constructor(default(lenient = false))]
    pub fn from_json(json: String, lenient: bool) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(Mutex::new(matching::Links::from_json(json.as_bytes(), mode(lenient))?))))
    }

    /// Writes `uglymugs.links/1`.
    pub fn to_json(&self) -> String {
        shielded(|| held(&self.0).to_json())
    }

    /// Adds what a person decided about two sightings: that they are of one person, or are not.
    #[uniffi::method(default(note = None))]
    pub fn decide(
        &self,
        one: String,
        other: String,
        confirmed: bool,
        by: String,
        at: String,
        note: Option<String>,
    ) -> Result<(), UglyMugsError> {
        guarded(|| {
            let (one, other) = (SightingId::parse(&one)?, SightingId::parse(&other)?);
            let note = note.map(|note| Text::parse(&note)).transpose()?;
            let decision = LinkDecision::new(one, other, confirmed, Text::parse(&by)?, Timestamp::parse(&at)?, note)?;
            held(&self.0).decide(decision);
            Ok(())
        })
    }

    /// What stands between two sightings at an instant: whether they are of one person; none where nobody decided.
    pub fn state(&self, one: String, other: String, as_of: String) -> Result<Option<bool>, UglyMugsError> {
        guarded(|| {
            let (one, other) = (SightingId::parse(&one)?, SightingId::parse(&other)?);
            Ok(held(&self.0).state(&one, &other, Timestamp::parse(&as_of)?))
        })
    }

    /// Series that people confirmed, at an instant.
    pub fn series(&self, as_of: String) -> Result<Vec<Series>, UglyMugsError> {
        guarded(|| Ok(held(&self.0).series(Timestamp::parse(&as_of)?).iter().map(Series::from).collect()))
    }

    /// How many decisions there are.
    pub fn count(&self) -> u64 {
        held(&self.0).decisions().len() as u64
    }
}

impl Default for Links {
    fn default() -> Self {
        Self::new()
    }
}

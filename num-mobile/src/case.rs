//! A report with everything that stands beside it, and the questions that are asked of it.

use std::sync::Arc;

use num_core::{case, consent::Level, disclosure::Recipient, timestamp::Timestamp};

use crate::{
    Circumstances, ConsentHistory, Decision, Identity, Incident, Policy,
    draft::mode,
    error::{UglyMugsError, guarded, shielded},
};

/// A report, who stands behind it, what was consented to, and what the scheme recorded.
#[derive(uniffi::Object)]
pub struct Case(pub(crate) case::Case);

#[uniffi::export]
impl Case {
    /// A report with what stands beside it. Without: nobody is known, nothing was said, nothing was recorded.
    #[uniffi::constructor(default(identity = None, consent = None, circumstances = None))]
    pub fn new(
        incident: Arc<Incident>,
        identity: Option<Arc<Identity>>,
        consent: Option<Arc<ConsentHistory>>,
        circumstances: Option<Arc<Circumstances>>,
    ) -> Self {
        shielded(|| {
            let mut case = case::Case::new(incident.0.clone());
            case.identity = identity.map_or(case.identity, |given| given.0.clone());
            case.consent = consent.map_or(case.consent, |given| given.0.clone());
            case.circumstances = circumstances.map_or(case.circumstances, |given| given.0.clone());
            Self(case)
        })
    }

    /// Reads `uglymugs.case/1`. Strict: a member that is not in the schema is a problem; lenient: it is kept, and shown
    /// to nobody.
    #[uniffi::constructor(default(lenient = false))]
    pub fn from_json(json: String, lenient: bool) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(case::Case::from_json(json.as_bytes(), mode(lenient))?)))
    }

    /// Writes `uglymugs.case/1`.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }

    /// The report.
    pub fn incident(&self) -> Arc<Incident> {
        Incident::of(self.0.incident.clone())
    }

    /// Who stands behind it.
    pub fn identity(&self) -> Arc<Identity> {
        Identity::of(self.0.identity.clone())
    }

    /// What was consented to.
    pub fn consent(&self) -> Arc<ConsentHistory> {
        ConsentHistory::of(self.0.consent.clone())
    }

    /// What the scheme recorded.
    pub fn circumstances(&self) -> Arc<Circumstances> {
        Circumstances::of(self.0.circumstances.clone())
    }

    /// The ordered level of consent at an instant (RFC 3339, with its offset): for choosing and counting.
    pub fn level(&self, policy: &Policy, as_of: String) -> Result<Level, UglyMugsError> {
        guarded(|| Ok(self.0.level(&policy.0, Timestamp::parse(&as_of)?)?))
    }

    /// Asks the gate what a recipient, such as `members/num/alert` or `police_full/E23000010`, is given at an instant
    /// (RFC 3339, with its offset). Every release is asked for again at its own instant.
    pub fn disclose(&self, policy: &Policy, recipient: String, as_of: String) -> Result<Arc<Decision>, UglyMugsError> {
        guarded(|| {
            let (recipient, as_of) = (Recipient::parse(&recipient)?, Timestamp::parse(&as_of)?);
            Ok(Decision::of(self.0.disclose_to(&policy.0, recipient, as_of)?))
        })
    }
}

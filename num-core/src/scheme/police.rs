//! Reports to the police: to whom consent opens a report, and what is sent.

use std::fmt;

use super::{LedgerEntry, References, Scheme, SchemeError, Went};
use crate::{
    consent::{Event, PoliceRecipient},
    disclosure::{Audience, Decision, PathAt, PoliceAnonymous, PoliceFull, Reason, Recipient, named_recipients},
    id::IncidentId,
    police::{PoliceAudience, PoliceRecord, Route, route},
    timestamp::Timestamp,
};

/// What became of one report at one police recipient.
#[derive(Debug)]
pub struct PoliceReport {
    /// The recipient.
    pub recipient: PoliceRecipient,
    /// What is sent, or why nothing is.
    pub outcome: Result<PoliceRecord, NotSent>,
}

/// Why a recipient is sent nothing.
#[derive(Clone, PartialEq, Eq)]
pub enum NotSent {
    /// The gate gives it nothing, for this reason.
    Nothing(Reason),
    /// It may be given it, and routing drops it.
    Dropped(Route),
    /// The record would contain values that are withheld, at these places: a person must look at them (A30).
    ContainsWithheldValue(Vec<PathAt>),
}

impl fmt::Debug for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(reason) => write!(f, "Nothing({reason:?})"),
            Self::Dropped(route) => write!(f, "Dropped({route:?})"),
            Self::ContainsWithheldValue(paths) => write!(f, "ContainsWithheldValue({} places)", paths.len()),
        }
    }
}

impl Scheme {
    /// What each police recipient that a grant or an override names is sent of a report: full details where they are open to it,
    /// else anonymous intelligence. What is sent goes into the ledger.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`], and that the gate cannot be asked.
    pub fn police_reports(
        &mut self,
        id: &IncidentId,
        as_of: Timestamp,
        references: &mut dyn References,
    ) -> Result<Vec<PoliceReport>, SchemeError> {
        let mut reports = Vec::new();
        for recipient in self.police_recipients(id)? {
            let full = self.police_report(id, &PoliceFull { recipient }, as_of, references, Went::PoliceFull)?;
            let outcome = match full {
                Err(NotSent::Nothing(in_full)) => {
                    let audience = PoliceAnonymous { recipient };
                    let anonymous = self.police_report(id, &audience, as_of, references, Went::PoliceAnonymous)?;
                    match anonymous {
                        // Of two refusals the earlier in the order of reasons says more (A37).
                        Err(NotSent::Nothing(anonymously)) => Err(NotSent::Nothing(in_full.min(anonymously))),
                        outcome => outcome,
                    }
                }
                outcome => outcome,
            };
            reports.push(PoliceReport { recipient, outcome });
        }
        Ok(reports)
    }

    fn police_recipients(&self, id: &IncidentId) -> Result<Vec<PoliceRecipient>, SchemeError> {
        let consent = &self.case(id)?.consent;
        let granted = named_recipients(consent, None).into_iter().filter_map(|recipient| match recipient {
            Recipient::PoliceAnonymous(audience) => Some(audience.recipient),
            Recipient::PoliceFull(audience) => Some(audience.recipient),
            _ => None,
        });
        let overridden = consent.events().iter().filter_map(|event| match event {
            Event::Override(act) => act.recipient,
            Event::Grant(_) | Event::Withdraw(_) => None,
        });
        let mut recipients = Vec::new();
        for recipient in granted.chain(overridden) {
            if !recipients.contains(&recipient) {
                recipients.push(recipient);
            }
        }
        Ok(recipients)
    }

    fn police_report<A: PoliceAudience + Audience>(
        &mut self,
        id: &IncidentId,
        audience: &A,
        as_of: Timestamp,
        references: &mut dyn References,
        what: Went,
    ) -> Result<Result<PoliceRecord, NotSent>, SchemeError> {
        let disclosure = match self.disclose_as(id, audience, as_of, references)? {
            Decision::Nothing(reason) => return Ok(Err(NotSent::Nothing(reason))),
            Decision::Disclosed(disclosure, _) => disclosure,
        };
        match route(&disclosure) {
            Route::Send => {}
            dropped => return Ok(Err(NotSent::Dropped(dropped))),
        }
        let record = match PoliceRecord::new(&disclosure, &self.issuer) {
            Ok(record) => record,
            Err(error) => return Ok(Err(NotSent::ContainsWithheldValue(error.0))),
        };
        if let Some(recipient) = audience.recipient().reference_key() {
            let reference = record.reference().clone();
            let version = u32::try_from(self.ledger.of(&reference).count()).unwrap_or(u32::MAX).saturating_add(1);
            let consent_sequence = disclosure.consent_sequence();
            let entry = LedgerEntry { at: as_of, recipient, reference, what, version, consent_sequence, reach: None };
            self.ledger.commit(entry)?;
        }
        Ok(Ok(record))
    }
}

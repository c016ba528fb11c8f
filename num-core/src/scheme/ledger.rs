use serde::Serialize;

use super::SchemeError;
use crate::{
    alert::{Reach, ReleaseKind},
    code::code_table,
    disclosure::ReferenceKey,
    id::Reference,
    timestamp::Timestamp,
};

/// Who was given what, and when: oldest first, only added to.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Vec<LedgerEntry>);

/// One release to one recipient.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerEntry {
    /// When it went out: the instant at which the gate was asked.
    pub at: Timestamp,
    /// To whom.
    pub recipient: ReferenceKey,
    /// What the recipient calls it.
    pub reference: Reference,
    /// What went.
    pub what: Went,
    /// The version, from 1.
    pub version: u32,
    /// On which consent: the greatest sequence number among the reports behind it.
    pub consent_sequence: usize,
    /// To which members, of an alert.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
}

code_table! {
    /// What went out.
    Went {
        Alert = "alert",
        Correction = "correction",
        Renewal = "renewal",
        Retraction = "retraction",
        PoliceAnonymous = "police_anonymous",
        PoliceFull = "police_full",
    }
}

impl From<ReleaseKind> for Went {
    fn from(kind: ReleaseKind) -> Self {
        match kind {
            ReleaseKind::Alert => Self::Alert,
            ReleaseKind::Correction => Self::Correction,
            ReleaseKind::Renewal => Self::Renewal,
            ReleaseKind::Retraction => Self::Retraction,
        }
    }
}

impl Ledger {
    /// Every entry, oldest first.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.0
    }

    /// The entries of one reference: who was given it, in which version.
    pub fn of(&self, reference: &Reference) -> impl Iterator<Item = &LedgerEntry> {
        self.0.iter().filter(move |entry| entry.reference == *reference)
    }

    /// Everyone to whom a version of an alert went: whom a correction or a retraction must reach (A26, A44).
    pub fn reached(&self, reference: &Reference) -> Reach {
        let reaches = self.of(reference).filter_map(|entry| entry.reach.as_ref());
        reaches.fold(Reach::default(), Reach::and)
    }

    /// Adds an entry, before the bytes are handed over.
    ///
    /// # Errors
    /// [`SchemeError::OlderThanTheLedger`] when a later release, or one on newer consent, went to the same recipient (A15).
    pub(super) fn commit(&mut self, entry: LedgerEntry) -> Result<(), SchemeError> {
        // A retraction is always allowed (A26).
        let is_older = entry.what != Went::Retraction
            && self.of(&entry.reference).any(|known| {
                known.recipient == entry.recipient
                    && (known.at > entry.at || known.consent_sequence > entry.consent_sequence)
            });
        if is_older {
            return Err(SchemeError::OlderThanTheLedger);
        }
        self.0.push(entry);
        Ok(())
    }
}

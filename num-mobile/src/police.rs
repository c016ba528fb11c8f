//! Police records, from what a police recipient was given and from nothing else.

use num_core::police;

use crate::{
    PoliceAnonymousDisclosure, PoliceFullDisclosure,
    error::{UglyMugsError, guarded, shielded},
};

/// One report for one police recipient, `uglymugs.police_record/1`.
#[derive(uniffi::Object)]
pub struct PoliceRecord(police::PoliceRecord);

#[uniffi::export]
impl PoliceRecord {
    /// Makes a record of what was disclosed anonymously.
    #[uniffi::constructor]
    pub fn anonymous(disclosure: &PoliceAnonymousDisclosure) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(police::PoliceRecord::new(&disclosure.0)?)))
    }

    /// Makes a record of what was disclosed in full.
    #[uniffi::constructor]
    pub fn full(disclosure: &PoliceFullDisclosure) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(police::PoliceRecord::new(&disclosure.0)?)))
    }

    /// To whom: a force code or `nca_scas`.
    pub fn recipient(&self) -> String {
        shielded(|| self.0.recipient().to_string())
    }

    /// What the recipient calls the report.
    pub fn reference(&self) -> String {
        shielded(|| self.0.reference().to_string())
    }

    /// The record as JSON, with one final line feed.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }
}

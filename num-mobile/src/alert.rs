//! Alerts, from what members were given and from nothing else.

use num_core::alert;

use crate::{
    MembersDisclosure,
    error::{UglyMugsError, guarded, shielded},
};

/// An alert that nobody has approved yet. It cannot be published.
#[derive(uniffi::Object)]
pub struct AlertDraft(alert::AlertDraft);

#[uniffi::export]
impl AlertDraft {
    /// Drafts an alert from what the gate disclosed to members for that use; refused as a whole when the text would
    /// contain a withheld value.
    #[uniffi::constructor]
    pub fn new(disclosure: &MembersDisclosure) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(alert::AlertDraft::new(&disclosure.0)?)))
    }

    /// The public alert id.
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// The scheme whose members it is for.
    pub fn scheme(&self) -> String {
        self.0.scheme().to_string()
    }

    /// At which instant the gate was asked.
    pub fn as_of(&self) -> String {
        self.0.as_of().to_string()
    }

    /// The text, in plain words. It never asserts guilt; links and addresses in it are defanged.
    pub fn text(&self) -> String {
        shielded(|| self.0.text().to_owned())
    }
}

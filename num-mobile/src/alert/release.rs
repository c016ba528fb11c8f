//! What goes out of an alert, and how each medium has it.

use std::sync::Arc;

use num_core::{
    alert::{self, ReleaseKind, SmsEncoding},
    timestamp::Timestamp,
};

use super::life::{Reach, reach};
use crate::error::{UglyMugsError, guarded, shielded};

/// One version of a published alert, or the notice that it is withdrawn: the only thing that is rendered.
#[derive(uniffi::Object)]
pub struct Release(alert::Release);

impl Release {
    pub(crate) fn of(inner: alert::Release) -> Arc<Self> {
        Arc::new(Self(inner))
    }
}

#[uniffi::export]
impl Release {
    /// The public alert id.
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// The version, from 1.
    pub fn version(&self) -> u32 {
        self.0.version()
    }

    /// What it is.
    pub fn kind(&self) -> ReleaseKind {
        self.0.kind()
    }

    /// The scheme whose members it is for.
    pub fn scheme(&self) -> String {
        self.0.scheme().to_string()
    }

    /// When this version went out.
    pub fn issued_at(&self) -> String {
        self.0.issued_at().to_string()
    }

    /// From when on it is expired; none for a retraction.
    pub fn expires_at(&self) -> Option<String> {
        self.0.expires_at().map(|at| at.to_string())
    }

    /// To whom it goes; a retraction goes to exactly those who were given a version.
    pub fn reach(&self) -> Option<Reach> {
        shielded(|| self.0.reach().map(reach))
    }

    /// Plain text, a line for each kind of fact.
    pub fn text(&self) -> String {
        shielded(|| self.0.text())
    }

    /// A text message of at most two segments.
    pub fn sms(&self) -> Arc<Sms> {
        shielded(|| Arc::new(Sms(self.0.sms())))
    }

    /// An e-mail, as text and as HTML.
    pub fn email(&self) -> Arc<Email> {
        shielded(|| Arc::new(Email(self.0.email())))
    }

    /// `uglymugs.alert/1`, with one final line feed.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }

    /// A page to print and pin up, as HTML.
    pub fn bulletin(&self) -> String {
        shielded(|| self.0.bulletin())
    }
}

/// An alert as a text message.
#[derive(uniffi::Object)]
pub struct Sms(alert::Sms);

#[uniffi::export]
impl Sms {
    /// The message.
    pub fn text(&self) -> String {
        shielded(|| self.0.text.clone())
    }

    /// How it is encoded.
    pub fn encoding(&self) -> SmsEncoding {
        self.0.encoding
    }

    /// In how many segments it is sent, 1 or 2.
    pub fn segments(&self) -> u64 {
        self.0.segments as u64
    }
}

/// An alert as an e-mail.
#[derive(uniffi::Object)]
pub struct Email(alert::Email);

#[uniffi::export]
impl Email {
    /// The subject. It tells nothing on a locked screen.
    pub fn subject(&self) -> String {
        shielded(|| self.0.subject.clone())
    }

    /// The plain text.
    pub fn text(&self) -> String {
        shielded(|| self.0.text.clone())
    }

    /// The HTML.
    pub fn html(&self) -> String {
        shielded(|| self.0.html.clone())
    }
}

/// A page of the alerts that are out and not expired at an instant, newest first, as HTML.
#[uniffi::export]
fn feed(title: String, releases: Vec<Arc<Release>>, as_of: String) -> Result<String, UglyMugsError> {
    guarded(|| {
        let releases: Vec<alert::Release> = releases.iter().map(|release| release.0.clone()).collect();
        Ok(alert::feed(&title, &releases, Timestamp::parse(&as_of)?))
    })
}

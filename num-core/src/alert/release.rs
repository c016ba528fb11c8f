//! What goes out of an alert, and how each medium has it.

use std::fmt;

use serde::Serialize;

use super::{
    rules::Reach,
    sms::{self, Sms},
    told::Told,
    words::Wording,
};
use crate::{
    code::code_table,
    id::{Reference, SchemeId},
    timestamp::Timestamp,
};

/// What a retraction says, whatever the cause (A26).
const RETRACTION: &str = "This alert is withdrawn. Please delete it. Do not pass it on.";

code_table! {
    /// What a release is.
    ReleaseKind {
        /// The first version of an alert.
        Alert = "alert",
        /// A new version, with another text.
        Correction = "correction",
        /// A new version that stands for longer.
        Renewal = "renewal",
        /// A notice that the alert is withdrawn.
        Retraction = "retraction",
    }
}

/// One version of a published alert, or the notice that it is withdrawn: the only thing that is rendered.
#[derive(Clone)]
pub struct Release {
    pub(super) id: Reference,
    pub(super) version: u32,
    pub(super) kind: ReleaseKind,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Option<Timestamp>,
    pub(super) scheme: SchemeId,
    pub(super) reach: Option<Reach>,
    /// What it tells; none for a retraction.
    pub(super) alert: Option<(Told, Wording)>,
}

/// An alert as an e-mail.
#[derive(Clone)]
pub struct Email {
    /// The subject. It tells nothing on a locked screen.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

impl Release {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.alert/1";

    /// The public id.
    pub fn id(&self) -> &Reference {
        &self.id
    }

    /// The version, from 1.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What it is.
    pub fn kind(&self) -> ReleaseKind {
        self.kind
    }

    /// When this version went out.
    pub fn issued_at(&self) -> Timestamp {
        self.issued_at
    }

    /// From when on it is expired; none for a retraction.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    /// The scheme whose members it is for.
    pub fn scheme(&self) -> &SchemeId {
        &self.scheme
    }

    /// To whom it goes; a retraction goes to exactly those who were given a version.
    pub fn reach(&self) -> Option<&Reach> {
        self.reach.as_ref()
    }

    /// The same, to some others as well: those who were given an earlier version (A44).
    #[must_use]
    pub fn and_to(mut self, earlier: &Reach) -> Self {
        self.reach = self.reach.map(|reach| reach.and(earlier));
        self
    }

    pub(super) fn wording(&self) -> Option<&Wording> {
        self.alert.as_ref().map(|(_, wording)| wording)
    }

    /// What a retraction says, whatever the cause (A26).
    pub(super) fn retraction_text(&self) -> &'static str {
        RETRACTION
    }

    /// Plain text, a line for each kind of fact.
    pub fn text(&self) -> String {
        match self.wording() {
            Some(wording) => wording.text(Some(&self.id)),
            None => format!("{RETRACTION} Alert {}.\n", self.id),
        }
    }

    /// A text message of at most two segments.
    pub fn sms(&self) -> Sms {
        match self.wording() {
            Some(wording) => sms::alert(wording, &self.id),
            None => sms::notice(RETRACTION, &self.id),
        }
    }

    /// An e-mail, as text and as HTML.
    pub fn email(&self) -> Email {
        let subject = match self.kind {
            ReleaseKind::Alert => "Safety alert",
            ReleaseKind::Correction => "Safety alert, corrected",
            ReleaseKind::Renewal => "Safety alert, still current",
            ReleaseKind::Retraction => "Safety alert withdrawn",
        };
        Email { subject: format!("{subject} {}", self.id), text: self.text(), html: super::email::email_html(self) }
    }

    /// A page to print and pin up.
    pub fn bulletin(&self) -> String {
        super::bulletin::bulletin(self)
    }

    /// `uglymugs.alert/1`, with one final line feed.
    pub fn to_json(&self) -> String {
        let wire = ReleaseWire {
            schema: Self::SCHEMA,
            id: &self.id,
            version: self.version,
            kind: self.kind,
            scheme: &self.scheme,
            issued_at: self.issued_at,
            expires_at: self.expires_at,
            reach: self.reach.as_ref(),
            alert: self.alert.as_ref().map(|(told, _)| told),
            text: self.text(),
        };
        // Our own types serialise into memory without fail.
        let mut json = serde_json::to_string_pretty(&wire).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Release({}, {})", self.id, self.version)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// `uglymugs.alert/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Alert"))]
pub(crate) struct ReleaseWire<'r> {
    schema: &'r str,
    id: &'r Reference,
    version: u32,
    kind: ReleaseKind,
    scheme: &'r SchemeId,
    issued_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<&'r Reach>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<&'r Told>,
    text: String,
}

//! Police records, from what a police recipient was given and from nothing else.

use std::sync::Arc;

use num_core::{
    code::CodeTable,
    consent::PoliceRecipient,
    disclosure::{Basis, Reason},
    id::{Id, SchemeId},
    police::{self, Route, route},
    scheme,
    text::Text,
};

use crate::{
    PoliceAnonymousDisclosure, PoliceFullDisclosure,
    error::{UglyMugsError, guarded, shielded},
};

/// Whose report it is: the scheme, and how it is reached.
#[derive(uniffi::Object)]
pub struct Issuer(pub(crate) police::Issuer);

#[uniffi::export]
impl Issuer {
    /// The scheme, its name, and how to reach it, quoting the reference: a number, an address, hours.
    #[uniffi::constructor]
    pub fn new(scheme: String, name: String, contact: String) -> Result<Self, UglyMugsError> {
        guarded(|| {
            let (scheme, name) = (SchemeId::parse(&scheme)?, Text::parse(&name)?);
            Ok(Self(police::Issuer { scheme, name, contact: Text::parse(&contact)? }))
        })
    }

    /// The scheme.
    pub fn scheme(&self) -> String {
        self.0.scheme.to_string()
    }
}

/// One report for one police recipient, `uglymugs.police_record/1`.
#[derive(uniffi::Object)]
pub struct PoliceRecord(police::PoliceRecord);

#[uniffi::export]
impl PoliceRecord {
    /// Makes a record of what was disclosed anonymously.
    #[uniffi::constructor]
    pub fn anonymous(disclosure: &PoliceAnonymousDisclosure, issuer: &Issuer) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(police::PoliceRecord::new(&disclosure.0, &issuer.0)?)))
    }

    /// Makes a record of what was disclosed in full.
    #[uniffi::constructor]
    pub fn full(disclosure: &PoliceFullDisclosure, issuer: &Issuer) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(police::PoliceRecord::new(&disclosure.0, &issuer.0)?)))
    }

    /// To whom: a force code or `nca_scas`.
    pub fn recipient(&self) -> String {
        shielded(|| self.0.recipient().to_string())
    }

    /// What the recipient calls the report.
    pub fn reference(&self) -> String {
        shielded(|| self.0.reference().to_string())
    }

    /// On what it rests: `consent`, or the code of the ground on which it is given without.
    pub fn basis(&self) -> String {
        match self.0.basis() {
            Basis::Consent => "consent".to_owned(),
            Basis::Override(ground) => ground.as_str().to_owned(),
        }
    }

    /// Under which conditions it may be handled.
    pub fn handling_conditions(&self) -> Vec<String> {
        self.0.handling_conditions().iter().map(|condition| (*condition).to_owned()).collect()
    }

    /// The record as JSON, with one final line feed.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }

    /// The record as a document to read and to print, as HTML: what a duty officer needs comes first.
    pub fn to_html(&self) -> String {
        shielded(|| self.0.to_html())
    }
}

#[uniffi::export]
impl PoliceAnonymousDisclosure {
    /// Whether it is sent to its recipient: routing only drops.
    pub fn route(&self) -> Route {
        shielded(|| route(&self.0))
    }
}

#[uniffi::export]
impl PoliceFullDisclosure {
    /// Whether it is sent to its recipient: routing only drops.
    pub fn route(&self) -> Route {
        shielded(|| route(&self.0))
    }
}

/// Why a police recipient is sent nothing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NotSent {
    /// The gate gives it nothing.
    Nothing {
        /// Why.
        reason: Reason,
    },
    /// It may be given it, and routing drops it.
    Dropped {
        /// Why.
        route: Route,
    },
    /// The record would contain values that are withheld: a person must look at them.
    ContainsWithheldValue {
        /// Where they stand, as paths of the schema.
        paths: Vec<String>,
    },
}

impl From<scheme::NotSent> for NotSent {
    fn from(not_sent: scheme::NotSent) -> Self {
        match not_sent {
            scheme::NotSent::Nothing(reason) => Self::Nothing { reason },
            scheme::NotSent::Dropped(route) => Self::Dropped { route },
            scheme::NotSent::ContainsWithheldValue(paths) => {
                Self::ContainsWithheldValue { paths: paths.iter().map(ToString::to_string).collect() }
            }
        }
    }
}

/// What became of one report at one police recipient.
#[derive(uniffi::Object)]
pub struct PoliceReport {
    recipient: PoliceRecipient,
    outcome: Result<Arc<PoliceRecord>, NotSent>,
}

impl PoliceReport {
    pub(crate) fn of(report: scheme::PoliceReport) -> Arc<Self> {
        let outcome = report.outcome.map(|record| Arc::new(PoliceRecord(record))).map_err(NotSent::from);
        Arc::new(Self { recipient: report.recipient, outcome })
    }
}

#[uniffi::export]
impl PoliceReport {
    /// The recipient: a force code or `nca_scas`.
    pub fn recipient(&self) -> String {
        self.recipient.to_string()
    }

    /// What is sent; none when nothing is.
    pub fn record(&self) -> Option<Arc<PoliceRecord>> {
        self.outcome.as_ref().ok().cloned()
    }

    /// Why nothing is sent; none when something is.
    pub fn not_sent(&self) -> Option<NotSent> {
        self.outcome.as_ref().err().cloned()
    }
}

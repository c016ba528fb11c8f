//! The documents that stand beside one another in a case, and the policy: opaque, from and to wire JSON.

use std::sync::Arc;

use num_core::{
    consent, disclosure,
    id::{Id, IncidentId, PolicyVersionId},
    identity, incident,
    timestamp::Timestamp,
};

use crate::{
    draft::mode,
    error::{UglyMugsError, guarded, shielded},
};

macro_rules! documents {
    ($($(#[$doc:meta])* $name:ident of $core:ty;)*) => {$(
        $(#[$doc])*
        #[derive(uniffi::Object)]
        pub struct $name(pub(crate) $core);

        impl $name {
            pub(crate) fn of(inner: $core) -> Arc<Self> {
                Arc::new(Self(inner))
            }
        }

        #[uniffi::export]
        impl $name {
            /// Reads its wire JSON. Strict: a member that is not in the schema is a problem; lenient: it is kept, and
            /// shown to nobody.
            #[uniffi::constructor(default(lenient = false))]
            pub fn from_json(json: String, lenient: bool) -> Result<Self, UglyMugsError> {
                guarded(|| Ok(Self(<$core>::from_json(json.as_bytes(), mode(lenient))?)))
            }

            /// Writes its wire JSON.
            pub fn to_json(&self) -> String {
                shielded(|| self.0.to_json())
            }
        }
    )*};
}

documents! {
    /// A validated report; nothing in it can be changed. It is made by `Draft.validate` or from its JSON.
    Incident of incident::Incident;
    /// Who stands behind one report. Whoever keeps it, keeps it sealed.
    Identity of identity::Identity;
    /// Everything that was said about consent to one report.
    ConsentHistory of consent::ConsentHistory;
    /// What a scheme has recorded beside one report.
    Circumstances of disclosure::Circumstances;
}

#[uniffi::export]
impl Incident {
    /// The scheme's own id of the report; it never leaves.
    pub fn id(&self) -> String {
        self.0.id.to_string()
    }
}

#[uniffi::export]
impl Identity {
    /// Nobody is known.
    #[uniffi::constructor]
    pub fn unknown(incident: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(identity::Identity::unknown(IncidentId::parse(&incident)?))))
    }

    /// The report that it belongs to.
    pub fn incident(&self) -> String {
        self.0.incident().to_string()
    }
}

#[uniffi::export]
impl ConsentHistory {
    /// A history in which nothing has been said.
    #[uniffi::constructor]
    pub fn new(incident: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(consent::ConsentHistory::new(IncidentId::parse(&incident)?))))
    }

    /// The report that it belongs to.
    pub fn incident(&self) -> String {
        self.0.incident().to_string()
    }
}

#[uniffi::export]
impl Circumstances {
    /// Nothing recorded.
    #[uniffi::constructor]
    pub fn new(incident: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(disclosure::Circumstances::new(IncidentId::parse(&incident)?))))
    }

    /// The report that it belongs to.
    pub fn incident(&self) -> String {
        self.0.incident.to_string()
    }
}

/// A disclosure policy: dated versions, each at least as strict as the default.
#[derive(uniffi::Object)]
pub struct Policy(pub(crate) disclosure::Policy);

#[uniffi::export]
impl Policy {
    /// A policy of one version that is the default table.
    #[uniffi::constructor]
    pub fn default_from(version: String, from: String) -> Result<Self, UglyMugsError> {
        guarded(|| {
            let (version, from) = (PolicyVersionId::parse(&version)?, Timestamp::parse(&from)?);
            Ok(Self(disclosure::Policy::default_from(version, from)))
        })
    }

    /// Reads its wire JSON, and compares it with the default: what is looser is a problem.
    #[uniffi::constructor]
    pub fn from_json(json: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(disclosure::Policy::from_json(json.as_bytes())?)))
    }

    /// Writes its wire JSON, every cell spelt out.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }
}

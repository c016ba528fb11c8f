use std::fmt;

use serde::{Serialize, Serializer};

use super::table::Column;
use crate::{
    code::{CodeTable, code_table},
    consent::{PoliceRecipient, Purpose, Target},
    error::Code,
    id::{Id, ReleaseId, SchemeId},
};

code_table! {
    /// What members are given a report for (A04).
    Use {
        Alert = "alert",
        Lookup = "lookup",
    }
}

code_table! {
    /// A kind of audience, as approvals name it.
    AudienceKind {
        Members = "members",
        PoliceAnonymous = "police_anonymous",
        PoliceFull = "police_full",
        Partner = "partner",
        Research = "research",
    }
}

mod sealed {
    pub trait Sealed {}
}

/// An audience as a type, so that what was disclosed to one cannot be handed to another. The recipient is its value.
pub trait Audience: sealed::Sealed + Clone + fmt::Debug {
    /// The recipient.
    fn recipient(&self) -> Recipient;
}

macro_rules! audiences {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }

        impl sealed::Sealed for $name {}

        impl Audience for $name {
            fn recipient(&self) -> Recipient {
                Recipient::$name(self.clone())
            }
        }

        impl From<$name> for Recipient {
            fn from(audience: $name) -> Self {
                Self::$name(audience)
            }
        }
    )*};
}

audiences! {
    /// The members of one scheme.
    Members {
        /// The scheme.
        scheme: SchemeId,
        /// What for.
        for_use: Use
    }
    /// One police recipient, anonymously.
    PoliceAnonymous {
        /// The recipient.
        recipient: PoliceRecipient
    }
    /// One police recipient, in full.
    PoliceFull {
        /// The recipient.
        recipient: PoliceRecipient
    }
    /// One partner scheme.
    Partner {
        /// The scheme.
        scheme: SchemeId
    }
    /// Researchers, one release.
    Research {
        /// The release.
        release: ReleaseId
    }
}

/// A recipient of any audience.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// `members/SCHEME/USE`
    Members(Members),
    /// `police_anonymous/RECIPIENT`
    PoliceAnonymous(PoliceAnonymous),
    /// `police_full/RECIPIENT`
    PoliceFull(PoliceFull),
    /// `partner/SCHEME`
    Partner(Partner),
    /// `research/RELEASE`
    Research(Research),
}

impl Recipient {
    /// Parses a recipient, such as `members/num/alert` or `police_full/E23000010`.
    ///
    /// # Errors
    /// [`Code::RECIPIENT_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let parts: Vec<&str> = text.split('/').collect();
        let recipient = match parts.as_slice() {
            ["members", scheme, for_use] => SchemeId::parse(scheme)
                .and_then(|scheme| Use::parse(for_use).map(|for_use| Members { scheme, for_use }.into())),
            ["police_anonymous", recipient] => {
                PoliceRecipient::parse(recipient).map(|recipient| PoliceAnonymous { recipient }.into())
            }
            ["police_full", recipient] => {
                PoliceRecipient::parse(recipient).map(|recipient| PoliceFull { recipient }.into())
            }
            ["partner", scheme] => SchemeId::parse(scheme).map(|scheme| Partner { scheme }.into()),
            ["research", release] => ReleaseId::parse(release).map(|release| Research { release }.into()),
            _ => Err(Code::RECIPIENT_MALFORMED),
        };
        recipient.map_err(|_| Code::RECIPIENT_MALFORMED)
    }

    /// The kind of audience.
    pub fn kind(&self) -> AudienceKind {
        match self {
            Self::Members(_) => AudienceKind::Members,
            Self::PoliceAnonymous(_) => AudienceKind::PoliceAnonymous,
            Self::PoliceFull(_) => AudienceKind::PoliceFull,
            Self::Partner(_) => AudienceKind::Partner,
            Self::Research(_) => AudienceKind::Research,
        }
    }

    /// The column of the policy table.
    pub(super) fn column(&self) -> Column {
        match self {
            Self::Members(members) => match members.for_use {
                Use::Alert => Column::MembersAlert,
                Use::Lookup => Column::MembersLookup,
            },
            Self::PoliceAnonymous(_) => Column::PoliceAnonymous,
            Self::PoliceFull(_) => Column::PoliceFull,
            Self::Partner(_) => Column::Partner,
            Self::Research(_) => Column::Research,
        }
    }

    /// The purposes that open it, each alone, and the recipient that a grant of them must name.
    pub(super) fn opened_by(&self) -> (&'static [Purpose], Target) {
        match self {
            Self::Members(Members { scheme, for_use: Use::Alert }) => {
                (&[Purpose::Alert], Target::Scheme(scheme.clone()))
            }
            Self::Members(Members { scheme, for_use: Use::Lookup }) => {
                (&[Purpose::Lookup], Target::Scheme(scheme.clone()))
            }
            Self::PoliceAnonymous(PoliceAnonymous { recipient }) => {
                (&[Purpose::PoliceAnonymous, Purpose::PoliceFull], Target::Police(*recipient))
            }
            Self::PoliceFull(PoliceFull { recipient }) => (&[Purpose::PoliceFull], Target::Police(*recipient)),
            Self::Partner(Partner { scheme }) => (&[Purpose::Partner], Target::Scheme(scheme.clone())),
            Self::Research(_) => (&[Purpose::Statistics], Target::Inside),
        }
    }

    /// The police recipient, if it is one.
    pub(super) fn police(&self) -> Option<PoliceRecipient> {
        match self {
            Self::PoliceAnonymous(PoliceAnonymous { recipient }) | Self::PoliceFull(PoliceFull { recipient }) => {
                Some(*recipient)
            }
            _ => None,
        }
    }

    /// Under which key its reference is handed in; a look-up has none.
    pub fn reference_key(&self) -> Option<ReferenceKey> {
        match self {
            Self::Members(Members { for_use: Use::Lookup, .. }) => None,
            Self::Members(Members { scheme, .. }) => Some(ReferenceKey::Members(scheme.clone())),
            Self::PoliceAnonymous(PoliceAnonymous { recipient }) | Self::PoliceFull(PoliceFull { recipient }) => {
                Some(ReferenceKey::Police(*recipient))
            }
            Self::Partner(Partner { scheme }) => Some(ReferenceKey::Partner(scheme.clone())),
            Self::Research(Research { release }) => Some(ReferenceKey::Research(release.clone())),
        }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Members(Members { scheme, for_use }) => write!(f, "members/{scheme}/{}", for_use.as_str()),
            Self::PoliceAnonymous(PoliceAnonymous { recipient }) => write!(f, "police_anonymous/{recipient}"),
            Self::PoliceFull(PoliceFull { recipient }) => write!(f, "police_full/{recipient}"),
            Self::Partner(Partner { scheme }) => write!(f, "partner/{scheme}"),
            Self::Research(Research { release }) => write!(f, "research/{release}"),
        }
    }
}

impl Serialize for Recipient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Who shares one reference: a force keeps its own through anonymous and full (A25).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKey {
    /// `members/SCHEME`: the public alert id.
    Members(SchemeId),
    /// `police/RECIPIENT`
    Police(PoliceRecipient),
    /// `partner/SCHEME`
    Partner(SchemeId),
    /// `research/RELEASE`
    Research(ReleaseId),
}

impl ReferenceKey {
    /// Parses a key, such as `police/E23000010`.
    ///
    /// # Errors
    /// [`Code::RECIPIENT_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let key = match text.split_once('/') {
            Some(("members", scheme)) => SchemeId::parse(scheme).map(Self::Members),
            Some(("police", recipient)) => PoliceRecipient::parse(recipient).map(Self::Police),
            Some(("partner", scheme)) => SchemeId::parse(scheme).map(Self::Partner),
            Some(("research", release)) => ReleaseId::parse(release).map(Self::Research),
            _ => Err(Code::RECIPIENT_MALFORMED),
        };
        key.map_err(|_| Code::RECIPIENT_MALFORMED)
    }
}

impl fmt::Display for ReferenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Members(scheme) => write!(f, "members/{scheme}"),
            Self::Police(recipient) => write!(f, "police/{recipient}"),
            Self::Partner(scheme) => write!(f, "partner/{scheme}"),
            Self::Research(release) => write!(f, "research/{release}"),
        }
    }
}

impl Serialize for ReferenceKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Recipient, ReferenceKey};

    macro_rules! pattern {
        ($type:ty, $name:literal, $pattern:literal) => {
            impl JsonSchema for $type {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    $name.into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({"type": "string", "pattern": $pattern})
                }
            }
        };
    }

    pattern!(
        Recipient,
        "Recipient",
        "^(members/[A-Za-z0-9._-]+/(alert|lookup)|(police_anonymous|police_full|partner|research)/[A-Za-z0-9._-]+)$"
    );
    pattern!(ReferenceKey, "ReferenceKey", "^(members|police|partner|research)/[A-Za-z0-9._-]+$");
}

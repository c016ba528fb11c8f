use std::fmt;

use serde::{Serialize, Serializer};

use crate::{
    code::{CodeTable, code_table},
    error::Code,
    force::Force,
    id::{Id, SchemeId},
};

code_table! {
    /// What a consent is for. Purposes are a set, not a ladder: police without an alert is a real choice.
    Purpose {
        /// Comparing with other reports, inside the scheme.
        Matching = "matching",
        /// Answering the look-ups of a scheme's members.
        Lookup = "lookup",
        /// Warning a scheme's members.
        Alert = "alert",
        /// Anonymous intelligence to one police recipient.
        PoliceAnonymous = "police_anonymous",
        /// Full details to one police recipient.
        PoliceFull = "police_full",
        /// Sharing with one partner scheme.
        Partner = "partner",
        /// Statistics and research.
        Statistics = "statistics",
    }
}

/// A police recipient: one force, or the Serious Crime Analysis Section of the National Crime Agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PoliceRecipient {
    /// One force.
    Force(Force),
    /// `nca_scas`
    NcaScas,
}

impl PoliceRecipient {
    /// Parses a force code or `nca_scas`.
    ///
    /// # Errors
    /// [`Code::RECIPIENT_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        match text {
            "nca_scas" => Ok(Self::NcaScas),
            _ => Force::parse(text).map(Self::Force).map_err(|_| Code::RECIPIENT_MALFORMED),
        }
    }

    /// The wire code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Force(force) => force.as_str(),
            Self::NcaScas => "nca_scas",
        }
    }

    /// The force, if it is one.
    pub fn force(self) -> Option<Force> {
        match self {
            Self::Force(force) => Some(force),
            Self::NcaScas => None,
        }
    }

    /// The name for people to read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Force(force) => force.name(),
            Self::NcaScas => "National Crime Agency, Serious Crime Analysis Section",
        }
    }
}

/// To whom a purpose is granted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Nobody: the purpose stays inside the scheme.
    Inside,
    /// One scheme.
    Scheme(SchemeId),
    /// One police recipient.
    Police(PoliceRecipient),
}

impl Target {
    /// Parses the recipient of a purpose.
    ///
    /// # Errors
    /// [`Code::RECIPIENT_MALFORMED`] when it is not of the kind that the purpose has, [`Code::MEMBER_MISSING`] when the purpose
    /// needs one and none is given.
    pub fn parse(purpose: Purpose, text: Option<&str>) -> Result<Self, Code> {
        match (purpose, text) {
            (Purpose::Matching | Purpose::Statistics, None) => Ok(Self::Inside),
            (Purpose::Matching | Purpose::Statistics, Some(_)) => Err(Code::RECIPIENT_MALFORMED),
            (_, None) => Err(Code::MEMBER_MISSING),
            (Purpose::PoliceAnonymous | Purpose::PoliceFull, Some(text)) => {
                PoliceRecipient::parse(text).map(Self::Police)
            }
            (Purpose::Lookup | Purpose::Alert | Purpose::Partner, Some(text)) => {
                SchemeId::parse(text).map(Self::Scheme).map_err(|_| Code::RECIPIENT_MALFORMED)
            }
        }
    }

    /// The wire form; `None` inside the scheme.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Inside => None,
            Self::Scheme(scheme) => Some(scheme.as_str()),
            Self::Police(recipient) => Some(recipient.as_str()),
        }
    }

    pub(crate) fn is_inside(&self) -> bool {
        matches!(self, Self::Inside)
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str().unwrap_or_default())
    }
}

impl Serialize for PoliceRecipient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for PoliceRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Purpose {
    /// Every purpose, in the order of the table.
    pub fn all() -> &'static [Self] {
        Self::ALL
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{PoliceRecipient, Target};

    impl JsonSchema for PoliceRecipient {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "PoliceRecipient".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let force = generator.subschema_for::<crate::force::Force>();
            json_schema!({"anyOf": [force, {"const": "nca_scas"}]})
        }
    }

    impl JsonSchema for Target {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Target".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (police, scheme) =
                (generator.subschema_for::<PoliceRecipient>(), generator.subschema_for::<crate::id::SchemeId>());
            json_schema!({"anyOf": [police, scheme]})
        }
    }
}

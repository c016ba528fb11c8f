//! Identifiers of records. Each kind is its own type, so that they do not mix.

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer};

use crate::error::Code;

/// The longest id, in characters.
pub const MAX_ID: usize = 64;

fn well_formed(text: &str, least: usize) -> bool {
    (least..=MAX_ID).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// Implemented by every kind of id: 1–64 of `A–Z a–z 0–9 . _ -`.
pub trait Id: Sized {
    /// Parses an id.
    ///
    /// # Errors
    /// [`Code::ID_MALFORMED`] when it is too short, too long, or holds another character.
    fn parse(text: &str) -> Result<Self, Code>;
    /// The id as it is written.
    fn as_str(&self) -> &str;
}

/// An id that may be printed: it says nothing of a person.
macro_rules! printed {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $least:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl Id for $name {
            fn parse(text: &str) -> Result<Self, Code> {
                if well_formed(text, $least) { Ok(Self(text.into())) } else { Err(Code::ID_MALFORMED) }
            }

            fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "minLength": $least, "maxLength": MAX_ID, "pattern": "^[A-Za-z0-9._-]+$"
                })
            }
        }
    )*};
}

ids! {
    /// A report, within its scheme. Never leaves the scheme: recipients get a [`Reference`].
    IncidentId, 1;
    /// A scheme, such as `num` or `leeds_genesis`.
    SchemeId, 1;
    /// A source: a victim, or a reporter where the victim is not the source; a pseudonym. It ties a person's reports together, so
    /// it is not printed.
    SourceId, 1;
    /// A member of a scheme; a pseudonym. What somebody looked up hangs on it, so it is not printed.
    MemberId, 1;
    /// A version of the wording under which consent was given.
    WordingVersion, 1;
    /// A version of a disclosure policy.
    PolicyVersionId, 1;
    /// One of a scheme's own services, such as `armistead_street`.
    ServiceId, 1;
    /// A release of research data.
    ReleaseId, 1;
    /// What a recipient calls a report: random, and different for each recipient.
    Reference, 8;
}

impl Reference {
    /// A reference of random bytes, in hexadecimal digits: eighty bits, that nobody guesses. Whoever draws them takes them from a
    /// cryptographic source (A25).
    pub fn of_bytes(bytes: [u8; 10]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
    }
}

printed!(IncidentId, SchemeId, ServiceId, WordingVersion, PolicyVersionId, ReleaseId, Reference);

/// An id that stands for a person.
macro_rules! hidden {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

hidden!(SourceId, MemberId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_to_their_alphabet_and_length() {
        assert!(IncidentId::parse("r-2026.001_a").is_ok());
        for bad in ["", "a b", "ä", &"x".repeat(65)] {
            assert_eq!(IncidentId::parse(bad).err(), Some(Code::ID_MALFORMED));
        }
        assert!(Reference::parse("short").is_err());
        let drawn = Reference::of_bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        assert_eq!((drawn.as_str(), Reference::parse(drawn.as_str())), ("000102030405060708ff", Ok(drawn.clone())));
    }
}

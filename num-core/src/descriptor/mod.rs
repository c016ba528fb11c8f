//! What helps to recognise a person: phones, plates, e-mails, handles, profiles, postcodes, names, ages and heights.
//!
//! Each keeps what was given and, where it could be parsed, a normal form; two are equal when their normal forms are. What could
//! not be parsed is kept as free text (rule A46). None can be printed by accident: there is no `Display`, and `Debug` shows a
//! placeholder. Serialized, each is what was given.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{error::Code, text::Text};

mod email;
mod estimate;
mod handle;
mod person_name;
mod phone;
#[cfg(feature = "phone-validation")]
mod phone_validity;
mod plate;
mod postcode;
mod profile;
mod value;

pub use self::{
    email::Email,
    estimate::{Estimate, Range},
    handle::Handle,
    person_name::PersonName,
    phone::Phone,
    plate::{Plate, PlateFormat},
    postcode::Postcode,
    profile::{Profile, Site},
};
pub(crate) use self::{phone::spaced as spaced_phone, plate::spaced as spaced_plate, value::Value};

#[cfg(feature = "phone-validation")]
pub use self::phone_validity::{LineKind, PhoneValidity};

/// An identifier as it was given and in normal form.
#[derive(Clone)]
struct Identifier<const MAX: usize> {
    source: Text<MAX>,
    normal: Option<Text<MAX>>,
}

impl<const MAX: usize> Identifier<MAX> {
    fn parse(text: &str, normalise: impl FnOnce(&str) -> Option<String>) -> Result<Self, Code> {
        let source = Text::parse(text)?;
        let normal = normalise(text)
            .map(Zeroizing::new)
            .and_then(|normal| if *normal == text { Some(source.clone()) } else { Text::parse(&normal).ok() });
        Ok(Self { source, normal })
    }

    fn normal(&self) -> Option<&str> {
        self.normal.as_ref().map(Text::expose)
    }

    fn shown(&self) -> &str {
        self.normal.as_ref().unwrap_or(&self.source).expose()
    }
}

impl<const MAX: usize> PartialEq for Identifier<MAX> {
    fn eq(&self, other: &Self) -> bool {
        // What was not parsed never equals a normal form: that would have been parsed.
        self.shown() == other.shown()
    }
}

impl<const MAX: usize> Eq for Identifier<MAX> {}

impl<const MAX: usize> Hash for Identifier<MAX> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shown().hash(state);
    }
}

impl<const MAX: usize> fmt::Debug for Identifier<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl<const MAX: usize> Serialize for Identifier<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source.serialize(serializer)
    }
}

/// Declares an identifier that is free text when it cannot be parsed.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $max:literal, $normalise:path) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Debug, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name($crate::descriptor::Identifier<$max>);

        impl $name {
            /// Takes it in. What has no normal form is kept as it was given.
            ///
            /// # Errors
            /// Those of [`Text::parse`](crate::text::Text::parse).
            pub fn parse(text: &str) -> Result<Self, $crate::error::Code> {
                $crate::descriptor::Identifier::parse(text, $normalise).map(Self)
            }

            /// As it was given.
            pub fn source(&self) -> &str {
                self.0.source.expose()
            }

            /// The normal form; `None` when it could not be parsed: then it is free text.
            pub fn normal(&self) -> Option<&str> {
                self.0.normal()
            }

            /// What is shown of it: the normal form, else as it was given.
            pub fn shown(&self) -> &str {
                self.0.shown()
            }
        }

        $crate::descriptor::schema_of_text!($name, $max);
    };
}

/// Declares the schema of a type that is text on the wire.
macro_rules! schema_of_text {
    ($name:ident, $max:literal) => {
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$crate::text::Text<$max> as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

use {identifier, schema_of_text};

/// NFKC, without white space around it.
fn compatible(text: &str) -> Zeroizing<String> {
    let text = text.trim();
    let compatible = Zeroizing::new(if text.is_ascii() { text.to_owned() } else { text.nfkc().collect::<String>() });
    // NFKC may put a space at an end: that of a diacritic that stands alone.
    if compatible.trim().len() == compatible.len() { compatible } else { Zeroizing::new(compatible.trim().to_owned()) }
}

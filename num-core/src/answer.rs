//! What a person said to a question, or why there is no answer.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// An answer to a question of the report. Unknown, not asked and refused are three different things,
/// and none of them is *withheld*: what an audience is not shown is absent from its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Answer<T> {
    /// The answer is known.
    Known(T),
    /// Asked, and the person does not know.
    Unknown,
    /// Not asked.
    #[default]
    NotAsked,
    /// Asked, and the person would rather not say.
    Refused,
}

impl<T> Answer<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }

    /// Applies `f` to a known value and keeps every other answer.
    pub fn map<U>(&self, f: impl FnOnce(&T) -> U) -> Answer<U> {
        match self {
            Self::Known(value) => Answer::Known(f(value)),
            Self::Unknown => Answer::Unknown,
            Self::NotAsked => Answer::NotAsked,
            Self::Refused => Answer::Refused,
        }
    }

    /// Whether the question was not asked: such a member is left out of the wire form.
    pub fn is_not_asked(&self) -> bool {
        matches!(self, Self::NotAsked)
    }

    /// The wire code of an answer that is not known.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown => Some("unknown"),
            Self::NotAsked => Some("not_asked"),
            Self::Refused => Some("refused"),
        }
    }
}

/// What can be left out of the wire form: nothing was said.
pub(crate) trait Absent {
    /// Whether nothing was said.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Answer<T> {
    fn is_absent(&self) -> bool {
        self.is_not_asked()
    }
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Declares a section of a record: what nothing was said of is left out. A field is an `answer`, what is given (`option`, `list`),
/// or a `section` itself.
macro_rules! section {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ident $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[serde(skip_serializing_if = "crate::answer::Absent::is_absent")]
                pub $field: $crate::answer::section!(@type $kind $type),
            )*
        }

        impl $crate::answer::Absent for $name {
            fn is_absent(&self) -> bool {
                $($crate::answer::Absent::is_absent(&self.$field))&&*
            }
        }
    )*};
    (@type answer $type:ty) => { $crate::answer::Answer<$type> };
    (@type option $type:ty) => { Option<$type> };
    (@type list $type:ty) => { Vec<$type> };
    (@type section $type:ty) => { $type };
}
pub(crate) use section;

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().unwrap_or("known"))
    }
}

/// The value itself when known, else `{"answer": "unknown" | "not_asked" | "refused"}`.
impl<T: Serialize> Serialize for Answer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            other => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("answer", other.code().unwrap_or_default())?;
                map.end()
            }
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Answer<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Answer_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The value when it is known, else why there is none; an absent member is not_asked.",
            "anyOf": [
                generator.subschema_for::<T>(),
                {
                    "type": "object",
                    "properties": {"answer": {"enum": ["unknown", "not_asked", "refused"]}},
                    "required": ["answer"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

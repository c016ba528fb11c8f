//! Codes: closed tables of small words that stand in the wire format.

use crate::error::Code;

/// A closed table of wire codes.
pub trait CodeTable: Copy + Eq + 'static {
    /// Every entry, in the order of the table.
    const ALL: &'static [Self];

    /// The code as it stands on the wire.
    fn as_str(self) -> &'static str;

    /// The code in words, such as `dark brown`.
    fn words(self) -> String {
        self.as_str().replace('_', " ")
    }

    /// Parses a code.
    ///
    /// # Errors
    /// [`Code::CODE_UNKNOWN`].
    fn parse(text: &str) -> Result<Self, Code> {
        Self::ALL.iter().copied().find(|entry| entry.as_str() == text).ok_or(Code::CODE_UNKNOWN)
    }
}

/// Declares a table of codes: an enum with its wire form and, with the feature `schema`, its JSON Schema.
macro_rules! code_table {
    ($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$entry_doc])* #[doc = concat!("`", $code, "`")] $entry,)* }

        impl $crate::code::CodeTable for $name {
            const ALL: &'static [Self] = &[$(Self::$entry,)*];

            fn as_str(self) -> &'static str {
                match self { $(Self::$entry => $code,)* }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::code::CodeTable::as_str(*self))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let codes: &[&str] = &[$($code),*];
                schemars::json_schema!({"type": "string", "enum": codes})
            }
        }
    };
}
pub(crate) use code_table;

/// Declares a table of codes, each with a name for people.
macro_rules! named_code_table {
    ($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident = $code:literal $label:literal,)* }) => {
        $crate::code::code_table! { $(#[$doc])* $name { $($(#[$entry_doc])* $entry = $code,)* } }

        impl $name {
            /// What people call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$entry => $label,)* }
            }
        }
    };
}
pub(crate) use named_code_table;

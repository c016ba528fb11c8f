//! Text at the door, and what a text contains.
//!
//! [`Text`] is text that a person wrote, within its cap and free of control characters. [`FoldedText`] and
//! [`Needle`] answer the gate's question "does this text contain that value?" (rule A07).

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer};

use crate::{error::Code, sensitive::Sensitive};

mod fold;
mod folded;
mod needle;

pub(crate) use self::fold::is_ignorable;
pub use self::{fold::fold, folded::FoldedText, needle::Needle};

/// Text of at most `MAX` characters, kept as it was given. Cheap to clone, overwritten in memory when dropped.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Text<const MAX: usize>(Arc<Sensitive<String>>);

impl<const MAX: usize> Text<MAX> {
    /// Takes text in.
    ///
    /// # Errors
    /// [`Code::TEXT_BLANK`], [`Code::TEXT_TOO_LONG`], [`Code::TEXT_CONTROL_CHARACTER`] (all but line feed, carriage return and
    /// tab), [`Code::TEXT_BIDIRECTIONAL_CONTROL`] (embeddings, overrides and isolates, which make a text look other than it is).
    pub fn parse(text: &str) -> Result<Self, Code> {
        if text.len() > MAX && text.chars().count() > MAX {
            return Err(Code::TEXT_TOO_LONG);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Code::TEXT_CONTROL_CHARACTER);
        }
        if text.chars().any(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
            return Err(Code::TEXT_BIDIRECTIONAL_CONTROL);
        }
        if text.chars().all(|c| c.is_whitespace() || is_ignorable(c)) {
            return Err(Code::TEXT_BLANK);
        }
        Ok(Self(Arc::new(Sensitive::new(text.to_owned()))))
    }

    /// A text of this library's own.
    pub(crate) fn of_ours(text: &'static str) -> Self {
        Self(Arc::new(Sensitive::new(text.to_owned())))
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

#[cfg(feature = "schema")]
impl<const MAX: usize> schemars::JsonSchema for Text<MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Text_{MAX}").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": MAX})
    }
}

/// A language by its ISO 639 code of two or three small letters, such as `en`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// Parses a language code.
    ///
    /// # Errors
    /// [`Code::LANGUAGE_MALFORMED`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Self([*a, *b, 0])),
            [a, b, c] if [a, b, c].iter().all(|letter| letter.is_ascii_lowercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(Code::LANGUAGE_MALFORMED),
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let length = if self.0.last() == Some(&0) { 2 } else { 3 };
        self.0.get(..length).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or("")
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Language {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[a-z]{2,3}$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_at_the_door() {
        assert_eq!(Text::<5>::parse("Zoë!!").unwrap().expose(), "Zoë!!");
        for (text, code) in [
            ("123456", Code::TEXT_TOO_LONG),
            (" \n", Code::TEXT_BLANK),
            ("a\0b", Code::TEXT_CONTROL_CHARACTER),
            ("a\u{202E}b", Code::TEXT_BIDIRECTIONAL_CONTROL),
        ] {
            assert_eq!(Text::<5>::parse(text).err(), Some(code));
        }
    }

    #[test]
    fn languages() {
        assert_eq!(Language::parse("en").unwrap().as_str(), "en");
        assert_eq!(Language::parse("ron").unwrap().as_str(), "ron");
        for bad in ["", "e", "EN", "engl", "e1"] {
            assert!(Language::parse(bad).is_err());
        }
    }
}

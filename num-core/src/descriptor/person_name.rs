//! Names of persons.

use std::{
    fmt,
    hash::{Hash, Hasher},
    sync::Arc,
};

use serde::{Serialize, Serializer};

use super::schema_of_text;
use crate::{
    error::Code,
    sensitive::Sensitive,
    text::{Text, fold},
};

/// Names that are none: what people write when they do not know one.
const PLACEHOLDERS: &[&str] = &[
    "a client",
    "anon",
    "anonymous",
    "client",
    "customer",
    "did not say",
    "don t know",
    "dont know",
    "guy",
    "male",
    "man",
    "mr",
    "n a",
    "na",
    "no name",
    "no name given",
    "none",
    "not given",
    "not known",
    "nothing",
    "punter",
    "unknown",
    "unknown male",
    "unknown man",
];

/// A name of a person: legal, used at work, or an alias. Two are equal when they are the same folded (rule A07).
#[derive(Clone)]
pub struct PersonName {
    text: Text<200>,
    key: Arc<Sensitive<String>>,
}

impl PersonName {
    /// Takes a name in.
    ///
    /// # Errors
    /// Those of [`Text::parse`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        Ok(Self { text: Text::parse(text)?, key: Arc::new(Sensitive::new(fold(text))) })
    }

    /// As it was given.
    pub fn source(&self) -> &str {
        self.text.expose()
    }

    /// What is shown of it: the name as it was given.
    pub fn shown(&self) -> &str {
        self.source()
    }

    /// The folded name; empty when nothing of it can be written in letters and digits.
    pub fn key(&self) -> &str {
        self.key.expose()
    }

    /// Whether it is a name, and not what people write when they do not know one, such as `unknown` or `n/a`.
    pub fn is_name(&self) -> bool {
        let is_said =
            |folded: &str| folded.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !PLACEHOLDERS.contains(&folded);
        self.normal().is_some_and(is_said)
    }

    /// The folded name, if there is one.
    pub fn normal(&self) -> Option<&str> {
        Some(self.key()).filter(|key| !key.is_empty())
    }
}

impl PartialEq for PersonName {
    fn eq(&self, other: &Self) -> bool {
        match (self.normal(), other.normal()) {
            (None, None) => self.text == other.text,
            (mine, theirs) => mine == theirs,
        }
    }
}

impl Eq for PersonName {}

impl Hash for PersonName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().unwrap_or_else(|| self.source()).hash(state);
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

impl Serialize for PersonName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

schema_of_text!(PersonName, 200);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_when_folded_alike() {
        let name = PersonName::parse("Zoë O'Example").unwrap();
        assert_eq!(name, PersonName::parse("ZOE  o-example").unwrap());
        assert_ne!(name, PersonName::parse("Zoe Example").unwrap());
        assert_eq!(name.key(), "zoe o example");
        assert_eq!(name.shown(), "Zoë O'Example");
        assert_eq!(format!("{name:?}"), "PersonName(…)");
        assert_eq!(serde_json::to_value(&name).unwrap(), "Zoë O'Example");
    }

    #[test]
    fn nothing_to_fold() {
        let name = PersonName::parse("…").unwrap();
        assert_eq!(name.normal(), None);
        assert_eq!(name, PersonName::parse("…").unwrap());
        assert_ne!(name, PersonName::parse("?!").unwrap());
        assert!(PersonName::parse(&"x".repeat(201)).is_err());
    }
}

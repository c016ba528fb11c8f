use std::fmt;

use super::text;
use crate::{
    disclosure::{Disclosure, Members, Use},
    error::Code,
    id::{Reference, SchemeId},
    sensitive::Sensitive,
    timestamp::Timestamp,
};

/// Why no alert can be drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AlertError {
    /// The disclosure is for look-ups.
    #[error("an alert is made from a disclosure for the use alert")]
    WrongUse,
    /// The composed text contains a value that was withheld: a person must look at it.
    #[error("the composed text contains a value that was withheld")]
    ContainsWithheldValue,
}

impl AlertError {
    /// The stable code.
    pub fn code(self) -> Code {
        match self {
            Self::WrongUse => Code::OUTPUT_WRONG_USE,
            Self::ContainsWithheldValue => Code::OUTPUT_CONTAINS_WITHHELD_VALUE,
        }
    }
}

/// An alert that nobody has approved yet. It cannot be published.
#[derive(Clone)]
pub struct AlertDraft {
    id: Reference,
    scheme: SchemeId,
    as_of: Timestamp,
    text: Sensitive<String>,
}

impl AlertDraft {
    /// Drafts an alert from what the gate disclosed to members for that use.
    ///
    /// # Errors
    /// [`AlertError`]; the text is refused as a whole when it contains a withheld value (A30).
    pub fn new(disclosure: &Disclosure<Members>) -> Result<Self, AlertError> {
        let members = disclosure.audience();
        // A disclosure for the use `alert` has a reference: the public alert id.
        let (Use::Alert, Some(id)) = (members.for_use, disclosure.reference()) else {
            return Err(AlertError::WrongUse);
        };
        let text = text::compose(disclosure.shown(), id);
        // As it was written as well: defanging must not hide what is withheld.
        let written = disclosure.shown().written().join("\n");
        if disclosure.withholds_from(&text) || disclosure.withholds_from(&written) {
            return Err(AlertError::ContainsWithheldValue);
        }
        let scheme = members.scheme.clone();
        Ok(Self { id: id.clone(), scheme, as_of: disclosure.as_of(), text: Sensitive::new(text) })
    }

    /// The public alert id.
    pub fn id(&self) -> &Reference {
        &self.id
    }

    /// The scheme whose members it is for.
    pub fn scheme(&self) -> &SchemeId {
        &self.scheme
    }

    /// At which instant the gate was asked.
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The text, in plain words: what is reported, when, where, how to recognise him. It never asserts guilt; links and
    /// addresses in it are defanged.
    pub fn text(&self) -> &str {
        self.text.expose()
    }
}

impl fmt::Debug for AlertDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AlertDraft({})", self.id)
    }
}

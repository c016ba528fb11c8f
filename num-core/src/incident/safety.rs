use serde::{Serialize, Serializer};

use super::Path;
use crate::{
    answer::section,
    error::Code,
    text::Text,
    timestamp::{Day, Offset, Timestamp},
};

section! {
    /// What the reporter said about her own safety. Asked, not guessed; shown to nobody.
    Safety {
        /// Would he know that it was you?
        would_he_know: answer bool,
        /// What could only you know?
        only_you_know: answer OnlyYouKnow,
        /// Hold back until?
        hold_back: answer Hold,
    }
}

/// What only she could know: parts of the report, and phrases.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct OnlyYouKnow {
    /// Paths of the policy table, or whole-name beginnings of them, such as `offenders[].vehicle`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<NamedPath>,
    /// Phrases that no text for another audience than PoliceFull may contain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<Text<200>>,
}

/// Part of a report that only she could know: a path of the policy table, or a whole-name beginning of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// A path that it covers, and how much of that path was named.
    within: Path,
    length: usize,
}

impl NamedPath {
    /// Parses a path.
    ///
    /// # Errors
    /// [`Code::PATH_UNKNOWN`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let mut nameable = Path::ALL.iter().copied().filter(|path| path.can_be_named());
        nameable
            .find(|path| begins(path.as_str(), text))
            .map(|within| Self { within, length: text.len() })
            .ok_or(Code::PATH_UNKNOWN)
    }

    /// The path as it was named.
    pub fn as_str(self) -> &'static str {
        self.within.as_str().get(..self.length).unwrap_or_default()
    }

    /// Whether it names `path`, something above it, or the force that its area lies in.
    pub fn covers(self, path: Path) -> bool {
        begins(path.as_str(), self.as_str()) || (path == Path::Area && self.within == Path::Force && self.length > 5)
    }
}

/// Whether `path` is `beginning` or lies below it.
fn begins(path: &str, beginning: &str) -> bool {
    !beginning.is_empty()
        && path.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

impl Serialize for NamedPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for NamedPath {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NamedPath".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut names: Vec<&str> = Vec::new();
        for path in Path::ALL.iter().filter(|path| path.can_be_named()).map(|path| path.as_str()) {
            let ends = path.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
            for end in ends.chain([path.len()]) {
                let name = path.get(..end).unwrap_or_default();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        schemars::json_schema!({"type": "string", "enum": names})
    }
}

/// Until when nothing goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "hold", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Hold {
    /// No hold.
    None,
    /// Until an instant.
    Until {
        /// From this instant on it may go out.
        at: Timestamp,
    },
    /// Until the midnight that ends a day.
    UntilDayEnds {
        /// The day.
        day: Day,
        /// The offset at intake.
        offset: Offset,
    },
    /// Until she says otherwise.
    UntilISay,
}

impl Hold {
    /// Whether it still holds at an instant.
    pub fn holds(self, as_of: Timestamp) -> bool {
        match self {
            Self::None => false,
            Self::Until { at } => as_of < at,
            Self::UntilDayEnds { day, offset } => as_of < Timestamp::end_of(day, offset),
            Self::UntilISay => true,
        }
    }
}

use serde::Serialize;

use crate::{id::WordingVersion, timestamp::Timestamp};

/// A wording under which consent was asked for, and when it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Wording {
    /// Its version.
    pub version: WordingVersion,
    /// From this instant on; always, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until before this instant; open, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// The dated table of wordings. A grant counts only if its wording stood when it was given (A32).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WordingTable(std::sync::Arc<[Wording]>);

impl WordingTable {
    /// Makes a table.
    pub fn new(wordings: Vec<Wording>) -> Self {
        Self(wordings.into())
    }

    /// Whether the version stood at that instant.
    pub fn stood(&self, version: &WordingVersion, at: Timestamp) -> bool {
        self.0.iter().any(|wording| {
            wording.version == *version
                && wording.from.is_none_or(|from| from <= at)
                && wording.until.is_none_or(|until| at < until)
        })
    }
}

impl Serialize for WordingTable {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter())
    }
}

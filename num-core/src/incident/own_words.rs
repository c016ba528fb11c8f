//! What was said beside the codes, word for word. Narrative in pieces: shown where the narrative may be, and nowhere else.

use serde::Serialize;

use crate::{
    code::{CodeTable, code_table},
    text::Text,
};

/// Somebody's own words about one part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, rename = "OwnWords_{A}"))]
pub struct OwnWords<A: CodeTable> {
    /// What they are about.
    pub about: A,
    /// The words.
    pub text: Text<2000>,
}

code_table! {
    /// What own words of a report are about.
    ReportPart {
        Offences = "offences",
        When = "when",
        Place = "place",
        Setting = "setting",
        Sector = "sector",
        Injuries = "injuries",
        Support = "support",
        Contact = "contact",
        Police = "police",
        Victim = "victim",
        Other = "other",
    }
}

code_table! {
    /// What own words of an offender are about.
    OffenderPart {
        Names = "names",
        Appearance = "appearance",
        Clothing = "clothing",
        Marks = "marks",
        Speech = "speech",
        /// What he says.
        Phrase = "phrase",
        Vehicle = "vehicle",
        Behaviour = "behaviour",
        Contact = "contact",
        Other = "other",
    }
}

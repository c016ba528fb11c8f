//! What stands behind a disclosure, beside its bytes: outputs count and coarsen by it, and none of it is ever given out.

use std::fmt;

use serde::Serialize;

use crate::{consent::Ground, force::Force, incident::Source};

/// On what a disclosure rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Consent.
    Consent,
    /// An override, without consent, on this ground (A10).
    Override(Ground),
}

/// What stands behind a disclosure.
#[derive(Clone)]
pub(crate) struct Behind {
    /// Whose report it is.
    pub(crate) source: Source,
    /// Whom it happened to.
    pub(crate) harmed: Source,
    /// Whether the grant that opens it accepts that he may recognise her (A01).
    pub(crate) recognition_accepted: bool,
    /// Whether the report may be matched with others (A48).
    pub(crate) matching: bool,
    /// Where it happened, where an area or a force is shown: an area of the table tells its force.
    pub(crate) force: Option<Force>,
    /// Which offender of the report each offender shown is.
    pub(crate) offenders: Vec<usize>,
    /// On what it rests.
    pub(crate) basis: Basis,
}

impl fmt::Debug for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Behind(…)")
    }
}

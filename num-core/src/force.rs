//! Police forces.
//!
//! Source: the ONS police force area names and codes of England and Wales (43 territorial forces). Police Scotland, the
//! Police Service of Northern Ireland and British Transport Police have no code in that series and carry our own.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::error::Code;

/// Code and name of every force.
const FORCES: &[(&str, &str)] = &[
    ("E23000001", "Metropolitan"),
    ("E23000002", "Cumbria"),
    ("E23000003", "Lancashire"),
    ("E23000004", "Merseyside"),
    ("E23000005", "Greater Manchester"),
    ("E23000006", "Cheshire"),
    ("E23000007", "Northumbria"),
    ("E23000008", "Durham"),
    ("E23000009", "North Yorkshire"),
    ("E23000010", "West Yorkshire"),
    ("E23000011", "South Yorkshire"),
    ("E23000012", "Humberside"),
    ("E23000013", "Cleveland"),
    ("E23000014", "West Midlands"),
    ("E23000015", "Staffordshire"),
    ("E23000016", "West Mercia"),
    ("E23000017", "Warwickshire"),
    ("E23000018", "Derbyshire"),
    ("E23000019", "Nottinghamshire"),
    ("E23000020", "Lincolnshire"),
    ("E23000021", "Leicestershire"),
    ("E23000022", "Northamptonshire"),
    ("E23000023", "Cambridgeshire"),
    ("E23000024", "Norfolk"),
    ("E23000025", "Suffolk"),
    ("E23000026", "Bedfordshire"),
    ("E23000027", "Hertfordshire"),
    ("E23000028", "Essex"),
    ("E23000029", "Thames Valley"),
    ("E23000030", "Hampshire"),
    ("E23000031", "Surrey"),
    ("E23000032", "Kent"),
    ("E23000033", "Sussex"),
    ("E23000034", "City of London"),
    ("E23000035", "Devon & Cornwall"),
    ("E23000036", "Avon and Somerset"),
    ("E23000037", "Gloucestershire"),
    ("E23000038", "Wiltshire"),
    ("E23000039", "Dorset"),
    ("W15000001", "North Wales"),
    ("W15000002", "Gwent"),
    ("W15000003", "South Wales"),
    ("W15000004", "Dyfed-Powys"),
    ("police_scotland", "Police Scotland"),
    ("psni", "Police Service of Northern Ireland"),
    ("british_transport_police", "British Transport Police"),
];

/// A police force, by its code in the table of forces.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Force(&'static (&'static str, &'static str));

impl Force {
    /// Parses a force code, such as `E23000004`.
    ///
    /// # Errors
    /// [`Code::CODE_UNKNOWN`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        FORCES.iter().find(|(code, _)| *code == text).map(Self).ok_or(Code::CODE_UNKNOWN)
    }

    /// Every force, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        FORCES.iter().map(Self)
    }

    /// The code.
    pub fn as_str(self) -> &'static str {
        self.0.0
    }

    /// The name, such as `Merseyside`.
    pub fn name(self) -> &'static str {
        self.0.1
    }
}

impl fmt::Debug for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Force {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Force {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Force".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "enum": FORCES.iter().map(|(code, _)| *code).collect::<Vec<_>>()})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_force_is_found_by_its_code() {
        assert_eq!(Force::all().count(), 46);
        for force in Force::all() {
            assert_eq!(Force::parse(force.as_str()).ok(), Some(force));
        }
        assert_eq!(Force::parse("E23000004").unwrap().name(), "Merseyside");
        assert!(Force::parse("Merseyside").is_err());
    }
}

//! Police forces.
//!
//! Source: the ONS police force area names and codes of England and Wales (43 territorial forces). Police Scotland, the
//! Police Service of Northern Ireland and British Transport Police have no code in that series and carry our own. The slugs are those
//! of data.police.uk.

mod neighbours;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::error::Code;

/// Code, name and slug of a force.
type Row = (&'static str, &'static str, Option<&'static str>);

/// Every force.
const FORCES: &[Row] = &[
    ("E23000001", "Metropolitan", Some("metropolitan")),
    ("E23000002", "Cumbria", Some("cumbria")),
    ("E23000003", "Lancashire", Some("lancashire")),
    ("E23000004", "Merseyside", Some("merseyside")),
    ("E23000005", "Greater Manchester", Some("greater-manchester")),
    ("E23000006", "Cheshire", Some("cheshire")),
    ("E23000007", "Northumbria", Some("northumbria")),
    ("E23000008", "Durham", Some("durham")),
    ("E23000009", "North Yorkshire", Some("north-yorkshire")),
    ("E23000010", "West Yorkshire", Some("west-yorkshire")),
    ("E23000011", "South Yorkshire", Some("south-yorkshire")),
    ("E23000012", "Humberside", Some("humberside")),
    ("E23000013", "Cleveland", Some("cleveland")),
    ("E23000014", "West Midlands", Some("west-midlands")),
    ("E23000015", "Staffordshire", Some("staffordshire")),
    ("E23000016", "West Mercia", Some("west-mercia")),
    ("E23000017", "Warwickshire", Some("warwickshire")),
    ("E23000018", "Derbyshire", Some("derbyshire")),
    ("E23000019", "Nottinghamshire", Some("nottinghamshire")),
    ("E23000020", "Lincolnshire", Some("lincolnshire")),
    ("E23000021", "Leicestershire", Some("leicestershire")),
    ("E23000022", "Northamptonshire", Some("northamptonshire")),
    ("E23000023", "Cambridgeshire", Some("cambridgeshire")),
    ("E23000024", "Norfolk", Some("norfolk")),
    ("E23000025", "Suffolk", Some("suffolk")),
    ("E23000026", "Bedfordshire", Some("bedfordshire")),
    ("E23000027", "Hertfordshire", Some("hertfordshire")),
    ("E23000028", "Essex", Some("essex")),
    ("E23000029", "Thames Valley", Some("thames-valley")),
    ("E23000030", "Hampshire", Some("hampshire")),
    ("E23000031", "Surrey", Some("surrey")),
    ("E23000032", "Kent", Some("kent")),
    ("E23000033", "Sussex", Some("sussex")),
    ("E23000034", "City of London", Some("city-of-london")),
    ("E23000035", "Devon & Cornwall", Some("devon-and-cornwall")),
    ("E23000036", "Avon and Somerset", Some("avon-and-somerset")),
    ("E23000037", "Gloucestershire", Some("gloucestershire")),
    ("E23000038", "Wiltshire", Some("wiltshire")),
    ("E23000039", "Dorset", Some("dorset")),
    ("W15000001", "North Wales", Some("north-wales")),
    ("W15000002", "Gwent", Some("gwent")),
    ("W15000003", "South Wales", Some("south-wales")),
    ("W15000004", "Dyfed-Powys", Some("dyfed-powys")),
    ("police_scotland", "Police Scotland", None),
    ("psni", "Police Service of Northern Ireland", Some("northern-ireland")),
    ("british_transport_police", "British Transport Police", Some("btp")),
];

/// First days, of those that are younger than reports can be: by the Police and Fire Reform (Scotland) Act 2012 and the Police (Northern
/// Ireland) Act 2000. The territorial forces of England and Wales go back to 1974 or before, and carry none.
const SINCE: &[(&str, &str)] = &[("police_scotland", "2013-04-01"), ("psni", "2001-11-04")];

/// A police force, by its code in the table of forces.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Force(&'static Row);

impl Force {
    /// Parses a force code, such as `E23000004`.
    ///
    /// # Errors
    /// [`Code::CODE_UNKNOWN`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        FORCES.iter().find(|(code, ..)| *code == text).map(Self).ok_or(Code::CODE_UNKNOWN)
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

    /// Whether it polices an area: British Transport Police has the railways.
    pub fn has_area(self) -> bool {
        self.as_str() != "british_transport_police"
    }

    /// What data.police.uk calls it, such as `greater-manchester`; `None` where it publishes nothing of the force.
    pub fn slug(self) -> Option<&'static str> {
        self.0.2
    }

    /// The first day of the force under this name, where the table knows it.
    pub fn since(self) -> Option<&'static str> {
        SINCE.iter().find(|(code, _)| *code == self.as_str()).map(|(_, day)| *day)
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
        schemars::json_schema!({"type": "string", "enum": FORCES.iter().map(|(code, ..)| *code).collect::<Vec<_>>()})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_data_police_uk() {
        let mut slugs: Vec<&str> = Force::all().filter_map(Force::slug).collect();
        assert_eq!(slugs.len(), 45);
        assert!(slugs.iter().all(|slug| slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), 45);
        let slug = |code: &str| Force::parse(code).unwrap().slug();
        assert_eq!(slug("E23000035"), Some("devon-and-cornwall"));
        assert_eq!(slug("W15000004"), Some("dyfed-powys"));
        assert_eq!(slug("psni"), Some("northern-ireland"));
        assert_eq!(slug("police_scotland"), None);
    }

    #[test]
    fn first_days_are_days_of_forces_of_the_table() {
        for (code, day) in SINCE {
            assert!(Force::parse(code).is_ok() && crate::timestamp::Day::parse(day).is_ok(), "{code}");
        }
    }

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

//! Which force areas lie beside each other on land.
//!
//! Source: the ONS boundaries of police force areas in England and Wales (December 2023), read off the map; the border with
//! Scotland beside them. A shared estuary is no border.

use super::Force;

/// Each pair once, by force code.
const BORDERS: &[(&str, &[&str])] = &[
    ("E23000001", &["E23000027", "E23000028", "E23000029", "E23000031", "E23000032", "E23000034"]),
    ("E23000002", &["E23000003", "E23000007", "E23000008", "E23000009", "police_scotland"]),
    ("E23000003", &["E23000004", "E23000005", "E23000009", "E23000010"]),
    ("E23000004", &["E23000005", "E23000006"]),
    ("E23000005", &["E23000006", "E23000010", "E23000018"]),
    ("E23000006", &["E23000015", "E23000016", "E23000018", "W15000001"]),
    ("E23000007", &["E23000008", "police_scotland"]),
    ("E23000008", &["E23000009", "E23000013"]),
    ("E23000009", &["E23000010", "E23000011", "E23000012", "E23000013"]),
    ("E23000010", &["E23000011", "E23000018"]),
    ("E23000011", &["E23000012", "E23000018", "E23000019"]),
    ("E23000012", &["E23000019", "E23000020"]),
    ("E23000014", &["E23000015", "E23000016", "E23000017"]),
    ("E23000015", &["E23000016", "E23000017", "E23000018", "E23000021"]),
    ("E23000016", &["E23000017", "E23000037", "W15000001", "W15000002", "W15000004"]),
    ("E23000017", &["E23000021", "E23000022", "E23000029", "E23000037"]),
    ("E23000018", &["E23000019", "E23000021"]),
    ("E23000019", &["E23000020", "E23000021"]),
    ("E23000020", &["E23000021", "E23000022", "E23000023", "E23000024"]),
    ("E23000021", &["E23000022"]),
    ("E23000022", &["E23000023", "E23000026", "E23000029"]),
    ("E23000023", &["E23000024", "E23000025", "E23000026", "E23000027", "E23000028"]),
    ("E23000024", &["E23000025"]),
    ("E23000025", &["E23000028"]),
    ("E23000026", &["E23000027", "E23000029"]),
    ("E23000027", &["E23000028", "E23000029"]),
    ("E23000029", &["E23000030", "E23000031", "E23000037", "E23000038"]),
    ("E23000030", &["E23000031", "E23000033", "E23000038", "E23000039"]),
    ("E23000031", &["E23000032", "E23000033"]),
    ("E23000032", &["E23000033"]),
    ("E23000035", &["E23000036", "E23000039"]),
    ("E23000036", &["E23000037", "E23000038", "E23000039"]),
    ("E23000037", &["E23000038", "W15000002"]),
    ("E23000038", &["E23000039"]),
    ("W15000001", &["W15000004"]),
    ("W15000002", &["W15000003", "W15000004"]),
    ("W15000003", &["W15000004"]),
];

impl Force {
    /// The forces whose areas lie beside this one's on land, in the order of the table of forces.
    pub fn neighbours(self) -> impl Iterator<Item = Self> {
        Self::all()
            .filter(move |other| borders(self.as_str(), other.as_str()) || borders(other.as_str(), self.as_str()))
    }
}

fn borders(one: &str, other: &str) -> bool {
    BORDERS.iter().any(|(code, beside)| *code == one && beside.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_between_forces_of_the_table_and_stand_once() {
        for (one, beside) in BORDERS {
            assert!(Force::parse(one).is_ok());
            for other in *beside {
                assert!(Force::parse(other).is_ok() && one < other, "{one} {other}");
                assert!(!borders(other, one), "{one} {other} stands twice");
            }
        }
    }

    #[test]
    fn neighbours_are_mutual() {
        let west_yorkshire = Force::parse("E23000010").unwrap();
        let names: Vec<&str> = west_yorkshire.neighbours().map(Force::name).collect();
        assert_eq!(names, ["Lancashire", "Greater Manchester", "North Yorkshire", "South Yorkshire", "Derbyshire"]);
        for force in Force::all() {
            assert!(force.neighbours().all(|other| other != force && other.neighbours().any(|back| back == force)));
        }
        // Only these have no land border with another area: one has no area, one is an island away.
        let alone = Force::all().filter(|force| force.neighbours().next().is_none()).map(Force::as_str);
        assert_eq!(alone.collect::<Vec<_>>(), ["psni", "british_transport_police"]);
    }
}

//! Every code table of the wire format, as data: for screens, for mappings of spreadsheets, for documentation.
//!
//! The codes come from the types that the core decides with, so that no table can lag behind. Titles and sources stand in the catalogue.
//! Exported as `num-core/schema/tables.json` ([`to_json`]).

use std::borrow::Cow;

use serde::Serialize;

use crate::code::{CodeTable, code_table};

mod catalogue;

pub use self::catalogue::all;

/// The wire schema of the export.
pub const SCHEMA: &str = "uglymugs.tables/1";

code_table! {
    /// Whose table it is.
    Status {
        /// Taken from its source, code by code.
        Official = "official",
        /// An own selection, in the codes or after the lists of its source.
        Selection = "selection",
        /// The scheme's own.
        Own = "own",
    }
}

/// A code table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name, such as `vehicle_models`.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whose it is.
    pub status: Status,
    /// The table in which the parents of its entries stand ([`Entry::of`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
}

/// An entry of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The code on the wire.
    pub code: &'static str,
    /// A name for people.
    pub name: Cow<'static, str>,
    /// The code of its parent: the make of a model, the category of a kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
    /// What researchers are given of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<&'static str>,
    /// The first day of its use, where it is known and matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The first day on which it was no longer in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'static str>,
    /// Of a force: what data.police.uk calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<&'static str>,
    /// Of a model: the kind of vehicle that it usually is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual_kind: Option<&'static str>,
    /// More words, where the name does not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// Where the entry comes from, if not from where the table does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    /// Whether something that it says is confirmed by no source at hand: to be checked before anything rests on it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
}

impl Entry {
    fn new(code: &'static str, name: &'static str) -> Self {
        Self { code, name: name.into(), ..Self::default() }
    }

    /// An entry whose name is its code, in words.
    fn plain(code: &'static str) -> Self {
        Self { code, name: code.replace('_', " ").into(), ..Self::default() }
    }
}

impl Table {
    fn of_codes<T: CodeTable>(
        name: &'static str,
        title: &'static str,
        (status, source): (Status, &'static str),
        entry: impl Fn(T) -> Entry,
    ) -> Self {
        Self { name, title, source, status, of: None, entries: T::ALL.iter().copied().map(entry).collect() }
    }

    fn under(self, parent: &'static str) -> Self {
        Self { of: Some(parent), ..self }
    }
}

/// The export: `uglymugs.tables/1`, with one final line feed.
pub fn to_json() -> String {
    #[derive(Serialize)]
    struct Export {
        schema: &'static str,
        tables: Vec<Table>,
    }
    // Our own types serialise into memory without fail.
    let mut json = serde_json::to_string_pretty(&Export { schema: SCHEMA, tables: all() }).unwrap_or_default();
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::timestamp::Day;

    /// Tables that map codes to others: a code may stand in more than one row.
    const MAPPINGS: [&str; 3] = ["home_office_codes", "hate_crime_recognitions", "recording_rules"];

    #[test]
    fn tables_are_named_once_and_have_entries() {
        let tables = all();
        let names: BTreeSet<&str> = tables.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), tables.len());
        for table in &tables {
            assert!(!table.entries.is_empty() && !table.title.is_empty() && !table.source.is_empty(), "{}", table.name);
        }
        assert!(MAPPINGS.iter().all(|name| names.contains(name)));
    }

    #[test]
    fn codes_stand_once() {
        for table in all() {
            let rows: BTreeSet<_> = if MAPPINGS.contains(&table.name) {
                table.entries.iter().map(|entry| (entry.code, entry.of, entry.from)).collect()
            } else {
                table.entries.iter().map(|entry| (entry.code, None, None)).collect()
            };
            assert_eq!(rows.len(), table.entries.len(), "{}", table.name);
        }
    }

    #[test]
    fn names_are_for_people() {
        for table in all() {
            for entry in &table.entries {
                let name = &entry.name;
                assert!(!name.trim().is_empty() && !name.contains('_'), "{} {}: {name}", table.name, entry.code);
            }
        }
    }

    #[test]
    fn days_are_days_in_order() {
        for table in all() {
            for entry in &table.entries {
                let [from, until] = [entry.from, entry.until].map(|day| day.map(|day| Day::parse(day).unwrap()));
                assert!(from.zip(until).is_none_or(|(from, until)| from < until), "{} {}", table.name, entry.code);
            }
        }
    }

    #[test]
    fn parents_stand_in_their_table() {
        let tables = all();
        for table in &tables {
            let parents: Option<BTreeSet<&str>> = table.of.map(|of| {
                let parent = tables.iter().find(|table| table.name == of).unwrap();
                parent.entries.iter().map(|entry| entry.code).collect()
            });
            for entry in &table.entries {
                let known = match (&parents, entry.of) {
                    (Some(parents), Some(of)) => parents.contains(of),
                    (None, Some(_)) => false,
                    (_, None) => true,
                };
                assert!(known, "{} {}", table.name, entry.code);
            }
        }
    }

    #[test]
    fn the_usual_kind_of_a_model_is_a_kind_of_vehicle() {
        let tables = all();
        let entries = |name: &str| tables.iter().find(|table| table.name == name).unwrap().entries.clone();
        let kinds: BTreeSet<&str> = entries("vehicle_kinds").iter().map(|entry| entry.code).collect();
        let usual: BTreeSet<&str> = entries("vehicle_models").iter().filter_map(|entry| entry.usual_kind).collect();
        assert!(usual.is_subset(&kinds) && usual.contains("van"));
    }
}

//! The core's tables, for the screens of an app.

use num_core::{code::CodeTable as _, error::Code, force::Force, offence::OffenceKind, tables as core};

use crate::error::shielded;

/// A code of an error or a problem with its message.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CodeEntry {
    /// The stable code: translations hang on it.
    pub code: String,
    /// What it means, in English.
    pub message: String,
}

/// A police force.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ForceEntry {
    /// Its code on the wire.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A kind of offence.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OffenceKindEntry {
    /// Its code on the wire.
    pub code: String,
    /// Its category.
    pub category: String,
    /// The Home Office codes that an offence of this kind may have.
    pub home_office_codes: Vec<String>,
}

/// A code table: what a picker of a form is filled with.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CodeTable {
    /// Its name, such as `vehicle_models`.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// The table in which the parents of its entries stand.
    pub of: Option<String>,
    /// Its entries, in their order.
    pub entries: Vec<TableEntry>,
}

/// An entry of a code table.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TableEntry {
    /// The code on the wire.
    pub code: String,
    /// A name for people.
    pub name: String,
    /// The code of its parent: the make of a model, the category of a kind.
    pub of: Option<String>,
    /// The first day of its use, where it is known and matters.
    pub from: Option<String>,
    /// The first day on which it was no longer in use.
    pub until: Option<String>,
}

impl From<core::Table> for CodeTable {
    fn from(table: core::Table) -> Self {
        Self {
            name: table.name.to_owned(),
            title: table.title.to_owned(),
            of: table.of.map(str::to_owned),
            entries: table.entries.into_iter().map(TableEntry::from).collect(),
        }
    }
}

impl From<core::Entry> for TableEntry {
    fn from(entry: core::Entry) -> Self {
        Self {
            code: entry.code.to_owned(),
            name: entry.name.into_owned(),
            of: entry.of.map(str::to_owned),
            from: entry.from.map(str::to_owned),
            until: entry.until.map(str::to_owned),
        }
    }
}

/// Every code table.
#[uniffi::export]
fn tables() -> Vec<CodeTable> {
    shielded(|| core::all().into_iter().map(CodeTable::from).collect())
}

/// The code table of a name, such as `builds`; none when there is no such table.
#[uniffi::export]
fn table(name: String) -> Option<CodeTable> {
    shielded(|| core::all().into_iter().find(|table| table.name == name).map(CodeTable::from))
}

/// Every code of an error or a problem.
#[uniffi::export]
fn code_catalogue() -> Vec<CodeEntry> {
    let entry = |(code, message): &(Code, &str)| CodeEntry { code: code.to_string(), message: (*message).to_owned() };
    shielded(|| Code::ALL.iter().map(entry).collect())
}

/// Every police force.
#[uniffi::export]
fn forces() -> Vec<ForceEntry> {
    let entry = |force: Force| ForceEntry { code: force.as_str().to_owned(), name: force.name().to_owned() };
    shielded(|| Force::all().map(entry).collect())
}

/// Every kind of offence.
#[uniffi::export]
fn offence_kinds() -> Vec<OffenceKindEntry> {
    let entry = |kind: &OffenceKind| OffenceKindEntry {
        code: kind.as_str().to_owned(),
        category: kind.category().as_str().to_owned(),
        home_office_codes: kind.home_office_codes().iter().map(|code| (*code).to_owned()).collect(),
    };
    shielded(|| OffenceKind::ALL.iter().map(entry).collect())
}

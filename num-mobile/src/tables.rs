//! The core's tables, for the screens of an app.

use num_core::{code::CodeTable, error::Code, force::Force, offence::OffenceKind};

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

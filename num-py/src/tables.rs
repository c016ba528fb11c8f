//! The core's tables, for screens and documentation.

use num_core::{code::CodeTable, error::Code, force::Force, offence::OffenceKind};
use pyo3::{Bound, PyAny, Python, pyfunction, types::PyAnyMethods};

use crate::{error::Failure, guard::ask};

/// Every code table of the wire format: its ``name``, ``title``, ``source``, ``status`` and ``entries``.
///
/// An entry has a ``code`` and a ``name`` for people, and whatever else is said of it, such as ``of``, the code of its parent.
#[pyfunction]
pub(crate) fn tables(py: Python<'_>) -> Result<Bound<'_, PyAny>, Failure> {
    let export = ask(py, num_core::tables::to_json)?;
    Ok(py.import("json")?.call_method1("loads", (export,))?.get_item("tables")?)
}

/// Every code of an error or a problem with its message.
#[pyfunction]
pub(crate) fn code_catalogue() -> Vec<(&'static str, &'static str)> {
    Code::ALL.iter().map(|(code, message)| (code.as_str(), *message)).collect()
}

/// Every police force by code and name.
#[pyfunction]
pub(crate) fn forces() -> Vec<(&'static str, &'static str)> {
    Force::all().map(|force| (force.as_str(), force.name())).collect()
}

/// Every kind of offence with its category and its Home Office codes.
#[pyfunction]
pub(crate) fn offence_kinds() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let kinds = OffenceKind::ALL.iter();
    kinds.map(|kind| (kind.as_str(), kind.category().as_str(), kind.home_office_codes().to_vec())).collect()
}

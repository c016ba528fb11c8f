//! UglyMugs for Python.
//!
//! This crate adds no behaviour: it carries the core across.

use pyo3::pymodule;

/// The compiled half of the package `uglymugs`; what is public is named in `python/uglymugs/__init__.py`.
#[pymodule]
mod _uglymugs {
    use pyo3::pyfunction;

    /// The version of this library, as `major.minor.patch`.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

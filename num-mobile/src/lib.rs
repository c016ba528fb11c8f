//! UglyMugs for Kotlin and Swift.
//!
//! This crate adds no behaviour: it carries the core across.

uniffi::setup_scaffolding!("uglymugs");

/// The version of this library, as `major.minor.patch`.
#[must_use]
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

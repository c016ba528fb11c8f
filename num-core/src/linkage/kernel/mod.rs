//! The inner loops of linkage: comparing words, weighing every record against a query, sorting blocking keys.
//!
//! They know nothing of columns' kinds or of weights of evidence: bytes and integers only. What each answers is defined by a plain
//! reference (`strsim`, a loop, the standard sort), to which the tests hold it; how it gets there is a matter of speed.

#![allow(
    clippy::indexing_slicing,
    reason = "inner loops over arrays whose length is fixed or checked on entry; a `get` for each byte costs what the loop saves"
)]

#[cfg(test)]
pub(crate) mod chance;
pub(crate) mod jaro_winkler;
pub(crate) mod outlines;
pub(crate) mod radix;
pub(crate) mod scan;

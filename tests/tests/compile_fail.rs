//! What must not compile: the promises that are kept by types. Each file of `compile_fail/` holds one misuse and what the compiler
//! says of it; the wording of the compiler changes, so that the words are held against one release and the refusal against all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path, process::Command};

/// The release whose words stand in the `.stderr` files.
const WORDS_OF: &str = "rustc 1.95.";

fn this_compiler() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(rustc).arg("--version").output().unwrap();
    String::from_utf8(version.stdout).unwrap()
}

#[test]
fn every_misuse_is_refused_for_its_own_reason() {
    if !this_compiler().starts_with(WORDS_OF) {
        // The reason is then read from its first line alone, by the test below.
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

//! `num-core/docs/threats.md` is true: every row names its proofs or says that it is not built yet, and every test and vector that
//! it names is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fs, path::Path};

/// How many threats there are: one that is dropped is to be dropped on purpose.
const THREATS: usize = 14;

/// What a row says that has no proof, or a part without one.
const NOT_BUILT: &str = "not built yet";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn page() -> String {
    fs::read_to_string(root().join("num-core/docs/threats.md")).unwrap()
}

/// The rows of the table: number, who, what stops it, proof.
fn rows(page: &str) -> Vec<[&str; 4]> {
    page.lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()))
        .map(|row| {
            let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
            cells.try_into().unwrap_or_else(|cells: Vec<&str>| panic!("{} cells: {row}", cells.len()))
        })
        .collect()
}

/// What stands in backticks.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A named test: its file and its function.
fn proof(span: &str) -> Option<(&str, &str)> {
    let (file, function) = span.split_once("::")?;
    let extension = Path::new(file).extension()?.to_str()?;
    (file.contains('/') && ["rs", "py", "kt", "swift"].contains(&extension)).then_some((file, function))
}

/// What is wrong with a named test: `None` when the source has it, and it is run.
fn wrong(file: &str, function: &str, source: &str) -> Option<&'static str> {
    let (keyword, mark) = match Path::new(file).extension()?.to_str()? {
        "rs" => ("fn", "#[test]"),
        "py" => ("def", ""),
        "kt" => ("fun", "@Test"),
        _ => ("func", ""),
    };
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let heads = [format!("{keyword} {function}("), format!("{keyword} `{function}`(")];
    let Some(at) = lines.iter().position(|line| heads.iter().any(|head| line.starts_with(head))) else {
        return Some("there is no such function");
    };
    let above = || {
        let attached = lines[..at].iter().rev().take_while(|line| line.starts_with(['#', '@', '/']));
        attached.filter(|line| !line.starts_with('/'))
    };
    let is_test =
        if mark.is_empty() { function.starts_with("test") } else { above().any(|line| line.starts_with(mark)) };
    if !is_test {
        Some("it is no test")
    } else if above().any(|line| line.contains("ignore") || line.contains("skip") || line.contains("@Disabled")) {
        Some("it is not run")
    } else {
        None
    }
}

#[test]
fn every_row_has_a_proof_or_says_that_it_is_not_built() {
    let page = page();
    let rows = rows(&page);
    let numbers: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let expected: Vec<String> = (1..=THREATS).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected, "the rows, in order");
    for [number, who, stops, proofs] in rows {
        assert!(!who.is_empty() && !stops.is_empty(), "row {number} has an empty cell");
        let proven = spans(proofs).any(|span| proof(span).is_some());
        assert!(proven || proofs.contains(NOT_BUILT), "row {number} has neither a proof nor '{NOT_BUILT}'");
    }
}

#[test]
fn every_named_test_and_vector_is_there() {
    let page = page();
    let mut findings = Vec::new();
    let mut proofs = 0;
    for span in spans(&page) {
        if let Some((file, function)) = proof(span) {
            proofs += 1;
            match fs::read_to_string(root().join(file)) {
                Err(_) => findings.push(format!("{span}: there is no such file")),
                Ok(source) => findings.extend(wrong(file, function, &source).map(|what| format!("{span}: {what}"))),
            }
        } else if span.contains('/') && Path::new(span).extension().is_some() && !root().join(span).exists() {
            findings.push(format!("{span}: there is no such file"));
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    assert!(proofs >= THREATS, "{proofs} proofs");
}

#[test]
fn what_is_wrong_is_found() {
    let source = "/// As `fn told_of(`.\nfn other() {}\n\n#[test]\n/// Nothing to ignore.\nfn good() {}\n\n#[test]\n#[ignore = \"slow\"]\nfn idle() {}\n    \
                  #[test]\n    fn within(n in 0..9) {}\n";
    for (function, expected) in [
        ("good", None),
        ("within", None),
        ("other", Some("it is no test")),
        ("idle", Some("it is not run")),
        ("goo", Some("there is no such function")),
        ("told_of", Some("there is no such function")),
    ] {
        assert_eq!(wrong("tests/tests/made_up.rs", function, source), expected, "{function}");
    }
    assert_eq!(wrong("a/b.py", "test_a", "def test_a() -> None:"), None);
    assert_eq!(wrong("a/b.kt", "a b", "@Test\nfun `a b`() {"), None);
    assert_eq!(wrong("a/b.swift", "testA", "func testA() {"), None);
    assert_eq!(proof("tests/tests/a.rs::b"), Some(("tests/tests/a.rs", "b")));
    assert_eq!(proof("Disclosure::withholds_from"), None);
    assert_eq!(rows("| # | who |\n|---|---|\n| 1 | a | b | c |\ntext"), [["1", "a", "b", "c"]]);
}

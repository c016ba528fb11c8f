//! Broken documents: the core reports exactly what each file says of them, every problem of it and no other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{collections::BTreeSet, fs};

use num_core::{
    case::Case,
    consent::ConsentHistory,
    disclosure::{Circumstances, Policy},
    error::Problems,
    identity::Identity,
    incident::Incident,
    json::Mode,
};
use num_tests::vector::folder;
use serde_json::Value;

fn read(document: &str, bytes: &[u8], mode: Mode) -> Result<(), Problems> {
    match document {
        "incident" => Incident::from_json(bytes, mode).map(drop),
        "identity" => Identity::from_json(bytes, mode).map(drop),
        "consent" => ConsentHistory::from_json(bytes, mode).map(drop),
        "circumstances" => Circumstances::from_json(bytes, mode).map(drop),
        "policy" => Policy::from_json(bytes).map(drop),
        "case" => Case::from_json(bytes, mode).map(drop),
        other => panic!("no such document: {other}"),
    }
}

#[test]
fn the_core_reports_what_the_broken_vectors_say() {
    let mut files: Vec<_> = fs::read_dir(folder().join("broken")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 16, "at least sixteen vectors");
    let mut wrong = Vec::new();
    let mut documents = BTreeSet::new();
    for file in &files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert_eq!(vector["name"].as_str(), Some(name.as_str()));
        let text = vector["text"].as_str().map_or_else(|| vector["input"].to_string(), str::to_owned);
        let mode = match vector["mode"].as_str() {
            Some("strict") => Mode::Strict,
            Some("lenient") => Mode::Lenient,
            other => panic!("{name}: no such mode: {other:?}"),
        };
        let document = vector["document"].as_str().unwrap();
        documents.insert(document.to_owned());
        let problems = match read(document, text.as_bytes(), mode) {
            Ok(()) => Vec::new(),
            Err(problems) => problems.as_slice().to_vec(),
        };
        let mut found: Vec<(String, String)> =
            problems.iter().map(|problem| (problem.path.clone(), problem.code.as_str().to_owned())).collect();
        let mut said: Vec<(String, String)> = vector["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| (problem["path"].as_str().unwrap().to_owned(), problem["code"].as_str().unwrap().to_owned()))
            .collect();
        found.sort();
        said.sort();
        if found != said {
            wrong.push(format!("{name}\n   found {found:?}\n    said {said:?}"));
        }
        if problems.iter().any(|problem| problem.position.is_none()) && !text.is_empty() {
            wrong.push(format!("{name}: a problem without its place in the document"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for document in ["incident", "consent", "circumstances", "case"] {
        assert!(documents.contains(document), "no broken {document}");
    }
}

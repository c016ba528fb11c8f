//! What must not compile: the promises that are kept by types. Each file of `compile_fail/` is a program in which `//~ E0308` marks a
//! line that the compiler must refuse, with that error; every other line must be in order. The words of the compiler change from
//! release to release and from edit to edit; its error codes do not, so that these are held and the words are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Line and code of each error of one program.
type Errors = BTreeSet<(u64, String)>;

fn programs() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect()
}

fn marked(path: &Path) -> Errors {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().zip(1..);
    lines
        .flat_map(|(line, number)| line.split("//~").skip(1).map(move |code| (number, code.trim().to_owned())))
        .collect()
}

/// A package with every program in it, beside the build of the tests; it knows the core as any caller does.
fn package(programs: &BTreeMap<String, PathBuf>) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_fail");
    fs::create_dir_all(&folder).unwrap();
    let mut manifest = format!(
        "[package]\nname = \"misuse\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\nnum-core = {{ path = {:?} }}\nserde = \"1.0\"\n",
        root.join("num-core")
    );
    for (name, path) in programs {
        write!(manifest, "\n[[bin]]\nname = {name:?}\npath = {path:?}\n").unwrap();
    }
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions that everything else is built with.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn found(programs: &BTreeMap<String, PathBuf>) -> BTreeMap<String, Errors> {
    let folder = package(programs);
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let run = Command::new(cargo)
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=json"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let mut all: BTreeMap<String, Errors> = BTreeMap::new();
    let messages = String::from_utf8(run.stdout).unwrap();
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        if message["reason"] != "compiler-message" || message["message"]["level"] != "error" {
            continue;
        }
        let program = message["target"]["name"].as_str().unwrap().to_owned();
        let code = message["message"]["code"]["code"].as_str().unwrap_or("no code").to_owned();
        for span in message["message"]["spans"].as_array().unwrap().iter().filter(|span| span["is_primary"] == true) {
            all.entry(program.clone()).or_default().insert((span["line_start"].as_u64().unwrap(), code.clone()));
        }
    }
    assert!(!all.is_empty(), "nothing was compiled: {}", String::from_utf8_lossy(&run.stderr));
    all
}

#[test]
fn every_misuse_is_refused_for_its_own_reason() {
    let programs = programs();
    assert!(programs.len() >= 12, "{} programs", programs.len());
    let found = found(&programs);
    let mut wrong = Vec::new();
    for (name, path) in &programs {
        let marked = marked(path);
        assert!(!marked.is_empty(), "{name}: nothing is marked");
        let found = found.get(name).cloned().unwrap_or_default();
        if found != marked {
            wrong.push(format!("{name}\n  found {found:?}\n marked {marked:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

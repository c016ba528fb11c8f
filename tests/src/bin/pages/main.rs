//! Every page that people read, written to a folder for the tests in `tests/pages`: `pages FOLDER`.
//!
//! `plain/` holds them with ordinary words in every field that a person writes in; `hostile/N/` holds the same pages with one kind of
//! hostile text in all of these fields; `gallery/` holds the parts that pages are made of; `vectors/` holds the police records and alerts
//! of the hand-written vectors. Beside a police record stands its JSON. `sentences.json` holds the alerts as text.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a program of the tests"
)]

mod alerts;
mod cases;
mod gallery;
mod records;

use std::{env, fs, path::Path};

/// Writes a page into a folder.
fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

fn main() {
    let folder = env::args().nth(1).expect("pages FOLDER");
    let folder = Path::new(&folder);
    gallery::write_all(&folder.join("gallery"));
    records::write_vectors(&folder.join("vectors"));
    alerts::write_vectors(&folder.join("vectors"));
    let plain = folder.join("plain");
    records::write_whole(&plain, &cases::Words::plain());
    alerts::write_all(&plain, &cases::Words::plain());
    for (at, words) in cases::Words::hostile().iter().enumerate() {
        let hostile = folder.join("hostile").join(at.to_string());
        write(&hostile, "words.txt", words.kind());
        records::write_whole(&hostile, words);
        alerts::write_all(&hostile, words);
    }
    alerts::write_sentences(folder);
    println!("pages: {}", folder.display());
}

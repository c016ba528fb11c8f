//! A process of its own for one intake, so that it can be killed and its memory measured:
//! `take_in INPUT MAPPING|- FOLDER ROWS_PER_COMMIT`. Says what came of it as JSON.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program of the tests")]

use std::{env, fs, num::NonZeroUsize, ops::ControlFlow, path::Path};

use num_core::formats::intake::{Job, Mapping, take_in_files};
use num_tests::intake::peak_kib;
use serde_json::json;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let [_, input, mapping, folder, rows_per_commit] = arguments.as_slice() else { return };
    let mapping = (mapping != "-").then(|| Mapping::from_json(&fs::read(mapping).unwrap()).unwrap());
    let mut job = Job::new(input, mapping, Path::new(folder));
    job.rows_per_commit = rows_per_commit.parse::<NonZeroUsize>().unwrap();
    let said = match take_in_files(&job, |_| ControlFlow::Continue(())) {
        Ok(taken_in) => {
            let summary = &taken_in.summary;
            json!({"rows": summary.rows, "taken": summary.taken, "rejected": summary.rejected, "peak_kib": peak_kib()})
        }
        Err(error) => json!({"refused": error.code(), "peak_kib": peak_kib()}),
    };
    println!("{said}");
}

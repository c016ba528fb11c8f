//! Takes a file of reports in: `intake FILE.csv MAPPING.json`, or `intake FILE.jsonl`.
//!
//! Cases go to `out/taken.jsonl`, rejected rows to `out/rejects.csv`, a journal beside them. Stopped at any point, the same
//! command goes on where it was; run again, it takes nothing twice. `OUT=folder` writes elsewhere, `KEEP_ROWS=1` keeps the
//! rejected rows as they stand, with what they tell.

#![allow(clippy::print_stdout, reason = "it is a program for a terminal")]

mod advice;

use std::{
    env,
    error::Error,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
};

use indicatif::{ProgressBar, ProgressStyle};
use num_core::{
    formats::intake::{Job, JobError, Mapping, take_in_files},
    json::Mode,
};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let Some(file) = arguments.next() else {
        println!("usage: make intake FILE=reports.csv MAPPING=mapping.json, or make intake FILE=reports.jsonl");
        return Ok(ExitCode::from(2));
    };
    let mapping = match arguments.next() {
        None => None,
        Some(path) => match Mapping::from_json(&fs::read(&path).map_err(|error| named(&path, &error))?) {
            Ok(mapping) => Some(mapping),
            Err(problems) => {
                println!("{} is not a mapping yet:", path.display());
                problems.as_slice().iter().for_each(|problem| println!("  {problem}"));
                return Ok(ExitCode::FAILURE);
            }
        },
    };
    let folder = env::var_os("OUT").map_or_else(|| PathBuf::from("out"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut job = Job::new(&file, mapping, &folder);
    // What our version does not know is kept.
    job.mode = Mode::Lenient;
    job.keep_rows = env::var_os("KEEP_ROWS").is_some_and(|keep| !keep.is_empty() && keep != "0");

    let style = "{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {eta} to go  {msg}";
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(style)?);
    let taken_in = take_in_files(&job, |progress| {
        bar.set_length(progress.of_bytes);
        bar.set_position(progress.bytes);
        // Many rows go by while anybody reads a line.
        if progress.summary.rows.is_multiple_of(256) {
            bar.set_message(format!("{} taken, {} rejected", progress.summary.taken, progress.summary.rejected));
        }
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    match taken_in {
        Ok(taken_in) => {
            print!("{}", advice::Advice::new(&job, &taken_in)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(JobError::Headers(problems)) => {
            println!("The columns of {} are not those of the mapping; nothing was taken in:", file.display());
            problems.as_slice().iter().for_each(|problem| println!("  {problem}"));
            Ok(ExitCode::FAILURE)
        }
        Err(error) => {
            println!("Not taken in: {error} ({}).", error.code());
            if let Some(cause) = error.source() {
                println!("  {cause}");
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

/// An error with the name of the file, which the user gave.
fn named(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

//! The main job: takes reports in, plays their way through a scheme week by week, and writes to `out/` what leaves it: alerts,
//! series, police reports, look-ups, and pages of what went to whom and what was held back. `out/index.html` is to be opened.
//!
//! `demo` makes a synthetic year, writes it as JSON Lines and as CSV, takes both in and goes on with what it took in. `demo
//! FILE.jsonl` takes a file of `uglymugs.case/1` lines, `demo FILE.csv MAPPING.json` a spreadsheet. `POLICY=file`, `RULES=file`,
//! `SCHEME=id` and `AS_OF=instant` say under which policy and rules for alerts, for which scheme, and up to which instant; else the
//! vectors' policy, the rules to begin with, `num`, and now. (The year has its own.)

#![allow(clippy::print_stdout, reason = "it is a program for a terminal")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod calendar;
mod caseworker;
mod input;
#[cfg(test)]
mod links_hold;
mod outbox;
mod pages;
mod play;
mod progress;
mod references;
mod summary;
mod year;

use std::{env, error::Error, path::Path, process::ExitCode, time::Instant};

use num_core::synthetic::Parameters;

use self::{input::Input, outbox::Outbox, pages::Book, summary::Took};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let outbox = Outbox::new(Path::new("out"))?;
    let begun = Instant::now();
    let input = match arguments.next() {
        Some(file) => Input::file(Path::new(&file), arguments.next().as_deref().map(Path::new)),
        None => Input::year(outbox.folder(), &Parameters::default()),
    };
    let input = match input {
        Ok(input) => input,
        Err(error) => {
            println!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let book = run(input, &outbox, begun)?;
    print!("{}", summary::of(&book));
    Ok(ExitCode::SUCCESS)
}

/// Plays what was taken in, and writes what came of it.
fn run(mut input: Input, outbox: &Outbox, begun: Instant) -> Result<Book, Box<dyn Error>> {
    let taken_in = begun.elapsed();
    let (rejected, already_known) = (std::mem::take(&mut input.rejected), input.already_known);
    let is_made_up = input.is_made_up;
    let played = play::play(input)?;
    let played_in = begun.elapsed() - taken_in;
    let mut book = Book {
        played,
        rejected,
        already_known,
        is_made_up,
        files: 0,
        took: Took { taken_in, played_in, ..Took::default() },
    };
    pages::write(&book, outbox)?;
    book.files = outbox.close()?;
    book.took.written_in = begun.elapsed() - taken_in - played_in;
    Ok(book)
}

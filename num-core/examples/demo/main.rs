//! The main job on real input: takes reports in, asks the gate for every audience, writes alerts and police records to
//! `out/`, and prints who gets what, and what was held back and why.
//!
//! `demo` takes the hand-written vectors; `demo FILE.jsonl` a file of `uglymugs.case/1` lines. `POLICY=file` and
//! `AS_OF=instant` say under which policy and at which instant; else the vectors' policy, and now.

#![allow(clippy::print_stdout, reason = "it is a program for a terminal")]

mod input;
mod outbox;
mod summary;

use std::{error::Error, path::Path};

use indicatif::{ProgressBar, ProgressStyle};
use num_core::disclosure::AnyDecision;

use self::{
    input::{Input, Taken},
    outbox::{Outbox, Written},
    summary::Summary,
};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1);
    let input = match &file {
        Some(file) => Input::file(Path::new(file))?,
        None => Input::vectors()?,
    };
    let bar = ProgressBar::new(input.size())
        .with_style(ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {eta} to go")?);
    let mut outbox = Outbox::new(Path::new("out"))?;
    let mut summary = Summary::default();
    for (taken, read) in input {
        bar.inc(read);
        let question = match taken? {
            Taken::Question(question) => question,
            Taken::AlreadyKnown => {
                summary.already_known += 1;
                continue;
            }
            Taken::Rejected { name, problems } => {
                outbox.reject(&name, &problems)?;
                summary.reject(&problems);
                continue;
            }
        };
        let level = question.case.level(&question.policy, question.as_of)?;
        summary.begin(&question.name, level);
        for recipient in question.recipients {
            let name = recipient.to_string();
            let decision = question.case.disclose_to(&question.policy, recipient, question.as_of);
            let written = match &decision {
                Ok(AnyDecision::Disclosed(disclosure, _)) => outbox.write(disclosure)?,
                _ => Written::Nothing,
            };
            summary.answer(&name, &decision, written);
        }
    }
    bar.finish_and_clear();
    outbox.finish(summary.whole())?;
    print!("{}", summary.short());
    Ok(())
}

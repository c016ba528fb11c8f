//! The main job: takes reports in, asks the gate for every audience, writes alerts and police records to `out/`, and prints
//! who gets what, and what was held back and why.
//!
//! `demo` makes a synthetic year, writes it as JSON Lines and as CSV, takes both in and shows that they agree. `demo FILE.jsonl`
//! takes a file of `uglymugs.case/1` lines, `demo FILE.csv MAPPING.json` a spreadsheet. `POLICY=file` and `AS_OF=instant` say
//! under which policy and at which instant; else the vectors' policy, and now. (The year has its own.)

#![allow(clippy::print_stdout, reason = "it is a program for a terminal")]

mod input;
mod outbox;
mod summary;
mod year;

use std::{env, error::Error, path::Path, process::ExitCode};

use num_core::{disclosure::AnyDecision, formats::Line};

use self::{
    input::Input,
    outbox::{Outbox, Written},
    summary::Summary,
};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut outbox = Outbox::new(Path::new("out"))?;
    let input = match arguments.next() {
        Some(file) => Input::file(Path::new(&file), arguments.next().as_deref().map(Path::new)),
        None => Input::year(Path::new("out")),
    };
    let mut input = match input {
        Ok(input) => input,
        Err(error) => {
            println!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut summary = Summary::default();
    while let Some(line) = input.next_line() {
        let case = match line? {
            Line::Case(case) => *case,
            Line::AlreadyKnown(_) => {
                summary.already_known += 1;
                continue;
            }
            Line::Rejected(rejected) => {
                summary.reject(&rejected);
                outbox.reject(&rejected)?;
                continue;
            }
        };
        let question = input.asked_of_everyone(case);
        summary.begin(&question.name, question.case.level(&input.policy, input.as_of)?);
        for recipient in question.recipients {
            let name = recipient.to_string();
            let decision = question.case.disclose_to(&input.policy, recipient, input.as_of);
            let written = match &decision {
                Ok(AnyDecision::Disclosed(disclosure, _)) => outbox.write(disclosure)?,
                _ => Written::Nothing,
            };
            summary.answer(&name, &decision, written);
        }
    }
    input.done();
    outbox.finish(summary.whole())?;
    print!("{}", summary.short());
    if let Some(agreement) = &input.agreement {
        print!("\n{agreement}");
    }
    Ok(ExitCode::SUCCESS)
}

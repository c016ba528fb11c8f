use std::{
    fmt::{self, Write},
    time::Duration,
};

use num_core::code::CodeTable;

use crate::{
    pages::Book,
    play::{Played, State},
    year,
};

/// How long each part took.
#[derive(Default)]
pub(crate) struct Took {
    pub(crate) taken_in: Duration,
    pub(crate) played_in: Duration,
    pub(crate) written_in: Duration,
}

/// What happened, and what to do next, for a terminal.
pub(crate) fn of(book: &Book) -> String {
    let mut text = String::new();
    // Writing into a text cannot fail.
    let _ = write(book, &mut text);
    text
}

fn write(book: &Book, out: &mut String) -> fmt::Result {
    let Played { figures, alerts, links, police, lookups, .. } = &book.played;
    if book.is_made_up {
        writeln!(
            out,
            "The year is made up (seed {}); nobody in it lives. It was written as JSON Lines and as CSV, and",
            year::SEED
        )?;
        writeln!(
            out,
            "taken in again from both: each of its {} reports is the same, byte for byte.\n",
            figures.taken_in
        )?;
    }
    let levels: Vec<String> =
        figures.levels.iter().map(|(level, count)| format!("{} {count}", level.as_str())).collect();
    writeln!(
        out,
        "reports      {} taken in, {} rejected, {} known already; {} accepted",
        figures.taken_in,
        book.rejected.len(),
        book.already_known,
        figures.accepted
    )?;
    writeln!(out, "consent      {}", levels.join(", "))?;
    let (as_it_was, coarser): (Vec<_>, Vec<_>) =
        alerts.stories.iter().partition(|story| story.found().coarsened.is_empty());
    writeln!(
        out,
        "alerts       {} out: {} as they were, {} coarser; in the end {} stand, {} expired, {} withdrawn",
        alerts.stories.len(),
        as_it_was.len(),
        coarser.len(),
        alerts.count(State::Standing),
        alerts.count(State::Expired),
        alerts.count(State::Withdrawn)
    )?;
    writeln!(out, "series       {} confirmed; {}", links.series.len(), decisions(book))?;
    writeln!(out, "police       {} records to {} recipients", police.sent(), police.recipients.len())?;
    writeln!(out, "look-ups     {} asked", lookups.asked.len())?;
    let Took { taken_in, played_in, written_in } = &book.took;
    writeln!(
        out,
        "took         {:.1} s to take in, {:.1} s for {} steps, {:.1} s to write {} files\n",
        taken_in.as_secs_f64(),
        played_in.as_secs_f64(),
        book.played.steps,
        written_in.as_secs_f64(),
        book.files
    )?;
    writeln!(out, "Next: open out/index.html in a browser, and click through.")?;
    if book.is_made_up {
        writeln!(out, "  Who really did what stands in out/year.truth.jsonl.")?;
        writeln!(out, "For reports of your own, `uglymugs.case/1` a line, or a spreadsheet through its mapping:")?;
        writeln!(out, "  make demo IN=out/year.jsonl POLICY=out/year.policy.json AS_OF={}", book.played.as_of)?;
        writeln!(
            out,
            "  make demo IN=num-core/examples/intake/web_form.csv MAPPING=num-core/examples/intake/web_form.json"
        )
    } else {
        if !book.rejected.is_empty() {
            writeln!(out, "  What is wrong with the rows that were rejected: out/rejects.csv.")?;
        }
        if figures.accepted == 0 {
            writeln!(out, "  Nothing goes out of reports that triage has not accepted.")?;
        }
        writeln!(
            out,
            "  POLICY=policy.json RULES=alert_rules.json SCHEME=id AS_OF=instant judge by yours, as of then."
        )?;
        writeln!(out, "  make demo shows a made-up year.")
    }
}

fn decisions(book: &Book) -> String {
    let links = &book.played.links;
    if book.is_made_up {
        let (yes, no) = (links.count(true), links.count(false));
        format!("of {} suggested matches a caseworker who knows the truth confirmed {yes} and rejected {no}", yes + no)
    } else {
        format!("{} suggested; nobody decided on them, so nothing is confirmed", links.suggested.len())
    }
}

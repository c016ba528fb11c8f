use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use num_core::{
    code::CodeTable,
    consent::Level,
    disclosure::{AnyDecision, DiscloseError, Explanation, Reason},
    formats::Rejected,
};

use crate::outbox::Written;

/// So many reports are told in full on the terminal; all of them are in the file.
const TOLD: usize = 4;

/// Who gets what, and what was held back and why.
#[derive(Default)]
pub(crate) struct Summary {
    pub(crate) already_known: usize,
    rejected: usize,
    problems: BTreeMap<&'static str, usize>,
    reports: Vec<String>,
    levels: BTreeMap<&'static str, usize>,
    audiences: BTreeMap<String, Audience>,
    alerts: usize,
    police_records: usize,
    refused: usize,
}

#[derive(Default)]
struct Audience {
    asked: usize,
    given: usize,
    nothing: BTreeMap<&'static str, usize>,
    withheld: BTreeMap<&'static str, usize>,
}

impl Summary {
    pub(crate) fn begin(&mut self, name: &str, level: Level) {
        *self.levels.entry(level.as_str()).or_default() += 1;
        self.reports.push(format!("{name}  (consent: {})\n", level.as_str()));
    }

    pub(crate) fn reject(&mut self, rejected: &Rejected) {
        self.rejected += 1;
        for problem in &rejected.problems {
            *self.problems.entry(problem.code.as_str()).or_default() += 1;
        }
    }

    pub(crate) fn answer(&mut self, recipient: &str, decision: &Result<AnyDecision, DiscloseError>, written: Written) {
        match written {
            Written::Alert => self.alerts += 1,
            Written::PoliceRecord => self.police_records += 1,
            Written::Refused => self.refused += 1,
            Written::Nothing => {}
        }
        let kind = recipient.split('/').next().unwrap_or_default();
        let kind = match recipient.rsplit('/').next() {
            Some(last @ ("alert" | "lookup")) => format!("{kind}/{last}"),
            _ => kind.to_owned(),
        };
        let audience = self.audiences.entry(kind).or_default();
        audience.asked += 1;
        let told = match decision {
            Ok(AnyDecision::Disclosed(disclosure, explanation)) => {
                audience.given += 1;
                for withheld in explanation.withheld() {
                    *audience.withheld.entry(withheld.reason.as_str()).or_default() += 1;
                }
                let refused = if written == Written::Refused {
                    "NOT WRITTEN: its text would give away what is withheld; "
                } else {
                    ""
                };
                format!("{refused}given {} bytes; {}", disclosure.to_bytes().len(), withheld(explanation))
            }
            Ok(AnyDecision::Nothing(reason)) => {
                *audience.nothing.entry(reason.as_str()).or_default() += 1;
                format!("nothing: {}", reason.message())
            }
            Err(error) => format!("not asked: {error}"),
        };
        if let Some(report) = self.reports.last_mut() {
            let _ = writeln!(report, "  {recipient:<32} {told}");
        }
    }

    /// Every report.
    pub(crate) fn whole(&self) -> String {
        self.text(self.reports.len())
    }

    /// The first reports, and the totals.
    pub(crate) fn short(&self) -> String {
        self.text(TOLD)
    }

    fn text(&self, told: usize) -> String {
        let mut text = String::new();
        // Writing into a text cannot fail.
        let _ = self.write(&mut text, told);
        text
    }

    fn write(&self, out: &mut String, told: usize) -> fmt::Result {
        for report in self.reports.iter().take(told) {
            writeln!(out, "{report}")?;
        }
        if self.reports.len() > told {
            writeln!(out, "… and {} more reports, in out/summary.txt\n", self.reports.len() - told)?;
        }
        writeln!(
            out,
            "{} reports taken in, {} known already, {} rejected{}",
            self.reports.len(),
            self.already_known,
            self.rejected,
            listed(&self.problems, ": ")
        )?;
        writeln!(out, "consent levels{}\n", listed(&self.levels, ": "))?;
        writeln!(out, "{:<18} {:>6} {:>6}  nothing, because", "audience", "asked", "given")?;
        for (name, audience) in &self.audiences {
            writeln!(
                out,
                "{name:<18} {:>6} {:>6}  {}",
                audience.asked,
                audience.given,
                listed(&audience.nothing, "").trim_start()
            )?;
        }
        writeln!(out, "\nvalues withheld from those who were given something, by reason")?;
        for (name, audience) in self.audiences.iter().filter(|(_, audience)| audience.given > 0) {
            writeln!(out, "{name:<18} {}", listed(&audience.withheld, ""))?;
        }
        writeln!(
            out,
            "\n{} alert drafts in out/alerts, {} police records in out/police, {} refused whole (a text gave something away)",
            self.alerts, self.police_records, self.refused
        )
    }
}

fn withheld(explanation: &Explanation) -> String {
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    for withheld in explanation.withheld() {
        *reasons.entry(withheld.reason).or_default() += 1;
    }
    let total = explanation.withheld().len();
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{} {count}", reason.as_str())).collect();
    if reasons.is_empty() {
        "nothing withheld".to_owned()
    } else {
        format!("{total} values withheld ({})", reasons.join(", "))
    }
}

fn listed(counts: &BTreeMap<&'static str, usize>, lead: &str) -> String {
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    if counts.is_empty() { String::new() } else { format!("{lead}{}", counts.join(", ")) }
}

use std::{
    error::Error,
    fs::{self, File},
    io::{self, BufReader},
    path::{Path, PathBuf},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use num_core::{
    case::Case,
    consent::Event,
    disclosure::{Handed, PoliceFull, Policy, Recipient, named_recipients},
    formats::{
        CaseLines, KnownInMemory, Line,
        intake::{CsvIntake, Mapping},
    },
    id::{Id, Reference, ReleaseId},
    json::Mode,
    timestamp::Timestamp,
};

use crate::year::{self, Agreement};

/// What is asked of one report.
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) case: Case,
    pub(crate) recipients: Vec<Recipient>,
}

/// Where reports come from, and how they are judged.
pub(crate) struct Input {
    lines: Box<dyn Iterator<Item = io::Result<Line>>>,
    pub(crate) policy: Policy,
    pub(crate) as_of: Timestamp,
    /// Of the synthetic year: that both of its files say the same.
    pub(crate) agreement: Option<Agreement>,
    bar: ProgressBar,
    reports: usize,
}

impl Input {
    /// A synthetic year, by way of its files.
    pub(crate) fn year(out: &Path) -> Result<Self, Box<dyn Error>> {
        let bar = ProgressBar::new_spinner().with_message("a year is made, written, and taken in again …");
        bar.enable_steady_tick(Duration::from_millis(100));
        let (year, agreement) = year::through_files(out)?;
        bar.finish_and_clear();
        let bar = bar_of(year.cases.len() as u64, "{bar:40} {pos}/{len} reports")?;
        let ticking = bar.clone();
        let cases = year.cases.into_iter().map(|synthetic| synthetic.case);
        let lines = cases.inspect(move |_| ticking.inc(1)).map(|case| Ok(Line::Case(Box::new(case))));
        let (policy, as_of) = (year.policy, year.as_of);
        Ok(Self { lines: Box::new(lines), policy, as_of, agreement: Some(agreement), bar, reports: 0 })
    }

    /// A file of JSON Lines, or a spreadsheet with its mapping.
    pub(crate) fn file(path: &Path, mapping: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let file = File::open(path)?;
        let bar = bar_of(file.metadata()?.len(), "{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {eta} to go")?;
        let reader = BufReader::new(bar.wrap_read(file));
        let lines: Box<dyn Iterator<Item = io::Result<Line>>> = match mapping {
            Some(mapping) => {
                let mapping = Mapping::from_json(&fs::read(mapping)?)?;
                Box::new(CsvIntake::new(reader, &mapping, KnownInMemory::new())?)
            }
            None => Box::new(CaseLines::new(reader, Mode::Lenient)),
        };
        let vectors = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/policy.json");
        let policy = Policy::from_json(&fs::read(std::env::var_os("POLICY").map_or_else(vectors, PathBuf::from))?)?;
        let as_of = match std::env::var("AS_OF") {
            Ok(instant) => Timestamp::parse(&instant).map_err(|code| code.message())?,
            Err(_) => now()?,
        };
        Ok(Self { lines, policy, as_of, agreement: None, bar, reports: 0 })
    }

    pub(crate) fn next_line(&mut self) -> Option<io::Result<Line>> {
        self.lines.next()
    }

    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }

    /// Asks for everyone whom a grant or an override names, and draws the references that are missing.
    pub(crate) fn asked_of_everyone(&mut self, mut case: Case) -> Question {
        self.reports += 1;
        let name = format!("report {}", self.reports);
        let mut recipients = named_recipients(&case.consent, ReleaseId::parse("demo").ok());
        let overrides = case.consent.events().iter().filter_map(|event| match event {
            Event::Override(act) => act.recipient,
            Event::Grant(_) | Event::Withdraw(_) => None,
        });
        for recipient in overrides {
            let full = Recipient::PoliceFull(PoliceFull { recipient });
            if !recipients.contains(&full) {
                recipients.push(full);
            }
        }
        for key in recipients.iter().filter_map(Recipient::reference_key) {
            if case.circumstances.reference(&key).is_none() {
                case.circumstances.references.push(Handed { recipient: key, reference: draw() });
            }
        }
        Question { name, case, recipients }
    }
}

fn bar_of(length: u64, style: &str) -> Result<ProgressBar, Box<dyn Error>> {
    Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
}

/// A random reference. In a scheme the case book draws it once and keeps it.
fn draw() -> Reference {
    loop {
        let mut bytes = [0_u8; 10];
        if getrandom::fill(&mut bytes).is_ok() {
            let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            if let Ok(reference) = Reference::parse(&text) {
                return reference;
            }
        }
    }
}

fn now() -> io::Result<Timestamp> {
    let now = time::OffsetDateTime::now_utc().replace_nanosecond(0).map_err(io::Error::other)?;
    let text = now.format(&time::format_description::well_known::Rfc3339).map_err(io::Error::other)?;
    Timestamp::parse(&text).map_err(|code| io::Error::other(code.message()))
}

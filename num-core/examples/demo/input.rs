use std::{
    fs::{self, File},
    io::{self, BufReader},
    path::{Path, PathBuf},
    vec,
};

use num_core::{
    case::Case,
    consent::Event,
    disclosure::{Handed, Policy, Recipient, named_recipients},
    error::Problems,
    formats::{CaseLines, Line},
    id::{Id, Reference, ReleaseId},
    json::Mode,
    timestamp::Timestamp,
};
use serde_json::Value;

/// What is asked of one report.
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) case: Case,
    pub(crate) policy: Policy,
    pub(crate) as_of: Timestamp,
    pub(crate) recipients: Vec<Recipient>,
}

/// What one line or file of the input gave.
pub(crate) enum Taken {
    Question(Box<Question>),
    AlreadyKnown,
    Rejected { name: String, problems: Problems },
}

/// Where reports come from.
pub(crate) enum Input {
    Vectors { files: vec::IntoIter<PathBuf>, policy: Policy, size: u64 },
    File { lines: Box<CaseLines<BufReader<File>>>, policy: Policy, as_of: Timestamp, size: u64, line: usize },
}

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors")
}

fn broken(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn policy(text: &[u8]) -> io::Result<Policy> {
    Policy::from_json(text).map_err(io::Error::other)
}

impl Input {
    /// The hand-written vectors.
    pub(crate) fn vectors() -> io::Result<Self> {
        let policy = policy(&fs::read(vectors().join("policy.json"))?)?;
        let mut files: Vec<PathBuf> = fs::read_dir(vectors().join("valid"))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        let size = files.iter().map(|file| fs::metadata(file).map_or(0, |found| found.len())).sum();
        Ok(Self::Vectors { files: files.into_iter(), policy, size })
    }

    /// A file of JSON Lines.
    pub(crate) fn file(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let lines = Box::new(CaseLines::new(BufReader::new(file), Mode::Lenient));
        let rules = std::env::var_os("POLICY").map_or_else(|| vectors().join("policy.json"), PathBuf::from);
        let as_of = match std::env::var("AS_OF") {
            Ok(instant) => Timestamp::parse(&instant).map_err(|code| broken(code.message()))?,
            Err(_) => now()?,
        };
        Ok(Self::File { lines, policy: policy(&fs::read(rules)?)?, as_of, size, line: 0 })
    }

    /// How many bytes there are to read.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Vectors { size, .. } | Self::File { size, .. } => *size,
        }
    }
}

impl Iterator for Input {
    /// What was taken in, and how many bytes were read for it.
    type Item = (io::Result<Taken>, u64);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Vectors { files, policy, .. } => {
                let file = files.next()?;
                let read = fs::metadata(&file).map_or(0, |found| found.len());
                Some((vector(&file, policy), read))
            }
            Self::File { lines, policy, as_of, line, .. } => {
                *line += 1;
                let name = format!("line {line}");
                let taken = lines.next()?.map(|taken| match taken {
                    Line::Case(case) => Taken::Question(Box::new(asked_of_everyone(name, *case, policy, *as_of))),
                    Line::AlreadyKnown(_) => Taken::AlreadyKnown,
                    Line::Rejected(rejected) => {
                        Taken::Rejected { name: format!("line {}", rejected.line), problems: rejected.problems }
                    }
                });
                Some((taken, lines.line_length()))
            }
        }
    }
}

/// A vector says itself who asks, when, and under which policy.
fn vector(file: &Path, common: &Policy) -> io::Result<Taken> {
    let text = fs::read(file)?;
    let vector: Value = serde_json::from_slice(&text)?;
    let name = vector.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let case = vector.get("case").ok_or_else(|| broken("a vector without a case"))?;
    let case = match Case::from_json(case.to_string().as_bytes(), Mode::Strict) {
        Ok(case) => case,
        Err(problems) => return Ok(Taken::Rejected { name, problems }),
    };
    let as_of = vector.get("as_of").and_then(Value::as_str).ok_or_else(|| broken("a vector without as_of"))?;
    let as_of = Timestamp::parse(as_of).map_err(|code| broken(code.message()))?;
    let policy = match vector.get("policy") {
        Some(own) => policy(own.to_string().as_bytes())?,
        None => common.clone(),
    };
    let expect =
        vector.get("expect").and_then(Value::as_object).ok_or_else(|| broken("a vector without expectations"))?;
    let recipients = expect
        .keys()
        .map(|recipient| Recipient::parse(recipient).map_err(|code| broken(code.message())))
        .collect::<Result<_, _>>()?;
    Ok(Taken::Question(Box::new(Question { name, case, policy, as_of, recipients })))
}

/// Asks for everyone whom a grant or an override names, and draws the references that are missing.
fn asked_of_everyone(name: String, mut case: Case, policy: &Policy, as_of: Timestamp) -> Question {
    let release = ReleaseId::parse("demo").ok();
    let mut recipients = named_recipients(&case.consent, release);
    let overrides = case.consent.events().iter().filter_map(|event| match event {
        Event::Override(act) => act.recipient,
        Event::Grant(_) | Event::Withdraw(_) => None,
    });
    for recipient in overrides {
        let full = Recipient::PoliceFull(num_core::disclosure::PoliceFull { recipient });
        if !recipients.contains(&full) {
            recipients.push(full);
        }
    }
    for key in recipients.iter().filter_map(Recipient::reference_key) {
        if case.circumstances.reference(&key).is_none() {
            case.circumstances.references.push(Handed { recipient: key, reference: draw() });
        }
    }
    Question { name, case, policy: policy.clone(), as_of, recipients }
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
    Timestamp::parse(&text).map_err(|code| broken(code.message()))
}

//! What the tests of intake share.

use std::{
    collections::BTreeSet,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use fastrand::Rng;
use num_core::{
    error::Code,
    formats::intake::{Job, JobError, Mapping, TakenIn, take_in_files},
};
use serde_json::Value;

use crate::random;

/// `tests/intake`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("intake")
}

/// What the hostile files are read with.
pub fn mapping_json() -> Value {
    serde_json::from_slice(&fs::read(folder().join("mapping.json")).unwrap()).unwrap()
}

/// A mapping that is one.
pub fn mapping(json: &Value) -> Mapping {
    Mapping::from_json(json.to_string().as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Runs a job to its end.
///
/// # Errors
/// Those of the job.
pub fn run(job: &Job) -> Result<TakenIn, JobError> {
    take_in_files(job, |_| ControlFlow::Continue(()))
}

/// What a job has written: the lines of what was taken in, and the rows of the report of rejects under its headers.
pub struct Written {
    /// As bytes.
    pub taken: Vec<u8>,
    /// As bytes.
    pub rejects: Vec<u8>,
}

impl Written {
    /// What stands there now.
    pub fn of(job: &Job) -> Self {
        Self { taken: fs::read(&job.taken).unwrap(), rejects: fs::read(&job.rejects).unwrap() }
    }

    /// The ids of what was taken in, in the order of the file.
    pub fn ids(&self) -> Vec<String> {
        let lines = self.taken.split_inclusive(|byte| *byte == b'\n').map(|line| {
            assert_eq!(line.last(), Some(&b'\n'), "a whole line");
            let case: Value = serde_json::from_slice(line).unwrap();
            case["incident"]["id"].as_str().unwrap().to_owned()
        });
        let ids: Vec<String> = lines.collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "a report was taken in twice");
        ids
    }

    /// The rejects as `row,line,column,path,code`, each of which is checked to be a number, a path of ours or a code with its
    /// message; so that there is no room for anything of the file.
    pub fn rejects(&self) -> Vec<String> {
        let mut rows = cells(std::str::from_utf8(&self.rejects).unwrap()).into_iter();
        assert_eq!(rows.next().unwrap().join(","), "row,line,column,path,code,message");
        rows.map(|row| {
            let [number, line, column, path, code, message] = row.as_slice() else { panic!("cells of a reject") };
            assert!(number.parse::<usize>().unwrap() > 0 && line.parse::<usize>().unwrap() > 0);
            assert!(column.is_empty() || column.parse::<usize>().unwrap() > 0);
            let ours = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.[]".contains(&byte);
            assert!(path.bytes().all(ours), "a path that is not ours");
            let known = Code::ALL.iter().find(|(known, _)| known.as_str() == code).expect("a code of the catalogue");
            let rest = message.strip_prefix(known.1).expect("the message of the code");
            // Numbers: what the limit is, what was found, where.
            let words = rest.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            for word in words {
                assert!(["limit", "found", "at", "line", "column"].contains(&word), "a word that is not ours");
            }
            row[..5].join(",")
        })
        .collect()
    }
}

/// The cells of a CSV as RFC 4180 has it, read once more and not by the core.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut characters = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = characters.next() {
        match (quoted, c) {
            (true, '"') if characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            (_, '"') => quoted = !quoted,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') => {}
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (_, c) => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last row has no end");
    rows
}

/// The most memory that this process ever held, in KiB; 0 where the system does not say.
pub fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

/// A CSV for the mapping of the hostile files, as files are: most rows are good, and every kind of trouble is among them.
pub fn messy_csv(rows: usize, seed: u64) -> Vec<u8> {
    let mut dice = Rng::with_seed(seed);
    let mut file = b"Ref,Date,What,Force,Name,Phone,From,To,Facts,Story\r\n".to_vec();
    let mut before: Vec<Vec<u8>> = Vec::new();
    for number in 1..=rows {
        let (day, month) = (dice.u32(1..=28), dice.u32(1..=12));
        let phone = format!("07700 900{:03}", dice.u32(..1_000));
        let row = |reference: usize, date: &str, what: &str, story: &str| {
            format!("{reference},{date},{what},Merseyside,Baz,{phone},170,18{},,{story}\r\n", number % 10).into_bytes()
        };
        let date = format!("{day:02}/{month:02}/2025");
        let line = match dice.u32(..100) {
            0..=3 => row(number, "31/02/2025", "Robbery", "The day does not exist."),
            4..=6 => row(number, &date, "Robery", "The word does not exist."),
            7..=10 => row(number, &date, "Assault; Robbery", "\"Two lines,\n\"\"quoted\"\".\""),
            11..=13 => {
                let mut line = row(number, &date, "Robbery", "It was ");
                line.splice(line.len() - 2..line.len() - 2, *b"\xA340 \x96 no more.");
                line
            }
            14 => row(number, &date, "Robbery", "Too far,over here"),
            15 => b"\r\n,,,\r\n".to_vec(),
            16..=18 if !before.is_empty() => dice.choice(&before).unwrap().clone(),
            19 if number > 1 => {
                row(dice.usize(1..number), &date, "Assault", "Another story under a number that may be taken.")
            }
            _ => row(number, &date, "Robbery", "He took my bag."),
        };
        file.extend_from_slice(&line);
        before.push(line);
    }
    file
}

/// JSON Lines in the same way.
pub fn messy_jsonl(rows: u64, seed: u64) -> Vec<u8> {
    let policy: Value = serde_json::from_str(include_str!("../vectors/policy.json")).unwrap();
    let mut file = Vec::new();
    let mut before: Vec<Vec<u8>> = Vec::new();
    for number in 0..rows {
        let case = random::asked(seed + number, &policy).case.to_string().into_bytes();
        let line = match number % 20 {
            7 => case[..case.len() / 2].to_vec(),
            11 => b"  ".to_vec(),
            13 => b"{\"schema\": \"uglymugs.case/1\", \"incident\": null}".to_vec(),
            17 => before[before.len() / 2].clone(),
            _ => case,
        };
        file.extend_from_slice(&line);
        file.push(b'\n');
        before.push(line);
    }
    file
}

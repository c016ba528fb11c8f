//! How far an intake is: what the journal holds beside what is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Job, JobError, watched::Seen};
use crate::{
    error::Code,
    formats::{
        FilePosition,
        intake::{Mapping, Summary},
        known::Fingerprint,
    },
    json::Mode,
};

/// What is committed together with what was taken in. Numbers and fingerprints; nothing of any report.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct State {
    schema: String,
    /// Of every fingerprint in this journal.
    pub(super) key: [u64; 2],
    /// A fingerprint of all that decides what comes of a row.
    reading: u64,
    /// A fingerprint of all that decides which id a report gets.
    ids: u64,
    bytes: u64,
    rows: usize,
    lines: usize,
    /// How much of the file was seen, which may be ahead of the rows, and the fingerprint of that.
    pub(super) seen: u64,
    fingerprint: u64,
    ends_a_line: bool,
    /// How long the output was.
    pub(super) taken: u64,
    pub(super) rejects: u64,
    summary: Counts,
}

/// A summary as it is kept: codes of another version are passed over.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Counts {
    rows: u64,
    taken: u64,
    rejected: u64,
    already_known: u64,
    by_code: BTreeMap<String, u64>,
    windows_1252_rows: u64,
}

impl Counts {
    fn of(summary: &Summary) -> Self {
        let Summary { rows, taken, rejected, already_known, by_code, windows_1252_rows } = summary;
        let by_code = by_code.iter().map(|(code, times)| (code.as_str().to_owned(), *times)).collect();
        Self {
            rows: *rows,
            taken: *taken,
            rejected: *rejected,
            already_known: *already_known,
            by_code,
            windows_1252_rows: *windows_1252_rows,
        }
    }

    fn summary(&self) -> Summary {
        let code = |text: &str| Code::ALL.iter().map(|(code, _)| *code).find(|code| code.as_str() == text);
        let by_code = self.by_code.iter().filter_map(|(text, times)| Some((code(text)?, *times))).collect();
        Summary {
            rows: self.rows,
            taken: self.taken,
            rejected: self.rejected,
            already_known: self.already_known,
            by_code,
            windows_1252_rows: self.windows_1252_rows,
        }
    }
}

/// The version of a journal.
const SCHEMA: &str = "uglymugs.journal/1";

impl State {
    /// Nothing was read, and nothing was taken in.
    pub(super) fn new(key: [u64; 2], job: &Job) -> Self {
        let nothing = Seen::nothing(key);
        Self {
            schema: SCHEMA.to_owned(),
            key,
            reading: reading(key, job),
            ids: ids(key, job),
            bytes: 0,
            rows: 0,
            lines: 0,
            seen: nothing.bytes(),
            fingerprint: nothing.fingerprint(),
            ends_a_line: nothing.ends_a_line(),
            taken: 0,
            rejects: 0,
            summary: Counts::default(),
        }
    }

    /// From the first row once more: the reports stay, the report of rejects is begun anew.
    pub(super) fn again(&self, job: &Job) -> Self {
        Self { taken: self.taken, ..Self::new(self.key, job) }
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, JobError> {
        let state: Self = serde_json::from_slice(bytes).map_err(|_| JobError::JournalBroken)?;
        if state.schema == SCHEMA { Ok(state) } else { Err(JobError::JournalBroken) }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Numbers and texts of ours: always written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(super) fn forms_the_same_ids(&self, job: &Job) -> bool {
        self.ids == ids(self.key, job)
    }

    pub(super) fn reads_the_same_way(&self, job: &Job) -> bool {
        self.reading == reading(self.key, job)
    }

    pub(super) fn position(&self) -> FilePosition {
        FilePosition { bytes: self.bytes, rows: self.rows, lines: self.lines }
    }

    /// Whether it is of a file that begins like this.
    pub(super) fn is_of(&self, beginning: &Seen) -> bool {
        beginning.fingerprint() == self.fingerprint
    }

    /// Whether its last row was whole, now that the file has so many bytes: what was added may belong to a line without an end.
    pub(super) fn ends_a_row(&self, of_bytes: u64) -> bool {
        self.ends_a_line || self.bytes < self.seen || of_bytes == self.seen
    }

    pub(super) fn summary(&self) -> Summary {
        self.summary.summary()
    }

    /// Notes how far it came, and what came of it.
    pub(super) fn note(&mut self, position: FilePosition, seen: &Seen, summary: &Summary) {
        self.summary = Counts::of(summary);
        (self.bytes, self.rows, self.lines) = (position.bytes, position.rows, position.lines);
        (self.seen, self.fingerprint, self.ends_a_line) = (seen.bytes(), seen.fingerprint(), seen.ends_a_line());
    }
}

/// All that decides what comes of a row.
fn reading(key: [u64; 2], job: &Job) -> u64 {
    let mut fingerprint = Fingerprint::new(key);
    fingerprint.number(usize::from(job.keep_rows));
    fingerprint.number(usize::from(job.mode == Mode::Strict));
    fingerprint.text(&job.mapping.as_ref().map_or_else(String::new, Mapping::to_json));
    fingerprint.finish()
}

/// All that decides which id a report gets: the documents of JSON Lines bring theirs.
fn ids(key: [u64; 2], job: &Job) -> u64 {
    let mut fingerprint = Fingerprint::new(key);
    if let Some(mapping) = &job.mapping {
        // A mapping writes itself as JSON.
        let mapping: Value = serde_json::from_str(&mapping.to_json()).unwrap_or_default();
        let given = |column: &&Value| column.get("path").is_some_and(|path| path == "id");
        let columns = mapping.get("columns").and_then(Value::as_array).into_iter().flatten().filter(given);
        for part in mapping.get("id").into_iter().chain(columns) {
            fingerprint.text(&part.to_string());
        }
    }
    fingerprint.finish()
}

//! Files of reports.

mod jsonl;

pub use self::jsonl::{CaseLines, Line, Rejected, write_line};

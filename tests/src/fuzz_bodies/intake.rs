//! Mapping files, and CSV files with a mapping.

use std::io::{BufReader, Cursor};

use num_core::{
    case::Case,
    error::Problem,
    formats::{
        FilePosition, KnownInMemory, Line,
        intake::{CsvIntake, IntakeError, Mapping, RejectsWriter},
    },
    json::Mode,
};

/// What CSV is read with that does not bring its own mapping.
const MAPPING: &[u8] = include_bytes!("../../intake/mapping.json");

/// `uglymugs.mapping/1`.
pub fn mapping(data: &[u8]) {
    match Mapping::from_json(data) {
        Ok(mapping) => {
            let written = mapping.to_json();
            let again = Mapping::from_json(written.as_bytes()).expect("what is written is read");
            assert_eq!(again.to_json(), written);
        }
        Err(problems) => {
            assert!(!problems.as_slice().is_empty());
            for problem in problems.as_slice() {
                assert!(problem.code.as_str().starts_with("mapping."));
                ours(problem);
            }
        }
    }
}

/// A code of the catalogue at a path of ours.
fn ours(problem: &Problem) {
    assert!(!problem.code.message().is_empty());
    let ours = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.[]".contains(&b);
    assert!(problem.path.bytes().all(ours), "a path that is not ours");
}

/// A mapping, a NUL and a CSV; or a CSV alone. Each row gives what it gives, wherever reading was broken off before.
pub fn csv(data: &[u8]) {
    let own = data.iter().position(|byte| *byte == 0).filter(|_| data.first() == Some(&b'{'));
    let (mapping, file) = match own {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (MAPPING, data),
    };
    let Ok(mapping) = Mapping::from_json(mapping) else { return };
    // Small pieces, so that what is looked for falls between two of them.
    let open = || {
        let reader = BufReader::with_capacity(7, Cursor::new(file));
        CsvIntake::new(reader, &mapping, KnownInMemory::new()).map(|rows| rows.keep_rows(true))
    };
    let mut rows = match open() {
        Ok(rows) => rows,
        Err(IntakeError::Mapping(problems)) => return problems.as_slice().iter().for_each(ours),
        Err(error) => panic!("reading memory cannot fail: {error}"),
    };
    let mut before = rows.position();
    let mut read: Vec<(FilePosition, String)> = Vec::new();
    while let Some(line) = rows.next() {
        let line = line.expect("reading memory cannot fail");
        let after = rows.position();
        assert!(after.bytes > before.bytes && after.bytes <= file.len() as u64 && after.rows == before.rows + 1);
        read.push((before, told(&line)));
        before = after;
    }
    assert_eq!(rows.position().bytes, file.len() as u64, "to the end of the file");
    // From here and there the rest is the same, apart from what is known by then.
    let some = [0, read.len() / 3, read.len() / 2, read.len().saturating_sub(1)];
    for from in some.into_iter().filter(|from| *from < read.len()) {
        let mut rows = open().expect("as before");
        rows.resume(read[from].0).expect("reading memory cannot fail");
        for (position, line) in &read[from..] {
            assert_eq!(rows.position(), *position);
            let again = told(&rows.next().expect("as many rows").expect("reading memory cannot fail"));
            assert!(again == *line || line.starts_with("known") || line.contains("id.conflict"), "another row");
        }
        assert!(rows.next().is_none());
    }
}

/// What a row gave, as text. A case is one that JSON gives too; rejects hold nothing but what the row held.
fn told(line: &Line) -> String {
    match line {
        Line::Case(case) => {
            let json = case.to_json();
            let again = Case::from_json(json.as_bytes(), Mode::Strict).expect("a case of the wire format");
            assert_eq!(again.to_json(), json);
            format!("case {json}")
        }
        Line::AlreadyKnown(id) => format!("known {id}"),
        Line::Rejected(rejected) => {
            assert!(!rejected.problems.is_empty());
            rejected.problems.iter().for_each(|found| ours(&found.problem));
            let mut report = Vec::new();
            let mut writer = RejectsWriter::new(&mut report, true).expect("writing memory cannot fail");
            writer.write(rejected).expect("writing memory cannot fail");
            format!("rejected {}", String::from_utf8(report).expect("text"))
        }
    }
}

//! Intake of large files, beside plain loops over the same bytes.
//!
//! The reports are those of a synthetic register. Of the CSV, which has a column for every path, the first reports are written
//! and then repeated under new ids: writing it takes longer than reading it.

use std::{
    cell::RefCell,
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Write},
    ops::ControlFlow,
    path::Path,
    process::Command,
    rc::Rc,
    time::Instant,
};

use num_core::{
    formats::{
        CaseLines, KnownInMemory, Line,
        intake::{CsvIntake, CsvWriter, Job, Mapping, WriteError, take_in_files},
    },
    id::Id,
    json::Mode,
    synthetic::{Parameters, register},
};
use serde_json::{Value, json};

/// A name, a number and its unit.
pub type Figure = (String, f64, &'static str);

/// What the first argument is of a process that measures one thing.
pub const FLAG: &str = "--measure";

/// How many different reports the CSV has.
const DIFFERENT: usize = 10_000;

const SEED: u64 = 1;

/// Takes in files with so many rows and with a tenth of them, and reads them otherwise.
pub fn figures(target: &Path, rows: usize) -> Vec<Figure> {
    let folder = target.join("intake");
    // What an interrupted run left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut figures = Vec::new();
    for (format, write) in [("jsonl", write_jsonl as fn(&Path, usize)), ("csv", write_csv)] {
        let file = |rows: usize| folder.join(format!("{rows}.{format}"));
        for rows in [rows / 10, rows] {
            write(&file(rows), rows);
            let taken_in = in_a_process(&format!("{format} files"), &file(rows), &folder);
            figures.push((format!("intake_{format}_peak_memory_at_{rows}_rows"), taken_in.peak_kib, "KiB"));
            figures.push((format!("intake_{format}_rows_per_s_at_{rows}_rows"), taken_in.rate(), "rows/s"));
        }
        // Without files and journal: what it takes to read the rows.
        let read = in_a_process(&format!("{format} rows"), &file(rows / 10), &folder);
        let plain = in_a_process(&format!("{format} plain"), &file(rows), &folder);
        let (_, taken_in, _) = figures.last().cloned().expect("the larger file's");
        let bytes = fs::metadata(file(rows)).expect("the file").len();
        figures.extend([
            (format!("intake_{format}_rows_per_s"), taken_in, "rows/s"),
            (format!("intake_{format}_mb_per_s"), taken_in * bytes as f64 / rows as f64 / 1e6, "MB/s"),
            (format!("intake_{format}_rows_per_s_without_files"), read.rate(), "rows/s"),
            (format!("intake_{format}_rows_per_s_plain_loop"), plain.rate(), "rows/s"),
            (format!("intake_{format}_to_plain_loop"), taken_in / plain.rate(), "ratio"),
        ]);
        for rows in [rows / 10, rows] {
            fs::remove_file(file(rows)).expect("the file");
        }
    }
    fs::remove_dir_all(&folder).expect("the folder");
    figures
}

struct Measured {
    rows: f64,
    seconds: f64,
    peak_kib: f64,
}

impl Measured {
    fn rate(&self) -> f64 {
        self.rows / self.seconds
    }
}

/// Measures in a process of its own, so that nothing else is in its memory.
fn in_a_process(what: &str, file: &Path, folder: &Path) -> Measured {
    let out = folder.join("out");
    fs::create_dir_all(&out).expect("a folder");
    let program = env::current_exe().expect("this program");
    let output = Command::new(program).arg(FLAG).arg(what).args([file, &out]).output().expect("a process");
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    fs::remove_dir_all(&out).expect("the folder");
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |member: &str| said.get(member).and_then(Value::as_f64).expect("a number");
    Measured { rows: number("rows"), seconds: number("seconds"), peak_kib: number("peak_kib") }
}

/// One measurement: how many rows in how many seconds, and the most memory that it took.
pub fn measure(what: &str, file: &Path, folder: &Path) -> Value {
    let open = || BufReader::with_capacity(128 * 1024, File::open(file).expect("the file"));
    let begun = Instant::now();
    let rows = match what {
        "jsonl files" => to_files(Job::new(file, None, folder)),
        "csv files" => to_files(Job::new(file, Some(Mapping::standard()), folder)),
        "jsonl rows" => taken(CaseLines::new(open(), Mode::Strict)),
        "csv rows" => taken(CsvIntake::new(open(), &Mapping::standard(), KnownInMemory::new()).expect("headers")),
        "jsonl plain" => plain_jsonl(open()),
        "csv plain" => plain_csv(open()),
        _ => 0,
    };
    json!({"rows": rows, "seconds": begun.elapsed().as_secs_f64(), "peak_kib": peak_kib()})
}

fn to_files(job: Job) -> u64 {
    let taken_in = take_in_files(&job, |_| ControlFlow::Continue(())).expect("an intake");
    assert_eq!(taken_in.summary.taken, taken_in.summary.rows, "every row is good");
    taken_in.summary.rows
}

fn taken(lines: impl Iterator<Item = io::Result<Line>>) -> u64 {
    lines.map(|line| assert!(matches!(line, Ok(Line::Case(_))), "every row is good")).count() as u64
}

fn plain_jsonl(mut reader: impl BufRead) -> u64 {
    let (mut rows, mut line) = (0, Vec::new());
    while reader.read_until(b'\n', &mut line).expect("the file") > 0 {
        let value: Value = serde_json::from_slice(&line).expect("JSON");
        assert!(std::hint::black_box(value).is_object());
        line.clear();
        rows += 1;
    }
    rows
}

fn plain_csv(reader: impl BufRead) -> u64 {
    let mut reader = csv::Reader::from_reader(reader);
    let (mut rows, mut record) = (0, csv::ByteRecord::new());
    while reader.read_byte_record(&mut record).expect("CSV") {
        assert!(std::hint::black_box(&record).len() > 1);
        rows += 1;
    }
    rows
}

/// 0 where the system does not say.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

/// The parameters of a register of at least so many reports: a sighting is an offender, and a report may have several.
fn sightings(reports: usize) -> usize {
    reports + reports / 2 + 100
}

fn write_jsonl(path: &Path, rows: usize) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    let mut register = register(SEED, sightings(rows), &Parameters::default()).expect("a register");
    for _ in 0..rows {
        assert!(register.write_line(&mut out).expect("the file").is_some(), "enough reports");
    }
    out.flush().expect("the file");
}

/// What is written, to be taken away row by row.
#[derive(Clone, Default)]
struct Rows(Rc<RefCell<Vec<u8>>>);

impl Write for Rows {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_csv(path: &Path, rows: usize) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    let written = Rows::default();
    let mut writer = CsvWriter::new(written.clone(), &Mapping::standard()).expect("headers");
    out.write_all(&written.0.take()).expect("the file");
    // Each row in pieces, between which its id stands.
    let mut templates: Vec<Vec<String>> = Vec::new();
    for report in register(SEED, sightings(DIFFERENT.min(rows)), &Parameters::default()).expect("a register") {
        let case = report.expect("a good report").case;
        match writer.write(&case) {
            Ok(()) => {
                let row = String::from_utf8(written.0.take()).expect("text");
                templates.push(row.split(case.incident.id.as_str()).map(str::to_owned).collect());
            }
            // More offenders than there are columns for.
            Err(WriteError::Refused(_)) => {}
            Err(WriteError::Io(error)) => panic!("{error}"),
            Err(_) => {}
        }
        if templates.len() == DIFFERENT.min(rows) {
            break;
        }
    }
    for (number, pieces) in (0..rows).zip(templates.iter().cycle()) {
        out.write_all(pieces.join(&format!("b-{number:07}")).as_bytes()).expect("the file");
    }
    out.flush().expect("the file");
}

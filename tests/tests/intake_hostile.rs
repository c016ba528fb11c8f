//! Files that somebody wrote to do harm, and files that are broken in every way that files are. `tests/intake/hostile.json` says
//! what each gives; those that are too large to keep are made here. Never a panic, never more memory than a row takes, nothing
//! of the file in the report of rejects, and good rows are taken whatever stands beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{BufWriter, Write},
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use num_core::{
    case::Case,
    formats::intake::{Job, JobError, Mapping},
    json::Mode,
};
use num_tests::intake::{self, Written, cells, mapping, mapping_json, run};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The kinds of threat that the pack has to have.
const KINDS: &[&str] = &[
    "another encoding",
    "another format",
    "bidirectional",
    "broken utf-8",
    "colliding keys",
    "control characters",
    "dates",
    "deep nesting",
    "duplicated headers",
    "entity expansion",
    "formulas",
    "markup",
    "nothing",
    "number bombs",
    "nul",
    "quotes",
    "too many cells",
    "zero width",
];

fn entries() -> Vec<Value> {
    let list = fs::read(intake::folder().join("hostile.json")).unwrap();
    serde_json::from_slice(&list).unwrap()
}

/// A file of the pack and the folder that it is taken in to.
fn job_of(entry: &Value, out: &TempDir) -> Job {
    let file = entry["file"].as_str().unwrap();
    let mapping = file.ends_with(".csv").then(|| {
        let mut json = mapping_json();
        if let Some(csv) = entry.get("csv") {
            json["csv"] = csv.clone();
        }
        mapping(&json)
    });
    Job::new(intake::folder().join("hostile").join(file), mapping, out.path())
}

#[test]
fn each_file_gives_what_it_should() {
    let mut differences = Vec::new();
    for entry in entries() {
        let file = entry["file"].as_str().unwrap();
        let out = tempfile::tempdir().unwrap();
        let job = job_of(&entry, &out);
        let found = match run(&job) {
            Err(JobError::Headers(problems)) => {
                let told = problems.as_slice().iter().map(|problem| format!("{} {}", problem.path, problem.code));
                json!({"refused": told.collect::<Vec<_>>()})
            }
            Err(error) => panic!("{file}: {error}"),
            Ok(taken_in) => {
                let (written, summary) = (Written::of(&job), &taken_in.summary);
                // What was taken in is as good as any document.
                for line in written.taken.split_inclusive(|byte| *byte == b'\n') {
                    Case::from_json(line, Mode::Strict).unwrap_or_else(|problems| panic!("{file}: {problems}"));
                }
                let ids = written.ids();
                assert_eq!(summary.taken, ids.len() as u64);
                assert_eq!(summary.rows, summary.taken + summary.rejected + summary.already_known);
                json!({"taken": ids, "known": summary.already_known, "rejects": written.rejects()})
            }
        };
        let mut expected = entry.clone();
        for about in ["file", "kind", "why", "csv"] {
            expected.as_object_mut().unwrap().remove(about);
        }
        if found != expected {
            differences.push(format!("{file}: {found}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_pack_is_whole() {
    let files: BTreeSet<String> = fs::read_dir(intake::folder().join("hostile"))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let named: BTreeSet<String> = entries().iter().map(|entry| entry["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(files, named);
    let kinds: BTreeSet<String> = entries().iter().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, KINDS.iter().map(|kind| (*kind).to_owned()).collect());
}

#[test]
fn rows_that_are_kept_are_no_formulas() {
    let mut marked = 0;
    for entry in entries() {
        let out = tempfile::tempdir().unwrap();
        let job = Job { keep_rows: true, ..job_of(&entry, &out) };
        if run(&job).is_err() {
            continue;
        }
        let rejects = String::from_utf8(fs::read(&job.rejects).unwrap()).unwrap();
        for row in cells(&rejects) {
            assert_eq!(row.len(), 7);
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}: a formula", entry["file"]);
                marked += usize::from(cell.starts_with("'="));
            }
        }
    }
    assert!(marked > 0, "no formula was among them");
}

/// A large file, in a process of its own whose memory is measured.
struct Large {
    folder: TempDir,
}

struct Came {
    said: Value,
    rejects: BTreeMap<String, usize>,
    taken: usize,
    peak_kib: u64,
    time: Duration,
}

impl Large {
    fn new(write: impl FnOnce(&mut BufWriter<File>)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut file = BufWriter::new(File::create(folder.path().join("file")).unwrap());
        write(&mut file);
        file.flush().unwrap();
        Self { folder }
    }

    fn take_in(&self, mapping: Option<PathBuf>) -> Came {
        let out = self.folder.path().join("out");
        fs::create_dir(&out).unwrap();
        let mapping = mapping.unwrap_or_else(|| PathBuf::from("-"));
        let begun = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_take_in"))
            .args([self.folder.path().join("file"), mapping, out.clone()])
            .arg("8192")
            .output()
            .unwrap();
        let time = begun.elapsed();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut rejects: BTreeMap<String, usize> = BTreeMap::new();
        let mut taken = 0;
        if said.get("refused").is_none() {
            let written = Written {
                taken: fs::read(out.join("taken.jsonl")).unwrap(),
                rejects: fs::read(out.join("rejects.csv")).unwrap(),
            };
            for reject in written.rejects() {
                *rejects.entry(reject.rsplit(',').next().unwrap().to_owned()).or_default() += 1;
            }
            taken = written.ids().len();
        }
        let peak_kib = said["peak_kib"].as_u64().unwrap();
        Came { said, rejects, taken, peak_kib, time }
    }

    fn csv(&self) -> Came {
        self.take_in(Some(intake::folder().join("mapping.json")))
    }

    fn jsonl(&self) -> Came {
        self.take_in(None)
    }
}

impl Came {
    fn rejects(&self) -> Vec<(&str, usize)> {
        self.rejects.iter().map(|(code, times)| (code.as_str(), *times)).collect()
    }

    /// A row takes 1 MiB at most, and a few copies of it; the rest is the program.
    fn in_little_memory(&self) {
        assert!(self.peak_kib < 40 * 1024, "{} KiB", self.peak_kib);
    }
}

const HEADERS: &[u8] = b"Ref,Date,What,Force,Name,Phone,From,To,Facts,Story\n";

fn good(reference: usize) -> Vec<u8> {
    format!("{reference},01/02/2026,Robbery,Merseyside,Baz,07700 900123,170,180,,He took my bag.\n").into_bytes()
}

/// So many bytes of the same, a piece at a time.
fn fill(file: &mut impl Write, piece: &[u8], mebibytes: usize) {
    for _ in 0..mebibytes * 1024 * 1024 / piece.len() {
        file.write_all(piece).unwrap();
    }
}

#[test]
fn a_huge_cell() {
    for quoted in [false, true] {
        let came = Large::new(|file| {
            file.write_all(HEADERS).unwrap();
            file.write_all(&good(1)).unwrap();
            file.write_all(b"2,01/02/2026,Robbery,Merseyside,Baz,,,,,").unwrap();
            file.write_all(if quoted { b"\"" } else { b"" }).unwrap();
            fill(file, b"He took my bag. ", 100);
            file.write_all(if quoted { b"\"\n" } else { b"\n" }).unwrap();
            file.write_all(&good(3)).unwrap();
        })
        .csv();
        came.in_little_memory();
        assert_eq!(came.taken, 2, "{}", came.said);
        let code = if quoted { "csv.unclosed_quote" } else { "csv.row_too_long" };
        assert_eq!(came.rejects(), [(code, 1)]);
    }
}

#[test]
fn a_cell_of_nearly_a_row_is_told_by_its_path() {
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        file.write_all(b"1,01/02/2026,Robbery,Merseyside,Baz,,,,,").unwrap();
        file.write_all("é".repeat(500_000).as_bytes()).unwrap();
        file.write_all(b"\n").unwrap();
        file.write_all(&good(2)).unwrap();
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (1, vec![("text.too_long", 1)]));
}

#[test]
fn an_endless_line() {
    let came = Large::new(|file| fill(file, b"Ref,", 64)).csv();
    came.in_little_memory();
    assert_eq!(came.said["refused"], "csv.row_too_long");
    let came = Large::new(|file| {
        fill(file, b"{\"schema\": ", 64);
        file.write_all(b"\n").unwrap();
    })
    .jsonl();
    // A line may be as long as a document, and is held while it is read.
    assert!(came.peak_kib < 80 * 1024, "{} KiB", came.peak_kib);
    assert_eq!((came.taken, came.rejects()), (0, vec![("json.too_large", 1)]));
}

#[test]
fn a_million_columns() {
    let came = Large::new(|file| {
        file.write_all(&b"x,".repeat(500_000)).unwrap();
        file.write_all(b"\n").unwrap();
        file.write_all(&good(1)).unwrap();
    })
    .csv();
    came.in_little_memory();
    assert_eq!(came.said["refused"], "csv.too_many_cells");
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        for commas in [1_000_000, 10_000_000] {
            file.write_all(&b",".repeat(commas)).unwrap();
            file.write_all(b"\n").unwrap();
        }
        file.write_all(&good(3)).unwrap();
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (1, vec![("csv.row_too_long", 1), ("csv.too_many_cells", 1)]));
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row() {
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        file.write_all(b"0,01/02/2026,Robbery,Merseyside,\"Baz,07700 900123,170,180,,He took my bag.\n").unwrap();
        for reference in 1..=20_000 {
            file.write_all(&good(reference)).unwrap();
        }
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (20_000, vec![("csv.unclosed_quote", 1)]));
}

#[test]
fn quotes_everywhere_are_not_read_again_for_each_line() {
    // Each line closes a quote and opens one: a row as long as a row may be, and then the next.
    let line = format!("a\",\"{}\n", "x".repeat(1_200));
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        fill(file, line.as_bytes(), 16);
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (0, vec![("csv.unclosed_quote", 16)]));
    assert!(came.time < Duration::from_secs(60), "{:?}", came.time);
    // Quotes, ends of cells and ends of lines by chance, and quotes that only ever come in pairs.
    for alphabet in [&b"\",\nx"[..], b"\"\"\"\"\"\n", b"\"x\nxxxxxxxxxxxxx\r"] {
        let mut dice = fastrand::Rng::with_seed(1);
        let came = Large::new(|file| {
            file.write_all(HEADERS).unwrap();
            for _ in 0..2 * 1024 * 1024 {
                file.write_all(&[*dice.choice(alphabet).unwrap()]).unwrap();
            }
        })
        .csv();
        came.in_little_memory();
        assert_eq!(came.taken, 0);
        assert!(!came.rejects.is_empty());
        assert!(came.time < Duration::from_secs(60), "{:?}", came.time);
    }
}

#[test]
fn millions_of_rows_without_content() {
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        fill(file, b"\n,,,\n\"\"\r\n", 8);
        file.write_all(&good(1)).unwrap();
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (1, vec![]));
}

#[test]
fn documents_that_are_mostly_structure() {
    let member = b"\"a\": [{}, [], 0], ";
    let came = Large::new(|file| {
        // Many members of one name, of many names, deep ones, and values without end.
        file.write_all(b"{").unwrap();
        fill(file, member, 14);
        file.write_all(b"\"b\": 1}\n{").unwrap();
        for number in 0..400_000 {
            write!(file, "\"{number}\": 0, ").unwrap();
        }
        file.write_all(b"\"b\": 1}\n").unwrap();
        fill(file, b"[", 15);
        file.write_all(b"\n").unwrap();
        fill(file, b"[0, 0], ", 15);
        file.write_all(b"\n").unwrap();
    })
    .jsonl();
    // What a document of 16 MiB may take, and no more however many there are.
    assert!(came.peak_kib < 256 * 1024, "{} KiB", came.peak_kib);
    assert_eq!(came.taken, 0);
    assert_eq!(came.said["rejected"], 4);
}

/// Texts that are equal to a hash that multiplies by 31 and adds, as Java's does.
fn collide(number: usize, bits: usize) -> String {
    (0..bits).map(|bit| if number >> bit & 1 == 0 { "Aa" } else { "BB" }).collect()
}

#[test]
fn keys_that_collide_elsewhere() {
    // Ids.
    let came = Large::new(|file| {
        file.write_all(HEADERS).unwrap();
        for number in 0..16_384 {
            let row = good(0);
            file.write_all(collide(number, 14).as_bytes()).unwrap();
            file.write_all(&row[1..]).unwrap();
        }
    })
    .csv();
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (16_384, vec![]));
    assert!(came.time < Duration::from_secs(60), "{:?}", came.time);
    // Headers, as many as there may be, and the values of a column.
    let headers: Vec<String> = (0..900).map(|number| collide(number, 10)).collect();
    let values: serde_json::Map<String, Value> =
        (0..16_384).map(|number| (collide(number, 14), json!("robbery"))).collect();
    let mut columns: Vec<Value> = headers.iter().map(|header| json!({"column": header, "ignore": true})).collect();
    columns.push(json!({"column": "What", "path": "offences[].kind", "values": values}));
    let json = json!({"schema": "uglymugs.mapping/1", "columns": columns, "defaults": {"reporter.kind": "victim"}});
    let large = Large::new(|file| {
        writeln!(file, "{},What", headers.join(",")).unwrap();
        for number in 0..2_000 {
            writeln!(file, "{number}{},{}", ",".repeat(899), collide(number, 14)).unwrap();
        }
    });
    let path = large.folder.path().join("mapping.json");
    fs::write(&path, json.to_string()).unwrap();
    let came = large.take_in(Some(path));
    came.in_little_memory();
    assert_eq!((came.taken, came.rejects()), (2_000, vec![]));
    assert!(came.time < Duration::from_secs(60), "{:?}", came.time);
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let peak = |rows: usize| {
        let came = Large::new(|file| file.write_all(&intake::messy_csv(rows, 1)).unwrap()).csv();
        assert!(came.taken > rows / 2);
        came.peak_kib
    };
    let (few, many) = (peak(2_000), peak(40_000));
    assert!(many < few + 12 * 1024, "{few} KiB for 2,000 rows, {many} KiB for 40,000");
}

#[test]
fn a_mapping_is_held_to_its_limits() {
    let refused = |bytes: &[u8]| {
        let problems = Mapping::from_json(bytes).expect_err("a refusal");
        assert!(problems.as_slice().iter().all(|problem| problem.code.as_str().starts_with("mapping.")));
        assert!(!format!("{problems} {problems:?}").contains("Zzqhostile"));
    };
    refused(&vec![b' '; 1024 * 1024 + 1]);
    refused(&b"[".repeat(100_000));
    refused(b"{\"schema\": \"uglymugs.mapping/1\", \"Zzqhostile\": 1, \"columns\": []}");
    refused(b"\xff\xfe{}");
    let column = json!({"column": "Zzqhostile", "ignore": true});
    let columns: Vec<Value> = vec![column; 1_001];
    refused(json!({"schema": "uglymugs.mapping/1", "columns": columns}).to_string().as_bytes());
    for column in [
        json!({"column": "x", "path": "Zzqhostile[]"}),
        json!({"column": "x", "path": "offenders[18446744073709551616].aliases[]"}),
        json!({"column": "x", "path": "offenders[999999999].aliases[]"}),
        json!({"column": 0, "ignore": true}),
        json!({"column": "x", "path": "when", "read": "when", "formats": ["[Zzqhostile"]}),
        json!({"column": "x", "path": "when", "read": "when", "formats": ["[".repeat(100_000)]}),
        json!({"column": "x", "path": "narrative", "values": {"x": "{Zzqhostile"}, "otherwise": {"own_words": "Zzqhostile"}}),
        json!({"column": "x", "path": "offences[].kind", "values": {"x": "Zzqhostile"}}),
        json!({"column": "x", "path": "offences[].kind", "values": {"x": "{narrative}{offences[].kind}"}}),
        json!({"column": "x", "path": "narrative", "split": ""}),
    ] {
        refused(json!({"schema": "uglymugs.mapping/1", "columns": [column]}).to_string().as_bytes());
    }
}

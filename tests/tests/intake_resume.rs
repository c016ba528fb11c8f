//! An intake that is killed, stopped or fed a file that changed loses nothing and takes nothing twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs::{self, OpenOptions},
    io::Write,
    num::NonZeroUsize,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use fastrand::Rng;
use num_core::{
    error::Code,
    formats::intake::{Job, JobError, Start, take_in_files},
};
use num_tests::intake::{self, Written, mapping, mapping_json, messy_csv, messy_jsonl, run};
use serde_json::json;
use tempfile::TempDir;

/// A file with the job of taking it in to a folder beside it.
struct Desk {
    folder: TempDir,
    is_csv: bool,
}

impl Desk {
    fn with(file: &[u8], is_csv: bool) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), is_csv };
        fs::create_dir(desk.folder.path().join("out")).unwrap();
        desk.put(file);
        desk
    }

    fn csv(file: &[u8]) -> Self {
        Self::with(file, true)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("file")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn put(&self, file: &[u8]) {
        fs::write(self.file(), file).unwrap();
    }

    fn job(&self) -> Job {
        let mapping = self.is_csv.then(|| mapping(&mapping_json()));
        Job { rows_per_commit: NonZeroUsize::new(40).unwrap(), ..Job::new(self.file(), mapping, &self.out()) }
    }

    /// A process that does the job.
    fn process(&self) -> Command {
        let mapping = if self.is_csv { intake::folder().join("mapping.json") } else { PathBuf::from("-") };
        let mut process = Command::new(env!("CARGO_BIN_EXE_take_in"));
        process.args([self.file(), mapping, self.out()]).arg("40").stdout(Stdio::null());
        process
    }
}

/// What is written of a file that is taken in without a break.
fn unbroken(file: &[u8], is_csv: bool) -> Written {
    let desk = Desk::with(file, is_csv);
    assert!(run(&desk.job()).unwrap().to_the_end);
    Written::of(&desk.job())
}

fn assert_same(found: &Written, expected: &Written, context: &str) {
    assert!(found.taken == expected.taken, "{context}: what was taken in differs");
    assert!(found.rejects == expected.rejects, "{context}: the rejects differ");
}

fn append(path: &Path, bytes: &[u8]) {
    OpenOptions::new().append(true).create(true).open(path).unwrap().write_all(bytes).unwrap();
}

/// Kills intakes of a file at random moments until one comes to its end; again and again until so many were killed.
fn killed(file: &[u8], is_csv: bool, kills: usize, seed: u64) {
    let expected = unbroken(file, is_csv);
    expected.ids();
    let mut dice = Rng::with_seed(seed);
    let begun = Instant::now();
    assert!(Desk::with(file, is_csv).process().status().unwrap().success());
    let whole = begun.elapsed();
    let (mut killed, mut rounds) = (0, 0);
    while killed < kills {
        rounds += 1;
        assert!(rounds < 20 * kills, "hardly any was killed");
        let desk = Desk::with(file, is_csv);
        let mut torn = 0_u32;
        loop {
            let mut process = desk.process().spawn().unwrap();
            // Later from time to time, so that it comes to an end.
            thread::sleep(whole.mul_f64(dice.f64() * (0.4 + 0.1 * f64::from(torn))));
            // SIGKILL: nothing of it runs any more.
            process.kill().unwrap();
            if process.wait().unwrap().success() {
                break;
            }
            killed += 1;
            torn += 1;
            // A write that was under way may leave anything behind what was committed.
            if desk.out().join("journal.redb").exists() && torn.is_multiple_of(3) {
                append(&desk.job().taken, b"{\"schema\": \"uglymugs.case/1\", \"inc");
                append(&desk.job().rejects, b"1,1,,,json.syn");
            }
        }
        assert_same(&Written::of(&desk.job()), &expected, &format!("killed {torn} times"));
        // And once more: there is nothing left to do.
        let rows = run(&desk.job()).unwrap();
        assert!(matches!(rows.start, Start::After { .. }));
        assert_same(&Written::of(&desk.job()), &expected, "taken in once more");
    }
}

#[test]
fn a_killed_intake_of_csv_goes_on() {
    killed(&messy_csv(1_500, 1), true, 40, 1);
}

#[test]
fn a_killed_intake_of_json_lines_goes_on() {
    killed(&messy_jsonl(600, 2), false, 30, 2);
}

#[test]
fn stopped_after_any_row_it_goes_on() {
    for (file, is_csv) in [(messy_csv(130, 3), true), (messy_jsonl(60, 3), false)] {
        let expected = unbroken(&file, is_csv);
        let whole = run(&Desk::with(&file, is_csv).job()).unwrap().summary;
        // Around a commit, and here and there.
        for rows in (1..whole.rows).filter(|rows| rows % 17 == 1 || (39..=41).contains(rows)) {
            let desk = Desk::with(&file, is_csv);
            let stopped = take_in_files(&desk.job(), |progress| {
                assert!(progress.bytes <= progress.of_bytes);
                if progress.summary.rows == rows { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let stopped = stopped.unwrap();
            assert!(!stopped.to_the_end && stopped.start == Start::Anew && stopped.summary.rows == rows);
            let went_on = run(&desk.job()).unwrap();
            assert_eq!(
                (went_on.to_the_end, went_on.start),
                (true, Start::After { rows: usize::try_from(rows).unwrap() })
            );
            assert_eq!(went_on.summary, whole, "stopped after row {rows}");
            assert_same(&Written::of(&desk.job()), &expected, &format!("stopped after row {rows}"));
        }
    }
}

#[test]
fn the_same_file_again_gives_nothing() {
    let desk = Desk::csv(&messy_csv(200, 4));
    let first = run(&desk.job()).unwrap();
    let written = Written::of(&desk.job());
    assert!(written.ids().len() > 100 && written.rejects().len() > 10);
    let again = run(&desk.job()).unwrap();
    assert_eq!(again.start, Start::After { rows: usize::try_from(first.summary.rows).unwrap() });
    assert_eq!(again.summary, first.summary);
    assert_same(&Written::of(&desk.job()), &written, "again");
}

#[test]
fn a_file_that_has_grown_is_read_on() {
    let file = messy_csv(300, 5);
    let expected = unbroken(&file, true);
    let ends: Vec<usize> = (0..file.len()).filter(|at| file[..*at].ends_with(b"\r\n")).collect();
    for at in [ends[0], ends[1], ends[ends.len() / 3], ends[ends.len() - 1]] {
        let desk = Desk::csv(&file[..at]);
        let before = run(&desk.job()).unwrap().summary.rows;
        desk.put(&file);
        let grown = run(&desk.job()).unwrap();
        assert_eq!(grown.start, Start::After { rows: usize::try_from(before).unwrap() });
        assert_same(&Written::of(&desk.job()), &expected, &format!("grown from {at} bytes"));
    }
}

#[test]
fn a_line_without_an_end_may_go_on() {
    let file = b"Ref,Date,What,Force,Name,Phone,From,To,Facts,Story\n1,01/02/2026,Robbery,,,,,,,He took my bag.\n2,01/02/2026,Robbery,,,,,,,He took";
    let desk = Desk::csv(file);
    assert_eq!(run(&desk.job()).unwrap().summary.taken, 2);
    // Unchanged, it is at its end.
    assert_eq!(run(&desk.job()).unwrap().start, Start::After { rows: 2 });
    let mut grown = file.to_vec();
    grown.extend_from_slice(b" my phone.\n3,01/02/2026,Robbery,,,,,,,He took my coat.\n");
    desk.put(&grown);
    let again = run(&desk.job()).unwrap();
    assert_eq!(again.start, Start::Again);
    let written = Written::of(&desk.job());
    assert_eq!(written.ids(), ["h-1", "h-2", "h-3"]);
    // The second row is no longer what was taken in, and does not take its place.
    assert_eq!(written.rejects(), ["2,3,1,id,id.conflict"]);
}

#[test]
fn a_file_that_was_changed_further_up_is_read_again() {
    let file = messy_csv(200, 6);
    let desk = Desk::csv(&file);
    let first = run(&desk.job()).unwrap().summary;
    let before = Written::of(&desk.job());
    // What was misspelt is put right.
    let corrected = String::from_utf8_lossy(&file).replace("Robery", "Robbery");
    assert_ne!(corrected.len(), file.len());
    let corrected: Vec<u8> = {
        let mut bytes = file.clone();
        while let Some(at) = bytes.windows(6).position(|word| word == b"Robery") {
            bytes.splice(at..at + 6, *b"Robbery");
        }
        bytes
    };
    desk.put(&corrected);
    let again = run(&desk.job()).unwrap();
    assert_eq!(again.start, Start::Again);
    let written = Written::of(&desk.job());
    assert!(written.taken.starts_with(&before.taken), "what was taken in stays as it is");
    assert!(written.ids().len() > before.ids().len());
    assert_eq!(written.rejects(), unbroken(&corrected, true).rejects(), "of this reading alone");
    assert_eq!(again.summary.already_known, first.taken + first.already_known);
    let (mut ids, mut expected) = (written.ids(), unbroken(&corrected, true).ids());
    ids.sort();
    expected.sort();
    assert_eq!(ids, expected);
}

#[test]
fn a_corrected_mapping_is_tried_on_what_was_rejected() {
    let desk = Desk::csv(&messy_csv(200, 7));
    let first = run(&desk.job()).unwrap().summary;
    let before = Written::of(&desk.job());
    let mut json = mapping_json();
    json["columns"][2]["values"]["Robery"] = json!("robbery");
    let job = Job { mapping: Some(mapping(&json)), ..desk.job() };
    let again = run(&job).unwrap();
    assert_eq!(again.start, Start::Again);
    assert!(again.summary.taken > 0 && again.summary.rejected < first.rejected);
    let written = Written::of(&job);
    assert!(written.taken.starts_with(&before.taken));
    written.ids();
    // A row that was taken in and now reads otherwise is a conflict, and the first one stands.
    json["columns"][2]["values"]["Assault"] = json!("assault_with_injury");
    let job = Job { mapping: Some(mapping(&json)), ..desk.job() };
    assert!(run(&job).unwrap().summary.rejected > again.summary.rejected);
    assert_eq!(Written::of(&job).taken, written.taken);
}

#[test]
fn other_ids_for_the_same_file_are_refused() {
    let desk = Desk::csv(&messy_csv(50, 8));
    run(&desk.job()).unwrap();
    let before = Written::of(&desk.job());
    let mut json = mapping_json();
    json["id"]["prefix"] = json!("other-");
    let refused = run(&Job { mapping: Some(mapping(&json)), ..desk.job() }).unwrap_err();
    assert_eq!(refused.code(), Code::JOURNAL_OTHER_IDS);
    assert_same(&Written::of(&desk.job()), &before, "refused");
    // Another file may have them.
    desk.put(&messy_csv(10, 9));
    let job = Job { mapping: Some(mapping(&json)), ..desk.job() };
    assert_eq!(run(&job).unwrap().start, Start::Again);
    assert!(Written::of(&job).ids().iter().any(|id| id.starts_with("other-")));
}

#[test]
fn headers_that_do_not_fit_change_nothing() {
    let desk = Desk::csv(&messy_csv(50, 10));
    run(&desk.job()).unwrap();
    let before = Written::of(&desk.job());
    desk.put(b"Ref,Date,Story\n1,01/02/2026,He took my bag.\n");
    let refused = run(&desk.job()).unwrap_err();
    assert!(matches!(refused, JobError::Headers(_)));
    assert_same(&Written::of(&desk.job()), &before, "refused");
    // Nor do they begin anything.
    let desk = Desk::csv(b"Ref\n1\n");
    assert!(run(&desk.job()).is_err());
    assert_eq!(fs::read_dir(desk.out()).unwrap().count(), 0);
}

#[test]
fn output_without_its_journal_is_left_alone() {
    let desk = Desk::csv(&messy_csv(50, 11));
    run(&desk.job()).unwrap();
    let before = Written::of(&desk.job());
    fs::remove_file(desk.job().journal).unwrap();
    assert_eq!(run(&desk.job()).unwrap_err().code(), Code::JOURNAL_MISSING);
    assert_same(&Written::of(&desk.job()), &before, "refused");
}

#[test]
fn a_journal_without_its_output_is_refused() {
    let desk = Desk::csv(&messy_csv(50, 12));
    run(&desk.job()).unwrap();
    let taken = fs::read(desk.job().taken).unwrap();
    fs::write(desk.job().taken, &taken[..taken.len() - 1]).unwrap();
    assert_eq!(run(&desk.job()).unwrap_err().code(), Code::JOURNAL_OUTPUT_SHORTER);
    fs::remove_file(desk.job().rejects).unwrap();
    fs::write(desk.job().taken, &taken).unwrap();
    assert_eq!(run(&desk.job()).unwrap_err().code(), Code::JOURNAL_OUTPUT_SHORTER);
}

#[test]
fn a_damaged_journal_is_told_apart() {
    for damage in [b"".to_vec(), b"not a journal".to_vec(), vec![0; 100_000]] {
        let desk = Desk::csv(&messy_csv(50, 13));
        run(&desk.job()).unwrap();
        let before = Written::of(&desk.job());
        fs::write(desk.job().journal, &damage).unwrap();
        assert_eq!(run(&desk.job()).unwrap_err().code(), Code::JOURNAL_BROKEN, "{} bytes", damage.len());
        assert_same(&Written::of(&desk.job()), &before, "refused");
    }
}

#[test]
fn a_bit_that_flips_in_the_journal_loses_and_doubles_nothing() {
    let desk = Desk::csv(&messy_csv(300, 18));
    run(&desk.job()).unwrap();
    let (before, journal) = (Written::of(&desk.job()), fs::read(desk.job().journal).unwrap());
    let more =
        [fs::read(desk.file()).unwrap(), b"again,01/02/2026,Robbery,,,,,,,He took my bag.\r\n".to_vec()].concat();
    let mut dice = Rng::with_seed(18);
    let (mut refused, mut read) = (0, 0);
    for _ in 0..150 {
        let mut damaged = journal.clone();
        // Most of it is room that is not in use yet.
        let used: Vec<usize> = (0..64).map(|_| dice.usize(..damaged.len())).filter(|at| damaged[*at] != 0).collect();
        let Some(at) = used.first() else { continue };
        damaged[*at] ^= 1 << dice.u8(..8);
        fs::write(desk.job().journal, damaged).unwrap();
        fs::write(desk.job().taken, &before.taken).unwrap();
        fs::write(desk.job().rejects, &before.rejects).unwrap();
        desk.put(&more);
        match run(&desk.job()) {
            Err(error) => {
                assert_eq!(error.code(), Code::JOURNAL_BROKEN);
                refused += 1;
                assert_same(&Written::of(&desk.job()), &before, "refused");
            }
            Ok(_) => {
                read += 1;
                let ids = Written::of(&desk.job()).ids();
                assert_eq!(ids.len(), before.ids().len() + 1);
                assert_eq!(ids.last().map(String::as_str), Some("h-again"));
            }
        }
    }
    assert!(refused > 10 && read > 10, "{refused} refused, {read} read");
}

#[test]
fn two_at_once_do_not_mix() {
    let desk = Desk::csv(&messy_csv(50, 14));
    let mut tried = false;
    let taken_in = take_in_files(&desk.job(), |_| {
        if !tried {
            assert_eq!(run(&desk.job()).unwrap_err().code(), Code::JOURNAL_IN_USE);
            tried = true;
        }
        ControlFlow::Continue(())
    });
    assert!(tried && taken_in.unwrap().to_the_end);
    assert_same(&Written::of(&desk.job()), &unbroken(&fs::read(desk.file()).unwrap(), true), "with another beside it");
}

#[test]
fn a_journal_that_was_begun_is_begun_anew() {
    // Killed while the journal was made: what is left of it is no journal yet.
    let desk = Desk::csv(&messy_csv(50, 15));
    fs::write(desk.out().join("journal.redb.new"), b"half").unwrap();
    assert_eq!(run(&desk.job()).unwrap().start, Start::Anew);
    assert!(!desk.out().join("journal.redb.new").exists());
}

#[test]
fn the_journal_holds_nothing_of_a_report() {
    let desk = Desk::csv(&messy_csv(300, 16));
    run(&desk.job()).unwrap();
    let journal = fs::read(desk.job().journal).unwrap();
    let written = Written::of(&desk.job());
    for text in ["Baz", "Merseyside", "He took", "07700", "h-1", "E23000004", "Robery"] {
        assert!(!journal.windows(text.len()).any(|found| found == text.as_bytes()), "{text} stands in the journal");
    }
    assert!(written.ids().len() > 100);
}

#[test]
fn nothing_waits_long() {
    // The row that is told of is in the output after the next commit at the latest.
    let desk = Desk::csv(&messy_csv(400, 17));
    let (job, mut checked) = (desk.job(), 0);
    let taken_in = take_in_files(&job, |progress| {
        if progress.summary.rows % 40 == 0 {
            let lines = fs::read(&job.taken).unwrap().iter().filter(|byte| **byte == b'\n').count();
            assert_eq!(u64::try_from(lines).unwrap(), progress.summary.taken);
            checked += 1;
        }
        ControlFlow::Continue(())
    });
    assert!(taken_in.unwrap().to_the_end && checked >= 9);
}

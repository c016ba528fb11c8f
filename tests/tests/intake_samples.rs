//! The two samples that come with the library give what their page says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fs, path::Path, path::PathBuf};

use num_core::formats::intake::{Job, Mapping};
use num_tests::intake::{Written, run};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../num-core/examples/intake")
}

/// The cells of the rows of a table of the page, the one with these headers.
fn table(headers: &str) -> Vec<Vec<String>> {
    let page = fs::read_to_string(folder().join("README.md")).unwrap();
    let rows = page.lines().skip_while(|line| *line != headers).skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A sample, taken in.
fn sample(name: &str) -> (num_core::formats::intake::TakenIn, Written) {
    let mapping = Mapping::from_json(&fs::read(folder().join(format!("{name}.json"))).unwrap()).unwrap();
    let out = tempfile::tempdir().unwrap();
    let job = Job::new(folder().join(format!("{name}.csv")), Some(mapping), out.path());
    (run(&job).unwrap(), Written::of(&job))
}

/// The letters of a column.
fn letters(mut column: usize) -> String {
    let mut letters = String::new();
    while column > 0 {
        letters.insert(0, char::from(b'A' + ((column - 1) % 26) as u8));
        column = (column - 1) / 26;
    }
    letters
}

#[test]
fn the_samples_give_what_their_page_says() {
    let counts = table("| file | rows | taken | known | rejected |");
    assert_eq!(counts.len(), 2);
    let mut of_file = String::new();
    let mut told: Vec<(String, String)> = Vec::new();
    for row in table("| file | line | column | code | what happened |") {
        if !row[0].is_empty() {
            of_file = row[0].trim_matches('`').to_owned();
        }
        told.push((of_file.clone(), format!("{} {} {}", row[1], row[2], row[3].trim_matches('`'))));
    }
    for row in counts {
        let file = row[0].trim_matches('`').to_owned();
        let (taken_in, written) = sample(file.trim_end_matches(".csv"));
        let summary = &taken_in.summary;
        let first = |cell: &str| cell.split(' ').next().unwrap().parse::<u64>().unwrap();
        assert_eq!(
            [summary.rows, summary.taken, summary.already_known, summary.rejected],
            [first(&row[1]), first(&row[2]), first(&row[3]), first(&row[4])],
            "{file}"
        );
        let rejects = written.rejects().into_iter().map(|reject| {
            let cells: Vec<&str> = reject.split(',').collect();
            format!("{} {} {}", cells[1], cells[2].parse().map_or(String::new(), letters), cells[4])
        });
        let expected: Vec<&String> = told.iter().filter(|(of, _)| *of == file).map(|(_, reject)| reject).collect();
        assert_eq!(rejects.collect::<Vec<_>>().iter().collect::<Vec<_>>(), expected, "{file}");
    }
}

#[test]
fn what_the_samples_say_is_in_the_cases() {
    let case = |written: &Written, id: &str| -> Value {
        let text = String::from_utf8(written.taken.clone()).unwrap();
        let line = text.lines().find(|line| line.contains(&format!("\"id\":\"{id}\""))).expect("the report").to_owned();
        serde_json::from_str(&line).unwrap()
    };
    let (taken_in, spreadsheet) = sample("project_spreadsheet");
    assert_eq!(taken_in.summary.windows_1252_rows, 19);
    let one = case(&spreadsheet, "northside-NO_25_006");
    // A serial number in summer time, a letter of Windows-1252, a height in words.
    assert_eq!(one["incident"]["when"]["at"], "2025-04-27T00:30:00+01:00");
    assert_eq!(one["incident"]["offenders"][0]["aliases"][0], "Ren\u{e9}");
    assert!(one["incident"]["narrative"].as_str().unwrap().contains("\u{a3}180"));
    assert_eq!(one["incident"]["offenders"][0]["appearance"]["age"], "45 ish");
    assert!(one["consent"].get("events").is_none_or(|events| events.as_array().unwrap().is_empty()));
    // Two offenders side by side, and consent to a force that another column names.
    let two = case(&spreadsheet, "northside-NO_25_030");
    assert_eq!(two["incident"]["offenders"][1]["phones"][0], "07700 900942");
    assert_eq!(two["incident"]["offenders"][1]["appearance"]["marks"][0]["kind"], "teeth");
    assert_eq!(two["consent"]["events"][0]["grants"][3]["recipient"], "E23000010");
    // Junk: a word for nothing is no name, and a phone in the name's place stays where it is.
    assert!(case(&spreadsheet, "northside-NO_25_002")["incident"]["offenders"][0].get("aliases").is_none());
    assert_eq!(case(&spreadsheet, "northside-NO_25_007")["incident"]["offenders"][0]["aliases"][0], "07700 900338");

    let (_, form) = sample("web_form");
    let three = case(&form, "wf-20260103-0001");
    assert!(three["incident"]["narrative"].as_str().unwrap().contains("seemed all right.\nWhen we parked"));
    assert_eq!(three["incident"]["offenders"][0]["own_words"][1]["about"], "phrase");
    let four = case(&form, "wf-20260106-0004");
    assert_eq!(four["consent"]["events"][0]["by"]["who"], "third_party");
    assert_eq!(four["consent"]["events"][0]["by"]["authority"]["at"], "2026-01-06T08:14:20+00:00");
    assert_eq!(four["incident"]["offenders"][0]["aliases"], serde_json::json!(["Tommo", "Tommy"]));
    // The apostrophe that kept a spreadsheet from running it is gone.
    assert_eq!(case(&form, "wf-20260206-0024")["incident"]["offenders"][0]["aliases"][0], "=Daddy");
}

//! Makes a table and `target/bench.json`, a list of `{name, value, unit}`, of what the benchmarks left under `target/`, and of
//! intakes of large files, a large register and the demo, which it measures itself: `INTAKE_ROWS` and `REGISTER_SIGHTINGS` say
//! how large (1,000,000), 0 leaves them out.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a program that reads what was just written")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use num_benches::{
    intake::{self, Figure},
    matching, outputs,
};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // One measurement in a process of its own, whose memory is measured too.
    if let [flag, what, file, folder] = arguments.as_slice()
        && flag == intake::FLAG
    {
        println!("{}", intake::measure(what, Path::new(file), Path::new(folder)));
        return;
    }
    if let [flag, sightings] = arguments.as_slice()
        && flag == matching::FLAG
    {
        println!("{}", matching::measure(sightings.parse().expect("a number")));
        return;
    }
    let target = arguments.first().map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let mut figures = wall_clock(&target);
    figures.extend(instructions(&target));
    let rows = std::env::var("INTAKE_ROWS").map_or(1_000_000, |rows| rows.parse().expect("INTAKE_ROWS: a number"));
    if rows > 0 {
        figures.extend(intake::figures(&target, rows));
    }
    let sightings = std::env::var("REGISTER_SIGHTINGS")
        .map_or(1_000_000, |number| number.parse().expect("REGISTER_SIGHTINGS: a number"));
    if sightings > 0 {
        figures.extend(matching::figures(sightings));
    }
    figures.extend(outputs::demo(&target));
    assert!(!figures.is_empty(), "run the benchmarks first: make bench");
    for (name, value, unit) in &figures {
        let digits = if matches!(*unit, "ratio" | "s") { 3 } else { 1 };
        println!("{name:<44} {value:>14.digits$} {unit}");
    }
    let list: Vec<Value> =
        figures.iter().map(|(name, value, unit)| json!({"name": name, "value": value, "unit": unit})).collect();
    fs::write(target.join("bench.json"), format!("{:#}\n", Value::Array(list))).expect("target/bench.json");
}

/// Medians, in nanoseconds, and what follows from them.
fn wall_clock(target: &Path) -> Vec<Figure> {
    let mut medians: Vec<(String, f64, Option<f64>)> = Vec::new();
    for file in below(&target.join("criterion"), "estimates.json").iter().filter(|file| is_in(file, "new")) {
        let estimates = read(file);
        let about = read(&file.with_file_name("benchmark.json"));
        let name = about.get("full_id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let median = estimates.pointer("/median/point_estimate").and_then(Value::as_f64).expect("a median");
        let bytes = about.pointer("/throughput/Bytes").and_then(Value::as_f64);
        medians.push((name, median, bytes));
    }
    medians.sort_by(|one, other| one.0.cmp(&other.0));
    let median = |name: &str| medians.iter().find(|(found, ..)| found.starts_with(name)).map(|(_, median, _)| *median);
    let mut figures = Vec::new();
    if let Some(full) = median("disclose/police_full") {
        figures.push(("disclose_per_s".to_owned(), 1e9 / full, "disclosures/s"));
    }
    for (name, audience) in [
        ("disclose_members_per_s", "disclose/members-num-alert"),
        ("disclose_police_anonymous_per_s", "disclose/police_anonymous"),
        ("disclose_research_per_s", "disclose/research"),
        ("disclose_with_bytes_per_s", "disclose/canonical-bytes"),
    ] {
        figures.extend(median(audience).map(|ns| (name.to_owned(), 1e9 / ns, "disclosures/s")));
    }
    figures.extend(median("render/alert").map(|ns| ("render_alert_per_s".to_owned(), 1e9 / ns, "alerts/s")));
    let per_second = |name: &str| {
        let (_, ns, bytes) = medians.iter().find(|(found, ..)| found == name)?;
        Some(bytes.as_ref()? / ns * 1e3)
    };
    let (case, tree) = (per_second("decode/case"), per_second("decode/serde_json-value"));
    figures.extend(case.map(|rate| ("decode_mb_per_s".to_owned(), rate, "MB/s")));
    figures.extend(tree.map(|rate| ("decode_mb_per_s_serde_json_value".to_owned(), rate, "MB/s")));
    if let (Some(case), Some(tree)) = (case, tree) {
        figures.push(("decode_to_serde_json_value".to_owned(), case / tree, "ratio"));
    }
    figures.extend(medians.into_iter().map(|(name, ns, _)| (name, ns, "ns")));
    figures
}

fn instructions(target: &Path) -> Vec<Figure> {
    let mut figures: Vec<Figure> = below(&target.join("gungraun"), "summary.json")
        .iter()
        .filter_map(|file| {
            let summary = read(file);
            let count = summary.pointer("/profiles/0/data/parts/0/metrics/Ir/values/new").and_then(Value::as_f64)?;
            let text = |member: &str| summary.get(member).and_then(Value::as_str).unwrap_or_default().to_owned();
            Some((format!("{}_{}_instructions", text("function_name"), text("id")), count, "instructions"))
        })
        .collect();
    figures.sort_by(|one, other| one.0.cmp(&other.0));
    figures
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).expect("a file that a benchmark wrote");
    serde_json::from_str(&text).expect("JSON that a benchmark wrote")
}

fn is_in(file: &Path, folder: &str) -> bool {
    file.parent().and_then(Path::file_name).is_some_and(|name| name == folder)
}

/// Every file of that name below a folder.
fn below(folder: &Path, name: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path, name));
        } else if path.file_name().is_some_and(|found| found == name) {
            found.push(path);
        }
    }
    found
}

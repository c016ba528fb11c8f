//! A register of a million sightings: what a look-up costs, what weighing all of them costs, and what they take.

use std::{env, fs, hint::black_box, process::Command, time::Instant};

use num_core::{
    incident::Incident,
    matching::{Find, Identifier, Register, Sighting},
    synthetic::{Parameters, register},
};
use serde_json::{Value, json};

use crate::intake::Figure;

/// What the first argument is of a process that measures a register.
pub const FLAG: &str = "--measure-register";

const SEED: u64 = 1;

/// How many look-ups are timed.
const QUESTIONS: usize = 100_000;

/// Measures a register of so many sightings, in a process of its own, so that nothing else is in its memory.
pub fn figures(sightings: usize) -> Vec<Figure> {
    let program = env::current_exe().expect("this program");
    let output = Command::new(program).arg(FLAG).arg(sightings.to_string()).output().expect("a process");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |member: &str| said.get(member).and_then(Value::as_f64).expect("a number");
    let size = if sightings == 1_000_000 { "1m".to_owned() } else { sightings.to_string() };
    vec![
        (format!("find_exact_phone_{size}_ns"), number("check_ns"), "ns"),
        (format!("find_exact_phone_{size}_missing_ns"), number("miss_ns"), "ns"),
        (format!("find_weighing_all_{size}_ms"), number("find_ms"), "ms"),
        (format!("register_{size}_add_ns"), number("add_ns"), "ns"),
        (format!("register_{size}_bytes_a_sighting"), number("bytes"), "bytes"),
    ]
}

/// The measurements of one register.
pub fn measure(sightings: usize) -> Value {
    let mut phones: Vec<String> = Vec::new();
    let mut all: Vec<Sighting> = Vec::with_capacity(sightings);
    let begun = resident();
    for report in self::register(SEED, sightings, &Parameters::default()).expect("a register") {
        let incident: Incident = report.expect("a good report").case.incident;
        let numbers = incident.offenders.iter().flat_map(|offender| &offender.phones);
        phones.extend(numbers.filter_map(|phone| phone.normal()).map(str::to_owned));
        all.extend(Sighting::of(&incident));
        if all.len() >= sightings {
            break;
        }
    }
    // In no order that the memory knows.
    let mut order: Vec<usize> = (0..phones.len()).collect();
    order.sort_by_key(|place| place.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let questions: Vec<String> = order.iter().take(QUESTIONS).filter_map(|place| phones.get(*place).cloned()).collect();
    drop(phones);
    let added = all.len();
    let asked: Vec<Sighting> = all.iter().step_by(added / 5 + 1).cloned().collect();
    let mut register = Register::new();
    let start = Instant::now();
    all.into_iter().for_each(|sighting| register.add(sighting));
    let add_ns = start.elapsed().as_secs_f64() * 1e9 / added as f64;
    let bytes = (resident() - begun) * 1024.0 / added as f64;
    let missing: Vec<String> = (0..QUESTIONS).map(|number| format!("+999 88 {number:07}")).collect();
    let times: Vec<f64> = asked
        .iter()
        .map(|sighting| {
            let start = Instant::now();
            black_box(register.find(sighting, &Find::default()));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    json!({
        "check_ns": check(&register, &questions, true), "miss_ns": check(&register, &missing, false),
        "find_ms": median(times), "add_ns": add_ns, "bytes": bytes,
    })
}

/// Nanoseconds from a parsed identifier to the ids of those who carry it, the reading of the clock included: the median of single
/// look-ups, for a switchboard's carriers take their time.
fn check(register: &Register, questions: &[String], are_there: bool) -> f64 {
    let times = questions.iter().map(|question| {
        // Whoever asks has just read it.
        let question = Identifier::phone(question).expect("a number");
        let start = Instant::now();
        let carried =
            register.check(black_box(&question)).fold(0, |count, id| count + usize::from(black_box(id.offender) < 20));
        let time = start.elapsed().as_secs_f64() * 1e9;
        assert_eq!(carried > 0, are_there);
        time
    });
    median(times.collect())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What is in memory now, in KiB; 0 where the system does not say.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let now = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    now.and_then(|now| now.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0.0)
}

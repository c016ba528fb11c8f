//! Hostile and broken input at every place where a document comes in: never a panic, always problems with path and code, and nothing
//! of the caller's text in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Cursor;

use num_core::{
    case::Case,
    error::{Code, Problems},
    formats::{CaseLines, Line, write_line},
    identity::Identity,
    incident::{Draft, Incident},
    json::{MAX_DOCUMENT, Mode},
};
use serde_json::{Value, json};

mod full;
use full::full_case;

const MODES: [Mode; 2] = [Mode::Strict, Mode::Lenient];

/// What is planted where it does not belong; it must not come back.
const PLANTED: &str = "Zzqhostile";

fn read(text: &str, mode: Mode) -> Result<Case, Problems> {
    Case::from_json(text.as_bytes(), mode)
}

/// Problems that can be shown: each has a path of ours and its place, and none repeats what was planted.
fn assert_sound(problems: &Problems, context: &str) {
    assert!(!problems.as_slice().is_empty(), "{context}: refused without a problem");
    for problem in problems.as_slice() {
        assert!(
            Code::ALL.iter().any(|(code, _)| *code == problem.code),
            "{context}: {} is in no catalogue",
            problem.code
        );
        assert!(problem.position.is_some(), "{context}: {problem} has no place");
        assert!(
            problem
                .path
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'[' | b']')),
            "{context}: {problem} has a path that is not ours"
        );
        assert!(problem.path.is_empty() || !problem.path.starts_with('.'));
    }
    let all = format!("{problems} {problems:?} {problems:#?} {}", serde_json::to_string(problems).unwrap());
    assert!(!all.to_lowercase().contains(&PLANTED.to_lowercase()), "{context}: {all}");
}

/// Every pointer into a document, its own empty one first.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| pointers(inner, &format!("{at}/{name}"), all))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| pointers(inner, &format!("{at}/{index}"), all));
        }
        _ => {}
    }
}

fn all_pointers(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    pointers(value, "", &mut all);
    all
}

/// The pointer of a value as the core writes its path.
fn path_of(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        if step.bytes().all(|b| b.is_ascii_digit()) {
            path.push_str(&format!("[{step}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(step);
        }
    }
    path
}

/// A document as text in which one value is written as it is given, well-formed or not.
fn with_raw(document: &Value, pointer: &str, raw: &str) -> String {
    let mut document = document.clone();
    *document.pointer_mut(pointer).unwrap() = json!("\u{1}hole\u{1}");
    document.to_string().replace("\"\\u0001hole\\u0001\"", raw)
}

#[test]
fn the_full_case_is_read_and_has_every_member() {
    for mode in MODES {
        let case = read(&full_case().to_string(), mode).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(serde_json::from_str::<Value>(&case.to_json()).unwrap(), full_case());
    }
    assert!(all_pointers(&full_case()).len() > 200);
}

#[test]
fn a_wrong_value_at_every_place() {
    let deep = format!("{}{}", "[".repeat(20), "]".repeat(20));
    let too_deep = format!("{}{}", "[".repeat(600), "]".repeat(600));
    let endless = "{\"a\":".repeat(100_000);
    let huge = format!("\"{}\"", PLANTED.repeat(25_000));
    let words = format!("\"{PLANTED}\"");
    let named = format!("{{\"{PLANTED}\": \"{PLANTED}\"}}");
    let listed = format!("[\"{PLANTED}\", {{\"{PLANTED}\": 1}}, null]");
    let wrong: [(&str, &str); 20] = [
        ("null", "null"),
        ("true", "true"),
        ("1", "1"),
        ("1.5", "1.5"),
        ("-1", "-1"),
        ("a number beyond every type", "123456789012345678901234567890"),
        ("an exponent", "1e400"),
        ("nothing", "\"\""),
        ("a letter", "\"x\""),
        ("words", &words),
        ("an empty list", "[]"),
        ("a list", &listed),
        ("an empty object", "{}"),
        ("an object", &named),
        ("a wrong answer", "{\"answer\": \"perhaps\"}"),
        ("an answer of the wrong type", "{\"answer\": [null]}"),
        ("a huge text", &huge),
        ("deep", &deep),
        ("too deep", &too_deep),
        ("endless", &endless),
    ];
    let full = full_case();
    let (mut refused, mut taken) = (0, 0);
    for pointer in all_pointers(&full) {
        let path = path_of(&pointer);
        for (what, raw) in wrong {
            let text = with_raw(&full, &pointer, raw);
            for mode in MODES {
                let context = format!("{what} at {path:?}, {mode:?}");
                match read(&text, mode) {
                    Err(problems) => {
                        refused += 1;
                        assert_sound(&problems, &context);
                        // What was put there is at fault, or what holds it, and nothing elsewhere; but one thing may hang on another.
                        let whole = matches!(problems.as_slice(), [one] if one.path.is_empty());
                        let near =
                            |other: &str| other.starts_with(&path) || path.starts_with(other) || hangs_on(&path, other);
                        assert!(
                            whole || problems.as_slice().iter().all(|problem| near(&problem.path)),
                            "{context}: {problems}"
                        );
                    }
                    // A text where one may stand, an empty object, a number within bounds: taken, and written as it was.
                    Ok(case) => {
                        taken += 1;
                        let again =
                            read(&case.to_json(), mode).unwrap_or_else(|problems| panic!("{context}: {problems}"));
                        assert_eq!(again.to_json(), case.to_json(), "{context}");
                    }
                }
            }
        }
    }
    assert!(refused > 5_000 && taken > 100, "{refused} refused, {taken} taken");
}

/// Problems at one place that come of another: the kind of an offence, of a purpose or of a triage state says what may stand beside it.
fn hangs_on(changed: &str, reported: &str) -> bool {
    let holder = |path: &str| path.rsplit_once('.').map_or(String::new(), |(holder, _)| holder.to_owned());
    let sibling = reported.starts_with(&holder(changed));
    [".kind", ".purpose", ".state", ".event", ".who", ".hold"].iter().any(|end| changed.ends_with(end)) && sibling
}

#[test]
fn null_is_a_wrong_type_everywhere() {
    let full = full_case();
    for pointer in all_pointers(&full).into_iter().skip(1) {
        let path = path_of(&pointer);
        let problems = read(&with_raw(&full, &pointer, "null"), Mode::Lenient).expect_err(&path);
        let found =
            problems.as_slice().iter().any(|problem| problem.path == path && problem.code == Code::JSON_WRONG_TYPE);
        // The kind of an event and the schema are judged where they stand as well.
        assert!(found, "{path}: {problems}");
    }
}

#[test]
fn a_member_that_stands_twice() {
    let full = full_case();
    let mut members = 0;
    for pointer in all_pointers(&full).into_iter().skip(1) {
        let (holder, name) = pointer.rsplit_once('/').unwrap();
        let Value::Object(object) = full.pointer(holder).unwrap() else { continue };
        members += 1;
        // The same name, written in another way, with another value.
        let escaped: String = name.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
        let object = Value::Object(object.clone()).to_string();
        let raw = format!("{},\"{escaped}\": \"{PLANTED}\"}}", object.strip_suffix('}').unwrap());
        for mode in MODES {
            let problems = read(&with_raw(&full, holder, &raw), mode).expect_err(&pointer);
            assert_sound(&problems, &pointer);
            let found: Vec<_> =
                problems.as_slice().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
            assert_eq!(found, [(path_of(holder).as_str(), Code::JSON_DUPLICATE_MEMBER)], "{pointer}");
        }
    }
    assert!(members > 150);
}

#[test]
fn an_unknown_member_in_every_object() {
    let full = full_case();
    for pointer in all_pointers(&full) {
        let Value::Object(object) = full.pointer(&pointer).unwrap() else { continue };
        let mut object = object.clone();
        object.insert(PLANTED.to_owned(), json!({PLANTED: [PLANTED, 1.50, null]}));
        let mut document = full.clone();
        *document.pointer_mut(&pointer).unwrap() = Value::Object(object);
        let problems = read(&document.to_string(), Mode::Strict).expect_err(&pointer);
        assert_sound(&problems, &pointer);
        assert_eq!(problems.as_slice().len(), 1, "{pointer}: {problems}");
        assert_eq!(problems.as_slice()[0].code, Code::JSON_UNKNOWN_MEMBER, "{pointer}");
        assert_eq!(problems.as_slice()[0].path, path_of(&pointer));
        // What could have been meant to narrow or to hold back is a problem in every mode.
        if pointer.starts_with("/incident/safety") || pointer.starts_with("/consent/events/") {
            assert_eq!(read(&document.to_string(), Mode::Lenient).expect_err(&pointer), problems, "{pointer}");
            continue;
        }
        // Lenient: kept where it stood, and printed by nothing.
        let case =
            read(&document.to_string(), Mode::Lenient).unwrap_or_else(|problems| panic!("{pointer}: {problems}"));
        assert!(!format!("{case:?} {case:#?}").contains(PLANTED), "{pointer}");
        let written: Value = serde_json::from_str(&case.to_json()).unwrap();
        assert!(written == document, "{pointer}: something is lost");
    }
}

#[test]
fn an_answer_that_was_not_asked_keeps_what_stands_beside_it() {
    let mut document = minimal();
    document["incident"]["injuries"] = json!({"answer": "not_asked", "note": PLANTED});
    let case = read(&document.to_string(), Mode::Lenient).unwrap();
    let again = read(&case.to_json(), Mode::Lenient).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(again.to_json(), case.to_json());
}

#[test]
fn every_member_may_be_missing_and_is_named() {
    let full = full_case();
    for pointer in all_pointers(&full).into_iter().skip(1) {
        let (holder, name) = pointer.rsplit_once('/').unwrap();
        let mut document = full.clone();
        match document.pointer_mut(holder).unwrap() {
            Value::Object(object) => drop(object.remove(name)),
            Value::Array(items) => drop(items.remove(name.parse().unwrap())),
            _ => continue,
        }
        match read(&document.to_string(), Mode::Strict) {
            Ok(case) => assert_eq!(read(&case.to_json(), Mode::Strict).unwrap().to_json(), case.to_json(), "{pointer}"),
            Err(problems) => {
                assert_sound(&problems, &pointer);
                let path = path_of(&pointer);
                for problem in problems.as_slice() {
                    let hold_or_when = matches!(problem.code, Code::HOLD_MALFORMED | Code::WHEN_MALFORMED);
                    let missing = problem.code == Code::MEMBER_MISSING && problem.path == path;
                    let emptied = problem.code == Code::LIST_EMPTY;
                    let triage = problem.code == Code::TRIAGE_DUPLICATE_OF;
                    // Without the reason why there is none, an answer is an object like any other.
                    let unanswered = name == "answer" && problem.code == Code::JSON_WRONG_TYPE;
                    // And without who gives it, consent has no authority.
                    let nobody = name == "who" && problem.code == Code::JSON_UNKNOWN_MEMBER;
                    let follows = missing || hold_or_when || emptied || triage || unanswered || nobody;
                    assert!(follows, "{pointer}: {problem}");
                }
            }
        }
    }
}

/// The least that is a case.
fn minimal() -> Value {
    json!({"schema": "uglymugs.case/1", "incident": {
        "schema": "uglymugs.incident/1", "id": "r-1", "offences": [{"kind": "robbery"}], "reporter": {"kind": "victim"}
    }})
}

fn minimal_with(id: &str, narrative: &str) -> String {
    let mut document = minimal();
    document["incident"]["id"] = json!(id);
    document["incident"]["narrative"] = json!(narrative);
    document.to_string()
}

fn one_problem(text: &str) -> (String, Code) {
    let problems = read(text, Mode::Strict).expect_err("taken");
    assert_sound(&problems, "one problem");
    assert_eq!(problems.as_slice().len(), 1, "{problems}");
    (problems.as_slice()[0].path.clone(), problems.as_slice()[0].code)
}

#[test]
fn absurd_dates() {
    for (instant, code) in [
        ("0000-00-00T00:00:00Z", Code::INSTANT_MALFORMED),
        ("2026-02-30T00:00:00Z", Code::INSTANT_MALFORMED),
        ("2025-02-29T00:00:00+00:00", Code::INSTANT_MALFORMED),
        ("2026-03-01T24:00:00+00:00", Code::INSTANT_MALFORMED),
        ("2026-03-01T23:59:61+00:00", Code::INSTANT_MALFORMED),
        ("2026-03-01T22:15:00+99:99", Code::INSTANT_MALFORMED),
        ("2026-03-01T22:15:00", Code::INSTANT_MALFORMED),
        ("2026-03-01 22:15", Code::INSTANT_MALFORMED),
        ("last Zzqhostile", Code::INSTANT_MALFORMED),
        ("99999-03-01T22:15:00Z", Code::INSTANT_MALFORMED),
        ("-2026-03-01T22:15:00Z", Code::INSTANT_MALFORMED),
        ("1899-12-31T23:59:59+00:00", Code::INSTANT_OUT_OF_RANGE),
        ("2101-01-01T00:00:00+00:00", Code::INSTANT_OUT_OF_RANGE),
        ("9999-12-31T23:59:59Z", Code::INSTANT_OUT_OF_RANGE),
        ("0000-01-01T00:00:00Z", Code::INSTANT_OUT_OF_RANGE),
    ] {
        let mut document = minimal();
        document["incident"]["when"] = json!({"at": instant});
        assert_eq!(one_problem(&document.to_string()), ("incident.when.at".to_owned(), code), "{instant}");
    }
    for day in [
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "26-04-01",
        "2026-4-1",
        "1899-12-31",
        "2101-01-01",
        "+2026-04-01",
        "२०२६-०४-०१",
    ] {
        let mut document = minimal();
        document["incident"]["offenders"] = json!([{"civil_identity": {"date_of_birth": day}}]);
        let place = "incident.offenders[0].civil_identity.date_of_birth".to_owned();
        assert_eq!(one_problem(&document.to_string()), (place, Code::DATE_MALFORMED), "{day}");
    }
    // Both ends of what is allowed, with offsets that lead over the edge, and whatever is then computed from them.
    for (at, offset) in [("1900-01-01T00:00:00+23:59", "-23:59"), ("2100-12-31T23:59:59-23:59", "+23:59")] {
        let mut document = minimal();
        document["incident"]["when"] = json!({"from": {"month": "1900-01"}, "to": {"month": "2100-12"}});
        document["incident"]["received_at"] = json!(at);
        document["incident"]["safety"] =
            json!({"hold_back": {"hold": "until_day_ends", "day": "2100-12-31", "offset": offset}});
        let case = read(&document.to_string(), Mode::Strict).unwrap_or_else(|problems| panic!("{problems}"));
        let policy = full::policy("1900-01-01T00:00:00+00:00");
        for recipient in full::RECIPIENTS {
            let _ = case.disclose_to(
                &policy,
                num_core::disclosure::Recipient::parse(recipient).unwrap(),
                num_core::timestamp::Timestamp::parse(at).unwrap(),
            );
        }
    }
}

#[test]
fn texts_and_documents_that_are_too_large() {
    let text = minimal_with("r-1", &format!("{PLANTED} é ").repeat(10 * 1024 * 1024 / 14));
    let length = (format!("{PLANTED} é ").chars().count() * (10 * 1024 * 1024 / 14)) as u64;
    let problems = read(&text, Mode::Strict).expect_err("taken");
    assert_sound(&problems, "a narrative of ten megabytes");
    let [problem] = problems.as_slice() else { panic!("{problems}") };
    assert_eq!((problem.path.as_str(), problem.code), ("incident.narrative", Code::TEXT_TOO_LONG));
    assert_eq!((problem.limit, problem.found), (Some(100_000), Some(length)));

    let text = minimal_with("r-1", &"x".repeat(MAX_DOCUMENT));
    let problems = read(&text, Mode::Lenient).expect_err("taken");
    let [problem] = problems.as_slice() else { panic!("{problems}") };
    assert_eq!((problem.path.as_str(), problem.code), ("", Code::JSON_TOO_LARGE));
    assert_eq!((problem.limit, problem.found), (Some(MAX_DOCUMENT as u64), Some(text.len() as u64)));
    assert!(Draft::from_json(text.as_bytes()).is_err());

    // The caps themselves are allowed, in characters and not in bytes.
    for (characters, taken) in [(100_000, true), (100_001, false)] {
        assert_eq!(read(&minimal_with("r-1", &"é".repeat(characters)), Mode::Strict).is_ok(), taken);
    }
}

#[test]
fn bytes_that_are_no_text() {
    let text = full_case().to_string().into_bytes();
    for at in (0..text.len()).step_by(23) {
        for bad in [&b"\xFF"[..], b"\xC0\xAF", b"\xED\xA0\x80", b"\xF8\x88\x80\x80\x80", b"\x00", b"\x1B"] {
            let mut text = text.clone();
            text.splice(at..at + 1, bad.iter().copied());
            for mode in MODES {
                // In a text a byte may only be replaced by one that is text; none of these is.
                let problems = Case::from_json(&text, mode).expect_err("taken");
                assert_sound(&problems, "bytes that are no text");
                assert_eq!(problems.as_slice()[0].code, Code::JSON_SYNTAX, "{bad:?} at {at}");
            }
        }
        // Cut off.
        let problems = Case::from_json(&text[..at], Mode::Lenient).expect_err("taken");
        assert_eq!(problems.as_slice()[0].code, Code::JSON_SYNTAX);
    }
    // Half a pair, an escape without end, and what follows the document.
    for text in [
        "{\"schema\": \"\\ud800\"}",
        "{\"schema\": \"\\u12",
        "{} {}",
        "",
        " ",
        "\"Zzqhostile",
        "{\"a\" 1}",
        "[1,]",
        "NaN",
    ] {
        assert_sound(&read(text, Mode::Lenient).expect_err(text), text);
    }
}

#[test]
fn control_characters_in_every_text() {
    let full = full_case();
    let mut texts = 0;
    for pointer in all_pointers(&full) {
        let Value::String(text) = full.pointer(&pointer).unwrap() else { continue };
        let path = path_of(&pointer);
        let plain = with_raw(&full, &pointer, &json!(format!("{text}x")).to_string());
        let is_free = read(&plain, Mode::Strict).is_ok() && !path.ends_with(".of") && !full::is_id(&path);
        texts += usize::from(is_free);
        for (c, code) in [
            ('\u{202A}', Code::TEXT_BIDIRECTIONAL_CONTROL),
            ('\u{202E}', Code::TEXT_BIDIRECTIONAL_CONTROL),
            ('\u{2066}', Code::TEXT_BIDIRECTIONAL_CONTROL),
            ('\u{2069}', Code::TEXT_BIDIRECTIONAL_CONTROL),
            ('\0', Code::TEXT_CONTROL_CHARACTER),
            ('\u{8}', Code::TEXT_CONTROL_CHARACTER),
            ('\u{1B}', Code::TEXT_CONTROL_CHARACTER),
            ('\u{7F}', Code::TEXT_CONTROL_CHARACTER),
            ('\u{85}', Code::TEXT_CONTROL_CHARACTER),
        ] {
            let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let value = format!("{}{c}{PLANTED}{}", &text[..half], &text[half..]);
            let problems = read(&with_raw(&full, &pointer, &json!(value).to_string()), Mode::Strict).expect_err(&path);
            assert_sound(&problems, &path);
            // What kind of hold it is, is judged with the rest of the hold.
            let near = path.strip_suffix(".hold").unwrap_or(&path);
            assert!(problems.as_slice().iter().any(|problem| problem.path == near), "{path}: {problems}");
            if is_free {
                let [problem] = problems.as_slice() else { panic!("{path}: {problems}") };
                assert_eq!((problem.path.as_str(), problem.code), (path.as_str(), code), "{c:?}");
            }
        }
    }
    assert!(texts >= 30, "{texts} texts");
}

#[test]
fn an_object_of_a_hundred_thousand_members() {
    for value in ["1", "\"x\"", "{}"] {
        let members: String = (0..100_000).map(|n| format!("\"{PLANTED}{n}\": {value},")).collect();
        let mut document = minimal();
        document["incident"]["place"] = json!({"venue": "\u{1}hole\u{1}"});
        let text =
            document.to_string().replace("\"venue\":\"\\u0001hole\\u0001\"", &format!("{members}\"venue\": \"Yard\""));
        let problems = read(&text, Mode::Strict).expect_err("taken");
        assert_eq!(problems.as_slice().len(), 100_000);
        assert!(!format!("{problems}{problems:?}").contains(PLANTED));
        let case = read(&text, Mode::Lenient).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(format!("{case:#?}").len() < 10_000);
    }
    // The same name every time.
    let members = format!("\"{PLANTED}\": 1,").repeat(100_000);
    let problems = read(&format!("{{{members} \"schema\": \"uglymugs.case/1\"}}"), Mode::Lenient).expect_err("taken");
    assert_eq!(
        problems.as_slice().iter().filter(|problem| problem.code == Code::JSON_DUPLICATE_MEMBER).count(),
        99_999
    );
    // As many items where twenty may stand.
    let mut document = minimal();
    document["incident"]["offenders"] = json!(vec![json!({}); 100_000]);
    assert_eq!(one_problem(&document.to_string()), ("incident.offenders".to_owned(), Code::LIST_TOO_LONG));
}

/// Keeping a hundred thousand unknown members and writing them back ends as well.
#[test]
fn a_hundred_thousand_unknown_members_are_written_back() {
    let mut document = minimal();
    for n in 0..100_000 {
        document["incident"][format!("{PLANTED}{n}")] = json!(n);
    }
    let case = read(&document.to_string(), Mode::Lenient).unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(case.to_json()));
    let written = receiver.recv_timeout(std::time::Duration::from_secs(60)).expect("it does not end");
    let written: Value = serde_json::from_str(&written).unwrap();
    assert!(written["incident"] == document["incident"], "something is lost");
}

fn lines(file: impl AsRef<[u8]>) -> Vec<Line> {
    CaseLines::new(Cursor::new(file.as_ref()), Mode::Strict).map(|line| line.unwrap()).collect()
}

/// A file in short: what each line gave, with its id or its number and codes.
fn in_short(file: impl AsRef<[u8]>) -> Vec<String> {
    let short = |line: &Line| match line {
        Line::Case(case) => format!("case {}", case.incident.id),
        Line::AlreadyKnown(id) => format!("known {id}"),
        Line::Rejected(rejected) => {
            let codes: Vec<_> = rejected.problems.as_slice().iter().map(|problem| problem.code.as_str()).collect();
            format!("{} {}", rejected.line, codes.join(" "))
        }
    };
    lines(file).iter().map(short).collect()
}

#[test]
fn good_lines_are_kept_beside_bad_ones() {
    let (first, second) = (minimal_with("r-1", "One."), minimal_with("r-2", "Two."));
    let other = minimal_with("r-1", "Not one.");
    let file = format!("{first}\n{PLANTED}\n{second}\n{first}\n{other}\n\n   \n{{}}\n{second}\n[]\n{other}\n");
    assert_eq!(
        in_short(&file),
        [
            "case r-1",
            "2 json.syntax",
            "case r-2",
            "known r-1",
            "5 id.conflict",
            "8 member.missing member.missing",
            "known r-2",
            "10 json.wrong_type",
            "11 id.conflict"
        ]
    );
    for line in lines(&file) {
        assert!(!format!("{line:?} {line:#?}").contains(PLANTED));
    }
    // The first of an id stays what it was: a conflict never replaces it.
    assert_eq!(in_short(format!("{first}\n{other}\n{first}\n")), ["case r-1", "2 id.conflict", "known r-1"]);
    // The conflict is told where the id stands.
    let Line::Rejected(rejected) = &lines(format!("{first}\n{other}"))[1] else { panic!("taken") };
    assert_eq!(rejected.problems.as_slice()[0].path, "incident.id");
}

#[test]
fn ends_and_beginnings_of_files() {
    let (first, second) = (minimal_with("r-1", "One."), minimal_with("r-2", "Two."));
    let both = ["case r-1", "case r-2"];
    assert!(in_short("").is_empty());
    assert!(in_short("\n\r\n \t\n").is_empty());
    assert_eq!(in_short(format!("{first}\n{second}")), both);
    assert_eq!(in_short(format!("{first}\r\n{second}\r\n")), both);
    assert_eq!(in_short(format!("\u{FEFF}{first}\n{second}\n")), both);
    assert_eq!(in_short(format!("\n\n{first}\n\n\n{second}\n\n")), both);
    // Line ends and white space around it make no other report of it.
    assert_eq!(in_short(format!("{first}\n{first}\r\n  {first}\t")), ["case r-1", "known r-1", "known r-1"]);
    // One of the old kind of line ends is one line, and two documents on it are no document.
    assert_eq!(in_short(format!("{first}\r{second}\n")), ["1 json.syntax"]);
    assert_eq!(in_short(format!("{first} {second}\n")), ["1 json.syntax"]);
    assert_eq!(
        in_short([first.as_bytes(), b"\n\xFF\xFE\n", second.as_bytes()].concat()),
        ["case r-1", "2 json.syntax", "case r-2"]
    );
    assert_eq!(
        in_short([first.as_bytes(), b"\n\0\n", second.as_bytes()].concat()),
        ["case r-1", "2 json.syntax", "case r-2"]
    );
}

#[test]
fn a_file_of_nothing_but_its_mark() {
    assert!(in_short("\u{FEFF}").is_empty(), "{:?}", in_short("\u{FEFF}"));
    assert!(in_short("\u{FEFF}\r\n").is_empty());
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let (first, second) = (minimal_with("r-1", "One."), minimal_with("r-2", "Two."));
    let long = minimal_with("r-3", &PLANTED.repeat(MAX_DOCUMENT / 10));
    assert!(long.len() > MAX_DOCUMENT);
    for file in
        [format!("{first}\n{long}{long}\n{second}\n{long}"), format!("{first}\r\n{long}{long}\r\n{second}\r\n{long}")]
    {
        let all = in_short(&file);
        assert_eq!(all, ["case r-1", "2 json.too_large", "case r-2", "4 json.too_large"]);
        let Line::Rejected(rejected) = &lines(&file)[1] else { panic!("taken") };
        let problem = &rejected.problems.as_slice()[0];
        assert_eq!(problem.limit, Some(MAX_DOCUMENT as u64));
        assert!(problem.found >= Some(2 * long.len() as u64));
        assert!(!format!("{rejected:?}").contains(PLANTED));
    }
}

/// The cap is that of a document; the end of the line is no part of it.
#[test]
fn a_line_as_long_as_a_document_may_be() {
    let text = minimal_with("r-1", "One.");
    let padded = format!("{text}{}", " ".repeat(MAX_DOCUMENT - text.len()));
    assert!(Case::from_json(padded.as_bytes(), Mode::Strict).is_ok());
    assert_eq!(in_short(&padded), ["case r-1"]);
    for end in ["\n", "\r\n"] {
        let file = format!("{padded}{end}{}", minimal_with("r-2", "Two."));
        assert_eq!(in_short(&file), ["case r-1", "case r-2"], "{end:?}");
    }
}

#[test]
fn what_is_written_is_read() {
    let mut file = Vec::new();
    let full = read(&full_case().to_string(), Mode::Strict).unwrap();
    for case in [&full, &read(&minimal_with("r-1", "One\nand two.\u{2028}"), Mode::Strict).unwrap()] {
        write_line(case, &mut file).unwrap();
    }
    assert_eq!(in_short(&file), [format!("case {}", full.incident.id), "case r-1".to_owned()]);
}

/// The column is counted in bytes, as it is said.
#[test]
fn the_place_of_a_problem_is_counted_in_bytes() {
    let text = "{\"schema\": \"uglymugs.identity/1\",\n \"taken_by\": \"Zoë\", \"incident\": 1}";
    let problems = Identity::from_json(text.as_bytes(), Mode::Strict).expect_err("taken");
    let at = problems.as_slice()[0].position.unwrap();
    let line = text.lines().nth(1).unwrap();
    assert_eq!((at.line, at.column), (2, line.find('1').unwrap() + 1));
}

#[test]
fn an_empty_text_removes_a_section() {
    let draft = Draft::new("r-1").offence("robbery").reporter("victim").narrative("What happened.");
    let draft = draft.section("narrative", b"").unwrap_or_else(|problems| panic!("{problems}"));
    assert!(draft.validate(Mode::Strict).unwrap().narrative.is_none());
}

#[test]
fn a_draft_takes_anything_and_keeps_it() {
    for text in ["null", "1.50", "[]", "\"Zzqhostile\"", "{\"offences\": 5, \"offenders\": {\"a\": 1}, \"when\": 3}"] {
        let draft = Draft::from_json(text.as_bytes()).unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&draft.to_json()).unwrap(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        let problems = draft.validate(Mode::Strict).expect_err(text);
        assert_sound(&problems, text);
        // Setting more on top of it does not panic, whatever it is.
        let more =
            draft.offence("robbery").when_day("2026-03-01").offender(|o| o.alias("Daz").age(30, 40)).sector("street");
        let _ = more.validate(Mode::Lenient);
        assert!(!format!("{more:?}").contains(PLANTED));
    }
    assert!(Incident::from_json(b"null", Mode::Lenient).is_err());
}

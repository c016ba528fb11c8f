//! Intake of CSV files and frames, as `num-core/docs/intake.md` has it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
    time::{Duration, Instant},
};

use fastrand::Rng;
use num_core::{
    case::Case,
    error::{Code, Problems},
    formats::{
        CaseLines, FilePosition, Known, KnownInMemory, Line, Rejected, RowProblem, Standing,
        intake::{
            CsvIntake, CsvRows, CsvWriter, Dialect, IntakeError, Mapping, RejectsWriter, Summary, WriteError,
            wire_paths,
        },
    },
    id::{Id, IncidentId},
    json::Mode,
};
use num_tests::{random, vector};
use serde_json::{Map, Value, json};

/// What stands in files and mappings and must stand in no error.
const PLANTED: &str = "Plantagenet-Canary";

fn mapping(json: &Value) -> Mapping {
    Mapping::from_json(json.to_string().as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A mapping of an id column and these, with what every report needs.
fn with(columns: Value, more: Value) -> Value {
    let mut all = vec![json!({"column": "Ref", "ignore": true})];
    all.extend(columns.as_array().unwrap().iter().cloned());
    let mut mapping = json!({
        "schema": "uglymugs.mapping/1",
        "id": {"columns": ["Ref"], "prefix": "t-"},
        "zone": "Europe/London",
        "columns": all,
        "defaults": {"offences": [{"kind": "robbery"}], "reporter.kind": "victim"},
    });
    for (name, value) in more.as_object().unwrap() {
        mapping[name] = value.clone();
    }
    mapping
}

fn taken_in(json: &Value, file: impl AsRef<[u8]>) -> Vec<Line> {
    let intake = CsvIntake::new(Cursor::new(file.as_ref().to_vec()), &mapping(json), KnownInMemory::new());
    intake.unwrap_or_else(|error| panic!("{error}")).map(Result::unwrap).collect()
}

fn case(line: &Line) -> &Case {
    match line {
        Line::Case(case) => case,
        Line::AlreadyKnown(id) => panic!("{id} is known already"),
        Line::Rejected(rejected) => panic!("rejected: {}", told(rejected).join("; ")),
    }
}

fn incident(line: &Line) -> Value {
    serde_json::from_str(&case(line).incident.to_json()).unwrap()
}

fn document(line: &Line, name: &str) -> Value {
    serde_json::from_str::<Value>(&case(line).to_json()).unwrap()[name].clone()
}

fn told(rejected: &Rejected) -> Vec<String> {
    let one = |found: &RowProblem| {
        let column = found.column.map_or_else(|| "-".to_owned(), |column| column.to_string());
        format!("{column} {} {}", found.problem.path, found.problem.code)
    };
    rejected.problems.iter().map(one).collect()
}

fn rejected(line: &Line) -> &Rejected {
    let Line::Rejected(rejected) = line else { panic!("not rejected: {line:?}") };
    rejected
}

fn in_short(lines: &[Line]) -> Vec<String> {
    let short = |line: &Line| match line {
        Line::Case(case) => format!("case {}", case.incident.id),
        Line::AlreadyKnown(id) => format!("known {id}"),
        Line::Rejected(rejected) => format!("{}:{} {}", rejected.row, rejected.line, told(rejected).join("; ")),
    };
    lines.iter().map(short).collect()
}

fn told_of(problems: &Problems) -> Vec<String> {
    problems.as_slice().iter().map(|problem| format!("{} {}", problem.path, problem.code)).collect()
}

/// What one cell gives: a column `x` with this entry, beside the id.
fn of_cell(entry: Value, cell: &str) -> Line {
    of_cell_with(entry, cell, json!({}))
}

fn of_cell_with(mut entry: Value, cell: &str, more: Value) -> Line {
    entry["column"] = json!("x");
    let file = format!("Ref,x\n1,\"{}\"\n", cell.replace('"', "\"\""));
    taken_in(&with(json!([entry]), more), file).remove(0)
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../num-core/docs/intake.md")).unwrap()
}

/// The first block of that kind on the page.
fn block<'p>(page: &'p str, kind: &str) -> &'p str {
    page.split_once(&format!("```{kind}\n")).unwrap().1.split_once("\n```").unwrap().0
}

// ---- the page ----

#[test]
fn the_example_of_the_page_is_taken_in() {
    let page = page();
    let mapping: Value = serde_json::from_str(block(&page, "json")).unwrap();
    let lines = taken_in(&mapping, block(&page, "csv"));
    assert_eq!(in_short(&lines), ["case ours-A-1", "case ours-A-2"]);
    assert_eq!(
        incident(&lines[0]),
        json!({
            "schema": "uglymugs.incident/1",
            "id": "ours-A-1",
            "offences": [{"kind": "robbery"}],
            "when": {"day": "2026-02-03"},
            "place": {"force": "E23000004"},
            "narrative": "He took my bag.",
            "reporter": {"kind": "project_worker"},
            "offenders": [{"aliases": ["Baz"], "phones": ["07700 900123"]}],
        })
    );
    assert_eq!(
        document(&lines[0], "consent")["events"],
        json!([{
            "event": "grant", "at": "2026-02-04T12:00:00+00:00", "by": {"who": "victim"}, "wording": "leaflet-2",
            "grants": [{"purpose": "police_anonymous", "recipient": "E23000004"}],
        }])
    );
    // Nobody is called unknown, and nothing is consented to that nobody granted.
    assert_eq!(incident(&lines[1])["offenders"], Value::Null);
    assert_eq!(incident(&lines[1])["offences"], json!([{"kind": "assault_without_injury"}, {"kind": "robbery"}]));
    assert_eq!(document(&lines[1], "consent")["events"], json!([]));
}

#[test]
fn every_code_that_the_page_names_is_in_the_catalogue() {
    let known: BTreeSet<&str> = Code::ALL.iter().map(|(code, _)| code.as_str()).collect();
    let page = page();
    let named: Vec<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|text| {
            ["mapping.", "csv.", "date.", "month.", "instant.", "number.", "bool.", "id."]
                .iter()
                .any(|start| text.starts_with(start) && !text.ends_with(".json"))
        })
        .collect();
    assert!(named.len() > 20);
    let unknown: Vec<_> = named.iter().filter(|code| !known.contains(**code)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

// ---- the paths ----

/// Every path of a schema, with whether there is an answer.
fn paths(root: &Value, node: &Value, path: &str, answer: bool, found: &mut BTreeMap<String, bool>) {
    if !path.is_empty() {
        *found.entry(path.to_owned()).or_default() |= answer;
    }
    below(root, node, path, answer, found);
}

fn below(root: &Value, node: &Value, path: &str, answer: bool, found: &mut BTreeMap<String, bool>) {
    if let Some(name) = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
        below(root, &root["$defs"][name], path, name.starts_with("Answer"), found);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        for one in node.get(several).and_then(Value::as_array).into_iter().flatten() {
            // The branch of an answer that says why there is none is no place for values.
            if one["properties"].get("answer").is_none() {
                paths(root, one, path, answer, found);
            }
        }
    }
    if answer {
        found.insert(path.to_owned(), true);
    }
    if let Some(items) = node.get("items") {
        paths(root, items, &format!("{path}[]"), false, found);
    }
    for (name, member) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if name != "schema" {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            paths(root, member, &path, false, found);
        }
    }
}

#[test]
fn the_paths_of_mappings_are_those_of_the_schemas() {
    let mut schemas = BTreeMap::new();
    for (name, schema) in num_core::schema::all() {
        match name {
            "incident" => below(&schema, &schema, "", false, &mut schemas),
            "identity" | "consent" | "circumstances" => paths(&schema, &schema, name, false, &mut schemas),
            _ => {}
        }
    }
    let ours: BTreeMap<String, bool> = wire_paths().into_iter().map(|path| (path.path, path.takes_answer)).collect();
    assert!(ours.len() > 150);
    let forgotten: Vec<_> = schemas.iter().filter(|(path, _)| !ours.contains_key(*path)).collect();
    assert!(forgotten.is_empty(), "no mapping can name: {forgotten:?}");
    let made_up: Vec<_> = ours.iter().filter(|(path, _)| !schemas.contains_key(*path)).collect();
    assert!(made_up.is_empty(), "in no schema: {made_up:?}");
    let other: Vec<_> = ours.iter().filter(|(path, answer)| schemas[*path] != **answer).collect();
    assert!(other.is_empty(), "takes an answer, or takes none: {other:?}");
}

// ---- how cells are read ----

#[test]
fn readers() {
    let json_path = |path: &str| path.replace("[]", "").replace("[0]", "/0").replace('.', "/");
    let taken = |entry: Value, cell: &str| {
        let path = format!("/{}", json_path(entry["path"].as_str().unwrap()));
        incident(&of_cell(entry, cell)).pointer(&path).cloned().unwrap_or(Value::Null)
    };
    let reads = |path: &str, read: &str, cell: &str| taken(json!({"path": path, "read": read}), cell);
    assert_eq!(taken(json!({"path": "narrative"}), "  He said: \"no\".\n "), json!("He said: \"no\"."));
    assert_eq!(reads("narrative", "text", "x"), json!("x"));
    for (cell, value) in [
        ("YES", true),
        ("y", true),
        ("x", true),
        ("Ja!", true),
        ("oui", true),
        ("1", true),
        ("N", false),
        ("False", false),
        ("0", false),
    ] {
        assert_eq!(reads("safety.would_he_know", "bool", cell), json!(value), "{cell}");
    }
    assert_eq!(reads("offenders[0].civil_identity.date_of_birth", "day", "1980-02-29"), json!("1980-02-29"));
    assert_eq!(reads("when.month", "month", "2026-02"), json!("2026-02"));
    assert_eq!(reads("received_at", "instant", "2026-07-01T10:00"), json!("2026-07-01T10:00:00+01:00"));
    assert_eq!(reads("when", "when", "2026-02"), json!({"month": "2026-02"}));
    assert_eq!(reads("when", "when", "2026-02-03"), json!({"day": "2026-02-03"}));
    assert_eq!(reads("when", "when", "2026-02-03T01:00"), json!({"at": "2026-02-03T01:00:00+00:00"}));
    assert_eq!(reads("offenders[0].aliases[]", "json", "[\"Baz\", \"Bazza\"]"), json!(["Baz", "Bazza"]));
    assert_eq!(reads("offenders[0].aliases", "json", "[\"Baz\"]"), json!(["Baz"]));
    assert_eq!(
        reads("summary", "json", "{\"text\": \"x\", \"language\": \"en\"}"),
        json!({"text": "x", "language": "en"})
    );
    assert_eq!(reads("narrative", "text_or_json", "\" x\""), json!(" x"));
    assert_eq!(reads("narrative", "text_or_json", "x"), json!("x"));
    assert_eq!(reads("place.area", "text_or_json", "{\"answer\":\"refused\"}"), json!({"answer": "refused"}));
    // Ages and heights in words need no reader.
    assert_eq!(taken(json!({"path": "offenders[0].appearance.age"}), "mid 30s"), json!("mid 30s"));
    let both = json!([
        {"column": "from", "path": "offenders[0].appearance.age.from", "read": "number"},
        {"column": "to", "path": "offenders[0].appearance.age.to", "read": "number"},
    ]);
    let lines = taken_in(&with(both, json!({})), "Ref,from,to\n1,30,39.0\n2,30,x\n");
    assert_eq!(incident(&lines[0])["offenders"][0]["appearance"]["age"], json!({"from": 30, "to": 39}));
    assert_eq!(told(rejected(&lines[1])), ["3 offenders[0].appearance.age.to number.malformed"]);
}

#[test]
fn cells_that_cannot_be_read() {
    for (entry, cell, code) in [
        (json!({"path": "safety.would_he_know", "read": "bool"}), "perhaps", Code::BOOL_MALFORMED),
        (json!({"path": "when", "read": "when"}), "last week", Code::DATE_MALFORMED),
        (json!({"path": "when.month", "read": "month"}), "02/2026", Code::MONTH_MALFORMED),
        (json!({"path": "received_at", "read": "instant"}), "2026-02-03", Code::INSTANT_MALFORMED),
        (json!({"path": "place", "read": "json"}), "{", Code::JSON_SYNTAX),
        (json!({"path": "place", "read": "json"}), "{\"forse\": 1}", Code::JSON_UNKNOWN_MEMBER),
        (json!({"path": "offenders[0].appearance.age"}), "ancient", Code::AGE_NOT_UNDERSTOOD),
        (json!({"path": "place.postcode"}), "LS2", Code::POSTCODE_MALFORMED),
        (json!({"path": "narrative"}), "a\u{202E}b", Code::TEXT_BIDIRECTIONAL_CONTROL),
        (
            json!({"path": "when", "read": "when", "formats": ["[day]/[month]/[year]"]}),
            "03/02/1826",
            Code::DATE_MALFORMED,
        ),
    ] {
        let line = of_cell(entry.clone(), cell);
        let found = rejected(&line);
        assert_eq!(found.problems.len(), 1, "{entry}: {:?}", told(found));
        assert_eq!((found.problems[0].column, found.problems[0].problem.code), (Some(2), code), "{entry}");
    }
    let mut mapping = with(json!([{"column": "x", "path": "received_at", "read": "instant"}]), json!({}));
    mapping.as_object_mut().unwrap().remove("zone");
    let lines = taken_in(&mapping, "Ref,x\n1,2026-02-03T10:00\n2,2026-02-03T10:00Z\n");
    assert_eq!(told(rejected(&lines[0])), ["2 received_at instant.no_zone"]);
    assert_eq!(incident(&lines[1])["received_at"], json!("2026-02-03T10:00:00+00:00"));
}

#[test]
fn a_date_and_a_time_in_two_columns_and_a_part_of_the_day() {
    let columns = json!([
        {"column": ["Date", "Time"], "path": "when", "read": "when",
         "formats": ["[day]/[month]/[year] [hour]:[minute]", "[day]/[month]/[year]"]},
        {"column": "Part", "path": "when.part_of_day", "values": {"night": "evening"}},
    ]);
    let file = "Ref,Date,Time,Part\n1,03/07/2026,21:15,\n2,03/07/2026,unknown,\n3,03/07/2026,,Night\n4,unknown,?,\n5,,,\n\
                6,unknown,,night\n7,03/07/2026,21:15,night\n8,,21:15,\n";
    let lines = taken_in(&with(columns, json!({})), file);
    assert_eq!(incident(&lines[0])["when"], json!({"at": "2026-07-03T21:15:00+01:00"}));
    assert_eq!(incident(&lines[1])["when"], json!({"day": "2026-07-03"}));
    assert_eq!(incident(&lines[2])["when"], json!({"day": "2026-07-03", "part_of_day": "evening"}));
    assert_eq!(incident(&lines[3])["when"], json!({"answer": "unknown"}));
    assert_eq!(incident(&lines[4])["when"], Value::Null);
    assert_eq!(told(rejected(&lines[5])), ["4 when.part_of_day mapping.conflict"]);
    assert_eq!(told(rejected(&lines[6])), ["2 when when.malformed"]);
    assert_eq!(told(rejected(&lines[7])), ["3 when date.malformed"]);
}

#[test]
fn spreadsheet_dates_of_both_calendars() {
    let columns = json!([{"column": "x", "path": "when", "read": "when", "formats": ["excel"]}]);
    let file = "Ref,x\n1,46056\n2,46056.885416666664\n3,60\n";
    let lines = taken_in(&with(columns.clone(), json!({})), file);
    assert_eq!(incident(&lines[0])["when"], json!({"day": "2026-02-03"}));
    assert_eq!(incident(&lines[1])["when"], json!({"at": "2026-02-03T21:15:00+00:00"}));
    assert_eq!(told(rejected(&lines[2])), ["2 when date.malformed"]);
    let lines = taken_in(&with(columns, json!({"csv": {"excel_dates": "1904"}})), file);
    assert_eq!(incident(&lines[0])["when"], json!({"day": "2030-02-04"}));
    assert_eq!(incident(&lines[2])["when"], json!({"day": "1904-03-01"}));
}

#[test]
fn the_hours_of_the_clock_changes() {
    let entry = json!({"path": "received_at", "read": "instant"});
    let at = |cell: &str, zone: &str| {
        incident(&of_cell_with(entry.clone(), cell, json!({"zone": zone})))["received_at"].as_str().unwrap().to_owned()
    };
    assert_eq!(at("2026-03-29T01:30", "Europe/London"), "2026-03-29T02:30:00+01:00");
    assert_eq!(at("2026-10-25T01:30", "Europe/London"), "2026-10-25T01:30:00+01:00");
    assert_eq!(at("2026-10-25T01:30", "+00:00"), "2026-10-25T01:30:00+00:00");
    // Summer time all the year round, and an offset before it had whole minutes.
    assert_eq!(at("1969-12-25T12:00", "Europe/London"), "1969-12-25T12:00:00+01:00");
    assert_eq!(at("1930-12-25T12:00", "Europe/Amsterdam").len(), 25);
    assert_eq!(at("2026-07-01T00:30-02:30", "Europe/London"), "2026-07-01T00:30:00-02:30");
}

#[test]
fn words_for_no_answer() {
    let area = |cell: &str| incident(&of_cell(json!({"path": "place.area"}), cell))["place"]["area"].clone();
    for cell in ["unknown", "Not known", "DON'T KNOW", "don’t know.", "dk", "N/K", "?"] {
        assert_eq!(area(cell), json!({"answer": "unknown"}), "{cell}");
    }
    for cell in ["Refused", "prefer not to say", "declined"] {
        assert_eq!(area(cell), json!({"answer": "refused"}), "{cell}");
    }
    for cell in ["", "  ", "-", "--", "n/a", "NA", "none given", "NULL", "not asked"] {
        assert_eq!(area(cell), Value::Null, "{cell}");
    }
    assert_eq!(area("Unknown Street"), json!("Unknown Street"));
    // Nobody is called unknown, and a list that is an answer as a whole takes one.
    assert_eq!(incident(&of_cell(json!({"path": "offenders[0].aliases[]"}), "unknown"))["offenders"], Value::Null);
    let support = json!([
        {"column": "a", "path": "support_wanted[]", "values": {"yes": "medical"}},
        {"column": "b", "path": "support_wanted[]", "values": {"yes": "housing"}},
    ]);
    let lines = taken_in(&with(support, json!({})), "Ref,a,b\n1,refused,yes\n2,refused,\n3,yes,yes\n");
    assert_eq!(incident(&lines[0])["support_wanted"], json!(["housing"]));
    assert_eq!(incident(&lines[1])["support_wanted"], json!({"answer": "refused"}));
    assert_eq!(incident(&lines[2])["support_wanted"], json!(["medical", "housing"]));
    // Their own words take the place of ours, and values come before any.
    let own = json!({"unknown": ["keine Ahnung"], "blank": []});
    let area =
        |cell: &str| incident(&of_cell_with(json!({"path": "place.area"}), cell, own.clone()))["place"]["area"].clone();
    assert_eq!(area("KEINE AHNUNG"), json!({"answer": "unknown"}));
    assert_eq!(area("unknown"), json!("unknown"));
    assert_eq!(area("n/a"), json!("n/a"));
    let injuries = json!({"path": "injuries", "values": {"-": "none", "?": {"answer": "refused"}}});
    assert_eq!(incident(&of_cell(injuries.clone(), " - "))["injuries"], json!("none"));
    assert_eq!(incident(&of_cell(injuries.clone(), "?"))["injuries"], json!({"answer": "refused"}));
    assert_eq!(incident(&of_cell(injuries, "--"))["injuries"], Value::Null);
}

#[test]
fn values_and_what_they_do_not_name() {
    let force = |otherwise: Value| {
        let mut entry = json!({"path": "place.area", "values": {"Leeds (North)": "Leeds", "nowhere": null}});
        if !otherwise.is_null() {
            entry["otherwise"] = otherwise;
        }
        move |cell: &str| of_cell(entry.clone(), cell)
    };
    assert_eq!(incident(&force(Value::Null)("LEEDS  north"))["place"]["area"], json!("Leeds"));
    assert_eq!(incident(&force(Value::Null)("Nowhere"))["place"], Value::Null);
    for reject in [Value::Null, json!("reject")] {
        assert_eq!(told(rejected(&force(reject)("York"))), ["2 place.area mapping.value_unknown"]);
    }
    assert_eq!(incident(&force(json!("keep"))("York"))["place"]["area"], json!("York"));
    assert_eq!(incident(&force(json!("blank"))("York"))["place"], Value::Null);
    let words = incident(&force(json!({"own_words": "place"}))("by the old mill"));
    assert_eq!(words["own_words"], json!([{"about": "place", "text": "by the old mill"}]));
    assert_eq!(words["place"], Value::Null);
    // An offender's go to that offender.
    let entry = json!({"path": "offenders[1].appearance.build", "values": {"big": "large"}, "otherwise": {"own_words": "appearance"}});
    let offenders = incident(&of_cell(entry, "like a door"))["offenders"].clone();
    assert_eq!(offenders, json!([{}, {"own_words": [{"about": "appearance", "text": "like a door"}]}]));
    // Ages and heights in words are named by the wire format.
    let entry = json!({"path": "offenders[0].appearance.age", "values": {"pensioner": {"from": 65, "to": 90}}, "otherwise": {"own_words": "appearance"}});
    let offender = |cell: &str| incident(&of_cell(entry.clone(), cell))["offenders"][0].clone();
    assert_eq!(offender("Pensioner")["appearance"]["age"], json!({"from": 65, "to": 90}));
    assert_eq!(offender("late 20s"), json!({"appearance": {"age": "late 20s"}}));
    assert_eq!(offender("ancient"), json!({"own_words": [{"about": "appearance", "text": "ancient"}]}));
    let mut entry = entry.clone();
    entry.as_object_mut().unwrap().remove("otherwise");
    let long = "x".repeat(61);
    assert_eq!(told(rejected(&of_cell(entry, &long))), ["2 offenders[0].appearance.age text.too_long"]);
    // Values beside a reader are read first, and the reader's own after them.
    let entry = json!({"path": "safety.would_he_know", "read": "bool", "values": {"maybe": true}});
    assert_eq!(incident(&of_cell(entry.clone(), "maybe"))["safety"]["would_he_know"], json!(true));
    assert_eq!(incident(&of_cell(entry.clone(), "no"))["safety"]["would_he_know"], json!(false));
    assert_eq!(told(rejected(&of_cell(entry, "hardly"))), ["2 safety.would_he_know bool.malformed"]);
    let entry = json!({"path": "when", "read": "when", "values": {"that day": {"day": "2026-02-03"}}, "otherwise": {"own_words": "when"}});
    assert_eq!(incident(&of_cell(entry.clone(), "That day"))["when"], json!({"day": "2026-02-03"}));
    assert_eq!(incident(&of_cell(entry.clone(), "2026-02-04"))["when"], json!({"day": "2026-02-04"}));
    assert_eq!(incident(&of_cell(entry, "some time in May"))["own_words"][0]["about"], json!("when"));
}

#[test]
fn cells_that_fall_into_several_values() {
    let kinds = json!({"path": "offences[].kind", "split": ";", "values": {
        "Robbery": "robbery", "Mugging": ["robbery", "theft"], "Nothing": null}});
    let offences = |cell: &str| incident(&of_cell(kinds.clone(), cell))["offences"].clone();
    assert_eq!(offences("Robbery; mugging ;;"), json!([{"kind": "robbery"}, {"kind": "robbery"}, {"kind": "theft"}]));
    // The default stands where no column said anything.
    assert_eq!(offences("nothing"), json!([{"kind": "robbery"}]));
    assert_eq!(told(rejected(&of_cell(kinds, "robbery;?;arson"))), ["2 offences[].kind mapping.value_unknown"]);
    let marks = json!({"path": "offenders[0].appearance.marks[]", "values": {"tooth": {"kind": "teeth", "body_place": "mouth"}}});
    assert_eq!(
        incident(&of_cell(marks, "Tooth"))["offenders"][0]["appearance"]["marks"],
        json!([{"kind": "teeth", "body_place": "mouth"}])
    );
}

#[test]
fn gaps_between_elements_close() {
    let columns = json!([
        {"column": "o1", "path": "offences[0].kind"},
        {"column": "o2", "path": "offences[1].kind"},
        {"column": "o3", "path": "offences[2].kind"},
        {"column": "b", "path": "offenders[1].aliases[]"},
    ]);
    let lines = taken_in(&with(columns, json!({})), "Ref,o1,o2,o3,b\n1,robbery,,rape,Baz\n2,,robbery,arson,\n");
    assert_eq!(incident(&lines[0])["offences"], json!([{"kind": "robbery"}, {"kind": "rape"}]));
    assert_eq!(incident(&lines[0])["offenders"], json!([{}, {"aliases": ["Baz"]}]));
    // The problem is where it is in the report, and of the column that it comes from.
    assert_eq!(told(rejected(&lines[1])), ["4 offences[1].kind code.unknown"]);
}

#[test]
fn references_to_the_rest_of_the_row() {
    let columns = json!([
        {"column": "Police", "path": "consent.events[0].grants[]", "values": {
            "both": [{"purpose": "police_anonymous", "recipient": "{place.force}"}, {"purpose": "police_full", "recipient": "{place.force}"}],
            "no": null}},
        {"column": "Force", "path": "place.force"},
        {"column": "On", "path": "received_at", "read": "instant"},
        {"column": "By", "path": "consent.events[0].by", "values": {"hers": {"who": "third_party", "authority": {"who": "of {offences[0].kind}", "at": "{received_at}"}}}},
    ]);
    let defaults = json!({
        "offences": [{"kind": "robbery"}], "reporter.kind": "victim",
        "consent.events[0]": {"event": "grant", "at": "2026-01-01T00:00:00+00:00", "by": {"who": "victim"}, "wording": "w1"},
    });
    let mapping = with(columns, json!({"defaults": defaults}));
    let file = "Ref,Police,Force,On,By\n1,both,E23000010,2026-07-03T10:00,hers\n2,both,,,\n3,no,,,\n4,,,,hers\n";
    let lines = taken_in(&mapping, file);
    assert_eq!(
        document(&lines[0], "consent")["events"],
        json!([{
            "event": "grant", "at": "2026-01-01T00:00:00+00:00",
            "by": {"who": "third_party", "authority": {"who": "of robbery", "at": "2026-07-03T10:00:00+01:00"}},
            "wording": "w1",
            "grants": [{"purpose": "police_anonymous", "recipient": "E23000010"}, {"purpose": "police_full", "recipient": "E23000010"}],
        }])
    );
    let missing = |index| format!("2 consent.events[0].grants[{index}] mapping.reference_missing");
    assert_eq!(told(rejected(&lines[1])), [missing(0), missing(1)]);
    assert_eq!(document(&lines[2], "consent")["events"], json!([]));
    // What a column said of an event that nobody granted anything in is not swallowed.
    let found = told(rejected(&lines[3]));
    assert!(found.contains(&"5 consent.events[0].by mapping.reference_missing".to_owned()), "{found:?}");
}

#[test]
fn defaults_speak_only_where_columns_are_silent() {
    let columns = json!([
        {"column": "kind", "path": "place.kind"},
        {"column": "who", "path": "consent.events[0].by", "read": "json"},
        {"column": "grant", "path": "consent.events[0].grants[]", "read": "json"},
        {"column": "more", "path": "consent.events[1].grants[]", "read": "json"},
        {"column": "gender", "path": "offenders[0].appearance.gender"},
    ]);
    let event = json!({"event": "grant", "at": "2026-01-01T00:00:00+00:00", "by": {"who": "victim"}, "wording": "w1"});
    let defaults = json!({
        "offences": [{"kind": "robbery"}],
        "reporter": {"kind": "witness", "first_hand": false},
        "place": {"kind": "street", "force": "E23000010"},
        "consent": {"events": [event, event]},
        "consent.events[0].capture": {"how": "phone"},
        "offenders[0].appearance.gender": {"answer": "unknown"},
        "identity.taken_by": "Ruth Example",
    });
    let mapping = with(columns, json!({"defaults": defaults}));
    let grant = r#""{""purpose"": ""matching""}""#;
    let lines = taken_in(
        &mapping,
        format!(
            "Ref,kind,who,grant,more,gender\n1,,,,,\n2,hotel,\"{{\"\"who\"\": \"\"third_party\"\"}}\",{grant},,woman\n3,,,,{grant},\n"
        ),
    );
    assert_eq!(incident(&lines[0])["place"], json!({"force": "E23000010", "kind": "street"}));
    assert_eq!(incident(&lines[0])["reporter"], json!({"kind": "witness", "first_hand": false}));
    assert_eq!(incident(&lines[0])["offenders"], json!([{"appearance": {"gender": {"answer": "unknown"}}}]));
    assert_eq!(document(&lines[0], "consent")["events"], json!([]));
    assert_eq!(document(&lines[0], "identity")["taken_by"], json!("Ruth Example"));
    assert_eq!(incident(&lines[1])["place"], json!({"force": "E23000010", "kind": "hotel"}));
    assert_eq!(incident(&lines[1])["offenders"], json!([{"appearance": {"gender": "woman"}}]));
    let events = document(&lines[1], "consent")["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 1);
    assert_eq!(events[0]["by"], json!({"who": "third_party"}));
    assert_eq!(events[0]["capture"], json!({"how": "phone"}));
    // The second event alone: the first was given nothing, and is not there.
    let events = document(&lines[2], "consent")["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 1);
    assert_eq!(events[0]["capture"], Value::Null);
}

/// A sheet has the day of a consent and seldom its hour.
#[test]
fn a_day_becomes_an_instant_at_the_time_that_the_mapping_says() {
    let entry = |more: Value| {
        let mut entry = json!({"column": "c", "path": "received_at", "read": "instant", "formats": ["[day]/[month]/[year]", "iso"]});
        more.as_object().unwrap().iter().for_each(|(name, value)| entry[name] = value.clone());
        entry
    };
    let zone = json!({"zone": "Europe/London"});
    for (cell, at) in [
        ("03/07/2026", "2026-07-03T12:30:00+01:00"),
        ("2026-01-03", "2026-01-03T12:30:00+00:00"),
        ("2026-01-03T08:00", "2026-01-03T08:00:00+00:00"),
    ] {
        let line = of_cell_with(entry(json!({"time": "12:30"})), cell, zone.clone());
        assert_eq!(incident(&line)["received_at"], json!(at), "{cell}");
    }
    // Without it a day is no instant, and such a format is refused.
    let columns = |entry: Value| with(json!([entry]), zone.clone());
    assert_eq!(refused(&columns(entry(json!({})))), ["columns[1].formats[0] mapping.format_malformed"]);
    for wrong in ["noon", "24:00", "1:30", "12:30:00"] {
        let found = refused(&columns(entry(json!({"time": wrong}))));
        assert!(found.contains(&"columns[1].time mapping.malformed".to_owned()), "{wrong}: {found:?}");
    }
    let elsewhere = json!({"column": "c", "path": "narrative", "time": "12:30"});
    assert_eq!(refused(&columns(elsewhere)), ["columns[1].time mapping.malformed"]);
}

/// Sheets have the date of the answer also where the answer was no.
#[test]
fn an_event_that_grants_nothing_is_left_out() {
    let columns = json!([
        {"column": "Asked on", "path": "consent.events[0].at", "read": "instant"},
        {"column": "Share?", "path": "consent.events[0].grants[]", "values": {"yes": {"purpose": "matching"}, "no": null}},
        {"column": "Took back on", "path": "consent.events[1]", "read": "json"},
    ]);
    let defaults = json!({
        "offences": [{"kind": "robbery"}], "reporter.kind": "victim",
        "consent.events[0]": {"event": "grant", "by": {"who": "victim"}, "wording": "w1"},
    });
    let mapping = with(columns, json!({"defaults": defaults, "zone": "Europe/London"}));
    let withdrawal = r#""{""event"": ""withdraw"", ""at"": ""2026-03-01T10:00:00+00:00"", ""by"": ""victim""}""#;
    let file = format!(
        "Ref,Asked on,Share?,Took back on\n1,2026-01-05T10:00,yes,\n2,2026-01-05T10:00,no,\n3,2026-01-05T10:00,no,{withdrawal}\n4,whenever,no,\n"
    );
    let lines = taken_in(&mapping, file);
    assert_eq!(document(&lines[0], "consent")["events"][0]["at"], json!("2026-01-05T10:00:00+00:00"));
    assert_eq!(document(&lines[1], "consent")["events"], json!([]));
    assert_eq!(document(&lines[2], "consent")["events"][0]["event"], json!("withdraw"));
    // What cannot be read is told all the same.
    assert_eq!(told(rejected(&lines[3])), ["2 consent.events[0].at instant.malformed"]);
}

#[test]
fn a_default_grants_nothing() {
    let defaults = json!({
        "offences": [{"kind": "robbery"}], "reporter.kind": "victim",
        "consent": {"events": [{
            "event": "grant", "at": "2026-01-01T00:00:00+00:00", "by": {"who": "victim"}, "wording": "w1",
            "grants": [{"purpose": "alert", "recipient": "num"}]}]},
    });
    for defaults in [
        defaults.clone(),
        json!({
            "offences": [{"kind": "robbery"}], "reporter.kind": "victim",
            "consent.events[0].grants": [{"purpose": "alert", "recipient": "num"}],
            "consent.events[0].event": "grant",
        }),
    ] {
        let lines = taken_in(&with(json!([]), json!({"defaults": defaults})), "Ref\n1\n");
        assert_eq!(document(&lines[0], "consent")["events"], json!([]));
    }
}

#[test]
fn two_columns_that_say_different_things() {
    let columns = json!([
        {"column": "a", "path": "place.area"},
        {"column": "b", "path": "place.area"},
        {"column": "c", "path": "place", "read": "json"},
    ]);
    let file = "Ref,a,b,c\n1,Leeds,Leeds,\n2,Leeds,York,\n3,Leeds,,\"{\"\"area\"\": \"\"Leeds\"\"}\"\n4,Leeds,unknown,\"{}\"\n";
    let lines = taken_in(&with(columns, json!({})), file);
    assert_eq!(incident(&lines[0])["place"]["area"], json!("Leeds"));
    assert_eq!(told(rejected(&lines[1])), ["3 place.area mapping.conflict"]);
    assert_eq!(incident(&lines[2])["place"]["area"], json!("Leeds"));
    assert_eq!(told(rejected(&lines[3])), ["3 place.area mapping.conflict", "4 place mapping.conflict"]);
}

// ---- ids ----

#[test]
fn ids_of_columns_and_of_content() {
    let mapping = json!({
        "schema": "uglymugs.mapping/1",
        "id": {"columns": ["Year", 2], "prefix": "leeds north/"},
        "columns": [{"column": "Year", "ignore": true}, {"column": "No", "ignore": true}],
        "defaults": {"offences": [{"kind": "robbery"}], "reporter.kind": "victim"},
    });
    let lines = taken_in(&mapping, format!("Year,No\n2026,A/7\n2026,\n,n/a\n2026,{}\n", "9".repeat(60)));
    assert_eq!(in_short(&lines)[..2], ["case leeds_north_2026-A_7", "case leeds_north_2026-"]);
    assert_eq!(told(rejected(&lines[2])), ["1 id id.malformed"]);
    assert_eq!(told(rejected(&lines[3])), ["1 id id.malformed"]);

    let columns = json!([{"column": "Story", "path": "narrative"}, {"column": "x", "ignore": true}]);
    let mut mapping = with(json!([]), json!({}));
    mapping["columns"] = columns;
    mapping.as_object_mut().unwrap().remove("id");
    let lines = taken_in(&mapping, "Story,x\na,b\nab,\na,b\na,b,,\na,c\n");
    let ids = in_short(&lines);
    // `a` and `b`, each with its length before it, by another program.
    assert_eq!(ids[0], "case row-cf6ab613e3942391f88ed698557e1680");
    assert!(ids[1].starts_with("case row-") && ids[1] != ids[0]);
    assert_eq!(ids[2..4], ["known row-cf6ab613e3942391f88ed698557e1680"; 2]);
    // A row that was edited is a new report, though nothing that is taken in changed.
    assert!(ids[4].starts_with("case row-") && ids[4] != ids[0]);
}

#[test]
fn what_was_taken_in_before() {
    let columns = json!([{"column": "Story", "path": "narrative"}, {"column": "Notes", "ignore": true}]);
    let json = with(columns, json!({}));
    let lines = taken_in(&json, "Ref,Story,Notes\n1,One.,a\n1,One.,b\n1,Other.,\n2,One.,\n1, One. ,\n");
    assert_eq!(in_short(&lines), ["case t-1", "known t-1", "3:4 1 id id.conflict", "case t-2", "known t-1"]);

    // The same report through a mapping whose columns stand in another order.
    let mut turned = json.clone();
    turned["columns"].as_array_mut().unwrap().reverse();
    let mut known = KnownInMemory::new();
    let short = |json: &Value, file: &str, known: &mut KnownInMemory| {
        let intake = CsvIntake::new(file.as_bytes(), &mapping(json), known).unwrap();
        in_short(&intake.map(Result::unwrap).collect::<Vec<_>>())
    };
    assert_eq!(short(&json, "Ref,Story,Notes\n1,One.,a\n", &mut known), ["case t-1"]);
    assert_eq!(
        short(&turned, "Notes,Story,Ref\nx,One.,1\nx,Two.,1\n", &mut known),
        ["known t-1", "2:3 3 id id.conflict"]
    );
    assert_eq!(known.len(), 1);
}

#[test]
fn what_is_known_may_be_kept_elsewhere() {
    struct Broken;
    impl Known for Broken {
        fn check(&mut self, _: &IncidentId, _: u64) -> io::Result<Standing> {
            Err(io::Error::other("no space"))
        }
    }
    let json = with(json!([]), json!({}));
    let mut intake = CsvIntake::new(&b"Ref\n1\n"[..], &mapping(&json), Broken).unwrap();
    assert!(intake.next().unwrap().is_err());
    let case = taken_in(&json, "Ref\n1\n").remove(0);
    let file = self::case(&case).to_json();
    assert!(CaseLines::knowing(file.as_bytes(), Mode::Strict, Broken).next().unwrap().is_err());
}

// ---- how files are written ----

fn story() -> Value {
    with(json!([{"column": "Story", "path": "narrative"}]), json!({}))
}

fn narratives(json: &Value, file: &[u8]) -> Vec<Value> {
    taken_in(json, file).iter().map(|line| incident(line)["narrative"].clone()).collect()
}

#[test]
fn encodings() {
    let text = "Ref,Story\n1,Zoë paid £20\n2,\"“two\nlines”\"\n";
    let both = [json!("Zoë paid £20"), json!("“two\nlines”")];
    let windows = |text: &str| -> Vec<u8> {
        let byte = |c: char| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        };
        text.chars().map(byte).collect()
    };
    let sixteen = |little: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let with_encoding = |encoding: &str| {
        with(story()["columns"].as_array().unwrap()[1..].into(), json!({"csv": {"encoding": encoding}}))
    };
    for (encoding, file) in [
        ("auto", text.as_bytes().to_vec()),
        ("auto", marked.clone()),
        ("auto", windows(text)),
        ("auto", sixteen(true, true)),
        ("auto", sixteen(false, true)),
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8", marked),
        ("windows-1252", windows(text)),
        ("utf-16", sixteen(true, true)),
        ("utf-16", sixteen(false, true)),
        ("utf-16", sixteen(true, false)),
    ] {
        assert_eq!(narratives(&with_encoding(encoding), &file), both, "{encoding}");
    }
    // Rows of both kinds in one file, each read by itself and counted.
    let mixed = ["Ref,Story\n1,Zoë\n".as_bytes(), &windows("2,Zoë £\n"), b"3,plain\n"].concat();
    let mut intake = CsvIntake::new(mixed.as_slice(), &mapping(&story()), KnownInMemory::new()).unwrap();
    let lines: Vec<Line> = intake.by_ref().map(Result::unwrap).collect();
    assert_eq!(incident(&lines[1])["narrative"], json!("Zoë £"));
    assert_eq!((incident(&lines[0])["narrative"].clone(), intake.windows_1252_rows()), (json!("Zoë"), 1));
    // Where the encoding is named, another is a problem of that row alone.
    let lines = taken_in(&with_encoding("utf-8"), &mixed);
    assert_eq!(in_short(&lines), ["case t-1", "2:3 -  csv.not_utf8", "case t-3"]);
    let mut broken = sixteen(true, true);
    let unit = broken.len() - 8;
    broken[unit..unit + 2].copy_from_slice(&0xD800_u16.to_le_bytes());
    let lines = taken_in(&with_encoding("auto"), &broken);
    assert_eq!(in_short(&lines), ["case t-1", "2:3 -  csv.not_utf8"]);
}

#[test]
fn line_ends_quotes_and_blank_rows() {
    for end in ["\n", "\r\n", "\r"] {
        let file =
            ["Ref,Story", "", "1,\"a, \"\"b\"\"", "", "c\"", " ,", "2,d", "3,\"e\"f", "4,g\"h\"", ",", "5,\"\"", "6"]
                .join(end);
        let lines = taken_in(&story(), &file);
        let told: Vec<Value> = lines.iter().map(|line| incident(line)["narrative"].clone()).collect();
        assert_eq!(
            told,
            [json!(format!("a, \"b\"{end}{end}c")), json!("d"), json!("ef"), json!("g\"h\""), Value::Null, Value::Null]
        );
        let rejects = taken_in(&story(), format!("{file},,{end}7,x,y{end}"));
        assert_eq!(in_short(&rejects)[6..], ["7:13 3  csv.too_many_cells"]);
    }
    for (delimiter, written) in [(";", ";"), ("tab", "\t"), ("|", "|")] {
        let mut json = story();
        json["csv"] = json!({"delimiter": delimiter});
        assert_eq!(narratives(&json, format!("Ref{written}Story\n1{written}a,b\n").as_bytes()), [json!("a,b")]);
    }
    assert!(taken_in(&story(), "Ref,Story\n\n , \n").is_empty());
}

#[test]
fn headers_in_several_rows() {
    let mut json = with(
        json!([
            {"column": "Offender / Hair", "path": "offenders[0].appearance.hair_colour"},
            {"column": "eyes", "path": "offenders[0].appearance.eye_colour"},
            {"column": "Victim / Name", "path": "identity.victim.names[]"},
            {"column": 6, "path": "narrative"},
        ]),
        json!({"csv": {"skip_rows": 2, "header_rows": 2}}),
    );
    json["columns"]
        .as_array_mut()
        .unwrap()
        .push(json!({"column": "Offender / Name", "path": "offenders[0].aliases[]"}));
    let file = "\"Reports, \"\n\nRef,Offender,,,Victim,\n,Name,Hair,Eyes,Name,\n1,Baz,black,blue,Ann,\"What, then?\"\n";
    let lines = taken_in(&json, file);
    let offender = &incident(&lines[0])["offenders"][0];
    assert_eq!(offender["aliases"], json!(["Baz"]));
    assert_eq!(offender["appearance"], json!({"hair_colour": "black", "eye_colour": "blue"}));
    assert_eq!(document(&lines[0], "identity")["victim"]["names"], json!(["Ann"]));
    assert_eq!(incident(&lines[0])["narrative"], json!("What, then?"));
    let rejected_line = taken_in(&json, format!("{file}2,,purple,,,\n"));
    assert_eq!(in_short(&rejected_line)[1], "2:6 3 offenders[0].appearance.hair_colour code.unknown");
}

#[test]
fn columns_behind_the_last_header() {
    let lines = taken_in(&story(), "Ref,Story,,\n1,a,,\n2,b\n3\n4,c,,,,,\n5,d,,x\n6,e,y,,z\n");
    assert_eq!(
        in_short(&lines),
        [
            "case t-1",
            "case t-2",
            "case t-3",
            "case t-4",
            "5:6 4  csv.too_many_cells",
            "6:7 3  csv.too_many_cells; 5  csv.too_many_cells"
        ]
    );
    let many = format!("Ref,Story\n1,a{}\n2,b{}\n3,c\n", ",".repeat(998), ",".repeat(999));
    assert_eq!(in_short(&taken_in(&story(), many)), ["case t-1", "2:3 -  csv.too_many_cells", "case t-3"]);
}

#[test]
fn a_quote_that_is_never_closed() {
    // Up to the end of the file.
    let lines = taken_in(&story(), "Ref,Story\n1,\"a\nb\"\n2,\"c\n3,d\n4,e\n");
    assert_eq!(in_short(&lines), ["case t-1", "2:4 -  csv.unclosed_quote", "case t-3", "case t-4"]);
    // The row ends with the line that the quote stands on, which may not be its first.
    let lines = taken_in(&story(), "Ref,Story\n1,\"a\nb\",\"c\n2,d\n");
    assert_eq!(in_short(&lines), ["1:2 -  csv.unclosed_quote", "case t-2"]);
    // Within a mebibyte of other rows.
    let mut file = "Ref,Story\n1,\"a\n".to_owned();
    let rows = 100_000;
    (0..rows).for_each(|row| file.push_str(&format!("r{row},long enough\n")));
    assert!(file.len() > 1 << 20);
    let lines = taken_in(&story(), &file);
    assert_eq!(lines.len(), rows + 1);
    assert_eq!(in_short(&lines[..2]), ["1:2 -  csv.unclosed_quote", "case t-r0"]);
    // On one line that is longer than a row.
    let file = format!("Ref,Story\n1,\"{}\n2,b\n", "x".repeat(3 << 20));
    assert_eq!(in_short(&taken_in(&story(), file)), ["1:2 -  csv.unclosed_quote", "case t-2"]);
}

#[test]
fn a_file_full_of_quotes_is_read_in_linear_time() {
    for line in ["a\",\",\n", "a,\"\n", "\"\"\"\n", "\"a\"\"\n", ",\"\"\"\",\"\n", "\"b\n\n"] {
        let file = format!("Ref,Story\n{}", line.repeat(4_000_000 / line.len()));
        let begun = Instant::now();
        let mut rows = CsvRows::new(file.as_bytes(), &Dialect::default()).unwrap();
        let mut read = 0;
        while let Some(row) = rows.read().unwrap() {
            read += usize::from(row.line > 1);
        }
        assert!(read > 1, "{line:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{line:?}: {:?}", begun.elapsed());
    }
}

#[test]
fn rows_that_are_too_long() {
    let fits = (1 << 20) - "1,".len();
    for (length, short) in [(fits, "1:2 2 narrative text.too_long"), (fits + 1, "1:2 -  csv.row_too_long")] {
        for end in ["\n", "\r\n"] {
            let file = format!("Ref,Story{end}1,{}{end}2,b{end}", "x".repeat(length));
            assert_eq!(in_short(&taken_in(&story(), file)), [short, "case t-2"], "{length}");
        }
    }
    // Quotes still count, and lines are counted.
    let long = "y".repeat((1 << 20) + (1 << 19));
    let file = format!("Ref,Story\n1,{long},\"a\n\nb\",\n2,c\n3,{long}");
    let lines = taken_in(&story(), file);
    assert_eq!(in_short(&lines), ["1:2 -  csv.row_too_long", "case t-2", "3:6 -  csv.row_too_long"]);
    let problem = &rejected(&lines[0]).problems[0].problem;
    assert_eq!(problem.limit, Some(1 << 20));
    assert!(problem.found > Some(long.len() as u64));
    // In quotes that do not end, the line does.
    let file = format!("Ref,Story\n1,{long},\"{long}\n2,c\n");
    assert_eq!(in_short(&taken_in(&story(), file)), ["1:2 -  csv.row_too_long", "case t-2"]);
}

/// Gives so many bytes at a time.
struct Pieces<'f> {
    file: &'f [u8],
    at: usize,
    size: Box<dyn FnMut() -> usize>,
    ready: usize,
}

impl<'f> Pieces<'f> {
    fn new(file: &'f [u8], size: impl FnMut() -> usize + 'static) -> Self {
        Self { file, at: 0, size: Box::new(size), ready: 0 }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ready == 0 {
            self.ready = (self.size)().max(1).min(self.file.len() - self.at);
        }
        Ok(&self.file[self.at..self.at + self.ready])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
        self.ready -= amount;
    }
}

/// A file of random rows: quotes where they belong and where they do not, line ends of all kinds, bytes of two encodings.
fn random_file(seed: u64) -> Vec<u8> {
    let mut dice = Rng::with_seed(seed);
    let pieces: &[&[u8]] = &[
        b",",
        b",",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b"a",
        b"bc",
        b" ",
        b"'=1",
        "é".as_bytes(),
        b"\xE9",
        b"1,x\n",
        b"2,\"y\nz\"\n",
    ];
    let mut file = b"Ref,Story\n".to_vec();
    (0..dice.usize(0..60)).for_each(|_| file.extend_from_slice(pieces[dice.usize(..pieces.len())]));
    file
}

fn all(reader: impl BufRead) -> Vec<(String, FilePosition)> {
    let mut intake = CsvIntake::new(reader, &mapping(&story()), KnownInMemory::new()).unwrap().keep_rows(true);
    let mut lines = Vec::new();
    while let Some(line) = intake.next() {
        let line = line.unwrap();
        let content = match &line {
            Line::Case(case) => case.to_json(),
            Line::Rejected(Rejected { raw: Some(raw), .. }) => {
                format!("{} {}", in_short(&[line.clone_of()])[0], raw.expose())
            }
            other => in_short(&[other.clone_of()])[0].clone(),
        };
        lines.push((content, intake.position()));
    }
    lines
}

/// Lines are not cloned but in tests.
trait CloneOf {
    fn clone_of(&self) -> Line;
}

impl CloneOf for Line {
    fn clone_of(&self) -> Line {
        match self {
            Self::Case(case) => Self::Case(case.clone()),
            Self::AlreadyKnown(id) => Self::AlreadyKnown(id.clone()),
            Self::Rejected(rejected) => Self::Rejected(rejected.clone()),
        }
    }
}

#[test]
fn the_same_rows_whatever_is_read_at_a_time() {
    for seed in 0..600 {
        let file = random_file(seed);
        let whole = all(file.as_slice());
        assert!(whole.last().is_none_or(|(_, end)| end.bytes <= file.len() as u64));
        for size in [1, 2, 3, 7] {
            assert_eq!(all(Pieces::new(&file, move || size)), whole, "seed {seed}, {size} bytes at a time");
        }
        let mut dice = Rng::with_seed(seed);
        assert_eq!(all(Pieces::new(&file, move || dice.usize(1..20))), whole, "seed {seed}");
        let sixteen: Vec<u8> = [0xFEFF]
            .into_iter()
            .chain(String::from_utf8_lossy(&file).encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(all(Pieces::new(&sixteen, || 3)), all(sixteen.as_slice()), "seed {seed}, UTF-16");
    }
}

/// Where one record ends by the plainest of means: one byte at a time, and all of the file at hand.
fn plain_records(file: &[u8]) -> Vec<(usize, Vec<u8>, bool)> {
    let (mut at, mut line, mut records) = (0, 1, Vec::new());
    let line_end = |at: usize| match &file[at..] {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    while at < file.len() {
        let (start, mut quoted, mut begins, mut opened) = (at, false, true, None);
        while at < file.len() && (quoted || line_end(at) == 0) {
            match (quoted, file[at]) {
                (false, b'"') if begins => (quoted, opened, begins) = (true, Some(at), false),
                (false, byte) => begins = byte == b',',
                (true, b'"') if file.get(at + 1) == Some(&b'"') => at += 1,
                (true, b'"') => quoted = false,
                (true, _) => {}
            }
            at += 1;
        }
        if quoted {
            at = opened.unwrap();
            while at < file.len() && line_end(at) == 0 {
                at += 1;
            }
        }
        records.push((line, file[start..at].to_vec(), quoted));
        let mut passed = start;
        let end = at + if at < file.len() { line_end(at) } else { 0 };
        while passed < end {
            let length = line_end(passed);
            line += usize::from(length > 0);
            passed += length.max(1);
        }
        at = end;
    }
    records
}

#[test]
fn records_are_those_of_the_plainest_reading() {
    for seed in 0..3_000 {
        let file: Vec<u8> = random_file(seed).into_iter().filter(u8::is_ascii).collect();
        let mut rows = CsvRows::new(file.as_slice(), &Dialect::default()).unwrap();
        let mut plain = plain_records(&file).into_iter().skip(1).filter(|(_, bytes, unclosed)| {
            *unclosed || bytes.iter().any(|byte| !matches!(byte, b',' | b'"' | b' ' | b'\n' | b'\r'))
        });
        while let Some(row) = rows.read().unwrap() {
            let unclosed = matches!(&row.cells, Err(problem) if problem.code == Code::CSV_UNCLOSED_QUOTE);
            let blank_but_quotes = !row.raw.bytes().any(|byte| !matches!(byte, b',' | b'"' | b' ' | b'\n' | b'\r'));
            if blank_but_quotes && !unclosed {
                continue;
            }
            let (line, bytes, plainly_unclosed) = plain.next().expect("another row");
            assert_eq!(
                (row.line, row.raw.as_bytes(), unclosed),
                (line, bytes.as_slice(), plainly_unclosed),
                "seed {seed}"
            );
        }
        assert!(plain.next().is_none(), "seed {seed}");
    }
}

#[test]
fn reading_goes_on_from_any_row() {
    for seed in 0..150 {
        let file = random_file(seed);
        let whole = all(file.as_slice());
        for (rows, (_, position)) in whole.iter().enumerate() {
            let mut intake = CsvIntake::new(
                BufReader::with_capacity(5, Cursor::new(&file)),
                &mapping(&story()),
                KnownInMemory::new(),
            )
            .unwrap();
            intake.resume(*position).unwrap();
            let rest: Vec<(String, FilePosition)> = std::iter::from_fn(|| {
                let line = intake.next()?.unwrap();
                Some((in_short(&[line])[0].clone(), intake.position()))
            })
            .collect();
            assert_eq!(rest.len(), whole.len() - rows - 1, "seed {seed}");
            for ((_, one), (_, other)) in rest.iter().zip(&whole[rows + 1..]) {
                assert_eq!(one, other, "seed {seed}");
            }
        }
    }
    // JSON Lines, too.
    let cases: String = ["1", "2", "3"]
        .map(|id| case(&taken_in(&story(), format!("Ref,Story\n{id},a\n")).remove(0)).to_json() + "\n")
        .concat();
    let mut lines = CaseLines::new(Cursor::new(&cases), Mode::Strict);
    lines.next().unwrap().unwrap();
    let position = lines.position();
    assert_eq!((position.rows, position.lines), (1, 1));
    let mut rest = CaseLines::new(Cursor::new(format!("{cases}{{}}\n")), Mode::Strict).keep_rows(true);
    rest.resume(position).unwrap();
    let rest: Vec<Line> = rest.map(Result::unwrap).collect();
    let short = in_short(&rest);
    assert_eq!(short[..2], ["case t-2", "case t-3"]);
    assert!(short[2].starts_with("4:4 "), "{}", short[2]);
    assert_eq!(rejected(&rest[2]).raw.as_ref().unwrap().expose(), "{}");
}

// ---- problems of mappings ----

fn refused(json: &Value) -> Vec<String> {
    told_of(&Mapping::from_json(json.to_string().as_bytes()).expect_err("a mapping"))
}

#[test]
fn every_problem_of_a_mapping_at_once() {
    let json = json!({
        "schema": "uglymugs.mapping/1",
        PLANTED: 1,
        "csv": {"delimiter": "::", "skip_rows": 51, "encoding": "latin-1", "header_rows": 4, "excel_dates": "1901"},
        "zone": format!("Europe/{PLANTED}"),
        "unknown": ["dk"], "refused": ["DK"],
        "columns": [
            {"column": PLANTED, "path": "place.farce"},
            {"column": 0, "path": "place.force"},
            {"path": "place.force"},
            {"column": "a"},
            {"column": "a", "path": "narrative", "ignore": true},
            {"column": "a", "path": "place.force", "values": {(PLANTED): PLANTED, "Leeds": "E23000010", "LEEDS": "E23000004", " ": "E23000010"}},
            {"column": "a", "path": "consent.events[0].grants[]", "values": {"x": {"purpose": "alert", "recipient": "{place.farce}"}}},
            {"column": "a", "path": "consent.events[0].grants[]", "values": {"x": {"purpose": PLANTED}}},
            {"column": "a", "path": "when", "read": "when", "formats": ["[day]/[month]", "excel", PLANTED, "[nothing]"]},
            {"column": "a", "path": "narrative", "formats": ["iso"]},
            {"column": "a", "path": "narrative", "split": ";"},
            {"column": "a", "path": "narrative", "read": "when"},
            {"column": "a", "path": "narrative", "read": "number"},
            {"column": "a", "path": "place"},
            {"column": "a", "path": "injuries", "values": {}, "otherwise": "guess"},
            {"column": "a", "path": "injuries", "values": {}, "otherwise": {"own_words": PLANTED}},
            {"column": "a", "path": "identity.victim.address.street", "values": {}, "otherwise": {"own_words": "victim"}},
            {"column": "a", "path": "narrative", "value": {}},
        ],
        "defaults": {
            (PLANTED): 1, "place.force": PLANTED, "place": {"farce": "x"}, "offences[].kind": "robbery",
        },
    });
    let problems = Mapping::from_json(json.to_string().as_bytes()).expect_err("a mapping");
    assert_eq!(
        told_of(&problems).into_iter().collect::<BTreeSet<_>>(),
        [
            " mapping.malformed",
            "csv.delimiter mapping.malformed",
            "csv.skip_rows mapping.malformed",
            "csv.encoding mapping.malformed",
            "csv.header_rows mapping.malformed",
            "csv.excel_dates mapping.malformed",
            "zone mapping.zone_unknown",
            "refused mapping.malformed",
            "defaults mapping.path_unknown",
            "defaults mapping.value_malformed",
            "columns[0].path mapping.path_unknown",
            "columns[1].column mapping.malformed",
            "columns[2].column mapping.malformed",
            "columns[3].path mapping.malformed",
            "columns[4].ignore mapping.malformed",
            "columns[5].values mapping.value_malformed",
            "columns[6].values mapping.path_unknown",
            "columns[7].values mapping.value_malformed",
            "columns[8].formats[0] mapping.format_malformed",
            "columns[8].formats[2] mapping.format_malformed",
            "columns[8].formats[3] mapping.format_malformed",
            "columns[9].formats mapping.malformed",
            "columns[10].split mapping.malformed",
            "columns[11].read mapping.malformed",
            "columns[12].read mapping.malformed",
            "columns[13].read mapping.malformed",
            "columns[14].otherwise mapping.malformed",
            "columns[15].otherwise.own_words mapping.value_malformed",
            "columns[16].otherwise mapping.malformed",
            "columns[17] mapping.malformed",
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<BTreeSet<_>>()
    );
    // Each tells where it stands, and none what.
    assert!(problems.as_slice().iter().all(|problem| problem.position.is_some()));
    assert_eq!(
        told_of(&problems).iter().filter(|told| *told == "columns[5].values mapping.value_malformed").count(),
        3
    );
    assert!(!format!("{problems} {problems:?}").contains(PLANTED));
}

#[test]
fn mappings_that_are_none() {
    assert_eq!(told_of(&Mapping::from_json(b"{").unwrap_err()), [" mapping.malformed"]);
    assert_eq!(
        told_of(&Mapping::from_json(b"[]").unwrap_err()).first().map(String::as_str),
        Some(" mapping.malformed")
    );
    assert_eq!(refused(&json!({"schema": "uglymugs.mapping/2", "columns": []})), ["schema mapping.malformed"]);
    assert_eq!(refused(&json!({})), ["schema mapping.malformed", "columns mapping.malformed"]);
    let large = format!("{{\"schema\": \"uglymugs.mapping/1\", \"name\": \"{}\"}}", "x".repeat(1 << 20));
    let problems = Mapping::from_json(large.as_bytes()).unwrap_err();
    assert_eq!(problems.as_slice()[0].limit, Some(1 << 20));
    let columns: Vec<Value> = (0..1_001).map(|number| json!({"column": number + 1, "ignore": true})).collect();
    let problems =
        Mapping::from_json(json!({"schema": "uglymugs.mapping/1", "columns": columns}).to_string().as_bytes());
    assert_eq!(problems.unwrap_err().as_slice()[0].limit, Some(1_000));
}

#[test]
fn a_mapping_is_written_as_it_was_read() {
    let page = page();
    let json: Value = serde_json::from_str(block(&page, "json")).unwrap();
    let first = mapping(&json);
    assert_eq!(serde_json::from_str::<Value>(&first.to_json()).unwrap(), json);
    assert_eq!(first.name(), Some("Our spreadsheet"));
    assert_eq!(mapping(&json).to_json(), first.to_json());
    let standard = Mapping::standard();
    assert_eq!(Mapping::from_json(standard.to_json().as_bytes()).unwrap().to_json(), standard.to_json());
    assert_eq!(format!("{first:?}"), "Mapping(9 columns)");
}

#[test]
fn every_problem_of_the_headers_at_once() {
    let json = with(
        json!([
            {"column": "Gone", "path": "narrative"},
            {"column": ["Date", "Time"], "path": "when", "read": "when"},
            {"column": "Name", "path": "offenders[0].aliases[]"},
            {"column": 9, "path": "place.area"},
            {"column": "Maybe", "path": "place.venue", "optional": true},
        ]),
        json!({"id": {"columns": ["Ref", "Year"]}}),
    );
    let problems = mapping(&json).bind(&["Ref", "Date", "A / Name", "B / Name", PLANTED, "", "Z"]).unwrap_err();
    assert_eq!(
        told_of(&problems),
        [
            "columns[1].column mapping.column_missing",
            "columns[2].column[1] mapping.column_missing",
            "columns[3].column mapping.column_ambiguous",
            "columns[4].column mapping.column_missing",
            "id.columns[1] mapping.column_missing",
            "columns mapping.column_unmapped",
            "columns mapping.column_unmapped",
            "columns mapping.column_unmapped",
            "columns mapping.column_unmapped",
            "columns mapping.column_unmapped",
        ]
    );
    let unmapped: Vec<_> = problems.as_slice()[5..].iter().filter_map(|problem| problem.found).collect();
    assert_eq!(unmapped, [3, 4, 5, 6, 7]);
    assert!(!format!("{problems} {problems:?}").contains(PLANTED));
    // From a file, before its first row.
    let error = CsvIntake::new(&b"Ref\n1\n"[..], &mapping(&story()), KnownInMemory::new()).unwrap_err();
    assert!(
        matches!(error, IntakeError::Mapping(problems) if told_of(&problems) == ["columns[1].column mapping.column_missing"])
    );
    let error = CsvIntake::new(&b""[..], &mapping(&story()), KnownInMemory::new()).unwrap_err();
    assert!(matches!(error, IntakeError::Mapping(problems) if problems.as_slice().len() == 3));
}

#[test]
fn a_frame_goes_the_same_way() {
    let bound = mapping(&story()).bind(&["Story", "Ref"]).unwrap();
    let case = bound.case(&[Some("'=1"), Some("7")]).unwrap();
    // A mark is a matter of CSV.
    assert_eq!(serde_json::from_str::<Value>(&case.incident.to_json()).unwrap()["narrative"], json!("'=1"));
    assert_eq!(bound.case(&[None, Some("7")]).unwrap().incident.id.as_str(), "t-7");
    let problems = bound.case(&[Some("a")]).unwrap_err();
    assert_eq!((problems[0].column, problems[0].problem.code), (Some(2), Code::ID_MALFORMED));
    let mut known = KnownInMemory::new();
    let line = |cells: &[Option<&str>], known: &mut KnownInMemory| {
        in_short(&[bound.line(cells, 3, 4, known).unwrap()]).remove(0)
    };
    assert_eq!(line(&[Some("a"), Some("7")], &mut known), "case t-7");
    assert_eq!(line(&[Some("a"), Some("7")], &mut known), "known t-7");
    assert_eq!(line(&[Some("b"), Some("7")], &mut known), "3:4 2 id id.conflict");
}

#[test]
fn problems_are_those_of_the_column_that_they_come_from() {
    let json = with(
        json!([
            {"column": "kind", "path": "offences[].kind", "split": ";", "values": {"r": "robbery", "x": {"kind": "rape"}}},
            {"column": "code", "path": "offences[0].home_office_codes[]"},
            {"column": "text", "path": "summary.text"},
            {"column": "make", "path": "offenders[0].vehicle.make"},
            {"column": "model", "path": "offenders[0].vehicle.model"},
            {"column": "from", "path": "when.from", "read": "when"},
            {"column": "to", "path": "when.to", "read": "when"},
            {"column": "names", "path": "identity.victim.names", "read": "json"},
        ]),
        json!({"defaults": {"reporter.kind": "victim"}}),
    );
    // An object where the path ends in a member is refused with the mapping.
    assert_eq!(refused(&json), ["columns[1].values mapping.value_malformed"]);
    let mut json = json;
    json["columns"][1]["values"] = json!({"r": "robbery"});
    let file = "Ref,kind,code,text,make,model,from,to,names\n\
                1,,,,,,,,\n\
                2,r,99Z,,,,,,\n\
                3,r,,Only text,,,,,\n\
                4,r,,,ford,bmw_3_series,,,\n\
                5,r,,,,,2026-02-03,2026-02-01,\n\
                6,r,,,,,2026-02-03,,\n\
                7,r,,,,,,,\"[\"\"a\"\", \"\" \"\", 1]\"\n";
    assert_eq!(
        in_short(&taken_in(&json, file)),
        [
            "1:2 2 offences member.missing",
            "2:3 3 offences[0].home_office_codes[0] offence.code_not_of_kind",
            "3:4 4 summary.language member.missing",
            "4:5 6 offenders[0].vehicle.model vehicle.model_not_of_make",
            "5:6 7 when when.reversed",
            "6:7 8 when.to member.missing",
            "7:8 9 identity.victim.names[1] text.blank; 9 identity.victim.names[2] json.wrong_type",
        ]
    );
}

// ---- out ----

fn standard_file(cases: &[Case]) -> Vec<u8> {
    let mut writer = CsvWriter::new(Vec::new(), &Mapping::standard()).unwrap();
    for case in cases {
        writer.write(case).unwrap_or_else(|error| panic!("{}: {error}", case.incident.id));
    }
    writer.into_inner()
}

/// Answers to any question: every report is a new one.
struct Nothing;

impl Known for Nothing {
    fn check(&mut self, _: &IncidentId, _: u64) -> io::Result<Standing> {
        Ok(Standing::New)
    }
}

fn through_csv(cases: &[Case]) {
    let file = standard_file(cases);
    let back = CsvIntake::new(file.as_slice(), &Mapping::standard(), Nothing).unwrap();
    let back: Vec<Line> = back.map(Result::unwrap).collect();
    assert_eq!(back.len(), cases.len());
    for (line, original) in back.iter().zip(cases) {
        assert_eq!(case(line).to_json(), original.to_json(), "{}", original.incident.id);
    }
}

fn read(json: &Value) -> Case {
    Case::from_json(json.to_string().as_bytes(), Mode::Strict).unwrap_or_else(|problems| panic!("{problems}"))
}

fn fits(case: &Case) -> bool {
    case.incident.offenders.len() <= 3
}

#[test]
fn the_vectors_go_through_csv_and_back() {
    let cases: Vec<Case> = vector::vectors().iter().map(|vector| read(&vector.case)).filter(fits).collect();
    assert!(cases.len() > 60);
    through_csv(&cases);
}

#[test]
fn random_cases_go_through_csv_and_back() {
    let policy = vector::policy();
    let cases = (0..1_500).map(|seed| read(&random::asked(seed, &policy).case)).filter(fits).collect::<Vec<_>>();
    assert!(cases.len() > 1_000);
    through_csv(&cases);
}

#[test]
fn cases_that_csv_could_spoil() {
    let spoilt = |texts: &[&str]| {
        texts.iter().enumerate().map(|(number, text)| {
            read(&json!({"schema": "uglymugs.case/1", "incident": {
                "schema": "uglymugs.incident/1", "id": format!("s-{number}"), "offences": [{"kind": "robbery"}],
                "reporter": {"kind": "victim", "grade": "unknown"},
                "place": {"area": text}, "narrative": text, "own_words": [{"about": "other", "text": text}],
                "offenders": [{}, {"aliases": [text]}, {}],
            }, "identity": {"schema": "uglymugs.identity/1", "incident": "another", "victim": {"address": {}, "safe_contact": text}, "reporter": {}}}))
        })
        .collect::<Vec<_>>()
    };
    through_csv(&spoilt(&[
        "=1+1",
        "'=1+1",
        "''=1",
        "'",
        "'tis",
        "+44",
        "-",
        "--",
        "@x",
        "\tx",
        "\rx",
        " x ",
        "x\r\ny\rz\n",
        "unknown",
        "refused",
        "n/a",
        "null",
        "true",
        "1",
        "\"",
        "\"x\"",
        "{",
        "{}",
        "[]",
        "[x",
        "a,b;c\td",
        "\u{FEFF}x",
        "x\u{FEFF}",
        "£é“",
        "{place.force}",
        "\u{200B}x",
    ]));
}

#[test]
fn cases_that_do_not_fit_are_refused_and_leave_no_trace() {
    let incident = |offenders: usize, more: Value| {
        let mut incident = json!({
            "schema": "uglymugs.incident/1", "id": "r-1", "offences": [{"kind": "robbery"}], "reporter": {"kind": "victim"},
            "offenders": vec![json!({"aliases": [PLANTED]}); offenders],
        });
        for (name, value) in more.as_object().unwrap_or(&Map::new()) {
            incident[name] = value.clone();
        }
        json!({"schema": "uglymugs.case/1", "incident": incident})
    };
    let mut writer = CsvWriter::new(Vec::new(), &Mapping::standard()).unwrap();
    let lenient = |json: &Value| Case::from_json(json.to_string().as_bytes(), Mode::Lenient).unwrap();
    for (case, code) in [
        (read(&incident(4, Value::Null)), Code::CSV_CASE_DOES_NOT_FIT),
        (lenient(&incident(1, json!({"extra": PLANTED}))), Code::CSV_CASE_DOES_NOT_FIT),
        (
            read(&incident(1, json!({"own_words": vec![json!({"about": "other", "text": "\"".repeat(2_000)}); 20]}))),
            Code::CSV_ROW_TOO_LONG,
        ),
    ] {
        // The last of them fits; with more of the same it does not.
        if code == Code::CSV_ROW_TOO_LONG {
            assert!(writer.write(&case).is_ok());
            let mut long = incident(0, json!({"narrative": "£".repeat(100_000)}));
            let approval = json!({"text": "£".repeat(2_000), "language": "en", "approver": "R", "at": "2026-01-01T00:00:00Z", "audiences": ["members"]});
            long["circumstances"] =
                json!({"schema": "uglymugs.circumstances/1", "incident": "r-1", "approvals": vec![approval; 300]});
            let error = writer.write(&read(&long)).unwrap_err();
            assert_eq!(error.code(), Some(code));
            continue;
        }
        let error = writer.write(&case).unwrap_err();
        assert_eq!(error.code(), Some(code));
        assert!(!format!("{error} {error:?} {writer:?}").contains(PLANTED));
        assert!(matches!(error, WriteError::Refused(_)));
    }
    assert_eq!(
        CsvRows::new(writer.into_inner().as_slice(), &Dialect::default()).unwrap().read().unwrap().iter().count(),
        1
    );
}

#[test]
fn a_mapping_that_goes_one_way_only() {
    let json = with(
        json!([
            {"column": "a", "path": "place.force", "values": {"x": "E23000010"}},
            {"column": "b", "path": "offenders[0].aliases[]"},
            {"column": ["c", "d"], "path": "narrative"},
            {"column": 7, "path": "place.area"},
            {"column": "f", "path": "when", "read": "when"},
            {"column": "g", "path": "received_at", "read": "instant", "formats": ["excel"]},
        ]),
        json!({"csv": {"header_rows": 2}}),
    );
    let error = CsvWriter::new(Vec::new(), &mapping(&json)).unwrap_err();
    let IntakeError::Mapping(problems) = error else { panic!("{error}") };
    let paths: Vec<&str> = problems.as_slice().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        ["csv", "columns[1]", "columns[2]", "columns[3].column", "columns[4].column", "columns[5]", "columns[6]"]
    );
    assert!(problems.as_slice().iter().all(|problem| problem.code == Code::MAPPING_NOT_INVERTIBLE));

    // One that goes both ways, with an id behind a prefix; what it has no column for is not lost but refused.
    let json = with(
        json!([
            {"column": "Story", "path": "narrative"},
            {"column": "Known", "path": "safety.would_he_know", "read": "bool"},
            {"column": "Received", "path": "received_at", "read": "instant"},
            {"column": "Area", "path": "place.area"},
        ]),
        json!({}),
    );
    let file = "Ref,Story,Known,Received,Area\r\n1,'=1,yes,2026-02-03T10:00:00+00:00,unknown\r\n2,,,,\r\n";
    let lines = taken_in(&json, file);
    let mut writer = CsvWriter::new(Vec::new(), &mapping(&json)).unwrap();
    lines.iter().for_each(|line| writer.write(case(line)).unwrap());
    assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), file);
}

#[test]
fn what_is_taken_in_reads_back_as_it_is() {
    let page = page();
    let mapping: Value = serde_json::from_str(block(&page, "json")).unwrap();
    for line in taken_in(&mapping, block(&page, "csv")) {
        let json = case(&line).to_json();
        assert_eq!(Case::from_json(json.as_bytes(), Mode::Strict).unwrap().to_json(), json);
    }
}

// ---- rejects ----

#[test]
fn the_report_of_rejects() {
    let json = with(
        json!([{"column": "Area", "path": "place.area", "values": {}}, {"column": "Age", "path": "offenders[0].appearance.age"}]),
        json!({}),
    );
    let file = format!("Ref,Area,Age\n1,,\n=2,\"{PLANTED}, or\nso\",ancient\n3,,,x\n4,\"{PLANTED}\n");
    for keep in [false, true] {
        let intake = CsvIntake::new(file.as_bytes(), &mapping(&json), KnownInMemory::new()).unwrap().keep_rows(keep);
        let mut writer = RejectsWriter::new(Vec::new(), keep).unwrap();
        let mut summary = Summary::default();
        for line in intake {
            let line = line.unwrap();
            summary.add(&line);
            if let Line::Rejected(rejected) = &line {
                writer.write(rejected).unwrap();
            }
        }
        assert_eq!((summary.rows, summary.taken, summary.rejected, summary.already_known), (4, 1, 3, 0));
        assert_eq!(summary.by_code[&Code::MAPPING_VALUE_UNKNOWN], 1);
        assert_eq!(summary.by_code.values().sum::<u64>(), 4);
        assert_eq!(serde_json::to_value(&summary).unwrap()["by_code"]["age.not_understood"], json!(1));
        let report = String::from_utf8(writer.into_inner()).unwrap();
        let raw = |text: &str| if keep { format!(",{text}") } else { String::new() };
        let understood = Code::AGE_NOT_UNDERSTOOD.message();
        assert_eq!(
            report,
            [
                format!("row,line,column,path,code,message{}", raw("raw")),
                format!(
                    "2,3,2,place.area,mapping.value_unknown,the mapping does not name this value{}",
                    raw(&format!("\"'=2,\"\"{PLANTED}, or\nso\"\",ancient\""))
                ),
                format!("2,3,3,offenders[0].appearance.age,age.not_understood,\"{understood}\"{}", raw("")),
                format!("3,5,4,,csv.too_many_cells,\"{}\"{}", Code::CSV_TOO_MANY_CELLS.message(), raw("\"3,,,x\"")),
                format!("4,6,,,csv.unclosed_quote,a quote is never closed{}", raw(&format!("\"4,\"\"{PLANTED}\""))),
                String::new(),
            ]
            .join("\r\n")
        );
    }
}

#[test]
fn nothing_of_a_row_stands_in_what_is_printed() {
    let json = with(
        json!([
            {"column": "Area", "path": "place.area", "values": {}},
            {"column": "Age", "path": "offenders[0].appearance.age"},
            {"column": "When", "path": "when", "read": "when"},
            {"column": "Json", "path": "place", "read": "json"},
            {"column": "Known", "path": "safety.would_he_know", "read": "bool"},
        ]),
        json!({}),
    );
    let row = format!("{PLANTED},{PLANTED},{PLANTED},{PLANTED},\"{{\"\"{PLANTED}\"\": 1}}\",{PLANTED}");
    let file = format!("Ref,Area,Age,When,Json,Known\n{row}\n{row},{PLANTED}\n{PLANTED},\"{PLANTED}\n");
    let mut intake = CsvIntake::new(file.as_bytes(), &mapping(&json), KnownInMemory::new()).unwrap().keep_rows(true);
    assert!(!format!("{intake:?} {:?} {:?}", intake.bound(), intake.bound().mapping()).contains(PLANTED));
    let mut rows = 0;
    for line in intake.by_ref() {
        let line = line.unwrap();
        let Line::Rejected(found) = &line else { panic!("taken") };
        assert!(found.raw.as_ref().is_some_and(|raw| raw.expose().contains(PLANTED)));
        let shown: String = found.problems.iter().map(|problem| format!("{problem} {problem:?}")).collect();
        assert!(!format!("{line:?} {line:#?} {shown}").contains(PLANTED), "{line:?}");
        rows += 1;
    }
    assert_eq!(rows, 3);
    let mut rows = CsvRows::new(file.as_bytes(), &Dialect::default()).unwrap();
    assert!(!format!("{rows:?}").contains(PLANTED));
    assert!(!format!("{:?}", rows.read().unwrap()).contains(PLANTED));
}

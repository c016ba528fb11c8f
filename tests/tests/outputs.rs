//! Properties of everything that leaves a scheme: look-ups, alerts in every form, the feed, police reports. First over random
//! schemes, then each rule by itself. Every failure of a random scheme names its seed; `PROPERTY_CASES` asks for more of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use num_core::{
    alert::{AlertError, AlertRules, feed},
    case::Case,
    code::CodeTable,
    consent::PoliceRecipient,
    disclosure::{AnyDecision, Policy, Reason, Recipient, TriageState},
    id::{Id, Reference},
    lookup::{Answer, Asker, LookupError, LookupPurpose, LookupRecord, Outcome, Query, QueryKind, RateLimit, Watch},
    scheme::{Scheme, SchemeError, Went},
    timestamp::Timestamp,
    triage::OwnContacts,
};
use num_tests::{
    asking,
    outputs::{issuer, scheme::*},
    random, vector,
};
use serde_json::{Value, json};

// Random schemes

/// What the random cases of one scheme are, and who is asked about them.
struct World {
    seed: u64,
    cases: Vec<Value>,
    /// Links that a person decided: report, offender, report, offender, and whether they are one.
    links: Vec<(usize, usize, usize, usize, bool)>,
    policy: Value,
    as_of: String,
    rng: Rng,
}

impl World {
    /// A few random reports, some of them told again by somebody else with a little changed.
    fn of(seed: u64, common: &Value) -> Self {
        let mut rng = Rng::with_seed(seed ^ 0x517C_C1B7);
        let mut cases: Vec<Value> = Vec::new();
        let mut nth = seed * 64;
        while cases.len() < 7 {
            nth += 1;
            let asked = random::asked(nth, common);
            if !asked.recipient.starts_with("members") || has_mismatch(&asked.case) {
                continue;
            }
            let mut case = asked.case;
            open_both_uses(&mut case);
            let twins = if rng.u8(..3) == 0 { 2 } else { 1 };
            for twin in 0..twins {
                let mut case = case.clone();
                if twin > 0 {
                    change_a_little(&mut case, &mut rng);
                }
                cases.push(case);
            }
        }
        for (at, case) in cases.iter_mut().enumerate() {
            rename(case, at);
            if rng.u8(..3) > 0 {
                let source = ["Kez", "lily-7", "Roxy", "heron-7"][rng.usize(..4)];
                know(case, source);
            }
        }
        let mut links = Vec::new();
        for _ in 0..6 {
            let (one, other) = (rng.usize(..cases.len()), rng.usize(..cases.len()));
            let of = |at: usize| list(&cases[at]["incident"]["offenders"]).len();
            if one != other && of(one) > 0 && of(other) > 0 {
                links.push((one, rng.usize(..of(one)), other, rng.usize(..of(other)), rng.u8(..4) > 0));
            }
        }
        Self { seed, cases, links, policy: common.clone(), as_of: "2026-04-01T00:00:00+01:00".to_owned(), rng }
    }

    fn scheme(&self, left_out: Option<usize>) -> Scheme {
        let policy: Policy = asking::policy(&self.policy);
        let mut scheme = Scheme::new(issuer(), policy, everything(), OwnContacts::default());
        for (at, case) in self.cases.iter().enumerate() {
            if left_out != Some(at) {
                scheme.submit(asking::case(case)).unwrap();
            }
        }
        for (one, of_one, other, of_other, confirmed) in self.links.iter().copied() {
            if left_out.is_none_or(|left_out| left_out != one && left_out != other) {
                let ids = [name(one), name(other)];
                decide(&mut scheme, (&ids[0], of_one), (&ids[1], of_other), confirmed, "2026-03-03T09:00:00+00:00");
            }
        }
        scheme
    }

    /// Whether a person linked or took a report for another: consent of others may hang on it (A11, A38).
    fn is_apart(&self, at: usize) -> bool {
        let own = name(at);
        let linked = self.links.iter().any(|(one, _, other, ..)| *one == at || *other == at);
        let is_twin = |case: &Value| {
            list(&case["circumstances"]["triage"]).iter().any(|entry| entry.get("of").is_some_and(|of| *of == own))
        };
        let repeats = list(&self.cases[at]["circumstances"]["triage"]).iter().any(|entry| entry.get("of").is_some());
        !linked && !repeats && !self.cases.iter().any(is_twin)
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn name(at: usize) -> String {
    format!("ls-2026-{at:04}")
}

fn has_mismatch(case: &Value) -> bool {
    let id = &case["incident"]["id"];
    ["identity", "consent", "circumstances"]
        .iter()
        .any(|name| case.get(*name).is_some_and(|one| one["incident"] != *id))
        || ["identity", "consent", "circumstances"].iter().any(|name| case.get(*name).is_none())
}

/// Consent to one use is nearly always given to the other as well.
fn open_both_uses(case: &mut Value) {
    for event in case["consent"]["events"].as_array_mut().into_iter().flatten() {
        let Some(grants) = event.get_mut("grants").and_then(Value::as_array_mut) else { continue };
        let purposes: Vec<String> = grants.iter().map(|grant| grant["purpose"].as_str().unwrap().to_owned()).collect();
        for (from, to) in [("alert", "lookup"), ("lookup", "alert")] {
            if purposes.iter().any(|one| one == from) && !purposes.iter().any(|one| one == to) {
                let mut grant = grants.iter().find(|grant| grant["purpose"] == from).unwrap().clone();
                grant["purpose"] = json!(to);
                grants.push(grant);
            }
        }
        if !purposes.iter().any(|one| one == "matching") && event["by"]["who"] == "victim" {
            event["grants"].as_array_mut().unwrap().push(json!({"purpose": "matching"}));
        }
    }
}

fn change_a_little(case: &mut Value, rng: &mut Rng) {
    let Some(incident) = case["incident"].as_object_mut() else { return };
    match rng.u8(..4) {
        0 => {
            incident.remove("when");
        }
        1 => {
            incident.remove("place");
        }
        2 => {
            incident.remove("summary");
        }
        _ => {}
    }
    if let Some(offender) = incident.get_mut("offenders").and_then(|all| all.get_mut(0)).and_then(Value::as_object_mut)
    {
        let members: Vec<String> = offender.keys().cloned().collect();
        if members.len() > 1 && rng.bool() {
            offender.remove(&members[rng.usize(..members.len())]);
        }
    }
}

/// An id and references of its own.
fn rename(case: &mut Value, at: usize) {
    let new = name(at);
    case["incident"]["id"] = json!(new);
    for document in ["identity", "consent", "circumstances"] {
        case[document]["incident"] = json!(new);
    }
    for event in case["consent"]["events"].as_array_mut().into_iter().flatten() {
        if event["event"] == "override" && event["incident"] == "ls-2026-0117" {
            event["incident"] = json!(new);
        }
    }
    for entry in case["circumstances"]["triage"].as_array_mut().into_iter().flatten() {
        if entry.get("of").is_some() {
            entry["of"] = json!(name((at + 1) % 7));
        }
    }
    let keys = [
        "members/num",
        "members/leeds_genesis",
        "police/E23000010",
        "police/E23000004",
        "police/nca_scas",
        "partner/num",
        "partner/leeds_genesis",
    ];
    let handed = |(nth, key): (usize, &&str)| json!({"recipient": key, "reference": format!("ref-{at:04}-{nth:02}")});
    case["circumstances"]["references"] = Value::Array(keys.iter().enumerate().map(handed).collect());
}

/// Whoever reports is known under this pseudonym.
fn know(case: &mut Value, source: &str) {
    let incident = &mut case["incident"];
    if incident.get("victim").is_none() {
        incident["victim"] = json!({});
    }
    incident["victim"]["pseudonym"] = json!(source);
    incident["reporter"]["pseudonym"] = json!(source);
    incident["reporter"]["grade"] = json!("verified_member");
}

/// Every identifier that occurs anywhere, and some that do not.
fn queries(cases: &[Value]) -> Vec<(QueryKind, String)> {
    let mut all = BTreeSet::new();
    for case in cases {
        for offender in list(&case["incident"]["offenders"]) {
            for (kind, name) in [("phone", "phones"), ("email", "emails"), ("username", "handles"), ("name", "aliases")]
            {
                all.extend(list(&offender[name]).iter().map(|one| (kind, one.as_str().unwrap().to_owned())));
            }
            let profiles = list(&offender["profiles"]).iter();
            all.extend(profiles.map(|one| ("username", one["handle"].as_str().unwrap().to_owned())));
            all.extend(offender["vehicle"]["plate"].as_str().map(|plate| ("plate", plate.to_owned())));
        }
        for person in ["victim", "reporter"] {
            for (kind, name) in [("phone", "phones"), ("email", "emails"), ("name", "names")] {
                let known = list(&case["identity"][person][name]).iter();
                all.extend(known.map(|one| (kind, one.as_str().unwrap().to_owned())));
            }
        }
    }
    all.extend([
        ("phone", "07700 900999".to_owned()),
        ("plate", "ZZ00IIQ".to_owned()),
        ("username", "nobody".to_owned()),
    ]);
    all.into_iter().map(|(kind, text)| (QueryKind::from_str_of(kind), text)).collect()
}

trait OfCode {
    fn from_str_of(code: &str) -> Self;
}

impl<T: CodeTable> OfCode for T {
    fn from_str_of(code: &str) -> Self {
        T::ALL.iter().copied().find(|one| one.as_str() == code).expect("a code")
    }
}

/// Everything that leaves at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Left {
    /// By the reports behind it: why there is no alert, or every form of it.
    alerts: BTreeMap<String, Vec<String>>,
    feed: String,
    lookups: BTreeMap<String, String>,
    police: BTreeMap<String, String>,
}

fn leave(world: &World, scheme: &mut Scheme, queries: &[(QueryKind, String)]) -> Left {
    let as_of = world.as_of.as_str();
    let mut drawn = references();
    let mut alerts = BTreeMap::new();
    let reports: Vec<String> = scheme.cases().map(|case| case.incident.id.to_string()).collect();
    let mut asked: Vec<Vec<String>> = reports.iter().map(|report| vec![report.clone()]).collect();
    for series in scheme.series(at(as_of)).iter() {
        let mut of: Vec<String> = series.sightings().iter().map(|one| one.incident.to_string()).collect();
        of.dedup();
        asked.push(of);
    }
    for reports in asked {
        let ids: Vec<&str> = reports.iter().map(String::as_str).collect();
        let forms = match publish(scheme, &ids, as_of, &mut drawn) {
            Ok(release) => forms(&release),
            Err(error) => vec![error.code().as_str().to_owned()],
        };
        alerts.insert(reports.join(" "), forms);
    }
    let feed = feed("Safety alerts", &scheme.feed(at(as_of)), at(as_of));
    let ask = |kind: &QueryKind, text: &String| {
        let answer = look_up(scheme, *kind, text, as_of);
        format!("{} {}", answer.to_json(), answer.words())
    };
    let lookups = queries.iter().map(|(kind, text)| (format!("{kind:?} {text}"), ask(kind, text))).collect();
    let mut police = BTreeMap::new();
    for report in reports {
        for sent in scheme.police_reports(&id(&report), at(as_of), &mut drawn).unwrap() {
            let bytes = match sent.outcome {
                Ok(record) => format!("{}{}", record.to_json(), record.to_html()),
                Err(why) => format!("{why:?}"),
            };
            police.insert(format!("{report} {:?}", sent.recipient), bytes);
        }
    }
    Left { alerts, feed, lookups, police }
}

fn worlds(count: u64) -> impl Iterator<Item = World> {
    let count = std::env::var("PROPERTY_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(count);
    let common = vector::policy();
    (0..count).map(move |seed| World::of(seed, &common))
}

const MEMBERS: [&str; 2] = ["members/num/alert", "members/num/lookup"];

/// Bytes, and the explanation: path and reason.
type ToldOf = (Option<String>, Vec<(String, String)>);

/// What members are told of a report, for both uses: bytes and explanation, or the reason for nothing.
fn to_members(scheme: &mut Scheme, report: &str, as_of: &str) -> Vec<ToldOf> {
    let ask = |recipient: &str| {
        let recipient = Recipient::parse(recipient).unwrap();
        match scheme.disclose(&id(report), recipient, at(as_of), &mut references()).unwrap() {
            AnyDecision::Nothing(reason) => (None, vec![(String::new(), reason.as_str().to_owned())]),
            AnyDecision::Disclosed(disclosure, explanation) => {
                let bytes = String::from_utf8(disclosure.to_bytes()).unwrap();
                let why = explanation.withheld().iter();
                (Some(bytes), why.map(|one| (one.path.to_string(), one.reason.as_str().to_owned())).collect())
            }
        }
    };
    MEMBERS.map(ask).to_vec()
}

/// By these the rules decide what is shown, or whom a report is from; of the rest nothing may be seen.
const DECIDES: [&str; 9] = [
    "safety.",
    "link.relation",
    "victim.age_band",
    "victim.capacity_doubted",
    "victim.in_danger",
    "pseudonym",
    "reporter.grade",
    "reporter.kind",
    "id",
];

const VALUE_CHECKS: [&str; 4] = ["own_contact", "equals_identity", "area_too_small", "contains_withheld_value"];

/// A report that another one lends one of its values, or all of its people.
fn with_another_value(world: &mut World, at: usize, path: &str) -> Option<Value> {
    let lenders: Vec<usize> = (0..world.cases.len()).filter(|other| *other != at).collect();
    let mut case = world.cases[at].clone();
    let holder = if path.starts_with("identity.") { "" } else { "incident/" };
    let pointer = format!("/{holder}{}", path.replace(['.', '['], "/").replace(']', ""));
    let old = case.pointer(&pointer)?.clone();
    for _ in 0..8 {
        let lender = &world.cases[lenders[world.rng.usize(..lenders.len())]];
        let Some(new) = lender.pointer(&pointer).filter(|new| **new != old) else { continue };
        *case.pointer_mut(&pointer)? = new.clone();
        let same_kind = Case::from_json(case.to_string().as_bytes(), num_core::json::Mode::Strict).is_ok();
        if same_kind {
            return Some(case);
        }
        *case.pointer_mut(&pointer)? = old.clone();
    }
    None
}

/// The alerts that a value check refuses.
fn refused(left: &Left) -> Vec<&String> {
    let is_refused = |(_, forms): &(&String, &Vec<String>)| forms[0] == "output.contains_withheld_value";
    left.alerts.iter().filter(is_refused).map(|(reports, _)| reports).collect()
}

/// A value that members are not shown, or who stands behind a report, changes no byte that members or others are given.
#[test]
fn what_is_withheld_changes_no_output() {
    let (mut values, mut people, mut with_alert) = (0, 0, 0);
    for mut world in worlds(60) {
        let queries = queries(&world.cases);
        let mut scheme = world.scheme(None);
        let before: Vec<_> =
            (0..world.cases.len()).map(|at| to_members(&mut scheme, &name(at), &world.as_of)).collect();
        let left = leave(&world, &mut scheme, &queries);
        with_alert += usize::from(left.alerts.values().any(|forms| forms.len() > 1));
        for (at, told_before) in before.iter().enumerate() {
            let withheld_from_both: Vec<String> = match told_before.as_slice() {
                [(Some(_), alert), (Some(_), lookup)] => {
                    let of = |(path, reason): &&(String, String)| {
                        !VALUE_CHECKS.contains(&reason.as_str())
                            && lookup.iter().any(|(other, why)| other == path && !VALUE_CHECKS.contains(&why.as_str()))
                    };
                    alert.iter().filter(of).map(|(path, _)| path.clone()).collect()
                }
                _ => continue,
            };
            let mut paths: Vec<String> =
                withheld_from_both.into_iter().filter(|path| !DECIDES.iter().any(|one| path.contains(one))).collect();
            world.rng.shuffle(&mut paths);
            paths.truncate(4);
            paths.push("identity".to_owned());
            for path in paths {
                let changed = if path == "identity" {
                    let mut case = world.cases[at].clone();
                    let strangers =
                        json!({"names": ["Zelda Quirk"], "phones": ["07700 900987"], "emails": ["zelda@example.org"]});
                    case["identity"]["victim"] = strangers;
                    Some(case).filter(|case| *case != world.cases[at])
                } else {
                    with_another_value(&mut world, at, &path)
                };
                let Some(changed) = changed else { continue };
                let mut other = World {
                    cases: world.cases.clone(),
                    links: world.links.clone(),
                    policy: world.policy.clone(),
                    as_of: world.as_of.clone(),
                    rng: Rng::with_seed(0),
                    seed: world.seed,
                };
                other.cases[at] = changed;
                let mut scheme = other.scheme(None);
                let now = to_members(&mut scheme, &name(at), &world.as_of);
                let verdict = |told: &[ToldOf]| -> Vec<(String, String)> {
                    let all = told.iter().flat_map(|(_, why)| why.clone());
                    all.filter(|(_, why)| VALUE_CHECKS.contains(&why.as_str())).collect()
                };
                // A text that is a number now, and the like: another reason holds, and the rules say what is shown.
                let of_path = |told: &[ToldOf]| -> Vec<(String, String)> {
                    told.iter().flat_map(|(_, why)| why.clone()).filter(|(other, _)| *other == path).collect()
                };
                if verdict(&now) != verdict(&before[at])
                    || now.iter().any(|(bytes, _)| bytes.is_none())
                    || of_path(&now) != of_path(&before[at])
                {
                    continue;
                }
                let about = format!("seed {}, {path} of {}", world.seed, name(at));
                let after = leave(&other, &mut scheme, &queries);
                // Whether a whole text contains a withheld value is a value check too (A30), and a person looks at it.
                if refused(&after) != refused(&left) {
                    continue;
                }
                assert_eq!(after.alerts, left.alerts, "{about}");
                assert_eq!(after.feed, left.feed, "{about}");
                assert_eq!(after.lookups, left.lookups, "{about}");
                let of_others = |left: &Left| -> BTreeMap<String, String> {
                    left.police
                        .iter()
                        .filter(|(to, _)| !to.starts_with(&name(at)))
                        .map(|(to, bytes)| (to.clone(), bytes.clone()))
                        .collect()
                };
                assert_eq!(of_others(&after), of_others(&left), "{about}");
                if path == "identity" { people += 1 } else { values += 1 }
            }
        }
    }
    if std::env::var("PROPERTY_CASES").is_err() {
        assert!(
            values > 60 && people > 60 && with_alert > 15,
            "{values} values, {people} people, {with_alert} schemes with alerts"
        );
    }
}

/// A report that members may not see might as well not be there.
#[test]
fn a_hidden_report_changes_no_output() {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for world in worlds(250) {
        let mut scheme = world.scheme(None);
        let queries = queries(&world.cases);
        let hidden: Vec<(usize, String)> = (0..world.cases.len())
            .filter(|at| world.is_apart(*at))
            .filter_map(|at| {
                let told = to_members(&mut scheme, &name(at), &world.as_of);
                told.iter().all(|(bytes, _)| bytes.is_none()).then(|| (at, told[0].1[0].1.clone()))
            })
            .collect();
        if hidden.is_empty() {
            continue;
        }
        let left = leave(&world, &mut scheme, &queries);
        for (at, reason) in hidden {
            let mut without = leave(&world, &mut world.scheme(Some(at)), &queries);
            let about = format!("seed {}, {} ({reason})", world.seed, name(at));
            let mut with = left.clone();
            assert_eq!(with.alerts.remove(&name(at)).unwrap().len(), 1, "{about}");
            with.police.retain(|to, _| !to.starts_with(&name(at)));
            without.police.retain(|to, _| !to.starts_with(&name(at)));
            assert_eq!(with, without, "{about}");
            *reasons.entry(reason).or_default() += 1;
        }
    }
    if std::env::var("PROPERTY_CASES").is_err() {
        assert!(reasons.values().sum::<usize>() > 60 && reasons.len() >= 4, "{reasons:?}");
    }
}

// Hidden reports, one by one

/// Reports that members may not see, each for its own reason: none changes anything that leaves.
#[test]
fn each_kind_of_hidden_report_leaves_no_trace() {
    let seen = [
        report("r-1", "heron-7"),
        accepting(report("r-2", "wren-2")),
        with(report("r-3", "kite-1"), "/incident/place/area", json!("BD1")),
    ];
    let hidden = |edit: &dyn Fn(Value) -> Value| edit(accepting(report("r-9", "owl-9")));
    let entry = |state: &str| json!({"state": state, "at": "2026-03-03T12:00:00+00:00", "by": "Ruth Okafor"});
    let kinds: Vec<(&str, Value)> = vec![
        ("received", hidden(&|case| with(case, "/circumstances/triage/1", entry("received")))),
        ("rejected", hidden(&|case| with(case, "/circumstances/triage/2", entry("rejected")))),
        ("disputed", hidden(&|case| with(case, "/circumstances/triage/2", entry("disputed")))),
        (
            "duplicate",
            hidden(&|case| {
                let mut entry = entry("duplicate");
                entry["of"] = json!("r-1");
                with(case, "/circumstances/triage/2", entry)
            }),
        ),
        ("no grant", hidden(&|case| with(case, "/consent/events/0/grants", json!([{"purpose": "statistics"}])))),
        (
            "another scheme",
            hidden(&|case| {
                let case = with(case, "/consent/events/0/grants/1/recipient", json!("leeds_genesis"));
                with(case, "/consent/events/0/grants/2/recipient", json!("leeds_genesis"))
            }),
        ),
        (
            "withdrawn",
            hidden(&|case| {
                with(
                    case,
                    "/consent/events/1",
                    json!({"event": "withdraw", "at": "2026-03-04T09:00:00+00:00", "by": "victim"}),
                )
            }),
        ),
        ("held back", hidden(&|case| with(case, "/incident/safety/hold_back", json!({"hold": "until_i_say"})))),
        (
            "a condition",
            hidden(&|case| {
                let condition = json!({"at_least": 1, "then": "take_effect"});
                let case = with(case, "/consent/events/0/grants/1/condition", condition.clone());
                with(case, "/consent/events/0/grants/2/condition", condition)
            }),
        ),
        ("unheard-of wording", hidden(&|case| with(case, "/consent/events/0/wording", json!("1999")))),
        ("a person must decide", hidden(&|case| with(case, "/incident/victim/in_danger", json!(true)))),
    ];
    let outputs = |cases: &[Value]| {
        let mut scheme = scheme_of(everything(), &[]);
        let mut drawn = references();
        for (at, case) in cases.iter().enumerate() {
            let case = with(
                case.clone(),
                "/circumstances/references",
                json!([{"recipient": "members/num", "reference": format!("handed-{}", case["incident"]["id"].as_str().unwrap())}, {"recipient": "police/E23000010", "reference": format!("police-{at:02}")}]),
            );
            submit(&mut scheme, &case);
        }
        let mut all = Vec::new();
        for report in ["r-1", "r-2", "r-3"] {
            match publish(&mut scheme, &[report], NOW, &mut drawn) {
                Ok(release) => all.extend(forms(&release)),
                Err(error) => all.push(error.code().as_str().to_owned()),
            }
            for sent in scheme.police_reports(&id(report), at(NOW), &mut drawn).unwrap() {
                let record = sent.outcome.unwrap();
                all.extend([record.to_json(), record.to_html()]);
            }
        }
        all.push(feed("Safety alerts", &scheme.feed(at(NOW)), at(NOW)));
        for (kind, text) in
            [(QueryKind::Phone, "07700 900231"), (QueryKind::Name, "Daz"), (QueryKind::Plate, "AB01CDE")]
        {
            all.push(look_up(&scheme, kind, text, NOW).to_json());
        }
        all
    };
    let without = outputs(&seen);
    assert!(without.len() > 20);
    for (kind, case) in kinds {
        let mut cases = seen.to_vec();
        cases.push(case);
        assert!(outputs(&cases) == without, "{kind}");
    }
    // The same report, seen, is told from nothing.
    let mut cases = seen.to_vec();
    cases.push(accepting(report("r-9", "owl-9")));
    assert!(outputs(&cases) != without);
}

// Look-ups

/// A watch that writes down everything that it sees.
#[derive(Default)]
struct Spy(Vec<String>);

impl Watch for Spy {
    fn allow(&mut self, asker: &Asker, purpose: LookupPurpose, as_of: Timestamp) -> bool {
        self.0.push(format!("{} {purpose:?} {as_of}", asker.scheme));
        true
    }

    fn record(&mut self, record: LookupRecord) {
        self.0.push(record.to_json());
    }
}

fn ask(scheme: &Scheme, kind: QueryKind, text: &str, as_of: &str) -> (String, String, Vec<String>) {
    let mut spy = Spy::default();
    let answer = scheme
        .check(&Query::new(kind, text), &asker("num", "m-1"), LookupPurpose::BeforeMeeting, at(as_of), &mut spy)
        .unwrap();
    (answer.to_json(), answer.words(), spy.0)
}

/// A miss, what is withheld, what nobody consented to and what cannot be parsed are one answer, and the watch sees no difference.
#[test]
fn what_is_not_shown_is_answered_as_a_miss() {
    let number = "07700 900231";
    let miss = ask(&scheme_of(everything(), &[]), QueryKind::Phone, number, NOW);
    assert_eq!(miss.0, "{\"schema\":\"uglymugs.lookup/1\",\"outcome\":\"nothing_to_show\"}\n");
    let case = || report("r-1", "heron-7");
    let kinds: Vec<(&str, Value)> = vec![
        ("no consent", with(case(), "/consent/events/0/grants/1/purpose", json!("partner"))),
        ("another scheme", with(case(), "/consent/events/0/grants/1/recipient", json!("leeds_genesis"))),
        (
            "outside the scope",
            with(case(), "/consent/events/0/grants/1/scope", json!(["offences", "when", "recognition"])),
        ),
        ("only she knows", with(case(), "/incident/safety/only_you_know", json!({"paths": ["offenders[].phones"]}))),
        ("he would know", with(case(), "/incident/safety/would_he_know", json!(true))),
        ("linked", with(case(), "/incident/offenders/0/link", json!({"relation": "ex_partner"}))),
        ("not accepted", with(case(), "/circumstances/triage/1/state", json!("received"))),
        ("hers", with(case(), "/identity/victim/phones", json!(["07700 900231"]))),
        ("own contact", with(case(), "/circumstances/own_contacts", json!([{"path": "offenders[0].phones[0]"}]))),
        ("held back", with(case(), "/incident/safety/hold_back", json!({"hold": "until_i_say"}))),
        ("another number", with(case(), "/incident/offenders/0/phones/0", json!("07700 900232"))),
        ("a longer number", with(case(), "/incident/offenders/0/phones/0", json!("07700 900231 ext 4"))),
    ];
    for (kind, case) in kinds {
        assert!(ask(&scheme_of(everything(), &[case]), QueryKind::Phone, number, NOW) == miss, "{kind}");
    }
    let held = scheme_of(everything(), &[case()]);
    assert!(ask(&held, QueryKind::Phone, number, NOW) != miss);
    // What cannot be parsed, and kinds mistaken: the same bytes; the record has no normal form.
    for (kind, text) in [
        (QueryKind::Phone, "ask for Daz"),
        (QueryKind::Phone, ""),
        (QueryKind::Plate, "A??1"),
        (QueryKind::Email, number),
        (QueryKind::Plate, "\u{202E}"),
        (QueryKind::Username, "x y z"),
    ] {
        let (json, words, _) = ask(&held, kind, text, NOW);
        assert_eq!((json, words), (miss.0.clone(), miss.1.clone()), "{kind:?}");
    }
}

/// A name is for a caseworker, whatever is held.
#[test]
fn a_name_has_one_answer() {
    let held = scheme_of(everything(), &[report("r-1", "heron-7")]);
    let empty = scheme_of(everything(), &[]);
    let one = ask(&empty, QueryKind::Name, "Daz", NOW);
    assert_eq!(one.0, "{\"schema\":\"uglymugs.lookup/1\",\"outcome\":\"ask_a_caseworker\"}\n");
    for text in ["Daz", "", "Nobody At All", "07700 900231", "\u{0}"] {
        assert!(ask(&held, QueryKind::Name, text, NOW) == one, "{text}");
    }
}

/// A refused look-up says nothing, looks at nothing and records nothing.
#[test]
fn a_refused_look_up_looks_at_nothing() {
    struct Shut(usize);
    impl Watch for Shut {
        fn allow(&mut self, _: &Asker, _: LookupPurpose, _: Timestamp) -> bool {
            false
        }
        fn record(&mut self, _: LookupRecord) {
            self.0 += 1;
        }
    }
    let mut shut = Shut(0);
    for text in ["07700 900231", "ask for Daz"] {
        let looked = num_core::lookup::check::<LookupError>(
            &Query::new(QueryKind::Phone, text),
            &asker("num", "m-1"),
            LookupPurpose::Casework,
            at(NOW),
            &mut shut,
            || panic!("it was looked at"),
        );
        assert_eq!(looked.unwrap_err(), LookupError::TooMany);
    }
    assert_eq!(shut.0, 0);
    let scheme = scheme_of(everything(), &[report("r-1", "heron-7")]);
    let mut limit = RateLimit::new(2, 24);
    let query = Query::new(QueryKind::Phone, "07700 900231");
    let mut check = |member: &str, when: &str| {
        let answer = scheme.check(&query, &asker("num", member), LookupPurpose::Casework, at(when), &mut limit);
        answer.map(|answer| answer.outcome()).map_err(|error| error.code().as_str())
    };
    assert_eq!(check("m-1", "2026-03-10T09:00:00+00:00"), Ok("reported"));
    assert_eq!(check("m-1", "2026-03-10T10:00:00+00:00"), Ok("reported"));
    assert_eq!(check("m-1", "2026-03-10T11:00:00+00:00"), Err("lookup.too_many"));
    assert_eq!(check("m-1", "2026-03-10T08:00:00+00:00"), Err("lookup.too_many"), "a clock that goes backwards");
    assert_eq!(check("m-2", "2026-03-10T11:00:00+00:00"), Ok("reported"));
    assert_eq!(check("m-1", "2026-03-11T09:00:00+00:00"), Ok("reported"));
    assert_eq!(limit.records().len(), 4);
    assert!(limit.records().iter().all(|record| record.outcome == Outcome::Reported));
}

/// A look-up that cannot be judged is the same error whether or not the number is held: before the first policy, and beside a
/// report whose documents do not go together.
#[test]
fn an_error_does_not_tell_a_hit_from_a_miss() {
    let outcome = |cases: &[Value], as_of: &str| {
        let scheme = scheme_of(everything(), cases);
        let query = Query::new(QueryKind::Phone, "07700 900231");
        let answer =
            scheme.check(&query, &asker("num", "m-1"), LookupPurpose::Casework, at(as_of), &mut Open::default());
        answer.map(|answer| answer.to_json()).map_err(|error| error.code().as_str())
    };
    let early = "2011-12-31T23:59:59+00:00";
    assert_eq!(outcome(&[report("r-1", "heron-7")], early), outcome(&[], early));
}

/// A report whose documents are of different reports does not silence the others.
#[test]
fn one_broken_report_silences_nobody() {
    let broken = with(report("r-9", "owl-9"), "/identity/incident", json!("r-8"));
    let mut scheme = scheme_of(everything(), &[accepting(report("r-1", "heron-7"))]);
    // It is refused at the door, or it harms nobody.
    let _ = scheme.submit(asking::case(&broken));
    publish(&mut scheme, &["r-1"], NOW, &mut references()).unwrap();
    assert_eq!(scheme.feed(at(NOW)).len(), 1);
    assert!(look_up(&scheme, QueryKind::Phone, "07700 900231", NOW) != Answer::NothingToShow);
}

// Counts

fn counted(cases: &[Value]) -> usize {
    match look_up(&scheme_of(everything(), cases), QueryKind::Phone, "07700 900231", NOW) {
        Answer::Reported(reported) => reported.reports,
        _ => 0,
    }
}

fn unknown(case: Value) -> Value {
    with(case, "/incident/reporter/grade", json!("unknown"))
}

/// One person's ten reports count once; all whom the scheme does not know count once together (O1, A27).
#[test]
fn counts_are_of_people() {
    let ten: Vec<Value> = (0..10).map(|at| report(&format!("r-{at}"), "heron-7")).collect();
    assert_eq!(counted(&ten), 1);
    assert_eq!(counted(&[report("r-1", "heron-7"), report("r-2", "wren-2")]), 2);
    let anybody: Vec<Value> = (0..10).map(|at| unknown(report(&format!("r-{at}"), &format!("source-{at}")))).collect();
    assert_eq!(counted(&anybody), 1);
    let no_name: Vec<Value> = (0..10)
        .map(|at| with(report(&format!("r-{at}"), "x"), "/incident/victim", json!({"age_band": "25_34"})))
        .collect();
    assert_eq!(counted(&no_name), 1);
    assert_eq!(counted(&[report("r-1", "heron-7"), unknown(report("r-2", "a")), unknown(report("r-3", "b"))]), 2);

    // The same in alerts: ten reports of one are not plausible for each other, and no series of several.
    let plausible = |cases: &[Value]| {
        let mut scheme = scheme_of(everything(), cases);
        let ids: Vec<String> = cases.iter().map(|case| case["incident"]["id"].as_str().unwrap().to_owned()).collect();
        let alone = scheme
            .draft_alert(&[id(&ids[0])], at(NOW), &mut references())
            .map(|draft| draft.reidentification().plausible);
        for pair in ids.windows(2) {
            decide(&mut scheme, (&pair[0], 0), (&pair[1], 0), true, "2026-03-05T09:00:00+00:00");
        }
        let ids: Vec<_> = ids.iter().map(|one| id(one)).collect();
        let together =
            scheme.draft_alert(&ids, at(NOW), &mut references()).map(|draft| draft.reidentification().plausible);
        (alone.map_err(|error| error.code().as_str()), together.map_err(|error| error.code().as_str()))
    };
    assert_eq!(plausible(&ten), (Err("alert.only_one"), Err("alert.only_one")));
    assert_eq!(plausible(&anybody), (Err("alert.only_one"), Err("alert.only_one")));
    assert_eq!(plausible(&[report("r-1", "heron-7"), report("r-2", "wren-2")]), (Ok(2), Ok(2)));

    // Where all accepted, the number told is of people.
    let told_of = |cases: Vec<Value>| {
        let cases: Vec<Value> = cases.into_iter().map(accepting).collect();
        let mut scheme = scheme_of(everything(), &cases);
        let ids: Vec<String> = cases.iter().map(|case| case["incident"]["id"].as_str().unwrap().to_owned()).collect();
        for pair in ids.windows(2) {
            decide(&mut scheme, (&pair[0], 0), (&pair[1], 0), true, "2026-03-05T09:00:00+00:00");
        }
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let release = publish(&mut scheme, &ids, NOW, &mut references()).unwrap();
        (told(&release).get("reports").cloned(), release.text().contains("Reported by"))
    };
    let mut some = ten.clone();
    assert_eq!(told_of(some.clone()), (None, false));
    some.push(report("r-a", "wren-2"));
    some.extend(anybody.iter().take(3).cloned().enumerate().map(|(at, case)| renamed(case, &format!("u-{at}"))));
    assert_eq!(told_of(some), (Some(json!(3)), true));
    assert_eq!(told_of(vec![report("r-1", "heron-7"), report("r-2", "wren-2")]), (Some(json!(2)), true));
}

fn renamed(mut case: Value, id: &str) -> Value {
    case["incident"]["id"] = json!(id);
    for document in ["identity", "consent", "circumstances"] {
        case[document]["incident"] = json!(id);
    }
    case
}

/// Who is unknown may be the known one once more: she is no second person who might have told (O5).
#[test]
fn an_unknown_source_hides_nobody() {
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7"), unknown(report("r-2", "heron-7"))]);
    let drafted = scheme.draft_alert(&[id("r-1")], at(NOW), &mut references());
    assert_eq!(drafted.unwrap_err().code().as_str(), "alert.only_one");
}

/// Two men of whom one report tells are not one man of another report, twice over (O4).
#[test]
fn two_people_fit_two_people() {
    let two = with(
        report("r-1", "heron-7"),
        "/incident/offenders/1",
        json!({"appearance": {"gender": "man", "hair_colour": "brown"}}),
    );
    let mut scheme = scheme_of(everything(), &[two, report("r-2", "wren-2")]);
    let draft = scheme.draft_alert(&[id("r-1")], at(NOW), &mut references()).unwrap();
    assert!(!draft.text().contains("Person 2"), "the other report is of one man:\n{}", draft.text());
}

// The life of an alert

const LATER: &str = "2026-03-20T09:00:00+00:00";
const EXPIRED: &str = "2026-06-01T09:00:00+00:00";

/// A report that no longer counts leaves no trace in anything later, and its alert is taken back, expired or not. The notice has the
/// same bytes whatever the cause.
#[test]
fn what_is_taken_back_leaves_no_trace() {
    let mut notices: Vec<(String, Vec<String>)> = Vec::new();
    for (cause, when) in [
        ("disputed", LATER),
        ("rejected", LATER),
        ("duplicate", LATER),
        ("withdrawn", LATER),
        ("alerts withdrawn", LATER),
        ("held back", LATER),
        ("disputed", EXPIRED),
        ("withdrawn", EXPIRED),
    ] {
        let others = [report("r-2", "wren-2"), report("r-3", "kite-1")];
        let mut cases = vec![report("r-1", "heron-7")];
        cases.extend(others.clone());
        let mut scheme = scheme_of(everything(), &cases);
        let mut drawn = references();
        let release = publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap();
        let public = release.id().clone();
        let r1 = id("r-1");
        let review = match cause {
            "disputed" => scheme.record_triage(&r1, triage(TriageState::Disputed, when, None)),
            "rejected" => scheme.record_triage(&r1, triage(TriageState::Rejected, when, None)),
            "duplicate" => scheme.record_triage(&r1, triage(TriageState::Duplicate, when, Some("r-2"))),
            "withdrawn" => scheme.record_consent(&r1, withdrawal(when), at(when)),
            "alerts withdrawn" => {
                let of_alerts =
                    json!({"event": "withdraw", "at": when, "by": "reporter", "what": [{"purpose": "alert"}]});
                scheme.record_consent(&r1, event(of_alerts), at(when))
            }
            _ => {
                let stopped = json!({"event": "grant", "at": when, "by": {"who": "victim"}, "wording": "2024-1", "starts_at": "2027-01-01T00:00:00+00:00", "grants": [{"purpose": "alert", "recipient": "num"}]});
                scheme.record_consent(&r1, event(stopped), at(when))
            }
        };
        let review = review.unwrap();
        assert_eq!(taken_back(&review), [public.to_string()], "{cause} {when}");
        assert!(review.to_look_at.is_empty(), "{cause}: {review:?}");
        let notice = &review.retracted[0];
        assert_eq!(notice.version(), 2);
        notices.push((when.to_owned(), forms(notice)));
        // Nothing more comes of it, and what is told of the others is as if it had never been.
        assert_eq!(scheme.release(&public, at(when)).unwrap_err().code().as_str(), "scheme.unknown_alert");
        assert_eq!(scheme.renew(&public, at(when)).unwrap_err().code().as_str(), "scheme.unknown_alert");
        assert!(scheme.feed(at(when)).is_empty());
        let again = publish(&mut scheme, &["r-1"], when, &mut drawn);
        assert!(matches!(again, Err(SchemeError::NothingDisclosed(_))), "{cause}");
        let mut never = scheme_of(everything(), &others);
        let of_others = |scheme: &mut Scheme| {
            let mut drawn = references();
            let draft = scheme.draft_alert(&[id("r-2")], at(when), &mut drawn).unwrap();
            let found = draft.reidentification();
            let lines: Vec<String> = draft.text().lines().rev().skip(1).map(str::to_owned).collect();
            let answer = look_up(scheme, QueryKind::Phone, "07700 900231", when);
            (found.plausible, found.plausible_before, lines, answer)
        };
        let (now, without) = (of_others(&mut scheme), of_others(&mut never));
        if cause == "alerts withdrawn" || cause == "held back" {
            // Look-ups go by their own consent.
            assert_eq!((now.0, now.1, now.2), (without.0, without.1, without.2), "{cause}");
        } else {
            assert!(now == without, "{cause}");
        }
        let got: Vec<(Went, u32)> = scheme.ledger().of(&public).map(|entry| (entry.what, entry.version)).collect();
        assert_eq!(got, [(Went::Alert, 1), (Went::Retraction, 2)], "{cause}");
    }
    for when in [LATER, EXPIRED] {
        let of: Vec<&Vec<String>> = notices.iter().filter(|(at, _)| at == when).map(|(_, forms)| forms).collect();
        assert!(of.len() >= 2 && of.windows(2).all(|pair| pair[0] == pair[1]), "one notice, whatever the cause");
    }
}

/// A withdrawal that was spoken before the alert went out and is written down after it takes the alert back all the same: it is
/// always allowed (A26).
#[test]
fn what_is_recorded_late_takes_back_too() {
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2"), report("r-3", "kite-1")];
    let mut scheme = scheme_of(everything(), &cases);
    let release = publish(&mut scheme, &["r-1"], NOW, &mut references()).unwrap();
    let earlier = "2026-03-10T08:00:00+00:00";
    let review = scheme.record_triage(&id("r-1"), triage(TriageState::Disputed, earlier, None)).unwrap();
    assert_eq!(taken_back(&review), [release.id().to_string()], "{:?}", review.to_look_at);
}

/// An alert keeps its public id through renewal and correction, and a retraction ends it (A44).
#[test]
fn renewal_and_correction_keep_the_id() {
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2")];
    let mut scheme = scheme_of(everything(), &cases);
    let mut drawn = references();
    let first = publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap();
    let public = first.id().clone();
    // Another public id than any reference of the report, and the same for all versions.
    assert_ne!(public.as_str(), "r-1");
    let renewed = scheme.renew(&public, at(LATER)).unwrap();
    assert_eq!((renewed.id(), renewed.version(), renewed.kind().as_str()), (&public, 2, "renewal"));
    assert!(renewed.expires_at() > first.expires_at());
    assert_eq!(told(&renewed), told(&first));
    // Expired: it has no release, and is on no feed, and can be renewed.
    assert_eq!(scheme.release(&public, at(EXPIRED)).unwrap_err().code().as_str(), "alert.expired");
    let expiry = renewed.expires_at().unwrap();
    assert_eq!(scheme.release(&public, expiry).unwrap_err().code().as_str(), "alert.expired", "at the instant itself");
    assert!(scheme.feed(at(EXPIRED)).is_empty());
    let again = scheme.renew(&public, at(EXPIRED)).unwrap();
    assert_eq!((again.id(), again.version()), (&public, 3));
    assert_eq!(scheme.feed(at(EXPIRED)).len(), 1);
    // A correction: newly drafted, newly approved.
    let corrected = "2026-06-02T09:00:00+00:00";
    let draft = scheme.draft_alert(&[id("r-1")], at(corrected), &mut drawn).unwrap();
    assert_eq!(draft.id(), &public);
    let release = scheme.correct(&draft.approve(approval(at(corrected))).unwrap(), at(corrected)).unwrap();
    assert_eq!((release.id(), release.version(), release.kind().as_str()), (&public, 4, "correction"));
    // Whoever was given a version is known, and the notice follows.
    let notice = scheme.retract(&public, at(corrected)).unwrap();
    assert_eq!((notice.id(), notice.version(), notice.reach().is_none()), (&public, 5, true));
    let versions: Vec<(Went, u32)> = scheme.ledger().of(&public).map(|entry| (entry.what, entry.version)).collect();
    assert_eq!(
        versions,
        [(Went::Alert, 1), (Went::Renewal, 2), (Went::Renewal, 3), (Went::Correction, 4), (Went::Retraction, 5)]
    );
    // What follows is a new alert with a new id (A44).
    let next = publish(&mut scheme, &["r-1"], corrected, &mut drawn).unwrap();
    assert_ne!(next.id(), &public);
    assert_eq!(next.version(), 1);
    // Publishing what is out already is no second first version.
    let draft = scheme.draft_alert(&[id("r-1")], at(corrected), &mut drawn).unwrap();
    let twice = scheme.publish(&draft.approve(approval(at(corrected))).unwrap(), at(corrected));
    let versions: Vec<u32> = scheme.ledger().of(next.id()).map(|entry| entry.version).collect();
    assert!(twice.is_err() || versions == [1, 2], "{versions:?}");
}

/// A retraction is final: what was approved before does not go out again under the same public id (A44).
#[test]
fn a_retraction_is_final() {
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7"), report("r-2", "wren-2")]);
    let mut drawn = references();
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    for reports in [vec![id("r-1")], vec![id("r-1"), id("r-2")]] {
        let approved = scheme.draft_alert(&reports, at(NOW), &mut drawn).unwrap().approve(approval(at(NOW))).unwrap();
        let release = scheme.publish(&approved, at(NOW)).unwrap();
        scheme.retract(release.id(), at(LATER)).unwrap();
        assert!(scheme.publish(&approved, at(LATER)).is_err(), "of {} reports", reports.len());
        assert!(scheme.feed(at(LATER)).is_empty());
    }
}

/// An alert about several reports stands by itself: that the one about one of them is taken back is nothing to it.
#[test]
fn a_series_outlives_the_alert_about_one() {
    let mut scheme =
        scheme_of(everything(), &[report("r-1", "heron-7"), report("r-2", "wren-2"), report("r-3", "kite-1")]);
    let mut drawn = references();
    let one = publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap();
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    let several = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut drawn).unwrap();
    scheme.retract(one.id(), at(LATER)).unwrap();
    let standing: Vec<String> = scheme.feed(at(LATER)).iter().map(|release| release.id().to_string()).collect();
    assert_eq!(standing, [several.id().to_string()]);
    assert!(taken_back(&scheme.review(at(LATER))).is_empty());
}

/// Somebody who was described makes up a report of himself, that nobody knows whose it is. It hides nobody from him: he knows that
/// it is his own (O5).
#[test]
fn a_false_report_by_a_stranger_hides_nobody() {
    let his_own = unknown(with(report("r-2", "anybody"), "/incident/victim", json!({})));
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7"), his_own]);
    let drafted = scheme.draft_alert(&[id("r-1")], at(NOW), &mut references());
    assert_eq!(drafted.unwrap_err().code().as_str(), "alert.only_one");
}

/// A series takes a new sighting in under the same public id (A44).
#[test]
fn a_series_takes_a_new_sighting_in() {
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2"), report("r-3", "kite-1")];
    let mut scheme = scheme_of(everything(), &cases);
    let mut drawn = references();
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    let first = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut drawn).unwrap();
    decide(&mut scheme, ("r-2", 0), ("r-3", 0), true, LATER);
    let draft = scheme.draft_alert(&[id("r-1"), id("r-2"), id("r-3")], at(LATER), &mut drawn).unwrap();
    let corrected = scheme.correct(&draft.approve(approval(at(LATER))).unwrap(), at(LATER));
    let corrected = corrected.unwrap_or_else(|error| panic!("{}", error.code().as_str()));
    assert_eq!((corrected.id(), corrected.version()), (first.id(), 2));
}

/// Held back, changed, stale, no longer disclosed: none goes out (O9).
#[test]
fn what_does_not_hold_does_not_go_out() {
    let held = rules(&json!({"schema": "uglymugs.alert_rules/1", "version": "t-2",
        "rules": [{"offences": ["property"], "reach": "national", "hold_hours": 24, "expires_days": 30}]}));
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2")];
    let mut scheme = scheme_of(held.clone(), &cases);
    let mut drawn = references();
    let draft = scheme.draft_alert(&[id("r-1")], at(NOW), &mut drawn).unwrap();
    let before = approval(at("2026-03-10T08:59:59+00:00"));
    assert_eq!(draft.clone().approve(before).unwrap_err(), AlertError::ApprovedTooEarly);
    let approved = draft.approve(approval(at(NOW))).unwrap();
    let code = |error: SchemeError| error.code().as_str();
    assert_eq!(scheme.publish(&approved, at("2026-03-11T08:59:59+00:00")).map_err(code).unwrap_err(), "alert.held");
    assert!(scheme.publish(&approved, at("2026-03-10T08:00:00+00:00")).is_err(), "before the draft");
    assert!(scheme.ledger().entries().is_empty());
    scheme.publish(&approved, at("2026-03-11T09:00:00+00:00")).unwrap();

    // An approval of a later instant than the publication is none yet.
    let mut scheme = scheme_of(everything(), &cases);
    let draft = scheme.draft_alert(&[id("r-1")], at(NOW), &mut drawn).unwrap();
    let later = draft.clone().approve(approval(at(LATER))).unwrap();
    assert_eq!(scheme.publish(&later, at(NOW)).map_err(code).unwrap_err(), "alert.approved_too_early");
    let approved = draft.approve(approval(at(NOW))).unwrap();
    assert!(scheme.publish(&approved, at("2026-03-10T08:00:00+00:00")).is_err(), "before the draft");

    // Her scope is narrower now: the text is another.
    let narrowed = json!({"event": "grant", "at": LATER, "by": {"who": "victim"}, "wording": "2024-1",
        "grants": [{"purpose": "alert", "recipient": "num", "scope": ["offences", "area", "recognition"]}]});
    scheme.record_consent(&id("r-1"), event(narrowed), at(LATER)).unwrap();
    assert_eq!(scheme.publish(&approved, at(LATER)).map_err(code).unwrap_err(), "alert.changed");
    // The other report goes: she would be the only one.
    let mut scheme = scheme_of(everything(), &cases);
    scheme.draft_alert(&[id("r-1")], at(NOW), &mut references()).unwrap();
    let draft = scheme.draft_alert(&[id("r-1")], at(NOW), &mut references()).unwrap();
    let approved = draft.approve(approval(at(NOW))).unwrap();
    scheme.record_consent(&id("r-2"), withdrawal(LATER), at(LATER)).unwrap();
    assert_eq!(scheme.publish(&approved, at(LATER)).map_err(code).unwrap_err(), "alert.only_one");
    // She goes herself.
    scheme.record_consent(&id("r-1"), withdrawal(LATER), at(LATER)).unwrap();
    assert_eq!(scheme.publish(&approved, at(LATER)).map_err(code).unwrap_err(), "alert.no_longer_disclosed");
    assert!(scheme.ledger().entries().is_empty());
}

/// Somebody else's withdrawal takes no notice to anybody: the alert is off the feed, and a person looks at it.
#[test]
fn an_alert_that_stands_on_another_is_looked_at() {
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7"), report("r-2", "wren-2")]);
    let release = publish(&mut scheme, &["r-1"], NOW, &mut references()).unwrap();
    let review = scheme.record_consent(&id("r-2"), withdrawal(LATER), at(LATER)).unwrap();
    assert!(review.retracted.is_empty());
    let [(public, code)] = review.to_look_at.as_slice() else { panic!("{review:?}") };
    assert_eq!((public, code.as_str()), (release.id(), "alert.only_one"));
    assert!(scheme.feed(at(LATER)).is_empty());
}

// Series

/// Only what a person confirmed, and only reports that may be matched.
#[test]
fn series_are_what_people_confirmed() {
    let no_matching = |case: Value| with(case, "/consent/events/0/grants/0/purpose", json!("statistics"));
    let cases = [
        report("r-1", "heron-7"),
        report("r-2", "wren-2"),
        with(no_matching(report("r-3", "kite-1")), "/incident/offenders/0/appearance/hair_colour", json!("red")),
        with(report("r-4", "owl-9"), "/incident/offenders/0/appearance/hair_colour", json!("black")),
    ];
    let mut scheme = scheme_of(everything(), &cases);
    let mut drawn = references();
    let link = "2026-03-05T09:00:00+00:00";
    let none = |scheme: &mut Scheme, reports: &[&str]| {
        publish(scheme, reports, NOW, &mut references()).unwrap_err().code().as_str()
    };
    assert_eq!(none(&mut scheme, &["r-1", "r-2"]), "scheme.no_series", "they are alike, and nobody linked them");
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, link);
    decide(&mut scheme, ("r-1", 0), ("r-3", 0), true, link);
    assert_eq!(none(&mut scheme, &["r-1", "r-3"]), "scheme.no_series", "r-3 may not be matched");
    assert_eq!(none(&mut scheme, &["r-1", "r-4"]), "scheme.no_series", "r-4 is not linked");
    let release = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut drawn).unwrap();
    for form in forms(&release) {
        assert!(!form.contains("red") && !form.contains("black"), "{form}");
    }
    assert_eq!(told(&release)["people"][0]["hair_colour"], json!(["brown"]));
    assert!(told(&release).get("reports").is_none());
    // A link that is rejected takes the alert back.
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), false, LATER);
    assert_eq!(taken_back(&scheme.review(at(LATER))), [release.id().to_string()]);
}

/// Who is gone in the middle joins nobody.
#[test]
fn a_withdrawn_report_chains_nobody() {
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2"), report("r-3", "kite-1")];
    let mut scheme = scheme_of(everything(), &cases);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    decide(&mut scheme, ("r-2", 0), ("r-3", 0), true, "2026-03-05T09:00:00+00:00");
    let release = publish(&mut scheme, &["r-1", "r-3"], NOW, &mut references()).unwrap();
    let review = scheme.record_consent(&id("r-2"), withdrawal(LATER), at(LATER)).unwrap();
    assert_eq!(taken_back(&review), [release.id().to_string()]);
    let error = publish(&mut scheme, &["r-1", "r-3"], LATER, &mut references()).unwrap_err();
    assert_eq!(error.code().as_str(), "scheme.no_series");
}

/// A fact that hangs on one meeting, and that one alone can have told, does not stand in an alert about several (O7).
#[test]
fn a_series_does_not_tell_what_only_one_saw() {
    let own = |case: Value, offender: Value| with(case, "/incident/offenders/0", offender);
    let he = |marks: Value| json!({"phones": ["07700 900231"], "appearance": {"gender": "man", "marks": marks}});
    let cases = [
        own(report("r-1", "heron-7"), he(json!([{"kind": "tattoo", "body_place": "stomach", "motif": "snake"}]))),
        own(report("r-2", "wren-2"), he(json!([{"kind": "limp"}]))),
    ];
    let mut scheme = scheme_of(everything(), &cases);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    let release = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut references()).unwrap();
    assert!(!release.text().contains("snake"), "he undressed with one of them only:\n{}", release.text());
}

/// Unlike what is told once, alternatives tell that two have told. Where two is all that fit, he knows both.
#[test]
fn a_series_does_not_tell_that_it_is_one() {
    let hair = |case: Value, colour: &str| with(case, "/incident/offenders/0/appearance/hair_colour", json!(colour));
    let cases = [hair(report("r-1", "heron-7"), "brown"), hair(report("r-2", "wren-2"), "black")];
    let mut scheme = scheme_of(everything(), &cases);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    let release = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut references()).unwrap();
    assert!(!release.text().contains("brown or black"), "two told, and he met two:\n{}", release.text());
}

/// What is new in a later version of an alert was told by whom he met since (A44): it is held against the new sighting alone.
#[test]
fn a_new_version_does_not_tell_who_joined() {
    let hair = |case: Value| with(case, "/incident/offenders/0/appearance/facial_hair", json!("beard"));
    let cases = [report("r-1", "heron-7"), report("r-2", "wren-2"), hair(report("r-3", "kite-1"))];
    let mut scheme = scheme_of(everything(), &cases);
    let mut drawn = references();
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
    publish(&mut scheme, &["r-1", "r-2"], NOW, &mut drawn).unwrap();
    decide(&mut scheme, ("r-2", 0), ("r-3", 0), true, LATER);
    let draft = scheme.draft_alert(&[id("r-1"), id("r-2"), id("r-3")], at(LATER), &mut drawn).unwrap();
    assert!(!draft.text().contains("beard"), "whom he met since has seen his beard:\n{}", draft.text());
}

/// Two alerts that fit two women only tell that both told.
#[test]
fn two_alerts_do_not_tell_that_both_told() {
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7"), report("r-2", "wren-2")]);
    let mut drawn = references();
    publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap();
    let second = publish(&mut scheme, &["r-2"], NOW, &mut drawn);
    let with_number = scheme.feed(at(NOW)).iter().filter(|release| release.text().contains("900231")).count();
    assert_eq!(with_number, 1, "{second:?}: each of two women is told of by one of two alerts with his number");
}

/// To whom an alert goes does not hang on what is withheld, nor on reports that members may not see (A23, A50).
#[test]
fn reach_does_not_tell_what_is_withheld() {
    let by_tier = rules(&json!({"schema": "uglymugs.alert_rules/1", "version": "t-3", "rules": [
        {"offences": ["property"], "reports_at_least": 2, "tier_at_least": "strong", "reach": "national", "expires_days": 180},
        {"offences": ["property"], "reach": "force_area", "expires_days": 30}]}));
    // She alone knows the number; nobody but the police in full is told of it.
    let hidden = |case: Value| {
        with(case, "/incident/safety/only_you_know", json!({"paths": ["offenders[].phones", "offenders[].vehicle"]}))
    };
    let out = |second: &str| {
        let other = with(report("r-2", "wren-2"), "/incident/offenders/0/phones/0", json!(second));
        let mut scheme = scheme_of(by_tier.clone(), &[hidden(report("r-1", "heron-7")), hidden(other)]);
        decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
        forms(&publish(&mut scheme, &["r-1", "r-2"], NOW, &mut references()).unwrap())
    };
    assert!(
        out("07700 900231") == out("07700 900298"),
        "a number that is withheld from members tells how far the alert goes"
    );
}

/// The same, by the mere number of reports that nobody accepted.
#[test]
fn reach_does_not_count_hidden_reports() {
    let mut reached = BTreeSet::new();
    for tier in ["possible", "probable", "strong"] {
        let by_tier = rules(&json!({"schema": "uglymugs.alert_rules/1", "version": "t-3", "rules": [
            {"offences": ["property"], "reports_at_least": 2, "tier_at_least": tier, "reach": "national", "expires_days": 180},
            {"offences": ["property"], "reach": "force_area", "expires_days": 30}]}));
        for hidden in [0, 40, 400] {
            let alike = |case: Value| with(case, "/incident/offenders/0/phones", json!([]));
            let mut scheme =
                scheme_of(by_tier.clone(), &[alike(report("r-1", "heron-7")), alike(report("r-2", "wren-2"))]);
            for at in 0..hidden {
                let case = alike(report(&format!("h-{at}"), &format!("s-{at}")));
                submit(&mut scheme, &with(case, "/circumstances/triage/1/state", json!("received")));
            }
            decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
            let release = publish(&mut scheme, &["r-1", "r-2"], NOW, &mut references()).unwrap();
            reached.insert((tier, release.reach().unwrap().everybody));
        }
    }
    assert_eq!(reached.len(), 3, "the same two reports, whatever nobody accepted: {reached:?}");
}

// Conditions

fn full(case: Value, least: usize) -> Value {
    let condition = json!({"at_least": least, "offenders": [0], "then": "take_effect"});
    with(
        case,
        "/consent/events/0/grants/4",
        json!({"purpose": "police_full", "recipient": "E23000010", "condition": condition}),
    )
}

fn is_full(scheme: &mut Scheme, report: &str, as_of: &str) -> bool {
    let recipient = Recipient::parse("police_full/E23000010").unwrap();
    match scheme.disclose(&id(report), recipient, at(as_of), &mut references()).unwrap() {
        AnyDecision::Disclosed(..) => true,
        AnyDecision::Nothing(reason) => {
            assert_eq!(reason, Reason::ConditionNotMet);
            false
        }
    }
}

/// A condition comes true by links that a person confirmed between accepted reports of independent people whom the scheme knows, and
/// by nothing else (A11).
#[test]
fn conditions_come_true_by_confirmed_links_alone() {
    let link = "2026-03-05T09:00:00+00:00";
    let second = |edit: &dyn Fn(Value) -> Value| {
        let mut scheme = scheme_of(
            everything(),
            &[full(report("r-1", "heron-7"), 2), report("r-2", "wren-2"), edit(report("r-3", "kite-1"))],
        );
        decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, link);
        decide(&mut scheme, ("r-2", 0), ("r-3", 0), true, link);
        is_full(&mut scheme, "r-1", NOW)
    };
    assert!(second(&|case| case), "two others, one of them through the other");
    for (kind, met) in [
        ("her own", second(&|case| with(case, "/incident/victim/pseudonym", json!("heron-7")))),
        ("the same other", second(&|case| with(case, "/incident/victim/pseudonym", json!("wren-2")))),
        ("an unknown", second(&unknown)),
        ("without a pseudonym", second(&|case| with(case, "/incident/victim", json!({})))),
        ("not accepted", second(&|case| with(case, "/circumstances/triage/1/state", json!("received")))),
        ("no matching", second(&|case| with(case, "/consent/events/0/grants/0/purpose", json!("statistics")))),
        (
            "withdrawn",
            second(&|case| {
                with(
                    case,
                    "/consent/events/1",
                    json!({"event": "withdraw", "at": "2026-03-06T09:00:00+00:00", "by": "victim"}),
                )
            }),
        ),
    ] {
        assert!(!met, "{kind}");
    }
    // Nobody confirmed anything; then one; then the other; then one is taken back.
    let cases = [full(report("r-1", "heron-7"), 2), report("r-2", "wren-2"), report("r-3", "kite-1")];
    let mut scheme = scheme_of(everything(), &cases);
    assert!(!is_full(&mut scheme, "r-1", NOW));
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    assert!(!is_full(&mut scheme, "r-1", NOW));
    decide(&mut scheme, ("r-1", 0), ("r-3", 0), true, NOW);
    assert!(is_full(&mut scheme, "r-1", NOW));
    decide(&mut scheme, ("r-1", 0), ("r-3", 0), false, LATER);
    assert!(!is_full(&mut scheme, "r-1", LATER) && is_full(&mut scheme, "r-1", NOW));
}

/// Another offender than the one whom the condition names brings nothing.
#[test]
fn a_condition_is_about_the_offender_whom_it_names() {
    let two = |id: &str, source: &str| with(report(id, source), "/incident/offenders/1", json!({"aliases": ["Kev"]}));
    let mut scheme = scheme_of(everything(), &[full(two("r-1", "heron-7"), 1), two("r-2", "wren-2")]);
    decide(&mut scheme, ("r-1", 1), ("r-2", 1), true, NOW);
    assert!(!is_full(&mut scheme, "r-1", NOW));
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    assert!(is_full(&mut scheme, "r-1", NOW));
}

/// What a person rejected does not count by a way round (A11).
#[test]
fn a_rejected_link_does_not_count_by_a_way_round() {
    let cases = [full(report("r-1", "heron-7"), 2), report("r-2", "wren-2"), report("r-3", "kite-1")];
    let mut scheme = scheme_of(everything(), &cases);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    decide(&mut scheme, ("r-2", 0), ("r-3", 0), true, NOW);
    decide(&mut scheme, ("r-1", 0), ("r-3", 0), false, NOW);
    assert!(!is_full(&mut scheme, "r-1", NOW), "somebody said that r-3 is of another man");
    // Nor does a series alert join what somebody said is of two men.
    let both = publish(&mut scheme, &["r-1", "r-3"], NOW, &mut references());
    assert!(both.is_err(), "an alert joins two reports that a person said are of two men");
}

/// No byte to anybody tells that there was a condition, how many it wanted, or that it came true (A12).
#[test]
fn no_byte_tells_of_a_condition() {
    let plain = || {
        with(
            report("r-1", "heron-7"),
            "/consent/events/0/grants/4",
            json!({"purpose": "police_full", "recipient": "E23000010"}),
        )
    };
    let outputs = |first: Value| {
        let mut scheme = scheme_of(everything(), &[first, report("r-2", "wren-2"), report("r-3", "kite-1")]);
        decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, "2026-03-05T09:00:00+00:00");
        decide(&mut scheme, ("r-1", 0), ("r-3", 0), true, "2026-03-05T09:00:00+00:00");
        let mut drawn = references();
        let mut all = Vec::new();
        for report in ["r-1", "r-2", "r-3"] {
            for sent in scheme.police_reports(&id(report), at(NOW), &mut drawn).unwrap() {
                let record = sent.outcome.unwrap();
                all.extend([record.to_json(), record.to_html()]);
            }
            all.extend(forms(&publish(&mut scheme, &[report], NOW, &mut drawn).unwrap()));
        }
        all.push(feed("Safety alerts", &scheme.feed(at(NOW)), at(NOW)));
        all.push(look_up(&scheme, QueryKind::Phone, "07700 900231", NOW).to_json());
        all
    };
    let without = outputs(plain());
    assert!(without.iter().any(|bytes| bytes.contains("\"details\": \"full\"")));
    for least in [1, 2] {
        assert!(outputs(full(report("r-1", "heron-7"), least)) == without, "at least {least}");
    }
    // Unmet, it is as if she had not said it.
    let unmet = outputs(full(report("r-1", "heron-7"), 3));
    assert!(unmet == outputs(report("r-1", "heron-7")) && unmet != without);
}

/// A force that was never named gets nothing, whatever came true.
#[test]
fn police_recipients_are_those_that_were_named() {
    let mut scheme = scheme_of(everything(), &[full(report("r-1", "heron-7"), 1), report("r-2", "wren-2")]);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    let named = |scheme: &mut Scheme, report: &str| -> Vec<PoliceRecipient> {
        scheme
            .police_reports(&id(report), at(NOW), &mut references())
            .unwrap()
            .into_iter()
            .map(|sent| sent.recipient)
            .collect()
    };
    let west_yorkshire = [PoliceRecipient::parse("E23000010").unwrap()];
    assert_eq!(named(&mut scheme, "r-1"), west_yorkshire);
    assert_eq!(named(&mut scheme, "r-2"), west_yorkshire);
}

/// References are handed in, and no two are alike (A25).
#[test]
fn references_are_never_shared() {
    let mut scheme =
        scheme_of(everything(), &[accepting(report("r-1", "heron-7")), accepting(report("r-2", "wren-2"))]);
    // A source that says the same thing twice.
    let mut said = ["aaaaaaaa", "aaaaaaaa", "bbbbbbbb", "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"].into_iter();
    let mut drawn = move || Reference::parse(said.next().expect("enough references")).unwrap();
    let first = publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap();
    let second = publish(&mut scheme, &["r-2"], NOW, &mut drawn).unwrap();
    assert_ne!(first.id(), second.id());
    let of_police = scheme.police_reports(&id("r-1"), at(NOW), &mut drawn).unwrap();
    let reference = of_police[0].outcome.as_ref().unwrap().reference();
    assert!(reference != first.id() && reference != second.id());
}

/// The rules by default let every category be alerted.
#[test]
fn default_rules_are_read_as_they_are_written() {
    let rules = AlertRules::default_rules();
    assert_eq!(AlertRules::from_json(rules.to_json().as_bytes()).unwrap().to_json(), rules.to_json());
}

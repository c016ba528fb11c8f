//! What leaves, made from whatever people may have written: every rendering of an alert, a police record, a look-up, a feed.

use num_core::{
    alert::{Release, feed},
    case::Case,
    code::CodeTable,
    consent::PoliceRecipient,
    disclosure::{Decision, Members, PoliceFull, Use},
    id::{Id, SchemeId},
    json::Mode,
    lookup::{Answer, QueryKind},
    police::PoliceRecord,
};
use serde_json::{Value, json};

use crate::outputs::{self, scheme};

/// An accepted report in which people wrote these lines, each in its place; as many as there are.
///
/// Lines, in order: alias, phone, e-mail, handle, handle of a profile, plate, summary, area, narrative, name of the victim.
fn told(data: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(data).ok()?;
    let mut lines = text.split('\n').map(|line| line.replace('\u{1F}', "\n"));
    let mut next = || lines.next().filter(|line| !line.is_empty());
    let mut case = scheme::accepting(scheme::report("r-1", "heron-7"));
    let he = &mut case["incident"]["offenders"][0];
    for (name, list) in [("aliases", true), ("phones", true), ("emails", true), ("handles", true)] {
        if let Some(line) = next() {
            he[name] = if list { json!([line]) } else { json!(line) };
        }
    }
    if let Some(line) = next() {
        he["profiles"] = json!([{"site": "nightlist.example.org", "handle": line}]);
    }
    if let Some(line) = next() {
        he["vehicle"]["plate"] = json!(line);
    }
    let summary = next();
    if let Some(line) = next() {
        case["incident"]["place"]["area"] = json!(line);
    }
    if let Some(line) = next() {
        case["incident"]["narrative"] = json!(line);
    }
    if let Some(line) = next() {
        case["identity"]["victim"]["names"] = json!([line]);
    }
    if let Some(line) = summary {
        case["incident"]["summary"] = json!({"text": line, "language": "en"});
    }
    let he = case["incident"]["offenders"][0].clone();
    let free = ["phones", "emails", "handles"].iter().filter_map(|name| he[*name][0].as_str());
    let free = free.chain(he["profiles"][0]["handle"].as_str()).chain(he["vehicle"]["plate"].as_str());
    let free = free.chain(case["incident"]["summary"]["text"].as_str());
    let approvals: Vec<Value> = free
        .map(|text| {
            json!({"text": text, "language": "en", "approver": "Ruth Okafor", "at": "2026-03-03T09:30:00+00:00",
                   "audiences": ["members", "police_full"]})
        })
        .collect();
    let full = json!({"purpose": "police_full", "recipient": "E23000010"});
    case["consent"]["events"][0]["grants"].as_array_mut()?.push(full);
    case["circumstances"]["approvals"] = json!(approvals);
    case["circumstances"]["references"] = json!([
        {"recipient": "members/num", "reference": "members-1"},
        {"recipient": "police/E23000010", "reference": "police-01"}
    ]);
    Case::from_json(case.to_string().as_bytes(), Mode::Strict).is_ok().then_some(case)
}

fn release(case: &Value) -> Option<Release> {
    let (policy, now) = (scheme::policy(), scheme::at(scheme::NOW));
    let members = Members { scheme: SchemeId::parse("num").expect("a scheme"), for_use: Use::Alert };
    let Ok(Decision::Disclosed(disclosure, _)) = crate::asking::case(case).disclose(&policy, members, now) else {
        return None;
    };
    // What contains a withheld value is refused as a whole (A30).
    outputs::release_beside_twins(case, &policy, &disclosure).ok()
}

/// Every form of an alert. Lines of what people wrote: see `told`.
pub fn alert(data: &[u8]) {
    let Some(case) = told(data) else { return };
    let Some(release) = release(&case) else { return };
    let text = release.text();
    assert!(text.starts_with("Take care.") && text.ends_with(&format!("Alert {}.\n", release.id())));
    is_inert(&text);
    let sms = release.sms();
    assert!((1..=2).contains(&sms.segments));
    assert!(sms.text.ends_with(&release.id().to_string()));
    is_inert(&sms.text);
    let email = release.email();
    assert_eq!(email.text, text);
    assert!(!email.subject.contains(['\n', '\r']));
    is_sound(&email.html);
    is_sound(&release.bulletin());
    is_sound(&release.fragment());
    let json: Value = serde_json::from_str(&release.to_json()).expect("JSON");
    assert_eq!(json["schema"], Release::SCHEMA);
    assert_eq!(json["text"], text);
    // Whatever is told, the lines are ours: nobody writes one of his own.
    let heads = [
        "Take care.",
        "Person ",
        "Look out for: ",
        "Drives: ",
        "Uses: ",
        "Marks: ",
        "Reported to have: ",
        "Wore: ",
        "Smelt of: ",
        "When and where: ",
        "This was reported",
    ];
    let summary = json["alert"]["summary"].as_str();
    for line in text.lines() {
        assert!(heads.iter().any(|head| line.starts_with(head)) || Some(line) == summary, "a line of somebody's own");
    }
}

/// A police record, as JSON and as a document. Lines of what people wrote: see `told`.
pub fn police_document(data: &[u8]) {
    let Some(case) = told(data) else { return };
    let recipient = PoliceRecipient::parse("E23000010").expect("a force");
    let (policy, now) = (scheme::policy(), scheme::at(scheme::NOW));
    let decision = crate::asking::case(&case).disclose(&policy, PoliceFull { recipient }, now);
    let Ok(Decision::Disclosed(disclosure, _)) = decision else { return };
    let Ok(record) = PoliceRecord::new(&disclosure, &outputs::issuer()) else { return };
    let html = record.to_html();
    is_sound(&html);
    let json: Value = serde_json::from_str(&record.to_json()).expect("JSON");
    assert_eq!(json["schema"], PoliceRecord::SCHEMA);
    assert_eq!(json["reference"], "police-01");
}

/// A look-up of anything, with a report that tells the same. The first line is what it is said to be, the rest what was typed.
pub fn lookup(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let Some((kind, text)) = input.split_once('\n') else { return };
    let Some(kind) = QueryKind::ALL.iter().copied().find(|known| known.as_str() == kind) else { return };
    let mut case = scheme::report("r-1", "heron-7");
    let he = &mut case["incident"]["offenders"][0];
    match kind {
        QueryKind::Phone => he["phones"] = json!([text]),
        QueryKind::Email => he["emails"] = json!([text]),
        QueryKind::Username => he["handles"] = json!([text]),
        QueryKind::Plate => he["vehicle"]["plate"] = json!(text),
        QueryKind::Name => he["aliases"] = json!([text]),
    }
    let there = Case::from_json(case.to_string().as_bytes(), Mode::Strict).is_ok();
    let held = if there { vec![case] } else { Vec::new() };
    let asked =
        |cases: &[Value]| scheme::look_up(&scheme::scheme_of(scheme::everything(), cases), kind, text, scheme::NOW);
    let (answer, missed) = (asked(&held), asked(&[]));
    let json = answer.to_json();
    let expected = match &answer {
        Answer::NothingToShow => r#"{"schema":"uglymugs.lookup/1","outcome":"nothing_to_show"}"#.to_owned(),
        Answer::AskACaseworker => r#"{"schema":"uglymugs.lookup/1","outcome":"ask_a_caseworker"}"#.to_owned(),
        Answer::Reported(_) => format!(
            r#"{{"schema":"uglymugs.lookup/1","outcome":"reported","matched":"{}","month":"2026-03","reports":1}}"#,
            kind.as_str()
        ),
    };
    assert_eq!(json, format!("{expected}\n"));
    match kind {
        QueryKind::Name => assert!(answer == Answer::AskACaseworker && missed == answer),
        _ => assert!(missed == Answer::NothingToShow),
    }
}

/// A feed under a title of anybody's, of an alert in which people wrote the rest: the first line, and see `told`.
pub fn pages(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let Some((title, rest)) = input.split_once('\n') else { return };
    let release = told(rest.as_bytes()).and_then(|case| release(&case));
    let releases: Vec<Release> = release.into_iter().collect();
    let page = feed(title, &releases, scheme::at(scheme::NOW));
    is_sound(&page);
    assert_eq!(page.matches("<article").count(), releases.len());
}

/// No link, no address, nothing that nobody sees or that turns writing round.
fn is_inert(text: &str) {
    assert!(!text.contains("://") && !text.contains('@'), "a link or an address");
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}');
    assert!(!text.contains(turns), "a character that nobody sees");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
}

/// The tags that our pages are made of.
const TAGS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "footer",
    "article",
    "section",
    "div",
    "p",
    "span",
    "h1",
    "h2",
    "h3",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "b",
    "br",
    "a",
    "bdi",
    "nav",
    "blockquote",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "time",
];

/// Their attributes.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "href",
    "id",
    "tabindex",
    "style",
    "aria-labelledby",
    "aria-label",
    "scope",
    "dir",
    "role",
    "datetime",
];

/// Whether a page is made of our tags alone, each closed, whatever people wrote.
fn is_sound(html: &str) {
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap_or(html);
    let mut open: Vec<&str> = Vec::new();
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "a bracket outside of a tag");
        let end = rest[start..].find('>').expect("a tag ends") + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "a tag is closed by its own");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        assert!(TAGS.contains(&name), "<{name}> is none of our tags");
        let mut attributes = tag[name.len()..].trim_start();
        while let Some((attribute, value)) = attributes.split_once("=\"") {
            assert!(ATTRIBUTES.contains(&attribute), "an attribute that is none of ours");
            let (value, more) = value.split_once('"').expect("a value ends");
            assert!(attribute != "href" || value.starts_with('#'), "a link that leads away");
            attributes = more.trim_start();
        }
        assert!(attributes.is_empty(), "what stands in a tag");
        if name == "style" {
            // Our own sheet.
            rest = &rest[rest.find("</style>").expect("a sheet ends") + "</style>".len()..];
        } else if !matches!(name, "meta" | "br") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "a tag is not closed");
}

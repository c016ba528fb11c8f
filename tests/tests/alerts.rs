//! Alerts: the check that she is not the only one, the life of an alert, the rules, and what each medium holds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use num_core::{
    alert::{
        Alert, AlertApproval, AlertContext, AlertDraft, AlertError, AlertRules, ApprovedAlert, Crowd, Inference,
        ReleaseKind, SeriesFacts, SeriesMember, SmsEncoding, Step,
    },
    case::Case,
    disclosure::{Decision, Disclosure, Members, Policy, Use},
    id::{Id, Reference, SchemeId},
    json::Mode,
    matching::Tier,
    timestamp::Timestamp,
};
use num_tests::vector;
use serde_json::{Value, json};
use sms_splitter::SplitSms;

const AS_OF: &str = "2026-03-10T09:00:00+00:00";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn num() -> SchemeId {
    SchemeId::parse("num").unwrap()
}

fn policy() -> Policy {
    Policy::from_json(vector::policy().to_string().as_bytes()).unwrap()
}

/// A report by `source`, told on the evening of 1 March in LS2; `changes` are merged into its incident.
fn report(id: &str, source: &str, accepts: bool, changes: Value) -> Case {
    let mut case = json!({
        "schema": "uglymugs.case/1",
        "incident": {
            "schema": "uglymugs.incident/1", "id": id,
            "offences": [{"kind": "robbery"}],
            "when": {"at": "2026-03-01T22:15:00+00:00"},
            "place": {"force": "E23000010", "area": "LS2"},
            "reporter": {"kind": "victim", "pseudonym": source, "grade": "verified_member"},
            "victim": {"pseudonym": source},
            "safety": {"would_he_know": false},
            "offenders": [{
                "aliases": ["Baz"], "phones": ["07700 900123"], "behaviours": ["knife"],
                "appearance": {"gender": "man", "build": "slim", "age": {"from": 30, "to": 40}},
                "vehicle": {"kind": "van", "colour": "white", "plate": "AB01 CDE"}
            }]
        },
        "consent": {
            "schema": "uglymugs.consent/1", "incident": id,
            "events": [{"event": "grant", "at": "2026-03-02T10:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1",
                "grants": [{"purpose": "matching"}, {"purpose": "alert", "recipient": "num", "recognition_accepted": accepts}]}]
        },
        "circumstances": {
            "schema": "uglymugs.circumstances/1", "incident": id,
            "triage": [{"state": "accepted", "at": "2026-03-03T09:00:00+00:00", "by": "triage"}],
            "references": [{"recipient": "members/num", "reference": format!("num-{id}-ref")}]
        }
    });
    merge(&mut case["incident"], changes);
    Case::from_json(case.to_string().as_bytes(), Mode::Strict).unwrap()
}

fn merge(into: &mut Value, changes: Value) {
    match (into, changes) {
        (Value::Object(into), Value::Object(changes)) => {
            for (name, value) in changes {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, changes) => *into = changes,
    }
}

fn disclosed(case: &Case, as_of: Timestamp) -> Disclosure<Members> {
    let members = Members { scheme: num(), for_use: Use::Alert };
    match case.disclose(&policy(), members, as_of).unwrap() {
        Decision::Disclosed(disclosure, _) => *disclosure,
        Decision::Nothing(reason) => panic!("nothing: {reason:?}"),
    }
}

fn crowd(cases: &[&Case], as_of: Timestamp) -> Crowd {
    let mut crowd = Crowd::new(num(), as_of);
    cases.iter().for_each(|case| crowd.add(&disclosed(case, as_of)).unwrap());
    crowd
}

/// An alert about the first of the reports, all of which members may see.
fn draft(cases: &[&Case]) -> Result<AlertDraft, AlertError> {
    draft_by(&AlertRules::default_rules(), cases)
}

fn draft_by(rules: &AlertRules, cases: &[&Case]) -> Result<AlertDraft, AlertError> {
    let crowd = crowd(cases, at(AS_OF));
    Alert::draft(&[disclosed(cases[0], at(AS_OF))], &AlertContext { rules, crowd: &crowd, series: None })
}

fn approval(at: Timestamp) -> AlertApproval {
    AlertApproval::new("Approver", at, "He robs people at night.", "It names no one but him.").unwrap()
}

fn approved(cases: &[&Case]) -> ApprovedAlert {
    draft(cases).unwrap().approve(approval(at(AS_OF))).unwrap()
}

#[test]
fn who_is_the_only_one_is_asked_first() {
    let alone = report("r-1", "w-1", false, json!({}));
    assert_eq!(draft(&[&alone]).unwrap_err(), AlertError::OnlyOne);
    // Ten reports of her own do not hide her.
    let others: Vec<Case> = (2..12).map(|n| report(&format!("r-{n}"), "w-1", false, json!({}))).collect();
    let all: Vec<&Case> = [&alone].into_iter().chain(&others).collect();
    assert_eq!(draft(&all).unwrap_err(), AlertError::OnlyOne);
    // Nor do two whom nobody knows hide each other.
    let unknown = |id| report(id, "w-9", false, json!({"reporter": {"grade": "unknown"}}));
    assert_eq!(draft(&[&unknown("r-1"), &unknown("r-2")]).unwrap_err(), AlertError::OnlyOne);
    // It is her choice to warn others all the same.
    let draft = draft(&[&report("r-1", "w-1", true, json!({}))]).unwrap();
    let found = draft.reidentification();
    assert!(found.accepted && found.plausible == 1 && found.coarsened.is_empty(), "{found:?}");
    assert!(found.inferences.contains(&Inference::OnlyOne) && found.inferences.contains(&Inference::HisIdentifier));
    assert_eq!(
        draft.text(),
        "Take care. Reported: robbery, theft or damage.\n\
         Look out for: goes by \u{201C}Baz\u{201D}, man, aged 30 to 40, slim build.\n\
         Drives: white van, number plate AB01 CDE.\n\
         Uses: 07700 900123.\n\
         Reported to have: had a knife.\n\
         When and where: 1 March 2026, evening, LS2.\n\
         This was reported to us. It is not proof of a crime. Alert num-r-1-ref.\n"
    );
}

#[test]
fn it_is_made_no_coarser_than_it_must_be() {
    let hers = report("r-1", "w-1", false, json!({}));
    // Another robbery that month, elsewhere in the force, by a slim man of like age; nothing else is known of him.
    let other = report(
        "r-2",
        "w-2",
        false,
        json!({"when": {"at": "2026-03-05T03:00:00+00:00"}, "place": {"area": "LS7"}, "offenders": [{
            "appearance": {"gender": "man", "build": "slim", "age": {"from": 38, "to": 45}}
        }]}),
    );
    let draft = draft(&[&hers, &other]).unwrap();
    assert_eq!(
        draft.text(),
        "Take care. Reported: robbery, theft or damage.\n\
         Look out for: man, aged 30 to 40, slim build.\n\
         When and where: March 2026, West Yorkshire police area.\n\
         This was reported to us. It is not proof of a crime. Alert num-r-1-ref.\n"
    );
    let found = draft.reidentification();
    assert_eq!((found.plausible_before, found.plausible), (1, 2));
    use Step as S;
    assert_eq!(
        found.coarsened,
        [S::ContactIdentifiers, S::Plate, S::Names, S::Vehicle, S::Behaviours, S::Area, S::Day]
    );
    assert!(found.inferences.contains(&Inference::OneOfSeveral) && !found.inferences.contains(&Inference::OnlyOne));
    // The other's own report has nothing that must go but where and when.
    let theirs = draft_by(&AlertRules::default_rules(), &[&other, &hers]).unwrap();
    assert!(theirs.text().contains("man, aged 38 to 45, slim build"), "{}", theirs.text());
}

#[test]
fn a_summary_is_told_only_where_she_accepts() {
    let summary = json!({"summary": {"text": "He asked for cash back.", "language": "en"}});
    for (accepts, told) in [(false, false), (true, true)] {
        let mut case = report("r-1", "w-1", accepts, summary.clone());
        case.circumstances = num_core::disclosure::Circumstances::from_json(
            json!({
                "schema": "uglymugs.circumstances/1", "incident": "r-1",
                "triage": [{"state": "accepted", "at": "2026-03-03T09:00:00+00:00", "by": "triage"}],
                "references": [{"recipient": "members/num", "reference": "num-r-1-ref"}],
                "approvals": [{"text": "He asked for cash back.", "language": "en", "approver": "editor",
                    "at": "2026-03-04T09:00:00+00:00", "audiences": ["members"]}]
            })
            .to_string()
            .as_bytes(),
            Mode::Strict,
        )
        .unwrap();
        let twin = report("r-2", "w-2", false, json!({}));
        assert_eq!(draft(&[&case, &twin]).unwrap().text().contains("cash back"), told);
    }
}

#[test]
fn a_place_where_few_work_is_not_named() {
    let rules = |workers: Value| {
        let mut rules: Value = serde_json::from_str(&AlertRules::default_rules().to_json()).unwrap();
        rules["workers"] = workers;
        AlertRules::from_json(rules.to_string().as_bytes()).unwrap()
    };
    let case = report("r-1", "w-1", true, json!({}));
    for (workers, place) in [
        (json!([{"area": "LS2", "workers": 20}]), ", LS2."),
        (json!([{"area": "ls2", "workers": 19}]), ", West Yorkshire police area."),
        (json!([{"area": "LS2", "workers": 19, "until": "2026-01-01T00:00:00+00:00"}]), ", LS2."),
        (json!([{"area": "LS2", "workers": 3}, {"force": "E23000010", "workers": 19}]), "1 March 2026, evening.\n"),
        (json!([{"force": "E23000010", "workers": 19}]), ", LS2."),
    ] {
        let draft = draft_by(&rules(workers), &[&case]).unwrap();
        assert!(draft.text().contains(place), "{place}: {}", draft.text());
    }
}

/// The facts of a series of reports, whose first offenders are one.
fn series(cases: &[&Case]) -> SeriesFacts {
    let member = |case: &&Case| SeriesMember {
        reference: Reference::parse(&format!("num-{}-ref", case.incident.id)).unwrap(),
        offender: 0,
    };
    SeriesFacts {
        id: Reference::parse("series-01").unwrap(),
        members: cases.iter().map(member).collect(),
        tier: Some(Tier::Probable),
    }
}

fn series_draft(cases: &[&Case]) -> Result<AlertDraft, AlertError> {
    let disclosures: Vec<_> = cases.iter().map(|case| disclosed(case, at(AS_OF))).collect();
    let (rules, crowd, series) = (AlertRules::default_rules(), crowd(cases, at(AS_OF)), series(cases));
    Alert::draft(&disclosures, &AlertContext { rules: &rules, crowd: &crowd, series: Some(&series) })
}

#[test]
fn a_series_tells_of_him_and_of_no_single_meeting() {
    let second = json!({
        "offences": [{"kind": "assault_with_injury"}], "when": {"at": "2026-02-11T13:00:00+00:00"}, "place": {"area": "LS7"},
        "offenders": [{"aliases": ["Daz"], "phones": ["07700 900123"], "behaviours": ["films"],
            "appearance": {"gender": "man", "build": "average", "age": {"from": 35, "to": 45}, "glasses": "glasses"},
            "vehicle": {"kind": "van", "colour": "grey", "plate": "AB01 CDE"}}]
    });
    let one = report("r-1", "w-1", false, json!({}));
    let other = report("r-2", "w-2", false, second.clone());
    let draft = series_draft(&[&one, &other]).unwrap();
    // What both told.
    assert_eq!(
        draft.text(),
        "Take care. A bad date was reported.\n\
         Look out for: man, aged 35 to 40.\n\
         Drives: number plate AB01 CDE.\n\
         Uses: 07700 900123.\n\
         When and where: West Yorkshire police area.\n\
         This was reported to us. It is not proof of a crime. Alert series-01.\n",
    );
    // Where both accept, everything, and how many they are.
    let (one, other) = (report("r-1", "w-1", true, json!({})), report("r-2", "w-2", true, second));
    let told = series_draft(&[&one, &other]).unwrap();
    for part in [
        "robbery, theft or damage; violence",
        "“Baz” or “Daz”",
        "white van",
        "grey van",
        "had a knife; filmed",
        "February 2026 to March 2026",
        "LS2 and LS7",
        "Reported by 2 people.",
    ] {
        assert!(told.text().contains(part), "{part}: {}", told.text());
    }
    // Two reports of one person are no series that could hide her.
    let (one, again) = (report("r-1", "w-1", false, json!({})), report("r-2", "w-1", false, json!({})));
    assert_eq!(series_draft(&[&one, &again]).unwrap_err(), AlertError::OnlyOne);
    // Nobody linked them.
    let rules = AlertRules::default_rules();
    let crowd = crowd(&[&one, &again], at(AS_OF));
    let disclosures = [disclosed(&one, at(AS_OF)), disclosed(&again, at(AS_OF))];
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    assert_eq!(Alert::draft(&disclosures, &context).unwrap_err(), AlertError::NotLinked);
}

#[test]
fn from_draft_to_retraction() {
    let case = report("r-1", "w-1", true, json!({}));
    let rules = AlertRules::default_rules();
    let fresh = |as_of: Timestamp| ([disclosed(&case, as_of)], crowd(&[&case], as_of));
    let approved = approved(&[&case]);
    let early = approval(at("2026-03-10T08:59:59+00:00"));
    assert_eq!(draft(&[&case]).unwrap().approve(early).unwrap_err(), AlertError::ApprovedTooEarly);

    let later = at("2026-03-10T12:00:00+00:00");
    let (disclosures, crowd) = fresh(later);
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    let published = approved.publish(&disclosures, &context).unwrap();
    assert_eq!((published.version(), published.expires_at().to_string()), (1, "2026-06-08T12:00:00+00:00".to_owned()));
    let release = published.release(&disclosures, &context).unwrap();
    assert_eq!((release.kind(), release.text().as_str()), (ReleaseKind::Alert, approved.text()));
    assert_eq!(release.reach().unwrap().forces.len(), 6);

    // A disclosure of another instant than the context's, and one older than the approval.
    let (stale, older_crowd) = fresh(at("2026-03-10T08:00:00+00:00"));
    assert_eq!(approved.publish(&stale, &context).unwrap_err(), AlertError::StaleDisclosure);
    let older = AlertContext { rules: &rules, crowd: &older_crowd, series: None };
    assert_eq!(approved.publish(&stale, &older).unwrap_err(), AlertError::StaleDisclosure);
    assert_eq!(approved.publish(&[], &context).unwrap_err(), AlertError::NoLongerDisclosed);

    // It expires, and can be renewed.
    let expiry = published.expires_at();
    let (disclosures, crowd) = fresh(expiry);
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    assert_eq!(published.release(&disclosures, &context).unwrap_err(), AlertError::Expired);
    let renewed = published.renew(&disclosures, &context).unwrap();
    assert_eq!((renewed.version(), renewed.release(&disclosures, &context).unwrap().kind()), (2, ReleaseKind::Renewal));

    // A report that reads otherwise than what was approved.
    let other = report("r-1", "w-1", true, json!({"place": {"area": "LS7"}}));
    let changed = [disclosed(&other, expiry)];
    assert_eq!(renewed.release(&changed, &context).unwrap_err(), AlertError::Changed);
    // She no longer accepts that he may know.
    let hers = report("r-1", "w-1", false, json!({}));
    assert_eq!(renewed.release(&[disclosed(&hers, expiry)], &context).unwrap_err(), AlertError::OnlyOne);

    let retracted = renewed.retract(expiry).release();
    assert_eq!((retracted.kind(), retracted.version()), (ReleaseKind::Retraction, 3));
    assert_eq!(retracted.text(), "This alert is withdrawn. Please delete it. Do not pass it on. Alert num-r-1-ref.\n");
    for text in [
        retracted.sms().text,
        retracted.email().text,
        retracted.email().html,
        retracted.bulletin(),
        retracted.to_json(),
    ] {
        assert!(text.contains("num-r-1-ref") && !text.contains("Baz") && !text.contains("LS2"), "{text}");
    }
}

#[test]
fn a_correction_keeps_the_public_id() {
    let (case, other) = (report("r-1", "w-1", true, json!({})), report("r-2", "w-2", true, json!({})));
    let rules = AlertRules::default_rules();
    let crowd = crowd(&[&case, &other], at(AS_OF));
    let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
    let fresh = [disclosed(&case, at(AS_OF))];
    let published = approved(&[&case]).publish(&fresh, &context).unwrap();
    assert_eq!(published.correct(&approved(&[&other]), &fresh, &context).unwrap_err(), AlertError::OtherId);
    let corrected = report("r-1", "w-1", true, json!({"offenders": [{"aliases": ["Barry"]}]}));
    let version = published.correct(&approved(&[&corrected]), &[disclosed(&corrected, at(AS_OF))], &context).unwrap();
    assert_eq!((version.id(), version.version()), (published.id(), 2));
    assert!(version.text().contains("Barry"));
}

#[test]
fn rules_say_on_what_and_to_whom() {
    let rules = |rules: Value| {
        let document = json!({"schema": "uglymugs.alert_rules/1", "version": "t-1", "rules": rules});
        AlertRules::from_json(document.to_string().as_bytes()).unwrap()
    };
    let case = report("r-1", "w-1", true, json!({}));
    let reach = |of: Value| draft_by(&rules(json!([of])), &[&case]).map(|draft| draft.reach().clone());
    let near =
        reach(json!({"offences": ["property"], "reach": "force_area", "services": ["armistead_street"]})).unwrap();
    assert_eq!((near.everybody, near.forces.len(), near.services.len()), (false, 1, 1));
    let all = reach(json!({"offences": ["property"], "reach": "national"})).unwrap();
    assert!(all.everybody && all.forces.is_empty());
    assert_eq!(reach(json!({"offences": ["sexual"], "reach": "national"})).unwrap_err(), AlertError::NoRule);
    let of_two = json!({"offences": ["property"], "reach": "national", "reports_at_least": 2});
    assert_eq!(reach(of_two).unwrap_err(), AlertError::NoRule);

    // Held back for a day after the draft.
    let held = rules(json!([{"offences": ["property"], "reach": "national", "hold_hours": 24}]));
    let approved = draft_by(&held, &[&case]).unwrap().approve(approval(at(AS_OF))).unwrap();
    for (as_of, goes) in [("2026-03-11T08:59:59+00:00", false), ("2026-03-11T09:00:00+00:00", true)] {
        let crowd = crowd(&[&case], at(as_of));
        let context = AlertContext { rules: &held, crowd: &crowd, series: None };
        assert_eq!(approved.publish(&[disclosed(&case, at(as_of))], &context).is_ok(), goes, "{as_of}");
    }

    let wrong = json!({"schema": "uglymugs.alert_rules/1", "version": "t-1", "plausible_at_least": 1, "rules": [
        {"offences": [], "reach": "everywhere", "expires_days": 0},
        {"offences": ["sexual"], "tier_at_least": "strong"},
    ], "workers": [{"workers": 3}, {"area": "LS2", "force": "E23000010", "workers": 3}]});
    let problems = AlertRules::from_json(wrong.to_string().as_bytes()).unwrap_err();
    let found: Vec<(String, &str)> =
        problems.as_slice().iter().map(|problem| (problem.path.clone(), problem.code.as_str())).collect();
    let expected = [
        ("plausible_at_least", "range.out_of_bounds"),
        ("rules[0].offences", "list.empty"),
        ("rules[0].reach", "code.unknown"),
        ("rules[0].expires_days", "range.out_of_bounds"),
        ("rules[1].reach", "member.missing"),
        ("rules[1].tier_at_least", "rule.tier_of_one"),
        ("workers[0]", "workers.of_nowhere"),
        ("workers[1]", "workers.of_nowhere"),
    ];
    let expected: Vec<(String, &str)> = expected.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect();
    assert_eq!(found, expected);
    let rules = AlertRules::default_rules();
    assert_eq!(AlertRules::from_json(rules.to_json().as_bytes()).unwrap().to_json(), rules.to_json());
}

/// Every text message fits, and another splitter counts as many segments.
#[test]
fn text_messages_fit() {
    let long: Vec<String> = (0..10).map(|n| format!("0770090{n:04}")).collect();
    let wide = json!({"offenders": [{"aliases": ["Łukasz Żółw"], "phones": [], "vehicle": {"plate": "AB01 CDE"}, "appearance": {"gender": "man"}}]});
    let plain = json!({"offenders": [{"aliases": ["Baz"], "emails": ["baz@example.org"], "phones": long}]});
    for (changes, encoding, first) in [
        (json!({}), SmsEncoding::Gsm7, "Uses: 07700 900123"),
        (wide, SmsEncoding::Gsm7, "goes by \"Lukasz Zolw\""),
        (plain, SmsEncoding::Gsm7, "Uses: 07700 900000"),
    ] {
        let case = report("r-1", "w-1", true, changes);
        let crowd = crowd(&[&case], at(AS_OF));
        let rules = AlertRules::default_rules();
        let context = AlertContext { rules: &rules, crowd: &crowd, series: None };
        let fresh = [disclosed(&case, at(AS_OF))];
        let sms = approved(&[&case]).publish(&fresh, &context).unwrap().release(&fresh, &context).unwrap().sms();
        assert!(sms.segments <= 2, "{}", sms.text);
        assert_eq!(sms.encoding, encoding, "{}", sms.text);
        let split = SplitSms::default().split(sms.text.clone());
        assert_eq!(split.parts.len(), sms.segments, "{}", sms.text);
        assert!(sms.text.starts_with("Take care. Reported: robbery, theft or damage. "), "{}", sms.text);
        assert!(sms.text.contains(first), "{}", sms.text);
        assert!(sms.text.ends_with("Not proof. Alert num-r-1-ref"), "{}", sms.text);
    }
}

//! The way of a report through a scheme, step by step, with the reason that each step gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use num_core::{
    alert::{AlertError, Reach},
    consent::PoliceRecipient,
    disclosure::{AnyDecision, OwnContactDecision, Reason, Recipient, TriageState},
    id::{Id, Reference},
    lookup::{Answer, QueryKind},
    matching::{Find, Tier},
    police::Route,
    scheme::{NotSent, Scheme, SchemeError, Went},
    text::Text,
    timestamp::Timestamp,
    triage::OwnContacts,
};
use num_tests::{
    asking,
    outputs::{issuer, scheme::*},
};
use serde_json::{Value, json};

/// Nobody is shown anything of a report; for which reason?
fn closed(scheme: &mut Scheme, report: &str, recipient: &str, as_of: &str) -> Option<Reason> {
    let recipient = Recipient::parse(recipient).unwrap();
    match scheme.disclose(&id(report), recipient, at(as_of), &mut references()).unwrap() {
        AnyDecision::Nothing(reason) => Some(reason),
        AnyDecision::Disclosed(..) => None,
    }
}

fn police(
    scheme: &mut Scheme,
    report: &str,
    as_of: &str,
    drawn: &mut dyn num_core::scheme::References,
) -> Vec<(PoliceRecipient, Result<String, NotSent>)> {
    let reports = scheme.police_reports(&id(report), at(as_of), drawn).unwrap();
    reports.into_iter().map(|report| (report.recipient, report.outcome.map(|record| record.to_json()))).collect()
}

/// Not accepted yet, and open to nobody.
fn waiting(case: Value) -> Value {
    with(
        case,
        "/circumstances/triage",
        json!([{"state": "received", "at": "2026-03-02T11:00:00+00:00", "by": "Ruth Okafor"}]),
    )
}

/// Full details for her force as soon as one other person has reported him.
fn if_another_reports(case: Value) -> Value {
    let condition = json!({"at_least": 1, "offenders": [0], "then": "take_effect"});
    let full = json!({"purpose": "police_full", "recipient": "E23000010", "condition": condition});
    with(case, "/consent/events/0/grants/4", full)
}

#[test]
fn the_way_of_a_report() {
    let mut scheme = scheme_of(everything(), &[]);
    let mut drawn = references();

    // Two people report the same man. Nothing of theirs goes anywhere before a person of the scheme has accepted it.
    let first = waiting(if_another_reports(report("r-1", "heron-7")));
    let submitted = scheme.submit(asking::case(&first)).unwrap();
    assert_eq!((submitted.own_contacts, submitted.needs_person, submitted.of_this_source), (0, false, 0));
    submit(&mut scheme, &waiting(report("r-2", "wren-2")));
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", NOW), Some(Reason::NotAccepted));
    assert_eq!(
        publish(&mut scheme, &["r-1"], NOW, &mut drawn).unwrap_err(),
        SchemeError::NothingDisclosed(Reason::NotAccepted)
    );
    assert!(look_up(&scheme, QueryKind::Phone, "07700 900231", NOW) == Answer::NothingToShow);
    assert_eq!(scheme.matches(&id("r-1"), at(NOW), &Find::default()).unwrap().len(), 0);

    // Triage.
    let day = "2026-03-04T09:00:00+00:00";
    for report in ["r-1", "r-2"] {
        let review = scheme.record_triage(&id(report), triage(TriageState::Accepted, day, None)).unwrap();
        assert!(review.retracted.is_empty() && review.to_look_at.is_empty());
    }
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", day), None);

    // A match is a suggestion, with its sentence; a person confirms it.
    let matches = scheme.matches(&id("r-1"), at(day), &Find::default()).unwrap();
    assert_eq!(matches.len(), 1);
    assert!(matches[0].tier() >= Tier::Probable, "{:?}", matches[0].tier());
    assert!(!matches[0].sentence().contains("900231"));
    assert_eq!(scheme.series(at(day)).len(), 0);
    let waits = police(&mut scheme, "r-1", day, &mut drawn);
    let [(force, Ok(anonymous))] = waits.as_slice() else { panic!("one record: {waits:?}") };
    assert_eq!(force.as_str(), "E23000010");
    assert!(anonymous.contains("\"details\": \"anonymous\"") && !anonymous.contains("Gwen"));
    assert_eq!(closed(&mut scheme, "r-1", "police_full/E23000010", day), Some(Reason::ConditionNotMet));

    let linked = "2026-03-05T09:00:00+00:00";
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, linked);
    let series = scheme.series(at(linked));
    assert_eq!(series.len(), 1);
    assert_eq!(series[0].sightings().len(), 2);

    // That made her condition true, from the instant of the link on.
    assert_eq!(closed(&mut scheme, "r-1", "police_full/E23000010", day), Some(Reason::ConditionNotMet));
    let sent = police(&mut scheme, "r-1", linked, &mut drawn);
    let [(_, Ok(full))] = sent.as_slice() else { panic!("one record: {sent:?}") };
    assert!(full.contains("\"details\": \"full\"") && full.contains("Gwen Hartley"));
    assert!(!full.contains("condition\"") && !full.contains("at_least"));

    // An alert about what both told. A draft is for a person to read; only what is approved is published.
    let both = [id("r-1"), id("r-2")];
    let draft = scheme.draft_alert(&both, at(linked), &mut drawn).unwrap();
    assert_eq!(draft.reidentification().plausible, 2);
    assert!(draft.text().contains("Daz") && draft.text().starts_with("Take care."));
    let early = approval(at(day));
    assert_eq!(draft.clone().approve(early).unwrap_err(), AlertError::ApprovedTooEarly);
    let approved = draft.approve(approval(at(linked))).unwrap();
    let release = scheme.publish(&approved, at(linked)).unwrap();
    assert_eq!(release.version(), 1);
    let yorkshire = num_core::force::Force::parse("E23000010").unwrap();
    let reach = release.reach().unwrap();
    assert!(!reach.everybody && reach.forces.first() == Some(&yorkshire));
    assert_eq!(scheme.feed(at(linked)).len(), 1);

    // A member looks the number up.
    let Answer::Reported(reported) = look_up(&scheme, QueryKind::Phone, "+44 7700 900231", linked) else {
        panic!("it is reported")
    };
    assert_eq!((reported.reports, reported.month.unwrap().to_string().as_str()), (2, "2026-03"));

    // One of the two withdraws everything. Everything that rested on her goes at once.
    let later = "2026-03-08T09:00:00+00:00";
    let review = scheme.record_consent(&id("r-2"), withdrawal(later), at(later)).unwrap();
    assert_eq!(taken_back(&review), [release.id().to_string()]);
    let notice = &review.retracted[0];
    assert_eq!((notice.version(), told(notice)), (2, Value::Null));
    assert!(scheme.feed(at(later)).is_empty() && scheme.alerts().next().is_none());
    assert_eq!(closed(&mut scheme, "r-2", "members/num/alert", later), Some(Reason::Withdrawn));
    assert_eq!(closed(&mut scheme, "r-1", "police_full/E23000010", later), Some(Reason::ConditionNotMet));
    let Answer::Reported(reported) = look_up(&scheme, QueryKind::Phone, "07700900231", later) else {
        panic!("the other's report still stands")
    };
    assert_eq!(reported.reports, 1);
    assert!(scheme.series(at(later)).is_empty());

    // The ledger knows who was given which version, and to whom the notice goes.
    let of_alert: Vec<_> =
        scheme.ledger().of(release.id()).map(|entry| (entry.what, entry.version, entry.reach.clone())).collect();
    assert_eq!(of_alert.len(), 2);
    assert_eq!((of_alert[0].0, of_alert[0].1), (Went::Alert, 1));
    assert_eq!(of_alert[0].2.as_ref(), Some(reach));
    assert_eq!((of_alert[1].0, of_alert[1].1, of_alert[1].2.clone()), (Went::Retraction, 2, None::<Reach>));
    let to_police: Vec<_> = scheme
        .ledger()
        .entries()
        .iter()
        .map(|entry| entry.what)
        .filter(|what| !matches!(what, Went::Alert | Went::Retraction))
        .collect();
    assert_eq!(to_police, [Went::PoliceAnonymous, Went::PoliceFull]);
}

/// One force keeps its reference from anonymous intelligence to full details, and the version counts on (A25).
#[test]
fn a_force_keeps_its_reference() {
    let mut scheme = scheme_of(everything(), &[if_another_reports(report("r-1", "heron-7")), report("r-2", "wren-2")]);
    let mut drawn = references();
    police(&mut scheme, "r-1", NOW, &mut drawn);
    decide(&mut scheme, ("r-1", 0), ("r-2", 0), true, NOW);
    police(&mut scheme, "r-1", NOW, &mut drawn);
    let entries = scheme.ledger().entries();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].reference, entries[1].reference);
    assert_eq!((entries[0].version, entries[1].version), (1, 2));
}

/// Her withdrawal on a duplicate holds for what it repeats, as long as it is one (A38).
#[test]
fn a_withdrawal_on_a_twin_holds() {
    let mut scheme = scheme_of(everything(), &[accepting(report("r-1", "heron-7")), report("r-2", "heron-7")]);
    let release = publish(&mut scheme, &["r-1"], NOW, &mut references()).unwrap();
    let (then, later) = ("2026-03-11T09:00:00+00:00", "2026-03-12T09:00:00+00:00");
    let review = scheme.record_triage(&id("r-2"), triage(TriageState::Duplicate, then, Some("r-1"))).unwrap();
    assert!(review.retracted.is_empty());
    assert_eq!(closed(&mut scheme, "r-2", "members/num/alert", then), Some(Reason::NotAccepted));
    let review = scheme.record_consent(&id("r-2"), withdrawal(later), at(later)).unwrap();
    assert_eq!(taken_back(&review), [release.id().to_string()]);
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", later), Some(Reason::Withdrawn));
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", then), None);
    // It turns out to be a report of its own: what was withdrawn there is nothing to the other.
    let apart = "2026-03-13T09:00:00+00:00";
    scheme.record_triage(&id("r-2"), triage(TriageState::Accepted, apart, None)).unwrap();
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", apart), None);
}

/// A duplicate of a duplicate is one too: what she withdraws there holds for the first (A38).
#[test]
fn a_withdrawal_on_a_twins_twin_holds() {
    let cases = [report("r-1", "heron-7"), report("r-2", "heron-7"), report("r-3", "heron-7")];
    let mut scheme = scheme_of(everything(), &cases);
    let (then, later) = ("2026-03-11T09:00:00+00:00", "2026-03-12T09:00:00+00:00");
    scheme.record_triage(&id("r-3"), triage(TriageState::Duplicate, then, Some("r-2"))).unwrap();
    scheme.record_triage(&id("r-2"), triage(TriageState::Duplicate, then, Some("r-1"))).unwrap();
    scheme.record_consent(&id("r-3"), withdrawal(later), at(later)).unwrap();
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", later), Some(Reason::Withdrawn));
}

/// A number that is a member's own waits for a caseworker, in look-ups and alerts (A17).
#[test]
fn own_contacts_wait_for_a_caseworker() {
    let own = json!({"schema": "uglymugs.own_contacts/1", "phones": ["07700 900231"], "emails": [], "handles": [], "plates": []});
    let own = OwnContacts::from_json(own.to_string().as_bytes()).unwrap();
    let mut scheme = Scheme::new(issuer(), policy(), everything(), own);
    let submitted = scheme.submit(asking::case(&accepting(report("r-1", "heron-7")))).unwrap();
    assert_eq!(submitted.own_contacts, 1);
    assert!(look_up(&scheme, QueryKind::Phone, "07700 900231", NOW) == Answer::NothingToShow);
    let draft = scheme.draft_alert(&[id("r-1")], at(NOW), &mut references()).unwrap();
    assert!(!draft.text().contains("900231"));
    let record = |scheme: &mut Scheme, show: bool, when: &str| {
        let decision = OwnContactDecision { at: at(when), by: Text::parse("Ruth Okafor").unwrap(), show };
        scheme.record(&id("r-1"), at(when), |beside| beside.own_contacts[0].decision = Some(decision)).unwrap()
    };
    let day = "2026-03-11T09:00:00+00:00";
    record(&mut scheme, true, day);
    assert!(matches!(look_up(&scheme, QueryKind::Phone, "07700 900231", day), Answer::Reported(_)));
    let next = "2026-03-12T09:00:00+00:00";
    record(&mut scheme, false, next);
    assert!(look_up(&scheme, QueryKind::Phone, "07700 900231", next) == Answer::NothingToShow);
}

/// Many reports of one source in a short time are for a person to look at.
#[test]
fn a_burst_is_shown() {
    let mut scheme = scheme_of(everything(), &[]);
    let on =
        |report: Value, day: &str| with(report, "/incident/received_at", json!(format!("2026-{day}T10:00:00+00:00")));
    let of_source = |scheme: &mut Scheme, case: Value| scheme.submit(asking::case(&case)).unwrap().of_this_source;
    assert_eq!(of_source(&mut scheme, on(report("r-1", "heron-7"), "01-20")), 0);
    assert_eq!(of_source(&mut scheme, on(report("r-2", "heron-7"), "03-01")), 0, "forty days later");
    assert_eq!(of_source(&mut scheme, on(report("r-3", "heron-7"), "03-02")), 1);
    assert_eq!(of_source(&mut scheme, on(report("r-4", "wren-2"), "03-02")), 0);
    assert_eq!(of_source(&mut scheme, on(report("r-5", "heron-7"), "03-03")), 2);
    let unknown = |id: &str| with(report(id, "heron-7"), "/incident/reporter/grade", json!("unknown"));
    assert_eq!(of_source(&mut scheme, on(unknown("r-6"), "03-03")), 0, "nobody knows who it is");
}

/// Age, capacity or danger wait for a person (A39).
#[test]
fn what_needs_a_person_waits() {
    let case = with(report("r-1", "heron-7"), "/incident/victim/in_danger", json!(true));
    let mut scheme = scheme_of(everything(), &[]);
    assert!(scheme.submit(asking::case(&case)).unwrap().needs_person);
    assert_eq!(closed(&mut scheme, "r-1", "members/num/alert", NOW), Some(Reason::NeedsPerson));
    assert_eq!(scheme.alert_closed(&id("r-1"), at(NOW)).unwrap(), Some(Reason::NeedsPerson));
}

/// Police reports say why nothing is sent.
#[test]
fn what_is_not_sent_to_the_police_says_why() {
    let elsewhere = with(report("r-1", "heron-7"), "/consent/events/0/grants/3/recipient", json!("E23000004"));
    let scas = with(report("r-2", "heron-7"), "/consent/events/0/grants/3/recipient", json!("nca_scas"));
    let none = with(report("r-3", "heron-7"), "/circumstances/triage/1/state", json!("rejected"));
    let mut scheme = scheme_of(everything(), &[elsewhere, scas, none]);
    let mut drawn = references();
    for (report, why) in [
        ("r-1", NotSent::Dropped(Route::OtherArea)),
        ("r-2", NotSent::Dropped(Route::NotForScas)),
        ("r-3", NotSent::Nothing(Reason::NotAccepted)),
    ] {
        let sent = police(&mut scheme, report, NOW, &mut drawn);
        let [(_, Err(not_sent))] = sent.as_slice() else { panic!("{report}: {sent:?}") };
        assert_eq!(*not_sent, why, "{report}");
    }
    assert!(scheme.ledger().entries().is_empty());
}

/// What nobody has is an error, and changes nothing.
#[test]
fn unknown_ids_give_errors() {
    let mut scheme = scheme_of(everything(), &[report("r-1", "heron-7")]);
    let (nobody, now): (_, Timestamp) = (id("r-9"), at(NOW));
    let mut drawn = references();
    let reference = Reference::parse("nobody-has-it").unwrap();
    let unknown_report = |error: SchemeError| assert_eq!(error.code().as_str(), "scheme.unknown_report");
    unknown_report(scheme.case(&nobody).map(|_| ()).unwrap_err());
    unknown_report(scheme.record_triage(&nobody, triage(TriageState::Accepted, NOW, None)).unwrap_err());
    unknown_report(scheme.record_consent(&nobody, withdrawal(NOW), now).unwrap_err());
    unknown_report(scheme.record(&nobody, now, |_| ()).unwrap_err());
    unknown_report(scheme.matches(&nobody, now, &Find::default()).unwrap_err());
    unknown_report(scheme.police_reports(&nobody, now, &mut drawn).map(|_| ()).unwrap_err());
    unknown_report(scheme.draft_alert(std::slice::from_ref(&nobody), now, &mut drawn).unwrap_err());
    unknown_report(scheme.alert_closed(&nobody, now).unwrap_err());
    let recipient = Recipient::parse("members/num/alert").unwrap();
    unknown_report(scheme.disclose(&nobody, recipient, now, &mut drawn).map(|_| ()).unwrap_err());
    for error in [
        scheme.renew(&reference, now).unwrap_err(),
        scheme.retract(&reference, now).unwrap_err(),
        scheme.release(&reference, now).unwrap_err(),
    ] {
        assert_eq!(error.code().as_str(), "scheme.unknown_alert");
    }
    assert_eq!(scheme.draft_alert(&[], now, &mut drawn).unwrap_err().code().as_str(), "scheme.no_series");
    assert_eq!(scheme.submit(asking::case(&report("r-1", "wren-2"))).unwrap_err().code().as_str(), "id.conflict");
    assert!(scheme.reports_behind(&reference).is_empty());
}

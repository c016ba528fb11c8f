//! The months of a year, as an offender reads them who knows what he did himself. He reads every alert that goes out, in every
//! form, and asks who can have told it. The reading is independent of how alerts are checked: it knows the alerts' JSON, what the
//! gate shows of single reports, and the truth about them.
//!
//! What he does: of each alert he takes the acts that are consistent with everything it tells. His own acts he knows in full;
//! others' acts may be anything that members may be told of. Where all that is left is one woman, he knows who told. Two tellings of
//! one event, and two reports by one woman under two pseudonyms, are one woman.
//!
//! `cargo test -p num-tests --test month_replay -- --nocapture` prints the figures. `REPLAY_SEEDS` asks for more years.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use num_core::{
    alert::{AlertRules, Release},
    disclosure::{AnyDecision, AnyDisclosure, Disclosure, Members, Policy, Recipient},
    id::{Id, IncidentId},
    scheme::Scheme,
    synthetic::{Parameters, Year},
    timestamp::Timestamp,
    triage::OwnContacts,
};
use num_tests::{
    asking,
    outputs::{self, issuer, scheme::*},
};
use serde_json::{Value, json};

/// Figures of one reading.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    /// Alerts read.
    alerts: usize,
    /// Of them, those that he ties to one woman.
    tied: usize,
    /// Of them, those that he ties to a woman who did not accept that he may know.
    against_her_will: usize,
}

impl Figures {
    fn count(&mut self, tied: bool, accepted: bool) {
        self.alerts += 1;
        self.tied += usize::from(tied);
        self.against_her_will += usize::from(tied && !accepted);
    }
}

/// One report of the year.
struct Report {
    id: IncidentId,
    json: Value,
    victim: String,
    /// Who did it, offender by offender.
    men: Vec<String>,
    /// The act as he knows it, in the form in which members would be told everything.
    act: OnceCell<Value>,
}

struct Replay {
    policy: Policy,
    scheme: Scheme,
    reports: Vec<Report>,
    by_id: HashMap<String, usize>,
    forces: HashMap<String, String>,
    /// When everything has happened that will.
    end: Timestamp,
}

/// What members may be told of a report.
struct Seen {
    report: usize,
    shown: Value,
    disclosure: Box<Disclosure<Members>>,
}

impl Replay {
    fn new(seed: u64, parameters: &Parameters, rules: AlertRules) -> Self {
        let year = Year::generate(seed, parameters).unwrap();
        let policy_json: Value = serde_json::from_str(&num_core::synthetic::policy(parameters)).unwrap();
        let forces = policy_json["versions"][0]["areas"].as_array().unwrap().iter();
        let forces = forces.map(|area| (text(&area["code"]), text(&area["force"]))).collect();
        let mut scheme = Scheme::new(issuer(), year.policy.clone(), rules, OwnContacts::default());
        let mut reports = Vec::new();
        for (at, synthetic) in year.cases.into_iter().enumerate() {
            let truth: Value = serde_json::from_str(&synthetic.truth.to_json()).unwrap();
            let mut json: Value = serde_json::from_str(&synthetic.case.to_json()).unwrap();
            hand_reference(&mut json, at);
            let case = asking::case(&json);
            let men = truth["offenders"].as_array().into_iter().flatten().map(|one| text(&one["person"])).collect();
            let id = case.incident.id.clone();
            scheme.submit(case).unwrap();
            reports.push(Report { id, json, victim: text(&truth["victim"]), men, act: OnceCell::new() });
        }
        let by_id = reports.iter().enumerate().map(|(at, report)| (report.id.to_string(), at)).collect();
        let mut replay = Self { policy: year.policy, scheme, reports, by_id, forces, end: year.as_of };
        replay.link_all();
        replay
    }

    /// A caseworker who knows everything links all sightings of one man.
    fn link_all(&mut self) {
        let mut of_man: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, report) in self.reports.iter().enumerate() {
            for (offender, man) in report.men.iter().enumerate() {
                of_man.entry(man.clone()).or_default().push((at, offender));
            }
        }
        for sightings in of_man.values() {
            for pair in sightings.windows(2) {
                let [(one, of_one), (other, of_other)] = [pair[0], pair[1]];
                if one != other {
                    let [one, other] = [one, other].map(|at| self.reports[at].id.to_string());
                    decide(&mut self.scheme, (&one, of_one), (&other, of_other), true, "2020-01-01T00:00:00+00:00");
                }
            }
        }
    }

    /// All that members may be told of at an instant.
    fn seen(&mut self, as_of: Timestamp) -> Vec<Seen> {
        let mut seen = Vec::new();
        for report in 0..self.reports.len() {
            let recipient = Recipient::parse("members/num/alert").unwrap();
            let id = self.reports[report].id.clone();
            match self.scheme.disclose(&id, recipient, as_of, &mut references()).unwrap() {
                AnyDecision::Disclosed(AnyDisclosure::Members(disclosure), _) => {
                    let shown = serde_json::from_slice(&disclosure.to_bytes()).unwrap();
                    seen.push(Seen { report, shown, disclosure });
                }
                AnyDecision::Disclosed(..) => panic!("asked for members"),
                AnyDecision::Nothing(_) => {}
            }
        }
        seen
    }

    /// The act as he knows it: all that could ever be told of it to members.
    fn act(&self, report: usize) -> &Value {
        self.reports[report].act.get_or_init(|| {
            let mut json = self.reports[report].json.clone();
            let id = json["incident"]["id"].clone();
            json["incident"]["safety"] = json!({"would_he_know": false, "hold_back": {"hold": "none"}});
            let then = self.end.to_string();
            let said = json!({"event": "grant", "at": then, "by": {"who": "victim"}, "wording": "form-3",
                "grants": [{"purpose": "alert", "recipient": "num", "recognition_accepted": true}]});
            json["consent"] = json!({"schema": "uglymugs.consent/1", "incident": id, "events": [said]});
            json["circumstances"]["triage"] = json!([{"state": "accepted", "at": then, "by": "Ruth Okafor"}]);
            json["circumstances"]["decisions"] = json!([{"at": then, "by": "Ruth Okafor", "proceed": true}]);
            if let Some(beside) = json["circumstances"].as_object_mut() {
                beside.remove("own_contacts");
            }
            let recipient = Recipient::parse("members/num/alert").unwrap();
            match asking::case(&json).disclose_to(&self.policy, recipient, self.end).unwrap() {
                AnyDecision::Disclosed(disclosure, _) => serde_json::from_slice(&disclosure.to_bytes()).unwrap(),
                AnyDecision::Nothing(reason) => panic!("an act that nobody may be told of: {reason:?}"),
            }
        })
    }

    /// The victims whom a man cannot exclude as the one who told: his own acts that are consistent, and whether somebody else's is.
    fn suspects(&self, told: &Value, man: &str, seen: &[Seen]) -> (BTreeSet<&str>, bool) {
        let own = self.reports.iter().enumerate().filter(|(_, report)| report.men.iter().any(|one| one == man));
        let own =
            own.filter(|(at, _)| self.fits(told, self.act(*at))).map(|(_, report)| report.victim.as_str()).collect();
        let is_others = |seen: &&Seen| !self.reports[seen.report].men.iter().any(|one| one == man);
        (own, seen.iter().filter(is_others).any(|other| self.fits(told, &other.shown)))
    }

    /// The women of whom members may be told anything that fits: whoever reads, and whatever he knows of the reports.
    fn plausible(&self, told: &Value, seen: &[Seen]) -> BTreeSet<&str> {
        seen.iter()
            .filter(|one| self.fits(told, &one.shown))
            .map(|one| self.reports[one.report].victim.as_str())
            .collect()
    }

    /// Whether everything that an alert about one report tells is so of this one.
    fn fits(&self, told: &Value, shown: &Value) -> bool {
        let categories: Vec<&str> =
            list(&shown["offences"]).iter().filter_map(|one| one["category"].as_str()).collect();
        let people = list(&shown["offenders"]);
        list(&told["offences"]).iter().all(|category| categories.contains(&category.as_str().unwrap()))
            && told
                .get("when")
                .is_none_or(|window| shown.get("when").is_some_and(|when| within(span(when), span(window))))
            && list(&told["places"]).iter().all(|place| self.is_at(place, &shown["place"]))
            && are_among(list(&told["people"]), people, &mut vec![false; people.len()])
    }

    fn is_at(&self, place: &Value, shown: &Value) -> bool {
        let area = shown["area"].as_str();
        match (place["area"].as_str(), place["force"].as_str()) {
            (Some(told), _) => area == Some(told),
            (None, Some(told)) => {
                shown["force"].as_str() == Some(told)
                    || area.is_some_and(|area| self.forces.get(area).is_some_and(|of| of == told))
            }
            (None, None) => panic!("a place that is none: {place}"),
        }
    }

    /// Whether she accepted that he may know, by what she said last of alerts.
    fn accepted(&self, report: usize, as_of: Timestamp) -> bool {
        let events = list(&self.reports[report].json["consent"]["events"]);
        let said =
            events.iter().filter(|event| event["event"] == "grant" && at(event["at"].as_str().unwrap()) <= as_of);
        let mut of_alerts = said.filter_map(|event| {
            let mut grants = list(&event["grants"]).iter();
            let grant = grants.find(|grant| grant["purpose"] == "alert" && grant["recipient"] == "num")?;
            let speaks = event["by"]["who"] == "victim" || event["by"]["authority"].get("at").is_some();
            Some(speaks && grant["recognition_accepted"] == true)
        });
        of_alerts.next_back().unwrap_or(false)
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn hand_reference(case: &mut Value, at: usize) {
    let id = case["incident"]["id"].clone();
    if case.get("circumstances").is_none() {
        case["circumstances"] = json!({"schema": "uglymugs.circumstances/1", "incident": id});
    }
    if case["circumstances"].get("references").is_none() {
        case["circumstances"]["references"] = json!([]);
    }
    let references = case["circumstances"]["references"].as_array_mut().unwrap();
    references.retain(|handed| handed["recipient"] != "members/num");
    references.push(json!({"recipient": "members/num", "reference": format!("replayed-{at:05}")}));
}

/// Each person of an alert is another one of the report.
fn are_among(told: &[Value], known: &[Value], taken: &mut [bool]) -> bool {
    let Some((first, rest)) = told.split_first() else { return true };
    (0..known.len()).any(|at| {
        if taken[at] || !is_person(first, &known[at]) {
            return false;
        }
        taken[at] = true;
        let found = are_among(rest, known, taken);
        taken[at] = false;
        found
    })
}

/// Whether everything that is told of a person is known of this one.
fn is_person(told: &Value, known: &Value) -> bool {
    told.as_object().unwrap().iter().all(|(name, told)| match name.as_str() {
        "age" | "height_cm" => meet(told, &known["appearance"][name]),
        "vehicles" => list(told).iter().all(|vehicle| {
            vehicle.as_object().unwrap().iter().all(|(name, told)| match name.as_str() {
                "features" => list(told).iter().all(|one| list(&known["vehicle"]["features"]).contains(one)),
                _ => typed(told) == typed(&known["vehicle"][name]),
            })
        }),
        "aliases" | "phones" | "emails" | "handles" => {
            list(told).iter().all(|one| list(&known[name]).iter().any(|other| typed(one) == typed(other)))
        }
        "profiles" => list(told).iter().all(|one| {
            let written =
                |profile: &Value| json!(format!("{} on {}", text(&profile["handle"]), text(&profile["site"])));
            list(&known["profiles"]).iter().any(|other| typed(one) == typed(&written(other)))
        }),
        "behaviours" => list(told).iter().all(|one| list(&known[name]).contains(one)),
        "languages" | "marks" | "clothing" | "smells" => {
            list(told).iter().all(|one| list(&known["appearance"][name]).contains(one))
        }
        _ => list(told).iter().all(|one| known["appearance"][name] == *one),
    })
}

/// A text without what makes links inert.
fn typed(value: &Value) -> Value {
    value.as_str().map_or(value.clone(), |text| {
        json!(
            text.replace("[at]", "@")
                .replace("[.]", ".")
                .replace("[:]", ":")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        )
    })
}

fn meet(told: &Value, known: &Value) -> bool {
    let ends = |range: &Value| Some((range["from"].as_u64()?, range["to"].as_u64()?));
    match (ends(told), ends(known)) {
        (Some(told), Some(known)) => told.0 <= known.1 && known.0 <= told.1,
        _ => false,
    }
}

fn within(inner: (i64, i64), outer: (i64, i64)) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

/// Hours on the wall clock, from the first to the last.
fn span(when: &Value) -> (i64, i64) {
    match when.get("from") {
        Some(from) => (hours(from).0, hours(&when["to"]).1),
        None => hours(when),
    }
}

fn hours(moment: &Value) -> (i64, i64) {
    let date = |text: &str| {
        let mut parts = text.split('-').map(|part| part.parse::<i32>().unwrap());
        let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or(1));
        let month = time::Month::try_from(month as u8).unwrap();
        (time::Date::from_calendar_date(year, month, day as u8).unwrap(), month.length(year))
    };
    if let Some(month) = moment["month"].as_str() {
        let (first, days) = date(month);
        let first = i64::from(first.to_julian_day()) * 24;
        return (first, first + i64::from(days) * 24);
    }
    let day = i64::from(
        date(moment["day"].as_str().unwrap_or_else(|| panic!("told more than a part of a day: {moment}")))
            .0
            .to_julian_day(),
    ) * 24;
    let (from, to) = match moment["part_of_day"].as_str() {
        Some("early_hours") => (0, 6),
        Some("morning") => (6, 12),
        Some("afternoon") => (12, 18),
        Some("evening") => (18, 24),
        Some(other) => panic!("{other}"),
        None => (0, 24),
    };
    (day + from, day + to)
}

/// The alert as it would be if nobody asked whether she is the only one.
fn unchecked(report: &Report, policy: &Policy, disclosure: &Disclosure<Members>) -> Option<Value> {
    outputs::release_beside_twins(&report.json, policy, disclosure).ok().map(|release| told(&release))
}

/// An alert that went out.
struct Published {
    reports: Vec<usize>,
    told: Value,
    as_of: Timestamp,
}

/// Every month of a year: what is new is published, each report by itself and each series.
fn publish_months(
    replay: &mut Replay,
    mut each: impl FnMut(&Replay, &[Seen], Timestamp, &[Published]),
) -> Vec<Published> {
    let mut all = Vec::new();
    let mut drawn = references();
    let mut series_before: BTreeMap<Vec<usize>, ()> = BTreeMap::new();
    let year = replay.end.day().parts().0 - 1;
    let months = (1..=12).map(|month| at(&format!("{year}-{month:02}-28T12:00:00+00:00")));
    for as_of in months.chain([replay.end]).collect::<Vec<_>>() {
        let seen = replay.seen(as_of);
        let mut new: Vec<Published> = Vec::new();
        let done: BTreeSet<usize> =
            all.iter().filter(|alert: &&Published| alert.reports.len() == 1).map(|alert| alert.reports[0]).collect();
        for one in seen.iter().filter(|one| !done.contains(&one.report)) {
            let reports = [replay.reports[one.report].id.clone()];
            new.extend(out(replay, &reports, as_of, &mut drawn));
        }
        for series in replay.scheme.series(as_of).iter() {
            let mut reports: Vec<usize> =
                series.sightings().iter().map(|sighting| replay.by_id[sighting.incident.as_str()]).collect();
            reports.dedup();
            reports.retain(|report| seen.iter().any(|one| one.report == *report));
            if reports.len() < 2 || series_before.insert(reports.clone(), ()).is_some() {
                continue;
            }
            let ids: Vec<IncidentId> = reports.iter().map(|report| replay.reports[*report].id.clone()).collect();
            new.extend(out(replay, &ids, as_of, &mut drawn));
        }
        each(replay, &seen, as_of, &new);
        all.extend(new);
    }
    all
}

fn out(
    replay: &mut Replay,
    ids: &[IncidentId],
    as_of: Timestamp,
    drawn: &mut dyn num_core::scheme::References,
) -> Option<Published> {
    let draft = replay.scheme.draft_alert(ids, as_of, drawn).ok()?;
    let approved = draft.approve(approval(as_of)).unwrap();
    let is_out = replay.scheme.alerts().any(|alert| alert.id() == approved.id());
    let release =
        if is_out { replay.scheme.correct(&approved, as_of) } else { replay.scheme.publish(&approved, as_of) };
    // A version that would give away who joined is not sent.
    let release = release.ok()?;
    let told = told(&release);
    every_form_tells_no_more(&release);
    let reports = ids.iter().map(|id| replay.by_id[id.as_str()]).collect();
    Some(Published { reports, told, as_of })
}

/// What is read in any form stands in the plain text; a text message may have it in Latin letters.
fn every_form_tells_no_more(release: &Release) {
    let text = release.text();
    assert_eq!(release.email().text, text);
    let text = format!("{text}{}", any_ascii::any_ascii(&text));
    let sms = release.sms().text.replace(&format!(" Not proof. Alert {}", release.id()), "");
    for word in sms.split([' ', ',', ';', '.', '"']).filter(|word| word.chars().count() > 3) {
        assert!(text.contains(word), "{word} stands in the text message alone");
    }
}

fn seeds() -> std::ops::Range<u64> {
    0..std::env::var("REPLAY_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3)
}

/// What a man reads in alerts about single reports, with and without the check.
#[test]
fn he_cannot_tell_who_told() {
    let [mut without, mut with, mut knows_reports, mut is_sure, mut takes_as_new] = [Figures::default(); 5];
    let mut leaks: Vec<String> = Vec::new();
    let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in seeds() {
        let mut replay = Replay::new(seed, &Parameters::default(), AlertRules::default_rules());
        // In which month members were first told of a report.
        let mut since: HashMap<usize, usize> = HashMap::new();
        let mut month = 0;
        publish_months(&mut replay, |replay, seen, as_of, new| {
            month += 1;
            for one in seen {
                let report = &replay.reports[one.report];
                if since.contains_key(&one.report) {
                    continue;
                }
                since.insert(one.report, month);
                let Some(told) = unchecked(report, &replay.policy, &one.disclosure) else { continue };
                let (tied, _) = reading(replay, &told, one.report, seen);
                without.count(tied, replay.accepted(one.report, as_of));
            }
            for alert in new.iter().filter(|alert| alert.reports.len() == 1) {
                let report = alert.reports[0];
                let accepted = replay.accepted(report, as_of);
                let (tied, plausible) = reading(replay, &alert.told, report, seen);
                with.count(tied, accepted);
                knows_reports.count(plausible == 1, accepted);
                // A number or a plate is his: others' acts are not what it is about.
                let mut men = replay.reports[report].men.iter();
                let alone = men.any(|man| replay.suspects(&alert.told, man, seen).0.len() == 1);
                is_sure.count(alone && names_him(&alert.told), accepted);
                // An alert goes out soon after she told: what was told of months ago is not what it is about.
                let fits = |one: &&Seen| since[&one.report] + 1 >= month && replay.fits(&alert.told, &one.shown);
                let new: BTreeSet<&str> =
                    seen.iter().filter(fits).map(|one| replay.reports[one.report].victim.as_str()).collect();
                takes_as_new.count(new.len() == 1, accepted);
                if (tied || plausible == 1) && !accepted {
                    *sorts.entry(sort(replay, alert, seen)).or_default() += 1;
                    let sort = sort(replay, alert, seen);
                    leaks.push(format!("seed {seed}, {} ({sort}): {}", replay.reports[report].id, alert.told));
                }
            }
        });
    }
    println!("alerts about one report, without the check: {without:?}");
    println!("as published, read by one who knows his own acts:   {with:?}");
    println!("as published, read by one who knows the reports too: {knows_reports:?}");
    println!("the same, by one who is sure that a number or plate is his:  {is_sure:?}");
    println!("the same, by one who takes an alert to be of the last two months: {takes_as_new:?}");
    println!("why: {sorts:?}");
    assert!(without.against_her_will > 100 * seeds().count(), "{without:?}");
    assert!(with.alerts > 200 * seeds().count(), "{with:?}");
    assert!(leaks.is_empty(), "{} alerts tell who told: {sorts:?}\n{:#?}", leaks.len(), &leaks[..leaks.len().min(12)]);
}

/// Whether an alert tells something that is one man's alone.
fn names_him(told: &Value) -> bool {
    list(&told["people"]).iter().any(|he| {
        ["phones", "emails", "handles", "profiles"].iter().any(|kind| he.get(*kind).is_some())
            || list(&he["vehicles"])
                .iter()
                .any(|vehicle| vehicle.get("plate").is_some_and(|plate| !text(plate).contains('?')))
    })
}

/// Whether a man ties an alert to one woman; and how many women's reports fit it.
fn reading(replay: &Replay, told: &Value, report: usize, seen: &[Seen]) -> (bool, usize) {
    let men = &replay.reports[report].men;
    let tied = men.iter().any(|man| {
        let (own, others) = replay.suspects(told, man, seen);
        own.len() == 1 && !others
    });
    (tied, replay.plausible(told, seen).len())
}

/// Why an alert fits the reports of one woman only.
fn sort<'a>(replay: &Replay, alert: &Published, seen: &[Seen]) -> &'a str {
    let report = alert.reports[0];
    let others: Vec<&Seen> =
        seen.iter().filter(|one| one.report != report && replay.fits(&alert.told, &one.shown)).collect();
    if others.is_empty() {
        return "nothing else fits";
    }
    let grade = |report: usize| replay.reports[report].json["incident"]["reporter"]["grade"].clone();
    let unknown = |report: usize| !matches!(grade(report).as_str(), Some("verified_member" | "known_project"));
    let pseudonym = |report: usize| replay.reports[report].json["incident"]["victim"]["pseudonym"].clone();
    if others.iter().any(|one| unknown(one.report)) || unknown(report) {
        "of an unknown source"
    } else if others.iter().any(|one| pseudonym(one.report) != pseudonym(report)) {
        "without a pseudonym, or of another reporter"
    } else {
        "other"
    }
}

/// Which facts of an alert about several reports hang on one meeting, and who of his own victims can have told each.
#[test]
fn a_series_tells_nothing_that_only_one_could_have_told() {
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    let [mut both, mut versions] = [Figures::default(); 2];
    let mut leaks = Vec::new();
    for seed in seeds() {
        let mut replay = Replay::new(seed, &Parameters::default(), AlertRules::default_rules());
        let mut before: Vec<(Vec<usize>, Value)> = Vec::new();
        publish_months(&mut replay, |replay, seen, as_of, new| {
            for alert in new.iter().filter(|alert| alert.reports.len() > 1) {
                // Against the version before: what is new was told by whoever joined.
                let earlier =
                    |(reports, _): &&(Vec<usize>, Value)| reports.iter().all(|one| alert.reports.contains(one));
                if let Some((reports, told)) = before.iter().rev().find(earlier) {
                    let joined: Vec<usize> =
                        alert.reports.iter().copied().filter(|one| !reports.contains(one)).collect();
                    let is_new = |fact: &&(&str, &Value)| !facts(told).contains(fact);
                    let all = facts(&alert.told);
                    let women: BTreeSet<&str> = joined.iter().map(|one| replay.reports[*one].victim.as_str()).collect();
                    let accepted = joined.iter().all(|report| replay.accepted(*report, as_of));
                    versions.count(women.len() == 1 && all.iter().any(|fact| is_new(&fact)), accepted);
                }
                before.push((alert.reports.clone(), alert.told.clone()));
                let all_accepted = alert.reports.iter().all(|report| replay.accepted(*report, as_of));
                assert!(alert.told.get("reports").is_none() || all_accepted, "a count is told");
                assert!(alert.told.get("summary").is_none());
                for (kind, fact) in facts(&alert.told) {
                    let tellers = alert.reports.iter().filter(|report| {
                        let shown = seen.iter().find(|one| one.report == **report).unwrap();
                        replay.could_tell(kind, fact, &shown.shown)
                    });
                    let tellers: Vec<usize> = tellers.copied().collect();
                    let women: BTreeSet<&str> =
                        tellers.iter().map(|report| replay.reports[*report].victim.as_str()).collect();
                    let accepted = tellers.iter().all(|report| replay.accepted(*report, as_of));
                    let tied = women.len() == 1;
                    figures.entry(kind.to_owned()).or_default().count(tied, accepted);
                    if tied && !accepted && of_a_meeting(kind, fact) {
                        let of: Vec<String> = tellers.iter().map(|report| replay.source(*report)).collect();
                        leaks.push(format!("seed {seed}, {kind}: {fact}, told by {}", of.join(" and ")));
                    }
                }
                // Alternatives tell that at least two have told. Where he met no more than two, he knows both.
                let women: BTreeSet<&str> =
                    alert.reports.iter().map(|report| replay.reports[*report].victim.as_str()).collect();
                let several = facts(&alert.told)
                    .iter()
                    .any(|(kind, _)| SINGLE.contains(kind) && list(&alert.told["people"][0][*kind]).len() > 1);
                let his: BTreeSet<&str> = replay.victims_of_the_man_of(&alert.reports);
                both.count(several && women == his && his.len() == 2, all_accepted);
            }
        });
    }
    println!("facts of series by kind; tied: one woman alone can have told it");
    for (kind, figures) in &figures {
        println!("  {kind}: {figures:?}");
    }
    println!("later versions that tell something new when one woman joined: {versions:?}");
    println!("series that show that two told, about a man who met two: {both:?}");
    assert!(leaks.is_empty(), "{} facts hang on one meeting: {:#?}", leaks.len(), &leaks[..leaks.len().min(12)]);
}

/// Of these a person has one at a time.
const SINGLE: [&str; 9] =
    ["gender", "ethnicity", "build", "hair_colour", "hair_length", "hair_style", "facial_hair", "eye_colour", "accent"];

impl Replay {
    fn could_tell(&self, kind: &str, fact: &Value, shown: &Value) -> bool {
        match kind {
            "offences" => list(&shown["offences"]).iter().any(|one| one["category"] == *fact),
            "when" => shown.get("when").is_some_and(|when| {
                let (from, to) = (span(when), span(fact));
                from.0 < to.1 && to.0 < from.1
            }),
            "places" => self.is_at(fact, &shown["place"]),
            "vehicles" => list(&shown["offenders"]).iter().any(|one| is_person(&json!({"vehicles": [fact]}), one)),
            _ => list(&shown["offenders"]).iter().any(|one| is_person(&json!({kind: [fact]}), one)),
        }
    }

    /// Whose a report is, as far as the scheme knows, and in truth.
    fn source(&self, report: usize) -> String {
        let Report { id, json, victim, .. } = &self.reports[report];
        let (reporter, hers) = (&json["incident"]["reporter"], &json["incident"]["victim"]["pseudonym"]);
        format!("{id} ({} {} {}, of {hers}; {victim})", reporter["kind"], reporter["grade"], reporter["pseudonym"])
    }

    /// The victims of the man who is in all of these reports.
    fn victims_of_the_man_of(&self, reports: &[usize]) -> BTreeSet<&str> {
        let in_all = |man: &&String| reports.iter().all(|report| self.reports[*report].men.contains(man));
        let Some(man) = self.reports[reports[0]].men.iter().find(in_all) else { return BTreeSet::new() };
        let his = self.reports.iter().filter(|report| report.men.contains(man));
        his.map(|report| report.victim.as_str()).collect()
    }
}

/// Each fact of an alert about several reports, with its kind; of a range of months, both ends.
fn facts(told: &Value) -> Vec<(&'static str, &Value)> {
    const LISTS: [&str; 23] = [
        "aliases",
        "phones",
        "emails",
        "handles",
        "profiles",
        "vehicles",
        "gender",
        "ethnicity",
        "build",
        "hair_colour",
        "hair_length",
        "hair_style",
        "facial_hair",
        "eye_colour",
        "complexion",
        "glasses",
        "accent",
        "languages",
        "marks",
        "clothing",
        "smells",
        "behaviours",
        "nothing",
    ];
    let mut facts: Vec<(&'static str, &Value)> = list(&told["offences"]).iter().map(|one| ("offences", one)).collect();
    facts.extend(list(&told["places"]).iter().map(|one| ("places", one)));
    if let Some(when) = told.get("when") {
        match when.get("from") {
            Some(from) => facts.extend([("when", from), ("when", &when["to"])]),
            None => facts.push(("when", when)),
        }
    }
    for person in list(&told["people"]) {
        for kind in LISTS {
            facts.extend(list(&person[kind]).iter().map(|one| (kind, one)));
        }
    }
    facts
}

/// Whether a fact is one of a meeting, and not of the man at every meeting: a mark that clothes cover is seen by whom he undresses
/// with, a beard is grown, and so on.
fn of_a_meeting(kind: &str, fact: &Value) -> bool {
    match kind {
        "gender" | "ethnicity" | "build" | "eye_colour" | "complexion" | "accent" => false,
        "hair_colour" | "hair_length" | "hair_style" | "facial_hair" | "glasses" | "languages" => false,
        "marks" => matches!(
            fact["body_place"].as_str(),
            Some(
                "chest"
                    | "back"
                    | "stomach"
                    | "shoulder"
                    | "leg"
                    | "left_leg"
                    | "right_leg"
                    | "left_foot"
                    | "right_foot"
                    | "foot"
            )
        ),
        _ => true,
    }
}

/// What the alerts of a year tell together: each is about another report, so that two alerts that fit two women only tell that both
/// told. Of a hundred reports at most one is told on like that against her will.
#[test]
fn alerts_together_tell_no_more_than_each() {
    let mut together = Figures::default();
    let mut leaks = Vec::new();
    for seed in seeds() {
        let mut replay = Replay::new(seed, &Parameters::default(), AlertRules::default_rules());
        let mut last: Vec<Value> = Vec::new();
        let mut of_last: Vec<(usize, Timestamp)> = Vec::new();
        let all = publish_months(&mut replay, |_, _, _, _| {});
        for alert in all.iter().filter(|alert| alert.reports.len() == 1) {
            last.push(alert.told.clone());
            of_last.push((alert.reports[0], alert.as_of));
        }
        let seen = replay.seen(all.last().unwrap().as_of);
        let men: BTreeSet<&String> = of_last.iter().flat_map(|(report, _)| &replay.reports[*report].men).collect();
        for man in men {
            // The alerts that can only be about what he did.
            let own: Vec<usize> =
                (0..replay.reports.len()).filter(|at| replay.reports[*at].men.contains(man)).collect();
            let is_others = |one: &Seen| !replay.reports[one.report].men.contains(man);
            let about_him: Vec<Vec<usize>> = last
                .iter()
                .filter(|told| own.iter().any(|act| replay.fits(told, replay.act(*act))))
                .filter(|told| !seen.iter().any(|one| is_others(one) && replay.fits(told, &one.shown)))
                .map(|told| own.iter().copied().filter(|act| replay.fits(told, replay.act(*act))).collect())
                .collect();
            for report in own {
                let Some((_, as_of)) = of_last.iter().find(|(one, _)| *one == report) else { continue };
                let without: Vec<Vec<usize>> =
                    about_him.iter().map(|acts| acts.iter().copied().filter(|act| *act != report).collect()).collect();
                let certain = most_told(&without) < about_him.len();
                let accepted = replay.accepted(report, *as_of);
                together.count(certain, accepted);
                if certain && !accepted {
                    leaks.push(format!("seed {seed}, {man}, {}", replay.reports[report].id));
                }
            }
        }
    }
    println!("reports of which he is certain from all alerts together: {together:?}");
    // What several alerts tell together that each alone does not is held down, not ruled out: see outputs.md.
    assert!(
        leaks.len() * 100 <= together.alerts,
        "{} of {} reports: {:#?}",
        leaks.len(),
        together.alerts,
        &leaks[..leaks.len().min(12)]
    );
}

/// How many alerts can each be about another act.
fn most_told(acts: &[Vec<usize>]) -> usize {
    fn find(alert: usize, acts: &[Vec<usize>], of: &mut HashMap<usize, usize>, tried: &mut BTreeSet<usize>) -> bool {
        acts[alert].iter().any(|act| {
            tried.insert(*act) && {
                let before = of.get(act).copied();
                let free = before.is_none_or(|other| find(other, acts, of, tried));
                if free {
                    of.insert(*act, alert);
                }
                free
            }
        })
    }
    let mut of = HashMap::new();
    (0..acts.len()).filter(|alert| find(*alert, acts, &mut of, &mut BTreeSet::new())).count()
}

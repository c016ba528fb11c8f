//! Alerts in every form that is a page, and their sentences.

use std::path::Path;

use num_core::{
    alert::{
        Alert, AlertApproval, AlertContext, AlertError, AlertRules, Approved, Crowd, Inference, Release, SeriesFacts,
        SeriesMember, feed,
    },
    case::Case,
    code::CodeTable,
    disclosure::{AnyDecision, AnyDisclosure, Disclosure, Members, Policy},
    id::{Id, Reference, SchemeId},
    lookup::{Answer, QueryKind, Reported},
    matching::Tier,
    timestamp::{Month, Timestamp},
};
use num_tests::{Vector, asking, outputs, vector};
use serde_json::{Value, json};

use crate::{
    cases::{self, Told, Words},
    write,
};

const AUDIENCE: &str = "members/num/alert";

/// Everything may be alerted, for 90 days; areas are named.
const RULES: &str = r#"{"schema": "uglymugs.alert_rules/1", "version": "1", "plausible_at_least": 2, "workers_at_least": 20,
    "rules": [{"offences": ["sexual", "exploitation", "violence", "threats", "property", "not_an_offence"],
               "reach": "national", "expires_days": 90}]}"#;

/// What is asked at one instant.
struct Asking {
    policy: Policy,
    rules: AlertRules,
    as_of: String,
}

impl Asking {
    fn new(policy: &Value, as_of: &str) -> Self {
        let rules = AlertRules::from_json(RULES.as_bytes()).unwrap_or_else(|problems| panic!("rules: {problems}"));
        Self { policy: asking::policy(policy), rules, as_of: as_of.to_owned() }
    }

    fn at(&self) -> Timestamp {
        Timestamp::parse(&self.as_of).unwrap()
    }

    fn disclosure(&self, case: &Case) -> Option<Disclosure<Members>> {
        match asking::decide(case, &self.policy, AUDIENCE, &self.as_of) {
            Ok(AnyDecision::Disclosed(AnyDisclosure::Members(disclosure), _)) => Some(*disclosure),
            _ => None,
        }
    }

    fn crowd(&self, disclosures: &[Disclosure<Members>]) -> Crowd {
        let mut crowd = Crowd::new(SchemeId::parse("num").unwrap(), self.at());
        disclosures.iter().for_each(|disclosure| crowd.add(disclosure).unwrap());
        crowd
    }

    /// The way of an alert up to its approval, over these disclosures, among a crowd.
    fn approved(
        &self,
        disclosures: &[Disclosure<Members>],
        crowd: &Crowd,
        series: Option<&SeriesFacts>,
    ) -> Result<Alert<Approved>, AlertError> {
        let context = AlertContext { rules: &self.rules, crowd, series };
        let approval =
            AlertApproval::new("Morag Dunbar", self.at(), "He may come back.", "Few will know him.").unwrap();
        Alert::draft(disclosures, &context)?.approve(approval)
    }

    fn release(
        &self,
        disclosures: &[Disclosure<Members>],
        crowd: &Crowd,
        series: Option<&SeriesFacts>,
    ) -> Result<Release, AlertError> {
        let context = AlertContext { rules: &self.rules, crowd, series };
        self.approved(disclosures, crowd, series)?.publish(disclosures, &context)?.release(disclosures, &context)
    }
}

fn write_release(folder: &Path, name: &str, release: &Release) {
    write(folder, &format!("{name}-bulletin.html"), &release.bulletin());
    write(folder, &format!("{name}-email.html"), &release.email().html);
    write(folder, &format!("{name}-fragment.html"), &crate::gallery::host_of(&release.fragment()));
}

/// An alert about one report, one about several, their later versions, and the pages of them all.
pub(crate) fn write_all(folder: &Path, words: &Words) {
    let asking = Asking::new(&vector::policy(), cases::AS_OF);
    let disclosures: Vec<Disclosure<Members>> = (1..=3)
        .map(|number| {
            let case = asking::case(&cases::case(&Told { number, whole: false }, words));
            asking.disclosure(&case).expect("members are given something")
        })
        .collect();
    let (crowd, one) = (asking.crowd(&disclosures), &disclosures[..1]);
    let alone = AlertContext { rules: &asking.rules, crowd: &crowd, series: None };
    let tried = |tried: Result<Release, AlertError>| tried.unwrap_or_else(|error| panic!("an alert: {error}"));

    let alert = tried(asking.release(one, &crowd, None));
    let published = asking.approved(one, &crowd, None).unwrap().publish(one, &alone).unwrap();
    let renewal = tried(published.renew(one, &alone).unwrap().release(one, &alone));
    let series = series(&disclosures);
    let of_several = tried(asking.release(&disclosures, &crowd, Some(&series)));
    let retraction = published.retract(asking.at()).release();

    write_release(folder, "alert", &alert);
    write_release(folder, "renewal", &renewal);
    write_release(folder, "series", &of_several);
    write_release(folder, "retraction", &retraction);
    let releases = [alert, of_several];
    write(folder, "feed.html", &feed("Safety alerts", &releases, asking.at()));
    write(folder, "feed_empty.html", &feed("Safety alerts", &[], asking.at()));
}

fn series(disclosures: &[Disclosure<Members>]) -> SeriesFacts {
    let member = |disclosure: &Disclosure<Members>| SeriesMember {
        reference: disclosure.reference().unwrap().clone(),
        offender: 0,
    };
    SeriesFacts {
        id: Reference::parse("num-s4r6t8v2").unwrap(),
        members: disclosures.iter().map(member).collect(),
        tier: Some(Tier::Probable),
    }
}

/// The alerts of the hand-written vectors, each where others reported the same. Those that nothing can be alerted of have none.
fn of_vectors() -> Vec<(String, Release)> {
    let releases: Vec<(String, Release)> =
        vector::vectors().iter().filter_map(|vector| Some((vector.name.clone(), of_vector(vector)?))).collect();
    assert!(releases.len() >= 20, "of {} vectors only is there an alert", releases.len());
    releases
}

fn of_vector(vector: &Vector) -> Option<Release> {
    vector.expect.iter().find(|(recipient, _)| recipient == AUDIENCE)?;
    let asking = Asking::new(&vector.policy, &vector.as_of);
    let disclosure = asking.disclosure(&asking::case(&vector.case))?;
    outputs::release_beside_twins(&vector.case, &asking.policy, &disclosure).ok()
}

/// The pages of the vectors' alerts.
pub(crate) fn write_vectors(folder: &Path) {
    let releases = of_vectors();
    for (name, release) in &releases {
        write_release(folder, name, release);
    }
    let releases: Vec<Release> = releases.into_iter().map(|(_, release)| release).collect();
    let latest = releases.iter().map(Release::issued_at).max().expect("an alert");
    write(folder, "feed.html", &feed("Safety alerts", &releases, latest));
}

/// Everything that members read in sentences of ours, by kind.
pub(crate) fn write_sentences(folder: &Path) {
    let alerts: Vec<String> = of_vectors().into_iter().map(|(_, release)| release.text()).collect();
    let (month, reports) = (Month::parse("2026-03").ok(), 2);
    let lookups: Vec<String> = [Answer::NothingToShow, Answer::AskACaseworker]
        .into_iter()
        .chain(QueryKind::ALL.iter().map(|matched| Answer::Reported(Reported { matched: *matched, month, reports })))
        .map(|answer| answer.words())
        .collect();
    let asking = Asking::new(&vector::policy(), cases::AS_OF);
    let case = asking::case(&cases::case(&Told { number: 1, whole: false }, &Words::plain()));
    let disclosures = [asking.disclosure(&case).unwrap()];
    let crowd = asking.crowd(&disclosures);
    let context = AlertContext { rules: &asking.rules, crowd: &crowd, series: None };
    let published = asking.approved(&disclosures, &crowd, None).unwrap().publish(&disclosures, &context).unwrap();
    let retraction = published.retract(asking.at()).release().text();
    let inferences: Vec<&str> = Inference::ALL.iter().map(|inference| inference.sentence()).collect();
    let all = json!({"alerts": alerts, "lookups": lookups, "retraction": [retraction], "inferences": inferences});
    write(folder, "sentences.json", &format!("{all:#}\n"));
}

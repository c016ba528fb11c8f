//! The way of a report through a scheme, as one object, in memory. Instants come in as arguments; references are drawn here.

use std::sync::{Arc, Mutex};

use num_core::{
    consent::Event,
    disclosure::{Recipient, Triage, TriageReason, TriageState},
    error::Code,
    id::{Id, IncidentId, Reference},
    lookup::LookupPurpose,
    matching::{LinkDecision, SightingId, Tier},
    scheme,
    text::Text,
    timestamp::Timestamp,
    triage::OwnContacts,
};

use crate::{
    AlertDraft, AlertRules, Answer, ApprovedAlert, Asker, Case, Decision, Issuer, Links, Match, PoliceReport, Policy,
    PublishedAlert, Query, RateLimit, Release, Series, SuggestedSeries,
    error::{UglyMugsError, guarded, held, shielded},
    matching::find,
    reference::drawn,
};

/// A scheme, in memory. Before every question to the gate it resolves what consent hangs on; after every record it looks again at
/// what is published.
#[derive(uniffi::Object)]
pub struct Scheme(Mutex<scheme::Scheme>);

impl Scheme {
    /// Does one step with the scheme.
    fn step<T>(&self, step: impl FnOnce(&mut scheme::Scheme) -> Result<T, UglyMugsError>) -> Result<T, UglyMugsError> {
        guarded(|| step(&mut held(&self.0)))
    }
}

/// What came of taking a report in.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Submitted {
    /// How many identifiers of offenders are somebody's own contact, and wait for a caseworker.
    pub own_contacts: u64,
    /// Whether age, capacity or danger needs a person's decision before anything goes out.
    pub needs_person: bool,
    /// How many reports of this source came in within thirty days before it.
    pub of_this_source: u64,
}

/// What a record meant for published alerts.
#[derive(Clone, uniffi::Record)]
pub struct Review {
    /// The notices to send of alerts that were taken back.
    pub retracted: Vec<Arc<Release>>,
    /// Alerts that do not go out again as they are, and that a person should look at.
    pub to_look_at: Vec<ToLookAt>,
}

/// An alert that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ToLookAt {
    /// The public alert id.
    pub id: String,
    /// Why, such as `alert.changed`.
    pub code: String,
}

impl From<scheme::Review> for Review {
    fn from(review: scheme::Review) -> Self {
        let to_look_at = |(id, code): (Reference, Code)| ToLookAt { id: id.to_string(), code: code.to_string() };
        Self {
            retracted: review.retracted.into_iter().map(Release::of).collect(),
            to_look_at: review.to_look_at.into_iter().map(to_look_at).collect(),
        }
    }
}

#[uniffi::export]
impl Scheme {
    /// A scheme without reports. The contacts of its own members, workers and organisations are a `uglymugs.own_contacts/1`.
    #[uniffi::constructor(default(own_contacts = None))]
    pub fn new(
        issuer: &Issuer,
        policy: &Policy,
        rules: &AlertRules,
        own_contacts: Option<String>,
    ) -> Result<Self, UglyMugsError> {
        guarded(|| {
            let own = own_contacts.map(|json| OwnContacts::from_json(json.as_bytes())).transpose()?;
            let (issuer, policy, rules) = (issuer.0.clone(), policy.0.clone(), rules.0.clone());
            Ok(Self(Mutex::new(scheme::Scheme::new(issuer, policy, rules, own.unwrap_or_default()))))
        })
    }

    /// Its id.
    pub fn id(&self) -> String {
        held(&self.0).id().to_string()
    }

    /// Takes a report in, with whatever stands beside it already.
    pub fn submit(&self, report: &Case) -> Result<Submitted, UglyMugsError> {
        self.step(|scheme| {
            let submitted = scheme.submit(report.0.clone())?;
            Ok(Submitted {
                own_contacts: submitted.own_contacts as u64,
                needs_person: submitted.needs_person,
                of_this_source: submitted.of_this_source as u64,
            })
        })
    }

    /// A report, with what stands beside it.
    pub fn report(&self, incident: String) -> Result<Arc<Case>, UglyMugsError> {
        self.step(|scheme| Ok(Arc::new(Case(scheme.case(&IncidentId::parse(&incident)?)?.clone()))))
    }

    /// Records where a report stands in triage. A report that is no longer accepted takes its alerts with it.
    #[uniffi::method(default(of = None, why = None))]
    pub fn record_triage(
        &self,
        incident: String,
        state: TriageState,
        at: String,
        by: String,
        of: Option<String>,
        why: Option<TriageReason>,
    ) -> Result<Review, UglyMugsError> {
        self.step(|scheme| {
            let of = of.map(|of| IncidentId::parse(&of)).transpose()?;
            let entry = Triage { state, at: Timestamp::parse(&at)?, by: Text::parse(&by)?, of, why };
            Ok(scheme.record_triage(&IncidentId::parse(&incident)?, entry)?.into())
        })
    }

    /// Records what was said about consent: one event, as it stands among the events of `uglymugs.consent/1`. It holds at once.
    pub fn record_consent(&self, incident: String, event: String, at: String) -> Result<Review, UglyMugsError> {
        self.step(|scheme| {
            let (incident, event) = (IncidentId::parse(&incident)?, Event::from_json(event.as_bytes())?);
            Ok(scheme.record_consent(&incident, event, Timestamp::parse(&at)?)?.into())
        })
    }

    /// Which sightings may be of one person with those of a report, among accepted reports with internal matching in force.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn matches(
        &self,
        incident: String,
        as_of: String,
        at_least: Option<Tier>,
        most: u32,
    ) -> Result<Vec<Arc<Match>>, UglyMugsError> {
        self.step(|scheme| {
            let (incident, as_of) = (IncidentId::parse(&incident)?, Timestamp::parse(&as_of)?);
            Ok(scheme.matches(&incident, as_of, &find(at_least, most))?.into_iter().map(Match::of).collect())
        })
    }

    /// The match of two sightings, whatever was decided about them; none where one may not be matched.
    pub fn compare(&self, one: String, other: String, as_of: String) -> Result<Option<Arc<Match>>, UglyMugsError> {
        self.step(|scheme| {
            let (one, other) = (SightingId::parse(&one)?, SightingId::parse(&other)?);
            Ok(scheme.compare(&one, &other, Timestamp::parse(&as_of)?).map(Match::of))
        })
    }

    /// Groups for a person to look at, each with its evidence.
    #[uniffi::method(default(at_least = None, most = 10))]
    pub fn suggestions(
        &self,
        as_of: String,
        at_least: Option<Tier>,
        most: u32,
    ) -> Result<Vec<Arc<SuggestedSeries>>, UglyMugsError> {
        self.step(|scheme| {
            let suggested = scheme.suggestions(Timestamp::parse(&as_of)?, &find(at_least, most));
            Ok(suggested.into_iter().map(|series| Arc::new(SuggestedSeries(series))).collect())
        })
    }

    /// Records what a person decided about two sightings: that they are of one person, or are not.
    #[uniffi::method(default(note = None))]
    pub fn decide(
        &self,
        one: String,
        other: String,
        confirmed: bool,
        by: String,
        at: String,
        note: Option<String>,
    ) -> Result<(), UglyMugsError> {
        self.step(|scheme| {
            let (one, other) = (SightingId::parse(&one)?, SightingId::parse(&other)?);
            let note = note.map(|note| Text::parse(&note)).transpose()?;
            let decision = LinkDecision::new(one, other, confirmed, Text::parse(&by)?, Timestamp::parse(&at)?, note)?;
            Ok(scheme.decide(decision)?)
        })
    }

    /// What people decided so far: a copy.
    pub fn links(&self) -> Arc<Links> {
        shielded(|| Links::of(held(&self.0).links().clone()))
    }

    /// Series that people confirmed, over accepted reports with internal matching in force.
    pub fn series(&self, as_of: String) -> Result<Vec<Series>, UglyMugsError> {
        self.step(|scheme| Ok(scheme.series(Timestamp::parse(&as_of)?).iter().map(Series::from).collect()))
    }

    /// Asks the gate. A reference is drawn when something is shown and there is none yet.
    pub fn disclose(&self, incident: String, recipient: String, as_of: String) -> Result<Arc<Decision>, UglyMugsError> {
        self.step(|scheme| {
            let (incident, recipient) = (IncidentId::parse(&incident)?, Recipient::parse(&recipient)?);
            Ok(Decision::of(scheme.disclose(&incident, recipient, Timestamp::parse(&as_of)?, &mut drawn)?))
        })
    }

    /// Drafts an alert about one report, or about one person of several reports that people linked.
    pub fn draft_alert(&self, incidents: Vec<String>, as_of: String) -> Result<Arc<AlertDraft>, UglyMugsError> {
        self.step(|scheme| {
            let incidents = incidents.iter().map(|id| IncidentId::parse(id)).collect::<Result<Vec<_>, _>>()?;
            Ok(AlertDraft::of(scheme.draft_alert(&incidents, Timestamp::parse(&as_of)?, &mut drawn)?))
        })
    }

    /// Publishes an approved alert, if the gate still says so at this instant, and notes to whom it went.
    pub fn publish(&self, approved: &ApprovedAlert, as_of: String) -> Result<Arc<Release>, UglyMugsError> {
        self.step(|scheme| Ok(Release::of(scheme.publish(&approved.0, Timestamp::parse(&as_of)?)?)))
    }

    /// Puts a newly approved alert in the place of a published one, under the same public id.
    pub fn correct(&self, approved: &ApprovedAlert, as_of: String) -> Result<Arc<Release>, UglyMugsError> {
        self.step(|scheme| Ok(Release::of(scheme.correct(&approved.0, Timestamp::parse(&as_of)?)?)))
    }

    /// Lets a published alert stand for longer.
    pub fn renew(&self, id: String, as_of: String) -> Result<Arc<Release>, UglyMugsError> {
        self.step(|scheme| Ok(Release::of(scheme.renew(&Reference::parse(&id)?, Timestamp::parse(&as_of)?)?)))
    }

    /// Takes an alert back, for good. The notice goes to exactly those who were given a version.
    pub fn retract(&self, id: String, at: String) -> Result<Arc<Release>, UglyMugsError> {
        self.step(|scheme| Ok(Release::of(scheme.retract(&Reference::parse(&id)?, Timestamp::parse(&at)?)?)))
    }

    /// What goes out of a published alert at an instant: the gate is asked again.
    pub fn release(&self, id: String, as_of: String) -> Result<Arc<Release>, UglyMugsError> {
        self.step(|scheme| Ok(Release::of(scheme.release(&Reference::parse(&id)?, Timestamp::parse(&as_of)?)?)))
    }

    /// Every alert that may be read at an instant, newest first.
    pub fn feed(&self, as_of: String) -> Result<Vec<Arc<Release>>, UglyMugsError> {
        self.step(|scheme| Ok(scheme.feed(Timestamp::parse(&as_of)?).into_iter().map(Release::of).collect()))
    }

    /// Asks the gate again for every published alert, as time alone may close one.
    pub fn review(&self, at: String) -> Result<Review, UglyMugsError> {
        self.step(|scheme| Ok(scheme.review(Timestamp::parse(&at)?).into()))
    }

    /// Every published alert that was not taken back, expired or not.
    pub fn alerts(&self) -> Vec<Arc<PublishedAlert>> {
        shielded(|| held(&self.0).alerts().cloned().map(PublishedAlert::of).collect())
    }

    /// Which reports are behind a published alert: for the scheme's own people.
    pub fn reports_behind(&self, id: String) -> Result<Vec<String>, UglyMugsError> {
        self.step(|scheme| {
            let id = Reference::parse(&id)?;
            Ok(scheme.reports_behind(&id).into_iter().map(ToString::to_string).collect())
        })
    }

    /// Answers a member's look-up.
    pub fn check(
        &self,
        query: &Query,
        asker: &Asker,
        purpose: LookupPurpose,
        as_of: String,
        watch: &RateLimit,
    ) -> Result<Arc<Answer>, UglyMugsError> {
        self.step(|scheme| {
            let as_of = Timestamp::parse(&as_of)?;
            let answer = watch.watching(|watch| scheme.check(&query.0, &asker.0, purpose, as_of, watch))?;
            Ok(Answer::of(answer))
        })
    }

    /// What each police recipient that a grant or an override names is sent of a report, or why nothing is. What is sent goes into
    /// the ledger.
    pub fn police_reports(&self, incident: String, as_of: String) -> Result<Vec<Arc<PoliceReport>>, UglyMugsError> {
        self.step(|scheme| {
            let (incident, as_of) = (IncidentId::parse(&incident)?, Timestamp::parse(&as_of)?);
            let reports = scheme.police_reports(&incident, as_of, &mut drawn)?;
            Ok(reports.into_iter().map(PoliceReport::of).collect())
        })
    }

    /// Who was given what, and when, oldest first: a JSON list.
    pub fn ledger(&self) -> String {
        // The core's own types serialise into memory without fail.
        shielded(|| serde_json::to_string(held(&self.0).ledger().entries()).unwrap_or_default())
    }
}

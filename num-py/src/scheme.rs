//! The way of a report through a scheme, as one object.

use std::sync::{Mutex, MutexGuard, PoisonError};

use num_core::{
    error::Code,
    id::{Id, IncidentId, Reference},
    lookup::LookupPurpose,
    matching::{self, LinkDecision, Tier},
    scheme, text,
};
use pyo3::{Bound, Py, PyResult, Python, pyclass, pymethods, types::PyList};

use crate::{
    alert::{AlertDraft, AlertRules, ApprovedAlert, PublishedAlert, Release},
    arguments::{Coded, Document, Instant, Named, SightingAt, Text, To},
    case::Case,
    disclosure::Decision,
    error::Failure,
    guard::ask,
    links::Links,
    lookup::{Answer, Asker, Query, RateLimit},
    police::{Issuer, PoliceReport},
    policy::Policy,
    references::references,
    register::{Match, find, pair},
    triage::{OwnContacts, entry},
};

/// A scheme, in memory: submit, triage, match, confirm, disclose, alert. It does nothing by itself: instants come in as arguments, and
/// what is published is looked at again after every record. References are drawn from the system's random source.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Scheme(Mutex<scheme::Scheme>);

impl Scheme {
    /// Locked only for work of the core, which never comes back to Python; and never while Python's own lock is held, since that work
    /// can take long.
    fn lock(&self) -> MutexGuard<'_, scheme::Scheme> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Scheme {
    #[new]
    #[pyo3(signature = (issuer, policy, rules, own_contacts = None))]
    fn new(
        py: Python<'_>,
        issuer: &Issuer,
        policy: &Policy,
        rules: &AlertRules,
        own_contacts: Option<&OwnContacts>,
    ) -> Result<Self, Failure> {
        ask(py, || {
            let own_contacts = own_contacts.map(|contacts| contacts.0.clone()).unwrap_or_default();
            let (issuer, policy, rules) = (issuer.0.clone(), policy.0.clone(), rules.0.clone());
            Self(Mutex::new(scheme::Scheme::new(issuer, policy, rules, own_contacts)))
        })
    }

    /// Its id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.lock().id().to_string())
    }

    /// Takes a report in, with whatever stands beside it already. The case that was handed in is copied.
    fn submit(&self, py: Python<'_>, case: &Case) -> Result<Submitted, Failure> {
        Ok(Submitted(ask(py, || {
            let case = case.read().clone();
            self.lock().submit(case)
        })??))
    }

    /// A report as it stands now: a copy.
    fn case(&self, py: Python<'_>, id: Named<IncidentId>) -> Result<Case, Failure> {
        Ok(Case::of(ask(py, || self.lock().case(&id.0).cloned())??))
    }

    /// Records where a report stands in triage, as ``Case.record_triage``. A report that is no longer accepted takes its alerts with it.
    #[pyo3(signature = (id, state, at, by, *, of = None, why = None))]
    #[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
    fn record_triage(
        &self,
        py: Python<'_>,
        id: Named<IncidentId>,
        state: Text,
        at: Instant,
        by: Text,
        of: Option<Named<IncidentId>>,
        why: Option<Text>,
    ) -> Result<Review, Failure> {
        let review = ask(py, || -> Result<_, Failure> {
            let entry = entry(&state, at, &by, of, why.as_ref())?;
            Ok(self.lock().record_triage(&id.0, entry)?)
        });
        Review::new(py, review??)
    }

    /// Records what was said about consent: one event, as it stands among the ``events`` of ``uglymugs.consent/1``.
    fn record_consent(
        &self,
        py: Python<'_>,
        id: Named<IncidentId>,
        event: Document,
        at: Instant,
    ) -> Result<Review, Failure> {
        let review = ask(py, || -> Result<_, Failure> {
            let event = num_core::consent::Event::from_json(event.as_bytes())?;
            Ok(self.lock().record_consent(&id.0, event, at.0)?)
        });
        Review::new(py, review??)
    }

    /// Which sightings may be of one person with those of a report, among accepted reports with internal matching in force.
    #[pyo3(signature = (id, as_of, *, at_least = None, most = None))]
    fn matches(
        &self,
        py: Python<'_>,
        id: Named<IncidentId>,
        as_of: Instant,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<Match>, Failure> {
        let find = find(at_least, most);
        let found = ask(py, || self.lock().matches(&id.0, as_of.0, &find))??;
        Ok(found.into_iter().map(Match).collect())
    }

    /// Groups for a person to look at, each with its evidence. What was rejected is not suggested again.
    #[pyo3(signature = (as_of, *, at_least = None, most = None))]
    fn suggestions(
        &self,
        py: Python<'_>,
        as_of: Instant,
        at_least: Option<Coded<Tier>>,
        most: Option<usize>,
    ) -> Result<Vec<SuggestedSeries>, Failure> {
        let find = find(at_least, most);
        let found = ask(py, || self.lock().suggestions(as_of.0, &find))?;
        Ok(found.into_iter().map(SuggestedSeries).collect())
    }

    /// The match of two sightings, whatever was decided about them; ``None`` where one may not be matched.
    fn compare(
        &self,
        py: Python<'_>,
        one: SightingAt,
        other: SightingAt,
        as_of: Instant,
    ) -> Result<Option<Match>, Failure> {
        Ok(ask(py, || self.lock().compare(&one.0, &other.0, as_of.0))?.map(Match))
    }

    /// Records what a person decided: whether two sightings are of one person.
    #[pyo3(signature = (one, other, confirmed, by, at, note = None))]
    #[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
    fn decide(
        &self,
        py: Python<'_>,
        one: SightingAt,
        other: SightingAt,
        confirmed: bool,
        by: Text,
        at: Instant,
        note: Option<Text>,
    ) -> Result<(), Failure> {
        ask(py, || -> Result<(), Failure> {
            let note = note.map(|note| text::Text::parse(note.as_str())).transpose()?;
            let by = text::Text::parse(by.as_str())?;
            let decision: Result<_, Code> = LinkDecision::new(one.0, other.0, confirmed, by, at.0, note);
            Ok(self.lock().decide(decision?)?)
        })?
    }

    /// What people decided so far: a copy.
    fn links(&self, py: Python<'_>) -> Result<Links, Failure> {
        Ok(Links::of(ask(py, || self.lock().links().clone())?))
    }

    /// Series that people confirmed, over accepted reports with internal matching in force.
    fn series(&self, py: Python<'_>, as_of: Instant) -> Result<Vec<Series>, Failure> {
        let series = ask(py, || self.lock().series(as_of.0))?;
        Ok(series.iter().cloned().map(Series).collect())
    }

    /// Asks the gate what a recipient, such as ``members/num/alert``, is given of a report at an instant.
    fn disclose(
        &self,
        py: Python<'_>,
        id: Named<IncidentId>,
        recipient: To,
        as_of: Instant,
    ) -> Result<Decision, Failure> {
        let mut drawn = references()?;
        let decision = ask(py, || self.lock().disclose(&id.0, recipient.0, as_of.0, &mut drawn))??;
        Decision::new(py, decision)
    }

    /// Drafts an alert about one report, or about one person of several reports that people linked.
    fn draft_alert(&self, py: Python<'_>, ids: Vec<Named<IncidentId>>, as_of: Instant) -> Result<AlertDraft, Failure> {
        let mut drawn = references()?;
        let ids: Vec<IncidentId> = ids.into_iter().map(|id| id.0).collect();
        Ok(AlertDraft(ask(py, || self.lock().draft_alert(&ids, as_of.0, &mut drawn))??))
    }

    /// Publishes an approved alert, if the gate still says so at this instant, and notes to whom it went.
    fn publish(&self, py: Python<'_>, approved: &ApprovedAlert, as_of: Instant) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.lock().publish(&approved.0, as_of.0))??))
    }

    /// Puts a newly approved alert in the place of a published one, under the same public id.
    fn correct(&self, py: Python<'_>, approved: &ApprovedAlert, as_of: Instant) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.lock().correct(&approved.0, as_of.0))??))
    }

    /// Lets a published alert stand for longer.
    fn renew(&self, py: Python<'_>, id: Named<Reference>, as_of: Instant) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.lock().renew(&id.0, as_of.0))??))
    }

    /// Takes an alert back, for good. The notice goes to exactly those who were given a version: the ledger knows.
    fn retract(&self, py: Python<'_>, id: Named<Reference>, at: Instant) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.lock().retract(&id.0, at.0))??))
    }

    /// What goes out of a published alert at an instant: the gate is asked again.
    fn release(&self, py: Python<'_>, id: Named<Reference>, as_of: Instant) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.lock().release(&id.0, as_of.0))??))
    }

    /// Every alert that may be read at an instant, newest first.
    fn feed(&self, py: Python<'_>, as_of: Instant) -> Result<Vec<Release>, Failure> {
        Ok(ask(py, || self.lock().feed(as_of.0))?.into_iter().map(Release).collect())
    }

    /// Answers a member's look-up. ``purpose`` is ``before_meeting``, ``after_contact``, ``for_somebody_else`` or ``casework``.
    fn check(
        &self,
        py: Python<'_>,
        query: &Query,
        asker: &Asker,
        purpose: Coded<LookupPurpose>,
        as_of: Instant,
        watch: &RateLimit,
    ) -> Result<Answer, Failure> {
        let answer = ask(py, || {
            let scheme = self.lock();
            scheme.check(&query.0, &asker.0, purpose.0, as_of.0, &mut *watch.lock())
        });
        Ok(Answer(answer??))
    }

    /// What each police recipient that a grant or an override names is sent of a report. What is sent goes into the ledger.
    fn police_reports(
        &self,
        py: Python<'_>,
        id: Named<IncidentId>,
        as_of: Instant,
    ) -> Result<Vec<PoliceReport>, Failure> {
        let mut drawn = references()?;
        let reports = ask(py, || self.lock().police_reports(&id.0, as_of.0, &mut drawn))??;
        reports.into_iter().map(|report| PoliceReport::new(py, report)).collect()
    }

    /// Every published alert that was not taken back, expired or not.
    fn alerts(&self, py: Python<'_>) -> Result<Vec<PublishedAlert>, Failure> {
        ask(py, || self.lock().alerts().cloned().map(PublishedAlert).collect())
    }

    /// Who was given what, and when, oldest first: a JSON array.
    fn ledger(&self, py: Python<'_>) -> Result<String, Failure> {
        // Our own types serialise into memory without fail.
        ask(py, || serde_json::to_string(self.lock().ledger().entries()).unwrap_or_default())
    }

    fn __len__(&self, py: Python<'_>) -> Result<usize, Failure> {
        ask(py, || self.lock().cases().count())
    }

    fn __repr__(&self, py: Python<'_>) -> Result<String, Failure> {
        Ok(format!("<Scheme {}: {} reports>", self.id(py)?, self.__len__(py)?))
    }
}

/// What came of taking a report in.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Submitted(scheme::Submitted);

#[pymethods]
impl Submitted {
    /// How many identifiers of offenders are somebody's own contact, and wait for a caseworker.
    #[getter]
    fn own_contacts(&self) -> usize {
        self.0.own_contacts
    }

    /// Whether age, capacity or danger needs a person's decision before anything goes out.
    #[getter]
    fn needs_person(&self) -> bool {
        self.0.needs_person
    }

    /// How many reports of this source came in within thirty days before it.
    #[getter]
    fn of_this_source(&self) -> usize {
        self.0.of_this_source
    }

    fn __repr__(&self) -> &'static str {
        "<Submitted>"
    }
}

/// What a record meant for published alerts.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Review {
    retracted: Vec<Py<Release>>,
    to_look_at: Vec<(Reference, Code)>,
}

impl Review {
    fn new(py: Python<'_>, review: scheme::Review) -> Result<Self, Failure> {
        let scheme::Review { retracted, to_look_at } = review;
        let retracted = retracted.into_iter().map(|release| Py::new(py, Release(release)));
        Ok(Self { retracted: retracted.collect::<PyResult<_>>()?, to_look_at })
    }
}

#[pymethods]
impl Review {
    /// Alerts that were taken back, since a report behind them may no longer go to members: the notices to send.
    #[getter]
    fn retracted<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, &self.retracted)
    }

    /// Alerts that do not go out again as they are, and that a person should look at: the public id, and why, by code.
    #[getter]
    fn to_look_at(&self) -> Vec<(&str, &'static str)> {
        self.to_look_at.iter().map(|(id, code)| (id.as_str(), code.as_str())).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Review: {} retracted, {} to look at>", self.retracted.len(), self.to_look_at.len())
    }
}

/// Sightings that people joined.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Series(pub(crate) matching::Series);

#[pymethods]
impl Series {
    /// The sightings, two or more, in the order of their ids.
    #[getter]
    fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// The pairs in it that somebody rejected, and those of one report: somebody has to look at it again.
    #[getter]
    fn contested(&self) -> Vec<(String, String)> {
        self.0.contested().iter().map(pair).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Series of {} sightings>", self.0.sightings().len())
    }
}

/// A group of sightings that may be of one person, for somebody to look at: nothing joins them but a suggestion.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct SuggestedSeries(matching::SuggestedSeries);

#[pymethods]
impl SuggestedSeries {
    /// All of its sightings, in the order of their ids.
    #[getter]
    fn sightings(&self) -> Vec<String> {
        self.0.sightings().iter().map(ToString::to_string).collect()
    }

    /// The confirmed series in it: what people joined already.
    #[getter]
    fn series(&self) -> Vec<Vec<String>> {
        self.0.series().iter().map(|series| series.iter().map(ToString::to_string).collect()).collect()
    }

    /// What speaks for it: the matches that nobody decided on, the heaviest first.
    #[getter]
    fn matches(&self) -> Vec<Match> {
        self.0.matches().iter().cloned().map(Match).collect()
    }

    fn __repr__(&self) -> String {
        format!("<SuggestedSeries of {} sightings>", self.0.sightings().len())
    }
}

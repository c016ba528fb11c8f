//! Alerts of what the scheme holds.

use std::sync::Arc;

use super::{Ledger, LedgerEntry, References, Scheme, SchemeError};
use crate::{
    alert::{
        Alert, AlertContext, AlertDraft, AlertError, ApprovedAlert, Crowd, PublishedAlert, Release, SeriesFacts,
        SeriesMember,
    },
    disclosure::{Decision, DiscloseError, Disclosure, Handed, Members, Reason, ReferenceKey, Use},
    error::Code,
    id::{Id, IncidentId, Reference},
    incident::Incident,
    json::Mode,
    matching::{Register, Series, Sighting, SightingId, Tier},
    timestamp::Timestamp,
};

impl Scheme {
    /// Drafts an alert about one report, or about one person of several reports that people linked. Where an alert about some of
    /// these several is published, it is drafted under its public id: see [`Scheme::correct`].
    ///
    /// # Errors
    /// [`SchemeError::NothingDisclosed`], [`SchemeError::NoSeries`], and those of [`Alert::draft`].
    pub fn draft_alert(
        &mut self,
        reports: &[IncidentId],
        as_of: Timestamp,
        references: &mut dyn References,
    ) -> Result<AlertDraft, SchemeError> {
        let mut disclosures = Vec::with_capacity(reports.len());
        for report in reports {
            match self.disclose_as(report, &self.members(), as_of, references)? {
                Decision::Disclosed(disclosure, _) => disclosures.push(*disclosure),
                Decision::Nothing(reason) => return Err(SchemeError::NothingDisclosed(reason)),
            }
        }
        let id = self.alert_of(reports, &disclosures).unwrap_or_else(|| self.unused(references));
        let series = self.series_facts(reports, &disclosures, id, as_of)?;
        let crowd = self.crowd(as_of)?;
        let context = AlertContext { rules: &self.rules, crowd: &crowd, series: Some(&series) };
        Ok(Alert::draft(&disclosures, &context)?)
    }

    /// Publishes an approved alert, if the gate still says so at this instant, and notes to whom it went.
    ///
    /// # Errors
    /// Those of [`Alert::publish`].
    pub fn publish(&mut self, alert: &ApprovedAlert, as_of: Timestamp) -> Result<Release, SchemeError> {
        if self.retired.contains(alert.id()) || self.alerts.contains_key(alert.id()) {
            return Err(SchemeError::Refused(Code::ALERT_ALREADY_OUT));
        }
        let published = self.with_context(alert, as_of, |fresh, context| alert.publish(fresh, context))?;
        self.keep(published)
    }

    /// Puts a newly approved alert in the place of a published one, under the same public id.
    ///
    /// # Errors
    /// [`SchemeError::UnknownAlert`], and those of [`Alert::correct`].
    pub fn correct(&mut self, alert: &ApprovedAlert, as_of: Timestamp) -> Result<Release, SchemeError> {
        let published = self.alert(alert.id())?.clone();
        let corrected = self.with_context(alert, as_of, |fresh, context| published.correct(alert, fresh, context))?;
        self.keep(corrected)
    }

    /// Lets a published alert stand for longer.
    ///
    /// # Errors
    /// [`SchemeError::UnknownAlert`], and those of [`Alert::renew`].
    pub fn renew(&mut self, id: &Reference, as_of: Timestamp) -> Result<Release, SchemeError> {
        let published = self.alert(id)?.clone();
        let renewed = self.with_context(&published, as_of, |fresh, context| published.renew(fresh, context))?;
        self.keep(renewed)
    }

    /// Takes an alert back, for good. The notice goes to exactly those who were given a version: see [`Ledger::reached`].
    ///
    /// # Errors
    /// [`SchemeError::UnknownAlert`].
    pub fn retract(&mut self, id: &Reference, at: Timestamp) -> Result<Release, SchemeError> {
        let release = self.alert(id)?.retract(at).release();
        let consent_sequence = self.ledger.of(id).map(|entry| entry.consent_sequence).max().unwrap_or_default();
        self.enter(&release, consent_sequence)?;
        self.alerts.remove(id);
        // What follows is a new alert, with a new id (A44).
        self.retired.insert(id.clone());
        self.revision += 1;
        Ok(release)
    }

    /// What goes out of a published alert at an instant: the gate is asked again.
    ///
    /// # Errors
    /// [`SchemeError::UnknownAlert`], and those of [`Alert::release`].
    pub fn release(&self, id: &Reference, as_of: Timestamp) -> Result<Release, SchemeError> {
        let published = self.alert(id)?;
        let release = self.with_context(published, as_of, |fresh, context| published.release(fresh, context))?;
        Ok(release.and_to(&self.ledger.reached(id)))
    }

    /// Every alert that may be read at an instant, newest first.
    pub fn feed(&self, as_of: Timestamp) -> Vec<Release> {
        let mut releases: Vec<Release> = self.alerts.keys().filter_map(|id| self.release(id, as_of).ok()).collect();
        releases.sort_by(|one, other| (other.issued_at(), one.id()).cmp(&(one.issued_at(), other.id())));
        releases
    }

    /// Every published alert that was not taken back, expired or not.
    pub fn alerts(&self) -> impl Iterator<Item = &PublishedAlert> {
        self.alerts.values()
    }

    /// Who was given what.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Which reports are behind a published alert: for the scheme's own people.
    pub fn reports_behind(&self, id: &Reference) -> Vec<&IncidentId> {
        let alert = self.alerts.get(id).into_iter();
        alert.flat_map(Alert::reports).filter_map(|reference| self.references.get(reference)).collect()
    }

    /// Under which public id reports are alerted on: that of the published alert about this report, or about several that are all
    /// among these (a new sighting joins it, A44); else, of one, what members call it, unless that was taken back.
    fn alert_of(&self, reports: &[IncidentId], disclosures: &[Disclosure<Members>]) -> Option<Reference> {
        let is_of_them = |id: &&Reference| {
            let behind = self.reports_behind(id);
            (behind.len() > 1) == (reports.len() > 1) && behind.into_iter().all(|report| reports.contains(report))
        };
        let of_one = || match disclosures {
            [disclosure] => disclosure.reference().filter(|reference| !self.retired.contains(reference)),
            _ => None,
        };
        self.alerts.keys().find(is_of_them).or_else(of_one).cloned()
    }

    fn alert(&self, id: &Reference) -> Result<&PublishedAlert, SchemeError> {
        self.alerts.get(id).ok_or(SchemeError::UnknownAlert)
    }

    fn members(&self) -> Members {
        Members { scheme: self.id().clone(), for_use: Use::Alert }
    }

    fn keep(&mut self, published: PublishedAlert) -> Result<Release, SchemeError> {
        // Who was given an earlier version is given this one.
        let release = published.issued().and_to(&self.ledger.reached(published.id()));
        self.enter(&release, published.consent_sequence())?;
        // Nobody else holds the crowd between two questions; should somebody, it is counted anew.
        let crowd = self.crowd.get_mut();
        match crowd.as_mut().and_then(|(_, _, crowd)| Arc::get_mut(crowd)) {
            Some(crowd) => crowd.note(&published),
            None => *crowd = None,
        }
        self.alerts.insert(published.id().clone(), published);
        Ok(release)
    }

    /// Notes in the ledger what goes out.
    fn enter(&mut self, release: &Release, consent_sequence: usize) -> Result<(), SchemeError> {
        self.ledger.commit(LedgerEntry {
            at: release.issued_at(),
            recipient: ReferenceKey::Members(self.id().clone()),
            reference: release.id().clone(),
            what: release.kind().into(),
            version: release.version(),
            consent_sequence,
            reach: release.reach().cloned(),
        })
    }

    /// Asks the gate again for the reports behind an alert.
    fn with_context<S, T>(
        &self,
        alert: &Alert<S>,
        as_of: Timestamp,
        ask: impl FnOnce(&[Disclosure<Members>], &AlertContext<'_>) -> Result<T, AlertError>,
    ) -> Result<T, SchemeError> {
        let reports: Vec<IncidentId> =
            alert.reports().filter_map(|reference| self.references.get(reference)).cloned().collect();
        let mut fresh = Vec::with_capacity(reports.len());
        for report in &reports {
            // One that is no longer disclosed is missing, and the alert says so.
            let decision = self.resolved(report, as_of)?.disclose(&self.policy, self.members(), as_of)?;
            if let Decision::Disclosed(disclosure, _) = decision {
                fresh.push(*disclosure);
            }
        }
        let series = self.series_facts(&reports, &fresh, alert.id().clone(), as_of)?;
        let crowd = self.crowd(as_of)?;
        let context = AlertContext { rules: &self.rules, crowd: &crowd, series: Some(&series) };
        Ok(ask(&fresh, &context)?)
    }

    /// That people linked an offender of each report to those of the others, and nobody says that two of them are not one. Of one
    /// report it says under which public id it goes.
    fn series_facts(
        &self,
        reports: &[IncidentId],
        disclosures: &[Disclosure<Members>],
        id: Reference,
        as_of: Timestamp,
    ) -> Result<SeriesFacts, SchemeError> {
        if let [_] = reports {
            return Ok(SeriesFacts { id, members: Vec::new(), tier: None });
        }
        let holds = |series: &&Series| {
            reports.iter().all(|report| series.sightings().iter().any(|sighting| sighting.incident == *report))
        };
        let all = self.series(as_of);
        let series = all.iter().find(holds).ok_or(SchemeError::NoSeries)?;
        let key = ReferenceKey::Members(self.id().clone());
        let linked: Vec<&SightingId> =
            series.sightings().iter().filter(|sighting| reports.contains(&sighting.incident)).collect();
        let is_rejected =
            |one: &SightingId| linked.iter().any(|other| self.links.state(one, other, as_of) == Some(false));
        if linked.iter().any(|sighting| is_rejected(sighting)) {
            return Err(SchemeError::NoSeries);
        }
        let mut members = Vec::with_capacity(reports.len());
        for sighting in linked {
            let case = self.case(&sighting.incident)?;
            if let Some(reference) = case.circumstances.reference(&key) {
                members.push(SeriesMember { reference: reference.clone(), offender: sighting.offender });
            }
        }
        Ok(SeriesFacts { id, members, tier: lowest_tier(disclosures) })
    }

    /// All reports of which members may be shown something in an alert at an instant (A22).
    fn crowd(&self, as_of: Timestamp) -> Result<Arc<Crowd>, SchemeError> {
        if let Some((at, revision, crowd)) = &*self.crowd.borrow()
            && (*at, *revision) == (as_of, self.revision)
        {
            return Ok(Arc::clone(crowd));
        }
        let mut crowd = Crowd::new(self.id().clone(), as_of);
        let key = ReferenceKey::Members(self.id().clone());
        // Counting draws no reference: none is told (A25).
        let uncounted = Reference::parse("not-told").map_err(SchemeError::Refused)?;
        for id in &self.order {
            let mut case = self.resolved(id, as_of)?;
            if case.circumstances.reference(&key).is_none() {
                let handed = Handed { recipient: key.clone(), reference: uncounted.clone() };
                case.circumstances.references.push(handed);
            }
            if let Decision::Disclosed(disclosure, _) = case.disclose(&self.policy, self.members(), as_of)? {
                crowd.add(&disclosure)?;
            }
        }
        self.alerts.values().for_each(|alert| crowd.note(alert));
        let crowd = Arc::new(crowd);
        *self.crowd.borrow_mut() = Some((as_of, self.revision, Arc::clone(&crowd)));
        Ok(crowd)
    }

    /// Why members may not be warned of a report, at an instant; nothing is drawn and nothing recorded.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`], and that the gate cannot be asked.
    pub fn alert_closed(&self, report: &IncidentId, as_of: Timestamp) -> Result<Option<Reason>, SchemeError> {
        let case = self.resolved(report, as_of)?;
        Ok(match case.disclose(&self.policy, self.members(), as_of) {
            Ok(Decision::Nothing(reason)) => Some(reason),
            Ok(Decision::Disclosed(..)) | Err(DiscloseError::NoReference) => None,
            Err(error) => return Err(error.into()),
        })
    }
}

/// How well reports are tied by what members are shown of them, and by nothing else: to whom an alert goes hangs on it (A23). The
/// least of what ties each to its best other.
fn lowest_tier(disclosures: &[Disclosure<Members>]) -> Option<Tier> {
    let register = Register::new();
    let shown: Vec<Vec<Sighting>> = disclosures.iter().map(as_shown).collect();
    let best = |(index, sightings): (usize, &Vec<Sighting>)| {
        let others = shown.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, others)| others);
        others
            .flat_map(|other| sightings.iter().filter_map(|one| register.compare(one, other)))
            .map(|found| found.tier())
            .max()
    };
    shown.iter().enumerate().map(best).min().flatten()
}

/// The sightings of a report, as far as members are shown them.
fn as_shown(disclosure: &Disclosure<Members>) -> Vec<Sighting> {
    let read = || {
        let shown: serde_json::Value = serde_json::from_slice(&disclosure.to_bytes()).ok()?;
        let mut report = serde_json::json!({
            "schema": Incident::SCHEMA,
            "id": disclosure.reference()?.as_str(),
            "offences": [{"kind": "other_concern"}],
            "reporter": {"kind": "victim"},
        });
        for part in ["when", "place", "offenders"] {
            if let (Some(part_shown), Some(report)) = (shown.get(part), report.as_object_mut()) {
                report.insert(part.to_owned(), part_shown.clone());
            }
        }
        Incident::from_json(report.to_string().as_bytes(), Mode::Lenient).ok()
    };
    read().map(|incident| Sighting::of(&incident)).unwrap_or_default()
}

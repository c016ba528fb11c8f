use std::collections::{BTreeMap, BTreeSet};

use num_core::{
    alert::{AlertApproval, AlertDraft, AlertError, ApprovedAlert, Reidentification, Release, ReleaseKind},
    code::CodeTable,
    id::{IncidentId, Reference},
    scheme::{Ledger, LedgerEntry, SchemeError},
    timestamp::Timestamp,
};

use super::Play;
use crate::calendar;

/// An alert is drafted again while its reporter is the only plausible one, for so long: then it warns nobody any more.
pub(crate) const TRIED_FOR_DAYS: i64 = 90;

/// Alerts: those that went out, and why the others did not.
#[derive(Default)]
pub(crate) struct AlertWay {
    /// In the order in which they first went out.
    pub(crate) stories: Vec<AlertStory>,
    /// By the ordinal of a report about which no alert is out.
    pub(crate) refused: BTreeMap<usize, Refused>,
    /// Series of which no alert goes out: their reports by ordinal.
    pub(crate) series_refused: BTreeMap<Vec<usize>, Refused>,
    /// Reports that have an alert of their own.
    out: BTreeSet<IncidentId>,
    /// Approved, and not yet published.
    waiting: Vec<(Vec<IncidentId>, ApprovedAlert)>,
}

/// One alert from its first version to its last.
pub(crate) struct AlertStory {
    pub(crate) id: Reference,
    /// The reports behind it, by ordinal.
    pub(crate) reports: Vec<usize>,
    /// What was approved last.
    pub(crate) approved: ApprovedAlert,
    /// Each version that went out, and the notice that it is withdrawn.
    pub(crate) releases: Vec<Release>,
    /// Why a person looked at it again, and when.
    pub(crate) looked_at: Vec<(Timestamp, &'static str)>,
    pub(crate) state: State,
    /// Who was given which version.
    pub(crate) ledger: Vec<LedgerEntry>,
}

impl AlertStory {
    pub(crate) fn is_series(&self) -> bool {
        self.reports.len() > 1
    }

    /// What the check found of the version that was approved last.
    pub(crate) fn found(&self) -> &Reidentification {
        self.approved.reidentification()
    }
}

/// How an alert stands in the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    Standing,
    Expired,
    Withdrawn,
}

/// Why there is no alert.
#[derive(Clone)]
pub(crate) struct Refused {
    /// A reason of the gate, or a code.
    pub(crate) why: &'static str,
    pub(crate) message: &'static str,
    /// When it was tried last.
    pub(crate) at: Timestamp,
}

impl Refused {
    fn of(error: &SchemeError, at: Timestamp) -> Self {
        match error {
            SchemeError::NothingDisclosed(reason) => Self { why: reason.as_str(), message: reason.message(), at },
            error => Self { why: error.code().as_str(), message: error.code().message(), at },
        }
    }

    pub(crate) fn is_only_one(&self) -> bool {
        self.why == AlertError::OnlyOne.code().as_str()
    }
}

impl AlertWay {
    fn story(&mut self, id: &Reference) -> Option<&mut AlertStory> {
        self.stories.iter_mut().rev().find(|story| story.id == *id)
    }

    /// Notes how each stands in the end.
    pub(super) fn end(&mut self, feed: &[Release], ledger: &Ledger, as_of: Timestamp) {
        for story in &mut self.stories {
            let withdrawn = story.releases.last().is_some_and(|release| release.kind() == ReleaseKind::Retraction);
            let is_over = story.releases.last().and_then(Release::expires_at).is_some_and(|at| at <= as_of);
            story.state = match feed.iter().any(|release| release.id() == &story.id) {
                true => State::Standing,
                false if withdrawn => State::Withdrawn,
                false if is_over => State::Expired,
                false => story.state,
            };
            story.ledger = ledger.of(&story.id).cloned().collect();
        }
    }

    pub(crate) fn count(&self, state: State) -> usize {
        self.stories.iter().filter(|story| story.state == state).count()
    }
}

impl Play {
    /// Notes what was taken back, and has a person look at what reads differently now.
    pub(super) fn review_alerts(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        let review = self.scheme.review(now);
        for notice in review.retracted {
            self.withdrawn(notice);
        }
        for (id, code) in review.to_look_at {
            if let Some(story) = self.alerts.story(&id) {
                story.looked_at.push((now, code.message()));
            }
            let reports: Vec<IncidentId> = self.scheme.reports_behind(&id).into_iter().cloned().collect();
            // What cannot be told any more, however coarse, is taken back.
            if self.approved(&reports, now).is_err() {
                let notice = self.scheme.retract(&id, now)?;
                self.withdrawn(notice);
            }
        }
        Ok(())
    }

    fn withdrawn(&mut self, notice: Release) {
        let ordinals = &self.ordinals;
        if let Some(story) = self.alerts.stories.iter_mut().rev().find(|story| story.id == *notice.id()) {
            if let [report] = story.reports.as_slice() {
                self.alerts.out.retain(|id| ordinals.of(id) != *report);
            }
            story.releases.push(notice);
        }
    }

    /// An alert about each report that can be told and has none.
    pub(super) fn draft_alerts(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        let is_due = |case: &&num_core::case::Case| {
            let id = &case.incident.id;
            let tried_again = || {
                let since = case.incident.received_at.unwrap_or(now);
                let refused = self.alerts.refused.get(&self.ordinals.of(id));
                refused.is_some_and(Refused::is_only_one) && now <= calendar::later(since, TRIED_FOR_DAYS)
            };
            !self.alerts.out.contains(id) && (self.stirred.contains(id) || tried_again())
        };
        let due: Vec<IncidentId> = self.scheme.cases().filter(is_due).map(|case| case.incident.id.clone()).collect();
        for id in due {
            if let Err(error) = self.approved(std::slice::from_ref(&id), now) {
                self.alerts.refused.insert(self.ordinals.of(&id), Refused::of(&error, now));
            }
        }
        self.publish(now);
        Ok(())
    }

    /// An alert about each series of which two reports or more can be told, and a new version of it when a sighting joins.
    pub(super) fn draft_series_alerts(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        let series = self.scheme.series(now);
        for one in series.iter().filter(|series| series.contested().is_empty()) {
            let mut reports: Vec<IncidentId> = Vec::new();
            for sighting in one.sightings() {
                let is_open = self.scheme.alert_closed(&sighting.incident, now)?.is_none();
                if is_open && !reports.contains(&sighting.incident) {
                    reports.push(sighting.incident.clone());
                }
            }
            let ordinals = self.sorted(&reports);
            let is_told = self.alerts.stories.iter().any(|story| {
                story.reports == ordinals
                    && story.releases.last().is_some_and(|last| last.kind() != ReleaseKind::Retraction)
            });
            let stirred = reports.iter().any(|report| self.stirred.contains(report));
            if reports.len() < 2 || is_told || (self.alerts.series_refused.contains_key(&ordinals) && !stirred) {
                continue;
            }
            if let Err(error) = self.approved(&reports, now) {
                self.alerts.series_refused.insert(ordinals, Refused::of(&error, now));
            }
        }
        self.publish(now);
        Ok(())
    }

    fn sorted(&self, reports: &[IncidentId]) -> Vec<usize> {
        let mut ordinals: Vec<usize> = reports.iter().map(|report| self.ordinals.of(report)).collect();
        ordinals.sort_unstable();
        ordinals
    }

    /// Drafts an alert, has it approved, and leaves it to be published.
    fn approved(&mut self, reports: &[IncidentId], now: Timestamp) -> Result<(), SchemeError> {
        let draft = self.scheme.draft_alert(reports, now, &mut self.draws)?;
        let approval = approval(&draft, reports.len(), now)?;
        self.alerts.waiting.push((reports.to_vec(), draft.approve(approval)?));
        Ok(())
    }

    /// Publishes what was approved and is no longer held.
    fn publish(&mut self, now: Timestamp) {
        for (reports, alert) in std::mem::take(&mut self.alerts.waiting) {
            if now < alert.publish_from() {
                self.alerts.waiting.push((reports, alert));
                continue;
            }
            let is_out = self.scheme.alerts().any(|published| published.id() == alert.id());
            let released = if is_out { self.scheme.correct(&alert, now) } else { self.scheme.publish(&alert, now) };
            let ordinals = self.sorted(&reports);
            match released {
                Ok(release) => self.went_out(&reports, ordinals, alert, release),
                Err(error) => {
                    let refused = Refused::of(&error, now);
                    match ordinals.as_slice() {
                        [one] => self.alerts.refused.insert(*one, refused),
                        _ => self.alerts.series_refused.insert(ordinals, refused),
                    };
                }
            }
        }
    }

    fn went_out(&mut self, reports: &[IncidentId], ordinals: Vec<usize>, approved: ApprovedAlert, release: Release) {
        match (reports, ordinals.as_slice()) {
            ([report], [ordinal]) => {
                self.alerts.out.insert(report.clone());
                self.alerts.refused.remove(ordinal);
            }
            _ => {
                self.alerts.series_refused.remove(&ordinals);
            }
        }
        let id = approved.id().clone();
        match self.alerts.story(&id) {
            Some(story) => {
                story.reports = ordinals;
                story.approved = approved;
                story.releases.push(release);
            }
            None => self.alerts.stories.push(AlertStory {
                id,
                reports: ordinals,
                approved,
                releases: vec![release],
                looked_at: Vec::new(),
                state: State::Expired,
                ledger: Vec::new(),
            }),
        }
    }
}

/// Why the demo's approver finds an alert necessary and proportionate, going by what the check found.
fn approval(draft: &AlertDraft, reports: usize, now: Timestamp) -> Result<AlertApproval, SchemeError> {
    let found = draft.reidentification();
    let necessity = match reports {
        1 => "He may do to others what was reported, and they would not know.".to_owned(),
        reports => format!("{reports} reports that people linked tell of one person. He is likely to go on."),
    };
    let proportionality = if found.accepted {
        "She was told that he may well know who told, and wants others to be warned. No more is told than helps to recognise him."
            .to_owned()
    } else {
        format!(
            "{} people may have told this, so he cannot be sure who did. No more is told than helps to recognise him.",
            found.plausible
        )
    };
    Ok(AlertApproval::new("an approver of the demo", now, &necessity, &proportionality)?)
}

//! The life of an alert, as types: what nobody approved cannot be published.

use std::fmt;

use super::{
    check::Reidentification,
    compose::{AlertContext, Composed, compose, compose_again},
    error::AlertError,
    release::{Release, ReleaseKind},
    rules::Reach,
};
use crate::{
    disclosure::{Disclosure, Members, count_certain_sources},
    error::{Code, Problem, Problems},
    id::{Reference, SchemeId},
    text::Text,
    timestamp::Timestamp,
};

/// An alert in one of its states: [`Draft`], [`Approved`], [`Published`] or [`Retracted`].
#[derive(Clone)]
pub struct Alert<S> {
    scheme: SchemeId,
    composed: Box<Composed>,
    state: S,
}

/// Nobody has approved it yet.
#[derive(Clone, Copy, Debug)]
pub struct Draft(());

/// A person approved it.
#[derive(Clone, Debug)]
pub struct Approved(AlertApproval);

/// It went out.
#[derive(Clone, Debug)]
pub struct Published {
    approval: AlertApproval,
    version: u32,
    kind: ReleaseKind,
    at: Timestamp,
    expires_at: Timestamp,
}

/// It was taken back, for good.
#[derive(Clone, Debug)]
pub struct Retracted {
    version: u32,
    at: Timestamp,
}

/// A person's approval of an alert: why it is necessary, and why it is proportionate.
#[derive(Clone, Debug)]
pub struct AlertApproval {
    /// Who approved it.
    pub approver: Text<200>,
    /// When.
    pub at: Timestamp,
    /// Why it is necessary to warn.
    pub necessity: Text<2000>,
    /// Why warning weighs more than what it does to him and risks for her.
    pub proportionality: Text<2000>,
}

impl AlertApproval {
    /// An approval.
    ///
    /// # Errors
    /// Every text that is blank, too long, or holds control characters.
    pub fn new(approver: &str, at: Timestamp, necessity: &str, proportionality: &str) -> Result<Self, Problems> {
        fn parsed<const MAX: usize>(name: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Text<MAX>> {
            Text::parse(text).map_err(|code: Code| problems.push(Problem::new(name, code))).ok()
        }
        let mut problems = Vec::new();
        let approver = parsed("approver", approver, &mut problems);
        let necessity = parsed("necessity", necessity, &mut problems);
        let proportionality = parsed("proportionality", proportionality, &mut problems);
        Problems::check(problems)?;
        let approval =
            || Some(Self { approver: approver?, at, necessity: necessity?, proportionality: proportionality? });
        approval().ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }
}

impl<S> Alert<S> {
    /// The public id.
    pub fn id(&self) -> &Reference {
        &self.composed.id
    }

    /// The scheme whose members it is for.
    pub fn scheme(&self) -> &SchemeId {
        &self.scheme
    }

    /// At which instant the gate was asked.
    pub fn as_of(&self) -> Timestamp {
        self.composed.as_of
    }

    /// What members call the reports behind it.
    pub fn reports(&self) -> impl Iterator<Item = &Reference> {
        self.composed.reports.iter().map(|(reference, _)| reference)
    }

    /// The text, in plain words: who to look out for, what is reported, when, where. It never asserts guilt; links and addresses
    /// in it are inert.
    pub fn text(&self) -> &str {
        self.composed.text.expose()
    }

    /// What the check found (A22), for the person who drafts and for nobody else.
    pub fn reidentification(&self) -> &Reidentification {
        &self.composed.found
    }

    /// To whom it goes.
    pub fn reach(&self) -> &Reach {
        &self.composed.reach
    }

    /// Before which instant it is held back.
    pub fn publish_from(&self) -> Timestamp {
        self.composed.as_of.plus_hours(self.composed.hold_hours)
    }

    /// Whether it tells a number, a name, a vehicle or a mark, by which he knows that it is about him.
    pub(super) fn tells_him_from_others(&self) -> bool {
        self.composed.told.tells_him_from_others()
    }

    fn with<T>(&self, composed: Composed, state: T) -> Alert<T> {
        Alert { scheme: self.scheme.clone(), composed: Box::new(composed), state }
    }

    fn expiry(&self, from: Timestamp) -> Timestamp {
        from.plus_hours(self.composed.expires_days * 24)
    }
}

impl Alert<Draft> {
    /// Drafts an alert from what the gate disclosed to members for that use: one report, or several that a person linked.
    ///
    /// # Errors
    /// [`AlertError`].
    pub fn draft(disclosures: &[Disclosure<Members>], context: &AlertContext<'_>) -> Result<Self, AlertError> {
        let composed = compose(disclosures, context)?;
        Ok(Self { scheme: context.crowd.scheme().clone(), composed: Box::new(composed), state: Draft(()) })
    }

    /// A person approves exactly this text.
    ///
    /// # Errors
    /// [`AlertError::ApprovedTooEarly`].
    pub fn approve(self, approval: AlertApproval) -> Result<Alert<Approved>, AlertError> {
        if approval.at < self.composed.as_of {
            return Err(AlertError::ApprovedTooEarly);
        }
        Ok(Alert { scheme: self.scheme, composed: self.composed, state: Approved(approval) })
    }
}

impl Alert<Approved> {
    /// Who approved it, when and why.
    pub fn approval(&self) -> &AlertApproval {
        &self.state.0
    }

    /// Publishes it, if the gate, asked again at this instant, still discloses the reports, the check still holds and the text is
    /// the same (O9).
    ///
    /// # Errors
    /// [`AlertError`].
    pub fn publish(
        &self,
        fresh: &[Disclosure<Members>],
        context: &AlertContext<'_>,
    ) -> Result<Alert<Published>, AlertError> {
        self.issue(fresh, context, 1, ReleaseKind::Alert)
    }

    fn issue(
        &self,
        fresh: &[Disclosure<Members>],
        context: &AlertContext<'_>,
        version: u32,
        kind: ReleaseKind,
    ) -> Result<Alert<Published>, AlertError> {
        let at = context.as_of();
        if at < self.composed.as_of {
            return Err(AlertError::StaleDisclosure);
        }
        if at < self.publish_from() {
            return Err(AlertError::Held);
        }
        if at < self.state.0.at {
            return Err(AlertError::ApprovedTooEarly);
        }
        let composed = compose_again(&self.composed, fresh, context)?;
        let expires_at = self.expiry(at);
        let state = Published { approval: self.state.0.clone(), version, kind, at, expires_at };
        // What was approved stays what it is held against.
        Ok(self.with(Composed { as_of: self.composed.as_of, ..composed }, state))
    }
}

impl Alert<Published> {
    /// Its version, from 1.
    pub fn version(&self) -> u32 {
        self.state.version
    }

    /// When this version went out.
    pub fn published_at(&self) -> Timestamp {
        self.state.at
    }

    /// From when on it is expired (A44).
    pub fn expires_at(&self) -> Timestamp {
        self.state.expires_at
    }

    /// Who approved it, when and why.
    pub fn approval(&self) -> &AlertApproval {
        &self.state.approval
    }

    /// What goes out of it, if the gate, asked again at this instant, says so (A15).
    ///
    /// # Errors
    /// [`AlertError`], among them [`AlertError::Expired`].
    pub fn release(&self, fresh: &[Disclosure<Members>], context: &AlertContext<'_>) -> Result<Release, AlertError> {
        if context.as_of() >= self.state.expires_at {
            return Err(AlertError::Expired);
        }
        let composed = compose_again(&self.composed, fresh, context)?;
        Ok(self.release_of(composed))
    }

    /// What goes out of this version as it is issued: the gate was asked for it at [`Self::published_at`]. Later releases ask again.
    pub(crate) fn issued(&self) -> Release {
        self.release_of((*self.composed).clone())
    }

    /// The greatest consent sequence number among the reports behind it.
    pub(crate) fn consent_sequence(&self) -> usize {
        self.composed.reports.iter().map(|(_, sequence)| *sequence).max().unwrap_or_default()
    }

    fn release_of(&self, composed: Composed) -> Release {
        Release {
            id: composed.id,
            version: self.state.version,
            kind: self.state.kind,
            issued_at: self.state.at,
            expires_at: Some(self.state.expires_at),
            scheme: self.scheme.clone(),
            reach: Some(self.composed.reach.clone()),
            alert: Some((composed.told, composed.wording)),
        }
    }

    /// Puts a newly approved alert in its place, under the same public id: a correction, or a new sighting (A44).
    ///
    /// # Errors
    /// [`AlertError`], among them [`AlertError::OtherId`].
    pub fn correct(
        &self,
        approved: &Alert<Approved>,
        fresh: &[Disclosure<Members>],
        context: &AlertContext<'_>,
    ) -> Result<Self, AlertError> {
        if approved.id() != self.id() || approved.scheme != self.scheme {
            return Err(AlertError::OtherId);
        }
        // What a new version tells otherwise was told by those who joined: they must hide each other (O7).
        let joined =
            fresh.iter().filter(|disclosure| !self.reports().any(|known| Some(known) == disclosure.reference()));
        let joined: Vec<_> = joined.map(Disclosure::behind).filter(|behind| !behind.recognition_accepted).collect();
        let people = count_certain_sources(joined.iter().map(|behind| &behind.harmed));
        if approved.text() != self.text() && !joined.is_empty() && people < context.rules.plausible_at_least() {
            return Err(AlertError::OnlyOne);
        }
        approved.issue(fresh, context, self.state.version.saturating_add(1), ReleaseKind::Correction)
    }

    /// Lets it stand for longer, as it is, also when it has expired.
    ///
    /// # Errors
    /// [`AlertError`].
    pub fn renew(&self, fresh: &[Disclosure<Members>], context: &AlertContext<'_>) -> Result<Self, AlertError> {
        let composed = compose_again(&self.composed, fresh, context)?;
        let at = context.as_of();
        let state = Published {
            version: self.state.version.saturating_add(1),
            kind: ReleaseKind::Renewal,
            at,
            expires_at: self.expiry(at),
            approval: self.state.approval.clone(),
        };
        Ok(self.with(Composed { as_of: self.composed.as_of, ..composed }, state))
    }

    /// Takes it back, for good: always allowed, expired or not (A26).
    pub fn retract(&self, at: Timestamp) -> Alert<Retracted> {
        let state = Retracted { version: self.state.version.saturating_add(1), at };
        self.with((*self.composed).clone(), state)
    }
}

impl Alert<Retracted> {
    /// When it was taken back.
    pub fn retracted_at(&self) -> Timestamp {
        self.state.at
    }

    /// The notice, for exactly those who were given a version. It is no disclosure: it says nothing of any report.
    pub fn release(&self) -> Release {
        Release {
            id: self.composed.id.clone(),
            version: self.state.version,
            kind: ReleaseKind::Retraction,
            issued_at: self.state.at,
            expires_at: None,
            scheme: self.scheme.clone(),
            reach: None,
            alert: None,
        }
    }
}

impl<S> fmt::Debug for Alert<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alert({})", self.composed.id)
    }
}

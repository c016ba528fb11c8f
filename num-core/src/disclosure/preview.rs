//! Informed consent: what each audience would be given, shown to the reporter before anything is submitted.

use super::{
    behind::Behind,
    circumstances::{Circumstances, Triage, TriageState},
    explanation::{Explanation, Reason},
    gate::{self, Outcome},
    policy::Policy,
    recipient::{AudienceKind, Members, Partner, PoliceAnonymous, PoliceFull, Recipient, Research, Use},
    shown::Shown,
};
use crate::{
    code::{CodeTable, code_table},
    consent::{ConsentHistory, Event, Purpose, Target},
    error::{Code, Problem, Problems},
    id::{Id, ReleaseId},
    identity::Identity,
    incident::{Draft, Incident},
    json::Mode,
    text::Text,
    timestamp::Timestamp,
};

code_table! {
    /// Whether he may know that it was her.
    MayKnow {
        /// She says that he would not.
        No = "no",
        /// She does not know, was not asked, or would rather not say.
        Perhaps = "perhaps",
        /// She says that he would, or he is more to her than a client or a stranger.
        Yes = "yes",
    }
}

/// What would be shared if a report was submitted now, with these grants.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whether he may know that it was her.
    pub may_know: MayKnow,
    /// One entry for each recipient named by a grant, and for each audience that no grant names.
    pub entries: Vec<PreviewEntry>,
}

/// What one recipient would be given.
#[derive(Clone, Debug)]
pub struct PreviewEntry {
    /// The audience.
    pub audience: AudienceKind,
    /// The use, for members.
    pub for_use: Option<Use>,
    /// The recipient; `None` for an audience that no grant names.
    pub recipient: Option<Recipient>,
    /// What it would be given.
    pub outcome: Previewed,
    /// What would stand behind a disclosure.
    pub(crate) behind: Option<Behind>,
}

/// What would be shared with one recipient. It is no disclosure, and no output can be made from it.
#[derive(Clone, Debug)]
pub enum Previewed {
    /// This, but for the reference; the explanation says what is held back, and why.
    Shared(Box<Shown>, Explanation),
    /// Nothing, for this reason.
    Nothing(Reason),
}

impl PreviewEntry {
    /// What would be shared, in the form of a disclosure without its reference; `None` when nothing is.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        match (&self.outcome, &self.recipient) {
            (Previewed::Shared(shown, _), Some(recipient)) => Some(gate::canonical(recipient, None, shown)),
            _ => None,
        }
    }
}

/// Shows what each audience would be given, what would be held back and why, and whether he may well know that it was
/// her, as if the report was accepted at `as_of` and no text was approved yet.
///
/// # Errors
/// Every problem of the draft; [`Code::DISCLOSURE_MISMATCHED_INCIDENT`] and [`Code::DISCLOSURE_NO_POLICY_IN_FORCE`] as the gate.
pub fn preview(
    draft: &Draft,
    identity: &Identity,
    grants: &ConsentHistory,
    policy: &Policy,
    as_of: Timestamp,
) -> Result<Preview, Problems> {
    let incident = draft.validate(Mode::Lenient)?;
    let version = policy.in_force(as_of).ok_or_else(|| Problem::new("", Code::DISCLOSURE_NO_POLICY_IN_FORCE))?;
    if identity.incident() != &incident.id || grants.incident() != &incident.id {
        return Err(Problem::new("", Code::DISCLOSURE_MISMATCHED_INCIDENT).into());
    }
    let mut circumstances = Circumstances::new(incident.id.clone());
    let by = Text::parse("preview").map_err(|code| Problem::new("", code))?;
    circumstances.triage.push(Triage { state: TriageState::Accepted, at: as_of, by, of: None, why: None });
    let state = grants.state_at(as_of, version.wordings(), &circumstances.facts, incident.offenders.len());
    let mut entries = Vec::new();
    for (audience, for_use, recipient) in recipients(grants) {
        let (outcome, behind) = match &recipient {
            None => (Previewed::Nothing(Reason::NoGrant), None),
            Some(recipient) => {
                let outcome = gate::decide(&incident, identity, &state, &circumstances, policy, recipient, as_of);
                match outcome.map_err(|error| Problem::new("", error.code()))? {
                    Outcome::Shown { shown, explanation, behind, .. } => {
                        (Previewed::Shared(shown, explanation), Some(behind))
                    }
                    Outcome::Nothing(reason) => (Previewed::Nothing(reason), None),
                }
            }
        };
        entries.push(PreviewEntry { audience, for_use, recipient, outcome, behind });
    }
    Ok(Preview { may_know: may_know(&incident), entries })
}

/// Every recipient that a grant names, each once, in the order of the history. Statistics name none: theirs is `release`.
pub fn named_recipients(grants: &ConsentHistory, release: Option<ReleaseId>) -> Vec<Recipient> {
    let statements = grants.events().iter().filter_map(|event| match event {
        Event::Grant(statement) => Some(statement),
        Event::Withdraw(_) | Event::Override(_) => None,
    });
    let mut named: Vec<Recipient> = Vec::new();
    for grant in statements.flat_map(|statement| &statement.grants) {
        for recipient in opened_by(grant.purpose, &grant.recipient, release.as_ref()) {
            if !named.contains(&recipient) {
                named.push(recipient);
            }
        }
    }
    named
}

/// The named recipients, and every audience that no grant names, in the order of the policy table.
fn recipients(grants: &ConsentHistory) -> Vec<(AudienceKind, Option<Use>, Option<Recipient>)> {
    let named = named_recipients(grants, ReleaseId::parse("preview").ok());
    let columns = AudienceKind::ALL.iter().flat_map(|audience| match audience {
        AudienceKind::Members => Use::ALL.iter().map(|for_use| (*audience, Some(*for_use))).collect(),
        _ => vec![(*audience, None)],
    });
    columns
        .flat_map(|(audience, for_use)| {
            let of_column = |recipient: &&Recipient| match recipient {
                Recipient::Members(members) => audience == AudienceKind::Members && Some(members.for_use) == for_use,
                other => other.kind() == audience,
            };
            let mut entries: Vec<_> =
                named.iter().filter(of_column).map(|recipient| (audience, for_use, Some(recipient.clone()))).collect();
            if entries.is_empty() {
                entries.push((audience, for_use, None));
            }
            entries
        })
        .collect()
}

/// The recipients that a grant can open.
fn opened_by(purpose: Purpose, target: &Target, release: Option<&ReleaseId>) -> Vec<Recipient> {
    match (purpose, target) {
        (Purpose::Alert, Target::Scheme(scheme)) => {
            vec![Members { scheme: scheme.clone(), for_use: Use::Alert }.into()]
        }
        (Purpose::Lookup, Target::Scheme(scheme)) => {
            vec![Members { scheme: scheme.clone(), for_use: Use::Lookup }.into()]
        }
        (Purpose::PoliceAnonymous, Target::Police(recipient)) => vec![PoliceAnonymous { recipient: *recipient }.into()],
        (Purpose::PoliceFull, Target::Police(recipient)) => {
            vec![PoliceAnonymous { recipient: *recipient }.into(), PoliceFull { recipient: *recipient }.into()]
        }
        (Purpose::Partner, Target::Scheme(scheme)) => vec![Partner { scheme: scheme.clone() }.into()],
        (Purpose::Statistics, _) => {
            release.map(|release| Research { release: release.clone() }.into()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn may_know(incident: &Incident) -> MayKnow {
    let linked = incident.offenders.iter().any(|offender| offender.is_linked());
    match incident.safety.would_he_know.known() {
        _ if linked => MayKnow::Yes,
        Some(true) => MayKnow::Yes,
        Some(false) => MayKnow::No,
        None => MayKnow::Perhaps,
    }
}

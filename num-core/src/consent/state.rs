use super::{
    ConsentHistory, Event, Facts, Giver, Grant, Ground, Level, Override, PoliceRecipient, Purpose, Scope, Signature,
    Statement, Target, Then, Withdrawn, WordingTable,
};
use crate::{id::IncidentId, text::fold, timestamp::Timestamp};

/// Whether a grant is in force, or why not. In the order of the reasons of A37.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It was withdrawn, and the victim has not restored it.
    Withdrawn,
    /// It was narrowed to nothing.
    Narrowed,
    /// A third party gave it without the victim's authority.
    ThirdPartyWithoutAuthority,
    /// Its wording did not stand when it was given.
    WordingUnknown,
    /// It begins later.
    NotYetInForce,
    /// Its condition is not met.
    ConditionNotMet,
    /// Its condition is met, and she is to be asked again.
    RecontactNeeded,
    /// In force.
    InForce,
}

/// What stands for one purpose and recipient.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The purpose.
    pub purpose: Purpose,
    /// The recipient.
    pub recipient: Target,
    /// Whether it is in force.
    pub status: Status,
    /// How far; `None`: whatever the policy gives without a further grant.
    pub scope: Option<Scope>,
    /// Whether she accepts that he may recognise her.
    pub recognition_accepted: bool,
    /// Whether it rests on a third party without authority, and so reaches no further than A05.
    pub without_authority: bool,
}

/// An override that is complete and whose signatures can still be held against the names of those concerned.
#[derive(Clone, Debug)]
pub struct ResolvedOverride {
    /// To whom.
    pub recipient: PoliceRecipient,
    /// On what ground.
    pub ground: Ground,
    /// The signatures up to the instant, earliest first.
    pub signatures: Vec<Signature>,
}

/// What consent stands at an instant.
#[derive(Clone, Debug)]
pub struct ConsentState {
    incident: IncidentId,
    as_of: Timestamp,
    sequence: usize,
    standings: Vec<Standing>,
    reporters_own: Vec<Standing>,
    withdrawals: Vec<(Timestamp, Option<Vec<Withdrawn>>)>,
    overrides: Vec<ResolvedOverride>,
    wordings: WordingTable,
    facts: Facts,
    offenders: usize,
}

impl ConsentState {
    /// A report on which nothing has been said.
    pub fn silent(incident: IncidentId, as_of: Timestamp) -> Self {
        let history = ConsentHistory::new(incident);
        history.state_at(as_of, &WordingTable::default(), &Facts::default(), 0)
    }

    /// Whether it was resolved on these wordings and facts, for a report of so many offenders.
    pub(crate) fn rests_on(&self, wordings: &WordingTable, facts: &Facts, offenders: usize) -> bool {
        self.wordings == *wordings && self.facts == *facts && self.offenders == offenders
    }

    /// The report.
    pub fn incident(&self) -> &IncidentId {
        &self.incident
    }

    /// The instant.
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The sequence number of the newest event that was known.
    pub fn sequence(&self) -> usize {
        self.sequence
    }

    /// Every purpose and recipient on which something was said by, or for, the victim.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    /// What stands for a purpose and recipient; `None` when nothing was said.
    pub fn standing(&self, purpose: Purpose, recipient: &Target) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.purpose == purpose && standing.recipient == *recipient)
    }

    /// The status for a purpose and recipient; a withdrawal counts where nothing was ever granted, too.
    pub fn status(&self, purpose: Purpose, recipient: &Target) -> Option<Status> {
        match self.standing(purpose, recipient) {
            Some(standing) => Some(standing.status),
            None => self.withdrawn_at(purpose, recipient).map(|_| Status::Withdrawn),
        }
    }

    /// Whether everything was withdrawn, and no later grant of hers restored anything.
    pub fn is_withdrawn(&self) -> bool {
        let all = self.withdrawals.iter().any(|(_, what)| what.as_ref().is_none_or(Vec::is_empty));
        all && self.standings.iter().all(|standing| standing.status == Status::Withdrawn)
    }

    /// Whether another recipient holds a grant of this purpose that is in force.
    pub fn names_another(&self, purpose: Purpose, recipient: &Target) -> bool {
        self.standings.iter().any(|standing| {
            standing.purpose == purpose && standing.recipient != *recipient && standing.status == Status::InForce
        })
    }

    /// What the reporter granted to a recipient of the reporter's own identity.
    pub(crate) fn reporters_own(&self, recipient: &Target) -> Option<&Standing> {
        self.reporters_own.iter().find(|standing| standing.recipient == *recipient)
    }

    /// Whether the reporter's own identity is granted to another recipient.
    pub(crate) fn reporters_own_names_another(&self, recipient: &Target) -> bool {
        let mut own = self.reporters_own.iter();
        own.any(|standing| standing.recipient != *recipient && standing.status == Status::InForce)
    }

    /// The overrides for a recipient that are complete and have not ended.
    pub fn overrides(&self, recipient: PoliceRecipient) -> impl Iterator<Item = &ResolvedOverride> {
        self.overrides.iter().filter(move |resolved| resolved.recipient == recipient)
    }

    /// The ordered level (A47).
    pub fn level(&self) -> Level {
        let any = |purpose| {
            self.standings.iter().any(|standing| standing.purpose == purpose && standing.status == Status::InForce)
        };
        if any(Purpose::PoliceFull) {
            Level::Full
        } else if any(Purpose::PoliceAnonymous) {
            Level::Anonymous
        } else if any(Purpose::Alert) {
            Level::AlertOnly
        } else {
            Level::None
        }
    }

    /// When this purpose and recipient was last withdrawn.
    fn withdrawn_at(&self, purpose: Purpose, recipient: &Target) -> Option<Timestamp> {
        self.withdrawals
            .iter()
            .filter(|(_, what)| {
                what.as_ref().is_none_or(|what| {
                    what.is_empty() || what.iter().any(|withdrawn| withdrawn.names(purpose, recipient))
                })
            })
            .map(|(at, _)| *at)
            .max()
    }

    pub(super) fn resolve(
        history: &ConsentHistory,
        as_of: Timestamp,
        wordings: &WordingTable,
        facts: &Facts,
        offenders: usize,
    ) -> Self {
        let mut state = Self {
            incident: history.incident().clone(),
            as_of,
            sequence: history.events().len(),
            standings: Vec::new(),
            reporters_own: Vec::new(),
            withdrawals: facts
                .twin_withdrawals
                .iter()
                .filter(|withdrawal| withdrawal.at <= as_of)
                .map(|withdrawal| (withdrawal.at, withdrawal.what.clone()))
                .collect(),
            overrides: Vec::new(),
            wordings: wordings.clone(),
            facts: facts.clone(),
            offenders,
        };
        let mut victims = Latest::default();
        let mut third_parties = Latest::default();
        let mut reporters = Latest::default();
        for event in history.events() {
            match event {
                Event::Grant(statement) if statement.at <= as_of => match statement.by {
                    Giver::Victim => victims.take(statement),
                    Giver::ThirdParty { .. } => third_parties.take(statement),
                    Giver::Reporter => reporters.take(statement),
                },
                Event::Withdraw(withdrawal) if withdrawal.at <= as_of => {
                    state.withdrawals.push((withdrawal.at, withdrawal.what.clone()));
                }
                Event::Override(act) => state.overrides.extend(resolve_override(act, &state.incident, as_of)),
                Event::Grant(_) | Event::Withdraw(_) => {}
            }
        }
        let judge = Judge { as_of, wordings, facts, offenders };
        // A victim's statement is never replaced by a third party's (A13).
        let hers: Vec<Standing> = victims
            .0
            .iter()
            .map(|latest| {
                let withdrawn = state.withdrawn_at(latest.grant.purpose, &latest.grant.recipient);
                judge.standing(latest, withdrawn.is_some_and(|at| at >= latest.statement.at))
            })
            .collect();
        let theirs = third_parties.0.iter().filter(|latest| !victims.said(latest.grant)).map(|latest| {
            judge.standing(latest, state.withdrawn_at(latest.grant.purpose, &latest.grant.recipient).is_some())
        });
        let standings = hers.into_iter().chain(theirs).collect();
        let own = reporters.0.iter().filter(|latest| latest.grant.purpose == Purpose::PoliceFull).map(|latest| {
            let withdrawn = state.withdrawn_at(Purpose::PoliceFull, &latest.grant.recipient);
            judge.standing(latest, withdrawn.is_some_and(|at| at >= latest.statement.at))
        });
        state.reporters_own = own.collect();
        state.standings = standings;
        state
    }
}

/// The latest grant for each purpose and recipient; at equal instants the later in the list.
#[derive(Default)]
struct Latest<'h>(Vec<LatestGrant<'h>>);

struct LatestGrant<'h> {
    statement: &'h Statement,
    grant: &'h Grant,
}

impl<'h> Latest<'h> {
    fn take(&mut self, statement: &'h Statement) {
        for grant in &statement.grants {
            let standing = self.0.iter_mut().find(|latest| same(latest.grant, grant));
            match standing {
                Some(latest) if latest.statement.at <= statement.at => *latest = LatestGrant { statement, grant },
                Some(_) => {}
                None => self.0.push(LatestGrant { statement, grant }),
            }
        }
    }

    fn said(&self, grant: &Grant) -> bool {
        self.0.iter().any(|latest| same(latest.grant, grant))
    }
}

fn same(one: &Grant, other: &Grant) -> bool {
    one.purpose == other.purpose && one.recipient == other.recipient
}

struct Judge<'a> {
    as_of: Timestamp,
    wordings: &'a WordingTable,
    facts: &'a Facts,
    offenders: usize,
}

impl Judge<'_> {
    fn standing(&self, latest: &LatestGrant<'_>, withdrawn: bool) -> Standing {
        let LatestGrant { statement, grant } = latest;
        let without_authority = match &statement.by {
            Giver::ThirdParty { authority } => {
                !authority.as_ref().is_some_and(|authority| authority.covers(statement.at))
            }
            Giver::Victim | Giver::Reporter => false,
        };
        Standing {
            purpose: grant.purpose,
            recipient: grant.recipient.clone(),
            status: self.status(statement, grant, withdrawn, without_authority),
            scope: grant.scope,
            // What a third party without authority names beyond A05 is kept and opens nothing.
            recognition_accepted: grant.recognition_accepted && !without_authority,
            without_authority,
        }
    }

    fn status(&self, statement: &Statement, grant: &Grant, withdrawn: bool, without_authority: bool) -> Status {
        if withdrawn {
            Status::Withdrawn
        } else if grant.scope.is_some_and(Scope::is_empty) {
            Status::Narrowed
        } else if without_authority && !matches!(grant.purpose, Purpose::Matching | Purpose::Alert) {
            Status::ThirdPartyWithoutAuthority
        } else if !self.wordings.stood(&statement.wording, statement.at) {
            Status::WordingUnknown
        } else if statement.starts_at.is_some_and(|start| self.as_of < start) {
            Status::NotYetInForce
        } else {
            match &grant.condition {
                Some(condition) if !condition.is_met(self.facts, self.offenders) => Status::ConditionNotMet,
                Some(condition) if condition.then != Some(Then::TakeEffect) => Status::RecontactNeeded,
                _ => Status::InForce,
            }
        }
    }
}

fn resolve_override(act: &Override, incident: &IncidentId, as_of: Timestamp) -> Option<ResolvedOverride> {
    let ground = act.ground?;
    act.reason.as_ref().filter(|reason| !fold(reason.expose()).is_empty())?;
    if act.incident.as_ref() != Some(incident) || act.ends_at.is_none_or(|end| end <= as_of) {
        return None;
    }
    let mut signatures: Vec<Signature> =
        act.signatures.iter().filter(|signature| signature.at <= as_of).cloned().collect();
    signatures.sort_by_key(|signature| signature.at);
    Some(ResolvedOverride { recipient: act.recipient?, ground, signatures })
}

//! The reports' way through a scheme, step by step, and what came of it.

mod alerts;
mod asking;
mod held_back;
mod links;
mod police;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
};

use num_core::{
    case::Case,
    code::CodeTable,
    consent::Level,
    disclosure::TriageState,
    id::IncidentId,
    police::Issuer,
    scheme::{Scheme, SchemeError},
    text::Text,
    timestamp::{Month, Timestamp},
    triage::OwnContacts,
};

pub(crate) use self::{
    alerts::{AlertStory, AlertWay, State},
    asking::{Asked, Lookups, MOST_A_DAY},
    held_back::{Audience, HeldBack, Line, Outcome},
    links::{Linked, SeriesStory, Sighted},
    police::{Kept, PoliceStory, RecipientStory},
};
use crate::{calendar, caseworker::Caseworker, input::Input, progress, references::Draws};

/// What came of the reports.
pub(crate) struct Played {
    pub(crate) as_of: Timestamp,
    pub(crate) steps: usize,
    pub(crate) figures: Figures,
    pub(crate) alerts: AlertWay,
    pub(crate) links: Linked,
    pub(crate) police: PoliceStory,
    pub(crate) lookups: Lookups,
    pub(crate) held_back: HeldBack,
    /// The alerts that stand in the end, as the gate has them then.
    pub(crate) feed: Vec<num_core::alert::Release>,
}

/// Figures of the reports.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) taken_in: usize,
    /// Where they stand in triage in the end.
    pub(crate) triage: BTreeMap<&'static str, usize>,
    pub(crate) accepted: usize,
    /// Of the accepted ones.
    pub(crate) levels: BTreeMap<Level, usize>,
    pub(crate) sexual: usize,
    pub(crate) months: BTreeMap<Month, u64>,
    pub(crate) own_contacts: usize,
    pub(crate) needs_person: usize,
    /// How many came in as the third or a later one of one source within thirty days.
    pub(crate) bursts: usize,
}

/// Which report is which on the scheme's own pages: by the order in which they came in.
pub(crate) struct Ordinals(BTreeMap<IncidentId, usize>);

impl Ordinals {
    pub(crate) fn of(&self, id: &IncidentId) -> usize {
        self.0.get(id).copied().unwrap_or_default()
    }
}

/// A scheme and everything that happens to it.
struct Play {
    scheme: Scheme,
    caseworker: Caseworker,
    draws: Draws,
    ordinals: Ordinals,
    /// Reports about which something was said since the last step.
    stirred: BTreeSet<IncidentId>,
    figures: Figures,
    alerts: AlertWay,
    links: Linked,
    police: PoliceStory,
}

/// Plays it all.
pub(crate) fn play(input: Input) -> Result<Played, Box<dyn Error>> {
    let mut cases: Vec<Case> = input.cases;
    cases.sort_by_key(received);
    let ordinals = cases.iter().zip(1..).map(|(case, ordinal)| (case.incident.id.clone(), ordinal)).collect();
    let issuer = Issuer {
        scheme: input.scheme,
        name: Text::parse("The demo's scheme").map_err(|code| code.message())?,
        contact: Text::parse("casework@example.org, 0161 496 0000, in office hours").map_err(|code| code.message())?,
    };
    let mut play = Play {
        scheme: Scheme::new(issuer, input.policy, input.rules, OwnContacts::default()),
        caseworker: input.caseworker,
        draws: input.references,
        ordinals: Ordinals(ordinals),
        stirred: BTreeSet::new(),
        figures: Figures::default(),
        alerts: AlertWay::default(),
        links: Linked::default(),
        police: PoliceStory::default(),
    };
    let first = cases.iter().filter_map(received).min().unwrap_or(input.as_of);
    let steps = calendar::steps(first, input.as_of);
    let bar = progress::bar(steps.len() as u64, "{bar:40} {pos}/{len} steps, {elapsed}")?;
    let mut waiting = cases.into_iter().peekable();
    let mut before = first;
    for now in &steps {
        play.stirred = play.stirring(before, *now);
        while let Some(case) = waiting.next_if(|case| received(case).is_none_or(|at| at <= *now)) {
            play.take_in(case)?;
        }
        play.step(*now)?;
        before = *now;
        bar.inc(1);
    }
    bar.finish_and_clear();
    play.finished(input.as_of, steps.len())
}

/// When it came in: where that is not known, when it was first looked at.
fn received(case: &Case) -> Option<Timestamp> {
    case.incident.received_at.or_else(|| case.circumstances.triage.iter().map(|entry| entry.at).min())
}

impl Play {
    fn take_in(&mut self, case: Case) -> Result<(), SchemeError> {
        let id = case.incident.id.clone();
        let submitted = match self.scheme.submit(case) {
            Ok(submitted) => submitted,
            // Two rows of one file may have one id, with other content.
            Err(SchemeError::Refused(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        self.figures.taken_in += 1;
        self.figures.own_contacts += submitted.own_contacts;
        self.figures.needs_person += usize::from(submitted.needs_person);
        self.figures.bursts += usize::from(submitted.of_this_source >= 2);
        self.stirred.insert(id);
        Ok(())
    }

    fn step(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        self.decide_on_links(now)?;
        self.review_alerts(now)?;
        self.draft_alerts(now)?;
        self.draft_series_alerts(now)?;
        self.send_to_police(now)
    }

    /// The reports about which something was said between two steps.
    fn stirring(&self, before: Timestamp, now: Timestamp) -> BTreeSet<IncidentId> {
        let between = |at: Timestamp| before < at && at <= now;
        let stirs = |case: &&Case| {
            let hold = case.incident.safety.hold_back.known();
            moments(case).into_iter().any(between) || hold.is_some_and(|hold| hold.holds(before) != hold.holds(now))
        };
        self.scheme.cases().filter(stirs).map(|case| case.incident.id.clone()).collect()
    }

    fn finished(mut self, as_of: Timestamp, steps: usize) -> Result<Played, Box<dyn Error>> {
        self.count(as_of)?;
        self.links.tell(&mut self.scheme, &self.ordinals, as_of);
        let lookups = Lookups::ask(&self.scheme, as_of)?;
        let held_back = HeldBack::of(&mut self.scheme, &self.ordinals, as_of, &mut self.draws)?;
        let feed = self.scheme.feed(as_of);
        self.alerts.end(&feed, self.scheme.ledger(), as_of);
        self.police.end(self.scheme.ledger());
        Ok(Played {
            as_of,
            steps,
            figures: self.figures,
            alerts: self.alerts,
            links: self.links,
            police: self.police,
            lookups,
            held_back,
            feed,
        })
    }

    fn count(&mut self, as_of: Timestamp) -> Result<(), Box<dyn Error>> {
        for case in self.scheme.cases() {
            let state = case.circumstances.triage_at(as_of);
            *self.figures.triage.entry(state.map_or("not looked at", CodeTable::as_str)).or_default() += 1;
            if let Some(at) = case.incident.received_at {
                *self.figures.months.entry(at.day().month()).or_default() += 1;
            }
            if state != Some(TriageState::Accepted) {
                continue;
            }
            self.figures.accepted += 1;
            *self.figures.levels.entry(case.level(self.scheme.policy(), as_of)?).or_default() += 1;
            let is_sexual =
                |offence: &num_core::incident::Offence| offence.kind.category() == num_core::offence::Category::Sexual;
            self.figures.sexual += usize::from(case.incident.offences.iter().any(is_sexual));
        }
        Ok(())
    }
}

/// The instants from which on something else may hold of a report.
fn moments(case: &Case) -> Vec<Timestamp> {
    use num_core::consent::Event;
    let beside = &case.circumstances;
    let mut moments: Vec<Timestamp> = beside.triage.iter().map(|entry| entry.at).collect();
    moments.extend(beside.decisions.iter().map(|decision| decision.at));
    moments.extend(beside.approvals.iter().map(|approval| approval.at));
    moments.extend(beside.own_contacts.iter().filter_map(|hit| Some(hit.decision.as_ref()?.at)));
    for event in case.consent.events() {
        match event {
            Event::Grant(statement) => moments.extend([Some(statement.at), statement.starts_at].into_iter().flatten()),
            Event::Withdraw(withdrawal) => moments.push(withdrawal.at),
            Event::Override(act) => {
                moments.extend(act.signatures.iter().map(|signature| signature.at).chain(act.ends_at))
            }
        }
    }
    moments
}

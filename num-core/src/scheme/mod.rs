//! The way of a report through a scheme, as one object: submit, triage, match, confirm, disclose, alert.
//!
//! A [`Scheme`] keeps everything in memory and does nothing by itself: instants and references come in as arguments, and each step
//! returns its reasons. Before every question to the gate it resolves what consent hangs on: links that people confirmed between
//! accepted reports (A11), and withdrawals on a duplicate's twin (A38). After every record it [reviews](Review) what is published.

mod alerts;
mod error;
mod facts;
mod ledger;
mod lookups;
mod matches;
mod police;
mod review;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

pub use self::{
    error::SchemeError,
    ledger::{Ledger, LedgerEntry, Went},
    police::{NotSent, PoliceReport},
    review::Review,
};
use crate::{
    alert::{AlertRules, Crowd, PublishedAlert},
    case::Case,
    consent::Event,
    disclosure::{
        AnyDecision, Audience, Circumstances, Decision, DiscloseError, Handed, Policy, Recipient, ReferenceKey, Triage,
        TriageState,
    },
    error::Code,
    id::{Id, IncidentId, Reference, SchemeId},
    matching::{Links, Register, Series, Sighting},
    police::Issuer,
    timestamp::Timestamp,
    triage::OwnContacts,
};

/// Where references come from: a random source of the caller's, since each must be unguessable (A25).
pub trait References {
    /// A new reference.
    fn draw(&mut self) -> Reference;
}

impl<F: FnMut() -> Reference> References for F {
    fn draw(&mut self) -> Reference {
        self()
    }
}

/// A scheme, in memory.
pub struct Scheme {
    issuer: Issuer,
    policy: Policy,
    rules: AlertRules,
    own_contacts: OwnContacts,
    cases: BTreeMap<IncidentId, Case>,
    /// In the order in which they came in.
    order: Vec<IncidentId>,
    /// Every sighting, for exact look-ups: what may be shown of it, the gate says.
    seen: Register,
    /// The sightings that may be matched with others, as of the last question.
    matchable: Register,
    /// Of which reports they are.
    matched: BTreeSet<IncidentId>,
    matchable_of: Option<(Timestamp, u64)>,
    links: Links,
    alerts: BTreeMap<Reference, PublishedAlert>,
    /// Which reports were ever said to repeat a report.
    repeated_by: BTreeMap<IncidentId, BTreeSet<IncidentId>>,
    /// Public ids of alerts that were taken back: nothing goes out under them again (A44).
    retired: BTreeSet<Reference>,
    /// Which report a reference of members stands for.
    references: HashMap<Reference, IncidentId>,
    ledger: Ledger,
    /// Counts what was recorded: what was computed before is stale.
    revision: u64,
    crowd: Kept<Crowd>,
    series: Kept<Vec<Series>>,
}

/// Something that was computed as of an instant, and after which record.
type Kept<T> = RefCell<Option<(Timestamp, u64, Arc<T>)>>;

/// What came of taking a report in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// How many identifiers of offenders are somebody's own contact, and wait for a caseworker (A17).
    pub own_contacts: usize,
    /// Whether age, capacity or danger needs a person's decision before anything goes out (A39).
    pub needs_person: bool,
    /// How many reports of this source came in within thirty days before it: a burst is for a person to look at.
    pub of_this_source: usize,
}

impl Scheme {
    /// A scheme without reports.
    pub fn new(issuer: Issuer, policy: Policy, rules: AlertRules, own_contacts: OwnContacts) -> Self {
        Self {
            issuer,
            policy,
            rules,
            own_contacts,
            cases: BTreeMap::new(),
            order: Vec::new(),
            seen: Register::new(),
            matchable: Register::new(),
            matched: BTreeSet::new(),
            matchable_of: None,
            links: Links::default(),
            alerts: BTreeMap::new(),
            repeated_by: BTreeMap::new(),
            retired: BTreeSet::new(),
            references: HashMap::new(),
            ledger: Ledger::default(),
            revision: 0,
            crowd: RefCell::new(None),
            series: RefCell::new(None),
        }
    }

    /// Its id.
    pub fn id(&self) -> &SchemeId {
        &self.issuer.scheme
    }

    /// Its policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Its rules for alerts.
    pub fn rules(&self) -> &AlertRules {
        &self.rules
    }

    /// Takes a report in, with whatever stands beside it already.
    ///
    /// # Errors
    /// [`Code::ID_CONFLICT`] when its id is known, [`DiscloseError::MismatchedIncident`] when what stands beside it is of another report.
    pub fn submit(&mut self, mut case: Case) -> Result<Submitted, SchemeError> {
        let id = case.incident.id.clone();
        if self.cases.contains_key(&id) {
            return Err(SchemeError::Refused(Code::ID_CONFLICT));
        }
        // One that the gate could not judge would stand in the way of all that count over it.
        if case.identity.incident() != &id || case.consent.incident() != &id || case.circumstances.incident != id {
            return Err(DiscloseError::MismatchedIncident.into());
        }
        let submitted = Submitted {
            own_contacts: case.flag_own_contacts(&self.own_contacts),
            needs_person: case.incident.victim.needs_person(),
            of_this_source: self.recent_of_source(&case),
        };
        for sighting in Sighting::of(&case.incident) {
            self.seen.add(Arc::new(sighting));
        }
        for handed in &case.circumstances.references {
            if matches!(handed.recipient, ReferenceKey::Members(_)) {
                self.references.insert(handed.reference.clone(), id.clone());
            }
        }
        self.cases.insert(id.clone(), case);
        self.note_twins(&id);
        self.order.push(id);
        self.revision += 1;
        Ok(submitted)
    }

    /// The reports, in the order in which they came in.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.order.iter().filter_map(|id| self.cases.get(id))
    }

    /// A report.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`].
    pub fn case(&self, id: &IncidentId) -> Result<&Case, SchemeError> {
        self.cases.get(id).ok_or(SchemeError::UnknownReport)
    }

    /// Records where a report stands in triage. A report that is no longer accepted takes its alerts with it (A14).
    ///
    /// # Errors
    /// Those of [`Case::record_triage`], and [`SchemeError::UnknownReport`].
    pub fn record_triage(&mut self, id: &IncidentId, entry: Triage) -> Result<Review, SchemeError> {
        let at = entry.at;
        self.change(id, at, |case| case.record_triage(entry).map_err(SchemeError::Refused))
    }

    /// Records what was said about consent. It holds at once.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`].
    pub fn record_consent(&mut self, id: &IncidentId, event: Event, at: Timestamp) -> Result<Review, SchemeError> {
        self.change(id, at, |case| {
            case.consent.append(event);
            Ok(())
        })
    }

    /// Records anything else beside a report: a decision, an approval of a text, a caseworker's word on an own contact.
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`].
    pub fn record(
        &mut self,
        id: &IncidentId,
        at: Timestamp,
        record: impl FnOnce(&mut Circumstances),
    ) -> Result<Review, SchemeError> {
        self.change(id, at, |case| {
            record(&mut case.circumstances);
            Ok(())
        })
    }

    fn change(
        &mut self,
        id: &IncidentId,
        at: Timestamp,
        change: impl FnOnce(&mut Case) -> Result<(), SchemeError>,
    ) -> Result<Review, SchemeError> {
        change(self.cases.get_mut(id).ok_or(SchemeError::UnknownReport)?)?;
        self.note_twins(id);
        self.revision += 1;
        Ok(self.review(at))
    }

    fn note_twins(&mut self, id: &IncidentId) {
        let triage = self.cases.get(id).into_iter().flat_map(|case| &case.circumstances.triage);
        for of in triage.filter_map(|entry| entry.of.as_ref()) {
            self.repeated_by.entry(of.clone()).or_default().insert(id.clone());
        }
    }

    /// Asks the gate. A reference is drawn when something is shown and there is none yet (A25).
    ///
    /// # Errors
    /// [`SchemeError::UnknownReport`], and those of the gate.
    pub fn disclose(
        &mut self,
        id: &IncidentId,
        recipient: Recipient,
        as_of: Timestamp,
        references: &mut dyn References,
    ) -> Result<AnyDecision, SchemeError> {
        let key = recipient.reference_key();
        self.asked(id, key, as_of, references, |case, policy| case.disclose_to(policy, recipient.clone(), as_of))
    }

    /// Asks the gate for an audience that is known beforehand.
    pub(super) fn disclose_as<A: Audience>(
        &mut self,
        id: &IncidentId,
        audience: &A,
        as_of: Timestamp,
        references: &mut dyn References,
    ) -> Result<Decision<A>, SchemeError> {
        let key = audience.recipient().reference_key();
        self.asked(id, key, as_of, references, |case, policy| case.disclose(policy, audience.clone(), as_of))
    }

    fn asked<T>(
        &mut self,
        id: &IncidentId,
        key: Option<ReferenceKey>,
        as_of: Timestamp,
        references: &mut dyn References,
        ask: impl Fn(&Case, &Policy) -> Result<T, DiscloseError>,
    ) -> Result<T, SchemeError> {
        let mut case = self.resolved(id, as_of)?;
        match (ask(&case, &self.policy), key) {
            (Err(DiscloseError::NoReference), Some(key)) => {
                let handed = Handed { recipient: key, reference: self.unused(references) };
                case.circumstances.references.push(handed.clone());
                let answer = ask(&case, &self.policy)?;
                if matches!(handed.recipient, ReferenceKey::Members(_)) {
                    self.references.insert(handed.reference.clone(), id.clone());
                }
                if let Some(case) = self.cases.get_mut(id) {
                    case.circumstances.references.push(handed);
                }
                Ok(answer)
            }
            (answer, _) => Ok(answer?),
        }
    }

    /// A reference that nobody has: no two are equal, whoever they are for.
    fn unused(&self, references: &mut dyn References) -> Reference {
        loop {
            let reference = references.draw();
            let handed = |case: &Case| case.circumstances.references.iter().any(|handed| handed.reference == reference);
            let is_taken = self.alerts.contains_key(&reference)
                || self.retired.contains(&reference)
                || self.cases.values().any(|case| handed(case) || case.incident.id.as_str() == reference.as_str());
            if !is_taken {
                return reference;
            }
        }
    }

    /// Whether a report is accepted at an instant.
    fn is_accepted(case: &Case, as_of: Timestamp) -> bool {
        case.circumstances.triage_at(as_of) == Some(TriageState::Accepted)
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scheme({}, {} reports)", self.issuer.scheme, self.cases.len())
    }
}

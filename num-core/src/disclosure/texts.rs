//! Which values are withheld from an audience, and which texts contain one (A07, A08, A30).

use crate::{
    descriptor::Value,
    identity::{Identity, IdentityKind, IdentityValue, Whose},
    incident::{BitSet, Incident, Kind, Path, PathAt, TextAt, ValueAt},
    text::FoldedText,
};

/// The values of one report that one audience is not shown. Kept with a disclosure, so that an output composed from it
/// can be held against them; private, and never written.
#[derive(Clone)]
pub(super) struct WithheldValues {
    incident: Incident,
    identity: Identity,
    shown: BitSet,
    /// Values that do not count at all: an area that is a code of the table, phrases at PoliceFull.
    exempt: BitSet,
    /// The kinds of identity values that this audience is shown, of victim and reporter.
    identity_shown: Vec<(Whose, IdentityKind)>,
}

impl WithheldValues {
    /// Everything withheld, to begin with.
    pub(super) fn new(incident: &Incident, identity: &Identity) -> Self {
        let count = incident.values().all.len();
        Self {
            incident: incident.clone(),
            identity: identity.clone(),
            shown: BitSet::with_capacity(count),
            exempt: BitSet::with_capacity(count),
            identity_shown: Vec::new(),
        }
    }

    /// Values of that kind are shown to this audience.
    pub(super) fn show_identity(&mut self, whose: Whose, kind: IdentityKind) {
        self.identity_shown.push((whose, kind));
    }

    /// The values at a path are shown to this audience.
    pub(super) fn show(&mut self, at: PathAt) {
        self.mark(|value_at, kind| value_at == at && matches!(kind, Kind::Plain | Kind::Text), Mark::Shown);
    }

    /// Days, and times, of `when` are shown to this audience.
    pub(super) fn show_when(&mut self, days: &[bool], times: bool) {
        let mut end = 0;
        for (index, value) in self.incident.values().all.iter().enumerate() {
            match value.kind {
                Kind::WhenDay => {
                    if days.get(end).is_some_and(|shown| *shown) {
                        self.shown.insert(index);
                    }
                    end += 1;
                }
                Kind::WhenTime if times => self.shown.insert(index),
                _ => {}
            }
        }
    }

    /// The area is a code, which no text gives away.
    pub(super) fn exempt_area(&mut self) {
        self.mark(|at, _| at.path == Path::Area, Mark::Exempt);
    }

    /// Phrases that only she could know may reach this audience.
    pub(super) fn exempt_phrases(&mut self) {
        self.mark(|_, kind| kind == Kind::Phrase, Mark::Exempt);
    }

    fn mark(&mut self, which: impl Fn(PathAt, Kind) -> bool, mark: Mark) {
        let incident = self.incident.clone();
        for (index, value) in incident.values().all.iter().enumerate() {
            if which(value.at, value.kind) {
                match mark {
                    Mark::Shown => self.shown.insert(index),
                    Mark::Exempt => self.exempt.insert(index),
                }
            }
        }
    }

    /// The identity values that this audience is not shown.
    fn identity_values(&self) -> impl Iterator<Item = &IdentityValue> {
        self.identity.values().iter().filter(|value| !self.identity_shown.contains(&(value.whose, value.kind)))
    }

    /// Those of them that no text may give away: not where the same is shown of another person of the identity, as when
    /// the reporter also took the report.
    fn secret_identity_values(&self) -> impl Iterator<Item = &IdentityValue> {
        self.identity_values().filter(|value| self.identity_shown().all(|shown| shown.value.key() != value.value.key()))
    }

    fn identity_shown(&self) -> impl Iterator<Item = &IdentityValue> {
        self.identity.values().iter().filter(|value| self.identity_shown.contains(&(value.whose, value.kind)))
    }

    /// Whether an identifier equals a phone or an e-mail address of victim or reporter, shown or not (A17).
    pub(super) fn equals_contact(&self, at: PathAt) -> bool {
        self.equals(
            at,
            self.identity
                .values()
                .iter()
                .filter(|identity| matches!(identity.kind, IdentityKind::Phone | IdentityKind::Email)),
        )
    }

    /// Whether an address is the victim's as well: street and postcode both equal hers (A02).
    pub(super) fn is_victims_address(&self, at: PathAt) -> bool {
        let hers = || {
            self.identity
                .values()
                .iter()
                .filter(|value| value.whose == Whose::Victim && value.kind == IdentityKind::Address)
        };
        self.at(at).count() == 2 && self.at(at).all(|part| hers().any(|hers| hers.value.key() == part.key()))
    }

    fn at(&self, at: PathAt) -> impl Iterator<Item = &Value> {
        self.incident.values().all.iter().filter(move |value| value.at == at).map(|value| &value.value)
    }

    fn equals<'v>(&self, at: PathAt, mut identity: impl Iterator<Item = &'v IdentityValue>) -> bool {
        identity.any(|identity| self.at(at).any(|value| value.key() == identity.value.key()))
    }

    /// Whether a value at a path equals one of the victim's or reporter's that this audience is not shown (A08).
    pub(super) fn equals_identity(&self, at: PathAt) -> bool {
        self.equals(
            at,
            self.identity_values()
                .filter(|identity| identity.whose != Whose::Taker && identity.kind != IdentityKind::SafeContact),
        )
    }

    /// Whether a free text of the report contains a withheld value.
    pub(super) fn is_in_own(&self, text: &TextAt) -> bool {
        let values = self.incident.values();
        let contained = values.contained(text);
        contained.without(&self.shown).any(|index| self.counts(index))
            || self.secret_identity_values().any(|identity| identity.value.is_in(&text.folded))
    }

    /// Whether a composed text contains a withheld value.
    pub(super) fn is_in(&self, text: &FoldedText) -> bool {
        let all = &self.incident.values().all;
        all.iter()
            .enumerate()
            .any(|(index, value)| !self.shown.holds(index) && value.value.is_in(text) && self.counts(index))
            || self.secret_identity_values().any(|identity| identity.value.is_in(text))
    }

    /// Where the withheld values stand that a composed text contains, each once.
    pub(super) fn contained_in(&self, text: &FoldedText) -> Vec<PathAt> {
        let all = self.incident.values().all.iter().enumerate();
        let of_report = all
            .filter(|(index, value)| !self.shown.holds(*index) && value.value.is_in(text) && self.counts(*index))
            .map(|(_, value)| value.at);
        let of_identity = self
            .secret_identity_values()
            .filter(|identity| identity.value.is_in(text))
            .map(|identity| PathAt::new(identity_path(identity.whose, identity.kind)));
        let mut paths: Vec<PathAt> = of_report.chain(of_identity).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Whether a value that is not shown counts as withheld: not if it is exempt, nor if an equal value is shown.
    fn counts(&self, index: usize) -> bool {
        if self.exempt.holds(index) {
            return false;
        }
        let all = &self.incident.values().all;
        let Some(key) = all.get(index).map(|value| value.value.key()) else { return false };
        let shown = |other: usize, value: &ValueAt| self.shown.holds(other) && value.kind != Kind::Text;
        !all.iter().enumerate().any(|(other, value)| shown(other, value) && value.value.key() == key)
            && !self.identity_shown().any(|identity| identity.value.key() == key)
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Shown,
    Exempt,
}

/// The row of the policy table for a kind of identity value.
pub(super) fn identity_path(whose: Whose, kind: IdentityKind) -> Path {
    match (whose, kind) {
        (Whose::Victim, IdentityKind::Name) => Path::VictimNames,
        (Whose::Victim, IdentityKind::Phone) => Path::VictimPhones,
        (Whose::Victim, IdentityKind::Email) => Path::VictimEmails,
        (Whose::Victim, IdentityKind::Address) => Path::VictimAddress,
        (Whose::Victim, IdentityKind::SafeContact) => Path::VictimSafeContact,
        (Whose::Reporter, IdentityKind::Name) => Path::ReporterNames,
        (Whose::Reporter, IdentityKind::Phone) => Path::ReporterPhones,
        (Whose::Reporter, IdentityKind::Email) => Path::ReporterEmails,
        (Whose::Reporter, IdentityKind::Address) => Path::ReporterAddress,
        (Whose::Reporter, IdentityKind::SafeContact) => Path::ReporterSafeContact,
        (Whose::Taker, _) => Path::TakenBy,
    }
}

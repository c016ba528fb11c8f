//! Whether a report is open to a recipient at all, and how far (A01, A05, A09, A10, A14, A16, A34, A37, A39).

use super::{
    behind::Basis,
    circumstances::{Circumstances, TriageState},
    explanation::Reason,
    policy::PolicyVersion,
    recipient::{AudienceKind, Members, Recipient},
    table::{self, Column},
};
use crate::{
    consent::{ConsentState, Part, Purpose, ResolvedOverride, Scope, Status, Target},
    identity::{Identity, IdentityKind, Whose},
    incident::{Incident, Path},
    text::{FoldedText, fold},
    timestamp::Timestamp,
};

/// How far a report is open to one recipient.
pub(super) struct Opening {
    pub(super) column: Column,
    pub(super) kind: AudienceKind,
    scope: Scope,
    /// How far the reporter's own grant reaches, or why it does not.
    reporter: Result<Scope, Reason>,
    without_authority: bool,
    /// Whether the grants that open it accept that he may recognise her.
    pub(super) recognition_accepted: bool,
    /// On what it rests.
    pub(super) basis: Basis,
    /// Whether Members are given coarse forms (A01).
    pub(super) coarse: bool,
}

impl Opening {
    /// Opens a report, or says why not.
    pub(super) fn of(
        incident: &Incident,
        identity: &Identity,
        consent: &ConsentState,
        circumstances: &Circumstances,
        version: &PolicyVersion,
        recipient: &Recipient,
        as_of: Timestamp,
    ) -> Result<Self, Reason> {
        let default = version.parts(recipient.column());
        let full = matches!(recipient, Recipient::PoliceFull(_));
        let overridden = recipient
            .police()
            .filter(|_| full)
            .and_then(|police| consent.overrides(police).find(|act| is_signed(act, identity)));
        if let Some(act) = overridden {
            return Ok(Self {
                column: recipient.column(),
                kind: recipient.kind(),
                scope: default,
                reporter: Ok(default),
                without_authority: false,
                recognition_accepted: false,
                basis: Basis::Override(act.ground),
                coarse: false,
            });
        }
        if circumstances.triage_at(as_of) != Some(TriageState::Accepted) {
            return Err(Reason::NotAccepted);
        }
        if incident.victim.needs_person() && !circumstances.may_proceed(as_of) {
            return Err(Reason::NeedsPerson);
        }
        let (purposes, target) = recipient.opened_by();
        let in_force = || {
            let standings = purposes.iter().filter_map(|purpose| consent.standing(*purpose, &target));
            standings.filter(|standing| standing.status == Status::InForce)
        };
        if in_force().next().is_none() {
            return Err(why_closed(consent, purposes, &target));
        }
        let scope = in_force().fold(Scope::NONE, |scope, standing| scope.union(standing.scope.unwrap_or(default)));
        if incident.safety.hold_back.known().is_some_and(|hold| hold.holds(as_of)) {
            return Err(Reason::HeldBack);
        }
        let accepted = in_force().any(|standing| standing.recognition_accepted);
        Ok(Self {
            column: recipient.column(),
            kind: recipient.kind(),
            scope,
            reporter: reporters_own(consent, &target, default),
            without_authority: in_force().all(|standing| standing.without_authority),
            recognition_accepted: accepted,
            basis: Basis::Consent,
            coarse: matches!(recipient, Recipient::Members(Members { .. })) && is_coarse(incident, accepted)?,
        })
    }

    /// Whether the victim speaks through what opens it, herself or by her authority.
    pub(super) fn is_hers(&self) -> bool {
        !self.without_authority
    }

    /// The first reason for which a whole path is not shown, among those that hang on consent and policy (A37).
    pub(super) fn closed(&self, path: Path, withheld_by_policy: bool, linked: bool) -> Option<Reason> {
        let part = table::part(path);
        // Ids, dates of receipt and safety answers belong to nobody's consent.
        let always = part.is_none() && path != Path::TakenBy;
        if always {
            return Some(Reason::Policy);
        }
        let reaches = matches!(part, Some(Part::Offences | Part::Area | Part::Recognition));
        if self.without_authority && !reaches {
            return Some(Reason::ThirdPartyWithoutAuthority);
        }
        let full = self.kind == AudienceKind::PoliceFull;
        let reporters = is_reporters(path);
        if full
            && reporters
            && let Err(reason) = self.reporter
        {
            return Some(reason);
        }
        if self.coarse && matches!(path, Path::Area | Path::Behaviours | Path::Summary) {
            return Some(Reason::HeWouldKnow);
        }
        if withheld_by_policy {
            return Some(Reason::Policy);
        }
        let part = part?;
        let of_link = part == Part::LinkedOffender
            || (linked && (matches!(part, Part::ContactIdentifiers | Part::CivilIdentity) || path == Path::Plate));
        let link_open = self.scope.holds(Part::LinkedOffender);
        if of_link {
            match self.kind {
                AudienceKind::PoliceFull if !link_open => return Some(Reason::OutsideScope),
                AudienceKind::PoliceAnonymous if !link_open => return Some(Reason::LinkedToVictim),
                AudienceKind::Members | AudienceKind::Partner => return Some(Reason::LinkedToVictim),
                _ => {}
            }
        }
        let scope = if reporters { self.reporter.unwrap_or(self.scope) } else { self.scope };
        (!scope.holds(part)).then_some(Reason::OutsideScope)
    }

    /// Whether the raw narrative is open to it, and with it every free text (A29).
    pub(super) fn narrative_open(&self, withheld_by_policy: bool) -> bool {
        !withheld_by_policy && self.scope.holds(Part::Narrative)
    }
}

fn is_reporters(path: Path) -> bool {
    matches!(
        path,
        Path::ReporterNames
            | Path::ReporterPhones
            | Path::ReporterEmails
            | Path::ReporterAddress
            | Path::ReporterSafeContact
    )
}

fn why_closed(consent: &ConsentState, purposes: &[Purpose], target: &Target) -> Reason {
    let stated = purposes.iter().filter_map(|purpose| consent.status(*purpose, target)).min();
    match stated {
        Some(status) => status.into(),
        None if purposes.iter().any(|purpose| consent.names_another(*purpose, target)) => Reason::OtherRecipient,
        None => Reason::NoGrant,
    }
}

/// How far the reporter's own grant to a recipient reaches, or why it does not (A34).
fn reporters_own(consent: &ConsentState, target: &Target, default: Scope) -> Result<Scope, Reason> {
    match consent.reporters_own(target) {
        None if consent.reporters_own_names_another(target) => Err(Reason::OtherRecipient),
        None => Err(Reason::NoGrant),
        Some(standing) if standing.status != Status::InForce => Err(standing.status.into()),
        Some(standing) => Ok(standing.scope.unwrap_or(default)),
    }
}

/// Whether Members are given coarse forms, or nothing (A01).
fn is_coarse(incident: &Incident, recognition_accepted: bool) -> Result<bool, Reason> {
    let would_know = incident.safety.would_he_know.known().copied();
    let linked = incident.offenders.iter().any(|offender| offender.is_linked());
    match (would_know == Some(true) || linked, recognition_accepted) {
        (true, false) => Err(Reason::HeWouldKnow),
        (true, true) => Ok(true),
        (false, _) => Ok(would_know != Some(false)),
    }
}

/// Whether two different people signed, neither of them victim or reporter (A10).
fn is_signed(act: &ResolvedOverride, identity: &Identity) -> bool {
    let concerned: Vec<Signatory> = identity
        .values()
        .iter()
        .filter(|value| value.whose != Whose::Taker && value.kind == IdentityKind::Name)
        .map(|name| Signatory::of(name.value.key()))
        .collect();
    let contacts = || {
        let contacts = identity.values().iter().filter(|value| value.whose != Whose::Taker);
        contacts.filter(|value| matches!(value.kind, IdentityKind::Phone | IdentityKind::Email))
    };
    let mut first: Option<Signatory> = None;
    for signature in &act.signatures {
        let written = signature.authoriser.expose();
        let signatory = Signatory::of(&fold(written));
        let text = FoldedText::new(written);
        let is_concerned = concerned.iter().any(|person| person.may_be(&signatory))
            || contacts().any(|contact| contact.value.is_in(&text));
        if signatory.letters.is_empty() || is_concerned {
            continue;
        }
        match &first {
            None => first = Some(signatory),
            Some(first) if !first.may_be(&signatory) => return true,
            Some(_) => {}
        }
    }
    false
}

/// Who signed, as far as a name tells: two that differ in spaces, signs or the order of words may be one person.
struct Signatory {
    letters: String,
    words: Vec<String>,
}

impl Signatory {
    fn of(folded: &str) -> Self {
        let mut words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        Self { letters: folded.replace(' ', ""), words }
    }

    fn may_be(&self, other: &Self) -> bool {
        self.letters == other.letters || self.words == other.words
    }
}

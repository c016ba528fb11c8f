//! The gate itself: one report, one recipient, one instant.

use serde::Serialize;

mod offenders;

use super::{
    behind::Behind,
    circumstances::Circumstances,
    explanation::{Explanation, Reason, Withheld},
    forms,
    opening::Opening,
    policy::{Policy, PolicyVersion},
    recipient::{Audience, AudienceKind, Members, Partner, PoliceAnonymous, PoliceFull, Recipient, Research},
    shown::{
        Normal, Shown, ShownAddress, ShownIdentity, ShownMoment, ShownOffence, ShownPerson, ShownPlace,
        ShownPoliceContact, ShownReporter, ShownSummary, ShownValue, ShownVictim, ShownWhen,
    },
    table::Form,
    texts::{WithheldValues, identity_path},
};
use crate::{
    answer::{Absent, Answer},
    code::CodeTable,
    consent::{ConsentState, PoliceRecipient, Purpose, Status, Target},
    error::Code,
    hate_crime::HateCrime,
    id::Reference,
    identity::{Identity, IdentityKind, Person, Whose},
    incident::{Incident, Offence, OwnWords, Path, PathAt, Source, SupportWanted},
    text::{FoldedText, Language, Text},
    timestamp::Timestamp,
};

/// Why a question cannot be asked. Nothing was disclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DiscloseError {
    /// Incident, identity, consent and circumstances are not of the same report.
    #[error("incident, identity, consent and circumstances are not of the same report")]
    MismatchedIncident,
    /// The consent state is of another instant than the question, or was resolved on other wordings or facts.
    #[error("the consent state is of another instant, or rests on other wordings or facts, than the question")]
    StaleConsentState,
    /// No version of the policy is in force at this instant.
    #[error("no version of the policy is in force at this instant")]
    NoPolicyInForce,
    /// No reference was handed in for this recipient.
    #[error("no reference was handed in for this recipient")]
    NoReference,
}

impl DiscloseError {
    /// The stable code.
    pub fn code(self) -> Code {
        match self {
            Self::MismatchedIncident => Code::DISCLOSURE_MISMATCHED_INCIDENT,
            Self::StaleConsentState => Code::DISCLOSURE_STALE_CONSENT_STATE,
            Self::NoPolicyInForce => Code::DISCLOSURE_NO_POLICY_IN_FORCE,
            Self::NoReference => Code::DISCLOSURE_NO_REFERENCE,
        }
    }
}

/// What one audience is given of one report. Made by [`disclose`] and by nothing else, and never read back.
#[derive(Clone)]
pub struct Disclosure<A: Audience> {
    audience: A,
    reference: Option<Reference>,
    shown: Box<Shown>,
    as_of: Timestamp,
    consent_sequence: usize,
    behind: Behind,
    withheld: WithheldValues,
}

impl<A: Audience> Disclosure<A> {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.disclosure/1";

    /// To whom.
    pub fn audience(&self) -> &A {
        &self.audience
    }

    /// What the recipient calls the report; none for a look-up.
    pub fn reference(&self) -> Option<&Reference> {
        self.reference.as_ref()
    }

    /// What is shown.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// At which instant it was judged. Every release is judged again at its own (A15).
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// On which consent: the sequence number of the newest event that was known.
    pub fn consent_sequence(&self) -> usize {
        self.consent_sequence
    }

    /// What stands behind it, for counting and coarsening; never part of what is given.
    pub(crate) fn behind(&self) -> &Behind {
        &self.behind
    }

    /// Canonical bytes (A49): one line of JSON with its line feed.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical(&self.audience.recipient(), self.reference.as_ref(), &self.shown)
    }

    /// Whether a text composed from this disclosure contains a value that was withheld: then it must not leave (A30).
    pub fn withholds_from(&self, text: &str) -> bool {
        self.withheld.is_in(&FoldedText::new(text))
    }

    /// Which withheld values a composed text contains, for the scheme's own screens: a person must look at them (A30).
    pub fn withheld_in(&self, text: &str) -> Vec<PathAt> {
        self.withheld.contained_in(&FoldedText::new(text))
    }
}

impl<A: Audience> std::fmt::Debug for Disclosure<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Disclosure({})", self.audience.recipient())
    }
}

pub(super) fn canonical(recipient: &Recipient, reference: Option<&Reference>, shown: &Shown) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    // Our own types serialise into memory without fail.
    let wire = DisclosureWire { schema: Disclosure::<Members>::SCHEMA, recipient, reference, shown };
    if serde_json::to_writer(&mut bytes, &wire).is_err() {
        bytes.clear();
    }
    bytes.push(b'\n');
    bytes
}

/// `uglymugs.disclosure/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Disclosure"))]
pub(crate) struct DisclosureWire<'d> {
    schema: &'d str,
    recipient: &'d Recipient,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'d Reference>,
    #[serde(flatten)]
    shown: &'d Shown,
}

/// The answer of the gate for one audience.
#[derive(Clone, Debug)]
pub enum Decision<A: Audience> {
    /// Something is shown; the explanation says what is not, and why.
    Disclosed(Box<Disclosure<A>>, Explanation),
    /// Nothing is shown, for this reason.
    Nothing(Reason),
}

impl<A: Audience> Decision<A> {
    /// The disclosure, if there is one.
    pub fn disclosure(&self) -> Option<&Disclosure<A>> {
        match self {
            Self::Disclosed(disclosure, _) => Some(disclosure),
            Self::Nothing(_) => None,
        }
    }
}

/// A disclosure to any audience.
#[derive(Clone, Debug)]
pub enum AnyDisclosure {
    /// To members.
    Members(Box<Disclosure<Members>>),
    /// To police, anonymously.
    PoliceAnonymous(Box<Disclosure<PoliceAnonymous>>),
    /// To police, in full.
    PoliceFull(Box<Disclosure<PoliceFull>>),
    /// To a partner scheme.
    Partner(Box<Disclosure<Partner>>),
    /// To researchers.
    Research(Box<Disclosure<Research>>),
}

impl AnyDisclosure {
    /// Canonical bytes (A49).
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Members(disclosure) => disclosure.to_bytes(),
            Self::PoliceAnonymous(disclosure) => disclosure.to_bytes(),
            Self::PoliceFull(disclosure) => disclosure.to_bytes(),
            Self::Partner(disclosure) => disclosure.to_bytes(),
            Self::Research(disclosure) => disclosure.to_bytes(),
        }
    }
}

/// The answer of the gate for a recipient that is only known when the program runs.
#[derive(Clone, Debug)]
pub enum AnyDecision {
    /// Something is shown; the explanation says what is not, and why.
    Disclosed(AnyDisclosure, Explanation),
    /// Nothing is shown, for this reason.
    Nothing(Reason),
}

macro_rules! any {
    ($($name:ident),*) => {$(
        impl From<Decision<$name>> for AnyDecision {
            fn from(decision: Decision<$name>) -> Self {
                match decision {
                    Decision::Disclosed(disclosure, explanation) => {
                        Self::Disclosed(AnyDisclosure::$name(disclosure), explanation)
                    }
                    Decision::Nothing(reason) => Self::Nothing(reason),
                }
            }
        }
    )*};
}

any!(Members, PoliceAnonymous, PoliceFull, Partner, Research);

/// Decides what one audience is given of one report at one instant.
///
/// # Errors
/// [`DiscloseError`] when the question cannot be asked as it stands.
pub fn disclose<A: Audience>(
    incident: &Incident,
    identity: &Identity,
    consent: &ConsentState,
    circumstances: &Circumstances,
    policy: &Policy,
    audience: A,
    as_of: Timestamp,
) -> Result<Decision<A>, DiscloseError> {
    let recipient = audience.recipient();
    match decide(incident, identity, consent, circumstances, policy, &recipient, as_of)? {
        Outcome::Nothing(reason) => Ok(Decision::Nothing(reason)),
        Outcome::Shown { shown, explanation, behind, withheld } => {
            let reference = match recipient.reference_key() {
                Some(key) => Some(circumstances.reference(&key).ok_or(DiscloseError::NoReference)?.clone()),
                None => None,
            };
            let consent_sequence = consent.sequence();
            let disclosure = Disclosure { audience, reference, shown, as_of, consent_sequence, behind, withheld };
            Ok(Decision::Disclosed(Box::new(disclosure), explanation))
        }
    }
}

/// [`disclose`] to a recipient that is only known when the program runs.
///
/// # Errors
/// As [`disclose`].
pub fn disclose_to(
    incident: &Incident,
    identity: &Identity,
    consent: &ConsentState,
    circumstances: &Circumstances,
    policy: &Policy,
    recipient: Recipient,
    as_of: Timestamp,
) -> Result<AnyDecision, DiscloseError> {
    macro_rules! to {
        ($audience:expr) => {
            disclose(incident, identity, consent, circumstances, policy, $audience, as_of).map(AnyDecision::from)
        };
    }
    match recipient {
        Recipient::Members(audience) => to!(audience),
        Recipient::PoliceAnonymous(audience) => to!(audience),
        Recipient::PoliceFull(audience) => to!(audience),
        Recipient::Partner(audience) => to!(audience),
        Recipient::Research(audience) => to!(audience),
    }
}

pub(super) enum Outcome {
    Shown { shown: Box<Shown>, explanation: Explanation, behind: Behind, withheld: WithheldValues },
    Nothing(Reason),
}

pub(super) fn decide(
    incident: &Incident,
    identity: &Identity,
    consent: &ConsentState,
    circumstances: &Circumstances,
    policy: &Policy,
    recipient: &Recipient,
    as_of: Timestamp,
) -> Result<Outcome, DiscloseError> {
    let id = &incident.id;
    if identity.incident() != id || consent.incident() != id || circumstances.incident != *id {
        return Err(DiscloseError::MismatchedIncident);
    }
    let version = policy.in_force(as_of).ok_or(DiscloseError::NoPolicyInForce)?;
    let offenders = incident.offenders.len();
    if consent.as_of() != as_of || !consent.rests_on(version.wordings(), &circumstances.facts, offenders) {
        return Err(DiscloseError::StaleConsentState);
    }
    let opening = match Opening::of(incident, identity, consent, circumstances, version, recipient, as_of) {
        Ok(opening) => opening,
        Err(reason) => return Ok(Outcome::Nothing(reason)),
    };
    let matching = consent.status(Purpose::Matching, &Target::Inside) == Some(Status::InForce);
    let gate = Gate { incident, identity, circumstances, version, opening, matching, recipient, as_of };
    // Texts are held against what is withheld once all else is settled. Where one must go it is withheld itself, and the
    // rest is drawn again, until nothing more must go.
    let mut refused: Vec<PathAt> = Vec::new();
    loop {
        let drawn = Draw::new(&gate, &refused).draw();
        let more = drawn.refused();
        if more.is_empty() {
            return Ok(drawn.outcome());
        }
        refused.extend(more);
    }
}

/// The question.
struct Gate<'q> {
    incident: &'q Incident,
    identity: &'q Identity,
    circumstances: &'q Circumstances,
    version: &'q PolicyVersion,
    opening: Opening,
    /// Whether the report may be matched with others.
    matching: bool,
    recipient: &'q Recipient,
    as_of: Timestamp,
}

impl Gate<'_> {
    /// The form in which a path is shown, or the first reason why it is not, as far as that hangs on no value.
    fn form(&self, path: Path, linked: bool) -> Result<Form, Reason> {
        let form = self.version.form(path, self.opening.column);
        if let Some(reason) = self.opening.closed(path, form == Form::Withheld, linked) {
            return Err(reason);
        }
        let named = self.incident.safety.only_you_know.known();
        if self.opening.kind != AudienceKind::PoliceFull
            && named.is_some_and(|named| named.paths.iter().any(|name| name.covers(path)))
        {
            return Err(Reason::OnlySheKnows);
        }
        Ok(form)
    }

    fn narrative_open(&self) -> bool {
        self.opening.narrative_open(self.version.form(Path::Narrative, self.opening.column) == Form::Withheld)
    }

    /// Whether a free text may be shown: approved for this audience, or it may see the raw narrative anyhow (A29).
    fn approved(&self, text: &str, language: Option<Language>) -> bool {
        self.narrative_open() || self.circumstances.approved(text, language, self.opening.kind, self.as_of)
    }
}

/// What is drawn from a report for one recipient.
struct Draw<'g> {
    gate: &'g Gate<'g>,
    /// Texts that contain a withheld value.
    refuse: &'g [PathAt],
    shown: Shown,
    /// Which offender of the report each offender shown is.
    offenders: Vec<usize>,
    reasons: Vec<Withheld>,
    values: WithheldValues,
    /// The texts that are shown unless they contain a withheld value.
    texts: Vec<PathAt>,
}

impl<'g> Draw<'g> {
    fn new(gate: &'g Gate<'g>, refuse: &'g [PathAt]) -> Self {
        Self {
            gate,
            refuse,
            shown: Shown::default(),
            offenders: Vec::new(),
            reasons: Vec::with_capacity(32),
            values: WithheldValues::new(gate.incident, gate.identity),
            texts: Vec::new(),
        }
    }

    fn outcome(mut self) -> Outcome {
        if self.shown.is_absent() {
            // Not even that there is a report: the answer is the first of the reasons, save those that always hold.
            let reasons = self.reasons.iter().map(|withheld| withheld.reason);
            return Outcome::Nothing(
                reasons.filter(|reason| *reason != Reason::Policy).min().unwrap_or(Reason::Policy),
            );
        }
        // Offences and offenders one by one, all else in the order of the table.
        self.reasons.sort_by_key(|withheld| {
            let at = withheld.path;
            let list = match at.path {
                Path::HomeOfficeCodes => Path::OffenceKind,
                path if (Path::Aliases..=Path::WordsAboutHer).contains(&path) => Path::Aliases,
                path => path,
            };
            (list, at.holder, at.path, at.element)
        });
        let behind = self.behind();
        let (shown, explanation) = (Box::new(self.shown), Explanation(self.reasons));
        Outcome::Shown { shown, explanation, behind, withheld: self.values }
    }

    fn behind(&mut self) -> Behind {
        let Gate { incident, version, opening, matching, as_of, .. } = self.gate;
        let area = match &self.shown.place.area {
            Some(ShownValue::Exact(area)) => version.area(area.expose(), *as_of),
            _ => None,
        };
        Behind {
            source: Source::of(incident, opening.is_hers()),
            harmed: Source::harmed(incident),
            recognition_accepted: opening.recognition_accepted,
            matching: *matching,
            force: self.shown.place.force.or(area.map(|area| area.force)),
            offenders: std::mem::take(&mut self.offenders),
            basis: opening.basis,
        }
    }

    fn refused(&self) -> Vec<PathAt> {
        let texts = self.gate.incident.values().texts.iter();
        texts.filter(|text| self.texts.contains(&text.at) && self.values.is_in_own(text)).map(|text| text.at).collect()
    }

    fn draw(mut self) -> Self {
        let gate = self.gate;
        let incident = gate.incident;
        if gate.opening.kind == AudienceKind::PoliceFull {
            self.values.exempt_phrases();
        }
        self.never(Path::Id, true);
        self.never(Path::ReceivedAt, incident.received_at.is_some());
        // First who is shown: what equals an identity hangs on it.
        self.shown.identity = self.identity();
        self.shown.offences = self.offences();
        self.shown.when = self.when();
        self.shown.place = self.place();
        self.shown.setting = self.exact(PathAt::new(Path::Setting), &incident.setting);
        self.shown.injuries = self.banded(Path::Injuries, &incident.injuries, |injury| injury.band());
        self.shown.support_wanted = self.support_wanted();
        self.shown.contact_method = self.banded(Path::ContactMethod, &incident.contact_method, |method| method.band());
        self.shown.police_contact = self.police_contact();
        self.shown.reporter = self.reporter();
        self.shown.victim = self.victim();
        for (index, offender) in incident.offenders.iter().enumerate() {
            let offender = self.offender(index, offender);
            if !offender.is_absent() {
                self.shown.offenders.push(offender);
                self.offenders.push(index);
            }
        }
        self.never(Path::WouldHeKnow, incident.safety.would_he_know.known().is_some());
        self.never(Path::OnlyYouKnow, incident.safety.only_you_know.known().is_some());
        self.never(Path::HoldBack, incident.safety.hold_back.known().is_some());
        self.shown.narrative = self.narrative();
        self.shown.own_words = self.own_words(Path::OwnWords, 0, &incident.own_words);
        self.shown.summary = self.summary();
        self
    }

    fn withhold(&mut self, path: PathAt, reason: Reason) {
        self.reasons.push(Withheld { path, reason });
    }

    fn never(&mut self, path: Path, known: bool) {
        if known {
            self.withhold(PathAt::new(path), Reason::Policy);
        }
    }

    /// The form of a path, if it is open; a known value of one that is not gets its reason.
    fn open(&mut self, at: PathAt, known: bool, linked: bool) -> Option<Form> {
        match self.gate.form(at.path, linked) {
            Ok(form) => Some(form),
            Err(reason) => {
                if known {
                    self.withhold(at, reason);
                }
                None
            }
        }
    }

    fn answer<T, U>(
        &mut self,
        at: PathAt,
        answer: &Answer<T>,
        show: impl FnOnce(&T, Form) -> ShownValue<U>,
    ) -> Option<ShownValue<U>> {
        let form = self.open(at, answer.known().is_some(), false)?;
        match (answer, self.gate.opening.kind) {
            (Answer::Known(value), _) => Some(show(value, form)),
            (other, AudienceKind::PoliceFull) => other.code().map(ShownValue::Answer),
            (_, AudienceKind::Research) => Some(ShownValue::NotStated),
            _ => None,
        }
    }

    fn exact<T: Copy>(&mut self, at: PathAt, answer: &Answer<T>) -> Option<ShownValue<T>> {
        self.answer(at, answer, |value, _| ShownValue::Exact(*value))
    }

    /// A code, or its band where that is all that is shown.
    fn banded<T: Copy>(
        &mut self,
        path: Path,
        answer: &Answer<T>,
        band: impl FnOnce(T) -> &'static str,
    ) -> Option<ShownValue<T>> {
        self.answer(PathAt::new(path), answer, |value, form| match form {
            Form::Banded => ShownValue::Band(band(*value)),
            _ => ShownValue::Exact(*value),
        })
    }

    /// A value that a person wrote, where it is not coded and not free text.
    fn value<T: Clone>(&mut self, at: PathAt, value: Option<&T>, linked: bool) -> Option<T> {
        let value = value?;
        self.open(at, true, linked)?;
        self.unless_identity(at).then(|| value.clone())
    }

    /// Marks a value as shown, unless it equals one of the identity that is not (A08).
    fn unless_identity(&mut self, at: PathAt) -> bool {
        if self.values.equals_identity(at) {
            self.withhold(at, Reason::EqualsIdentity);
            return false;
        }
        self.values.show(at);
        true
    }

    fn offences(&mut self) -> Vec<ShownOffence> {
        let mut shown: Vec<ShownOffence> = Vec::with_capacity(self.gate.incident.offences.len());
        for (index, offence) in self.gate.incident.offences.iter().enumerate() {
            let offence = self.offence(index, offence);
            let repeated = offence.category.is_some() && shown.contains(&offence);
            if !offence.is_absent() && !repeated {
                shown.push(offence);
            }
        }
        shown
    }

    fn offence(&mut self, index: usize, offence: &Offence) -> ShownOffence {
        let mut shown = ShownOffence::default();
        match self.open(PathAt::of(Path::OffenceKind, index), true, false) {
            Some(Form::Category) => shown.category = Some(offence.kind.category()),
            Some(_) => shown.kind = Some(offence.kind),
            None => {}
        }
        let codes = &offence.home_office_codes;
        let at = PathAt::of(Path::HomeOfficeCodes, index);
        if !codes.is_empty() && self.open(at, true, false).is_some() {
            shown.home_office_codes.clone_from(codes);
        }
        shown
    }

    fn when(&mut self) -> Option<ShownValue<ShownWhen>> {
        let coarse = self.gate.opening.coarse;
        let answer = &self.gate.incident.when;
        let mut in_form = None;
        let shown = self.answer(PathAt::new(Path::When), answer, |when, form| {
            in_form = forms::when(*when, if coarse { Form::Month } else { form });
            in_form.map_or(ShownValue::NotStated, ShownValue::Exact)
        });
        if let (Some(when), Some(in_form)) = (answer.known(), in_form) {
            let ((from, to), (first, last)) = (when.ends(), in_form.ends());
            let ends = [(from, first), (to, last)];
            let dated = ends.iter().filter(|(moment, _)| moment.day().is_some());
            let days: Vec<bool> = dated.map(|(moment, shown)| moment.day() == shown.day()).collect();
            let times = ends.iter().any(|(_, shown)| matches!(shown, ShownMoment::At(_)));
            self.values.show_when(&days, times);
        }
        shown
    }

    fn place(&mut self) -> ShownPlace {
        let gate = self.gate;
        let place = &gate.incident.place;
        let mut shown = ShownPlace {
            venue: self.value(PathAt::new(Path::Venue), place.venue.as_ref(), false),
            street: self.value(PathAt::new(Path::Street), place.street.as_ref(), false),
            postcode: self.value(PathAt::new(Path::Postcode), place.postcode.as_ref(), false).map(Normal),
            kind: self.exact(PathAt::new(Path::PlaceKind), &place.kind),
            ..ShownPlace::default()
        };
        shown.area = self.area(&place.area);
        if let Some(force) = place.force {
            // Where the area is shown it stands for the force, and that needs no reason.
            match gate.form(Path::Force, false) {
                Ok(Form::IfNoArea) if matches!(shown.area, Some(ShownValue::Exact(_))) => {}
                Ok(_) => shown.force = Some(force),
                Err(reason) => self.withhold(PathAt::new(Path::Force), reason),
            }
        }
        shown
    }

    fn area(&mut self, answer: &Answer<Text<120>>) -> Option<ShownValue<Text<120>>> {
        let gate = self.gate;
        let at = PathAt::new(Path::Area);
        let Some(text) = answer.known() else {
            return self.answer(at, answer, |text, _| ShownValue::Exact(text.clone()));
        };
        let area = gate.version.area(text.expose(), gate.as_of);
        if area.is_some() {
            self.values.exempt_area();
        }
        let form = self.open(at, true, false)?;
        if self.values.equals_identity(at) {
            self.withhold(at, Reason::EqualsIdentity);
            return None;
        }
        let shown = match (form, area) {
            (Form::Exact, _) => text.clone(),
            (_, Some(area)) if gate.version.is_large(area) => area.code.clone(),
            _ => {
                self.withhold(at, Reason::AreaTooSmall);
                return None;
            }
        };
        self.values.show(at);
        Some(ShownValue::Exact(shown))
    }

    fn narrative(&mut self) -> Option<Text<100_000>> {
        let narrative = self.gate.incident.narrative.as_ref()?;
        let at = PathAt::new(Path::Narrative);
        self.open(at, true, false)?;
        self.text(at).then(|| narrative.clone())
    }

    /// Own words are narrative in pieces (A46).
    fn own_words<A: CodeTable>(&mut self, path: Path, holder: usize, all: &[OwnWords<A>]) -> Vec<OwnWords<A>> {
        let mut shown = Vec::with_capacity(all.len());
        for (element, words) in all.iter().enumerate() {
            let at = PathAt::element(path, holder, element);
            if self.open(at, true, false).is_some() && self.text(at) {
                shown.push(words.clone());
            }
        }
        shown
    }

    fn support_wanted(&mut self) -> Option<ShownValue<Vec<SupportWanted>>> {
        let wanted = &self.gate.incident.support_wanted;
        self.answer(PathAt::new(Path::SupportWanted), wanted, |wanted, form| match form {
            Form::Banded => ShownValue::Band(forms::support_band(wanted)),
            _ => ShownValue::Exact(wanted.clone()),
        })
    }

    fn police_contact(&mut self) -> ShownPoliceContact {
        let contact = &self.gate.incident.police_contact;
        let at = PathAt::new(Path::PoliceReference);
        let reference = contact.reference.as_ref().and_then(|reference| {
            self.open(at, true, false)?;
            self.values.show(at);
            Some(reference.clone())
        });
        ShownPoliceContact {
            status: self.banded(Path::PoliceContact, &contact.status, |status| status.band()),
            reference,
        }
    }

    fn summary(&mut self) -> Option<ShownSummary> {
        let summary = self.gate.incident.summary.as_ref()?;
        let at = PathAt::new(Path::Summary);
        self.open(at, true, false)?;
        self.free_text(at, summary.text.expose(), Some(summary.language))
            .then(|| ShownSummary { text: summary.text.clone(), language: summary.language })
    }

    /// A free text: approved, and without a withheld value.
    fn free_text(&mut self, at: PathAt, text: &str, language: Option<Language>) -> bool {
        if !self.gate.approved(text, language) {
            self.withhold(at, Reason::NotApproved);
            return false;
        }
        self.text(at)
    }

    fn text(&mut self, at: PathAt) -> bool {
        if self.refuse.contains(&at) {
            self.withhold(at, Reason::ContainsWithheldValue);
            return false;
        }
        self.texts.push(at);
        self.values.show(at);
        true
    }

    fn reporter(&mut self) -> ShownReporter {
        let reporter = &self.gate.incident.reporter;
        let kind = self.open(PathAt::new(Path::ReporterKind), true, false).map(|form| match form {
            Form::Banded => ShownValue::Band(reporter.kind.band()),
            _ => ShownValue::Exact(reporter.kind),
        });
        self.never(Path::ReporterPseudonym, reporter.pseudonym.is_some());
        ShownReporter {
            kind,
            first_hand: self.exact(PathAt::new(Path::FirstHand), &reporter.first_hand),
            grade: self.exact(PathAt::new(Path::Grade), &reporter.grade),
        }
    }

    fn victim(&mut self) -> ShownVictim {
        let victim = &self.gate.incident.victim;
        self.never(Path::VictimPseudonym, victim.pseudonym.is_some());
        ShownVictim {
            sector: self.exact(PathAt::new(Path::Sector), &victim.sector),
            gender: self.banded(Path::VictimGender, &victim.gender, |gender| gender.band()),
            ethnicity: self.banded(Path::VictimEthnicity, &victim.ethnicity, |ethnicity| ethnicity.band()),
            age_band: self.exact(PathAt::new(Path::AgeBand), &victim.age_band),
            hate_crime: self.hate_crime(&victim.hate_crime),
            capacity_doubted: self.exact(PathAt::new(Path::CapacityDoubted), &victim.capacity_doubted),
            in_danger: self.exact(PathAt::new(Path::InDanger), &victim.in_danger),
        }
    }

    /// Shown only where the recipient recognises the strand on the day (A40).
    fn hate_crime(&mut self, answer: &Answer<HateCrime>) -> Option<ShownValue<HateCrime>> {
        let at = PathAt::new(Path::HateCrime);
        let recognised = answer.known().is_none_or(|strand| {
            let day = self.gate.incident.when.known().map(|when| {
                let (from, _) = when.ends();
                from.day().unwrap_or_else(|| from.month().first_day())
            });
            let force = self.gate.recipient.police().and_then(PoliceRecipient::force);
            day.is_some_and(|day| strand.recognised(force, day))
        });
        if !recognised {
            // A reason that comes before policy is given all the same.
            let reason = self.gate.opening.closed(Path::HateCrime, true, false).unwrap_or(Reason::Policy);
            self.withhold(at, reason);
            return None;
        }
        self.answer(at, answer, |strand, form| match form {
            Form::Flag => ShownValue::Flag,
            _ => ShownValue::Exact(*strand),
        })
    }

    fn identity(&mut self) -> ShownIdentity {
        let people = self.gate.identity.people();
        let victim = people.victim.as_ref().map(|person| self.person(person, Whose::Victim)).unwrap_or_default();
        let reporter = people.reporter.as_ref().map(|person| self.person(person, Whose::Reporter)).unwrap_or_default();
        if people.taken_by.is_some() {
            self.open(PathAt::new(Path::TakenBy), true, false);
        }
        ShownIdentity { victim, reporter }
    }

    fn person(&mut self, person: &Person, whose: Whose) -> ShownPerson {
        let path = |kind| identity_path(whose, kind);
        let (names, phones, emails) = (path(IdentityKind::Name), path(IdentityKind::Phone), path(IdentityKind::Email));
        let (address, safe_contact) = (path(IdentityKind::Address), path(IdentityKind::SafeContact));
        let shown = ShownPerson {
            names: self.of_person(names, &person.names, Clone::clone),
            phones: self.of_person(phones, &person.phones, |phone| Normal(phone.clone())),
            emails: self.of_person(emails, &person.emails, |email| Normal(email.clone())),
            address: person.address.as_ref().filter(|address| address.is_known()).and_then(|known| {
                self.open(PathAt::new(address), true, false)?;
                Some(ShownAddress { street: known.street.clone(), postcode: known.postcode.clone().map(Normal) })
            }),
            safe_contact: person.safe_contact.as_ref().and_then(|text| {
                self.open(PathAt::new(safe_contact), true, false)?;
                Some(text.clone())
            }),
        };
        for kind in [
            IdentityKind::Name,
            IdentityKind::Phone,
            IdentityKind::Email,
            IdentityKind::Address,
            IdentityKind::SafeContact,
        ] {
            if self.gate.form(path(kind), false).is_ok() {
                self.values.show_identity(whose, kind);
            }
        }
        shown
    }

    fn of_person<T, U>(&mut self, path: Path, all: &[T], show: impl Fn(&T) -> U) -> Vec<U> {
        let mut shown = Vec::with_capacity(all.len());
        for (element, value) in all.iter().enumerate() {
            if self.open(PathAt::element(path, 0, element), true, false).is_some() {
                shown.push(show(value));
            }
        }
        shown
    }
}

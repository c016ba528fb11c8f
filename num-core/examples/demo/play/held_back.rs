use std::collections::BTreeMap;

use num_core::{
    consent::Event,
    disclosure::{AnyDecision, PoliceFull, Reason, Recipient, named_recipients},
    id::{Id, ReleaseId},
    scheme::{References, Scheme, SchemeError},
    timestamp::Timestamp,
};

use super::Ordinals;

/// Who may be given what of each report in the end, and what is held back and why.
#[derive(Default)]
pub(crate) struct HeldBack {
    /// By the kind of audience.
    pub(crate) audiences: BTreeMap<String, Audience>,
    /// For each report, by ordinal.
    pub(crate) reports: BTreeMap<usize, Vec<Line>>,
}

/// One kind of audience over all reports.
#[derive(Default)]
pub(crate) struct Audience {
    pub(crate) asked: usize,
    pub(crate) given: usize,
    pub(crate) nothing: BTreeMap<Reason, usize>,
    pub(crate) withheld: BTreeMap<Reason, usize>,
}

/// One report and one recipient.
pub(crate) struct Line {
    pub(crate) recipient: String,
    pub(crate) outcome: Outcome,
}

/// What came of the question.
pub(crate) enum Outcome {
    Given(BTreeMap<Reason, usize>),
    Nothing(Reason),
    NotAsked(&'static str),
}

impl HeldBack {
    /// Asks the gate for everyone whom a grant or an override names.
    pub(super) fn of(
        scheme: &mut Scheme,
        ordinals: &Ordinals,
        as_of: Timestamp,
        draws: &mut dyn References,
    ) -> Result<Self, SchemeError> {
        let mut held_back = Self::default();
        let questions: Vec<_> =
            scheme.cases().map(|case| (case.incident.id.clone(), everybody_named(&case.consent))).collect();
        for (id, recipients) in questions {
            let lines = held_back.reports.entry(ordinals.of(&id)).or_default();
            for recipient in recipients {
                let outcome = match scheme.disclose(&id, recipient.clone(), as_of, draws) {
                    Ok(AnyDecision::Nothing(reason)) => Outcome::Nothing(reason),
                    Ok(AnyDecision::Disclosed(_, explanation)) => {
                        let mut reasons = BTreeMap::new();
                        explanation.withheld().iter().for_each(|one| *reasons.entry(one.reason).or_default() += 1);
                        Outcome::Given(reasons)
                    }
                    Err(error) => Outcome::NotAsked(error.code().message()),
                };
                held_back.audiences.entry(kind(&recipient)).or_default().count(&outcome);
                lines.push(Line { recipient: in_words(&recipient), outcome });
            }
        }
        Ok(held_back)
    }
}

impl Audience {
    fn count(&mut self, outcome: &Outcome) {
        self.asked += 1;
        match outcome {
            Outcome::Given(reasons) => {
                self.given += 1;
                reasons.iter().for_each(|(reason, count)| *self.withheld.entry(*reason).or_default() += count);
            }
            Outcome::Nothing(reason) => *self.nothing.entry(*reason).or_default() += 1,
            Outcome::NotAsked(_) => {}
        }
    }
}

fn everybody_named(consent: &num_core::consent::ConsentHistory) -> Vec<Recipient> {
    let mut recipients = named_recipients(consent, ReleaseId::parse("demo").ok());
    let overrides = consent.events().iter().filter_map(|event| match event {
        Event::Override(act) => act.recipient,
        Event::Grant(_) | Event::Withdraw(_) => None,
    });
    for recipient in overrides {
        let full = Recipient::PoliceFull(PoliceFull { recipient });
        if !recipients.contains(&full) {
            recipients.push(full);
        }
    }
    recipients
}

fn kind(recipient: &Recipient) -> String {
    use num_core::disclosure::Use;
    let kind = match recipient {
        Recipient::Members(members) if members.for_use == Use::Alert => "Members, in alerts",
        Recipient::Members(_) => "Members, in look-ups",
        Recipient::PoliceAnonymous(_) => "Police, anonymously",
        Recipient::PoliceFull(_) => "Police, in full",
        Recipient::Partner(_) => "Partner schemes",
        Recipient::Research(_) => "Research",
    };
    kind.to_owned()
}

fn in_words(recipient: &Recipient) -> String {
    let whose = match recipient {
        Recipient::Members(members) => members.scheme.to_string(),
        Recipient::PoliceAnonymous(police) => police.recipient.name().to_owned(),
        Recipient::PoliceFull(police) => police.recipient.name().to_owned(),
        Recipient::Partner(partner) => partner.scheme.to_string(),
        Recipient::Research(_) => return kind(recipient),
    };
    format!("{}: {whose}", kind(recipient))
}

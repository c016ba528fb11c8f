use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use num_core::{
    code::CodeTable,
    consent::{Event, PoliceRecipient},
    disclosure::{AnyDecision, PoliceAnonymous, PoliceFull, Recipient, named_recipients},
    id::{Id, IncidentId, Reference},
    police::Route,
    scheme::{Ledger, LedgerEntry, NotSent, SchemeError, Went},
    timestamp::Timestamp,
};

use super::Play;

/// Reports to the police.
#[derive(Default)]
pub(crate) struct PoliceStory {
    /// By the recipient's code.
    pub(crate) recipients: BTreeMap<&'static str, RecipientStory>,
    /// What each report was when it was sent last: it is sent again when that changes.
    known: HashMap<IncidentId, u64>,
}

/// What became of reports at one recipient.
pub(crate) struct RecipientStory {
    pub(crate) name: &'static str,
    /// What was sent, by what the recipient calls it.
    pub(crate) records: BTreeMap<String, Kept>,
    /// Why a report was not sent, or is not any more: by ordinal.
    pub(crate) not_sent: BTreeMap<usize, (&'static str, &'static str)>,
}

impl RecipientStory {
    pub(crate) fn full(&self) -> usize {
        self.records.values().filter(|kept| kept.is_full()).count()
    }
}

/// A record that was sent, in its last version.
pub(crate) struct Kept {
    pub(crate) reference: Reference,
    pub(crate) report: usize,
    pub(crate) html: String,
    pub(crate) json: String,
    pub(crate) ledger: Vec<LedgerEntry>,
}

impl Kept {
    pub(crate) fn is_full(&self) -> bool {
        self.ledger.last().is_some_and(|entry| entry.what == Went::PoliceFull)
    }
}

impl PoliceStory {
    pub(super) fn end(&mut self, ledger: &Ledger) {
        for kept in self.recipients.values_mut().flat_map(|story| story.records.values_mut()) {
            kept.ledger = ledger.of(&kept.reference).cloned().collect();
        }
    }

    pub(crate) fn sent(&self) -> usize {
        self.recipients.values().map(|story| story.records.len()).sum()
    }

    /// How often a record was not sent for a reason, over all recipients.
    pub(crate) fn not_sent(&self) -> BTreeMap<(&'static str, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for why in self.recipients.values().flat_map(|story| story.not_sent.values()) {
            *counts.entry(*why).or_default() += 1;
        }
        counts
    }
}

fn why(not_sent: &NotSent) -> (&'static str, &'static str) {
    match not_sent {
        NotSent::Nothing(reason) => (reason.as_str(), reason.message()),
        NotSent::Dropped(Route::NotForScas) => {
            (Route::NotForScas.as_str(), "no offence that is shown is one that the section takes")
        }
        NotSent::Dropped(route) => (route.as_str(), "it happened in another force's area"),
        NotSent::ContainsWithheldValue(_) => (
            "contains_withheld_value",
            "the record would give away something that is withheld: a person must look at it",
        ),
    }
}

impl Play {
    /// Sends what is new or reads differently to the recipients that consent or an override names.
    pub(super) fn send_to_police(&mut self, now: Timestamp) -> Result<(), SchemeError> {
        for id in self.stirred.clone() {
            let is = self.as_police_see_it(&id, now)?;
            if is.is_none() || self.police.known.get(&id) == is.as_ref() {
                continue;
            }
            let ordinal = self.ordinals.of(&id);
            for report in self.scheme.police_reports(&id, now, &mut self.draws)? {
                let story = self.police.recipients.entry(report.recipient.as_str()).or_insert_with(|| RecipientStory {
                    name: report.recipient.name(),
                    records: BTreeMap::new(),
                    not_sent: BTreeMap::new(),
                });
                match report.outcome {
                    Ok(record) => {
                        story.not_sent.remove(&ordinal);
                        let kept = Kept {
                            reference: record.reference().clone(),
                            report: ordinal,
                            html: record.to_html(),
                            json: record.to_json(),
                            ledger: Vec::new(),
                        };
                        story.records.insert(record.reference().as_str().to_owned(), kept);
                    }
                    Err(not_sent) => {
                        story.not_sent.insert(ordinal, why(&not_sent));
                    }
                }
            }
            self.police.known.extend(is.map(|is| (id, is)));
        }
        Ok(())
    }

    /// What the gate gives every police recipient of a report, as a number that changes when any of it does.
    fn as_police_see_it(&mut self, id: &IncidentId, now: Timestamp) -> Result<Option<u64>, SchemeError> {
        let mut hasher = DefaultHasher::new();
        let recipients = police_recipients(self.scheme.case(id)?);
        for recipient in &recipients {
            let audiences = [
                Recipient::PoliceFull(PoliceFull { recipient: *recipient }),
                Recipient::PoliceAnonymous(PoliceAnonymous { recipient: *recipient }),
            ];
            for audience in audiences {
                match self.scheme.disclose(id, audience, now, &mut self.draws)? {
                    AnyDecision::Disclosed(disclosure, _) => disclosure.to_bytes().hash(&mut hasher),
                    AnyDecision::Nothing(reason) => reason.hash(&mut hasher),
                }
            }
        }
        Ok((!recipients.is_empty()).then(|| hasher.finish()))
    }
}

/// Whom a grant or an override names.
fn police_recipients(case: &num_core::case::Case) -> Vec<PoliceRecipient> {
    let granted = named_recipients(&case.consent, None).into_iter().filter_map(|recipient| match recipient {
        Recipient::PoliceAnonymous(PoliceAnonymous { recipient }) => Some(recipient),
        _ => None,
    });
    let overridden = case.consent.events().iter().filter_map(|event| match event {
        Event::Override(act) => act.recipient,
        Event::Grant(_) | Event::Withdraw(_) => None,
    });
    granted.chain(overridden).collect()
}

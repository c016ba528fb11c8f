//! To which of the recipients that consent opens a report is sent. Routing comes after the gate, goes by what is shown, and only
//! drops (A45, O10).

use super::PoliceAudience;
use crate::{
    code::code_table,
    consent::PoliceRecipient,
    disclosure::{Basis, Disclosure},
    offence::OffenceKind,
};

code_table! {
    /// Whether a report that may be given to a recipient is sent.
    Route {
        /// It is sent.
        Send = "send",
        /// What is shown happened in another force's area.
        OtherArea = "other_area",
        /// No offence that is shown is one that the Serious Crime Analysis Section takes.
        NotForScas = "not_for_scas",
    }
}

/// The kinds of offence of which the Serious Crime Analysis Section is sent reports.
///
/// Source: what the National Crime Agency publishes of the section's remit (murder, rape, serious sexual assault and abduction,
/// in the main by strangers), as of 2024; the exact criteria are not public and are to be agreed with the section.
pub fn scas_kinds() -> &'static [OffenceKind] {
    use OffenceKind as K;
    &[K::Rape, K::SexualAssault, K::CausingSexualActivity, K::AttemptedMurder, K::Kidnapping]
}

/// Whether a disclosure is sent to its recipient.
pub fn route<A: PoliceAudience>(disclosure: &Disclosure<A>) -> Route {
    // An override names its one recipient by an explicit act.
    if disclosure.behind().basis != Basis::Consent {
        return Route::Send;
    }
    match disclosure.audience().police_recipient() {
        PoliceRecipient::NcaScas => {
            let kinds = disclosure.shown().offences.iter().filter_map(|offence| offence.kind);
            if kinds.into_iter().any(|kind| scas_kinds().contains(&kind)) { Route::Send } else { Route::NotForScas }
        }
        PoliceRecipient::Force(force) if force.has_area() => match disclosure.behind().force {
            Some(area) if area.has_area() && area != force => Route::OtherArea,
            _ => Route::Send,
        },
        PoliceRecipient::Force(_) => Route::Send,
    }
}

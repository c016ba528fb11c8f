//! Look-ups: a member asks about a number before she meets somebody. An answer is made from disclosures for that use, and from
//! nothing else; a miss, what is withheld and what nobody consented to are one and the same answer (A28).

mod answer;
mod fragment;
mod query;
mod watch;

#[cfg(feature = "schema")]
pub(crate) use self::{answer::AnswerWire, watch::LookupRecordWire};
pub use self::{
    answer::{Answer, Reported},
    query::{Query, QueryKind},
    watch::{Asker, LookupPurpose, LookupRecord, Outcome, RateLimit, Watch},
};
use crate::{
    disclosure::{Disclosure, Members, Use},
    error::Code,
    timestamp::Timestamp,
};

/// Why a look-up is not answered. It says nothing of what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LookupError {
    /// This asker has asked too often.
    #[error("this asker has asked too often")]
    TooMany,
    /// A disclosure is for another use, another scheme or another instant.
    #[error("a look-up is answered from disclosures for the use lookup to the asker's scheme, of this instant")]
    WrongUse,
}

impl LookupError {
    /// The stable code.
    pub fn code(self) -> Code {
        match self {
            Self::TooMany => Code::LOOKUP_TOO_MANY,
            Self::WrongUse => Code::LOOKUP_WRONG_USE,
        }
    }
}

/// Answers a look-up. `disclosures` gives what is disclosed, to the asker's scheme for look-ups at this instant, of the reports in
/// which a register finds what was asked for; it is called only when the watch lets the question pass, and when the query has
/// something to match.
///
/// # Errors
/// [`LookupError`], or that of `disclosures`.
pub fn check<E: From<LookupError>>(
    query: &Query,
    asker: &Asker,
    purpose: LookupPurpose,
    as_of: Timestamp,
    watch: &mut dyn Watch,
    disclosures: impl FnOnce() -> Result<Vec<Disclosure<Members>>, E>,
) -> Result<Answer, E> {
    if !watch.allow(asker, purpose, as_of) {
        return Err(LookupError::TooMany.into());
    }
    let answer = if query.kind() == QueryKind::Name {
        Answer::AskACaseworker
    } else if query.normal().is_none() {
        Answer::NothingToShow
    } else {
        let disclosures = disclosures()?;
        let is_theirs = |disclosure: &Disclosure<Members>| {
            let members = disclosure.audience();
            members.for_use == Use::Lookup && members.scheme == asker.scheme && disclosure.as_of() == as_of
        };
        if !disclosures.iter().all(is_theirs) {
            return Err(LookupError::WrongUse.into());
        }
        Answer::of(query, &disclosures)
    };
    watch.record(LookupRecord::new(query, asker, purpose, as_of, &answer));
    Ok(answer)
}

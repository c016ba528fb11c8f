use crate::{disclosure::PathAt, error::Code};

/// Why there is no alert, or why it does not go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AlertError {
    /// No disclosure was handed in.
    #[error("an alert needs at least one disclosure")]
    NoDisclosure,
    /// A disclosure is for look-ups, or to another scheme.
    #[error("an alert is made from disclosures for the use alert to one scheme")]
    WrongUse,
    /// A disclosure is of another instant than the question, or older than what was approved.
    #[error("a disclosure is not of this instant, or is older than what was approved")]
    StaleDisclosure,
    /// Several reports, and nobody said that they are one person's; or one of them is not among those that were linked, or not
    /// to be matched.
    #[error("the reports of a series are those that a person linked, and all may be matched")]
    NotLinked,
    /// No rule of the scheme alerts on this.
    #[error("no rule of the scheme alerts on this")]
    NoRule,
    /// However coarse, the reporter would be the only plausible one, and she has not accepted that he may know (O6).
    #[error("the reporter would be the only plausible one, and she has not accepted that he may know")]
    OnlyOne,
    /// The composed text contains values that were withheld, at these places: a person must look at them (A30).
    #[error("the composed text contains a value that was withheld")]
    ContainsWithheldValue(Vec<PathAt>),
    /// The approval is of an instant before the draft.
    #[error("the approval is older than the draft")]
    ApprovedTooEarly,
    /// Composed anew, the text is not the one that was approved.
    #[error("composed anew, the text is not the one that was approved")]
    Changed,
    /// A report behind it is no longer disclosed.
    #[error("a report behind the alert is no longer disclosed")]
    NoLongerDisclosed,
    /// It is held back until later.
    #[error("the alert is held back until later")]
    Held,
    /// It has expired.
    #[error("the alert has expired")]
    Expired,
    /// A correction has another public id than what it corrects.
    #[error("a correction has the public id of what it corrects")]
    OtherId,
}

impl AlertError {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::NoDisclosure => Code::ALERT_NO_DISCLOSURE,
            Self::WrongUse => Code::OUTPUT_WRONG_USE,
            Self::StaleDisclosure => Code::ALERT_STALE_DISCLOSURE,
            Self::NotLinked => Code::ALERT_NOT_LINKED,
            Self::NoRule => Code::ALERT_NO_RULE,
            Self::OnlyOne => Code::ALERT_ONLY_ONE,
            Self::ContainsWithheldValue(_) => Code::OUTPUT_CONTAINS_WITHHELD_VALUE,
            Self::ApprovedTooEarly => Code::ALERT_APPROVED_TOO_EARLY,
            Self::Changed => Code::ALERT_CHANGED,
            Self::NoLongerDisclosed => Code::ALERT_NO_LONGER_DISCLOSED,
            Self::Held => Code::ALERT_HELD,
            Self::Expired => Code::ALERT_EXPIRED,
            Self::OtherId => Code::ALERT_OTHER_ID,
        }
    }
}

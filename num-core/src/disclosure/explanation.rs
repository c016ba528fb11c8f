use crate::{code::code_table, consent::Status, incident::PathAt};

code_table! {
    /// Why something is not shown. Of several the first in this order is given (A37).
    Reason {
        NotAccepted = "not_accepted",
        NeedsPerson = "needs_person",
        Withdrawn = "withdrawn",
        Narrowed = "narrowed",
        ThirdPartyWithoutAuthority = "third_party_without_authority",
        WordingUnknown = "wording_unknown",
        NotYetInForce = "not_yet_in_force",
        ConditionNotMet = "condition_not_met",
        RecontactNeeded = "recontact_needed",
        OtherRecipient = "other_recipient",
        NoGrant = "no_grant",
        HeldBack = "held_back",
        HeWouldKnow = "he_would_know",
        Policy = "policy",
        LinkedToVictim = "linked_to_victim",
        OutsideScope = "outside_scope",
        OnlySheKnows = "only_she_knows",
        OwnContact = "own_contact",
        EqualsIdentity = "equals_identity",
        AreaTooSmall = "area_too_small",
        NotApproved = "not_approved",
        ContainsWithheldValue = "contains_withheld_value",
    }
}

impl Reason {
    /// What it means, for the scheme's own screens.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotAccepted => "the report is not, or no longer, accepted",
            Self::NeedsPerson => "a person must decide first: age, capacity or immediate danger",
            Self::Withdrawn => "consent was withdrawn",
            Self::Narrowed => "consent was narrowed to nothing",
            Self::ThirdPartyWithoutAuthority => "a third party spoke without her authority",
            Self::WordingUnknown => "the wording of the consent is not in the table for that day",
            Self::NotYetInForce => "consent begins later",
            Self::ConditionNotMet => "her condition is not met",
            Self::RecontactNeeded => "her condition is met: she is to be asked again",
            Self::OtherRecipient => "consent names another recipient",
            Self::NoGrant => "nobody has consented to this",
            Self::HeldBack => "she asked to hold it back until later",
            Self::HeWouldKnow => "he would know, or may know, that it was her",
            Self::Policy => "the disclosure policy does not show this to this recipient",
            Self::LinkedToVictim => "it tells of the link between him and her",
            Self::OutsideScope => "it is outside what she consented to",
            Self::OnlySheKnows => "only she could know it",
            Self::OwnContact => "it may be a member's, a worker's or her own contact: a caseworker decides",
            Self::EqualsIdentity => "it is the same as a name, number or address of victim or reporter",
            Self::AreaTooSmall => "the area is too small, or not in the table",
            Self::NotApproved => "nobody approved this text for this audience",
            Self::ContainsWithheldValue => "the text contains something that is withheld",
        }
    }
}

impl From<Status> for Reason {
    /// A grant in force is no reason; it maps to `no_grant` and is never asked.
    fn from(status: Status) -> Self {
        match status {
            Status::Withdrawn => Self::Withdrawn,
            Status::Narrowed => Self::Narrowed,
            Status::ThirdPartyWithoutAuthority => Self::ThirdPartyWithoutAuthority,
            Status::WordingUnknown => Self::WordingUnknown,
            Status::NotYetInForce => Self::NotYetInForce,
            Status::ConditionNotMet => Self::ConditionNotMet,
            Status::RecontactNeeded => Self::RecontactNeeded,
            Status::InForce => Self::NoGrant,
        }
    }
}

/// A known value that is not shown, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Which.
    pub path: PathAt,
    /// Why.
    pub reason: Reason,
}

/// Why each known value of a report that is not shown is not. For the scheme's own screens: it is never part of what
/// an audience is given, and has no wire form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation(pub(super) Vec<Withheld>);

impl Explanation {
    /// What is withheld, in the order of the policy table.
    pub fn withheld(&self) -> &[Withheld] {
        &self.0
    }

    /// The reason for one value.
    pub fn reason(&self, path: PathAt) -> Option<Reason> {
        self.0.iter().find(|withheld| withheld.path == path).map(|withheld| withheld.reason)
    }
}

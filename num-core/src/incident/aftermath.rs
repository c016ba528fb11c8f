//! What came after: injuries, support, contact with the police. And how he and she came into contact.

use crate::{answer::section, code::code_table, text::Text};

code_table! {
    /// The worst injury.
    Injury {
        None = "none",
        Bruising = "bruising",
        Cuts = "cuts",
        OtherMinor = "other_minor",
        Fracture = "fracture",
        HeadInjury = "head_injury",
        Strangulation = "strangulation",
        Internal = "internal",
        OtherSerious = "other_serious",
    }
}

impl Injury {
    /// Its band for research: `none`, `minor` or `serious`.
    pub fn band(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bruising | Self::Cuts | Self::OtherMinor => "minor",
            Self::Fracture | Self::HeadInjury | Self::Strangulation | Self::Internal | Self::OtherSerious => "serious",
        }
    }
}

code_table! {
    /// Support that she would like.
    SupportWanted {
        None = "none",
        Medical = "medical",
        SexualHealth = "sexual_health",
        SexualViolenceAdviser = "sexual_violence_adviser",
        Counselling = "counselling",
        Housing = "housing",
        Money = "money",
        DrugsOrAlcohol = "drugs_or_alcohol",
        LegalAdvice = "legal_advice",
        LeavingSexWork = "leaving_sex_work",
        SafetyPlanning = "safety_planning",
        HelpWithPolice = "help_with_police",
        Other = "other",
    }
}

impl SupportWanted {
    /// Its band for research: `none` or `wanted`.
    pub fn band(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Medical
            | Self::SexualHealth
            | Self::SexualViolenceAdviser
            | Self::Counselling
            | Self::Housing
            | Self::Money
            | Self::DrugsOrAlcohol
            | Self::LegalAdvice
            | Self::LeavingSexWork
            | Self::SafetyPlanning
            | Self::HelpWithPolice
            | Self::Other => "wanted",
        }
    }
}

code_table! {
    /// How offender and victim came into contact.
    ContactMethod {
        OnStreet = "on_street",
        InVenue = "in_venue",
        PhoneCall = "phone_call",
        TextMessage = "text_message",
        AdvertSite = "advert_site",
        DatingApp = "dating_app",
        SocialMedia = "social_media",
        Email = "email",
        Agency = "agency",
        ThroughSomeone = "through_someone",
        Other = "other",
    }
}

impl ContactMethod {
    /// Its band for research: `in_person`, `remote` or `other`.
    pub fn band(self) -> &'static str {
        match self {
            Self::OnStreet | Self::InVenue => "in_person",
            Self::PhoneCall
            | Self::TextMessage
            | Self::AdvertSite
            | Self::DatingApp
            | Self::SocialMedia
            | Self::Email => "remote",
            Self::Agency | Self::ThroughSomeone | Self::Other => "other",
        }
    }
}

code_table! {
    /// Contact with the police so far.
    PoliceContactStatus {
        None = "none",
        Considering = "considering",
        SpokenTo = "spoken_to",
        Reported = "reported",
        CrimeRecorded = "crime_recorded",
        StatementGiven = "statement_given",
        Other = "other",
    }
}

impl PoliceContactStatus {
    /// Its band for research: `no_contact` or `contact`.
    pub fn band(self) -> &'static str {
        match self {
            Self::None | Self::Considering => "no_contact",
            Self::SpokenTo | Self::Reported | Self::CrimeRecorded | Self::StatementGiven | Self::Other => "contact",
        }
    }
}

section! {
    /// Contact with the police so far.
    PoliceContact {
        /// How far it went.
        status: answer PoliceContactStatus,
        /// The police's own reference, such as a crime number: it leads to the victim.
        reference: option Text<60>,
    }
}

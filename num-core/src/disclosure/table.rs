//! The default disclosure table (gate.md). A scheme can tighten it, cell by cell, and never loosen it.

use crate::{
    code::{CodeTable, code_table},
    consent::Part,
    incident::Path,
};

code_table! {
    /// A column of the table: an audience, Members by use.
    Column {
        MembersAlert = "members_alert",
        MembersLookup = "members_lookup",
        PoliceAnonymous = "police_anonymous",
        PoliceFull = "police_full",
        Partner = "partner",
        Research = "research",
    }
}

code_table! {
    /// In which form a value is shown.
    Form {
        /// Not at all.
        Withheld = "withheld",
        /// An offence by its category.
        Category = "category",
        /// A date by its month.
        Month = "month",
        /// A time by its day and part of day.
        DayAndPart = "day_and_part",
        /// A time by its day and three-hour band.
        DayAndBand = "day_and_band",
        /// The force, where no area is shown.
        IfNoArea = "if_no_area",
        /// An area of the table with enough households.
        LargeArea = "large_area",
        /// A band.
        Banded = "banded",
        /// That it is so, not what.
        Flag = "flag",
        /// A legal name that a person confirmed.
        ConfirmedOnly = "confirmed_only",
        /// Client or stranger, or linked.
        ClientOrLinked = "client_or_linked",
        /// As it is.
        Exact = "exact",
    }
}

/// Forms in the order of the columns.
pub(super) type Row = [Form; Column::ALL.len()];

/// The part that a path belongs to; `None`: no consent opens it.
pub(super) const fn part(path: Path) -> Option<Part> {
    use Path as P;
    Some(match path {
        P::Id
        | P::ReceivedAt
        | P::ReporterPseudonym
        | P::VictimPseudonym
        | P::WouldHeKnow
        | P::OnlyYouKnow
        | P::HoldBack
        | P::TakenBy => return None,
        P::OffenceKind | P::HomeOfficeCodes => Part::Offences,
        P::When => Part::When,
        P::Force | P::Area => Part::Area,
        P::PlaceKind | P::Venue | P::Street | P::Postcode => Part::ExactPlace,
        P::Narrative | P::OwnWords | P::OffenderOwnWords => Part::Narrative,
        P::Summary => Part::Summary,
        P::Injuries | P::SupportWanted | P::ContactMethod | P::PoliceContact | P::ReporterKind | P::Grade => {
            Part::Aftermath
        }
        P::FirstHand => Part::FirstHand,
        P::Setting
        | P::Sector
        | P::VictimGender
        | P::VictimEthnicity
        | P::AgeBand
        | P::HateCrime
        | P::CapacityDoubted
        | P::InDanger => Part::Victim,
        P::Aliases
        | P::Gender
        | P::Ethnicity
        | P::Age
        | P::Height
        | P::Build
        | P::HairColour
        | P::HairLength
        | P::HairStyle
        | P::FacialHair
        | P::EyeColour
        | P::Complexion
        | P::Glasses
        | P::Accent
        | P::Languages
        | P::Marks
        | P::Clothing
        | P::Smells
        | P::Behaviours
        | P::VehicleKind
        | P::Make
        | P::Model
        | P::Colour
        | P::Plate
        | P::VehicleFeatures => Part::Recognition,
        P::Phones | P::Emails | P::Handles | P::Profiles => Part::ContactIdentifiers,
        P::LegalName | P::DateOfBirth | P::HomeAddress => Part::CivilIdentity,
        P::Relation | P::HowHeKnowsHer | P::WordsAboutHer => Part::LinkedOffender,
        P::VictimNames
        | P::VictimPhones
        | P::VictimEmails
        | P::VictimAddress
        | P::VictimSafeContact
        | P::ReporterNames
        | P::ReporterPhones
        | P::ReporterEmails
        | P::ReporterAddress
        | P::ReporterSafeContact
        | P::PoliceReference => Part::Identity,
    })
}

/// The default row of a path.
#[rustfmt::skip]
pub(super) const fn row(path: Path) -> Row {
    use Form::{
        Banded as B, Category as C, ClientOrLinked, ConfirmedOnly, DayAndBand, DayAndPart, Exact as X, Flag,
        IfNoArea as F, LargeArea as L, Month, Withheld as W,
    };
    use Path as P;
    match path {
        //            alert       look-up anonymous      full partner    research
        P::Id | P::ReceivedAt | P::ReporterPseudonym | P::VictimPseudonym
        | P::WouldHeKnow | P::OnlyYouKnow | P::HoldBack | P::TakenBy
                  => [W,          W,      W,             W,   W,          W],
        P::OffenceKind
                  => [C,          C,      X,             X,   X,          X],
        P::HomeOfficeCodes | P::PlaceKind | P::Venue | P::Street | P::Postcode
        | P::Narrative | P::OwnWords | P::OffenderOwnWords
        | P::Grade | P::CapacityDoubted | P::InDanger | P::PoliceReference
                  => [W,          W,      W,             X,   W,          W],
        P::When   => [DayAndPart, Month,  DayAndBand,    X,   DayAndBand, Month],
        P::Force  => [F,          F,      F,             X,   F,          X],
        P::Area   => [L,          L,      L,             X,   L,          W],
        P::Setting
                  => [W,          W,      W,             X,   W,          X],
        P::Summary
                  => [X,          X,      X,             X,   X,          W],
        P::Injuries
                  => [W,          W,      X,             X,   W,          B],
        P::SupportWanted | P::ContactMethod | P::PoliceContact | P::ReporterKind
        | P::VictimGender | P::VictimEthnicity
                  => [W,          W,      W,             X,   W,          B],
        P::FirstHand
                  => [W,          W,      X,             X,   W,          W],
        P::Sector | P::AgeBand
                  => [W,          W,      X,             X,   W,          X],
        P::HateCrime
                  => [W,          W,      Flag,          X,   W,          W],
        P::Gender | P::Ethnicity | P::Build | P::HairColour | P::HairLength | P::HairStyle | P::FacialHair
        | P::EyeColour | P::Complexion | P::Glasses | P::Accent | P::Languages | P::Behaviours
        | P::VehicleKind | P::Make | P::Colour
                  => [X,          X,      X,             X,   X,          X],
        P::Age | P::Height
                  => [X,          X,      X,             X,   X,          B],
        P::Aliases | P::Marks | P::Clothing | P::Smells | P::Model | P::Plate | P::VehicleFeatures
        | P::Phones | P::Emails | P::Handles | P::Profiles
                  => [X,          X,      X,             X,   X,          W],
        P::LegalName
                  => [W,          W,      ConfirmedOnly, X,   W,          W],
        P::DateOfBirth | P::HomeAddress | P::HowHeKnowsHer | P::WordsAboutHer
                  => [W,          W,      X,             X,   W,          W],
        P::Relation
                  => [W,          W,      X,             X,   W,          ClientOrLinked],
        P::VictimNames | P::VictimPhones | P::VictimEmails | P::VictimAddress | P::VictimSafeContact
        | P::ReporterNames | P::ReporterPhones | P::ReporterEmails | P::ReporterAddress | P::ReporterSafeContact
                  => [W,          W,      W,             X,   W,          W],
    }
}

/// The forms that a path can take, from least to most.
pub(super) const fn chain(path: Path) -> &'static [Form] {
    use Form::{
        Banded, Category, ClientOrLinked, ConfirmedOnly, DayAndBand, DayAndPart, Exact, Flag, IfNoArea, LargeArea,
        Month, Withheld,
    };
    match path {
        Path::OffenceKind => &[Withheld, Category, Exact],
        Path::When => &[Withheld, Month, DayAndPart, DayAndBand, Exact],
        Path::Force => &[Withheld, IfNoArea, Exact],
        Path::Area => &[Withheld, LargeArea, Exact],
        Path::Injuries
        | Path::SupportWanted
        | Path::ContactMethod
        | Path::PoliceContact
        | Path::ReporterKind
        | Path::VictimGender
        | Path::VictimEthnicity
        | Path::Age
        | Path::Height => &[Withheld, Banded, Exact],
        Path::HateCrime => &[Withheld, Flag, Exact],
        Path::LegalName => &[Withheld, ConfirmedOnly, Exact],
        Path::Relation => &[Withheld, ClientOrLinked, Exact],
        _ => &[Withheld, Exact],
    }
}

/// The place of a form in the chain of a path; `None` when the path cannot take it.
pub(super) fn rank(path: Path, form: Form) -> Option<usize> {
    chain(path).iter().position(|link| *link == form)
}

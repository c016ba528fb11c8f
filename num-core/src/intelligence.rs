//! Grading of intelligence: 3x5x2, the proposal that a scheme's report carries, and the 5x5x5 of older records.
//!
//! Sources: the intelligence report of the College of Policing (3x5x2) and the 5x5x5 form of the National Intelligence Model. The letters
//! and their order are theirs, the wording follows training material and is to be checked against the guidance in force. What an old
//! grade becomes is published nowhere that we know of: [`Successor::convention`] marks what is our own reading, and where it is, the new
//! grade never claims more than the old one did.

use crate::code::named_code_table;

named_code_table! {
    /// How reliable the source is (3x5x2).
    SourceEvaluation {
        Reliable = "1" "reliable",
        Untested = "2" "untested",
        NotReliable = "3" "not reliable",
    }
}

named_code_table! {
    /// How the source knows what it tells (3x5x2).
    InformationEvaluation {
        KnownDirectly = "A" "known directly to the source",
        KnownIndirectlyCorroborated = "B" "known indirectly to the source, but corroborated",
        KnownIndirectly = "C" "known indirectly to the source",
        NotKnown = "D" "not known",
        SuspectedFalse = "E" "suspected to be false",
    }
}

named_code_table! {
    /// How the report may be shared (3x5x2).
    Handling {
        SharingPermitted = "P" "lawful sharing permitted",
        SharingWithConditions = "C" "lawful sharing permitted with conditions",
    }
}

/// The grading that a scheme proposes for one of its reports: the police grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Untested: a scheme does not vouch for who reports to it.
    pub source: SourceEvaluation,
    /// Known directly when it was told first-hand, known indirectly when not, not known where that is not shown.
    pub information: InformationEvaluation,
    /// With conditions, those of the record.
    pub handling: Handling,
}

impl Proposal {
    /// The proposal for a report that was told first-hand or not; `None` where that is not shown.
    pub fn of(first_hand: Option<bool>) -> Self {
        Self {
            source: SourceEvaluation::Untested,
            information: match first_hand {
                Some(true) => InformationEvaluation::KnownDirectly,
                Some(false) => InformationEvaluation::KnownIndirectly,
                None => InformationEvaluation::NotKnown,
            },
            handling: Handling::SharingWithConditions,
        }
    }
}

named_code_table! {
    /// How reliable the source is, in a record of 5x5x5.
    LegacySource {
        AlwaysReliable = "A" "always reliable",
        MostlyReliable = "B" "mostly reliable",
        SometimesReliable = "C" "sometimes reliable",
        Unreliable = "D" "unreliable",
        Untested = "E" "untested",
    }
}

named_code_table! {
    /// How the information was known, in a record of 5x5x5.
    LegacyInformation {
        KnownTrue = "1" "known to be true without reservation",
        KnownToTheSource = "2" "known personally to the source, but not to the person reporting",
        Corroborated = "3" "not known personally to the source, but corroborated",
        CannotBeJudged = "4" "cannot be judged",
        SuspectedFalse = "5" "suspected to be false",
    }
}

named_code_table! {
    /// How the report may be shared, in a record of 5x5x5.
    LegacyHandling {
        LawEnforcement = "1" "may be shared with the police and other law enforcement agencies of the United Kingdom",
        NonProsecutingParties = "2" "may be shared with parties in the United Kingdom that do not prosecute",
        ForeignLawEnforcement = "3" "may be shared with law enforcement agencies abroad",
        OriginatorOnly = "4" "may be shared within the originating force or agency only",
        Conditions = "5" "may be shared under the conditions given",
    }
}

/// What a grade of 5x5x5 becomes in 3x5x2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor<T> {
    /// The grade.
    pub grade: T,
    /// Whether it is our own reading, and not the same words.
    pub convention: bool,
}

const fn same<T: Copy>(grade: T) -> Successor<T> {
    Successor { grade, convention: false }
}

const fn read_as<T: Copy>(grade: T) -> Successor<T> {
    Successor { grade, convention: true }
}

impl LegacySource {
    /// Its grade in 3x5x2.
    pub fn successor(self) -> Successor<SourceEvaluation> {
        match self {
            Self::AlwaysReliable => same(SourceEvaluation::Reliable),
            Self::MostlyReliable => read_as(SourceEvaluation::Reliable),
            Self::SometimesReliable => read_as(SourceEvaluation::NotReliable),
            Self::Unreliable => same(SourceEvaluation::NotReliable),
            Self::Untested => same(SourceEvaluation::Untested),
        }
    }
}

impl LegacyInformation {
    /// Its grade in 3x5x2. Nothing becomes C: the old scheme did not tell hearsay apart from what cannot be judged.
    pub fn successor(self) -> Successor<InformationEvaluation> {
        match self {
            Self::KnownTrue => read_as(InformationEvaluation::KnownDirectly),
            Self::KnownToTheSource => same(InformationEvaluation::KnownDirectly),
            Self::Corroborated => same(InformationEvaluation::KnownIndirectlyCorroborated),
            Self::CannotBeJudged => read_as(InformationEvaluation::NotKnown),
            Self::SuspectedFalse => same(InformationEvaluation::SuspectedFalse),
        }
    }
}

impl LegacyHandling {
    /// Its code in 3x5x2. Every limit of the old scheme becomes a condition, which has to be told with the record.
    pub fn successor(self) -> Successor<Handling> {
        match self {
            Self::LawEnforcement => read_as(Handling::SharingPermitted),
            Self::NonProsecutingParties | Self::ForeignLawEnforcement | Self::OriginatorOnly => {
                read_as(Handling::SharingWithConditions)
            }
            Self::Conditions => same(Handling::SharingWithConditions),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeTable;

    #[test]
    fn three_by_five_by_two_and_five_by_five_by_five() {
        assert_eq!((SourceEvaluation::ALL.len(), InformationEvaluation::ALL.len(), Handling::ALL.len()), (3, 5, 2));
        assert_eq!((LegacySource::ALL.len(), LegacyInformation::ALL.len(), LegacyHandling::ALL.len()), (5, 5, 5));
    }

    #[test]
    fn the_proposal_of_a_scheme() {
        let letters = |first_hand| {
            let proposal = Proposal::of(first_hand);
            [proposal.source.as_str(), proposal.information.as_str(), proposal.handling.as_str()].concat()
        };
        assert_eq!([Some(true), Some(false), None].map(letters), ["2AC", "2CC", "2DC"]);
    }

    #[test]
    fn an_old_grade_becomes() {
        let becomes = |source: &str, information: &str, handling: &str| {
            [
                LegacySource::parse(source).unwrap().successor().grade.as_str(),
                LegacyInformation::parse(information).unwrap().successor().grade.as_str(),
                LegacyHandling::parse(handling).unwrap().successor().grade.as_str(),
            ]
            .concat()
        };
        assert_eq!(becomes("A", "1", "1"), "1AP");
        assert_eq!(becomes("B", "2", "5"), "1AC");
        assert_eq!(becomes("C", "3", "4"), "3BC");
        assert_eq!(becomes("D", "5", "3"), "3EC");
        assert_eq!(becomes("E", "4", "2"), "2DC");
    }
}

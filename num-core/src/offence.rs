//! Offences: the scheme's own kinds, their categories, and their Home Office codes.
//!
//! Source of the codes: the Home Office notifiable offence list (crime recording codes). The mapping is many to
//! many and dated; `8F` and `8G` were used around 2012 and were followed by `8N`.

use crate::{code::code_table, error::Code};

code_table! {
    /// What members are told of an offence.
    Category {
        Sexual = "sexual",
        Exploitation = "exploitation",
        Violence = "violence",
        Threats = "threats",
        Property = "property",
        /// Bad dates that are no offence in law, and that every scheme records all the same.
        NotAnOffence = "not_an_offence",
    }
}

code_table! {
    /// The scheme's kind of offence: neutral as to the victim's sex and age, which Home Office codes are not.
    OffenceKind {
        Rape = "rape",
        SexualAssault = "sexual_assault",
        CausingSexualActivity = "causing_sexual_activity",
        Exposure = "exposure",
        Trafficking = "trafficking",
        ModernSlavery = "modern_slavery",
        AttemptedMurder = "attempted_murder",
        AssaultIntendingSeriousHarm = "assault_intending_serious_harm",
        AssaultWithInjury = "assault_with_injury",
        AssaultWithoutInjury = "assault_without_injury",
        Kidnapping = "kidnapping",
        ThreatsToKill = "threats_to_kill",
        Blackmail = "blackmail",
        ThreatToDamage = "threat_to_damage",
        Harassment = "harassment",
        Stalking = "stalking",
        Robbery = "robbery",
        Theft = "theft",
        MakingOffWithoutPayment = "making_off_without_payment",
        CriminalDamage = "criminal_damage",
        Haggling = "haggling",
        TimeWasting = "time_wasting",
        CondomRemoval = "condom_removal",
        Filming = "filming",
    }
}

impl OffenceKind {
    /// Its category.
    pub fn category(self) -> Category {
        use OffenceKind as K;
        match self {
            K::Rape | K::SexualAssault | K::CausingSexualActivity | K::Exposure => Category::Sexual,
            K::Trafficking | K::ModernSlavery => Category::Exploitation,
            K::AttemptedMurder
            | K::AssaultIntendingSeriousHarm
            | K::AssaultWithInjury
            | K::AssaultWithoutInjury
            | K::Kidnapping => Category::Violence,
            K::ThreatsToKill | K::Blackmail | K::ThreatToDamage | K::Harassment | K::Stalking => Category::Threats,
            K::Robbery | K::Theft | K::MakingOffWithoutPayment | K::CriminalDamage => Category::Property,
            K::Haggling | K::TimeWasting | K::CondomRemoval | K::Filming => Category::NotAnOffence,
        }
    }

    /// The Home Office codes that this kind can be recorded under.
    pub fn home_office_codes(self) -> &'static [&'static str] {
        use OffenceKind as K;
        match self {
            K::Rape => &["19C", "19D", "19E", "19F", "19G", "19H"],
            K::SexualAssault => &["17A", "20A"],
            K::CausingSexualActivity => &["22A"],
            K::Exposure => &["88E"],
            K::Trafficking => &["72"],
            K::ModernSlavery => &["106"],
            K::AttemptedMurder => &["2"],
            K::AssaultIntendingSeriousHarm => &["5D"],
            K::AssaultWithInjury => &["8N", "8F", "8G"],
            K::AssaultWithoutInjury => &["105A"],
            K::Kidnapping => &["36"],
            K::ThreatsToKill => &["3B"],
            K::Blackmail => &["35"],
            K::ThreatToDamage => &["59"],
            K::Harassment => &["8L"],
            K::Stalking => &["8Q"],
            K::Robbery => &["34A", "34B"],
            K::Theft => &["39", "40", "49"],
            K::MakingOffWithoutPayment => &["49A"],
            K::CriminalDamage => &["58A", "58B", "58C", "58D"],
            K::Haggling | K::TimeWasting | K::CondomRemoval | K::Filming => &[],
        }
    }

    /// A Home Office code of this kind.
    ///
    /// # Errors
    /// [`Code::OFFENCE_CODE_NOT_OF_KIND`].
    pub fn home_office_code(self, text: &str) -> Result<HomeOfficeCode, Code> {
        self.home_office_codes()
            .iter()
            .find(|code| **code == text)
            .map(|code| HomeOfficeCode(code))
            .ok_or(Code::OFFENCE_CODE_NOT_OF_KIND)
    }
}

/// A Home Office crime recording code, such as `19C`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct HomeOfficeCode(&'static str);

impl HomeOfficeCode {
    /// The code.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

//! Offences: the scheme's own kinds, their categories, and their Home Office codes.
//!
//! The Home Office codes are crime recording codes, from the counting rules for recorded crime and the notifiable offence list. The
//! mapping is many to many and dated, and it is data: [`HOME_OFFICE_CODES`].

use crate::{code::code_table, error::Code, timestamp::Day};

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
        SuspiciousBehaviour = "suspicious_behaviour",
        OtherConcern = "other_concern",
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
            K::Haggling | K::TimeWasting | K::CondomRemoval | K::Filming | K::SuspiciousBehaviour | K::OtherConcern => {
                Category::NotAnOffence
            }
        }
    }

    /// The Home Office codes that this kind can be recorded under, whatever the day.
    pub fn home_office_codes(self) -> Vec<&'static str> {
        self.mappings().map(|mapping| mapping.code).collect()
    }

    /// The Home Office codes that this kind could be recorded under on `day`. Where the table does not know since when, or until when,
    /// a code was in use, it counts as in use.
    pub fn home_office_codes_on(self, day: Day) -> Vec<&'static str> {
        self.mappings().filter(|mapping| mapping.holds_on(day)).map(|mapping| mapping.code).collect()
    }

    /// A Home Office code of this kind, whatever the day: a record of 2012 keeps the code of 2012.
    ///
    /// # Errors
    /// [`Code::OFFENCE_CODE_NOT_OF_KIND`].
    pub fn home_office_code(self, text: &str) -> Result<HomeOfficeCode, Code> {
        self.mappings()
            .find(|mapping| mapping.code == text)
            .map(|mapping| HomeOfficeCode(mapping.code))
            .ok_or(Code::OFFENCE_CODE_NOT_OF_KIND)
    }

    fn mappings(self) -> impl Iterator<Item = &'static HomeOfficeMapping> {
        HOME_OFFICE_CODES.iter().filter(move |mapping| mapping.kind == self)
    }
}

/// One row of the mapping: a kind of offence can be recorded under a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HomeOfficeMapping {
    /// The scheme's kind.
    pub kind: OffenceKind,
    /// The Home Office code.
    pub code: &'static str,
    /// What the Home Office calls it.
    pub title: &'static str,
    /// The first day of its use, `2012-04-01`; `None` when not known, or beyond any record.
    pub from: Option<&'static str>,
    /// The first day on which it was no longer in use; `None` when it is, or when not known.
    pub until: Option<&'static str>,
    /// Whether a source confirms the dates; those that none does are to be checked before figures rest on them.
    pub confirmed: bool,
    /// Where code, title and dates come from.
    pub source: &'static str,
}

impl HomeOfficeMapping {
    /// Whether the code was in use on `day`, as far as is known.
    pub fn holds_on(&self, day: Day) -> bool {
        // A day that does not parse does not narrow; the tests hold that each does.
        let bound = |text: Option<&str>| text.and_then(|text| Day::parse(text).ok());
        bound(self.from).is_none_or(|from| from <= day) && bound(self.until).is_none_or(|until| day < until)
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

/// A row of the table: the kind, its code and title, since when and until when, and what confirms it.
const fn row(
    kind: OffenceKind,
    code: &'static str,
    title: &'static str,
    from: Option<&'static str>,
    until: Option<&'static str>,
    (confirmed, source): (bool, &'static str),
) -> HomeOfficeMapping {
    HomeOfficeMapping { kind, code, title, from, until, confirmed, source }
}

/// The day on which the Sexual Offences Act 2003 came into force.
const SEXUAL_OFFENCES_ACT: &str = "2004-05-01";

const LIST: (bool, &str) = (true, "Home Office notifiable offence list");
const RULES: (bool, &str) = (true, "Home Office counting rules, April 2010");
const ACT: (bool, &str) =
    (true, "Home Office notifiable offence list; Sexual Offences Act 2003, in force from May 2004");
const ONS: (bool, &str) =
    (true, "notes to the ONS table A4: a classification of its own from April 2014, in harassment before");
const ANSWER: (bool, &str) = (true, "Home Office, written answer 64264 of 2017: a category of its own from April 2015");
const FROM_2008: (bool, &str) = (
    false,
    "Home Office counting rules, April 2010; from 1 April 2008 by Home Office statistics; the last day is not confirmed",
);
const UNCONFIRMED: (bool, &str) = (false, "Home Office notifiable offence list; the first day is not confirmed");

/// The mapping of kinds to Home Office codes, by kind.
pub const HOME_OFFICE_CODES: &[HomeOfficeMapping] = &[
    row(OffenceKind::Rape, "19C", "Rape of a female aged 16 and over", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(OffenceKind::Rape, "19D", "Rape of a female child under 16", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(OffenceKind::Rape, "19E", "Rape of a female child under 13", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(OffenceKind::Rape, "19F", "Rape of a male aged 16 and over", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(OffenceKind::Rape, "19G", "Rape of a male child under 16", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(OffenceKind::Rape, "19H", "Rape of a male child under 13", Some(SEXUAL_OFFENCES_ACT), None, ACT),
    row(
        OffenceKind::SexualAssault,
        "17A",
        "Sexual assault on a male aged 13 and over",
        Some(SEXUAL_OFFENCES_ACT),
        None,
        ACT,
    ),
    row(
        OffenceKind::SexualAssault,
        "20A",
        "Sexual assault on a female aged 13 and over",
        Some(SEXUAL_OFFENCES_ACT),
        None,
        ACT,
    ),
    row(
        OffenceKind::CausingSexualActivity,
        "22A",
        "Causing sexual activity without consent",
        Some(SEXUAL_OFFENCES_ACT),
        None,
        ACT,
    ),
    row(OffenceKind::Exposure, "88E", "Exposure and voyeurism", Some(SEXUAL_OFFENCES_ACT), None, UNCONFIRMED),
    row(
        OffenceKind::Trafficking,
        "72",
        "Trafficking for sexual exploitation",
        Some(SEXUAL_OFFENCES_ACT),
        None,
        UNCONFIRMED,
    ),
    row(OffenceKind::ModernSlavery, "106", "Modern slavery", Some("2015-04-01"), None, ANSWER),
    row(OffenceKind::AttemptedMurder, "2", "Attempted murder", None, None, RULES),
    row(
        OffenceKind::AssaultIntendingSeriousHarm,
        "5D",
        "Assault with intent to cause serious harm",
        Some("2012-04-01"),
        None,
        UNCONFIRMED,
    ),
    row(OffenceKind::AssaultWithInjury, "8N", "Assault with injury", Some("2012-04-01"), None, UNCONFIRMED),
    row(
        OffenceKind::AssaultWithInjury,
        "8F",
        "Inflicting grievous bodily harm without intent",
        Some("2008-04-01"),
        Some("2012-04-01"),
        FROM_2008,
    ),
    row(
        OffenceKind::AssaultWithInjury,
        "8G",
        "Actual bodily harm and other injury",
        Some("2008-04-01"),
        Some("2012-04-01"),
        FROM_2008,
    ),
    row(OffenceKind::AssaultWithoutInjury, "105A", "Assault without injury", None, None, LIST),
    row(OffenceKind::Kidnapping, "36", "Kidnapping", None, None, LIST),
    row(OffenceKind::ThreatsToKill, "3B", "Threats to kill", None, None, RULES),
    row(OffenceKind::Blackmail, "35", "Blackmail", None, None, LIST),
    row(
        OffenceKind::ThreatToDamage,
        "59",
        "Threat or possession with intent to commit criminal damage",
        None,
        None,
        LIST,
    ),
    row(OffenceKind::Harassment, "8L", "Harassment", None, None, RULES),
    row(OffenceKind::Stalking, "8Q", "Stalking", Some("2014-04-01"), None, ONS),
    row(OffenceKind::Robbery, "34A", "Robbery of business property", None, None, LIST),
    row(OffenceKind::Robbery, "34B", "Robbery of personal property", None, None, LIST),
    row(OffenceKind::Theft, "39", "Theft from the person", None, None, LIST),
    row(
        OffenceKind::Theft,
        "40",
        "Theft in a dwelling other than from an automatic machine or meter",
        None,
        None,
        LIST,
    ),
    row(OffenceKind::Theft, "49", "Other theft", None, None, LIST),
    row(OffenceKind::MakingOffWithoutPayment, "49A", "Making off without payment", None, None, LIST),
    row(OffenceKind::CriminalDamage, "58A", "Criminal damage to a dwelling", None, None, LIST),
    row(OffenceKind::CriminalDamage, "58B", "Criminal damage to a building other than a dwelling", None, None, LIST),
    row(OffenceKind::CriminalDamage, "58C", "Criminal damage to a vehicle", None, None, LIST),
    row(OffenceKind::CriminalDamage, "58D", "Other criminal damage", None, None, LIST),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::code::CodeTable;

    #[test]
    fn what_is_no_offence_has_no_code_and_everything_else_has() {
        for kind in OffenceKind::ALL {
            assert_eq!(kind.home_office_codes().is_empty(), kind.category() == Category::NotAnOffence, "{kind:?}");
        }
    }

    #[test]
    fn rows_are_told_once_and_dated_in_order() {
        let rows: BTreeSet<_> = HOME_OFFICE_CODES.iter().map(|row| (row.kind, row.code, row.from)).collect();
        assert_eq!(rows.len(), HOME_OFFICE_CODES.len());
        for row in HOME_OFFICE_CODES {
            let day = |text: Option<&str>| text.map(|text| Day::parse(text).unwrap());
            if let (Some(from), Some(until)) = (day(row.from), day(row.until)) {
                assert!(from < until, "{row:?}");
            }
        }
    }

    #[test]
    fn a_record_keeps_the_codes_of_its_day() {
        let on = |kind: OffenceKind, day: &str| kind.home_office_codes_on(Day::parse(day).unwrap());
        assert_eq!(on(OffenceKind::AssaultWithInjury, "2012-03-31"), ["8F", "8G"]);
        assert_eq!(on(OffenceKind::AssaultWithInjury, "2012-04-01"), ["8N"]);
        assert_eq!(OffenceKind::AssaultWithInjury.home_office_codes(), ["8N", "8F", "8G"]);
        assert_eq!(on(OffenceKind::Stalking, "2014-03-31"), [""; 0]);
        assert_eq!(on(OffenceKind::Stalking, "2014-04-01"), ["8Q"]);
        assert_eq!(on(OffenceKind::Harassment, "1999-01-01"), ["8L"]);
        assert_eq!(OffenceKind::AssaultWithInjury.home_office_code("8G").unwrap().as_str(), "8G");
        assert!(OffenceKind::AssaultWithInjury.home_office_code("8Q").is_err());
    }
}

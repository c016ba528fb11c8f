use crate::{answer::section, code::code_table, ethnicity::SelfDefinedEthnicity, hate_crime::HateCrime, id::SourceId};

code_table! {
    /// Where and how the victim works.
    Sector {
        Street = "street",
        IndoorAlone = "indoor_alone",
        SharedPremises = "shared_premises",
        Parlour = "parlour",
        Escort = "escort",
        Online = "online",
        Other = "other",
    }
}

code_table! {
    /// An age band.
    AgeBand {
        Under18 = "under_18",
        From18To24 = "18_24",
        From25To34 = "25_34",
        From35To44 = "35_44",
        From45To54 = "45_54",
        From55 = "55_plus",
    }
}

impl AgeBand {
    /// The band of an age in years.
    pub fn of(age: u16) -> Self {
        match age {
            0..18 => Self::Under18,
            18..25 => Self::From18To24,
            25..35 => Self::From25To34,
            35..45 => Self::From35To44,
            45..55 => Self::From45To54,
            _ => Self::From55,
        }
    }
}

code_table! {
    /// A gender as the victim describes it.
    VictimGender {
        Woman = "woman",
        TransWoman = "trans_woman",
        Man = "man",
        TransMan = "trans_man",
        NonBinary = "non_binary",
        Other = "other",
    }
}

impl VictimGender {
    /// Its band for research: `woman`, `man` or `other`.
    pub fn band(self) -> &'static str {
        match self {
            Self::Woman | Self::TransWoman => "woman",
            Self::Man | Self::TransMan => "man",
            Self::NonBinary | Self::Other => "other",
        }
    }
}

section! {
    /// The victim's own characteristics.
    Victim {
        /// What the scheme calls her; never shown, and never a name.
        pseudonym: option SourceId,
        /// Where and how she usually works.
        sector: answer Sector,
        /// Her gender, as she describes it.
        gender: answer VictimGender,
        /// Her ethnicity, as she defines it.
        ethnicity: answer SelfDefinedEthnicity,
        /// Her age band.
        age_band: answer AgeBand,
        /// Whether she claims hate crime, and of which strand.
        hate_crime: answer HateCrime,
        /// Whether her capacity to decide is in doubt: a person decides before anything goes out.
        capacity_doubted: answer bool,
        /// Whether she is in immediate danger: likewise.
        in_danger: answer bool,
    }
}

impl Victim {
    /// Whether a person must decide before anything goes out (A39).
    pub fn needs_person(&self) -> bool {
        self.age_band.known() == Some(&AgeBand::Under18)
            || self.capacity_doubted.known() == Some(&true)
            || self.in_danger.known() == Some(&true)
    }
}

use serde::Serialize;

use crate::{answer::Answer, code::code_table, hate_crime::HateCrime};

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

/// The victim's own characteristics.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Victim {
    /// Where and how she works.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub sector: Answer<Sector>,
    /// Her age band.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub age_band: Answer<AgeBand>,
    /// Whether she claims hate crime, and of which strand.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub hate_crime: Answer<HateCrime>,
    /// Whether her capacity to decide is in doubt: a person decides before anything goes out.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub capacity_doubted: Answer<bool>,
    /// Whether she is in immediate danger: likewise.
    #[serde(skip_serializing_if = "Answer::is_not_asked")]
    pub in_danger: Answer<bool>,
}

impl Victim {
    pub(super) fn is_empty(&self) -> bool {
        self.sector.is_not_asked()
            && self.age_band.is_not_asked()
            && self.hate_crime.is_not_asked()
            && self.capacity_doubted.is_not_asked()
            && self.in_danger.is_not_asked()
    }

    /// Whether a person must decide before anything goes out (A39).
    pub fn needs_person(&self) -> bool {
        self.age_band.known() == Some(&AgeBand::Under18)
            || self.capacity_doubted.known() == Some(&true)
            || self.in_danger.known() == Some(&true)
    }
}

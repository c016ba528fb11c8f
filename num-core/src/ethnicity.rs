//! The ethnicity of an offender as it was perceived.
//!
//! Source: the police identity codes (IC codes); there is no IC7 or IC8. A victim's ethnicity is self-defined, in
//! another table and another type: the two never mix.

use crate::code::code_table;

impl PerceivedEthnicity {
    /// What the code stands for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ic1 => "white North European",
            Self::Ic2 => "white South European",
            Self::Ic3 => "Black",
            Self::Ic4 => "Asian (Indian subcontinent)",
            Self::Ic5 => "Chinese, Japanese, Korean or other South-East Asian",
            Self::Ic6 => "Arab or North African",
            Self::Ic9 => "ethnicity unknown",
        }
    }
}

code_table! {
    /// A perceived ethnicity, by police identity code.
    PerceivedEthnicity {
        /// White North European.
        Ic1 = "ic1",
        /// White South European.
        Ic2 = "ic2",
        /// Black.
        Ic3 = "ic3",
        /// Asian (Indian subcontinent).
        Ic4 = "ic4",
        /// Chinese, Japanese, Korean or other South-East Asian.
        Ic5 = "ic5",
        /// Arab or North African.
        Ic6 = "ic6",
        /// Unknown.
        Ic9 = "ic9",
    }
}

//! Ethnicity: an offender's as it was perceived, a victim's as she defines it. Two tables and two types, which never mix.
//!
//! Sources: the police identity codes (IC codes; there is no IC7 or IC8), and the self-defined ethnicity codes of the police
//! (18+1, after the categories of the census of 2011).

use crate::code::named_code_table;

named_code_table! {
    /// A perceived ethnicity, by police identity code.
    PerceivedEthnicity {
        Ic1 = "ic1" "white North European",
        Ic2 = "ic2" "white South European",
        Ic3 = "ic3" "Black",
        Ic4 = "ic4" "Asian (Indian subcontinent)",
        Ic5 = "ic5" "Chinese, Japanese, Korean or other South-East Asian",
        Ic6 = "ic6" "Arab or North African",
        Ic9 = "ic9" "ethnicity unknown",
    }
}

named_code_table! {
    /// An ethnicity as the victim herself defines it (18+1).
    SelfDefinedEthnicity {
        W1 = "w1" "White: British",
        W2 = "w2" "White: Irish",
        W3 = "w3" "White: Gypsy or Irish Traveller",
        W9 = "w9" "White: any other background",
        M1 = "m1" "Mixed: White and Black Caribbean",
        M2 = "m2" "Mixed: White and Black African",
        M3 = "m3" "Mixed: White and Asian",
        M9 = "m9" "Mixed: any other background",
        A1 = "a1" "Asian: Indian",
        A2 = "a2" "Asian: Pakistani",
        A3 = "a3" "Asian: Bangladeshi",
        A4 = "a4" "Asian: Chinese",
        A9 = "a9" "Asian: any other background",
        B1 = "b1" "Black: Caribbean",
        B2 = "b2" "Black: African",
        B9 = "b9" "Black: any other background",
        O2 = "o2" "Other: Arab",
        O9 = "o9" "Other: any other ethnic group",
        Ns = "ns" "not stated",
    }
}

impl SelfDefinedEthnicity {
    /// Its band for research: `white`, `mixed`, `asian`, `black`, `other` or `not_stated`.
    pub fn band(self) -> &'static str {
        match self {
            Self::W1 | Self::W2 | Self::W3 | Self::W9 => "white",
            Self::M1 | Self::M2 | Self::M3 | Self::M9 => "mixed",
            Self::A1 | Self::A2 | Self::A3 | Self::A4 | Self::A9 => "asian",
            Self::B1 | Self::B2 | Self::B9 => "black",
            Self::O2 | Self::O9 => "other",
            Self::Ns => "not_stated",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeTable;

    #[test]
    fn eighteen_and_one() {
        assert_eq!(SelfDefinedEthnicity::ALL.len(), 18 + 1);
        // The letter of a code is that of its band, and of its name.
        for ethnicity in SelfDefinedEthnicity::ALL {
            let letter = ethnicity.as_str().get(..1).unwrap();
            assert!(ethnicity.band().starts_with(letter), "{ethnicity:?}");
            assert!(ethnicity.name().to_lowercase().starts_with(letter), "{ethnicity:?}");
        }
    }

    #[test]
    fn no_code_stands_in_both_tables() {
        for ethnicity in SelfDefinedEthnicity::ALL {
            assert!(PerceivedEthnicity::parse(ethnicity.as_str()).is_err());
        }
    }
}

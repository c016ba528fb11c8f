//! Hate crime: strands, and where and since when each is recognised.
//!
//! Five strands are monitored nationally (College of Policing, hate crime guidance). A force can add its own:
//! Merseyside has treated crimes against sex workers as hate crime since 2006. The day in 2006 is not published in
//! the sources at hand; the table takes the first.

use crate::{code::code_table, force::Force, timestamp::Day};

code_table! {
    /// What the victim said of hate crime.
    HateCrime {
        /// She does not claim it.
        NotClaimed = "not_claimed",
        Race = "race",
        Religion = "religion",
        SexualOrientation = "sexual_orientation",
        Disability = "disability",
        Transgender = "transgender",
        SexWorkers = "sex_workers",
    }
}

/// Strands that one force recognises beside the national ones: force code, strand, first day.
const FORCE_STRANDS: &[(&str, HateCrime, &str)] = &[("E23000004", HateCrime::SexWorkers, "2006-01-01")];

impl HateCrime {
    /// Whether the strand is recognised on `day` by `force`; `None` stands for a national body.
    pub fn recognised(self, force: Option<Force>, day: Day) -> bool {
        match self {
            Self::NotClaimed => false,
            Self::Race | Self::Religion | Self::SexualOrientation | Self::Disability | Self::Transgender => true,
            Self::SexWorkers => FORCE_STRANDS.iter().any(|(code, strand, since)| {
                *strand == self
                    && force.is_some_and(|force| force.as_str() == *code)
                    && Day::parse(since).is_ok_and(|since| since <= day)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merseyside_since_2006() {
        let [before, since] = ["2005-12-31", "2006-01-01"].map(|day| Day::parse(day).unwrap());
        let merseyside = Force::parse("E23000004").ok();
        assert!(HateCrime::SexWorkers.recognised(merseyside, since));
        assert!(!HateCrime::SexWorkers.recognised(merseyside, before));
        assert!(!HateCrime::SexWorkers.recognised(None, since));
        assert!(!HateCrime::SexWorkers.recognised(Force::parse("E23000010").ok(), since));
        assert!(HateCrime::Transgender.recognised(None, since));
        assert!(!HateCrime::NotClaimed.recognised(None, since));
    }
}

//! Hate crime: strands, and where and since when each is recognised.
//!
//! Five strands are monitored nationally (College of Policing, hate crime guidance). A force can add its own:
//! Merseyside has treated crimes against sex workers as hate crime since 2006. The day in 2006 is not published in
//! the sources at hand; the table takes the first.

use crate::{code::named_code_table, force::Force, timestamp::Day};

named_code_table! {
    /// What the victim said of hate crime.
    HateCrime {
        /// She does not claim it.
        NotClaimed = "not_claimed" "not claimed",
        Race = "race" "race",
        Religion = "religion" "religion",
        SexualOrientation = "sexual_orientation" "sexual orientation",
        Disability = "disability" "disability",
        Transgender = "transgender" "transgender",
        SexWorkers = "sex_workers" "sex workers",
    }
}

/// Who recognises a strand, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// The strand.
    pub strand: HateCrime,
    /// The code of the force that recognises it; `None`: every force, and national bodies.
    pub force: Option<&'static str>,
    /// The first day; `None` when it is older than any record, or not known.
    pub from: Option<&'static str>,
    /// The first day on which it was no longer recognised.
    pub until: Option<&'static str>,
    /// Whether a source at hand confirms the days.
    pub confirmed: bool,
    /// Where it comes from.
    pub source: &'static str,
}

const fn national(strand: HateCrime) -> Recognition {
    let source = "College of Policing, hate crime guidance: monitored strands";
    Recognition { strand, force: None, from: None, until: None, confirmed: true, source }
}

/// Who recognises which strand.
pub const RECOGNITIONS: &[Recognition] = &[
    national(HateCrime::Race),
    national(HateCrime::Religion),
    national(HateCrime::SexualOrientation),
    national(HateCrime::Disability),
    national(HateCrime::Transgender),
    Recognition {
        strand: HateCrime::SexWorkers,
        force: Some("E23000004"),
        from: Some("2006-01-01"),
        until: None,
        confirmed: false,
        source: "Merseyside Police: since 2006; the day is not published",
    },
];

impl Recognition {
    fn holds(&self, force: Option<Force>, day: Day) -> bool {
        let bound = |text: Option<&str>| text.map(Day::parse);
        // A day that does not parse recognises nothing; the tests hold that each does.
        self.force.is_none_or(|code| force.is_some_and(|force| force.as_str() == code))
            && bound(self.from).is_none_or(|from| from.is_ok_and(|from| from <= day))
            && bound(self.until).is_none_or(|until| until.is_ok_and(|until| day < until))
    }
}

impl HateCrime {
    /// Whether the strand is recognised on `day` by `force`; `None` stands for a national body.
    pub fn recognised(self, force: Option<Force>, day: Day) -> bool {
        RECOGNITIONS.iter().any(|recognition| recognition.strand == self && recognition.holds(force, day))
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

    #[test]
    fn recognitions_are_of_forces_of_the_table_and_dated() {
        for recognition in RECOGNITIONS {
            assert_ne!(recognition.strand, HateCrime::NotClaimed);
            assert!(recognition.force.is_none_or(|force| Force::parse(force).is_ok()), "{recognition:?}");
            for day in [recognition.from, recognition.until].into_iter().flatten() {
                assert!(Day::parse(day).is_ok(), "{recognition:?}");
            }
        }
        let strands = RECOGNITIONS.iter().filter(|recognition| recognition.force.is_none()).count();
        assert_eq!(strands, 5);
    }
}

//! How far values agree, what counts together, and the tiers.

use crate::code::code_table;

code_table! {
    /// A tier of a match.
    Tier {
        /// Not worth a look: it says so of two that somebody asked about.
        Unlikely = "unlikely",
        /// Worth a look.
        Possible = "possible",
        /// More likely than not, by far.
        Probable = "probable",
        /// Very likely, on two grounds that do not hang on each other.
        Strong = "strong",
    }
}

code_table! {
    /// How far two values agree.
    Agreement {
        /// The same.
        Same = "same",
        /// The same but for characters that are easily taken for each other.
        Confusable = "confusable",
        /// A known short form of the other.
        Nickname = "nickname",
        /// The same parts in another order: the day and the month of a date.
        Swapped = "swapped",
        /// Not the same, by as little as a slip.
        Near = "near",
        /// The same stem with other digits.
        Stem = "stem",
        /// What is known of one fits the other.
        Part = "part",
        /// It sounds the same, or looks alike.
        Similar = "similar",
        /// One is the first letter of the other.
        Initial = "initial",
        /// They may be the same.
        Compatible = "compatible",
        /// The same, but too many carry it: it tells nothing.
        Common = "common",
        /// Not the same.
        Differs = "differs",
        /// So different that it cannot well be one person.
        Far = "far",
    }
}

code_table! {
    /// Fields that hang on each other: each group's weight is capped, for and against.
    Group {
        Identifiers = "identifiers",
        Names = "names",
        Vehicle = "vehicle",
        Body = "body",
        Marks = "marks",
        Behaviour = "behaviour",
        Place = "place",
        /// Perceived ethnicity and what goes with it: never towards a tier, nor away from one.
        Origin = "origin",
        /// Where somebody lives and when he was born.
        Person = "person",
    }
}

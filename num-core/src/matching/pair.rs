//! Two sightings that a linkage suggests, in structure and in a caseworker's words.

use std::cmp::Reverse;

use super::{
    Agreement, Field, SightingId, Tier, Weight,
    matched::{beginning, in_words},
};
use crate::code::CodeTable;

/// Two sightings that may be of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct SightingPair {
    /// The two sightings.
    pub sightings: [SightingId; 2],
    /// What the evidence weighs together.
    pub weight: Weight,
    /// How likely it is that they are one person.
    pub probability: f64,
    /// The tier.
    pub tier: Tier,
    /// Whether both reports come from one person, as far as pseudonyms tell: one reporter's ten reports are not ten grounds.
    pub same_source: Option<bool>,
    /// How many others may be expected at most to weigh so much by coincidence, in a register of this size.
    pub coincidences: f64,
    /// What speaks for it and against it, by the name of the column; `together` is what two would share as well who only act together.
    /// The weights add up to that of the pair.
    pub evidence: Vec<(String, Agreement, Weight)>,
}

impl SightingPair {
    /// A caseworker's sentence: what speaks for it and against it, and how many others may look so by coincidence. Never a value.
    pub fn sentence(&self) -> String {
        let mut weighing: Vec<&(String, Agreement, Weight)> = self.evidence.iter().collect();
        weighing.sort_by_key(|(.., weight)| Reverse(*weight));
        let words: Vec<String> = weighing
            .into_iter()
            .map(|(name, agreement, weight)| format!("{} ({})", words(name, *agreement), in_words(*weight)))
            .collect();
        let words = if words.is_empty() {
            "nothing that is known of both can be compared".to_owned()
        } else {
            words.join("; ")
        };
        let coincidences = match self.coincidences {
            ..0.01 => {
                "Fewer than one of a hundred registers of this size hold another that fits as well by coincidence."
                    .to_owned()
            }
            0.01..1.0 => {
                format!(
                    "At most one of {:.0} registers of this size holds another that fits as well by coincidence.",
                    1.0 / self.coincidences
                )
            }
            _ => format!("In a register of this size {:.0} others may fit as well by coincidence.", self.coincidences),
        };
        let source = if self.same_source == Some(true) { " Both reports come from one source." } else { "" };
        format!("{}: {words}. {coincidences}{source}", beginning(self.tier))
    }
}

/// What was compared, in a caseworker's words.
fn words(name: &str, agreement: Agreement) -> String {
    let differs = matches!(agreement, Agreement::Differs | Agreement::Far);
    match name {
        "together" => "people who act together would share as much".to_owned(),
        "area" | "force" if differs => "in another area".to_owned(),
        "area" => "in the same area".to_owned(),
        "force" => "in the area of the same force".to_owned(),
        "day" if agreement == Agreement::Same => "on the same day".to_owned(),
        "day" if differs => "years apart".to_owned(),
        "day" => "within a year".to_owned(),
        name => Field::parse(name).map_or_else(|_| name.to_owned(), |field| field.words(agreement)),
    }
}

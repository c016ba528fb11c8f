//! A match as a part of somebody else's page.

use super::{Match, Tier};
use crate::{
    code::CodeTable,
    page::{self, Level, Tone, card, evidence, html, tag},
};

impl Match {
    /// A part of somebody else's page, such as a notebook's: the sentence, and each piece of evidence with its weight. No value of
    /// an identifier is in it.
    pub fn fragment(&self) -> String {
        let [one, other] = self.sightings();
        let words: Vec<String> = self.evidence().iter().map(|one| one.field.words(one.agreement)).collect();
        let weights = words.iter().zip(self.evidence());
        let weights: Vec<_> = weights.map(|(name, one)| page::Weight { name, weight: one.weight.bits() }).collect();
        let tone = match self.tier() {
            Tier::Unlikely => Tone::Neutral,
            Tier::Possible => Tone::Info,
            Tier::Probable | Tier::Strong => Tone::Caution,
        };
        let body = html! {
            p { (tag(tone, &self.tier().words())) " " (self.weight()) }
            p { (self.sentence()) }
            (evidence("For and against, in bits", &weights))
        };
        page::fragment(&card(Level::Three, format!("{one} and {other}"), &body))
    }
}

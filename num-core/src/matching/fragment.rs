//! A match, or a pair of a linkage, as a part of somebody else's page.

use super::{Match, SightingId, SightingPair, Tier, Weight};
use crate::{
    code::CodeTable,
    page::{self, Level, Tone, card, evidence, html, tag},
};

impl Match {
    /// A part of somebody else's page, such as a notebook's: the sentence, and each piece of evidence with its weight. No value of
    /// an identifier is in it.
    pub fn fragment(&self) -> String {
        let weights = self.evidence().iter().map(|one| (one.field.words(one.agreement), one.weight));
        fragment(self.sightings(), self.tier(), self.weight(), &self.sentence(), &weights.collect::<Vec<_>>())
    }
}

impl SightingPair {
    /// A part of somebody else's page, such as a notebook's: the sentence, and each piece of evidence with its weight. No value of
    /// an identifier is in it.
    pub fn fragment(&self) -> String {
        let weights = self.evidence().iter().map(|one| (one.compared(), one.weight));
        fragment(self.sightings(), self.tier(), self.weight(), &self.sentence(), &weights.collect::<Vec<_>>())
    }
}

fn fragment(
    [one, other]: &[SightingId; 2],
    tier: Tier,
    weight: Weight,
    sentence: &str,
    weights: &[(String, Weight)],
) -> String {
    let weights: Vec<_> = weights.iter().map(|(name, weight)| page::Weight { name, weight: weight.bits() }).collect();
    let tone = match tier {
        Tier::Unlikely => Tone::Neutral,
        Tier::Possible => Tone::Info,
        Tier::Probable | Tier::Strong => Tone::Caution,
    };
    let body = html! {
        p { (tag(tone, &tier.words())) " " (weight) }
        p { (sentence) }
        (evidence("For and against, in bits", &weights))
    };
    page::fragment(&card(Level::Three, format!("{one} and {other}"), &body))
}

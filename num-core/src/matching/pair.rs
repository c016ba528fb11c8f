//! Two sightings that a linkage suggests, in structure and in a caseworker's words.

use std::cmp::Reverse;

use serde::{Serialize, Serializer};

use super::{
    Agreement, Field, SightingId, Tier, Weight,
    matched::{beginning, in_words},
};
use crate::code::CodeTable;

/// One thing that speaks for a pair or against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightingEvidence {
    /// What was compared: a field by its code, `area`, `force` or `day`; `together` is what two would share as well who only act together.
    pub name: String,
    /// How far it agrees.
    pub agreement: Agreement,
    /// What it weighs, after what others say already does not count twice.
    pub weight: Weight,
}

impl SightingEvidence {
    /// In a caseworker's words, such as `same phone number (strong)`. No value of an identifier is in them.
    pub fn words(&self) -> String {
        format!("{} ({})", self.compared(), in_words(self.weight))
    }

    /// What was compared, and how far it agrees, in a caseworker's words.
    pub(super) fn compared(&self) -> String {
        let differs = matches!(self.agreement, Agreement::Differs | Agreement::Far);
        match self.name.as_str() {
            "together" => "people who act together would share as much".to_owned(),
            "area" | "force" if differs => "in another area".to_owned(),
            "area" => "in the same area".to_owned(),
            "force" => "in the area of the same force".to_owned(),
            "day" if self.agreement == Agreement::Same => "on the same day".to_owned(),
            "day" if differs => "years apart".to_owned(),
            "day" => "within a year".to_owned(),
            name => Field::parse(name).map_or_else(|_| name.to_owned(), |field| field.words(self.agreement)),
        }
    }
}

/// Two sightings that may be of one person, by a model that was learnt: a suggestion, with its evidence. Serialises as
/// `uglymugs.sighting_pair/1`.
#[derive(Clone, Debug, PartialEq)]
pub struct SightingPair {
    pub(super) sightings: [SightingId; 2],
    pub(super) weight: Weight,
    pub(super) probability: f64,
    pub(super) tier: Tier,
    pub(super) same_source: Option<bool>,
    pub(super) coincidences: f64,
    pub(super) evidence: Vec<SightingEvidence>,
}

impl SightingPair {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.sighting_pair/1";

    /// The two sightings: the one that was asked about first, else in the order of their ids.
    pub fn sightings(&self) -> &[SightingId; 2] {
        &self.sightings
    }

    /// What the evidence weighs together: exactly the sum of its weights.
    pub fn weight(&self) -> Weight {
        self.weight
    }

    /// How likely it is that they are one person, by the model and among as many sightings as there are.
    pub fn probability(&self) -> f64 {
        self.probability
    }

    /// The tier.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Whether both reports come from one person, as far as pseudonyms tell: one reporter's ten reports are not ten grounds.
    pub fn is_same_source(&self) -> Option<bool> {
        self.same_source
    }

    /// How many others may be expected at most to weigh so much by coincidence, among as many sightings as there are.
    pub fn coincidences(&self) -> f64 {
        self.coincidences
    }

    /// What speaks for it and against it, in the order of the columns.
    pub fn evidence(&self) -> &[SightingEvidence] {
        &self.evidence
    }

    /// A caseworker's sentence: what speaks for it and against it, and how many others may look so by coincidence. Never a value.
    pub fn sentence(&self) -> String {
        let mut weighing: Vec<&SightingEvidence> = self.evidence.iter().collect();
        weighing.sort_by_key(|one| Reverse(one.weight));
        let words: Vec<String> = weighing.into_iter().map(SightingEvidence::words).collect();
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

/// `uglymugs.sighting_pair/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SightingPair"))]
pub(crate) struct SightingPairWire<'p> {
    schema: &'p str,
    /// The one that was asked about first, else in the order of their ids.
    sightings: &'p [SightingId; 2],
    tier: Tier,
    /// In hundredths of a bit: the sum of the weights of the evidence.
    weight: Weight,
    /// To four places: what is behind them is dropped.
    probability: f64,
    /// Whether both reports come from one person; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    same_source: Option<bool>,
    /// How many others may be expected at most to weigh so much by coincidence; to four places, rounded up.
    coincidences: f64,
    evidence: Vec<EvidenceWire<'p>>,
    sentence: String,
}

/// One thing that speaks for it or against it.
#[derive(Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "SightingEvidence", deny_unknown_fields)
)]
struct EvidenceWire<'p> {
    /// What was compared.
    name: &'p str,
    agreement: Agreement,
    weight: Weight,
    words: String,
}

/// Of what a number is told on the wire: platforms may differ in its last places.
const PLACES: f64 = 10_000.0;

impl Serialize for SightingPair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let evidence = self.evidence.iter().map(|one| EvidenceWire {
            name: &one.name,
            agreement: one.agreement,
            weight: one.weight,
            words: one.words(),
        });
        let wire = SightingPairWire {
            schema: Self::SCHEMA,
            sightings: &self.sightings,
            tier: self.tier,
            weight: self.weight,
            probability: (self.probability * PLACES).floor() / PLACES,
            same_source: self.same_source,
            coincidences: (self.coincidences * PLACES).ceil() / PLACES,
            evidence: evidence.collect(),
            sentence: self.sentence(),
        };
        wire.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SightingPair {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SightingPair".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        SightingPairWire::json_schema(generator)
    }
}

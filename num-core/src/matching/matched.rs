//! A match: two sightings that may be of one person, with what speaks for it and against it.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{Agreement, Field, Group, Model, Sighting, SightingId, Tier, Weight, model::Parameter};
use crate::code::CodeTable;

/// One thing that speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// What was compared.
    pub field: Field,
    /// How far it agrees.
    pub agreement: Agreement,
    /// What it weighs, after the caps of its group: what others of the group say already does not count twice.
    pub weight: Weight,
}

impl Evidence {
    /// In a caseworker's words, such as `same phone number (strong)`. No value of an identifier is in them.
    pub fn words(&self) -> String {
        format!("{} ({})", self.field.words(self.agreement), in_words(self.weight))
    }
}

/// How much evidence weighs, in words.
pub(super) fn in_words(weight: Weight) -> &'static str {
    match weight.hundredths() {
        1_000.. => "strong",
        400..1_000 => "medium",
        1..400 => "weak",
        0 => "weighs nothing",
        -399..0 => "against",
        _ => "strongly against",
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("Evidence", 4)?;
        members.serialize_field("field", &self.field)?;
        members.serialize_field("agreement", &self.agreement)?;
        members.serialize_field("weight", &self.weight)?;
        members.serialize_field("words", &self.words())?;
        members.end()
    }
}

/// What evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) weight: Weight,
    /// The prior and the weight.
    odds: Weight,
    pub(super) tier: Tier,
}

impl Verdict {
    pub(super) fn of(evidence: &[Evidence], model: &Model, prior: Weight, thresholds: Thresholds) -> Self {
        let (mut weight, mut origin) = (Weight::ZERO, Weight::ZERO);
        for one in evidence {
            weight = weight + one.weight;
            if one.field.group() == Group::Origin {
                origin = origin + one.weight;
            }
        }
        let odds = prior + weight;
        // Neither for a tier nor against it: what is perceived of somebody's origin moves nobody over a threshold.
        let without_origin = odds - origin;
        let tier = if without_origin < thresholds.possible {
            Tier::Unlikely
        } else {
            Grounds::of(evidence, model).tier(without_origin, thresholds)
        };
        Self { weight, odds, tier }
    }
}

/// From which odds on a tier can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thresholds {
    possible: Weight,
    probable: Weight,
    strong: Weight,
}

impl Thresholds {
    pub(super) fn of(model: &Model) -> Self {
        let reaching = |parameter| Weight::reaching(model.parameter(parameter));
        Self {
            possible: reaching(Parameter::Possible),
            probable: reaching(Parameter::Probable),
            strong: reaching(Parameter::Strong),
        }
    }
}

/// What a tier rests on.
#[derive(Clone, Copy, Debug, Default)]
struct Grounds {
    /// Kinds of identifiers that speak for it.
    identifiers: usize,
    /// Groups other than identifiers that speak for it.
    others: usize,
    /// Whether something that tells one person from others speaks for it: an identifier, a name, a mark.
    telling: bool,
    /// Whether identifiers of one kind differ, and none speaks for it.
    identifiers_differ: bool,
    /// Whether something speaks so strongly against it that it cannot well be one person.
    contradicted: bool,
}

impl Grounds {
    fn of(evidence: &[Evidence], model: &Model) -> Self {
        let in_group = |group: Group| evidence.iter().filter(move |one| one.field.group() == group);
        let total = |group: Group| in_group(group).map(|one| one.weight).sum::<Weight>();
        let identifiers = in_group(Group::Identifiers)
            .filter(|one| one.weight >= model.weight_of(Parameter::IdentifierGround))
            .count();
        let plate = evidence.iter().any(|one| one.field == Field::Plate && one.weight > Weight::ZERO);
        let ground = model.weight_of(Parameter::OtherGround);
        // A car that goes with its plate is no second ground; nor is where it happened, which partners have in common.
        let others = [Group::Names, Group::Marks, Group::Body, Group::Behaviour]
            .into_iter()
            .filter(|group| total(*group) >= ground);
        let others = others.count() + usize::from(!plate && total(Group::Vehicle) >= ground);
        let telling = [Group::Identifiers, Group::Names, Group::Marks].into_iter().any(|group| total(group) >= ground);
        let differ = |one: &Evidence| one.agreement == Agreement::Differs;
        Self {
            identifiers,
            others,
            telling,
            identifiers_differ: identifiers == 0 && in_group(Group::Identifiers).any(differ),
            contradicted: evidence.iter().any(|one| one.weight <= model.weight_of(Parameter::Contradiction)),
        }
    }

    /// The tier at odds that are at least possible.
    fn tier(self, odds: Weight, thresholds: Thresholds) -> Tier {
        let two_grounds = self.identifiers >= 1 && self.identifiers + self.others >= 2;
        if two_grounds && !self.contradicted && odds >= thresholds.strong {
            Tier::Strong
        } else if odds >= thresholds.probable && (self.telling || !self.identifiers_differ) {
            Tier::Probable
        } else {
            Tier::Possible
        }
    }
}

/// Two sightings that may be of one person: a suggestion, with its evidence. Serialises as `uglymugs.match/1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    sightings: [SightingId; 2],
    verdict: Verdict,
    same_source: Option<bool>,
    evidence: Vec<Evidence>,
}

impl Match {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.match/1";

    pub(super) fn new(one: &Sighting, other: &Sighting, verdict: Verdict, evidence: Vec<Evidence>) -> Self {
        let mut sightings = [one.id.clone(), other.id.clone()];
        sightings.sort_unstable();
        Self { sightings, verdict, same_source: one.source.is_same(other.source), evidence }
    }

    /// The two sightings, in the order of their ids.
    pub fn sightings(&self) -> &[SightingId; 2] {
        &self.sightings
    }

    /// The other one of the two; `None` when `id` is neither.
    pub fn other(&self, id: &SightingId) -> Option<&SightingId> {
        let [one, other] = &self.sightings;
        if id == one { Some(other) } else { (id == other).then_some(one) }
    }

    /// What the evidence weighs together: exactly the sum of its weights.
    pub fn weight(&self) -> Weight {
        self.verdict.weight
    }

    /// How likely it is that they are one person, by the model and in a register of this size.
    pub fn probability(&self) -> f64 {
        f64::from(self.verdict.odds.probability()) / 10_000.0
    }

    /// The tier.
    pub fn tier(&self) -> Tier {
        self.verdict.tier
    }

    /// Whether both reports come from one person, as far as pseudonyms tell: one reporter's ten reports are not ten grounds.
    pub fn is_same_source(&self) -> Option<bool> {
        self.same_source
    }

    /// What speaks for it and against it, in the order of the fields.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// A caseworker's sentence: kinds, levels and coded words, never a value.
    pub fn sentence(&self) -> String {
        let start = beginning(self.tier());
        let mut weighing: Vec<&Evidence> = self.evidence.iter().collect();
        // What speaks most for it first, what speaks most against it last; equal ones stay in the order of fields.
        weighing.sort_by_key(|one| std::cmp::Reverse(one.weight));
        let words: Vec<String> = weighing.into_iter().map(Evidence::words).collect();
        let words = if words.is_empty() {
            "nothing that is known of both can be compared".to_owned()
        } else {
            words.join("; ")
        };
        let source = if self.same_source == Some(true) { " Both reports come from one source." } else { "" };
        format!("{start}: {words}.{source}")
    }
}

/// How a caseworker's sentence begins.
pub(super) fn beginning(tier: Tier) -> String {
    match tier {
        Tier::Unlikely => "Unlikely to be the same person (to be checked by a person)".to_owned(),
        tier => format!("May be the same person ({}, to be checked by a person)", tier.as_str()),
    }
}

/// `uglymugs.match/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Match"))]
pub(crate) struct MatchWire<'m> {
    schema: &'m str,
    /// The two sightings, in the order of their ids.
    sightings: &'m [SightingId; 2],
    tier: Tier,
    /// In hundredths of a bit: the sum of the weights of the evidence.
    weight: Weight,
    /// To four places.
    probability: f64,
    /// Whether both reports come from one person; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    same_source: Option<bool>,
    evidence: &'m [Evidence],
    sentence: String,
}

impl Serialize for Match {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = MatchWire {
            schema: Self::SCHEMA,
            sightings: &self.sightings,
            tier: self.tier(),
            weight: self.weight(),
            probability: self.probability(),
            same_source: self.same_source,
            evidence: &self.evidence,
            sentence: self.sentence(),
        };
        wire.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Agreement, Evidence, Field, Match, MatchWire, Weight};

    impl JsonSchema for Evidence {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Evidence".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (field, agreement) = (generator.subschema_for::<Field>(), generator.subschema_for::<Agreement>());
            let weight = generator.subschema_for::<Weight>();
            json_schema!({
                "type": "object",
                "properties": {"field": field, "agreement": agreement, "weight": weight, "words": {"type": "string"}},
                "required": ["field", "agreement", "weight", "words"],
                "additionalProperties": false
            })
        }
    }

    impl JsonSchema for Match {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Match".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            MatchWire::json_schema(generator)
        }
    }
}

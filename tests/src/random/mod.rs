//! Random valid cases, the same for the same seed.

mod beside;
mod consent;
mod incident;
mod offender;
mod policy;
mod pools;

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A question about a random report.
pub struct Asked {
    /// An `uglymugs.case/1`.
    pub case: Value,
    /// An `uglymugs.policy/1`: the one handed in, or a tighter one.
    pub policy: Value,
    /// Who asks.
    pub recipient: String,
    /// When it is asked.
    pub as_of: String,
}

/// The question of this seed. `common` is the policy that is asked under, most of the time.
pub fn asked(seed: u64, common: &Value) -> Asked {
    let mut dice = Dice(Rng::with_seed(seed));
    let recipient = recipient(&mut dice);
    let as_of = as_of(&mut dice);
    let incident = incident::incident(&mut dice);
    let identity = beside::identity(&mut dice, &incident);
    let consent = consent::consent(&mut dice, &incident, &recipient);
    let circumstances = beside::circumstances(&mut dice, &incident);

    let mut case = Map::new();
    case.insert("schema".to_owned(), json!("uglymugs.case/1"));
    case.insert("incident".to_owned(), incident);
    for (name, document, often) in
        [("identity", identity, 93), ("consent", consent, 98), ("circumstances", circumstances, 98)]
    {
        if dice.percent(often) {
            case.insert(name.to_owned(), document);
        }
    }
    if dice.percent(1) {
        for beside in ["identity", "consent", "circumstances"] {
            if dice.percent(50) && case.contains_key(beside) {
                case[beside]["incident"] = json!("another");
            }
        }
    }
    Asked { case: Value::Object(case), policy: policy::policy(&mut dice, common), recipient, as_of }
}

fn recipient(dice: &mut Dice) -> String {
    let scheme = dice.one(pools::SCHEMES);
    let police = dice.one(pools::POLICE);
    match dice.below(7) {
        0 => format!("members/{scheme}/alert"),
        1 => format!("members/{scheme}/lookup"),
        2 => format!("police_anonymous/{police}"),
        3 | 4 => format!("police_full/{police}"),
        5 => format!("partner/{scheme}"),
        _ => "research/2026-1".to_owned(),
    }
}

fn as_of(dice: &mut Dice) -> String {
    if dice.percent(1) { "2011-12-31T23:59:59+00:00".to_owned() } else { dice.one(pools::AS_OF) }
}

/// A random choice, and nothing else.
struct Dice(Rng);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    fn one(&mut self, pool: &[&str]) -> String {
        pool[self.below(pool.len())].to_owned()
    }

    /// Up to this many different ones.
    fn some(&mut self, pool: &[&str], most: usize) -> Vec<String> {
        let mut chosen: Vec<String> = Vec::new();
        for _ in 0..self.below(most + 1) {
            let next = self.one(pool);
            if !chosen.contains(&next) {
                chosen.push(next);
            }
        }
        chosen
    }

    /// The value most of the time, else one of the three answers, else nothing at all.
    fn answer(&mut self, known: usize, value: Value) -> Value {
        if self.percent(known) {
            return value;
        }
        match self.below(4) {
            0 => json!({"answer": "unknown"}),
            1 => json!({"answer": "not_asked"}),
            2 => json!({"answer": "refused"}),
            _ => Value::Null,
        }
    }

    /// One code of a pool most of the time, else one of the three answers, else nothing at all.
    fn answer_of(&mut self, known: usize, pool: &[&str]) -> Value {
        let code = self.one(pool);
        self.answer(known, json!(code))
    }

    /// The value, or nothing.
    fn maybe(&mut self, often: usize, value: impl Into<Value>) -> Value {
        if self.percent(often) { value.into() } else { Value::Null }
    }
}

/// An object without the members that are not there; an empty one is not there itself.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let there: Map<String, Value> = members
        .into_iter()
        .filter(|(_, value)| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()))
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    if there.is_empty() { Value::Null } else { Value::Object(there) }
}

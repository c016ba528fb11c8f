//! Policies that are tighter than the default, now and then.

use super::{Dice, pools};
use crate::reference::{COLUMNS, ROWS, chain};
use serde_json::{Map, Value, json};

pub(super) fn policy(dice: &mut Dice, common: &Value) -> Value {
    let mut policy = common.clone();
    if dice.percent(82) {
        return policy;
    }
    let mut version = policy["versions"][0].clone();
    if dice.percent(20) {
        version["minimum_households"] = json!(7_000);
    }
    if dice.percent(85) {
        version["rows"] = rows(dice);
    }
    if dice.percent(30) {
        version["version"] = json!("later");
        version["from"] = json!(dice.one(pools::TO_COME));
        policy["versions"].as_array_mut().expect("versions").push(version);
    } else {
        policy["versions"] = json!([version]);
    }
    policy
}

/// The default table with some cells brought down and now and then a row or a cell left out.
fn rows(dice: &mut Dice) -> Value {
    let mut rows = Map::new();
    for (path, _, forms) in ROWS {
        let mut row = Map::new();
        for (column, form) in COLUMNS.into_iter().zip(forms) {
            let place = chain(path).iter().position(|known| *known == form).expect("a form of the chain");
            let form = if dice.percent(25) { chain(path)[dice.below(place + 1)] } else { form };
            if !dice.percent(1) {
                row.insert(column.to_owned(), json!(form));
            }
        }
        if !dice.percent(1) {
            rows.insert(path.to_owned(), Value::Object(row));
        }
    }
    Value::Object(rows)
}

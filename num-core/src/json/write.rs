use serde::{Serialize, Serializer, ser::SerializeMap, ser::SerializeSeq};
use serde_json::value::RawValue;

use super::{Extra, Node, Value};

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            // A number goes back as it came; JSON text is the only format that this tree is written in.
            Value::Number(digits) => match RawValue::from_string(digits.to_string()) {
                Ok(raw) => raw.serialize(serializer),
                Err(_) => serializer.serialize_unit(),
            },
            Value::Text(text) => serializer.serialize_str(text.expose()),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for member in members {
                    map.serialize_entry(member.name.expose(), &member.node)?;
                }
                map.end()
            }
        }
    }
}

/// A record as JSON text, with the members that lenient reading kept put back where they stood.
pub(crate) fn to_string(record: &impl Serialize, extras: &[Extra]) -> String {
    // Serialising our own types into memory cannot fail: no map has keys that are not text.
    let text = serde_json::to_string(record).unwrap_or_default();
    if extras.is_empty() {
        return text;
    }
    let Ok(mut document) = super::Document::of_our_own(text.as_bytes()) else { return text };
    for extra in extras {
        if let Some(holder) = descend(&mut document.root, &extra.holder) {
            if extra.of_answer && holder.is_empty() {
                holder.append("answer", Node::text("not_asked"));
            }
            // Names that are not ours meet no name of ours, and none of them stands twice.
            holder.append(extra.member.name.expose(), extra.member.node.clone());
        }
    }
    serde_json::to_string(&document.root).unwrap_or(text)
}

/// The object at a concrete path; members on the way are made where they are not there.
fn descend<'n>(root: &'n mut Node, path: &str) -> Option<&'n mut Node> {
    let mut node = root;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (name, indexes) = step.split_once('[').map_or((step, ""), |(name, rest)| (name, rest));
        node = node.member(name, Node::object)?;
        for index in indexes.split('[').filter(|index| !index.is_empty()) {
            let index: usize = index.trim_end_matches(']').parse().ok()?;
            let Value::List(items) = &mut node.value else { return None };
            node = items.get_mut(index)?;
        }
    }
    Some(node)
}

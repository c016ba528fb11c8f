//! What the values of a mapping stand for, and what they take from the rest of the row.

use super::{path::MappedPath, tree};
use crate::{
    json::{Node, Value},
    sensitive::Sensitive,
};

/// What a cell stands for.
pub(super) struct Meaning {
    /// The value; `null` for *nothing was said*.
    pub(super) value: Node,
    /// Whether a text of it refers to something else of the row.
    pub(super) refers: bool,
}

impl Meaning {
    /// Takes a value in.
    ///
    /// # Errors
    /// Where it refers to what is no path, or to no single one.
    pub(super) fn new(value: &Node) -> Result<Self, ()> {
        let mut refers = false;
        walk(value, &mut |text| {
            for part in parts(text) {
                if let Part::Path(path) = part {
                    refers = true;
                    if MappedPath::parse(path).is_none_or(|path| path.pushes()) {
                        return Err(());
                    }
                }
            }
            Ok(())
        })?;
        Ok(Self { value: tree::unplaced(value.clone()), refers })
    }
}

fn walk(node: &Node, see: &mut impl FnMut(&str) -> Result<(), ()>) -> Result<(), ()> {
    match &node.value {
        Value::Text(text) => see(text.expose()),
        Value::List(items) => items.iter().try_for_each(|item| walk(item, see)),
        Value::Object(members) => members.iter().try_for_each(|member| walk(&member.node, see)),
        _ => Ok(()),
    }
}

/// A part of a text: as it is, or a path in braces.
enum Part<'t> {
    Text(&'t str),
    Path(&'t str),
}

/// The parts of a text. Braces around anything but what a path is written with are braces.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(open) = rest.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let inner = rest.get(open + 1..).and_then(|inner| inner.split_once('}')).map(|(inner, _)| inner);
        let is_path = |inner: &&str| {
            !inner.is_empty()
                && inner.bytes().all(|byte| {
                    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'[' | b']')
                })
        };
        let Some(path) = inner.filter(is_path) else {
            from = open + 1;
            continue;
        };
        parts.extend(rest.get(..open).filter(|text| !text.is_empty()).map(Part::Text));
        parts.push(Part::Path(path));
        rest = rest.get(open + path.len() + 2..).unwrap_or("");
        from = 0;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// A value with what it refers to filled in; `None` when the row gave nothing for it.
pub(super) fn filled(value: &Node, root: &Node) -> Option<Node> {
    let filled_in = match &value.value {
        Value::Text(text) => {
            let mut whole = String::new();
            for part in parts(text.expose()) {
                match part {
                    Part::Text(text) => whole.push_str(text),
                    Part::Path(path) => match &tree::find(root, &MappedPath::parse(path)?)?.value {
                        Value::Text(text) => whole.push_str(text.expose()),
                        Value::Number(digits) => whole.push_str(digits),
                        _ => return None,
                    },
                }
            }
            Value::Text(Sensitive::new(whole))
        }
        Value::List(items) => Value::List(items.iter().map(|item| filled(item, root)).collect::<Option<_>>()?),
        Value::Object(members) => {
            let mut object = Node::object();
            for member in members {
                object.append(member.name.expose(), filled(&member.node, root)?);
            }
            return Some(object);
        }
        other => other.clone(),
    };
    Some(Node::new(filled_in))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_filled_in() {
        let mut root = Node::object();
        let force = MappedPath::parse("place.force").unwrap();
        assert!(tree::put(&mut root, &force, Node::text("E23000010"), &mut Vec::new()).is_ok());
        let said = |text: &str| filled(&Node::text(text), &root).map(|node| serde_json::to_string(&node).unwrap());
        assert_eq!(said("{place.force}").as_deref(), Some(r#""E23000010""#));
        assert_eq!(said("to {place.force}, {or} {} {To her}").as_deref(), None);
        assert_eq!(said("to {place.force}, {} {To her").as_deref(), Some(r#""to E23000010, {} {To her""#));
        assert_eq!(said("{place.area}"), None);
        assert_eq!(said("{place}"), None);
        assert!(Meaning::new(&Node::text("{place.force}")).unwrap().refers);
        assert!(!Meaning::new(&Node::text("{Place}")).unwrap().refers);
        assert!(Meaning::new(&Node::text("{place.farce}")).is_err());
        assert!(Meaning::new(&Node::text("{offences[].kind}")).is_err());
    }
}

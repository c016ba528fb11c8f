//! The tree of a case in the making: values put at paths.

use super::path::{MappedPath, Step};
use crate::{
    formats::known::Fingerprint,
    json::{Node, Value},
};

/// What stands where an element is still to come.
const HOLE: usize = usize::MAX;

/// Another value stands there, or one that has no such members.
pub(super) struct Conflict;

fn hole() -> Node {
    Node { at: Some(HOLE), value: Value::Null }
}

fn is_hole(node: &Node) -> bool {
    node.at == Some(HOLE) && matches!(node.value, Value::Null)
}

fn items(node: &mut Node) -> Option<&mut Vec<Node>> {
    if let Value::List(items) = &mut node.value { Some(items) } else { None }
}

/// What has to be there for a step to be taken.
fn holder_for(step: Option<&Step>) -> Node {
    match step {
        Some(Step::Member(_)) | None => Node::object(),
        Some(Step::Element(_) | Step::Push) => Node::list(),
    }
}

/// Puts a value at a path. `made` takes the numbers of the elements that were made on the way.
///
/// # Errors
/// Where something else stands there already. What was made on the way stays.
pub(super) fn put(root: &mut Node, path: &MappedPath, value: Node, made: &mut Vec<usize>) -> Result<(), Conflict> {
    let mut node = root;
    let mut steps = path.steps.iter().peekable();
    while let Some(step) = steps.next() {
        let next = steps.peek().copied();
        // An answer has no other members.
        if node.get("answer").is_some() {
            return Err(Conflict);
        }
        let place = match step {
            Step::Member(name) => node.member(name, hole),
            Step::Element(index) => items(node).and_then(|items| {
                while items.len() <= *index {
                    items.push(hole());
                }
                items.get_mut(*index)
            }),
            Step::Push => items(node).and_then(|items| {
                made.push(items.len());
                items.push(hole());
                items.last_mut()
            }),
        };
        node = place.ok_or(Conflict)?;
        if is_hole(node) {
            if next.is_none() {
                *node = value;
                return Ok(());
            }
            *node = holder_for(next);
        }
    }
    if same(node, &value) { Ok(()) } else { Err(Conflict) }
}

/// What stands at a path that makes no elements.
pub(super) fn find<'n>(root: &'n Node, path: &MappedPath) -> Option<&'n Node> {
    path.steps.iter().try_fold(root, |node, step| match (step, &node.value) {
        (Step::Member(name), _) => node.get(name),
        (Step::Element(index), Value::List(items)) => items.get(*index).filter(|item| !is_hole(item)),
        _ => None,
    })
}

/// What stands at a path, with the numbers of the elements that were made.
pub(super) fn find_mut<'n>(root: &'n mut Node, path: &MappedPath, made: &[usize]) -> Option<&'n mut Node> {
    let mut made = made.iter();
    path.steps.iter().try_fold(root, |node, step| match (step, &mut node.value) {
        (Step::Member(name), Value::Object(members)) => {
            members.iter_mut().find(|member| member.name.expose() == name).map(|member| &mut member.node)
        }
        (Step::Element(index), Value::List(items)) => items.get_mut(*index),
        (Step::Push, Value::List(items)) => items.get_mut(*made.next()?),
        _ => None,
    })
}

/// Whether two values are the same, wherever they were written.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(members)) => {
            one.len() == members.len()
                && one.iter().all(|member| {
                    other.get(member.name.expose()).is_some_and(|node| !member.repeated && same(&member.node, node))
                })
        }
        _ => false,
    }
}

/// Takes the places in a document from a value that was parsed by itself: they are none of the file's.
pub(super) fn unplaced(mut node: Node) -> Node {
    node.at = None;
    node.value = match node.value {
        Value::List(items) => Value::List(items.into_iter().map(unplaced).collect()),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|mut member| {
                    member.at = None;
                    member.node = unplaced(member.node);
                    member
                })
                .collect(),
        ),
        value => value,
    };
    node
}

/// An element that moved up, since nothing was said of one before it.
pub(super) struct Moved {
    /// The list, as `wire.md` writes it.
    pub(super) list: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Takes out the events of consent of which nothing says what they are and that grant nothing: a sheet has the date of an answer
/// also where the answer was no.
pub(super) fn drop_silent_events(root: &mut Node) {
    fn member<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Node> {
        let Value::Object(members) = &mut node.value else { return None };
        members.iter_mut().find(|member| member.name.expose() == name).map(|member| &mut member.node)
    }
    let grants = |event: &Node| matches!(event.get("grants").map(|node| &node.value), Some(Value::List(grants)) if !grants.is_empty());
    let events = member(root, "consent").and_then(|consent| member(consent, "events")).and_then(items);
    for event in events.into_iter().flatten() {
        if matches!(event.value, Value::Object(_)) && event.get("event").is_none() && !grants(event) {
            *event = hole();
        }
    }
}

/// Closes the gaps that rows leave: of the offenders each keeps its number, in any other list what follows moves up.
pub(super) fn close_gaps(root: &mut Node) -> Vec<Moved> {
    let mut moved = Vec::new();
    // Few rows have any: the paths are written for those alone.
    if has_gaps(root) {
        close_gaps_below(root, "", &mut moved);
    }
    moved
}

fn has_gaps(node: &Node) -> bool {
    match &node.value {
        Value::Object(members) => members.iter().any(|member| has_gaps(&member.node)),
        Value::List(items) => items.iter().any(|item| is_hole(item) || has_gaps(item)),
        _ => false,
    }
}

fn close_gaps_below(node: &mut Node, path: &str, moved: &mut Vec<Moved>) {
    match &mut node.value {
        Value::Object(members) => {
            for member in members {
                let name = member.name.expose().as_str();
                let path = match path {
                    "" if name == "incident" => String::new(),
                    "" => name.to_owned(),
                    path => format!("{path}.{name}"),
                };
                close_gaps_below(&mut member.node, &path, moved);
            }
        }
        Value::List(items) => {
            // Consent and circumstances name offenders by their numbers.
            if path == "offenders" {
                items.iter_mut().filter(|item| is_hole(item)).for_each(|item| *item = Node::object());
            } else if items.iter().any(is_hole) {
                let there = items.iter().enumerate().filter(|(_, item)| !is_hole(item)).map(|(from, _)| from);
                moved.extend(there.enumerate().filter(|(to, from)| to != from).map(|(to, from)| Moved {
                    list: path.to_owned(),
                    from,
                    to,
                }));
                items.retain(|item| !is_hole(item));
            }
            for (index, item) in items.iter_mut().enumerate() {
                close_gaps_below(item, &format!("{path}[{index}]"), moved);
            }
        }
        _ => {}
    }
}

/// The content of a tree, whatever the order of its members.
pub(super) fn add_to(fingerprint: &mut Fingerprint, node: &Node) {
    match &node.value {
        Value::Null => fingerprint.bytes(b"n"),
        Value::Bool(false) => fingerprint.bytes(b"f"),
        Value::Bool(true) => fingerprint.bytes(b"t"),
        Value::Number(digits) => {
            fingerprint.bytes(b"d");
            fingerprint.text(digits);
        }
        Value::Text(text) => {
            fingerprint.bytes(b"s");
            fingerprint.text(text.expose());
        }
        Value::List(items) => {
            fingerprint.bytes(b"l");
            fingerprint.number(items.len());
            items.iter().for_each(|item| add_to(fingerprint, item));
        }
        Value::Object(members) => {
            fingerprint.bytes(b"o");
            fingerprint.number(members.len());
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|one, other| one.name.expose().cmp(other.name.expose()));
            for member in sorted {
                fingerprint.text(member.name.expose());
                add_to(fingerprint, &member.node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> MappedPath {
        MappedPath::parse(text).unwrap()
    }

    fn json(root: &Node) -> String {
        serde_json::to_string(root).unwrap()
    }

    #[test]
    fn values_are_put_where_the_path_says() {
        let mut root = Node::object();
        let mut made = Vec::new();
        for (at, text) in [
            ("offences[].kind", "robbery"),
            ("offences[].kind", "rape"),
            ("offenders[0].aliases[]", "Baz"),
            ("when.day", "2026-02-03"),
            ("when.day", "2026-02-03"),
            ("identity.victim.names[]", "Ann"),
        ] {
            assert!(put(&mut root, &path(at), Node::text(text), &mut made).is_ok(), "{at}");
        }
        assert_eq!(made, [0, 1, 0, 0]);
        assert_eq!(
            json(&root),
            r#"{"incident":{"offences":[{"kind":"robbery"},{"kind":"rape"}],"offenders":[{"aliases":["Baz"]}],"when":{"day":"2026-02-03"}},"identity":{"victim":{"names":["Ann"]}}}"#
        );
        assert!(put(&mut root, &path("when.day"), Node::text("2026-02-04"), &mut made).is_err());
        assert!(put(&mut root, &path("when"), Node::text("then"), &mut made).is_err());
        assert!(put(&mut root, &path("when.day"), Node::object(), &mut made).is_err());
        assert!(find(&root, &path("offences[1].kind")).is_some());
        assert!(find(&root, &path("offences[2].kind")).is_none());
    }

    #[test]
    fn nothing_is_added_to_an_answer() {
        let mut root = Node::object();
        let mut answer = Node::object();
        answer.append("answer", Node::text("unknown"));
        assert!(put(&mut root, &path("when"), answer, &mut Vec::new()).is_ok());
        assert!(put(&mut root, &path("when.part_of_day"), Node::text("evening"), &mut Vec::new()).is_err());
    }

    #[test]
    fn gaps_close_and_offenders_keep_their_numbers() {
        let mut root = Node::object();
        for at in ["offences[2].kind", "offenders[1].phones[1]", "offences[0].kind"] {
            assert!(put(&mut root, &path(at), Node::text("x"), &mut Vec::new()).is_ok());
        }
        let moved = close_gaps(&mut root);
        assert_eq!(
            json(&root),
            r#"{"incident":{"offences":[{"kind":"x"},{"kind":"x"}],"offenders":[{},{"phones":["x"]}]}}"#
        );
        let moved: Vec<_> = moved.iter().map(|moved| (moved.list.as_str(), moved.from, moved.to)).collect();
        assert_eq!(moved, [("offences", 2, 1), ("offenders[1].phones", 1, 0)]);
    }
}

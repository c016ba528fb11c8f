//! The standard mapping: a column for every path.

use super::{
    mapping::Mapping,
    wire::{DOCUMENTS, Shape},
};
use crate::json::{Document, Node};

/// How many offenders there are columns for.
const OFFENDERS: usize = 3;

/// Objects that say something by being there, with nothing in them: a column for the object itself.
const EMPTY_OBJECTS: &[&str] = &["offenders[]", "identity.victim", "identity.reporter", "address", "home_address"];

impl Mapping {
    /// The mapping with a column for every path, named by the path, for up to three offenders. What is no plain text stands in
    /// its cell as JSON; consent and circumstances as a whole.
    pub fn standard() -> Self {
        let mut columns = Node::list();
        for (document, shape) in DOCUMENTS {
            match *document {
                "incident" => members(shape, "", &mut columns),
                "identity" => members(shape, document, &mut columns),
                whole => columns.push(column(whole, "json")),
            }
        }
        let mut mapping = Node::object();
        mapping.append("schema", Node::text(Self::SCHEMA));
        mapping.append("name", Node::text("standard"));
        // No text stands for anything but itself.
        for words in ["unknown", "refused", "blank"] {
            mapping.append(words, Node::list());
        }
        mapping.append("columns", columns);
        Self::from_document(Document::new(mapping)).unwrap_or_else(|_| Self::nothing())
    }
}

fn column(path: &str, read: &str) -> Node {
    let mut column = Node::object();
    column.append("column", Node::text(path));
    column.append("path", Node::text(path));
    column.append("read", Node::text(read));
    column
}

fn members(shape: &Shape, path: &str, columns: &mut Node) {
    for (name, shape) in shape.members() {
        let path = if path.is_empty() { (*name).to_owned() } else { format!("{path}.{name}") };
        add(shape, &path, name, columns);
    }
}

fn add(shape: &Shape, path: &str, name: &str, columns: &mut Node) {
    match shape {
        Shape::Object(_) => {
            if EMPTY_OBJECTS.contains(&path) || EMPTY_OBJECTS.contains(&name) {
                columns.push(column(path, "json"));
            }
            members(shape, path, columns);
        }
        Shape::List(offender) if path == "offenders" => {
            for number in 0..OFFENDERS {
                add(offender, &format!("offenders[{number}]"), "offenders[]", columns);
            }
        }
        shape => columns.push(column(path, if shape.takes_text() { "text_or_json" } else { "json" })),
    }
}

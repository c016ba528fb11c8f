//! Whether the wire format takes a value at a path, asked of the one decoder before the first row.

use std::collections::HashMap;

use super::{
    mapping::Fallback,
    path::{MappedPath, Step, leads_to},
    row::{bare, complete},
    tree,
};
use crate::{
    case::Case,
    error::Code,
    json::{Node, Value},
};

/// Asks the decoder.
pub(super) struct Probe {
    /// What kind each event of the consent is, as the defaults have it.
    events: HashMap<usize, String>,
}

impl Probe {
    pub(super) fn new(defaults: &[Fallback]) -> Self {
        let kind = |default: &Fallback| match (default.path.steps.as_slice(), &default.value.value) {
            ([_, _, Step::Element(event), Step::Member("event")], Value::Text(kind)) => {
                Some((*event, kind.expose().clone()))
            }
            _ => None,
        };
        Self { events: defaults.iter().filter_map(kind).collect() }
    }

    /// Whether a value is taken there. What else would have to stand beside it is not asked.
    pub(super) fn takes(&self, path: &MappedPath, value: &Node) -> bool {
        let (mut root, mut made) = (Node::object(), Vec::new());
        let first = |step: &Step| if let Step::Element(_) = step { Step::Element(0) } else { *step };
        let asked = MappedPath { steps: path.steps.iter().map(first).collect(), shape: path.shape };
        if tree::put(&mut root, &asked, value.clone(), &mut made).is_err() {
            return false;
        }
        self.complete_event(path, &mut root);
        complete(&mut root, "probe");
        let Err(problems) = Case::from_tree(root) else { return true };
        let asked = asked.concrete(&made);
        let is_its = |path: &str| leads_to(&asked, bare(path));
        !problems.as_slice().iter().any(|problem| problem.code != Code::MEMBER_MISSING && is_its(&problem.path))
    }

    /// Of an event without its kind nothing is read.
    fn complete_event(&self, path: &MappedPath, root: &mut Node) {
        let Some(event) = path.event() else { return };
        let member = path.steps.get(3);
        let kind = match (self.events.get(&event), member) {
            (Some(kind), _) => kind.as_str(),
            (None, Some(Step::Member("what"))) => "withdraw",
            (None, Some(Step::Member("incident" | "recipient" | "ground" | "reason" | "ends_at" | "signatures"))) => {
                "override"
            }
            (None, _) => "grant",
        };
        if let Some(path) = MappedPath::parse("consent.events[0].event") {
            // One that says its kind itself keeps it.
            let _ = tree::put(root, &path, Node::text(kind), &mut Vec::new());
        }
    }
}

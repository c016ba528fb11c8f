//! Paths as a mapping writes them: `offenders[0].phones[]`.

use super::wire::{DOCUMENTS, Shape};

/// The greatest number of an element that a mapping may name.
const MAX_INDEX: usize = 999;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a member.
    Member(&'static str),
    /// To an element.
    Element(usize),
    /// To an element that is made for it.
    Push,
}

/// A path from the case on: the first step is the document.
#[derive(Clone, Debug)]
pub(super) struct MappedPath {
    pub(super) steps: Vec<Step>,
    /// What stands there.
    pub(super) shape: &'static Shape,
}

impl MappedPath {
    /// Reads a path of the table; `None` for any other text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut names = text.split('.').peekable();
        let named = |name: &str| DOCUMENTS.iter().skip(1).find(|(found, _)| *found == name);
        let (document, shape) = match names.peek().and_then(|name| named(name)) {
            Some(document) => {
                names.next();
                document
            }
            None => DOCUMENTS.first()?,
        };
        let mut path = Self { steps: vec![Step::Member(document)], shape };
        for name in names {
            path = path.step_in(name)?;
        }
        // A bare path names something of the incident, never all of it.
        (path.steps.len() > 1 || *document != "incident").then_some(path)
    }

    /// One name with the elements behind it.
    fn step_in(mut self, name: &str) -> Option<Self> {
        let (name, mut elements) = match name.find('[') {
            Some(at) => name.split_at(at),
            None => (name, ""),
        };
        self = self.member(name)?;
        while !elements.is_empty() {
            let (element, rest) = elements.strip_prefix('[')?.split_once(']')?;
            let step = if element.is_empty() {
                Step::Push
            } else {
                let index: usize = element.parse().ok()?;
                // One way to write each path: no sign and no leading zeros.
                if index > MAX_INDEX || index.to_string() != element {
                    return None;
                }
                Step::Element(index)
            };
            self.shape = self.shape.item()?;
            self.steps.push(step);
            elements = rest;
        }
        Some(self)
    }

    /// The path of a member of what stands here.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let (name, shape) = self.shape.member(name)?;
        Some(Self { steps: self.steps.iter().copied().chain([Step::Member(name)]).collect(), shape })
    }

    /// The path of an element of what stands here.
    pub(super) fn element(&self, step: Step) -> Option<Self> {
        Some(Self { steps: self.steps.iter().copied().chain([step]).collect(), shape: self.shape.item()? })
    }

    /// The list that the last step adds to.
    pub(super) fn pushed_to(&self) -> Option<Self> {
        let (Step::Push, before) = self.steps.split_last()? else { return None };
        let mut list = Self { steps: Vec::new(), shape: DOCUMENTS.first().map(|(_, shape)| shape)? };
        for step in before {
            list = match step {
                Step::Member(name) if list.steps.is_empty() => {
                    let (name, shape) = DOCUMENTS.iter().find(|(found, _)| found == name)?;
                    Self { steps: vec![Step::Member(name)], shape }
                }
                Step::Member(name) => list.member(name)?,
                step => list.element(*step)?,
            };
        }
        Some(list)
    }

    /// Whether it makes elements.
    pub(super) fn pushes(&self) -> bool {
        self.steps.contains(&Step::Push)
    }

    /// The event of the consent that it is in, or that it is.
    pub(super) fn event(&self) -> Option<usize> {
        match self.steps.as_slice() {
            [Step::Member("consent"), Step::Member("events"), Step::Element(event), ..] => Some(*event),
            _ => None,
        }
    }

    /// Whether it stands above the other, or is the same: a step to any element is like one to each.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let alike = |one: &Step, other: &Step| match (one, other) {
            (Step::Member(one), Step::Member(other)) => one == other,
            (Step::Element(one), Step::Element(other)) => one == other,
            (Step::Member(_), _) | (_, Step::Member(_)) => false,
            _ => true,
        };
        self.steps.len() <= other.steps.len()
            && self.steps.iter().zip(&other.steps).all(|(one, other)| alike(one, other))
    }

    /// The path as `wire.md` writes it, with the elements that were made in place of `[]`.
    pub(super) fn concrete(&self, made: &[usize]) -> String {
        let mut made = made.iter();
        let mut text = String::new();
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                Step::Member("incident") if at == 0 => {}
                Step::Member(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                Step::Element(index) => text.push_str(&format!("[{index}]")),
                Step::Push => match made.next() {
                    Some(index) => text.push_str(&format!("[{index}]")),
                    None => text.push_str("[]"),
                },
            }
        }
        text
    }
}

/// Whether a written path is another one or stands above it.
pub(super) fn leads_to(path: &str, other: &str) -> bool {
    path.is_empty()
        || other
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_table() {
        for good in [
            "when",
            "when.from.day",
            "place.force",
            "offences[].kind",
            "offences[0].home_office_codes[]",
            "offenders[2].appearance.age",
            "offenders[2].appearance.age.from",
            "offenders[].aliases[]",
            "own_words[]",
            "identity.victim.names[]",
            "identity",
            "consent",
            "consent.events[0].grants[].recipient",
            "circumstances.triage[0].state",
        ] {
            assert_eq!(MappedPath::parse(good).map(|path| path.concrete(&[])).as_deref(), Some(good));
        }
        for bad in [
            "",
            "incident",
            "schema",
            "offences.kind",
            "place[0]",
            "offenders[0].",
            "offenders[00].link",
            "offenders[+1].link",
            "offenders[1000].link",
            "offenders[0]].link",
            "offenders[0]x.link",
            "identity.",
            "consent.schema",
            "Place.force",
        ] {
            assert!(MappedPath::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn elements_that_were_made_stand_in_the_path() {
        let path = MappedPath::parse("offenders[].aliases[]").unwrap();
        assert_eq!(path.concrete(&[1, 0]), "offenders[1].aliases[0]");
        assert_eq!(path.pushed_to().unwrap().concrete(&[1]), "offenders[1].aliases");
        assert!(MappedPath::parse("offenders[]").unwrap().covers(&MappedPath::parse("offenders[1].link").unwrap()));
        assert!(!MappedPath::parse("offenders[0]").unwrap().covers(&MappedPath::parse("offenders[1].link").unwrap()));
    }

    #[test]
    fn one_path_leads_to_another_by_whole_names() {
        assert!(leads_to("when", "when") && leads_to("when", "when.day") && leads_to("offences", "offences[0].kind"));
        assert!(!leads_to("when", "whenever") && !leads_to("when.day", "when"));
    }
}

use std::{ops::RangeInclusive, str::FromStr};

use super::{Document, Member, Node, Value, parse::position};
use crate::{
    answer::Answer,
    code::CodeTable,
    error::{Code, Problem, Problems},
    id::Id,
    text::Text,
};

/// What to do with members that are not in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// Each is a problem.
    #[default]
    Strict,
    /// They are kept, as sensitive, written back, and shown to nobody.
    Lenient,
}

/// A member that is not in the schema, with the path of the object that holds it.
#[derive(Clone, Debug)]
pub(crate) struct Extra {
    pub(crate) holder: String,
    /// Whether the object says why there is no answer.
    pub(crate) of_answer: bool,
    pub(crate) member: Member,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Extra {
    /// The same as seen from the document at that member.
    pub(crate) fn below(&self, name: &str) -> Option<Self> {
        let rest = self.holder.strip_prefix(name)?;
        let holder = if rest.is_empty() { "" } else { rest.strip_prefix('.')? };
        Some(Self { holder: holder.to_owned(), ..self.clone() })
    }
}

/// Takes values out of a tree and collects every problem on the way.
pub(crate) struct Reader<'d> {
    mode: Mode,
    path: String,
    lines: &'d [usize],
    problems: Vec<Problem>,
    extras: Vec<Extra>,
}

impl<'d> Reader<'d> {
    pub(crate) fn new(document: &'d Document, mode: Mode) -> Self {
        Self { mode, path: String::new(), lines: &document.lines, problems: Vec::new(), extras: Vec::new() }
    }

    /// The members kept in lenient mode.
    ///
    /// # Errors
    /// Every problem that was met.
    pub(crate) fn finish(self) -> Result<Vec<Extra>, Problems> {
        Problems::check(self.problems).map(|()| self.extras)
    }

    fn report(&mut self, mut problem: Problem, at: Option<usize>) {
        problem.position = at.and_then(|at| position(self.lines, at));
        self.problems.push(problem);
    }

    /// Reports a problem with the value at the current path.
    pub(crate) fn problem(&mut self, code: Code, node: &Node) {
        self.report(Problem::new(self.path.clone(), code), node.at);
    }

    /// Reports a problem with a member of the object at the current path.
    pub(crate) fn problem_of(&mut self, name: &str, code: Code, object: &Node) {
        let node = object.get(name).unwrap_or(object);
        self.within(name, |reader| reader.problem(code, node));
    }

    /// Reports that a required member of the current object is missing.
    pub(crate) fn missing(&mut self, name: &str, object: &Node) {
        let path = joined(&self.path, name);
        self.report(Problem::new(path, Code::MEMBER_MISSING), object.at);
    }

    /// Requires a member to have been read.
    pub(crate) fn required<T>(&mut self, value: Option<T>, name: &str, object: &Node) -> Option<T> {
        if value.is_none() && object.get(name).is_none() && matches!(object.value, Value::Object(_)) {
            self.missing(name, object);
        }
        value
    }

    /// Gives each member of an object to `read`, which answers whether it knows the name.
    pub(crate) fn members(&mut self, node: &Node, mut read: impl FnMut(&mut Self, &str, &Node) -> bool) {
        let Value::Object(members) = &node.value else {
            self.problem(Code::JSON_WRONG_TYPE, node);
            return;
        };
        let outside = self.path.len();
        for member in members {
            if member.repeated {
                self.report(Problem::new(self.path.clone(), Code::JSON_DUPLICATE_MEMBER), member.at);
                continue;
            }
            let name = member.name.expose().as_str();
            if outside > 0 {
                self.path.push('.');
            }
            self.path.push_str(name);
            let known = read(self, name, &member.node);
            self.path.truncate(outside);
            if !known {
                match self.mode {
                    Mode::Strict => self.report(Problem::new(self.path.clone(), Code::JSON_UNKNOWN_MEMBER), member.at),
                    Mode::Lenient => self.extras.push(Extra {
                        holder: self.path.clone(),
                        of_answer: name != "answer" && node.get("answer").is_some(),
                        member: member.clone(),
                    }),
                }
            }
        }
    }

    /// Gives each member of an object whose names are data to `read`; names stay out of the path until they are known.
    pub(crate) fn open_members(&mut self, node: &Node, mut read: impl FnMut(&mut Self, &str, &Node)) {
        let Value::Object(members) = &node.value else {
            self.problem(Code::JSON_WRONG_TYPE, node);
            return;
        };
        for member in members {
            if member.repeated {
                self.report(Problem::new(self.path.clone(), Code::JSON_DUPLICATE_MEMBER), member.at);
            } else {
                read(self, member.name.expose(), &member.node);
            }
        }
    }

    /// Reads a part in which a member that is not known is a problem in every mode.
    pub(crate) fn strictly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let mode = std::mem::replace(&mut self.mode, Mode::Strict);
        let value = read(self);
        self.mode = mode;
        value
    }

    /// Reads below a name of ours.
    pub(crate) fn within(&mut self, name: &str, read: impl FnOnce(&mut Self)) {
        let outside = self.path.len();
        self.path = joined(&self.path, name);
        read(self);
        self.path.truncate(outside);
    }

    /// Reads a list of at most `max` items.
    pub(crate) fn list<T>(
        &mut self,
        node: &Node,
        max: usize,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::List(items) = &node.value else {
            self.problem(Code::JSON_WRONG_TYPE, node);
            return None;
        };
        if items.len() > max {
            let problem = Problem::over(self.path.clone(), Code::LIST_TOO_LONG, max as u64, items.len() as u64);
            self.report(problem, node.at);
            return None;
        }
        let outside = self.path.len();
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            self.path.push_str(&format!("[{index}]"));
            all.extend(read(self, item));
            self.path.truncate(outside);
        }
        Some(all)
    }

    /// Reads a list of at most `max` items, and of at least one.
    pub(crate) fn filled_list<T>(
        &mut self,
        node: &Node,
        max: usize,
        read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            self.problem(Code::LIST_EMPTY, node);
        }
        self.list(node, max, read)
    }

    /// Reads an answer: a value, or an object that says why there is none.
    pub(crate) fn answer<T>(&mut self, node: &Node, read: impl FnOnce(&mut Self, &Node) -> Option<T>) -> Answer<T> {
        if node.get("answer").is_none() {
            return read(self, node).map_or(Answer::NotAsked, Answer::Known);
        }
        let mut answer = Answer::NotAsked;
        self.members(node, |reader, name, node| {
            if name == "answer" {
                match reader.str(node) {
                    Some("unknown") => answer = Answer::Unknown,
                    Some("not_asked") => {}
                    Some("refused") => answer = Answer::Refused,
                    Some(_) => reader.problem(Code::CODE_UNKNOWN, node),
                    None => {}
                }
            }
            name == "answer"
        });
        answer
    }

    pub(crate) fn str<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        if let Value::Text(text) = &node.value {
            return Some(text.expose());
        }
        self.problem(Code::JSON_WRONG_TYPE, node);
        None
    }

    pub(crate) fn bool(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.problem(Code::JSON_WRONG_TYPE, node);
        None
    }

    /// A whole number within bounds.
    pub(crate) fn number(&mut self, node: &Node, bounds: RangeInclusive<u32>) -> Option<u32> {
        let Value::Number(digits) = &node.value else {
            self.problem(Code::JSON_WRONG_TYPE, node);
            return None;
        };
        match digits.parse::<i64>() {
            Ok(number) => match u32::try_from(number) {
                Ok(number) if bounds.contains(&number) => Some(number),
                _ => {
                    // What was found may be anything, a phone number too: only the limit is told.
                    let limit = if number < i64::from(*bounds.start()) { bounds.start() } else { bounds.end() };
                    let mut problem = Problem::new(self.path.clone(), Code::RANGE_OUT_OF_BOUNDS);
                    problem.limit = Some(u64::from(*limit));
                    self.report(problem, node.at);
                    None
                }
            },
            Err(_) => {
                self.problem(Code::JSON_WRONG_TYPE, node);
                None
            }
        }
    }

    /// A number of any kind within bounds. No limit is told.
    pub(crate) fn bounded<T: FromStr + PartialOrd>(&mut self, node: &Node, bounds: RangeInclusive<T>) -> Option<T> {
        let Value::Number(digits) = &node.value else {
            self.problem(Code::JSON_WRONG_TYPE, node);
            return None;
        };
        let number = digits.parse().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            self.problem(Code::RANGE_OUT_OF_BOUNDS, node);
        }
        number
    }

    /// A text value through a parser.
    pub(crate) fn parse<T>(&mut self, node: &Node, parse: impl FnOnce(&str) -> Result<T, Code>) -> Option<T> {
        let text = self.str(node)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(code) => {
                self.problem(code, node);
                None
            }
        }
    }

    /// A text within its cap.
    pub(crate) fn text<const MAX: usize>(&mut self, node: &Node) -> Option<Text<MAX>> {
        let text = self.str(node)?;
        self.capped(node, text, MAX, Text::parse)
    }

    /// Reports a text that is too long with its limit and length.
    pub(crate) fn capped<T>(
        &mut self,
        node: &Node,
        text: &str,
        max: usize,
        parse: impl FnOnce(&str) -> Result<T, Code>,
    ) -> Option<T> {
        match parse(text) {
            Ok(value) => Some(value),
            Err(code @ Code::TEXT_TOO_LONG) => {
                let found = text.chars().count() as u64;
                self.report(Problem::over(self.path.clone(), code, max as u64, found), node.at);
                None
            }
            Err(code) => {
                self.problem(code, node);
                None
            }
        }
    }

    /// A list of at most `max` capped texts through a parser.
    pub(crate) fn texts<T>(
        &mut self,
        node: &Node,
        max: usize,
        cap: usize,
        parse: fn(&str) -> Result<T, Code>,
    ) -> Vec<T> {
        self.list(node, max, |reader, node| {
            let text = reader.str(node)?;
            reader.capped(node, text, cap, parse)
        })
        .unwrap_or_default()
    }

    pub(crate) fn code<T: CodeTable>(&mut self, node: &Node) -> Option<T> {
        self.parse(node, T::parse)
    }

    pub(crate) fn id<T: Id>(&mut self, node: &Node) -> Option<T> {
        self.parse(node, T::parse)
    }

    /// Whether a document is of the schema that is expected: of another one nothing more can be said.
    pub(crate) fn is_of(&mut self, object: &Node, expected: &str) -> bool {
        let Some(node) = object.get("schema") else { return true };
        match &node.value {
            Value::Text(found) if found.expose() == expected => true,
            Value::Text(_) => {
                self.within("schema", |reader| reader.problem(Code::SCHEMA_UNKNOWN, node));
                false
            }
            _ => true,
        }
    }

    /// Reads the member `schema` of a document of which [`Reader::is_of`] held.
    pub(crate) fn schema(&mut self, node: &Node) -> Option<()> {
        self.str(node).map(|_| ())
    }
}

/// The path of a member of the object at `holder`.
pub(crate) fn joined(holder: &str, name: &str) -> String {
    if holder.is_empty() { name.to_owned() } else { format!("{holder}.{name}") }
}

use std::collections::HashSet;

use jiter::{Jiter, JiterError, Peek};

use super::{Document, Member, Node, Value};
use crate::{
    error::{Code, Position, Problem, Problems},
    sensitive::Sensitive,
};

/// The largest document that is read, in bytes.
pub const MAX_DOCUMENT: usize = 16 * 1024 * 1024;
/// The most values in a document: each takes more memory than the bytes that it was written in.
const MAX_NODES: usize = 500_000;
/// How deep a document may be nested.
pub(crate) const MAX_DEPTH: usize = 32;

impl Document {
    /// Parses a document.
    ///
    /// # Errors
    /// One problem: too large, too deep, or not well-formed (invalid UTF-8 included).
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problems> {
        Self::parse_to(bytes, MAX_DEPTH)
    }

    /// Parses a document that may be nested more, or less, deeply, since it holds others or will be held.
    pub(crate) fn parse_to(bytes: &[u8], depth: usize) -> Result<Self, Problems> {
        if bytes.len() > MAX_DOCUMENT {
            return Err(Problem::over("", Code::JSON_TOO_LARGE, MAX_DOCUMENT as u64, bytes.len() as u64).into());
        }
        Self::within(bytes, depth)
    }

    /// Parses what was written from a record: its size and depth were judged when it was read.
    pub(super) fn of_our_own(bytes: &[u8]) -> Result<Self, Problems> {
        Self::within(bytes, 2 * MAX_DEPTH)
    }

    fn within(bytes: &[u8], depth: usize) -> Result<Self, Problems> {
        let mut parser =
            Parser { jiter: Jiter::new(bytes), depth: 0, most: depth, nodes: 0, too_many: false, too_deep: None };
        match parser.document() {
            Ok(root) => Ok(Self { root, lines: lines_of(bytes) }),
            Err(Stop) => {
                let (mut problem, at) = match parser.too_deep {
                    Some(at) => (Problem::over("", Code::JSON_TOO_DEEP, depth as u64, depth as u64 + 1), at),
                    None if parser.too_many => {
                        let problem = Problem::over("", Code::JSON_TOO_LARGE, MAX_NODES as u64, MAX_NODES as u64 + 1);
                        (problem, parser.jiter.current_index())
                    }
                    None => (Problem::new("", Code::JSON_SYNTAX), parser.jiter.current_index()),
                };
                problem.position = position(&lines_of(bytes), at);
                Err(problem.into())
            }
        }
    }
}

fn lines_of(bytes: &[u8]) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect()
}

/// Line and column of a byte, both from 1.
pub(super) fn position(lines: &[usize], at: usize) -> Option<Position> {
    let line = lines.partition_point(|start| *start <= at);
    let start = lines.get(line.checked_sub(1)?)?;
    Some(Position { line, column: at - start + 1 })
}

/// The parser's own errors can echo the input: none of them gets further than here.
struct Stop;

impl From<JiterError> for Stop {
    fn from(_: JiterError) -> Self {
        Self
    }
}

struct Parser<'j> {
    jiter: Jiter<'j>,
    depth: usize,
    most: usize,
    nodes: usize,
    too_many: bool,
    too_deep: Option<usize>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Node, Stop> {
        let peek = self.jiter.peek()?;
        let root = self.node(peek)?;
        self.jiter.finish()?;
        Ok(root)
    }

    fn node(&mut self, peek: Peek) -> Result<Node, Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.too_many = true;
            return Err(Stop);
        }
        let at = Some(self.jiter.current_index());
        let value = match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Value::Null
            }
            Peek::True | Peek::False => Value::Bool(self.jiter.known_bool(peek)?),
            Peek::String => Value::Text(Sensitive::new(self.jiter.known_str()?.to_owned())),
            Peek::Array => self.nested(Self::list)?,
            Peek::Object => self.nested(Self::object)?,
            _ => {
                let digits = self.jiter.known_number_bytes(peek)?;
                Value::Number(std::str::from_utf8(digits).map_err(|_| Stop)?.into())
            }
        };
        Ok(Node { at, value })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth == self.most {
            self.too_deep = Some(self.jiter.current_index());
            return Err(Stop);
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Value, Stop> {
        let mut items = Vec::new();
        let mut next = self.jiter.known_array()?;
        while let Some(peek) = next {
            items.push(self.node(peek)?);
            next = self.jiter.array_step()?;
        }
        Ok(Value::List(items))
    }

    fn object(&mut self) -> Result<Value, Stop> {
        let mut members: Vec<Member> = Vec::new();
        let mut names = HashSet::new();
        let mut name = self.jiter.known_object()?.map(str::to_owned);
        while let Some(this) = name {
            let at = Some(self.jiter.current_index());
            // Short objects are searched; a long one is a stranger's, and must not cost more than linear time.
            let repeated = if members.len() < 16 {
                members.iter().any(|member| *member.name.expose() == this)
            } else {
                if names.is_empty() {
                    names.extend(members.iter().map(|member| member.name.expose().clone()));
                }
                !names.insert(this.clone())
            };
            let peek = self.jiter.peek()?;
            let node = self.node(peek)?;
            members.push(Member { name: Sensitive::new(this), at, repeated, node });
            name = self.jiter.next_key()?.map(str::to_owned);
        }
        Ok(Value::Object(members))
    }
}

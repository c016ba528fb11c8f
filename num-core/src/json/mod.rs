//! Reading JSON permissively: a document becomes a tree that keeps everything, and a `Reader` that takes values
//! out of it collects *every* problem with its path and its place.

use std::fmt;

use crate::sensitive::Sensitive;

mod parse;
mod reader;
mod write;

pub(crate) use self::parse::MAX_DEPTH;
pub use self::{parse::MAX_DOCUMENT, reader::Mode};
pub(crate) use self::{
    reader::{Extra, Reader},
    write::to_string,
};

/// A JSON value with its place in the document.
#[derive(Clone)]
pub(crate) struct Node {
    /// The byte at which it begins, in a parsed document.
    pub(crate) at: Option<usize>,
    pub(crate) value: Value,
}

#[derive(Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As it was written, so that nothing is lost.
    Number(Box<str>),
    Text(Sensitive<String>),
    List(Vec<Node>),
    Object(Vec<Member>),
}

#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) name: Sensitive<String>,
    pub(crate) at: Option<usize>,
    /// Whether a member of the same name stands before it: a problem, and never read.
    pub(crate) repeated: bool,
    pub(crate) node: Node,
}

impl Node {
    pub(crate) fn new(value: Value) -> Self {
        Self { at: None, value }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::new(Value::Text(Sensitive::new(text.into())))
    }

    pub(crate) fn object() -> Self {
        Self::new(Value::Object(Vec::new()))
    }

    pub(crate) fn list() -> Self {
        Self::new(Value::List(Vec::new()))
    }

    /// The member of that name, made with `new` when it is not there; `None` when this is no object.
    pub(crate) fn member(&mut self, name: &str, new: impl FnOnce() -> Self) -> Option<&mut Self> {
        let Value::Object(members) = &mut self.value else { return None };
        let place = match members.iter().position(|member| member.name.expose() == name) {
            Some(place) => place,
            None => {
                members.push(Member { name: Sensitive::new(name.to_owned()), at: None, repeated: false, node: new() });
                members.len() - 1
            }
        };
        members.get_mut(place).map(|member| &mut member.node)
    }

    /// The member of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Value::Object(members) = &self.value else { return None };
        members.iter().find(|member| member.name.expose() == name).map(|member| &member.node)
    }

    /// Adds a member that is known not to be there.
    pub(crate) fn append(&mut self, name: &str, node: Self) {
        if let Value::Object(members) = &mut self.value {
            members.push(Member { name: Sensitive::new(name.to_owned()), at: None, repeated: false, node });
        }
    }

    /// Whether it is an object without members.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Object(members) if members.is_empty())
    }

    pub(crate) fn remove(&mut self, name: &str) {
        if let Value::Object(members) = &mut self.value {
            members.retain(|member| member.name.expose() != name);
        }
    }

    pub(crate) fn push(&mut self, node: Self) {
        if let Value::List(items) = &mut self.value {
            items.push(node);
        }
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A parsed document: the tree, and where its lines begin.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) lines: Vec<usize>,
}

impl Document {
    pub(crate) fn new(root: Node) -> Self {
        Self { root, lines: vec![0] }
    }
}

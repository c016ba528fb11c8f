//! One line of JSON in the making.

use super::calendar::push_padded;

/// A line of JSON. Objects and lists of which nothing was written are taken back with their names.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    /// Whether something stands in the object or list that is open, so that a comma is due.
    filled: bool,
}

/// Where an object or a list was opened.
#[must_use]
pub(super) struct Opened {
    length: usize,
    filled: bool,
}

impl Line {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.filled = false;
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn taken(self) -> String {
        self.text
    }

    fn comma(&mut self) {
        if self.filled {
            self.text.push(',');
        }
        self.filled = true;
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
        // What comes next is the value, not another item.
        self.filled = false;
    }

    fn open(&mut self, name: &str, mark: char) -> Opened {
        let opened = Opened { length: self.text.len(), filled: self.filled };
        if name.is_empty() {
            self.comma();
        } else {
            self.name(name);
        }
        self.text.push(mark);
        self.filled = false;
        opened
    }

    fn close(&mut self, opened: &Opened, mark: char) {
        if self.filled {
            self.text.push(mark);
        } else {
            self.text.truncate(opened.length);
            self.filled = opened.filled;
        }
    }

    /// An object, as a member or (without a name) as an item.
    pub(super) fn object(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        let opened = self.open(name, '{');
        fill(self);
        self.close(&opened, '}');
    }

    /// A list, likewise.
    pub(super) fn list(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        let opened = self.open(name, '[');
        fill(self);
        self.close(&opened, ']');
    }

    /// A text whose characters the caller pushes; none that JSON would escape.
    pub(super) fn build(&mut self, push: impl FnOnce(&mut String)) {
        self.comma();
        self.text.push('"');
        push(&mut self.text);
        self.text.push('"');
    }

    /// A text as an item.
    pub(super) fn item(&mut self, text: &str) {
        self.comma();
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes()) {
            let (before, after) = rest.split_at(at);
            self.text.push_str(before);
            let mut characters = after.chars();
            self.text.push_str(match characters.next() {
                Some('"') => "\\\"",
                Some('\\') => "\\\\",
                _ => "\\n",
            });
            rest = characters.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// A text as a member; an empty one is left out.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            self.item(text);
        }
    }

    /// A member whose value the caller writes.
    pub(super) fn member(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        write(self);
        self.filled = true;
    }

    pub(super) fn number(&mut self, name: &str, number: u32) {
        self.name(name);
        push_padded(&mut self.text, number, 1);
        self.filled = true;
    }

    pub(super) fn number_item(&mut self, number: u32) {
        self.comma();
        push_padded(&mut self.text, number, 1);
    }

    pub(super) fn truth(&mut self, name: &str, truth: bool) {
        self.name(name);
        self.text.push_str(if truth { "true" } else { "false" });
        self.filled = true;
    }

    pub(super) fn empty_list(&mut self) {
        self.text.push_str("[]");
    }

    /// Not known, not asked, or refused.
    pub(super) fn answer(&mut self, name: &str, answer: &str) {
        self.object(name, |line| line.text("answer", answer));
    }
}

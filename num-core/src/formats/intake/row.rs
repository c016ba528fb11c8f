//! One row on its way to a case: its cells are put where the mapping says, and the tree goes through the same decoder as any
//! document.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::{
    bind::BoundMapping,
    clock::{self, Wanted, Written},
    mapping::{Otherwise, Read, Target, said},
    meaning::{Meaning, filled},
    path::{MappedPath, leads_to},
    tree::{self, Moved},
    words::{Word, key},
};
use crate::{
    case::Case,
    consent::ConsentHistory,
    disclosure::Circumstances,
    error::{Code, Problem},
    formats::{RowProblem, known::Fingerprint},
    identity::Identity,
    incident::Incident,
    json::{Document, Node, Value},
    text::fold,
};

/// A value where it was put.
struct Put<'b> {
    /// From 1; `None` when no column gave it.
    column: Option<usize>,
    path: &'b MappedPath,
    /// The numbers of the elements that were made for it.
    made: Vec<usize>,
}

/// One row on its way to a case.
pub(super) struct Row<'b, 'c> {
    bound: &'b BoundMapping,
    cells: &'c [Option<&'c str>],
    root: Node,
    puts: Vec<Put<'b>>,
    /// For each entry of the mapping whether it gave a value.
    gave: Vec<bool>,
    /// Why there is no answer to what takes several values, should none come.
    no_answers: Vec<(usize, &'b MappedPath, Word)>,
    /// What refers to something else of the row, with its place among the puts.
    references: Vec<(usize, &'b Node)>,
    /// Where a reference found nothing.
    dangling: Vec<String>,
    problems: Vec<RowProblem>,
}

impl<'b, 'c> Row<'b, 'c> {
    pub(super) fn new(bound: &'b BoundMapping, cells: &'c [Option<&'c str>]) -> Self {
        let mut root = Node::object();
        root.append("incident", Node::object());
        Self {
            bound,
            cells,
            root,
            puts: Vec::with_capacity(bound.cells.len()),
            gave: vec![false; bound.cells.len()],
            no_answers: Vec::new(),
            references: Vec::new(),
            dangling: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The case, with the fingerprint of its content.
    ///
    /// # Errors
    /// Every problem of the row.
    pub(super) fn fingerprinted(mut self, mut fingerprint: Fingerprint) -> Result<(Case, u64), Vec<RowProblem>> {
        self.read_cells();
        self.read_no_answers();
        self.fall_back();
        tree::drop_silent_events(&mut self.root);
        self.fill_references();
        let moved = tree::close_gaps(&mut self.root);
        let id = self.id();
        complete(&mut self.root, &id);
        tree::add_to(&mut fingerprint, &self.root);
        let root = std::mem::replace(&mut self.root, Node::object());
        match Case::from_tree(root) {
            Ok(case) if self.problems.is_empty() => Ok((case, fingerprint.finish())),
            Ok(_) => Err(self.problems),
            Err(problems) => {
                self.blame(problems.as_slice(), &moved);
                Err(self.problems)
            }
        }
    }

    fn problem(&mut self, column: usize, path: String, code: Code) {
        self.problems.push(RowProblem { column: Some(column), problem: Problem::new(path, code) });
    }

    fn cell(&self, column: usize) -> &'c str {
        self.cells.get(column).copied().flatten().unwrap_or("").trim()
    }

    fn read_cells(&mut self) {
        let bound = self.bound;
        for (column, cell) in self.cells.iter().enumerate().skip(bound.width) {
            if cell.is_some_and(|cell| !cell.trim().is_empty()) {
                self.problem(column + 1, String::new(), Code::CSV_TOO_MANY_CELLS);
            }
        }
        for (entry, (column, cells)) in bound.mapping.0.columns.iter().zip(&bound.cells).enumerate() {
            let Some(target) = &column.target else { continue };
            let Some((column, text)) = self.joined(cells) else { continue };
            let before = self.puts.len();
            match &target.split {
                Some(split) => text.split(split.as_str()).for_each(|part| self.read(target, part.trim(), column)),
                None => self.read(target, &text, column),
            }
            if self.puts.len() > before
                && let Some(gave) = self.gave.get_mut(entry)
            {
                *gave = true;
            }
        }
    }

    /// The cells of an entry as one text, with the number of the first that says anything; `None` when none does.
    fn joined(&self, cells: &[usize]) -> Option<(usize, Cow<'c, str>)> {
        if let [only] = cells {
            return Some((only + 1, Cow::Borrowed(self.cell(*only)))).filter(|(_, text)| !text.is_empty());
        }
        let words = &self.bound.mapping.0.words;
        let there = || cells.iter().map(|column| (*column, self.cell(*column))).filter(|(_, text)| !text.is_empty());
        // A cell that says that there is no answer is no part of the value, unless no other says anything.
        let telling: Vec<_> = there().filter(|(_, text)| words.said(text).is_none()).collect();
        let Some((first, _)) = telling.first() else {
            return there().next().map(|(column, text)| (column + 1, Cow::Borrowed(text)));
        };
        let text: Vec<&str> = telling.iter().map(|(_, text)| *text).collect();
        Some((first + 1, Cow::Owned(text.join(" "))))
    }

    /// Reads one text of a column.
    fn read(&mut self, target: &'b Target, text: &str, column: usize) {
        if text.is_empty() {
            return;
        }
        if let Some(meaning) = target.values.as_ref().and_then(|values| values.get(&key(text))) {
            return self.mean(target, meaning, column);
        }
        match self.bound.mapping.0.words.said(text) {
            Some(Word::Blank) => return,
            Some(word) => return self.no_answer(target, word, column),
            None => {}
        }
        let listed = target.values.is_some() || target.otherwise.is_some();
        let read = match &target.read {
            Read::Text if listed => Err(Code::MAPPING_VALUE_UNKNOWN),
            Read::Text => Ok((&target.path, Node::text(text))),
            Read::Estimate(words) => match (words(text), &target.otherwise) {
                (Err(code), Some(Otherwise::Keep | Otherwise::Blank | Otherwise::OwnWords { .. })) => Err(code),
                // What is wrong with it, the decoder tells.
                _ => Ok((&target.path, Node::text(text))),
            },
            Read::Number => number(text).map(|node| (&target.path, node)),
            Read::Bool => truth(text).map(|value| (&target.path, Node::new(Value::Bool(value)))),
            Read::Json => json(text).map(|node| (&target.path, node)),
            Read::TextOrJson if is_json(text) => json(text).map(|node| (&target.path, node)),
            Read::TextOrJson => Ok((&target.path, Node::text(text))),
            Read::Time(wanted) => self.time(target, text, *wanted).map(|written| match written {
                Written::At(text) | Written::Day(text) | Written::Month(text) => (&target.path, Node::text(text)),
            }),
            Read::When(paths) => self.time(target, text, Wanted::When).map(|written| match written {
                Written::At(text) => (&paths.at, Node::text(text)),
                Written::Day(text) => (&paths.day, Node::text(text)),
                Written::Month(text) => (&paths.month, Node::text(text)),
            }),
        };
        match (read, &target.otherwise) {
            (Ok((path, node)), _) => self.put_each(path, node, column),
            (Err(_), Some(Otherwise::Keep)) => self.put(&target.path, Node::text(text), Some(column)),
            (Err(_), Some(Otherwise::Blank)) => {}
            (Err(_), Some(Otherwise::OwnWords { path, about })) => self.put(path, said(about, text), Some(column)),
            (Err(code), Some(Otherwise::Reject) | None) => self.problem(column, target.path.concrete(&[]), code),
        }
    }

    fn time(&self, target: &Target, text: &str, wanted: Wanted) -> Result<Written, Code> {
        let parts = &self.bound.mapping.0;
        clock::read(text, &target.formats, wanted, parts.serials, parts.zone.as_ref())
    }

    /// Puts what the mapping says that a text stands for.
    fn mean(&mut self, target: &'b Target, meaning: &'b Meaning, column: usize) {
        let values = match &meaning.value.value {
            Value::Null => return,
            Value::List(items) if target.path.pushes() => items.iter().collect(),
            _ => vec![&meaning.value],
        };
        for value in values {
            let before = self.puts.len();
            self.put(&target.path, value.clone(), Some(column));
            if meaning.refers && self.puts.len() > before {
                self.references.push((before, value));
            }
        }
    }

    fn no_answer(&mut self, target: &'b Target, word: Word, column: usize) {
        match &target.answer {
            // Where no answer can stand, nothing was said.
            None => {}
            Some(list) if target.path.pushes() => self.no_answers.push((column, list, word)),
            Some(path) => self.put(path, no_answer(word), Some(column)),
        }
    }

    /// That several values are not known is said only where none of them is.
    fn read_no_answers(&mut self) {
        for (column, list, word) in std::mem::take(&mut self.no_answers) {
            if tree::find(&self.root, list).is_none() {
                self.put(list, no_answer(word), Some(column));
            }
        }
    }

    /// Each item of a list by itself where the path makes elements.
    fn put_each(&mut self, path: &'b MappedPath, node: Node, column: usize) {
        match node.value {
            Value::List(items) if path.pushes() => {
                items.into_iter().for_each(|item| self.put(path, item, Some(column)))
            }
            value => self.put(path, Node::new(value), Some(column)),
        }
    }

    fn put(&mut self, path: &'b MappedPath, node: Node, column: Option<usize>) {
        let mut made = Vec::new();
        match (tree::put(&mut self.root, path, node, &mut made), column) {
            (Ok(()), _) => self.puts.push(Put { column, path, made }),
            (Err(_), Some(column)) => self.problem(column, path.concrete(&made), Code::MAPPING_CONFLICT),
            // Something else was said already.
            (Err(_), None) => {}
        }
    }

    /// What every row says, where this one says nothing else.
    fn fall_back(&mut self) {
        let bound = self.bound;
        let given = |row: &Self, grants: &Option<MappedPath>| match grants {
            None => true,
            Some(grants) => {
                let grants = tree::find(&row.root, grants).map(|node| &node.value);
                matches!(grants, Some(Value::List(grants)) if !grants.is_empty())
            }
        };
        for default in &bound.mapping.0.defaults {
            let gave = default.columns.iter().any(|entry| self.gave.get(*entry) == Some(&true));
            // No default gives a grant, for then a column gave one: what is there is hers.
            if !gave && given(self, &default.grants) && tree::find(&self.root, &default.path).is_none() {
                self.put(&default.path, default.value.clone(), None);
            }
        }
    }

    fn fill_references(&mut self) {
        let references = std::mem::take(&mut self.references);
        let place = |row: &mut Self, put: usize, node: Node| {
            let Some(Put { path, made, .. }) = row.puts.get(put) else { return };
            if let Some(place) = tree::find_mut(&mut row.root, path, made) {
                *place = node;
            }
        };
        // One that refers to another is not filled in with braces.
        for (put, _) in &references {
            place(self, *put, Node::new(Value::Null));
        }
        for (put, value) in references {
            if let Some(node) = filled(value, &self.root) {
                place(self, put, node);
            } else if let Some(Put { column: Some(column), path, made }) = self.puts.get(put) {
                let (column, path) = (*column, path.concrete(made));
                self.dangling.push(path.clone());
                self.problem(column, path, Code::MAPPING_REFERENCE_MISSING);
            }
        }
    }

    /// The id, where no column gave it as it is.
    fn id(&mut self) -> String {
        if self.root.get("incident").is_some_and(|incident| incident.get("id").is_some()) {
            return String::new();
        }
        let Some(rule) = &self.bound.mapping.0.id else { return self.id_of_the_cells() };
        let words = &self.bound.mapping.0.words;
        let cells: Vec<&str> = self.bound.id.iter().map(|column| self.cell(*column)).collect();
        if cells.iter().all(|cell| words.said(cell).is_some()) {
            // The prefix alone would be the id of every such row.
            let column = self.bound.id_column();
            self.problems.push(RowProblem { column, problem: Problem::new("id", Code::ID_MALFORMED) });
            return String::new();
        }
        let whole = format!("{}{}", rule.prefix, cells.join("-"));
        whole.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' }).collect()
    }

    fn id_of_the_cells(&self) -> String {
        let cells = || self.cells.iter().map(|cell| cell.unwrap_or(""));
        let there = cells().enumerate().rfind(|(_, cell)| !cell.is_empty()).map_or(0, |(last, _)| last + 1);
        let mut digest = Sha256::new();
        for cell in cells().take(there) {
            digest.update((cell.len() as u64).to_le_bytes());
            digest.update(cell.as_bytes());
        }
        let digits = digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>();
        format!("row-{digits}")
    }

    /// Gives each problem of the decoder to the column that it comes from.
    fn blame(&mut self, problems: &[Problem], moved: &[Moved]) {
        let puts: Vec<(String, Option<usize>)> = self.puts.iter().map(|put| (put.moved(moved), put.column)).collect();
        let read = self.problems.clone();
        for problem in problems {
            let path = bare(&problem.path);
            if self.dangling.iter().any(|dangling| leads_to(dangling, path)) {
                continue;
            }
            let column = self.column_of(path, &puts);
            let told = |other: &RowProblem| {
                // What a column could not give is missing, and that was told already.
                let missing = problem.code == Code::MEMBER_MISSING && column.is_some() && other.column == column;
                let same = other.problem.path == path && (path == "id" || other.problem.code == problem.code);
                missing || same
            };
            if !read.iter().any(told) {
                self.problems
                    .push(RowProblem { column, problem: Problem { path: path.to_owned(), ..problem.clone() } });
            }
        }
    }

    /// The column that set what is at a path, or what holds it; else one that set a part of it; else one that could have.
    fn column_of(&self, path: &str, puts: &[(String, Option<usize>)]) -> Option<usize> {
        if path == "id" && !puts.iter().any(|(put, _)| put == "id") {
            return self.bound.id_column();
        }
        let above = puts.iter().filter(|(put, _)| leads_to(put, path)).max_by_key(|(put, _)| put.len());
        if let Some((_, column)) = above {
            return *column;
        }
        let below = |path: &str| puts.iter().filter(|(put, _)| leads_to(path, put)).find_map(|(_, column)| *column);
        let could = |path: &str| {
            let path = MappedPath::parse(path)?;
            let entries = self.bound.mapping.0.columns.iter().zip(&self.bound.cells);
            entries
                .filter(|(column, _)| {
                    let target = column.target.as_ref().map(|target| &target.path);
                    target.is_some_and(|target| target.covers(&path) || path.covers(target))
                })
                .find_map(|(_, cells)| cells.first().map(|column| column + 1))
        };
        // Of the case and of a document as a whole every column is a part.
        let holders = std::iter::successors(Some(path), |path| path.rfind(['.', '[']).and_then(|end| path.get(..end)));
        let mut holders = holders.filter(|holder| !matches!(*holder, "" | "identity" | "consent" | "circumstances"));
        let itself = holders.next()?;
        below(itself).or_else(|| could(itself)).or_else(|| holders.find_map(below))
    }
}

impl Put<'_> {
    /// Its path after gaps were closed.
    fn moved(&self, moved: &[Moved]) -> String {
        let mut path = self.path.concrete(&self.made);
        for Moved { list, from, to } in moved {
            let before = format!("{list}[{from}]");
            if leads_to(&before, &path) {
                path = format!("{list}[{to}]{}", path.strip_prefix(&before).unwrap_or(""));
            }
        }
        path
    }
}

/// A path of the case as `wire.md` writes it: bare ones are the incident's.
pub(super) fn bare(path: &str) -> &str {
    match path.strip_prefix("incident") {
        Some("") => "",
        Some(rest) => rest.strip_prefix('.').unwrap_or(path),
        None => path,
    }
}

/// Adds what no mapping gives: which document each is, and of which report.
pub(super) fn complete(root: &mut Node, id: &str) {
    fn add(node: &mut Node, name: &str, text: &str) {
        if node.get(name).is_none() {
            node.append(name, Node::text(text));
        }
    }
    add(root, "schema", Case::SCHEMA);
    if let Some(incident) = root.member("incident", Node::object) {
        add(incident, "schema", Incident::SCHEMA);
        add(incident, "id", id);
    }
    let id = match root.get("incident").and_then(|incident| incident.get("id")).map(|node| &node.value) {
        Some(Value::Text(id)) => id.expose().clone(),
        _ => id.to_owned(),
    };
    let beside =
        [("identity", Identity::SCHEMA), ("consent", ConsentHistory::SCHEMA), ("circumstances", Circumstances::SCHEMA)];
    for (name, schema) in beside {
        if root.get(name).is_some()
            && let Some(document) = root.member(name, Node::object)
        {
            add(document, "schema", schema);
            add(document, "incident", &id);
        }
    }
}

/// The object that says why there is no answer.
fn no_answer(word: Word) -> Node {
    let mut answer = Node::object();
    answer.append("answer", Node::text(if word == Word::Refused { "refused" } else { "unknown" }));
    answer
}

fn number(text: &str) -> Result<Node, Code> {
    // Spreadsheets and frames write whole numbers as `3.0`, too.
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0') => whole,
        _ => text,
    };
    let number: i64 = whole.parse().map_err(|_| Code::NUMBER_MALFORMED)?;
    Ok(Node::new(Value::Number(number.to_string().into())))
}

fn truth(text: &str) -> Result<bool, Code> {
    // The longest word has five letters; what stands around it is not many.
    if text.len() > 40 {
        return Err(Code::BOOL_MALFORMED);
    }
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "oui" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(Code::BOOL_MALFORMED),
    }
}

/// Whether a cell begins as an object, a list or a text of JSON does.
pub(super) fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[', '"'])
}

fn json(text: &str) -> Result<Node, Code> {
    match Document::parse(text.as_bytes()) {
        Ok(document) => Ok(tree::unplaced(document.root)),
        Err(problems) => Err(problems.as_slice().first().map_or(Code::JSON_SYNTAX, |problem| problem.code)),
    }
}

//! `uglymugs.mapping/1`: what each column of a file is.

use std::{collections::HashMap, fmt, sync::Arc};

use super::{
    bind::BoundMapping,
    clock::{self, Format, SerialDates, Wanted, Zone},
    dialect::{Dialect, Encoding},
    meaning::Meaning,
    path::{MappedPath, Step},
    probe::Probe,
    source::{Headers, Source},
    tree,
    wire::Shape,
    words::{BLANK, REFUSED, UNKNOWN, Word, Words, key},
};
use crate::{
    descriptor::Estimate,
    error::{Code, Problem, Problems},
    json::{Document, Mode, Node, Reader, Value},
};

/// The largest mapping, in bytes.
const MAX_MAPPING: usize = 1024 * 1024;
/// The most columns of a mapping.
pub(super) const MAX_COLUMNS: usize = 1_000;
/// The most rows above the headers.
const MAX_SKIPPED: u32 = 50;

/// What each column of a file is, `uglymugs.mapping/1`. Cheap to clone.
#[derive(Clone)]
pub struct Mapping(pub(super) Arc<Parts>);

pub(super) struct Parts {
    source: Node,
    name: Option<String>,
    pub(super) dialect: Dialect,
    pub(super) serials: SerialDates,
    pub(super) id: Option<IdColumns>,
    pub(super) zone: Option<Zone>,
    pub(super) words: Words,
    pub(super) columns: Vec<Column>,
    pub(super) defaults: Vec<Fallback>,
}

/// What the id of a report is made from.
pub(super) struct IdColumns {
    pub(super) columns: Vec<Source>,
    pub(super) prefix: String,
}

/// An entry for a column, or for several that make one value.
pub(super) struct Column {
    pub(super) sources: Vec<Source>,
    pub(super) optional: bool,
    /// Where its values go; `None` for a column that is left out.
    pub(super) target: Option<Target>,
}

/// Where the values of a column go, and how they are read.
pub(super) struct Target {
    pub(super) path: MappedPath,
    /// Where it stands that there is no answer.
    pub(super) answer: Option<MappedPath>,
    pub(super) read: Read,
    pub(super) split: Option<String>,
    /// What texts stand for, where the mapping says so.
    pub(super) values: Option<HashMap<String, Meaning>>,
    pub(super) otherwise: Option<Otherwise>,
    pub(super) formats: Vec<Format>,
}

impl Target {
    /// Whether its days and instants are written as the wire format has them.
    pub(super) fn reads_iso_only(&self) -> bool {
        matches!(self.formats.as_slice(), [Format::Iso])
    }
}

/// How a cell is read.
pub(super) enum Read {
    Text,
    /// Text of which the wire format says which words are understood.
    Estimate(fn(&str) -> Result<Estimate, Code>),
    Number,
    Bool,
    Json,
    /// JSON where the cell begins as an object, a list or a text of JSON does; else text.
    TextOrJson,
    Time(Wanted),
    /// As exactly as it is written: an instant, a day or a month.
    When(Box<WhenPaths>),
}

/// Where each kind of moment goes.
pub(super) struct WhenPaths {
    pub(super) at: MappedPath,
    pub(super) day: MappedPath,
    pub(super) month: MappedPath,
}

/// What a cell gives that the values do not name.
pub(super) enum Otherwise {
    Reject,
    Keep,
    Blank,
    /// It is somebody's own words.
    OwnWords {
        path: MappedPath,
        about: String,
    },
}

/// What every row says that says nothing else.
pub(super) struct Fallback {
    pub(super) path: MappedPath,
    pub(super) value: Node,
    /// The entries that give the same, or something that it is part of.
    pub(super) columns: Vec<usize>,
    /// The grants without which nothing is said of the event that it is in.
    pub(super) grants: Option<MappedPath>,
}

impl Mapping {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.mapping/1";

    /// Reads a mapping.
    ///
    /// # Errors
    /// Every problem of it, with paths in the mapping such as `columns[3].values`.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        if bytes.len() > MAX_MAPPING {
            let (limit, found) = (MAX_MAPPING as u64, bytes.len() as u64);
            return Err(Problem::over("", Code::MAPPING_MALFORMED, limit, found).into());
        }
        let document = Document::parse(bytes).map_err(as_of_mappings)?;
        Self::from_document(document)
    }

    pub(super) fn from_document(document: Document) -> Result<Self, Problems> {
        let mut reader = Reader::new(&document, Mode::Strict);
        let parts = parts(&mut reader, &document.root);
        reader.finish().map_err(as_of_mappings)?;
        // Without a problem there are parts; the other arm is never taken.
        parts.map(|parts| Self(Arc::new(parts))).ok_or_else(|| Problem::new("", Code::MAPPING_MALFORMED).into())
    }

    /// Writes the mapping as it was read.
    pub fn to_json(&self) -> String {
        // Writing a tree of ours into memory cannot fail.
        serde_json::to_string(&self.0.source).unwrap_or_default()
    }

    /// A mapping of no columns.
    pub(super) fn nothing() -> Self {
        Self(Arc::new(Parts {
            source: Node::object(),
            name: None,
            dialect: Dialect::default(),
            serials: SerialDates::default(),
            id: None,
            zone: None,
            words: Words::default(),
            columns: Vec::new(),
            defaults: Vec::new(),
        }))
    }

    /// The header of an entry as it was written, where it has one.
    pub(super) fn header(&self, entry: usize) -> Option<&str> {
        let Value::List(columns) = &self.0.source.get("columns")?.value else { return None };
        match &columns.get(entry)?.get("column")?.value {
            Value::Text(header) => Some(header.expose()),
            _ => None,
        }
    }

    /// What people call it.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// How its files are written.
    pub fn dialect(&self) -> &Dialect {
        &self.0.dialect
    }

    /// Finds its columns in a file or a frame. Headers in several rows are joined by ` / `.
    ///
    /// # Errors
    /// Every column that is missing, ambiguous, or named by no entry (its number stands in `found`).
    pub fn bind(&self, headers: &[&str]) -> Result<BoundMapping, Problems> {
        BoundMapping::new(self.clone(), &Headers::new(headers))
    }
}

impl fmt::Debug for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mapping({} columns)", self.0.columns.len())
    }
}

/// The problems of reading any JSON are those of a malformed mapping.
fn as_of_mappings(problems: Problems) -> Problems {
    let of_mapping = |problem: &Problem| {
        let mut problem = problem.clone();
        if !problem.code.as_str().starts_with("mapping.") {
            problem.code = Code::MAPPING_MALFORMED;
        }
        problem
    };
    let all = problems.as_slice().iter().map(of_mapping).collect();
    Problems::check(all).err().unwrap_or(problems)
}

fn parts(reader: &mut Reader<'_>, root: &Node) -> Option<Parts> {
    if !reader.is_of(root, Mapping::SCHEMA) {
        return None;
    }
    let (mut schema, mut name, mut id, mut zone) = (None, None, None, None);
    let (mut dialect, mut serials) = (Dialect::default(), SerialDates::default());
    let (mut unknown, mut refused, mut blank) = (None, None, None);
    reader.members(root, |r, member, node| {
        match member {
            "schema" => schema = r.schema(node),
            "name" => name = r.str(node).map(str::to_owned),
            "csv" => (dialect, serials) = self::dialect(r, node),
            "id" => id = id_columns(r, node),
            "zone" => zone = parsed(r, node, Code::MAPPING_ZONE_UNKNOWN, Zone::parse),
            "unknown" => unknown = texts(r, node),
            "refused" => refused = texts(r, node),
            "blank" => blank = texts(r, node),
            // Read below: what columns mean hangs on the defaults.
            "columns" | "defaults" => {}
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    let words = words(reader, root, [unknown, refused, blank]);
    let mut defaults = Vec::new();
    if let Some(node) = root.get("defaults") {
        reader.within("defaults", |r| defaults = self::defaults(r, node));
    }
    let probe = Probe::new(&defaults);
    if let Some(node) = root.get("defaults") {
        reader.within("defaults", |r| {
            for default in &defaults {
                if !probe.takes(&default.path, &default.value) {
                    r.problem(Code::MAPPING_VALUE_MALFORMED, node);
                }
            }
        });
    }
    let mut columns = None;
    if let Some(node) = root.get("columns") {
        reader.within("columns", |r| columns = r.filled_list(node, MAX_COLUMNS, |r, node| column(r, node, &probe)));
    }
    let columns = reader.required(columns, "columns", root)?;
    for default in &mut defaults {
        let gives = |column: &Column| column.target.as_ref().is_some_and(|target| target.path.covers(&default.path));
        default.columns =
            columns.iter().enumerate().filter(|(_, column)| gives(column)).map(|(index, _)| index).collect();
    }
    Some(Parts { source: tree::unplaced(root.clone()), name, dialect, serials, id, zone, words, columns, defaults })
}

/// A text through a parser of ours.
fn parsed<T>(reader: &mut Reader<'_>, node: &Node, code: Code, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    reader.parse(node, |text| parse(text).ok_or(code))
}

fn texts(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<String>> {
    reader.list(node, MAX_COLUMNS, |r, node| r.str(node).map(str::to_owned))
}

/// The words that stand for no answer; one that stands for two of them is a problem.
fn words(reader: &mut Reader<'_>, root: &Node, lists: [Option<Vec<String>>; 3]) -> Words {
    let mut words = Words::default();
    let without =
        [(Word::Unknown, "unknown", UNKNOWN), (Word::Refused, "refused", REFUSED), (Word::Blank, "blank", BLANK)];
    // What the mapping says itself comes first, so that it wins against what we would say.
    for ((word, member, _), list) in without.iter().zip(&lists) {
        for text in list.iter().flatten() {
            if !words.add(text, *word) {
                reader.problem_of(member, Code::MAPPING_MALFORMED, root);
            }
        }
    }
    for ((word, _, ours), list) in without.iter().zip(&lists) {
        if list.is_none() {
            ours.iter().for_each(|text| {
                words.add(text, *word);
            });
        }
    }
    words
}

fn dialect(reader: &mut Reader<'_>, object: &Node) -> (Dialect, SerialDates) {
    let (mut dialect, mut serials) = (Dialect::default(), SerialDates::default());
    reader.members(object, |r, name, node| {
        match name {
            "delimiter" => {
                let delimiter = |text: &str| match text.as_bytes() {
                    b"tab" => Some(b'\t'),
                    [one] if one.is_ascii() && !matches!(one, b'"' | b'\r' | b'\n' | 0) => Some(*one),
                    _ => None,
                };
                dialect.delimiter = parsed(r, node, Code::MAPPING_MALFORMED, delimiter).unwrap_or(b',');
            }
            "skip_rows" => dialect.skip_rows = r.number(node, 0..=MAX_SKIPPED).unwrap_or(0) as usize,
            "header_rows" => dialect.header_rows = r.number(node, 1..=3).unwrap_or(1) as usize,
            "encoding" => {
                let encoding = |text: &str| match text {
                    "auto" => Some(Encoding::Auto),
                    "utf-8" => Some(Encoding::Utf8),
                    "windows-1252" => Some(Encoding::Windows1252),
                    "utf-16" => Some(Encoding::Utf16),
                    _ => None,
                };
                dialect.encoding = parsed(r, node, Code::MAPPING_MALFORMED, encoding).unwrap_or_default();
            }
            "excel_dates" => {
                let calendar = |text: &str| match text {
                    "1900" => Some(SerialDates::Of1900),
                    "1904" => Some(SerialDates::Of1904),
                    _ => None,
                };
                serials = parsed(r, node, Code::MAPPING_MALFORMED, calendar).unwrap_or_default();
            }
            _ => return false,
        }
        true
    });
    (dialect, serials)
}

fn id_columns(reader: &mut Reader<'_>, object: &Node) -> Option<IdColumns> {
    let (mut columns, mut prefix) = (None, String::new());
    reader.members(object, |r, name, node| {
        match name {
            "columns" => columns = r.filled_list(node, MAX_COLUMNS, source),
            "prefix" => prefix = r.str(node).unwrap_or_default().to_owned(),
            _ => return false,
        }
        true
    });
    Some(IdColumns { columns: reader.required(columns, "columns", object)?, prefix })
}

fn source(reader: &mut Reader<'_>, node: &Node) -> Option<Source> {
    match &node.value {
        Value::Number(_) => reader.number(node, 1..=MAX_COLUMNS as u32).map(|number| Source::Number(number as usize)),
        _ => reader.str(node).map(Source::header),
    }
}

/// A default for an object is one for each of its members: columns may give others of them.
fn defaults(reader: &mut Reader<'_>, object: &Node) -> Vec<Fallback> {
    let mut defaults = Vec::new();
    reader.open_members(object, |r, name, node| match MappedPath::parse(name).filter(|path| !path.pushes()) {
        Some(path) => flatten(r, path, node, &mut defaults),
        None => r.problem(Code::MAPPING_PATH_UNKNOWN, node),
    });
    defaults
}

fn flatten(reader: &mut Reader<'_>, path: MappedPath, node: &Node, defaults: &mut Vec<Fallback>) {
    match (path.shape, &node.value) {
        (Shape::Object(_), Value::Object(members)) if !members.is_empty() => {
            for member in members {
                match path.member(member.name.expose()).filter(|_| !member.repeated) {
                    Some(path) => flatten(reader, path, &member.node, defaults),
                    None => reader.problem(Code::MAPPING_VALUE_MALFORMED, &member.node),
                }
            }
        }
        // Each event by itself: one is there only for what a column granted.
        (Shape::List(_), Value::List(items)) if path.steps.ends_with(&[Step::Member("events")]) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(path) = path.element(Step::Element(index)) {
                    flatten(reader, path, item, defaults);
                }
            }
        }
        _ => {
            let grants = path.event().and_then(|event| MappedPath::parse(&format!("consent.events[{event}].grants")));
            defaults.push(Fallback { path, value: tree::unplaced(node.clone()), columns: Vec::new(), grants });
        }
    }
}

/// The members of an entry, before they are held against each other.
#[derive(Default)]
struct Entry<'n> {
    sources: Option<Vec<Source>>,
    path: Option<MappedPath>,
    ignore: bool,
    optional: bool,
    read: Option<&'n str>,
    split: Option<String>,
    values: Option<&'n Node>,
    otherwise: Option<&'n Node>,
    formats: Option<&'n Node>,
}

fn column(reader: &mut Reader<'_>, object: &Node, probe: &Probe) -> Option<Column> {
    let mut entry = Entry::default();
    reader.members(object, |r, name, node| {
        match name {
            "column" => {
                entry.sources = match &node.value {
                    Value::List(_) => r.filled_list(node, MAX_COLUMNS, source),
                    _ => source(r, node).map(|source| vec![source]),
                }
            }
            "path" => entry.path = parsed(r, node, Code::MAPPING_PATH_UNKNOWN, MappedPath::parse),
            "ignore" => entry.ignore = r.bool(node).unwrap_or(false),
            "optional" => entry.optional = r.bool(node).unwrap_or(false),
            // What they say hangs on the others.
            "read" | "split" | "values" | "otherwise" | "formats" | "time" => {}
            _ => return false,
        }
        true
    });
    entry.read = object.get("read").and_then(|node| {
        let mut read = None;
        // The text lives as long as the mapping that is read, not as this reader's view of it.
        reader.within("read", |r| read = r.str(node).map(|_| ()));
        read.and(match &node.value {
            Value::Text(text) => Some(text.expose().as_str()),
            _ => None,
        })
    });
    if let Some(node) = object.get("split") {
        let split = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        reader.within("split", |r| entry.split = parsed(r, node, Code::MAPPING_MALFORMED, split));
    }
    entry.values = object.get("values");
    entry.otherwise = object.get("otherwise");
    entry.formats = object.get("formats");
    let (ignore, optional) = (entry.ignore, entry.optional);
    let sources = reader.required(entry.sources.take(), "column", object);
    let target = match (ignore, entry.path.take()) {
        (true, None) => None,
        (true, Some(_)) => {
            reader.problem_of("ignore", Code::MAPPING_MALFORMED, object);
            return None;
        }
        (false, Some(path)) => Some(target(reader, object, path, &entry, probe)?),
        (false, None) => {
            if object.get("path").is_none() && matches!(object.value, Value::Object(_)) {
                reader.missing("path", object);
            }
            return None;
        }
    };
    Some(Column { sources: sources?, optional, target })
}

fn target(
    reader: &mut Reader<'_>,
    object: &Node,
    path: MappedPath,
    entry: &Entry<'_>,
    probe: &Probe,
) -> Option<Target> {
    let mut read = read(reader, object, &path, entry.read);
    if let Some(node) = object.get("time") {
        match &mut read {
            Some(Read::Time(Wanted::Instant(time))) => {
                reader.within("time", |r| *time = parsed(r, node, Code::MAPPING_MALFORMED, clock::time_of_day));
            }
            _ => reader.problem_of("time", Code::MAPPING_MALFORMED, object),
        }
    }
    if entry.split.is_some() && !path.pushes() {
        reader.problem_of("split", Code::MAPPING_MALFORMED, object);
    }
    let mut otherwise = None;
    if let Some(node) = entry.otherwise {
        reader.within("otherwise", |r| otherwise = self::otherwise(r, node, &path, probe));
    }
    let mut values = None;
    if let Some(node) = entry.values {
        reader.within("values", |r| values = Some(self::values(r, node, &path, probe)));
    }
    let mut formats = Vec::new();
    let wanted = match &read {
        Some(Read::Time(wanted)) => Some(*wanted),
        Some(Read::When(_)) => Some(Wanted::When),
        _ => None,
    };
    match (entry.formats, wanted) {
        (Some(node), Some(wanted)) => reader.within("formats", |r| {
            let format = |text: &str| Format::parse(text, wanted);
            let read = r.filled_list(node, 20, |r, node| parsed(r, node, Code::MAPPING_FORMAT_MALFORMED, format));
            formats = read.unwrap_or_default();
        }),
        (Some(_), None) => reader.problem_of("formats", Code::MAPPING_MALFORMED, object),
        (None, _) => formats.push(Format::Iso),
    }
    let keeps_text = matches!(otherwise, Some(Otherwise::Keep))
        || matches!(read, Some(Read::Text)) && values.is_none() && otherwise.is_none();
    if keeps_text && !path.shape.takes_text() {
        let member = if matches!(otherwise, Some(Otherwise::Keep)) { "otherwise" } else { "read" };
        reader.problem_of(member, Code::MAPPING_MALFORMED, object);
    }
    let answer = if path.shape.takes_answer() {
        Some(path.clone())
    } else {
        // Of a list that is an answer as a whole.
        path.pushed_to().filter(|list| list.shape.takes_answer() && !list.pushes())
    };
    let split = entry.split.clone();
    Some(Target { answer, read: read?, split, values, otherwise, formats, path })
}

fn read(reader: &mut Reader<'_>, object: &Node, path: &MappedPath, read: Option<&str>) -> Option<Read> {
    let shape = path.shape.known();
    let read = match read {
        None | Some("text") => Some(match shape {
            Shape::Estimate(words) => Read::Estimate(*words),
            _ => Read::Text,
        }),
        Some("number") if matches!(shape, Shape::Number) => Some(Read::Number),
        Some("bool") if matches!(shape, Shape::Bool) => Some(Read::Bool),
        Some("json") => Some(Read::Json),
        Some("text_or_json") => Some(Read::TextOrJson),
        Some("day") if matches!(shape, Shape::Text) => Some(Read::Time(Wanted::Day)),
        Some("month") if matches!(shape, Shape::Text) => Some(Read::Time(Wanted::Month)),
        Some("instant") if matches!(shape, Shape::Text) => Some(Read::Time(Wanted::Instant(None))),
        Some("when") => match (path.member("at"), path.member("day"), path.member("month")) {
            (Some(at), Some(day), Some(month)) => Some(Read::When(Box::new(WhenPaths { at, day, month }))),
            _ => None,
        },
        Some(_) => None,
    };
    // A member of another type was told of already.
    if read.is_none() {
        reader.problem_of("read", Code::MAPPING_MALFORMED, object);
    }
    read
}

fn otherwise(reader: &mut Reader<'_>, node: &Node, path: &MappedPath, probe: &Probe) -> Option<Otherwise> {
    if !matches!(node.value, Value::Object(_)) {
        let otherwise = |text: &str| match text {
            "reject" => Some(Otherwise::Reject),
            "keep" => Some(Otherwise::Keep),
            "blank" => Some(Otherwise::Blank),
            _ => None,
        };
        return parsed(reader, node, Code::MAPPING_MALFORMED, otherwise);
    }
    let mut about = None;
    reader.members(node, |r, name, node| {
        if name == "own_words" {
            about = r.str(node).map(str::to_owned);
        }
        name == "own_words"
    });
    let about = reader.required(about, "own_words", node)?;
    let own_words = match path.steps.as_slice() {
        [Step::Member("incident"), Step::Member("offenders"), Step::Element(offender), ..] => {
            MappedPath::parse(&format!("offenders[{offender}].own_words[]"))
        }
        // Of an offender that each value makes, and of other documents, the report's own words are none.
        [Step::Member("incident"), Step::Member("offenders"), ..] => None,
        [Step::Member("incident"), ..] => MappedPath::parse("own_words[]"),
        _ => None,
    };
    let Some(own_words) = own_words else {
        reader.problem(Code::MAPPING_MALFORMED, node);
        return None;
    };
    if !probe.takes(&own_words, &said(&about, "text")) {
        reader.within("own_words", |r| r.problem(Code::MAPPING_VALUE_MALFORMED, node));
        return None;
    }
    Some(Otherwise::OwnWords { path: own_words, about })
}

/// Somebody's own words about something.
pub(super) fn said(about: &str, text: &str) -> Node {
    let mut words = Node::object();
    words.append("about", Node::text(about));
    words.append("text", Node::text(text));
    words
}

fn values(reader: &mut Reader<'_>, object: &Node, path: &MappedPath, probe: &Probe) -> HashMap<String, Meaning> {
    let mut values: HashMap<String, Meaning> = HashMap::new();
    reader.open_members(object, |r, text, node| {
        let key = key(text);
        let Ok(meaning) = Meaning::new(node) else { return r.problem(Code::MAPPING_PATH_UNKNOWN, node) };
        let taken = match (&meaning.value.value, meaning.refers) {
            (Value::Null, _) | (_, true) => true,
            (Value::List(items), false) if path.pushes() => items.iter().all(|item| probe.takes(path, item)),
            _ => probe.takes(path, &meaning.value),
        };
        // An empty cell is always blank, and one text does not stand for two values.
        let twice = values.get(&key).is_some_and(|other| !tree::same(&other.value, &meaning.value));
        if !taken || twice || key.is_empty() {
            return r.problem(Code::MAPPING_VALUE_MALFORMED, node);
        }
        values.insert(key, meaning);
    });
    values
}

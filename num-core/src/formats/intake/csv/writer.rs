//! Cases as rows of a CSV file: a mapping, backwards.

use std::{
    borrow::Cow,
    fmt,
    io::{self, Write},
};

use super::{
    super::{
        bind::BoundMapping,
        dialect::Encoding,
        mapping::{Column, Mapping, Read, Target},
        path::MappedPath,
        row::is_json,
        source::Source,
        tree,
        wire::Shape,
    },
    MAX_ROW,
    intake::IntakeError,
    rows::marked,
};
use crate::{
    case::Case,
    error::{Code, Problem, Problems},
    id::Id,
    json::{Document, MAX_DEPTH, Node, Value},
};

/// Why a case was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Of the writer.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It would not come back unchanged: it has more offenders than there are columns for, members that are not in the schema,
    /// or a value that the mapping has no text for. Nothing was written.
    #[error("{} ({})", .0.message(), .0)]
    Refused(Code),
}

impl WriteError {
    /// The stable code, unless it is the writer's own error.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Io(_) => None,
            Self::Refused(code) => Some(*code),
        }
    }
}

/// What a cell holds.
enum Content {
    /// Nothing.
    Nothing,
    /// The id behind a prefix.
    Id { prefix: String },
    /// What stands at the path of the entry with this number; the object itself only where it is empty, if other columns
    /// hold what is in it.
    Value { entry: usize, empty_only: bool },
}

/// Writes cases as rows of a CSV file, through a mapping, backwards. Each row is read back before it is written: a case that
/// would not come back as it is, byte for byte, is refused.
pub struct CsvWriter<W> {
    out: W,
    bound: BoundMapping,
    contents: Vec<Content>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the headers.
    ///
    /// # Errors
    /// Those of the writer, and every part of the mapping that cannot be written backwards (`mapping.not_invertible`).
    pub fn new(mut out: W, mapping: &Mapping) -> Result<Self, IntakeError> {
        let (headers, contents) = columns(mapping).map_err(IntakeError::Mapping)?;
        let names: Vec<&str> = headers.iter().map(String::as_str).collect();
        let bound = mapping.bind(&names).map_err(IntakeError::Mapping)?;
        out.write_all(row_of(names, mapping.dialect().delimiter).as_bytes())?;
        Ok(Self { out, bound, contents })
    }

    /// Writes a case.
    ///
    /// # Errors
    /// Those of the writer, and [`WriteError::Refused`].
    pub fn write(&mut self, case: &Case) -> Result<(), WriteError> {
        let refused = WriteError::Refused(Code::CSV_CASE_DOES_NOT_FIT);
        let json = case.to_json();
        let Ok(document) = Document::parse_to(json.as_bytes(), MAX_DEPTH + 1) else { return Err(refused) };
        let cells: Vec<Cow<'_, str>> =
            self.contents.iter().map(|content| self.cell(content, case, &document.root)).collect();
        let read: Vec<Option<&str>> = cells.iter().map(|cell| Some(cell.as_ref())).collect();
        if !self.bound.case(&read).is_ok_and(|read| read.to_json() == json) {
            return Err(refused);
        }
        let delimiter = self.bound.mapping().dialect().delimiter;
        let row = row_of(cells.iter().map(Cow::as_ref), delimiter);
        // The line end is no part of it.
        if row.len() > MAX_ROW + 2 {
            return Err(WriteError::Refused(Code::CSV_ROW_TOO_LONG));
        }
        Ok(self.out.write_all(row.as_bytes())?)
    }

    /// The writer, with everything that was written.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn cell<'c>(&self, content: &Content, case: &'c Case, root: &'c Node) -> Cow<'c, str> {
        let (entry, empty_only) = match content {
            Content::Nothing => return Cow::Borrowed(""),
            Content::Id { prefix } => {
                let id = case.incident.id.as_str();
                return Cow::Borrowed(id.strip_prefix(prefix.as_str()).unwrap_or(""));
            }
            Content::Value { entry, empty_only } => (*entry, *empty_only),
        };
        let target = self.bound.mapping().0.columns.get(entry).and_then(|column| column.target.as_ref());
        let Some(target) = target else { return Cow::Borrowed("") };
        match tree::find(root, &target.path) {
            Some(node) if !empty_only || node.is_empty() => self.text(target, node),
            _ => Cow::Borrowed(""),
        }
    }

    /// A value as the column reads it. What it has no text for is read back as something else, and refused.
    fn text<'c>(&self, target: &Target, node: &'c Node) -> Cow<'c, str> {
        let plain =
            |text: &str| !is_json(text) && text.trim() == text && self.bound.mapping().0.words.said(text).is_none();
        match (&target.read, &node.value) {
            (Read::Text | Read::Estimate(_) | Read::Time(_), Value::Text(text)) => Cow::Borrowed(text.expose()),
            (Read::TextOrJson, Value::Text(text)) if plain(text.expose()) => Cow::Borrowed(text.expose()),
            (Read::Number, Value::Number(digits)) => Cow::Borrowed(digits),
            (Read::Bool, Value::Bool(value)) => Cow::Borrowed(if *value { "yes" } else { "no" }),
            (Read::Json | Read::TextOrJson, _) => Cow::Owned(serde_json::to_string(node).unwrap_or_default()),
            (_, Value::Object(_)) => match node.get("answer").map(|node| &node.value) {
                Some(Value::Text(answer)) => Cow::Borrowed(answer.expose()),
                _ => Cow::Borrowed(""),
            },
            _ => Cow::Borrowed(""),
        }
    }
}

impl<W> fmt::Debug for CsvWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CsvWriter({} columns)", self.contents.len())
    }
}

/// The headers of a mapping and what each column holds.
fn columns(mapping: &Mapping) -> Result<(Vec<String>, Vec<Content>), Problems> {
    let parts = &mapping.0;
    let mut problems = Vec::new();
    let mut refuse = |path: String| problems.push(Problem::new(path, Code::MAPPING_NOT_INVERTIBLE));
    let dialect = mapping.dialect();
    if (dialect.skip_rows, dialect.header_rows) != (0, 1)
        || !matches!(dialect.encoding, Encoding::Auto | Encoding::Utf8)
    {
        refuse("csv".to_owned());
    }
    let targets = || parts.columns.iter().filter_map(|column| column.target.as_ref());
    let id = parts.id.as_ref().and_then(|id| if let [only] = id.columns.as_slice() { Some((only, id)) } else { None });
    let id_has_path = targets().any(|target| target.path.concrete(&[]) == "id");
    if !id_has_path && id.is_none() {
        refuse("id".to_owned());
    }
    let (mut headers, mut contents) = (Vec::new(), Vec::new());
    for (entry, column) in parts.columns.iter().enumerate() {
        let written = mapping.header(entry);
        let (Some(header), [source @ Source::Header(_)]) = (written, column.sources.as_slice()) else {
            refuse(format!("columns[{entry}].column"));
            continue;
        };
        headers.push(header.to_owned());
        contents.push(match (&column.target, id) {
            (None, Some((only, id))) if only == source && !id_has_path => Content::Id { prefix: id.prefix.clone() },
            (None, _) => Content::Nothing,
            (Some(target), _) => {
                if !is_invertible(column, target) {
                    refuse(format!("columns[{entry}]"));
                }
                let is_object = matches!(target.path.shape, Shape::Object(_));
                let below =
                    |other: &MappedPath| target.path.covers(other) && other.steps.len() > target.path.steps.len();
                let empty_only = is_object && targets().any(|other| below(&other.path));
                Content::Value { entry, empty_only }
            }
        });
    }
    Problems::check(problems)?;
    Ok((headers, contents))
}

fn is_invertible(column: &Column, target: &Target) -> bool {
    !column.optional
        && target.values.is_none()
        && target.otherwise.is_none()
        && target.split.is_none()
        && !target.path.pushes()
        && !matches!(target.read, Read::When(_))
        && (!matches!(target.read, Read::Time(_)) || target.reads_iso_only())
}

/// Cells as one row with its line end.
fn row_of<'c>(cells: impl IntoIterator<Item = &'c str>, delimiter: u8) -> String {
    let mut row = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            row.push(char::from(delimiter));
        }
        let cell = marked(cell);
        if cell.bytes().any(|byte| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n')) {
            row.push('"');
            row.push_str(&cell.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(&cell);
        }
    }
    row.push_str("\r\n");
    row
}

/// Writes a row with its line end.
pub(in crate::formats::intake) fn write_row<'c>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = &'c str>,
) -> io::Result<()> {
    out.write_all(row_of(cells, b',').as_bytes())
}

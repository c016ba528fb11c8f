//! What each column of a frame is, as Python says it, and which of a frame's columns they are.

use arrow_schema::{DataType, Schema};
use num_core::{
    code::CodeTable,
    error::{Code, Problem, Problems},
    linkage::{Group, Kind},
};
use pyo3::{
    Borrowed, FromPyObject, PyAny,
    exceptions::PyTypeError,
    types::{PyAnyMethods, PyMapping, PyMappingMethods, PyString},
};

use super::engine::MAX_COLUMNS;
use crate::{arguments::Text, error::Failure, guard::caught};

/// A column of the mapping.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) group: Option<Group>,
    /// Of ranges, the column in which they end; of places, that of longitudes.
    pub(crate) other: Option<String>,
}

/// The mapping: what each column is; and whatever is wrong with it.
pub(crate) struct Columns {
    asked: Vec<Asked>,
    problems: Vec<Problem>,
}

impl<'py> FromPyObject<'_, 'py> for Columns {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let no_mapping = || PyTypeError::new_err("columns: expected a mapping of names of columns to kinds");
        let mapping = object.cast::<PyMapping>().map_err(|_| no_mapping())?;
        let (mut asked, mut problems) = (Vec::new(), Vec::new());
        for item in mapping.items()? {
            let (name, given) = item.extract::<(Text, pyo3::Bound<'py, PyAny>)>().map_err(|_| no_mapping())?;
            let mut reading = Reading { path: path_of("columns", name.as_str()), problems: &mut problems };
            if let Some(column) = reading.column(name.as_str(), given.as_borrowed())? {
                asked.push(column);
            }
        }
        if asked.is_empty() && problems.is_empty() {
            problems.push(Problem::new("columns", Code::LIST_EMPTY));
        }
        if asked.len() > MAX_COLUMNS {
            problems.push(Problem::over("columns", Code::LIST_TOO_LONG, MAX_COLUMNS as u64, asked.len() as u64));
        }
        Ok(Self { asked, problems })
    }
}

/// The path of a column of a mapping. It is named, as the caller's own code does; of a frame nothing is told.
pub(crate) fn path_of(mapping: &str, name: &str) -> String {
    const LONGEST: usize = 64;
    let name: String = name.chars().take(LONGEST).collect();
    format!("{mapping}[{name:?}]")
}

/// The name of the column of weights that are of no one column.
pub(crate) const TOGETHER: &str = "together";

struct Reading<'p> {
    path: String,
    problems: &'p mut Vec<Problem>,
}

impl Reading<'_> {
    fn wrong(&mut self, member: &str, code: Code) {
        let path = if member.is_empty() { self.path.clone() } else { format!("{}.{member}", self.path) };
        self.problems.push(Problem::new(path, code));
    }

    /// A kind, or a dictionary with more.
    fn column(&mut self, name: &str, given: Borrowed<'_, '_, PyAny>) -> Result<Option<Asked>, Failure> {
        if name == TOGETHER {
            self.wrong("", Code::MAPPING_CONFLICT);
        }
        if given.is_instance_of::<PyString>() {
            let kind = self.code::<Kind>("", given)?;
            if kind == Some(Kind::Place) {
                self.wrong("longitude", Code::MEMBER_MISSING);
            }
            return Ok(kind.map(|kind| Asked { name: name.to_owned(), kind, group: None, other: None }));
        }
        let Ok(members) = given.cast::<PyMapping>() else {
            self.wrong("", Code::JSON_WRONG_TYPE);
            return Ok(None);
        };
        let (mut kind, mut group, mut to, mut longitude) = (None, None, None, None);
        let mut has_kind = false;
        for item in members.items()? {
            let Ok((member, value)) = item.extract::<(Text, pyo3::Bound<'_, PyAny>)>() else {
                self.wrong("", Code::JSON_WRONG_TYPE);
                continue;
            };
            match member.as_str() {
                "kind" => (kind, has_kind) = (self.code::<Kind>("kind", value.as_borrowed())?, true),
                "group" => group = self.code::<Group>("group", value.as_borrowed())?,
                "to" => to = self.text("to", value.as_borrowed()),
                "longitude" => longitude = self.text("longitude", value.as_borrowed()),
                // What it is called is not told: it could be anything.
                _ => self.wrong("", Code::JSON_UNKNOWN_MEMBER),
            }
        }
        if !has_kind {
            self.wrong("kind", Code::MEMBER_MISSING);
        }
        let Some(kind) = kind else { return Ok(None) };
        if to.is_some() && kind != Kind::Number {
            self.wrong("to", Code::JSON_UNKNOWN_MEMBER);
        }
        if longitude.is_some() && kind != Kind::Place {
            self.wrong("longitude", Code::JSON_UNKNOWN_MEMBER);
        }
        if longitude.is_none() && kind == Kind::Place {
            self.wrong("longitude", Code::MEMBER_MISSING);
        }
        Ok(Some(Asked { name: name.to_owned(), kind, group, other: to.or(longitude) }))
    }

    fn text(&mut self, member: &str, value: Borrowed<'_, '_, PyAny>) -> Option<String> {
        let text = value.extract::<Text>().ok().map(|text| text.as_str().to_owned());
        if text.is_none() {
            self.wrong(member, Code::JSON_WRONG_TYPE);
        }
        text
    }

    fn code<T: CodeTable>(&mut self, member: &str, value: Borrowed<'_, '_, PyAny>) -> Result<Option<T>, Failure> {
        let Some(text) = self.text(member, value) else { return Ok(None) };
        let code = caught(|| T::parse(&text))?;
        if let Err(code) = code {
            self.wrong(member, code);
        }
        Ok(code.ok())
    }
}

/// Columns that stand beside those that are compared.
#[derive(Default)]
pub(crate) struct Roles {
    pub(crate) id: Option<String>,
    pub(crate) report: Option<String>,
    pub(crate) source: Option<String>,
}

/// The places of columns in a frame.
pub(crate) struct Bound {
    /// Of each column that is compared; of ranges and places with the other.
    pub(crate) columns: Vec<(usize, Option<usize>)>,
    pub(crate) id: Option<usize>,
    pub(crate) report: Option<usize>,
    pub(crate) source: Option<usize>,
}

impl Columns {
    /// The columns of each of the frames that are meant; or everything that is wrong, with the mapping or the frames.
    pub(crate) fn bind(self, roles: &Roles, schemas: &[&Schema]) -> Result<(Vec<Asked>, Vec<Bound>), Problems> {
        let Self { asked, mut problems } = self;
        let mut bound = Vec::new();
        for (at, schema) in schemas.iter().enumerate() {
            let table = match (schemas.len(), at) {
                (1, _) => "",
                (_, 0) => "left.",
                _ => "right.",
            };
            let mut binding = Binding { schema, table, problems: &mut problems };
            let columns = asked
                .iter()
                .map(|column| {
                    let path = path_of("columns", &column.name);
                    let own = binding.place(&path, &column.name, |of| fits(column.kind, of));
                    let member = if column.kind == Kind::Place { "longitude" } else { "to" };
                    let other = column.other.as_ref().and_then(|other| {
                        binding.place(&format!("{path}.{member}"), other, |of| fits(column.kind, of))
                    });
                    (own.unwrap_or_default(), other)
                })
                .collect();
            bound.push(Bound {
                columns,
                id: roles.id.as_ref().and_then(|name| binding.place("id", name, is_id)),
                report: roles.report.as_ref().and_then(|name| binding.place("report", name, is_scalar)),
                source: roles.source.as_ref().and_then(|name| binding.place("source", name, is_scalar)),
            });
        }
        Problems::check(problems)?;
        Ok((asked, bound))
    }
}

struct Binding<'b> {
    schema: &'b Schema,
    table: &'static str,
    problems: &'b mut Vec<Problem>,
}

impl Binding<'_> {
    /// The place of a column of a name, of a type that is fit for what it is.
    fn place(&mut self, path: &str, name: &str, is_fit: impl Fn(&DataType) -> bool) -> Option<usize> {
        let fields = self.schema.fields().iter().enumerate();
        let mut of_name = fields.filter(|(_, field)| field.name() == name);
        let found = of_name.next();
        let code = match (&found, of_name.next()) {
            (None, _) => Code::MAPPING_COLUMN_MISSING,
            (Some(_), Some(_)) => Code::MAPPING_COLUMN_AMBIGUOUS,
            (Some((_, field)), None) if !is_fit(field.data_type()) => Code::JSON_WRONG_TYPE,
            _ => return found.map(|(at, _)| at),
        };
        self.problems.push(Problem::new(format!("{}{path}", self.table), code));
        None
    }
}

pub(crate) fn is_text(of: &DataType) -> bool {
    matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_number(of: &DataType) -> bool {
    of.is_numeric() && !matches!(of, DataType::Float16)
}

fn is_day(of: &DataType) -> bool {
    matches!(of, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
        && crate::cells::Column::of(of).is_some()
}

pub(crate) fn is_id(of: &DataType) -> bool {
    match of {
        DataType::Dictionary(_, values) => is_text(values),
        of => is_text(of) || of.is_integer(),
    }
}

/// Whatever a cell can be, but lists.
fn is_scalar(of: &DataType) -> bool {
    !of.is_nested() && crate::cells::Column::of(of).is_some()
}

/// Whether a kind can be in a column of a type.
pub(crate) fn fits(kind: Kind, of: &DataType) -> bool {
    if let DataType::Dictionary(_, values) = of {
        return fits(kind, values) && !values.is_nested();
    }
    if *of == DataType::Null {
        return true;
    }
    let is_list = matches!(of, DataType::List(item) | DataType::LargeList(item) if is_text(item.data_type()));
    match kind {
        Kind::Name | Kind::Set | Kind::Email | Kind::Plate => is_text(of) || is_list,
        Kind::Phone | Kind::Username => is_text(of) || is_list || is_number(of),
        Kind::Text | Kind::Postcode => is_text(of) || is_number(of),
        Kind::Code => is_text(of) || is_number(of) || *of == DataType::Boolean,
        Kind::Date => is_text(of) || is_number(of) || is_day(of),
        Kind::Day => is_text(of) || is_day(of),
        Kind::Number | Kind::Place => is_number(of),
    }
}

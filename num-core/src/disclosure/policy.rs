use serde::{Serialize, Serializer, ser::SerializeMap};

use super::table::{self, Column, Form, Row};
use crate::{
    code::CodeTable,
    consent::{Part, Scope, Wording, WordingTable},
    error::{Code, Problem, Problems},
    force::Force,
    id::PolicyVersionId,
    incident::Path,
    json::{Document, Mode, Node, Reader},
    text::Text,
    timestamp::Timestamp,
};

const MINIMUM_HOUSEHOLDS: u32 = 1_000;
const MAX_VERSIONS: usize = 1_000;
const MAX_AREAS: usize = 100_000;
const MAX_WORDINGS: usize = 10_000;

/// A disclosure policy: dated versions, each at least as strict as the default (A41).
#[derive(Clone, Debug)]
pub struct Policy(Vec<PolicyVersion>);

impl Policy {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.policy/1";

    /// A policy of one version that is the default table.
    pub fn default_from(version: PolicyVersionId, from: Timestamp) -> Self {
        Self(vec![PolicyVersion::default_from(version, from)])
    }

    /// A policy of several versions; at equal instants the later in the list is in force.
    pub fn new(versions: Vec<PolicyVersion>) -> Self {
        let mut versions = versions;
        versions.sort_by_key(|version| version.from);
        Self(versions)
    }

    /// The version in force at an instant.
    pub fn in_force(&self, as_of: Timestamp) -> Option<&PolicyVersion> {
        self.0.iter().rev().find(|version| version.from <= as_of)
    }

    /// Reads `uglymugs.policy/1`, and compares it with the default.
    ///
    /// # Errors
    /// Every problem of the document, and every cell that is looser than the default or not of its path; none is clipped.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, Mode::Strict);
        let versions = versions(&mut reader, &document.root);
        reader.finish()?;
        versions.map(Self::new).ok_or_else(|| Problem::new("versions", Code::MEMBER_MISSING).into())
    }

    /// Writes `uglymugs.policy/1`, every cell spelt out.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Wire<'p> {
            schema: &'static str,
            versions: &'p [PolicyVersion],
        }
        serde_json::to_string(&Wire { schema: Self::SCHEMA, versions: &self.0 }).unwrap_or_default()
    }
}

/// A version of a policy.
#[derive(Clone, Debug)]
pub struct PolicyVersion {
    version: PolicyVersionId,
    from: Timestamp,
    minimum_households: u32,
    rows: Vec<Row>,
    areas: Vec<Area>,
    wordings: WordingTable,
    /// By column, every part of which that audience is given some path: derived from the rows.
    parts: [Scope; Column::ALL.len()],
}

impl PolicyVersion {
    /// The default table, without areas and wordings.
    pub fn default_from(version: PolicyVersionId, from: Timestamp) -> Self {
        Self {
            version,
            from,
            minimum_households: MINIMUM_HOUSEHOLDS,
            rows: Path::ALL.iter().map(|path| table::row(*path)).collect(),
            areas: Vec::new(),
            wordings: WordingTable::default(),
            parts: [Scope::NONE; Column::ALL.len()],
        }
        .derived()
    }

    /// The same version with an area table.
    #[must_use]
    pub fn with_areas(mut self, areas: Vec<Area>) -> Self {
        self.areas = areas;
        self
    }

    /// The same version with a table of wordings.
    #[must_use]
    pub fn with_wordings(mut self, wordings: WordingTable) -> Self {
        self.wordings = wordings;
        self
    }

    /// The same version with one cell tightened.
    ///
    /// # Errors
    /// [`Code::POLICY_LOOSER`] or [`Code::POLICY_FORM_UNKNOWN`] with the path of the cell.
    pub fn tighten(mut self, path: Path, column: Column, form: Form) -> Result<Self, Problem> {
        let is_looser = table::rank(path, form) > table::rank(path, self.cell(path, column));
        let checked = if is_looser { Err(Code::POLICY_LOOSER) } else { Ok(()) };
        check_cell(path, column, form)
            .and(checked)
            .map_err(|code| Problem::new(format!("{}.{}", path.as_str(), column.as_str()), code))?;
        if let Some(cell) = self.rows.get_mut(path as usize).and_then(|row| row.get_mut(column as usize)) {
            *cell = form;
        }
        Ok(self.derived())
    }

    /// Its id.
    pub fn version(&self) -> &PolicyVersionId {
        &self.version
    }

    /// The wordings under which consent is asked for.
    pub fn wordings(&self) -> &WordingTable {
        &self.wordings
    }

    /// In which form an audience may be shown a path at most.
    pub fn form(&self, path: Path, column: Column) -> Form {
        // Home Office codes tell the kind (A19).
        if path == Path::HomeOfficeCodes && self.cell(Path::OffenceKind, column) != Form::Exact {
            return Form::Withheld;
        }
        self.cell(path, column)
    }

    fn cell(&self, path: Path, column: Column) -> Form {
        self.rows.get(path as usize).and_then(|row| row.get(column as usize)).copied().unwrap_or(Form::Withheld)
    }

    /// How far a grant without a scope reaches (A13).
    pub(super) fn parts(&self, column: Column) -> Scope {
        self.parts.get(column as usize).copied().unwrap_or_default()
    }

    /// The same version with what is derived from its rows, which have changed.
    fn derived(mut self) -> Self {
        let given = |column: Column| {
            let given = Path::ALL.iter().filter(|path| self.form(**path, column) != Form::Withheld);
            let scope: Scope = given.filter_map(|path| table::part(*path)).collect();
            if column == Column::PoliceAnonymous { scope.without(Part::LinkedOffender) } else { scope }
        };
        let mut parts = [Scope::NONE; Column::ALL.len()];
        for (scope, column) in parts.iter_mut().zip(Column::ALL) {
            *scope = given(*column);
        }
        self.parts = parts;
        self
    }

    /// The area of that name that stands in the table at an instant.
    pub(super) fn area(&self, text: &str, as_of: Timestamp) -> Option<&Area> {
        let text = text.trim();
        let of_that_name = self.areas.iter().filter(|area| {
            area.code.expose().eq_ignore_ascii_case(text)
                && area.from.is_none_or(|from| from <= as_of)
                && area.until.is_none_or(|until| as_of < until)
        });
        // Should one stand there twice, the smaller counts.
        of_that_name.min_by_key(|area| area.households)
    }

    /// Whether an area has enough households to be shown.
    pub(super) fn is_large(&self, area: &Area) -> bool {
        area.households >= self.minimum_households
    }
}

fn check_cell(path: Path, column: Column, form: Form) -> Result<(), Code> {
    let most = table::row(path).get(column as usize).and_then(|form| table::rank(path, *form));
    match (table::rank(path, form), most) {
        (Some(asked), Some(most)) if asked <= most => Ok(()),
        (Some(_), _) => Err(Code::POLICY_LOOSER),
        (None, _) => Err(Code::POLICY_FORM_UNKNOWN),
    }
}

/// A row of the area table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Area {
    /// Its code, in capitals.
    pub code: Text<120>,
    /// The force whose area it is in.
    pub force: Force,
    /// How many households it has.
    pub households: u32,
    /// From this instant on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// `uglymugs.policy/1`, for its schema.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Policy", deny_unknown_fields)]
#[allow(dead_code)]
pub(crate) struct PolicyWire {
    schema: String,
    #[schemars(length(min = 1))]
    versions: Vec<VersionWire>,
}

/// A version of a policy.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "PolicyVersion", deny_unknown_fields)]
#[allow(dead_code)]
struct VersionWire {
    version: PolicyVersionId,
    from: Timestamp,
    /// At least 1,000, which is also the default.
    #[schemars(default, range(min = 1_000))]
    minimum_households: u32,
    /// Path, then column, then form; what is not given is withheld. Absent: the default table.
    rows: Option<std::collections::BTreeMap<String, std::collections::BTreeMap<String, Form>>>,
    #[schemars(default)]
    areas: Vec<Area>,
    #[schemars(default)]
    wordings: Vec<Wording>,
}

impl Serialize for PolicyVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Rows<'p>(&'p PolicyVersion);
        impl Serialize for Rows<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(Path::ALL.iter().map(|path| (path.as_str(), Cells(self.0, *path))))
            }
        }
        struct Cells<'p>(&'p PolicyVersion, Path);
        impl Serialize for Cells<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(Column::ALL.iter().map(|column| (column.as_str(), self.0.cell(self.1, *column))))
            }
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &self.version)?;
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("minimum_households", &self.minimum_households)?;
        map.serialize_entry("rows", &Rows(self))?;
        map.serialize_entry("areas", &self.areas)?;
        map.serialize_entry("wordings", &self.wordings)?;
        map.end()
    }
}

fn versions(reader: &mut Reader<'_>, root: &Node) -> Option<Vec<PolicyVersion>> {
    if !reader.is_of(root, Policy::SCHEMA) {
        return None;
    }
    let (mut schema, mut versions) = (None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "versions" => versions = r.filled_list(node, MAX_VERSIONS, version),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    reader.required(versions, "versions", root)
}

fn version(reader: &mut Reader<'_>, object: &Node) -> Option<PolicyVersion> {
    let (mut id, mut from, mut minimum_households) = (None, None, MINIMUM_HOUSEHOLDS);
    let (mut rows, mut areas, mut wordings) = (None, Vec::new(), Vec::new());
    reader.members(object, |r, name, node| {
        match name {
            "version" => id = r.id(node),
            "from" => from = r.parse(node, Timestamp::parse),
            "minimum_households" => {
                if let Some(households) = r.number(node, 0..=u32::MAX) {
                    if households < MINIMUM_HOUSEHOLDS {
                        r.problem(Code::POLICY_LOOSER, node);
                    }
                    minimum_households = households;
                }
            }
            "rows" => rows = Some(self::rows(r, node)),
            "areas" => areas = r.list(node, MAX_AREAS, area).unwrap_or_default(),
            "wordings" => wordings = r.list(node, MAX_WORDINGS, wording).unwrap_or_default(),
            _ => return false,
        }
        true
    });
    let id = reader.required(id, "version", object);
    let from = reader.required(from, "from", object);
    let version = PolicyVersion::default_from(id?, from?);
    let version = PolicyVersion {
        minimum_households,
        rows: rows.unwrap_or_else(|| version.rows.clone()),
        areas,
        wordings: WordingTable::new(wordings),
        ..version
    };
    Some(version.derived())
}

/// Rows as given; what is not given is withheld.
fn rows(reader: &mut Reader<'_>, object: &Node) -> Vec<Row> {
    let mut rows = vec![[Form::Withheld; Column::ALL.len()]; Path::ALL.len()];
    reader.open_members(object, |r, name, node| {
        let Some(path) = Path::parse(name) else {
            r.problem(Code::POLICY_PATH_UNKNOWN, node);
            return;
        };
        r.within(path.as_str(), |r| {
            r.open_members(node, |r, name, node| {
                let Ok(column) = Column::parse(name) else {
                    r.problem(Code::POLICY_COLUMN_UNKNOWN, node);
                    return;
                };
                r.within(column.as_str(), |r| {
                    let Some(text) = r.str(node) else { return };
                    let form = Form::parse(text).map_err(|_| Code::POLICY_FORM_UNKNOWN);
                    match form.and_then(|form| check_cell(path, column, form).map(|()| form)) {
                        Ok(form) => {
                            if let Some(cell) = rows.get_mut(path as usize).and_then(|row| row.get_mut(column as usize))
                            {
                                *cell = form;
                            }
                        }
                        Err(code) => r.problem(code, node),
                    }
                });
            });
        });
    });
    rows
}

fn area(reader: &mut Reader<'_>, object: &Node) -> Option<Area> {
    let (mut code, mut force, mut households, mut from, mut until) = (None, None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "code" => code = r.text(node),
            "force" => force = r.parse(node, Force::parse),
            "households" => households = r.number(node, 0..=u32::MAX),
            "from" => from = r.parse(node, Timestamp::parse),
            "until" => until = r.parse(node, Timestamp::parse),
            _ => return false,
        }
        true
    });
    let code = reader.required(code, "code", object);
    let force = reader.required(force, "force", object);
    let households = reader.required(households, "households", object);
    Some(Area { code: code?, force: force?, households: households?, from, until })
}

fn wording(reader: &mut Reader<'_>, object: &Node) -> Option<Wording> {
    let (mut version, mut from, mut until) = (None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "version" => version = r.id(node),
            "from" => from = r.parse(node, Timestamp::parse),
            "until" => until = r.parse(node, Timestamp::parse),
            _ => return false,
        }
        true
    });
    Some(Wording { version: reader.required(version, "version", object)?, from, until })
}

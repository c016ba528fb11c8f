//! The model as it is written down, `uglymugs.linkage_model/1`, and as people read it.
//!
//! Of a column of few codes, and of a set, the codes themselves stand in the model: words such as `slim`, of columns with no more than
//! 63 of them, or the 64 tags of a set. What a name, a number or an address is never does.

use std::{fmt::Write, ops::RangeInclusive};

use serde::{Serialize, Serializer};

use super::{
    Agreement, Group, Kind, Model, Table, Weight,
    model::{CODES, ColumnModel, spread},
    weigh::{LEAST, MAX_COLUMNS, MOST, level_weight},
};
use crate::{
    code::CodeTable,
    error::{Code, Problem, Problems},
    json::{self, Document, Mode, Node, Reader},
};

/// The most tags of a set.
const TAGS: usize = 64;
/// A share; sums of rounded numbers may be a little more than one.
const SHARE: RangeInclusive<f64> = 0.0..=1.000_001;
/// How often any two agree: where identifiers are shared by chance it is reckoned from few pairs.
const BY_CHANCE: RangeInclusive<f64> = 0.0..=1e12;
/// The share of a code that stands in the table at all.
const CODE_SHARE: RangeInclusive<f64> = 1e-9..=1.000_001;
/// How many rows there are of one person.
const PARTNERS: RangeInclusive<f64> = 1e-12..=1e9;
const SLOPE: RangeInclusive<f64> = 0.0..=4.0;
/// The least and the most that a group weighs.
const CAP: i32 = 6_000;
/// What is perceived of somebody's origin is held to two bits by rule, whatever a model says.
const ORIGIN: i32 = 200;
/// With the caps above no odds are beyond what a number can hold.
const OFFSET: RangeInclusive<f64> = -150.0..=150.0;
const CALIBRATED: RangeInclusive<f64> = 0.0..=1.5;

/// How nearly two rows are of one event.
const EVENTS: [&str; 2] = ["day", "week"];

impl Model {
    /// The wire schema.
    pub const SCHEMA: &'static str = "uglymugs.linkage_model/1";

    /// Writes `uglymugs.linkage_model/1`. It is read as exactly the same numbers.
    ///
    /// The codes of columns that have few stand in it, and the tags of sets; nothing else of the table does.
    pub fn to_json(&self) -> String {
        json::to_string(self, &[])
    }

    /// Reads `uglymugs.linkage_model/1`: to be fitted to a table with [`Model::for_table`].
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        let document = Document::parse(bytes)?;
        let mut reader = Reader::new(&document, Mode::Strict);
        let model = model(&mut reader, &document.root);
        reader.finish()?;
        model.ok_or_else(|| Problem::new("", Code::MEMBER_MISSING).into())
    }

    /// The model for a table: each of its columns as the model's column of that name has it. Columns of one name go by their order, and
    /// a column that the model does not know is as it is assumed to be.
    ///
    /// Codes and tags are told by their texts. Where one has another share in this table, how often it is told again stays the same;
    /// one that the model does not know is as it is assumed to be. For the table from which it was learnt the model stays as it is.
    ///
    /// # Errors
    /// Each column that is of another kind or group in the table, by its place in the model.
    pub fn for_table(&self, table: &Table) -> Result<Self, Problems> {
        let mut fitted = Self { columns: Self::assumed(table).columns, ..self.clone() };
        let mut problems = Vec::new();
        let mut is_taken = vec![false; self.columns.len()];
        for own in &mut fitted.columns {
            let of_name = |(told, is_taken): (&ColumnModel, &bool)| !is_taken && told.name == own.name;
            let Some(at) = self.columns.iter().zip(&is_taken).position(of_name) else { continue };
            is_taken[at] = true;
            let told = &self.columns[at];
            if told.kind != own.kind {
                problems.push(Problem::new(format!("columns[{at}].kind"), Code::LINKAGE_KIND_DIFFERS));
            } else if told.group != own.group {
                problems.push(Problem::new(format!("columns[{at}].group"), Code::LINKAGE_GROUP_DIFFERS));
            } else {
                told.fit(own);
            }
        }
        Problems::check(problems)?;
        Ok(fitted)
    }

    /// The model for people: what agreement says in each column.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for column in &self.columns {
            // Writing to a text cannot fail.
            let _ = column.write(&mut text);
        }
        let _ = self.write_rest(&mut text);
        text
    }

    fn write_rest(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "groups")?;
        for (group, (slope, [least, most])) in Group::ALL.iter().zip(self.slopes.iter().zip(&self.caps)) {
            let [least, most] = [*least, *most].map(Weight::new);
            writeln!(text, "  {:<24} slope {slope:.2}, from {least} to {most}", group.as_str())?;
        }
        writeln!(text, "one event, told twice")?;
        for (within, [m, u, _]) in EVENTS.iter().zip(&self.event) {
            let within = format!("1 km, 1 {within}");
            writeln!(text, "  {within:<24} {}", Row { m: *m, u: *u, weight: level_weight(*m, *u) })?;
        }
        let [offset, slope] = self.calibration;
        writeln!(
            text,
            "other rows of the same person: {:.3}, of who is often with him: {:.3}",
            self.partners, self.companions
        )?;
        writeln!(text, "odds as they come true: {slope:.3} times the weight and {offset:+.3} bits")
    }
}

/// A line of the table for people.
struct Row {
    m: f64,
    u: f64,
    weight: Weight,
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9.3} %  {:>11.6} %  {:>12}", 100.0 * self.m, 100.0 * self.u, self.weight.to_string())
    }
}

/// A text of the caller's on one line.
fn on_a_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl ColumnModel {
    /// What was learnt elsewhere, for a column of which things are assumed.
    fn fit(&self, own: &mut Self) {
        own.m.clone_from(&self.m);
        own.u.clone_from(&self.u);
        own.r.clone_from(&self.r);
        let places: Vec<Option<usize>> =
            own.codes.iter().map(|(text, _)| self.codes.iter().position(|(told, _)| told == text)).collect();
        // By how much the share of each code is another here.
        let grown: Vec<f64> = own
            .codes
            .iter()
            .zip(&places)
            .map(|((_, share), place)| place.map_or(1.0, |place| share / self.codes[place].1))
            .collect();
        if !own.confusion.is_empty() {
            // Where nobody was ever told so again, what is assumed stays.
            own.confusion =
                self.confusion_of(&own.codes, &places, &grown).unwrap_or_else(|| std::mem::take(&mut own.confusion));
        }
        for ((tag, place), grown) in own.tags.iter_mut().zip(&places).zip(&grown) {
            if let Some(told) = place.and_then(|place| self.tags.get(place)) {
                *tag = told.map(|share| (share * grown).min(*SHARE.end()));
            }
        }
    }

    /// How codes are confused that have these places in the model, and whose shares grew so much.
    fn confusion_of(&self, codes: &[(Box<str>, f64)], places: &[Option<usize>], grown: &[f64]) -> Option<Vec<f64>> {
        let shares: Vec<f64> = codes.iter().map(|(_, share)| *share).collect();
        let size = self.codes.len();
        if size == 0 {
            // There, so many codes were there that each was compared by its spelling.
            return None;
        }
        let all: f64 = self.confusion.iter().sum();
        let same: f64 = self.confusion.iter().step_by(size + 1).sum();
        let mut confusion = spread(&shares, same / all);
        for (at, m) in confusion.iter_mut().enumerate() {
            let (one, other) = (at / shares.len(), at % shares.len());
            if let (Some(mine), Some(theirs)) = (places[one], places[other]) {
                *m = self.confusion[mine * size + theirs] * (grown[one] * grown[other]).sqrt();
            }
        }
        let sum: f64 = confusion.iter().sum();
        confusion.iter_mut().for_each(|share| *share *= all / sum);
        (sum > 0.0).then_some(confusion)
    }

    /// The weights of levels and codes.
    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "{} ({}, {})", on_a_line(&self.name), self.kind.as_str(), self.group.as_str())?;
        writeln!(text, "  {:<24} {:>11}  {:>13}  {:>12}", "", "one person", "any two", "weight")?;
        if self.codes.is_empty() {
            for (agreement, (m, u)) in self.kind.levels().iter().zip(self.m.iter().zip(&self.u)) {
                writeln!(text, "  {:<24} {}", agreement.words(), Row { m: *m, u: *u, weight: level_weight(*m, *u) })?;
            }
            return Ok(());
        }
        for (at, (code, share)) in self.codes.iter().enumerate() {
            let both = match self.tags.get(at) {
                Some([both, _]) => *both,
                None => self.confusion.get(at * (self.codes.len() + 1)).copied().unwrap_or_default(),
            };
            let by_chance = share * share;
            let row = Row { m: both, u: by_chance, weight: level_weight(both, by_chance) };
            writeln!(text, "  {:<24} {row}", on_a_line(code))?;
        }
        Ok(())
    }
}

fn model(reader: &mut Reader<'_>, root: &Node) -> Option<Model> {
    if !reader.is_of(root, Model::SCHEMA) {
        return None;
    }
    let mut model = Model::assumed(&Table::default());
    let (mut schema, mut columns, mut partners, mut companions) = (None, None, None, None);
    reader.members(root, |r, name, node| {
        match name {
            "schema" => schema = r.schema(node),
            "columns" => columns = r.list(node, MAX_COLUMNS, column),
            "partners" => partners = r.bounded(node, PARTNERS),
            "companions" => companions = r.bounded(node, PARTNERS),
            "events" => {
                let mut is_told = [false; EVENTS.len()];
                r.list(node, EVENTS.len(), |r, object| event(r, object, &mut model.event, &mut is_told));
            }
            "groups" => {
                let mut is_told = vec![false; Group::ALL.len()];
                r.list(node, Group::ALL.len(), |r, object| group(r, object, &mut model, &mut is_told));
            }
            "calibration" => calibration(r, node, &mut model.calibration),
            _ => return false,
        }
        true
    });
    reader.required(schema, "schema", root);
    model.columns = reader.required(columns, "columns", root).unwrap_or_default();
    let partners = reader.required(partners, "partners", root);
    let companions = reader.required(companions, "companions", root);
    (model.partners, model.companions) = (partners?, companions?);
    Some(model)
}

fn column(reader: &mut Reader<'_>, object: &Node) -> Option<ColumnModel> {
    let (mut name, mut kind, mut group, mut levels) = (None, None, None, None);
    let (mut codes, mut confusion, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    reader.members(object, |r, member, node| {
        match member {
            "name" => name = r.str(node).map(Box::<str>::from),
            "kind" => kind = r.code::<Kind>(node),
            "group" => group = r.code::<Group>(node),
            "levels" => levels = r.list(node, super::weigh::LEVELS, level),
            "codes" => codes = r.list(node, CODES, code).unwrap_or_default(),
            "confusion" => {
                let row = |r: &mut Reader<'_>, node: &Node| r.list(node, CODES, |r, node| r.bounded(node, SHARE));
                confusion = r.list(node, CODES, row).unwrap_or_default();
            }
            "tags" => tags = r.list(node, TAGS, tag).unwrap_or_default(),
            _ => return false,
        }
        true
    });
    let name = reader.required(name, "name", object);
    let kind = reader.required(kind, "kind", object);
    let group = reader.required(group, "group", object);
    let levels = reader.required(levels, "levels", object);
    let (name, kind, group, levels) = (name?, kind?, group?, levels?);
    let agreements = levels.iter().map(|(agreement, _)| agreement);
    if !agreements.eq(kind.levels()) {
        reader.problem_of("levels", Code::LINKAGE_DOES_NOT_FIT, object);
        return None;
    }
    if kind != Kind::Code && !codes.is_empty() {
        reader.problem_of("codes", Code::LINKAGE_DOES_NOT_FIT, object);
    }
    if kind != Kind::Set && !tags.is_empty() {
        reader.problem_of("tags", Code::LINKAGE_DOES_NOT_FIT, object);
    }
    if !is_symmetric(&confusion, codes.len()) || !is_of_all(&confusion) {
        reader.problem_of("confusion", Code::LINKAGE_DOES_NOT_FIT, object);
    }
    let of = |at: usize| levels.iter().map(|(_, shares)| shares[at]).collect();
    let (m, u, r) = (of(0), of(1), of(2));
    let told = tags.iter().map(|(_, told)| *told).collect();
    codes.extend(tags.into_iter().map(|(code, _)| code));
    let mut texts: Vec<&str> = codes.iter().map(|(text, _)| &**text).collect();
    texts.sort_unstable();
    if texts.windows(2).any(|pair| pair[0] == pair[1]) {
        reader.problem_of(if kind == Kind::Set { "tags" } else { "codes" }, Code::LINKAGE_REPEATED, object);
    }
    Some(ColumnModel { name, kind, group, m, u, r, confusion: confusion.concat(), tags: told, codes })
}

/// Whether it has so many rows of so many numbers, and tells the same of two codes whichever comes first.
fn is_symmetric(rows: &[Vec<f64>], size: usize) -> bool {
    rows.len() == size
        && rows.iter().all(|row| row.len() == size)
        && rows.iter().enumerate().all(|(at, row)| {
            // As they are learnt they may differ in the last digit.
            row.iter().zip(rows).take(at).all(|(one, other)| (one - other[at]).abs() <= 1e-9 * one.max(other[at]))
        })
}

/// Whether the shares of all pairs of codes add up to one, as far as numbers are rounded.
fn is_of_all(rows: &[Vec<f64>]) -> bool {
    rows.is_empty() || (rows.iter().flatten().sum::<f64>() - 1.0).abs() < 1e-3
}

/// A level: how far values agree, and how often of one person, of any two, and of two who live or act together.
fn level(reader: &mut Reader<'_>, object: &Node) -> Option<(Agreement, [f64; 3])> {
    let (mut agreement, mut m, mut u, mut r, mut weight) = (None, None, None, None, None);
    reader.members(object, |reader, name, node| {
        match name {
            "agreement" => agreement = reader.code(node),
            "m" => m = reader.bounded(node, SHARE),
            "u" => u = reader.bounded(node, BY_CHANCE),
            "r" => r = reader.bounded(node, BY_CHANCE),
            "weight" => weight = reader.bounded(node, LEAST..=MOST),
            _ => return false,
        }
        true
    });
    let agreement = reader.required(agreement, "agreement", object);
    let m = reader.required(m, "m", object);
    let u = reader.required(u, "u", object);
    let r = reader.required(r, "r", object);
    let (m, u, r) = (m?, u?, r?);
    // Whoever changes a weight means something by it: it is what the shares come to. Logarithms may differ between platforms in the
    // last hundredth.
    if weight.is_some_and(|weight: i32| weight.abs_diff(level_weight(m, u).hundredths()) > 1) {
        reader.problem_of("weight", Code::LINKAGE_DOES_NOT_FIT, object);
    }
    Some((agreement?, [m, u, r]))
}

/// A code and its share.
fn code(reader: &mut Reader<'_>, object: &Node) -> Option<Share> {
    let (mut code, mut share) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "code" => code = r.str(node).map(Box::<str>::from),
            "share" => share = r.bounded(node, CODE_SHARE),
            _ => return false,
        }
        true
    });
    let code = reader.required(code, "code", object);
    let share = reader.required(share, "share", object);
    Some((code?, share?))
}

/// A code or a tag, and its share.
type Share = (Box<str>, f64);

/// A tag and its share, and how often it is told again.
fn tag(reader: &mut Reader<'_>, object: &Node) -> Option<(Share, [f64; 2])> {
    let (mut tag, mut share, mut both, mut one) = (None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "tag" => tag = r.str(node).map(Box::<str>::from),
            "share" => share = r.bounded(node, CODE_SHARE),
            "both" => both = r.bounded(node, SHARE),
            "one" => one = r.bounded(node, SHARE),
            _ => return false,
        }
        true
    });
    let tag = reader.required(tag, "tag", object);
    let share = reader.required(share, "share", object);
    let both = reader.required(both, "both", object);
    let one = reader.required(one, "one", object);
    Some(((tag?, share?), [both?, one?]))
}

fn event(
    reader: &mut Reader<'_>,
    object: &Node,
    events: &mut [[f64; 3]; EVENTS.len()],
    is_told: &mut [bool; EVENTS.len()],
) -> Option<()> {
    let (mut within, mut m, mut u, mut r) = (None, None, None, None);
    reader.members(object, |reader, name, node| {
        match name {
            "within" => {
                let place = |text: &str| EVENTS.iter().position(|event| *event == text).ok_or(Code::CODE_UNKNOWN);
                within = reader.parse(node, place);
            }
            "m" => m = reader.bounded(node, SHARE),
            "u" => u = reader.bounded(node, BY_CHANCE),
            "r" => r = reader.bounded(node, SHARE),
            _ => return false,
        }
        true
    });
    let within = reader.required(within, "within", object);
    let m = reader.required(m, "m", object);
    let u = reader.required(u, "u", object);
    let r = reader.required(r, "r", object);
    let (within, told) = (within?, [m?, u?, r?]);
    if std::mem::replace(&mut is_told[within], true) {
        reader.problem(Code::LINKAGE_REPEATED, object);
    }
    events[within] = told;
    Some(())
}

fn group(reader: &mut Reader<'_>, object: &Node, model: &mut Model, is_told: &mut [bool]) -> Option<()> {
    let (mut group, mut slope, mut least, mut most) = (None, None, None, None);
    reader.members(object, |r, name, node| {
        match name {
            "group" => group = r.code::<Group>(node),
            "slope" => slope = r.bounded(node, SLOPE),
            "least" => least = r.bounded(node, -CAP..=0),
            "most" => most = r.bounded(node, 0..=CAP),
            _ => return false,
        }
        true
    });
    let group = reader.required(group, "group", object);
    let slope = reader.required(slope, "slope", object);
    let least = reader.required(least, "least", object);
    let most = reader.required(most, "most", object);
    let (group, least, most) = (group?, least?, most?);
    if group == Group::Origin && (least < -ORIGIN || most > ORIGIN) {
        reader.problem(Code::RANGE_OUT_OF_BOUNDS, object);
    }
    let at = group as usize;
    if std::mem::replace(&mut is_told[at], true) {
        reader.problem(Code::LINKAGE_REPEATED, object);
    }
    model.slopes[at] = slope?;
    model.caps[at] = [least, most];
    Some(())
}

fn calibration(reader: &mut Reader<'_>, object: &Node, calibration: &mut [f64; 2]) {
    let (mut offset, mut slope) = (None, None);
    reader.members(object, |r, name, node| {
        match name {
            "offset" => offset = r.bounded(node, OFFSET),
            "slope" => slope = r.bounded(node, CALIBRATED),
            _ => return false,
        }
        true
    });
    let offset = reader.required(offset, "offset", object);
    let slope = reader.required(slope, "slope", object);
    if let (Some(offset), Some(slope)) = (offset, slope) {
        *calibration = [offset, slope];
    }
}

/// `uglymugs.linkage_model/1`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LinkageModel", deny_unknown_fields))]
pub(crate) struct ModelWire {
    schema: &'static str,
    /// What agreement says in each column.
    columns: Vec<ColumnWire>,
    /// How many other rows of the same person there are, on average.
    partners: f64,
    /// How many rows of somebody who lives or acts with him.
    companions: f64,
    /// How often where and when it happened is the same within a kilometre and a day, and within a week.
    #[cfg_attr(feature = "schema", schemars(default))]
    events: Vec<EventWire>,
    /// By how much a group counts, and the least and the most that it weighs, in hundredths of a bit.
    #[cfg_attr(feature = "schema", schemars(default))]
    groups: Vec<GroupWire>,
    /// Odds as they come true.
    #[cfg_attr(feature = "schema", schemars(default))]
    calibration: CalibrationWire,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct ColumnWire {
    name: Box<str>,
    kind: Kind,
    group: Group,
    /// The levels of the kind, from the most to the least agreement.
    levels: Vec<LevelWire>,
    /// Of few codes: each with its share of the rows in which something is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<CodeWire>,
    /// Of few codes: how often a person is told as the one of two and as the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    confusion: Vec<Vec<f64>>,
    /// Of sets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<TagWire>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct LevelWire {
    agreement: Agreement,
    /// How often values of one person agree so.
    m: f64,
    /// How often values of any two do.
    u: f64,
    /// How often values of two do who live or act together.
    r: f64,
    /// What it weighs, in hundredths of a bit; it follows from `m` and `u`.
    #[cfg_attr(feature = "schema", schemars(default))]
    weight: Weight,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct CodeWire {
    code: Box<str>,
    share: f64,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct TagWire {
    tag: Box<str>,
    /// Its share of the rows in which any tag stands.
    share: f64,
    /// How often it is told of one person both times, and one of two times.
    both: f64,
    one: f64,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct EventWire {
    /// `day` or `week`.
    within: &'static str,
    m: f64,
    u: f64,
    r: f64,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct GroupWire {
    group: Group,
    slope: f64,
    least: i32,
    most: i32,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct CalibrationWire {
    /// In bits.
    offset: f64,
    slope: f64,
}

impl Default for CalibrationWire {
    fn default() -> Self {
        Self { offset: 0.0, slope: 1.0 }
    }
}

impl From<&ColumnModel> for ColumnWire {
    fn from(column: &ColumnModel) -> Self {
        let shares = column.m.iter().zip(&column.u).zip(&column.r);
        let level = |(agreement, ((m, u), r)): (&Agreement, ((&f64, &f64), &f64))| LevelWire {
            agreement: *agreement,
            m: *m,
            u: *u,
            r: *r,
            weight: level_weight(*m, *u),
        };
        let mut wire = Self {
            name: column.name.clone(),
            kind: column.kind,
            group: column.group,
            levels: column.kind.levels().iter().zip(shares).map(level).collect(),
            codes: Vec::new(),
            confusion: column.confusion.chunks(column.codes.len().max(1)).map(<[f64]>::to_vec).collect(),
            tags: Vec::new(),
        };
        let codes = column.codes.iter().cloned();
        if column.kind == Kind::Set {
            let tag = |((tag, share), [both, one]): ((Box<str>, f64), &[f64; 2])| TagWire {
                tag,
                share,
                both: *both,
                one: *one,
            };
            wire.tags = codes.zip(&column.tags).map(tag).collect();
        } else {
            wire.codes = codes.map(|(code, share)| CodeWire { code, share }).collect();
        }
        wire
    }
}

impl From<&Model> for ModelWire {
    fn from(model: &Model) -> Self {
        let event = |(within, [m, u, r]): (&&'static str, &[f64; 3])| EventWire { within, m: *m, u: *u, r: *r };
        let groups = Group::ALL.iter().zip(model.slopes.iter().zip(&model.caps));
        let group = |(group, (slope, [least, most])): (&Group, (&f64, &[i32; 2]))| GroupWire {
            group: *group,
            slope: *slope,
            least: *least,
            most: *most,
        };
        let [offset, slope] = model.calibration;
        Self {
            schema: Model::SCHEMA,
            columns: model.columns.iter().map(ColumnWire::from).collect(),
            partners: model.partners,
            companions: model.companions,
            events: EVENTS.iter().zip(&model.event).map(event).collect(),
            groups: groups.map(group).collect(),
            calibration: CalibrationWire { offset, slope },
        }
    }
}

impl Serialize for Model {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ModelWire::from(self).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::{Cells, Linkage, TableBuilder};

    /// Rows of which every third is told twice, with slips.
    fn table(rows: usize, codes: &'static [&'static str]) -> Table {
        const NAMES: [&str; 7] =
            ["Robert Green", "Bob Green", "Katharine Marsh", "Kate Marsh", "Jon Fielding", "John Fielding", "Li"];
        let of = |row: usize| if row % 3 == 2 { row - 1 } else { row };
        let names = (0..rows).map(|row| Some(NAMES[of(row) * 5 % 7])).collect();
        let builds = (0..rows).map(|row| (row % 5 > 0).then(|| codes[of(row) * 7 % 11 % codes.len()])).collect();
        let told = ["knife;gloves", "gloves", "mask;knife", "limp", "mask;gloves;limp"];
        let sets = (0..rows).map(|row| (row % 4 > 0).then(|| told[of(row) * 3 % 13 % 5])).collect();
        let phones: Vec<String> = (0..rows).map(|row| format!("07700 900{:03}", of(row) % 1_000)).collect();
        let phones = phones.iter().map(|phone| Some(phone.as_str())).collect();
        let places = (0..rows)
            .map(|row| Some([51.0 + (of(row) % 97) as f64 / 50.0, -1.0 - (of(row) % 31) as f64 / 40.0]))
            .collect();
        let days = (0..rows).map(|row| Some(((of(row) * 37) % 900) as i32)).collect();
        TableBuilder::new()
            .column("name", Kind::Name, Cells::Texts(names))
            .column("build", Kind::Code, Cells::Texts(builds))
            .column("told", Kind::Set, Cells::Texts(sets))
            .column("phone", Kind::Phone, Cells::Texts(phones))
            .column("place", Kind::Place, Cells::Pairs(places))
            .column("day", Kind::Day, Cells::Days(days))
            .build()
    }

    const CODES: &[&str] = &["slim", "medium", "heavy", "very slim"];

    fn weights(linkage: &Linkage, rows: usize) -> Vec<i32> {
        (0..rows)
            .flat_map(|one| (0..rows).map(move |other| (one, other)))
            .map(|(one, other)| linkage.weigh(one, other))
            .collect()
    }

    #[test]
    fn what_is_written_is_read_as_the_same_weights() {
        let linkage = Linkage::new(table(300, CODES));
        assert!(linkage.model().columns[1].confusion.len() == 16 && linkage.model().columns[2].tags.len() == 4);
        let written = linkage.model().to_json();
        let read = Model::from_json(written.as_bytes()).unwrap();
        assert_eq!(read.to_json(), written);
        let fitted = read.for_table(linkage.table()).unwrap();
        assert_eq!(fitted.to_json(), written);
        let again = Linkage::of_model(table(300, CODES), fitted);
        let all = weights(&linkage, 300);
        assert!(
            all.iter().any(|weight| *weight > 500) && all.iter().any(|weight| *weight < -500),
            "{:?}",
            (all.iter().min(), all.iter().max())
        );
        assert_eq!(weights(&again, 300), all);
    }

    #[test]
    fn codes_are_told_by_their_texts() {
        let linkage = Linkage::new(table(300, CODES));
        // The same rows from the last to the first: codes and tags have other places.
        let texts = |column: usize| -> Vec<Option<String>> {
            let column = &linkage.table().columns()[column];
            let crate::linkage::column::Elements::Texts(texts) = &column.values.elements else { return Vec::new() };
            let text = |cell: &u32| (*cell > 0).then(|| texts.arena.text(cell - 1).to_owned());
            column.cells.iter().rev().map(text).collect()
        };
        let builds = texts(1);
        let cells = Cells::Texts(builds.iter().map(Option::as_deref).collect());
        let turned = TableBuilder::new().column("build", Kind::Code, cells).build();
        let fitted = linkage.model().for_table(&turned).unwrap();
        let order = |model: &ColumnModel| model.codes.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>();
        let (told, own) = (&linkage.model().columns[1], &fitted.columns[0]);
        assert_ne!(order(told), order(own));
        for (at, (code, share)) in own.codes.iter().enumerate() {
            let place = told.codes.iter().position(|(told, _)| told == code).unwrap();
            assert_eq!(*share, told.codes[place].1);
            let apart = (own.confusion[at * 5] - told.confusion[place * 5]).abs();
            assert!(apart < 1e-12, "{apart}");
        }
        assert_eq!(fitted.columns.len(), 1);
    }

    #[test]
    fn what_the_model_does_not_know_is_assumed() {
        let linkage = Linkage::new(table(300, CODES));
        let other = table(200, &["heavy", "wiry", "slim"]);
        let fitted = linkage.model().for_table(&other).unwrap();
        let own = &fitted.columns[1];
        let place = |code: &str| own.codes.iter().position(|(own, _)| &**own == code).unwrap();
        let weight = |one: &str, other: &str| {
            let (one, other) = (place(one), place(other));
            level_weight(own.confusion[one * 3 + other], own.codes[one].1 * own.codes[other].1).hundredths()
        };
        assert!(weight("wiry", "wiry") > 0 && weight("wiry", "slim") < 0 && weight("slim", "slim") > 0);
        let sum: f64 = own.confusion.iter().sum();
        assert!((sum - 1.0).abs() < 1e-6, "{sum}");
        // A column of another name is as it is assumed to be.
        let cells = || Cells::Texts(vec![Some("slim"), Some("heavy")]);
        let stranger = TableBuilder::new().column("stature", Kind::Code, cells()).build();
        let fitted = linkage.model().for_table(&stranger).unwrap();
        let assumed = Model::assumed(&stranger);
        assert_eq!(fitted.columns[0].confusion, assumed.columns[0].confusion);
        assert_eq!(fitted.partners, linkage.model().partners);
        let wrong = TableBuilder::new()
            .grouped("build", Kind::Code, Group::Origin, cells())
            .column("phone", Kind::Text, cells())
            .build();
        let problems = linkage.model().for_table(&wrong).err().unwrap();
        let found: Vec<(&str, Code)> = problems.as_slice().iter().map(|one| (one.path.as_str(), one.code)).collect();
        assert_eq!(
            found,
            [("columns[1].group", Code::LINKAGE_GROUP_DIFFERS), ("columns[3].kind", Code::LINKAGE_KIND_DIFFERS)]
        );
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let found = |text: &str| -> Vec<(String, Code)> {
            let problems = Model::from_json(text.as_bytes()).err().unwrap();
            assert!(problems.as_slice().iter().all(|problem| problem.position.is_some()));
            problems.as_slice().iter().map(|problem| (problem.path.clone(), problem.code)).collect()
        };
        let expected = |all: &[(&str, Code)]| -> Vec<(String, Code)> {
            all.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect()
        };
        assert_eq!(
            found(
                r#"{"schema": "uglymugs.linkage_model/1", "partners": 0, "x": 1, "columns": [
                    {"name": "a", "kind": "code", "group": "body", "levels": [
                        {"agreement": "same", "m": 0.5, "u": 0.25, "r": 0.25, "weight": 101},
                        {"agreement": "near", "m": 0.5, "u": 0.25, "r": 2e12, "weight": 103},
                        {"agreement": "differs", "m": -0.1, "u": 0.25}], "tags": 1},
                    {"name": "b", "kind": "code", "group": "body", "levels": [],
                     "codes": [{"code": "slim", "share": 0}], "confusion": [[0.5, "x"]]},
                    {"name": "c", "kind": "set", "group": "shoes", "levels": []}],
                    "groups": [{"group": "origin", "slope": 1, "least": -300, "most": 200},
                               {"group": "names", "slope": 1, "least": 10, "most": 1.5}],
                    "events": [{"within": "day", "m": 0.1, "u": 0.1, "r": 0.1}, {"within": "day", "m": 0.1, "u": 0.1, "r": 0.1}],
                    "calibration": {"offset": 1e300, "slope": 1}}"#
            ),
            expected(&[
                ("partners", Code::RANGE_OUT_OF_BOUNDS),
                ("", Code::JSON_UNKNOWN_MEMBER),
                ("columns[0].levels[1].r", Code::RANGE_OUT_OF_BOUNDS),
                ("columns[0].levels[2].m", Code::RANGE_OUT_OF_BOUNDS),
                ("columns[0].levels[2].r", Code::MEMBER_MISSING),
                ("columns[0].tags", Code::JSON_WRONG_TYPE),
                ("columns[0].levels", Code::LINKAGE_DOES_NOT_FIT),
                ("columns[1].codes[0].share", Code::RANGE_OUT_OF_BOUNDS),
                ("columns[1].confusion[0][1]", Code::JSON_WRONG_TYPE),
                ("columns[1].levels", Code::LINKAGE_DOES_NOT_FIT),
                ("columns[2].group", Code::CODE_UNKNOWN),
                ("groups[0]", Code::RANGE_OUT_OF_BOUNDS),
                ("groups[1].least", Code::RANGE_OUT_OF_BOUNDS),
                ("groups[1].most", Code::RANGE_OUT_OF_BOUNDS),
                ("events[1]", Code::LINKAGE_REPEATED),
                ("calibration.offset", Code::RANGE_OUT_OF_BOUNDS),
                ("companions", Code::MEMBER_MISSING),
            ])
        );
        assert_eq!(found(r#"{"schema": "uglymugs.linkage_model/2"}"#), expected(&[("schema", Code::SCHEMA_UNKNOWN)]));
        let code = |rest: &str| {
            let level = |agreement: &str, weight: i32| {
                format!(r#"{{"agreement": "{agreement}", "m": 0.5, "u": 0.25, "r": 0.25, "weight": {weight}}}"#)
            };
            format!(
                r#"{{"schema": "uglymugs.linkage_model/1", "partners": 1, "companions": 1, "columns": [{{"name": "a", "kind": "code",
                    "group": "body", "levels": [{}, {}, {}]{rest}}}]}}"#,
                level("same", 100),
                level("near", 101),
                level("differs", 99),
            )
        };
        assert!(Model::from_json(code("").as_bytes()).is_ok());
        let two = r#", "codes": [{"code": "a", "share": 0.5}, {"code": "b", "share": 0.5}]"#;
        assert!(Model::from_json(code(&format!(r#"{two}, "confusion": [[0.4, 0.1], [0.1, 0.4]]"#)).as_bytes()).is_ok());
        for (rest, path, problem) in [
            (
                format!(r#"{two}, "confusion": [[0.4, 0.1], [0.2, 0.4]]"#),
                "columns[0].confusion",
                Code::LINKAGE_DOES_NOT_FIT,
            ),
            (format!(r#"{two}, "confusion": [[0.4, 0.1]]"#), "columns[0].confusion", Code::LINKAGE_DOES_NOT_FIT),
            (
                format!(r#"{two}, "confusion": [[0.4, 0.4], [0.4, 0.4]]"#),
                "columns[0].confusion",
                Code::LINKAGE_DOES_NOT_FIT,
            ),
            (two.to_owned(), "columns[0].confusion", Code::LINKAGE_DOES_NOT_FIT),
            (
                format!(r#"{}, "confusion": [[0.4, 0.1], [0.1, 0.4]]"#, two.replace('b', "a")),
                "columns[0].codes",
                Code::LINKAGE_REPEATED,
            ),
            (
                r#", "tags": [{"tag": "a", "share": 0.5, "both": 0.3, "one": 0.2}]"#.to_owned(),
                "columns[0].tags",
                Code::LINKAGE_DOES_NOT_FIT,
            ),
        ] {
            assert_eq!(found(&code(&rest)), expected(&[(path, problem)]), "{path}");
        }
        let weighed = code("").replace(r#""weight": 100"#, r#""weight": 300"#);
        assert_eq!(found(&weighed), expected(&[("columns[0].levels[0].weight", Code::LINKAGE_DOES_NOT_FIT)]));
    }

    #[test]
    fn people_read_it() {
        let model = Model::assumed(&table(30, CODES));
        let text = model.text();
        let line = |start: &str| {
            text.lines().find(|line| line.trim_start().starts_with(start)).unwrap().trim_start().to_owned()
        };
        assert_eq!(line("name"), "name (name, names)");
        assert_eq!(
            line("nickname"),
            format!("{:<24} {:>9} %  {:>11} %  {:>12}", "nickname", "3.000", "0.100000", "+4.91 bits")
        );
        assert!(line("heavy").ends_with("bits") && line("knife").ends_with("bits"));
        assert!(line("origin").ends_with("slope 1.00, from -2.00 bits to +2.00 bits"));
        assert!(!text.contains("Green") && !text.contains("green") && !text.contains("07700"));
    }
}

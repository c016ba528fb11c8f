//! Pairs that may be of one person: as a table, and how they stand against labels.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, Float64Array, Int64Array, LargeStringArray, RecordBatch, StringArray, UInt32Array, UInt64Array,
    builder::{Float64Builder, StringBuilder},
};
use arrow_schema::SchemaRef;
use arrow_select::{concat::concat, take::take};
use num_core::{
    code::CodeTable,
    error::{Code, Problem, Problems},
    linkage::{Evidence, Found, Linkage, Pair, SharedRows},
};
use pyo3::{PyClassInitializer, Python, exceptions::PyValueError, pyclass, pymethods};
use rayon::prelude::*;

use super::{
    cells::{readable, texts},
    columns::TOGETHER,
    engine,
    ids::{Id, Ids, id_at},
    intake::Linked,
    rows::{Named, Table, batch},
};
use crate::{
    error::Failure,
    frame::{Frame, whole},
    guard::ask,
};

/// How many pairs stand in one piece of a table.
const PIECE: usize = 1 << 16;

impl Linked {
    /// Pairs as a table: whose they are, what they weigh together, and, `with_weights`, what each column weighs.
    pub(crate) fn table(&self, linkage: &Linkage, pairs: &[Pair], with_weights: bool) -> Result<Table, Failure> {
        let pieces = pairs.par_chunks(PIECE).map(|pairs| self.piece(linkage, pairs, with_weights));
        let batches: Vec<RecordBatch> = pieces.collect::<Result<_, Failure>>()?;
        let schema: SchemaRef = match batches.first() {
            Some(batch) => batch.schema(),
            None => self.piece(linkage, &[], with_weights)?.schema(),
        };
        Ok(Table::of(schema, batches))
    }

    fn piece(&self, linkage: &Linkage, pairs: &[Pair], with_weights: bool) -> Result<RecordBatch, Failure> {
        let mut columns: Vec<Named> = vec![
            ("left".to_owned(), self.ids_of(pairs.iter().map(|pair| pair.left), Side::Left)?),
            ("right".to_owned(), self.ids_of(pairs.iter().map(|pair| pair.right), Side::Right)?),
        ];
        columns.extend(scores(pairs));
        if with_weights {
            let evidence = pairs.iter().map(|pair| engine::evidence(linkage, [pair.left, pair.right]));
            columns.extend(self.weights(pairs.iter().zip(evidence)));
        }
        batch(columns)
    }

    /// Rows that may be of the same person as a record, as a table.
    pub(crate) fn found(&self, found: &[Found]) -> Result<Table, Failure> {
        let pairs: Vec<Pair> = found.iter().map(|found| found.pair).collect();
        let rows: Vec<u32> = pairs.iter().map(|pair| pair.right).collect();
        let mut columns = self.named(&rows)?;
        columns.extend(scores(&pairs));
        columns.extend(self.weights(pairs.iter().zip(found.iter().map(|found| &found.evidence))));
        Table::whole(columns)
    }

    /// Identifiers of more than one person, a line for each row.
    pub(crate) fn shared(&self, shared: &[SharedRows]) -> Result<Table, Failure> {
        let lines = shared.iter().zip(0_u64..).flat_map(|(shared, identifier)| {
            let persons = shared.persons.iter().zip(0_u64..);
            persons.flat_map(move |(rows, person)| rows.iter().map(move |row| (identifier, shared, person, *row)))
        });
        let lines: Vec<(u64, &SharedRows, u64, u32)> = lines.collect();
        let name = |column: usize| self.columns.get(column).map(|column| column.name.as_str());
        let columns: StringArray = lines.iter().map(|(_, shared, ..)| name(shared.column)).collect();
        let used = StringArray::from_iter_values(lines.iter().map(|(_, shared, ..)| shared.used.as_str()));
        let mut all: Vec<Named> = vec![
            ("identifier".to_owned(), counts(lines.iter().map(|(identifier, ..)| *identifier))),
            ("column".to_owned(), Arc::new(columns)),
            ("used".to_owned(), Arc::new(used)),
            ("person".to_owned(), counts(lines.iter().map(|(_, _, person, _)| *person))),
        ];
        all.extend(self.named(&lines.iter().map(|(.., row)| *row).collect::<Vec<u32>>())?);
        Table::whole(all)
    }

    /// What each column of pairs weighs, and what is of none.
    fn weights<'p, E: AsRef<[Evidence]>>(&self, pairs: impl Iterator<Item = (&'p Pair, E)>) -> Vec<Named> {
        let mut weights: Vec<Float64Builder> = Vec::new();
        let count = pairs.size_hint().0;
        weights.resize_with(self.columns.len() + 1, || Float64Builder::with_capacity(count));
        let mut each = vec![None; self.columns.len()];
        for (pair, evidence) in pairs {
            let left = engine::by_column(evidence.as_ref(), pair.weight, &mut each);
            let known = each.iter().map(|compared| compared.map(|(_, weight)| weight));
            for (column, weight) in weights.iter_mut().zip(known.chain([Some(left)])) {
                column.append_option(weight.map(bits));
            }
        }
        let names = self.names().chain([TOGETHER]);
        let weights = weights.into_iter().map(|mut weights| Arc::new(weights.finish()) as ArrayRef);
        names.zip(weights).map(|(name, weights)| (format!("w_{name}"), weights)).collect()
    }

    /// Which cluster each row is of, as a table.
    pub(crate) fn clusters(&self, clusters: &[u32]) -> Result<Table, Failure> {
        let cluster: ArrayRef = Arc::new(clusters.iter().map(|cluster| i64::from(*cluster)).collect::<Int64Array>());
        let mut columns = match &self.right {
            None => vec![("id".to_owned(), self.left.all())],
            Some(_) => self.named(&(0..clusters.len() as u32).collect::<Vec<u32>>())?,
        };
        columns.push(("cluster".to_owned(), cluster));
        Table::whole(columns)
    }

    /// Rows by their ids; of two linked tables with the table that each is of.
    fn named(&self, rows: &[u32]) -> Result<Vec<Named>, Failure> {
        let Some((right, first)) = &self.right else { return Ok(vec![("id".to_owned(), self.left.of_these(rows)?)]) };
        let is_left: Vec<bool> = rows.iter().map(|row| row < first).collect();
        let (lefts, rights): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| *row < first);
        let left = self.left.of_these(&lefts)?;
        let right = right.of_these(&rights.iter().map(|row| row - first).collect::<Vec<u32>>())?;
        // Of two types, they are written as texts.
        let same = left.data_type() == right.data_type();
        let [left, right] = if same { [left, right] } else { [readable(None, &left)?, readable(None, &right)?] };
        let (mut next_left, mut next_right) = (0, lefts.len() as u32);
        let places = is_left.iter().map(|is_left| {
            let at = if *is_left { &mut next_left } else { &mut next_right };
            *at += 1;
            *at - 1
        });
        let places: UInt32Array = places.collect();
        let ids: ArrayRef = if left.data_type() == right.data_type() {
            concat(&[&left, &right]).map_err(|_| Code::BINDING_INTERNAL)?
        } else {
            let (left, right) = ([left], [right]);
            let all = texts(&left)?.into_iter().chain(texts(&right)?);
            Arc::new(all.collect::<LargeStringArray>())
        };
        let ids = take(&ids, &places, None).map_err(|_| Code::BINDING_INTERNAL)?;
        let of = is_left.into_iter().map(|is_left| if is_left { "left" } else { "right" });
        Ok(vec![("table".to_owned(), Arc::new(StringArray::from_iter_values(of)) as ArrayRef), ("id".to_owned(), ids)])
    }

    fn ids_of(&self, rows: impl Iterator<Item = u32>, side: Side) -> Result<ArrayRef, Failure> {
        let (ids, first) = self.side(side);
        ids.of_these(&rows.map(|row| row.wrapping_sub(first)).collect::<Vec<u32>>())
    }

    /// The ids of one side, and the first of its rows.
    pub(crate) fn side(&self, side: Side) -> (&Ids, u32) {
        match (&self.right, side) {
            (Some((ids, first)), Side::Right) => (ids, *first),
            _ => (&self.left, 0),
        }
    }

    /// Of rows of all tables those of one side, counted from its first.
    pub(crate) fn on_side(&self, side: Side, rows: Vec<u32>) -> Vec<u32> {
        let (ids, first) = self.side(side);
        let rows = rows.into_iter().filter_map(|row| row.checked_sub(first));
        rows.filter(|row| (*row as usize) < ids.rows()).collect()
    }

    /// The row of an id on one side.
    pub(crate) fn row(&self, side: Side, id: Id<'_>) -> Option<u32> {
        let (ids, first) = self.side(side);
        ids.row(id).map(|row| row + first)
    }
}

/// What pairs weigh together, how likely that makes them, and how far it reaches.
fn scores(pairs: &[Pair]) -> Vec<Named> {
    let mut tiers = StringBuilder::with_capacity(pairs.len(), pairs.len() * 8);
    pairs.iter().for_each(|pair| tiers.append_value(pair.tier.as_str()));
    vec![
        ("weight".to_owned(), floats(pairs.iter().map(|pair| bits(pair.weight)))),
        ("probability".to_owned(), floats(pairs.iter().map(|pair| pair.probability))),
        ("tier".to_owned(), Arc::new(tiers.finish())),
    ]
}

/// Of two tables the one or the other; of one table both are that.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// Hundredths of a bit in bits.
pub(crate) fn bits(hundredths: i32) -> f64 {
    f64::from(hundredths) / 100.0
}

pub(crate) fn floats(values: impl Iterator<Item = f64>) -> ArrayRef {
    Arc::new(values.collect::<Float64Array>())
}

pub(crate) fn counts(values: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(values.collect::<UInt64Array>())
}

/// Pairs that may be of one person, as a table: ``left`` and ``right``, ``weight`` in bits, ``probability``, ``tier``, and what each
/// column weighs: ``w_`` and its name. ``w_together`` is what is of no one column; with it, the weights add up to the pair's.
#[pyclass(frozen, extends = Table, module = "uglymugs")]
pub(crate) struct Pairs {
    linked: Arc<Linked>,
    pairs: Vec<Pair>,
}

impl Pairs {
    pub(crate) fn of(linked: Arc<Linked>, pairs: Vec<Pair>, table: Table) -> PyClassInitializer<Self> {
        PyClassInitializer::from(table).add_subclass(Self { linked, pairs })
    }

    pub(crate) fn are_of(&self, linked: &Arc<Linked>) -> bool {
        Arc::ptr_eq(&self.linked, linked)
    }

    pub(crate) fn as_slice(&self) -> &[Pair] {
        &self.pairs
    }
}

#[pymethods]
impl Pairs {
    /// What would be found at each threshold of probability, as a table: how many pairs, and how many of them are to be expected
    /// to be wrong. With ``labels``, a frame of all true pairs by ``left`` and ``right``: how many are, with precision, recall and F1.
    #[pyo3(signature = (labels = None))]
    fn thresholds(&self, py: Python<'_>, labels: Option<Frame>) -> Result<Table, Failure> {
        ask(py, || {
            let labels = labels.map(|labels| Labels::read(labels, &self.linked)).transpose()?;
            self.by_threshold(labels.as_ref())
        })?
    }

    /// How often pairs of about the same probability are true, as a table: bins of equally many pairs, each with the mean of its
    /// probabilities, the share of its pairs that is true, and the bounds within which that share is with 95 per cent.
    ///
    /// ``labels`` is a frame of all true pairs by ``left`` and ``right``. Pairs below ``at_least`` are left out.
    #[pyo3(signature = (labels, *, bins = 10, at_least = 0.05))]
    fn reliability(&self, py: Python<'_>, labels: Frame, bins: usize, at_least: f64) -> Result<Table, Failure> {
        if bins == 0 {
            return Err(PyValueError::new_err("bins: at least 1").into());
        }
        ask(py, || self.by_bin(&Labels::read(labels, &self.linked)?, bins, at_least))?
    }

    fn __repr__(&self) -> String {
        format!("<Pairs: {}>", self.pairs.len())
    }
}

/// Thresholds that are looked at, in thousandths.
pub(crate) fn thresholds() -> impl Iterator<Item = u32> {
    (10..=990).step_by(10).chain([995, 999])
}

impl Pairs {
    /// Each with its probability, and whether it is true; the likeliest first.
    fn judged(&self, labels: Option<&Labels>) -> Vec<(f64, bool)> {
        let is_true = |pair: &Pair| labels.is_some_and(|labels| labels.has(pair.left, pair.right));
        let mut judged: Vec<(f64, bool)> =
            self.pairs.par_iter().map(|pair| (pair.probability, is_true(pair))).collect();
        // Equal probabilities are never parted, so their order is of no account.
        judged.par_sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        judged
    }

    fn by_threshold(&self, labels: Option<&Labels>) -> Result<Table, Failure> {
        let judged = self.judged(labels);
        // From the likeliest down: how many are true, and what the probabilities add up to.
        let (mut found, mut expected) = (vec![0_u64], vec![0.0_f64]);
        for (probability, is_true) in &judged {
            found.push(found.last().copied().unwrap_or_default() + u64::from(*is_true));
            expected.push(expected.last().copied().unwrap_or_default() + probability);
        }
        let at: Vec<(f64, usize)> = thresholds()
            .map(|threshold| f64::from(threshold) / 1_000.0)
            .map(|threshold| (threshold, judged.partition_point(|(probability, _)| *probability >= threshold)))
            .collect();
        let upto = |count: usize| expected.get(count).copied().unwrap_or_default();
        let all = expected.last().copied().unwrap_or_default();
        let mut columns: Vec<Named> = vec![
            ("threshold".to_owned(), floats(at.iter().map(|(threshold, _)| *threshold))),
            ("pairs".to_owned(), counts(at.iter().map(|(_, count)| *count as u64))),
            ("expected_false".to_owned(), floats(at.iter().map(|(_, count)| *count as f64 - upto(*count)))),
            ("expected_missed".to_owned(), floats(at.iter().map(|(_, count)| all - upto(*count)))),
        ];
        if let Some(labels) = labels {
            let whole = labels.pairs.len() as u64;
            let hits = |count: usize| found.get(count).copied().unwrap_or_default();
            let share = |part: u64, of: u64| (of > 0).then(|| part as f64 / of as f64);
            let shares = |of: &dyn Fn(usize) -> Option<f64>| -> ArrayRef {
                Arc::new(at.iter().map(|(_, count)| of(*count)).collect::<Float64Array>())
            };
            columns.push(("true".to_owned(), counts(at.iter().map(|(_, count)| hits(*count)))));
            columns.push(("false".to_owned(), counts(at.iter().map(|(_, count)| *count as u64 - hits(*count)))));
            columns.push(("missed".to_owned(), counts(at.iter().map(|(_, count)| whole - hits(*count)))));
            columns.push(("precision".to_owned(), shares(&|count| share(hits(count), count as u64))));
            columns.push(("recall".to_owned(), shares(&|count| share(hits(count), whole))));
            columns.push(("f1".to_owned(), shares(&|count| share(2 * hits(count), count as u64 + whole))));
        }
        Table::whole(columns)
    }

    fn by_bin(&self, labels: &Labels, bins: usize, at_least: f64) -> Result<Table, Failure> {
        let mut judged = self.judged(Some(labels));
        judged.retain(|(probability, _)| *probability >= at_least);
        judged.reverse();
        let bins = bins.min(judged.len());
        let bounds = (0..bins).map(|bin| (judged.len() * bin / bins, judged.len() * (bin + 1) / bins));
        let bins: Vec<Bin> = bounds.filter_map(|(from, to)| judged.get(from..to)).map(Bin::of).collect();
        Table::whole(vec![
            ("pairs".to_owned(), counts(bins.iter().map(|bin| bin.pairs))),
            ("predicted".to_owned(), floats(bins.iter().map(|bin| bin.predicted))),
            ("observed".to_owned(), floats(bins.iter().map(|bin| bin.observed))),
            ("low".to_owned(), floats(bins.iter().map(|bin| bin.low))),
            ("high".to_owned(), floats(bins.iter().map(|bin| bin.high))),
        ])
    }
}

/// Pairs of about the same probability.
struct Bin {
    pairs: u64,
    predicted: f64,
    observed: f64,
    low: f64,
    high: f64,
}

impl Bin {
    fn of(judged: &[(f64, bool)]) -> Self {
        let pairs = judged.len() as f64;
        let predicted = judged.iter().map(|(probability, _)| probability).sum::<f64>() / pairs;
        let observed = judged.iter().filter(|(_, is_true)| *is_true).count() as f64 / pairs;
        // Wilson's interval.
        const Z: f64 = 1.959_963_984_540_054;
        let width = 1.0 + Z * Z / pairs;
        let middle = (observed + Z * Z / (2.0 * pairs)) / width;
        let half = Z / width * (observed * (1.0 - observed) / pairs + Z * Z / (4.0 * pairs * pairs)).sqrt();
        Self { pairs: judged.len() as u64, predicted, observed, low: middle - half, high: middle + half }
    }
}

/// Pairs of rows that are known to be of one person, in order.
struct Labels {
    pairs: Vec<(u32, u32)>,
}

impl Labels {
    /// Those whose ids are in the tables.
    fn read(frame: Frame, linked: &Linked) -> Result<Self, Failure> {
        let stream = frame.0;
        let schema = arrow_array::RecordBatchReader::schema(&stream);
        let mut problems = Vec::new();
        let mut place = |name: &str| {
            let found = schema.fields().iter().position(|field| field.name() == name);
            let is_id = found
                .and_then(|at| schema.fields().get(at))
                .is_some_and(|field| super::columns::is_id(field.data_type()));
            if !is_id {
                let code = if found.is_none() { Code::MAPPING_COLUMN_MISSING } else { Code::JSON_WRONG_TYPE };
                problems.push(Problem::new(format!("labels[{name:?}]"), code));
            }
            found.unwrap_or_default()
        };
        let (left, right) = (place("left"), place("right"));
        Problems::check(problems)?;
        let mut pairs = Vec::new();
        for batch in stream {
            let batch = batch.ok().and_then(whole).ok_or(Code::INTAKE_NOT_READ)?;
            let (Some(left), Some(right)) = (batch.columns().get(left), batch.columns().get(right)) else { continue };
            let row = |side: Side, array: &ArrayRef, at: usize| linked.row(side, id_at(array, at)?);
            for at in 0..batch.num_rows() {
                if let (Some(one), Some(other)) = (row(Side::Left, left, at), row(Side::Right, right, at))
                    && one != other
                {
                    pairs.push((one.min(other), one.max(other)));
                }
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        Ok(Self { pairs })
    }

    fn has(&self, left: u32, right: u32) -> bool {
        self.pairs.binary_search(&(left.min(right), left.max(right))).is_ok()
    }
}

//! Linking of tables: which rows of frames may be of one person.

mod cells;
mod columns;
mod engine;
mod ids;
mod intake;
mod model;
mod pairs;
mod record;
mod rows;
mod watch;

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use num_core::{code::CodeTable, error::Code, linkage::Pair};
use pyo3::{
    Py, PyAny, Python,
    exceptions::{PyKeyError, PyValueError},
    pyclass, pyfunction, pymethods,
};
use rayon::prelude::*;

use self::{
    columns::{Columns, Roles, TOGETHER},
    ids::Named,
    intake::{Linked, read},
    pairs::{Side, bits, floats},
    record::Record,
    watch::watched,
};
pub(crate) use self::{model::LinkageModel, pairs::Pairs, rows::Table};
use crate::{arguments::Text, error::Failure, frame::Frame, guard::ask};

/// Links the rows of a table that may be of one person; the model is learnt from the table itself, without labels.
///
/// ``columns`` says of each column that is compared what it holds: a kind (``name``, ``text``, ``code``, ``set``, ``number``, ``date``,
/// ``day``, ``place``, ``phone``, ``email``, ``username``, ``plate``, ``postcode``), or a dictionary of ``kind`` and ``to``, the column in
/// which a range ends; ``longitude``, that of a place whose latitude this is; ``group``, what it hangs together with. ``id`` is the
/// column of the rows' ids, else they are numbered from 0; two rows of one ``report`` are never linked; ``source`` is who reported.
/// ``model`` is one that was learnt from another table, or kept: nothing is learnt then. ``progress`` is called about ten times a second
/// with the share that is done.
///
/// >>> linkage = uglymugs.dedupe(frame, {"surname": "name", "born": "date", "phone": "phone"}, id="id")
/// >>> pairs = linkage.pairs()
/// >>> pairs.column_names[:4]
/// ['left', 'right', 'weight', 'probability']
#[pyfunction]
#[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
#[pyo3(signature = (frame, columns, *, id = None, report = None, source = None, model = None, progress = None))]
pub(crate) fn dedupe(
    py: Python<'_>,
    frame: Frame,
    columns: Columns,
    id: Option<Text>,
    report: Option<Text>,
    source: Option<Text>,
    model: Option<LinkageModel>,
    progress: Option<Py<PyAny>>,
) -> Result<Linkage, Failure> {
    Linkage::of(py, vec![frame], columns, &roles(id, report, source), model, progress.as_ref())
}

/// Links the rows of one table with those of another, never two of one table; else as ``dedupe``.
///
/// The columns have the same names in both. A ``report`` is the same report in both.
///
/// >>> linkage = uglymugs.link(frame, other, {"surname": "name", "born": "date", "phone": "phone"}, id="id")
/// >>> pairs = linkage.pairs()
/// >>> pairs.column_names[:4]
/// ['left', 'right', 'weight', 'probability']
#[pyfunction]
#[pyo3(signature = (left, right, columns, *, id = None, report = None, source = None, model = None, progress = None))]
#[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
pub(crate) fn link(
    py: Python<'_>,
    left: Frame,
    right: Frame,
    columns: Columns,
    id: Option<Text>,
    report: Option<Text>,
    source: Option<Text>,
    model: Option<LinkageModel>,
    progress: Option<Py<PyAny>>,
) -> Result<Linkage, Failure> {
    Linkage::of(py, vec![left, right], columns, &roles(id, report, source), model, progress.as_ref())
}

fn roles(id: Option<Text>, report: Option<Text>, source: Option<Text>) -> Roles {
    let [id, report, source] = [id, report, source].map(|name| name.map(|name| name.as_str().to_owned()));
    Roles { id, report, source }
}

/// Tables whose rows are linked, and the model by which they are weighed.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Linkage(Arc<Linked>);

impl Linkage {
    fn of(
        py: Python<'_>,
        frames: Vec<Frame>,
        columns: Columns,
        roles: &Roles,
        model: Option<LinkageModel>,
        progress: Option<&Py<PyAny>>,
    ) -> Result<Self, Failure> {
        let read = read(py, frames, columns, roles)?;
        let model = model.map(|model| model.0);
        Ok(Self(Arc::new(watched(py, progress, move |told| read.link(told, model.as_deref()))?)))
    }

    fn row(&self, side: Side, id: &Named) -> Result<u32, Failure> {
        let row = self.0.row(side, id.id());
        row.ok_or_else(|| PyKeyError::new_err("no row has this id").into())
    }
}

/// Which of two tables is meant.
fn side(of: Option<&Text>) -> Result<Side, Failure> {
    match of.map(Text::as_str) {
        None | Some("left") => Ok(Side::Left),
        Some("right") => Ok(Side::Right),
        Some(_) => Err(PyValueError::new_err("of: left or right").into()),
    }
}

/// A share, such as a probability.
pub(crate) fn share(name: &str, share: f64) -> Result<f64, Failure> {
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err(PyValueError::new_err(format!("{name}: between 0 and 1")).into())
    }
}

#[pymethods]
impl Linkage {
    /// The pairs that are of one person with a probability of at least so much; without ``weights`` what each column weighs is left
    /// out, which takes less time and memory where there are many.
    ///
    /// ``progress`` is called about ten times a second with the share that is done; an exception from it, as Ctrl-C, ends the work.
    #[pyo3(signature = (at_least = 0.01, *, weights = true, progress = None))]
    fn pairs(
        &self,
        py: Python<'_>,
        at_least: f64,
        weights: bool,
        progress: Option<Py<PyAny>>,
    ) -> Result<Py<Pairs>, Failure> {
        let at_least = share("at_least", at_least)?;
        let linked = Arc::clone(&self.0);
        let (pairs, table) = watched(py, progress.as_ref(), move |told| {
            let linkage = linked.linkage();
            let pairs = engine::pairs(&linkage, at_least, &|done| told.tell(0.9 * done));
            let pairs = pairs.ok_or(Code::BINDING_INTERNAL)?;
            told.tell(0.9);
            let table = linked.table(&linkage, &pairs, weights)?;
            Ok((pairs, table))
        })?;
        Ok(Py::new(py, Pairs::of(Arc::clone(&self.0), pairs, table))?)
    }

    /// Which rows are of one person: ``id`` and ``cluster``, a number that those of one person share; of two linked tables ``table``
    /// too, ``left`` or ``right``. Two clusters become one only where at least half of the pairs between them are links.
    ///
    /// Links are pairs of at least so much probability: of ``pairs``, what ``pairs()`` gave, or else of those that are found now.
    #[pyo3(signature = (at_least = 0.9, *, pairs = None, progress = None))]
    fn clusters(
        &self,
        py: Python<'_>,
        at_least: f64,
        pairs: Option<Py<Pairs>>,
        progress: Option<Py<PyAny>>,
    ) -> Result<Table, Failure> {
        let at_least = share("at_least", at_least)?;
        if pairs.as_ref().is_some_and(|pairs| !pairs.get().are_of(&self.0)) {
            return Err(PyValueError::new_err("pairs: not of this linkage").into());
        }
        let linked = Arc::clone(&self.0);
        watched(py, progress.as_ref(), move |told| {
            let linkage = linked.linkage();
            let found = match &pairs {
                Some(_) => Vec::new(),
                None => {
                    let found = engine::pairs(&linkage, at_least, &|done| told.tell(0.9 * done));
                    found.ok_or(Code::BINDING_INTERNAL)?
                }
            };
            let links = pairs.as_ref().map_or(&found[..], |pairs| pairs.get().as_slice());
            linked.clusters(&engine::clusters(&linkage, links, at_least))
        })
    }

    /// The rows that are likest to one row, by its id: every other is weighed. The heaviest come first; the row itself is ``left``.
    ///
    /// Of two linked tables ``of`` says in which the row stands, ``left`` or ``right``; it is compared with the other.
    #[pyo3(signature = (id, most = 10, *, of = None))]
    fn nearest(&self, py: Python<'_>, id: Named, most: usize, of: Option<Text>) -> Result<Table, Failure> {
        let side = side(of.as_ref())?;
        let row = self.row(side, &id)?;
        ask(py, || {
            let linkage = self.0.linkage();
            let pairs = linkage.nearest(row as usize, most);
            // Of two tables left stays left.
            let pairs: Vec<Pair> = match (side, &self.0.right) {
                (Side::Right, Some(_)) => {
                    pairs.into_iter().map(|pair| Pair { left: pair.right, right: pair.left, ..pair }).collect()
                }
                _ => pairs,
            };
            self.0.table(&linkage, &pairs, true)
        })?
    }

    /// The rows that are likest to a record that is in no table, every one weighed; the heaviest come first, each by its ``id``, of two
    /// linked tables with the ``table`` that it is of, and with what each column weighs.
    ///
    /// ``record`` is a mapping of names of columns to what is known of them: a value, or several in a list; as in the frame, a range or a
    /// place by its two columns. Codes and tags that no row has are as if they were not told.
    ///
    /// >>> found = linkage.find({"surname": "Okafor", "phone": "07700 900123"}, most=3)
    /// >>> found.column_names[:4]
    /// ['id', 'weight', 'probability', 'tier']
    #[pyo3(signature = (record, most = 10))]
    fn find(&self, py: Python<'_>, record: Record, most: usize) -> Result<Table, Failure> {
        ask(py, || {
            let record = record.table(&self.0.columns)?;
            let found = engine::find(&mut self.0.linkage_mut(), &record, most)?;
            self.0.found(&found)
        })?
    }

    /// The ids of the rows that have exactly this value in a column, however it is written; of those with several, one of them.
    ///
    /// Of two linked tables those of one, as ``of`` says: ``left`` or ``right``.
    #[pyo3(signature = (column, value, *, of = None))]
    fn check(&self, py: Python<'_>, column: Text, value: Text, of: Option<Text>) -> Result<Vec<Py<PyAny>>, Failure> {
        let side = side(of.as_ref())?;
        let at = self.0.names().position(|name| name == column.as_str());
        let at = at.ok_or_else(|| PyKeyError::new_err("no column of this name is compared"))?;
        let rows = ask(py, || self.0.on_side(side, engine::check(&self.0.linkage(), at, value.as_str())))?;
        Ok(self.0.side(side).0.as_python(py, &rows)?)
    }

    /// Identifiers that more than one person seems to carry, a line for each of their rows: a number for the ``identifier``, its ``column``,
    /// how it is ``used``, ``recycled`` or ``shared``, a number for the ``person``, and the row by its ``id``, of two linked tables with its
    /// ``table``.
    fn shared_identifiers(&self, py: Python<'_>) -> Result<Table, Failure> {
        ask(py, || self.0.shared(&engine::shared_identifiers(&self.0.linkage())))?
    }

    /// What the evidence of a pair is made of, in bits: what is assumed before any, each column and how far it agrees, and what is of
    /// no one column; ``sum`` is what it comes to so far.
    fn explain(&self, py: Python<'_>, left: Named, right: Named) -> Result<Table, Failure> {
        let (one, other) = (self.row(Side::Left, &left)?, self.row(Side::Right, &right)?);
        ask(py, || {
            let linkage = self.0.linkage();
            let weight = engine::weigh(&linkage, [one, other]);
            let mut each = vec![None; self.0.columns.len()];
            let together = engine::by_column(&engine::evidence(&linkage, [one, other]), weight, &mut each);
            let agreements: Vec<Option<&str>> = [None]
                .into_iter()
                .chain(each.iter().map(|compared| compared.map(|(agreement, _)| agreement.as_str())))
                .chain([None])
                .collect();
            let known = each.into_iter().map(|compared| compared.map(|(_, weight)| weight));
            let terms: Vec<(&str, Option<i32>)> = [("prior", Some(engine::prior(&linkage)))]
                .into_iter()
                .chain(self.0.names().zip(known))
                .chain([(TOGETHER, Some(together))])
                .collect();
            let mut sum = 0;
            let sums: Vec<i32> = terms
                .iter()
                .map(|(_, weight)| {
                    sum += weight.unwrap_or_default();
                    sum
                })
                .collect();
            let weights = terms.iter().map(|(_, weight)| weight.map(bits));
            Table::whole(vec![
                ("term".to_owned(), Arc::new(StringArray::from_iter_values(terms.iter().map(|(term, _)| term)))),
                ("agreement".to_owned(), Arc::new(agreements.into_iter().collect::<StringArray>())),
                ("weight".to_owned(), Arc::new(weights.collect::<arrow_array::Float64Array>()) as ArrayRef),
                ("sum".to_owned(), floats(sums.into_iter().map(bits))),
            ])
        })?
    }

    /// How many rows could not be linked at each threshold of probability, whatever they were compared with: too little is known of
    /// them for even an equal row to reach it.
    fn unlinkables(&self, py: Python<'_>) -> Result<Table, Failure> {
        ask(py, || {
            let linkage = self.0.linkage();
            let rows = linkage.table().len() as u32;
            let of_row = |row: u32| engine::probability(&linkage, engine::weigh(&linkage, [row; 2]));
            let mut reached: Vec<f64> = (0..rows).into_par_iter().map(of_row).collect();
            reached.par_sort_unstable_by(f64::total_cmp);
            let at: Vec<(f64, usize)> = pairs::thresholds()
                .map(|threshold| f64::from(threshold) / 1_000.0)
                .map(|threshold| (threshold, reached.partition_point(|reached| *reached < threshold)))
                .collect();
            let all = f64::from(rows.max(1));
            Table::whole(vec![
                ("threshold".to_owned(), floats(at.iter().map(|(threshold, _)| *threshold))),
                ("rows".to_owned(), pairs::counts(at.iter().map(|(_, rows)| *rows as u64))),
                ("share".to_owned(), floats(at.iter().map(|(_, rows)| *rows as f64 / all))),
            ])
        })?
    }

    /// What is weighed by.
    #[getter]
    fn model(&self) -> LinkageModel {
        LinkageModel(Arc::new(self.0.linkage().model().clone()))
    }

    /// How many rows there are, of both tables.
    fn __len__(&self) -> usize {
        self.0.rows()
    }

    fn __repr__(&self) -> String {
        format!("<Linkage of {} rows by {} columns>", self.__len__(), self.0.columns.len())
    }
}

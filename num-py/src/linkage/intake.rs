//! From frames to a linkage.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use arrow_array::RecordBatchReader;
use arrow_schema::Schema;
use num_core::{
    error::{Code, Problem},
    linkage::{Linkage, Model},
};
use pyo3::Python;
use rayon::prelude::*;

use super::{
    cells::{self, Arrays, Prepared},
    columns::{Asked, Bound, Columns, Roles},
    engine::{self, Given},
    ids::Ids,
    watch::{Told, give_back},
};
use crate::{error::Failure, frame::Frame, guard::ask};

/// What was linked: the engine, and whose rows they are.
pub(crate) struct Linked {
    linkage: RwLock<Linkage>,
    /// What each column is.
    pub(crate) columns: Vec<Asked>,
    pub(crate) left: Ids,
    /// Of two tables, the ids of the other, and where its rows begin.
    pub(crate) right: Option<(Ids, u32)>,
}

impl Linked {
    /// The engine. It is asked for once for each question, and handed on: who asks again may wait for somebody who waits for him.
    pub(crate) fn linkage(&self) -> RwLockReadGuard<'_, Linkage> {
        self.linkage.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The engine, for a record that is put among its rows.
    pub(crate) fn linkage_mut(&self) -> RwLockWriteGuard<'_, Linkage> {
        self.linkage.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many rows there are, of both tables.
    pub(crate) fn rows(&self) -> usize {
        self.left.rows() + self.right.as_ref().map_or(0, |(right, _)| right.rows())
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

/// What was read of a frame: of each column that is needed its arrays.
struct Taken {
    rows: usize,
    columns: Vec<Arrays>,
}

/// Frames that were read, with what each column is: all that Python is needed for.
pub(crate) struct Read {
    asked: Vec<Asked>,
    bound: Vec<Bound>,
    taken: Vec<Taken>,
}

/// Reads frames; the mapping is held against all of them first.
pub(crate) fn read(py: Python<'_>, frames: Vec<Frame>, columns: Columns, roles: &Roles) -> Result<Read, Failure> {
    let schemas: Vec<Arc<Schema>> = frames.iter().map(|frame| frame.0.schema()).collect();
    let schemas: Vec<&Schema> = schemas.iter().map(AsRef::as_ref).collect();
    let (asked, bound) = columns.bind(roles, &schemas)?;
    let mut taken = Vec::new();
    for (frame, bound) in frames.into_iter().zip(&bound) {
        taken.push(Taken::of(py, frame, bound)?);
    }
    let rows: usize = taken.iter().map(|taken| taken.rows).sum();
    const MOST: usize = u32::MAX as usize - 1;
    if rows > MOST {
        return Err(Failure::Problems(Problem::over("", Code::LIST_TOO_LONG, MOST as u64, rows as u64).into()));
    }
    Ok(Read { asked, bound, taken })
}

impl Taken {
    fn of(py: Python<'_>, frame: Frame, bound: &Bound) -> Result<Self, Failure> {
        let mut stream = frame.0;
        let is_needed: Vec<bool> = (0..stream.schema().fields().len()).map(|at| bound.needs(at)).collect();
        let mut taken = Self { rows: 0, columns: vec![Arrays::new(); is_needed.len()] };
        loop {
            py.check_signals()?;
            let Some(batch) = ask(py, || stream.next())? else { return Ok(taken) };
            let batch = batch.map_err(|_| Code::INTAKE_NOT_READ)?;
            taken.rows += batch.num_rows();
            let columns = taken.columns.iter_mut().zip(batch.columns()).zip(&is_needed);
            columns
                .filter(|(_, is_needed)| **is_needed)
                .for_each(|((arrays, array), _)| arrays.push(Arc::clone(array)));
        }
    }

    fn column(&self, at: usize) -> Result<&Arrays, Failure> {
        Ok(self.columns.get(at).ok_or(Code::BINDING_INTERNAL)?)
    }
}

impl Bound {
    fn needs(&self, at: usize) -> bool {
        let roles = [self.id, self.report, self.source];
        roles.contains(&Some(at)) || self.columns.iter().any(|(own, other)| *own == at || *other == Some(at))
    }
}

impl Read {
    /// Builds the table, and learns the model from it.
    pub(crate) fn link(self, told: &Told, model: Option<&Model>) -> Result<Linked, Failure> {
        let all: Vec<&arrow_array::ArrayRef> = self.taken.iter().flat_map(|taken| &taken.columns).flatten().collect();
        all.into_par_iter().try_for_each(cells::check)?;
        told.tell(0.02);
        let (ids, table) = rayon::join(|| self.ids(), || self.table(told));
        let (left, right) = ids?;
        let table = table?;
        told.tell(0.2);
        told.go_on()?;
        // What was read is no longer needed.
        drop(self.taken);
        give_back();
        let linkage = match model {
            Some(model) => Linkage::with_model(table, model)?,
            None => Linkage::new(table),
        };
        Ok(Linked { linkage: RwLock::new(linkage), columns: self.asked, left, right })
    }

    fn ids(&self) -> Result<(Ids, Option<(Ids, u32)>), Failure> {
        let mut tables = self.taken.iter().zip(&self.bound).enumerate().map(|(at, (taken, bound))| match bound.id {
            None => Ok(Ids::of_rows(taken.rows)),
            Some(column) => {
                let path = match (self.taken.len(), at) {
                    (1, _) => "id",
                    (_, 0) => "left.id",
                    _ => "right.id",
                };
                Ids::of(taken.column(column)?, path)
            }
        });
        let left = tables.next().unwrap_or_else(|| Ok(Ids::of_rows(0)))?;
        let right = tables.next().transpose()?;
        let second = self.taken.first().map_or(0, |taken| taken.rows as u32);
        Ok((left, right.map(|right| (right, second))))
    }

    /// The arrays of one column of every table, one after the other.
    fn arrays(
        &self,
        of: impl Fn(&Bound) -> Option<usize>,
        kind: Option<num_core::linkage::Kind>,
    ) -> Result<Option<Arrays>, Failure> {
        let mut all = Arrays::new();
        for (taken, bound) in self.taken.iter().zip(&self.bound) {
            let Some(at) = of(bound) else { return Ok(None) };
            for array in taken.column(at)? {
                all.push(cells::readable(kind, array)?);
            }
        }
        Ok(Some(all))
    }

    fn table(&self, told: &Told) -> Result<num_core::linkage::Table, Failure> {
        let columns = self.asked.par_iter().enumerate().map(|(at, column)| {
            let own = self.arrays(|bound| bound.columns.get(at).map(|(own, _)| *own), Some(column.kind))?;
            let other = self.arrays(|bound| bound.columns.get(at).and_then(|(_, other)| *other), Some(column.kind))?;
            Ok((own.unwrap_or_default(), other))
        });
        let prepared: Vec<Prepared> = columns.collect::<Result<_, Failure>>()?;
        let (reports, sources) = (self.arrays(|bound| bound.report, None)?, self.arrays(|bound| bound.source, None)?);
        told.go_on()?;
        let given = self.asked.par_iter().zip(&prepared).map(|(column, prepared)| cells::given(column, prepared));
        let given: Vec<Given<'_>> = given.collect::<Result<_, Failure>>()?;
        let second = (self.taken.len() > 1).then(|| self.taken.first().map_or(0, |taken| taken.rows));
        told.tell(0.08);
        Ok(engine::table(given, cells_of(&reports)?, cells_of(&sources)?, second))
    }
}

/// The texts of a column that stands beside those that are compared.
fn cells_of(arrays: &Option<Arrays>) -> Result<Option<Vec<Option<&str>>>, Failure> {
    arrays.as_ref().map(|arrays| cells::texts(arrays)).transpose()
}

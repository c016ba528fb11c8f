//! Ids of rows, as they were given.

use arrow_array::{
    Array, ArrayRef, Int64Array, UInt32Array,
    cast::AsArray,
    types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type},
};
use arrow_schema::DataType;
use arrow_select::{concat::concat, take::take};
use num_core::error::{Code, Problem};
use pyo3::{
    Borrowed, FromPyObject, IntoPyObjectExt, Py, PyAny, PyErr, PyResult, Python,
    exceptions::PyTypeError,
    types::{PyAnyMethods, PyInt},
};
use rayon::prelude::*;

use super::cells::Arrays;
use crate::{arguments::Text, error::Failure};

/// The id of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Id<'i> {
    Text(&'i str),
    Number(i128),
}

/// The id in a row of an array.
pub(crate) fn id_at(array: &dyn Array, row: usize) -> Option<Id<'_>> {
    if array.is_null(row) {
        return None;
    }
    macro_rules! number {
        ($type:ty) => {
            Id::Number(i128::from(array.as_primitive::<$type>().value(row)))
        };
    }
    Some(match array.data_type() {
        DataType::Utf8 => Id::Text(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Id::Text(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Id::Text(array.as_string_view().value(row)),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let key = dictionary.keys().slice(row, 1);
            return match id_at(&key, 0)? {
                Id::Number(key) => id_at(dictionary.values(), usize::try_from(key).ok()?),
                Id::Text(_) => None,
            };
        }
        _ => return None,
    })
}

/// A hash of an id. What is of another id is told apart by the id itself: half of the bits are enough.
fn hash(hasher: &ahash::RandomState, id: Option<Id<'_>>) -> u32 {
    (hasher.hash_one(id) >> 32) as u32
}

/// The ids of a table; without a column of them, the numbers of its rows from 0.
pub(crate) struct Ids {
    rows: usize,
    given: Option<ArrayRef>,
    hasher: ahash::RandomState,
    /// The rows, in the order of the hashes of their ids.
    places: Vec<u32>,
}

impl Ids {
    /// The numbers of rows.
    pub(crate) fn of_rows(rows: usize) -> Self {
        Self { rows, given: None, hasher: ahash::RandomState::default(), places: Vec::new() }
    }

    /// Those of a column. One that is empty, or that stands there again, is refused with its row, from 1.
    pub(crate) fn of(arrays: &Arrays, path: &str) -> Result<Self, Failure> {
        let parts: Vec<&dyn Array> = arrays.iter().map(|array| &**array as &dyn Array).collect();
        let given = match &parts[..] {
            [] => return Ok(Self::of_rows(0)),
            parts => concat(parts).map_err(|_| Code::INTAKE_NOT_READ)?,
        };
        let refused = |code: Code, row: usize| {
            let mut problem = Problem::new(path, code);
            problem.found = Some(row as u64 + 1);
            Failure::Problems(problem.into())
        };
        let hasher = ahash::RandomState::default();
        if let Some(row) = (0..given.len()).into_par_iter().position_first(|row| id_at(&given, row).is_none()) {
            return Err(refused(Code::MEMBER_MISSING, row));
        }
        // Each hash with its row behind it, as one number.
        let hashed = |row: usize| u64::from(hash(&hasher, id_at(&given, row))) << 32 | row as u64;
        let mut hashes: Vec<u64> = (0..given.len()).into_par_iter().map(hashed).collect();
        hashes.par_sort_unstable();
        let again =
            hashes.chunk_by(|one, other| one >> 32 == other >> 32).filter(|same| same.len() > 1).flat_map(|same| {
                let id = |hashed: u64| id_at(&given, hashed as u32 as usize);
                let is_again = move |at: usize, row: u64| same.iter().take(at).any(|before| id(*before) == id(row));
                same.iter().enumerate().filter(move |(at, row)| is_again(*at, **row))
            });
        if let Some(row) = again.map(|(_, hashed)| *hashed as u32).min() {
            return Err(refused(Code::ID_CONFLICT, row as usize));
        }
        let places = hashes.into_iter().map(|hashed| hashed as u32).collect::<Vec<u32>>();
        Ok(Self { rows: given.len(), given: Some(given), hasher, places })
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The row of an id.
    pub(crate) fn row(&self, id: Id<'_>) -> Option<u32> {
        let Some(given) = &self.given else {
            let Id::Number(row) = id else { return None };
            return u32::try_from(row).ok().filter(|row| (*row as usize) < self.rows);
        };
        let sought = hash(&self.hasher, Some(id));
        let of_row = |row: u32| hash(&self.hasher, id_at(given, row as usize));
        let from = self.places.partition_point(|row| of_row(*row) < sought);
        let same = self.places.get(from..)?.iter().take_while(|row| of_row(**row) == sought);
        same.copied().find(|row| id_at(given, *row as usize) == Some(id))
    }

    /// The ids of rows, as Python has them.
    pub(crate) fn as_python(&self, py: Python<'_>, rows: &[u32]) -> PyResult<Vec<Py<PyAny>>> {
        let id = |row: &u32| match &self.given {
            None => Some(Id::Number(i128::from(*row))),
            Some(given) => id_at(given, *row as usize),
        };
        rows.iter().filter_map(id).map(|id| python_id(py, id)).collect()
    }

    /// The ids of all rows: those of a column as they were given.
    pub(crate) fn all(&self) -> ArrayRef {
        match &self.given {
            None => std::sync::Arc::new(Int64Array::from_iter_values(0..self.rows as i64)),
            Some(given) => std::sync::Arc::clone(given),
        }
    }

    /// The ids of rows.
    pub(crate) fn of_these(&self, rows: &[u32]) -> Result<ArrayRef, Failure> {
        match &self.given {
            None => Ok(std::sync::Arc::new(rows.iter().map(|row| i64::from(*row)).collect::<Int64Array>())),
            Some(given) => {
                let rows = UInt32Array::from(rows.to_vec());
                take(given, &rows, None).map_err(|_| Code::BINDING_INTERNAL.into())
            }
        }
    }
}

/// An id as Python has it.
pub(crate) fn python_id(py: Python<'_>, id: Id<'_>) -> PyResult<Py<PyAny>> {
    match id {
        Id::Text(text) => text.into_py_any(py),
        // Of 64 bits, with a sign or without.
        Id::Number(number) => match i64::try_from(number) {
            Ok(number) => number.into_py_any(py),
            Err(_) => u64::try_from(number).unwrap_or(u64::MAX).into_py_any(py),
        },
    }
}

/// An id that Python names: a text or a number.
pub(crate) enum Named {
    Text(Text),
    Number(i128),
}

impl Named {
    pub(crate) fn id(&self) -> Id<'_> {
        match self {
            Self::Text(text) => Id::Text(text.as_str()),
            Self::Number(number) => Id::Number(*number),
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Named {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
        if object.is_instance_of::<PyInt>() {
            let number = object.extract::<i64>().map(i128::from);
            // What is larger than any number of a column is the id of no row.
            return Ok(Self::Number(number.or_else(|_| object.extract::<u64>().map(i128::from)).unwrap_or(i128::MAX)));
        }
        let text = object.extract::<Text>();
        text.map(Self::Text).map_err(|_| PyTypeError::new_err("expected an id: str or int"))
    }
}

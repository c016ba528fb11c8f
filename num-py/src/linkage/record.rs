//! A record that is asked about: a mapping of columns to what is known of them.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, NullArray, StringArray};
use num_core::{
    error::{Code, Problem, Problems},
    linkage::Table,
};
use pyo3::{
    Borrowed, Bound, FromPyObject, PyAny,
    exceptions::PyTypeError,
    types::{
        PyAnyMethods, PyBool, PyBoolMethods, PyDate, PyInt, PyList, PyListMethods, PyMapping, PyMappingMethods,
        PyString, PyTuple, PyTupleMethods,
    },
};

use super::{
    cells::{self, Arrays, Prepared, readable},
    columns::{Asked, fits},
    engine,
};
use crate::{arguments::Text, error::Failure};

/// What is known of each column that a record names.
pub(crate) struct Record(Vec<(String, Option<ArrayRef>)>);

impl<'py> FromPyObject<'_, 'py> for Record {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let no_record = || PyTypeError::new_err("record: expected a mapping of names of columns to their values");
        let mut known = Vec::new();
        let record = object.cast::<PyMapping>().map_err(|_| no_record())?;
        for item in record.items()? {
            let (name, value) = item.extract::<(Text, Bound<'py, PyAny>)>().map_err(|_| no_record())?;
            known.push((name.as_str().to_owned(), array(&value)?));
        }
        Ok(Self(known))
    }
}

/// A value as a cell of a frame has it; `None` for what no cell can be.
fn array(value: &Bound<'_, PyAny>) -> Result<Option<ArrayRef>, Failure> {
    let text = |value: &Bound<'_, PyAny>| value.extract::<Text>();
    Ok(Some(if value.is_none() {
        Arc::new(NullArray::new(1))
    } else if value.is_instance_of::<PyString>() {
        Arc::new(StringArray::from_iter_values([text(value)?.as_str()]))
    } else if let Ok(truth) = value.cast::<PyBool>() {
        Arc::new(BooleanArray::from(vec![truth.is_true()]))
    } else if value.is_instance_of::<PyDate>() {
        // Of a moment its day.
        let written = value.call_method0("isoformat")?;
        let written = text(&written)?;
        Arc::new(StringArray::from_iter_values(written.as_str().get(..10)))
    } else if let (true, Ok(number)) = (value.is_instance_of::<PyInt>(), value.extract::<i64>()) {
        Arc::new(Int64Array::from(vec![number]))
    } else if let Some(items) = items(value) {
        let texts: Result<Vec<Text>, Failure> = items.iter().map(text).collect();
        let Ok(texts) = texts else { return Ok(None) };
        let all: Vec<&str> = texts.iter().map(Text::as_str).collect();
        Arc::new(StringArray::from(vec![(!all.is_empty()).then(|| all.join(";"))]))
    } else if let Ok(number) = value.extract::<f64>() {
        Arc::new(Float64Array::from(vec![number]))
    } else {
        return Ok(None);
    }))
}

fn items<'py>(value: &Bound<'py, PyAny>) -> Option<Vec<Bound<'py, PyAny>>> {
    if let Ok(items) = value.cast::<PyList>() {
        return Some(items.iter().collect());
    }
    value.cast::<PyTuple>().ok().map(|items| items.iter().collect())
}

impl Record {
    /// The record as a table of one row; or everything that is wrong with it.
    pub(crate) fn table(self, columns: &[Asked]) -> Result<Table, Failure> {
        let mut problems = Vec::new();
        let path = |name: &str| super::columns::path_of("record", name);
        for (name, _) in &self.0 {
            if !columns.iter().any(|column| column.name == *name || column.other.as_ref() == Some(name)) {
                problems.push(Problem::new(path(name), Code::MAPPING_COLUMN_MISSING));
            }
        }
        let mut arrays = |column: &Asked, name: &str| -> Arrays {
            let given = self.0.iter().find(|(given, _)| given == name);
            let array = match given {
                None => Arc::new(NullArray::new(1)) as ArrayRef,
                Some((_, Some(array))) if fits(column.kind, array.data_type()) => Arc::clone(array),
                Some((name, _)) => {
                    problems.push(Problem::new(path(name), Code::JSON_WRONG_TYPE));
                    Arc::new(NullArray::new(1))
                }
            };
            vec![array]
        };
        let given: Vec<Prepared> = columns
            .iter()
            .map(|column| (arrays(column, &column.name), column.other.as_ref().map(|other| arrays(column, other))))
            .collect();
        Problems::check(problems)?;
        let prepared = columns.iter().zip(given).map(|(column, (own, other))| {
            let read = |arrays: Arrays| -> Result<Arrays, Failure> {
                arrays.iter().map(|array| readable(Some(column.kind), array)).collect()
            };
            Ok((read(own)?, other.map(read).transpose()?))
        });
        let prepared: Vec<Prepared> = prepared.collect::<Result<_, Failure>>()?;
        let given = columns.iter().zip(&prepared).map(|(column, prepared)| cells::given(column, prepared));
        Ok(engine::table(given.collect::<Result<_, Failure>>()?, None, None, None))
    }
}

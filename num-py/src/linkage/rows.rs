//! Tables that go out: any library of frames reads them by the Arrow C stream interface.

use std::{ffi::CStr, sync::Arc};

use arrow_array::{
    Array, ArrayRef, RecordBatch, RecordBatchIterator,
    cast::AsArray,
    ffi_stream::FFI_ArrowArrayStream,
    types::{Float64Type, Int64Type, UInt64Type},
};
use arrow_schema::{DataType, Field, Schema, SchemaRef, ffi::FFI_ArrowSchema};
use num_core::error::Code;
use pyo3::{
    Bound, IntoPyObjectExt, Py, PyAny, PyResult, Python, pyclass, pymethods,
    types::{PyCapsule, PyDict, PyDictMethods, PyList},
};

use super::ids::{id_at, python_id};
use crate::{error::Failure, guard::ask};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// Rows and columns that were worked out.
///
/// Any library of frames reads it by ``__arrow_c_stream__``: ``pyarrow.table(it)``, ``polars.DataFrame(it)``,
/// ``pandas.DataFrame.from_arrow(it)``; ``to_dicts`` needs none.
#[pyclass(frozen, subclass, module = "uglymugs")]
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

/// A column of one type by its name.
pub(crate) type Named = (String, ArrayRef);

impl Table {
    pub(crate) fn of(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }

    /// A table of one piece.
    pub(crate) fn whole(columns: Vec<Named>) -> Result<Self, Failure> {
        let batch = batch(columns)?;
        Ok(Self { schema: batch.schema(), batches: vec![batch] })
    }

    pub(crate) fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

/// Columns of one length, side by side.
pub(crate) fn batch(columns: Vec<Named>) -> Result<RecordBatch, Failure> {
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) =
        columns.into_iter().map(|(name, array)| (Field::new(name, array.data_type().clone(), true), array)).unzip();
    // They are of one length, for we made them so.
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|_| Code::BINDING_INTERNAL.into())
}

#[pymethods]
impl Table {
    /// Gives the rows to a library of frames.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Other types may be asked for, and need not be given.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }

    /// Gives the columns to a library of frames.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyCapsule>, Failure> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema).map_err(|_| Code::BINDING_INTERNAL)?;
        Ok(PyCapsule::new_with_value(py, schema, SCHEMA)?)
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The rows as dictionaries.
    fn to_dicts<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        let rows = PyList::empty(py);
        for batch in &self.batches {
            py.check_signals()?;
            let names: Vec<_> =
                self.schema.fields().iter().map(|field| pyo3::types::PyString::new(py, field.name())).collect();
            for row in 0..batch.num_rows() {
                let given = PyDict::new(py);
                for (name, array) in names.iter().zip(batch.columns()) {
                    given.set_item(name, cell(py, array, row)?)?;
                }
                pyo3::types::PyListMethods::append(&rows, given)?;
            }
        }
        Ok(rows)
    }

    fn __len__(&self, py: Python<'_>) -> Result<usize, Failure> {
        ask(py, || self.rows())
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows: {}>", self.rows(), self.column_names().join(", "))
    }
}

/// A cell as Python has it. The types are those of our own columns, and of ids.
fn cell(py: Python<'_>, array: &dyn Array, row: usize) -> PyResult<Py<PyAny>> {
    if array.is_null(row) {
        return Ok(py.None());
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into_py_any(py),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).into_py_any(py),
        DataType::Utf8View => array.as_string_view().value(row).into_py_any(py),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into_py_any(py),
        DataType::Boolean => array.as_boolean().value(row).into_py_any(py),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into_py_any(py),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into_py_any(py),
        _ => id_at(array, row).map_or_else(|| Ok(py.None()), |id| python_id(py, id)),
    }
}

//! Frames: tables of other Python libraries, by the Arrow C stream interface.

use arrow_array::{
    Array, RecordBatch, RecordBatchReader,
    ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader},
};
use num_core::{
    error::Code,
    formats::{
        KnownInMemory, Line,
        intake::{BoundMapping, Mapping},
    },
};
use pyo3::{
    Borrowed, FromPyObject, PyAny, PyErr, PyResult, Python,
    exceptions::{PyException, PyTypeError},
    types::{PyAnyMethods, PyCapsule, PyCapsuleMethods, PyTypeMethods},
};

use crate::{cells::Column, error::Failure, guard::ask};

/// What an object with rows and columns is asked for.
const METHOD: &str = "__arrow_c_stream__";

/// An object that gives a stream of record batches.
pub(crate) struct Frame(pub(crate) RecordBatchStreamReader);

impl<'py> FromPyObject<'_, 'py> for Frame {
    type Error = PyErr;

    #[allow(unsafe_code, reason = "an interface of C")]
    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let stream = object.call_method0(METHOD).map_err(|error| unquoted(object.py(), error))?;
        let no_table = || PyTypeError::new_err("expected a frame: an object with rows, and columns that have names");
        let capsule = stream.cast::<PyCapsule>().map_err(|_| no_table())?;
        let pointer = capsule.pointer_checked(Some(c"arrow_array_stream")).map_err(|_| no_table())?;
        // SAFETY: a capsule of this name holds a stream, by the Arrow PyCapsule interface. It is moved out, which marks what
        // stays in the capsule as released; the capsule is ours alone.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
        // The stream could go back to Python for its schema; what it says of a failure could hold anything.
        let reader = ask(object.py(), || RecordBatchStreamReader::try_new(stream)).map_err(PyErr::from)?;
        reader.map(Self).map_err(|_| no_table())
    }
}

/// What a library says of a frame that it cannot give may quote a cell: its kind has to do.
fn unquoted(py: Python<'_>, error: PyErr) -> PyErr {
    if !error.is_instance_of::<PyException>(py) {
        return error;
    }
    let kind = error.get_type(py).name().map_or_else(|_| String::new(), |name| name.to_string());
    PyTypeError::new_err(format!("the frame does not give its rows ({kind}): is each column of one type?"))
}

impl Frame {
    /// Whether an object says that it is one.
    pub(crate) fn is_given_by(object: Borrowed<'_, '_, PyAny>) -> PyResult<bool> {
        object.hasattr(METHOD)
    }

    /// The rows of the frame through a mapping.
    pub(crate) fn rows(self, mapping: &Mapping) -> Result<FrameRows, Failure> {
        let schema = self.0.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let bound = mapping.bind(&names)?;
        let columns: Option<Vec<Column>> = schema.fields().iter().map(|field| Column::of(field.data_type())).collect();
        let columns = columns.ok_or_else(|| {
            // The first of them; its number will do, for a name could be anything.
            let of =
                schema.fields().iter().position(|field| Column::of(field.data_type()).is_none()).unwrap_or_default();
            PyTypeError::new_err(format!("column {} is of a type that is no cell: make it text", of + 1))
        })?;
        let texts = vec![None; columns.len()];
        let known = KnownInMemory::new();
        Ok(FrameRows { stream: self.0, bound, columns, known, batch: None, next: 0, row: 0, texts })
    }
}

/// The rows of a frame, one by one.
pub(crate) struct FrameRows {
    stream: RecordBatchStreamReader,
    bound: BoundMapping,
    columns: Vec<Column>,
    known: KnownInMemory,
    batch: Option<RecordBatch>,
    /// The next row of the batch, from 0.
    next: usize,
    /// How many rows were read.
    row: usize,
    /// The cells of a row; kept for what they have allocated.
    texts: Vec<Option<String>>,
}

impl FrameRows {
    fn read(&mut self) -> Result<Option<Line>, Failure> {
        let batch = loop {
            match self.batch.take().filter(|batch| self.next < batch.num_rows()) {
                Some(batch) => break self.batch.insert(batch),
                None => match self.stream.next() {
                    None => return Ok(None),
                    Some(batch) => {
                        self.batch = Some(batch.ok().and_then(whole).ok_or(Code::INTAKE_NOT_READ)?);
                        self.next = 0;
                    }
                },
            }
        };
        for ((column, array), text) in self.columns.iter().zip(batch.columns()).zip(&mut self.texts) {
            let into = text.get_or_insert_default();
            into.clear();
            if !column.write(array, self.next, into) {
                *text = None;
            }
        }
        self.next += 1;
        self.row += 1;
        let cells: Vec<Option<&str>> = self.texts.iter().map(Option::as_deref).collect();
        let line = self.bound.line(&cells, self.row, self.row, &mut self.known);
        Ok(Some(line.map_err(PyErr::from)?))
    }
}

impl Iterator for FrameRows {
    type Item = Result<Line, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A batch of which every text, key and offset was looked at: what comes from outside of this library is not taken on trust.
pub(crate) fn whole(batch: RecordBatch) -> Option<RecordBatch> {
    let columns = batch.columns().iter();
    columns.map(|column| column.to_data().validate_full()).all(|checked| checked.is_ok()).then_some(batch)
}

//! What Python hands in. No error of these quotes it.

use std::path::PathBuf;

use num_core::{
    code::CodeTable,
    disclosure::{Disclosure, Members, Recipient},
    id::Id,
    json::Mode,
    matching::SightingId,
    timestamp::Timestamp,
};
use pyo3::{
    Borrowed, Bound, FromPyObject, Py, PyAny, PyErr, Python,
    exceptions::{PyTypeError, PyValueError},
    pybacked::{PyBackedBytes, PyBackedStr},
    types::{PyAnyMethods, PyDateTime, PyMapping, PyMappingMethods, PyString},
};

use crate::{disclosure::MembersDisclosure, error::Failure, guard::caught};

/// Whether unknown members are kept.
pub(crate) fn mode(lenient: bool) -> Mode {
    if lenient { Mode::Lenient } else { Mode::Strict }
}

/// A `str`.
pub(crate) struct Text(PyBackedStr);

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let text = object.cast::<PyString>().map_err(PyErr::from)?;
        // Python's own error carries the whole text.
        let backed = PyBackedStr::try_from(text.to_owned());
        Ok(Self(backed.map_err(|_| PyValueError::new_err("text holds half of a surrogate pair"))?))
    }
}

/// Several of something, with the words for what was expected.
macro_rules! several {
    ($($(#[$doc:meta])* $name:ident($item:ty) = $expected:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name(pub(crate) Vec<$item>);

        impl $name {
            pub(crate) const NONE: Self = Self(Vec::new());
        }

        impl<'py> FromPyObject<'_, 'py> for $name {
            type Error = PyErr;

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
                let all = object.extract().map(Self);
                all.map_err(|error: PyErr| wrong_type(object.py(), error, concat!("expected ", $expected)))
            }
        }
    )*};
}

several! {
    /// Several `str`.
    Texts(Text) = "a sequence of str";
    /// Several pairs of `str`.
    Pairs((Text, Text)) = "a sequence of pairs of str";
    /// Several triples of `str`.
    Triples((Text, Text, Text)) = "a sequence of triples of str";
}

/// Codes by the names of their parts, in their order.
pub(crate) struct Codes(pub(crate) Vec<(Text, Text)>);

impl Codes {
    pub(crate) const NONE: Self = Self(Vec::new());
}

impl<'py> FromPyObject<'_, 'py> for Codes {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
        let all = object.cast::<PyMapping>().map_err(PyErr::from).and_then(|codes| codes.items()?.extract());
        all.map(Self).map_err(|error: PyErr| wrong_type(object.py(), error, "expected a mapping of str to str"))
    }
}

/// A path of a file: `str` or `os.PathLike`.
pub(crate) struct PathTo(pub(crate) PathBuf);

impl<'py> FromPyObject<'_, 'py> for PathTo {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
        object.extract().map(Self).map_err(|error| wrong_type(object.py(), error, "expected a path"))
    }
}

/// A type error in words of ours.
pub(crate) fn wrong_type(py: Python<'_>, error: PyErr, expected: &'static str) -> PyErr {
    if error.is_instance_of::<PyTypeError>(py) { PyTypeError::new_err(expected) } else { error }
}

/// A JSON document: `bytes`, `bytearray` or `str`.
pub(crate) enum Document {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl Document {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Document {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
        let Ok(text) = object.cast::<PyString>() else {
            let bytes = object.extract::<PyBackedBytes>().map_err(PyErr::from);
            return bytes.map(Self::Bytes).map_err(|error| wrong_type(object.py(), error, "expected str or bytes"));
        };
        match PyBackedStr::try_from(text.to_owned()) {
            Ok(text) => Ok(Self::Text(text)),
            // The core is to say what is wrong with it, and where.
            Err(_) => {
                text.call_method1("encode", ("utf-8", "surrogatepass"))?.extract().map(Self::Bytes).map_err(PyErr::from)
            }
        }
    }
}

/// An instant: RFC 3339, or a `datetime` with its offset.
pub(crate) struct Instant(pub(crate) Timestamp);

impl<'py> FromPyObject<'_, 'py> for Instant {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let written: Option<Bound<'py, PyAny>> =
            object.cast::<PyDateTime>().ok().map(|at| at.call_method0("isoformat")).transpose()?;
        let text: Text = written.as_ref().map_or(object, |written| written.as_borrowed()).extract()?;
        Ok(Self(caught(|| Timestamp::parse(text.as_str()))??))
    }
}

/// A recipient, such as `members/num/alert`.
pub(crate) struct To(pub(crate) Recipient);

impl<'py> FromPyObject<'_, 'py> for To {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let text: Text = object.extract()?;
        Ok(Self(caught(|| Recipient::parse(text.as_str()))??))
    }
}

/// An id of one kind.
pub(crate) struct Named<T>(pub(crate) T);

impl<'py, T: Id> FromPyObject<'_, 'py> for Named<T> {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let text: Text = object.extract()?;
        Ok(Self(caught(|| T::parse(text.as_str()))??))
    }
}

/// An entry of a table of codes, by its code.
pub(crate) struct Coded<T>(pub(crate) T);

impl<'py, T: CodeTable> FromPyObject<'_, 'py> for Coded<T> {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let text: Text = object.extract()?;
        Ok(Self(caught(|| T::parse(text.as_str()))??))
    }
}

/// A sighting, such as `r-1/0`.
pub(crate) struct SightingAt(pub(crate) SightingId);

impl<'py> FromPyObject<'_, 'py> for SightingAt {
    type Error = Failure;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Failure> {
        let text: Text = object.extract()?;
        Ok(Self(caught(|| SightingId::parse(text.as_str()))??))
    }
}

/// What members are given of several reports.
pub(crate) struct Disclosures(pub(crate) Vec<Disclosure<Members>>);

impl<'py> FromPyObject<'_, 'py> for Disclosures {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, PyErr> {
        let all: Result<Vec<Py<MembersDisclosure>>, PyErr> = object.extract();
        let all = all.map_err(|error| wrong_type(object.py(), error, "expected a sequence of MembersDisclosure"))?;
        Ok(Self(all.iter().map(|one| one.get().0.clone()).collect()))
    }
}

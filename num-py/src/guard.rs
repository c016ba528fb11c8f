//! The one way into the core: without the interpreter's lock, and with no panic coming back.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use num_core::error::Code;
use pyo3::{Bound, PyResult, Python, types::PyModule};

use crate::error::Failure;

/// Runs work of the core while other Python threads run; a panic in it becomes an error without its text.
pub(crate) fn ask<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    py.detach(|| caught(work))
}

/// The same for work that is too short to let the lock go for.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::Code(Code::BINDING_INTERNAL))
}

/// What a panic says could hold what the core was working on. The hook is this library's alone: it has its own copy of
/// Rust's runtime.
pub(crate) fn silence_panics() {
    set_hook(Box::new(|_| {}));
}

/// In a debug build, `_panic(text)` for the test of all this: it is no part of what is shipped.
#[cfg(debug_assertions)]
pub(crate) fn offer_panic(module: &Bound<'_, PyModule>) -> PyResult<()> {
    use pyo3::{pyfunction, types::PyAnyMethods, wrap_pyfunction};

    #[pyfunction]
    #[allow(clippy::panic, reason = "it is what it is for")]
    fn _panic(py: Python<'_>, text: &str) -> Result<(), Failure> {
        ask(py, || panic!("{text}"))
    }

    module.setattr("_panic", wrap_pyfunction!(_panic, module)?)
}

#[cfg(not(debug_assertions))]
pub(crate) fn offer_panic(_: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}

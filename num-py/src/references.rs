//! Where references come from: the system's random source. The core is handed them.

use num_core::id::Reference;
use pyo3::exceptions::PyOSError;

use crate::error::Failure;

/// References, each of random bytes. That the system has random bytes to give is asked beforehand.
pub(crate) fn references() -> Result<impl FnMut() -> Reference + Send, Failure> {
    match draw() {
        Some(first) => {
            let mut first = Some(first);
            Ok(move || first.take().unwrap_or_else(drawn))
        }
        None => Err(PyOSError::new_err("the system gives no random bytes").into()),
    }
}

fn drawn() -> Reference {
    loop {
        if let Some(reference) = draw() {
            return reference;
        }
    }
}

fn draw() -> Option<Reference> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).ok()?;
    Some(Reference::of_bytes(bytes))
}

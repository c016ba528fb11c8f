//! Where references come from: the system's random source. The core is handed them.

use num_core::id::{Id, Reference};
use pyo3::exceptions::PyOSError;

use crate::error::Failure;

/// Bytes of a reference: eighty bits, that nobody guesses.
const BYTES: usize = 10;

/// References, each of ten random bytes in hexadecimal digits. That the system has random bytes to give is asked beforehand.
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
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Reference::parse(&digits).ok()
}

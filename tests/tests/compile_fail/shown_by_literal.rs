//! What is shown is put together by the gate.

use num_core::disclosure::Shown;

fn forge() -> Shown {
    Shown { offences: Vec::new(), ..Shown::default() } //~ E0639
}

fn main() {}

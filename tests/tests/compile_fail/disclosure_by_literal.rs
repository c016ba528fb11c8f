//! A disclosure comes from the gate and cannot be put together.

use num_core::disclosure::{Disclosure, Members, Shown};

fn forge(audience: Members, shown: &Disclosure<Members>) -> Disclosure<Members> {
    Disclosure { audience, ..shown.clone() }
}

fn empty() -> Shown {
    Shown { offences: Vec::new(), ..Shown::default() }
}

fn main() {}

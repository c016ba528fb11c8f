//! A disclosure comes from the gate and cannot be put together.

use num_core::disclosure::{Disclosure, Members};

fn forge(audience: Members, other: Disclosure<Members>) -> Disclosure<Members> {
    Disclosure {
        audience, //~ E0451
        ..other //~ E0451
    }
}

fn main() {}

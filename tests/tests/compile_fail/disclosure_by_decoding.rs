//! A disclosure is never read back: neither a type of its own nor the audience in it can be decoded.

use num_core::disclosure::{AnyDisclosure, Disclosure, Members, Shown};

fn decoded<T: serde::de::DeserializeOwned>() {}

fn main() {
    decoded::<Disclosure<Members>>(); //~ E0277
    decoded::<AnyDisclosure>(); //~ E0277
    decoded::<Shown>(); //~ E0277
}

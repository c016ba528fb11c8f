//! What the tests of the core share: the hand-written vectors, a second model of the gate, and
//! random cases on which the core and the model are compared.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say where it stood"
)]

pub mod asking;
pub mod fuzz_bodies;
pub mod intake;
pub mod outputs;
pub mod random;
pub mod reference;
pub mod sightings;
pub mod text_twin;
pub mod vector;

pub use vector::Vector;

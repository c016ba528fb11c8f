//! An audience cannot be made up, and what one was given cannot be called another's.

use num_core::disclosure::{Audience, Disclosure, Members, Partner, Recipient};

#[derive(Clone, Debug)]
struct Everybody;

impl Audience for Everybody { //~ E0277
    fn recipient(&self) -> Recipient {
        todo!()
    }
}

fn relabel(disclosure: Disclosure<Partner>) -> Disclosure<Members> {
    disclosure //~ E0308
}

fn main() {}

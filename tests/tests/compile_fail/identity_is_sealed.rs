//! Who stands behind a report can be carried and stored, and not looked into.

use num_core::identity::Identity;

fn look(identity: &Identity) {
    let _ = identity.people();
    let _ = identity.victim;
    let _ = identity.values();
}

fn main() {}

//! Who stands behind a report can be carried and stored, and not looked into.

use num_core::identity::Identity;

fn look(identity: &Identity) {
    let _ = identity.people(); //~ E0624
    let _ = identity.victim; //~ E0609
    let _ = identity.values(); //~ E0624
}

fn main() {}

//! No state of an alert is made by hand.

use num_core::alert::Draft;

fn draft() -> Draft {
    Draft(()) //~ E0423
}

fn main() {}

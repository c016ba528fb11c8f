//! Neither an alert nor a police record can be read back.

use num_core::{alert::AlertDraft, police::PoliceRecord};

fn decoded<T: serde::de::DeserializeOwned>() {}

fn main() {
    decoded::<AlertDraft>(); //~ E0277
    decoded::<PoliceRecord>(); //~ E0277
}

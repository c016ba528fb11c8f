//! Neither an alert nor a police record can be written by hand or read back.

use num_core::{alert::AlertDraft, police::PoliceRecord};

fn decoded<T: serde::de::DeserializeOwned>() {}

fn other_words(draft: AlertDraft) -> AlertDraft {
    AlertDraft { text: String::new().into(), ..draft }
}

fn main() {
    decoded::<AlertDraft>();
    decoded::<PoliceRecord>();
}

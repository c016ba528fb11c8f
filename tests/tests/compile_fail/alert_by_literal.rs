//! The words of an alert are those that were made from a disclosure.

use num_core::alert::AlertDraft;

fn other_words(draft: AlertDraft) -> AlertDraft {
    AlertDraft {
        text: String::new().into(), //~ E0451
        ..draft //~ E0451
    }
}

fn main() {}

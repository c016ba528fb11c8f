//! The words of an alert are those that were made from a disclosure, and nobody makes a release or an approval by hand.

use num_core::alert::{Alert, AlertDraft, Draft, Release};

fn other_words(draft: AlertDraft) -> AlertDraft {
    Alert {
        composed: draft.composed.clone(), //~ E0451 //~ E0616
        ..draft //~ E0451
    }
}

fn other_release(release: Release) -> Release {
    Release {
        alert: None, //~ E0451
        ..release //~ E0451
    }
}

fn other_state() -> Draft {
    Draft(()) //~ E0423
}

fn main() {}

//! The words of an alert are those that were made from a disclosure, and nobody makes a release by hand.

use num_core::{
    alert::{Alert, AlertDraft, Release},
    id::SchemeId,
};

fn of_another_scheme(draft: AlertDraft, scheme: SchemeId) -> AlertDraft {
    Alert {
        scheme, //~ E0451
        ..draft //~ E0451
    }
}

fn other_release(release: Release) -> Release {
    Release {
        version: 2, //~ E0451
        ..release //~ E0451
    }
}

fn main() {}

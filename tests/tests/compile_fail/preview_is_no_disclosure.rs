//! What a reporter is shown before she submits is no disclosure, and nothing can be sent from it.

use num_core::{
    alert::AlertDraft,
    disclosure::{Previewed, PreviewEntry},
    police::PoliceRecord,
};

fn alert(entry: &PreviewEntry) {
    if let Previewed::Shared(shown, _) = &entry.outcome {
        let _ = AlertDraft::new(shown); //~ E0308
        let _ = PoliceRecord::new(&**shown); //~ E0308
    }
}

fn main() {}

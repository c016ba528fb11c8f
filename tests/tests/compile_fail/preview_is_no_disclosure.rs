//! What a reporter is shown before she submits is no disclosure, and nothing can be sent from it.

use num_core::{
    alert::{AlertContext, AlertDraft},
    disclosure::{Previewed, PreviewEntry},
    police::{Issuer, PoliceRecord},
};

fn alert(entry: &PreviewEntry, context: &AlertContext<'_>, issuer: &Issuer) {
    if let Previewed::Shared(shown, _) = &entry.outcome {
        let _ = AlertDraft::draft(&[shown], context); //~ E0308
        let _ = PoliceRecord::new(&**shown, issuer); //~ E0308
    }
}

fn main() {}

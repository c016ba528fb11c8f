//! What nobody approved cannot be published, what is not published has no release, and what was taken back stays so.

use num_core::{
    alert::{AlertContext, AlertDraft, ApprovedAlert, PublishedAlert, RetractedAlert},
    disclosure::{Disclosure, Members},
    scheme::Scheme,
    timestamp::Timestamp,
};

fn publish_a_draft(draft: &AlertDraft, fresh: &[Disclosure<Members>], context: &AlertContext<'_>) {
    let _ = draft.publish(fresh, context); //~ E0599
    let _ = draft.release(fresh, context); //~ E0599
}

fn release_what_is_not_published(approved: &ApprovedAlert, fresh: &[Disclosure<Members>], context: &AlertContext<'_>) {
    let _ = approved.release(fresh, context); //~ E0599
}

fn publish_through_the_scheme(scheme: &mut Scheme, draft: &AlertDraft, as_of: Timestamp) {
    let _ = scheme.publish(draft, as_of); //~ E0308
}

fn correct_by_a_draft(published: &PublishedAlert, draft: &AlertDraft, context: &AlertContext<'_>) {
    let _ = published.correct(draft, &[], context); //~ E0308
}

fn bring_back(retracted: &RetractedAlert, fresh: &[Disclosure<Members>], context: &AlertContext<'_>) {
    let _ = retracted.renew(fresh, context); //~ E0599
    let _ = retracted.publish(fresh, context); //~ E0599
}

fn main() {}

//! Alerts.

mod context;
mod found;
mod life;
mod release;

pub(crate) use self::{
    context::{AlertRules, Crowd, SeriesFacts},
    found::{Reach, Reidentification, inferences},
    life::{AlertDraft, ApprovedAlert, PublishedAlert, RetractedAlert},
    release::{Email, Release, Sms, feed},
};

//! Alerts, from what members were given and from nothing else. Each state is a class of its own: what nobody approved cannot be
//! published, and only what is published has a release.

mod context;
mod life;
mod release;

pub use self::{
    context::{AlertRules, Crowd, SeriesFacts, SeriesMember},
    life::{AlertDraft, ApprovedAlert, PublishedAlert, Reach, Reidentification, RetractedAlert},
    release::{Email, Release, Sms},
};

//! Alerts: a sanitised warning to members, made from disclosures and from nothing else.

mod defang;
mod description;
mod draft;
mod text;

pub use self::draft::{AlertDraft, AlertError};

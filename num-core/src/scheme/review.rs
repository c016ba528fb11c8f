//! What is published, looked at again after every record.

use super::{Scheme, SchemeError};
use crate::{
    alert::{AlertError, Release},
    error::Code,
    id::Reference,
    timestamp::Timestamp,
};

/// What a record meant for published alerts.
#[derive(Debug, Default)]
pub struct Review {
    /// Alerts that were taken back, since a report behind them may no longer go to members: the notices to send.
    pub retracted: Vec<Release>,
    /// Alerts that do not go out again as they are, and that a person should look at: the public id, and why.
    pub to_look_at: Vec<(Reference, Code)>,
}

impl Scheme {
    /// Asks the gate again for every published alert. Where a report is no longer accepted, no longer consented to or no longer
    /// linked, the alert is taken back; where it merely reads differently now, a person looks at it.
    pub fn review(&mut self, at: Timestamp) -> Review {
        let mut review = Review::default();
        let published: Vec<Reference> = self.alerts.keys().cloned().collect();
        for id in published {
            match self.release(&id, at) {
                Ok(_) | Err(SchemeError::Alert(AlertError::Expired | AlertError::StaleDisclosure)) => {
                    if self.is_no_longer_disclosed(&id, at) {
                        self.take_back(&id, at, &mut review);
                    }
                }
                Err(
                    SchemeError::Alert(AlertError::NoLongerDisclosed | AlertError::NotLinked) | SchemeError::NoSeries,
                ) => self.take_back(&id, at, &mut review),
                Err(error) => review.to_look_at.push((id, error.code())),
            }
        }
        review
    }

    /// An expired alert too is taken back when its report may no longer go to members: it may still hang on a wall.
    fn is_no_longer_disclosed(&self, id: &Reference, at: Timestamp) -> bool {
        self.reports_behind(id).into_iter().any(|report| matches!(self.alert_closed(report, at), Ok(Some(_))))
    }

    fn take_back(&mut self, id: &Reference, at: Timestamp, review: &mut Review) {
        match self.retract(id, at) {
            Ok(release) => review.retracted.push(release),
            Err(error) => review.to_look_at.push((id.clone(), error.code())),
        }
    }
}

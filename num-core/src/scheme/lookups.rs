//! Look-ups over what the scheme holds.

use std::collections::BTreeSet;

use super::{Scheme, SchemeError};
use crate::{
    disclosure::{Decision, DiscloseError, Disclosure, Members, Use},
    id::IncidentId,
    lookup::{self, Answer, Asker, LookupPurpose, Query, Watch},
    timestamp::Timestamp,
};

impl Scheme {
    /// Answers a member's look-up.
    ///
    /// # Errors
    /// [`SchemeError::Lookup`], and that the gate cannot be asked.
    pub fn check(
        &self,
        query: &Query,
        asker: &Asker,
        purpose: LookupPurpose,
        as_of: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Answer, SchemeError> {
        lookup::check(query, asker, purpose, as_of, watch, || {
            // Whether the question can be judged must not hang on what is held.
            if self.policy.in_force(as_of).is_none() {
                return Err(DiscloseError::NoPolicyInForce.into());
            }
            let sightings = query.identifier().into_iter().flat_map(|identifier| self.seen.check(identifier));
            let reports: BTreeSet<&IncidentId> = sightings.map(|sighting| &sighting.incident).collect();
            let audience = Members { scheme: asker.scheme.clone(), for_use: Use::Lookup };
            let mut disclosures: Vec<Disclosure<Members>> = Vec::new();
            for report in reports {
                // A look-up has no reference.
                let decision = self.resolved(report, as_of)?.disclose(&self.policy, audience.clone(), as_of)?;
                if let Decision::Disclosed(disclosure, _) = decision {
                    disclosures.push(*disclosure);
                }
            }
            Ok(disclosures)
        })
    }
}

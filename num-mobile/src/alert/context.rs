//! What an alert hangs on beside the disclosures.

use std::sync::{Arc, Mutex};

use num_core::{
    alert::{self, AlertContext, AlertError},
    disclosure::{Disclosure, Members},
    id::{Id, Reference, SchemeId},
    matching::Tier,
    timestamp::Timestamp,
};

use super::life::PublishedAlert;
use crate::{
    MembersDisclosure,
    error::{UglyMugsError, guarded, held, shielded},
};

/// Which reports alert whom: a scheme's rules, as data.
#[derive(uniffi::Object)]
pub struct AlertRules(pub(crate) alert::AlertRules);

#[uniffi::export]
impl AlertRules {
    /// Rules to begin with.
    #[uniffi::constructor]
    pub fn default_rules() -> Self {
        shielded(|| Self(alert::AlertRules::default_rules()))
    }

    /// Reads `uglymugs.alert_rules/1`.
    #[uniffi::constructor]
    pub fn from_json(json: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(alert::AlertRules::from_json(json.as_bytes())?)))
    }

    /// Writes `uglymugs.alert_rules/1`.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }
}

/// All reports of which the members of one scheme may be shown something in an alert at one instant: among them a reporter must
/// not be the only plausible one. It holds no text of any.
#[derive(uniffi::Object)]
pub struct Crowd(Mutex<alert::Crowd>);

#[uniffi::export]
impl Crowd {
    /// Nobody yet.
    #[uniffi::constructor]
    pub fn new(scheme: String, as_of: String) -> Result<Self, UglyMugsError> {
        guarded(|| {
            let crowd = alert::Crowd::new(SchemeId::parse(&scheme)?, Timestamp::parse(&as_of)?);
            Ok(Self(Mutex::new(crowd)))
        })
    }

    /// Counts a report in, which is disclosed to the same scheme for alerts, at the same instant.
    pub fn add(&self, disclosure: &MembersDisclosure) -> Result<(), UglyMugsError> {
        guarded(|| Ok(held(&self.0).add(&disclosure.0)?))
    }

    /// Notes that an alert is out. If it tells him from others, its reports hide nobody else.
    pub fn note(&self, alert: &PublishedAlert) -> Result<(), UglyMugsError> {
        guarded(|| {
            held(&self.0).note(&alert.0);
            Ok(())
        })
    }

    /// How many reports are counted.
    pub fn count(&self) -> u64 {
        held(&self.0).len() as u64
    }
}

/// That a person confirmed that offenders of several reports are one.
#[derive(uniffi::Object)]
pub struct SeriesFacts(alert::SeriesFacts);

/// A report of a series.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SeriesMember {
    /// What members call the report.
    pub reference: String,
    /// Which of its offenders is meant, by index in the record.
    pub offender: u32,
}

#[uniffi::export]
impl SeriesFacts {
    /// The public id of the series' alert, its reports, and the lowest tier among the links.
    #[uniffi::constructor(default(tier = None))]
    pub fn new(id: String, members: Vec<SeriesMember>, tier: Option<Tier>) -> Result<Self, UglyMugsError> {
        guarded(|| {
            let member = |member: SeriesMember| {
                let reference = Reference::parse(&member.reference)?;
                Ok(alert::SeriesMember { reference, offender: member.offender as usize })
            };
            let members = members.into_iter().map(member).collect::<Result<_, UglyMugsError>>()?;
            Ok(Self(alert::SeriesFacts { id: Reference::parse(&id)?, members, tier }))
        })
    }
}

/// Asks with disclosures and what stands beside them.
pub(super) fn in_context<T>(
    disclosures: &[Arc<MembersDisclosure>],
    rules: &AlertRules,
    crowd: &Crowd,
    series: Option<&SeriesFacts>,
    ask: impl FnOnce(&[Disclosure<Members>], &AlertContext<'_>) -> Result<T, AlertError>,
) -> Result<T, UglyMugsError> {
    let disclosures: Vec<Disclosure<Members>> = disclosures.iter().map(|given| given.0.clone()).collect();
    let crowd = held(&crowd.0);
    let context = AlertContext { rules: &rules.0, crowd: &crowd, series: series.map(|facts| &facts.0) };
    Ok(ask(&disclosures, &context)?)
}

//! The life of an alert, a class for each state.

use std::sync::Arc;

use num_core::{
    alert::{self, Alert, AlertApproval, Inference, Step},
    timestamp::Timestamp,
};

use super::{
    context::{AlertRules, Crowd, SeriesFacts, in_context},
    release::Release,
};
use crate::{
    MembersDisclosure,
    error::{UglyMugsError, guarded, shielded},
};

/// To whom an alert goes.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Reach {
    /// To every member of the scheme, wherever.
    pub everybody: bool,
    /// To members in these force areas, by force code.
    pub forces: Vec<String>,
    /// To these services of the scheme.
    pub services: Vec<String>,
}

pub(super) fn reach(reach: &alert::Reach) -> Reach {
    Reach {
        everybody: reach.everybody,
        forces: reach.forces.iter().map(|force| force.as_str().to_owned()).collect(),
        services: reach.services.iter().map(ToString::to_string).collect(),
    }
}

/// What the check found that a reporter is not the only plausible one: for the person who drafts, and for nobody else.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Reidentification {
    /// How many independent people were plausible as the reporter before anything was left out.
    pub plausible_before: u64,
    /// How many are now.
    pub plausible: u64,
    /// Whether every reporter accepted that he may know.
    pub accepted: bool,
    /// What was left out or made coarser, the most useful first.
    pub coarsened: Vec<Step>,
    /// What he could infer from what is left.
    pub inferences: Vec<Inference>,
}

impl From<&alert::Reidentification> for Reidentification {
    fn from(found: &alert::Reidentification) -> Self {
        Self {
            plausible_before: found.plausible_before as u64,
            plausible: found.plausible as u64,
            accepted: found.accepted,
            coarsened: found.coarsened.clone(),
            inferences: found.inferences.clone(),
        }
    }
}

macro_rules! alerts {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(uniffi::Object)]
        pub struct $name(pub(crate) alert::$name);

        impl $name {
            pub(crate) fn of(inner: alert::$name) -> Arc<Self> {
                Arc::new(Self(inner))
            }
        }

        #[uniffi::export]
        impl $name {
            /// The public alert id.
            pub fn id(&self) -> String {
                self.0.id().to_string()
            }

            /// The scheme whose members it is for.
            pub fn scheme(&self) -> String {
                self.0.scheme().to_string()
            }

            /// At which instant the gate was asked.
            pub fn as_of(&self) -> String {
                self.0.as_of().to_string()
            }

            /// What members call the reports behind it.
            pub fn reports(&self) -> Vec<String> {
                shielded(|| self.0.reports().map(ToString::to_string).collect())
            }

            /// The text, in plain words. It never asserts guilt; links and addresses in it are inert.
            pub fn text(&self) -> String {
                shielded(|| self.0.text().to_owned())
            }

            /// Before which instant it is held back.
            pub fn publish_from(&self) -> String {
                self.0.publish_from().to_string()
            }

            /// To whom it goes.
            pub fn reach(&self) -> Reach {
                shielded(|| reach(self.0.reach()))
            }

            /// What the check found, for the person who drafts and for nobody else.
            pub fn reidentification(&self) -> Reidentification {
                shielded(|| self.0.reidentification().into())
            }
        }
    )*};
}

alerts! {
    /// An alert that nobody has approved yet. It cannot be published.
    AlertDraft;
    /// An alert that a person approved. It has no release until it is published.
    ApprovedAlert;
    /// An alert that went out.
    PublishedAlert;
}

#[uniffi::export]
impl AlertDraft {
    /// Drafts an alert from what the gate disclosed to members for that use: one report, or several that a person linked.
    /// Refused as a whole when the text would contain a withheld value.
    #[uniffi::constructor(default(series = None))]
    pub fn new(
        disclosures: Vec<Arc<MembersDisclosure>>,
        rules: &AlertRules,
        crowd: &Crowd,
        series: Option<Arc<SeriesFacts>>,
    ) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(in_context(&disclosures, rules, crowd, series.as_deref(), Alert::draft)?)))
    }

    /// A person approves exactly this text, and says why it is necessary and why it is proportionate.
    pub fn approve(
        &self,
        approver: String,
        at: String,
        necessity: String,
        proportionality: String,
    ) -> Result<Arc<ApprovedAlert>, UglyMugsError> {
        guarded(|| {
            let approval = AlertApproval::new(&approver, Timestamp::parse(&at)?, &necessity, &proportionality)?;
            Ok(ApprovedAlert::of(self.0.clone().approve(approval)?))
        })
    }
}

#[uniffi::export]
impl ApprovedAlert {
    /// Publishes it, if the gate, asked again, still discloses the reports, the check still holds and the text is the same.
    #[uniffi::method(default(series = None))]
    pub fn publish(
        &self,
        fresh: Vec<Arc<MembersDisclosure>>,
        rules: &AlertRules,
        crowd: &Crowd,
        series: Option<Arc<SeriesFacts>>,
    ) -> Result<Arc<PublishedAlert>, UglyMugsError> {
        guarded(|| {
            let asked =
                in_context(&fresh, rules, crowd, series.as_deref(), |fresh, context| self.0.publish(fresh, context))?;
            Ok(PublishedAlert::of(asked))
        })
    }
}

#[uniffi::export]
impl PublishedAlert {
    /// Its version, from 1.
    pub fn version(&self) -> u32 {
        self.0.version()
    }

    /// When this version went out.
    pub fn published_at(&self) -> String {
        self.0.published_at().to_string()
    }

    /// From when on it is expired.
    pub fn expires_at(&self) -> String {
        self.0.expires_at().to_string()
    }

    /// What goes out of it, if the gate, asked again, says so.
    #[uniffi::method(default(series = None))]
    pub fn release(
        &self,
        fresh: Vec<Arc<MembersDisclosure>>,
        rules: &AlertRules,
        crowd: &Crowd,
        series: Option<Arc<SeriesFacts>>,
    ) -> Result<Arc<Release>, UglyMugsError> {
        guarded(|| {
            let asked =
                in_context(&fresh, rules, crowd, series.as_deref(), |fresh, context| self.0.release(fresh, context))?;
            Ok(Release::of(asked))
        })
    }

    /// Puts a newly approved alert in its place, under the same public id.
    #[uniffi::method(default(series = None))]
    pub fn correct(
        &self,
        approved: &ApprovedAlert,
        fresh: Vec<Arc<MembersDisclosure>>,
        rules: &AlertRules,
        crowd: &Crowd,
        series: Option<Arc<SeriesFacts>>,
    ) -> Result<Arc<Self>, UglyMugsError> {
        guarded(|| {
            let asked = in_context(&fresh, rules, crowd, series.as_deref(), |fresh, context| {
                self.0.correct(&approved.0, fresh, context)
            })?;
            Ok(Self::of(asked))
        })
    }

    /// Lets it stand for longer, as it is.
    #[uniffi::method(default(series = None))]
    pub fn renew(
        &self,
        fresh: Vec<Arc<MembersDisclosure>>,
        rules: &AlertRules,
        crowd: &Crowd,
        series: Option<Arc<SeriesFacts>>,
    ) -> Result<Arc<Self>, UglyMugsError> {
        guarded(|| {
            let asked =
                in_context(&fresh, rules, crowd, series.as_deref(), |fresh, context| self.0.renew(fresh, context))?;
            Ok(Self::of(asked))
        })
    }

    /// Takes it back, for good: always allowed.
    pub fn retract(&self, at: String) -> Result<Arc<RetractedAlert>, UglyMugsError> {
        guarded(|| Ok(Arc::new(RetractedAlert(self.0.retract(Timestamp::parse(&at)?)))))
    }
}

/// An alert that was taken back, for good.
#[derive(uniffi::Object)]
pub struct RetractedAlert(alert::RetractedAlert);

#[uniffi::export]
impl RetractedAlert {
    /// The public alert id.
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// The scheme whose members it was for.
    pub fn scheme(&self) -> String {
        self.0.scheme().to_string()
    }

    /// When it was taken back.
    pub fn retracted_at(&self) -> String {
        self.0.retracted_at().to_string()
    }

    /// The notice, for exactly those who were given a version. It says nothing of any report.
    pub fn release(&self) -> Arc<Release> {
        shielded(|| Release::of(self.0.release()))
    }
}

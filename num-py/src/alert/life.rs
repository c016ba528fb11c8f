//! The life of an alert: each state is a class of its own, and only what a person approved can be published.

use num_core::{
    alert::{self, AlertApproval},
    id::Id,
};
use pyo3::{Python, pyclass, pymethods};

use super::{
    context::{AlertRules, Crowd, SeriesFacts, ask_about},
    found::{Reach, Reidentification},
    release::Release,
};
use crate::{
    arguments::{Disclosures, Instant, Text},
    error::Failure,
    guard::ask,
};

macro_rules! alerts {
    ($($(#[$doc:meta])* $name:ident { $($more:tt)* })*) => {$(
        $(#[$doc])*
        #[pyclass(frozen, module = "uglymugs")]
        pub(crate) struct $name(pub(crate) alert::$name);

        #[pymethods]
        impl $name {
            $($more)*

            /// The public alert id.
            #[getter]
            fn id(&self) -> &str {
                self.0.id().as_str()
            }

            /// The scheme whose members it is for.
            #[getter]
            fn scheme(&self) -> &str {
                self.0.scheme().as_str()
            }

            /// At which instant the gate was asked for the draft, as RFC 3339.
            #[getter]
            fn as_of(&self) -> String {
                self.0.as_of().to_string()
            }

            /// The text, in plain words.
            #[getter]
            fn text(&self) -> &str {
                self.0.text()
            }

            /// Before which instant it is held back, as RFC 3339.
            #[getter]
            fn publish_from(&self) -> String {
                self.0.publish_from().to_string()
            }

            /// To whom it goes.
            #[getter]
            fn reach(&self) -> Reach {
                Reach(self.0.reach().clone())
            }

            /// What the check found, for the person who drafts and for nobody else.
            #[getter]
            fn reidentification(&self) -> Reidentification {
                Reidentification(self.0.reidentification().clone())
            }

            /// For a notebook: the text, and what the check found.
            fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
                ask(py, || self.0.fragment())
            }

            fn __repr__(&self) -> String {
                format!(concat!("<", stringify!($name), " {}>"), self.0.id())
            }
        }
    )*};
}

alerts! {
    /// An alert that nobody has approved yet, drafted from what the gate disclosed to members for that use: of one report, or of
    /// several that a person linked. It cannot be published.
    AlertDraft {
        #[new]
        #[pyo3(signature = (disclosures, rules, crowd, series = None))]
        fn new(
            py: Python<'_>,
            disclosures: Disclosures,
            rules: &AlertRules,
            crowd: &Crowd,
            series: Option<&SeriesFacts>,
        ) -> Result<Self, Failure> {
            let drafted = ask_about(py, &disclosures, rules, crowd, series, |disclosures, context| {
                alert::AlertDraft::draft(disclosures, context)
            });
            Ok(Self(drafted?))
        }

        /// A person approves exactly this text, and says why the alert is necessary and why it is proportionate.
        fn approve(
            &self,
            py: Python<'_>,
            approver: Text,
            at: Instant,
            necessity: Text,
            proportionality: Text,
        ) -> Result<ApprovedAlert, Failure> {
            Ok(ApprovedAlert(ask(py, || -> Result<_, Failure> {
                let (necessity, proportionality) = (necessity.as_str(), proportionality.as_str());
                let approval = AlertApproval::new(approver.as_str(), at.0, necessity, proportionality)?;
                Ok(self.0.clone().approve(approval)?)
            })??))
        }
    }

    /// An alert that a person approved. It has no release before it is published.
    ApprovedAlert {
        /// Publishes it, if the gate, asked again at this instant, still discloses the reports, the check still holds and the text is
        /// the same.
        #[pyo3(signature = (fresh, rules, crowd, series = None))]
        fn publish(
            &self,
            py: Python<'_>,
            fresh: Disclosures,
            rules: &AlertRules,
            crowd: &Crowd,
            series: Option<&SeriesFacts>,
        ) -> Result<PublishedAlert, Failure> {
            let published = ask_about(py, &fresh, rules, crowd, series, |fresh, context| self.0.publish(fresh, context));
            Ok(PublishedAlert(published?))
        }
    }

    /// An alert that went out.
    PublishedAlert {
        /// The version, from 1.
        #[getter]
        fn version(&self) -> u32 {
            self.0.version()
        }

        /// When this version went out, as RFC 3339.
        #[getter]
        fn published_at(&self) -> String {
            self.0.published_at().to_string()
        }

        /// From when on it is expired, as RFC 3339.
        #[getter]
        fn expires_at(&self) -> String {
            self.0.expires_at().to_string()
        }

        /// What goes out of it, if the gate, asked again at this instant, says so.
        #[pyo3(signature = (fresh, rules, crowd, series = None))]
        fn release(
            &self,
            py: Python<'_>,
            fresh: Disclosures,
            rules: &AlertRules,
            crowd: &Crowd,
            series: Option<&SeriesFacts>,
        ) -> Result<Release, Failure> {
            let release = ask_about(py, &fresh, rules, crowd, series, |fresh, context| self.0.release(fresh, context));
            Ok(Release(release?))
        }

        /// Puts a newly approved alert in its place, under the same public id.
        #[pyo3(signature = (approved, fresh, rules, crowd, series = None))]
        fn correct(
            &self,
            py: Python<'_>,
            approved: &ApprovedAlert,
            fresh: Disclosures,
            rules: &AlertRules,
            crowd: &Crowd,
            series: Option<&SeriesFacts>,
        ) -> Result<Self, Failure> {
            let corrected = ask_about(py, &fresh, rules, crowd, series, |fresh, context| {
                self.0.correct(&approved.0, fresh, context)
            });
            Ok(Self(corrected?))
        }

        /// Lets it stand for longer, as it is, also when it has expired.
        #[pyo3(signature = (fresh, rules, crowd, series = None))]
        fn renew(
            &self,
            py: Python<'_>,
            fresh: Disclosures,
            rules: &AlertRules,
            crowd: &Crowd,
            series: Option<&SeriesFacts>,
        ) -> Result<Self, Failure> {
            let renewed = ask_about(py, &fresh, rules, crowd, series, |fresh, context| self.0.renew(fresh, context));
            Ok(Self(renewed?))
        }

        /// Takes it back, for good: always allowed, expired or not.
        fn retract(&self, py: Python<'_>, at: Instant) -> Result<RetractedAlert, Failure> {
            Ok(RetractedAlert(ask(py, || self.0.retract(at.0))?))
        }
    }
}

/// An alert that was taken back, for good.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct RetractedAlert(alert::RetractedAlert);

#[pymethods]
impl RetractedAlert {
    /// The public alert id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    /// The scheme whose members it was for.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme().as_str()
    }

    /// When it was taken back, as RFC 3339.
    #[getter]
    fn retracted_at(&self) -> String {
        self.0.retracted_at().to_string()
    }

    /// The notice, for exactly those who were given a version. It says nothing of any report.
    fn release(&self, py: Python<'_>) -> Result<Release, Failure> {
        Ok(Release(ask(py, || self.0.release())?))
    }

    fn __repr__(&self) -> String {
        format!("<RetractedAlert {}>", self.0.id())
    }
}

//! What the gate decided: a class for each audience, so that what was disclosed to one cannot be handed to another.

use std::sync::Arc;

use num_core::disclosure::{
    self, AnyDecision, AnyDisclosure, Audience, Explanation, Members, Partner, PoliceAnonymous, PoliceFull, Reason,
    Research,
};

use crate::error::shielded;

macro_rules! disclosures {
    ($($(#[$doc:meta])* $name:ident of $audience:ident;)*) => {
        $(
            $(#[$doc])*
            ///
            /// It is made by `Case.disclose` and by nothing else, and never read back.
            #[derive(uniffi::Object)]
            pub struct $name(pub(crate) disclosure::Disclosure<$audience>);

            #[uniffi::export]
            impl $name {
                /// The canonical bytes: one line of JSON with its line feed.
                pub fn to_bytes(&self) -> Vec<u8> {
                    shielded(|| self.0.to_bytes())
                }

                /// The canonical bytes, as text.
                pub fn to_json(&self) -> String {
                    shielded(|| String::from_utf8(self.0.to_bytes()).unwrap_or_default())
                }

                /// To whom, such as `members/num/alert`.
                pub fn recipient(&self) -> String {
                    shielded(|| self.0.audience().recipient().to_string())
                }

                /// What the recipient calls the report; none for a look-up.
                pub fn reference(&self) -> Option<String> {
                    shielded(|| self.0.reference().map(ToString::to_string))
                }

                /// At which instant it was judged.
                pub fn as_of(&self) -> String {
                    shielded(|| self.0.as_of().to_string())
                }

                /// On which consent: the sequence number of the newest event that was known.
                pub fn consent_sequence(&self) -> u64 {
                    self.0.consent_sequence() as u64
                }
            }
        )*

        /// A disclosure to one audience.
        #[derive(Clone, uniffi::Enum)]
        pub enum Disclosed {
            $(
                $(#[$doc])*
                $audience {
                    /// What is given.
                    disclosure: Arc<$name>,
                },
            )*
        }

        impl From<AnyDisclosure> for Disclosed {
            fn from(disclosure: AnyDisclosure) -> Self {
                match disclosure {
                    $(AnyDisclosure::$audience(inner) => {
                        Self::$audience { disclosure: Arc::new($name(*inner)) }
                    })*
                }
            }
        }
    };
}

disclosures! {
    /// What the members of one scheme are given.
    MembersDisclosure of Members;
    /// What one police recipient is given, anonymously.
    PoliceAnonymousDisclosure of PoliceAnonymous;
    /// What one police recipient is given, in full.
    PoliceFullDisclosure of PoliceFull;
    /// What one partner scheme is given.
    PartnerDisclosure of Partner;
    /// What researchers are given in one release.
    ResearchDisclosure of Research;
}

/// A known value that is not shown, and why.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Withheld {
    /// Which, as a path of the schema: `offenders[0].vehicle.plate`.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

pub(crate) fn withheld(explanation: &Explanation) -> Vec<Withheld> {
    let entries = explanation.withheld().iter();
    entries.map(|entry| Withheld { path: entry.path.to_string(), reason: entry.reason }).collect()
}

/// The answer of the gate. Why something is withheld is for the scheme's own screens, and never goes to an audience.
#[derive(uniffi::Object)]
pub struct Decision {
    disclosed: Result<Disclosed, Reason>,
    withheld: Vec<Withheld>,
}

impl Decision {
    pub(crate) fn of(decision: AnyDecision) -> Arc<Self> {
        Arc::new(match decision {
            AnyDecision::Disclosed(disclosure, explanation) => {
                Self { disclosed: Ok(disclosure.into()), withheld: withheld(&explanation) }
            }
            AnyDecision::Nothing(reason) => Self { disclosed: Err(reason), withheld: Vec::new() },
        })
    }
}

#[uniffi::export]
impl Decision {
    /// What is given; none when nothing is.
    pub fn disclosure(&self) -> Option<Disclosed> {
        self.disclosed.as_ref().ok().cloned()
    }

    /// Why nothing is given; none when something is.
    pub fn reason(&self) -> Option<Reason> {
        self.disclosed.as_ref().err().copied()
    }

    /// Each known value that is not shown, in the order of the policy table.
    pub fn withheld(&self) -> Vec<Withheld> {
        self.withheld.clone()
    }
}

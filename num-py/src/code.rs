//! Tables of codes as classes. Each is matched against the core's: one that grew there does not compile here.

use num_core::{code::CodeTable, consent, disclosure};
use pyo3::{
    Py, PyResult, PyTypeInfo, Python, pyclass, pymethods,
    types::{PyAny, PyAnyMethods, PyType},
};

/// For pickling: `getattr(class, NAME)`.
type Reduced<'py> = (pyo3::Bound<'py, PyAny>, (pyo3::Bound<'py, PyType>, String));

macro_rules! code_class {
    ($(#[$doc:meta])* $name:ident($core:ty) { $($entry:ident),* $(,)? } $($more:item)*) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, ord, hash, module = "uglymugs", rename_all = "SCREAMING_SNAKE_CASE")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $name { $($entry),* }

        impl From<$core> for $name {
            fn from(entry: $core) -> Self {
                match entry { $(<$core>::$entry => Self::$entry),* }
            }
        }

        impl $name {
            fn core(self) -> $core {
                match self { $(Self::$entry => <$core>::$entry),* }
            }
        }
    };
}

code_class! {
    /// Why something is not shown. Of several reasons the first in this order is given.
    Reason(disclosure::Reason) {
        NotAccepted, NeedsPerson, Withdrawn, Narrowed, ThirdPartyWithoutAuthority, WordingUnknown, NotYetInForce,
        ConditionNotMet, RecontactNeeded, OtherRecipient, NoGrant, HeldBack, HeWouldKnow, Policy, LinkedToVictim,
        OutsideScope, OnlySheKnows, OwnContact, EqualsIdentity, AreaTooSmall, NotApproved, ContainsWithheldValue,
    }
}

code_class! {
    /// The ordered view of consent, for choosing and for counting. No decision is taken from it.
    Level(consent::Level) { None, AlertOnly, Anonymous, Full }
}

code_class! {
    /// Whether he may know that it was her.
    MayKnow(disclosure::MayKnow) { No, Perhaps, Yes }
}

code_class! {
    /// A kind of audience.
    Audience(disclosure::AudienceKind) { Members, PoliceAnonymous, PoliceFull, Partner, Research }
}

code_class! {
    /// What members are given a report for.
    Use(disclosure::Use) { Alert, Lookup }
}

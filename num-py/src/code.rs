//! Tables of codes as classes. Each is matched against the core's: one that grew there does not compile here.

use num_core::{code::CodeTable, consent, disclosure};
use pyo3::{
    Bound, PyResult, Python, pyclass, pymethods,
    types::{PyAny, PyAnyMethods, PyType},
};

/// For pickling: `getattr(class, name)`.
type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyType>, String));

macro_rules! code_class {
    ($(#[$doc:meta])* $name:ident($core:ty) { $($entry:ident),* $(,)? } $($more:tt)*) => {
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

        #[pymethods]
        impl $name {
            /// The stable code, as on the wire.
            #[getter]
            fn code(&self) -> &'static str {
                self.core().as_str()
            }

            /// All of them, in the order of the table.
            #[staticmethod]
            fn all() -> Vec<Self> {
                <$core>::ALL.iter().map(|entry| Self::from(*entry)).collect()
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
                let getattr = py.import("builtins")?.getattr("getattr")?;
                Ok((getattr, (py.get_type::<Self>(), self.core().as_str().to_uppercase())))
            }

            $($more)*
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

    /// What it means, for the scheme's own screens.
    #[getter]
    fn message(&self) -> &'static str {
        self.core().message()
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

//! The gate's answers. A disclosure is made by the gate alone: none of these classes has a constructor, can be
//! subclassed, copied from bytes or unpickled.

use num_core::{
    disclosure::{
        AnyDecision, AnyDisclosure, Audience, Disclosure, Explanation, Members, Partner, PoliceAnonymous, PoliceFull,
        Research,
    },
    id::Id,
};
use pyo3::{
    Bound, IntoPyObjectExt, Py, PyAny, Python, pyclass, pymethods,
    types::{PyBytes, PyList},
};

use crate::{code::Reason, error::Failure, guard::ask};

macro_rules! disclosures {
    ($($(#[$doc:meta])* $name:ident($audience:ident);)*) => {$(
        $(#[$doc])*
        #[pyclass(frozen, module = "uglymugs")]
        pub(crate) struct $name(pub(crate) Disclosure<$audience>);

        #[pymethods]
        impl $name {
            /// Canonical bytes: one line of JSON with its line feed.
            fn to_bytes<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyBytes>, Failure> {
                Ok(PyBytes::new(py, &ask(py, || self.0.to_bytes())?))
            }

            /// The canonical bytes as text.
            fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
                ask(py, || String::from_utf8_lossy(&self.0.to_bytes()).into_owned())
            }

            /// To whom, such as ``police_full/E23000010``.
            #[getter]
            fn recipient(&self) -> String {
                self.0.audience().recipient().to_string()
            }

            /// What the recipient calls the report; none for a look-up.
            #[getter]
            fn reference(&self) -> Option<&str> {
                self.0.reference().map(Id::as_str)
            }

            /// At which instant it was judged, as RFC 3339.
            #[getter]
            fn as_of(&self) -> String {
                self.0.as_of().to_string()
            }

            /// On which consent: the sequence number of the newest event that was known.
            #[getter]
            fn consent_sequence(&self) -> usize {
                self.0.consent_sequence()
            }

            /// For a notebook: what is shown, by its names on the wire, and nothing beside it.
            fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
                ask(py, || self.0.fragment())
            }

            fn __repr__(&self) -> String {
                format!(concat!("<", stringify!($name), " to {}>"), self.recipient())
            }
        }
    )*};
}

disclosures! {
    /// What the members of one scheme are given of one report.
    MembersDisclosure(Members);
    /// What one police recipient is given of one report, anonymously.
    PoliceAnonymousDisclosure(PoliceAnonymous);
    /// What one police recipient is given of one report, in full.
    PoliceFullDisclosure(PoliceFull);
    /// What one partner scheme is given of one report.
    PartnerDisclosure(Partner);
    /// What researchers are given of one report.
    ResearchDisclosure(Research);
}

fn object(py: Python<'_>, disclosure: AnyDisclosure) -> Result<Py<PyAny>, Failure> {
    Ok(match disclosure {
        AnyDisclosure::Members(disclosure) => MembersDisclosure(*disclosure).into_py_any(py)?,
        AnyDisclosure::PoliceAnonymous(disclosure) => PoliceAnonymousDisclosure(*disclosure).into_py_any(py)?,
        AnyDisclosure::PoliceFull(disclosure) => PoliceFullDisclosure(*disclosure).into_py_any(py)?,
        AnyDisclosure::Partner(disclosure) => PartnerDisclosure(*disclosure).into_py_any(py)?,
        AnyDisclosure::Research(disclosure) => ResearchDisclosure(*disclosure).into_py_any(py)?,
    })
}

/// Why each known value that is not shown is not: for the scheme's own screens.
pub(crate) fn withheld<'py>(py: Python<'py>, explanation: &Explanation) -> Result<Bound<'py, PyList>, Failure> {
    let pairs =
        explanation.withheld().iter().map(|withheld| (withheld.path.to_string(), Reason::from(withheld.reason)));
    Ok(PyList::new(py, pairs.collect::<Vec<_>>())?)
}

/// The answer of the gate: a disclosure, or nothing for a reason.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Decision {
    disclosure: Option<Py<PyAny>>,
    nothing: Option<Reason>,
    explanation: Explanation,
}

impl Decision {
    pub(crate) fn new(py: Python<'_>, decision: AnyDecision) -> Result<Self, Failure> {
        Ok(match decision {
            AnyDecision::Disclosed(disclosure, explanation) => {
                Self { disclosure: Some(object(py, disclosure)?), nothing: None, explanation }
            }
            AnyDecision::Nothing(reason) => {
                Self { disclosure: None, nothing: Some(reason.into()), explanation: Explanation::default() }
            }
        })
    }
}

#[pymethods]
impl Decision {
    /// What is given, or ``None``.
    #[getter]
    fn disclosure(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.disclosure.as_ref().map(|disclosure| disclosure.clone_ref(py))
    }

    /// Why nothing is given, or ``None``.
    #[getter]
    fn nothing(&self) -> Option<Reason> {
        self.nothing
    }

    /// Each known value that is not shown, by its path, and why; in the order of the policy table.
    #[getter]
    fn withheld<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        withheld(py, &self.explanation)
    }

    fn __repr__(&self) -> &'static str {
        "<Decision>"
    }
}

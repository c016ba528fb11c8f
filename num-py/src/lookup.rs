//! Look-ups: a member asks about a number before she meets somebody.

use std::sync::{Mutex, MutexGuard, PoisonError};

use num_core::{
    code::CodeTable,
    id::{Id, MemberId, SchemeId},
    lookup::{self, LookupError, LookupPurpose, QueryKind, Reported},
};
use pyo3::{Python, pyclass, pyfunction, pymethods};

use crate::{
    arguments::{Coded, Disclosures, Instant, Named, Text},
    error::Failure,
    guard::{ask, caught},
};

/// What somebody typed, and what she says it is: ``phone``, ``email``, ``username``, ``plate`` or ``name``.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Query(pub(crate) lookup::Query);

#[pymethods]
impl Query {
    #[new]
    fn new(kind: Coded<QueryKind>, text: Text) -> Result<Self, Failure> {
        Ok(Self(caught(|| lookup::Query::new(kind.0, text.as_str()))?))
    }

    /// What she says it is.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind().as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Query {}>", self.kind())
    }
}

/// Who asks: a member of a scheme, who is never printed.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Asker(pub(crate) lookup::Asker);

#[pymethods]
impl Asker {
    #[new]
    fn new(scheme: Named<SchemeId>, member: Named<MemberId>) -> Self {
        Self(lookup::Asker { scheme: scheme.0, member: member.0 })
    }

    /// The scheme whose member it is.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Asker of {}>", self.0.scheme)
    }
}

/// At most so many look-ups by one asker in so many hours; and the records of all that were answered.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct RateLimit(Mutex<lookup::RateLimit>);

impl RateLimit {
    /// Locked only for work of the core, which never comes back to Python: nobody waits for long.
    pub(crate) fn lock(&self) -> MutexGuard<'_, lookup::RateLimit> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl RateLimit {
    #[new]
    fn new(most: usize, hours: u32) -> Self {
        Self(Mutex::new(lookup::RateLimit::new(most, hours)))
    }

    /// Thirty in a day.
    #[staticmethod]
    fn default() -> Self {
        Self(Mutex::default())
    }

    /// Who asked for what, oldest first: ``uglymugs.lookup_record/1``, one a line. Whoever keeps it, keeps it sealed.
    fn records(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.lock().records().iter().map(lookup::LookupRecord::to_json).collect())
    }

    fn __repr__(&self) -> &'static str {
        "<RateLimit>"
    }
}

/// What a look-up is answered. A miss, what is withheld and what nobody consented to are one and the same.
#[pyclass(frozen, eq, module = "uglymugs")]
#[derive(PartialEq)]
pub(crate) struct Answer(pub(crate) lookup::Answer);

impl Answer {
    fn reported(&self) -> Option<&Reported> {
        match &self.0 {
            lookup::Answer::Reported(reported) => Some(reported),
            lookup::Answer::NothingToShow | lookup::Answer::AskACaseworker => None,
        }
    }
}

#[pymethods]
impl Answer {
    /// How it came out: ``nothing_to_show``, ``ask_a_caseworker`` or ``reported``.
    #[getter]
    fn outcome(&self) -> &'static str {
        self.0.outcome()
    }

    /// What was matched, if it was reported.
    #[getter]
    fn matched(&self) -> Option<&'static str> {
        self.reported().map(|reported| reported.matched.as_str())
    }

    /// The month of the newest report of which it is known, such as ``2026-03``.
    #[getter]
    fn month(&self) -> Option<String> {
        self.reported().and_then(|reported| reported.month).map(|month| month.to_string())
    }

    /// How many independent people reported it, of those whose reports this asker may see.
    #[getter]
    fn reports(&self) -> Option<usize> {
        self.reported().map(|reported| reported.reports)
    }

    /// The answer in words.
    #[getter]
    fn words(&self) -> String {
        self.0.words()
    }

    /// Canonical bytes of ``uglymugs.lookup/1`` as text: one line of JSON with its line feed.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// For a notebook: the answer in words.
    fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.fragment())
    }

    fn __repr__(&self) -> String {
        format!("<Answer {}>", self.0.outcome())
    }
}

/// Answers a look-up from what is disclosed, to the asker's scheme for look-ups at this instant, of the reports in which a register
/// finds what is asked for. ``purpose`` is ``before_meeting``, ``after_contact``, ``for_somebody_else`` or ``casework``.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    query: &Query,
    asker: &Asker,
    purpose: Coded<LookupPurpose>,
    disclosures: Disclosures,
    as_of: Instant,
    watch: &RateLimit,
) -> Result<Answer, Failure> {
    let answer = ask(py, || {
        let disclosures = || Ok::<_, LookupError>(disclosures.0);
        lookup::check(&query.0, &asker.0, purpose.0, as_of.0, &mut *watch.lock(), disclosures)
    });
    Ok(Answer(answer??))
}

//! A report in the making.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use num_core::incident::{self, DraftOffender};
use pyo3::{Bound, Python, pyclass, pymethods};

use crate::{
    arguments::{Document, Text, Texts, mode},
    error::Failure,
    guard::ask,
    incident::Incident,
};

/// A report in the making. It takes anything and loses nothing; ``validate`` says what is wrong with it.
///
/// Its setters return the draft itself.
#[pyclass(frozen, module = "uglymugs")]
pub(crate) struct Draft(Mutex<incident::Draft>);

impl Draft {
    /// Locked only for work of the core, which never comes back to Python: nobody waits for long.
    pub(crate) fn lock(&self) -> MutexGuard<'_, incident::Draft> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type This<'py> = Bound<'py, Draft>;
type Changed<'py> = Result<This<'py>, Failure>;

fn change<'py>(this: This<'py>, how: impl FnOnce(incident::Draft) -> incident::Draft + Send) -> Changed<'py> {
    let draft = this.get();
    ask(this.py(), || {
        let mut draft = draft.lock();
        let before = mem::replace(&mut *draft, incident::Draft::new(""));
        *draft = how(before);
    })?;
    Ok(this)
}

type Set = fn(DraftOffender, String) -> DraftOffender;

fn each(offender: DraftOffender, texts: &[Text], set: Set) -> DraftOffender {
    texts.iter().fold(offender, |offender, text| set(offender, text.as_str().to_owned()))
}

#[pymethods]
impl Draft {
    #[new]
    fn new(id: Text) -> Self {
        Self(Mutex::new(incident::Draft::new(id.as_str())))
    }

    /// Takes any well-formed JSON document in.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Document) -> Result<Self, Failure> {
        Ok(Self(Mutex::new(ask(py, || incident::Draft::from_json(document.as_bytes()))??)))
    }

    /// Everything that was taken in, as JSON.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.lock().to_json())
    }

    /// The report, if nothing is wrong with it; else a ``ValidationError`` with every problem.
    #[pyo3(signature = (*, lenient = false))]
    fn validate(&self, py: Python<'_>, lenient: bool) -> Result<Incident, Failure> {
        Ok(Incident(ask(py, || self.lock().validate(mode(lenient)))??))
    }

    /// Adds an offence by its kind.
    fn offence<'py>(slf: This<'py>, kind: Text) -> Changed<'py> {
        change(slf, |draft| draft.offence(kind.as_str()))
    }

    /// When it happened, as an RFC 3339 instant.
    fn when_at<'py>(slf: This<'py>, instant: Text) -> Changed<'py> {
        change(slf, |draft| draft.when_at(instant.as_str()))
    }

    /// On which day it happened.
    fn when_day<'py>(slf: This<'py>, day: Text) -> Changed<'py> {
        change(slf, |draft| draft.when_day(day.as_str()))
    }

    /// In whose force area, by force code.
    fn force<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.force(code.as_str()))
    }

    /// In which area, such as a postcode district.
    fn area<'py>(slf: This<'py>, area: Text) -> Changed<'py> {
        change(slf, |draft| draft.area(area.as_str()))
    }

    /// At which venue.
    fn venue<'py>(slf: This<'py>, venue: Text) -> Changed<'py> {
        change(slf, |draft| draft.venue(venue.as_str()))
    }

    /// In which street.
    fn street<'py>(slf: This<'py>, street: Text) -> Changed<'py> {
        change(slf, |draft| draft.street(street.as_str()))
    }

    /// What happened.
    fn narrative<'py>(slf: This<'py>, text: Text) -> Changed<'py> {
        change(slf, |draft| draft.narrative(text.as_str()))
    }

    /// An edited summary and its language.
    fn summary<'py>(slf: This<'py>, text: Text, language: Text) -> Changed<'py> {
        change(slf, |draft| draft.summary(text.as_str(), language.as_str()))
    }

    /// What kind of person reports.
    fn reporter<'py>(slf: This<'py>, kind: Text) -> Changed<'py> {
        change(slf, |draft| draft.reporter(kind.as_str()))
    }

    /// Where and how the victim works.
    fn sector<'py>(slf: This<'py>, sector: Text) -> Changed<'py> {
        change(slf, |draft| draft.sector(sector.as_str()))
    }

    /// Would he know that it was her?
    fn would_he_know<'py>(slf: This<'py>, answer: bool) -> Changed<'py> {
        change(slf, |draft| draft.would_he_know(answer))
    }

    /// Adds an offender: names, numbers and behaviours as lists, the age in years from and to.
    #[pyo3(signature = (
        *, aliases = Texts(vec![]), phones = Texts(vec![]), emails = Texts(vec![]), handles = Texts(vec![]), behaviours = Texts(vec![]),
        plate = None, gender = None, age = None, relation = None, date_of_birth = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
    fn offender<'py>(
        slf: This<'py>,
        aliases: Texts,
        phones: Texts,
        emails: Texts,
        handles: Texts,
        behaviours: Texts,
        plate: Option<Text>,
        gender: Option<Text>,
        age: Option<(u16, u16)>,
        relation: Option<Text>,
        date_of_birth: Option<Text>,
    ) -> Changed<'py> {
        change(slf, |draft| {
            draft.offender(|offender| {
                let offender = each(offender, &aliases.0, DraftOffender::alias);
                let offender = each(offender, &phones.0, DraftOffender::phone);
                let offender = each(offender, &emails.0, DraftOffender::email);
                let offender = each(offender, &handles.0, DraftOffender::handle);
                let offender = each(offender, &behaviours.0, DraftOffender::behaviour);
                let offender = each(offender, plate.as_slice(), DraftOffender::plate);
                let offender = each(offender, gender.as_slice(), DraftOffender::gender);
                let offender = age.iter().fold(offender, |offender, (from, to)| offender.age(*from, *to));
                let offender = each(offender, relation.as_slice(), DraftOffender::relation);
                each(offender, date_of_birth.as_slice(), DraftOffender::date_of_birth)
            })
        })
    }

    /// Replaces one section (a member of the report) by a JSON value.
    fn section<'py>(slf: This<'py>, name: Text, value: Document) -> Changed<'py> {
        let draft = slf.get();
        ask(slf.py(), || {
            let mut draft = draft.lock();
            // A section that is refused leaves the draft as it was.
            draft.clone().section(name.as_str(), value.as_bytes()).map(|changed| *draft = changed)
        })??;
        Ok(slf)
    }

    fn __repr__(&self) -> &'static str {
        "<Draft>"
    }
}

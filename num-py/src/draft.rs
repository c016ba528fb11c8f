//! A report in the making.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use num_core::incident::{self, DraftOffender};
use pyo3::{Bound, Python, pyclass, pymethods};

use crate::{
    arguments::{Codes, Document, Pairs, Text, Texts, Triples, mode},
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

fn each_pair(
    offender: DraftOffender,
    pairs: &[(Text, Text)],
    set: impl Fn(DraftOffender, &str, &str) -> DraftOffender,
) -> DraftOffender {
    pairs.iter().fold(offender, |offender, (first, second)| set(offender, first.as_str(), second.as_str()))
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

    /// At what kind of place, by code.
    fn place_kind<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.place_kind(code.as_str()))
    }

    /// How the victim was working then, by code of the sectors.
    fn setting<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.setting(code.as_str()))
    }

    /// Adds what was said beside the codes, word for word, and what it is about, by code.
    fn own_words<'py>(slf: This<'py>, about: Text, text: Text) -> Changed<'py> {
        change(slf, |draft| draft.own_words(about.as_str(), text.as_str()))
    }

    /// The worst injury, by code.
    fn injuries<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.injuries(code.as_str()))
    }

    /// Adds support that the victim would like, by code.
    fn support_wanted<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.support_wanted(code.as_str()))
    }

    /// How offender and victim came into contact, by code.
    fn contact_method<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.contact_method(code.as_str()))
    }

    /// Contact with the police so far, by code.
    fn police_contact<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.police_contact(code.as_str()))
    }

    /// The police's own reference, such as a crime number. It reaches full-details recipients alone, with her identity.
    fn police_reference<'py>(slf: This<'py>, reference: Text) -> Changed<'py> {
        change(slf, |draft| draft.police_reference(reference.as_str()))
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

    /// The victim's gender, as she describes it, by code.
    fn victim_gender<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.victim_gender(code.as_str()))
    }

    /// The victim's ethnicity, as she defines it, by code.
    fn victim_ethnicity<'py>(slf: This<'py>, code: Text) -> Changed<'py> {
        change(slf, |draft| draft.victim_ethnicity(code.as_str()))
    }

    /// Would he know that it was her?
    fn would_he_know<'py>(slf: This<'py>, answer: bool) -> Changed<'py> {
        change(slf, |draft| draft.would_he_know(answer))
    }

    /// Adds an offender.
    ///
    /// Names, numbers and behaviours are lists; the age is in years from and to, or in words. ``looks`` and ``vehicle`` are coded
    /// parts by their names on the wire, such as ``{"build": "slim"}`` and ``{"kind": "van", "colour": "white"}``. A profile is a
    /// site and a handle; a mark is a kind, a place on the body and a motif; a piece of clothing an item and a colour; own words are
    /// what they are about and the text. Of marks and clothing, an empty text is what is not known.
    ///
    /// A ``relation`` other than ``client`` or ``stranger`` makes him *linked*: the whole report then goes to members only if the
    /// grant carries ``recognition_accepted``, whatever ``would_he_know`` says.
    #[pyo3(signature = (
        *, aliases = Texts::NONE, phones = Texts::NONE, emails = Texts::NONE, handles = Texts::NONE, profiles = Pairs::NONE,
        behaviours = Texts::NONE, plate = None, vehicle = Codes::NONE, gender = None, age = None, age_in_words = None,
        height_in_words = None, looks = Codes::NONE, marks = Triples::NONE, wore = Pairs::NONE, own_words = Pairs::NONE,
        relation = None, date_of_birth = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "each has its name in Python")]
    fn offender<'py>(
        slf: This<'py>,
        aliases: Texts,
        phones: Texts,
        emails: Texts,
        handles: Texts,
        profiles: Pairs,
        behaviours: Texts,
        plate: Option<Text>,
        vehicle: Codes,
        gender: Option<Text>,
        age: Option<(u16, u16)>,
        age_in_words: Option<Text>,
        height_in_words: Option<Text>,
        looks: Codes,
        marks: Triples,
        wore: Pairs,
        own_words: Pairs,
        relation: Option<Text>,
        date_of_birth: Option<Text>,
    ) -> Changed<'py> {
        change(slf, |draft| {
            draft.offender(|offender| {
                let offender = each(offender, &aliases.0, DraftOffender::alias);
                let offender = each(offender, &phones.0, DraftOffender::phone);
                let offender = each(offender, &emails.0, DraftOffender::email);
                let offender = each(offender, &handles.0, DraftOffender::handle);
                let offender =
                    each_pair(offender, &profiles.0, |offender, site, handle| offender.profile(site, handle));
                let offender = each(offender, &behaviours.0, DraftOffender::behaviour);
                let offender = each(offender, plate.as_slice(), DraftOffender::plate);
                let offender = each_pair(offender, &vehicle.0, |offender, part, code| offender.vehicle(part, code));
                let offender = each(offender, gender.as_slice(), DraftOffender::gender);
                let offender = age.iter().fold(offender, |offender, (from, to)| offender.age(*from, *to));
                let offender = each(offender, age_in_words.as_slice(), DraftOffender::age_in_words);
                let offender = each(offender, height_in_words.as_slice(), DraftOffender::height_in_words);
                let offender = each_pair(offender, &looks.0, |offender, part, code| offender.looks(part, code));
                let offender = marks.0.iter().fold(offender, |offender, (kind, body_place, motif)| {
                    offender.mark(kind.as_str(), body_place.as_str(), motif.as_str())
                });
                let offender = each_pair(offender, &wore.0, |offender, item, colour| offender.wore(item, colour));
                let offender =
                    each_pair(offender, &own_words.0, |offender, about, text| offender.own_words(about, text));
                let offender = each(offender, relation.as_slice(), DraftOffender::relation);
                each(offender, date_of_birth.as_slice(), DraftOffender::date_of_birth)
            })
        })
    }

    /// Replaces one section (a member of the report) by a JSON value; an empty text removes it.
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

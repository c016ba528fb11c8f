//! A report in the making.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use num_core::{incident, json::Mode, sensitive::Sensitive};

use crate::{
    Incident,
    error::{UglyMugsError, guarded, shielded},
};

/// How members that are not in the schema are taken.
pub(crate) fn mode(lenient: bool) -> Mode {
    if lenient { Mode::Lenient } else { Mode::Strict }
}

/// What a mutex holds. Nothing is left half done under these: a draft is replaced as a whole.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A report in the making. It takes anything, keeps it, and loses nothing; `validate` says what is wrong with it.
#[derive(uniffi::Object)]
pub struct Draft(Mutex<incident::Draft>);

impl Draft {
    fn change(&self, change: impl FnOnce(incident::Draft) -> incident::Draft) {
        shielded(|| {
            let mut draft = held(&self.0);
            *draft = change(draft.clone());
        });
    }

    /// The draft as it is now.
    pub(crate) fn now(&self) -> incident::Draft {
        held(&self.0).clone()
    }

    #[cfg(test)]
    pub(crate) fn poison(&self) {
        let poisoned = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.change(|_| panic!("half way"))));
        assert!(poisoned.is_err() && self.0.is_poisoned());
    }
}

#[uniffi::export]
impl Draft {
    /// A draft with the id of the report to be.
    #[uniffi::constructor]
    pub fn new(id: String) -> Self {
        shielded(|| Self(Mutex::new(incident::Draft::new(id))))
    }

    /// Takes any well-formed JSON document in.
    #[uniffi::constructor]
    pub fn from_json(json: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(Mutex::new(incident::Draft::from_json(json.as_bytes())?))))
    }

    /// Everything that was taken in, as JSON.
    pub fn to_json(&self) -> String {
        shielded(|| self.now().to_json())
    }

    /// The report, if nothing is wrong with it; else an error with every problem. Strict: a member that is not in the
    /// schema is a problem; lenient: it is kept, and shown to nobody.
    #[uniffi::method(default(lenient = false))]
    pub fn validate(&self, lenient: bool) -> Result<Arc<Incident>, UglyMugsError> {
        guarded(|| Ok(Incident::of(self.now().validate(mode(lenient))?)))
    }

    /// Replaces one section (a member of the report) by a JSON value; an empty text removes it.
    pub fn section(&self, name: String, json: String) -> Result<(), UglyMugsError> {
        guarded(|| {
            let mut draft = held(&self.0);
            let changed = draft.clone().section(&name, json.as_bytes())?;
            *draft = changed;
            Ok(())
        })
    }

    /// Adds an offence by its kind.
    pub fn offence(&self, kind: String) {
        self.change(|draft| draft.offence(kind));
    }

    /// When it happened, as an RFC 3339 instant.
    pub fn when_at(&self, instant: String) {
        self.change(|draft| draft.when_at(instant));
    }

    /// On which day it happened.
    pub fn when_day(&self, day: String) {
        self.change(|draft| draft.when_day(day));
    }

    /// In whose force area, by force code.
    pub fn force(&self, code: String) {
        self.change(|draft| draft.force(code));
    }

    /// In which area, such as a postcode district.
    pub fn area(&self, area: String) {
        self.change(|draft| draft.area(area));
    }

    /// At which venue.
    pub fn venue(&self, venue: String) {
        self.change(|draft| draft.venue(venue));
    }

    /// In which street.
    pub fn street(&self, street: String) {
        self.change(|draft| draft.street(street));
    }

    /// What happened.
    pub fn narrative(&self, text: String) {
        self.change(|draft| draft.narrative(text));
    }

    /// An edited summary and its language.
    pub fn summary(&self, text: String, language: String) {
        self.change(|draft| draft.summary(text, language));
    }

    /// What kind of person reports.
    pub fn reporter(&self, kind: String) {
        self.change(|draft| draft.reporter(kind));
    }

    /// Where and how the victim works.
    pub fn sector(&self, sector: String) {
        self.change(|draft| draft.sector(sector));
    }

    /// Would he know that it was her?
    pub fn would_he_know(&self, answer: bool) {
        self.change(|draft| draft.would_he_know(answer));
    }

    /// Adds an offender.
    pub fn offender(&self, offender: Arc<DraftOffender>) {
        self.change(|draft| draft.offender(|fresh| offender.tell(fresh)));
    }
}

type Saying = Box<dyn Fn(incident::DraftOffender) -> incident::DraftOffender + Send>;

/// An offender in the making: what was said of him, in order, for the draft that he is added to.
#[derive(Default, uniffi::Object)]
pub struct DraftOffender(Mutex<Vec<Saying>>);

impl DraftOffender {
    fn tell(&self, fresh: incident::DraftOffender) -> incident::DraftOffender {
        held(&self.0).iter().fold(fresh, |offender, say| say(offender))
    }

    fn say(&self, text: String, set: fn(incident::DraftOffender, String) -> incident::DraftOffender) {
        let text = Sensitive::new(text);
        held(&self.0).push(Box::new(move |offender| set(offender, text.expose().clone())));
    }
}

#[uniffi::export]
impl DraftOffender {
    /// An offender of whom nothing is said yet.
    #[uniffi::constructor]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name that he gave or goes by.
    pub fn alias(&self, name: String) {
        self.say(name, incident::DraftOffender::alias);
    }

    /// Adds a phone number, however written.
    pub fn phone(&self, phone: String) {
        self.say(phone, incident::DraftOffender::phone);
    }

    /// Adds an e-mail address.
    pub fn email(&self, email: String) {
        self.say(email, incident::DraftOffender::email);
    }

    /// Adds a username.
    pub fn handle(&self, handle: String) {
        self.say(handle, incident::DraftOffender::handle);
    }

    /// Adds what he does, by code.
    pub fn behaviour(&self, code: String) {
        self.say(code, incident::DraftOffender::behaviour);
    }

    /// The plate of his vehicle.
    pub fn plate(&self, plate: String) {
        self.say(plate, incident::DraftOffender::plate);
    }

    /// His perceived gender, by code.
    pub fn gender(&self, code: String) {
        self.say(code, incident::DraftOffender::gender);
    }

    /// His perceived age in years, from and to.
    pub fn age(&self, from: u16, to: u16) {
        held(&self.0).push(Box::new(move |offender| offender.age(from, to)));
    }

    /// What he is to the victim, by code.
    pub fn relation(&self, code: String) {
        self.say(code, incident::DraftOffender::relation);
    }

    /// His date of birth.
    pub fn date_of_birth(&self, day: String) {
        self.say(day, incident::DraftOffender::date_of_birth);
    }
}

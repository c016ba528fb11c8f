//! A report in the making.

use std::sync::{Arc, Mutex};

use num_core::{incident, json::Mode, sensitive::Sensitive};

use crate::{
    Incident,
    error::{UglyMugsError, guarded, held, shielded},
};

/// How members that are not in the schema are taken.
pub(crate) fn mode(lenient: bool) -> Mode {
    if lenient { Mode::Lenient } else { Mode::Strict }
}

/// A report in the making. It takes anything, keeps it, and loses nothing; `validate` says what is wrong with it.
#[derive(uniffi::Object)]
pub struct Draft(Mutex<incident::Draft>);

impl Draft {
    fn change(&self, change: impl FnOnce(incident::Draft) -> incident::Draft) {
        shielded(|| {
            // A draft is replaced as a whole: nothing is left half done.
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

    /// At what kind of place, by code.
    pub fn place_kind(&self, code: String) {
        self.change(|draft| draft.place_kind(code));
    }

    /// How the victim was working then, by code of the sectors.
    pub fn setting(&self, code: String) {
        self.change(|draft| draft.setting(code));
    }

    /// Adds what was said beside the codes, word for word, and what it is about, by code.
    pub fn own_words(&self, about: String, text: String) {
        self.change(|draft| draft.own_words(about, text));
    }

    /// The worst injury, by code.
    pub fn injuries(&self, code: String) {
        self.change(|draft| draft.injuries(code));
    }

    /// Adds support that the victim would like, by code.
    pub fn support_wanted(&self, code: String) {
        self.change(|draft| draft.support_wanted(code));
    }

    /// How offender and victim came into contact, by code.
    pub fn contact_method(&self, code: String) {
        self.change(|draft| draft.contact_method(code));
    }

    /// Contact with the police so far, by code.
    pub fn police_contact(&self, code: String) {
        self.change(|draft| draft.police_contact(code));
    }

    /// The police's own reference, such as a crime number. It reaches full-details recipients alone, with her identity.
    pub fn police_reference(&self, reference: String) {
        self.change(|draft| draft.police_reference(reference));
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

    /// The victim's gender, as she describes it, by code.
    pub fn victim_gender(&self, code: String) {
        self.change(|draft| draft.victim_gender(code));
    }

    /// The victim's ethnicity, as she defines it, by code.
    pub fn victim_ethnicity(&self, code: String) {
        self.change(|draft| draft.victim_ethnicity(code));
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

    /// Keeps what was said for later: an offender may be added to more than one draft.
    fn say<const N: usize>(
        &self,
        texts: [String; N],
        set: fn(incident::DraftOffender, [String; N]) -> incident::DraftOffender,
    ) {
        let texts = texts.map(Sensitive::new);
        held(&self.0).push(Box::new(move |offender| set(offender, texts.each_ref().map(|text| text.expose().clone()))));
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
        self.say([name], |offender, [name]| offender.alias(name));
    }

    /// Adds a phone number, however written.
    pub fn phone(&self, phone: String) {
        self.say([phone], |offender, [phone]| offender.phone(phone));
    }

    /// Adds an e-mail address.
    pub fn email(&self, email: String) {
        self.say([email], |offender, [email]| offender.email(email));
    }

    /// Adds a username.
    pub fn handle(&self, handle: String) {
        self.say([handle], |offender, [handle]| offender.handle(handle));
    }

    /// Adds who he is on a site or in an app.
    pub fn profile(&self, site: String, handle: String) {
        self.say([site, handle], |offender, [site, handle]| offender.profile(site, handle));
    }

    /// Adds what he does, by code.
    pub fn behaviour(&self, code: String) {
        self.say([code], |offender, [code]| offender.behaviour(code));
    }

    /// The plate of his vehicle; `?` stands for one character that is not known.
    pub fn plate(&self, plate: String) {
        self.say([plate], |offender, [plate]| offender.plate(plate));
    }

    /// His perceived gender, by code.
    pub fn gender(&self, code: String) {
        self.say([code], |offender, [code]| offender.gender(code));
    }

    /// His perceived age in years, from and to.
    pub fn age(&self, from: u16, to: u16) {
        held(&self.0).push(Box::new(move |offender| offender.age(from, to)));
    }

    /// His perceived age in words, such as `mid 30s`.
    pub fn age_in_words(&self, words: String) {
        self.say([words], |offender, [words]| offender.age_in_words(words));
    }

    /// His perceived height in words or figures, such as `tall`, `5'10"` or `178 cm`.
    pub fn height_in_words(&self, words: String) {
        self.say([words], |offender, [words]| offender.height_in_words(words));
    }

    /// A coded part of his appearance, such as `("build", "slim")`; the wire format names them all.
    pub fn looks(&self, part: String, code: String) {
        self.say([part, code], |offender, [part, code]| offender.looks(&part, code));
    }

    /// Adds a tattoo, a scar or another mark by codes: what it is, where on the body, what it shows. Leave blank what
    /// is not known.
    #[uniffi::method(default(body_place = "", motif = ""))]
    pub fn mark(&self, kind: String, body_place: String, motif: String) {
        self.say([kind, body_place, motif], |offender, [kind, body_place, motif]| {
            offender.mark(kind, body_place, motif)
        });
    }

    /// Adds a piece of clothing by code, and its colour. Leave blank what is not known.
    #[uniffi::method(default(colour = ""))]
    pub fn wore(&self, item: String, colour: String) {
        self.say([item, colour], |offender, [item, colour]| offender.wore(item, colour));
    }

    /// A coded part of his vehicle, such as `("kind", "van")` or `("colour", "white")`.
    pub fn vehicle(&self, part: String, code: String) {
        self.say([part, code], |offender, [part, code]| offender.vehicle(&part, code));
    }

    /// Adds what was said of him beside the codes, word for word, and what it is about, by code.
    pub fn own_words(&self, about: String, text: String) {
        self.say([about, text], |offender, [about, text]| offender.own_words(about, text));
    }

    /// What he is to the victim, by code. Anything but `client` or `stranger` makes him *linked*: the whole report then
    /// goes to members only if the grant carries `recognition_accepted`.
    pub fn relation(&self, code: String) {
        self.say([code], |offender, [code]| offender.relation(code));
    }

    /// His date of birth.
    pub fn date_of_birth(&self, day: String) {
        self.say([day], |offender, [day]| offender.date_of_birth(day));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// The public functions of a source: those of `Draft`, and those of `DraftOffender`.
    fn functions(source: &str) -> [BTreeSet<&str>; 2] {
        let (draft, offender) = source.split_once("impl DraftOffender {").unwrap();
        [draft, offender].map(|part| {
            part.split("pub fn ").skip(1).map(|rest| rest.split(['(', '<']).next().unwrap_or_default()).collect()
        })
    }

    #[test]
    fn what_the_draft_of_the_core_can_be_told_this_one_can() {
        let core = functions(include_str!("../../num-core/src/incident/draft.rs"));
        let here = functions(include_str!("draft.rs"));
        for (core, here) in core.iter().zip(&here) {
            assert_eq!(core.difference(here).collect::<Vec<_>>(), [&""; 0]);
            assert!(core.contains("own_words"), "no functions were found");
        }
    }
}

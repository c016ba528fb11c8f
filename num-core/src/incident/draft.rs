use std::fmt;

use super::{Incident, decode};
use crate::{
    error::Problems,
    json::{Document, MAX_DEPTH, Mode, Node, Value},
};

/// A report in the making. It takes anything, keeps it, and loses nothing; [`Draft::validate`] says what is wrong with it.
///
/// ```
/// use num_core::{incident::Draft, json::Mode};
///
/// let draft = Draft::new("r-1")
///     .offence("robbery")
///     .reporter("victim")
///     .when_at("2026-03-01T22:15:00+00:00")
///     .offender(|o| o.alias("Baz").phone("07700 900123"));
/// let incident = draft.validate(Mode::Strict)?;
/// assert_eq!(incident.offenders.len(), 1);
/// # Ok::<(), num_core::error::Problems>(())
/// ```
#[derive(Clone)]
pub struct Draft(Document);

impl Draft {
    /// A draft with the id of the report to be.
    pub fn new(id: impl Into<String>) -> Self {
        Self(Document::new(Node::object())).set(&["schema"], Incident::SCHEMA).set(&["id"], id)
    }

    /// Takes any well-formed JSON document in.
    ///
    /// # Errors
    /// One problem when it is not well-formed, too large or too deep.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Problems> {
        Document::parse(bytes).map(Self)
    }

    /// Everything that was taken in, as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0.root).unwrap_or_default()
    }

    /// The report, if nothing is wrong with it.
    ///
    /// # Errors
    /// Every problem, each with its path and code.
    pub fn validate(&self, mode: Mode) -> Result<Incident, Problems> {
        decode::incident(&self.0, mode)
    }

    fn set(mut self, path: &[&str], text: impl Into<String>) -> Self {
        set(&mut self.0.root, path, Node::text(text));
        self
    }

    /// Adds an offence by its kind.
    #[must_use]
    pub fn offence(mut self, kind: impl Into<String>) -> Self {
        let mut offence = Node::object();
        set(&mut offence, &["kind"], Node::text(kind));
        push(&mut self.0.root, &["offences"], offence);
        self
    }

    /// Replaces whatever was said of the time before.
    fn when(mut self, member: &str, text: impl Into<String>) -> Self {
        self.0.root.remove("when");
        self.set(&["when", member], text)
    }

    /// When it happened, as an RFC 3339 instant.
    #[must_use]
    pub fn when_at(self, instant: impl Into<String>) -> Self {
        self.when("at", instant)
    }

    /// On which day it happened.
    #[must_use]
    pub fn when_day(self, day: impl Into<String>) -> Self {
        self.when("day", day)
    }

    /// In whose force area, by force code.
    #[must_use]
    pub fn force(self, code: impl Into<String>) -> Self {
        self.set(&["place", "force"], code)
    }

    /// In which area, such as a postcode district.
    #[must_use]
    pub fn area(self, area: impl Into<String>) -> Self {
        self.set(&["place", "area"], area)
    }

    /// At which venue.
    #[must_use]
    pub fn venue(self, venue: impl Into<String>) -> Self {
        self.set(&["place", "venue"], venue)
    }

    /// In which street.
    #[must_use]
    pub fn street(self, street: impl Into<String>) -> Self {
        self.set(&["place", "street"], street)
    }

    /// At what kind of place, by code.
    #[must_use]
    pub fn place_kind(self, code: impl Into<String>) -> Self {
        self.set(&["place", "kind"], code)
    }

    /// How the victim was working then, by code of the sectors.
    #[must_use]
    pub fn setting(self, code: impl Into<String>) -> Self {
        self.set(&["setting"], code)
    }

    /// Adds what was said beside the codes, word for word, and what it is about, by code.
    #[must_use]
    pub fn own_words(mut self, about: impl Into<String>, text: impl Into<String>) -> Self {
        push(&mut self.0.root, &["own_words"], object(&[("about", about.into()), ("text", text.into())]));
        self
    }

    /// The worst injury, by code.
    #[must_use]
    pub fn injuries(self, code: impl Into<String>) -> Self {
        self.set(&["injuries"], code)
    }

    /// Adds support that the victim would like, by code.
    #[must_use]
    pub fn support_wanted(mut self, code: impl Into<String>) -> Self {
        push(&mut self.0.root, &["support_wanted"], Node::text(code));
        self
    }

    /// How offender and victim came into contact, by code.
    #[must_use]
    pub fn contact_method(self, code: impl Into<String>) -> Self {
        self.set(&["contact_method"], code)
    }

    /// Contact with the police so far, by code.
    #[must_use]
    pub fn police_contact(self, code: impl Into<String>) -> Self {
        self.set(&["police_contact", "status"], code)
    }

    /// The police's own reference, such as a crime number. It reaches full-details recipients alone, with her identity.
    #[must_use]
    pub fn police_reference(self, reference: impl Into<String>) -> Self {
        self.set(&["police_contact", "reference"], reference)
    }

    /// What happened.
    #[must_use]
    pub fn narrative(self, text: impl Into<String>) -> Self {
        self.set(&["narrative"], text)
    }

    /// An edited summary and its language.
    #[must_use]
    pub fn summary(self, text: impl Into<String>, language: impl Into<String>) -> Self {
        self.set(&["summary", "text"], text).set(&["summary", "language"], language)
    }

    /// What kind of person reports.
    #[must_use]
    pub fn reporter(self, kind: impl Into<String>) -> Self {
        self.set(&["reporter", "kind"], kind)
    }

    /// Where and how the victim works.
    #[must_use]
    pub fn sector(self, sector: impl Into<String>) -> Self {
        self.set(&["victim", "sector"], sector)
    }

    /// The victim's gender, as she describes it, by code.
    #[must_use]
    pub fn victim_gender(self, code: impl Into<String>) -> Self {
        self.set(&["victim", "gender"], code)
    }

    /// The victim's ethnicity, as she defines it, by code.
    #[must_use]
    pub fn victim_ethnicity(self, code: impl Into<String>) -> Self {
        self.set(&["victim", "ethnicity"], code)
    }

    /// Would he know that it was her?
    #[must_use]
    pub fn would_he_know(mut self, answer: bool) -> Self {
        set(&mut self.0.root, &["safety", "would_he_know"], Node::new(Value::Bool(answer)));
        self
    }

    /// Adds an offender.
    #[must_use]
    pub fn offender(mut self, describe: impl FnOnce(DraftOffender) -> DraftOffender) -> Self {
        push(&mut self.0.root, &["offenders"], describe(DraftOffender(Node::object())).0);
        self
    }

    /// Replaces one section (a member of the report) by a JSON value; an empty text removes it.
    ///
    /// # Errors
    /// One problem when the value is not well-formed.
    pub fn section(mut self, name: &str, json: &[u8]) -> Result<Self, Problems> {
        if json.trim_ascii().is_empty() {
            self.0.root.remove(name);
            return Ok(self);
        }
        let value = Document::parse_to(json, MAX_DEPTH - 1)?.root;
        if let Some(member) = self.0.root.member(name, Node::object) {
            *member = value;
        }
        // Places in a pasted section would point into another text.
        self.0.lines = Vec::new();
        Ok(self)
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}

/// An offender in the making.
#[derive(Clone)]
pub struct DraftOffender(Node);

impl DraftOffender {
    fn set(mut self, path: &[&str], text: impl Into<String>) -> Self {
        set(&mut self.0, path, Node::text(text));
        self
    }

    fn push(mut self, path: &[&str], text: impl Into<String>) -> Self {
        push(&mut self.0, path, Node::text(text));
        self
    }

    /// Adds a name that he gave or goes by.
    #[must_use]
    pub fn alias(self, name: impl Into<String>) -> Self {
        self.push(&["aliases"], name)
    }

    /// Adds a phone number, however written.
    #[must_use]
    pub fn phone(self, phone: impl Into<String>) -> Self {
        self.push(&["phones"], phone)
    }

    /// Adds an e-mail address.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.push(&["emails"], email)
    }

    /// Adds a username.
    #[must_use]
    pub fn handle(self, handle: impl Into<String>) -> Self {
        self.push(&["handles"], handle)
    }

    /// Adds who he is on a site or in an app.
    #[must_use]
    pub fn profile(mut self, site: impl Into<String>, handle: impl Into<String>) -> Self {
        push(&mut self.0, &["profiles"], object(&[("site", site.into()), ("handle", handle.into())]));
        self
    }

    /// Adds what he does, by code.
    #[must_use]
    pub fn behaviour(self, code: impl Into<String>) -> Self {
        self.push(&["behaviours"], code)
    }

    /// The plate of his vehicle.
    #[must_use]
    pub fn plate(self, plate: impl Into<String>) -> Self {
        self.set(&["vehicle", "plate"], plate)
    }

    /// His perceived gender, by code.
    #[must_use]
    pub fn gender(self, code: impl Into<String>) -> Self {
        self.set(&["appearance", "gender"], code)
    }

    /// His perceived age in years, from and to.
    #[must_use]
    pub fn age(mut self, from: u16, to: u16) -> Self {
        for (end, years) in [("from", from), ("to", to)] {
            set(&mut self.0, &["appearance", "age", end], Node::new(Value::Number(years.to_string().into())));
        }
        self
    }

    /// His perceived age in words, such as `mid 30s`.
    #[must_use]
    pub fn age_in_words(self, words: impl Into<String>) -> Self {
        self.set(&["appearance", "age"], words)
    }

    /// His perceived height in words or figures, such as `tall`, `5'10"` or `178 cm`.
    #[must_use]
    pub fn height_in_words(self, words: impl Into<String>) -> Self {
        self.set(&["appearance", "height_cm"], words)
    }

    /// A coded part of his appearance, such as `("build", "slim")`; the wire format names them all.
    #[must_use]
    pub fn looks(self, part: &str, code: impl Into<String>) -> Self {
        self.set(&["appearance", part], code)
    }

    /// Adds a tattoo, a scar or another mark by codes: what it is, where on the body, what it shows. Leave blank what is not known.
    #[must_use]
    pub fn mark(mut self, kind: impl Into<String>, body_place: impl Into<String>, motif: impl Into<String>) -> Self {
        let mark = object(&[("kind", kind.into()), ("body_place", body_place.into()), ("motif", motif.into())]);
        push(&mut self.0, &["appearance", "marks"], mark);
        self
    }

    /// Adds a piece of clothing by code, and its colour. Leave blank what is not known.
    #[must_use]
    pub fn wore(mut self, item: impl Into<String>, colour: impl Into<String>) -> Self {
        push(&mut self.0, &["appearance", "clothing"], object(&[("item", item.into()), ("colour", colour.into())]));
        self
    }

    /// A coded part of his vehicle, such as `("kind", "van")` or `("colour", "white")`.
    #[must_use]
    pub fn vehicle(self, part: &str, code: impl Into<String>) -> Self {
        self.set(&["vehicle", part], code)
    }

    /// Adds what was said of him beside the codes, word for word, and what it is about, by code.
    #[must_use]
    pub fn own_words(mut self, about: impl Into<String>, text: impl Into<String>) -> Self {
        push(&mut self.0, &["own_words"], object(&[("about", about.into()), ("text", text.into())]));
        self
    }

    /// What he is to the victim, by code. Anything but `client` or `stranger` makes him *linked*: the whole report, other
    /// offenders included, then goes to members only if the grant carries `recognition_accepted`, whatever `would_he_know` says.
    #[must_use]
    pub fn relation(self, code: impl Into<String>) -> Self {
        self.set(&["link", "relation"], code)
    }

    /// His date of birth.
    #[must_use]
    pub fn date_of_birth(self, day: impl Into<String>) -> Self {
        self.set(&["civil_identity", "date_of_birth"], day)
    }
}

impl fmt::Debug for DraftOffender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftOffender(…)")
    }
}

/// The member at a path of objects, made with `new` when it is not there. What is no object on the way is replaced by one.
fn member<'n>(root: &'n mut Node, path: &[&str], new: fn() -> Node) -> Option<&'n mut Node> {
    let (name, rest) = path.split_first()?;
    if !matches!(root.value, Value::Object(_)) {
        *root = Node::object();
    }
    if rest.is_empty() { root.member(name, new) } else { member(root.member(name, Node::object)?, rest, new) }
}

/// Sets the value at a path of objects.
fn set(root: &mut Node, path: &[&str], value: Node) {
    if let Some(member) = member(root, path, Node::object) {
        *member = value;
    }
}

/// Adds to the list at a path of objects. What stands there and is no list is kept as the first item: validation says what is
/// wrong with it.
fn push(root: &mut Node, path: &[&str], value: Node) {
    let Some(list) = member(root, path, Node::list) else { return };
    if !matches!(list.value, Value::List(_)) {
        let kept = std::mem::replace(list, Node::list());
        list.push(kept);
    }
    list.push(value);
}

/// An object of texts; one that is empty is left out.
fn object(members: &[(&str, String)]) -> Node {
    let mut object = Node::object();
    for (name, text) in members.iter().filter(|(_, text)| !text.is_empty()) {
        set(&mut object, &[name], Node::text(text.as_str()));
    }
    object
}

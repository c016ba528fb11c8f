//! What is shown of a report, in words. Each part is taken apart member by member, so that a member which is added to what the
//! gate shows does not compile until it has words here.

use maud::{Markup, html};

use crate::{
    code::CodeTable,
    descriptor::{Range, spaced_phone, spaced_plate},
    disclosure::{
        Clothing, Mark, Shown, ShownAddress, ShownAppearance, ShownCivilIdentity, ShownIdentity, ShownLegalName,
        ShownLink, ShownMoment, ShownOffence, ShownOffender, ShownPerson, ShownPlace, ShownPoliceContact, ShownProfile,
        ShownReporter, ShownSummary, ShownValue, ShownVehicle, ShownVictim, ShownWhen,
    },
    offence::HOME_OFFICE_CODES,
    page::{identifier, told, told_in},
    timestamp::{Day, Timestamp},
    when::PartOfDay,
};

/// A section of the report: words of somebody, and members by name. One without either is left out.
pub(super) struct Section {
    /// What it is about.
    pub(super) title: String,
    /// Longer texts.
    pub(super) words: Vec<Markup>,
    /// Members by name.
    pub(super) rows: Vec<(&'static str, Markup)>,
    /// Members that are not known, with the reason: many, and of little use one by one.
    open: Vec<(&'static str, &'static str)>,
}

impl Section {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), words: Vec::new(), rows: Vec::new(), open: Vec::new() }
    }

    fn row(&mut self, name: &'static str, value: Option<Markup>) {
        self.rows.extend(value.map(|value| (name, value)));
    }

    fn value<T>(&mut self, name: &'static str, value: &Option<ShownValue<T>>, words: impl Fn(&T) -> Markup) {
        match value {
            Some(ShownValue::Answer(reason)) => self.open.push((name, answer(reason))),
            value => self.row(name, value.as_ref().map(|value| shown_value(value, words))),
        }
    }

    fn code<T: CodeTable>(&mut self, name: &'static str, value: &Option<ShownValue<T>>) {
        self.value(name, value, |exact| html! { (exact.words()) });
    }

    fn named<T>(&mut self, name: &'static str, value: &Option<ShownValue<T>>, words: impl Fn(&T) -> String) {
        self.value(name, value, |exact| html! { (words(exact)) });
    }

    /// What is not known comes last, a line for each reason.
    fn closed(mut self) -> Self {
        for reason in ["Not known", "Not asked", "Asked, and not answered"] {
            let names = self
                .open
                .iter()
                .filter(|(_, why)| *why == reason)
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join("; ");
            let names = (!names.is_empty()).then(|| html! { span class="quiet" { (names) } });
            self.row(reason, names);
        }
        self
    }

    fn text(&mut self, name: &'static str, text: Option<&str>) {
        self.row(name, text.map(told));
    }

    fn each(&mut self, name: &'static str, values: impl Iterator<Item = Markup>) {
        self.row(name, list(values.collect()));
    }
}

/// The whole report, in the order of the record.
pub(super) fn sections(shown: &Shown) -> Vec<Section> {
    let Shown {
        offences,
        when: happened,
        place,
        setting,
        narrative,
        summary,
        own_words,
        injuries,
        support_wanted,
        contact_method,
        police_contact,
        reporter,
        victim,
        offenders,
        identity,
    } = shown;

    let mut what = Section::new("What happened");
    if let Some(ShownSummary { text, language }) = summary {
        what.words.push(told_in(language.as_str(), text.expose()));
    }
    what.each("Offences", offences.iter().map(whole_offence));
    what.value("When", happened, told_when);
    what.code("How she was working then", setting);
    what.code("How contact was made", contact_method);
    what.code("Worst injury", injuries);
    what.named("Support wanted", support_wanted, |wanted| {
        wanted.iter().map(|one| one.words()).collect::<Vec<_>>().join(", ")
    });

    let mut words = Section::new("In the words of the report");
    words.words.extend(narrative.iter().map(|narrative| told(narrative.expose())));
    words.each("Beside the codes", own_words.iter().map(|own| about(&own.about.words(), own.text.expose())));

    let sections = [what, words, whole_place(place), so_far(police_contact)]
        .into_iter()
        .chain(offenders.iter().enumerate().flat_map(|(at, offender)| whole_offender(at + 1, offender)))
        .chain([whole_victim(victim), whole_reporter(reporter)])
        .chain(who_they_are(identity));
    sections.map(Section::closed).filter(|section| !section.rows.is_empty() || !section.words.is_empty()).collect()
}

fn whole_offence(shown: &ShownOffence) -> Markup {
    let ShownOffence { category: _, kind: _, home_office_codes } = shown;
    let codes = home_office_codes.iter().map(|code| {
        let title = HOME_OFFICE_CODES.iter().find(|row| row.code == code.as_str()).map_or("", |row| row.title);
        html! { br; span class="small" { "Home Office code " (code.as_str()) ": " (title) } }
    });
    html! { (capital(&offence(shown))) @for code in codes { (code) } }
}

/// `robbery`; of a category, `violence`.
pub(super) fn offence(shown: &ShownOffence) -> String {
    let ShownOffence { category, kind, home_office_codes: _ } = shown;
    [category.map(CodeTable::words), kind.map(CodeTable::words)].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

fn whole_place(place: &ShownPlace) -> Section {
    let ShownPlace { force, area, kind, venue, street, postcode } = place;
    let mut section = Section::new("Where it happened");
    section.row("Police force", force.map(|force| html! { (force.name()) " (" (force.as_str()) ")" }));
    section.value("Area", area, |text| told(text.expose()));
    section.code("Kind of place", kind);
    section.text("Venue", venue.as_ref().map(|text| text.expose()));
    section.text("Street", street.as_ref().map(|text| text.expose()));
    section.row("Postcode", postcode.as_ref().map(|postcode| identifier(postcode.expose())));
    section
}

/// `Wharf Mills car park, 14 Sweetwater Street, LS2 9ZX`; as much as is shown.
pub(super) fn place_in_short(place: &ShownPlace) -> Vec<String> {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let area = exact(&place.area).map(|area| area.expose().to_owned());
    let exactly = [
        text(place.venue.as_ref().map(|text| text.expose())),
        text(place.street.as_ref().map(|text| text.expose())),
        text(place.postcode.as_ref().map(|postcode| postcode.expose())),
    ];
    let kind = exact(&place.kind).map(|kind| kind.words());
    let force = place.force.map(|force| format!("{} police area", force.name()));
    exactly.into_iter().chain([kind, area, force]).flatten().collect()
}

fn so_far(contact: &ShownPoliceContact) -> Section {
    let ShownPoliceContact { status, reference } = contact;
    let mut section = Section::new("The police so far");
    section.code("Contact", status);
    section.text("Police reference", reference.as_ref().map(|text| text.expose()));
    section
}

fn whole_reporter(reporter: &ShownReporter) -> Section {
    let ShownReporter { kind, first_hand, grade } = reporter;
    let mut section = Section::new("About the reporter");
    section.code("Who reported", kind);
    section.named("Was there", first_hand, |yes| yes_or_no(*yes));
    section.code("How well the scheme knows the source", grade);
    section
}

fn whole_victim(victim: &ShownVictim) -> Section {
    let ShownVictim { sector, gender, ethnicity, age_band, hate_crime, capacity_doubted, in_danger } = victim;
    let mut section = Section::new("About the victim");
    section.code("How and where she works", sector);
    section.code("Gender, as she describes it", gender);
    section.named("Ethnicity, as she defines it", ethnicity, |one| {
        format!("{} ({})", one.name(), one.as_str().to_uppercase())
    });
    section.named("Age", age_band, |band| age_band_in_words(band.as_str()));
    section.named("Hate crime", hate_crime, |strand| strand.name().to_owned());
    section.named("Capacity to decide in doubt", capacity_doubted, |yes| yes_or_no(*yes));
    section.named("In immediate danger", in_danger, |yes| yes_or_no(*yes));
    section
}

/// `25_34` is `25 to 34`; `under_18` and `55_plus` are words.
fn age_band_in_words(code: &str) -> String {
    match code.split_once('_') {
        Some((from, "plus")) => format!("{from} and over"),
        Some(("under", to)) => format!("under {to}"),
        Some((from, to)) => format!("{from} to {to}"),
        None => code.to_owned(),
    }
}

fn whole_offender(number: usize, offender: &ShownOffender) -> [Section; 2] {
    let ShownOffender {
        aliases,
        appearance,
        behaviours,
        vehicle,
        phones,
        emails,
        handles,
        profiles,
        own_words,
        civil_identity,
        link,
    } = offender;
    let mut who = Section::new(format!("Person {number}: who he is"));
    who.each("Goes by", aliases.iter().map(|name| told(name.shown())));
    legal(&mut who, civil_identity);
    who.each("Phones", phones.iter().map(|phone| identifier(phone.expose())));
    who.each("E-mail addresses", emails.iter().map(|email| identifier(email.expose())));
    who.each("Usernames", handles.iter().map(|handle| identifier(handle.expose())));
    who.each(
        "Profiles",
        profiles.iter().map(|ShownProfile { site, handle }| {
            html! { (identifier(handle.expose())) " on " (identifier(site.as_str())) }
        }),
    );
    linked(&mut who, link);

    let mut looks = Section::new(format!("Person {number}: how he looks, what he does"));
    look(&mut looks, appearance);
    looks.each("Behaviour", behaviours.iter().map(|behaviour| html! { (behaviour.words()) }));
    drives(&mut looks, vehicle);
    looks.each("Beside the codes", own_words.iter().map(|own| about(&own.about.words(), own.text.expose())));
    [who, looks]
}

fn legal(section: &mut Section, civil: &ShownCivilIdentity) {
    let ShownCivilIdentity { legal_name, date_of_birth, home_address } = civil;
    section.row(
        "Legal name",
        legal_name.as_ref().map(|ShownLegalName { name, confirmed }| {
            html! { (told(name.shown())) @if *confirmed { " (confirmed: yes)" } @else { " (confirmed: no)" } }
        }),
    );
    section.row("Date of birth", date_of_birth.map(on_day));
    section.row("Home address", home_address.as_ref().map(address));
}

fn linked(section: &mut Section, link: &ShownLink) {
    let ShownLink { relation, how_he_knows_her, words_about_her } = link;
    section.code("What he is to her", relation);
    section.text("How he knows her", how_he_knows_her.as_ref().map(|text| text.expose()));
    section.text("What he said about her", words_about_her.as_ref().map(|text| text.expose()));
}

fn look(section: &mut Section, appearance: &ShownAppearance) {
    let ShownAppearance {
        gender,
        ethnicity,
        age,
        height_cm,
        build,
        hair_colour,
        hair_length,
        hair_style,
        facial_hair,
        eye_colour,
        complexion,
        glasses,
        accent,
        languages,
        marks,
        clothing,
        smells,
    } = appearance;
    section.code("Gender, as perceived", gender);
    section
        .named("Ethnicity, as perceived", ethnicity, |one| format!("{} ({})", one.name(), one.as_str().to_uppercase()));
    section.named("Age, as perceived", age, |age| range(*age, "years"));
    section.named("Height, as perceived", height_cm, |height| range(*height, "cm"));
    section.code("Build", build);
    section.code("Colour of hair", hair_colour);
    section.code("Length of hair", hair_length);
    section.code("Style of hair", hair_style);
    section.code("Facial hair", facial_hair);
    section.code("Colour of eyes", eye_colour);
    section.code("Complexion", complexion);
    section.code("Glasses", glasses);
    section.named("Accent", accent, |accent| accent.name().to_owned());
    section.each("Languages", languages.iter().map(|language| html! { (language.name()) }));
    section.each("Marks", marks.iter().map(|one| html! { (mark(one)) }));
    section.each("Clothing", clothing.iter().map(|one| html! { (clothes(one)) }));
    section.each("Smells", smells.iter().map(|smell| html! { (smell.words()) }));
}

fn mark(mark: &Mark) -> String {
    let Mark { kind, body_place, motif } = mark;
    let motif = motif.map(|motif| format!(" showing {}", motif.words())).unwrap_or_default();
    let place = body_place.map(|place| format!(", {}", place.words())).unwrap_or_default();
    format!("{}{motif}{place}", kind.words())
}

fn clothes(clothing: &Clothing) -> String {
    let Clothing { item, colour } = clothing;
    [colour.map(CodeTable::words), Some(item.words())].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn drives(section: &mut Section, vehicle: &ShownVehicle) {
    let ShownVehicle { kind, make, model, colour, plate, features } = vehicle;
    section.row("Number plate", plate.as_ref().map(|plate| identifier(plate.expose())));
    section.named("Kind of vehicle", kind, |kind| kind.name().to_owned());
    section.named("Make", make, |make| make.name().to_owned());
    section.named("Model", model, |model| model.name().to_owned());
    section.code("Colour of vehicle", colour);
    section.each("Features of vehicle", features.iter().map(|feature| html! { (feature.words()) }));
}

/// His identifiers, each with its kind, most telling first.
pub(super) fn identifiers_of(offender: &ShownOffender) -> Vec<(&'static str, String)> {
    let plate = offender.vehicle.plate.iter().map(|plate| match plate.expose() {
        partial if partial.contains('?') => ("Part of a number plate", spaced_plate(partial)),
        whole => ("Number plate", spaced_plate(whole)),
    });
    plate
        .chain(offender.phones.iter().map(|phone| ("Phone", spaced_phone(phone.expose()))))
        .chain(offender.emails.iter().map(|email| ("E-mail", email.expose().to_owned())))
        .chain(offender.handles.iter().map(|handle| ("Username", handle.expose().to_owned())))
        .chain(
            (offender.profiles.iter())
                .map(|profile| ("Profile", format!("{} on {}", profile.handle.expose(), profile.site.as_str()))),
        )
        .collect()
}

/// How he looks, in a line: as much as is known.
pub(super) fn look_in_short(look: &ShownAppearance) -> Vec<String> {
    let of = |value: Option<String>, after: &str| value.map(|words| format!("{words}{after}"));
    [
        exact(&look.gender).map(|gender| gender.words()),
        exact(&look.ethnicity).map(|one| format!("{} ({})", one.name(), one.as_str().to_uppercase())),
        exact(&look.age).map(|age| range(*age, "years old")),
        exact(&look.height_cm).map(|height| range(*height, "cm tall")),
        of(exact(&look.build).map(|build| build.words()), " build"),
        of(exact(&look.hair_length).map(|length| length.words()), " hair"),
        of(exact(&look.hair_colour).map(|colour| colour.words()), " hair"),
        of(exact(&look.accent).map(|accent| accent.name().to_owned()), " accent"),
    ]
    .into_iter()
    .flatten()
    .chain(look.marks.iter().map(mark))
    .collect()
}

/// `blue Ford Transit`; what else was seen of it.
pub(super) fn vehicle_in_short(vehicle: &ShownVehicle) -> Vec<String> {
    let model = exact(&vehicle.model).map(|model| format!("{} {}", model.make().name(), model.name()));
    let make = exact(&vehicle.make).map(|make| make.name().to_owned());
    let colour = exact(&vehicle.colour).map(|colour| colour.words());
    let kind = exact(&vehicle.kind).map(|kind| kind.name().to_owned());
    let named: Vec<String> = [colour, model.or(make), kind].into_iter().flatten().collect();
    (!named.is_empty())
        .then(|| named.join(" "))
        .into_iter()
        .chain(vehicle.features.iter().map(|feature| feature.words()))
        .collect()
}

fn who_they_are(identity: &ShownIdentity) -> [Section; 2] {
    let ShownIdentity { victim, reporter } = identity;
    [("Who the victim is", victim), ("Who the reporter is", reporter)].map(|(title, person)| {
        let ShownPerson { names, phones, emails, address: lives, safe_contact } = person;
        let mut section = Section::new(title);
        section.each("Names", names.iter().map(|name| told(name.shown())));
        section.each("Phones", phones.iter().map(|phone| identifier(phone.expose())));
        section.each("E-mail addresses", emails.iter().map(|email| identifier(email.expose())));
        section.row("Address", lives.as_ref().map(address));
        section.text("How to reach this person safely", safe_contact.as_ref().map(|text| text.expose()));
        section
    })
}

fn address(address: &ShownAddress) -> Markup {
    let ShownAddress { street, postcode } = address;
    html! {
        @if let Some(street) = street { (told(street.expose())) }
        @if street.is_some() && postcode.is_some() { br; }
        @if let Some(postcode) = postcode { (identifier(postcode.expose())) }
    }
}

/// Own words, and which part they are about.
fn about(part: &str, text: &str) -> Markup {
    html! { span class="quiet" { "On " (part) ": " } (told(text)) }
}

fn list(values: Vec<Markup>) -> Option<Markup> {
    match values.as_slice() {
        [] => None,
        [one] => Some(html! { (one) }),
        several => Some(html! { ul { @for one in several { li { (one) } } } }),
    }
}

/// A value in the form in which it is shown: what is not known says why.
fn shown_value<T>(value: &ShownValue<T>, words: impl Fn(&T) -> Markup) -> Markup {
    let quiet = |words: &str| html! { span class="quiet" { (words) } };
    match value {
        ShownValue::Exact(exact) => words(exact),
        ShownValue::Answer(reason) => quiet(answer(reason)),
        ShownValue::NotStated => quiet("not stated"),
        ShownValue::Band(band) => html! { (band.replace('_', " ")) },
        ShownValue::Bands(from, to) => html! { (from.replace('_', " ")) " to " (to.replace('_', " ")) },
        ShownValue::Flag => html! { "yes" },
    }
}

/// Why a value is not known.
fn answer(reason: &str) -> &'static str {
    match reason {
        "not_asked" => "Not asked",
        "refused" => "Asked, and not answered",
        _ => "Not known",
    }
}

/// A code, in words.
pub(super) fn code<T: CodeTable>(value: &ShownValue<T>) -> Markup {
    shown_value(value, |exact| html! { (exact.words()) })
}

fn exact<T>(value: &Option<ShownValue<T>>) -> Option<&T> {
    match value {
        Some(ShownValue::Exact(value)) => Some(value),
        _ => None,
    }
}

fn yes_or_no(yes: bool) -> String {
    (if yes { "yes" } else { "no" }).to_owned()
}

/// `35 to 45 years`.
fn range(Range { from, to }: Range, unit: &str) -> String {
    if from == to { format!("{from} {unit}") } else { format!("{from} to {to} {unit}") }
}

/// The same with a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// When it happened.
pub(super) fn when(when: &ShownValue<ShownWhen>) -> Markup {
    shown_value(when, told_when)
}

fn told_when(when: &ShownWhen) -> Markup {
    match when {
        ShownWhen::Moment(one) => moment(*one),
        ShownWhen::Range(from, to) => html! { "Between " (moment(*from)) " and " (moment(*to)) },
    }
}

fn moment(moment: ShownMoment) -> Markup {
    match moment {
        ShownMoment::At(at) => instant(at),
        ShownMoment::Band(day, band) => html! { (on_day(day)) ", " (band.from) ":00 to " (band.to) ":00" },
        ShownMoment::PartOfDay(day, part) => html! { (on_day(day)) ", " (part_of_day(part)) },
        ShownMoment::Day(day) => on_day(day),
        ShownMoment::Month(month) => html! { time datetime=(month) { (month.in_words()) } },
    }
}

fn part_of_day(part: PartOfDay) -> String {
    let (from, to) = part.hours();
    format!("{} ({from:02}:00 to {to:02}:00)", part.words())
}

/// `1 March 2026, 22:15 (UTC+00:00)`: the wall clock with which it was recorded.
pub(super) fn instant(at: Timestamp) -> Markup {
    let text = at.to_string();
    let clock = text.get(11..16).unwrap_or_default();
    let seconds = text.get(16..19).filter(|seconds| *seconds != ":00").unwrap_or_default();
    let offset = text.get(19..).unwrap_or_default();
    html! { time datetime=(text) { (at.day().in_words()) ", " (clock) (seconds) " (UTC" (offset) ")" } }
}

fn on_day(day: Day) -> Markup {
    html! { time datetime=(day) { (day.in_words()) } }
}

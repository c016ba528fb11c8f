//! What was seen: an offender as a witness perceived him, with her own bias, and with what the setting lets one see.

use super::{
    calendar::push_padded,
    cars::{self, Car, Reading},
    chance::{Chance, rounded},
    parameters::Parameters,
    people::{Mark, Person},
    phones::{Holder, Numbers, push_end, push_number},
    places,
    settings::Setting,
    styles::Style,
    truth::{PersonId, TruePhone, Whose},
    workers::Witness,
};

type Code = &'static str;

/// An offender as he was perceived. What is empty or absent was not noticed.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) person: u32,
    pub(super) sighting: u32,
    pub(super) gender: Code,
    pub(super) ethnicity: Code,
    /// As she would guess; 0 where she cannot.
    pub(super) age: i32,
    pub(super) height_cm: i32,
    pub(super) build: Code,
    pub(super) hair_colour: Code,
    pub(super) hair_length: Code,
    pub(super) hair_style: Code,
    pub(super) facial_hair: Code,
    pub(super) eye_colour: Code,
    pub(super) complexion: Code,
    pub(super) glasses: Code,
    pub(super) accent: Code,
    pub(super) language: Code,
    pub(super) marks: Vec<Mark>,
    pub(super) clothes: Vec<(Code, Code)>,
    pub(super) smells: Vec<Code>,
    pub(super) behaviours: Vec<Code>,
    pub(super) phrase: Code,
    pub(super) relation: Code,
    pub(super) names: Vec<String>,
    /// Whether the first of them is a name.
    pub(super) named: bool,
    pub(super) phones: Vec<String>,
    pub(super) emails: Vec<String>,
    pub(super) handles: Vec<String>,
    pub(super) profiles: Vec<(Code, String)>,
    pub(super) true_phones: Vec<TruePhone>,
    pub(super) vehicle: Option<SeenCar>,
    pub(super) civil: Option<Civil>,
}

/// A car as it was perceived.
#[derive(Clone, Default)]
pub(super) struct SeenCar {
    pub(super) number: u32,
    pub(super) holder: u32,
    pub(super) kind: Code,
    pub(super) make: Code,
    pub(super) model: Code,
    pub(super) colour: Code,
    pub(super) plate: String,
    pub(super) reading: Option<Code>,
    pub(super) features: Vec<Code>,
    pub(super) true_plate: String,
    pub(super) year: u16,
    pub(super) true_colour: Code,
}

/// Who he is in law, as far as she found out.
#[derive(Clone, Default)]
pub(super) struct Civil {
    pub(super) name: String,
    pub(super) confirmed: bool,
    pub(super) born: String,
    pub(super) street: String,
    pub(super) also_the_victims: bool,
}

/// Who is there for which time, and what he has with him: his phone, his car.
#[derive(Clone, Copy)]
pub(super) struct Belongings {
    pub(super) who: u32,
    pub(super) sighting: u32,
    /// The phone's number among the offenders' phones, whose it is, and who had it before.
    pub(super) phone: u32,
    pub(super) phone_holder: u32,
    pub(super) phone_before: u32,
    pub(super) car: u32,
    pub(super) car_holder: u32,
    pub(super) car_bought: i16,
}

/// How a witness sees an offender.
pub(super) struct Sight<'w> {
    pub(super) seed: u64,
    pub(super) parameters: &'w Parameters,
    pub(super) setting: Setting,
    pub(super) witness: &'w Witness,
    pub(super) year: i32,
    /// Whether the report tells of a sexual offence.
    pub(super) sexual: bool,
}

/// Sites and apps: none of them exists.
const SITES: [Code; 5] = [
    "adlist.example.org",
    "meet.example.org",
    "afterdark.example.org",
    "chatterbox.example.org",
    "localscene.example.org",
];
const HANDLE_HEADS: [Code; 40] = [
    "north", "lucky", "quiet", "mr", "fast", "big", "late", "city", "real", "gent", "sly", "iron", "silver", "night",
    "lone", "wild", "top", "lad", "boss", "king", "easy", "cool", "mad", "old", "red", "blue", "dark", "sunny", "just",
    "only", "the", "true", "west", "east", "deep", "fit", "hot", "shy", "tall", "one",
];
const HANDLE_TAILS: [Code; 40] = [
    "rider", "fox", "wolf", "guy", "man", "driver", "owl", "star", "fan", "user", "shadow", "ghost", "lion", "bull",
    "hawk", "bear", "stranger", "visitor", "player", "captain", "baker", "miner", "sailor", "runner", "walker",
    "hunter", "angler", "drummer", "spark", "builder", "cabbie", "chef", "gamer", "golfer", "joker", "ranger", "tiger",
    "trader", "viking", "wizard",
];

impl Sight<'_> {
    /// Whether she notices something that is noticed that often, as far as she notices things at all.
    fn notes(&self, chance: &mut Chance, probability: f64) -> bool {
        chance.yes((probability * self.witness.detail).min(0.98))
    }

    pub(super) fn of(&self, person: &Person, with: Belongings, numbers: &mut Numbers, chance: &mut Chance) -> Seen {
        let parameters = self.parameters;
        let looks = &person.looks;
        let mut seen = Seen { person: with.who, sighting: with.sighting, ..Seen::default() };
        seen.relation = if chance.yes(parameters.relation_told) { person.relation } else { "" };
        let met = chance.yes(parameters.seen_in_person.at(self.setting));
        if met {
            self.appearance(&mut seen, person, chance);
        } else if chance.yes(parameters.gender_of_the_unseen) {
            seen.gender = looks.gender;
        }
        let spoke = met || chance.yes(parameters.heard_when_unseen);
        if spoke && self.notes(chance, parameters.accent_noticed) {
            seen.accent = if chance.yes(parameters.accent_mistaken) {
                mistaken_accent(person.accent, chance)
            } else {
                person.accent
            };
        }
        if spoke && !person.language.is_empty() && self.notes(chance, parameters.language_noticed) {
            seen.language = person.language;
        }
        if !person.phrase.is_empty() && self.notes(chance, parameters.phrase_told) {
            seen.phrase = person.phrase;
        }
        for (tag, often) in &person.repertoire {
            if chance.yes(often * parameters.behaviour_told) && possible(tag, self.setting) {
                seen.behaviours.push(tag);
            }
        }
        // A report of a sexual offence from somebody who does other things tells what he did this time.
        for tag in usual(self.setting) {
            if chance.yes(parameters.behaviour_of_the_setting) && !seen.behaviours.contains(tag) {
                seen.behaviours.push(tag);
            }
        }
        if self.sexual && seen.behaviours.is_empty() && chance.coin() {
            seen.behaviours.push(if met {
                chance.pick(&["restrains", "removes_condom", "extra_services"])
            } else {
                "fake_profile"
            });
        }
        self.names(&mut seen, person, chance);
        self.contacts(&mut seen, person, with, numbers, chance);
        if met && with.car != super::people::NOBODY && self.notes(chance, parameters.vehicle_seen.at(self.setting)) {
            seen.vehicle = Some(self.vehicle(with, chance));
        }
        let linked = !matches!(person.relation, "client" | "stranger");
        let known = if linked { parameters.civil_identity_linked } else { parameters.civil_identity };
        if chance.yes(known) {
            seen.civil = Some(self.civil(person, chance));
        }
        seen
    }

    fn appearance(&self, seen: &mut Seen, person: &Person, chance: &mut Chance) {
        let parameters = self.parameters;
        let looks = &person.looks;
        seen.gender = looks.gender;
        if self.notes(chance, parameters.ethnicity_told) {
            let from = person.origin();
            seen.ethnicity = match chance.yes(parameters.ethnicity_mistaken) {
                true if !from.taken_for.is_empty() => chance.pick(from.taken_for),
                _ => from.ethnicity,
            };
        }
        if self.notes(chance, parameters.age_told) {
            let age = f64::from(self.year - looks.born);
            seen.age = rounded(age + self.witness.age_bias + parameters.age_error_sd * chance.bell()).clamp(16, 80);
        }
        if self.notes(chance, parameters.height_told) {
            let height =
                f64::from(looks.height_cm) + self.witness.height_bias + parameters.height_error_sd * chance.bell();
            seen.height_cm = rounded(height).clamp(145, 208);
        }
        let mut note = |probability: f64, value: Code| if self.notes(chance, probability) { value } else { "" };
        seen.build = note(parameters.build_told, looks.build);
        seen.hair_colour = note(parameters.hair_told, looks.hair_colour);
        seen.hair_length = note(parameters.hair_told, looks.hair_length);
        seen.hair_style = note(parameters.hair_told / 2.0, looks.hair_style);
        seen.facial_hair = note(parameters.facial_hair_told, looks.facial_hair);
        seen.eye_colour = note(parameters.eyes_told, looks.eye_colour);
        seen.complexion = note(parameters.complexion_told, looks.complexion);
        seen.glasses = note(parameters.glasses_told, looks.glasses);
        // What is near is taken for what it is near to; and some of it changes from month to month.
        if !seen.build.is_empty() && chance.yes(parameters.build_mistaken) {
            seen.build = neighbour(&["slim", "average", "athletic", "muscular", "stocky", "large"], seen.build, chance);
        }
        if !seen.hair_colour.is_empty() && chance.yes(parameters.hair_mistaken) {
            seen.hair_colour = neighbour(
                &["black", "dark_brown", "brown", "light_brown", "blond", "white", "grey"],
                seen.hair_colour,
                chance,
            );
        }
        if !seen.facial_hair.is_empty() && chance.yes(parameters.facial_hair_changes) {
            seen.facial_hair = neighbour(&["none", "stubble", "beard", "long_beard"], seen.facial_hair, chance);
        }
        if seen.glasses == "none" && chance.yes(parameters.sunglasses) {
            seen.glasses = "sunglasses";
        }
        for mark in &person.marks {
            if self.notes(chance, parameters.mark_seen) {
                let (kind, place, motif) = *mark;
                let place = if chance.yes(parameters.mark_side_mistaken) { other_side(place) } else { place };
                seen.marks.push((kind, place, if self.notes(chance, parameters.motif_told) { motif } else { "" }));
            }
        }
        for (at, (item, colour)) in person.clothes.iter().enumerate() {
            if self.notes(chance, parameters.clothing_told) {
                // What he wears today is now and then not what he mostly wears.
                let colour = if chance.yes(parameters.dressed_otherwise) {
                    chance.pick(&["black", "grey", "blue", "white"])
                } else {
                    colour
                };
                let known = !seen.clothes.iter().any(|(other, _)| other == item);
                if known {
                    seen.clothes.push((
                        item,
                        if at == 0 || self.notes(chance, parameters.clothing_colour_told) { colour } else { "" },
                    ));
                }
            }
        }
        if !person.smell.is_empty() && self.notes(chance, parameters.smell_told) {
            seen.smells.push(person.smell);
        }
        if chance.yes(parameters.smell_of_the_day) {
            let smell = chance.pick(&["alcohol", "aftershave", "tobacco"]);
            if !seen.smells.contains(&smell) {
                seen.smells.push(smell);
            }
        }
    }

    fn names(&self, seen: &mut Seen, person: &Person, chance: &mut Chance) {
        let parameters = self.parameters;
        if chance.yes(parameters.name_given.at(self.setting)) {
            let which = if chance.yes(parameters.gives_own_name) { 0 } else { 1 + chance.below(person.names) };
            let mut name = String::new();
            person.push_name(which, &mut name);
            if which == 0 && chance.yes(parameters.gives_surname) {
                name.push(' ');
                person.origin().names.push_surname(person.surname, &mut name);
            }
            if chance.yes(parameters.name_misspelt) {
                misspell(&mut name, chance);
            }
            if chance.yes(parameters.name_in_small) {
                name.make_ascii_lowercase();
            }
            seen.names.push(name);
            seen.named = true;
            if chance.yes(parameters.second_name_known) {
                let mut other = String::new();
                person.push_name(which + 1, &mut other);
                if !seen.names.contains(&other) {
                    seen.names.push(other);
                }
            }
        } else if chance.yes(parameters.junk_in_name_field) {
            seen.names
                .push(chance.pick(&["unknown", "didn't say", "not given", "client", "n/a", "regular?"]).to_owned());
        }
    }

    fn contacts(&self, seen: &mut Seen, person: &Person, with: Belongings, numbers: &mut Numbers, chance: &mut Chance) {
        let parameters = self.parameters;
        if chance.yes(parameters.phone_known.at(self.setting)) {
            let mut text = String::new();
            let way = if chance.yes(parameters.own_way_with_numbers) { self.witness.turn >> 7 } else { chance.bits() };
            let at = |seen: &Seen| format!("phones[{}]", seen.phones.len());
            if chance.yes(parameters.junk_in_phone_field) {
                let junk =
                    chance.pick(&["withheld", "unknown", "private number", "no caller id", "different every time"]);
                seen.true_phones.push(TruePhone { at: at(seen), whose: Whose::Junk, person: None, before: None });
                seen.phones.push(junk.to_owned());
            } else if chance.yes(parameters.switchboard) {
                let number = numbers.of(Holder::Switchboard(switchboard(person, chance)));
                push_number(number, way, &mut text);
                seen.true_phones.push(TruePhone {
                    at: at(seen),
                    whose: Whose::Switchboard,
                    person: None,
                    before: None,
                });
                seen.phones.push(text);
            } else {
                let right = numbers.of(Holder::Offender(with.phone));
                let owner = Some(PersonId::offender(with.phone_holder));
                let mut whose = if with.phone_holder == with.who { Whose::Own } else { Whose::Partners };
                let told = if chance.yes(parameters.phone_digit_wrong) {
                    numbers.misheard(right, false, chance)
                } else if chance.yes(parameters.phone_digits_swapped) {
                    numbers.misheard(right, true, chance)
                } else {
                    right
                };
                if told != right {
                    whose = Whose::Misheard;
                }
                if chance.yes(parameters.phone_end_only) {
                    whose = Whose::End;
                    push_end(right, way, &mut text);
                } else {
                    push_number(told, way, &mut text);
                }
                let before =
                    (with.phone_before != super::people::NOBODY).then(|| PersonId::offender(with.phone_before));
                let in_name_field = whose != Whose::End && chance.yes(parameters.phone_in_name_field);
                let place = if in_name_field { format!("aliases[{}]", seen.names.len()) } else { at(seen) };
                seen.true_phones.push(TruePhone { at: place, whose, person: owner, before });
                if in_name_field { seen.names.push(text) } else { seen.phones.push(text) }
            }
        }
        if chance.yes(parameters.handle_known.at(self.setting)) {
            let handle = handle(
                with.who,
                person,
                u32::from(chance.yes(parameters.has_second_handle)),
                chance.yes(parameters.changes_handle),
                chance.yes(parameters.handle_in_capitals),
            );
            if chance.yes(parameters.handle_has_site) {
                let site = SITES.get((person.surname as usize / 11) % SITES.len()).copied().unwrap_or_default();
                seen.profiles
                    .push((if chance.yes(parameters.site_is_usual) { site } else { chance.pick(&SITES) }, handle));
            } else {
                seen.handles.push(if chance.yes(parameters.handle_with_at) { format!("@{handle}") } else { handle });
            }
        }
        if chance.yes(parameters.email_known.at(self.setting)) {
            let mut email = handle(with.who, person, 0, false, false);
            email.push_str(if person.surname.is_multiple_of(2) { "@mail.example.org" } else { "@example.org" });
            seen.emails.push(email);
        }
    }

    fn vehicle(&self, with: Belongings, chance: &mut Chance) -> SeenCar {
        let parameters = self.parameters;
        let car = Car::of(self.seed, with.car, with.car_bought.into(), parameters);
        let mut seen = SeenCar {
            number: with.car,
            holder: with.car_holder,
            true_plate: car.whole_plate(),
            year: car.year,
            true_colour: car.colour,
            ..SeenCar::default()
        };
        if self.notes(chance, parameters.kind_told) {
            seen.kind = car.kind;
        }
        if self.notes(chance, parameters.make_known) {
            seen.make = car.make;
            if self.notes(chance, parameters.model_known) {
                seen.model = car.model;
            }
        }
        if self.notes(chance, parameters.colour_told) {
            seen.colour =
                if chance.yes(parameters.colour_mistaken) { cars::taken_for(car.colour, chance) } else { car.colour };
        }
        if self.notes(chance, parameters.plate_told.at(self.setting)) {
            let (plate, reading) = cars::read_plate(&car, self.witness.memory, chance, parameters);
            seen.plate = plate;
            seen.reading = Some(match reading {
                Reading::Whole => "whole",
                Reading::Misread => "misread",
                Reading::Partial => "partial",
                Reading::Fragment => "fragment",
            });
        }
        for feature in &car.features {
            if self.notes(chance, parameters.feature_told) {
                seen.features.push(feature);
            }
        }
        seen
    }

    fn civil(&self, person: &Person, chance: &mut Chance) -> Civil {
        let mut civil = Civil::default();
        if chance.yes(self.parameters.legal_name_known) {
            person.push_full_name(&mut civil.name);
            civil.confirmed = chance.yes(self.parameters.legal_name_confirmed);
        }
        if chance.yes(self.parameters.date_of_birth_known) {
            push_padded(&mut civil.born, person.looks.born.unsigned_abs(), 4);
            civil.born.push('-');
            push_padded(&mut civil.born, 1 + person.surname % 12, 2);
            civil.born.push('-');
            push_padded(&mut civil.born, 1 + person.surname / 12 % 28, 2);
        }
        if chance.yes(self.parameters.home_address_known) || (civil.name.is_empty() && civil.born.is_empty()) {
            push_padded(&mut civil.street, 1 + person.surname / 7 % 180, 1);
            civil.street.push(' ');
            civil.street.push_str(person.home_street);
            civil.also_the_victims =
                matches!(person.relation, "partner" | "family") && chance.yes(self.parameters.lives_with_her);
        }
        civil
    }
}

/// A handle, and now and then another of his. The same person keeps to the same stems.
fn handle(number: u32, person: &Person, which: u32, changed: bool, in_capitals: bool) -> String {
    let turn = person.surname.rotate_left(which * 9 + if changed { 5 } else { 0 });
    let head = HANDLE_HEADS.get(turn as usize % HANDLE_HEADS.len()).copied().unwrap_or_default();
    let tail = HANDLE_TAILS.get(turn as usize / 64 % HANDLE_TAILS.len()).copied().unwrap_or_default();
    let mut text = String::with_capacity(24);
    text.push_str(head);
    text.push_str(["", "_", "."].get(turn as usize / 8 % 3).copied().unwrap_or_default());
    text.push_str(tail);
    // Two people come to the same one by chance only, and seldom.
    push_padded(&mut text, (number ^ turn).wrapping_mul(0x9E37_79B1) >> 12, 1);
    if in_capitals {
        text.make_ascii_uppercase();
    }
    text
}

/// A switchboard in his town: a few in each.
fn switchboard(person: &Person, chance: &mut Chance) -> u32 {
    let town = places::STREETS.iter().position(|street| *street == person.home_street).unwrap_or_default();
    town as u32 * 8 + chance.below(4)
}

fn neighbour(list: &[Code], value: Code, chance: &mut Chance) -> Code {
    let Some(at) = list.iter().position(|code| *code == value) else { return value };
    let other = if chance.coin() { at.checked_sub(1) } else { Some(at + 1) };
    other.and_then(|at| list.get(at)).copied().unwrap_or(value)
}

fn mistaken_accent(accent: Code, chance: &mut Chance) -> Code {
    chance.pick(match accent {
        "liverpool" | "manchester" | "yorkshire" | "north_east" => &["northern", "local", "local"][..],
        "birmingham" | "midlands" => &["midlands", "local", "birmingham"],
        "london" | "southern" | "east_anglian" | "west_country" => &["southern", "local", "london"],
        "eastern_european" => &["western_european", "other", "middle_eastern"],
        "western_european" => &["eastern_european", "other"],
        "south_asian" => &["middle_eastern", "local"],
        "african" => &["caribbean", "other"],
        "caribbean" => &["african", "london"],
        "irish" => &["northern_irish", "scottish"],
        "northern_irish" => &["irish", "scottish"],
        "scottish" => &["northern_irish", "north_east"],
        _ => &["other", "local"],
    })
}

fn other_side(place: Code) -> Code {
    match place {
        "left_arm" => "right_arm",
        "right_arm" => "left_arm",
        "left_hand" => "right_hand",
        "right_hand" => "left_hand",
        "left_leg" => "right_leg",
        "right_leg" => "left_leg",
        _ => place,
    }
}

/// What cannot happen online, and what cannot happen elsewhere.
fn possible(tag: Code, setting: Setting) -> bool {
    let remote = matches!(
        tag,
        "threatens_to_expose"
            | "threatens_family"
            | "verbally_abuses"
            | "refuses_payment"
            | "fake_transfer"
            | "haggles"
            | "fake_profile"
            | "changes_name"
            | "withholds_number"
            | "asks_for_her_address"
            | "poses_as_client"
    );
    match setting {
        Setting::Online => remote,
        Setting::Street => !matches!(tag, "overstays" | "turns_up_unannounced"),
        _ => !matches!(tag, "kerb_crawls"),
    }
}

/// What comes with a setting, whoever it is.
fn usual(setting: Setting) -> &'static [Code] {
    match setting {
        Setting::Street => &["kerb_crawls", "drives_to_remote_place", "haggles"],
        Setting::IndoorAlone | Setting::SharedPremises => &["withholds_number", "turns_up_unannounced"],
        Setting::Parlour => &["haggles", "drunk"],
        Setting::Escort => &["changes_name", "withholds_number"],
        Setting::Online => &["fake_profile", "asks_for_her_address"],
        Setting::Other => &["intoxicated"],
    }
}

/// One letter doubled, dropped, or swapped with the next.
fn misspell(name: &mut String, chance: &mut Chance) {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + chance.below(letters.len().saturating_sub(2).max(1) as u32) as usize;
    match chance.below(3) {
        0 => {
            if let Some(letter) = letters.get(at).copied() {
                letters.insert(at, letter);
            }
        }
        1 if letters.len() > 3 => {
            letters.remove(at.min(letters.len() - 1));
        }
        _ => {
            if at + 1 < letters.len() {
                letters.swap(at, at + 1);
            }
        }
    }
    *name = letters.into_iter().collect();
}

/// What a style brings about besides what it is.
pub(super) fn offences(style: &Style, sexual: bool, second: f64, chance: &mut Chance) -> Vec<Code> {
    let mut kinds = Vec::new();
    if sexual {
        kinds.push(chance.weighted(super::styles::SEXUAL));
        if chance.yes(second) {
            kinds.push(chance.weighted(style.offences));
        }
    } else {
        kinds.push(chance.weighted(style.offences));
        if chance.yes(second) {
            let other = chance.weighted(style.offences);
            if !kinds.contains(&other) {
                kinds.push(other);
            }
        }
    }
    kinds
}

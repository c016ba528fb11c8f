//! What members read of a person. Most recognisable facts first, few words, one idea a line.

use super::{
    told::{Person, Vehicle},
    words::{LineWords, words, words_of},
};
use crate::{
    code::CodeTable,
    descriptor::{Range, spaced_phone, spaced_plate},
    disclosure::{
        Behaviour, Clothing, ClothingItem, Colour, FacialHair, Gender, Glasses, HairColour, HairLength, HairStyle,
        Mark, MarkKind, Smell,
    },
    ethnicity::PerceivedEthnicity,
    vehicle::{Make, VehicleKind},
};

pub(super) fn describe(person: &Person) -> Vec<LineWords> {
    let names: Vec<String> = person.aliases.iter().map(|alias| format!("\u{201C}{alias}\u{201D}")).collect();
    let names = (!names.is_empty()).then(|| format!("goes by {}", either(names.into_iter())));
    let phones = person.phones.iter().map(|phone| spaced_phone(phone));
    let contacts = phones.chain([&person.emails, &person.handles, &person.profiles].into_iter().flatten().cloned());
    [
        line("Look out for", ", ", names.into_iter().chain(looks(person))),
        line("Drives", "; or ", person.vehicles.iter().map(|vehicle| drives(vehicle).join(", "))),
        line("Uses", ", ", contacts),
        line("Marks", "; ", person.marks.iter().map(mark)),
        line("Reported to have", "; ", person.behaviours.iter().map(|behaviour| words(*behaviour).to_owned())),
        line("Wore", ", ", person.clothing.iter().map(clothing)),
        line("Smelt of", ", ", person.smells.iter().copied().map(smell)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A line of facts, if there are any.
fn line(head: &'static str, separator: &'static str, facts: impl Iterator<Item = String>) -> Option<LineWords> {
    let facts: Vec<String> = facts.filter(|fact| !fact.is_empty()).collect();
    (!facts.is_empty()).then_some(LineWords { head, facts, separator })
}

/// Alternatives: "black or brown".
fn either(alternatives: impl Iterator<Item = String>) -> String {
    let mut alternatives: Vec<String> = alternatives.collect();
    let last = alternatives.pop().unwrap_or_default();
    if alternatives.is_empty() { last } else { format!("{} or {last}", alternatives.join(", ")) }
}

/// Alternatives with what they are of, if there are any.
fn one_of(alternatives: impl Iterator<Item = String>, head: &str, tail: &str) -> Option<String> {
    let alternatives = either(alternatives);
    (!alternatives.is_empty()).then(|| format!("{head}{alternatives}{tail}"))
}

fn looks(person: &Person) -> impl Iterator<Item = String> {
    [
        one_of(person.gender.iter().map(|gender| words(*gender).to_owned()), "", ""),
        one_of(
            person
                .ethnicity
                .iter()
                .filter(|ethnicity| **ethnicity != PerceivedEthnicity::Ic9)
                .map(|ethnicity| ethnicity.name().to_owned()),
            "",
            "",
        ),
        person.age.map(|age| format!("aged {}", range(age))),
        person.height_cm.map(height),
        one_of(person.build.iter().map(|build| build.words()), "", " build"),
        hair(person),
        one_of(person.facial_hair.iter().filter_map(|hair| facial_hair(*hair)), "", ""),
        one_of(person.eye_colour.iter().map(|colour| colour.words()), "", " eyes"),
        one_of(person.complexion.iter().map(|complexion| complexion.words()), "", " skin"),
        one_of(glasses(person), "", ""),
        one_of(person.accent.iter().map(|accent| accent.name().to_owned()), "", " accent"),
        one_of(person.languages.iter().map(|language| language.name().to_owned()), "speaks ", "").map(
            // He speaks them all, as far as is told.
            |languages| languages.replace(" or ", " and "),
        ),
    ]
    .into_iter()
    .flatten()
}

fn glasses(person: &Person) -> impl Iterator<Item = String> {
    person.glasses.iter().filter(|glasses| **glasses != Glasses::None).map(|glasses| glasses.words())
}

fn hair(person: &Person) -> Option<String> {
    let bald = person.hair_length.contains(&HairLength::Bald).then(|| "bald".to_owned());
    let covered = person.hair_style.contains(&HairStyle::Covered).then(|| "hair covered".to_owned());
    let length = person.hair_length.iter().filter(|length| **length != HairLength::Bald).map(|length| length.words());
    let colour = person.hair_colour.iter().filter(|colour| **colour != HairColour::Other).map(|colour| colour.words());
    let parts = [
        one_of(length, "", ""),
        one_of(person.hair_style.iter().filter_map(|style| hair_style(*style)), "", ""),
        one_of(colour, "", ""),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let alone = person.hair_length.len() == 1 && bald.is_some() || person.hair_style.len() == 1 && covered.is_some();
    let seen = (!parts.is_empty() && !alone).then(|| format!("{} hair", parts.join(" ")));
    let all = either([bald, covered, seen].into_iter().flatten());
    (!all.is_empty()).then_some(all)
}

fn hair_style(style: HairStyle) -> Option<String> {
    match style {
        HairStyle::Other => None,
        HairStyle::Braids => Some("braided".to_owned()),
        HairStyle::Dreadlocks => Some("dreadlocked".to_owned()),
        HairStyle::Ponytail => Some("tied-back".to_owned()),
        style => Some(style.words()),
    }
}

fn facial_hair(hair: FacialHair) -> Option<String> {
    match hair {
        FacialHair::None => Some("no beard".to_owned()),
        FacialHair::Other => None,
        hair => Some(hair.words()),
    }
}

fn mark(mark: &Mark) -> String {
    let kind = match mark.kind {
        MarkKind::Teeth => "teeth (missing, gold or broken)".to_owned(),
        MarkKind::MissingPart => "part missing".to_owned(),
        MarkKind::Other => "mark".to_owned(),
        kind => kind.words(),
    };
    let motif = mark.motif.map(|motif| format!(" ({})", motif.words())).unwrap_or_default();
    let place = mark.body_place.map(|place| format!(", {}", place.words())).unwrap_or_default();
    format!("{kind}{motif}{place}")
}

fn clothing(clothing: &Clothing) -> String {
    let item = match clothing.item {
        ClothingItem::HiVis => "high-visibility clothing".to_owned(),
        ClothingItem::TShirt => "T-shirt".to_owned(),
        ClothingItem::Other => "other clothing".to_owned(),
        item => item.words(),
    };
    match clothing.colour {
        Some(colour) => format!("{} {item}", words(colour)),
        None => item,
    }
}

fn smell(smell: Smell) -> String {
    match smell {
        Smell::Other => "something strong".to_owned(),
        smell => smell.words(),
    }
}

/// `white Ford Transit van`, then the plate and what else was seen.
fn drives(vehicle: &Vehicle) -> Vec<String> {
    let model = vehicle.model.map(|model| format!("{} {}", model.make().name(), model.name()));
    let make = vehicle.make.filter(|make| *make != Make::Other).map(|make| make.name().to_owned());
    let kind = vehicle.kind.filter(|kind| *kind != VehicleKind::Other).map(CodeTable::words);
    let colour = vehicle.colour.map(|colour| words(colour).to_owned());
    let is_named = model.is_some() || make.is_some() || kind.is_some();
    // A colour alone is a colour of something.
    let kind = kind.or_else(|| (!is_named).then(|| "vehicle".to_owned())).filter(|_| is_named || colour.is_some());
    let named: Vec<String> = [colour, model.or(make), kind].into_iter().flatten().collect();
    let plate = vehicle.plate.as_ref().map(|plate| {
        let part = if plate.contains('?') { "part of a number plate" } else { "number plate" };
        format!("{part} {}", spaced_plate(plate))
    });
    let features = vehicle.features.iter().map(|feature| feature.words());
    (!named.is_empty()).then(|| named.join(" ")).into_iter().chain(plate).chain(features).collect()
}

/// In feet and inches, as most people here say it, and in centimetres.
fn height(height: Range) -> String {
    let feet = |cm: u16| {
        let inches = (u32::from(cm) * 100 + 127) / 254;
        match (inches / 12, inches % 12) {
            (feet, 0) => format!("{feet} ft"),
            (feet, inches) => format!("{feet} ft {inches}"),
        }
    };
    let (from, to) = (feet(height.from), feet(height.to));
    let feet = if from == to { format!("about {from}") } else { format!("{from} to {to}") };
    format!("{feet} tall ({} cm)", range(height))
}

fn range(range: Range) -> String {
    if range.from == range.to { range.from.to_string() } else { format!("{} to {}", range.from, range.to) }
}

words_of! {
    Gender {
        Man = "man",
        Woman = "woman",
        NonBinary = "non-binary person",
        Other = "other gender",
    }
    Colour {
        Black = "black",
        White = "white",
        Grey = "grey",
        Silver = "silver",
        Blue = "blue",
        Red = "red",
        Green = "green",
        Brown = "brown",
        Yellow = "yellow",
        Orange = "orange",
        Purple = "purple",
        Pink = "pink",
        Beige = "beige",
        Gold = "gold",
        Multi = "many-coloured",
        Other = "other colour",
    }
    Behaviour {
        PosesAsClient = "posed as a client",
        PosesAsPolice = "posed as police",
        FakeProfile = "used a false profile",
        ChangesName = "changed his name",
        WithholdsNumber = "hidden his number",
        WatchesFirst = "watched before coming near",
        KerbCrawls = "driven round slowly",
        TurnsUpUnannounced = "turned up unannounced",
        FollowsHome = "followed somebody home",
        ActsWithOthers = "acted with others",
        Strangles = "strangled",
        Restrains = "held somebody down",
        Hits = "hit",
        LocksIn = "locked somebody in",
        DrugsDrink = "put something in a drink",
        TakesPhone = "taken a phone away",
        DrivesToRemotePlace = "driven to a remote place",
        ThreatensToExpose = "threatened to tell others",
        ThreatensFamily = "threatened somebody's family",
        VerballyAbuses = "been abusive",
        Knife = "had a knife",
        Gun = "had a gun",
        BluntWeapon = "had something to hit with",
        Acid = "had acid",
        OtherWeapon = "had a weapon",
        RefusesPayment = "refused to pay",
        TakesMoneyBack = "taken the money back",
        FakeMoney = "paid with false money",
        FakeTransfer = "shown a false transfer",
        StealsBelongings = "stolen things",
        Haggles = "haggled",
        PaysFirst = "paid first",
        RemovesCondom = "removed the condom",
        RefusesCondom = "refused a condom",
        ExtraServices = "pressed for more than was agreed",
        Overstays = "refused to leave",
        Films = "filmed",
        AsksForHerAddress = "asked where somebody lives",
        Intoxicated = "been drunk or on drugs",
        Drunk = "been drunk",
        UsesDrugs = "taken drugs",
        OffersDrugs = "offered drugs",
    }
}

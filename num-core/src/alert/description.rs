//! What members read of an offender. Most recognisable facts first, few words, one idea a line.

use super::{
    defang::defang,
    text::{words, words_of},
};
use crate::{
    code::CodeTable,
    descriptor::Range,
    disclosure::{
        Behaviour, Clothing, ClothingItem, Colour, FacialHair, Gender, Glasses, HairColour, HairLength, HairStyle,
        Mark, MarkKind, ShownAppearance, ShownOffender, ShownValue, ShownVehicle, Smell,
    },
    vehicle::{Make, VehicleKind},
};

pub(super) fn describe(offender: &ShownOffender) -> Vec<String> {
    let look = &offender.appearance;
    let names: Vec<String> =
        offender.aliases.iter().map(|alias| format!("\u{201C}{}\u{201D}", defang(alias.shown()))).collect();
    let names = (!names.is_empty()).then(|| format!("goes by {}", names.join(" or ")));
    let contacts = (offender.phones.iter().map(|phone| defang(phone.expose())))
        .chain(offender.emails.iter().map(|email| defang(email.expose())))
        .chain(offender.handles.iter().map(|handle| defang(handle.expose())))
        .chain(
            offender
                .profiles
                .iter()
                .map(|profile| format!("{} on {}", defang(profile.handle.expose()), defang(profile.site.as_str()))),
        );
    [
        line("Look out for", ", ", names.into_iter().chain(looks(look))),
        line("Marks", "; ", look.marks.iter().map(mark)),
        line("Drives", ", ", drives(&offender.vehicle)),
        line("Uses", ", ", contacts),
        line("Reported to have", "; ", offender.behaviours.iter().map(|behaviour| words(*behaviour).to_owned())),
        line("Wore", ", ", look.clothing.iter().map(clothing)),
        line("Smelt of", ", ", look.smells.iter().copied().map(smell)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A line of facts, if there are any.
fn line(head: &str, separator: &str, facts: impl Iterator<Item = String>) -> Option<String> {
    let facts: Vec<String> = facts.collect();
    (!facts.is_empty()).then(|| format!("{head}: {}.", facts.join(separator)))
}

fn looks(look: &ShownAppearance) -> impl Iterator<Item = String> {
    [
        exact(&look.gender).map(|gender| words(*gender).to_owned()),
        exact(&look.ethnicity).map(|ethnicity| ethnicity.name().to_owned()),
        exact(&look.age).map(|age| format!("aged {}", range(*age))),
        exact(&look.height_cm).map(|height| format!("{} cm tall", range(*height))),
        exact(&look.build).map(|build| format!("{} build", build.words())),
        hair(look),
        exact(&look.facial_hair).and_then(|hair| facial_hair(*hair)),
        exact(&look.eye_colour).map(|colour| format!("{} eyes", colour.words())),
        exact(&look.complexion).map(|complexion| format!("{} skin", complexion.words())),
        exact(&look.glasses).filter(|glasses| **glasses != Glasses::None).map(|glasses| glasses.words()),
        exact(&look.accent).map(|accent| format!("{} accent", accent.name())),
        line_of("speaks ", look.languages.iter().map(|language| language.name())),
    ]
    .into_iter()
    .flatten()
}

fn line_of(head: &str, facts: impl Iterator<Item = &'static str>) -> Option<String> {
    let facts: Vec<&str> = facts.collect();
    (!facts.is_empty()).then(|| format!("{head}{}", facts.join(" and ")))
}

fn hair(look: &ShownAppearance) -> Option<String> {
    let length = exact(&look.hair_length).copied();
    if length == Some(HairLength::Bald) {
        return Some("bald".to_owned());
    }
    let style = exact(&look.hair_style).copied();
    if style == Some(HairStyle::Covered) {
        return Some("hair covered".to_owned());
    }
    let parts = [
        length.map(CodeTable::words),
        style.and_then(hair_style),
        exact(&look.hair_colour).filter(|colour| **colour != HairColour::Other).map(|colour| colour.words()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{} hair", parts.join(" ")))
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
fn drives(vehicle: &ShownVehicle) -> impl Iterator<Item = String> {
    let model = exact(&vehicle.model).map(|model| format!("{} {}", model.make().name(), model.name()));
    let make = exact(&vehicle.make).filter(|make| **make != Make::Other).map(|make| make.name().to_owned());
    let kind = exact(&vehicle.kind).filter(|kind| **kind != VehicleKind::Other).map(|kind| kind.words());
    let colour = exact(&vehicle.colour).map(|colour| words(*colour).to_owned());
    let is_named = model.is_some() || make.is_some() || kind.is_some();
    // A colour alone is a colour of something.
    let kind = kind.or_else(|| (!is_named).then(|| "vehicle".to_owned())).filter(|_| is_named || colour.is_some());
    let named: Vec<String> = [colour, model.or(make), kind].into_iter().flatten().collect();
    let plate = vehicle.plate.as_ref().map(|plate| match plate.expose() {
        partial if partial.contains('?') => format!("part of a number plate {}", defang(partial)),
        plate => format!("number plate {}", defang(plate)),
    });
    let features = vehicle.features.iter().map(|feature| feature.words()).collect::<Vec<_>>();
    (!named.is_empty()).then(|| named.join(" ")).into_iter().chain(plate).chain(features)
}

fn exact<T>(value: &Option<ShownValue<T>>) -> Option<&T> {
    match value {
        Some(ShownValue::Exact(value)) => Some(value),
        _ => None,
    }
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

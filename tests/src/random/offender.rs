//! Random offenders.

use super::incident::{own_words, text};
use super::{Dice, object, pools};
use serde_json::{Value, json};

pub(super) fn offender(dice: &mut Dice) -> Value {
    let appearance = appearance(dice);
    let vehicle = vehicle(dice);
    let link = object([
        ("relation", dice.answer_of(85, pools::RELATIONS)),
        ("how_he_knows_her", {
            let how = text(dice);
            dice.maybe(35, how)
        }),
        ("words_about_her", {
            let words = text(dice);
            dice.maybe(35, words)
        }),
    ]);
    let civil_identity = civil_identity(dice);
    object([
        ("aliases", json!(aliases(dice))),
        ("appearance", dice.maybe(70, appearance)),
        ("behaviours", json!(dice.some(pools::BEHAVIOURS, 2))),
        ("vehicle", dice.maybe(60, vehicle)),
        ("phones", json!(dice.some(pools::PHONES, 2))),
        ("emails", json!(dice.some(pools::EMAILS, 1))),
        ("handles", json!(dice.some(pools::HANDLES, 1))),
        ("profiles", profiles(dice)),
        ("own_words", own_words(dice, pools::ABOUT_OFFENDER)),
        ("civil_identity", dice.maybe(35, civil_identity)),
        ("link", dice.maybe(60, link)),
    ])
}

fn aliases(dice: &mut Dice) -> Vec<String> {
    let mut aliases = dice.some(pools::ALIASES, 2);
    if dice.percent(15) {
        aliases.extend(dice.some(pools::NAMES, 1));
    }
    if dice.percent(8) {
        aliases.push(if dice.percent(60) { dice.one(pools::PHONES) } else { dice.one(pools::EMAILS) });
    }
    aliases
}

fn civil_identity(dice: &mut Dice) -> Value {
    let pool = if dice.percent(70) { pools::ALIASES } else { pools::NAMES };
    let name = json!({"name": dice.one(pool), "confirmed": dice.percent(60)});
    let home = object([
        ("street", json!(dice.one(pools::STREETS))),
        ("postcode", {
            let code = dice.one(pools::POSTCODES);
            dice.maybe(70, code)
        }),
        ("also_the_victims", {
            let also = dice.percent(30);
            dice.maybe(50, also)
        }),
    ]);
    object([
        ("legal_name", dice.maybe(60, name)),
        ("date_of_birth", {
            let birth = dice.one(&["1980-09-04", "2006-01-01", "1999-03-01"]);
            dice.maybe(40, birth)
        }),
        ("home_address", dice.maybe(50, home)),
    ])
}

/// A range most of the time, else the same kind of estimate in words.
fn estimate(dice: &mut Dice, numbers: &[u64], words: &[&str]) -> Value {
    let estimate = if dice.percent(55) { range(dice, numbers) } else { json!(dice.one(words)) };
    dice.answer(60, estimate)
}

fn range(dice: &mut Dice, numbers: &[u64]) -> Value {
    let first = dice.below(numbers.len());
    let last = first + dice.below(numbers.len() - first);
    json!({"from": numbers[first], "to": numbers[last]})
}

fn appearance(dice: &mut Dice) -> Value {
    object([
        ("gender", dice.answer_of(50, pools::GENDERS)),
        ("ethnicity", dice.answer_of(50, pools::ETHNICITIES)),
        ("age", estimate(dice, &[10, 17, 18, 24, 25, 44, 45, 54, 55, 110], pools::AGES)),
        ("height_cm", estimate(dice, &[100, 164, 165, 174, 175, 184, 185, 250], pools::HEIGHTS)),
        ("build", dice.answer_of(25, pools::BUILDS)),
        ("hair_colour", dice.answer_of(25, pools::HAIR_COLOURS)),
        ("hair_length", dice.answer_of(25, pools::HAIR_LENGTHS)),
        ("hair_style", dice.answer_of(25, pools::HAIR_STYLES)),
        ("facial_hair", dice.answer_of(25, pools::FACIAL_HAIR)),
        ("eye_colour", dice.answer_of(25, pools::EYE_COLOURS)),
        ("complexion", dice.answer_of(25, pools::COMPLEXIONS)),
        ("glasses", dice.answer_of(25, pools::GLASSES)),
        ("accent", dice.answer_of(25, pools::ACCENTS)),
        ("languages", json!(dice.some(pools::SPOKEN, 2))),
        ("marks", marks(dice)),
        ("clothing", clothing(dice)),
        ("smells", json!(dice.some(pools::SMELLS, 1))),
    ])
}

fn marks(dice: &mut Dice) -> Value {
    (0..dice.below(3))
        .map(|_| {
            let (place, motif) = (dice.one(pools::BODY_PLACES), dice.one(pools::MOTIFS));
            object([
                ("kind", json!(dice.one(pools::MARKS))),
                ("body_place", dice.maybe(60, place)),
                ("motif", dice.maybe(40, motif)),
            ])
        })
        .collect()
}

fn clothing(dice: &mut Dice) -> Value {
    (0..dice.below(3))
        .map(|_| {
            let colour = dice.one(pools::COLOURS);
            object([("item", json!(dice.one(pools::CLOTHES))), ("colour", dice.maybe(60, colour))])
        })
        .collect()
}

/// A make and a model together are of one pair: a model implies its make.
fn vehicle(dice: &mut Dice) -> Value {
    let (make, model) = pools::MODELS[dice.below(pools::MODELS.len())];
    let plate = dice.one(pools::PLATES);
    object([
        ("kind", dice.answer_of(40, pools::VEHICLES)),
        ("make", dice.answer(40, json!(make))),
        ("model", dice.answer(40, json!(model))),
        ("colour", dice.answer_of(50, pools::COLOURS)),
        ("plate", dice.maybe(60, plate)),
        ("features", json!(dice.some(pools::VEHICLE_FEATURES, 2))),
    ])
}

fn profiles(dice: &mut Dice) -> Value {
    (0..dice.below(3)).map(|_| json!({"site": dice.one(pools::SITES), "handle": dice.one(pools::HANDLES)})).collect()
}

//! An offender as a report has him: what was seen, in the form in which this person tells things.

use super::{
    calendar::push_padded,
    chance::Chance,
    line::Line,
    seen::{Seen, SeenCar},
    telling::{Told, answered},
    workers::{AgeHabit, HeightHabit, Witness},
};

/// Everything but own words, civil identity and the link.
pub(super) fn write(line: &mut Line, seen: &Seen, told: &Told<'_>, own_number: Option<&str>, chance: &mut Chance) {
    let parameters = told.parameters;
    // Who tells for another leaves out a little more.
    let kept = if told.is_third_party() { parameters.kept_by_third_party } else { 1.0 };
    line.list("aliases", |line| seen.names.iter().for_each(|name| line.item(name)));
    line.object("appearance", |line| {
        let coded = |line: &mut Line, name: &str, code: &str, chance: &mut Chance| {
            if code.is_empty() {
                if chance.yes(parameters.unknown_in_words) {
                    line.answer(name, chance.pick(&["unknown", "unknown", "not_asked", "refused"]));
                }
            } else if chance.yes(kept) {
                line.text(name, code);
            }
        };
        coded(line, "gender", seen.gender, chance);
        coded(line, "ethnicity", seen.ethnicity, chance);
        if seen.age > 0 && chance.yes(kept) {
            age(line, seen.age, &told.teller, chance);
        } else if chance.yes(parameters.unknown_in_words) {
            line.answer("age", "unknown");
        }
        if seen.height_cm > 0 && chance.yes(kept) {
            height(line, seen.height_cm, &told.teller, parameters.about, chance);
        }
        coded(line, "build", seen.build, chance);
        coded(line, "hair_colour", seen.hair_colour, chance);
        coded(line, "hair_length", seen.hair_length, chance);
        coded(line, "hair_style", seen.hair_style, chance);
        coded(line, "facial_hair", seen.facial_hair, chance);
        coded(line, "eye_colour", seen.eye_colour, chance);
        coded(line, "complexion", seen.complexion, chance);
        coded(line, "glasses", seen.glasses, chance);
        // Who is from there says so: local.
        let local = seen.accent == told.telling.event.spot.place().accent && told.teller.says_local;
        coded(line, "accent", if local { "local" } else { seen.accent }, chance);
        line.list("languages", |line| {
            if !seen.language.is_empty() {
                line.item(seen.language);
                if chance.yes(parameters.english_told) {
                    line.item("en");
                }
            }
        });
        line.list("marks", |line| {
            for (kind, place, motif) in &seen.marks {
                line.object("", |line| {
                    line.text("kind", kind);
                    line.text("body_place", place);
                    line.text("motif", motif);
                });
            }
        });
        line.list("clothing", |line| {
            for (item, colour) in &seen.clothes {
                line.object("", |line| {
                    line.text("item", item);
                    line.text("colour", colour);
                });
            }
        });
        line.list("smells", |line| seen.smells.iter().for_each(|smell| line.item(smell)));
    });
    line.list("behaviours", |line| seen.behaviours.iter().for_each(|tag| line.item(tag)));
    if let Some(car) = &seen.vehicle {
        line.object("vehicle", |line| vehicle(line, car, parameters.unknown_in_words, chance));
    }
    line.list("phones", |line| {
        seen.phones.iter().for_each(|phone| line.item(phone));
        if let Some(phone) = own_number {
            line.item(phone);
        }
    });
    line.list("emails", |line| seen.emails.iter().for_each(|email| line.item(email)));
    line.list("handles", |line| seen.handles.iter().for_each(|handle| line.item(handle)));
    line.list("profiles", |line| {
        for (site, handle) in &seen.profiles {
            line.object("", |line| {
                line.text("site", site);
                line.text("handle", handle);
            });
        }
    });
}

fn vehicle(line: &mut Line, car: &SeenCar, unknown: f64, chance: &mut Chance) {
    for (name, code) in [("kind", car.kind), ("make", car.make), ("model", car.model), ("colour", car.colour)] {
        if code.is_empty() {
            if chance.yes(unknown) {
                line.answer(name, "unknown");
            }
        } else {
            line.text(name, code);
        }
    }
    line.text("plate", &car.plate);
    line.list("features", |line| car.features.iter().for_each(|feature| line.item(feature)));
}

/// Civil identity and the link to the victim.
pub(super) fn civil(line: &mut Line, seen: &Seen, told: &Told<'_>, chance: &mut Chance) {
    let parameters = told.parameters;
    if let Some(civil) = &seen.civil {
        line.object("civil_identity", |line| {
            if !civil.name.is_empty() {
                line.object("legal_name", |line| {
                    line.text("name", &civil.name);
                    line.truth("confirmed", civil.confirmed);
                });
            }
            line.text("date_of_birth", &civil.born);
            if !civil.street.is_empty() {
                line.object("home_address", |line| {
                    line.text("street", &civil.street);
                    if chance.yes(parameters.home_postcode_told) {
                        line.member("postcode", |line| {
                            line.build(|text| super::places::push_postcode(told.telling.event.spot, chance, text));
                        });
                    }
                    if civil.also_the_victims || chance.coin() {
                        line.truth("also_the_victims", civil.also_the_victims);
                    }
                });
            }
        });
    }
    line.object("link", |line| {
        answered(line, "relation", seen.relation, parameters.relation_asked, chance);
        let linked = !matches!(seen.relation, "" | "client" | "stranger");
        if linked && chance.yes(parameters.how_he_knows_her) {
            line.text(
                "how_he_knows_her",
                chance.pick(&[
                    "from the same hostel",
                    "we lived together for a while",
                    "he drives some of the girls",
                    "a friend of my brother",
                    "from school",
                ]),
            );
        }
        if chance.yes(if linked { parameters.words_about_her_linked } else { parameters.words_about_her }) {
            line.text(
                "words_about_her",
                chance.pick(&[
                    "says I owe him",
                    "calls me by my real name",
                    "tells people I am his",
                    "said I would be sorry",
                    "says nobody will believe me",
                ]),
            );
        }
    });
}

/// An age as this person tells ages.
fn age(line: &mut Line, age: i32, teller: &Witness, chance: &mut Chance) {
    let range = |line: &mut Line, from: i32, to: i32| {
        line.object("age", |line| {
            line.number("from", from.clamp(10, 110).unsigned_abs());
            line.number("to", to.clamp(10, 110).unsigned_abs());
        });
    };
    let number = |text: &mut String, number: i32| push_padded(text, number.unsigned_abs(), 1);
    match teller.age_habit {
        AgeHabit::Range => {
            let width = chance.between(1, 4);
            range(line, age - width, age + width);
        }
        AgeHabit::Number if chance.coin() => range(line, age, age),
        AgeHabit::Number => line.member("age", |line| line.build(|text| number(text, age))),
        AgeHabit::Fives => {
            let five = (age + 2) / 5 * 5;
            match teller.turn % 3 {
                0 => range(line, five, five + 5),
                1 => line.member("age", |line| {
                    line.build(|text| {
                        number(text, five - 5);
                        text.push('-');
                        number(text, five);
                    })
                }),
                _ => line.member("age", |line| {
                    line.build(|text| {
                        text.push_str(if chance.coin() { "about " } else { "" });
                        number(text, five);
                    })
                }),
            }
        }
        AgeHabit::Decade => {
            let decade = age / 10 * 10;
            if decade < 20 {
                return line.text("age", "late teens");
            }
            line.member("age", |line| {
                line.build(|text| {
                    text.push_str(match (age - decade, teller.turn % 4) {
                        (_, 0) => "",
                        (0..=3, _) => "early ",
                        (4..=6, _) => "mid ",
                        _ => "late ",
                    });
                    number(text, decade);
                    text.push('s');
                })
            });
        }
        AgeHabit::Vague => line.text(
            "age",
            match age {
                ..30 => "young",
                30..40 => "under 40",
                40..60 => "middle aged",
                _ => "over 60",
            },
        ),
    }
}

/// A height as this person tells heights.
fn height(line: &mut Line, height: i32, teller: &Witness, about: f64, chance: &mut Chance) {
    let feet = |text: &mut String, cm: i32| {
        let inches = (cm * 100 + 127) / 254;
        push_padded(text, (inches / 12).unsigned_abs(), 1);
        match (teller.turn % 3, inches % 12) {
            (_, 0) => text.push_str("ft"),
            (0, rest) => {
                text.push_str("ft");
                push_padded(text, rest.unsigned_abs(), 1);
            }
            (_, rest) => {
                text.push('\'');
                push_padded(text, rest.unsigned_abs(), 1);
            }
        }
    };
    match teller.height_habit {
        HeightHabit::Feet => line.member("height_cm", |line| {
            line.build(|text| {
                text.push_str(if chance.yes(about) { "about " } else { "" });
                feet(text, height);
            })
        }),
        HeightHabit::Centimetres => {
            let five = (height + 2) / 5 * 5;
            line.member("height_cm", |line| {
                line.build(|text| {
                    push_padded(text, five.unsigned_abs(), 1);
                    text.push_str(if teller.turn.is_multiple_of(2) { " cm" } else { "" });
                })
            });
        }
        HeightHabit::Words => line.text(
            "height_cm",
            match height {
                ..160 => "very short",
                160..170 => "short",
                170..183 => "average",
                183..193 => "tall",
                _ => "very tall",
            },
        ),
        HeightHabit::Range if teller.turn.is_multiple_of(2) => line.object("height_cm", |line| {
            let five = height / 5 * 5;
            line.number("from", five.unsigned_abs());
            line.number("to", (five + 5).unsigned_abs());
        }),
        HeightHabit::Range => line.member("height_cm", |line| {
            line.build(|text| {
                feet(text, height - 3);
                text.push('-');
                feet(text, height + 3);
            })
        }),
    }
}

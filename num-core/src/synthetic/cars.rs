//! Cars: model, age and colour go together; plates that cannot be issued, and how they are misread.

use super::{
    chance::{Chance, Stream, rounded},
    parameters::Parameters,
};

/// What is on the roads: model, kind, first and last year of sale, how common (assumed, after what is licensed most).
type Model = (&'static str, &'static str, &'static str, u16, u16);

const MODELS: [(u32, Model); 56] = [
    (46, ("ford", "ford_fiesta", "car", 2002, 2023)),
    (40, ("ford", "ford_focus", "car", 2002, 2024)),
    (14, ("ford", "ford_mondeo", "car", 2002, 2021)),
    (12, ("ford", "ford_kuga", "car", 2008, 2024)),
    (8, ("ford", "ford_galaxy", "car", 2002, 2022)),
    (9, ("ford", "ford_puma", "car", 2020, 2024)),
    (36, ("ford", "ford_transit", "van", 2002, 2024)),
    (20, ("ford", "ford_transit_custom", "van", 2013, 2024)),
    (9, ("ford", "ford_transit_connect", "van", 2003, 2024)),
    (5, ("ford", "ford_ranger", "pickup", 2007, 2024)),
    (40, ("vauxhall", "vauxhall_corsa", "car", 2002, 2024)),
    (34, ("vauxhall", "vauxhall_astra", "car", 2002, 2024)),
    (13, ("vauxhall", "vauxhall_insignia", "car", 2009, 2022)),
    (10, ("vauxhall", "vauxhall_zafira", "car", 2002, 2018)),
    (6, ("vauxhall", "vauxhall_vectra", "car", 2002, 2008)),
    (18, ("vauxhall", "vauxhall_vivaro", "van", 2002, 2024)),
    (7, ("vauxhall", "vauxhall_combo", "van", 2002, 2024)),
    (34, ("volkswagen", "volkswagen_golf", "car", 2002, 2024)),
    (24, ("volkswagen", "volkswagen_polo", "car", 2002, 2024)),
    (10, ("volkswagen", "volkswagen_passat", "car", 2002, 2022)),
    (10, ("volkswagen", "volkswagen_tiguan", "car", 2008, 2024)),
    (14, ("volkswagen", "volkswagen_transporter", "van", 2002, 2024)),
    (7, ("volkswagen", "volkswagen_caddy", "van", 2004, 2024)),
    (20, ("bmw", "bmw_3_series", "car", 2002, 2024)),
    (15, ("bmw", "bmw_1_series", "car", 2004, 2024)),
    (8, ("bmw", "bmw_5_series", "car", 2002, 2024)),
    (16, ("audi", "audi_a3", "car", 2002, 2024)),
    (14, ("audi", "audi_a4", "car", 2002, 2024)),
    (7, ("audi", "audi_a6", "car", 2002, 2024)),
    (14, ("mercedes", "mercedes_c_class", "car", 2002, 2024)),
    (11, ("mercedes", "mercedes_a_class", "car", 2005, 2024)),
    (8, ("mercedes", "mercedes_e_class", "car", 2002, 2024)),
    (8, ("mercedes", "mercedes_vito", "van", 2003, 2024)),
    (12, ("mercedes", "mercedes_sprinter", "van", 2002, 2024)),
    (22, ("nissan", "nissan_qashqai", "car", 2007, 2024)),
    (12, ("nissan", "nissan_micra", "car", 2002, 2022)),
    (8, ("nissan", "nissan_juke", "car", 2010, 2024)),
    (5, ("nissan", "nissan_navara", "pickup", 2005, 2021)),
    (16, ("toyota", "toyota_yaris", "car", 2002, 2024)),
    (12, ("toyota", "toyota_prius", "car", 2004, 2022)),
    (10, ("toyota", "toyota_auris", "car", 2007, 2018)),
    (14, ("skoda", "skoda_octavia", "car", 2002, 2024)),
    (10, ("skoda", "skoda_fabia", "car", 2002, 2024)),
    (5, ("skoda", "skoda_superb", "car", 2009, 2024)),
    (14, ("renault", "renault_clio", "car", 2002, 2024)),
    (8, ("renault", "renault_megane", "car", 2002, 2018)),
    (9, ("renault", "renault_trafic", "van", 2002, 2024)),
    (12, ("peugeot", "peugeot_208", "car", 2012, 2024)),
    (8, ("peugeot", "peugeot_206", "car", 2002, 2009)),
    (9, ("peugeot", "peugeot_partner", "van", 2002, 2024)),
    (12, ("citroen", "citroen_berlingo", "van", 2002, 2024)),
    (14, ("honda", "honda_civic", "car", 2002, 2024)),
    (12, ("hyundai", "hyundai_i10", "car", 2008, 2024)),
    (13, ("kia", "kia_sportage", "car", 2005, 2024)),
    (4, ("levc", "levc_tx4", "taxi", 2007, 2017)),
    (10, ("seat", "seat_leon", "car", 2002, 2024)),
];

type Colours = &'static [(u32, &'static str)];

/// New cars by colour, in a thousand. From 2018 on as SMMT published them (2018: grey 21 %, black 20, white 18, blue 16, red 10;
/// 2021: 24.8, 20.5, 17.2, 17.0, 8.8, silver 6.8, green 1.1; 2024: grey 27.8, black 21.7, blue 14.9, white 14.9); before that, and
/// what these leave open, assumed: silver led until about 2009, then black and white.
const COLOURS_2002: Colours = &[
    (300, "silver"),
    (230, "blue"),
    (150, "black"),
    (110, "grey"),
    (110, "red"),
    (40, "green"),
    (30, "white"),
    (12, "gold"),
    (10, "beige"),
    (8, "other"),
];
const COLOURS_2010: Colours = &[
    (200, "black"),
    (200, "white"),
    (150, "silver"),
    (155, "grey"),
    (150, "blue"),
    (105, "red"),
    (10, "green"),
    (10, "brown"),
    (10, "orange"),
    (10, "other"),
];
const COLOURS_2018: Colours = &[
    (210, "grey"),
    (200, "black"),
    (180, "white"),
    (160, "blue"),
    (100, "red"),
    (95, "silver"),
    (15, "orange"),
    (12, "green"),
    (10, "brown"),
    (8, "beige"),
    (10, "yellow"),
];
const COLOURS_2021: Colours = &[
    (248, "grey"),
    (205, "black"),
    (172, "white"),
    (170, "blue"),
    (88, "red"),
    (68, "silver"),
    (11, "green"),
    (12, "orange"),
    (9, "yellow"),
    (9, "brown"),
    (8, "other"),
];
const COLOURS_2024: Colours = &[
    (278, "grey"),
    (217, "black"),
    (149, "blue"),
    (149, "white"),
    (80, "red"),
    (60, "silver"),
    (35, "green"),
    (12, "orange"),
    (10, "yellow"),
    (10, "other"),
];
/// Vans are white (assumed).
const COLOURS_VAN: Colours = &[(640, "white"), (120, "silver"), (70, "grey"), (70, "blue"), (60, "black"), (40, "red")];
const COLOURS_TAXI: Colours = &[(800, "black"), (90, "silver"), (60, "white"), (50, "blue")];

/// In a hundred, how many have a feature (assumed), and whether that is of those of twenty years.
type Features = &'static [(f64, bool, &'static str)];

const TAXI_FEATURES: Features =
    &[(60.0, false, "taxi_sign"), (50.0, false, "private_hire_badge"), (40.0, false, "dashcam")];
const VAN_FEATURES: Features = &[
    (30.0, false, "signwriting"),
    (30.0, false, "roof_rack"),
    (35.0, false, "tools_inside"),
    (50.0, false, "sliding_door"),
    (25.0, false, "tow_bar"),
    (20.0, false, "no_rear_seats"),
];
const PICKUP_FEATURES: Features =
    &[(30.0, false, "signwriting"), (25.0, false, "tools_inside"), (40.0, false, "tow_bar")];
const CAR_FEATURES: Features = &[
    (20.0, false, "child_seat"),
    (14.0, false, "tinted_windows"),
    (10.0, false, "dashcam"),
    (2.0, false, "left_hand_drive"),
];
const ANY_FEATURES: Features = &[
    (35.0, true, "damaged"),
    (25.0, true, "rusty"),
    (15.0, false, "dirty"),
    (15.0, false, "air_freshener"),
    (7.0, false, "stickers"),
    (2.0, false, "foreign_plate"),
    (2.0, false, "no_plate"),
    (2.0, false, "other"),
];

/// What colours are taken for each other, in bad light above all.
const CONFUSIONS: [(&str, &[&str]); 14] = [
    ("silver", &["grey", "white", "blue"]),
    ("grey", &["silver", "black", "blue"]),
    ("black", &["blue", "grey"]),
    ("blue", &["black", "green", "grey"]),
    ("white", &["silver", "beige"]),
    ("red", &["orange", "brown"]),
    ("green", &["blue", "black"]),
    ("gold", &["beige", "yellow"]),
    ("beige", &["gold", "white"]),
    ("brown", &["red", "black"]),
    ("orange", &["red", "yellow"]),
    ("yellow", &["gold", "white"]),
    ("purple", &["blue", "black"]),
    ("pink", &["red", "purple"]),
];

pub(super) fn taken_for(colour: &'static str, chance: &mut Chance) -> &'static str {
    let others = CONFUSIONS.iter().find(|(code, _)| *code == colour).map_or(&[][..], |(_, others)| others);
    if others.is_empty() { colour } else { chance.pick(others) }
}

/// A car. How old it is, is drawn as of the year in which it was bought.
pub(super) struct Car {
    pub(super) make: &'static str,
    pub(super) model: &'static str,
    pub(super) kind: &'static str,
    pub(super) year: u16,
    pub(super) colour: &'static str,
    /// Seven characters, without the space.
    pub(super) plate: [u8; 7],
    /// Which characters make that it cannot be issued: they are never misread or left out.
    guard: [bool; 7],
    pub(super) features: Vec<&'static str>,
}

impl Car {
    pub(super) fn of(seed: u64, number: u32, bought: i32, parameters: &Parameters) -> Self {
        let mut chance = Chance::of(seed, Stream::Car, u64::from(number));
        let (make, model, mut kind, first, last) = chance.weighted(&MODELS);
        let age = chance.wait() * parameters.car_age_years;
        let newest = i32::from(last).min(bought).max(first.into());
        let year = (bought - rounded(age)).clamp(i32::from(first).min(newest), newest) as u16;
        if kind == "car" && chance.yes(parameters.car_is_taxi) {
            kind = "taxi";
        }
        let colour = chance.weighted(match (kind, year) {
            ("van" | "pickup", _) => COLOURS_VAN,
            ("taxi", _) if model == "levc_tx4" => COLOURS_TAXI,
            (_, ..2010) => COLOURS_2002,
            (_, ..2018) => COLOURS_2010,
            (_, ..2020) => COLOURS_2018,
            (_, ..2023) => COLOURS_2021,
            _ => COLOURS_2024,
        });
        let old = f64::from(bought - i32::from(year)).max(0.0) / 20.0;
        let often = match kind {
            "taxi" => TAXI_FEATURES,
            "van" => VAN_FEATURES,
            "pickup" => PICKUP_FEATURES,
            _ => CAR_FEATURES,
        };
        let mut features = Vec::new();
        for (percent, with_age, feature) in often.iter().chain(ANY_FEATURES) {
            if chance.yes(percent / 100.0 * if *with_age { old } else { 1.0 }) {
                features.push(*feature);
            }
        }
        let (plate, guard) = plate(year, &mut chance);
        Self { make, model, kind, year, colour, plate, guard, features }
    }

    /// The plate as its owner would write it.
    pub(super) fn whole_plate(&self) -> String {
        let mut text = String::with_capacity(8);
        push_plate(&self.plate, &mut text, true);
        text
    }
}

/// Letters that plates have.
const LETTERS: &[u8; 22] = b"ABCDEFGHJKLMNOPRSTUVWX";

/// A plate of the current style that cannot be issued. The year number is the car's, but for one in ten.
fn plate(year: u16, chance: &mut Chance) -> ([u8; 7], [bool; 7]) {
    let mut letter = || LETTERS.get(chance.below(22) as usize).copied().unwrap_or(b'A');
    let [mut first, mut second, mut third, mut fourth, mut fifth] = [letter(), letter(), letter(), letter(), letter()];
    let half = if chance.coin() { 50 } else { 0 };
    let mut number = (year % 100 + half) as u8;
    let mut guard = [false; 7];
    let [guard_1, guard_2, guard_3, guard_4, guard_5, guard_6, guard_7] = &mut guard;
    let banned = chance.pick(b"IQ");
    match chance.below(10) {
        0..3 => (first, *guard_1) = (chance.pick(b"IQZ"), true),
        3..6 => (second, *guard_2) = (chance.pick(b"IQZ"), true),
        6 => (third, *guard_5) = (banned, true),
        7 => (fourth, *guard_6) = (banned, true),
        8 => (fifth, *guard_7) = (banned, true),
        _ => {
            number = chance.pick(&[0, 1, 50]);
            (*guard_3, *guard_4) = (true, true);
        }
    }
    ([first, second, b'0' + number / 10, b'0' + number % 10, third, fourth, fifth], guard)
}

fn push_plate(plate: &[u8; 7], text: &mut String, spaced: bool) {
    for (at, byte) in plate.iter().enumerate() {
        if at == 4 && spaced {
            text.push(' ');
        }
        text.push(char::from(*byte));
    }
}

/// What one sign is taken for: letters and digits that look alike across, and letters for letters.
const ACROSS: &[(u8, u8)] = &[
    (b'O', b'0'),
    (b'B', b'8'),
    (b'S', b'5'),
    (b'G', b'6'),
    (b'0', b'O'),
    (b'8', b'B'),
    (b'5', b'S'),
    (b'6', b'G'),
    (b'1', b'I'),
    (b'2', b'Z'),
];
const ALIKE: &[(u8, &[u8])] = &[
    (b'M', b"NW"),
    (b'N', b"MH"),
    (b'V', b"UW"),
    (b'U', b"V"),
    (b'E', b"F"),
    (b'F', b"EP"),
    (b'C', b"G"),
    (b'G', b"C"),
    (b'P', b"RF"),
    (b'R', b"PK"),
    (b'D', b"O"),
    (b'O', b"D"),
    (b'K', b"X"),
    (b'X', b"K"),
    (b'1', b"7"),
    (b'7', b"1"),
    (b'3', b"8"),
    (b'8', b"3"),
    (b'5', b"6"),
    (b'6', b"5"),
];

/// How a plate was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Whole,
    Misread,
    Partial,
    /// Three letters, or words around what is remembered.
    Fragment,
}

/// What a witness makes of a plate, with what she made of it.
pub(super) fn read_plate(car: &Car, memory: f64, chance: &mut Chance, parameters: &Parameters) -> (String, Reading) {
    let mut plate = car.plate;
    let mut reading = Reading::Whole;
    if chance.yes(parameters.plate_misread) {
        let at = chance.below(7) as usize;
        // Across only behind the tag, where the mistake cannot make another kind of plate.
        let across = at >= 2 && chance.yes(parameters.plate_misread_across);
        if let (Some(byte), Some(false)) = (plate.get_mut(at), car.guard.get(at)) {
            let other = if across {
                ACROSS.iter().find(|(from, _)| from == byte).map(|(_, to)| *to)
            } else {
                ALIKE.iter().find(|(from, _)| from == byte).map(|(_, others)| chance.pick(others))
            };
            if let Some(other) = other {
                *byte = other;
                reading = Reading::Misread;
            }
        }
    }
    let mut text = String::with_capacity(16);
    if !chance.yes(parameters.plate_whole * memory) {
        if chance.yes(parameters.plate_fragment) && car.guard.get(4..).is_some_and(|last| !last.contains(&true)) {
            let last: String = plate.iter().skip(4).map(|byte| char::from(*byte)).collect();
            if last.bytes().all(|byte| byte.is_ascii_uppercase()) {
                text.push_str(chance.pick(&["", "ends ", "something ", "last part "]));
                text.push_str(&last);
                return (text, Reading::Fragment);
            }
        }
        let unknown = chance.pick(b"???*_");
        let lost = chance.between(1, 4);
        let from = chance.below(7) as usize;
        let run = chance.yes(parameters.plate_lost_in_a_row);
        for step in 0..lost as usize {
            let at = if run { (from + step) % 7 } else { chance.below(7) as usize };
            if let (Some(byte), Some(false)) = (plate.get_mut(at), car.guard.get(at)) {
                *byte = unknown;
                reading = Reading::Partial;
            }
        }
    }
    push_plate(&plate, &mut text, chance.yes(parameters.plate_spaced));
    if chance.yes(parameters.plate_in_small) {
        text.make_ascii_lowercase();
    }
    (text, reading)
}

//! Offenders as they are: what no witness ever sees whole.

use super::{
    chance::{Chance, Stream, rounded},
    origins::{self, Origin, origin},
    parameters::Parameters,
    places::{Reach, Spot},
    styles::{Style, style},
};

/// No person.
pub(super) const NOBODY: u32 = u32::MAX;

/// Where an offender stands among the others: drawn before anything of what he looks like.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    pub(super) home: Spot,
    pub(super) style: u8,
    pub(super) reach: Reach,
    /// Whom he looks like, or nobody.
    pub(super) like: u32,
    /// With whom he goes about, or nobody.
    pub(super) partner: u32,
    /// The year of his first sighting, and of the first of the one whom he looks like: ages are drawn as of then.
    pub(super) since: i16,
    pub(super) like_since: i16,
}

/// The youngest that an offender is when he is first seen.
const YOUNGEST: i32 = 17;

type Code = &'static str;

/// A lasting mark: kind, place on the body, motif.
pub(super) type Mark = (Code, Code, Code);

/// What is seen of a person for years.
#[derive(Clone)]
pub(super) struct Looks {
    pub(super) origin: u8,
    pub(super) gender: Code,
    pub(super) born: i32,
    pub(super) height_cm: i32,
    pub(super) build: Code,
    pub(super) hair_colour: Code,
    pub(super) hair_length: Code,
    pub(super) hair_style: Code,
    pub(super) facial_hair: Code,
    pub(super) eye_colour: Code,
    pub(super) complexion: Code,
    pub(super) glasses: Code,
}

/// An offender.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) looks: Looks,
    pub(super) style: &'static Style,
    pub(super) accent: Code,
    pub(super) language: Code,
    pub(super) given: usize,
    pub(super) surname: u32,
    /// How many names he goes by.
    pub(super) names: u32,
    pub(super) marks: Vec<Mark>,
    pub(super) clothes: [(Code, Code); 2],
    pub(super) smell: Code,
    /// What he does, and how often.
    pub(super) repertoire: Vec<(Code, f64)>,
    pub(super) relation: Code,
    pub(super) phrase: Code,
    pub(super) drives: bool,
    pub(super) home_street: Code,
}

impl Person {
    pub(super) fn origin(&self) -> &'static Origin {
        origin(self.looks.origin)
    }

    pub(super) fn of(seed: u64, number: u32, seat: &Seat, parameters: &Parameters) -> Self {
        let mut chance = Chance::of(seed, Stream::Offender, u64::from(number));
        let mut looks = if seat.like == NOBODY {
            Looks::drawn(seat.home, seat.since.into(), &mut chance, parameters)
        } else {
            let mut model = Chance::of(seed, Stream::Offender, u64::from(seat.like));
            Looks::drawn(seat.home, seat.like_since.into(), &mut model, parameters).resembled(&mut chance, parameters)
        };
        looks.born = looks.born.min(i32::from(seat.since) - YOUNGEST);
        let style = style(seat.style);
        let from = origin(looks.origin);
        let grew_up_here = from.accent.is_empty() || chance.yes(parameters.grew_up_here);
        let accent = if grew_up_here { seat.home.place().accent } else { from.accent };
        let language =
            if chance.yes(if grew_up_here { parameters.second_language_here } else { parameters.second_language }) {
                chance.weighted(from.languages)
            } else {
                ""
            };
        let given =
            chance.below(from.names.given.len() as u32).min(chance.below(from.names.given.len() as u32)) as usize;
        let mut marks = Vec::new();
        for probability in [parameters.has_mark, parameters.has_mark / 2.0, parameters.has_mark / 4.0] {
            if chance.yes(probability) {
                marks.push(mark(&mut chance));
            }
        }
        let clothes = [chance.weighted(CLOTHES), chance.weighted(CLOTHES)].map(|item| {
            (item, if chance.yes(parameters.wears_black) { "black" } else { chance.weighted(CLOTHES_COLOURS) })
        });
        let smell = chance.weighted(SMELLS);
        let mut repertoire: Vec<(Code, f64)> = Vec::new();
        for _ in 0..chance.between(3, 7) {
            let tag = chance.weighted(style.behaviours);
            if !repertoire.iter().any(|(other, _)| *other == tag) {
                repertoire.push((tag, parameters.habit + (1.0 - parameters.habit) * chance.unit()));
            }
        }
        Self {
            style,
            accent,
            language,
            given,
            surname: chance.bits() >> 8,
            names: 1 + chance.below(parameters.most_names.max(1)).min(chance.below(parameters.most_names.max(1))),
            marks,
            clothes,
            smell,
            repertoire,
            relation: chance.weighted(style.relations),
            phrase: chance.pick(&PHRASES),
            drives: chance.yes(parameters.drives),
            home_street: chance.pick(&super::places::STREETS),
            looks,
        }
    }

    /// A name that he gives: of his own, one of the names that he uses instead.
    pub(super) fn push_name(&self, which: u32, text: &mut String) {
        let names = self.origin().names;
        let pool = names.given;
        if which == 0 {
            let Some((given, short)) = pool.get(self.given) else { return };
            let short = short.first().copied().unwrap_or(given);
            text.push_str(if self.surname.is_multiple_of(3) { given } else { short });
            return;
        }
        // Another name of his own people, or one of the commonest of all.
        let pool = if (self.surname >> which).is_multiple_of(3) { super::names::BRITISH.given } else { pool };
        let at = (self.surname as usize / 7 + which as usize * 5) % pool.len().max(1);
        let Some((given, short)) = pool.get(at) else { return };
        text.push_str(if which.is_multiple_of(2) { given } else { short.first().copied().unwrap_or(given) });
    }

    pub(super) fn push_full_name(&self, text: &mut String) {
        let names = self.origin().names;
        text.push_str(names.given.get(self.given).map_or("", |(given, _)| given));
        text.push(' ');
        names.push_surname(self.surname, text);
    }
}

impl Looks {
    fn drawn(home: Spot, reference_year: i32, chance: &mut Chance, parameters: &Parameters) -> Self {
        let number = chance.place(origins::shares(home.is_london())) as u8;
        let from = origin(number);
        let gender = if chance.yes(parameters.offender_is_man) {
            "man"
        } else {
            chance.weighted(&[(88, "woman"), (7, "non_binary"), (5, "other")])
        };
        let age = rounded(parameters.age_mean + parameters.age_sd * chance.bell()).clamp(YOUNGEST, 78);
        let man = gender != "woman";
        let (mean, sd) = if man { (parameters.height_mean, parameters.height_sd) } else { (162.0, 6.5) };
        let height_cm = rounded(mean + sd * chance.bell()).clamp(145, 206);
        let older = f64::from(age - 25) / 45.0;
        let bald = man && chance.yes(parameters.bald + parameters.bald_later * older.max(0.0));
        let shaved = man && !bald && chance.yes(parameters.shaved);
        let hair_colour = if chance.yes((older - parameters.grey_begins).clamp(0.0, 0.8)) {
            if age > 62 && chance.yes(parameters.white_when_old) { "white" } else { "grey" }
        } else {
            chance.weighted(from.hair)
        };
        let hair_length = match (bald, shaved, man) {
            (true, ..) => "bald",
            (_, true, _) => "shaved",
            (.., true) => chance.weighted(&[(78, "short"), (16, "medium"), (6, "long")]),
            _ => chance.weighted(&[(10, "short"), (40, "medium"), (50, "long")]),
        };
        let hair_style = if man && chance.yes(parameters.receding_later * older.max(0.0)) {
            "receding"
        } else {
            chance.weighted(from.hair_style)
        };
        Self {
            origin: number,
            gender,
            born: reference_year - age,
            height_cm,
            build: chance.weighted(if age < 30 {
                &[(30, "slim"), (34, "average"), (16, "athletic"), (8, "muscular"), (7, "stocky"), (5, "large")]
            } else {
                &[(14, "slim"), (36, "average"), (8, "athletic"), (8, "muscular"), (20, "stocky"), (14, "large")]
            }),
            hair_colour,
            hair_length,
            hair_style: if bald || shaved { "" } else { hair_style },
            facial_hair: if man {
                chance.weighted(match from.ethnicity {
                    "ic4" | "ic6" => &[
                        (22, "none"),
                        (26, "stubble"),
                        (6, "moustache"),
                        (10, "goatee"),
                        (28, "beard"),
                        (8, "long_beard"),
                    ],
                    "ic5" => &[(80, "none"), (10, "stubble"), (6, "goatee"), (4, "moustache")],
                    _ => &[
                        (46, "none"),
                        (26, "stubble"),
                        (4, "moustache"),
                        (7, "goatee"),
                        (14, "beard"),
                        (3, "long_beard"),
                    ],
                })
            } else {
                ""
            },
            eye_colour: chance.weighted(from.eyes),
            complexion: chance.weighted(from.complexion),
            glasses: if chance.yes(parameters.wears_glasses + parameters.wears_glasses_later * older.max(0.0)) {
                "glasses"
            } else {
                "none"
            },
        }
    }

    /// Somebody who is easily taken for him.
    fn resembled(mut self, chance: &mut Chance, parameters: &Parameters) -> Self {
        self.born += chance.between(-3, 3);
        self.height_cm = (self.height_cm + chance.between(-3, 3)).clamp(145, 206);
        if chance.yes(parameters.likeness_lacks) {
            self.glasses = "none";
        }
        if chance.yes(parameters.likeness_lacks) && !self.facial_hair.is_empty() {
            self.facial_hair = chance.pick(&["none", "stubble", "beard"]);
        }
        self
    }
}

type Weighted = &'static [(u32, Code)];

const CLOTHES: Weighted = &[
    (16, "hoodie"),
    (14, "tracksuit"),
    (14, "jeans"),
    (12, "jacket"),
    (10, "t_shirt"),
    (7, "trainers"),
    (6, "cap"),
    (5, "shirt"),
    (5, "work_clothes"),
    (4, "coat"),
    (3, "suit"),
    (3, "jumper"),
    (3, "hi_vis"),
    (3, "trousers"),
    (2, "boots"),
    (2, "shorts"),
    (2, "jewellery"),
    (2, "bag"),
    (1, "religious_dress"),
    (1, "uniform"),
    (1, "hat"),
    (1, "shoes"),
    (1, "face_covering"),
    (1, "gloves"),
    (1, "balaclava"),
    (1, "other"),
];
const CLOTHES_COLOURS: Weighted = &[
    (25, "grey"),
    (25, "blue"),
    (14, "white"),
    (9, "green"),
    (9, "red"),
    (7, "brown"),
    (3, "orange"),
    (3, "beige"),
    (2, "yellow"),
    (1, "purple"),
    (1, "pink"),
    (1, "multi"),
];
const SMELLS: Weighted = &[
    (60, ""),
    (9, "tobacco"),
    (8, "alcohol"),
    (7, "cannabis"),
    (6, "aftershave"),
    (4, "body_odour"),
    (2, "fuel_or_oil"),
    (1, "paint"),
    (1, "food"),
    (1, "chemicals"),
    (1, "other"),
];

/// What he says: short, and the same again and again.
pub(super) const PHRASES: [Code; 16] = [
    "",
    "",
    "",
    "don't worry about it",
    "you know me",
    "I'll sort you out after",
    "trust me",
    "no names",
    "is there anyone else here",
    "be quick",
    "I was here before",
    "it's only business",
    "you remember me",
    "come on then",
    "don't make a fuss",
    "who else knows",
];

fn mark(chance: &mut Chance) -> Mark {
    let kind = chance.weighted(&[
        (54, "tattoo"),
        (20, "scar"),
        (5, "teeth"),
        (5, "piercing"),
        (4, "mole"),
        (3, "limp"),
        (3, "skin_condition"),
        (2, "birthmark"),
        (2, "burn"),
        (1, "missing_part"),
        (1, "other"),
    ]);
    let body_place = match kind {
        "tattoo" => chance.weighted(&[
            (18, "neck"),
            (14, "right_arm"),
            (14, "left_arm"),
            (12, "arm"),
            (9, "right_hand"),
            (9, "left_hand"),
            (5, "hand"),
            (6, "chest"),
            (4, "back"),
            (3, "face"),
            (3, "leg"),
            (2, "shoulder"),
            (1, "stomach"),
        ]),
        "scar" | "burn" => chance.weighted(&[
            (34, "face"),
            (12, "head"),
            (14, "hand"),
            (12, "arm"),
            (8, "neck"),
            (6, "left_hand"),
            (6, "right_hand"),
            (5, "chest"),
            (3, "leg"),
        ]),
        "teeth" => "mouth",
        "piercing" => chance.pick(&["ear", "face", "mouth"]),
        "limp" => chance.pick(&["left_leg", "right_leg", "foot"]),
        "missing_part" => chance.pick(&["hand", "ear", "left_hand"]),
        "skin_condition" => chance.pick(&["face", "hand", "neck"]),
        _ => chance.pick(&["face", "neck", "chest", ""]),
    };
    let motif = if kind == "tattoo" {
        chance.weighted(&[
            (16, "writing"),
            (14, "name"),
            (4, "number"),
            (9, "cross"),
            (6, "heart"),
            (7, "star"),
            (7, "skull"),
            (5, "flower"),
            (5, "bird"),
            (4, "animal"),
            (4, "dragon"),
            (2, "snake"),
            (4, "spider_web"),
            (2, "portrait"),
            (2, "flag"),
            (3, "football"),
            (6, "tribal"),
            (2, "religious"),
            (1, "anchor"),
            (7, "other"),
        ])
    } else {
        ""
    };
    (kind, body_place, motif)
}

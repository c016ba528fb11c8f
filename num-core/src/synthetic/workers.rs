//! Those who report: workers, and the projects, witnesses and establishments that report for them. Each sees and tells in a way of
//! their own, and keeps to it.

use super::{
    chance::{Chance, Stream},
    names,
    parameters::Parameters,
    places::Spot,
    settings::Setting,
};

type Code = &'static str;

/// A worker by number: her place, her sector, and which of those there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct WorkerNumber(pub(super) u32);

/// Numbers of those who report for others lie above those of workers.
const OTHERS: u32 = 0x8000_0000;

impl WorkerNumber {
    /// A worker of a place and a sector. Some report again and again, so the first of them come up more often.
    pub(super) fn worker(spot: Spot, sector: Setting, pool: u32, chance: &mut Chance) -> Self {
        let which = chance.below(pool.max(1)).min(0xF_FFFF);
        Self(u32::from(spot.place) << 23 | (sector as u32) << 20 | which)
    }

    /// Somebody who reports for others.
    pub(super) fn other(spot: Spot, kind: u32, pool: u32, chance: &mut Chance) -> Self {
        Self(OTHERS | u32::from(spot.place) << 23 | kind << 20 | chance.below(pool.max(1)).min(0xF_FFFF))
    }

    pub(super) fn reports_for_others(self) -> bool {
        self.0 & OTHERS != 0
    }
}

/// How ages are told.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum AgeHabit {
    #[default]
    Range,
    Number,
    Fives,
    Decade,
    Vague,
}

/// How heights are told.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum HeightHabit {
    #[default]
    Feet,
    Centimetres,
    Words,
    Range,
}

/// How much is said, and in which words.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Voice {
    #[default]
    Plain,
    /// Notes: no whole sentences.
    Brief,
    /// Every detail in its order.
    Careful,
}

/// Somebody who sees or tells.
#[derive(Clone, Copy)]
pub(super) struct Witness {
    pub(super) gender: Code,
    pub(super) ethnicity: Code,
    pub(super) age_band: Code,
    pub(super) name: Code,
    pub(super) surname: u32,
    pub(super) working_name: Code,
    /// How many years she takes people to be older than they are.
    pub(super) age_bias: f64,
    /// And how many centimetres taller.
    pub(super) height_bias: f64,
    pub(super) age_habit: AgeHabit,
    pub(super) height_habit: HeightHabit,
    /// How well she remembers letters and numbers, around 1.
    pub(super) memory: f64,
    /// How much she tells, around 1.
    pub(super) detail: f64,
    pub(super) voice: Voice,
    /// Whether she calls the accent of her own place local.
    pub(super) says_local: bool,
    /// Which of several ways to say the same she always takes.
    pub(super) turn: u32,
}

impl Witness {
    pub(super) fn of(seed: u64, number: WorkerNumber, parameters: &Parameters) -> Self {
        let mut chance = Chance::of(seed, Stream::Worker, u64::from(number.0));
        let gender = chance.weighted(&[
            (830, "woman"),
            (90, "man"),
            (52, "trans_woman"),
            (6, "trans_man"),
            (16, "non_binary"),
            (6, "other"),
        ]);
        let is_man = matches!(gender, "man" | "trans_man");
        let age_habit = chance.weighted(&[
            (24, AgeHabit::Range),
            (12, AgeHabit::Number),
            (24, AgeHabit::Fives),
            (30, AgeHabit::Decade),
            (10, AgeHabit::Vague),
        ]);
        let height_habit = chance.weighted(&[
            (48, HeightHabit::Feet),
            (8, HeightHabit::Centimetres),
            (30, HeightHabit::Words),
            (14, HeightHabit::Range),
        ]);
        let voice = if number.reports_for_others() {
            chance.weighted(&[(3, Voice::Careful), (1, Voice::Brief)])
        } else {
            chance.weighted(&[(5, Voice::Plain), (3, Voice::Brief), (2, Voice::Careful)])
        };
        Self {
            gender,
            ethnicity: chance.weighted(&[
                (700, "w1"),
                (14, "w2"),
                (2, "w3"),
                (96, "w9"),
                (16, "m1"),
                (8, "m2"),
                (10, "m3"),
                (10, "m9"),
                (8, "a1"),
                (8, "a2"),
                (4, "a3"),
                (10, "a4"),
                (12, "a9"),
                (26, "b1"),
                (20, "b2"),
                (6, "b9"),
                (4, "o2"),
                (16, "o9"),
                (30, "ns"),
            ]),
            age_band: if chance.yes(parameters.victim_under_18) {
                "under_18"
            } else {
                chance.weighted(&[(22, "18_24"), (40, "25_34"), (25, "35_44"), (10, "45_54"), (3, "55_plus")])
            },
            name: if is_man { chance.pick(&names::MEN) } else { chance.pick(&names::WOMEN) },
            surname: chance.bits() >> 8,
            working_name: chance.pick(&names::WORKING),
            age_bias: parameters.age_bias_sd * chance.bell(),
            height_bias: parameters.height_bias_sd * chance.bell(),
            age_habit,
            height_habit,
            memory: 0.5 + chance.unit(),
            detail: 0.55 + 0.9 * chance.unit(),
            voice,
            says_local: chance.yes(parameters.says_local),
            turn: chance.bits(),
        }
    }

    pub(super) fn push_full_name(&self, text: &mut String) {
        text.push_str(self.name);
        text.push(' ');
        names::BRITISH.push_surname(self.surname, text);
    }

    /// One of several ways to say it: hers.
    pub(super) fn way<'w>(&self, which: u32, ways: &[&'w str]) -> &'w str {
        let at = (self.turn.rotate_left(which * 5) as usize) % ways.len().max(1);
        ways.get(at).copied().unwrap_or_default()
    }
}

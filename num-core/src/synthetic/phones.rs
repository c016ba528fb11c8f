//! Telephone numbers: whose they are, how they are written, and how they are misheard.

use std::collections::{HashMap, HashSet};

use super::{
    calendar::push_padded,
    chance::{Chance, Stream},
    workers::WorkerNumber,
};

/// Who answers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Holder {
    /// A phone of offenders, by its running number.
    Offender(u32),
    /// A worker, or somebody who reports for others.
    Reporter(u32),
    /// A number that many people call from: a hotel's, a company's.
    Switchboard(u32),
}

/// National numbers, without their 0.
pub(super) struct Numbers {
    key: [u32; 4],
    /// For a year: numbers reserved for drama, each given once. Where they run out, and for registers, numbers in 06.
    drama: Option<Drama>,
}

struct Drama {
    given: HashMap<Holder, u64>,
    taken: HashSet<u64>,
    chance: Chance,
}

/// Mobiles 07700 900000–900999, and the landlines of Manchester and London.
const MOBILES: u64 = 7_700_900_000;
const LANDLINES: [u64; 2] = [1_614_960_000, 2_079_460_000];
const BLOCK: u32 = 1_000;

/// Numbers that begin with 06, which nobody has.
const UNUSED: u64 = 6_000_000_000;
const OFFENDERS: u32 = 500_000_000;
const WORKERS: u32 = 450_000_000;

impl Numbers {
    pub(super) fn new(seed: u64, drama: bool) -> Self {
        let mut chance = Chance::of(seed, Stream::Numbers, 0);
        let key = [chance.bits(), chance.bits(), chance.bits(), chance.bits()];
        Self { key, drama: drama.then(|| Drama { given: HashMap::new(), taken: HashSet::new(), chance }) }
    }

    pub(super) fn of(&mut self, holder: Holder) -> u64 {
        if let Some(number) = self.drama.as_mut().and_then(|drama| drama.of(holder)) {
            return number;
        }
        let key = &self.key;
        UNUSED
            + u64::from(match holder {
                Holder::Offender(number) => scattered(number % OFFENDERS, OFFENDERS, key),
                Holder::Reporter(number) if WorkerNumber(number).reports_for_others() => {
                    OFFENDERS + WORKERS + (number & 0x1FFF_FFFF) % 40_000_000
                }
                Holder::Reporter(number) => OFFENDERS + scattered(number % WORKERS, WORKERS, key),
                Holder::Switchboard(number) => 990_000_000 + number % 10_000_000,
            })
    }

    /// The number with a slip in it, which is nobody else's in a year.
    pub(super) fn misheard(&mut self, number: u64, swapped: bool, chance: &mut Chance) -> u64 {
        // Within the last three digits it stays among the numbers for drama; in 06 it may be any of the last six.
        let reach: u32 = if (UNUSED..MOBILES).contains(&number) { 6 } else { 3 };
        for _ in 0..20 {
            let unit = 10_u64.pow(chance.below(if swapped { reach - 1 } else { reach }));
            let digit = number / unit % 10;
            let slipped = if swapped {
                let next = number / unit / 10 % 10;
                number - digit * unit - next * unit * 10 + next * unit + digit * unit * 10
            } else {
                number - digit * unit + (digit + 1 + u64::from(chance.below(9))) % 10 * unit
            };
            let free = slipped != number
                && self
                    .drama
                    .as_mut()
                    .is_none_or(|drama| (UNUSED..MOBILES).contains(&slipped) || drama.taken.insert(slipped));
            if free {
                return slipped;
            }
        }
        number
    }
}

impl Drama {
    fn of(&mut self, holder: Holder) -> Option<u64> {
        if let Some(number) = self.given.get(&holder) {
            return Some(*number);
        }
        let blocks: &[u64] = match holder {
            Holder::Switchboard(_) => &LANDLINES,
            Holder::Offender(_) => &[MOBILES],
            Holder::Reporter(number) if WorkerNumber(number).reports_for_others() => &LANDLINES,
            Holder::Reporter(_) => &[MOBILES, MOBILES, MOBILES, LANDLINES[0], LANDLINES[1]],
        };
        // After so many tries the block is as good as full.
        let number = (0..200).find_map(|_| {
            let number = self.chance.pick(blocks) + u64::from(self.chance.below(BLOCK));
            self.taken.insert(number).then_some(number)
        })?;
        self.given.insert(holder, number);
        Some(number)
    }
}

/// A number below `end`, a different one for each number: a keyed exchange of halves of fifteen bits, walked until it falls in.
fn scattered(number: u32, end: u32, key: &[u32; 4]) -> u32 {
    let mut mixed = number;
    loop {
        for round in key {
            let (left, right) = (mixed >> 15, mixed & 0x7FFF);
            let turned = (right ^ round).wrapping_mul(0x9E37_79B1).wrapping_add(*round);
            mixed = right << 15 | ((left ^ (turned >> 13)) & 0x7FFF);
        }
        if mixed < end {
            return mixed;
        }
    }
}

/// A number as somebody writes it.
pub(super) fn push_number(number: u64, way: u32, text: &mut String) {
    let part = |from: u64, digits: u32| (number / 10_u64.pow(from as u32) % 10_u64.pow(digits)) as u32;
    let groups: [(u32, u32); 3] = if number / 10_000_000 == 161 {
        [(part(7, 3), 3), (part(4, 3), 3), (part(0, 4), 4)]
    } else if number / 100_000_000 == 20 {
        [(part(8, 2), 2), (part(4, 4), 4), (part(0, 4), 4)]
    } else {
        [(part(6, 4), 4), (part(3, 3), 3), (part(0, 3), 3)]
    };
    let mobile = groups.iter().skip(1).all(|(_, width)| *width == 3);
    let (before, gaps): (&str, [&str; 2]) = match way % 8 {
        0..3 => ("0", [" ", if mobile { "" } else { " " }]),
        3 | 4 => ("0", ["", ""]),
        5 => ("+44 ", [" ", if mobile { "" } else { " " }]),
        6 => ("+44", ["", ""]),
        _ => ("0", [" ", " "]),
    };
    text.push_str(before);
    for (at, (digits, width)) in groups.iter().enumerate() {
        if let Some(gap) = at.checked_sub(1).and_then(|at| gaps.get(at)) {
            text.push_str(gap);
        }
        push_padded(text, *digits, *width as usize);
    }
}

/// What is left of a number of which only the end is remembered: no number any more.
pub(super) fn push_end(number: u64, way: u32, text: &mut String) {
    text.push_str(match way % 3 {
        0 => "ends ",
        1 => "last digits ",
        _ => "something with ",
    });
    push_padded(text, (number % 1_000) as u32, 3);
}

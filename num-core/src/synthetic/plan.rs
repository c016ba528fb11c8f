//! The plan: who is met when, for all reports at once. Twenty-odd bytes a report and a person; texts come later, one at a time.

use std::collections::HashMap;

use super::{
    chance::{Chance, Stream},
    parameters::Parameters,
    people::{NOBODY, Seat},
    places::{Map, Reach, Spot, city_tilt},
    styles::{STYLES, style},
};

/// How far consent goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Level {
    #[default]
    None,
    AlertOnly,
    Anonymous,
    Full,
}

/// What triage makes of a report in the end.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Outcome {
    #[default]
    Accepted,
    /// Told before, and found out.
    Duplicate,
    Rejected,
    Disputed,
    /// Nobody has looked yet.
    Received,
}

/// A report to be.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// When it comes in.
    pub(super) tick: u32,
    pub(super) event: u32,
    pub(super) offender: u32,
    /// Whether his partner is with him.
    pub(super) together: bool,
    /// Whether the event is told again.
    pub(super) told_again: bool,
    /// Whether this is the second telling.
    pub(super) second: bool,
    pub(super) outcome: Outcome,
    pub(super) sexual: bool,
    pub(super) level: Level,
}

impl Entry {
    /// How many offenders the report will have.
    fn sightings(&self) -> usize {
        1 + usize::from(self.together)
    }
}

/// Everybody, and every report in the order in which they come in.
pub(super) struct Plan {
    pub(super) seats: Vec<Seat>,
    pub(super) entries: Vec<Entry>,
}

impl Plan {
    /// Careers until there are so many sightings.
    pub(super) fn of(seed: u64, sightings: usize, first_year: i32, map: &Map, parameters: &Parameters) -> Self {
        let mut plan = Self { seats: Vec::new(), entries: Vec::new() };
        let mut chance = Chance::of(seed, Stream::Careers, 0);
        let mut homes = Chance::of(seed, Stream::Homes, 0);
        let tilts: Vec<Vec<f64>> =
            (0..64).map(|place| (0_u8..).zip(&STYLES).map(|(of, _)| city_tilt(seed, place, of)).collect()).collect();
        // Those who look for somebody to resemble find him in their own place.
        let mut by_place: Vec<Vec<u32>> = vec![Vec::new(); 64];
        let mut left = sightings;
        let mut event = 0;
        while left > 0 {
            let number = u32::try_from(plan.seats.len()).unwrap_or(NOBODY);
            let seat = plan.seat(number, map, &tilts, &mut by_place, &mut homes, parameters);
            plan.seats.push(seat);
            let paired = homes.yes(parameters.acts_in_pair);
            if paired {
                // A partner lives where he lives, and does as he does.
                let mut partner = plan.seat(number + 1, map, &tilts, &mut by_place, &mut homes, parameters);
                (partner.home, partner.partner, partner.like) = (seat.home, number, NOBODY);
                if homes.yes(parameters.pair_shares_style) {
                    partner.style = seat.style;
                }
                plan.seats.push(partner);
                if let Some(seat) = plan.seats.get_mut(number as usize) {
                    seat.partner = number + 1;
                }
            }
            let times = chance.often(parameters.most_sightings);
            let span = 4_294_967_296.0;
            let gap = parameters.days_between / 365.25 / f64::from(parameters.years) * span;
            let gaps: Vec<f64> = (1..times).map(|_| chance.wait() * gap).collect();
            let length: f64 = gaps.iter().sum();
            let squeeze = if length > span * 0.98 { span * 0.98 / length } else { 1.0 };
            let mut at = chance.unit() * (span - length * squeeze);
            let mut gaps = gaps.into_iter();
            let since = first_year + (at / span * f64::from(parameters.years)) as i32;
            for seat in plan.seats.iter_mut().skip(number as usize) {
                seat.since = i16::try_from(since).unwrap_or(i16::MAX);
            }
            while left > 0 {
                let offender = if paired && chance.yes(parameters.partner_leads) { number + 1 } else { number };
                let mut entry = Entry {
                    tick: at as u32,
                    event,
                    offender,
                    together: paired && chance.yes(parameters.pair_is_together),
                    told_again: chance.yes(parameters.told_twice),
                    second: false,
                    outcome: Outcome::Accepted,
                    sexual: false,
                    level: Level::None,
                };
                if entry.sightings() > left {
                    entry.together = false;
                }
                left -= entry.sightings();
                entry.told_again &= entry.sightings() <= left;
                entry.outcome = outcome(&mut chance, parameters);
                plan.entries.push(entry);
                if entry.told_again {
                    left -= entry.sightings();
                    let later =
                        chance.wait() * parameters.days_until_told_again / 365.25 / f64::from(parameters.years) * span;
                    let outcome =
                        if chance.yes(parameters.duplicate_is_found) { Outcome::Duplicate } else { Outcome::Accepted };
                    let tick = (at + later).min(span - 1.0) as u32;
                    plan.entries.push(Entry { tick, told_again: false, second: true, outcome, ..entry });
                }
                event += 1;
                match gaps.next() {
                    Some(gap) => at = (at + gap * squeeze).min(span - 1.0),
                    None => break,
                }
            }
        }
        plan.entries.sort_unstable_by_key(|entry| (entry.tick, entry.event, entry.second));
        plan
    }

    fn seat(
        &self,
        number: u32,
        map: &Map,
        tilts: &[Vec<f64>],
        by_place: &mut [Vec<u32>],
        chance: &mut Chance,
        parameters: &Parameters,
    ) -> Seat {
        let mut home = map.anywhere(chance);
        let (mut like, mut like_since) = (NOBODY, 0);
        if let Some(others) = by_place.get_mut(usize::from(home.place)) {
            if !others.is_empty() && chance.yes(parameters.looks_like_another) {
                // Whom he resembles resembles nobody himself. A few faces are common: the first of a place more than the last.
                let most = u32::try_from(others.len()).unwrap_or(u32::MAX);
                let at = chance.below(most).min(chance.below(most));
                like = others.get(at as usize).copied().unwrap_or(NOBODY);
                if let Some(model) = self.seats.get(like as usize) {
                    (home, like_since) = (model.home, model.since);
                }
            } else {
                others.push(number);
            }
        }
        let tilt = tilts.get(usize::from(home.place));
        let weights = STYLES.iter().enumerate().map(|(of, style)| {
            let tilt = tilt.and_then(|tilts| tilts.get(of)).copied().unwrap_or_default();
            f64::from(style.share) * (1.0 + parameters.city_tilt * tilt)
        });
        let style = chance.place(weights) as u8;
        let reach = if chance.yes(parameters.goes_anywhere) {
            Reach::Country
        } else if chance.yes(parameters.goes_around) {
            Reach::Region
        } else {
            Reach::Local
        };
        Seat { home, style, reach, like, partner: NOBODY, since: 0, like_since }
    }

    pub(super) fn seat_of(&self, number: u32) -> Seat {
        let nowhere = Seat {
            home: Spot::default(),
            style: 0,
            reach: Reach::Local,
            like: NOBODY,
            partner: NOBODY,
            since: 0,
            like_since: 0,
        };
        self.seats.get(number as usize).copied().unwrap_or(nowhere)
    }

    /// Decides for every report whether it tells of a sexual offence, and how far consent goes.
    pub(super) fn share_out(&mut self, seed: u64, range: std::ops::Range<usize>, parameters: &Parameters) {
        let mut chance = Chance::of(seed, Stream::Shares, 0);
        let seats = &self.seats;
        let Some(entries) = self.entries.get_mut(range) else { return };
        let style_of = |entry: &Entry| style(seats.get(entry.offender as usize).map_or(0, |seat| seat.style));
        // Reports of one event agree: the first decides. Those that are counted once, and nothing else, are drawn by themselves.
        let mut of_event = HashMap::new();
        for counted_once in [true, false] {
            let firsts: Vec<usize> = entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| !entry.second)
                .filter(|(_, entry)| (entry.outcome == Outcome::Accepted && !entry.told_again) == counted_once)
                .map(|(at, _)| at)
                .collect();
            let odds: Vec<f64> =
                firsts.iter().filter_map(|at| entries.get(*at)).map(|entry| style_of(entry).sexual).collect();
            let sexual = drawn(&odds, parameters.sexual_offence, parameters.by_quota, &mut chance);
            for (at, sexual) in firsts.into_iter().zip(sexual) {
                if let Some(entry) = entries.get_mut(at) {
                    entry.sexual = sexual;
                    if entry.told_again {
                        of_event.insert(entry.event, sexual);
                    }
                }
            }
        }
        let again = entries.iter_mut().filter(|entry| entry.second);
        again.for_each(|entry| entry.sexual = of_event.get(&entry.event).copied().unwrap_or_default());
        // Consent: those who are counted first, then the others by themselves.
        for counted in [true, false] {
            let chosen: Vec<usize> = entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| (entry.outcome == Outcome::Accepted) == counted)
                .map(|(at, _)| at)
                .collect();
            let weight = |at: &usize| {
                entries.get(*at).map_or(1.0, |entry| {
                    let serious = style_of(entry).weight + if entry.sexual { 0.4 } else { 0.0 };
                    1.0 + parameters.serious_goes_further * (serious - 1.0)
                })
            };
            let odds: Vec<f64> = chosen.iter().map(weight).collect();
            let full = drawn(&odds, parameters.full, parameters.by_quota, &mut chance);
            let rest: Vec<usize> = chosen.iter().zip(&full).filter(|(_, full)| !**full).map(|(at, _)| *at).collect();
            let below = 1.0 - parameters.at_least_anonymous;
            let odds: Vec<f64> = rest.iter().map(|at| 1.0 / weight(at).max(0.2)).collect();
            let low = drawn(&odds, below / (1.0 - parameters.full), parameters.by_quota, &mut chance);
            for (at, low) in rest.iter().zip(low) {
                if let Some(entry) = entries.get_mut(*at) {
                    entry.level = match low {
                        true if chance.yes(parameters.nothing_of_low) => Level::None,
                        true => Level::AlertOnly,
                        false => Level::Anonymous,
                    };
                }
            }
            for (at, _) in chosen.iter().zip(full).filter(|(_, full)| *full) {
                if let Some(entry) = entries.get_mut(*at) {
                    entry.level = Level::Full;
                }
            }
        }
    }
}

fn outcome(chance: &mut Chance, parameters: &Parameters) -> Outcome {
    if chance.yes(parameters.rejected) {
        Outcome::Rejected
    } else if chance.yes(parameters.disputed) {
        Outcome::Disputed
    } else if chance.yes(parameters.not_yet_looked_at) {
        Outcome::Received
    } else {
        Outcome::Accepted
    }
}

/// Draws a share of all, each in proportion to its odds. By quota the number comes out to within one (systematic sampling with a
/// random start); otherwise each is drawn by itself, and the number varies as chance would have it.
fn drawn(odds: &[f64], share: f64, by_quota: bool, chance: &mut Chance) -> Vec<bool> {
    let target = share * odds.len() as f64;
    // The factor with which the odds, none above 1, come to the target.
    let sum = |factor: f64| odds.iter().map(|odds| (odds * factor).min(1.0)).sum::<f64>();
    let (mut low, mut high) = (0.0, 1.0);
    while sum(high) < target && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if sum(middle) < target { low = middle } else { high = middle }
    }
    let chances = odds.iter().map(|odds| (odds * high).min(1.0));
    if !by_quota {
        return chances.map(|odds| chance.yes(odds)).collect();
    }
    // In an order of its own, so that the choice follows no order of the reports.
    let mut order: Vec<(u32, usize, f64)> = chances.enumerate().map(|(at, odds)| (chance.bits(), at, odds)).collect();
    order.sort_unstable_by_key(|(key, at, _)| (*key, *at));
    let mut chosen = vec![false; odds.len()];
    let mut before = chance.unit();
    for (_, at, odds) in order {
        let after = before + odds;
        if after.floor() > before.floor()
            && let Some(chosen) = chosen.get_mut(at)
        {
            *chosen = true;
        }
        before = after;
    }
    chosen
}

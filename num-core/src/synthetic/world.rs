//! The world as time goes on: who has which phone and car, and what comes in next.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use super::{
    calendar::{Minute, Season},
    chance::{Chance, Stream},
    event::{Event, Meeting},
    line::Line,
    parameters::Parameters,
    people::{NOBODY, Person},
    phones::Numbers,
    places::{Map, Spot, city_tilt},
    plan::{Entry, Plan},
    seen::{Belongings, Sight},
    settings::Setting,
    styles::style,
    telling::Telling,
    truth::Truth,
    workers::{Witness, WorkerNumber},
};

/// What an offender has, and where he lives, by now.
#[derive(Clone, Copy)]
struct Standing {
    phone: u32,
    /// Who had that phone before; nobody where it was new.
    phone_before: u32,
    car: u32,
    car_holder: u32,
    car_bought: i16,
    home: Spot,
    sightings: u32,
    /// The victims of his last reports, as the scheme calls them: sources of linked reports.
    sources: [u32; 3],
}

const NEW: Standing = Standing {
    phone: NOBODY,
    phone_before: NOBODY,
    car: NOBODY,
    car_holder: NOBODY,
    car_bought: 0,
    home: Spot { place: 0, district: 0 },
    sightings: 0,
    sources: [NOBODY; 3],
};

/// How many given-up numbers wait for somebody new.
const GIVEN_UP: usize = 20_000;

pub(super) struct World {
    pub(super) seed: u64,
    pub(super) parameters: Arc<Parameters>,
    pub(super) map: Map,
    pub(super) numbers: Numbers,
    plan: Plan,
    season: Season,
    /// What of the ticks is told, and from which entry on.
    window: (u32, u32),
    start: usize,
    next: usize,
    /// How many reports there are in all: the more, the more people report.
    reports: f64,
    prefix: String,
    written: u32,
    width: usize,
    standing: Vec<Standing>,
    phones: u32,
    given_up: VecDeque<(u32, u32)>,
    cars: u32,
    cars_by_place: Vec<Vec<(u32, u32, i16)>>,
    /// Events that will be told again.
    waiting: HashMap<u32, Event>,
    tilts: Vec<Vec<f64>>,
}

/// What a world is made of.
pub(super) struct Origins {
    pub(super) seed: u64,
    pub(super) parameters: Parameters,
    pub(super) map: Map,
    pub(super) numbers: Numbers,
    pub(super) plan: Plan,
    pub(super) season: Season,
    pub(super) start: usize,
    pub(super) prefix: String,
}

impl World {
    pub(super) fn of(origins: Origins) -> Self {
        let Origins { seed, parameters, map, numbers, plan, season, start, prefix } = origins;
        let told = plan.entries.get(start..).unwrap_or_default();
        let window = match (told.first(), told.last()) {
            (Some(first), Some(last)) if start > 0 => (first.tick, last.tick.max(first.tick.saturating_add(1))),
            _ => (0, u32::MAX),
        };
        let reports = told.len();
        Self {
            tilts: (0..64).map(|place| (100..107).map(|setting| city_tilt(seed, place, setting)).collect()).collect(),
            standing: vec![NEW; plan.seats.len()],
            cars_by_place: vec![Vec::new(); 64],
            width: reports.to_string().len(),
            reports: reports as f64,
            phones: 0,
            cars: 0,
            given_up: VecDeque::new(),
            waiting: HashMap::new(),
            next: 0,
            written: 0,
            seed,
            parameters: Arc::new(parameters),
            map,
            numbers,
            plan,
            season,
            window,
            start,
            prefix,
        }
    }

    /// How many reports are still to come.
    pub(super) fn left(&self) -> usize {
        self.plan.entries.len().saturating_sub(self.next.max(self.start))
    }

    /// Writes the next report as a line, and tells the truth about it.
    pub(super) fn write_next(&mut self, line: &mut Line) -> Option<Truth> {
        line.clear();
        loop {
            let at = self.next;
            let entry = *self.plan.entries.get(at)?;
            self.next += 1;
            let told = at >= self.start;
            if entry.second {
                if told && let Some(event) = self.waiting.remove(&entry.event) {
                    return Some(self.tell(&entry, event, line));
                }
                continue;
            }
            if !told {
                // Before the window things only go on.
                self.go_on(&entry, &mut Chance::of(self.seed, Stream::Event, u64::from(entry.event)));
                continue;
            }
            let event = self.happen(&entry);
            return Some(self.tell(&entry, event, line));
        }
    }

    fn received(&self, entry: &Entry) -> Minute {
        let (first, last) = self.window;
        let into = u64::from(entry.tick.saturating_sub(first));
        let whole = u64::from(last - first).saturating_add(1);
        let tick = (into << 32) / whole;
        self.season.minute(u32::try_from(tick).unwrap_or(u32::MAX))
    }

    /// Another sighting of somebody: now and then he has changed his phone, his car or his town since the last.
    fn go_on(&mut self, entry: &Entry, chance: &mut Chance) {
        let year = i16::try_from(self.received(entry).year()).unwrap_or(i16::MAX);
        for who in self.who(entry).into_iter().flatten() {
            self.go_on_one(who, year, chance);
        }
    }

    fn who(&self, entry: &Entry) -> [Option<u32>; 2] {
        let partner = self.plan.seat_of(entry.offender).partner;
        [Some(entry.offender), (entry.together && partner != NOBODY).then_some(partner)]
    }

    fn go_on_one(&mut self, who: u32, year: i16, chance: &mut Chance) {
        let parameters = &self.parameters;
        let seat = self.plan.seat_of(who);
        let Some(standing) = self.standing.get_mut(who as usize) else { return };
        let first = standing.sightings == 0;
        standing.sightings += 1;
        if first {
            standing.home = seat.home;
        } else if chance.yes(parameters.moves_home) {
            standing.home = self.map.met_from(standing.home, super::places::Reach::Country, chance, parameters);
        }
        if first || chance.yes(parameters.changes_phone) {
            if !first {
                self.given_up.push_back((standing.phone, who));
            }
            let recycled =
                self.given_up.len() > parameters.numbers_rest as usize && chance.yes(parameters.phone_is_recycled);
            let old = if recycled { self.given_up.pop_front().filter(|(_, holder)| *holder != who) } else { None };
            if let Some((phone, before)) = old {
                (standing.phone, standing.phone_before) = (phone, before);
            } else {
                (standing.phone, standing.phone_before) = (self.phones, NOBODY);
                self.phones += 1;
            }
            if self.given_up.len() > GIVEN_UP {
                self.given_up.pop_front();
            }
        }
        if first || chance.yes(parameters.changes_car) {
            let parked = self.cars_by_place.get_mut(usize::from(standing.home.place));
            let shared = chance.yes(parameters.car_is_shared);
            match parked {
                Some(parked) if shared && !parked.is_empty() => {
                    (standing.car, standing.car_holder, standing.car_bought) = chance.pick(parked);
                }
                parked => {
                    (standing.car, standing.car_holder, standing.car_bought) = (self.cars, who, year);
                    self.cars += 1;
                    if let Some(parked) = parked.filter(|_| chance.yes(parameters.car_is_lent)) {
                        parked.push((standing.car, who, year));
                    }
                }
            }
        }
    }

    fn standing_of(&self, who: u32) -> Standing {
        self.standing.get(who as usize).copied().unwrap_or(NEW)
    }

    fn happen(&mut self, entry: &Entry) -> Event {
        let mut chance = Chance::of(self.seed, Stream::Event, u64::from(entry.event));
        self.go_on(entry, &mut chance);
        let received = self.received(entry);
        let seat = self.plan.seat_of(entry.offender);
        let style = style(seat.style);
        let home = self.standing_of(entry.offender).home;
        let tilts = self.tilts.get(usize::from(home.place));
        let weights = Setting::ALL.iter().enumerate().map(|(at, setting)| {
            let tilt = tilts.and_then(|tilts| tilts.get(at)).copied().unwrap_or_default();
            style.goes_to(*setting) * (1.0 + self.parameters.city_tilt * tilt)
        });
        let setting = Setting::ALL.get(chance.place(weights)).copied().unwrap_or_default();
        let spot = if setting == Setting::Online && chance.yes(self.parameters.online_from_anywhere) {
            self.map.anywhere(&mut chance)
        } else {
            self.map.met_from(home, seat.reach, &mut chance, &self.parameters)
        };
        let pool = self.reports * self.map.share(spot) / 5.0 / self.parameters.reports_per_worker;
        let victim = WorkerNumber::worker(spot, setting, (pool as u32).saturating_add(2), &mut chance);
        let witness = Witness::of(self.seed, victim, &self.parameters);
        let meeting = Meeting { setting, spot, victim, witness, received };
        let mut event = Event::of(entry, style, meeting, &mut chance, &self.parameters);
        let year = event.at.year();
        let who = self.who(entry);
        for (at, number) in who.into_iter().flatten().enumerate() {
            let person = Person::of(self.seed, number, &self.plan.seat_of(number), &self.parameters);
            let own = self.standing_of(number);
            let partner =
                who.get(1 - at.min(1)).copied().flatten().filter(|_| chance.yes(self.parameters.shares_with_partner));
            let with_phone = partner.map_or(own, |partner| self.standing_of(partner));
            let drives = if at == 0 { person.drives } else { false };
            let sight = Sight {
                seed: self.seed,
                parameters: &self.parameters,
                setting,
                witness: &witness,
                year,
                sexual: entry.sexual,
            };
            let with = Belongings {
                who: number,
                sighting: own.sightings,
                phone: with_phone.phone,
                phone_holder: partner.unwrap_or(number),
                phone_before: with_phone.phone_before,
                car: if drives { own.car } else { NOBODY },
                car_holder: own.car_holder,
                car_bought: own.car_bought,
            };
            let seen = sight.of(&person, with, &mut self.numbers, &mut chance);
            event.seen.push(seen);
            event.people.push(person);
        }
        event
    }

    fn tell(&mut self, entry: &Entry, mut event: Event, line: &mut Line) -> Truth {
        self.written += 1;
        let mut id = self.prefix.clone();
        super::calendar::push_padded(&mut id, self.written, self.width);
        let received = self.received(entry);
        let sources = self.standing_of(entry.offender).sources;
        let seats: Vec<_> = event.seen.iter().map(|seen| self.plan.seat_of(seen.person)).collect();
        let telling = Telling { id: &id, entry, event: &event, received, sources, seats: &seats };
        let truth = telling.write(self, line);
        if let Some(standing) = self.standing.get_mut(entry.offender as usize)
            && !entry.second
        {
            standing.sources.rotate_right(1);
            if let Some(latest) = standing.sources.first_mut() {
                *latest = event.victim.0;
            }
        }
        if entry.told_again {
            event.first_report = Some(id);
            self.waiting.insert(event.number, event);
        }
        truth
    }
}

//! An event: what happened, once. It may be told twice.

use super::{
    calendar::{DAY, HOUR, Minute},
    chance::Chance,
    parameters::Parameters,
    people::Person,
    places::{STREETS, Spot, VENUES, push_postcode},
    plan::Entry,
    seen::{Seen, offences},
    settings::Setting,
    styles::Style,
    workers::{Witness, WorkerNumber},
};

type Code = &'static str;

/// What happened.
#[derive(Clone)]
pub(super) struct Event {
    pub(super) number: u32,
    pub(super) setting: Setting,
    pub(super) spot: Spot,
    pub(super) at: Minute,
    pub(super) victim: WorkerNumber,
    pub(super) witness: Witness,
    pub(super) sexual: bool,
    pub(super) offences: Vec<Code>,
    pub(super) injuries: Vec<Code>,
    pub(super) contact: Code,
    pub(super) place_kind: Code,
    pub(super) venue: Code,
    pub(super) street: String,
    pub(super) postcode: String,
    pub(super) seen: Vec<Seen>,
    /// Who they really are.
    pub(super) people: Vec<Person>,
    /// The first report of it, once there is one.
    pub(super) first_report: Option<String>,
}

/// Who was met where, and when it was told.
pub(super) struct Meeting {
    pub(super) setting: Setting,
    pub(super) spot: Spot,
    pub(super) victim: WorkerNumber,
    pub(super) witness: Witness,
    pub(super) received: Minute,
}

impl Event {
    /// The event without the people in it.
    pub(super) fn of(
        entry: &Entry,
        style: &Style,
        meeting: Meeting,
        chance: &mut Chance,
        parameters: &Parameters,
    ) -> Self {
        let Meeting { setting, spot, victim, witness, received } = meeting;
        let offences = offences(style, entry.sexual, parameters.second_offence, chance);
        let place_kind = chance.weighted(setting.kinds_of_place());
        let at_venue = matches!(place_kind, "venue" | "hotel");
        let mut street = String::new();
        let mut postcode = String::new();
        if setting != Setting::Online {
            if chance.yes(parameters.house_number_told) {
                super::calendar::push_padded(&mut street, 1 + chance.below(160), 1);
                street.push(' ');
            }
            street.push_str(chance.pick(&STREETS));
            push_postcode(spot, chance, &mut postcode);
        }
        Self {
            number: entry.event,
            setting,
            spot,
            at: happened(received, setting, entry.sexual, chance, parameters),
            victim,
            witness,
            sexual: entry.sexual,
            injuries: injuries(&offences, setting, chance, parameters),
            contact: chance.weighted(setting.contacts()),
            place_kind,
            venue: if at_venue { chance.pick(&VENUES) } else { "" },
            street,
            postcode,
            offences,
            seen: Vec::new(),
            people: Vec::new(),
            first_report: None,
        }
    }

    /// Whether what was done is grave.
    pub(super) fn grave(&self) -> bool {
        self.sexual
            || self.offences.iter().any(|kind| {
                matches!(
                    *kind,
                    "robbery"
                        | "assault_intending_serious_harm"
                        | "attempted_murder"
                        | "kidnapping"
                        | "assault_with_injury"
                )
            })
    }
}

/// When it happened: some time before it came in, at an hour and on a day of the week when such things happen.
fn happened(received: Minute, setting: Setting, sexual: bool, chance: &mut Chance, parameters: &Parameters) -> Minute {
    let slower = if sexual { parameters.sexual_is_told_later } else { 1.0 };
    let mut days = 0;
    let classes = [
        (parameters.told_same_day, 0.0),
        (parameters.told_within_3_days, 1.0),
        (parameters.told_within_a_fortnight, 4.0),
        (parameters.told_within_3_months, 15.0),
        (parameters.told_later, 92.0),
    ];
    let mut class = chance.place(classes.iter().map(|(weight, _)| *weight));
    if chance.yes(slower - 1.0) {
        class = (class + 1).min(classes.len() - 1);
    }
    let ends = [0.0, 3.0, 14.0, 91.0, 700.0];
    if let (Some((_, from)), Some(to)) = (classes.get(class), ends.get(class)) {
        days = (from + (to - from) * chance.unit()) as i64;
    }
    let hour = i64::from(chance.weighted(setting.hours()));
    let minute = hour * HOUR + i64::from(chance.below(60));
    let mut day = received.plus(-days * DAY);
    // More happens from Friday to Sunday: other days are now and then moved to the next such day back.
    if days > 0 && day.clock().weekday < 4 && chance.yes(parameters.weekend) {
        day = day.plus(-DAY * (i64::from(day.clock().weekday) + 1 + i64::from(chance.below(3))));
    }
    let at = day.at_wall(minute);
    if at.0 + 30 > received.0 { at.plus(-DAY) } else { at }
}

fn injuries(kinds: &[Code], setting: Setting, chance: &mut Chance, parameters: &Parameters) -> Vec<Code> {
    let mut injuries = Vec::new();
    let hurt = |kind: &Code| {
        matches!(
            *kind,
            "rape"
                | "sexual_assault"
                | "assault_with_injury"
                | "assault_intending_serious_harm"
                | "attempted_murder"
                | "robbery"
                | "kidnapping"
        )
    };
    let certain =
        |kind: &Code| matches!(*kind, "assault_with_injury" | "assault_intending_serious_harm" | "attempted_murder");
    let probability = if kinds.iter().any(certain) {
        1.0
    } else if kinds.iter().any(hurt) {
        parameters.injured
    } else {
        parameters.injured_otherwise
    };
    if setting == Setting::Online || !chance.yes(probability) {
        return injuries;
    }
    for _ in 0..1 + chance.below(2) {
        let injury = chance.weighted(&[
            (46, "bruising"),
            (22, "cuts"),
            (10, "other_minor"),
            (5, "fracture"),
            (5, "head_injury"),
            (6, "strangulation"),
            (3, "internal"),
            (3, "other_serious"),
        ]);
        if !injuries.contains(&injury) {
            injuries.push(injury);
        }
    }
    injuries
}

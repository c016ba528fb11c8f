//! How an alert is made coarser, step by step.

use super::told::{Person, Place, Told, Vehicle};
use crate::{
    code::code_table,
    disclosure::{ShownMoment, ShownWhen},
};

code_table! {
    /// A step that makes an alert coarser, in the order of what readers would miss most.
    Step {
        /// Without phones, e-mail addresses, usernames and profiles.
        ContactIdentifiers = "contact_identifiers",
        /// Without number plates.
        Plate = "plate",
        /// Without names.
        Names = "names",
        /// Without the vehicle.
        Vehicle = "vehicle",
        /// Without tattoos, scars and other marks.
        Marks = "marks",
        /// Without a place.
        Place = "place",
        /// Without a date.
        Date = "date",
        /// Without perceived gender.
        Gender = "gender",
        /// Without age.
        Age = "age",
        /// Without perceived ethnicity.
        Ethnicity = "ethnicity",
        /// Without height.
        Height = "height",
        /// Without build.
        Build = "build",
        /// Without colour, length and style of the hair.
        Hair = "hair",
        /// Without facial hair.
        FacialHair = "facial_hair",
        /// Without glasses.
        Glasses = "glasses",
        /// Without accent.
        Accent = "accent",
        /// Without languages.
        Languages = "languages",
        /// Without eyes.
        Eyes = "eyes",
        /// Without complexion.
        Complexion = "complexion",
        /// Without what he does.
        Behaviours = "behaviours",
        /// Without what else was seen of the vehicle.
        VehicleFeatures = "vehicle_features",
        /// The force instead of the area.
        Area = "area",
        /// The month instead of the day.
        Day = "day",
        /// The day instead of a part of it.
        PartOfDay = "part_of_day",
        /// Without clothing.
        Clothing = "clothing",
        /// Without smells.
        Smells = "smells",
        /// Without the summary.
        Summary = "summary",
    }
}

/// Steps that were taken.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Steps(u32);

impl Steps {
    pub(super) fn with(self, step: Step) -> Self {
        Self(self.0 | 1 << step as u32)
    }

    pub(super) fn without(self, step: Step) -> Self {
        Self(self.0 & !(1 << step as u32))
    }

    pub(super) fn hold_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    pub(super) fn holds(self, step: Step) -> bool {
        self.0 & 1 << step as u32 != 0
    }
}

/// What is told once the steps are taken.
pub(super) fn coarsened(mut told: Told, steps: Steps) -> Told {
    let taken = |step| steps.holds(step);
    if taken(Step::Summary) {
        told.summary = None;
    }
    told.when = told.when.and_then(|when| self::when(when, steps));
    if taken(Step::Place) {
        told.places.clear();
    } else if taken(Step::Area) {
        let forces = told.places.iter().filter_map(Place::force).map(Place::Force);
        let mut places: Vec<Place> = Vec::new();
        for place in forces {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        told.places = places;
    }
    told.people = told.people.into_iter().map(|told| person(told, steps)).filter(|told| !told.is_nobody()).collect();
    told
}

fn person(mut told: Person, steps: Steps) -> Person {
    macro_rules! drop {
        ($($step:ident: $($field:ident),*;)*) => {$(
            if steps.holds(Step::$step) {
                $(told.$field.clear();)*
            }
        )*};
    }
    drop! {
        ContactIdentifiers: phones, emails, handles, profiles;
        Names: aliases;
        Marks: marks;
        Ethnicity: ethnicity;
        Gender: gender;
        Hair: hair_colour, hair_length, hair_style;
        FacialHair: facial_hair;
        Build: build;
        Glasses: glasses;
        Accent: accent;
        Languages: languages;
        Eyes: eye_colour;
        Complexion: complexion;
        Behaviours: behaviours;
        Clothing: clothing;
        Smells: smells;
    }
    if steps.holds(Step::Age) {
        told.age = None;
    }
    if steps.holds(Step::Height) {
        told.height_cm = None;
    }
    let vehicles = told.vehicles.into_iter().map(|told| vehicle(told, steps));
    told.vehicles = vehicles.filter(|vehicle| *vehicle != Vehicle::default()).collect();
    told
}

fn vehicle(told: Vehicle, steps: Steps) -> Vehicle {
    let plate = told.plate.clone().filter(|_| !steps.holds(Step::Plate));
    let mut rest = if steps.holds(Step::Vehicle) { Vehicle::default() } else { told };
    if steps.holds(Step::VehicleFeatures) {
        rest.features.clear();
    }
    Vehicle { plate, ..rest }
}

fn when(when: ShownWhen, steps: Steps) -> Option<ShownWhen> {
    if steps.holds(Step::Date) {
        return None;
    }
    let coarser = |moment| match moment {
        ShownMoment::PartOfDay(day, _) if steps.holds(Step::PartOfDay) && !steps.holds(Step::Day) => {
            ShownMoment::Day(day)
        }
        ShownMoment::PartOfDay(day, _) | ShownMoment::Band(day, _) | ShownMoment::Day(day)
            if steps.holds(Step::Day) =>
        {
            ShownMoment::Month(day.month())
        }
        moment => moment,
    };
    let (from, to) = when.ends();
    let (from, to) = (coarser(from), coarser(to));
    Some(if from == to { ShownWhen::Moment(from) } else { ShownWhen::Range(from, to) })
}

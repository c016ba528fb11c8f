//! Vehicles, as they were seen.

use super::{Found, Scale};
use crate::{
    incident::Colour,
    matching::{Agreement, Field, Sighting},
    vehicle::{Make, VehicleKind},
};

/// Colours that are taken for each other, at night above all.
const COLOURS: &[(Colour, Colour)] = &[
    (Colour::Grey, Colour::Silver),
    (Colour::White, Colour::Silver),
    (Colour::Black, Colour::Grey),
    (Colour::Black, Colour::Blue),
    (Colour::Grey, Colour::Blue),
    (Colour::Blue, Colour::Green),
    (Colour::Blue, Colour::Purple),
    (Colour::Red, Colour::Orange),
    (Colour::Red, Colour::Brown),
    (Colour::Red, Colour::Pink),
    (Colour::Red, Colour::Purple),
    (Colour::Beige, Colour::Gold),
    (Colour::Beige, Colour::White),
    (Colour::Beige, Colour::Brown),
    (Colour::Gold, Colour::Yellow),
    (Colour::Gold, Colour::Brown),
    (Colour::Gold, Colour::Silver),
    (Colour::Orange, Colour::Yellow),
    (Colour::Yellow, Colour::White),
];

/// Kinds that are one kind to who sees them pass.
const KINDS: &[(VehicleKind, VehicleKind)] = &[
    (VehicleKind::Car, VehicleKind::Taxi),
    (VehicleKind::Van, VehicleKind::Minibus),
    (VehicleKind::Van, VehicleKind::Motorhome),
    (VehicleKind::Motorcycle, VehicleKind::Moped),
];

fn is_among<T: PartialEq>(pairs: &[(T, T)], one: &T, other: &T) -> bool {
    pairs.iter().any(|(a, b)| a == one && b == other || a == other && b == one)
}

impl Scale<'_> {
    pub(super) fn vehicles(&self, one: &Sighting, other: &Sighting, add: &mut impl FnMut(Field, Found)) {
        let (mine, theirs) = (&one.vehicle, &other.vehicle);
        let mut both = |field: Field, agreement: Option<Agreement>| {
            add(field, agreement.and_then(|agreement| self.level(field, agreement)));
        };
        both(
            Field::VehicleKind,
            mine.kind.zip(theirs.kind).and_then(|(one, other)| {
                if one == other {
                    (one != VehicleKind::Other).then_some(Agreement::Same)
                } else {
                    (!is_among(KINDS, &one, &other)).then_some(Agreement::Differs)
                }
            }),
        );
        let make = |make: Option<Make>, model: Option<crate::vehicle::Model>| {
            make.or(model.map(crate::vehicle::Model::make)).filter(|make| *make != Make::Other)
        };
        let makes = make(mine.make, mine.model).zip(make(theirs.make, theirs.model));
        both(
            Field::VehicleMake,
            makes.map(|(one, other)| if one == other { Agreement::Same } else { Agreement::Differs }),
        );
        // Models of different makes differ already by their makes.
        let models = mine.model.zip(theirs.model).filter(|(one, other)| one.make() == other.make());
        both(
            Field::VehicleModel,
            models.map(|(one, other)| if one == other { Agreement::Same } else { Agreement::Differs }),
        );
        both(
            Field::VehicleColour,
            mine.colour.zip(theirs.colour).and_then(|(one, other)| {
                let open = |colour| matches!(colour, Colour::Multi | Colour::Other);
                if open(one) || open(other) {
                    return None;
                }
                Some(if one == other {
                    Agreement::Same
                } else if is_among(COLOURS, &one, &other) {
                    Agreement::Near
                } else {
                    Agreement::Differs
                })
            }),
        );
    }
}

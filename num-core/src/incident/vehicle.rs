//! A vehicle, as it was seen.

use crate::{
    answer::section,
    code::code_table,
    descriptor::Plate,
    vehicle::{Make, Model, VehicleKind},
};

section! {
    /// A vehicle.
    Vehicle {
        /// What kind.
        kind: answer VehicleKind,
        /// Its make.
        make: answer Make,
        /// Its model, one of the make's.
        model: answer Model,
        /// Its colour.
        colour: answer Colour,
        /// Its number plate, whole or partial.
        plate: option Plate,
        /// What else was seen of it.
        features: list VehicleFeature,
    }
}

code_table! {
    /// A colour.
    Colour {
        Black = "black",
        White = "white",
        Grey = "grey",
        Silver = "silver",
        Blue = "blue",
        Red = "red",
        Green = "green",
        Brown = "brown",
        Yellow = "yellow",
        Orange = "orange",
        Purple = "purple",
        Pink = "pink",
        Beige = "beige",
        Gold = "gold",
        Multi = "multi",
        Other = "other",
    }
}

code_table! {
    /// Something by which a vehicle can be told.
    VehicleFeature {
        TaxiSign = "taxi_sign",
        PrivateHireBadge = "private_hire_badge",
        Signwriting = "signwriting",
        Stickers = "stickers",
        RoofRack = "roof_rack",
        TowBar = "tow_bar",
        TintedWindows = "tinted_windows",
        ChildSeat = "child_seat",
        LeftHandDrive = "left_hand_drive",
        SlidingDoor = "sliding_door",
        NoRearSeats = "no_rear_seats",
        ToolsInside = "tools_inside",
        AirFreshener = "air_freshener",
        Dashcam = "dashcam",
        Damaged = "damaged",
        Rusty = "rusty",
        Dirty = "dirty",
        ForeignPlate = "foreign_plate",
        NoPlate = "no_plate",
        Other = "other",
    }
}

//! What is compared of two sightings.

use crate::{
    code::code_table,
    linkage::{Agreement, Group},
};

code_table! {
    /// What is compared of two sightings.
    Field {
        Phone = "phone",
        Email = "email",
        Handle = "handle",
        Plate = "plate",
        Name = "name",
        VehicleKind = "vehicle_kind",
        VehicleMake = "vehicle_make",
        VehicleModel = "vehicle_model",
        VehicleColour = "vehicle_colour",
        Gender = "gender",
        Age = "age",
        Height = "height",
        Build = "build",
        HairColour = "hair_colour",
        HairLength = "hair_length",
        HairStyle = "hair_style",
        FacialHair = "facial_hair",
        EyeColour = "eye_colour",
        Glasses = "glasses",
        Mark = "mark",
        Behaviour = "behaviour",
        Place = "place",
        Ethnicity = "ethnicity",
        Accent = "accent",
        Language = "language",
        Complexion = "complexion",
    }
}

impl Field {
    /// The group in which it is capped.
    pub fn group(self) -> Group {
        match self {
            Self::Phone | Self::Email | Self::Handle | Self::Plate => Group::Identifiers,
            Self::Name => Group::Names,
            Self::VehicleKind | Self::VehicleMake | Self::VehicleModel | Self::VehicleColour => Group::Vehicle,
            Self::Gender
            | Self::Age
            | Self::Height
            | Self::Build
            | Self::HairColour
            | Self::HairLength
            | Self::HairStyle
            | Self::FacialHair
            | Self::EyeColour
            | Self::Glasses => Group::Body,
            Self::Mark => Group::Marks,
            Self::Behaviour => Group::Behaviour,
            Self::Place => Group::Place,
            Self::Ethnicity | Self::Accent | Self::Language | Self::Complexion => Group::Origin,
        }
    }

    /// What a caseworker calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone number",
            Self::Email => "e-mail address",
            Self::Handle => "username",
            Self::Plate => "number plate",
            Self::Name => "name",
            Self::VehicleKind => "kind of vehicle",
            Self::VehicleMake => "make of vehicle",
            Self::VehicleModel => "model of vehicle",
            Self::VehicleColour => "colour of vehicle",
            Self::Gender => "gender",
            Self::Age => "age",
            Self::Height => "height",
            Self::Build => "build",
            Self::HairColour => "hair colour",
            Self::HairLength => "hair length",
            Self::HairStyle => "hair style",
            Self::FacialHair => "facial hair",
            Self::EyeColour => "eye colour",
            Self::Glasses => "glasses",
            Self::Mark => "tattoo, scar or mark",
            Self::Behaviour => "behaviour",
            Self::Place => "area",
            Self::Ethnicity => "perceived ethnicity",
            Self::Accent => "accent",
            Self::Language => "language",
            Self::Complexion => "complexion",
        }
    }

    /// The agreement in a caseworker's words, such as `number plate one character apart`.
    pub fn words(self, agreement: Agreement) -> String {
        let name = self.name();
        match (self, agreement) {
            (Self::Phone, Agreement::Near) => "phone number one digit apart, or two digits swapped".to_owned(),
            (Self::Phone, Agreement::Part) => "same last digits of a phone number".to_owned(),
            (Self::Email, Agreement::Near) => "e-mail address one character apart".to_owned(),
            (Self::Handle, Agreement::Near) => "username one character apart".to_owned(),
            (Self::Handle, Agreement::Stem) => "same username with other digits".to_owned(),
            (Self::Plate, Agreement::Confusable) => {
                "same number plate but for characters that are easily confused".to_owned()
            }
            (Self::Plate, Agreement::Near) => "similar number plate, one character apart".to_owned(),
            (Self::Plate, Agreement::Part) => "what is known of the number plates fits".to_owned(),
            (Self::Name, Agreement::Part) => "a part of the name is the same".to_owned(),
            (Self::Age | Self::Height, Agreement::Same) => format!("{name} as told is the same"),
            (Self::Age | Self::Height, Agreement::Compatible) => format!("{name} fits"),
            (Self::Behaviour, Agreement::Part) => "some of the behaviour is the same".to_owned(),
            (Self::Mark, Agreement::Differs) => "other tattoos, scars or marks".to_owned(),
            (Self::Place, Agreement::Near) => "same police force area".to_owned(),
            (Self::Place, Agreement::Differs) => "another police force area".to_owned(),
            (_, Agreement::Same) => format!("same {name}"),
            (_, Agreement::Confusable) => format!("{name} easily confused with the other"),
            (_, Agreement::Near) => format!("similar {name}"),
            (_, Agreement::Nickname) => format!("a known short form of the {name}"),
            (_, Agreement::Swapped) => format!("same parts of the {name}, in another order"),
            (_, Agreement::Similar) => format!("{name} that sounds or looks alike"),
            (_, Agreement::Initial) => format!("same first letter of the {name}"),
            (_, Agreement::Stem) => format!("same stem of the {name}"),
            (_, Agreement::Part) => format!("a part of the {name} is the same"),
            (_, Agreement::Compatible) => format!("{name} fits"),
            (_, Agreement::Common) => format!("same {name}, but one that too many reports carry"),
            (_, Agreement::Differs) => format!("{name} differs"),
            (_, Agreement::Far) => format!("{name} differs widely"),
        }
    }
}

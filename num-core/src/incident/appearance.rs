//! What an offender looks and sounds like, in codes.

use serde::Serialize;

use crate::{
    answer::section,
    code::{code_table, named_code_table},
    descriptor::Estimate,
    ethnicity::PerceivedEthnicity,
    incident::Colour,
    language::SpokenLanguage,
};

section! {
    /// What an offender looks like, as it was perceived.
    Appearance {
        /// Gender.
        gender: answer Gender,
        /// Ethnicity.
        ethnicity: answer PerceivedEthnicity,
        /// Age in years, 10–110, in numbers or in words.
        age: answer Estimate,
        /// Height in centimetres, 100–250, in numbers or in words.
        height_cm: answer Estimate,
        /// Build.
        build: answer Build,
        /// Colour of the hair.
        hair_colour: answer HairColour,
        /// Length of the hair.
        hair_length: answer HairLength,
        /// Style of the hair.
        hair_style: answer HairStyle,
        /// Facial hair.
        facial_hair: answer FacialHair,
        /// Colour of the eyes.
        eye_colour: answer EyeColour,
        /// Complexion.
        complexion: answer Complexion,
        /// Glasses.
        glasses: answer Glasses,
        /// Accent.
        accent: answer Accent,
        /// Languages that he spoke.
        languages: list SpokenLanguage,
        /// Tattoos, scars and other marks.
        marks: list Mark,
        /// What he wore.
        clothing: list Clothing,
        /// What he smelt of.
        smells: list Smell,
    }
}

/// A tattoo, a scar or another mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Where on the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_place: Option<BodyPlace>,
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motif: Option<Motif>,
}

/// A piece of clothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Clothing {
    /// What it is.
    pub item: ClothingItem,
    /// Its colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
}

code_table! {
    /// A gender as it was perceived.
    Gender {
        Man = "man",
        Woman = "woman",
        NonBinary = "non_binary",
        Other = "other",
    }
}

code_table! {
    /// A build.
    Build {
        Slim = "slim",
        Average = "average",
        Athletic = "athletic",
        Muscular = "muscular",
        Stocky = "stocky",
        Large = "large",
    }
}

code_table! {
    /// A colour of hair.
    HairColour {
        Black = "black",
        DarkBrown = "dark_brown",
        Brown = "brown",
        LightBrown = "light_brown",
        Blond = "blond",
        Red = "red",
        Grey = "grey",
        White = "white",
        Dyed = "dyed",
        Other = "other",
    }
}

code_table! {
    /// A length of hair.
    HairLength {
        Bald = "bald",
        Shaved = "shaved",
        Short = "short",
        Medium = "medium",
        Long = "long",
    }
}

code_table! {
    /// A style of hair.
    HairStyle {
        Straight = "straight",
        Wavy = "wavy",
        Curly = "curly",
        Afro = "afro",
        Dreadlocks = "dreadlocks",
        Braids = "braids",
        Ponytail = "ponytail",
        Receding = "receding",
        Spiky = "spiky",
        Covered = "covered",
        Other = "other",
    }
}

code_table! {
    /// Facial hair.
    FacialHair {
        None = "none",
        Stubble = "stubble",
        Moustache = "moustache",
        Goatee = "goatee",
        Beard = "beard",
        LongBeard = "long_beard",
        Other = "other",
    }
}

code_table! {
    /// A colour of eyes.
    EyeColour {
        Blue = "blue",
        Green = "green",
        Hazel = "hazel",
        Brown = "brown",
        Grey = "grey",
        Other = "other",
    }
}

code_table! {
    /// A complexion.
    Complexion {
        Pale = "pale",
        Fair = "fair",
        Ruddy = "ruddy",
        Tanned = "tanned",
        Olive = "olive",
        Brown = "brown",
        Dark = "dark",
        Freckled = "freckled",
        Spotty = "spotty",
        Pockmarked = "pockmarked",
        Other = "other",
    }
}

code_table! {
    /// Glasses.
    Glasses {
        None = "none",
        Glasses = "glasses",
        Sunglasses = "sunglasses",
    }
}

named_code_table! {
    /// An accent, as a listener places it.
    Accent {
        Local = "local" "local",
        London = "london" "London",
        Southern = "southern" "southern English",
        WestCountry = "west_country" "West Country",
        EastAnglian = "east_anglian" "East Anglian",
        Midlands = "midlands" "Midlands",
        Birmingham = "birmingham" "Birmingham",
        Northern = "northern" "northern English",
        Yorkshire = "yorkshire" "Yorkshire",
        Manchester = "manchester" "Manchester",
        Liverpool = "liverpool" "Liverpool",
        NorthEast = "north_east" "north-eastern English",
        Scottish = "scottish" "Scottish",
        Welsh = "welsh" "Welsh",
        NorthernIrish = "northern_irish" "Northern Irish",
        Irish = "irish" "Irish",
        EasternEuropean = "eastern_european" "eastern European",
        WesternEuropean = "western_european" "western European",
        SouthAsian = "south_asian" "South Asian",
        EastAsian = "east_asian" "East Asian",
        MiddleEastern = "middle_eastern" "Middle Eastern",
        African = "african" "African",
        Caribbean = "caribbean" "Caribbean",
        American = "american" "American",
        Other = "other" "another",
    }
}

code_table! {
    /// A kind of mark.
    MarkKind {
        Tattoo = "tattoo",
        Scar = "scar",
        Birthmark = "birthmark",
        Mole = "mole",
        Piercing = "piercing",
        Burn = "burn",
        Teeth = "teeth",
        MissingPart = "missing_part",
        Limp = "limp",
        SkinCondition = "skin_condition",
        Other = "other",
    }
}

code_table! {
    /// A place on the body.
    BodyPlace {
        Head = "head",
        Face = "face",
        Mouth = "mouth",
        Ear = "ear",
        Neck = "neck",
        Shoulder = "shoulder",
        Chest = "chest",
        Back = "back",
        Stomach = "stomach",
        Arm = "arm",
        LeftArm = "left_arm",
        RightArm = "right_arm",
        Hand = "hand",
        LeftHand = "left_hand",
        RightHand = "right_hand",
        Leg = "leg",
        LeftLeg = "left_leg",
        RightLeg = "right_leg",
        Foot = "foot",
    }
}

code_table! {
    /// What a tattoo shows.
    Motif {
        Writing = "writing",
        Name = "name",
        Number = "number",
        Cross = "cross",
        Heart = "heart",
        Star = "star",
        Skull = "skull",
        Flower = "flower",
        Bird = "bird",
        Animal = "animal",
        Dragon = "dragon",
        Snake = "snake",
        SpiderWeb = "spider_web",
        Portrait = "portrait",
        Flag = "flag",
        Football = "football",
        Tribal = "tribal",
        Religious = "religious",
        Anchor = "anchor",
        Other = "other",
    }
}

code_table! {
    /// A piece of clothing.
    ClothingItem {
        Hoodie = "hoodie",
        Tracksuit = "tracksuit",
        TShirt = "t_shirt",
        Shirt = "shirt",
        Jumper = "jumper",
        Jacket = "jacket",
        Coat = "coat",
        Suit = "suit",
        Jeans = "jeans",
        Trousers = "trousers",
        Shorts = "shorts",
        Uniform = "uniform",
        HiVis = "hi_vis",
        WorkClothes = "work_clothes",
        ReligiousDress = "religious_dress",
        Cap = "cap",
        Hat = "hat",
        Balaclava = "balaclava",
        FaceCovering = "face_covering",
        Gloves = "gloves",
        Trainers = "trainers",
        Boots = "boots",
        Shoes = "shoes",
        Jewellery = "jewellery",
        Bag = "bag",
        Other = "other",
    }
}

code_table! {
    /// A smell.
    Smell {
        Alcohol = "alcohol",
        Cannabis = "cannabis",
        Tobacco = "tobacco",
        Aftershave = "aftershave",
        BodyOdour = "body_odour",
        FuelOrOil = "fuel_or_oil",
        Paint = "paint",
        Food = "food",
        Chemicals = "chemicals",
        Other = "other",
    }
}

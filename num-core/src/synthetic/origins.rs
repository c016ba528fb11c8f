//! Where a family comes from: what goes together with it. Ethnicity, accent, languages, hair, eyes, complexion and names are drawn
//! from one origin, never each for itself. Shares follow the census: offenders are drawn like everybody else who lives there.

use super::names::{self, Names};

type Weighted = &'static [(u32, &'static str)];

/// An origin.
pub(super) struct Origin {
    /// What it is called in the ground truth.
    pub(super) code: &'static str,
    /// In a thousand men outside London and in it: the ethnic groups of the census of 2021 for England and Wales, rounded; their
    /// division into pools of names is assumed.
    share: (u16, u16),
    /// The IC code by which a practised eye would describe him.
    pub(super) ethnicity: &'static str,
    /// What it may be taken for.
    pub(super) taken_for: &'static [&'static str],
    /// The accent of those who did not grow up here; empty: they all did.
    pub(super) accent: &'static str,
    /// Languages besides English.
    pub(super) languages: Weighted,
    pub(super) hair: Weighted,
    pub(super) eyes: Weighted,
    pub(super) complexion: Weighted,
    pub(super) hair_style: Weighted,
    pub(super) names: &'static Names,
}

const FAIR_HAIR: Weighted =
    &[(10, "black"), (28, "dark_brown"), (26, "brown"), (14, "light_brown"), (14, "blond"), (6, "red"), (2, "dyed")];
const EAST_HAIR: Weighted =
    &[(10, "black"), (30, "dark_brown"), (24, "brown"), (18, "light_brown"), (17, "blond"), (1, "red")];
const SOUTH_HAIR: Weighted = &[(40, "black"), (45, "dark_brown"), (12, "brown"), (2, "light_brown"), (1, "dyed")];
const BLACK_HAIR: Weighted = &[(93, "black"), (5, "dark_brown"), (2, "dyed")];
const FAIR_EYES: Weighted = &[(45, "blue"), (17, "green"), (10, "hazel"), (22, "brown"), (6, "grey")];
const SOUTH_EYES: Weighted = &[(6, "blue"), (8, "green"), (16, "hazel"), (70, "brown")];
const BROWN_EYES: Weighted = &[(97, "brown"), (3, "hazel")];
const FAIR_SKIN: Weighted =
    &[(30, "pale"), (36, "fair"), (14, "ruddy"), (8, "tanned"), (5, "freckled"), (4, "spotty"), (3, "pockmarked")];
const EAST_SKIN: Weighted = &[(40, "pale"), (40, "fair"), (12, "ruddy"), (5, "tanned"), (3, "pockmarked")];
const OLIVE_SKIN: Weighted = &[(52, "olive"), (32, "tanned"), (10, "fair"), (4, "brown"), (2, "pockmarked")];
const BROWN_SKIN: Weighted = &[(76, "brown"), (12, "olive"), (9, "dark"), (3, "pockmarked")];
const DARK_SKIN: Weighted = &[(74, "dark"), (25, "brown"), (1, "pockmarked")];
const STRAIGHT: Weighted = &[(58, "straight"), (20, "wavy"), (8, "curly"), (10, "spiky"), (2, "ponytail")];
const TURNED: Weighted = &[(52, "straight"), (34, "wavy"), (10, "curly"), (3, "ponytail"), (1, "covered")];
const SOUTH_ASIAN_STYLE: Weighted = &[(62, "straight"), (24, "wavy"), (4, "curly"), (6, "covered"), (4, "spiky")];
const AFRO: Weighted = &[(52, "afro"), (17, "dreadlocks"), (16, "braids"), (15, "curly")];

pub(super) const ORIGINS: [Origin; 14] = [
    Origin {
        code: "british",
        share: (790, 370),
        ethnicity: "ic1",
        taken_for: &["ic2"],
        accent: "",
        languages: &[(98, ""), (2, "cy")],
        hair: FAIR_HAIR,
        eyes: FAIR_EYES,
        complexion: FAIR_SKIN,
        hair_style: STRAIGHT,
        names: &names::BRITISH,
    },
    Origin {
        code: "irish",
        share: (8, 18),
        ethnicity: "ic1",
        taken_for: &["ic2"],
        accent: "irish",
        languages: &[(1, "")],
        hair: FAIR_HAIR,
        eyes: FAIR_EYES,
        complexion: FAIR_SKIN,
        hair_style: STRAIGHT,
        names: &names::IRISH,
    },
    Origin {
        code: "polish",
        share: (14, 20),
        ethnicity: "ic1",
        taken_for: &["ic2"],
        accent: "eastern_european",
        languages: &[(70, "pl"), (10, "lt"), (6, "lv"), (7, "uk"), (7, "ru")],
        hair: EAST_HAIR,
        eyes: FAIR_EYES,
        complexion: EAST_SKIN,
        hair_style: STRAIGHT,
        names: &names::POLISH,
    },
    Origin {
        code: "romanian",
        share: (9, 20),
        ethnicity: "ic2",
        taken_for: &["ic1", "ic6", "ic4"],
        accent: "eastern_european",
        languages: &[(80, "ro"), (12, "hu"), (8, "bg")],
        hair: SOUTH_HAIR,
        eyes: SOUTH_EYES,
        complexion: OLIVE_SKIN,
        hair_style: STRAIGHT,
        names: &names::ROMANIAN,
    },
    Origin {
        code: "balkan",
        share: (4, 12),
        ethnicity: "ic2",
        taken_for: &["ic1", "ic6"],
        accent: "eastern_european",
        languages: &[(60, "sq"), (20, "sr"), (20, "bg")],
        hair: SOUTH_HAIR,
        eyes: SOUTH_EYES,
        complexion: OLIVE_SKIN,
        hair_style: STRAIGHT,
        names: &names::BALKAN,
    },
    Origin {
        code: "pakistani",
        share: (34, 70),
        ethnicity: "ic4",
        taken_for: &["ic6", "ic2"],
        accent: "south_asian",
        languages: &[(45, "ur"), (30, "pa"), (20, "bn"), (5, "ps")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: BROWN_SKIN,
        hair_style: SOUTH_ASIAN_STYLE,
        names: &names::PAKISTANI,
    },
    Origin {
        code: "indian",
        share: (25, 75),
        ethnicity: "ic4",
        taken_for: &["ic6"],
        accent: "south_asian",
        languages: &[(40, "pa"), (25, "gu"), (15, "hi"), (8, "ta"), (6, "te"), (6, "ml")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: BROWN_SKIN,
        hair_style: SOUTH_ASIAN_STYLE,
        names: &names::INDIAN,
    },
    Origin {
        code: "caribbean",
        share: (15, 60),
        ethnicity: "ic3",
        taken_for: &["ic9"],
        accent: "caribbean",
        languages: &[(1, "")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: DARK_SKIN,
        hair_style: AFRO,
        names: &names::CARIBBEAN,
    },
    Origin {
        code: "west_african",
        share: (18, 80),
        ethnicity: "ic3",
        taken_for: &["ic9"],
        accent: "african",
        languages: &[(40, "yo"), (25, "ig"), (25, "tw"), (10, "fr")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: DARK_SKIN,
        hair_style: AFRO,
        names: &names::WEST_AFRICAN,
    },
    Origin {
        code: "east_african",
        share: (6, 30),
        ethnicity: "ic3",
        taken_for: &["ic6", "ic4"],
        accent: "african",
        languages: &[(50, "so"), (20, "am"), (20, "ti"), (10, "sw")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: DARK_SKIN,
        hair_style: AFRO,
        names: &names::EAST_AFRICAN,
    },
    Origin {
        code: "chinese",
        share: (8, 20),
        ethnicity: "ic5",
        taken_for: &["ic4"],
        accent: "east_asian",
        languages: &[(45, "zh"), (30, "yue"), (25, "vi")],
        hair: BLACK_HAIR,
        eyes: BROWN_EYES,
        complexion: &[(50, "fair"), (30, "tanned"), (20, "pale")],
        hair_style: STRAIGHT,
        names: &names::CHINESE,
    },
    Origin {
        code: "arab",
        share: (9, 35),
        ethnicity: "ic6",
        taken_for: &["ic4", "ic2"],
        accent: "middle_eastern",
        languages: &[(60, "ar"), (25, "fa"), (15, "ku")],
        hair: SOUTH_HAIR,
        eyes: BROWN_EYES,
        complexion: OLIVE_SKIN,
        hair_style: TURNED,
        names: &names::ARAB,
    },
    Origin {
        code: "turkish",
        share: (4, 25),
        ethnicity: "ic2",
        taken_for: &["ic6", "ic1"],
        accent: "middle_eastern",
        languages: &[(70, "tr"), (30, "ku")],
        hair: SOUTH_HAIR,
        eyes: SOUTH_EYES,
        complexion: OLIVE_SKIN,
        hair_style: TURNED,
        names: &names::TURKISH,
    },
    Origin {
        code: "south_european",
        share: (15, 50),
        ethnicity: "ic2",
        taken_for: &["ic1", "ic6"],
        accent: "western_european",
        languages: &[(40, "pt"), (25, "es"), (30, "it"), (5, "fr")],
        hair: SOUTH_HAIR,
        eyes: SOUTH_EYES,
        complexion: OLIVE_SKIN,
        hair_style: TURNED,
        names: &names::SOUTH_EUROPEAN,
    },
];

pub(super) fn origin(number: u8) -> &'static Origin {
    let [first, ..] = &ORIGINS;
    ORIGINS.get(usize::from(number)).unwrap_or(first)
}

/// The shares of the origins where somebody lives.
pub(super) fn shares(london: bool) -> impl Iterator<Item = f64> + Clone {
    ORIGINS.iter().map(move |origin| f64::from(if london { origin.share.1 } else { origin.share.0 }))
}

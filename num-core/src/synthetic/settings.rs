//! The settings in which people work, and what hangs on them.

use serde::{Deserialize, Serialize};

/// How she was working then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Setting {
    #[default]
    Street,
    IndoorAlone,
    SharedPremises,
    Parlour,
    Escort,
    Online,
    Other,
}

impl Setting {
    pub(super) const ALL: [Self; 7] =
        [Self::Street, Self::IndoorAlone, Self::SharedPremises, Self::Parlour, Self::Escort, Self::Online, Self::Other];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Street => "street",
            Self::IndoorAlone => "indoor_alone",
            Self::SharedPremises => "shared_premises",
            Self::Parlour => "parlour",
            Self::Escort => "escort",
            Self::Online => "online",
            Self::Other => "other",
        }
    }

    /// When things happen, hour by hour (assumed: the street at night, premises from noon on, the net in the evening).
    pub(super) fn hours(self) -> &'static [(u32, u8)] {
        match self {
            Self::Street => &[
                (9, 0),
                (9, 1),
                (7, 2),
                (5, 3),
                (3, 4),
                (2, 5),
                (1, 6),
                (1, 9),
                (1, 11),
                (1, 13),
                (1, 15),
                (2, 17),
                (3, 18),
                (5, 19),
                (7, 20),
                (9, 21),
                (11, 22),
                (11, 23),
            ],
            Self::Parlour | Self::SharedPremises => &[
                (3, 0),
                (2, 1),
                (1, 2),
                (2, 10),
                (4, 11),
                (5, 12),
                (6, 13),
                (6, 14),
                (6, 15),
                (6, 16),
                (7, 17),
                (8, 18),
                (8, 19),
                (8, 20),
                (7, 21),
                (6, 22),
                (4, 23),
            ],
            Self::Online => &[
                (4, 0),
                (3, 1),
                (2, 2),
                (1, 5),
                (1, 7),
                (2, 8),
                (3, 9),
                (3, 10),
                (3, 12),
                (3, 14),
                (4, 16),
                (5, 18),
                (6, 19),
                (8, 20),
                (9, 21),
                (8, 22),
                (6, 23),
            ],
            _ => &[
                (4, 0),
                (3, 1),
                (2, 2),
                (1, 3),
                (1, 9),
                (3, 10),
                (4, 11),
                (5, 12),
                (5, 13),
                (5, 14),
                (5, 15),
                (5, 16),
                (6, 17),
                (7, 18),
                (8, 19),
                (8, 20),
                (8, 21),
                (7, 22),
                (5, 23),
            ],
        }
    }

    /// How contact was made.
    pub(super) fn contacts(self) -> &'static [(u32, &'static str)] {
        match self {
            Self::Street => &[(88, "on_street"), (4, "phone_call"), (4, "text_message"), (4, "through_someone")],
            Self::Parlour => &[(66, "in_venue"), (24, "phone_call"), (6, "advert_site"), (4, "through_someone")],
            Self::Online => {
                &[(40, "social_media"), (30, "advert_site"), (16, "email"), (8, "dating_app"), (6, "other")]
            }
            Self::Other => {
                &[(30, "on_street"), (20, "in_venue"), (20, "through_someone"), (20, "dating_app"), (10, "other")]
            }
            _ => &[
                (42, "advert_site"),
                (26, "text_message"),
                (18, "phone_call"),
                (4, "dating_app"),
                (4, "agency"),
                (3, "email"),
                (3, "social_media"),
            ],
        }
    }

    /// Where it happens.
    pub(super) fn kinds_of_place(self) -> &'static [(u32, &'static str)] {
        match self {
            Self::Street => &[
                (30, "vehicle"),
                (28, "street"),
                (14, "car_park"),
                (12, "industrial_estate"),
                (10, "open_space"),
                (6, "offenders_home"),
            ],
            Self::IndoorAlone => &[(74, "working_premises"), (26, "victims_home")],
            Self::SharedPremises => &[(94, "working_premises"), (6, "victims_home")],
            Self::Parlour => &[(84, "venue"), (16, "working_premises")],
            Self::Escort => &[(48, "hotel"), (42, "offenders_home"), (6, "vehicle"), (4, "other")],
            Self::Online => &[(100, "online")],
            Self::Other => {
                &[(30, "other"), (24, "venue"), (20, "offenders_home"), (14, "victims_home"), (12, "street")]
            }
        }
    }
}

/// A probability for each setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BySetting {
    /// On the street.
    pub street: f64,
    /// Indoors and alone.
    pub indoor_alone: f64,
    /// In premises shared with others.
    pub shared_premises: f64,
    /// In a parlour or a sauna.
    pub parlour: f64,
    /// As an escort, going out.
    pub escort: f64,
    /// Online.
    pub online: f64,
    /// Otherwise.
    pub other: f64,
}

impl BySetting {
    /// In the order of the table: street, indoors alone, shared premises, parlour, escort, online, other.
    pub(super) const fn of([street, indoor_alone, shared_premises, parlour, escort, online, other]: [f64; 7]) -> Self {
        Self { street, indoor_alone, shared_premises, parlour, escort, online, other }
    }

    /// The same everywhere.
    pub const fn even(probability: f64) -> Self {
        Self::of([probability; 7])
    }

    pub(super) fn values(&self) -> [f64; 7] {
        [self.street, self.indoor_alone, self.shared_premises, self.parlour, self.escort, self.online, self.other]
    }

    pub(super) fn at(&self, setting: Setting) -> f64 {
        self.values().get(setting as usize).copied().unwrap_or_default()
    }
}

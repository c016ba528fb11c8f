//! How offenders go about it: what they do, and where and to whom.

use super::settings::Setting;

type Weighted = &'static [(u32, &'static str)];

/// A way of offending. An offender has one for life; what he does in one encounter is drawn from his own repertoire.
pub(super) struct Style {
    /// What it is called in the ground truth.
    pub(super) code: &'static str,
    /// How many offenders in a thousand have it (assumed).
    pub(super) share: u32,
    /// How often an encounter of his has a sexual offence, before calibration (assumed).
    pub(super) sexual: f64,
    /// How serious it is taken to be, for consent to full details (assumed).
    pub(super) weight: f64,
    /// Offences other than sexual ones.
    pub(super) offences: Weighted,
    /// What he may do.
    pub(super) behaviours: Weighted,
    /// Where he goes, in the order of the settings (assumed).
    pub(super) settings: [u16; 7],
    /// What he is to the victim.
    pub(super) relations: Weighted,
}

const CLIENT: Weighted = &[(86, "client"), (10, "stranger"), (3, "acquaintance"), (1, "other_known")];

pub(super) const STYLES: [Style; 10] = [
    Style {
        code: "cheat",
        share: 180,
        sexual: 0.02,
        weight: 0.5,
        offences: &[
            (62, "making_off_without_payment"),
            (16, "theft"),
            (8, "blackmail"),
            (8, "haggling"),
            (6, "assault_without_injury"),
        ],
        behaviours: &[
            (30, "refuses_payment"),
            (26, "takes_money_back"),
            (12, "fake_money"),
            (16, "fake_transfer"),
            (14, "haggles"),
            (8, "poses_as_client"),
            (8, "changes_name"),
            (10, "withholds_number"),
            (5, "poses_as_police"),
            (6, "overstays"),
        ],
        settings: [18, 30, 9, 8, 24, 7, 4],
        relations: CLIENT,
    },
    Style {
        code: "robber",
        share: 140,
        sexual: 0.08,
        weight: 1.4,
        offences: &[
            (80, "robbery"),
            (10, "assault_with_injury"),
            (4, "threats_to_kill"),
            (3, "kidnapping"),
            (3, "criminal_damage"),
        ],
        behaviours: &[
            (28, "steals_belongings"),
            (16, "knife"),
            (3, "gun"),
            (6, "blunt_weapon"),
            (12, "takes_phone"),
            (14, "acts_with_others"),
            (18, "poses_as_client"),
            (10, "watches_first"),
            (12, "withholds_number"),
            (8, "locks_in"),
            (8, "hits"),
            (3, "other_weapon"),
        ],
        settings: [26, 28, 12, 12, 15, 1, 6],
        relations: CLIENT,
    },
    Style {
        code: "thief",
        share: 90,
        sexual: 0.01,
        weight: 0.7,
        offences: &[(84, "theft"), (10, "criminal_damage"), (6, "suspicious_behaviour")],
        behaviours: &[
            (40, "steals_belongings"),
            (24, "takes_phone"),
            (20, "takes_money_back"),
            (12, "poses_as_client"),
            (8, "uses_drugs"),
            (8, "offers_drugs"),
            (6, "changes_name"),
        ],
        settings: [30, 24, 14, 10, 15, 1, 6],
        relations: CLIENT,
    },
    Style {
        code: "violent",
        share: 120,
        sexual: 0.15,
        weight: 1.6,
        offences: &[
            (44, "assault_with_injury"),
            (26, "assault_without_injury"),
            (9, "assault_intending_serious_harm"),
            (2, "attempted_murder"),
            (9, "threats_to_kill"),
            (4, "kidnapping"),
            (6, "criminal_damage"),
        ],
        behaviours: &[
            (32, "hits"),
            (18, "strangles"),
            (12, "restrains"),
            (20, "drunk"),
            (14, "uses_drugs"),
            (10, "intoxicated"),
            (18, "verbally_abuses"),
            (8, "locks_in"),
            (8, "blunt_weapon"),
            (8, "knife"),
            (3, "acid"),
            (8, "kerb_crawls"),
            (10, "drives_to_remote_place"),
        ],
        settings: [46, 18, 8, 6, 12, 1, 9],
        relations: &[(78, "client"), (12, "stranger"), (5, "ex_partner"), (5, "acquaintance")],
    },
    Style {
        code: "sexual",
        share: 200,
        sexual: 0.92,
        weight: 1.7,
        offences: &[
            (40, "assault_without_injury"),
            (30, "assault_with_injury"),
            (20, "suspicious_behaviour"),
            (10, "kidnapping"),
        ],
        behaviours: &[
            (20, "restrains"),
            (12, "strangles"),
            (22, "removes_condom"),
            (16, "refuses_condom"),
            (16, "drives_to_remote_place"),
            (12, "locks_in"),
            (14, "kerb_crawls"),
            (12, "extra_services"),
            (6, "drugs_drink"),
            (10, "hits"),
            (8, "knife"),
            (12, "pays_first"),
            (8, "films"),
            (14, "poses_as_client"),
            (6, "changes_name"),
        ],
        settings: [34, 24, 8, 7, 20, 1, 6],
        relations: CLIENT,
    },
    Style {
        code: "boundary",
        share: 80,
        sexual: 0.35,
        weight: 0.8,
        offences: &[
            (44, "condom_removal"),
            (30, "filming"),
            (12, "other_concern"),
            (8, "blackmail"),
            (6, "harassment"),
        ],
        behaviours: &[
            (34, "removes_condom"),
            (28, "films"),
            (26, "extra_services"),
            (24, "refuses_condom"),
            (16, "overstays"),
            (10, "asks_for_her_address"),
            (12, "haggles"),
            (8, "pays_first"),
        ],
        settings: [6, 34, 12, 12, 28, 4, 4],
        relations: CLIENT,
    },
    Style {
        code: "stalker",
        share: 80,
        sexual: 0.06,
        weight: 1.1,
        offences: &[
            (40, "harassment"),
            (26, "stalking"),
            (12, "threats_to_kill"),
            (10, "threat_to_damage"),
            (12, "blackmail"),
        ],
        behaviours: &[
            (24, "turns_up_unannounced"),
            (16, "follows_home"),
            (18, "threatens_to_expose"),
            (16, "fake_profile"),
            (18, "changes_name"),
            (14, "asks_for_her_address"),
            (18, "verbally_abuses"),
            (10, "threatens_family"),
            (14, "watches_first"),
            (14, "withholds_number"),
        ],
        settings: [6, 22, 6, 5, 26, 31, 4],
        relations: &[(60, "client"), (15, "stranger"), (14, "ex_partner"), (8, "acquaintance"), (3, "family")],
    },
    Style {
        code: "time_waster",
        share: 50,
        sexual: 0.01,
        weight: 0.2,
        offences: &[(64, "time_wasting"), (26, "haggling"), (10, "suspicious_behaviour")],
        behaviours: &[
            (38, "haggles"),
            (20, "fake_profile"),
            (20, "withholds_number"),
            (20, "changes_name"),
            (10, "verbally_abuses"),
            (8, "asks_for_her_address"),
            (6, "fake_transfer"),
        ],
        settings: [4, 26, 6, 6, 34, 21, 3],
        relations: CLIENT,
    },
    Style {
        code: "exploiter",
        share: 40,
        sexual: 0.3,
        weight: 1.3,
        offences: &[
            (26, "modern_slavery"),
            (20, "trafficking"),
            (20, "blackmail"),
            (14, "assault_with_injury"),
            (10, "threats_to_kill"),
            (10, "harassment"),
        ],
        behaviours: &[
            (26, "threatens_to_expose"),
            (24, "threatens_family"),
            (18, "takes_phone"),
            (16, "takes_money_back"),
            (16, "hits"),
            (16, "acts_with_others"),
            (14, "offers_drugs"),
            (14, "locks_in"),
            (14, "verbally_abuses"),
        ],
        settings: [26, 16, 22, 12, 8, 10, 6],
        relations: &[(38, "coercive_other"), (26, "partner"), (14, "ex_partner"), (18, "acquaintance"), (4, "family")],
    },
    Style {
        code: "abuser",
        share: 20,
        sexual: 0.03,
        weight: 0.7,
        offences: &[
            (40, "criminal_damage"),
            (26, "harassment"),
            (18, "threat_to_damage"),
            (16, "assault_without_injury"),
        ],
        behaviours: &[
            (40, "verbally_abuses"),
            (16, "acts_with_others"),
            (14, "drunk"),
            (14, "films"),
            (10, "other_weapon"),
            (12, "intoxicated"),
            (10, "follows_home"),
        ],
        settings: [54, 8, 14, 12, 3, 5, 4],
        relations: &[(30, "client"), (66, "stranger"), (4, "acquaintance")],
    },
];

pub(super) fn style(number: u8) -> &'static Style {
    let [first, ..] = &STYLES;
    STYLES.get(usize::from(number)).unwrap_or(first)
}

impl Style {
    /// How much he goes to a setting.
    pub(super) fn goes_to(&self, setting: Setting) -> f64 {
        self.settings.get(setting as usize).copied().map_or(0.0, f64::from)
    }
}

/// Sexual offences, by how often they are told (assumed).
pub(super) const SEXUAL: Weighted =
    &[(40, "rape"), (44, "sexual_assault"), (8, "causing_sexual_activity"), (8, "exposure")];

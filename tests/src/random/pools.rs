//! The few values that random cases are made of. There are few so that they meet: a phone of an
//! offender is often the victim's in another spelling, an alias her name, a text tells a street.

pub(super) const NAMES: &[&str] =
    &["Mandy Fairweather", "Kez", "Jo Marlow", "Łukasz Wrona", "Imogen Prewett", "KEZ", "Renée Straßer"];
pub(super) const ALIASES: &[&str] = &["Big Al", "Daz", "kez", "Marlow", "Jo  Marlow", "Lukasz", "Roxy", "D@z", "blue"];
pub(super) const PHONES: &[&str] = &[
    "07700 900123",
    "+447700900123",
    "+44 (0)7700 900 123",
    "0044 7700 900456",
    "7700900456",
    "0161 496 0321",
    "07700 900123 ext 12",
    "ends 344, pay as you go",
    "ask for Daz",
    "12345",
];
pub(super) const EMAILS: &[&str] =
    &["sam.tops@example.org", "Sam.Tops@Example.ORG", "daz@example.org", "sam at example dot org", "kez@example"];
pub(super) const HANDLES: &[&str] = &["@NightOwl_Leeds", "nightowl_leeds", "kez22", "Kez", "night owl leeds", "d"];
/// The sites of profiles, as people write them.
pub(super) const SITES: &[&str] =
    &["nightlist.example.org", "https://www.NightList.example.org/men/7", "dateline", "WWW.dateline"];
pub(super) const PLATES: &[&str] = &[
    "AB01CDE",
    "ab-01 cde",
    "QX50 ZZI",
    "a white van, no plate",
    "KEZ",
    "AB?1 C*_",
    "ab_1c",
    "ab01",
    "_*?b01 cd",
    "QX5?ZZ?",
    "Q*Z_",
    "?????????",
    "A??",
];
pub(super) const STREETS: &[&str] =
    &["12 Mill Lane", "Flat 3, 12 Mill Lane", "Mill Lane 12", "7 Sackler Grove", "4 Elm Row", "Roxy"];
pub(super) const POSTCODES: &[&str] = &["LS2 9JT", "ls29jt", "LS7 9ZZ", "L1 9ZZ"];
pub(super) const VENUES: &[&str] = &["Roxy", "Tivoli Sauna", "The Old Inn", "12 Mill Lane", "Big Al"];
pub(super) const AREAS: &[&str] = &["LS2", " ls7", "LS99", "HU3", "L8", "BD1", "Harehills Park", "Roxy", "4 Elm Row"];
pub(super) const SAFE_CONTACTS: &[&str] = &["text only, after six", "ask for Daz", "Kez"];
/// What the police call a case; one of them stands in a text, one in an alias.
pub(super) const POLICE_REFERENCES: &[&str] = &["13/0012345/26", "WY 4471", "log 12", "Daz", "..."];
pub(super) const PSEUDONYMS: &[&str] = &["Kez", "lily-7", "Roxy"];
pub(super) const PHRASES: &[&str] = &["the blue gate", "caravan", "red scar", "Big Al", "at the bar"];
pub(super) const LANGUAGES: &[&str] = &["en", "en", "en", "ro"];

/// Texts that are long enough to be told again whole in another.
pub(super) const SAYINGS: &[&str] =
    &["He said that they had met before.", "ask for Daz", "He is her cousin", "She met him at the bar"];

/// What a text is put together from: most of it tells nothing, the rest tells a value in one of
/// its many spellings.
pub(super) const PLAIN: &[&str] = &[
    "A man stopped and agreed a price.",
    "He would not pay.",
    "He shouted, then he drove off.",
    "She got away.",
    "There were two of them.",
];
pub(super) const TELLING: &[&str] = &[
    "Mandy was there.",
    "M a n d y ran.",
    "Mandys shut.",
    "Ask for kеz.",
    "He goes by Daz.",
    "Call 07700-900-123.",
    "It ends 900123.",
    "It ends 9 0 0 4 5 6.",
    "On the 1st of March.",
    "1 Mar '26",
    "2026-03-01",
    "on 28/2",
    "At 22:15.",
    "about 10.15pm",
    "at 10 o'clock",
    "at 0030",
    "Near Mill Lane.",
    "off Sackler somewhere",
    "behind the Roxy",
    "outside the tivoli",
    "a van AB 01 CDE",
    "a plate like AB 1 C",
    "it read AB61 CXX",
    "maybe B01 C D",
    "QX5 7ZZ",
    "q x 5 z z",
    "the log is 13/0012345/26.",
    "crime no. wy-4471",
    "on dateline as NightOwl.Leeds",
    "by the blue gate",
    "in his c a r a v a n",
    "in LS2 9JT",
    "by Harehills Park",
    "write sam.tops@example.org",
    "he is @NightOwl_Leeds",
    "text only after six",
    "Lukasz came",
    "born 4 Sept 1980",
];

pub(super) const SCHEMES: &[&str] = &["num", "num", "num", "leeds_genesis"];
pub(super) const POLICE: &[&str] = &["E23000010", "E23000010", "E23000004", "E23000004", "nca_scas"];
pub(super) const FORCES: &[&str] = &["E23000010", "E23000004", "police_scotland"];
pub(super) const WORDINGS: &[&str] = &[
    "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1",
    "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2024-1", "2012-1", "1999",
];

/// Instants at which one asks; the first two are the same, in two offsets.
pub(super) const AS_OF: &[&str] = &[
    "2026-03-10T09:00:00+00:00",
    "2026-03-10T10:00:00+01:00",
    "2026-03-10T09:00:01+00:00",
    "2026-04-01T00:00:00+01:00",
];
/// Instants at which something was recorded, most of them before one asks.
pub(super) const RECORDED: &[&str] = &[
    "2026-03-02T11:00:00+00:00",
    "2026-03-02T11:00:00+00:00",
    "2026-03-02T12:00:00+01:00",
    "2026-03-03T09:00:00+00:00",
    "2026-03-05T09:00:00+00:00",
    "2026-03-10T09:00:00+00:00",
    "2026-03-10T10:00:00+01:00",
    "2026-03-10T09:00:01+00:00",
    "2026-03-31T23:00:00+00:00",
    "2023-12-31T23:59:59+00:00",
];
pub(super) const FIRST: &[&str] =
    &["2026-03-02T11:00:00+00:00", "2026-03-02T12:00:00+01:00", "2026-03-01T00:00:00+00:00"];
/// Instants that may be still to come.
pub(super) const TO_COME: &[&str] = &[
    "2026-03-05T09:00:00+00:00",
    "2026-03-10T10:00:00+01:00",
    "2026-03-10T09:00:01+00:00",
    "2026-04-01T00:00:00+01:00",
    "2027-01-01T00:00:00+00:00",
];

/// Moments in the order of their start on the wall clock.
pub(super) const MOMENTS: &[&str] = &[
    r#"{"month":"2005-12"}"#,
    r#"{"day":"2006-01-01"}"#,
    r#"{"month":"2026-01"}"#,
    r#"{"day":"2026-02-01"}"#,
    r#"{"at":"2026-02-28T22:00:00+00:00"}"#,
    r#"{"month":"2026-03"}"#,
    r#"{"day":"2026-03-01"}"#,
    r#"{"day":"2026-03-01","part_of_day":"early_hours"}"#,
    r#"{"at":"2026-03-01T00:30:00+00:00"}"#,
    r#"{"at":"2026-03-01T18:00:00+01:00"}"#,
    r#"{"day":"2026-03-01","part_of_day":"evening"}"#,
    r#"{"at":"2026-03-01T22:15:00+00:00"}"#,
    r#"{"at":"2026-03-01T22:15:59+00:00"}"#,
    r#"{"day":"2026-03-02"}"#,
    r#"{"at":"2026-03-02T00:00:00+00:00"}"#,
    r#"{"day":"2026-03-02","part_of_day":"evening"}"#,
    r#"{"at":"2026-03-02T22:15:00+00:00"}"#,
];

pub(super) const OFFENCES: &[(&str, &[&str])] = &[
    ("rape", &["19C", "19E"]),
    ("sexual_assault", &["17A", "20A"]),
    ("robbery", &["34B", "34A"]),
    ("theft", &["39", "49"]),
    ("assault_with_injury", &["8N"]),
    ("assault_without_injury", &["105A"]),
    ("stalking", &["8Q"]),
    ("trafficking", &["72"]),
    ("haggling", &[]),
    ("filming", &[]),
    ("suspicious_behaviour", &[]),
];
pub(super) const INJURIES: &[&str] = &["none", "bruising", "cuts", "fracture", "strangulation"];
pub(super) const KINDS_OF_PLACE: &[&str] = &["street", "car_park", "hotel", "victims_home"];
pub(super) const SUPPORT: &[&str] = &["none", "none", "medical", "counselling", "help_with_police", "other"];
pub(super) const CONTACT_METHODS: &[&str] = &[
    "on_street",
    "in_venue",
    "phone_call",
    "text_message",
    "advert_site",
    "dating_app",
    "social_media",
    "email",
    "agency",
    "through_someone",
    "other",
];
pub(super) const POLICE_STATUSES: &[&str] =
    &["none", "considering", "spoken_to", "reported", "crime_recorded", "statement_given", "other"];
pub(super) const GRADES: &[&str] = &["verified_member", "known_project", "unknown"];
pub(super) const SECTORS: &[&str] = &["street", "indoor_alone", "online"];
pub(super) const AGE_BANDS: &[&str] =
    &["18_24", "25_34", "35_44", "55_plus", "25_34", "18_24", "35_44", "45_54", "under_18"];
pub(super) const STRANDS: &[&str] = &["not_claimed", "race", "disability", "sex_workers", "sex_workers"];
pub(super) const HER_GENDERS: &[&str] = &["woman", "trans_woman", "man", "trans_man", "non_binary", "other"];
pub(super) const HER_ETHNICITIES: &[&str] =
    &["w1", "w2", "w3", "w9", "m1", "m2", "m3", "m9", "a1", "a2", "a3", "a4", "a9", "b1", "b2", "b9", "o2", "o9", "ns"];
/// What own words of a report are about, and those of an offender.
pub(super) const ABOUT_REPORT: &[&str] = &["offences", "when", "place", "sector", "support", "police", "other"];
pub(super) const ABOUT_OFFENDER: &[&str] = &["names", "appearance", "marks", "speech", "phrase", "vehicle", "other"];

pub(super) const GENDERS: &[&str] = &["man", "woman", "other"];
pub(super) const ETHNICITIES: &[&str] = &["ic1", "ic3", "ic9"];
/// Ages in words, one of each kind that wire.md has, and some beside an edge.
pub(super) const AGES: &[&str] = &[
    "34",
    "34 years old",
    "34 yrs",
    "34yo",
    "aged 34",
    "over 40",
    "40+",
    "40 plus",
    "under 30",
    "under 19",
    "over 101",
    "30s",
    "30's",
    "thirties",
    "Teens",
    "early 30s",
    "mid-teens",
    "middle 40s",
    "teenager",
    "34 y/o",
    "early-to-mid 30s",
    "late nineties",
    "young",
    "middle aged",
    "old",
    "elderly",
    "30-35",
    "30 – 35",
    "late 20s to early 30s",
    "early to mid 30s",
    "early or mid 20's",
    "young/middle aged",
    "about 24",
    "40ish",
    "40 ish",
    "~17",
    "circa 109",
    "about 11",
    "around 30s",
];
pub(super) const HEIGHTS: &[&str] = &[
    "178 cm",
    "178cm",
    "164",
    "1.78 m",
    "1.78",
    "1m78",
    "5'10\"",
    "5'10",
    "5 ft 10",
    "5ft10in",
    "5 foot 10 inches",
    "6ft",
    "6'",
    "6'4",
    "5 feet 7 ins",
    "very-short",
    "very short",
    "Short",
    "average",
    "medium",
    "tall",
    "very tall",
    "5'8-5'10",
    "short to average",
    "170, 180",
    "about 5'10",
    "approx 172",
    "6ft ish",
    "maybe 102",
    "c 249",
    "roughly tall",
];
pub(super) const BUILDS: &[&str] = &["slim", "athletic", "large"];
pub(super) const HAIR_COLOURS: &[&str] = &["dark_brown", "blond", "dyed"];
pub(super) const HAIR_LENGTHS: &[&str] = &["bald", "short", "long"];
pub(super) const HAIR_STYLES: &[&str] = &["straight", "receding", "covered"];
pub(super) const FACIAL_HAIR: &[&str] = &["none", "stubble", "long_beard"];
pub(super) const EYE_COLOURS: &[&str] = &["blue", "hazel", "other"];
pub(super) const COMPLEXIONS: &[&str] = &["pale", "olive", "pockmarked"];
pub(super) const GLASSES: &[&str] = &["none", "glasses", "sunglasses"];
pub(super) const ACCENTS: &[&str] = &["local", "liverpool", "eastern_european"];
pub(super) const SPOKEN: &[&str] = &["en", "ro", "yue", "cy"];
pub(super) const MARKS: &[&str] = &["tattoo", "scar", "teeth", "limp"];
pub(super) const BODY_PLACES: &[&str] = &["neck", "left_hand", "right_leg"];
pub(super) const MOTIFS: &[&str] = &["name", "spider_web", "football"];
pub(super) const CLOTHES: &[&str] = &["hoodie", "hi_vis", "cap", "jewellery"];
pub(super) const SMELLS: &[&str] = &["alcohol", "aftershave", "fuel_or_oil"];
pub(super) const VEHICLES: &[&str] = &["car", "van", "taxi", "bicycle"];
/// Makes, each with a model of it.
pub(super) const MODELS: &[(&str, &str)] =
    &[("ford", "ford_transit"), ("ford", "ford_focus"), ("vauxhall", "vauxhall_corsa")];
pub(super) const VEHICLE_FEATURES: &[&str] = &["taxi_sign", "child_seat", "foreign_plate", "dirty"];
pub(super) const COLOURS: &[&str] = &["black", "blue", "silver", "multi"];
pub(super) const BEHAVIOURS: &[&str] =
    &["refuses_payment", "removes_condom", "knife", "films", "intoxicated", "fake_profile", "acid", "takes_phone"];
pub(super) const RELATIONS: &[&str] =
    &["client", "client", "client", "client", "client", "stranger", "stranger", "ex_partner", "coercive_other"];
pub(super) const PATHS: &[&str] = &[
    "when",
    "place",
    "place.area",
    "place.force",
    "place.kind",
    "place.venue",
    "setting",
    "summary",
    "narrative",
    "own_words",
    "injuries",
    "support_wanted",
    "contact_method",
    "police_contact",
    "police_contact.reference",
    "reporter.grade",
    "victim",
    "victim.sector",
    "victim.gender",
    "victim.ethnicity",
    "offences[].kind",
    "offenders[]",
    "offenders[].aliases",
    "offenders[].appearance",
    "offenders[].appearance.gender",
    "offenders[].appearance.age",
    "offenders[].appearance.hair_colour",
    "offenders[].appearance.marks",
    "offenders[].appearance.languages",
    "offenders[].vehicle",
    "offenders[].vehicle.plate",
    "offenders[].vehicle.make",
    "offenders[].phones",
    "offenders[].profiles",
    "offenders[].own_words",
    "offenders[].civil_identity.legal_name",
    "offenders[].link.how_he_knows_her",
];
pub(super) const PARTS: &[&str] = &[
    "identity",
    "offences",
    "when",
    "area",
    "exact_place",
    "recognition",
    "contact_identifiers",
    "civil_identity",
    "linked_offender",
    "narrative",
    "summary",
    "first_hand",
    "aftermath",
    "victim",
];
pub(super) const AUDIENCES: &[&str] = &["members", "police_anonymous", "police_full", "partner", "research"];

//! Where reports come from: forces, districts, and who travels how far.

use super::{
    chance::{Chance, Stream},
    parameters::Parameters,
};

/// A force area.
pub(super) struct Place {
    /// The force.
    pub(super) force: &'static str,
    /// Thousands of people who live there: rounded, in the order of the ONS mid-2020 estimates.
    thousands: u16,
    /// How well known the scheme is there, against 10 elsewhere (assumed: projects with schemes of their own are where they are).
    take_up: u8,
    /// Where it lies, in kilometres east and north, to tell near from far.
    at: (i16, i16),
    /// How people there speak.
    pub(super) accent: &'static str,
    /// The letters with which its postcode districts begin.
    letters: &'static [&'static str],
}

const fn place(
    force: &'static str,
    thousands: u16,
    take_up: u8,
    at: (i16, i16),
    accent: &'static str,
    letters: &'static [&'static str],
) -> Place {
    Place { force, thousands, take_up, at, accent, letters }
}

/// The territorial forces. British Transport Police have no area of their own and come in by a parameter.
const PLACES: [Place; 45] = [
    place("E23000001", 8992, 10, (530, 180), "london", &["E", "N", "NW", "SE", "SW", "W", "CR", "HA"]),
    place("E23000002", 499, 5, (340, 530), "northern", &["CA", "LA"]),
    place("E23000003", 1516, 14, (360, 430), "northern", &["PR", "BB", "FY"]),
    place("E23000004", 1434, 30, (335, 390), "liverpool", &["L", "CH"]),
    place("E23000005", 2848, 18, (385, 398), "manchester", &["M", "BL", "OL", "SK"]),
    place("E23000006", 1069, 7, (365, 370), "northern", &["CW", "WA"]),
    place("E23000007", 1467, 12, (425, 565), "north_east", &["NE", "SR"]),
    place("E23000008", 640, 6, (425, 540), "north_east", &["DH", "DL"]),
    place("E23000009", 832, 5, (440, 470), "yorkshire", &["YO", "HG"]),
    place("E23000010", 2345, 22, (420, 430), "yorkshire", &["LS", "BD", "WF", "HX", "HD"]),
    place("E23000011", 1418, 10, (440, 390), "yorkshire", &["S", "DN"]),
    place("E23000012", 936, 14, (505, 430), "yorkshire", &["HU", "DN"]),
    place("E23000013", 570, 14, (450, 518), "north_east", &["TS"]),
    place("E23000014", 2940, 12, (405, 287), "birmingham", &["B", "CV", "WV", "DY", "WS"]),
    place("E23000015", 1139, 9, (390, 335), "midlands", &["ST", "WS"]),
    place("E23000016", 1304, 5, (360, 280), "midlands", &["WR", "HR", "TF", "SY"]),
    place("E23000017", 584, 5, (430, 265), "midlands", &["CV"]),
    place("E23000018", 1065, 8, (435, 345), "midlands", &["DE"]),
    place("E23000019", 1170, 14, (457, 340), "midlands", &["NG"]),
    place("E23000020", 767, 5, (510, 365), "midlands", &["LN", "PE"]),
    place("E23000021", 1112, 10, (458, 304), "midlands", &["LE"]),
    place("E23000022", 757, 7, (475, 265), "midlands", &["NN"]),
    place("E23000023", 860, 6, (540, 275), "east_anglian", &["CB", "PE"]),
    place("E23000024", 914, 8, (610, 310), "east_anglian", &["NR"]),
    place("E23000025", 761, 10, (605, 260), "east_anglian", &["IP"]),
    place("E23000026", 681, 7, (505, 235), "southern", &["LU", "MK"]),
    place("E23000027", 1195, 5, (525, 215), "southern", &["AL", "SG", "WD"]),
    place("E23000028", 1857, 6, (570, 205), "southern", &["CM", "SS", "CO"]),
    place("E23000029", 2420, 7, (470, 200), "southern", &["OX", "RG", "MK", "SL"]),
    place("E23000030", 1994, 7, (450, 125), "southern", &["SO", "PO"]),
    place("E23000031", 1199, 5, (515, 150), "southern", &["GU", "KT"]),
    place("E23000032", 1868, 6, (590, 155), "southern", &["ME", "CT", "TN"]),
    place("E23000033", 1718, 9, (530, 110), "southern", &["BN", "RH"]),
    place("E23000034", 11, 10, (533, 181), "london", &["EC"]),
    place("E23000035", 1778, 6, (270, 80), "west_country", &["PL", "EX", "TR", "TQ"]),
    place("E23000036", 1729, 12, (355, 165), "west_country", &["BS", "BA", "TA"]),
    place("E23000037", 640, 6, (385, 215), "west_country", &["GL"]),
    place("E23000038", 727, 6, (405, 165), "west_country", &["SN", "SP"]),
    place("E23000039", 776, 7, (390, 95), "west_country", &["BH", "DT"]),
    place("W15000001", 703, 4, (290, 365), "welsh", &["LL"]),
    place("W15000002", 598, 6, (330, 195), "welsh", &["NP"]),
    place("W15000003", 1344, 9, (300, 185), "welsh", &["CF", "SA"]),
    place("W15000004", 520, 3, (260, 235), "welsh", &["SA", "LD"]),
    place("police_scotland", 5466, 8, (300, 670), "scottish", &["G", "EH", "AB", "DD"]),
    place("psni", 1895, 3, (130, 520), "northern_irish", &["BT"]),
];

/// How many districts a place has for each of its letters.
const DISTRICTS: u8 = 8;

/// A force area by its place in the table, and a district in it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Spot {
    pub(super) place: u8,
    pub(super) district: u8,
}

impl Spot {
    pub(super) fn place(self) -> &'static Place {
        let [first, ..] = &PLACES;
        PLACES.get(usize::from(self.place)).unwrap_or(first)
    }

    /// Whether people there come from everywhere: the capital.
    pub(super) fn is_london(self) -> bool {
        self.place().accent == "london"
    }

    /// The postcode district.
    pub(super) fn push_district(self, text: &mut String) {
        let letters = self.place().letters.get(usize::from(self.district / DISTRICTS)).copied().unwrap_or("ZZ");
        text.push_str(letters);
        super::calendar::push_padded(text, u32::from(self.district % DISTRICTS) + 1, 1);
    }

    pub(super) fn district_text(self) -> String {
        let mut text = String::new();
        self.push_district(&mut text);
        text
    }

    /// The households of the district (assumed). Every eleventh has too few to be shown.
    pub(super) fn households(self) -> u32 {
        let number = u32::from(self.place) * 64 + u32::from(self.district);
        if number % 11 == 3 { 300 + number % 600 } else { 2_000 + number.wrapping_mul(2_654_435_761) % 16_000 }
    }

    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0_u8..).zip(&PLACES).flat_map(|(place, row)| {
            let districts = u8::try_from(row.letters.len()).unwrap_or(1) * DISTRICTS;
            (0..districts).map(move |district| Self { place, district })
        })
    }
}

/// How far an offender goes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Reach {
    /// His own town.
    #[default]
    Local,
    /// The forces around.
    Region,
    /// Anywhere.
    Country,
}

/// The tables of weights by which places are drawn.
pub(super) struct Map {
    shares: Vec<f64>,
    /// For each place how near the others are, population counted.
    near: Vec<Vec<f64>>,
}

impl Map {
    pub(super) fn new() -> Self {
        let weight = |place: &Place| f64::from(place.thousands) * f64::from(place.take_up) / 10.0;
        let near = |from: &Place, to: &Place| {
            let (east, north) = (f64::from(from.at.0 - to.at.0), f64::from(from.at.1 - to.at.1));
            let distance = east * east + north * north;
            if distance == 0.0 { 0.0 } else { weight(to) / (distance + 900.0) / (distance + 900.0) }
        };
        Self {
            shares: PLACES.iter().map(weight).collect(),
            near: PLACES.iter().map(|from| PLACES.iter().map(|to| near(from, to)).collect()).collect(),
        }
    }

    /// How much of all reports comes from a place.
    pub(super) fn share(&self, spot: Spot) -> f64 {
        let total: f64 = self.shares.iter().sum();
        self.shares.get(usize::from(spot.place)).copied().unwrap_or_default() / total
    }

    pub(super) fn anywhere(&self, chance: &mut Chance) -> Spot {
        let place = chance.place(self.shares.iter().copied());
        district_of(u8::try_from(place).unwrap_or_default(), chance)
    }

    /// Some place near, but another.
    fn around(&self, home: Spot, chance: &mut Chance) -> Spot {
        let Some(near) = self.near.get(usize::from(home.place)) else { return home };
        let place = chance.place(near.iter().copied());
        district_of(u8::try_from(place).unwrap_or_default(), chance)
    }

    /// Where somebody of that home and reach is met.
    pub(super) fn met_from(&self, home: Spot, reach: Reach, chance: &mut Chance, parameters: &Parameters) -> Spot {
        match reach {
            Reach::Country if chance.yes(parameters.country_away) => self.anywhere(chance),
            Reach::Region if chance.yes(parameters.region_away) => self.around(home, chance),
            Reach::Local if chance.yes(parameters.local_away) => self.around(home, chance),
            _ if chance.yes(parameters.home_district) => home,
            _ => district_of(home.place, chance),
        }
    }
}

/// A district: the first ones, in the middle of the town, more often.
fn district_of(place: u8, chance: &mut Chance) -> Spot {
    let letters = Spot { place, district: 0 }.place().letters.len();
    let number = chance.below(u32::from(DISTRICTS)).min(chance.below(u32::from(DISTRICTS)));
    let letter = chance.below(letters as u32).min(chance.below(letters as u32));
    Spot { place, district: (letter * u32::from(DISTRICTS) + number) as u8 }
}

/// How a city differs from the others in a style or a setting, from -1 to 1. It is drawn from the seed: it says nothing of any
/// real city.
pub(super) fn city_tilt(seed: u64, place: u8, of: u8) -> f64 {
    Chance::of(seed, Stream::City, u64::from(place) << 8 | u64::from(of)).unit() * 2.0 - 1.0
}

/// Streets, venues: invented.
pub(super) const STREETS: [&str; 24] = [
    "Tannery Row",
    "Cobbler Hill",
    "Old Foundry Way",
    "Ropewalk Close",
    "Kestrel Mews",
    "Harrow Bank",
    "Pinder Lane",
    "Saltpan Road",
    "Wharf End",
    "Mill Race",
    "Copperas Street",
    "Lantern Yard",
    "Dyer Lane",
    "Bobbin Street",
    "Quarry Steps",
    "Fennel Terrace",
    "Ashpit Lane",
    "Gasworks Road",
    "Rookery Place",
    "Turnpike End",
    "Chandler Row",
    "Marl Pits Road",
    "Windlass Street",
    "Hopyard Lane",
];

pub(super) const VENUES: [&str; 12] = [
    "Lagoon Sauna",
    "Halfmoon Massage",
    "Pearl Rooms",
    "The Copper Kettle Hotel",
    "Kingfisher Lodge",
    "Orchid Parlour",
    "Travel Rest Inn",
    "Blue Door Studio",
    "Willow Suite",
    "Harbourside Apartments",
    "The Old Mint",
    "Number Nine",
];

/// A postcode of the district that cannot be a real one: the last two letters are of those that no real one ends in.
pub(super) fn push_postcode(spot: Spot, chance: &mut Chance, text: &mut String) {
    spot.push_district(text);
    text.push(' ');
    super::calendar::push_padded(text, chance.below(10), 1);
    for _ in 0..2 {
        text.push(chance.pick(&['C', 'I', 'K', 'M', 'O', 'V']));
    }
}

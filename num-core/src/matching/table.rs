//! Sightings as rows of a linkage: the same descriptors, weighed by a model that is learnt from them.

use std::cmp::Reverse;

use super::{
    Field, Register, Sighting, SightingId,
    matched::{beginning, in_words},
};
use crate::{
    code::CodeTable,
    descriptor::Range,
    force::Force,
    id::Id,
    incident::{Behaviour, Mark},
    language::SpokenLanguage,
    linkage::{Agreement, Cells, Evidence, Group, Kind, Linkage, Pair, Table, TableBuilder, Tier, Weight},
    timestamp::Day,
};

/// The sightings of a register as a linkage, whose weights are learnt from them: for registers of some thousand sightings or more,
/// and for analysts. What it says of two sightings is a suggestion, as a [`Match`](super::Match) is.
pub struct SightingLinkage {
    linkage: Linkage,
    /// In the order of rows, which is that of ids.
    ids: Vec<SightingId>,
}

/// Two sightings that may be of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct SightingPair {
    /// The two sightings.
    pub sightings: [SightingId; 2],
    /// What the evidence weighs together.
    pub weight: Weight,
    /// How likely it is that they are one person.
    pub probability: f64,
    /// The tier.
    pub tier: Tier,
    /// Whether both reports come from one person, as far as pseudonyms tell: one reporter's ten reports are not ten grounds.
    pub same_source: Option<bool>,
    /// How many others may be expected at most to weigh so much by coincidence, in a register of this size.
    pub coincidences: f64,
    /// What speaks for it and against it, by the name of the column; `together` is what two would share as well who only act together.
    /// The weights add up to that of the pair.
    pub evidence: Vec<(String, Agreement, Weight)>,
}

impl SightingPair {
    /// A caseworker's sentence: what speaks for it and against it, and how many others may look so by coincidence. Never a value.
    pub fn sentence(&self) -> String {
        let mut weighing: Vec<&(String, Agreement, Weight)> = self.evidence.iter().collect();
        weighing.sort_by_key(|(.., weight)| Reverse(*weight));
        let words: Vec<String> = weighing
            .into_iter()
            .map(|(name, agreement, weight)| format!("{} ({})", words(name, *agreement), in_words(*weight)))
            .collect();
        let words = if words.is_empty() {
            "nothing that is known of both can be compared".to_owned()
        } else {
            words.join("; ")
        };
        let coincidences = match self.coincidences {
            ..0.01 => {
                "Fewer than one of a hundred registers of this size hold another that fits as well by coincidence."
                    .to_owned()
            }
            0.01..1.0 => {
                format!(
                    "At most one of {:.0} registers of this size holds another that fits as well by coincidence.",
                    1.0 / self.coincidences
                )
            }
            _ => format!("In a register of this size {:.0} others may fit as well by coincidence.", self.coincidences),
        };
        let source = if self.same_source == Some(true) { " Both reports come from one source." } else { "" };
        format!("{}: {words}. {coincidences}{source}", beginning(self.tier))
    }
}

/// What was compared, in a caseworker's words.
fn words(name: &str, agreement: Agreement) -> String {
    let differs = matches!(agreement, Agreement::Differs | Agreement::Far);
    match name {
        "together" => "people who act together would share as much".to_owned(),
        "area" | "force" if differs => "in another area".to_owned(),
        "area" => "in the same area".to_owned(),
        "force" => "in the area of the same force".to_owned(),
        "day" if agreement == Agreement::Same => "on the same day".to_owned(),
        "day" if differs => "years apart".to_owned(),
        "day" => "within a year".to_owned(),
        name => Field::parse(name).map_or_else(|_| name.to_owned(), |field| field.words(agreement)),
    }
}

impl Register {
    /// Its sightings as a linkage, with a model that is learnt from them.
    pub fn learn(&self) -> SightingLinkage {
        SightingLinkage::new(self.sightings())
    }
}

impl SightingLinkage {
    /// A linkage of sightings.
    pub fn new<'s>(sightings: impl IntoIterator<Item = &'s Sighting>) -> Self {
        let mut sightings: Vec<&Sighting> = sightings.into_iter().collect();
        // The order of ids, whatever the order in which they came: the model is then the same too.
        sightings.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        sightings.dedup_by(|one, other| one.id == other.id);
        let linkage = Linkage::new(table(&sightings));
        Self { linkage, ids: sightings.iter().map(|sighting| sighting.id.clone()).collect() }
    }

    /// What it is weighed by.
    pub fn linkage(&self) -> &Linkage {
        &self.linkage
    }

    /// The likeliest others of a sighting, every one weighed; empty of one that is not in it.
    pub fn find(&self, id: &SightingId, most: usize) -> Vec<SightingPair> {
        let Ok(row) = self.ids.binary_search(id) else { return Vec::new() };
        self.linkage.nearest(row, most).into_iter().filter_map(|pair| self.pair(&pair)).collect()
    }

    /// Every pair that reaches a probability: all are weighed where there are up to [`Linkage::SCANNED`] sightings, else those that
    /// share a key.
    pub fn pairs(&self, at_least: f64) -> Vec<SightingPair> {
        self.linkage.pairs(at_least).into_iter().filter_map(|pair| self.pair(&pair)).collect()
    }

    fn pair(&self, pair: &Pair) -> Option<SightingPair> {
        let (left, right) = (pair.left as usize, pair.right as usize);
        let columns = self.linkage.table().columns();
        let name = |evidence: &Evidence| {
            let column = evidence.column.and_then(|at| columns.get(at));
            column.map_or_else(|| "together".to_owned(), |column| column.name().to_owned())
        };
        let evidence = self.linkage.evidence(left, right);
        Some(SightingPair {
            sightings: [self.ids.get(left)?.clone(), self.ids.get(right)?.clone()],
            weight: Weight::new(pair.weight),
            probability: pair.probability,
            tier: pair.tier,
            same_source: self.linkage.table().is_same_source(left, right),
            coincidences: self.linkage.coincidences(pair.weight),
            evidence: evidence.iter().map(|one| (name(one), one.agreement, one.weight)).collect(),
        })
    }
}

/// What a sighting tells in lists, joined as a column takes them.
#[derive(Default)]
struct Joined {
    phones: String,
    emails: String,
    handles: String,
    names: String,
    marks: String,
    behaviours: String,
    languages: String,
    plate: String,
    source: String,
    area: String,
}

fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<T> = parts.into_iter().collect();
    parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}

fn codes<T: CodeTable>(set: u64) -> String {
    let codes = T::ALL.iter().enumerate().filter(|(place, _)| set.checked_shr(*place as u32).unwrap_or(0) & 1 == 1);
    joined(codes.map(|(_, code)| code.as_str()))
}

/// A mark as tags: what it is and where, and the two together.
fn mark(mark: &Mark) -> Vec<String> {
    let kind = mark.kind.as_str();
    let motif = mark.motif.map(|motif| format!("{kind} {}", motif.as_str()));
    let place = mark.body_place.map(|place| format!("{kind} {}", place.as_str()));
    [motif, place].into_iter().flatten().chain([kind.to_owned()]).collect()
}

impl Joined {
    fn of(sighting: &Sighting) -> Self {
        let normal = |all: &[super::sighting::Normal]| joined(all.iter().map(|one| one.expose().to_string()));
        let numbers = sighting.phones.iter().chain(&*sighting.phones_in_names).map(|number| number.text());
        let ends = sighting.ends.iter().map(|end| end.text());
        Self {
            phones: joined(numbers.chain(ends)),
            emails: normal(&sighting.emails),
            handles: normal(&sighting.handles),
            names: normal(&sighting.names),
            marks: joined(sighting.marks.iter().flat_map(mark)),
            behaviours: codes::<Behaviour>(sighting.behaviours),
            languages: codes::<SpokenLanguage>(sighting.languages),
            plate: sighting.plate.as_ref().map(|plate| plate.text()).unwrap_or_default(),
            source: sighting.source.number().map(|number| format!("{number:x}")).unwrap_or_default(),
            area: sighting.area.map(|area| format!("{area:x}")).unwrap_or_default(),
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A range of ages as a range of years of birth: it stays what it is from one report to another.
fn born(age: Range, sighting: &Sighting) -> Option<[f64; 2]> {
    let (year, month, _) = sighting.month?.first_day().parts();
    let now = f64::from(year) + (f64::from(month) - 0.5) / 12.0;
    Some([now - f64::from(age.to) - 0.5, now - f64::from(age.from) - 0.5])
}

fn table(sightings: &[&Sighting]) -> Table {
    let all: Vec<Joined> = sightings.iter().map(|sighting| Joined::of(sighting)).collect();
    let reports: Vec<&str> = sightings.iter().map(|sighting| sighting.id.incident.as_str()).collect();
    let text = |of: fn(&Joined) -> &str| Cells::Texts(all.iter().map(|joined| filled(of(joined))).collect());
    macro_rules! code {
        ($($path:ident).+) => {
            Cells::Texts(sightings.iter().map(|sighting| sighting.$($path).+.map(CodeTable::as_str)).collect())
        };
    }
    let pairs = |of: &dyn Fn(&Sighting) -> Option<[f64; 2]>| {
        Cells::Pairs(sightings.iter().map(|sighting| of(sighting)).collect())
    };
    let height = |sighting: &Sighting| sighting.looks.height.map(|range| [f64::from(range.from), f64::from(range.to)]);
    let age = |sighting: &Sighting| sighting.looks.age.and_then(|age| born(age, sighting));
    TableBuilder::new()
        .column("phone", Kind::Phone, text(|joined| &joined.phones))
        .column("email", Kind::Email, text(|joined| &joined.emails))
        .column("handle", Kind::Username, text(|joined| &joined.handles))
        .column("plate", Kind::Plate, text(|joined| &joined.plate))
        .column("name", Kind::Name, text(|joined| &joined.names))
        .grouped("vehicle_kind", Kind::Code, Group::Vehicle, code!(vehicle.kind))
        .grouped("vehicle_make", Kind::Code, Group::Vehicle, code!(vehicle.make))
        .grouped("vehicle_model", Kind::Code, Group::Vehicle, code!(vehicle.model))
        .grouped("vehicle_colour", Kind::Code, Group::Vehicle, code!(vehicle.colour))
        .column("gender", Kind::Code, code!(looks.gender))
        .column("age", Kind::Number, pairs(&age))
        .column("height", Kind::Number, pairs(&height))
        .column("build", Kind::Code, code!(looks.build))
        .column("hair_colour", Kind::Code, code!(looks.hair_colour))
        .column("hair_length", Kind::Code, code!(looks.hair_length))
        .column("hair_style", Kind::Code, code!(looks.hair_style))
        .column("facial_hair", Kind::Code, code!(looks.facial_hair))
        .column("eye_colour", Kind::Code, code!(looks.eye_colour))
        .column("glasses", Kind::Code, code!(looks.glasses))
        .grouped("mark", Kind::Set, Group::Marks, text(|joined| &joined.marks))
        .column("behaviour", Kind::Set, text(|joined| &joined.behaviours))
        .grouped("area", Kind::Code, Group::Place, text(|joined| &joined.area))
        .grouped(
            "force",
            Kind::Code,
            Group::Place,
            Cells::Texts(sightings.iter().map(|sighting| sighting.force.map(Force::as_str)).collect()),
        )
        .column("day", Kind::Day, Cells::Days(sightings.iter().map(|sighting| sighting.day.map(Day::number)).collect()))
        .grouped("ethnicity", Kind::Code, Group::Origin, code!(looks.ethnicity))
        .grouped("accent", Kind::Code, Group::Origin, code!(looks.accent))
        .grouped("language", Kind::Set, Group::Origin, text(|joined| &joined.languages))
        .grouped("complexion", Kind::Code, Group::Origin, code!(looks.complexion))
        .reports(reports.iter().map(|report| Some(*report)).collect())
        .sources(all.iter().map(|joined| filled(&joined.source)).collect())
        .build()
}

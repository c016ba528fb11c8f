//! Sightings as rows of a table: the same descriptors as the register weighs.

use super::Sighting;
use crate::{
    code::CodeTable,
    descriptor::Range,
    force::Force,
    id::Id,
    incident::{Behaviour, Mark},
    language::SpokenLanguage,
    linkage::{Cells, Group, Kind, Table, TableBuilder},
    timestamp::Day,
};

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

/// A row for each sighting, in their order.
pub(super) fn table(sightings: &[&Sighting]) -> Table {
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
        .build()
}

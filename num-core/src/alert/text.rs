//! The plain text of an alert. Most recognisable facts first; words that claim nothing but that it was reported.

use super::defang::defang;
use crate::{
    disclosure::{Behaviour, Colour, Gender, Range, Shown, ShownMoment, ShownOffender, ShownValue},
    id::Reference,
    offence::Category,
    timestamp::{Day, Month},
    when::PartOfDay,
};

pub(super) fn compose(shown: &Shown, id: &Reference) -> String {
    let mut lines = vec![headline(shown)];
    let told = [when(shown), place(shown)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if !told.is_empty() {
        lines.push(format!("When and where: {told}."));
    }
    let several = shown.offenders.len() > 1;
    for (index, offender) in shown.offenders.iter().enumerate() {
        let of_him = describe(offender);
        // Only those of whom something is shown are counted: a number tells of nobody else.
        if several && !of_him.is_empty() {
            lines.push(format!("Person {}:", index + 1));
        }
        lines.extend(of_him);
    }
    if let Some(summary) = &shown.summary {
        lines.push(defang(summary.text.expose()));
    }
    lines.push(format!("This was reported to us. It is not proof of a crime. Alert {id}."));
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn headline(shown: &Shown) -> String {
    let kinds: Vec<&str> = shown.offences.iter().filter_map(|offence| offence.category).map(words).collect();
    match kinds.as_slice() {
        [] => "Take care. A bad date was reported.".to_owned(),
        kinds => format!("Take care. Reported: {}.", kinds.join("; ")),
    }
}

fn when(shown: &Shown) -> Option<String> {
    let Some(ShownValue::Exact(when)) = &shown.when else { return None };
    let (from, to) = when.ends();
    Some(if from == to { moment(from) } else { format!("{} to {}", moment(from), moment(to)) })
}

fn moment(moment: ShownMoment) -> String {
    match moment {
        ShownMoment::PartOfDay(day, part) => format!("{}, {}", self::day(day), words(part)),
        ShownMoment::Band(day, band) => format!("{}, {band} h", self::day(day)),
        ShownMoment::At(at) => day(at.day()),
        ShownMoment::Day(day) => self::day(day),
        ShownMoment::Month(month) => self::month(month),
    }
}

fn day(day: Day) -> String {
    let (_, _, number) = day.parts();
    format!("{number} {}", month(day.month()))
}

fn month(month: Month) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, number, _) = month.first_day().parts();
    let name = NAMES.get(usize::from(number).saturating_sub(1)).copied().unwrap_or_default();
    format!("{name} {year}")
}

fn place(shown: &Shown) -> Option<String> {
    match (&shown.place.area, shown.place.force) {
        (Some(ShownValue::Exact(area)), _) => Some(defang(area.expose())),
        (_, Some(force)) => Some(format!("{} police area", force.name())),
        _ => None,
    }
}

fn describe(offender: &ShownOffender) -> Vec<String> {
    let mut lines = Vec::new();
    let names: Vec<String> =
        offender.aliases.iter().map(|alias| format!("\u{201C}{}\u{201D}", defang(alias.shown()))).collect();
    let mut looks: Vec<String> = Vec::new();
    if !names.is_empty() {
        looks.push(format!("goes by {}", names.join(" or ")));
    }
    let look = &offender.appearance;
    looks.extend(exact(&look.gender).map(|gender| words(*gender).to_owned()));
    looks.extend(exact(&look.ethnicity).map(|ethnicity| ethnicity.name().to_owned()));
    looks.extend(exact(&look.age).map(|age| format!("aged {}", range(*age))));
    looks.extend(exact(&look.height_cm).map(|height| format!("{} cm tall", range(*height))));
    if !looks.is_empty() {
        lines.push(format!("Look out for: {}.", looks.join(", ")));
    }
    let vehicle = [
        exact(&offender.vehicle.colour).map(|colour| format!("{} vehicle", words(*colour))),
        offender.vehicle.plate.as_ref().map(|plate| format!("number plate {}", defang(plate.expose()))),
    ];
    let vehicle: Vec<String> = vehicle.into_iter().flatten().collect();
    if !vehicle.is_empty() {
        lines.push(format!("Drives: {}.", vehicle.join(", ")));
    }
    let contacts: Vec<String> = (offender.phones.iter().map(|phone| defang(phone.expose())))
        .chain(offender.emails.iter().map(|email| defang(email.expose())))
        .chain(offender.handles.iter().map(|handle| defang(handle.expose())))
        .collect();
    if !contacts.is_empty() {
        lines.push(format!("Uses: {}.", contacts.join(", ")));
    }
    let behaviours: Vec<&str> = offender.behaviours.iter().copied().map(words).collect();
    if !behaviours.is_empty() {
        lines.push(format!("Reported to have: {}.", behaviours.join("; ")));
    }
    lines
}

fn exact<T>(value: &Option<ShownValue<T>>) -> Option<&T> {
    match value {
        Some(ShownValue::Exact(value)) => Some(value),
        _ => None,
    }
}

fn range(range: Range) -> String {
    if range.from == range.to { range.from.to_string() } else { format!("{} to {}", range.from, range.to) }
}

/// What members read for a code.
trait Words {
    fn words(self) -> &'static str;
}

fn words(code: impl Words) -> &'static str {
    code.words()
}

macro_rules! words {
    ($($type:ty { $($entry:ident = $words:literal,)* })*) => {$(
        impl Words for $type {
            fn words(self) -> &'static str {
                match self { $(Self::$entry => $words,)* }
            }
        }
    )*};
}

words! {
    Category {
        Sexual = "sexual offence",
        Exploitation = "exploitation",
        Violence = "violence",
        Threats = "threats or harassment",
        Property = "robbery, theft or damage",
        NotAnOffence = "a bad date",
    }
    PartOfDay {
        EarlyHours = "early hours",
        Morning = "morning",
        Afternoon = "afternoon",
        Evening = "evening",
    }
    Gender {
        Man = "man",
        Woman = "woman",
        NonBinary = "non-binary person",
        Other = "other gender",
    }
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
        Other = "other colour",
    }
    Behaviour {
        RefusesPayment = "refused to pay",
        TakesMoneyBack = "taken the money back",
        RemovesCondom = "removed the condom",
        Films = "filmed",
        Knife = "had a knife",
        Gun = "had a gun",
        OtherWeapon = "had a weapon",
        Strangles = "strangled",
        DrugsDrink = "put something in a drink",
        LocksIn = "locked somebody in",
        PosesAsPolice = "posed as police",
        PosesAsClient = "posed as a client",
        FollowsHome = "followed somebody home",
        ThreatensToExpose = "threatened to tell others",
        Intoxicated = "been drunk or on drugs",
        ActsWithOthers = "acted with others",
    }
}

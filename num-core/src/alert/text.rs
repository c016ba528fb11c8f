//! The plain text of an alert. Most recognisable facts first; words that claim nothing but that it was reported.

use super::{defang::defang, description::describe};
use crate::{
    disclosure::{Shown, ShownMoment, ShownValue},
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

/// What members read for a code.
pub(super) trait Words {
    fn words(self) -> &'static str;
}

pub(super) fn words(code: impl Words) -> &'static str {
    code.words()
}

macro_rules! words {
    ($($type:ty { $($entry:ident = $words:literal,)* })*) => {$(
        impl $crate::alert::text::Words for $type {
            fn words(self) -> &'static str {
                match self { $(Self::$entry => $words,)* }
            }
        }
    )*};
}

pub(super) use words as words_of;

words_of! {
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
}

//! An alert in plain words. Most recognisable facts first; words that claim nothing but that it was reported.

use super::{
    description::describe,
    told::{Place, Told},
};
use crate::{
    disclosure::{ShownMoment, ShownWhen},
    id::Reference,
    offence::Category,
    when::PartOfDay,
};

/// That an alert is no verdict.
const CLOSING: &str = "This was reported to us. It is not proof of a crime.";

/// An alert in words, in pieces that each medium puts together.
#[derive(Clone)]
pub(super) struct Wording {
    /// What was reported.
    pub(super) headline: String,
    /// How many people reported it, where that may be told.
    pub(super) reported_by: Option<String>,
    /// When and where.
    pub(super) when_and_where: Option<String>,
    /// Who to look out for.
    pub(super) people: Vec<PersonWords>,
    /// The summary.
    pub(super) summary: Option<String>,
    /// That an alert is no verdict.
    pub(super) closing: &'static str,
}

/// One person in words.
#[derive(Clone)]
pub(super) struct PersonWords {
    /// Which of several.
    pub(super) title: Option<String>,
    /// What is told of him, a line for each kind of fact.
    pub(super) lines: Vec<LineWords>,
}

/// Facts of one kind.
#[derive(Clone)]
pub(super) struct LineWords {
    /// Of which kind, such as `Look out for`.
    pub(super) head: &'static str,
    /// The facts.
    pub(super) facts: Vec<String>,
    /// What stands between two.
    pub(super) separator: &'static str,
}

impl LineWords {
    /// The facts in one line.
    pub(super) fn joined(&self) -> String {
        self.facts.join(self.separator)
    }
}

impl Wording {
    pub(super) fn of(told: &Told) -> Self {
        let several = told.people.len() > 1;
        let people = told.people.iter().enumerate().map(|(index, person)| PersonWords {
            // Only those of whom something is told are counted: a number tells of nobody else.
            title: several.then(|| format!("Person {}", index + 1)),
            lines: describe(person),
        });
        let when_and_where: Vec<String> = told.when.map(when).into_iter().chain(places(&told.places)).collect();
        Self {
            headline: headline(&told.offences),
            reported_by: told.reports.map(|count| format!("Reported by {count} people.")),
            when_and_where: (!when_and_where.is_empty()).then(|| format!("{}.", when_and_where.join(", "))),
            people: people.collect(),
            summary: told.summary.clone(),
            closing: CLOSING,
        }
    }

    /// The alert as plain text, a line for each kind of fact.
    pub(super) fn text(&self, id: Option<&Reference>) -> String {
        let mut text = format!("{}\n", self.headline);
        let mut line = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        for person in &self.people {
            if let Some(title) = &person.title {
                line(&format!("{title}:"));
            }
            for facts in &person.lines {
                line(&format!("{}: {}.", facts.head, facts.joined()));
            }
        }
        if let Some(told) = &self.when_and_where {
            line(&format!("When and where: {told}"));
        }
        self.summary.iter().chain(&self.reported_by).for_each(|told| line(told));
        match id {
            Some(id) => line(&format!("{} Alert {id}.", self.closing)),
            None => line(self.closing),
        }
        text
    }
}

fn headline(offences: &[Category]) -> String {
    let kinds: Vec<&str> = offences.iter().copied().map(words).collect();
    match kinds.as_slice() {
        [] => "Take care. A bad date was reported.".to_owned(),
        kinds => format!("Take care. Reported: {}.", kinds.join("; ")),
    }
}

fn places(places: &[Place]) -> Option<String> {
    let named = |place: &Place| match place {
        Place::Area(area) => area.code.clone(),
        Place::Force(force) if force.has_area() => format!("{} police area", force.name()),
        Place::Force(_) => "on the railway".to_owned(),
    };
    let named: Vec<String> = places.iter().map(named).collect();
    (!named.is_empty()).then(|| named.join(" and "))
}

fn when(when: ShownWhen) -> String {
    let (from, to) = when.ends();
    if from == to { moment(from) } else { format!("{} to {}", moment(from), moment(to)) }
}

fn moment(moment: ShownMoment) -> String {
    match moment {
        ShownMoment::PartOfDay(day, part) => format!("{}, {}", day.in_words(), words(part)),
        ShownMoment::Band(day, band) => format!("{}, {band} h", day.in_words()),
        ShownMoment::At(at) => at.day().in_words(),
        ShownMoment::Day(day) => day.in_words(),
        ShownMoment::Month(month) => month.in_words(),
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
        impl $crate::alert::words::Words for $type {
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

//! When something happened, as exactly as it is known.

use serde::{Serialize, Serializer, ser::SerializeMap};
use time::PrimitiveDateTime;

use crate::{
    code::code_table,
    error::Code,
    timestamp::{Day, Month, Timestamp},
};

code_table! {
    /// A quarter of the day. Its first hour belongs to it, its last does not.
    PartOfDay {
        /// 00–06.
        EarlyHours = "early_hours",
        /// 06–12.
        Morning = "morning",
        /// 12–18.
        Afternoon = "afternoon",
        /// 18–24.
        Evening = "evening",
    }
}

impl PartOfDay {
    /// The part that an hour (0–23) falls in.
    pub fn of_hour(hour: u8) -> Self {
        match hour {
            0..6 => Self::EarlyHours,
            6..12 => Self::Morning,
            12..18 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// Its first hour, and the hour at which it ends.
    pub fn hours(self) -> (u8, u8) {
        match self {
            Self::EarlyHours => (0, 6),
            Self::Morning => (6, 12),
            Self::Afternoon => (12, 18),
            Self::Evening => (18, 24),
        }
    }
}

/// A moment, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// To the second.
    At(Timestamp),
    /// A part of a day.
    PartOfDay(Day, PartOfDay),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
}

impl Moment {
    /// Where it begins on the wall clock.
    pub(crate) fn start(self) -> PrimitiveDateTime {
        match self {
            Self::At(at) => at.wall_clock(),
            Self::PartOfDay(day, part) => day.at_hour(part.hours().0),
            Self::Day(day) => day.at_hour(0),
            Self::Month(month) => month.first_day().at_hour(0),
        }
    }

    /// Where it ends on the wall clock; an instant ends where it begins.
    pub(crate) fn end(self) -> PrimitiveDateTime {
        match self {
            Self::At(at) => at.wall_clock(),
            Self::PartOfDay(day, part) => day.at_hour(part.hours().1),
            Self::Day(day) => day.at_hour(24),
            Self::Month(month) => month.end(),
        }
    }

    /// The day, where one is known.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::At(at) => Some(at.day()),
            Self::PartOfDay(day, _) | Self::Day(day) => Some(day),
            Self::Month(_) => None,
        }
    }

    /// The month.
    pub fn month(self) -> Month {
        match self {
            Self::Month(month) => month,
            Self::At(at) => at.day().month(),
            Self::PartOfDay(day, _) | Self::Day(day) => day.month(),
        }
    }
}

/// When it happened: a moment, or from one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One moment.
    Moment(Moment),
    /// Some time between the start of `from` and the end of `to`, or all of it.
    Range {
        /// The first moment.
        from: Moment,
        /// The last moment.
        to: Moment,
    },
}

impl When {
    /// A range.
    ///
    /// # Errors
    /// [`Code::WHEN_REVERSED`] when `to` starts before `from` does on the wall clock, and, in the hour that the end of summer
    /// time repeats, as an instant too.
    pub fn range(from: Moment, to: Moment) -> Result<Self, Code> {
        let repeated_hour = matches!((from, to), (Moment::At(from), Moment::At(to)) if from <= to);
        let reversed = to.start() < from.start() && !repeated_hour;
        if reversed { Err(Code::WHEN_REVERSED) } else { Ok(Self::Range { from, to }) }
    }

    /// The first and the last moment; the same one twice when there is only one.
    pub fn ends(self) -> (Moment, Moment) {
        match self {
            Self::Moment(moment) => (moment, moment),
            Self::Range { from, to } => (from, to),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::At(at) => map.serialize_entry("at", at)?,
            Self::PartOfDay(day, part) => {
                map.serialize_entry("day", day)?;
                map.serialize_entry("part_of_day", part)?;
            }
            Self::Day(day) => map.serialize_entry("day", day)?,
            Self::Month(month) => map.serialize_entry("month", month)?,
        }
        map.end()
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Moment(moment) => moment.serialize(serializer),
            Self::Range { from, to } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("from", from)?;
                map.serialize_entry("to", to)?;
                map.end()
            }
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Day, Moment, Month, PartOfDay, Timestamp, When};

    impl JsonSchema for Moment {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Moment".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let [at, day, month] = [
                generator.subschema_for::<Timestamp>(),
                generator.subschema_for::<Day>(),
                generator.subschema_for::<Month>(),
            ];
            let part = generator.subschema_for::<PartOfDay>();
            json_schema!({"anyOf": [
                {"type": "object", "properties": {"at": at}, "required": ["at"], "additionalProperties": false},
                {"type": "object", "properties": {"day": day, "part_of_day": part}, "required": ["day"], "additionalProperties": false},
                {"type": "object", "properties": {"month": month}, "required": ["month"], "additionalProperties": false}
            ]})
        }
    }

    impl JsonSchema for When {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "When".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let moment = generator.subschema_for::<Moment>();
            json_schema!({"anyOf": [
                moment,
                {"type": "object", "properties": {"from": moment, "to": moment}, "required": ["from", "to"], "additionalProperties": false}
            ]})
        }
    }
}

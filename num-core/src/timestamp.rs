//! Instants with their wall clock, days and months.
//!
//! When something happened tells who it happened to: `Debug` shows a placeholder, and `Display` is for those who ask.

use std::{cmp::Ordering, fmt};

use serde::{Serialize, Serializer};
use time::{
    Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset,
    format_description::{StaticFormatDescription, well_known::Rfc3339},
    macros::format_description,
};

use crate::error::Code;

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
const DAY: StaticFormatDescription = format_description!("[year]-[month]-[day]");

/// An instant to the second that keeps the wall clock and the offset with which it was recorded.
/// Equality and order are those of instants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// Parses RFC 3339 with an offset, such as `2026-03-01T22:15:00+00:00`.
    ///
    /// # Errors
    /// [`Code::INSTANT_MALFORMED`], also for fractions of a second; [`Code::INSTANT_OUT_OF_RANGE`] outside 1900–2100.
    pub fn parse(text: &str) -> Result<Self, Code> {
        if text.len() > 25 {
            return Err(Code::INSTANT_MALFORMED);
        }
        let at = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| Code::INSTANT_MALFORMED)?;
        // Twenty characters and more are enough for a fraction with `Z`; seconds are the unit of the model.
        if at.nanosecond() != 0 || text.contains('.') {
            return Err(Code::INSTANT_MALFORMED);
        }
        if !YEARS.contains(&at.year()) {
            return Err(Code::INSTANT_OUT_OF_RANGE);
        }
        Ok(Self(at))
    }

    /// The midnight that ends `day` at `offset`.
    pub fn end_of(day: Day, offset: Offset) -> Self {
        let next = day.0.next_day().unwrap_or(Date::MAX);
        Self(PrimitiveDateTime::new(next, Time::MIDNIGHT).assume_offset(offset.0))
    }

    /// The day on the recorded wall clock.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }

    /// So many hours later; the last instant that there is, should that be earlier.
    pub(crate) fn plus_hours(self, hours: u32) -> Self {
        Self(self.0.checked_add(time::Duration::hours(hours.into())).unwrap_or(self.0))
    }

    /// Hour and minute on the recorded wall clock.
    pub fn hour_and_minute(self) -> (u8, u8) {
        (self.0.hour(), self.0.minute())
    }

    /// The wall clock without its offset.
    pub(crate) fn wall_clock(self) -> PrimitiveDateTime {
        PrimitiveDateTime::new(self.0.date(), self.0.time())
    }

    /// Writes RFC 3339 with seconds and the recorded offset, never `Z`.
    fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let at = self.0;
        let (hours, minutes, _) = at.offset().as_hms();
        let sign = if at.offset().is_negative() { '-' } else { '+' };
        write!(
            out,
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            Day(at.date()),
            at.hour(),
            at.minute(),
            at.second(),
            hours.unsigned_abs(),
            minutes.unsigned_abs()
        )
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// An offset from UTC, such as `+01:00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offset(UtcOffset);

impl Offset {
    /// Parses `+hh:mm` or `-hh:mm`.
    ///
    /// # Errors
    /// [`Code::HOLD_MALFORMED`]: offsets stand in holds only.
    pub fn parse(text: &str) -> Result<Self, Code> {
        let format = format_description!("[offset_hour sign:mandatory]:[offset_minute]");
        if text.len() != 6 {
            return Err(Code::HOLD_MALFORMED);
        }
        UtcOffset::parse(text, format).map(Self).map_err(|_| Code::HOLD_MALFORMED)
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, _) = self.0.as_hms();
        let sign = if self.0.is_negative() { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", hours.unsigned_abs(), minutes.unsigned_abs())
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Parses `2026-03-01`.
    ///
    /// # Errors
    /// [`Code::DATE_MALFORMED`], also for years outside 1900–2100.
    pub fn parse(text: &str) -> Result<Self, Code> {
        let date = Date::parse(text, DAY).map_err(|_| Code::DATE_MALFORMED)?;
        if text.len() != 10 || !YEARS.contains(&date.year()) {
            return Err(Code::DATE_MALFORMED);
        }
        Ok(Self(date))
    }

    /// Year, month (1–12) and day of the month.
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    /// For people, such as `3 March 2026`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.0.day(), self.month().in_words())
    }

    /// Its number in a row of days.
    pub(crate) fn number(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The month that it is in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: u8::from(self.0.month()) }
    }

    /// The wall clock at `hour` of this day; at 24 the midnight that ends it.
    pub(crate) fn at_hour(self, hour: u8) -> PrimitiveDateTime {
        match Time::from_hms(hour, 0, 0) {
            Ok(time) => PrimitiveDateTime::new(self.0, time),
            Err(_) => PrimitiveDateTime::new(self.0.next_day().unwrap_or(Date::MAX), Time::MIDNIGHT),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A calendar month.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// Parses `2026-03`.
    ///
    /// # Errors
    /// [`Code::MONTH_MALFORMED`], also for years outside 1900–2100.
    pub fn parse(text: &str) -> Result<Self, Code> {
        let first = if text.len() == 7 { Day::parse(&format!("{text}-01")) } else { Err(Code::MONTH_MALFORMED) };
        first.map(Day::month).map_err(|_| Code::MONTH_MALFORMED)
    }

    /// For people, such as `March 2026`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.first_day().0.month(), self.year)
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        let month = time::Month::try_from(self.month).unwrap_or(time::Month::January);
        Day(Date::from_calendar_date(self.year, month, 1).unwrap_or(Date::MIN))
    }

    /// The wall clock at which it ends.
    pub(crate) fn end(self) -> PrimitiveDateTime {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Self { year, month }.first_day().at_hour(0)
    }
}

impl PartialOrd for Month {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Month {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.year, self.month).cmp(&(other.year, other.month))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

macro_rules! wire_text {
    ($($name:ident, $format:literal;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let pattern: &str = $format;
                if pattern.starts_with('^') {
                    schemars::json_schema!({"type": "string", "pattern": pattern})
                } else {
                    schemars::json_schema!({"type": "string", "format": pattern})
                }
            }
        }
    )*};
}

wire_text! {
    Timestamp, "date-time";
    Day, "date";
    Month, "^[0-9]{4}-[0-9]{2}$";
    Offset, "^[+-][0-9]{2}:[0-9]{2}$";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_keeps_its_wall_clock() {
        let summer = Timestamp::parse("2026-07-01T00:30:00+01:00").unwrap();
        let utc = Timestamp::parse("2026-06-30T23:30:00Z").unwrap();
        assert_eq!(summer, utc);
        assert_eq!(summer.to_string(), "2026-07-01T00:30:00+01:00");
        assert_eq!(utc.to_string(), "2026-06-30T23:30:00+00:00");
        assert_eq!(summer.day().to_string(), "2026-07-01");
    }

    #[test]
    fn absurd_instants_are_refused() {
        for (text, code) in [
            ("2026-02-30T00:00:00Z", Code::INSTANT_MALFORMED),
            ("2026-03-01T22:15:00", Code::INSTANT_MALFORMED),
            ("2026-03-01T22:15:00.5Z", Code::INSTANT_MALFORMED),
            ("2026-03-01T22:15:00.0Z", Code::INSTANT_MALFORMED),
            ("0001-01-01T00:00:00Z", Code::INSTANT_OUT_OF_RANGE),
        ] {
            assert_eq!(Timestamp::parse(text).err(), Some(code), "{text}");
        }
    }

    #[test]
    fn months_and_ends() {
        assert_eq!(Month::parse("2026-12").unwrap().end().date().to_string(), "2027-01-01");
        assert!(Month::parse("2026-13").is_err());
        let end = Timestamp::end_of(Day::parse("2026-03-31").unwrap(), Offset::parse("+01:00").unwrap());
        assert_eq!(end.to_string(), "2026-04-01T00:00:00+01:00");
    }
}

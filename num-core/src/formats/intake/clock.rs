//! Days and instants as files write them.

use jiff::{civil, tz};
use time::{
    Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset,
    format_description::{self, Component, OwnedFormatItem},
    parsing::Parsed,
};

use crate::error::Code;

/// Where clock times without an offset are at home.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    Offset(UtcOffset),
    Named(tz::TimeZone),
}

impl Zone {
    /// Reads `Europe/London` or `+00:00`; the zones are those that come with the library, whatever the machine has.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.starts_with(['+', '-']) {
            return offset(text).map(Self::Offset);
        }
        tz::TimeZoneDatabase::bundled().get(text).ok().map(Self::Named)
    }

    /// The instant of a wall clock. In an hour that is repeated the first; in one that is left out the clock is moved on.
    fn instant(&self, at: PrimitiveDateTime) -> Option<OffsetDateTime> {
        let zone = match self {
            Self::Offset(offset) => return Some(at.assume_offset(*offset)),
            Self::Named(zone) => zone,
        };
        let clock = civil::DateTime::new(
            i16::try_from(at.year()).ok()?,
            i8::try_from(u8::from(at.month())).ok()?,
            i8::try_from(at.day()).ok()?,
            i8::try_from(at.hour()).ok()?,
            i8::try_from(at.minute()).ok()?,
            i8::try_from(at.second()).ok()?,
            0,
        );
        let instant = zone.to_ambiguous_timestamp(clock.ok()?).compatible().ok()?;
        // Before 1972 some offsets had seconds, which RFC 3339 has no place for.
        let minutes = zone.to_offset(instant).seconds() / 60;
        let offset = UtcOffset::from_whole_seconds(minutes * 60).ok()?;
        Some(OffsetDateTime::from_unix_timestamp(instant.as_second()).ok()?.to_offset(offset))
    }
}

/// Reads `+01:00`.
fn offset(text: &str) -> Option<UtcOffset> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits::<2>(hours)?, digits::<2>(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    UtcOffset::from_whole_seconds(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?).ok()
}

/// Reads a time of day, `21:15`.
pub(super) fn time_of_day(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    Time::from_hms(u8::try_from(digits::<2>(hours)?).ok()?, u8::try_from(digits::<2>(minutes)?).ok()?, 0).ok()
}

/// A number of exactly so many digits.
fn digits<const LENGTH: usize>(text: &str) -> Option<u32> {
    (text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The calendar of a spreadsheet's serial numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SerialDates {
    /// Day 1 is the first of January 1900, and 1900 has a leap day that never was (60).
    #[default]
    Of1900,
    /// Day 0 is the first of January 1904.
    Of1904,
}

/// The 29th of February 1900.
const LEAP_DAY_THAT_NEVER_WAS: u32 = 60;

impl SerialDates {
    fn day(self, serial: u32) -> Option<Date> {
        let first = match (self, serial) {
            (Self::Of1904, _) => Date::from_calendar_date(1904, Month::January, 1),
            (Self::Of1900, 0 | LEAP_DAY_THAT_NEVER_WAS) => return None,
            (Self::Of1900, ..LEAP_DAY_THAT_NEVER_WAS) => Date::from_calendar_date(1899, Month::December, 31),
            (Self::Of1900, _) => Date::from_calendar_date(1899, Month::December, 30),
        };
        first.ok()?.checked_add(time::Duration::days(i64::from(serial)))
    }

    fn moment(self, text: &str) -> Option<Clock> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // The last day of 2100 has six digits in neither calendar.
        if whole.is_empty() || whole.len() > 5 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let serial: u32 = whole.parse().ok()?;
        if fraction.bytes().all(|digit| digit == b'0') {
            return self.day(serial).map(Clock::Day);
        }
        let part: f64 = format!("0.{fraction}").parse().ok()?;
        let minutes = (part * 1440.0).round();
        // Between 0 and 1440: half a minute before midnight is the next day.
        let minutes = minutes as u32;
        let (serial, minutes) = if minutes == 1440 { (serial + 1, 0) } else { (serial, minutes) };
        let time = Time::from_hms(u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?, 0).ok()?;
        Some(Clock::At(PrimitiveDateTime::new(self.day(serial)?, time), None))
    }
}

/// What a cell tells of the time, as exactly as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    At(PrimitiveDateTime, Option<UtcOffset>),
    Day(Date),
    Month(i32, Month),
}

/// What is to be read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Day,
    Month,
    /// Of a day alone, at this time of it, if one was said.
    Instant(Option<Time>),
    /// As exactly as the format has it.
    When,
}

/// A moment as the wire format writes it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    At(String),
    Day(String),
    Month(String),
}

impl Wanted {
    fn malformed(self) -> Code {
        match self {
            Self::Day | Self::When => Code::DATE_MALFORMED,
            Self::Month => Code::MONTH_MALFORMED,
            Self::Instant(_) => Code::INSTANT_MALFORMED,
        }
    }

    /// What of a moment is wanted; `None` when it does not tell that.
    fn of(self, clock: Clock) -> Option<Clock> {
        match (self, clock) {
            (Self::When, clock) | (Self::Instant(_), clock @ Clock::At(..)) => Some(clock),
            (Self::Instant(Some(time)), Clock::Day(day)) => Some(Clock::At(PrimitiveDateTime::new(day, time), None)),
            (Self::Day, Clock::At(at, _)) => Some(Clock::Day(at.date())),
            (Self::Day, day @ Clock::Day(_)) => Some(day),
            (Self::Month, Clock::At(at, _)) => Some(Clock::Month(at.year(), at.month())),
            (Self::Month, Clock::Day(day)) => Some(Clock::Month(day.year(), day.month())),
            (Self::Month, month @ Clock::Month(..)) => Some(month),
            (Self::Instant(_), _) | (Self::Day, Clock::Month(..)) => None,
        }
    }
}

/// Reads a cell by the first format that it is written in.
pub(super) fn read(
    text: &str,
    formats: &[Format],
    wanted: Wanted,
    serials: SerialDates,
    zone: Option<&Zone>,
) -> Result<Written, Code> {
    let found = formats.iter().find_map(|format| format.moment(text, serials).and_then(|clock| wanted.of(clock)));
    match found.ok_or_else(|| wanted.malformed())? {
        Clock::Day(day) => Ok(Written::Day(written_day(day))),
        Clock::Month(year, month) => Ok(Written::Month(format!("{year:04}-{:02}", u8::from(month)))),
        Clock::At(at, Some(offset)) => Ok(Written::At(written(at.assume_offset(offset)))),
        Clock::At(at, None) => {
            let zone = zone.ok_or(Code::INSTANT_NO_ZONE)?;
            zone.instant(at).map(|at| Written::At(written(at))).ok_or_else(|| wanted.malformed())
        }
    }
}

fn written_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

fn written(at: OffsetDateTime) -> String {
    let (hours, minutes, _) = at.offset().as_hms();
    let sign = if at.offset().is_negative() { '-' } else { '+' };
    format!(
        "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        written_day(at.date()),
        at.hour(),
        at.minute(),
        at.second(),
        hours.unsigned_abs(),
        minutes.unsigned_abs()
    )
}

/// How a moment is written in a cell.
#[derive(Clone, Debug)]
pub(super) enum Format {
    /// ISO 8601, as far as the wire format goes, with or without seconds and offset.
    Iso,
    /// The serial number of a spreadsheet.
    Excel,
    /// A description of the `time` crate.
    Description(OwnedFormatItem),
}

impl Format {
    /// Reads a format; `None` when it is none, or does not have what is wanted.
    pub(super) fn parse(text: &str, wanted: Wanted) -> Option<Self> {
        match text {
            "iso" => return Some(Self::Iso),
            "excel" => return Some(Self::Excel),
            _ => {}
        }
        let item = format_description::parse_owned::<2>(text).ok()?;
        let mut has = Has::default();
        has.look_at(&item);
        let month = has.year && has.month;
        let day = month && has.day || has.year && (has.ordinal || has.week && has.weekday) || has.instant;
        let enough = match wanted {
            Wanted::Month | Wanted::When => month || day,
            Wanted::Day => day,
            Wanted::Instant(time) => day && (has.hour || time.is_some()) || has.instant,
        };
        enough.then_some(Self::Description(item))
    }

    fn moment(&self, text: &str, serials: SerialDates) -> Option<Clock> {
        match self {
            Self::Iso => iso(text),
            Self::Excel => serials.moment(text),
            Self::Description(item) => described(text, item),
        }
    }
}

/// What a description has.
#[derive(Default)]
struct Has {
    year: bool,
    month: bool,
    day: bool,
    hour: bool,
    ordinal: bool,
    week: bool,
    weekday: bool,
    /// Seconds since 1970.
    instant: bool,
}

impl Has {
    fn look_at(&mut self, item: &OwnedFormatItem) {
        match item {
            OwnedFormatItem::Compound(items) | OwnedFormatItem::First(items) => {
                items.iter().for_each(|item| self.look_at(item));
            }
            OwnedFormatItem::Optional(item) => self.look_at(item),
            OwnedFormatItem::Component(component) => self.look_at_component(*component),
            _ => {}
        }
    }

    fn look_at_component(&mut self, component: Component) {
        match component {
            Component::CalendarYearFullExtendedRange(_)
            | Component::CalendarYearFullStandardRange(_)
            | Component::CalendarYearLastTwo(_) => self.year = true,
            Component::MonthShort(_) | Component::MonthLong(_) | Component::MonthNumerical(_) => self.month = true,
            Component::Day(_) => self.day = true,
            Component::Hour12(_) | Component::Hour24(_) => self.hour = true,
            Component::Ordinal(_) => self.ordinal = true,
            Component::WeekdayShort(_)
            | Component::WeekdayLong(_)
            | Component::WeekdaySunday(_)
            | Component::WeekdayMonday(_) => self.weekday = true,
            Component::WeekNumberIso(_) | Component::WeekNumberSunday(_) | Component::WeekNumberMonday(_) => {
                self.week = true
            }
            Component::IsoYearFullExtendedRange(_) | Component::IsoYearFullStandardRange(_) => self.year = true,
            Component::UnixTimestampSecond(_)
            | Component::UnixTimestampMillisecond(_)
            | Component::UnixTimestampMicrosecond(_)
            | Component::UnixTimestampNanosecond(_) => self.instant = true,
            _ => {}
        }
    }
}

fn described(text: &str, item: &OwnedFormatItem) -> Option<Clock> {
    let mut parsed = Parsed::new();
    if !parsed.parse_item(text.as_bytes(), item).ok()?.is_empty() {
        return None;
    }
    if parsed.unix_timestamp_nanos().is_some() {
        let at = OffsetDateTime::try_from(parsed).ok()?;
        return Some(Clock::At(PrimitiveDateTime::new(at.date(), at.time()), Some(at.offset())));
    }
    if let (None, Some(last_two)) = (parsed.year(), parsed.year_last_two()) {
        parsed.set_year(2000 + i32::from(last_two))?;
    }
    if parsed.day().is_none()
        && parsed.ordinal().is_none()
        && parsed.weekday().is_none()
        && let (Some(year), Some(month)) = (parsed.year(), parsed.month())
    {
        return Some(Clock::Month(year, month));
    }
    let day = Date::try_from(parsed).ok()?;
    if parsed.hour_24().is_none() && parsed.hour_12().is_none() {
        return Some(Clock::Day(day));
    }
    let time = Time::try_from(parsed).ok()?;
    // Seconds are the unit of the model.
    let time = time.replace_nanosecond(0).ok()?;
    let offset = match parsed.offset_hour() {
        Some(_) => Some(UtcOffset::try_from(parsed).ok()?),
        None => None,
    };
    Some(Clock::At(PrimitiveDateTime::new(day, time), offset))
}

/// Reads `2026-02`, `2026-02-03`, `2026-02-03T21:15`, `2026-02-03T21:15:30`, and the last two with `Z` or `+01:00`.
fn iso(text: &str) -> Option<Clock> {
    let year = i32::try_from(digits::<4>(text.get(..4)?)?).ok()?;
    let rest = text.get(4..)?.strip_prefix('-')?;
    let month = Month::try_from(u8::try_from(digits::<2>(rest.get(..2)?)?).ok()?).ok()?;
    let Some(rest) = rest.get(2..).filter(|rest| !rest.is_empty()) else { return Some(Clock::Month(year, month)) };
    let rest = rest.strip_prefix('-')?;
    let day = Date::from_calendar_date(year, month, u8::try_from(digits::<2>(rest.get(..2)?)?).ok()?).ok()?;
    let Some(rest) = rest.get(2..).filter(|rest| !rest.is_empty()) else { return Some(Clock::Day(day)) };
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let (time, at_offset) = match clock.find(['Z', 'z', '+', '-']) {
        Some(at) => (clock.get(..at)?, clock.get(at..)?),
        None => (clock, ""),
    };
    let mut parts = time.split(':').map(digits::<2>);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() {
        return None;
    }
    let small = |number: u32| u8::try_from(number).ok();
    let time = Time::from_hms(small(hour)?, small(minute)?, small(second)?).ok()?;
    let offset = match at_offset {
        "" => None,
        "Z" | "z" => Some(UtcOffset::UTC),
        written => Some(offset(written)?),
    };
    Some(Clock::At(PrimitiveDateTime::new(day, time), offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london() -> Zone {
        Zone::parse("Europe/London").unwrap()
    }

    fn at(text: &str, format: &str) -> Result<Written, Code> {
        let formats = [Format::parse(format, Wanted::When).unwrap()];
        read(text, &formats, Wanted::When, SerialDates::Of1900, Some(&london()))
    }

    fn day(text: &str) -> Result<Written, Code> {
        Ok(Written::Day(text.to_owned()))
    }

    fn instant(text: &str) -> Result<Written, Code> {
        Ok(Written::At(text.to_owned()))
    }

    #[test]
    fn iso_as_far_as_the_wire_format_goes() {
        assert_eq!(at("2026-02", "iso"), Ok(Written::Month("2026-02".to_owned())));
        assert_eq!(at("2026-02-03", "iso"), day("2026-02-03"));
        assert_eq!(at("2026-02-03T21:15", "iso"), instant("2026-02-03T21:15:00+00:00"));
        assert_eq!(at("2026-07-03 21:15:30", "iso"), instant("2026-07-03T21:15:30+01:00"));
        assert_eq!(at("2026-02-03T21:15Z", "iso"), instant("2026-02-03T21:15:00+00:00"));
        assert_eq!(at("2026-02-03T21:15:00-05:00", "iso"), instant("2026-02-03T21:15:00-05:00"));
        for bad in [
            "",
            "2026",
            "2026-2-3",
            "2026-02-30",
            "2026-02-03T",
            "2026-02-03T21",
            "2026-02-03T21:15:00.5",
            "٢026-02-03",
        ] {
            assert_eq!(at(bad, "iso"), Err(Code::DATE_MALFORMED), "{bad}");
        }
    }

    #[test]
    fn the_hour_that_is_left_out_and_the_hour_that_is_repeated() {
        assert_eq!(at("2026-03-29T01:30", "iso"), instant("2026-03-29T02:30:00+01:00"));
        assert_eq!(at("2026-10-25T01:30", "iso"), instant("2026-10-25T01:30:00+01:00"));
        assert_eq!(at("2026-10-25T02:00", "iso"), instant("2026-10-25T02:00:00+00:00"));
        let fixed = Zone::parse("-03:30").unwrap();
        let read_at = |zone| read("2026-10-25T01:30", &[Format::Iso], Wanted::Instant(None), SerialDates::Of1900, zone);
        assert_eq!(read_at(Some(&fixed)), instant("2026-10-25T01:30:00-03:30"));
        assert_eq!(read_at(None), Err(Code::INSTANT_NO_ZONE));
        for bad in ["", "Europe/Nowhere", "+1:00", "+24:00", "+00:60", "00:00", "+0000"] {
            assert!(Zone::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn serial_numbers_of_spreadsheets() {
        let serial = |text: &str, serials| read(text, &[Format::Excel], Wanted::When, serials, Some(&london()));
        let of_1900 = |text: &str| serial(text, SerialDates::Of1900);
        assert_eq!(of_1900("1"), day("1900-01-01"));
        assert_eq!(of_1900("59"), day("1900-02-28"));
        assert_eq!(of_1900("60"), Err(Code::DATE_MALFORMED));
        assert_eq!(of_1900("61"), day("1900-03-01"));
        assert_eq!(of_1900("46056"), day("2026-02-03"));
        assert_eq!(of_1900("46056.0"), day("2026-02-03"));
        assert_eq!(of_1900("46056.885416666664"), instant("2026-02-03T21:15:00+00:00"));
        assert_eq!(of_1900("46056.99999"), instant("2026-02-04T00:00:00+00:00"));
        assert_eq!(serial("0", SerialDates::Of1904), day("1904-01-01"));
        assert_eq!(serial("44594", SerialDates::Of1904), day("2026-02-03"));
        for bad in ["0", "", ".5", "-1", "1e4", "460560", "46056,5", "+46056"] {
            assert_eq!(of_1900(bad), Err(Code::DATE_MALFORMED), "{bad}");
        }
    }

    #[test]
    fn descriptions() {
        assert_eq!(at("03/02/2026", "[day]/[month]/[year]"), day("2026-02-03"));
        assert_eq!(at("3 Feb 2026", "[day padding:none] [month repr:short] [year]"), day("2026-02-03"));
        assert_eq!(at("03/02/26", "[day]/[month]/[year repr:last_two]"), day("2026-02-03"));
        assert_eq!(at("03/02/99", "[day]/[month]/[year repr:last_two]"), day("2099-02-03"));
        assert_eq!(at("02/2026", "[month]/[year]"), Ok(Written::Month("2026-02".to_owned())));
        let clock = "[day]/[month]/[year][optional [ [hour]:[minute]]]";
        assert_eq!(at("03/07/2026 21:15", clock), instant("2026-07-03T21:15:00+01:00"));
        assert_eq!(at("03/07/2026", clock), day("2026-07-03"));
        let half = "[day]/[month]/[year] [hour repr:12 padding:none][period case:lower]";
        assert_eq!(at("03/07/2026 9pm", half), instant("2026-07-03T21:00:00+01:00"));
        let offset = "[year]-[month]-[day] [hour]:[minute] [offset_hour sign:mandatory][offset_minute]";
        assert_eq!(at("2026-07-03 21:15 -0530", offset), instant("2026-07-03T21:15:00-05:30"));
        assert_eq!(at("1770153300", "[unix_timestamp]"), instant("2026-02-03T21:15:00+00:00"));
        for bad in ["3/2/2026", "31/02/2026", "03/02/2026 ", "03/13/2026"] {
            assert_eq!(at(bad, "[day]/[month]/[year]"), Err(Code::DATE_MALFORMED), "{bad}");
        }
        let wanted = |text: &str, wanted| Format::parse(text, wanted).is_some();
        assert!(
            !wanted("[day]/[month]", Wanted::When) && !wanted("[hour]", Wanted::When) && !wanted("[", Wanted::When)
        );
        assert!(!wanted("[month]/[year]", Wanted::Day) && wanted("[month]/[year]", Wanted::Month));
        assert!(!wanted("[day]/[month]/[year]", Wanted::Instant(None)) && wanted("[year] [ordinal]", Wanted::Day));
    }

    #[test]
    fn what_is_wanted_of_a_moment() {
        let of = |text: &str, wanted| read(text, &[Format::Iso], wanted, SerialDates::Of1900, Some(&london()));
        assert_eq!(of("2026-02-03T21:15", Wanted::Day), day("2026-02-03"));
        assert_eq!(of("2026-02-03", Wanted::Month), Ok(Written::Month("2026-02".to_owned())));
        assert_eq!(of("2026-02", Wanted::Day), Err(Code::DATE_MALFORMED));
        assert_eq!(of("2026-02-03", Wanted::Instant(None)), Err(Code::INSTANT_MALFORMED));
        assert_eq!(of("2026", Wanted::Month), Err(Code::MONTH_MALFORMED));
    }
}

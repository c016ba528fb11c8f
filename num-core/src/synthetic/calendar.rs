//! Days, hours and clock changes.

use time::{Date, Month, OffsetDateTime, Weekday};

use super::line::Line;

pub(super) const HOUR: i64 = 60;
pub(super) const DAY: i64 = 24 * HOUR;

/// A minute, counted from 1970 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Minute(pub(super) i64);

/// What the clock on the wall said.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) summer: bool,
    /// From Monday, 0.
    pub(super) weekday: u8,
}

impl Minute {
    /// The first minute of a year, in winter time.
    pub(super) fn of_year(year: i32) -> Self {
        Self(days_to(year, Month::January, 1) * DAY)
    }

    pub(super) fn plus(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes))
    }

    /// The clock in the United Kingdom.
    pub(super) fn clock(self) -> Clock {
        let utc = at(self);
        let summer = is_summer(utc);
        let wall = if summer { at(self.plus(HOUR)) } else { utc };
        Clock {
            year: wall.year(),
            month: wall.month().into(),
            day: wall.day(),
            hour: wall.hour(),
            minute: wall.minute(),
            summer,
            weekday: wall.weekday().number_days_from_monday(),
        }
    }

    /// The same day at another time of the wall clock.
    pub(super) fn at_wall(self, minute_of_day: i64) -> Self {
        let clock = self.clock();
        let midnight = self.0 - i64::from(clock.hour) * HOUR - i64::from(clock.minute);
        Self(midnight + minute_of_day)
    }

    pub(super) fn year(self) -> i32 {
        self.clock().year
    }

    /// As an instant of the wire format.
    pub(super) fn write(self, line: &mut Line) {
        let clock = self.clock();
        line.build(|text| {
            clock.push_day(text);
            text.push('T');
            clock.push_time(text);
            text.push_str(if clock.summer { ":00+01:00" } else { ":00+00:00" });
        });
    }

    pub(super) fn to_text(self) -> String {
        let mut line = Line::default();
        self.write(&mut line);
        line.taken().trim_matches('"').to_owned()
    }
}

impl Clock {
    pub(super) fn push_month(self, text: &mut String) {
        push_padded(text, self.year.unsigned_abs(), 4);
        text.push('-');
        push_padded(text, self.month.into(), 2);
    }

    pub(super) fn push_day(self, text: &mut String) {
        self.push_month(text);
        text.push('-');
        push_padded(text, self.day.into(), 2);
    }

    fn push_time(self, text: &mut String) {
        push_padded(text, self.hour.into(), 2);
        text.push(':');
        push_padded(text, self.minute.into(), 2);
    }

    pub(super) fn part_of_day(self) -> &'static str {
        match self.hour {
            0..6 => "early_hours",
            6..12 => "morning",
            12..18 => "afternoon",
            _ => "evening",
        }
    }
}

pub(super) fn push_padded(text: &mut String, number: u32, width: usize) {
    let mut digits = [b'0'; 10];
    let mut left = number;
    let mut used = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
        used += 1;
        if left == 0 {
            break;
        }
    }
    let start = digits.len() - used.max(width.min(digits.len()));
    // Digits are UTF-8.
    text.push_str(digits.get(start..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default());
}

fn days_to(year: i32, month: Month, day: u8) -> i64 {
    let date = Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN);
    i64::from(date.to_julian_day()) - i64::from(UNIX_DAY)
}

/// 1 January 1970, as a Julian day.
const UNIX_DAY: i32 = 2_440_588;

fn at(minute: Minute) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(minute.0.saturating_mul(60)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// From one o'clock UTC on the last Sunday of March until then on the last of October.
fn is_summer(utc: OffsetDateTime) -> bool {
    let after_change = |utc: OffsetDateTime| {
        let last_sunday = 31 - i32::from(weekday_of_last(utc).number_days_from_sunday());
        let day = i32::from(utc.day());
        day > last_sunday || (day == last_sunday && utc.hour() >= 1)
    };
    match utc.month() {
        Month::April | Month::May | Month::June | Month::July | Month::August | Month::September => true,
        Month::March => after_change(utc),
        Month::October => !after_change(utc),
        _ => false,
    }
}

/// The weekday of the thirty-first.
fn weekday_of_last(utc: OffsetDateTime) -> Weekday {
    Date::from_calendar_date(utc.year(), utc.month(), 31).map_or(Weekday::Sunday, Date::weekday)
}

/// When reports come in: through the year by month, through the day by hour. Time is counted in ticks from 0 to `u32::MAX`, and
/// the order of ticks is the order of minutes.
pub(super) struct Season {
    /// For each month its first minute, its length and how much came before.
    months: Vec<(Minute, i64, f64)>,
    total: f64,
}

/// How many reports are taken in each hour of the day (assumed: office hours of projects, and forms filled in in the evening).
const HOURS: [u16; 24] = [2, 1, 1, 0, 0, 0, 1, 2, 4, 9, 13, 13, 11, 11, 12, 12, 10, 7, 5, 5, 5, 5, 4, 3];

impl Season {
    pub(super) fn new(first_year: i32, years: u32, weights: &[f64; 12]) -> Self {
        let mut months = Vec::new();
        let mut total = 0.0;
        for year in (first_year..).take(years as usize) {
            let mut month = Month::January;
            for weight in weights {
                let start = Minute(days_to(year, month, 1) * DAY);
                let (next_year, next) =
                    if month == Month::December { (year + 1, Month::January) } else { (year, month.next()) };
                let length = days_to(next_year, next, 1) * DAY - start.0;
                months.push((start, length, total));
                total += weight * length as f64;
                month = next;
            }
        }
        Self { months, total }
    }

    pub(super) fn minute(&self, tick: u32) -> Minute {
        let target = f64::from(tick) / 4_294_967_296.0 * self.total;
        let at = self.months.partition_point(|(_, _, before)| *before <= target).saturating_sub(1);
        let Some((start, length, before)) = self.months.get(at) else { return Minute(0) };
        let until = self.months.get(at + 1).map_or(self.total, |(_, _, before)| *before);
        let share = if until > *before { (target - before) / (until - before) } else { 0.0 };
        let minutes = share * *length as f64;
        let day = (minutes / DAY as f64).floor();
        start.plus(day as i64 * DAY + minute_of_day(minutes / DAY as f64 - day))
    }
}

/// The minute of the day by which that share of the day's reports has come in.
fn minute_of_day(share: f64) -> i64 {
    let total: u16 = HOURS.iter().sum();
    let mut left = share * f64::from(total);
    for (hour, weight) in (0..).zip(HOURS) {
        let weight = f64::from(weight);
        if left < weight {
            return hour * HOUR + (left / weight * HOUR as f64) as i64;
        }
        left -= weight;
    }
    DAY - 1
}

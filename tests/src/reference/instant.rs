//! Instants, days and the wall clock, as plainly as they can be read.

use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time};

/// An instant as it is recorded.
pub(super) fn instant(text: &str) -> OffsetDateTime {
    OffsetDateTime::parse(text, &Rfc3339).expect("an instant of a valid document")
}

/// A49: seconds and the recorded offset, never `Z`.
pub(super) fn written(at: OffsetDateTime) -> String {
    let (hours, minutes, _) = at.offset().as_hms();
    let sign = if hours < 0 || minutes < 0 { '-' } else { '+' };
    format!(
        "{}T{}:{:02}{sign}{:02}:{:02}",
        day_text(at.date()),
        clock_text(at.time()),
        at.second(),
        hours.abs(),
        minutes.abs()
    )
}

/// A day, `2026-03-01`.
pub(super) fn day(text: &str) -> Date {
    let parts: Vec<&str> = text.split('-').collect();
    let month: u8 = parts[1].parse().expect("a month of a valid document");
    Date::from_calendar_date(
        parts[0].parse().expect("a year of a valid document"),
        Month::try_from(month).expect("a month of a valid document"),
        parts[2].parse().expect("a day of a valid document"),
    )
    .expect("a day of a valid document")
}

/// The first day of a month, `2026-03`.
pub(super) fn first_of(month: &str) -> Date {
    day(&format!("{month}-01"))
}

pub(super) fn day_text(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

pub(super) fn month_text(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), u8::from(day.month()))
}

/// `22:15`
pub(super) fn clock_text(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// What the clock on the wall showed, whatever the offset.
pub(super) fn wall(at: OffsetDateTime) -> PrimitiveDateTime {
    PrimitiveDateTime::new(at.date(), at.time())
}

pub(super) fn midnight(day: Date) -> PrimitiveDateTime {
    PrimitiveDateTime::new(day, Time::MIDNIGHT)
}

/// The midnight that ends a day at an offset such as `+01:00`.
pub(super) fn end_of_day(day_of: &str, offset: &str) -> OffsetDateTime {
    instant(&format!("{day_of}T00:00:00{offset}")) + Duration::days(1)
}

/// The first day of the month after this day's.
pub(super) fn next_month(first: Date) -> Date {
    let mut later = first;
    while later.month() == first.month() {
        later = later.next_day().expect("a year of a valid document");
    }
    later
}

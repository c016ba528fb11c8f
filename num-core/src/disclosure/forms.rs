//! Coarser forms of exact values (A21, A42).

use time::Duration;

use super::{
    shown::{Band, ShownMoment, ShownWhen},
    table::Form,
};
use crate::{
    code::CodeTable,
    descriptor::Range,
    incident::{AgeBand, SupportWanted},
    when::{Moment, PartOfDay, When},
};

const DAY: Duration = Duration::hours(24);
const MONTH: Duration = Duration::days(31);

/// Coarsens on the recorded wall clock. A range becomes its first and last unit, one when equal; a long one loses the
/// time of day (over 24 hours), then the day (over 31 days).
pub(super) fn when(when: When, form: Form) -> Option<ShownWhen> {
    let (from, to) = when.ends();
    let length = to.end() - from.start();
    let is_range = matches!(when, When::Range { .. });
    let unit = match form {
        Form::Exact => Unit::Exact,
        Form::DayAndPart | Form::DayAndBand if is_range && length > MONTH => Unit::Month,
        Form::DayAndPart | Form::DayAndBand if is_range && length > DAY => Unit::Day,
        Form::DayAndPart => Unit::PartOfDay,
        Form::DayAndBand => Unit::Band,
        Form::Month => Unit::Month,
        _ => return None,
    };
    let (from, to) = (moment(from, unit), moment(to, unit));
    let is_one = from == to && !(is_range && form == Form::Exact);
    Some(if is_one { ShownWhen::Moment(from) } else { ShownWhen::Range(from, to) })
}

/// In which unit a moment is shown.
#[derive(Clone, Copy)]
enum Unit {
    Exact,
    Band,
    PartOfDay,
    Day,
    Month,
}

/// One moment in a unit; what is known more coarsely stays coarse.
fn moment(moment: Moment, unit: Unit) -> ShownMoment {
    match (unit, moment) {
        (Unit::Month, moment) => ShownMoment::Month(moment.month()),
        (_, Moment::Month(month)) => ShownMoment::Month(month),
        (_, Moment::Day(day)) | (Unit::Day, Moment::PartOfDay(day, _)) => ShownMoment::Day(day),
        (Unit::Day, Moment::At(at)) => ShownMoment::Day(at.day()),
        (Unit::Exact, Moment::At(at)) => ShownMoment::At(at),
        (Unit::PartOfDay, Moment::At(at)) => {
            ShownMoment::PartOfDay(at.day(), PartOfDay::of_hour(at.hour_and_minute().0))
        }
        (Unit::Exact | Unit::PartOfDay, Moment::PartOfDay(day, part)) => ShownMoment::PartOfDay(day, part),
        (Unit::Band, Moment::At(at)) => {
            let from = at.hour_and_minute().0 / 3 * 3;
            ShownMoment::Band(at.day(), Band { from, to: from + 3 })
        }
        (Unit::Band, Moment::PartOfDay(day, part)) => {
            let (from, to) = part.hours();
            ShownMoment::Band(day, Band { from, to })
        }
    }
}

/// Whether any support is wanted.
pub(super) fn support_band(wanted: &[SupportWanted]) -> &'static str {
    wanted
        .iter()
        .map(|support| support.band())
        .find(|band| *band != SupportWanted::None.band())
        .unwrap_or(SupportWanted::None.band())
}

/// The first and last age band.
pub(super) fn age_bands(age: Range) -> (&'static str, &'static str) {
    (AgeBand::of(age.from).as_str(), AgeBand::of(age.to).as_str())
}

/// The first and last height band.
pub(super) fn height_bands(height: Range) -> (&'static str, &'static str) {
    let band = |cm| match cm {
        0..165 => "under_165",
        165..175 => "165_174",
        175..185 => "175_184",
        _ => "185_plus",
    };
    (band(height.from), band(height.to))
}

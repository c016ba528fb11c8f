use num_core::timestamp::Timestamp;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

/// A week, and as many more days as it takes to go through years in so many steps.
const MOST_STEPS: i64 = 80;

/// The instants at which a scheme is looked after: every week from the first report on, and the last one.
pub(crate) fn steps(first: Timestamp, last: Timestamp) -> Vec<Timestamp> {
    let (Some(from), Some(to)) = (clock(first), clock(last)) else { return vec![last] };
    let days = (to - from).whole_days();
    let apart = Duration::days((days / MOST_STEPS).max(7));
    let mut steps = Vec::new();
    let mut at = from.replace_time(time::macros::time!(9:00)) + Duration::days(1);
    while at < to {
        steps.extend(timestamp(at));
        at += apart;
    }
    steps.push(last);
    steps
}

fn clock(at: Timestamp) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&at.to_string(), &Rfc3339).ok()
}

fn timestamp(at: OffsetDateTime) -> Option<Timestamp> {
    Timestamp::parse(&at.format(&Rfc3339).ok()?).ok()
}

/// So many days later.
pub(crate) fn later(at: Timestamp, days: i64) -> Timestamp {
    clock(at).and_then(|at| timestamp(at.checked_add(Duration::days(days))?)).unwrap_or(at)
}

/// The instant at which this runs.
pub(crate) fn now() -> Option<Timestamp> {
    timestamp(OffsetDateTime::now_utc().replace_nanosecond(0).ok()?)
}

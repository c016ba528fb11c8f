//! Cells of a frame as the texts that a mapping reads.

use std::fmt::Write;

use arrow_array::{
    Array, GenericListArray, OffsetSizeTrait, PrimitiveArray,
    cast::AsArray,
    types::{
        ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type,
        Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
        Int32Type, Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
        UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, TimeUnit};
use jiff::{
    Timestamp, civil,
    tz::{Offset, TimeZone, TimeZoneDatabase},
};

const SECONDS_OF_A_DAY: i64 = 86_400;

/// How the cells of a column are read.
pub(crate) struct Column {
    /// Of instants: the zone on whose clocks they are written.
    zone: Option<TimeZone>,
}

impl Column {
    /// The way to read a column of a type; `None` for types that are no cells, and for zones that nobody knows.
    pub(crate) fn of(data_type: &DataType) -> Option<Self> {
        let zone = match data_type {
            DataType::Null
            | DataType::Boolean
            | DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::Float16
            | DataType::Float32
            | DataType::Float64
            | DataType::Decimal32(..)
            | DataType::Decimal64(..)
            | DataType::Decimal128(..)
            | DataType::Decimal256(..)
            | DataType::Date32
            | DataType::Date64
            | DataType::Time32(_)
            | DataType::Time64(_)
            | DataType::Timestamp(_, None)
            | DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View => None,
            DataType::Timestamp(_, Some(zone)) => Some(named(zone)?),
            DataType::Dictionary(_, values) => return Self::of(values),
            DataType::List(item) | DataType::LargeList(item) if is_text(item.data_type()) => None,
            _ => return None,
        };
        Some(Self { zone })
    }

    /// Writes a cell; `false` for an empty one.
    pub(crate) fn write(&self, array: &dyn Array, row: usize, into: &mut String) -> bool {
        if array.is_null(row) {
            return false;
        }
        match array.data_type() {
            DataType::Utf8 => into.push_str(array.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => into.push_str(array.as_string::<i64>().value(row)),
            DataType::Utf8View => into.push_str(array.as_string_view().value(row)),
            DataType::Boolean => put(into, array.as_boolean().value(row)),
            DataType::Int8 => put(into, value::<Int8Type>(array, row)),
            DataType::Int16 => put(into, value::<Int16Type>(array, row)),
            DataType::Int32 => put(into, value::<Int32Type>(array, row)),
            DataType::Int64 => put(into, value::<Int64Type>(array, row)),
            DataType::UInt8 => put(into, value::<UInt8Type>(array, row)),
            DataType::UInt16 => put(into, value::<UInt16Type>(array, row)),
            DataType::UInt32 => put(into, value::<UInt32Type>(array, row)),
            DataType::UInt64 => put(into, value::<UInt64Type>(array, row)),
            DataType::Float16 => return float(into, value::<Float16Type>(array, row).to_f32()),
            DataType::Float32 => return float(into, value::<Float32Type>(array, row)),
            DataType::Float64 => return float(into, value::<Float64Type>(array, row)),
            DataType::Decimal32(..) => decimal(into, array.as_primitive::<Decimal32Type>(), row),
            DataType::Decimal64(..) => decimal(into, array.as_primitive::<Decimal64Type>(), row),
            DataType::Decimal128(..) => decimal(into, array.as_primitive::<Decimal128Type>(), row),
            DataType::Decimal256(..) => decimal(into, array.as_primitive::<Decimal256Type>(), row),
            DataType::Date32 => day(into, i64::from(value::<Date32Type>(array, row))),
            DataType::Date64 => day(into, value::<Date64Type>(array, row).div_euclid(1000 * SECONDS_OF_A_DAY)),
            DataType::Time32(TimeUnit::Second) => clock(into, value::<Time32SecondType>(array, row).into()),
            DataType::Time32(_) => clock(into, i64::from(value::<Time32MillisecondType>(array, row)) / 1_000),
            DataType::Time64(TimeUnit::Nanosecond) => {
                clock(into, value::<Time64NanosecondType>(array, row) / 1_000_000_000)
            }
            DataType::Time64(_) => clock(into, value::<Time64MicrosecondType>(array, row) / 1_000_000),
            DataType::Timestamp(unit, _) => self.instant(into, seconds(array, *unit, row)),
            DataType::Dictionary(keys, _) => return self.keyed(array, keys, row, into),
            DataType::List(_) => return list::<i32>(array.as_list(), row, into),
            DataType::LargeList(_) => return list::<i64>(array.as_list(), row, into),
            // The others are refused before the first row.
            _ => return false,
        }
        true
    }

    fn keyed(&self, array: &dyn Array, keys: &DataType, row: usize, into: &mut String) -> bool {
        match keys {
            DataType::Int8 => self.entry::<Int8Type>(array, row, into),
            DataType::Int16 => self.entry::<Int16Type>(array, row, into),
            DataType::Int32 => self.entry::<Int32Type>(array, row, into),
            DataType::Int64 => self.entry::<Int64Type>(array, row, into),
            DataType::UInt8 => self.entry::<UInt8Type>(array, row, into),
            DataType::UInt16 => self.entry::<UInt16Type>(array, row, into),
            DataType::UInt32 => self.entry::<UInt32Type>(array, row, into),
            DataType::UInt64 => self.entry::<UInt64Type>(array, row, into),
            _ => false,
        }
    }

    fn entry<K: ArrowDictionaryKeyType>(&self, array: &dyn Array, row: usize, into: &mut String) -> bool {
        let dictionary = array.as_dictionary::<K>();
        dictionary.key(row).is_some_and(|key| self.write(dictionary.values(), key, into))
    }

    /// A clock time of a column with a zone is an instant. One of a column without is what the wall clock said; and as in a
    /// spreadsheet, midnight sharp is a day of which no time was told.
    fn instant(&self, into: &mut String, seconds: i64) {
        let Some(zone) = &self.zone else {
            let (of_day, days) = (seconds.rem_euclid(SECONDS_OF_A_DAY), seconds.div_euclid(SECONDS_OF_A_DAY));
            day(into, days);
            if of_day != 0 {
                into.push('T');
                clock(into, of_day);
            }
            return;
        };
        let at = Timestamp::from_second(seconds).ok().and_then(|at| {
            // Some offsets of old had seconds, which RFC 3339 has no place for.
            let minutes = zone.to_offset(at).seconds() / 60;
            Some(at.display_with_offset(Offset::from_seconds(minutes * 60).ok()?))
        });
        match at {
            Some(at) => put(into, at),
            None => put(into, seconds),
        }
    }
}

fn is_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// A zone by its name, or by its offset. The names are those that come with the library, as in a mapping.
fn named(zone: &str) -> Option<TimeZone> {
    if zone.starts_with(['+', '-']) {
        // `jiff` reads offsets as they stand in the names of such zones.
        return jiff::fmt::temporal::DateTimeParser::new().parse_time_zone(zone).ok();
    }
    TimeZoneDatabase::bundled().get(zone).ok()
}

fn put(into: &mut String, value: impl std::fmt::Display) {
    // Writing into memory cannot fail.
    let _ = write!(into, "{value}");
}

fn value<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> T::Native {
    array.as_primitive::<T>().value(row)
}

/// What is no number is an empty cell: so do frames say that nothing is there. Whole numbers are written without a point.
fn float<F: std::fmt::Display + PartialEq>(into: &mut String, value: F) -> bool {
    #[allow(clippy::eq_op, reason = "what is no number does not equal itself")]
    if value != value {
        return false;
    }
    put(into, value);
    true
}

/// Without zeros at the end of its fraction.
fn decimal<T: DecimalType + ArrowPrimitiveType>(into: &mut String, array: &PrimitiveArray<T>, row: usize) {
    let text = array.value_as_string(row);
    into.push_str(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text });
}

fn seconds(array: &dyn Array, unit: TimeUnit, row: usize) -> i64 {
    match unit {
        TimeUnit::Second => value::<TimestampSecondType>(array, row),
        TimeUnit::Millisecond => value::<TimestampMillisecondType>(array, row).div_euclid(1_000),
        TimeUnit::Microsecond => value::<TimestampMicrosecondType>(array, row).div_euclid(1_000_000),
        TimeUnit::Nanosecond => value::<TimestampNanosecondType>(array, row).div_euclid(1_000_000_000),
    }
}

/// A day by its number from 1970. One that no calendar has stays a number, and will be read as no day.
fn day(into: &mut String, days: i64) {
    let since = days.checked_mul(SECONDS_OF_A_DAY).and_then(|seconds| Timestamp::from_second(seconds).ok());
    match since {
        Some(at) => put(into, civil::Date::from(Offset::UTC.to_datetime(at))),
        None => put(into, days),
    }
}

/// A time of day. Seconds are the unit of the model.
fn clock(into: &mut String, seconds: i64) {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    put(into, format_args!("{hours:02}:{minutes:02}:{seconds:02}"));
}

/// A list of texts as JSON, without what is null in it; an empty one is an empty cell.
fn list<O: OffsetSizeTrait>(lists: &GenericListArray<O>, row: usize, into: &mut String) -> bool {
    let items = lists.value(row);
    let column = Column { zone: None };
    let mut texts = Vec::new();
    for item in 0..items.len() {
        let mut text = String::new();
        if column.write(&items, item, &mut text) {
            texts.push(text);
        }
    }
    // Writing texts into memory cannot fail.
    into.push_str(&serde_json::to_string(&texts).unwrap_or_default());
    !texts.is_empty()
}

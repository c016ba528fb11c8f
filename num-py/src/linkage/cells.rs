//! Arrays of a frame as the cells of the engine: texts are borrowed from where they stand.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{
    Array, ArrayRef, DictionaryArray, GenericListArray, Int32Array, OffsetSizeTrait, StringArray,
    builder::{LargeStringBuilder, StringBuilder},
    cast::AsArray,
    types::{
        Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float32Type, Float64Type,
        Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
        TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil;
use num_core::{
    error::Code,
    linkage::{Cells, Kind, Texts},
};

use super::{
    columns::{Asked, is_text},
    engine::Given,
};
use crate::{cells::Column, error::Failure};

const DAY: i64 = 86_400;

/// Arrays of one column, one after the other.
pub(crate) type Arrays = Vec<ArrayRef>;

/// The arrays behind a column of the mapping, and behind the other that belongs to it.
pub(crate) type Prepared = (Arrays, Option<Arrays>);

/// Whether every text, key and offset was looked at and is good: what comes from outside is not taken on trust.
pub(crate) fn check(array: &ArrayRef) -> Result<(), Failure> {
    array.to_data().validate_full().map_err(|_| Code::INTAKE_NOT_READ.into())
}

/// An array as one of texts, unless it is one already, or is read as numbers or days.
pub(crate) fn readable(kind: Option<Kind>, array: &ArrayRef) -> Result<ArrayRef, Failure> {
    let is_left = match array.data_type() {
        DataType::Dictionary(_, values) => is_text(values),
        of => is_text(of) || *of == DataType::Null,
    };
    if is_left || matches!(kind, Some(Kind::Number | Kind::Place | Kind::Day)) {
        return Ok(Arc::clone(array));
    }
    Ok(match array.data_type() {
        DataType::List(_) => Arc::new(joined::<i32>(array.as_list())?),
        DataType::LargeList(_) => Arc::new(joined::<i64>(array.as_list())?),
        DataType::Date32 => Arc::new(dates(array)?),
        _ => written(kind, array)?,
    })
}

/// Days written as texts, each once: they repeat.
fn dates(array: &ArrayRef) -> Result<DictionaryArray<Int32Type>, Failure> {
    let column = Column::of(array.data_type()).ok_or(Code::BINDING_INTERNAL)?;
    let mut places: HashMap<i32, i32, ahash::RandomState> = HashMap::default();
    let (mut texts, mut text) = (StringBuilder::new(), String::new());
    let keys = array.as_primitive::<Date32Type>().iter().enumerate().map(|(row, day)| {
        let next = places.len() as i32;
        Some(*places.entry(day?).or_insert_with(|| {
            text.clear();
            column.write(array, row, &mut text);
            texts.append_value(&text);
            next
        }))
    });
    let keys: Int32Array = keys.collect();
    DictionaryArray::try_new(keys, Arc::new(texts.finish())).map_err(|_| Code::BINDING_INTERNAL.into())
}

/// Cells written as texts; of a moment that is to be a date, its day.
fn written(kind: Option<Kind>, array: &ArrayRef) -> Result<ArrayRef, Failure> {
    let column = Column::of(array.data_type()).ok_or(Code::BINDING_INTERNAL)?;
    let mut texts = LargeStringBuilder::with_capacity(array.len(), array.len() * 8);
    let mut text = String::new();
    for row in 0..array.len() {
        text.clear();
        if column.write(array, row, &mut text) {
            let day = (kind == Some(Kind::Date)).then(|| text.split_once('T')).flatten();
            texts.append_value(day.map_or(text.as_str(), |(day, _)| day));
        } else {
            texts.append_null();
        }
    }
    Ok(Arc::new(texts.finish()))
}

/// What stands in lists, as the engine reads several in one.
fn joined<O: OffsetSizeTrait>(lists: &GenericListArray<O>) -> Result<StringArray, Failure> {
    let mut all = StringBuilder::with_capacity(lists.len(), lists.len() * 16);
    let items = texts_of(lists.values())?;
    for (row, ends) in lists.value_offsets().windows(2).enumerate() {
        let of_row = match ends {
            [start, end] if lists.is_valid(row) => items.get(start.as_usize()..end.as_usize()).unwrap_or_default(),
            _ => &[],
        };
        let mut known = of_row.iter().flatten().peekable();
        if known.peek().is_none() {
            all.append_null();
            continue;
        }
        let mut text = String::new();
        for item in known {
            if !text.is_empty() {
                text.push(';');
            }
            text.push_str(item);
        }
        all.append_value(text);
    }
    Ok(all.finish())
}

/// The texts of arrays, read from where they stand.
struct Each<'a>(Vec<OfArray<'a>>);

/// Those of one array.
enum OfArray<'a> {
    /// Where each row has its own.
    There(&'a ArrayRef),
    /// Where rows stand for them by keys.
    Found(Vec<Option<&'a str>>),
}

impl<'a> OfArray<'a> {
    fn of(array: &'a ArrayRef) -> Result<Self, Failure> {
        Ok(match array.data_type() {
            of if is_text(of) => Self::There(array),
            _ => Self::Found(texts_of(array)?),
        })
    }

    fn rows(&self) -> usize {
        match self {
            Self::There(array) => array.len(),
            Self::Found(texts) => texts.len(),
        }
    }
}

impl Texts for Each<'_> {
    fn rows(&self) -> usize {
        self.0.iter().map(OfArray::rows).sum()
    }

    fn read(&self, each: &mut dyn FnMut(Option<&str>)) {
        for texts in &self.0 {
            match texts {
                OfArray::Found(texts) => texts.iter().copied().for_each(&mut *each),
                OfArray::There(array) => each_text(array, &mut *each),
            }
        }
    }
}

/// Tells each text of an array of texts, in whichever of the three ways it holds them.
fn each_text<'a>(array: &'a ArrayRef, each: impl FnMut(Option<&'a str>)) {
    match array.data_type() {
        DataType::Utf8View => array.as_string_view().iter().for_each(each),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().for_each(each),
        _ => array.as_string::<i32>().iter().for_each(each),
    }
}

/// The texts of arrays, borrowed.
pub(crate) fn texts(arrays: &[ArrayRef]) -> Result<Vec<Option<&str>>, Failure> {
    let mut all = Vec::with_capacity(arrays.iter().map(Array::len).sum());
    for array in arrays {
        push_texts(array, &mut all)?;
    }
    Ok(all)
}

fn texts_of(array: &ArrayRef) -> Result<Vec<Option<&str>>, Failure> {
    texts(std::slice::from_ref(array))
}

fn push_texts<'a>(array: &'a ArrayRef, all: &mut Vec<Option<&'a str>>) -> Result<(), Failure> {
    match array.data_type() {
        of if is_text(of) => each_text(array, |text| all.push(text)),
        DataType::Null => all.extend(std::iter::repeat_n(None, array.len())),
        DataType::Dictionary(..) => push_keyed(array, all, texts_of)?,
        _ => return Err(Code::BINDING_INTERNAL.into()),
    }
    Ok(())
}

/// Cells that stand for values by keys.
fn push_keyed<'a, T: Copy>(
    array: &'a ArrayRef,
    all: &mut Vec<Option<T>>,
    read: impl Fn(&'a ArrayRef) -> Result<Vec<Option<T>>, Failure>,
) -> Result<(), Failure> {
    let dictionary = array.as_any_dictionary_opt().ok_or(Code::BINDING_INTERNAL)?;
    let values = read(dictionary.values())?;
    if values.is_empty() {
        all.extend(std::iter::repeat_n(None, array.len()));
        return Ok(());
    }
    let keys = dictionary.normalized_keys().into_iter().enumerate();
    all.extend(keys.map(|(row, key)| values.get(key).copied().flatten().filter(|_| array.is_valid(row))));
    Ok(())
}

fn numbers(arrays: &[ArrayRef]) -> Result<Vec<Option<f64>>, Failure> {
    let mut all = Vec::with_capacity(arrays.iter().map(Array::len).sum());
    for array in arrays {
        push_numbers(array, &mut all)?;
    }
    Ok(all)
}

fn push_numbers(array: &ArrayRef, all: &mut Vec<Option<f64>>) -> Result<(), Failure> {
    macro_rules! of {
        ($type:ty) => {
            all.extend(array.as_primitive::<$type>().iter().map(|number| number.map(|number| number as f64)))
        };
    }
    macro_rules! decimal {
        ($type:ty) => {{
            let array = array.as_primitive::<$type>();
            let texts = (0..array.len()).map(|row| array.is_valid(row).then(|| array.value_as_string(row)));
            all.extend(texts.map(|text| text.and_then(|text| text.parse().ok())));
        }};
    }
    match array.data_type() {
        DataType::Int8 => of!(Int8Type),
        DataType::Int16 => of!(Int16Type),
        DataType::Int32 => of!(Int32Type),
        DataType::Int64 => of!(Int64Type),
        DataType::UInt8 => of!(UInt8Type),
        DataType::UInt16 => of!(UInt16Type),
        DataType::UInt32 => of!(UInt32Type),
        DataType::UInt64 => of!(UInt64Type),
        DataType::Float32 => of!(Float32Type),
        DataType::Float64 => of!(Float64Type),
        DataType::Decimal32(..) => decimal!(Decimal32Type),
        DataType::Decimal64(..) => decimal!(Decimal64Type),
        DataType::Decimal128(..) => decimal!(Decimal128Type),
        DataType::Decimal256(..) => decimal!(Decimal256Type),
        DataType::Null => all.extend(std::iter::repeat_n(None, array.len())),
        DataType::Dictionary(..) => push_keyed(array, all, |values| numbers(std::slice::from_ref(values)))?,
        _ => return Err(Code::BINDING_INTERNAL.into()),
    }
    Ok(())
}

fn days(arrays: &[ArrayRef]) -> Result<Vec<Option<i32>>, Failure> {
    let mut all = Vec::with_capacity(arrays.iter().map(Array::len).sum());
    for array in arrays {
        push_days(array, &mut all)?;
    }
    Ok(all)
}

fn push_days(array: &ArrayRef, all: &mut Vec<Option<i32>>) -> Result<(), Failure> {
    macro_rules! of {
        ($type:ty, $of_day:expr) => {{
            let days = array.as_primitive::<$type>().iter();
            all.extend(days.map(|at| at.and_then(|at| i32::try_from(i64::from(at).div_euclid($of_day)).ok())))
        }};
    }
    match array.data_type() {
        DataType::Date32 => of!(Date32Type, 1),
        DataType::Date64 => of!(Date64Type, 1_000 * DAY),
        DataType::Timestamp(TimeUnit::Second, None) => of!(TimestampSecondType, DAY),
        DataType::Timestamp(TimeUnit::Millisecond, None) => of!(TimestampMillisecondType, 1_000 * DAY),
        DataType::Timestamp(TimeUnit::Microsecond, None) => of!(TimestampMicrosecondType, 1_000_000 * DAY),
        DataType::Timestamp(TimeUnit::Nanosecond, None) => of!(TimestampNanosecondType, 1_000_000_000 * DAY),
        // On the clocks of its zone.
        DataType::Timestamp(_, Some(_)) => push_days(&written(Some(Kind::Date), array)?, all)?,
        DataType::Dictionary(_, values) if !is_text(values) => {
            push_days(&written(Some(Kind::Date), array)?, all)?;
        }
        _ => all.extend(texts_of(array)?.into_iter().map(|text| text.and_then(day_of))),
    }
    Ok(())
}

/// The day that a text begins with, year first, by its number from 1970.
fn day_of(text: &str) -> Option<i32> {
    let date: civil::Date = text.trim_start().get(..10)?.parse().ok()?;
    let since = date.duration_since(civil::date(1970, 1, 1));
    i32::try_from(since.as_secs().div_euclid(DAY)).ok()
}

/// A column as the engine takes it.
pub(crate) fn given<'c>(column: &'c Asked, (own, other): &'c Prepared) -> Result<Given<'c>, Failure> {
    let cells = cells(column.kind, own, other.as_ref())?;
    Ok(Given { name: &column.name, kind: column.kind, group: column.group, cells })
}

/// The cells of a column; of ranges and places with those of the other.
fn cells<'c>(kind: Kind, own: &'c Arrays, other: Option<&'c Arrays>) -> Result<Cells<'c>, Failure> {
    Ok(match kind {
        Kind::Day => Cells::Days(days(own)?),
        Kind::Number | Kind::Place => {
            let own = numbers(own)?;
            Cells::Pairs(match (kind, other) {
                (Kind::Place, other) => {
                    let longitudes = other.map(|other| numbers(other)).transpose()?.unwrap_or_default();
                    own.into_iter().zip(longitudes).map(|(latitude, longitude)| place(latitude?, longitude?)).collect()
                }
                (_, Some(to)) => {
                    own.into_iter().zip(numbers(to)?).map(|(from, to)| Some([from.or(to)?, to.or(from)?])).collect()
                }
                (_, None) => own.into_iter().map(|number| number.map(|number| [number; 2])).collect(),
            })
        }
        _ => Cells::Each(Box::new(Each(own.iter().map(OfArray::of).collect::<Result<_, Failure>>()?))),
    })
}

/// A place on earth.
fn place(latitude: f64, longitude: f64) -> Option<[f64; 2]> {
    (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some([latitude, longitude])
}

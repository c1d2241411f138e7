//! The rows of Arrow's tables as lines of JSON. A type that has no form in JSON is an error, never a null.

use std::fmt;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float64Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt64Type,
};
use arrow_array::{Array, ArrayRef, BooleanArray, LargeBinaryArray, LargeListArray, PrimitiveArray, StructArray};
use arrow_buffer::ScalarBuffer;
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, TimeUnit};
use serde::Serialize;

/// A column of a table and the type into which it is brought: one for texts of every kind, one for signed numbers, one for lists.
#[derive(Debug)]
pub(super) struct Column {
    name: &'static str,
    widest: DataType,
}

impl Column {
    /// A column whose values are of this type.
    pub(super) fn new(name: &'static str, found: &DataType) -> Result<Self, UnknownType> {
        Ok(Self { name, widest: widest(name, found)? })
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// The values of some rows of the column.
    pub(super) fn bring(&self, array: &dyn Array) -> Result<ArrayRef, ArrowError> {
        cast_with_options(array, &self.widest, &CastOptions { safe: false, ..CastOptions::default() })
    }
}

/// The widest of the types that hold the same values.
fn widest(column: &str, found: &DataType) -> Result<DataType, UnknownType> {
    let field = |column: &str, field: &FieldRef| Ok(Field::new(field.name(), widest(column, field.data_type())?, true));
    Ok(match found {
        // As bytes: what comes from another program's memory need not be the UTF-8 that it is said to be.
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            DataType::LargeBinary
        }
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => DataType::Int64,
        DataType::UInt8 | DataType::UInt16 | DataType::UInt32 | DataType::UInt64 => DataType::UInt64,
        DataType::Float16 | DataType::Float32 | DataType::Float64 => DataType::Float64,
        // A point in time without a zone is the day that it starts; with one, it is another day elsewhere.
        DataType::Null | DataType::Boolean | DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => found.clone(),
        DataType::Dictionary(_, terms) => widest(column, terms)?,
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _) => DataType::LargeList(Arc::new(field(column, item)?)),
        DataType::Struct(members) => {
            let member = |member: &FieldRef| field(&format!("{column}.{}", member.name()), member);
            DataType::Struct(members.iter().map(member).collect::<Result<_, _>>()?)
        }
        other => return Err(UnknownType { column: column.to_owned(), found: other.clone() }),
    })
}

/// Writes each row of some columns as a line: an object with a member for each column.
pub(super) fn write_lines(columns: &[(&str, ArrayRef)], rows: usize, lines: &mut Vec<u8>) {
    let members: Vec<_> = columns.iter().enumerate().map(|(place, (name, array))| Member::new(place, name, array)).collect();
    for row in 0..rows {
        write_members(&members, row, lines);
        lines.push(b'\n');
    }
}

/// The values of an array of one of the widest types.
struct Values<'a> {
    array: &'a dyn Array,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Null,
    Boolean(&'a BooleanArray),
    Text(&'a LargeBinaryArray),
    Integer(&'a PrimitiveArray<Int64Type>),
    Unsigned(&'a PrimitiveArray<UInt64Type>),
    Number(&'a PrimitiveArray<Float64Type>),
    Day(&'a PrimitiveArray<Date32Type>),
    Millisecond(&'a PrimitiveArray<Date64Type>),
    /// The ticks of a clock, and how many of them a second has.
    Time(ScalarBuffer<i64>, i64),
    List(&'a LargeListArray, Box<Values<'a>>),
    Struct(Vec<Member<'a>>),
}

/// A member of an object.
struct Member<'a> {
    /// What stands in front of its value: the brace or comma, and its name.
    key: Vec<u8>,
    values: Values<'a>,
}

impl<'a> Member<'a> {
    fn new(place: usize, name: &str, array: &'a ArrayRef) -> Self {
        let mut key = vec![if place == 0 { b'{' } else { b',' }];
        write_json(&name, &mut key);
        key.push(b':');
        Self { key, values: Values::new(array) }
    }
}

fn write_members(members: &[Member<'_>], row: usize, out: &mut Vec<u8>) {
    if members.is_empty() {
        out.push(b'{');
    }
    for Member { key, values } in members {
        out.extend_from_slice(key);
        values.write(row, out);
    }
    out.push(b'}');
}

impl<'a> Values<'a> {
    fn new(array: &'a ArrayRef) -> Self {
        let of_struct = |array: &'a StructArray| {
            let members = array.column_names().into_iter().zip(array.columns()).enumerate();
            Kind::Struct(members.map(|(place, (name, member))| Member::new(place, name, member)).collect())
        };
        let kind = match array.data_type() {
            DataType::Null => Kind::Null,
            DataType::Boolean => Kind::Boolean(array.as_boolean()),
            DataType::LargeBinary => Kind::Text(array.as_binary()),
            DataType::Int64 => Kind::Integer(array.as_primitive()),
            DataType::UInt64 => Kind::Unsigned(array.as_primitive()),
            DataType::Float64 => Kind::Number(array.as_primitive()),
            DataType::Date32 => Kind::Day(array.as_primitive()),
            DataType::Date64 => Kind::Millisecond(array.as_primitive()),
            DataType::Timestamp(TimeUnit::Second, _) => Kind::Time(array.as_primitive::<TimestampSecondType>().values().clone(), 1),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                Kind::Time(array.as_primitive::<TimestampMillisecondType>().values().clone(), 1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                Kind::Time(array.as_primitive::<TimestampMicrosecondType>().values().clone(), 1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                Kind::Time(array.as_primitive::<TimestampNanosecondType>().values().clone(), 1_000_000_000)
            }
            DataType::LargeList(_) => Kind::List(array.as_list(), Box::new(Self::new(array.as_list::<i64>().values()))),
            DataType::Struct(_) => of_struct(array.as_struct()),
            other => unreachable!("{other} is none of the widest types"),
        };
        Self { array, kind }
    }

    fn write(&self, row: usize, out: &mut Vec<u8>) {
        if self.array.is_null(row) {
            return out.extend_from_slice(b"null");
        }
        match &self.kind {
            Kind::Null => out.extend_from_slice(b"null"),
            Kind::Boolean(array) => write_json(&array.value(row), out),
            Kind::Text(array) => write_text(array.value(row), out),
            Kind::Integer(array) => write_json(&array.value(row), out),
            Kind::Unsigned(array) => write_json(&array.value(row), out),
            Kind::Number(array) => write_number(array.value(row), out),
            Kind::Day(array) => write_date(Date32Type::to_naive_date_opt(array.value(row)), array.value(row).into(), out),
            Kind::Millisecond(array) => write_date(Date64Type::to_naive_date_opt(array.value(row)), array.value(row), out),
            Kind::Time(ticks, second) => write_time(ticks[row], *second, out),
            Kind::List(array, items) => {
                let [start, end] = [row, row + 1].map(|place| usize::try_from(array.value_offsets()[place]).unwrap_or_default());
                out.push(b'[');
                for item in start..end {
                    if item > start {
                        out.push(b',');
                    }
                    items.write(item, out);
                }
                out.push(b']');
            }
            Kind::Struct(members) => write_members(members, row, out),
        }
    }
}

fn write_json<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("memory can be written, and texts and numbers have a form in JSON");
}

/// A text as JSON; what is not UTF-8 stays as it is, for whoever reads the line to say so.
fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return write_json(text, out);
    }
    out.push(b'"');
    for part in bytes.utf8_chunks() {
        let start = out.len();
        write_json(part.valid(), out);
        // Without the quotation marks around the part.
        out.pop();
        out.remove(start);
        out.extend_from_slice(part.invalid());
    }
    out.push(b'"');
}

/// The day that starts with these ticks of a clock. Within a day, the time stands behind it: it is refused where a date is expected.
fn write_time(ticks: i64, second: i64, out: &mut Vec<u8>) {
    let (seconds, parts) = (ticks.div_euclid(second), ticks.rem_euclid(second));
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let day = i32::try_from(days).ok().and_then(Date32Type::to_naive_date_opt);
    match day {
        Some(day) if rest == 0 && parts == 0 => write_json(&day.to_string(), out),
        Some(day) => write_json(&format!("{day}T{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60), out),
        None => write_json(&ticks, out),
    }
}

/// What is no number is written as its name: it is refused as a text where a number is expected.
fn write_number(value: f64, out: &mut Vec<u8>) {
    if value.is_finite() { write_json(&value, out) } else { write_json(&value.to_string(), out) }
}

/// A day that no calendar has is written as the number that it is.
fn write_date(day: Option<impl fmt::Display>, number: i64, out: &mut Vec<u8>) {
    match day {
        Some(day) => write_json(&day.to_string(), out),
        None => write_json(&number, out),
    }
}

/// A type whose values have no form in JSON.
#[derive(Debug)]
pub(super) struct UnknownType {
    column: String,
    found: DataType,
}

impl fmt::Display for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, found } = self;
        write!(f, "the column \"{column}\" has the type {found}: expected text, numbers, dates, booleans, or lists or structs of them")?;
        match found {
            DataType::Timestamp(_, Some(zone)) => {
                write!(f, "; a date has no time zone: make days of the points in time, as they are in {zone}")
            }
            _ => Ok(()),
        }
    }
}

impl std::error::Error for UnknownType {}

#[cfg(test)]
mod tests {
    use std::io::BufRead;

    use arrow_array::builder::{FixedSizeListBuilder, Int64Builder, LargeListViewBuilder, ListBuilder, ListViewBuilder};
    use arrow_array::types::{
        ArrowDictionaryKeyType, ArrowPrimitiveType, Float16Type, Int8Type, Int16Type, Int32Type, UInt8Type, UInt16Type, UInt32Type,
    };
    use arrow_array::{
        ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray, Float16Array, Float32Array, Float64Array,
        Int8Array, LargeListArray, LargeStringArray, NullArray, PrimitiveArray, StringArray, StringViewArray, StructArray, UInt64Array,
    };
    use arrow_schema::Field;
    use serde_json::{Value, json};

    use super::*;

    fn all(array: &dyn Array) -> Vec<Value> {
        let column = Column::new("c", array.data_type()).unwrap_or_else(|error| panic!("{error}"));
        let mut lines = Vec::new();
        write_lines(&[(column.name(), column.bring(array).expect("the type is known"))], array.len(), &mut lines);
        lines.lines().map(|line| serde_json::from_str::<Value>(&line.expect("it is UTF-8")).expect("it is JSON")["c"].take()).collect()
    }

    fn dictionary<K: ArrowDictionaryKeyType>() -> ArrayRef {
        Arc::new([Some("b"), None, Some("a"), Some("b")].into_iter().collect::<DictionaryArray<K>>())
    }

    #[test]
    fn texts_numbers_and_dates_of_every_width_are_read() {
        for array in [
            &StringArray::from(vec![Some("é"), None]) as &dyn Array,
            &LargeStringArray::from(vec![Some("é"), None]),
            &StringViewArray::from(vec![Some("é"), None]),
        ] {
            assert_eq!(all(array), [json!("é"), json!(null)]);
        }
        assert_eq!(all(&NullArray::new(2)), [json!(null), json!(null)]);
        assert_eq!(all(&BooleanArray::from(vec![true])), [json!(true)]);
        assert_eq!(all(&Int8Array::from(vec![Some(-1), None])), [json!(-1), json!(null)]);
        assert_eq!(all(&UInt64Array::from(vec![u64::MAX])), [json!(u64::MAX)]);
        assert_eq!(all(&Date32Array::from(vec![Some(20_440), None])), [json!("2025-12-18"), json!(null)]);
        assert_eq!(all(&Date64Array::from(vec![20_440 * 86_400_000])), [json!("2025-12-18")]);
        assert_eq!(all(&Date32Array::from(vec![i32::MAX])), [json!(i32::MAX)], "a day that no calendar has is no null");
    }

    #[test]
    fn floats_are_numbers_or_the_name_of_what_is_none() {
        assert_eq!(all(&Float64Array::from(vec![Some(0.1), None])), [json!(0.1), json!(null)]);
        assert_eq!(all(&Float32Array::from(vec![0.5])), [json!(0.5)]);
        let half = Float16Array::from_iter_values([half_of(0.25)]);
        assert_eq!(all(&half), [json!(0.25)]);
        assert_eq!(all(&Float64Array::from(vec![f64::NAN, f64::NEG_INFINITY])), [json!("NaN"), json!("-inf")]);
    }

    fn half_of(value: f32) -> <Float16Type as ArrowPrimitiveType>::Native {
        <Float16Type as ArrowPrimitiveType>::Native::from_f32(value)
    }

    #[test]
    fn dictionaries_with_keys_of_every_width_are_read() {
        for array in [
            dictionary::<Int8Type>(),
            dictionary::<Int16Type>(),
            dictionary::<Int32Type>(),
            dictionary::<Int64Type>(),
            dictionary::<UInt8Type>(),
            dictionary::<UInt16Type>(),
            dictionary::<UInt32Type>(),
            dictionary::<UInt64Type>(),
        ] {
            assert_eq!(all(&array), [json!("b"), json!(null), json!("a"), json!("b")], "{}", array.data_type());
        }
        let of_nulls: DictionaryArray<Int8Type> = std::iter::repeat_n(None::<&str>, 2).collect();
        assert_eq!(all(&of_nulls), [json!(null), json!(null)]);
        let null_term =
            DictionaryArray::new(PrimitiveArray::<UInt8Type>::from(vec![1, 0]), Arc::new(StringArray::from(vec![Some("a"), None])));
        assert_eq!(all(&null_term), [json!(null), json!("a")]);
    }

    #[test]
    fn lists_of_every_kind_are_read_from_where_they_start() {
        let rows = [Some(vec![Some(1), None]), None, Some(vec![]), Some(vec![Some(2), Some(3)])];
        let expected = [json!([1, null]), json!(null), json!([]), json!([2, 3])];
        let mut lists = ListBuilder::new(Int64Builder::new());
        let mut views = ListViewBuilder::new(Int64Builder::new());
        let mut large_views = LargeListViewBuilder::new(Int64Builder::new());
        for row in rows.clone() {
            lists.append_option(row.clone());
            views.append_option(row.clone());
            large_views.append_option(row);
        }
        let large = LargeListArray::from_iter_primitive::<Int64Type, _, _>(rows);
        for array in [&lists.finish() as &dyn Array, &large, &views.finish(), &large_views.finish()] {
            assert_eq!(all(array), expected, "{}", array.data_type());
            assert_eq!(all(&array.slice(2, 2)), expected[2..], "{}", array.data_type());
        }
        let mut fixed = FixedSizeListBuilder::new(Int64Builder::new(), 2);
        for row in 0..3 {
            fixed.values().append_value(row);
            fixed.values().append_value(10 * row);
            fixed.append(row != 1);
        }
        let fixed = fixed.finish();
        assert_eq!(all(&fixed), [json!([0, 0]), json!(null), json!([2, 20])]);
        assert_eq!(all(&fixed.slice(2, 1)), [json!([2, 20])]);
    }

    #[test]
    fn a_type_without_a_form_in_json_is_an_error_that_names_the_column_even_where_all_is_null() {
        let number: ArrayRef = Arc::new(Decimal128Array::from(vec![None::<i128>]));
        let field = |name: &str, array: &ArrayRef| Arc::new(Field::new(name, array.data_type().clone(), true));
        let text: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
        let record = StructArray::from(vec![(field("unit", &text), text.clone()), (field("value", &number), number.clone())]);
        let Err(error) = Column::new("quantities", record.data_type()) else { panic!("the type should be refused") };
        let expected = "the column \"quantities.value\" has the type Decimal128(38, 10): expected text, numbers";
        assert!(error.to_string().starts_with(expected), "{error}");
        let known = StructArray::from(vec![(field("unit", &text), text)]);
        assert_eq!(all(&known), [json!({ "unit": "x" })]);
    }
}

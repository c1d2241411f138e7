//! The rows of Arrow's tables as lines of JSON, read where they are, whatever the width of their type. A type that has no form in JSON is an
//! error, never a null.

use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, OffsetSizeTrait, StructArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{ArrowError, DataType, TimeUnit};
use serde::Serialize;

use super::dictionary::terms;

/// A column of a table whose values have a form in JSON.
#[derive(Debug)]
pub(super) struct Column {
    name: &'static str,
}

impl Column {
    /// A column whose values are of this type.
    pub(super) fn new(name: &'static str, found: &DataType) -> Result<Self, UnknownType> {
        known(name, found)?;
        Ok(Self { name })
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }
}

/// That values of this type, and what they hold, have a form in JSON.
fn known(column: &str, found: &DataType) -> Result<(), UnknownType> {
    match found {
        // A point in time without a zone is the day that it starts; with one, it is another day elsewhere.
        DataType::Null | DataType::Boolean | DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => Ok(()),
        found if found.is_integer() || found.is_floating() || is_text(found) => Ok(()),
        DataType::Dictionary(_, terms) => known(column, terms),
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _) => known(column, item.data_type()),
        DataType::Struct(members) => {
            members.iter().try_for_each(|member| known(&format!("{column}.{}", member.name()), member.data_type()))
        }
        other => Err(UnknownType { column: column.to_owned(), found: other.clone() }),
    }
}

fn is_text(found: &DataType) -> bool {
    found.is_string() || matches!(found, DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
}

/// Writes each row of some columns as a line: an object with a member for each column.
///
/// # Errors
/// If a value is not where its type says that it is.
pub(super) fn write_lines(columns: &[(&str, &ArrayRef)], rows: usize, lines: &mut Vec<u8>) -> Result<(), ArrowError> {
    let members = columns.iter().enumerate().map(|(place, (name, array))| Member::new(place, name, array));
    let members = members.collect::<Result<Vec<_>, _>>()?;
    for row in 0..rows {
        write_members(&members, row, lines);
        lines.push(b'\n');
    }
    Ok(())
}

/// The values of an array.
struct Values<'a> {
    array: &'a dyn Array,
    /// Writes the value of a row that is not null.
    write: Writer<'a>,
}

type Writer<'a> = Box<dyn Fn(usize, &mut Vec<u8>) + 'a>;

/// A member of an object.
struct Member<'a> {
    /// What stands in front of its value: the brace or comma, and its name.
    key: Vec<u8>,
    values: Values<'a>,
}

impl<'a> Member<'a> {
    fn new(place: usize, name: &str, array: &'a ArrayRef) -> Result<Self, ArrowError> {
        let mut key = vec![if place == 0 { b'{' } else { b',' }];
        write_json(&name, &mut key);
        key.push(b':');
        Ok(Self { key, values: Values::new(array)? })
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
    fn new(array: &'a ArrayRef) -> Result<Self, ArrowError> {
        Ok(Self { array, write: writer(array)? })
    }

    fn write(&self, row: usize, out: &mut Vec<u8>) {
        if self.array.is_null(row) {
            return out.extend_from_slice(b"null");
        }
        (self.write)(row, out);
    }
}

fn writer(array: &ArrayRef) -> Result<Writer<'_>, ArrowError> {
    Ok(match array.data_type() {
        DataType::Null => Box::new(|_, out| out.extend_from_slice(b"null")),
        DataType::Boolean => {
            let array = array.as_boolean();
            Box::new(|row, out| write_json(&array.value(row), out))
        }
        DataType::Int8 => whole::<Int8Type>(array),
        DataType::Int16 => whole::<Int16Type>(array),
        DataType::Int32 => whole::<Int32Type>(array),
        DataType::Int64 => whole::<Int64Type>(array),
        DataType::UInt8 => whole::<UInt8Type>(array),
        DataType::UInt16 => whole::<UInt16Type>(array),
        DataType::UInt32 => whole::<UInt32Type>(array),
        DataType::UInt64 => whole::<UInt64Type>(array),
        DataType::Float16 => number::<Float16Type>(array),
        DataType::Float32 => number::<Float32Type>(array),
        DataType::Float64 => number::<Float64Type>(array),
        DataType::Date32 => {
            let array = array.as_primitive::<Date32Type>();
            Box::new(|row, out| write_date(Date32Type::to_naive_date_opt(array.value(row)), array.value(row).into(), out))
        }
        DataType::Date64 => {
            let array = array.as_primitive::<Date64Type>();
            Box::new(|row, out| write_date(Date64Type::to_naive_date_opt(array.value(row)), array.value(row), out))
        }
        DataType::Timestamp(TimeUnit::Second, _) => time::<TimestampSecondType>(array, 1),
        DataType::Timestamp(TimeUnit::Millisecond, _) => time::<TimestampMillisecondType>(array, 1_000),
        DataType::Timestamp(TimeUnit::Microsecond, _) => time::<TimestampMicrosecondType>(array, 1_000_000),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => time::<TimestampNanosecondType>(array, 1_000_000_000),
        DataType::Dictionary(..) => {
            let (keys, values) = terms(array)?;
            let values = Values::new(values)?;
            Box::new(move |row, out| values.write(keys[row], out))
        }
        DataType::Struct(_) => of_struct(array.as_struct())?,
        DataType::List(_) | DataType::LargeList(_) | DataType::ListView(_) | DataType::LargeListView(_) | DataType::FixedSizeList(..) => {
            list(array)?
        }
        _ => text(array),
    })
}

fn whole<T: ArrowPrimitiveType<Native: Serialize>>(array: &ArrayRef) -> Writer<'_> {
    let array = array.as_primitive::<T>();
    Box::new(|row, out| write_json(&array.value(row), out))
}

fn number<T: ArrowPrimitiveType<Native: Into<f64>>>(array: &ArrayRef) -> Writer<'_> {
    let array = array.as_primitive::<T>();
    Box::new(|row, out| write_number(array.value(row).into(), out))
}

/// The ticks of a clock, of which a second has so many.
fn time<T: ArrowPrimitiveType<Native = i64>>(array: &ArrayRef, second: i64) -> Writer<'_> {
    let array = array.as_primitive::<T>();
    Box::new(move |row, out| write_time(array.value(row), second, out))
}

/// As bytes: what comes from another program's memory need not be the UTF-8 that it is said to be.
fn text(array: &ArrayRef) -> Writer<'_> {
    fn run<'a, O: OffsetSizeTrait>(bytes: &'a [u8], ends: &'a [O]) -> Writer<'a> {
        Box::new(|row, out| write_text(&bytes[ends[row].as_usize()..ends[row + 1].as_usize()], out))
    }
    match array.data_type() {
        DataType::Utf8 => run(array.as_string::<i32>().value_data(), array.as_string::<i32>().value_offsets()),
        DataType::LargeUtf8 => run(array.as_string::<i64>().value_data(), array.as_string::<i64>().value_offsets()),
        DataType::Binary => run(array.as_binary::<i32>().value_data(), array.as_binary::<i32>().value_offsets()),
        DataType::LargeBinary => run(array.as_binary::<i64>().value_data(), array.as_binary::<i64>().value_offsets()),
        DataType::Utf8View => {
            let array = array.as_string_view().clone().to_binary_view();
            Box::new(move |row, out| write_text(array.value(row), out))
        }
        DataType::BinaryView => {
            let array = array.as_binary_view();
            Box::new(|row, out| write_text(array.value(row), out))
        }
        other => unreachable!("{other} has no form in JSON, and is refused before"),
    }
}

fn list(array: &ArrayRef) -> Result<Writer<'_>, ArrowError> {
    fn offsets<'a, O: OffsetSizeTrait>(ends: &'a [O], items: Values<'a>) -> Writer<'a> {
        Box::new(move |row, out| write_items(&items, ends[row].as_usize(), ends[row + 1].as_usize(), out))
    }
    fn views<'a, O: OffsetSizeTrait>(starts: &'a [O], sizes: &'a [O], items: Values<'a>) -> Writer<'a> {
        Box::new(move |row, out| write_items(&items, starts[row].as_usize(), starts[row].as_usize() + sizes[row].as_usize(), out))
    }
    Ok(match array.data_type() {
        DataType::List(_) => offsets(array.as_list::<i32>().value_offsets(), Values::new(array.as_list::<i32>().values())?),
        DataType::LargeList(_) => offsets(array.as_list::<i64>().value_offsets(), Values::new(array.as_list::<i64>().values())?),
        DataType::ListView(_) => {
            let array = array.as_list_view::<i32>();
            views(array.value_offsets(), array.value_sizes(), Values::new(array.values())?)
        }
        DataType::LargeListView(_) => {
            let array = array.as_list_view::<i64>();
            views(array.value_offsets(), array.value_sizes(), Values::new(array.values())?)
        }
        _ => {
            let array = array.as_fixed_size_list();
            let (items, size) = (Values::new(array.values())?, array.value_length().as_usize());
            Box::new(move |row, out| write_items(&items, row * size, (row + 1) * size, out))
        }
    })
}

fn write_items(items: &Values<'_>, start: usize, end: usize, out: &mut Vec<u8>) {
    out.push(b'[');
    for item in start..end {
        if item > start {
            out.push(b',');
        }
        items.write(item, out);
    }
    out.push(b']');
}

fn of_struct(array: &StructArray) -> Result<Writer<'_>, ArrowError> {
    let members = array.column_names().into_iter().zip(array.columns()).enumerate();
    let members = members.map(|(place, (name, member))| Member::new(place, name, member)).collect::<Result<Vec<_>, _>>()?;
    Ok(Box::new(move |row, out| write_members(&members, row, out)))
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
    use std::sync::Arc;

    use arrow_array::builder::{FixedSizeListBuilder, Int64Builder, LargeListViewBuilder, ListBuilder, ListViewBuilder};
    use arrow_array::types::{
        ArrowDictionaryKeyType, ArrowPrimitiveType, Float16Type, Int8Type, Int16Type, Int32Type, UInt8Type, UInt16Type, UInt32Type,
    };
    use arrow_array::{
        BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray, Float16Array, Float32Array, Float64Array, Int8Array,
        LargeListArray, LargeStringArray, NullArray, PrimitiveArray, StringArray, StringViewArray, StructArray, UInt64Array,
    };
    use arrow_schema::Field;
    use serde_json::{Value, json};

    use super::*;

    fn all(array: &dyn Array) -> Vec<Value> {
        let column = Column::new("c", array.data_type()).unwrap_or_else(|error| panic!("{error}"));
        let mut lines = Vec::new();
        write_lines(&[(column.name(), &arrow_array::make_array(array.to_data()))], array.len(), &mut lines).expect("the values are there");
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

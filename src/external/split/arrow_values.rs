//! The values of Arrow's arrays as JSON. A type that has no form in JSON is an error, never a null.

use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayAccessor, GenericListArray, GenericListViewArray, OffsetSizeTrait};
use arrow_schema::DataType;
use serde_json::Value;

/// The value in each row of an array.
pub(super) type Values<'a> = Box<dyn Fn(usize) -> Value + 'a>;

/// The values of the array in this column. A null is one in JSON, too.
pub(super) fn values<'a>(column: &str, array: &'a dyn Array) -> Result<Values<'a>, UnknownType> {
    let present: Values<'a> = match array.data_type() {
        DataType::Null => Box::new(|_| Value::Null),
        DataType::Boolean => {
            let array = array.as_boolean();
            Box::new(move |row| array.value(row).into())
        }
        DataType::Utf8 => texts(array.as_string::<i32>()),
        DataType::LargeUtf8 => texts(array.as_string::<i64>()),
        DataType::Utf8View => texts(array.as_string_view()),
        DataType::Int8 => numbers::<Int8Type>(array, Value::from),
        DataType::Int16 => numbers::<Int16Type>(array, Value::from),
        DataType::Int32 => numbers::<Int32Type>(array, Value::from),
        DataType::Int64 => numbers::<Int64Type>(array, Value::from),
        DataType::UInt8 => numbers::<UInt8Type>(array, Value::from),
        DataType::UInt16 => numbers::<UInt16Type>(array, Value::from),
        DataType::UInt32 => numbers::<UInt32Type>(array, Value::from),
        DataType::UInt64 => numbers::<UInt64Type>(array, Value::from),
        DataType::Float16 => numbers::<Float16Type>(array, |value| float(value.to_f64())),
        DataType::Float32 => numbers::<Float32Type>(array, |value| float(value.into())),
        DataType::Float64 => numbers::<Float64Type>(array, float),
        DataType::Date32 => numbers::<Date32Type>(array, |days| Date32Type::to_naive_date_opt(days).map_or(days.into(), date)),
        DataType::Date64 => numbers::<Date64Type>(array, |time| Date64Type::to_naive_date_opt(time).map_or(time.into(), date)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let terms = values(column, dictionary.values())?;
            let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
            Box::new(move |row| terms(keys[row]))
        }
        DataType::List(_) => lists(column, array.as_list::<i32>())?,
        DataType::LargeList(_) => lists(column, array.as_list::<i64>())?,
        DataType::ListView(_) => list_views(column, array.as_list_view::<i32>())?,
        DataType::LargeListView(_) => list_views(column, array.as_list_view::<i64>())?,
        DataType::FixedSizeList(..) => {
            let lists = array.as_fixed_size_list();
            let items = values(column, lists.values())?;
            let length = usize::try_from(lists.value_length()).unwrap_or_default();
            Box::new(move |row| (row * length..(row + 1) * length).map(&items).collect())
        }
        DataType::Struct(fields) => {
            let members = fields.iter().zip(array.as_struct().columns());
            let members = members
                .map(|(field, member)| Ok((field.name(), values(&format!("{column}.{}", field.name()), member)?)))
                .collect::<Result<Vec<_>, UnknownType>>()?;
            Box::new(move |row| Value::Object(members.iter().map(|(name, member)| ((*name).clone(), member(row))).collect()))
        }
        other => return Err(UnknownType { column: column.to_owned(), found: other.clone() }),
    };
    Ok(Box::new(move |row| if array.is_null(row) { Value::Null } else { present(row) }))
}

fn texts<'a>(array: impl ArrayAccessor<Item = &'a str> + 'a) -> Values<'a> {
    Box::new(move |row| array.value(row).into())
}

fn numbers<T: ArrowPrimitiveType>(array: &dyn Array, value: impl Fn(T::Native) -> Value + 'static) -> Values<'_> {
    let array = array.as_primitive::<T>();
    Box::new(move |row| value(array.value(row)))
}

/// What is no number is its name: it is refused as a text where a number is expected.
fn float(value: f64) -> Value {
    if value.is_finite() { value.into() } else { value.to_string().into() }
}

fn date(date: impl fmt::Display) -> Value {
    date.to_string().into()
}

fn lists<'a, O: OffsetSizeTrait>(column: &str, lists: &'a GenericListArray<O>) -> Result<Values<'a>, UnknownType> {
    let (items, offsets) = (values(column, lists.values())?, lists.value_offsets());
    Ok(Box::new(move |row| (offsets[row].as_usize()..offsets[row + 1].as_usize()).map(&items).collect()))
}

fn list_views<'a, O: OffsetSizeTrait>(column: &str, lists: &'a GenericListViewArray<O>) -> Result<Values<'a>, UnknownType> {
    let (items, offsets, sizes) = (values(column, lists.values())?, lists.value_offsets(), lists.value_sizes());
    Ok(Box::new(move |row| (offsets[row].as_usize()..(offsets[row] + sizes[row]).as_usize()).map(&items).collect()))
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
        write!(f, "the column \"{column}\" has the type {found}: expected text, numbers, dates, booleans, or lists or structs of them")
    }
}

impl std::error::Error for UnknownType {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{FixedSizeListBuilder, Int64Builder, LargeListViewBuilder, ListBuilder, ListViewBuilder};
    use arrow_array::types::ArrowDictionaryKeyType;
    use arrow_array::{
        ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray, Float16Array, Float32Array, Float64Array,
        Int8Array, LargeListArray, LargeStringArray, NullArray, PrimitiveArray, StringArray, StringViewArray, StructArray, UInt64Array,
    };
    use arrow_schema::Field;
    use serde_json::json;

    use super::*;

    fn all(array: &dyn Array) -> Vec<Value> {
        let read = values("c", array).unwrap_or_else(|error| panic!("{error}"));
        (0..array.len()).map(read).collect()
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
        let Err(error) = values("quantities", &record) else { panic!("the type should be refused") };
        let expected = "the column \"quantities.value\" has the type Decimal128(38, 10): expected text, numbers";
        assert!(error.to_string().starts_with(expected), "{error}");
        let known = StructArray::from(vec![(field("unit", &text), text)]);
        assert_eq!(all(&known), [json!({ "unit": "x" })]);
    }
}

//! Dictionaries of Arrow: which term a row has.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{ArrowError, DataType};

/// The place of each row's term among the terms of a dictionary, and the terms; of a row that is null, the place says nothing.
///
/// # Errors
/// If it is no dictionary, or a place is beyond its terms: what comes from another program's memory need not be what it is said to be.
#[doc(hidden)]
pub fn terms(array: &dyn Array) -> Result<(Vec<usize>, &ArrayRef), ArrowError> {
    let DataType::Dictionary(keys, _) = array.data_type() else { return Err(no_dictionary(array)) };
    match **keys {
        DataType::Int8 => of_width::<Int8Type>(array),
        DataType::Int16 => of_width::<Int16Type>(array),
        DataType::Int32 => of_width::<Int32Type>(array),
        DataType::Int64 => of_width::<Int64Type>(array),
        DataType::UInt8 => of_width::<UInt8Type>(array),
        DataType::UInt16 => of_width::<UInt16Type>(array),
        DataType::UInt32 => of_width::<UInt32Type>(array),
        DataType::UInt64 => of_width::<UInt64Type>(array),
        _ => Err(no_dictionary(array)),
    }
}

fn no_dictionary(array: &dyn Array) -> ArrowError {
    ArrowError::InvalidArgumentError(format!("{} is no dictionary with whole numbers as keys", array.data_type()))
}

fn of_width<K: ArrowDictionaryKeyType>(array: &dyn Array) -> Result<(Vec<usize>, &ArrayRef), ArrowError> {
    let array = array.as_dictionary::<K>();
    let (keys, terms) = (array.keys(), array.values());
    let place = |row: usize| {
        let place = keys.value(row).to_usize().filter(|place| *place < terms.len());
        match place {
            Some(place) => Ok(place),
            None if keys.is_null(row) => Ok(0),
            None => {
                Err(ArrowError::InvalidArgumentError(format!("row {row} has a key beyond the {} terms of its dictionary", terms.len())))
            }
        }
    };
    Ok(((0..keys.len()).map(place).collect::<Result<_, _>>()?, terms))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{DictionaryArray, Int8Array, StringArray};

    use super::*;

    #[test]
    fn each_row_has_the_place_of_its_term() {
        let values: ArrayRef = Arc::new(StringArray::from(vec!["a", "b"]));
        let found = DictionaryArray::<Int8Type>::try_new(Int8Array::from(vec![Some(1), None, Some(0)]), values).expect("it is one");
        let (keys, terms_found) = terms(&found).expect("the keys are those of terms");
        assert_eq!((keys[0], keys[2], terms_found.len()), (1, 0, 2));
        assert!(terms(&StringArray::from(vec!["a"])).is_err());
        let empty =
            DictionaryArray::<Int8Type>::try_new(Int8Array::from(vec![None, None]), Arc::new(StringArray::from(Vec::<&str>::new())));
        assert_eq!(terms(&empty.expect("it is one")).expect("all is null").0, [0, 0]);
    }
}

//! Tables in memory for programs in other languages: columns of vocabularies are dictionaries in the order of the codebook.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema};

use super::arrow::arrays;
use super::schema::plain_schema;
use crate::export::tables::{Kind, Table};
use crate::model::Vocabulary;

/// The key under which polars keeps the values of a column of its type `Enum`.
const POLARS_ENUM: &str = "_PL_ENUM_VALUES2";

/// The rows of a table. A column of a vocabulary is an ordered dictionary of all its terms in codebook order; each field's metadata has its
/// `description` and, for a vocabulary, its `terms` as a JSON list.
///
/// # Errors
/// Never of a dataset's table: its cells are of the kinds of its columns.
///
#[cfg_attr(feature = "data", doc = "```")]
#[cfg_attr(not(feature = "data"), doc = "```ignore")]
/// use guarantee_claims::export::{arrow_table, tables};
///
/// let tables = tables(guarantee_claims::dataset());
/// let claims = tables.iter().find(|table| table.name == "claims").expect("claims are a table");
/// let batch = arrow_table(claims)?;
/// let layer = batch.schema().field_with_name("layer")?.clone();
/// assert_eq!(layer.data_type().to_string(), "Dictionary(Int32, Utf8)");
/// assert_eq!(layer.dict_is_ordered(), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn arrow_table(table: &Table<'_>) -> Result<RecordBatch, ArrowError> {
    let plain = plain_schema(&table.columns);
    let columns = table.columns.iter().zip(plain.fields()).zip(arrays(table)).map(|((column, field), array)| match column.kind {
        Kind::Term(vocabulary) => (ordered(field, vocabulary), dictionary(&array, vocabulary)),
        _ => (Arc::clone(field), array),
    });
    let (fields, arrays): (Vec<_>, Vec<_>) = columns.unzip();
    let metadata: HashMap<_, _> = [("description".to_owned(), table.doc.to_owned())].into();
    RecordBatch::try_new(Arc::new(Schema::new(fields).with_metadata(metadata)), arrays)
}

fn ordered(field: &Field, vocabulary: &Vocabulary) -> Arc<Field> {
    let data_type = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    #[expect(deprecated, reason = "nothing else says that a dictionary is ordered")]
    let ordered = Field::new_dict(field.name(), data_type, field.is_nullable(), 0, true);
    let mut metadata = field.metadata().clone();
    let lengths = vocabulary.terms.iter().map(|term| format!("{};{}", term.value.len(), term.value));
    metadata.insert(POLARS_ENUM.to_owned(), lengths.collect::<String>());
    Arc::new(ordered.with_metadata(metadata))
}

/// Terms as keys of the vocabulary. The cells of such a column are terms.
fn dictionary(terms: &ArrayRef, vocabulary: &Vocabulary) -> ArrayRef {
    let terms = terms.as_string::<i32>();
    let mut keys = Int32Builder::with_capacity(terms.len());
    for term in terms {
        let place = term.and_then(|term| vocabulary.terms.iter().position(|known| known.value == term));
        keys.append_option(place.and_then(|place| i32::try_from(place).ok()));
    }
    let mut values = StringBuilder::new();
    vocabulary.terms.iter().for_each(|term| values.append_value(term.value));
    Arc::new(DictionaryArray::<Int32Type>::new(keys.finish(), Arc::new(values.finish())))
}

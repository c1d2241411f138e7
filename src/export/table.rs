//! What a table is, whatever the format.

use std::borrow::Cow;

use crate::model::{Amount, CalendarDate, Field, Vocabulary};

/// A table: described columns and rows of as many cells.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The name, which is the stem of its files.
    pub name: &'static str,
    /// What a row of it is.
    pub doc: &'static str,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The rows in order.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// What its cells mean.
    pub doc: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// Whether no cell of it is null.
    pub required: bool,
}

/// What the cells of a column are.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// Text.
    Text,
    /// A term of a closed vocabulary.
    Term(&'static Vocabulary),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// A list of texts, in CSV joined with `;`.
    List,
    /// A list of records with these columns; in Parquet only.
    Records(Vec<Column>),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing.
    Null,
    /// Text, or a term.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(Amount),
    /// A calendar date.
    Date(CalendarDate),
    /// A list of texts.
    List(Vec<String>),
    /// A list of records.
    Records(Vec<Vec<Cell>>),
}

impl Cell {
    /// The value of the cell.
    #[cfg(any(feature = "csv", feature = "parquet"))]
    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Integer(integer) => Value::Integer(*integer),
            Self::Number(number) => Value::Number(*number),
            Self::Date(date) => Value::Date(*date),
            Self::List(items) => Value::List(items.iter().map(String::as_str).collect()),
            Self::Records(rows) => Value::Records(rows.iter().map(|row| row.iter().map(Self::value).collect()).collect()),
        }
    }
}

/// The value of a cell, borrowed from the record where it can be.
#[derive(Debug, Clone)]
pub(super) enum Value<'r> {
    Null,
    Text(Cow<'r, str>),
    Integer(i64),
    Number(Amount),
    Date(CalendarDate),
    List(Vec<&'r str>),
    Records(Vec<Vec<Value<'r>>>),
}

impl<'r> Value<'r> {
    pub(super) fn text(value: &'r (impl AsRef<str> + ?Sized)) -> Self {
        Self::Text(Cow::Borrowed(value.as_ref()))
    }

    /// A value that is no text and is shown as one.
    #[expect(clippy::needless_pass_by_value, reason = "small values that are copied")]
    pub(super) fn shown(value: impl ToString) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    pub(super) fn option(value: Option<&'r (impl AsRef<str> + ?Sized)>) -> Self {
        value.map_or(Self::Null, Self::text)
    }

    pub(super) fn list<T: AsRef<str>>(values: &'r [T]) -> Self {
        Self::List(values.iter().map(AsRef::as_ref).collect())
    }

    fn into_cell(self) -> Cell {
        match self {
            Self::Null => Cell::Null,
            Self::Text(text) => Cell::Text(text.into_owned()),
            Self::Integer(integer) => Cell::Integer(integer),
            Self::Number(number) => Cell::Number(number),
            Self::Date(date) => Cell::Date(date),
            Self::List(items) => Cell::List(items.into_iter().map(str::to_owned).collect()),
            Self::Records(rows) => Cell::Records(rows.into_iter().map(|row| row.into_iter().map(Self::into_cell).collect()).collect()),
        }
    }
}

/// A column and how it is filled from a row's record.
pub(super) struct Filled<R> {
    pub(super) column: Column,
    pub(super) get: for<'r> fn(&'r R) -> Value<'r>,
}

/// A column of records inside a cell, and how it is filled: its name, its kind, whether it is never null, its value.
pub(super) type Part<F> = (&'static str, Kind, bool, F);

/// The columns of a table under construction. Descriptions come from the fields of the record that the columns show.
pub(super) struct Columns<R> {
    fields: &'static [Field],
    pub(super) filled: Vec<Filled<R>>,
}

impl<R> Columns<R> {
    pub(super) const fn of(fields: &'static [Field]) -> Self {
        Self { fields, filled: Vec::new() }
    }

    /// A column for the field of this name, never null.
    pub(super) fn field(self, name: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, true, get)
    }

    /// A column for the field of this name, which may be null.
    pub(super) fn optional(self, name: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, false, get)
    }

    /// A column with a description of its own, never null.
    pub(super) fn derived(self, name: &'static str, doc: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.push(name, doc, kind, true, get)
    }

    /// A column with a description of its own, which may be null.
    pub(super) fn derived_optional(self, name: &'static str, doc: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.push(name, doc, kind, false, get)
    }

    fn push(mut self, name: &'static str, doc: &'static str, kind: Kind, required: bool, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.filled.push(Filled { column: Column { name, doc, kind, required }, get });
        self
    }

    /// The table of these records.
    pub(super) fn table(self, name: &'static str, doc: &'static str, records: impl IntoIterator<Item = R>) -> Table {
        let row = |record: R| self.filled.iter().map(|filled| (filled.get)(&record).into_cell()).collect();
        let rows = records.into_iter().map(row).collect();
        Table { name, doc, rows, columns: self.columns() }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        self.filled.iter().map(|filled| filled.column.clone()).collect()
    }
}

/// The columns of records inside a cell.
pub(super) fn part_columns<F>(fields: &'static [Field], parts: &[Part<F>]) -> Kind {
    let column =
        |(name, kind, required, _): &Part<F>| Column { name, doc: field_doc(fields, name), kind: kind.clone(), required: *required };
    Kind::Records(parts.iter().map(column).collect())
}

fn field_doc(fields: &'static [Field], name: &str) -> &'static str {
    fields.iter().find(|field| field.name == name).map(|field| field.doc).expect("a column for a field is named after it")
}

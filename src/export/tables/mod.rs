//! What a table is, whatever the format, and the tables.

pub(super) mod claims;
mod dataset;
pub(super) mod keys;
mod vocabulary;
mod wide;

pub use dataset::tables;

use crate::model::{Amount, CalendarDate, Distinct, Field, NonEmpty, PartialDate, Vocabulary};

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
    pub(crate) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(text),
            Self::Integer(integer) => Value::Integer(*integer),
            Self::Number(number) => Value::Number(*number),
            Self::Date(date) => Value::Date(*date),
            Self::List(items) => Value::List(items),
            Self::Records(rows) => Value::Records(rows),
        }
    }
}

/// The value of a cell, borrowed from what it shows.
#[derive(Clone, Copy)]
pub(crate) enum Value<'r> {
    Null,
    Text(&'r str),
    /// A date that is shown as a text.
    PartialDate(PartialDate),
    Integer(i64),
    Number(Amount),
    Date(CalendarDate),
    List(&'r dyn Texts),
    Records(&'r dyn Parts),
}

impl<'r> Value<'r> {
    pub(crate) fn text(value: &'r (impl AsRef<str> + ?Sized)) -> Self {
        Self::Text(value.as_ref())
    }

    pub(crate) fn option(value: Option<&'r (impl AsRef<str> + ?Sized)>) -> Self {
        value.map_or(Self::Null, Self::text)
    }

    fn to_cell(self) -> Cell {
        match self {
            Self::Null => Cell::Null,
            Self::Text(text) => Cell::Text(text.to_owned()),
            Self::PartialDate(date) => Cell::Text(date.to_string()),
            Self::Integer(integer) => Cell::Integer(integer),
            Self::Number(number) => Cell::Number(number),
            Self::Date(date) => Cell::Date(date),
            Self::List(texts) => Cell::List((0..texts.count()).map(|i| texts.item(i).to_owned()).collect()),
            Self::Records(parts) => {
                let row = |i| (0..parts.width()).map(|column| parts.cell(i, column).to_cell()).collect();
                Cell::Records((0..parts.count()).map(row).collect())
            }
        }
    }
}

/// The texts of a list.
pub(crate) trait Texts {
    fn count(&self) -> usize;
    fn item(&self, i: usize) -> &str;
}

/// The records of a list as rows of cells.
pub(crate) trait Parts {
    fn count(&self) -> usize;
    fn width(&self) -> usize;
    fn cell(&self, row: usize, column: usize) -> Value<'_>;
}

/// A record that stands in a list of a cell.
pub(crate) trait Part {
    /// How many columns it has there.
    const WIDTH: usize;

    fn cell(&self, column: usize) -> Value<'_>;
}

macro_rules! lists {
    ($($list:ident)+) => {$(
        impl<T: AsRef<str>> Texts for $list<T> {
            fn count(&self) -> usize {
                self.len()
            }

            fn item(&self, i: usize) -> &str {
                self[i].as_ref()
            }
        }

        impl<T: Part> Parts for $list<T> {
            fn count(&self) -> usize {
                self.len()
            }

            fn width(&self) -> usize {
                T::WIDTH
            }

            fn cell(&self, row: usize, column: usize) -> Value<'_> {
                self[row].cell(column)
            }
        }
    )+};
}
lists!(Vec Distinct NonEmpty);

#[cfg(any(feature = "csv", feature = "parquet"))]
impl Parts for Vec<Vec<Cell>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn width(&self) -> usize {
        self.first().map_or(0, Vec::len)
    }

    fn cell(&self, row: usize, column: usize) -> Value<'_> {
        self[row][column].value()
    }
}

/// A column and how it is filled from a row's record.
pub(crate) struct Filled<R> {
    pub(crate) column: Column,
    pub(crate) get: for<'r> fn(&'r R) -> Value<'r>,
}

/// A column of records inside a cell, and how it is filled: its name, its kind, whether it is never null, its value.
pub(crate) type PartColumn<F> = (&'static str, Kind, bool, F);

/// The columns of a table under construction. Descriptions come from the fields of the record that the columns show.
pub(crate) struct Columns<R> {
    fields: &'static [Field],
    pub(crate) filled: Vec<Filled<R>>,
}

impl<R> Columns<R> {
    pub(crate) const fn of(fields: &'static [Field]) -> Self {
        Self { fields, filled: Vec::new() }
    }

    /// A column for the field of this name, never null.
    pub(crate) fn field(self, name: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, true, get)
    }

    /// A column for the field of this name, which may be null.
    pub(crate) fn optional(self, name: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, false, get)
    }

    /// A column with a description of its own, never null.
    pub(crate) fn derived(self, name: &'static str, doc: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.push(name, doc, kind, true, get)
    }

    /// A column with a description of its own, which may be null.
    pub(crate) fn derived_optional(self, name: &'static str, doc: &'static str, kind: Kind, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.push(name, doc, kind, false, get)
    }

    fn push(mut self, name: &'static str, doc: &'static str, kind: Kind, required: bool, get: for<'r> fn(&'r R) -> Value<'r>) -> Self {
        self.filled.push(Filled { column: Column { name, doc, kind, required }, get });
        self
    }

    /// The table of these records.
    pub(crate) fn table(self, name: &'static str, doc: &'static str, records: impl IntoIterator<Item = R>) -> Table {
        let row = |record: R| self.filled.iter().map(|filled| (filled.get)(&record).to_cell()).collect();
        let rows = records.into_iter().map(row).collect();
        Table { name, doc, rows, columns: self.columns() }
    }

    pub(crate) fn columns(&self) -> Vec<Column> {
        self.filled.iter().map(|filled| filled.column.clone()).collect()
    }
}

/// The columns of records inside a cell.
pub(crate) fn part_columns<F>(fields: &'static [Field], parts: &[PartColumn<F>]) -> Kind {
    let column =
        |(name, kind, required, _): &PartColumn<F>| Column { name, doc: field_doc(fields, name), kind: kind.clone(), required: *required };
    Kind::Records(parts.iter().map(column).collect())
}

fn field_doc(fields: &'static [Field], name: &str) -> &'static str {
    fields.iter().find(|field| field.name == name).map(|field| field.doc).expect("a column for a field is named after it")
}

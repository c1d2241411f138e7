//! What a table is, whatever the format.

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
    #[expect(clippy::needless_pass_by_value, reason = "so that fields can be given by reference and copies by value")]
    pub(super) fn text(value: impl ToString) -> Self {
        Self::Text(value.to_string())
    }

    pub(super) fn option(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Null, Self::text)
    }

    pub(super) fn list<T: ToString>(values: &[T]) -> Self {
        Self::List(values.iter().map(T::to_string).collect())
    }
}

/// A column and how it is filled from a row's record.
pub(super) struct Filled<R> {
    column: Column,
    get: fn(&R) -> Cell,
}

/// The columns of a table under construction. Descriptions come from the fields of the record that the columns show.
pub(super) struct Columns<R> {
    fields: &'static [Field],
    filled: Vec<Filled<R>>,
}

impl<R> Columns<R> {
    pub(super) const fn of(fields: &'static [Field]) -> Self {
        Self { fields, filled: Vec::new() }
    }

    /// A column for the field of this name, never null.
    pub(super) fn field(self, name: &'static str, kind: Kind, get: fn(&R) -> Cell) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, true, get)
    }

    /// A column for the field of this name, which may be null.
    pub(super) fn optional(self, name: &'static str, kind: Kind, get: fn(&R) -> Cell) -> Self {
        let doc = field_doc(self.fields, name);
        self.push(name, doc, kind, false, get)
    }

    /// A column with a description of its own, never null.
    pub(super) fn derived(self, name: &'static str, doc: &'static str, kind: Kind, get: fn(&R) -> Cell) -> Self {
        self.push(name, doc, kind, true, get)
    }

    /// A column with a description of its own, which may be null.
    pub(super) fn derived_optional(self, name: &'static str, doc: &'static str, kind: Kind, get: fn(&R) -> Cell) -> Self {
        self.push(name, doc, kind, false, get)
    }

    fn push(mut self, name: &'static str, doc: &'static str, kind: Kind, required: bool, get: fn(&R) -> Cell) -> Self {
        self.filled.push(Filled { column: Column { name, doc, kind, required }, get });
        self
    }

    /// The table of these records.
    pub(super) fn table(self, name: &'static str, doc: &'static str, records: impl IntoIterator<Item = R>) -> Table {
        let rows = records.into_iter().map(|record| self.row(&record)).collect();
        Table { name, doc, rows, columns: self.columns() }
    }

    pub(super) fn row(&self, record: &R) -> Vec<Cell> {
        self.filled.iter().map(|filled| (filled.get)(record)).collect()
    }

    pub(super) fn columns(self) -> Vec<Column> {
        self.filled.into_iter().map(|filled| filled.column).collect()
    }
}

fn field_doc(fields: &'static [Field], name: &str) -> &'static str {
    fields.iter().find(|field| field.name == name).map(|field| field.doc).expect("a column for a field is named after it")
}

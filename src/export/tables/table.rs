//! What a table is, whatever the format.

use std::fmt;

use crate::model::view::TextValue;
use crate::model::{Amount, CalendarDate, Distinct, Field, PartialDate, Vocabulary};

/// A table: described columns, and rows that are made from the records while they are written.
#[non_exhaustive]
pub struct Table<'a> {
    /// The name, which is the stem of its files.
    pub name: &'static str,
    /// What a row of it is.
    pub doc: &'static str,
    /// The columns in order.
    pub columns: Vec<Column>,
    pub(super) rows: Rows<'a>,
}

/// What writes the rows of a table.
pub(super) type Rows<'a> = Box<dyn Fn(&mut dyn Cells) + Send + Sync + 'a>;

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
    /// A list of records with these columns. CSV leaves them out: there they are tables of their own.
    Records(Vec<Column>),
    /// A list of records with these columns, which CSV has as a list of texts, each with the values of a record.
    CompactRecords(Vec<Column>),
    /// A record with these columns, inside another.
    Record(Vec<Column>),
}

impl Table<'_> {
    /// How many rows the table has. They are gone through for it.
    #[must_use]
    pub fn row_count(&self) -> usize {
        let mut count = Count(0);
        self.write(&mut count);
        count.0
    }

    pub(crate) fn write(&self, cells: &mut dyn Cells) {
        (self.rows)(cells);
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("name", &self.name).field("columns", &self.columns).finish_non_exhaustive()
    }
}

/// Where the cells of a table go: row by row, each in the order of the columns.
pub(crate) trait Cells {
    fn null(&mut self);

    fn text(&mut self, text: &str);

    /// A term of the column's vocabulary, and its place there.
    fn term(&mut self, ordinal: usize, term: &str) {
        let _ = ordinal;
        self.text(term);
    }

    /// A text that is made while it is written.
    fn shown(&mut self, text: &dyn fmt::Display);

    fn integer(&mut self, integer: i64) {
        self.shown(&integer);
    }

    fn number(&mut self, number: Amount) {
        self.shown(&number);
    }

    /// A number that may be negative.
    fn figure(&mut self, figure: f64) {
        self.shown(&figure);
    }

    fn date(&mut self, date: CalendarDate) {
        self.shown(&date);
    }

    fn list(&mut self, items: &mut dyn Iterator<Item = &str>);

    /// A list of records: `rows` writes a row for each.
    fn records(&mut self, rows: &dyn Fn(&mut dyn Cells));

    /// A list of records, each of which is also known as a text.
    fn compact_records(&mut self, texts: &mut dyn Iterator<Item = String>, rows: &dyn Fn(&mut dyn Cells)) {
        let _ = texts;
        self.records(rows);
    }

    /// A record: `row` writes it as a row.
    fn record(&mut self, row: &dyn Fn(&mut dyn Cells)) {
        self.records(row);
    }

    fn end_row(&mut self);
}

/// Counts rows.
struct Count(usize);

impl Cells for Count {
    fn null(&mut self) {}

    fn text(&mut self, _: &str) {}

    fn shown(&mut self, _: &dyn fmt::Display) {}

    fn list(&mut self, _: &mut dyn Iterator<Item = &str>) {}

    fn records(&mut self, _: &dyn Fn(&mut dyn Cells)) {}

    fn end_row(&mut self) {
        self.0 += 1;
    }
}

/// A value that a cell shows: its type says what the column is.
pub(crate) trait Value {
    /// Whether it is never null.
    const REQUIRED: bool = true;

    fn kind() -> Kind;

    fn write(self, cells: &mut dyn Cells);
}

impl<T: TextValue + ?Sized> Value for &T {
    fn kind() -> Kind {
        T::VOCABULARY.map_or(Kind::Text, Kind::Term)
    }

    fn write(self, cells: &mut dyn Cells) {
        match T::VOCABULARY {
            Some(_) => cells.term(self.ordinal(), self.as_ref()),
            None => cells.text(self.as_ref()),
        }
    }
}

impl TextValue for str {}

impl<T: TextValue> Value for &Distinct<T> {
    fn kind() -> Kind {
        Kind::List
    }

    fn write(self, cells: &mut dyn Cells) {
        cells.list(&mut self.iter().map(AsRef::as_ref));
    }
}

impl<V: Value> Value for Option<V> {
    const REQUIRED: bool = false;

    fn kind() -> Kind {
        V::kind()
    }

    fn write(self, cells: &mut dyn Cells) {
        match self {
            Some(value) => value.write(cells),
            None => cells.null(),
        }
    }
}

impl<'a, T> Value for &'a Option<T>
where
    &'a T: Value,
{
    const REQUIRED: bool = false;

    fn kind() -> Kind {
        <&T>::kind()
    }

    fn write(self, cells: &mut dyn Cells) {
        self.as_ref().write(cells);
    }
}

/// A list of texts that are found while it is written.
pub(super) struct Texts<I>(pub(super) I);

impl<'a, I: Iterator<Item = &'a str>> Value for Texts<I> {
    fn kind() -> Kind {
        Kind::List
    }

    fn write(mut self, cells: &mut dyn Cells) {
        cells.list(&mut self.0);
    }
}

macro_rules! values {
    ($($name:ty: $kind:ident, |$value:ident, $cells:ident| $write:expr;)+) => {$(
        impl Value for $name {
            fn kind() -> Kind {
                Kind::$kind
            }

            fn write(self, $cells: &mut dyn Cells) {
                let $value = self;
                $write;
            }
        }
    )+};
}

values! {
    u32: Integer, |value, cells| cells.integer(value.into());
    Amount: Number, |value, cells| cells.number(value);
    f64: Number, |value, cells| cells.figure(value);
    CalendarDate: Date, |value, cells| cells.date(value);
    PartialDate: Text, |value, cells| cells.shown(&value);
    String: Text, |value, cells| cells.text(&value);
    Vec<&str>: List, |value, cells| cells.list(&mut value.into_iter());
}

/// What writes the cell of a row.
type Cell<'a, R> = Box<dyn Fn(R, &mut dyn Cells) + Send + Sync + 'a>;

/// The columns of a table, and how each is filled from a row. Descriptions come from the fields of the record that they show.
pub(crate) struct Columns<'a, R> {
    fields: &'static [Field],
    heads: Vec<Column>,
    cells: Vec<Cell<'a, R>>,
}

impl<'a, R: Copy + 'a> Columns<'a, R> {
    pub(crate) const fn of(fields: &'static [Field]) -> Self {
        Self { fields, heads: Vec::new(), cells: Vec::new() }
    }

    /// A column for the field of this name.
    pub(crate) fn field<V: Value>(self, name: &'static str, get: impl Fn(R) -> V + Send + Sync + 'a) -> Self {
        let doc = self.doc(name);
        self.derived(name, doc, get)
    }

    /// A column with a description of its own.
    pub(crate) fn derived<V: Value>(self, name: &'static str, doc: &'static str, get: impl Fn(R) -> V + Send + Sync + 'a) -> Self {
        let column = Column { name, doc, kind: V::kind(), required: V::REQUIRED };
        self.push(column, Box::new(move |row, cells| get(row).write(cells)))
    }

    /// A column for the field of this name, a list of records that have these columns.
    pub(crate) fn records<T: 'a>(
        self,
        name: &'static str,
        of_record: Columns<'a, &'a T>,
        get: impl Fn(R) -> &'a [T] + Send + Sync + 'a,
    ) -> Self {
        let kind = Kind::Records(of_record.heads.clone());
        let column = Column { name, doc: self.doc(name), kind, required: true };
        let rows = move |row, cells: &mut dyn Cells| {
            cells.records(&|cells| get(row).iter().for_each(|record| of_record.row(record, cells)));
        };
        self.push(column, Box::new(rows))
    }

    /// A column for the field of this name, a list of records that have these columns, and in CSV are shown as texts.
    pub(crate) fn compact_records<T: fmt::Display + 'a>(
        self,
        name: &'static str,
        of_record: Columns<'a, &'a T>,
        get: impl Fn(R) -> &'a [T] + Send + Sync + 'a,
    ) -> Self {
        let kind = Kind::CompactRecords(of_record.heads.clone());
        let column = Column { name, doc: self.doc(name), kind, required: true };
        let cell = move |row, cells: &mut dyn Cells| {
            let records = get(row);
            let rows = |cells: &mut dyn Cells| records.iter().for_each(|record| of_record.row(record, cells));
            cells.compact_records(&mut records.iter().map(ToString::to_string), &rows);
        };
        self.push(column, Box::new(cell))
    }

    /// A column for the field of this name, a record that has these columns or nothing.
    pub(crate) fn record<T: 'a>(
        self,
        name: &'static str,
        of_record: Columns<'a, &'a T>,
        get: impl Fn(R) -> Option<&'a T> + Send + Sync + 'a,
    ) -> Self {
        let column = Column { name, doc: self.doc(name), kind: Kind::Record(of_record.heads.clone()), required: false };
        let cell = move |row, cells: &mut dyn Cells| match get(row) {
            Some(record) => cells.record(&|cells| of_record.row(record, cells)),
            None => cells.null(),
        };
        self.push(column, Box::new(cell))
    }

    fn doc(&self, name: &str) -> &'static str {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map(|field| field.doc).expect("a column for a field is named after it")
    }

    fn push(mut self, column: Column, cell: Cell<'a, R>) -> Self {
        self.heads.push(column);
        self.cells.push(cell);
        self
    }

    /// These columns and others behind them.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.heads.extend(others.heads);
        self.cells.extend(others.cells);
        self
    }

    /// These columns and behind them those of a part of the row.
    pub(crate) fn part<P: 'a>(mut self, columns: Columns<'a, P>, part: impl Fn(R) -> P + Copy + Send + Sync + 'a) -> Self {
        self.heads.extend(columns.heads);
        self.cells.extend(columns.cells.into_iter().map(|cell| -> Cell<'a, R> { Box::new(move |row, cells| cell(part(row), cells)) }));
        self
    }

    /// The table of these rows.
    pub(crate) fn table<I: Iterator<Item = R>>(
        mut self,
        name: &'static str,
        doc: &'static str,
        rows: impl Fn() -> I + Send + Sync + 'a,
    ) -> Table<'a> {
        let columns = std::mem::take(&mut self.heads);
        Table { name, doc, columns, rows: Box::new(move |cells| rows().for_each(|row| self.row(row, cells))) }
    }

    fn row(&self, row: R, cells: &mut dyn Cells) {
        self.cells.iter().for_each(|cell| cell(row, cells));
        cells.end_row();
    }
}

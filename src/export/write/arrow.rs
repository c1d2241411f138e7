//! Arrow arrays from the cells of tables.

use std::fmt::{Display, Write};
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, OffsetBuffer};
use arrow_schema::Fields;

use super::schema::{item, nullable_fields, plain_fields};
use crate::export::tables::{Cells, Column, Kind, Table};
use crate::model::{Amount, CalendarDate};

/// The rows that there is room for from the start, which are those of a block of a stream: growing bit by bit costs more.
const ROWS: usize = 1024;

/// The rows of a table as arrays, one for each column.
pub(crate) fn arrays(table: &Table<'_>) -> Vec<ArrayRef> {
    let mut arrays = Arrays::new(&table.columns);
    table.write(&mut arrays);
    arrays.finish()
}

/// The arrays of columns under construction.
struct Arrays {
    columns: Vec<Builder>,
    /// The place of the next cell in its row.
    next: usize,
    rows: usize,
}

/// The array of one column under construction.
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Date(Date32Builder),
    List { lengths: Vec<usize>, present: NullBufferBuilder, items: StringBuilder },
    Records { lengths: Vec<usize>, fields: Fields, rows: Arrays },
    Record { present: NullBufferBuilder, fields: Fields, row: Arrays },
}

impl Arrays {
    fn new(columns: &[Column]) -> Self {
        Self { columns: columns.iter().map(|column| Builder::new(&column.kind)).collect(), next: 0, rows: 0 }
    }

    fn next(&mut self) -> &mut Builder {
        self.next += 1;
        &mut self.columns[self.next - 1]
    }

    /// A row without values, where the record around it is null.
    fn null_row(&mut self) {
        for _ in 0..self.columns.len() {
            self.null();
        }
        self.end_row();
    }

    fn finish(self) -> Vec<ArrayRef> {
        self.columns.into_iter().map(Builder::finish).collect()
    }
}

const OF_ITS_KIND: &str = "a column is filled with values of its kind";

impl Cells for Arrays {
    fn null(&mut self) {
        match self.next() {
            Builder::Text(builder) => builder.append_null(),
            Builder::Integer(builder) => builder.append_null(),
            Builder::Number(builder) => builder.append_null(),
            Builder::Date(builder) => builder.append_null(),
            Builder::List { lengths, present, .. } => {
                lengths.push(0);
                present.append_null();
            }
            Builder::Records { lengths, .. } => lengths.push(0),
            Builder::Record { present, row, .. } => {
                present.append_null();
                row.null_row();
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Builder::Text(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        builder.append_value(text);
    }

    fn shown(&mut self, text: &dyn Display) {
        let Builder::Text(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        // What is written stands in front of the value.
        let _ = write!(builder, "{text}");
        builder.append_value("");
    }

    fn integer(&mut self, integer: i64) {
        let Builder::Integer(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        builder.append_value(integer);
    }

    fn number(&mut self, number: Amount) {
        let Builder::Number(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        builder.append_value(number.get());
    }

    fn figure(&mut self, figure: f64) {
        let Builder::Number(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        builder.append_value(figure);
    }

    fn date(&mut self, date: CalendarDate) {
        let Builder::Date(builder) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        builder.append_value(date.days_since_epoch());
    }

    fn list(&mut self, texts: &mut dyn Iterator<Item = &str>) {
        let Builder::List { lengths, present, items } = self.next() else { unreachable!("{OF_ITS_KIND}") };
        lengths.push(texts.map(|text| items.append_value(text)).count());
        present.append_non_null();
    }

    fn records(&mut self, write: &dyn Fn(&mut dyn Cells)) {
        let Builder::Records { lengths, rows, .. } = self.next() else { unreachable!("{OF_ITS_KIND}") };
        let before = rows.rows;
        write(rows);
        lengths.push(rows.rows - before);
    }

    fn record(&mut self, write: &dyn Fn(&mut dyn Cells)) {
        let Builder::Record { present, row, .. } = self.next() else { unreachable!("{OF_ITS_KIND}") };
        present.append_non_null();
        write(row);
    }

    fn end_row(&mut self) {
        self.next = 0;
        self.rows += 1;
    }
}

impl Builder {
    fn new(kind: &Kind) -> Self {
        match kind {
            Kind::Text | Kind::Term(_) => Self::Text(StringBuilder::with_capacity(ROWS, ROWS * 16)),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
            Kind::List => Self::List { lengths: Vec::new(), present: NullBufferBuilder::new(ROWS), items: StringBuilder::new() },
            Kind::Records(columns) | Kind::CompactRecords(columns) => {
                Self::Records { lengths: Vec::new(), fields: plain_fields(columns), rows: Arrays::new(columns) }
            }
            Kind::Record(columns) => {
                Self::Record { present: NullBufferBuilder::new(ROWS), fields: nullable_fields(columns), row: Arrays::new(columns) }
            }
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Date(mut builder) => Arc::new(builder.finish()),
            Self::List { lengths, mut present, mut items } => list(&lengths, Arc::new(items.finish()), present.finish()),
            Self::Records { lengths, fields, rows } => list(&lengths, Arc::new(StructArray::new(fields, rows.finish(), None)), None),
            Self::Record { mut present, fields, row } => Arc::new(StructArray::new(fields, row.finish(), present.finish())),
        }
    }
}

fn list(lengths: &[usize], items: ArrayRef, present: Option<NullBuffer>) -> ArrayRef {
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    Arc::new(ListArray::new(item(items.data_type().clone()), offsets, items, present))
}

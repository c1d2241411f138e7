//! Parquet with zstd: dates are `DATE`, lists are lists, parts of a claim lists of structs. Columns of vocabularies are written as texts and
//! declared as dictionaries: that costs nothing, and readers make categories of them.

use std::io::Write;
use std::sync::Arc;

use parquet::arrow::{ARROW_SCHEMA_META_KEY, ArrowSchemaConverter, encode_arrow_schema};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::SchemaDescriptor;

use super::pages::{Block, Chunk, Encoded, Leaf, Nature, Squeezer};
use super::schema::{declared_schema, plain_schema};
use crate::export::tables::{Column, Kind, Table};

/// Columns whose values hardly repeat: a dictionary would only cost.
const DISTINCT: [&str; 7] = ["id", "claim", "statement", "note", "sha256", "quote", "target"];

/// Columns of texts whose least and greatest values tell where to look, since rows are in their order or that of the documents.
const ORDERED: [&str; 5] = ["id", "claim", "source", "stated_on", "published_on"];

/// Writes a table; `version` is the dataset's.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_parquet(table: &Table<'_>, version: &str, output: impl Write + Send) -> std::io::Result<()> {
    write(table, version, output).map_err(std::io::Error::other)
}

fn write(table: &Table<'_>, version: &str, output: impl Write + Send) -> Result<()> {
    let layout = Layout::of(&table.columns)?;
    let mut file = layout.start(Some(version), output)?;
    let mut block = layout.block(&table.columns);
    block.fill(table);
    let mut squeezer = Squeezer::new()?;
    let mut done = Vec::new();
    for (column, mut chunks) in layout.chunks().into_iter().enumerate() {
        Chunk::add_all(&mut chunks, &block, column, &mut squeezer)?;
        for chunk in chunks {
            done.push(chunk.end(&mut squeezer)?);
        }
    }
    if block.rows() > 0 {
        append(&mut file, done)?;
    }
    file.close().map(drop)
}

/// Writes a row group.
pub(super) fn append<W: Write + Send>(file: &mut SerializedFileWriter<W>, columns: Vec<Encoded>) -> Result<()> {
    let mut group = file.next_row_group()?;
    for Encoded { pages, close } in columns {
        group.append_column(&pages, close)?;
    }
    group.close().map(drop)
}

/// How the columns of a table become those of a file.
pub(super) struct Layout {
    schema: SchemaDescriptor,
    /// What Arrow is told about the columns.
    declared: String,
    leaves: Vec<Leaf>,
    /// How many leaves each column has.
    widths: Vec<usize>,
}

impl Layout {
    pub(super) fn of(columns: &[Column]) -> Result<Self> {
        let schema = ArrowSchemaConverter::new().convert(&plain_schema(columns))?;
        let (mut leaves, mut widths) = (Vec::new(), Vec::new());
        for column in columns {
            let before = leaves.len();
            add_leaves(column, &schema, &mut leaves);
            widths.push(leaves.len() - before);
        }
        Ok(Self { schema, declared: encode_arrow_schema(&declared_schema(columns)), leaves, widths })
    }

    /// Starts a file; `version` is the dataset's, if it is of one.
    pub(super) fn start<W: Write + Send>(&self, version: Option<&str>, output: W) -> Result<SerializedFileWriter<W>> {
        let declared = KeyValue::new(ARROW_SCHEMA_META_KEY.to_owned(), self.declared.clone());
        let version = version.map(|version| KeyValue::new("dataset_version".to_owned(), version.to_owned()));
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_key_value_metadata(Some([declared].into_iter().chain(version).collect()))
            .build();
        SerializedFileWriter::new(output, self.schema.root_schema_ptr(), Arc::new(properties))
    }

    /// Memory for the rows of a block. The columns are those of the layout.
    pub(super) fn block(&self, columns: &[Column]) -> Block {
        Block::new(columns, &self.leaves)
    }

    /// What a row group is made of: the leaves of each column.
    pub(super) fn chunks(&self) -> Vec<Vec<Chunk>> {
        let mut chunks = self.leaves.iter().map(Chunk::new);
        self.widths.iter().map(|width| chunks.by_ref().take(*width).collect()).collect()
    }
}

/// Adds the columns of values that a column has, those inside records too, and leaves out what costs time and helps no reader.
fn add_leaves(column: &Column, schema: &SchemaDescriptor, leaves: &mut Vec<Leaf>) {
    let nature = match &column.kind {
        Kind::Records(parts) | Kind::CompactRecords(parts) | Kind::Record(parts) => {
            return parts.iter().for_each(|part| add_leaves(part, schema, leaves));
        }
        Kind::Text | Kind::List => Nature::Text,
        Kind::Term(vocabulary) => Nature::Term(vocabulary),
        Kind::Integer => Nature::Integer,
        Kind::Number => Nature::Number,
        Kind::Date => Nature::Date,
    };
    let described = schema.column(leaves.len());
    leaves.push(Leaf {
        nature,
        dictionary: !DISTINCT.contains(&column.name),
        statistics: !nature.is_text() || ORDERED.contains(&column.name),
        filter: described.path().parts() == ["id"],
        column: described,
    });
}

/// What a Parquet file says it was written by.
pub(crate) const CREATED_BY: &str = concat!("guarantee-claims version ", env!("CARGO_PKG_VERSION"));

//! What is judged, a part at a time.

use std::io::{self, Read};

#[cfg(feature = "arrow")]
use arrow_array::RecordBatch;
#[cfg(feature = "arrow")]
use arrow_schema::{ArrowError, SchemaRef};

#[cfg(feature = "arrow")]
use super::rows::Rows;
use crate::external::format::ClaimsFormat;
use crate::external::split::block::{Block, Content};
use crate::external::split::input::Input;

/// Where records come from: a text, records one by one, or the rows of tables.
pub struct Feed<'a>(Kind<'a>);

/// Adds records, and says whether there are more.
type NextRecords<'a> = Box<dyn FnMut(&mut Records) -> io::Result<bool> + Send + 'a>;

enum Kind<'a> {
    Text(Input<'a>, ClaimsFormat),
    Records(NextRecords<'a>),
    #[cfg(feature = "arrow")]
    Rows(Rows<'a>),
}

/// Some records, one after the other.
#[derive(Debug, Default)]
pub struct Records {
    bytes: Vec<u8>,
    parts: Vec<std::ops::Range<usize>>,
}

/// What one thread works on at a time.
pub(super) enum Part {
    Block(Block),
    #[cfg(feature = "arrow")]
    Rows(RecordBatch),
}

/// How the places of records are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    /// Lines and columns are those of the text, and each record has its line.
    Text,
    /// Lines and columns are those of the text.
    Document,
    /// Lines and columns are those of the record.
    Record,
    /// There are none: nobody wrote the text of the record.
    None,
}

impl Records {
    /// Adds a record: its JSON in UTF-8, as the checks will say if it is not.
    pub fn push(&mut self, record: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(record);
        self.parts.push(start..self.bytes.len());
    }

    /// The bytes of all records together.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl<'a> Feed<'a> {
    /// The records of a text that is written down in this way. A record's row is its line, or in a document its number, from 0.
    pub fn text(read: impl Read + Send + 'a, format: ClaimsFormat) -> Self {
        Self(Kind::Text(Input::new(read, format), format))
    }

    /// Records one by one: each call adds some, about a mebibyte, and says whether there may be more. A record's row is its number, from 0.
    pub fn records(fill: impl FnMut(&mut Records) -> io::Result<bool> + Send + 'a) -> Self {
        Self(Kind::Records(Box::new(fill)))
    }

    /// The rows of a table with a column for each field of a claim, whoever made it: texts, numbers and dates of every width, dictionaries
    /// and lists of every kind. A record's row is that of the table, from 0.
    ///
    /// # Errors
    /// If columns that every claim has are missing, a name is misspelt, or a column has a type whose values have no form in JSON.
    #[cfg(feature = "arrow")]
    pub fn rows(schema: &SchemaRef, batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'a) -> Result<Self, String> {
        Rows::new(schema, batches).map(|rows| Self(Kind::Rows(rows)))
    }

    pub(super) fn places(&self) -> Places {
        match &self.0 {
            Kind::Text(_, ClaimsFormat::Lines) => Places::Text,
            Kind::Text(_, ClaimsFormat::JsonArray) => Places::Document,
            Kind::Records(_) => Places::Record,
            #[cfg(feature = "arrow")]
            Kind::Rows(_) => Places::None,
        }
    }

    /// The next part, in this memory; `None` at the end.
    pub(super) fn next(&mut self, mut memory: Vec<u8>) -> io::Result<Option<Part>> {
        match &mut self.0 {
            Kind::Text(input, _) => Ok(input.next(memory)?.map(Part::Block)),
            Kind::Records(fill) => {
                memory.clear();
                let mut records = Records { bytes: memory, parts: Vec::new() };
                // What gives no record now may give one later.
                while fill(&mut records)? && records.is_empty() {}
                let Records { bytes, parts } = records;
                Ok((!parts.is_empty()).then_some(Part::Block(Block { bytes, content: Content::Parts(parts), start: 0 })))
            }
            #[cfg(feature = "arrow")]
            Kind::Rows(rows) => Ok(rows.next()?.map(Part::Rows)),
        }
    }

    /// Makes blocks of parts, on any thread.
    pub(super) fn blocks(&self) -> Blocks {
        match &self.0 {
            #[cfg(feature = "arrow")]
            Kind::Rows(rows) => Blocks(Some(rows.claims())),
            _ => Blocks::default(),
        }
    }
}

/// Makes blocks of parts.
#[derive(Default)]
pub(super) struct Blocks(#[cfg(feature = "arrow")] Option<std::sync::Arc<crate::external::split::claim_columns::ClaimColumns>>);

impl Blocks {
    pub(super) fn of(&self, part: Part) -> io::Result<Block> {
        match part {
            Part::Block(block) => Ok(block),
            #[cfg(feature = "arrow")]
            Part::Rows(rows) => {
                let claims = self.0.as_ref().expect("rows come from tables alone");
                super::rows::block(claims, &rows)
            }
        }
    }
}

impl std::fmt::Debug for Feed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feed").field("places", &self.places()).finish_non_exhaustive()
    }
}

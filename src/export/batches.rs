//! External claims as Arrow batches, for programs.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

use super::tables::Table;
use super::tables::claims::ClaimTable;
use super::write::arrow::arrays;
use super::write::schema::plain_schema;
use crate::dataset::Dataset;
use crate::diagnostics::{Finding, Severity};
use crate::error::Error;
use crate::external::{Blocks, Checker, ClaimsFormat, Summary, add, checker, compare, placed};
use crate::model::ClaimView;

/// Reads and checks claims from any input as batches of the table `claims`: a row a claim, its parts as lists of structs. The batches are of
/// the input's blocks, about a thousand claims each.
///
/// The types are those of `arrow-array`, which `arrow` of the same version hands on. Texts are `Utf8`, also those of vocabularies; each field's
/// metadata has its description and, for a vocabulary, its terms in codebook order.
///
#[cfg_attr(feature = "data", doc = "```")]
#[cfg_attr(not(feature = "data"), doc = "```ignore")]
/// use guarantee_claims::export::ClaimBatches;
///
/// let mut input = Vec::new();
/// guarantee_claims::export::write_claims_ndjson(guarantee_claims::dataset(), &mut input)?;
///
/// let batches = ClaimBatches::new(input.as_slice(), guarantee_claims::dataset());
/// assert_eq!(batches.schema().field(0).name(), "id");
/// let mut rows = 0;
/// for batch in batches {
///     rows += batch?.num_rows();
/// }
/// assert_eq!(rows, guarantee_claims::dataset().claims().len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ClaimBatches<'a> {
    checker: Checker<'a>,
    blocks: Blocks<'a>,
    summary: Summary,
    schema: SchemaRef,
    ready: VecDeque<RecordBatch>,
    ended: bool,
}

impl<'a> ClaimBatches<'a> {
    /// Reads claims, one a line, and checks them against the registers of a dataset.
    pub fn new(read: impl Read + Send + 'a, register: &'a Dataset) -> Self {
        Self {
            checker: checker(register),
            blocks: Blocks::new(read, ClaimsFormat::Lines),
            summary: Summary::new(std::iter::once(String::new()), 0),
            schema: Arc::new(plain_schema(&ClaimTable::Claims.of(&[]).columns)),
            ready: VecDeque::new(),
            ended: false,
        }
    }

    /// The schema of the batches.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn block(&mut self, block: &crate::external::Block) -> Result<(), Error> {
        let checked = self.checker.check(block);
        let start = add(&mut self.summary, &checked)?;
        refuse(checked.faulty.iter().flat_map(|faulty| placed(start, faulty)))?;
        let claims: Vec<&ClaimView<'_>> = checked.claims.iter().map(|(_, claim)| claim).collect();
        if !claims.is_empty() {
            let batch = batch(&ClaimTable::Claims.of(&claims));
            self.ready.push_back(batch.map_err(|error| Error::invalid(error.to_string()))?);
        }
        Ok(())
    }
}

/// The first error among findings, as an error that lists them all.
fn refuse(findings: impl Iterator<Item = Finding>) -> Result<(), Error> {
    let line = |Finding { place, rule, message, .. }: Finding| {
        let region = place.map(|place| place.region);
        format!("{}error[{rule}]: {message}", region.map(|region| format!("{}:{}: ", region.line, region.column)).unwrap_or_default())
    };
    let lines: Vec<_> = findings.filter(|finding| finding.severity == Severity::Error).map(line).collect();
    if lines.is_empty() { Ok(()) } else { Err(Error::invalid(format!("the claims are invalid:\n{}", lines.join("\n")))) }
}

impl Iterator for ClaimBatches<'_> {
    type Item = Result<RecordBatch, Error>;

    /// The next batch. The first invalid block ends the batches with an error that lists what is wrong with each of its records; what does
    /// not fit together across claims is an error at the end.
    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some(batch) = self.ready.pop_front() {
                return Some(Ok(batch));
            }
            let done = if let Some(block) = self.blocks.next() {
                block.and_then(|block| self.block(&block))
            } else {
                self.ended = true;
                refuse(compare(&mut self.summary, &self.checker).into_iter())
            };
            if let Err(error) = done {
                self.ended = true;
                return Some(Err(error));
            }
        }
        None
    }
}

impl std::fmt::Debug for ClaimBatches<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaimBatches").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// The rows of a table as it is in memory: texts are texts, also those of vocabularies.
pub(crate) fn batch(table: &Table<'_>) -> Result<RecordBatch, ArrowError> {
    RecordBatch::try_new(Arc::new(plain_schema(&table.columns)), arrays(table))
}

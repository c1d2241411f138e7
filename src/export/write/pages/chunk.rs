//! A column of a row group: its pages, its dictionary, and what is said about them.

use std::cmp::Ordering;
use std::io;

use bytes::Bytes;
use parquet::basic::{BoundaryOrder, Compression, Encoding, PageType, ZstdLevel};
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{CompressedPage, Page as EncodedPage, PageWriteSpec, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, ColumnIndexBuilder, LevelHistogram, OffsetIndexBuilder, PageEncodingStats};
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};

use super::block::Block;
use super::bounds::{Bounds, statistics};
use super::dictionary::{Dictionary, put_word};
use super::hybrid::{self, Runs, width};
use super::leaf::{Leaf, LeafBlock, Values};
use super::nature::Nature;
use super::spliced::Spliced;

/// The size in bytes of a page before it is compressed, about. Larger ones leave the processor's cache.
const PAGE: usize = 1 << 18;

/// The rows of a page at most, about: who looks for some rows need not read all.
const PAGE_ROWS: usize = 20_000;

/// The rows from which on a row group is written out. It ends with a block, so that it does not depend on the number of threads.
pub(in crate::export::write) const GROUP: usize = 100_000;

/// The share of values that the filter takes for others.
const MISTAKEN: f64 = 0.05;

/// How well pages are compressed: the least, which is the quickest.
const LEVEL: i32 = 1;

/// Compresses pages, one after the other, in memory that it keeps.
pub(in crate::export::write) struct Squeezer {
    zstd: zstd::bulk::Compressor<'static>,
    page: Vec<u8>,
    compressed: Vec<u8>,
}

impl Squeezer {
    pub(in crate::export::write) fn new() -> io::Result<Self> {
        Ok(Self { zstd: zstd::bulk::Compressor::new(LEVEL)?, page: Vec::new(), compressed: Vec::new() })
    }

    /// Writes a page that `make` makes of compressed bytes, whose memory is kept: giving it back and forth would have the allocator tidy up
    /// each time.
    fn write(&mut self, bytes: Body<'_>, to: &mut TrackedWrite<Vec<u8>>, make: impl FnOnce(Bytes) -> EncodedPage) -> Result<PageWriteSpec> {
        let bytes = match bytes {
            Body::OfPage => self.page.as_slice(),
            Body::Of(bytes) => bytes,
        };
        let mut compressed = std::mem::take(&mut self.compressed);
        compressed.clear();
        compressed.reserve(zstd::zstd_safe::compress_bound(bytes.len()));
        self.zstd.compress_to_buffer(bytes, &mut compressed)?;
        let compressed = Bytes::from(compressed);
        let written = SerializedPageWriter::new(to).write_page(CompressedPage::new(make(compressed.clone()), bytes.len()))?;
        self.compressed = compressed.into();
        Ok(written)
    }
}

/// What is compressed.
#[derive(Clone, Copy)]
enum Body<'b> {
    /// The page that the squeezer holds.
    OfPage,
    Of(&'b [u8]),
}

/// A column of a row group under construction.
pub(in crate::export::write) struct Chunk {
    leaf: Leaf,
    /// The values known, unless they are written out.
    dictionary: Option<Dictionary>,
    /// The page of a dictionary that became too large: no value is added to it.
    full: Option<Dictionary>,
    page: Page,
    /// The pages that are done.
    pages: TrackedWrite<Vec<u8>>,
    sum: Sum,
    offsets: OffsetIndexBuilder,
    index: ColumnIndexBuilder,
    /// The bounds of the page before, and which way they went.
    order: (Option<Bounds>, bool, bool),
    filter: Option<Sbbf>,
    /// What a text of a block has as its ordinal here.
    adopted: Vec<u32>,
}

/// The page under construction.
#[derive(Default)]
struct Page {
    repeated: Runs,
    defined: Runs,
    ordinals: Vec<u32>,
    /// Values that are written out.
    plain: Vec<u8>,
    rows: usize,
    values: usize,
    text_bytes: usize,
    nans: u64,
    bounds: Option<Bounds>,
}

/// What the pages that are done come to.
#[derive(Default)]
struct Sum {
    rows: u64,
    /// Values and where one is absent.
    levels: usize,
    values: usize,
    text_bytes: usize,
    nans: u64,
    bounds: Option<Bounds>,
    repeated: Option<LevelHistogram>,
    defined: Option<LevelHistogram>,
    compressed: usize,
    plain: usize,
    encodings: Vec<PageEncodingStats>,
}

/// A column of a row group that is done.
pub(in crate::export::write) struct Encoded {
    pub(in crate::export::write) pages: Spliced,
    pub(in crate::export::write) close: ColumnCloseResult,
}

impl Chunk {
    pub(in crate::export::write) fn new(leaf: &Leaf) -> Self {
        let column = &leaf.column;
        let mut index = ColumnIndexBuilder::new(column.physical_type());
        let levels = |max| leaf.statistics.then(|| LevelHistogram::try_new(max)).flatten();
        let sum = Sum { repeated: levels(column.max_rep_level()), defined: levels(column.max_def_level()), ..Sum::default() };
        if !leaf.statistics {
            index.to_invalid();
        }
        Self {
            dictionary: leaf.dictionary.then(|| Dictionary::new(leaf.nature)),
            full: None,
            page: Page::default(),
            pages: TrackedWrite::new(Vec::new()),
            sum,
            offsets: OffsetIndexBuilder::new(),
            index,
            order: (None, true, true),
            filter: None,
            adopted: Vec::new(),
            leaf: leaf.clone(),
        }
    }

    /// Adds the rows of a block to the chunks of one of its columns.
    pub(in crate::export::write) fn add_all(chunks: &mut [Self], block: &Block, column: usize, squeezer: &mut Squeezer) -> Result<()> {
        chunks.iter_mut().zip(block.leaves(column)).try_for_each(|(chunk, leaf)| chunk.add(leaf, block.rows(), squeezer))
    }

    fn add(&mut self, block: &LeafBlock, rows: usize, squeezer: &mut Squeezer) -> Result<()> {
        if rows == 0 {
            return Ok(());
        }
        self.page.rows += rows;
        self.page.values += block.count();
        self.page.text_bytes += block.text_bytes(self.leaf.nature);
        self.page.repeated.append(&block.repeated);
        self.page.defined.append(&block.defined);
        if self.leaf.statistics {
            Bounds::widen(&mut self.page.bounds, block.bounds(self.leaf.nature).as_ref());
        }
        self.add_to_filter(block, rows)?;
        self.add_values(&block.values);
        let is_full = self.dictionary.as_ref().is_some_and(Dictionary::is_full);
        if is_full || self.page.size() >= PAGE || self.page.rows >= PAGE_ROWS {
            self.end_page(squeezer)?;
        }
        if is_full {
            self.full = self.dictionary.take();
        }
        Ok(())
    }

    fn add_values(&mut self, values: &Values) {
        let Page { ordinals, plain, nans, .. } = &mut self.page;
        if self.leaf.nature == Nature::Number
            && let Values::Words(words) = values
        {
            *nans += words.iter().filter(|word| f64::from_bits(**word).is_nan()).count() as u64;
        }
        match (values, &mut self.dictionary) {
            (Values::Plain(values), _) => plain.extend_from_slice(&values.bytes),
            (Values::Words(words), Some(Dictionary::Words(dictionary))) => dictionary.add(words, ordinals),
            (Values::Words(words), _) => words.iter().for_each(|word| put_word(*word, self.leaf.nature, plain)),
            (Values::Texts { texts, ordinals: theirs, .. }, Some(Dictionary::Texts(dictionary))) => {
                self.adopted.clear();
                self.adopted.extend((0..texts.len()).map(|ordinal| dictionary.adopt(texts, ordinal)));
                ordinals.extend(theirs.iter().map(|ordinal| self.adopted[*ordinal as usize]));
            }
            (Values::Texts { texts, ordinals, .. }, _) => {
                for ordinal in ordinals {
                    plain.extend_from_slice(texts.entry(*ordinal as usize));
                }
            }
        }
    }

    /// Adds values to the filter, which is as large as the values of a usual row group ask for.
    fn add_to_filter(&mut self, block: &LeafBlock, rows: usize) -> Result<()> {
        if !self.leaf.filter {
            return Ok(());
        }
        if self.filter.is_none() {
            let values = rows.max(GROUP + PAGE_ROWS) as u64;
            self.filter = Some(Sbbf::new_with_ndv_fpp(values, MISTAKEN)?);
        }
        if let (Some(filter), Values::Plain(plain)) = (&mut self.filter, &block.values) {
            plain.texts().for_each(|text| filter.insert(text));
        }
        Ok(())
    }

    /// Writes the page that was filled.
    fn end_page(&mut self, squeezer: &mut Squeezer) -> Result<()> {
        let (max_repeated, max_defined) = self.max_levels();
        let page = std::mem::take(&mut self.page);
        let body = &mut squeezer.page;
        body.clear();
        if max_repeated > 0 {
            page.repeated.write(max_repeated, body);
        }
        if max_defined > 0 {
            page.defined.write(max_defined, body);
        }
        let encoding = if let Some(dictionary) = &self.dictionary {
            let width = width(u32::try_from(dictionary.len().saturating_sub(1)).expect("ordinals are of 32 bits"));
            body.push(u8::try_from(width).expect("at most 32"));
            hybrid::write(&page.ordinals, width, body);
            Encoding::RLE_DICTIONARY
        } else {
            body.extend_from_slice(&page.plain);
            Encoding::PLAIN
        };
        let levels = if max_defined > 0 { page.defined.count() } else { page.values };
        let num_values = u32::try_from(levels).map_err(|_| ParquetError::General("a page has too many values".to_owned()))?;
        let written = squeezer.write(Body::OfPage, &mut self.pages, |buf| EncodedPage::DataPage {
            buf,
            num_values,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        })?;
        self.index_page(&page, levels, &written)?;
        self.sum.add(&page, levels);
        self.sum.add_written(&written, encoding);
        self.page = page.emptied();
        Ok(())
    }

    fn max_levels(&self) -> (u8, u8) {
        let level = |level| u8::try_from(level).expect("tables are not that deep");
        (level(self.leaf.column.max_rep_level()), level(self.leaf.column.max_def_level()))
    }

    /// Says where a page is, and the bounds of its values.
    fn index_page(&mut self, page: &Page, levels: usize, written: &PageWriteSpec) -> Result<()> {
        let too_large = |_| ParquetError::General("a page is too large".to_owned());
        let nature = self.leaf.nature;
        self.offsets.append_row_count(signed(page.rows));
        self.offsets.append_offset_and_size(
            i64::try_from(written.offset).map_err(too_large)?,
            i32::try_from(written.compressed_size).map_err(too_large)?,
        );
        self.offsets.append_unencoded_byte_array_data_bytes(nature.is_text().then(|| signed(page.text_bytes)));
        if !self.leaf.statistics {
            return Ok(());
        }
        let nulls = signed(levels - page.values);
        let nans = (nature == Nature::Number).then(|| i64::try_from(page.nans).unwrap_or(i64::MAX));
        match &page.bounds {
            Some(bounds) => {
                self.index.append(false, bounds.least.bytes(nature), bounds.greatest.bytes(nature), nulls, nans);
                let (before, rises, falls) = &mut self.order;
                if let Some(before) = before {
                    let [least, greatest] = [bounds.least.order(&before.least), bounds.greatest.order(&before.greatest)];
                    *rises &= least != Ordering::Less && greatest != Ordering::Less;
                    *falls &= least != Ordering::Greater && greatest != Ordering::Greater;
                }
                *before = Some(bounds.clone());
            }
            None if page.values == 0 => self.index.append(true, Vec::new(), Vec::new(), nulls, nans),
            // Values without an order.
            None => self.index.to_invalid(),
        }
        let histogram = |runs: &Runs, whole: &Option<LevelHistogram>| {
            let mut histogram = whole.clone()?;
            histogram.reset();
            runs.iter().for_each(|run| histogram.increment_by(run.level.into(), signed(run.count)));
            Some(histogram)
        };
        let [repeated, defined] = [histogram(&page.repeated, &self.sum.repeated), histogram(&page.defined, &self.sum.defined)];
        self.index.append_histograms(&repeated, &defined);
        for (sum, page) in [(&mut self.sum.repeated, repeated), (&mut self.sum.defined, defined)] {
            if let (Some(sum), Some(page)) = (sum, page) {
                sum.add(&page);
            }
        }
        Ok(())
    }

    /// Ends the column.
    pub(in crate::export::write) fn end(mut self, squeezer: &mut Squeezer) -> Result<Encoded> {
        if self.page.rows > 0 {
            self.end_page(squeezer)?;
        }
        let mut first = TrackedWrite::new(Vec::new());
        if let Some(dictionary) = self.full.take().or_else(|| self.dictionary.take()) {
            let num_values = u32::try_from(dictionary.len()).expect("ordinals are of 32 bits");
            let written = squeezer.write(Body::Of(dictionary.plain()), &mut first, |buf| EncodedPage::DictionaryPage {
                buf,
                num_values,
                encoding: Encoding::PLAIN,
                is_sorted: false,
            })?;
            self.sum.add_written(&written, Encoding::PLAIN);
        }
        let pages = Spliced::new(first.into_inner()?, self.pages.into_inner()?);
        let metadata = self.sum.metadata(&self.leaf, pages.first())?;
        let mut filter = self.filter;
        if let Some(filter) = &mut filter {
            filter.fold_to_target_fpp(MISTAKEN);
        }
        self.index.set_boundary_order(match self.order {
            (_, true, _) => BoundaryOrder::ASCENDING,
            (_, false, true) => BoundaryOrder::DESCENDING,
            (_, false, false) => BoundaryOrder::UNORDERED,
        });
        let mut offsets = self.offsets.build();
        offsets.page_locations.iter_mut().for_each(|page| page.offset += signed(pages.first()));
        let close = ColumnCloseResult {
            bytes_written: pages.bytes(),
            rows_written: self.sum.rows,
            metadata,
            bloom_filter: filter,
            column_index: self.index.valid().then(|| self.index.build()).transpose()?,
            offset_index: Some(offsets),
        };
        Ok(Encoded { pages, close })
    }
}

impl Page {
    fn size(&self) -> usize {
        // Ordinals of a large dictionary take two bytes.
        self.plain.len() + 2 * self.ordinals.len()
    }

    /// An empty page in the same memory.
    fn emptied(mut self) -> Self {
        self.repeated.clear();
        self.defined.clear();
        self.ordinals.clear();
        self.plain.clear();
        Self { repeated: self.repeated, defined: self.defined, ordinals: self.ordinals, plain: self.plain, ..Self::default() }
    }
}

impl Sum {
    fn add(&mut self, page: &Page, levels: usize) {
        self.rows += page.rows as u64;
        self.levels += levels;
        self.values += page.values;
        self.text_bytes += page.text_bytes;
        self.nans += page.nans;
        Bounds::widen(&mut self.bounds, page.bounds.as_ref());
    }

    /// Counts a page that was written. That of the dictionary is before the others, and the last to be written.
    fn add_written(&mut self, written: &PageWriteSpec, encoding: Encoding) {
        self.compressed += written.compressed_size;
        self.plain += written.uncompressed_size;
        match self.encodings.last_mut() {
            Some(last) if written.page_type == last.page_type && encoding == last.encoding => last.count += 1,
            _ if written.page_type == PageType::DICTIONARY_PAGE => {
                self.encodings.insert(0, PageEncodingStats { page_type: written.page_type, encoding, count: 1 });
            }
            _ => self.encodings.push(PageEncodingStats { page_type: written.page_type, encoding, count: 1 }),
        }
    }

    /// What is said about the column. `first` is where its data begin, behind the dictionary.
    fn metadata(&mut self, leaf: &Leaf, first: usize) -> Result<ColumnChunkMetaData> {
        let encodings = self.encodings.iter().map(|pages| pages.encoding).chain([Encoding::RLE]).collect();
        let builder = ColumnChunkMetaData::builder(leaf.column.clone())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
            .set_encodings(encodings)
            .set_page_encoding_stats(std::mem::take(&mut self.encodings))
            .set_total_compressed_size(signed(self.compressed))
            .set_total_uncompressed_size(signed(self.plain))
            .set_num_values(signed(self.levels))
            .set_data_page_offset(signed(first))
            .set_dictionary_page_offset((first > 0).then_some(0));
        if !leaf.statistics {
            return builder.build();
        }
        let nans = (leaf.nature == Nature::Number).then_some(self.nans);
        builder
            .set_statistics(statistics(self.bounds.as_ref(), leaf.nature, self.levels - self.values, nans))
            .set_unencoded_byte_array_data_bytes(leaf.nature.is_text().then(|| signed(self.text_bytes)))
            .set_repetition_level_histogram(self.repeated.take())
            .set_definition_level_histogram(self.defined.take())
            .build()
    }
}

/// A count or size as Parquet has them.
fn signed(count: usize) -> i64 {
    i64::try_from(count).expect("memory is smaller")
}

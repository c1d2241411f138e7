//! What is written, against `parquet`'s own writer and reader: random rows with all that cells can be.

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use parquet::bloom_filter::Sbbf;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, RowGroupMetaData};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::pages::{Chunk, Squeezer};
use super::parquet::{Layout, append};
use crate::export::batches::batch;
use crate::export::tables::Table;
use crate::export::tables::table::Columns;
use crate::model::{CalendarDate, Field, PartialDate, PartyRole};

/// A row with all that cells can be.
struct Row {
    id: String,
    source: String,
    note: Option<String>,
    kind: PartyRole,
    role: Option<PartyRole>,
    count: u32,
    value: Option<f64>,
    date: CalendarDate,
    other_date: Option<CalendarDate>,
    aliases: Vec<String>,
    names: Option<Vec<String>>,
    parts: Vec<Part>,
}

struct Part {
    actor: String,
    role: Option<PartyRole>,
    start: u32,
    quote: Option<String>,
    deep: Option<Deep>,
}

struct Deep {
    url: Option<String>,
    role: PartyRole,
}

const FIELDS: &[Field] = &[Field { name: "parts", doc: "" }, Field { name: "record", doc: "" }];

fn table(rows: &[Row]) -> Table<'_> {
    let deep = Columns::<&Deep>::of(FIELDS).derived("url", "", |deep| deep.url.as_deref()).derived("role", "", |deep| &deep.role);
    let part = Columns::<&Part>::of(FIELDS)
        .derived("actor", "", |part| part.actor.as_str())
        .derived("role", "", |part| part.role.as_ref())
        .derived("start", "", |part| part.start)
        .derived("quote", "", |part| part.quote.as_deref())
        .record("record", deep, |part| part.deep.as_ref());
    Columns::<&Row>::of(FIELDS)
        .derived("id", "", |row| row.id.as_str())
        .derived("source", "", |row| row.source.as_str())
        .derived("note", "", |row| row.note.as_deref())
        .derived("kind", "", |row| &row.kind)
        .derived("role", "", |row| row.role.as_ref())
        .derived("count", "", |row| row.count)
        .derived("value", "", |row| row.value)
        .derived("date", "", |row| row.date)
        .derived("other_date", "", |row| row.other_date)
        .derived("aliases", "", |row| row.aliases.iter().map(String::as_str).collect::<Vec<_>>())
        .derived("names", "", |row| row.names.as_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>()))
        .records("parts", part, |row| &row.parts)
        .table("rows", "", || rows.iter())
}

/// Numbers that look random, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    fn text(&mut self, kinds: u64) -> String {
        let kind = self.below(kinds);
        match kind {
            0 => String::new(),
            1 => "ж".repeat(100),
            2 if self.below(50) == 0 => "long ".repeat(20_000),
            _ => format!("text {kind}"),
        }
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.below(4).saturating_sub(1)).map(|_| self.text(40)).collect()
    }

    fn role(&mut self) -> PartyRole {
        PartyRole::ALL[usize::try_from(self.below(PartyRole::ALL.len() as u64)).expect("there are few")]
    }

    fn number(&mut self) -> u32 {
        let limit = [10, 1 << 16, 1 << 31][usize::try_from(self.below(3)).expect("below three")];
        u32::try_from(self.below(limit)).expect("it has 31 bits")
    }

    fn date(&mut self) -> CalendarDate {
        let text = format!("{}-0{}-1{}", 1960 + self.below(100), 1 + self.below(9), self.below(10));
        text.parse::<PartialDate>().expect("that is a date").earliest()
    }

    fn value(&mut self) -> f64 {
        match self.below(20) {
            0 => f64::NAN,
            1 => -0.0,
            2 => 0.0,
            _ => f64::from(self.number()) / 8.0 - 100.0,
        }
    }

    fn part(&mut self) -> Part {
        Part {
            actor: self.text(60),
            role: self.maybe(Self::role),
            start: self.number(),
            quote: self.maybe(|random| random.text(1000)),
            deep: self.maybe(|random| Deep { url: random.maybe(|random| random.text(5)), role: random.role() }),
        }
    }

    fn row(&mut self, number: usize) -> Row {
        Row {
            id: format!("row-{number:06}-{}", self.below(10)),
            source: if self.below(2) == 0 {
                format!("source {}", number / 100)
            } else {
                format!("a source that is hardly like another one of these, {number}")
            },
            note: self.maybe(|random| random.text(1000)),
            kind: self.role(),
            role: self.maybe(Self::role),
            count: self.number(),
            value: self.maybe(Self::value),
            date: self.date(),
            other_date: if number.is_multiple_of(7) { self.maybe(Self::date) } else { None },
            aliases: self.texts(),
            names: self.maybe(Self::texts),
            parts: (0..self.below(4)).map(|_| self.part()).collect(),
        }
    }
}

/// Writes each group of blocks of rows as a row group.
fn written(groups: &[Vec<&[Row]>]) -> Vec<u8> {
    let columns = table(&[]).columns;
    let layout = Layout::of(&columns).expect("the columns are known");
    let mut out = Vec::new();
    let mut file = layout.start(Some("1.2.3"), &mut out).expect("memory can be written to");
    let (mut block, mut squeezer) = (layout.block(&columns), Squeezer::new().expect("there is memory"));
    for blocks in groups {
        let mut chunks = layout.chunks();
        for rows in blocks {
            block.fill(&table(rows));
            for (column, chunks) in chunks.iter_mut().enumerate() {
                Chunk::add_all(chunks, &block, column, &mut squeezer).expect("the rows fit");
            }
        }
        let done = chunks.into_iter().flatten().map(|chunk| chunk.end(&mut squeezer).expect("the column ends"));
        append(&mut file, done.collect()).expect("memory can be written to");
    }
    file.close().expect("memory can be written to");
    out
}

/// The same by `parquet`'s own writer.
fn theirs(groups: &[Vec<&[Row]>], like: &ParquetMetaData) -> Vec<u8> {
    let mut properties = WriterProperties::builder().set_bloom_filter_enabled(false);
    for column in like.row_groups().iter().flat_map(RowGroupMetaData::columns).filter(|column| column.statistics().is_none()) {
        properties = properties.set_column_statistics_enabled(column.column_path().clone(), EnabledStatistics::None);
    }
    let mut out = Vec::new();
    let schema = batch(&table(&[])).expect("the columns fit").schema();
    let mut writer = ArrowWriter::try_new(&mut out, schema, Some(properties.build())).expect("memory can be written to");
    for blocks in groups {
        for rows in blocks {
            writer.write(&batch(&table(rows)).expect("the columns fit")).expect("memory can be written to");
        }
        writer.flush().expect("memory can be written to");
    }
    writer.close().expect("memory can be written to");
    out
}

fn reader(file: &[u8]) -> ParquetRecordBatchReaderBuilder<bytes::Bytes> {
    let options = ArrowReaderOptions::new()
        .with_skip_arrow_metadata(true)
        .with_page_index_policy(PageIndexPolicy::Required)
        .with_encoding_stats_as_mask(false);
    ParquetRecordBatchReaderBuilder::try_new_with_options(bytes::Bytes::copy_from_slice(file), options).expect("the file is read")
}

/// The values of columns as text, row by row, with NaN equal to itself.
fn shown(batches: impl Iterator<Item = RecordBatch>) -> Vec<String> {
    let rows = |batch: RecordBatch| {
        let columns: Vec<_> = batch.columns().to_vec();
        (0..batch.num_rows())
            .map(move |row| columns.iter().map(|column| format!("{:?}", column.slice(row, 1))).collect::<Vec<_>>().join("\n"))
    };
    batches.flat_map(rows).collect()
}

fn read(file: &[u8]) -> Vec<String> {
    let reader = reader(file).build().expect("the file is read");
    shown(reader.map(|batch| batch.expect("the batch is read")))
}

fn rows(count: usize, seed: u64) -> Vec<Row> {
    let mut random = Random(seed);
    (0..count).map(|number| random.row(number)).collect()
}

/// Rows in groups of blocks.
fn grouped(mut rows: &[Row], group: usize, block: usize) -> Vec<Vec<&[Row]>> {
    let mut groups = Vec::new();
    while !rows.is_empty() {
        let (first, rest) = rows.split_at(group.min(rows.len()));
        groups.push(first.chunks(block).collect());
        rows = rest;
    }
    groups
}

#[test]
fn random_rows_are_read_as_they_are() {
    for (count, group, block) in [(1, 10, 10), (7, 10, 3), (900, 300, 64), (2500, 2500, 1000), (4000, 1500, 4000)] {
        let rows = rows(count, count as u64);
        let groups = grouped(&rows, group, block);
        let ours = written(&groups);
        let expected = read(&theirs(&groups, reader(&ours).metadata()));
        let read = read(&ours);
        assert_eq!(read.len(), expected.len());
        for (row, (read, expected)) in read.iter().zip(&expected).enumerate() {
            assert_eq!(read, expected, "{row} of {count}");
        }
    }
}

#[test]
fn no_rows_are_an_empty_table() {
    let file = written(&[]);
    let reader = SerializedFileReader::new(bytes::Bytes::from(file)).expect("the file is read");
    assert_eq!((reader.metadata().num_row_groups(), reader.metadata().file_metadata().num_rows()), (0, 0));
}

#[test]
fn metadata_are_those_of_the_other_writer() {
    let rows = rows(3000, 5);
    let groups = grouped(&rows, 1600, 500);
    let ours = written(&groups);
    let ours = reader(&ours).metadata().clone();
    let theirs = theirs(&groups, &ours);
    let theirs = reader(&theirs).metadata().clone();
    assert_eq!(ours.file_metadata().schema(), theirs.file_metadata().schema());
    assert_eq!(ours.num_row_groups(), theirs.num_row_groups());
    let mut with_statistics = 0;
    for (ours, theirs) in ours.row_groups().iter().zip(theirs.row_groups()) {
        assert_eq!(ours.num_rows(), theirs.num_rows());
        for (ours, theirs) in ours.columns().iter().zip(theirs.columns()) {
            let path = ours.column_path().string();
            assert_eq!(ours.num_values(), theirs.num_values(), "{path}");
            assert_eq!(ours.statistics(), theirs.statistics(), "{path}");
            assert_eq!(ours.unencoded_byte_array_data_bytes(), theirs.unencoded_byte_array_data_bytes(), "{path}");
            assert_eq!(ours.repetition_level_histogram(), theirs.repetition_level_histogram(), "{path}");
            assert_eq!(ours.definition_level_histogram(), theirs.definition_level_histogram(), "{path}");
            with_statistics += usize::from(ours.statistics().is_some());
        }
    }
    assert!(with_statistics >= 14, "{with_statistics}");
}

#[test]
fn a_dictionary_that_grows_too_large_is_left_and_rows_are_found_by_the_index() {
    let rows = rows(45_000, 9);
    let rows: Vec<_> = rows.into_iter().map(|row| Row { parts: Vec::new(), aliases: Vec::new(), names: None, note: None, ..row }).collect();
    let file = written(&grouped(&rows, 45_000, 1000));
    let builder = reader(&file);
    let source = builder.metadata().row_group(0).column(1).clone();
    let stats = source.page_encoding_stats().expect("they are written").clone();
    assert_eq!(stats.len(), 3, "a dictionary, pages by it, and pages without it: {stats:?}");
    let few =
        RowSelection::from(vec![RowSelector::skip(19_990), RowSelector::select(20), RowSelector::skip(20_000), RowSelector::select(30)]);
    let read = shown(builder.with_row_selection(few).build().expect("the file is read").map(|batch| batch.expect("the batch is read")));
    let expected = self::read(&theirs(&[vec![&rows[19_990..20_010], &rows[40_010..40_040]]], reader(&file).metadata()));
    assert_eq!(expected.len(), 50);
    assert!(read == expected);
}

#[test]
fn the_filter_knows_each_id_and_few_others() {
    let rows = rows(3000, 3);
    let file = bytes::Bytes::from(written(&grouped(&rows, 3000, 700)));
    let column = SerializedFileReader::new(file.clone()).expect("the file is read").metadata().row_group(0).column(0).clone();
    let filter = Sbbf::read_from_column_chunk(&column, &file).expect("it is read").expect("it is there");
    assert!(rows.iter().all(|row| filter.check(row.id.as_str())));
    let mistaken = (0..3000).filter(|number| filter.check(format!("no-{number}").as_str())).count();
    assert!(mistaken < 300, "{mistaken}");
}

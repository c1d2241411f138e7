//! The page of tables: every table and column of the export.

use std::fmt::Write as _;

use arrow_schema::DataType;

use crate::dataset::Dataset;
use crate::export::{Column, ForeignKey, Items, Keys, Kind, Table, declared_schema, keys, tables};

/// The page of tables, in Markdown: every table of this dataset's export, with its keys, its columns and what they hold.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use guarantee_claims::render::tables_page;
///
/// let page = tables_page(guarantee_claims::dataset());
/// assert!(page.starts_with("# Tables\n"));
/// assert!(page.contains("\n## `relations`\n"));
/// # }
/// ```
#[must_use]
pub fn tables_page(dataset: &Dataset) -> String {
    let tables = tables(dataset);
    let mut page = String::from(HEAD);
    for table in &tables {
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", table.name, table.row_count(), table.doc);
    }
    page += KINDS;
    page.extend(tables.iter().map(section));
    page
}

fn section(table: &Table<'_>) -> String {
    let keys = keys(table.name).expect("each table has keys");
    let schema = declared_schema(&table.columns);
    let mut page = format!("\n## `{}`\n\n{}\n\nKey, and order of the rows: {}.\n", table.name, table.doc, code(keys.primary));
    if !keys.foreign.is_empty() {
        page += "\nNames rows of other tables:\n\n";
    }
    for key in &keys.foreign {
        let _ = writeln!(page, "- {}", leads(key));
    }
    page += "\n| column | type in Parquet | null | values | description |\n|---|---|---|---|---|\n";
    for column in &table.columns {
        let field = schema.field_with_name(column.name).expect("each column is in the file");
        let null = if field.is_nullable() { "yes" } else { "" };
        let _ =
            writeln!(page, "| `{}` | {} | {null} | {} | {} |", column.name, written(field.data_type()), values(keys, column), column.doc);
    }
    page
}

fn leads(key: &ForeignKey) -> String {
    format!("{} → {} of [`{2}`](#{2})", code(key.columns), code(key.key), key.table)
}

fn code(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn written(data_type: &DataType) -> String {
    match data_type {
        DataType::Utf8 => "text".to_owned(),
        DataType::Int64 => "int64".to_owned(),
        DataType::Float64 => "double".to_owned(),
        DataType::Date32 => "date".to_owned(),
        DataType::Dictionary(_, values) => format!("dictionary of {}", written(values)),
        DataType::List(item) => format!("list of {}", written(item.data_type())),
        DataType::Struct(fields) => {
            let fields: Vec<_> = fields.iter().map(|field| format!("`{}` {}", field.name(), written(field.data_type()))).collect();
            format!("struct ({})", fields.join(", "))
        }
        other => panic!("{other} should have a name on the page"),
    }
}

fn values(keys: &Keys, column: &Column) -> String {
    match (&column.kind, keys.items(column.name)) {
        (Kind::Term(vocabulary), _) => format!("terms of `{}`", vocabulary.name),
        (_, Some(Items::Terms(vocabulary))) => format!("terms of `{}`", vocabulary.name),
        (_, Some(Items::Ids(table))) => format!("ids in [`{table}`](#{table})"),
        _ => keys.foreign_key(column.name).map_or_else(String::new, |key| format!("ids in [`{0}`](#{0})", key.table)),
    }
}

const HEAD: &str = "\
# Tables

What `claims export` writes: `dist/csv/`, `dist/json/`, `dist/parquet/` and the sheets of `dist/guarantee-claims.xlsx` hold each of these
tables. The page is made from the columns themselves and from the files written. [codebook.md](codebook.md) defines the fields and terms.

| table | rows | what a row is |
|---|---:|---|
";

const KINDS: &str = "
How values stand in the formats:

| value | CSV | JSON | Parquet | DuckDB by `load.sql` |
|---|---|---|---|---|
| text | as it is | string | text (`Utf8`) | `VARCHAR` |
| term of a vocabulary | as it is | string | dictionary; the field's metadata `terms` has all in the codebook's order | `ENUM` in the codebook's order |
| whole number | digits | number | `Int64` | `BIGINT` |
| number | without a fraction if it is whole | number | `Float64` | `DOUBLE` |
| day | `2025-08-22` | string | `Date32` | `DATE` |
| list | joined with `;` | array | list | list |
| record in a list | a row of a table of its own | object | struct in a list | a row of a table of its own |
| null | empty cell | `null` | null | `NULL` |

A date that is known to the year or month only is text (`2025`, `2025-08`); the columns `*_earliest` and `*_latest` beside it are days.
In the workbook, texts and terms are texts, numbers are numbers, days are dates (before 1900-03-01, which Excel's calendar lacks, texts), and
lists are joined with `;`. A coded column takes the terms of its vocabulary alone; a head says what its column means. The id of a document in
`source` leads to its row, an address to its page; an address that would lead elsewhere, since an escape in it means something that the
workbook cannot keep, stays a text.

`json/annotations.jsonld` has each row of `evidence` as a Web Annotation of its document: the range, which counts code points of the text whose
hash is in `sources`, the quotation, the fragment that shows it in a browser, and as tags the codes of the claim.

`claims.json` and `claims.ndjson` hold the records as `schema/claim.schema.json` describes them, without those two columns.

No item of a list has a semicolon: a cell of CSV is split at each. Readers of JSON look at the first rows to learn what a column holds, polars
at 100. Where a column is null, or has an empty list or whole numbers, in all of these and not after them, the first row that shows what else
it holds stands before all others; they keep the order of the key.
";

#[cfg(all(test, feature = "data", feature = "parquet"))]
mod tests {
    use std::fs::File;

    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;
    use crate::export::write_parquet;

    #[test]
    fn readers_find_in_the_files_what_the_page_says() {
        for table in tables(crate::data::dataset()) {
            let file = tempfile::NamedTempFile::new().expect("a file can be made");
            write_parquet(&table, "0.0.0", file.as_file()).expect("the table can be written");
            let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(file.path()).expect("the file is there"));
            let found = reader.expect("the file can be read").schema().clone();
            let declared = declared_schema(&table.columns);
            assert_eq!(found.fields().len(), declared.fields().len(), "{}", table.name);
            for (found, declared) in found.fields().iter().zip(declared.fields()) {
                assert_eq!((found.name(), found.is_nullable()), (declared.name(), declared.is_nullable()), "{}", table.name);
                assert_eq!(written(found.data_type()), written(declared.data_type()), "{}.{}", table.name, found.name());
            }
        }
    }
}

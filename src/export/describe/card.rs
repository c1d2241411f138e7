//! The page for people: a README that is also a dataset card of the Hugging Face Hub.

use std::fmt::Write as _;

use serde_json::Value;

use super::export::{Export, KEYWORDS, NAME, keys_of, licence_text, licence_url};
use crate::export::format::{Format, WORKBOOK};
use crate::export::tables::keys::{Items, Keys};
use crate::export::tables::{Column, Kind, Table};

/// The page of an export.
pub(super) fn page(export: &Export<'_>) -> String {
    let info = export.dataset.info();
    let mut page = head(export);
    let _ = writeln!(page, "\n# {}\n\n{}\n\n{}", info.title, info.description, counts(export));
    page += &files(export);
    if export.has(Format::Parquet) {
        page += &loading(export);
    } else if export.has(Format::Csv) {
        page += CSV_ALONE;
    }
    if export.has(Format::Xlsx) {
        page += WORKBOOK_OPENED;
    } else if export.has(Format::Csv) {
        page += SPREADSHEET;
    }
    page += &tables(export);
    page += &columns(export);
    page += LIMITS;
    page += &licence(export);
    page
}

/// The card's metadata. A card can name the files of one format only.
fn head(export: &Export<'_>) -> String {
    let info = export.dataset.info();
    let size = match export.dataset.claims().len() {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    };
    let mut head = format!(
        "---\npretty_name: {}\nlicense: {}\nlanguage:\n- en\nsize_categories:\n- {size}\ntags:\n",
        Value::from(info.title.as_str()),
        info.licence.as_str().to_ascii_lowercase()
    );
    for keyword in KEYWORDS {
        let _ = writeln!(head, "- {}", keyword.to_ascii_lowercase());
    }
    if export.has(Format::Parquet) {
        head += "configs:\n";
        // The main table comes first, and is the one that is loaded when none is named.
        let (main, others): (Vec<_>, Vec<_>) = export.tables.iter().partition(|table| table.name == "claims");
        for table in main.into_iter().chain(others) {
            let _ = write!(head, "- config_name: {}\n  data_files: {}\n", table.name, Format::Parquet.file_of(table.name));
            head += if table.name == "claims" { "  default: true\n" } else { "" };
        }
    }
    head + "---\n"
}

fn counts(export: &Export<'_>) -> String {
    let dataset = export.dataset;
    format!(
        "Version {}: {} claims from {} documents, with {} actors, {} occasions and {} frameworks.",
        dataset.info().version,
        dataset.claims().len(),
        dataset.sources().len(),
        dataset.actors().len(),
        dataset.occasions().len(),
        dataset.frameworks().len()
    )
}

fn files(export: &Export<'_>) -> String {
    let mut page = String::from("\n## Files\n\n| file | what it is |\n|---|---|\n");
    let mut row = |wanted: bool, name: &str, what: &str| {
        if wanted {
            let _ = writeln!(page, "| `{name}` | {what} |");
        }
    };
    let (csv, json, parquet) = (export.has(Format::Csv), export.has(Format::Json), export.has(Format::Parquet));
    row(parquet, "parquet/*.parquet", "a file a table, with types; in `claims.parquet` each record is whole");
    row(csv, "csv/*.csv", "a file a table; an empty cell is null, lists in a cell are joined with `;`");
    row(
        json,
        "json/*.json",
        "a file a table; in `claims.json` the records as `schema/claim.schema.json` describes them; rows that show what a column holds come first",
    );
    row(json, "json/claims.ndjson", "the records, one a line");
    row(json, "json/annotations.jsonld", "the evidence as Web Annotations of the documents, one a span, with the codes as tags");
    row(json, "json/dataset.json", "everything in one nested document");
    row(export.has(Format::Xlsx), WORKBOOK, "a workbook for Excel: a sheet a table, and `codebook`, which says what the columns mean");
    row(export.has(Format::Html), "explorer.html", "a page to look at the claims in a browser: filters, overviews, sources, downloads");
    row(parquet, "load.sql", "loads the tables into DuckDB, with types, keys and comments");
    row(csv, "csv/datapackage.json", "describes the CSV files for machines (Data Package 2)");
    row(parquet, "parquet/datapackage.json", "describes the Parquet files for machines (Data Package 2)");
    row(parquet, "croissant.json", "describes the Parquet files for machines (Croissant 1.0)");
    row(true, "schema/*.schema.json", "JSON Schemas of the records and of the files that they are edited in");
    row(licence_text(export.dataset.info().licence.as_str()).is_some(), "LICENSE", "the licence of the data");
    row(true, "SHA256SUMS", "hashes of all files: `sha256sum --check SHA256SUMS`");
    page
}

fn loading(export: &Export<'_>) -> String {
    let mut page = String::from(LOADING);
    if export.has(Format::Csv) {
        page += ONE_CSV;
    }
    page
}

const LOADING: &str = r#"
## Load it

Paths are relative to the folder of this page. pandas, with the terms in the order of the codebook:

```python
import json
import pandas as pd
import pyarrow.parquet as pq

claims = pd.read_parquet("parquet/claims.parquet", dtype_backend="pyarrow")
schema = pq.read_schema("parquet/claims.parquet")
for column in ["layer", "commitment_type", "speech_act", "stage", "confidence"]:
    terms = json.loads(schema.field(column).metadata[b"terms"])
    claims[column] = pd.Categorical(claims[column].astype("string"), categories=terms, ordered=True)
print(claims.pivot_table(index="layer", columns="stage", values="id", aggfunc="count", observed=True))
```

DuckDB, straight from the files:

```sql
SELECT claims.layer, claims.commitment_type, actors.name AS speaker, claims.statement
FROM 'parquet/claims.parquet' AS claims
JOIN 'parquet/actors.parquet' AS actors ON actors.id = claims.speaker
WHERE claims.speech_act IN ('pledge', 'offer', 'refuse')
ORDER BY claims.stated_on_earliest, claims.id;
```

DuckDB, as a database with types, keys and comments (`duckdb claims.duckdb -c '.read load.sql'`; in Python):

```python
import duckdb
from pathlib import Path

database = duckdb.connect()
database.execute(Path("load.sql").read_text(encoding="utf-8"))
print(database.sql("FROM claims_by_stage"))
print(database.sql("SELECT speaker_name, layer, stage, statement FROM claims_wide WHERE 'renewed-attack' IN conditions ORDER BY stage"))
```

Hugging Face `datasets` (the main table, or another by its name as the second argument):

```python
from pathlib import Path
from datasets import load_dataset

folder = str(Path.cwd())
claims = load_dataset(folder, split="train")
evidence = load_dataset(folder, "evidence", split="train")
print(claims[0]["statement"], evidence.num_rows)
```
"#;

const ONE_CSV: &str = r#"
pandas, from one CSV file with the names in it:

```python
import pandas as pd

wide = pd.read_csv("csv/claims_wide.csv", keep_default_na=False, na_values=[""])
print(wide[["speaker_name", "layer", "commitment_type", "statement", "outlet"]])
```
"#;

const CSV_ALONE: &str = r#"
## Load it

Paths are relative to the folder of this page. `claims_wide` is one file with the names in it; pandas:

```python
import pandas as pd

wide = pd.read_csv("csv/claims_wide.csv", keep_default_na=False, na_values=[""])
print(wide[["speaker_name", "layer", "commitment_type", "statement", "outlet"]])
```
"#;

const WORKBOOK_OPENED: &str = "
Excel and LibreOffice open the workbook as it is: texts such as `2025-08` stay texts, columns of whole days hold dates, coded columns offer
their terms, and the heads say what they mean. Items of a list in a cell are joined with `;`.
";

const SPREADSHEET: &str = "
In Excel, open a CSV file by *Data > From Text/CSV*: *File Origin* 65001: Unicode (UTF-8), *Delimiter* Comma, then *Transform Data*; mark
all columns there (Ctrl+A), choose *Data Type > Text* and *Replace current*, then *Close & Load*. By a double click, Excel misreads letters
beyond ASCII and turns months such as `2025-08` into dates. In LibreOffice, choose *Character set* Unicode (UTF-8), *Separated by* Comma
alone, since a semicolon separates the items of a list, and the *Column type* Text for all columns.
";

fn tables(export: &Export<'_>) -> String {
    let mut page = String::from("\n## Tables\n\n| table | rows | a row is | key | names rows of |\n|---|---:|---|---|---|\n");
    for table in export.tables {
        let keys = keys_of(table);
        let _ =
            writeln!(page, "| `{}` | {} | {} | {} | {} |", table.name, table.row_count(), table.doc, code(keys.primary), mentions(keys));
    }
    page + "\n`claims` is the main table. `claims_wide` repeats it with the names of speakers, outlets and parties, for use without joins. \
            `actor_month` and `dyads` count and gather the claims by actor and month, and by who would protect whom against whom.\n"
}

fn code(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The tables that a table mentions, each once.
fn mentions(keys: &Keys) -> String {
    let mut tables: Vec<_> = keys.foreign.iter().map(|key| key.table).collect();
    tables.sort_unstable();
    tables.dedup();
    code(&tables)
}

fn columns(export: &Export<'_>) -> String {
    let mut page = String::from("\n## Columns of `claims`\n\n| column | what it is | values |\n|---|---|---|\n");
    for table in export.tables.iter().filter(|table| table.name == "claims") {
        for column in &table.columns {
            let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.doc, values(table, column));
        }
    }
    page + "\nThe table `vocabulary` defines every term. The columns of the other tables are described in the files for machines, and in the \
            Parquet files themselves, as metadata of each column.\n"
}

fn values(table: &Table<'_>, column: &Column) -> String {
    let one_of = |vocabulary: &crate::model::Vocabulary| code(&vocabulary.terms.iter().map(|term| term.value).collect::<Vec<_>>());
    match &column.kind {
        Kind::Text => keys_of(table).foreign_key(column.name).map_or_else(|| "text".to_owned(), |key| format!("id in `{}`", key.table)),
        Kind::Term(vocabulary) => one_of(vocabulary),
        Kind::Integer => "whole number".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::List => match keys_of(table).items(column.name) {
            Some(Items::Terms(vocabulary)) => format!("list of {}", one_of(vocabulary)),
            Some(Items::Ids(table)) => format!("list of ids in `{table}`"),
            Some(Items::Texts) | None => "list of texts".to_owned(),
        },
        Kind::Records(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| part.name).collect();
            format!("list of records with {} (Parquet only)", code(&parts))
        }
        Kind::CompactRecords(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| part.name).collect();
            format!("list of records with {}, in CSV of texts", code(&parts))
        }
        Kind::Record(parts) => format!("record with {}", code(&parts.iter().map(|part| part.name).collect::<Vec<_>>())),
    }
}

const LIMITS: &str = "
## What to keep in mind

- A claim is what somebody is reported to have said. It may be false, and the report may be wrong: `sources` rates how far each outlet can
  be relied on.
- `confidence` rates the coding: how far two coders who did not see each other's work agreed on it, as `codings` has their work, `doubtful`
  the fields in which they did not, and `agreement` how far they agreed on the whole. It rates neither the truth of the claim nor the outlet.
- A claim with `attribution` `narrated` is the outlet's own: nobody is credited with it.
- Dates are as exact as the document allows: `2025-08` is a month. The columns `*_earliest` and `*_latest` are its first and last day.
- `evidence` gives ranges of Unicode code points in the document's text, and their hashes. The texts belong to their publishers and are not
  part of the dataset; claims carry short quotations of what people said.
- The same words reported by two outlets are two claims: `relations` of kind `restates`, and `occasion`, tie them.
";

fn licence(export: &Export<'_>) -> String {
    let info = export.dataset.info();
    let name = info.creator.as_ref().map_or_else(String::new, |creator| format!(" Name \"{creator}\" when you use it."));
    let cited = info.creator.as_ref().map_or_else(String::new, |creator| format!("{creator}: "));
    format!(
        "\n## Licence and citation\n\nThe data is under [{0}]({1}).{name} The documents that the claims rest on belong to their publishers.\n\n\
         > {cited}{2}. Version {3}. (`{NAME}`)\n",
        info.licence,
        licence_url(info.licence.as_str()),
        info.title,
        info.version
    )
}

//! A script that loads the Parquet files into `DuckDB` with types, keys and comments.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::export::{Export, keys_of, terms};
use super::sql::text;
use super::views;
use crate::export::format::Format;
use crate::export::tables::keys::{ForeignKey, Items, Keys, parents_first};
use crate::export::tables::{Column, Kind, Table};
use crate::export::write::json::write_json;
use crate::model::{VOCABULARIES, Vocabulary};

const HEAD: &str = "\
-- Loads the dataset into DuckDB: types, tables, keys, comments, views. Run it in the folder of this file, in a new database:
--     duckdb claims.duckdb -c '.read load.sql'
-- Terms are of ENUM types in the order of the codebook, so that ORDER BY sorts them as the codebook does.

BEGIN;
";

/// The script.
pub(super) fn script(export: &Export<'_>) -> String {
    let mut script = HEAD.to_owned();
    for vocabulary in VOCABULARIES {
        script += &enum_type(vocabulary);
    }
    let named = |name: &&str| export.tables.iter().find(|table| table.name == *name);
    for table in parents_first().iter().filter_map(named).filter(|table| views::select(table).is_none()) {
        script += &create(table);
    }
    for (table, select) in export.tables.iter().filter_map(|table| Some((table, views::select(table)?))) {
        let _ = write!(script, "\nCREATE VIEW {} AS\n{select};\n", table.name);
        script += &comments("VIEW", table, &table.columns.iter().collect::<Vec<_>>());
    }
    for table in export.tables.iter().filter(|table| table.name == "claims") {
        script.extend(table.columns.iter().filter_map(|column| Some(views::count(column, terms(column)?))));
    }
    script += "\nCOMMIT;\n";
    script
}

fn enum_type(vocabulary: &Vocabulary) -> String {
    let terms: Vec<_> = vocabulary.terms.iter().map(|term| text(term.value)).collect();
    format!("\nCREATE TYPE {0} AS ENUM ({1});\nCOMMENT ON TYPE {0} IS {2};\n", vocabulary.name, terms.join(", "), text(vocabulary.doc))
}

fn create(table: &Table<'_>) -> String {
    let keys = keys_of(table);
    let columns: Vec<_> = table.columns.iter().filter(|column| is_kept(column)).collect();
    let mut lines: Vec<_> = columns.iter().map(|column| definition(keys, column)).collect();
    lines.push(format!("PRIMARY KEY ({})", keys.primary.join(", ")));
    let itself = keys.foreign.iter().find(|key| key.table == table.name);
    let generations = itself.and_then(|key| Some((key, generations(table, key)?)));
    // A cycle of rows can only be loaded without the key.
    let held = keys.foreign.iter().filter(|key| key.table != table.name || generations.is_some());
    lines.extend(held.map(reference));
    let mut script = format!("\nCREATE TABLE {} (\n    {}\n);\n", table.name, lines.join(",\n    "));
    script += &comments("TABLE", table, &columns);
    script + &inserts(table, &columns, generations)
}

/// The rows of a table. Where a table mentions itself, the rows that mention none come first, then those that mention one that is there,
/// and so on: `DuckDB` looks for a mentioned row before it adds those of the same statement.
fn inserts(table: &Table<'_>, columns: &[&Column], itself: Option<(&ForeignKey, usize)>) -> String {
    let columns: Vec<_> = columns.iter().map(|column| column.name).collect();
    let file = text(&Format::Parquet.file_of(table.name));
    let name = table.name;
    let insert = format!("INSERT INTO {name} SELECT {} FROM {file}", columns.join(", "));
    let Some((key, generations)) = itself else { return format!("{insert};\n") };
    let (mention, id) = (key.columns[0], key.key[0]);
    let next = format!("{insert} WHERE {mention} IN (SELECT {id} FROM {name}) AND {id} NOT IN (SELECT {id} FROM {name});\n");
    format!("{insert} WHERE {mention} IS NULL;\n") + &next.repeat(generations)
}

/// How many times rows have to be added after those that mention none; `None` if rows mention one another in a cycle.
fn generations(table: &Table<'_>, itself: &ForeignKey) -> Option<usize> {
    let mut rows = Vec::new();
    write_json(table, &mut rows).expect("memory can be written to");
    let rows: Vec<Value> = serde_json::from_slice(&rows).expect("a table is an array");
    let name = |row: &Value, column: &str| row[column].as_str().map(str::to_owned);
    let mut open: Vec<_> = rows.iter().map(|row| (name(row, itself.key[0]), name(row, itself.columns[0]))).collect();
    let (mut there, mut generations) = (BTreeSet::from([None]), 0);
    loop {
        let (next, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, mention)| there.contains(mention));
        if rest.is_empty() {
            return Some(generations);
        }
        if next.is_empty() {
            return None;
        }
        there.extend(next.into_iter().map(|(id, _)| id));
        (open, generations) = (rest, generations + 1);
    }
}

/// Whether the column is one in the database: lists of records are tables there, but for those that are no table of the export.
fn is_kept(column: &Column) -> bool {
    !matches!(column.kind, Kind::Records(_)) || crate::export::keys(column.name).is_none()
}

fn definition(keys: &Keys, column: &Column) -> String {
    let not_null = if column.required { " NOT NULL" } else { "" };
    format!("{} {}{not_null}", column.name, column_type(keys, column))
}

fn column_type(keys: &Keys, column: &Column) -> String {
    match &column.kind {
        Kind::Text => "VARCHAR".to_owned(),
        Kind::Term(vocabulary) => vocabulary.name.to_owned(),
        Kind::Integer => "BIGINT".to_owned(),
        Kind::Number => "DOUBLE".to_owned(),
        Kind::Date => "DATE".to_owned(),
        Kind::List => match keys.items(column.name) {
            Some(Items::Terms(vocabulary)) => format!("{}[]", vocabulary.name),
            _ => "VARCHAR[]".to_owned(),
        },
        Kind::Records(parts) | Kind::CompactRecords(parts) => format!("{}[]", struct_type(keys, parts)),
        Kind::Record(parts) => struct_type(keys, parts),
    }
}

fn struct_type(keys: &Keys, parts: &[Column]) -> String {
    // A name may be a word of SQL.
    let parts: Vec<_> = parts.iter().map(|part| format!("\"{}\" {}", part.name, column_type(keys, part))).collect();
    format!("STRUCT({})", parts.join(", "))
}

fn reference(key: &ForeignKey) -> String {
    format!("FOREIGN KEY ({}) REFERENCES {} ({})", key.columns.join(", "), key.table, key.key.join(", "))
}

fn comments(kind: &str, table: &Table<'_>, columns: &[&Column]) -> String {
    let mut script = format!("COMMENT ON {kind} {} IS {};\n", table.name, text(table.doc));
    for column in columns {
        let _ = writeln!(script, "COMMENT ON COLUMN {}.{} IS {};", table.name, column.name, text(column.doc));
    }
    script
}

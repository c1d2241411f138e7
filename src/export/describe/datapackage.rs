//! Data Package, version 2: a descriptor beside the tables of one format (<https://datapackage.org>).

use serde_json::{Map, Value, json};

use super::export::{Export, KEYWORDS, NAME, is_ordinal, keys_of, licence_url, terms};
use crate::export::format::{Format, WORKBOOK_TYPE};
use crate::export::tables::keys::{ForeignKey, Keys};
use crate::export::tables::{Column, Kind, Table};
use crate::model::Vocabulary;

/// The descriptor of the tables in a format. Paths are relative to the descriptor, which lies in the folder of the format.
pub(super) fn package(export: &Export<'_>, format: Format) -> Value {
    let info = export.dataset.info();
    let resources: Vec<_> = export.tables.iter().map(|table| resource(export, table, format)).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": info.title,
        "description": info.description,
        "version": info.version,
        "keywords": KEYWORDS,
        "licenses": [{ "name": info.licence, "path": licence_url(info.licence.as_str()) }],
        "sources": sources(export),
    });
    if let Some(creator) = &info.creator {
        package["contributors"] = json!([{ "title": creator, "roles": ["creator"] }]);
    }
    package["resources"] = resources.into();
    package
}

/// The documents that the claims rest on.
fn sources(export: &Export<'_>) -> Vec<Value> {
    let documents = export.dataset.sources().iter();
    documents
        .map(|source| json!({ "title": source.title.as_ref().map_or(source.id.as_str(), AsRef::as_ref), "path": source.url }))
        .collect()
}

fn resource(export: &Export<'_>, table: &Table<'_>, format: Format) -> Value {
    let file = export.file(table.name, format);
    let media_type = match format {
        Format::Csv => "text/csv",
        Format::Json => "application/json",
        Format::Parquet => "application/vnd.apache.parquet",
        Format::Xlsx => WORKBOOK_TYPE,
        Format::Html => unreachable!("the page holds no table"),
    };
    let extension = format.folder();
    let mut resource = json!({
        "name": table.name,
        "type": "table",
        "description": table.doc,
        "path": format!("{}.{extension}", table.name),
        "format": extension,
        "mediatype": media_type,
    });
    // Readers hold a size against the text that they read, and of Parquet they read none.
    if format == Format::Csv {
        resource["encoding"] = "utf-8".into();
        resource["bytes"] = file.bytes.into();
    }
    resource["hash"] = format!("sha256:{}", file.sha256).into();
    resource["schema"] = schema(table, keys_of(table), format);
    resource
}

fn schema(table: &Table<'_>, keys: &Keys, format: Format) -> Value {
    // Records are tables of their own in formats without nested values.
    let kept = table.columns.iter().filter(|column| format == Format::Parquet || !matches!(column.kind, Kind::Records(_)));
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": kept.map(|column| field(column, format)).collect::<Vec<_>>(),
        "primaryKey": keys.primary,
    });
    if !keys.foreign.is_empty() {
        schema["foreignKeys"] = keys.foreign.iter().map(|key| foreign_key(key, keys.table)).collect();
    }
    schema
}

fn foreign_key(key: &ForeignKey, table: &str) -> Value {
    // A reference without a resource is one to the table itself.
    let reference = if key.table == table { json!({ "fields": key.key }) } else { json!({ "resource": key.table, "fields": key.key }) };
    json!({ "fields": key.columns, "reference": reference })
}

fn field(column: &Column, format: Format) -> Value {
    let mut field = json!({ "name": column.name, "type": field_type(&column.kind, format) });
    let is_joined = matches!(column.kind, Kind::List | Kind::CompactRecords(_)) && format == Format::Csv;
    if is_joined {
        field["delimiter"] = ";".into();
    }
    field["description"] = column.doc.into();
    let mut constraints = Map::new();
    // An empty list is an empty cell, which readers of CSV take for a missing value.
    if column.required && !is_joined {
        constraints.insert("required".to_owned(), true.into());
    }
    if let Some(vocabulary) = terms(column) {
        categorise(&mut field, vocabulary);
        // What the categories say, for readers that know version 1 only.
        constraints.insert("enum".to_owned(), vocabulary.terms.iter().map(|term| term.value).collect());
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

fn categorise(field: &mut Value, vocabulary: &Vocabulary) {
    field["categories"] = vocabulary.terms.iter().map(|term| json!({ "value": term.value, "label": term.definition })).collect();
    if is_ordinal(vocabulary) {
        field["categoriesOrdered"] = true.into();
    }
}

fn field_type(kind: &Kind, format: Format) -> &'static str {
    match kind {
        Kind::Text | Kind::Term(_) => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
        // `list` is a text with a delimiter, and `array` one in JSON: the standard has no type for lists that are none of both.
        Kind::List | Kind::CompactRecords(_) if format == Format::Csv => "list",
        Kind::List | Kind::Records(_) | Kind::CompactRecords(_) => "any",
        Kind::Record(_) => "object",
    }
}

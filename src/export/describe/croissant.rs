//! Croissant 1.0, the description of datasets by `MLCommons` (<https://docs.mlcommons.org/croissant/docs/croissant-spec.html>).

use serde_json::{Value, json};

use super::checksums::Sum;
use super::export::{Export, KEYWORDS, NAME, licence_url};
use crate::export::format::{Format, WORKBOOK, WORKBOOK_TYPE};
use crate::export::tables::{Column, Kind, Table};

/// The description of the Parquet files, with a record set a table.
pub(super) fn dataset(export: &Export<'_>) -> Value {
    let info = export.dataset.info();
    let mut dataset = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "alternateName": info.title,
        "description": info.description,
        "version": info.version,
        "license": licence_url(info.licence.as_str()),
        "keywords": KEYWORDS,
        "inLanguage": "en",
        "citeAs": citation(export),
        "isBasedOn": export.dataset.sources().iter().map(|source| source.url.as_str()).collect::<Vec<_>>(),
    });
    if let Some(creator) = &info.creator {
        dataset["creator"] = json!({ "@type": "sc:Organization", "name": creator });
    }
    let tables = export.tables.iter().map(|table| file_object(export.file(table.name, Format::Parquet), table.doc, PARQUET));
    let others = OTHERS.iter().filter_map(|(name, doc, media_type)| Some(file_object(export.named(name)?, doc, media_type)));
    dataset["distribution"] = tables.chain(others).collect();
    dataset["recordSet"] = export.tables.iter().map(record_set).collect();
    dataset
}

/// How to cite the dataset, as BibTeX.
fn citation(export: &Export<'_>) -> String {
    let info = export.dataset.info();
    let author = info.creator.as_ref().map_or_else(String::new, |creator| format!("author = {{{{{creator}}}}}, "));
    format!("@misc{{{NAME}, {author}title = {{{}}}, version = {{{}}}}}", info.title, info.version)
}

const PARQUET: &str = "application/x-parquet";

/// The files beside those of the tables that hold all claims in another form: name, description and media type.
const OTHERS: [(&str, &str, &str); 2] = [
    (WORKBOOK, "The tables as a workbook for Excel.", WORKBOOK_TYPE),
    ("json/annotations.jsonld", "The evidence as Web Annotations.", "application/ld+json"),
];

fn file_object(file: &Sum, doc: &str, media_type: &str) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": doc,
        "contentUrl": file.name,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": media_type,
        "sha256": file.sha256,
    })
}

fn record_set(table: &Table<'_>) -> Value {
    let keys = super::export::keys_of(table);
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.doc,
        "key": keys.primary.iter().map(|column| json!({ "@id": format!("{}/{column}", table.name) })).collect::<Vec<_>>(),
        "field": table.columns.iter().map(|column| field(table, column)).collect::<Vec<_>>(),
    })
}

fn field(table: &Table<'_>, column: &Column) -> Value {
    let mut field = described(&format!("{}/{}", table.name, column.name), column);
    if matches!(column.kind, Kind::List | Kind::Records(_) | Kind::CompactRecords(_)) {
        field["repeated"] = true.into();
    }
    let source = source(table, column.name);
    if let Kind::Records(parts) | Kind::CompactRecords(parts) = &column.kind {
        // What is a record inside these stands in a table of its own: the format has no fields of fields of fields.
        let parts = parts.iter().filter(|part| !matches!(part.kind, Kind::Record(_)));
        field["subField"] = parts.map(|part| sub_field(table, column, part, &source)).collect();
    } else {
        field["dataType"] = data_type(&column.kind).into();
        field["source"] = source;
    }
    field
}

/// A key of the records in a column that holds lists of records.
fn sub_field(table: &Table<'_>, column: &Column, part: &Column, source: &Value) -> Value {
    let mut field = described(&format!("{}/{}/{}", table.name, column.name, part.name), part);
    field["dataType"] = data_type(&part.kind).into();
    field["source"] = source.clone();
    field["source"]["transform"] = json!({ "jsonPath": part.name });
    field
}

fn described(id: &str, column: &Column) -> Value {
    json!({ "@type": "cr:Field", "@id": id, "name": id, "description": column.doc })
}

fn source(table: &Table<'_>, column: &str) -> Value {
    json!({ "fileObject": { "@id": Format::Parquet.file_of(table.name) }, "extract": { "column": column } })
}

const fn data_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Term(_) | Kind::List | Kind::Records(_) | Kind::CompactRecords(_) | Kind::Record(_) => "sc:Text",
        Kind::Integer => "sc:Integer",
        Kind::Number => "sc:Float",
        Kind::Date => "sc:Date",
    }
}

/// The context that the specification asks for.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}

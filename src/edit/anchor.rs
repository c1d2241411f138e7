//! Words of a document that stand in a file in place of their range: `{ find = "exact words" }` becomes `start`, `end` and `sha256`.

use std::path::Path;

use toml_edit::{Item, Table, TableLike};

use super::document::{Spot, parse, tables};
use super::file::{DataFile, Problem};
use super::layout::line_end_at;
use super::passages::Passages;
use super::stop::Stop;
use crate::dataset::layout::FileKind;
use crate::error::Error;
use crate::model::SourceId;

/// Anchors every `find` of the file in the text of its source, which lies in `texts`; the number of ranges. One problem, and the file
/// stays as it is.
pub(crate) fn anchor(root: &Path, file: &DataFile, texts: &Path) -> Result<usize, Stop> {
    if !texts.is_dir() {
        let message = format!("{} is not a folder: expected the folder with the texts of the documents", texts.display());
        return Err(Error::usage(message).into());
    }
    let document = parse(file)?;
    let (spots, mut problems) = spots(file, document.as_table())?;
    if spots.is_empty() && problems.is_empty() {
        return Ok(0);
    }
    let mut content = file.source.text.clone();
    match text_of(root, file, document.as_table(), texts) {
        Ok(passages) => {
            for spot in spots.iter().rev() {
                match passages.locate(spot) {
                    Ok(range) => content.replace_range(spot.span.clone(), &passages.written(&range, spot)),
                    Err((message, help)) => problems.push(file.problem(spot.span.start, message, help)),
                }
            }
        }
        Err(Stop::Data(found)) => problems.extend(found),
        Err(stop) => return Err(stop),
    }
    if problems.is_empty() {
        file.replace(&content)?;
        return Ok(spots.len());
    }
    problems.sort();
    Err(problems.into())
}

/// Every `find` in the file, in its order, and what is wrong with the others.
fn spots(file: &DataFile, root: &Table) -> Result<(Vec<Spot>, Vec<Problem>), Error> {
    let ranges: Vec<_> = match file.kind {
        FileKind::Claims => {
            root.get("claims").into_iter().flat_map(tables).filter_map(|(claim, _)| claim.get("evidence")).flat_map(tables).collect()
        }
        FileKind::Source => root.get("uncoded").into_iter().flat_map(tables).collect(),
        _ => {
            let path = &file.source.path;
            return Err(Error::usage(format!("{path} has no ranges of a text: expected a file in data/claims/ or seeds/")));
        }
    };
    let (mut spots, mut problems) = (Vec::new(), Vec::new());
    for (table, separator) in ranges {
        match spot(file, table, separator) {
            None => {}
            Some(Ok(spot)) => spots.push(spot),
            Some(Err(problem)) => problems.push(problem),
        }
    }
    spots.sort_by_key(|spot| spot.span.start);
    Ok((spots, problems))
}

fn spot(file: &DataFile, table: &dyn TableLike, separator: &'static str) -> Option<Result<Spot, Problem>> {
    let (key, value) = table.get_key_value("find")?;
    let span = key.span()?.start..value.span()?.end;
    let problem = |message: String, help: &str| Some(Err(file.problem(span.start, message, Some(help.to_owned()))));
    let Some(words) = value.as_str().filter(|words| !words.trim().is_empty()) else {
        let message = format!("`find` holds {}: expected words of the text", if value.is_str() { "no words" } else { "no text" });
        return problem(message, "copy the words from the text, character for character");
    };
    if let Some(other) = ["start", "end", "sha256"].iter().find(|key| table.contains_key(key)) {
        let message = format!("`find` stands beside `{other}`: expected one or the other");
        return problem(message, "take `start`, `end` and `sha256` out to have them written anew, or take `find` out");
    }
    let quote = table.get("quote").and_then(Item::as_str).map(str::to_owned);
    let separator = if separator == "\n" { line_end_at(&file.source.text, span.end) } else { separator };
    Some(Ok(Spot { words: words.to_owned(), quote, span, separator, hashed: file.kind == FileKind::Claims }))
}

/// The text that the ranges of the file are in.
fn text_of(root: &Path, file: &DataFile, table: &Table, texts: &Path) -> Result<Passages, Stop> {
    if file.kind == FileKind::Source {
        return Passages::of_source(file, texts);
    }
    let source = table.get("source");
    let at = source.and_then(Item::span).unwrap_or_default().start;
    let Some(id) = source.and_then(Item::as_str).and_then(|id| SourceId::new(id).ok()) else {
        return Err(file.problem(at, "the file names no source: expected `source` with the id of one at its head", None).into());
    };
    let seed = DataFile::at(root, &format!("seeds/{id}.toml"))?;
    if seed.is_empty() {
        let message = format!("there is no source \"{id}\": expected its description in seeds/{id}.toml");
        return Err(file.problem(at, message, Some("describe the document there first".to_owned())).into());
    }
    Passages::of_source(&seed, texts)
}

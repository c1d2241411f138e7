//! Words of a document that stand in a file in place of their range: `{ find = "exact words" }` becomes `start`, `end` and `sha256`.

use std::cell::OnceCell;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item, Table, TableLike, Value};

use super::{DataFile, Problem, Stop};
use crate::error::Error;
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_TEXT, mebibytes};
use crate::load::{FileKind, SourceFile};
use crate::model::value::excerpt;
use crate::model::{FileName, SourceId};
use crate::texts::{self, Text};

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

fn parse(file: &DataFile) -> Result<Document<&str>, Stop> {
    let faults = file.faults();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let unreadable = |error: toml_edit::TomlError| file.problem(0, format!("this is not TOML: {}", error.message()), None);
    Ok(Document::parse(file.source.text.as_str()).map_err(unreadable)?)
}

/// A `find`, where it stands, and what stands beside it.
struct Spot {
    words: String,
    quote: Option<String>,
    /// From the key to the end of its value.
    span: Range<usize>,
    /// What parts one key from the next here.
    separator: &'static str,
    /// Whether the range is recorded with its hash.
    hashed: bool,
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

/// The tables of a list, however it is written, and what parts their keys.
pub(super) fn tables(item: &Item) -> Vec<(&dyn TableLike, &'static str)> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| (table as &dyn TableLike, "\n")).collect(),
        Item::Value(Value::Array(array)) => {
            array.iter().filter_map(Value::as_inline_table).map(|table| (table as &dyn TableLike, ", ")).collect()
        }
        _ => Vec::new(),
    }
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
    Some(Ok(Spot { words: words.to_owned(), quote, span, separator, hashed: file.kind == FileKind::Claims }))
}

/// The text that the ranges of the file are in.
fn text_of(root: &Path, file: &DataFile, table: &Table, texts: &Path) -> Result<Passages, Stop> {
    if file.kind == FileKind::Source {
        return passages(file, texts);
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
    passages(&seed, texts)
}

/// The text of a source, which must be the one that its description has the fingerprint of.
fn passages(seed: &DataFile, texts: &Path) -> Result<Passages, Stop> {
    let document = parse(seed)?;
    let field = |key: &str| document.get("text").and_then(Item::as_table_like).and_then(|text| text.get(key));
    let at = |key: &str| field(key).or_else(|| document.get("text")).and_then(Item::span).unwrap_or_default().start;
    let refuse = |key: &str, message: String, help: &str| Err(seed.problem(at(key), message, Some(help.to_owned())).into());
    let Some(name) = field("file").and_then(Item::as_str).and_then(|name| FileName::new(name).ok()) else {
        let message = "the source names no text: expected `file` under [text], with the name of a file".to_owned();
        return refuse("file", message, "write the name of the file with the text");
    };
    let path = texts.join(name.as_str());
    if fs::metadata(&path).is_ok_and(|kind| !kind.is_file()) {
        return refuse("file", format!("the text {name} is no file: expected one"), "put the text there, or correct the name");
    }
    let bytes = match read_up_to(&path, LONGEST_TEXT) {
        Ok(bytes) if bytes.len() > LONGEST_TEXT => {
            let message = format!("the text {name} is longer than {}: expected a shorter one", mebibytes(LONGEST_TEXT));
            return refuse("file", message, "cut the document into several sources");
        }
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message = format!("the text {name} was not found: expected it in {}", texts.display());
            return refuse("file", message, "give the folder with the texts by --texts, or correct the name");
        }
        Err(error) => return Err(Error::io("read", &path, error).into()),
    };
    let hash = texts::sha256(&bytes);
    let Ok(content) = String::from_utf8(bytes) else {
        return refuse("file", format!("the text {name} is not UTF-8: expected UTF-8"), "convert it, and renew its fingerprint");
    };
    let expected = field("sha256").and_then(Item::as_str).unwrap_or_default();
    if hash != expected {
        let message = format!("the text {name} has the hash {hash}: expected {}, as the source says", excerpt(expected));
        return refuse("sha256", message, "use the copy that was described, or, if this one is meant, correct its fingerprint");
    }
    let lines = SourceFile::new(name.as_ref(), content.clone());
    Ok(Passages { text: Text::new(content), lines, folded: OnceCell::new() })
}

/// A text in which words are looked for.
struct Passages {
    text: Text,
    lines: SourceFile,
    /// The text as words are looked for that stand nowhere as they are.
    folded: OnceCell<(String, Vec<usize>)>,
}

impl Passages {
    /// The bytes of the one place where the words stand; else what is wrong and what to do.
    fn locate(&self, Spot { words, quote, .. }: &Spot) -> Result<Range<usize>, (String, Option<String>)> {
        let found: Vec<_> = occurrences(self.text.content(), words).take(MOST_COUNTED).collect();
        let name = &self.lines.path;
        match found.as_slice() {
            [] => {
                let near = self.nearly(words).map(|range| {
                    format!("copy the words at {} as they stand: {}", self.place(&range), excerpt(&self.text.content()[range]))
                });
                let help = near.unwrap_or_else(|| "copy the words from the text, character for character".to_owned());
                Err((format!("the words {} do not occur in {name}: expected them once", excerpt(words)), Some(help)))
            }
            [start] => match quote {
                Some(quote) if !words.contains(quote.as_str()) => {
                    let message =
                        format!("the quotation {} does not stand in the words {}: expected a part of them", excerpt(quote), excerpt(words));
                    Err((message, Some("copy the quotation from these words, or widen them".to_owned())))
                }
                _ => Ok(*start..start + words.len()),
            },
            several => {
                let most = if several.len() < MOST_COUNTED { "" } else { " or more" };
                let places: Vec<_> = several.iter().take(MOST).map(|start| self.place(&(*start..start + words.len()))).collect();
                let more = if several.len() > MOST { " ..." } else { "" };
                let message = format!(
                    "the words {} occur {} times{most} in {name}, at {}{more}: expected them once",
                    excerpt(words),
                    several.len(),
                    places.join(", at ")
                );
                Err((message, Some("add words before or after them, or write `start`, `end` and `sha256` yourself".to_owned())))
            }
        }
    }

    /// A range of bytes in words: code points, and the line and column where it starts.
    fn place(&self, range: &Range<usize>) -> String {
        let (line, column) = self.lines.line_column(range.start);
        format!("code points {} to {} ({line}:{column})", self.text.code_point(range.start), self.text.code_point(range.end))
    }

    /// The range as the keys that take the place of `find`.
    fn written(&self, range: &Range<usize>, spot: &Spot) -> String {
        let (start, end) = (self.text.code_point(range.start), self.text.code_point(range.end));
        let mut keys = vec![format!("start = {start}"), format!("end = {end}")];
        if spot.hashed {
            keys.push(format!("sha256 = \"{}\"", texts::sha256(&self.text.content().as_bytes()[range.clone()])));
        }
        keys.join(spot.separator)
    }

    /// Where words stand that differ only in case, white space, quotation marks or dashes.
    fn nearly(&self, words: &str) -> Option<Range<usize>> {
        let (text, places) = self.folded.get_or_init(|| fold(self.text.content()));
        let (words, _) = fold(words);
        let at = text.find(words.trim())?;
        let (first, last) = (text[..at].chars().count(), text[..at + words.trim().len()].chars().count() - 1);
        let last = places[last];
        Some(places[first]..last + self.text.content()[last..].chars().next().map_or(0, char::len_utf8))
    }
}

/// The most places that a message lists.
const MOST: usize = 5;

/// The most places that are counted.
const MOST_COUNTED: usize = 1000;

fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + step;
        Some(at)
    })
}

/// The text with one kind of white space, quotation mark and dash, in lower case; and the byte that each of its characters stands for.
fn fold(text: &str) -> (String, Vec<usize>) {
    let (mut folded, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let c = match c {
            c if c.is_whitespace() => ' ',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' | '‑' => '-',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
            places.push(at);
        }
    }
    (folded, places)
}

//! The text of a source in which words are looked for.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use toml_edit::Item;

use super::document::{Spot, parse};
use super::file::DataFile;
use super::stop::Stop;
use crate::diagnostics::SourceFile;
use crate::error::Error;
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_TEXT, mebibytes};
use crate::model::FileName;
use crate::sanitize::excerpt;
use crate::texts::near::{Comparison, revealed};
use crate::texts::{self, Text};

/// A text in which words are looked for.
pub(super) struct Passages {
    text: Text,
    lines: SourceFile,
}

/// What is wrong, and what to do.
type Refusal = (String, Option<String>);

impl Passages {
    /// The text of a source, which must be the one that its description has the fingerprint of.
    pub(super) fn of_source(seed: &DataFile, texts: &Path) -> Result<Self, Stop> {
        let document = parse(seed)?;
        let field = |key: &str| document.get("text").and_then(Item::as_table_like).and_then(|text| text.get(key));
        let refuse = |key: &str, (message, help): Refusal| {
            let at = field(key).or_else(|| document.get("text")).and_then(Item::span).unwrap_or_default().start;
            Stop::from(seed.problem(at, message, help))
        };
        let Some(name) = field("file").and_then(Item::as_str).and_then(|name| FileName::new(name).ok()) else {
            let message = "the source names no text: expected `file` under [text], with the name of a file".to_owned();
            return Err(refuse("file", (message, Some("write the name of the file with the text".to_owned()))));
        };
        let text = read(texts, &name)?.map_err(|refusal| refuse("file", refusal))?;
        let recorded = field("sha256").and_then(Item::as_str).unwrap_or_default();
        if text.sha256() != recorded {
            return Err(refuse("sha256", other_text(&name, &text, recorded)));
        }
        let lines = SourceFile::new(name.as_ref(), text.content().to_owned());
        Ok(Self { text, lines })
    }

    /// The bytes of the one place where the words stand; else what is wrong and what to do.
    pub(super) fn locate(&self, Spot { words, quote, .. }: &Spot) -> Result<Range<usize>, Refusal> {
        let found: Vec<_> = occurrences(self.text.content(), words).take(MOST_COUNTED).collect();
        match found.as_slice() {
            [] => Err(self.nowhere(words)),
            [start] => match quote {
                Some(quote) if !texts::holds_quote(words, quote) => Err(unquoted(words, quote)),
                _ => Ok(*start..start + words.len()),
            },
            several => Err(self.in_several_places(words, several)),
        }
    }

    /// What is said of words that do not stand in the text.
    fn nowhere(&self, words: &str) -> Refusal {
        let Some(near) = self.text.find_nearly(words, &(0..self.text.content().len())) else {
            let help = "copy the words from the text, character for character".to_owned();
            return (self.do_not_occur(&revealed(words, &[])), Some(help));
        };
        let Comparison { found, wanted, differences } = Comparison::in_text(&self.text, &near, words, "`find`");
        let more = if near.places > 1 { format!(", the first of {} places", near.places) } else { String::new() };
        let help = format!("copy the words at {}{more} as they stand: {found}; {differences}", self.place(&near.range));
        (self.do_not_occur(&wanted), Some(help))
    }

    fn do_not_occur(&self, words: &str) -> String {
        format!("the words {words} do not occur in {}: expected them once", self.lines.path)
    }

    fn in_several_places(&self, words: &str, starts: &[usize]) -> Refusal {
        let most = if starts.len() < MOST_COUNTED { "" } else { " or more" };
        let places: Vec<_> = starts.iter().take(MOST).map(|start| self.place(&(*start..start + words.len()))).collect();
        let more = if starts.len() > MOST { " ..." } else { "" };
        let message = format!(
            "the words {} occur {} times{most} in {}, at {}{more}: expected them once",
            revealed(words, &[]),
            starts.len(),
            self.lines.path,
            places.join(", at ")
        );
        (message, Some("add words before or after them, or write `start`, `end` and `sha256` yourself".to_owned()))
    }

    /// A range of bytes in words: code points, and the line and column where it starts.
    fn place(&self, range: &Range<usize>) -> String {
        let (line, column) = self.lines.line_column(range.start);
        format!("{} ({line}:{column})", self.text.code_points(range))
    }

    /// The range as the keys that take the place of `find`.
    pub(super) fn written(&self, range: &Range<usize>, spot: &Spot) -> String {
        let (start, end) = (self.text.code_point(range.start), self.text.code_point(range.end));
        let mut keys = vec![format!("start = {start}"), format!("end = {end}")];
        if spot.hashed {
            keys.push(format!("sha256 = \"{}\"", texts::sha256(&self.text.content().as_bytes()[range.clone()])));
        }
        keys.join(spot.separator)
    }
}

/// Reads a text; what is wrong with its file, if that is the fault of the data.
fn read(texts: &Path, name: &FileName) -> Result<Result<Text, Refusal>, Error> {
    let refuse = |message: String, help: &str| Ok(Err((message, Some(help.to_owned()))));
    let path = texts.join(name.as_str());
    if fs::metadata(&path).is_ok_and(|kind| !kind.is_file()) {
        return refuse(format!("the text {name} is no file: expected one"), "put the text there, or correct the name");
    }
    let bytes = match read_up_to(&path, LONGEST_TEXT) {
        Ok(bytes) if bytes.len() > LONGEST_TEXT => {
            let message = format!("the text {name} is longer than {}: expected a shorter one", mebibytes(LONGEST_TEXT));
            return refuse(message, "cut the document into several sources");
        }
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message = format!("the text {name} was not found: expected it in {}", texts.display());
            return refuse(message, "give the folder with the texts by --texts, or correct the name");
        }
        Err(error) => return Err(Error::io("read", &path, error)),
    };
    match String::from_utf8(bytes) {
        Ok(content) => Ok(Ok(Text::new(content))),
        Err(_) => refuse(format!("the text {name} is not UTF-8: expected UTF-8"), "convert it, and renew its fingerprint"),
    }
}

/// What is said of a text that is not the one with the recorded hash.
fn other_text(name: &FileName, text: &Text, recorded: &str) -> Refusal {
    let hash = text.sha256();
    let message = format!("the text {name} has the hash {hash}: expected {}, as the source says", excerpt(recorded));
    if let Some(alteration) = texts::alteration(text.content(), recorded) {
        return (format!("{message}; {alteration}"), Some("change the file with the text, not the source".to_owned()));
    }
    let fingerprint = format!("sha256 = \"{hash}\" and characters = {}", text.characters());
    (message, Some(format!("use the copy that was described, or, if this one is meant, write {fingerprint}")))
}

/// What is said of a quotation that does not stand in its words.
fn unquoted(words: &str, quote: &str) -> Refusal {
    let say = |quote: &str| format!("the quotation {quote} does not stand in the words {}: expected a part of them", revealed(words, &[]));
    let text = Text::new(words.to_owned());
    match text.find_nearly(quote, &(0..words.len())) {
        Some(near) => {
            let Comparison { found, wanted, differences } = Comparison::in_text(&text, &near, quote, "the quotation");
            (say(&wanted), Some(format!("copy it from these words as it stands there: {found}; {differences}")))
        }
        None => (say(&revealed(quote, &[])), Some("copy the quotation from these words, or widen them".to_owned())),
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

//! A file as a tree of values and comments, without its layout.

use std::fmt::Write as _;

use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, Key, RawString, Table as TomlTable, TomlError, Value as TomlValue};

use crate::characters::unfit;

/// Comments, one a line, each from its `#` on; an empty one is a blank line between them.
pub(super) type Comments = Vec<String>;

/// A file: the comments at its head, what is in it, and the comments at its end.
#[derive(Debug, PartialEq)]
pub(super) struct Tree {
    pub(super) head: Comments,
    pub(super) root: Vec<Entry>,
    pub(super) tail: Comments,
}

/// A key and its value.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) part: Part,
}

/// A value with the comments before it and at the end of its line.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    pub(super) before: Comments,
    pub(super) value: Value,
    pub(super) after: Option<String>,
}

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Value {
    /// Anything without parts, in its canonical spelling.
    Scalar(String),
    /// A list.
    List(List),
    /// A table, and the comments in it that stand by no entry.
    Table { entries: Vec<Entry>, tail: Comments },
}

/// A list: the comments behind its opening bracket, its items, the comments before its closing one.
#[derive(Debug, Default, PartialEq)]
pub(super) struct List {
    pub(super) head: Comments,
    pub(super) items: Vec<Part>,
    pub(super) tail: Comments,
}

/// Reads the text of a TOML file.
pub(super) fn parse(text: &str) -> Result<Tree, TomlError> {
    let (head, body) = split_head(text);
    let document: DocumentMut = body.parse()?;
    let root = document.iter().map(|(key, item)| entry(document.as_table().key(key), key, item)).collect();
    Ok(Tree { head, root, tail: lines(raw(Some(document.trailing()))) })
}

/// The comments at the head of a file that belong to no key or record, and the text from there on: those up to the last blank line before
/// anything else, and the line that names the schema.
fn split_head(text: &str) -> (Comments, &str) {
    let (mut end, mut bytes) = (0, 0);
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim();
        bytes += line.len();
        match trimmed.chars().next() {
            Some('#') if i == 0 && trimmed.starts_with("#:schema") => end = bytes,
            Some('#') => {}
            None => end = bytes,
            Some(_) => return (lines(&text[..end]), &text[end..]),
        }
    }
    (lines(text), "")
}

/// What can be changed in comments without loss: the white space around them, and how many blank lines part them.
fn lines(text: &str) -> Comments {
    let mut found = Comments::new();
    for line in text.split('\n').map(str::trim) {
        if !line.is_empty() || found.last().is_none_or(|last| !last.is_empty()) {
            found.push(line.to_owned());
        }
    }
    // Behind the last line break there is but the indentation of what follows.
    if found.last().is_some_and(String::is_empty) && !ends_in_blank_line(text) {
        found.pop();
    }
    found
}

fn ends_in_blank_line(text: &str) -> bool {
    text.rsplit('\n').nth(1).is_some_and(|line| line.trim().is_empty())
}

fn entry(toml_key: Option<&Key>, key: &str, item: &Item) -> Entry {
    let mut before = toml_key.map(|key| lines(raw(key.leaf_decor().prefix()))).unwrap_or_default();
    before.extend(toml_key.map(|key| comments(raw(key.leaf_decor().suffix()))).unwrap_or_default());
    let mut part = match item {
        Item::None => Part { before: Comments::new(), value: Value::Table { entries: Vec::new(), tail: Comments::new() }, after: None },
        Item::Value(value) => self::value(value),
        Item::Table(table) => self::table(table),
        Item::ArrayOfTables(tables) => Part {
            before: Comments::new(),
            value: Value::List(List { items: tables.iter().map(self::table).collect(), ..List::default() }),
            after: None,
        },
    };
    // The decoration of a heading is the table's own; that of its key is empty.
    part.before.splice(0..0, before);
    Entry { key: key.to_owned(), part }
}

fn table(table: &TomlTable) -> Part {
    let entries = table.iter().map(|(key, item)| entry(table.key(key), key, item)).collect();
    let (before, after) = decoration(table.decor());
    Part { before, value: Value::Table { entries, tail: Comments::new() }, after }
}

fn value(value: &TomlValue) -> Part {
    let (before, after) = decoration(value.decor());
    let value = match value {
        TomlValue::String(text) => Value::Scalar(basic_string(text.value())),
        TomlValue::Integer(number) => Value::Scalar(number.value().to_string()),
        TomlValue::Float(number) => Value::Scalar(self::number(*number.value())),
        TomlValue::Boolean(flag) => Value::Scalar(flag.value().to_string()),
        TomlValue::Datetime(date) => Value::Scalar(date.value().to_string()),
        TomlValue::Array(array) => list(array),
        TomlValue::InlineTable(table) => inline_table(table),
    };
    Part { before, value, after }
}

/// The comments before a part, and the one at the end of its line. Further ones, which only stand inside brackets, go before it.
fn decoration(decor: &Decor) -> (Comments, Option<String>) {
    let mut before = lines(raw(decor.prefix()));
    let mut after = comments(raw(decor.suffix())).into_iter();
    let first = after.next();
    before.extend(after);
    (before, first)
}

fn list(array: &Array) -> Value {
    let (mut head, mut items) = (Comments::new(), Vec::<Part>::new());
    // A comment on the line of a comma or of the opening bracket is read as one before the next item.
    let mut attach = |items: &mut Vec<Part>, text: &str| {
        let (same_line, below) = split_line(text);
        match items.last_mut() {
            Some(last) if last.after.is_none() => last.after = comments(same_line).pop(),
            Some(last) => last.before.extend(comments(same_line)),
            None => head.extend(comments(same_line)),
        }
        comments(below)
    };
    let mut below = Comments::new();
    for item in array {
        let mut part = value(item);
        part.before = std::mem::take(&mut below);
        part.before.extend(attach(&mut items, raw(item.decor().prefix())));
        // Where no comma follows, comments on lines of their own stand before what comes next.
        let (same_line, rest) = split_line(raw(item.decor().suffix()));
        part.after = comments(same_line).pop();
        below = comments(rest);
        items.push(part);
    }
    below.extend(attach(&mut items, raw(Some(array.trailing()))));
    Value::List(List { head, items, tail: below })
}

fn split_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

fn inline_table(table: &InlineTable) -> Value {
    let entries = table.iter().map(|(key, value)| entry(table.key(key), key, &Item::Value(value.clone()))).collect();
    Value::Table { entries, tail: comments(raw(Some(table.trailing()))) }
}

fn comments(text: &str) -> Comments {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn raw(text: Option<&RawString>) -> &str {
    text.and_then(RawString::as_str).unwrap_or_default()
}

/// Integral numbers that every reader takes as exact have no fraction.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked before")]
fn number(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { (number as i64).to_string() } else { format!("{number:?}") }
}

/// The text as a basic string on one line. What no text should have is escaped, so that it is seen.
pub(super) fn basic_string(text: &str) -> String {
    let mut unfit = unfit(text).peekable();
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for (at, c) in text.char_indices() {
        let is_unfit = unfit.next_if(|(place, ..)| *place == at).is_some();
        let _ = match c {
            '"' | '\\' => write!(written, "\\{c}"),
            '\n' => write!(written, "\\n"),
            '\r' => write!(written, "\\r"),
            '\t' => write!(written, "\\t"),
            c if is_unfit && c <= '\u{ffff}' => write!(written, "\\u{:04x}", u32::from(c)),
            c if is_unfit => write!(written, "\\U{:08x}", u32::from(c)),
            c => write!(written, "{c}"),
        };
    }
    written.push('"');
    written
}

impl Part {
    /// Takes every comment out of the value, to be written elsewhere.
    pub(super) fn take_inner(&mut self) -> Comments {
        match &mut self.value {
            Value::Scalar(_) => Comments::new(),
            Value::List(List { head, items, tail }) => {
                let mut taken = std::mem::take(head);
                taken.extend(items.iter_mut().flat_map(Self::take_all));
                taken.append(tail);
                taken
            }
            Value::Table { entries, tail } => {
                let mut taken: Comments = entries.iter_mut().flat_map(|entry| entry.part.take_all()).collect();
                taken.append(tail);
                taken
            }
        }
    }

    fn take_all(&mut self) -> Comments {
        let mut taken = std::mem::take(&mut self.before);
        taken.retain(|line| !line.is_empty());
        taken.extend(self.take_inner());
        taken.extend(self.after.take());
        taken
    }
}

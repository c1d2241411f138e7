//! The canonical layout of a file: one key a line in the model's order, one blank line between records, comments where they stood.

use std::fmt::Write as _;

use super::shape::{Layout, Shape, UNKNOWN};
use super::tree::{self, Comments, Entry, List, Part, Tree, Value};
use super::{DataFile, Problem};
use crate::dataset::layout::FileKind;

/// The text of a file in canonical layout; the faults of one that is not TOML.
pub(crate) fn format(file: &DataFile) -> Result<String, Vec<Problem>> {
    let faults = file.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let text = &file.source.text;
    let unreadable = |error: &toml_edit::TomlError| vec![file.problem(0, format!("this is not TOML: {}", error.message()), None)];
    let formatted = print(tree::parse(text).map_err(|error| unreadable(&error))?, file.kind);
    // Nothing but the layout may change: what is written is read again and compared.
    if let (Ok(before), Ok(after)) = (tree::parse(text), tree::parse(&formatted))
        && content(before) == content(after)
    {
        return Ok(formatted);
    }
    let help = "this is a fault of the program: please report it with the file".to_owned();
    Err(vec![file.problem(0, "the file cannot be laid out anew without a change of its content", Some(help))])
}

/// What must not change: the values with their keys sorted, and the comments, wherever they stand.
fn content(mut tree: Tree) -> (Vec<Entry>, Comments) {
    let mut root = Part { before: tree.head, value: Value::Table { entries: tree.root, tail: tree.tail }, after: None };
    let mut comments = std::mem::take(&mut root.before);
    comments.extend(root.take_inner());
    comments.retain(|line| !line.is_empty());
    comments.sort();
    let Value::Table { entries, .. } = root.value else { return (Vec::new(), comments) };
    tree.root = entries;
    sort_keys(&mut tree.root);
    (tree.root, comments)
}

fn sort_keys(entries: &mut [Entry]) {
    fn within(value: &mut Value) {
        match value {
            Value::Scalar(_) => {}
            Value::List(list) => list.items.iter_mut().for_each(|item| within(&mut item.value)),
            Value::Table { entries, .. } => sort_keys(entries),
        }
    }
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    for entry in entries {
        within(&mut entry.part.value);
    }
}

fn print(tree: Tree, kind: FileKind) -> String {
    let mut printer = Printer::default();
    printer.head(&tree.head);
    printer.record(tree.root, Shape::of(kind), "");
    let (blank, tail) = trim(&tree.tail);
    let tail = tail.strip_suffix(&[String::new()]).unwrap_or(tail);
    if blank && !tail.is_empty() {
        printer.blank_line();
    }
    printer.comments(tail);
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
    /// Whether a blank line is to follow the head, should a key come next.
    detached: bool,
}

impl Printer {
    fn head(&mut self, head: &[String]) {
        let (_, head) = trim(head);
        let head = head.strip_suffix(&[String::new()]).unwrap_or(head);
        self.comments(head);
        self.detached = head.len() > 1 || head.first().is_some_and(|line| !line.starts_with("#:schema"));
    }

    fn record(&mut self, mut entries: Vec<Entry>, shape: &Shape, path: &str) {
        entries.sort_by_key(|entry| shape.order(&entry.key));
        let headed = |entry: &Entry| match (shape.layout(&entry.key), &entry.part.value) {
            (Some(Layout::Headed(inner)), Value::Table { .. }) => Some(inner),
            (Some(Layout::Headed(inner)), Value::List(list)) if are_tables(&list.items) => Some(inner),
            _ => None,
        };
        let (parts, keys): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| headed(entry).is_some());
        for entry in keys {
            self.entry(entry, shape);
        }
        for entry in parts {
            let inner = headed(&entry).unwrap_or(&UNKNOWN);
            self.headed(entry, inner, path);
        }
    }

    /// A table or a list of tables under headings.
    fn headed(&mut self, Entry { key, mut part }: Entry, shape: &Shape, path: &str) {
        let path = format!("{path}{}", bare(&key));
        match part.value {
            Value::List(List { head, items, tail }) => {
                let mut above = part.before;
                above.extend(head);
                above.extend(part.after);
                for mut item in items {
                    item.before.splice(0..0, std::mem::take(&mut above));
                    self.section(item, shape, &format!("[[{path}]]"), &path);
                }
                self.comments(&tail);
            }
            value => {
                part.value = value;
                self.section(part, shape, &format!("[{path}]"), &path);
            }
        }
    }

    fn section(&mut self, Part { before, value, after }: Part, shape: &Shape, heading: &str, path: &str) {
        let Value::Table { entries, tail } = value else { return };
        let (blank, mut before) = trim(&before);
        // Comments that directly follow the record before, with a blank line after them, are its last lines.
        if let (false, Some(end)) = (blank, before.iter().position(String::is_empty)) {
            self.comments(&before[..end]);
            before = &before[end + 1..];
        }
        self.blank_line();
        self.comments(before);
        self.line(heading, after.as_deref());
        self.record(entries, shape, &format!("{path}."));
        self.comments(&tail);
    }

    fn entry(&mut self, Entry { key, mut part }: Entry, shape: &Shape) {
        let inner = shape.inner(&key);
        let lines = matches!(shape.layout(&key), Some(Layout::Lines));
        let rows = is_long(&part.value, lines);
        if !rows {
            let hoisted = part.take_inner();
            part.before.extend(hoisted);
        }
        if std::mem::take(&mut self.detached) {
            self.blank_line();
        }
        self.comments(trim(&part.before).1);
        match part.value {
            Value::List(list) if rows => self.rows(&bare(&key), list, part.after.as_deref(), inner),
            value => self.line(&format!("{} = {}", bare(&key), inline(value, inner)), part.after.as_deref()),
        }
    }

    /// A list with one item a line.
    fn rows(&mut self, key: &str, List { head, items, tail }: List, after: Option<&str>, shape: &Shape) {
        self.line(&format!("{key} = ["), head.first().map(String::as_str));
        self.indented(head.get(1..).unwrap_or_default());
        for mut item in items {
            let inner = item.take_inner();
            self.indented(&item.before);
            self.indented(&inner);
            self.line(&format!("  {},", inline(item.value, shape)), item.after.as_deref());
        }
        self.indented(&tail);
        self.line("]", after);
    }

    fn indented(&mut self, comments: &[String]) {
        for comment in comments.iter().filter(|line| !line.is_empty()) {
            let _ = writeln!(self.text, "  {comment}");
        }
    }

    fn comments(&mut self, comments: &[String]) {
        for comment in comments {
            let _ = writeln!(self.text, "{comment}");
        }
    }

    fn line(&mut self, line: &str, comment: Option<&str>) {
        self.detached = false;
        let _ = match comment {
            Some(comment) => writeln!(self.text, "{line} {comment}"),
            None => writeln!(self.text, "{line}"),
        };
    }

    fn blank_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// The comments without a blank line before them, and whether there was one.
fn trim(comments: &[String]) -> (bool, &[String]) {
    match comments.split_first() {
        Some((first, rest)) if first.is_empty() => (true, rest),
        _ => (false, comments),
    }
}

fn are_tables(items: &[Part]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table { .. }))
}

/// Whether a value is a list with one item a line: of tables, of what the layout wants so, or one with comments inside.
fn is_long(value: &Value, lines: bool) -> bool {
    let Value::List(List { head, items, tail }) = value else { return false };
    let commented = !head.is_empty() || !tail.is_empty() || items.iter().any(|item| !item.before.is_empty() || item.after.is_some());
    are_tables(items) || lines && !items.is_empty() || commented
}

/// A value on one line; its comments were taken out before.
fn inline(value: Value, shape: &Shape) -> String {
    match value {
        Value::Scalar(text) => text,
        Value::List(list) => {
            let items: Vec<_> = list.items.into_iter().map(|item| inline(item.value, shape)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table { mut entries, .. } => {
            entries.sort_by_key(|entry| shape.order(&entry.key));
            let line = |entry: Entry| format!("{} = {}", bare(&entry.key), inline(entry.part.value, shape.inner(&entry.key)));
            let entries: Vec<_> = entries.into_iter().map(line).collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}

/// A key without quotation marks, where it needs none.
fn bare(key: &str) -> String {
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if plain { key.to_owned() } else { tree::basic_string(key) }
}

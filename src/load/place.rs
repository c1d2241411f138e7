//! Where things stand in files: spans of values by JSON Pointer, lines and columns.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::model::value::steers;
use crate::rules::Rule;

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The index of the file; past the last one for a finding about the dataset as a whole.
    pub file: usize,
    /// The bytes.
    pub span: Range<usize>,
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.file, self.span.start, self.span.end).cmp(&(other.file, other.span.start, other.span.end))
    }
}

/// A finding at its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The id of the record that it is about, if that is known.
    pub record: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// Other places that explain it, each with what it shows.
    pub related: Vec<(Place, String)>,
}

impl Finding {
    pub(crate) fn new(rule: &Rule, place: Place, message: String, help: Option<String>) -> Self {
        Self { rule: rule.name, severity: rule.severity, record: None, message, help, place, related: Vec::new() }
    }

    /// One line: `path:line:column: error[rule]: message`.
    #[must_use]
    pub fn concise(&self, files: &[SourceFile]) -> String {
        let Self { rule, severity, message, .. } = self;
        match files.get(self.place.file) {
            Some(file) => {
                let (line, column) = file.line_column(self.place.span.start);
                format!("{}:{line}:{column}: {severity}[{rule}]: {message}", file.shown_path())
            }
            None => format!("{severity}[{rule}]: {message}"),
        }
    }
}

/// A file of the dataset: its path relative to the root, and its text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SourceFile {
    /// The path relative to the root, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: String) -> Self {
        let line_starts = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path: path.to_owned(), text, line_starts }
    }

    /// The path as people are shown it: what steers a terminal or ends a line of the report is escaped.
    #[must_use]
    pub fn shown_path(&self) -> String {
        let escaped = |c: char| if steers(c) { c.escape_default().to_string() } else { c.to_string() };
        self.path.chars().map(escaped).collect()
    }

    /// The line and the column, both from 1, of a byte; columns count code points.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let before = self.text.get(self.line_starts[line - 1]..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// The spans of a value and of all that is in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans {
    pub(crate) span: Range<usize>,
    pub(crate) inside: Inside,
}

/// The parts of a value.
#[derive(Debug, Clone, Default)]
pub(crate) enum Inside {
    #[default]
    Nothing,
    Items(Vec<Spans>),
    /// Key, the key's own span, the value's.
    Members(Vec<(String, Range<usize>, Spans)>),
}

impl Spans {
    /// The span of the value at a JSON Pointer; a value that is not there has the span of the nearest one around it.
    pub(crate) fn find(&self, pointer: &str) -> Range<usize> {
        self.walk(pointer).1.span.clone()
    }

    #[cfg(feature = "check")]
    /// The span of the key that holds the value at a JSON Pointer; without such a key, the span of the value around it.
    pub(crate) fn find_key(&self, pointer: &str) -> Range<usize> {
        let (key, value) = self.walk(pointer);
        key.unwrap_or_else(|| value.span.clone())
    }

    fn walk(&self, pointer: &str) -> (Option<Range<usize>>, &Self) {
        let mut at = self;
        let mut key = None;
        for token in pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")) {
            (key, at) = match &at.inside {
                Inside::Items(items) => match token.parse().ok().and_then(|i: usize| items.get(i)) {
                    Some(item) => (None, item),
                    None => return (None, at),
                },
                Inside::Members(members) => match members.iter().rev().find(|(name, ..)| *name == token) {
                    Some((_, key, value)) => (Some(key.clone()), value),
                    None => return (None, at),
                },
                Inside::Nothing => return (None, at),
            };
        }
        (key, at)
    }
}

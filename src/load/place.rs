//! Where things stand in files: spans of values by JSON Pointer, lines and columns.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::rules::Rule;
use crate::sanitize::shown;

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
                format!("{}:{line}:{column}: {severity}[{rule}]: {}", file.shown_path(), shown(message))
            }
            None => format!("{severity}[{rule}]: {}", shown(message)),
        }
    }
}

/// A file: its path and its text. Of a file that is too large to be kept, the text is the parts of it that findings are about.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SourceFile {
    /// The path relative to the root, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
    lines: Vec<Line>,
}

/// A line of the text, or a part of a long one: its first byte there, its number in the file from 1, and the number of its first code
/// point there from 1.
#[derive(Debug, Clone, Copy)]
struct Line {
    byte: usize,
    number: usize,
    column: usize,
    /// Whether a part of the file starts here.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only reports show parts"))]
    starts_part: bool,
}

/// A part of a file's text that stands together.
#[cfg(feature = "cli")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    /// The byte of the whole text at which it starts.
    pub(crate) byte: usize,
    /// The number of its first line.
    pub(crate) line: usize,
    /// The number of the first code point of that line.
    pub(crate) column: usize,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: String) -> Self {
        let mut file = Self { path: path.to_owned(), text: String::new(), lines: Vec::new() };
        file.push_lines(&text, 1, 1);
        file.text = text;
        file
    }

    /// A file of which nothing is kept yet.
    #[cfg(feature = "check")]
    pub(crate) const fn sparse(path: String) -> Self {
        Self { path, text: String::new(), lines: Vec::new() }
    }

    /// Keeps a part of the file that starts at this line and column, both from 1; the byte at which it starts in the text.
    #[cfg(feature = "check")]
    pub(crate) fn keep(&mut self, line: usize, column: usize, part: &str) -> usize {
        let start = self.text.len();
        self.push_lines(part, line, column);
        self.text.push_str(part);
        self.text.push('\n');
        start
    }

    fn push_lines(&mut self, part: &str, line: usize, column: usize) {
        let mut start = Line { byte: self.text.len(), number: line, column, starts_part: true };
        for text in part.split_inclusive('\n') {
            self.push_line(start, text);
            start = Line { byte: start.byte + text.len(), number: start.number + 1, column: 1, starts_part: false };
        }
        if part.is_empty() || part.ends_with('\n') {
            self.lines.push(start);
        }
    }

    /// Notes where a line starts and, so that the columns of a long one need not be counted from there each time, where its parts do.
    fn push_line(&mut self, mut start: Line, text: &str) {
        const STEP: usize = 4096;
        self.lines.push(start);
        let mut rest = text;
        while rest.len() > STEP {
            let step = (STEP..rest.len()).find(|byte| rest.is_char_boundary(*byte)).unwrap_or(rest.len());
            start = Line { byte: start.byte + step, column: start.column + rest[..step].chars().count(), starts_part: false, ..start };
            self.lines.push(start);
            rest = &rest[step..];
        }
    }

    /// The part of the text in which a byte stands.
    #[cfg(feature = "cli")]
    pub(crate) fn part(&self, byte: usize) -> Part<'_> {
        let behind = self.lines.partition_point(|line| line.byte <= byte);
        let first = self.lines[..behind].iter().rfind(|line| line.starts_part).expect("a text starts with a part");
        let end = self.lines[behind..].iter().find(|line| line.starts_part).map_or(self.text.len(), |next| next.byte - 1);
        Part { text: &self.text[first.byte..end], byte: first.byte, line: first.number, column: first.column }
    }

    /// The path as people are shown it: what steers a terminal or ends a line of the report is escaped.
    #[must_use]
    pub fn shown_path(&self) -> String {
        shown(&self.path).into_owned()
    }

    /// The line and the column, both from 1, of a byte; columns count code points.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let line = &self.lines[self.lines.partition_point(|line| line.byte <= byte) - 1];
        let before = self.text.get(line.byte..byte).unwrap_or_default();
        (line.number, line.column + before.chars().count())
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn places_in_long_lines_are_counted_from_the_start_of_the_line() {
        let long = "aé€😀".repeat(2000);
        let text = format!("{long}\n\n{}\n{long}", "b".repeat(4096));
        let file = SourceFile::new("f", text.clone());
        let (mut line, mut column) = (1, 1);
        for (byte, c) in text.char_indices() {
            assert_eq!(file.line_column(byte), (line, column), "byte {byte}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(file.line_column(text.len()), (line, column));
        assert_eq!(file.part(text.len() - 1).text, text, "a long line is no part of its own");
    }

    #[test]
    fn parts_of_a_file_stand_by_themselves() {
        let mut file = SourceFile::sparse("f".to_owned());
        let kept = [(7, 3, "one\ntwo"), (7, 30, ""), (20, 1, "three\n"), (21, 1, "é")];
        let starts = kept.map(|(line, column, part)| file.keep(line, column, part));
        file.keep(30, 1, "last");
        for (start, (line, column, text)) in starts.into_iter().zip(kept) {
            for byte in start..=start + text.len() {
                let part = file.part(byte);
                assert_eq!((part.text, part.byte, part.line, part.column), (text, start, line, column), "byte {byte}");
            }
            assert_eq!(file.line_column(start), (line, column));
        }
    }
}

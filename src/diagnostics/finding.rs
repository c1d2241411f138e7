//! A finding at its place in a file.

use std::ops::Range;
use std::sync::Arc;

use super::diagnostic::Severity;
use crate::sanitize::shown;

/// What is wrong with data, and where: at a place in a file, or what will be made one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding<P = Place> {
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
    /// Where; `None` for a finding about the dataset as a whole.
    pub place: Option<P>,
    /// Other places that explain it, each with what it shows.
    pub related: Vec<(P, String)>,
}

impl<P> Finding<P> {
    pub(crate) const fn new(rule: &'static str, severity: Severity, place: Option<P>, message: String, help: Option<String>) -> Self {
        Self { rule, severity, record: None, message, help, place, related: Vec::new() }
    }

    /// The same finding with its places told in another way.
    pub(crate) fn map_places<Q>(self, mut to: impl FnMut(P) -> Q) -> Finding<Q> {
        let Self { rule, severity, record, message, help, place, related } = self;
        let place = place.map(&mut to);
        let related = related.into_iter().map(|(place, note)| (to(place), note)).collect();
        Finding { rule, severity, record, message, help, place, related }
    }
}

impl Finding {
    /// One line: `path:line:column: error[rule]: message`; the paths are those of the outcome's files.
    #[must_use]
    pub fn concise(&self, files: &[String]) -> String {
        let Self { rule, severity, message, .. } = self;
        match &self.place {
            Some(Place { file, region: Region { line, column, .. }, .. }) => {
                let path = files.get(*file).map(|path| shown(path)).unwrap_or_default();
                format!("{path}:{line}:{column}: {severity}[{rule}]: {}", shown(message))
            }
            None => format!("{severity}[{rule}]: {}", shown(message)),
        }
    }
}

/// A place in a file. Places are ordered by files and regions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The index of the file in the outcome.
    pub file: usize,
    /// The lines and columns.
    pub region: Region,
    /// The words.
    pub excerpt: Excerpt,
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.file, self.region).cmp(&(other.file, other.region))
    }
}

/// Lines and columns, both from 1, columns in code points; the end is the first position after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The line in which a place starts, without its end; of a very long one, what stands around the place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excerpt {
    /// The text, which the places on a line share.
    pub text: Arc<str>,
    /// Whether it is the whole line.
    pub is_whole: bool,
    /// The bytes of it that are the place, as far as the place is on this line.
    pub span: Range<usize>,
}

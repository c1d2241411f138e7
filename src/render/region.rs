//! The lines and columns of a place, both from 1, in code points; the end is the first position after it.

use crate::load::{Place, SourceFile};

#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Region {
    pub(super) fn of(file: &SourceFile, place: &Place) -> Self {
        let (line, column) = file.line_column(place.span.start);
        // A place that takes in the end of its last line ends on that line.
        let words = file.text.get(place.span.clone()).unwrap_or_default();
        let (end_line, end_column) = file.line_column(place.span.start + words.trim_end_matches(['\r', '\n']).len());
        Self { line, column, end_line, end_column }
    }
}

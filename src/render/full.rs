//! Each finding with an excerpt of its file, the place underlined, and what to do.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Report;
use crate::diagnostic::Severity;
use crate::load::{Finding, Place, SourceFile};

/// The findings with colours as terminal escapes; the stream takes them out where they are not wanted.
pub(super) fn render(report: &Report<'_>) -> String {
    let renderer = Renderer::styled();
    let findings = report.shown.iter().map(|finding| renderer.render(&[group(finding, report.files)]));
    findings.chain(report.not_shown()).map(|text| text + "\n\n").collect()
}

fn group<'a>(finding: &'a Finding, files: &'a [SourceFile]) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level.primary_title(finding.message.as_str()).id(finding.rule).elements(Vec::<Snippet<'a, Annotation<'a>>>::new());
    let places = std::iter::once((AnnotationKind::Primary, &finding.place, None));
    let related = finding.related.iter().map(|(place, note)| (AnnotationKind::Context, place, Some(note.as_str())));
    for (kind, place, note) in places.chain(related) {
        if let Some(file) = files.get(place.file) {
            group = snippet(group, kind, file, place, note);
        }
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn snippet<'a>(group: Group<'a>, kind: AnnotationKind, file: &'a SourceFile, place: &Place, note: Option<&'a str>) -> Group<'a> {
    let part = file.part(place.span.start);
    if part.column > 1 || part.text.is_empty() {
        // The start of the line is not at hand: its place must do.
        let (line, column) = file.line_column(place.span.start);
        return group.element(Origin::path(file.shown_path()).line(line).char_column(column));
    }
    let span = first_line(&file.text, &place.span);
    let annotation = kind.span(span.start - part.byte..span.end - part.byte).label(note);
    group.element(Snippet::source(part.text).line_start(part.line).path(file.shown_path()).annotation(annotation))
}

/// The part of a span on its first line: a whole record would fill the screen.
fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let words = text.get(span.clone()).unwrap_or_default();
    span.start..span.start + words.find('\n').unwrap_or(words.len())
}

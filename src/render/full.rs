//! Each finding with an excerpt of its file, the place underlined, and what to do.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Report;
use crate::diagnostic::Severity;
use crate::load::{Finding, Part, Place, SourceFile};
use crate::sanitize::{shown, steers};

/// The length in bytes up to which a line is shown.
const LONGEST_LINE: usize = 1 << 16;

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
    let title = level.primary_title(shown(&finding.message)).id(finding.rule);
    let mut group = title.elements(Vec::<Snippet<'a, Annotation<'a>>>::new());
    let places = std::iter::once((AnnotationKind::Primary, &finding.place, None));
    let related = finding.related.iter().map(|(place, note)| (AnnotationKind::Context, place, Some(note.as_str())));
    for (kind, place, note) in places.chain(related) {
        if let Some(file) = files.get(place.file) {
            group = snippet(group, kind, file, place, note);
        }
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(shown(help))),
        None => group,
    }
}

fn snippet<'a>(group: Group<'a>, kind: AnnotationKind, file: &'a SourceFile, place: &Place, note: Option<&'a str>) -> Group<'a> {
    let part = file.part(place.span.start);
    let line = line_at(part.text, place.span.start - part.byte);
    if part.column > 1 || part.text.is_empty() || line.len() > LONGEST_LINE {
        // The start of the line is not at hand, or it would fill many screens: its place must do.
        let (line, column) = file.line_column(place.span.start);
        return group.element(Origin::path(file.shown_path()).line(line).char_column(column));
    }
    let Excerpt { text, span } = excerpt(&part, &line, &place.span);
    let number = part.line + part.text[..line.start].matches('\n').count();
    let annotation = kind.span(span).label(note.map(shown));
    group.element(Snippet::source(text).line_start(number).path(file.shown_path()).annotation(annotation))
}

/// The line in which a byte stands, without its end.
fn line_at(text: &str, byte: usize) -> Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |newline| byte + newline);
    start..end
}

/// What is shown of a file, and what of it is underlined.
struct Excerpt {
    text: String,
    span: Range<usize>,
}

/// A line of a part with the span underlined as far as it is on that line: a whole record would fill the screen. What steers a terminal and
/// is not made visible by the renderer, which knows the oldest of these characters alone, is replaced.
fn excerpt(part: &Part<'_>, line: &Range<usize>, span: &Range<usize>) -> Excerpt {
    let text = &part.text[line.clone()];
    let start = span.start - part.byte - line.start;
    let end = (span.end - part.byte).min(line.end) - line.start;
    let printable = |c: char| if steers(c) && !c.is_ascii() { char::REPLACEMENT_CHARACTER } else { c };
    let length = |text: &str| text.chars().map(|c| printable(c).len_utf8()).sum::<usize>();
    let span = length(&text[..start])..length(&text[..start]) + length(&text[start..end.max(start)]);
    Excerpt { text: text.chars().map(printable).collect(), span }
}

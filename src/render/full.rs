//! Each finding with an excerpt of its file, the place underlined, and what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::report::Report;
use crate::diagnostics::{Excerpt, Finding, Place, Severity};
use crate::sanitize::{shown, steers};

/// The findings with colours as terminal escapes; the stream takes them out where they are not wanted.
pub(super) fn render(report: &Report<'_>) -> String {
    let renderer = Renderer::styled();
    let findings = report.outcome.findings.iter().map(|finding| renderer.render(&[group(report, finding)]));
    findings.chain(report.not_shown()).map(|text| text + "\n\n").collect()
}

fn group<'a>(report: &Report<'a>, finding: &'a Finding) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shown(&finding.message)).id(finding.rule);
    let mut group = title.elements(Vec::<Snippet<'a, Annotation<'a>>>::new());
    let places = finding.place.iter().map(|place| (AnnotationKind::Primary, place, None));
    let related = finding.related.iter().map(|(place, note)| (AnnotationKind::Context, place, Some(note.as_str())));
    for (kind, place, note) in places.chain(related) {
        group = snippet(group, kind, shown(report.path(place)), place, note);
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(shown(help))),
        None => group,
    }
}

fn snippet<'a>(group: Group<'a>, kind: AnnotationKind, path: Cow<'a, str>, place: &Place, note: Option<&'a str>) -> Group<'a> {
    let Place { region, excerpt, .. } = place;
    if !excerpt.is_whole {
        // The start of the line is not at hand, or it would fill many screens: its place must do.
        return group.element(Origin::path(path).line(region.line).char_column(region.column));
    }
    let (text, span) = printable(excerpt);
    let annotation = kind.span(span).label(note.map(shown));
    group.element(Snippet::source(text).line_start(region.line).path(path).annotation(annotation))
}

/// The line of an excerpt and the bytes of it to be underlined. What steers a terminal and is not made visible by the renderer, which knows the
/// oldest of these characters alone, is replaced.
fn printable(excerpt: &Excerpt) -> (String, Range<usize>) {
    let Excerpt { text, span, .. } = excerpt;
    let printable = |c: char| if steers(c) && !c.is_ascii() { char::REPLACEMENT_CHARACTER } else { c };
    let length = |text: &str| text.chars().map(|c| printable(c).len_utf8()).sum::<usize>();
    let start = length(&text[..span.start]);
    (text.chars().map(printable).collect(), start..start + length(&text[span.clone()]))
}

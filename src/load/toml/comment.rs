//! Comments that hold data: a line break or a sign before it became a `#`, and so it is lost in silence.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::heading::{self, Heading};
use super::signs::{is_of_key, starts_with_pair};
use crate::dataset::layout::FileKind;
use crate::load::document::Fault;
use crate::model::{
    Actor, Claim, Component, DatasetInfo, Evidence, Field, Framework, Occasion, Quantity, Relation, Source as Document, SourceText,
    Uncoded, Waiver,
};

/// The fields of every record and part of one.
const FIELDS: &[&[Field]] = &[
    Actor::FIELDS,
    Claim::FIELDS,
    Component::FIELDS,
    DatasetInfo::FIELDS,
    Document::FIELDS,
    Evidence::FIELDS,
    Framework::FIELDS,
    Occasion::FIELDS,
    Quantity::FIELDS,
    Relation::FIELDS,
    SourceText::FIELDS,
    Uncoded::FIELDS,
    Waiver::FIELDS,
];

/// The heading that a line, which is a comment, was meant to be: it is one but for the `#`, and keys follow it.
pub(super) fn heading(text: &str, line: &Range<usize>, kind: FileKind) -> Option<Heading> {
    let inside = text[line.clone()].strip_prefix('#')?;
    if !is_first(&text[..line.start]) {
        return None;
    }
    let path = match heading::path(inside) {
        Some(path) => Some(path).filter(|_| starts_with_pair(text[line.end..].trim_start_matches(['\r', '\n']))),
        // A bracket of it became the `#`.
        None if inside.matches(']').count() > inside.matches('[').count() => Heading::of(inside, kind).map(|heading| heading.path),
        None => None,
    };
    let path = path?;
    let written = heading::written(&path, kind)?;
    let fault = Some((format!("this heading is commented out: expected {written}"), format!("write {written}")));
    Some(Heading { path, fault })
}

/// The comments in a text that hold data, headings apart.
pub(super) fn data(text: &str, kind: FileKind) -> Vec<Fault> {
    if !may_be_swallowed(text, kind) {
        return Vec::new();
    }
    comments(text).filter_map(|span| judge(text, span, kind)).collect()
}

/// Whether a comment in the text holds a heading or other data.
pub(super) fn are_swallowed(text: &str, kind: FileKind) -> bool {
    may_be_swallowed(text, kind) && comments(text).any(|span| holds_data(text, &span, kind))
}

fn comments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let tokens = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    tokens.map(|token| token.span().start()..token.span().end())
}

fn holds_data(text: &str, span: &Range<usize>, kind: FileKind) -> bool {
    heading(text, span, kind).is_some() || judge(text, span.clone(), kind).is_some()
}

/// Whether something in the text would hold data if it were a comment: most files need not be looked at further.
fn may_be_swallowed(text: &str, kind: FileKind) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let end = text[at..].find(['\r', '\n']).map_or(text.len(), |length| at + length);
        holds_data(text, &(at..end), kind)
    })
}

fn judge(text: &str, span: Range<usize>, kind: FileKind) -> Option<Fault> {
    let before = text[..span.start].chars().next_back();
    let inside = text[span.clone()].strip_prefix('#')?;
    if before.is_some_and(|before| !before.is_whitespace() && before != '\u{feff}') {
        // Whoever writes a comment behind a value leaves a space, and so does the layout.
        let is_data = starts_with_field(inside) || inside.trim_start().starts_with(['{', '[', ']', '}', '"']);
        let message = "this comment reads like data: expected that on a line of its own, or a space before the comment";
        let help = "put a line break in place of the `#`, or a space before it";
        return is_data.then(|| Fault::syntax(span, message.to_owned(), Some(help.to_owned())));
    }
    let closing = closes_nothing(inside)?;
    if heading(text, &span, kind).is_some() {
        return None;
    }
    let message = format!("this comment ends with a `{closing}` that closes nothing: expected data, or a comment without it");
    Some(Fault::syntax(span, message, Some("put what opens it in place of the `#`, or take it out".to_owned())))
}

/// Whether nothing stands before a line's first character.
fn is_first(before: &str) -> bool {
    before.is_empty() || before.ends_with(['\n', '\u{feff}'])
}

fn starts_with_field(text: &str) -> bool {
    let text = text.trim_start();
    let name = &text[..text.len() - text.trim_start_matches(is_of_key).len()];
    starts_with_pair(text) && FIELDS.iter().any(|fields| fields.iter().any(|field| field.name == name))
}

/// The sign at the end of a comment that closes what was opened before the comment, if it has data before that.
fn closes_nothing(text: &str) -> Option<char> {
    let text = text.trim_end().trim_end_matches(',');
    let sign = text.chars().next_back().filter(|sign| matches!(sign, ']' | '}' | '"'))?;
    let is_closing = match sign {
        '"' => text.matches('"').count() == 1 && !text.contains(char::is_whitespace),
        ']' => text.matches(']').count() > text.matches('[').count() && text.contains('"'),
        _ => text.matches('}').count() > text.matches('{').count() && text.contains('='),
    };
    is_closing.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_hold_data_are_told_from_others() {
        for text in [
            "a = 1#note = \"x\"",
            "a = [#  { start = 1 },\n]",
            "a = [\n  1,#  2, \"x\"\n]",
            "a = [\n  # start = 0, end = 1 },\n]",
            "a = [\n  #x.001\",\n]",
            "[[claims]]#id = \"x\"",
            "#[[claims]]\nid = \"x\"",
            "#[claims]]\n",
        ] {
            let is_known = text.starts_with("a = [\n  1,");
            assert_eq!(are_swallowed(text, FileKind::Claims), !is_known, "{text}");
        }
        for text in [
            "a = 1 # note = \"x\"",
            "a = 1 #note = \"x\"",
            "a = 1#why",
            "# note = \"x\"",
            "#note = \"x\"",
            "# [[claims]]\nid = \"x\"",
            "#[[claims]]\n#id = \"x\"",
            "#[[claims]]\n\n[[claims]]",
            "a = [\n  # { start = 0 },\n  # \"x.001\",\n]",
            "# He said \"no\"",
            "# 5\"",
            "# see [1], [2]",
        ] {
            assert!(!are_swallowed(text, FileKind::Claims), "{text}");
        }
    }
}

//! A TOML file cut into its statements, whatever is wrong with them: headings, and keys with their values.
//!
//! A bracket or quotation mark that is not closed would take in all that follows. So a statement also ends where, by the layout, another one
//! starts: at a heading, or at a key with `=` behind it at the very start of a line.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::comment;
use super::heading::Heading;
use super::signs::{is_escaped, starts_with_pair};
use super::suspect::{Suspect, Suspects};
use crate::dataset::layout::FileKind;
use crate::load::conflict::Conflict;
use crate::load::document::Fault;

/// A part of a file that stands by itself.
#[derive(Debug)]
pub(super) struct Statement {
    /// From its first byte to its last, white space and comments around it apart.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
    /// What its brackets and quotation marks say is wrong, should something be wrong with it.
    pub(super) suspects: Vec<Suspect>,
    /// What is wrong with it for certain.
    pub(super) fault: Option<Fault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[path]` or `[[path]]`.
    Heading(String),
    /// A key with a value.
    Pair(String),
    /// The lines of a conflict, by its place in the list.
    Conflict(usize),
    /// Anything else.
    Debris,
}

/// The statements of a text, in their order.
pub(super) fn cut(text: &str, kind: FileKind, conflicts: &[Conflict]) -> Vec<Statement> {
    let cutter = Cutter { text, kind, conflicts };
    let mut statements = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while let Some((statement, next)) = cutter.next(at) {
        statements.push(statement);
        at = next;
    }
    statements
}

struct Cutter<'a> {
    text: &'a str,
    kind: FileKind,
    conflicts: &'a [Conflict],
}

impl Cutter<'_> {
    /// The next statement from byte `at` on, and the byte behind it.
    fn next(&self, mut at: usize) -> Option<(Statement, usize)> {
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            let line = self.line(at);
            if line.is_empty() {
                return None;
            }
            if let Some(conflict) = self.conflict_at(at) {
                let span = self.conflicts[conflict].span.clone();
                let next = span.end;
                return Some((Statement { span, kind: Kind::Conflict(conflict), suspects: Vec::new(), fault: None }, next));
            }
            let words = &self.text[line.clone()];
            let heading = if words.starts_with('#') { comment::heading(self.text, &line, self.kind) } else { self.heading(&line) };
            if let Some(Heading { path, fault }) = heading {
                let fault = fault.map(|(message, help)| Fault::syntax(line.clone(), message, Some(help)));
                let end = line.end;
                return Some((Statement { span: line, kind: Kind::Heading(path), suspects: Vec::new(), fault }, end));
            }
            if !words.starts_with('#') {
                return Some(self.statement(at));
            }
            at = line.end;
        }
    }

    /// The rest of the line from byte `at` on, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        at..at + self.text[at..end].trim_end().len()
    }

    fn conflict_at(&self, at: usize) -> Option<usize> {
        self.conflicts.binary_search_by_key(&at, |conflict| conflict.span.start).ok()
    }

    /// Where a conflict starts in a text on several lines; one that is not whole may be what the text quotes.
    fn conflict_in(&self, span: &Range<usize>) -> Option<usize> {
        let mut inside = self.conflicts.iter().filter(|conflict| conflict.is_whole).map(|conflict| conflict.span.start);
        inside.find(|start| span.contains(start))
    }

    /// The heading that a line is, if nothing stands before it.
    fn heading(&self, line: &Range<usize>) -> Option<Heading> {
        let before = self.text[..line.start].trim_end_matches([' ', '\t']);
        let first = before.is_empty() || before.ends_with(['\n', '\u{feff}']);
        Heading::of(&self.text[line.clone()], self.kind).filter(|_| first)
    }

    /// The statement that starts at byte `start`, and where the next one may.
    fn statement(&self, start: usize) -> (Statement, usize) {
        let mut words = Words::default();
        let mut suspects = Suspects::new(self.text);
        let mut next = self.text.len();
        for token in Source::new(&self.text[start..]).lex() {
            let span = start + token.span().start()..start + token.span().end();
            match token.kind() {
                TokenKind::Eof => break,
                TokenKind::Newline if suspects.are_closed() || self.starts_anew(span.end, &suspects) => {
                    next = span.end;
                    break;
                }
                TokenKind::Newline => suspects.end_line(span.start),
                TokenKind::Whitespace | TokenKind::Comment => {}
                TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                    words.add(token.kind(), &self.text[span.clone()]);
                    let ends = [self.end_of_unclosed(&span), self.conflict_in(&span)];
                    if let Some(end) = ends.into_iter().flatten().min() {
                        suspects.add_text(span.start..end);
                        next = end;
                        break;
                    }
                    suspects.add(token.kind(), span);
                }
                kind => {
                    words.add(kind, &self.text[span.clone()]);
                    suspects.add(kind, span);
                }
            }
        }
        let kind = words.kind();
        let end = suspects.end().max(start);
        let key = if let Kind::Pair(key) = &kind { Some(key.as_str()) } else { None };
        let suspects = suspects.finish(key);
        (Statement { span: start..end, kind, suspects, fault: None }, next.max(end))
    }

    /// Whether another statement starts at the line that starts at byte `at`, though a bracket is open.
    fn starts_anew(&self, at: usize, suspects: &Suspects<'_>) -> bool {
        let line = self.line(at);
        let words = &self.text[line.clone()];
        // What is indented belongs to what stands before.
        let is_heading = || !words.starts_with([' ', '\t']) && Heading::of(words, self.kind).is_some();
        self.conflict_at(at).is_some()
            || is_heading()
            || words.starts_with('#') && comment::heading(self.text, &line, self.kind).is_some()
            || starts_with_pair(words) && suspects.takes_no_pair()
    }

    /// Where a text on several lines must be taken to end, if it has no end or one that belongs to another text.
    fn end_of_unclosed(&self, span: &Range<usize>) -> Option<usize> {
        let text = &self.text[span.clone()];
        let mark = &text[..3];
        let is_closed = text.len() >= 6 && text.ends_with(mark) && !(mark == "\"\"\"" && is_escaped(&text[..text.len() - 3]));
        let known = |line: &str| Heading::of(line, self.kind).is_some_and(|heading| heading.is_known(self.kind));
        if is_closed && !text.lines().skip(1).any(known) {
            return None;
        }
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            if at > span.start && (starts_with_pair(line) || Heading::of(line.trim_end(), self.kind).is_some()) {
                return Some(at);
            }
            at += line.len();
        }
        Some(span.end)
    }
}

/// The first words of a statement, which tell what it is.
#[derive(Default)]
struct Words<'t> {
    first: Vec<(TokenKind, &'t str)>,
    is_known: bool,
}

impl<'t> Words<'t> {
    /// The most words that are looked at: no key has more parts.
    const MOST: usize = 64;

    fn add(&mut self, kind: TokenKind, text: &'t str) {
        if self.is_known || self.first.len() == Self::MOST {
            return;
        }
        self.first.push((kind, text));
        self.is_known = matches!(kind, TokenKind::Equals | TokenKind::RightSquareBracket);
    }

    fn kind(&self) -> Kind {
        let keys = self.first.iter().filter(|(kind, _)| is_key(*kind) || *kind == TokenKind::Dot);
        let path = || keys.map(|(_, text)| text.trim_matches(['"', '\''])).collect::<String>();
        match self.first.as_slice() {
            [(TokenKind::LeftSquareBracket, _), ..] => Kind::Heading(path()),
            [key, between @ .., (TokenKind::Equals, _)] if is_key(key.0) && are_parts(between) => {
                Kind::Pair(key.1.trim_matches(['"', '\'']).to_owned())
            }
            _ => Kind::Debris,
        }
    }
}

/// Whether these are the further parts of a key, each behind a dot.
fn are_parts(words: &[(TokenKind, &str)]) -> bool {
    words.chunks(2).all(|part| matches!(part, [(TokenKind::Dot, _), (kind, _)] if is_key(*kind)))
}

fn is_key(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString)
}

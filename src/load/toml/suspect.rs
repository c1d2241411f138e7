//! What the brackets and quotation marks of a statement say is wrong with it, should something be wrong.

use std::fmt::Write as _;
use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::signs::is_escaped;
use crate::load::document::Fault;

/// Something that may be wrong.
#[derive(Debug)]
pub(super) struct Suspect {
    /// The byte from which on whoever reads the statement in its order must have met it.
    pub(super) noticed: usize,
    pub(super) fault: Fault,
    /// Whether it is about a quotation mark.
    pub(super) is_quote: bool,
    /// The bracket that it is about, if that may still be closed.
    of: Option<usize>,
}

/// A bracket that is open.
struct Open {
    at: usize,
    kind: TokenKind,
    /// Whether something follows it on its line.
    has_content: bool,
}

impl Open {
    fn is_closed_by(&self, kind: TokenKind) -> bool {
        let closing = if self.kind == TokenKind::LeftSquareBracket { TokenKind::RightSquareBracket } else { TokenKind::RightCurlyBracket };
        kind == closing
    }

    const fn signs(&self) -> (char, char) {
        if matches!(self.kind, TokenKind::LeftSquareBracket) { ('[', ']') } else { ('{', '}') }
    }
}

/// What is said of a line with a quotation mark too many or too few, where it cannot be told which.
pub(super) const UNPAIRED: &str = "the quotation marks of this line do not pair: expected each text between two";

/// How many line breaks there may be from a bracket to the last thing behind it, for the bracket to be the place that is shown. Of a longer list
/// the place where the other bracket is missing is shown, which is where to look.
const NEAR: usize = 1;

/// Goes over the tokens of a statement.
pub(super) struct Suspects<'t> {
    text: &'t str,
    open: Vec<Open>,
    found: Vec<Suspect>,
    last: Option<(TokenKind, Range<usize>)>,
    /// The first token of the last value.
    value: Option<(TokenKind, Range<usize>)>,
}

impl<'t> Suspects<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, open: Vec::new(), found: Vec::new(), last: None, value: None }
    }

    /// Whether every bracket so far is closed.
    pub(super) fn are_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether no key with a value can come next: in a list, or in a table that was started on one line.
    pub(super) fn takes_no_pair(&self) -> bool {
        self.open.last().is_none_or(|open| open.kind == TokenKind::LeftSquareBracket || open.has_content)
    }

    /// The end of the last token.
    pub(super) fn end(&self) -> usize {
        self.last.as_ref().map_or(0, |(_, span)| span.end)
    }

    /// Takes in a token that is neither white space nor a comment.
    pub(super) fn add(&mut self, kind: TokenKind, span: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.has_content = true;
        }
        if self.is_value_next() {
            self.value = Some((kind, span.clone()));
        }
        match kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => self.open(kind, &span),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => self.close(kind, &span),
            TokenKind::Equals if self.is_in_list() => self.add_equals(&span),
            TokenKind::Atom => self.add_word(&span),
            TokenKind::BasicString | TokenKind::LiteralString if !is_closed(&self.text[span.clone()]) => self.add_text(span.clone()),
            _ => {}
        }
        self.last = Some((kind, span));
    }

    /// Takes in the end of a line.
    pub(super) fn end_line(&mut self, at: usize) {
        // The layout has each table of a list on a line of its own.
        if let Some(open) = self.open.last().filter(|open| open.kind == TokenKind::LeftCurlyBracket && open.has_content) {
            let of = Some(open.at);
            if self.found.iter().all(|suspect| suspect.of != of) {
                self.found.push(Suspect { of, ..self.unclosed(None, at) });
            }
        }
    }

    /// Takes in a text that is not closed.
    pub(super) fn add_text(&mut self, span: Range<usize>) {
        let text = &self.text[span.clone()];
        let mark = if text.starts_with("\"\"\"") || text.starts_with("'''") { &text[..3] } else { &text[..1] };
        let message = match mark.len() {
            1 => format!("this `{mark}` is not closed: expected `{mark}` before the end of the line"),
            _ => format!("this `{mark}` is not closed: expected `{mark}` behind the text"),
        };
        let fault = Fault::syntax(span.start..span.start + mark.len(), message, None);
        self.found.push(Suspect { noticed: span.start, fault, is_quote: true, of: None });
        let end = span.start + text.trim_end().len();
        self.last = Some((TokenKind::BasicString, span.start..end));
    }

    /// Everything that may be wrong with the statement, which is the value of this key.
    pub(super) fn finish(mut self, key: Option<&str>) -> Vec<Suspect> {
        if !self.open.is_empty() {
            let gap = self.end();
            self.found.push(self.unclosed(key, gap));
        }
        if let (Some((TokenKind::Equals, span)), Some(key)) = (&self.last, key) {
            let message = format!("the key `{key}` has no value: expected one behind the `=`");
            self.found.push(Suspect { noticed: span.start, fault: Fault::syntax(span.clone(), message, None), is_quote: false, of: None });
        }
        if let Some(key) = key {
            for help in self.found.iter_mut().filter_map(|suspect| suspect.fault.help.as_mut()) {
                let _ = write!(help, " of `{key}`");
            }
        }
        self.found
    }

    fn is_in_list(&self) -> bool {
        self.open.last().is_some_and(|open| open.kind == TokenKind::LeftSquareBracket)
    }

    /// Whether a value comes next.
    fn is_value_next(&self) -> bool {
        match self.last {
            Some((TokenKind::Equals, _)) => true,
            Some((TokenKind::LeftSquareBracket | TokenKind::Comma, _)) => self.is_in_list(),
            _ => false,
        }
    }

    fn open(&mut self, kind: TokenKind, span: &Range<usize>) {
        // No field is a list of lists.
        if kind == TokenKind::LeftSquareBracket && self.is_in_list() {
            self.suspect(span.clone(), "this `[` stands in a list: expected an item of it".to_owned());
        }
        self.open.push(Open { at: span.start, kind, has_content: false });
    }

    fn close(&mut self, kind: TokenKind, span: &Range<usize>) {
        match self.open.iter().rposition(|open| open.is_closed_by(kind)) {
            None => {
                let sign = &self.text[span.clone()];
                let opening = if kind == TokenKind::RightSquareBracket { '[' } else { '{' };
                self.suspect(span.clone(), format!("this `{sign}` closes nothing: expected `{opening}` before it"));
            }
            Some(last) if last + 1 == self.open.len() => {
                let closed = self.open.pop().map(|open| open.at);
                self.found.retain(|suspect| suspect.of.is_none() || suspect.of != closed);
            }
            Some(below) => {
                self.found.push(Suspect { noticed: span.start, ..self.unclosed(None, self.end()) });
                self.open.truncate(below);
            }
        }
    }

    /// A word, which may be the start or the end of a text.
    fn add_word(&mut self, span: &Range<usize>) {
        let word = &self.text[span.clone()];
        let is_text = word.contains(['"', '\'']) || self.is_value_next() && is_text(word);
        match &self.value {
            Some((TokenKind::Atom, value)) if is_text => {
                self.suspect(value.clone(), "this text does not start with a quotation mark: expected `\"` before it".to_owned());
            }
            Some((TokenKind::BasicString, _)) if is_text => self.suspect(span.clone(), UNPAIRED.to_owned()),
            _ => {}
        }
    }

    /// An `=` where a list has an item: the table around it was not opened.
    fn add_equals(&mut self, span: &Range<usize>) {
        match &self.last {
            Some((TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString, key)) => {
                let name = self.text[key.clone()].trim_matches(['"', '\'']);
                // It was taken for an item.
                let key = key.clone();
                self.found.retain(|suspect| suspect.fault.span != key);
                self.suspect(key, format!("the key `{name}` stands in a list: expected `{{` before it"));
            }
            _ => self.suspect(span.clone(), "this `=` stands in a list: expected an item of it".to_owned()),
        }
    }

    fn suspect(&mut self, span: Range<usize>, message: String) {
        self.found.push(Suspect { noticed: span.start, fault: Fault::syntax(span, message, None), is_quote: false, of: None });
    }

    /// The last bracket that is open, in the value of this key, is not closed, though it should be at the byte `gap`.
    fn unclosed(&self, key: Option<&str>, gap: usize) -> Suspect {
        let (at, (opening, closing)) = self.open.last().map_or((gap, ('[', ']')), |open| (open.at, open.signs()));
        let end = at + self.text[at..gap.max(at)].trim_end().len();
        let is_near = self.text[at..end].matches('\n').take(NEAR + 1).count() <= NEAR;
        let last = if closing == ']' { "last item" } else { "last key of the table, in the value" };
        let help = Some(format!("write `{closing}` behind the {last}"));
        let fault = if is_near {
            Fault::syntax(at..at + 1, format!("this `{opening}` is not closed: expected `{closing}`"), help)
        } else {
            let of = key.map(|key| format!(" of `{key}`")).unwrap_or_default();
            let mut fault = Fault::syntax(end..end, format!("the `{opening}`{of} is not closed: expected `{closing}` here"), help);
            fault.related.push((at..at + 1, format!("the `{opening}` that is not closed")));
            fault
        };
        Suspect { noticed: gap, fault, is_quote: false, of: None }
    }
}

/// Whether a word is meant as a text, since it is neither a number or date nor a truth value.
fn is_text(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    !is_number && !matches!(word, "true" | "false" | "inf" | "nan")
}

/// Whether a text on one line, of which these are all the characters up to its end or the line's, has an end.
fn is_closed(text: &str) -> bool {
    let mark = &text[..1];
    text.len() > 1 && text.ends_with(mark) && !(mark == "\"" && is_escaped(&text[..text.len() - 1]))
}

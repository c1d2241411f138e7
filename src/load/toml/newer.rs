//! What TOML 1.1 has and TOML 1.0 has not: other readers refuse the file.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::load::document::Fault;
use crate::rules::toml_1_1;

/// What `claims fmt` makes of each.
const HELP: &str = "run `claims fmt`, which writes it as TOML 1.0 has it";

/// A bracket that is open.
struct Open {
    is_table: bool,
    /// Whether a comma is the last thing in it so far.
    ends_with_comma: bool,
}

/// An inline table that is in no other, and what TOML 1.0 would not have in it.
struct Table {
    at: usize,
    has_lines: bool,
    has_comma: bool,
}

/// Every use of TOML 1.1 in a text that is TOML: one for each table, and one for each text.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    if !may_have_some(text) {
        return Vec::new();
    }
    let (mut faults, mut open, mut table) = (Vec::new(), Vec::<Open>::new(), None::<Table>);
    for token in Source::new(text).lex() {
        let span = token.span().start()..token.span().end();
        let kind = token.kind();
        if let (false, Some(open)) = (is_blank(kind), open.last_mut()) {
            // What ends the bracket itself is looked at below.
            if !matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket) {
                open.ends_with_comma = kind == TokenKind::Comma;
            }
        }
        match kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                let is_table = kind == TokenKind::LeftCurlyBracket;
                if is_table && table.is_none() {
                    table = Some(Table { at: span.start, has_lines: false, has_comma: false });
                }
                open.push(Open { is_table, ends_with_comma: false });
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                let closed = open.pop();
                if let (Some(closed), Some(table)) = (closed, &mut table) {
                    table.has_comma |= closed.is_table && closed.ends_with_comma;
                }
                if open.iter().all(|around| !around.is_table) {
                    faults.extend(table.take().and_then(|table| of_table(&table, span.end)));
                }
            }
            TokenKind::Newline => {
                if let (Some(Open { is_table: true, .. }), Some(table)) = (open.last(), &mut table) {
                    table.has_lines = true;
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                faults.extend(escape(&text[span.clone()]).map(|(at, sign)| of_escape(span.start + at, sign)));
            }
            _ => {}
        }
    }
    faults
}

/// Whether there may be any: most files need not be looked at further.
fn may_have_some(text: &str) -> bool {
    let is_open = |line: &str| line.matches('{').count() != line.matches('}').count();
    let has_comma = |(at, _): (usize, &str)| text[..at].trim_end().ends_with(',');
    text.contains("\\x") || text.contains("\\e") || text.match_indices('}').any(has_comma) || text.lines().any(is_open)
}

fn is_blank(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline | TokenKind::Eof)
}

fn of_table(table: &Table, end: usize) -> Option<Fault> {
    let message = match (table.has_lines, table.has_comma) {
        (true, true) => "this inline table is written on several lines, with a comma behind its last key: expected one line without it",
        (true, false) => "this inline table is written on several lines: expected one line",
        (false, true) => "this inline table has a comma behind its last key: expected none",
        (false, false) => return None,
    };
    let span = if table.has_lines { table.at..table.at + 1 } else { table.at..end };
    Some(fault(span, format!("{message}, as in TOML 1.0")))
}

/// The first escape of TOML 1.1 in a text with its quotation marks: its place, and the sign behind the backslash.
fn escape(text: &str) -> Option<(usize, char)> {
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            match signs.next() {
                Some((_, sign @ ('x' | 'e'))) => return Some((at, sign)),
                Some(_) => {}
                None => return None,
            }
        }
    }
    None
}

fn of_escape(at: usize, sign: char) -> Fault {
    let (length, instead) = if sign == 'e' { (2, "\\u001b") } else { (4, "\\u with four digits") };
    fault(at..at + length, format!("the escape \\{sign} is not of TOML 1.0: expected {instead}, or the character itself"))
}

fn fault(span: Range<usize>, message: String) -> Fault {
    Fault { rule: &toml_1_1::RULE, span, message, help: Some(HELP.to_owned()), related: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_use_is_found_once() {
        for (text, places) in [
            ("a = { b = 1 }\nc = [\n  { d = 2 },\n]\n", &[][..]),
            ("a = { b = 1, }\n", &[4]),
            ("a = {\n  b = 1,\n}\n", &[4]),
            ("a = { b = { c = 1, },\n d = [1,] }\n", &[4]),
            ("a = { b = [ { c = 1, } ] }\n", &[4]),
            ("a = { b = [ {\n c = 1 } ] }\n", &[4]),
            ("a = { b = [{ c = 1 },] }\n", &[]),
            ("a = { b = [1,\n 2,\n] }\n", &[]),
            ("a = [\n  {\n  b = 1 },\n  { b = 2, } ]\n", &[8, 23]),
            ("a = \"x\\\\x20 \\\" \\x20 \\e\"\nb = \"\"\"\n\\e\"\"\"\n", &[15, 32]),
            ("a = '\\x20'\n# { b = 1, }\n", &[]),
        ] {
            let found: Vec<_> = faults(text).iter().map(|fault| fault.span.start).collect();
            assert_eq!(found, places, "{text}");
        }
    }
}

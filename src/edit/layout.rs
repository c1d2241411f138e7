//! Where a file is not as `claims fmt` writes it, and how its lines end.

use super::{DataFile, Problem};

/// What parts a file from its canonical layout: the first line that is laid out otherwise, and other line ends than LF.
pub(crate) fn differences(file: &DataFile, canonical: &str) -> Vec<Problem> {
    let text = &file.source.text;
    let layout = first_difference(text, canonical)
        .map(|byte| file.problem(byte, "not in canonical layout from this line on: expected that of `claims fmt`", None));
    let line_ends = text.find("\r\n").map(|byte| {
        let (all, crlf) = (text.matches('\n').count(), text.matches("\r\n").count());
        let which = if crlf == all { "the lines end".to_owned() } else { format!("{crlf} of {all} lines end") };
        file.problem(byte, format!("{which} with CRLF: expected LF, which `claims fmt` writes"), None)
    });
    layout.into_iter().chain(line_ends).collect()
}

/// The byte at which the first line starts that has another content; the last line's if that is all there is.
fn first_difference(text: &str, canonical: &str) -> Option<usize> {
    let (mut found, mut expected) = (text.split_inclusive('\n'), canonical.split_inclusive('\n'));
    let (mut start, mut last) = (0, 0);
    loop {
        match (found.next(), expected.next()) {
            (None, None) => return None,
            (None, Some(_)) => return Some(last),
            (Some(line), Some(other)) if content(line) == content(other) => (last, start) = (start, start + line.len()),
            (Some(_), _) => return Some(start),
        }
    }
}

/// A line up to its end, and whether it has one.
fn content(line: &str) -> (&str, bool) {
    match line.strip_suffix('\n') {
        Some(content) => (content.strip_suffix('\r').unwrap_or(content), true),
        None => (line, false),
    }
}

/// How the line ends in which this byte stands, or, where it is the last one and does not end, the line before it.
pub(super) fn line_end_at(text: &str, byte: usize) -> &'static str {
    let end = text[byte..].find('\n').map(|end| byte + end).or_else(|| text[..byte].rfind('\n'));
    if end.is_some_and(|end| text[..end].ends_with('\r')) { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_found_inside_the_text() {
        for (text, canonical, at) in [
            ("a\nb\n", "a\nb\n", None),
            ("a\r\nb\r\n", "a\nb\n", None),
            ("a\nb", "a\nb\n", Some(2)),
            ("a\r\nb", "a\nb\n", Some(3)),
            ("a\nb\n\n", "a\nb\n", Some(4)),
            ("a\n c\n", "a\nb\n", Some(2)),
            ("a\n", "a\nb\n", Some(0)),
            ("", "a\n", Some(0)),
            ("\r\n", "", Some(0)),
        ] {
            assert_eq!(first_difference(text, canonical), at, "{text:?}");
        }
    }

    #[test]
    fn a_line_ends_as_it_does_or_as_the_one_before_it() {
        let text = "a\nb\r\nc";
        let ends: Vec<_> = (0..=text.len()).map(|byte| line_end_at(text, byte)).collect();
        assert_eq!(ends, ["\n", "\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n"]);
        assert_eq!((line_end_at("", 0), line_end_at("a", 1), line_end_at("a\rb", 1)), ("\n", "\n", "\n"));
    }
}

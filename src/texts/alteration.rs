//! What tools change in a text on its way from one machine to another: line ends, a byte order mark, newlines at the end.

use super::hash::sha256;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What was changed in `text` since the text with the hash `recorded` was described, if undoing that gives the recorded one again:
/// "the text has CRLF line ends; with LF it is the recorded one".
pub(crate) fn alteration(text: &str, recorded: &str) -> Option<String> {
    let found = Shape::of(text);
    let is_recorded = |shape: &Shape| *shape != found && sha256(shape.of_text(text).as_bytes()) == recorded;
    found.others().into_iter().find(is_recorded).map(|shape| found.against(&shape))
}

/// What tools change in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    marked: bool,
    ends: LineEnds,
    /// How many line ends stand behind the last line.
    final_newlines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    Lf,
    CrLf,
    Cr,
    /// More than one kind: nothing leads back to such a text, so that it is only left as it is.
    Mixed,
}

impl LineEnds {
    const UNIFORM: [Self; 3] = [Self::Lf, Self::CrLf, Self::Cr];

    fn of(text: &str) -> Self {
        let crlf = text.matches("\r\n").count();
        let (cr, lf) = (text.matches('\r').count() - crlf, text.matches('\n').count() - crlf);
        match (lf > 0, crlf > 0, cr > 0) {
            (_, false, false) => Self::Lf,
            (false, true, false) => Self::CrLf,
            (false, false, true) => Self::Cr,
            _ => Self::Mixed,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Lf => "LF",
            Self::CrLf => "CRLF",
            Self::Cr => "CR",
            Self::Mixed => "mixed",
        }
    }

    const fn newline(self) -> &'static str {
        match self {
            Self::Lf | Self::Mixed => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }

    /// The lines with line ends of this kind.
    fn of_lines(self, lines: &str) -> String {
        if self == Self::Mixed {
            return lines.to_owned();
        }
        let with_lf = lines.replace("\r\n", "\n").replace('\r', "\n");
        if self == Self::Lf { with_lf } else { with_lf.replace('\n', self.newline()) }
    }
}

impl Shape {
    fn of(text: &str) -> Self {
        let body = body(text);
        Self { marked: body.len() < text.len(), ends: LineEnds::of(body), final_newlines: line_ends(&body[lines(body).len()..]).count() }
    }

    /// This shape and all others that the text may have had, those that differ in less before those that differ in more.
    fn others(self) -> Vec<Self> {
        let (ends, number) = (self.ends, self.final_newlines);
        let kinds: Vec<_> = std::iter::once(ends).chain(LineEnds::UNIFORM.into_iter().filter(|other| *other != ends)).collect();
        let mut numbers = vec![number];
        for other in [Some(number + 1), number.checked_sub(1), Some(number + 2), number.checked_sub(2), Some(1), Some(0)] {
            numbers.extend(other.filter(|other| !numbers.contains(other)));
        }
        let of_number = |final_newlines: usize| {
            let marked = [self.marked, !self.marked];
            kinds.iter().flat_map(move |ends| marked.map(|marked| Self { marked, ends: *ends, final_newlines }))
        };
        numbers.into_iter().flat_map(of_number).collect()
    }

    /// The text in this shape.
    fn of_text(self, text: &str) -> String {
        let body = body(text);
        let lines = lines(body);
        let mark = if self.marked { BYTE_ORDER_MARK.to_string() } else { String::new() };
        let behind: String = match self.ends {
            LineEnds::Mixed => line_ends(&body[lines.len()..]).chain(std::iter::repeat("\n")).take(self.final_newlines).collect(),
            uniform => uniform.newline().repeat(self.final_newlines),
        };
        mark + &self.ends.of_lines(lines) + &behind
    }

    /// How this shape, which was found, differs from the recorded one.
    fn against(self, recorded: &Self) -> String {
        let (mut has, mut mended) = (Vec::new(), Vec::new());
        if self.ends != recorded.ends {
            has.push(format!("has {} line ends", self.ends.name()));
            mended.push(format!("with {}", recorded.ends.name()));
        }
        if self.marked != recorded.marked {
            has.push(if self.marked { "starts with a byte order mark" } else { "lacks a byte order mark" }.to_owned());
            mended.push(if self.marked { "without the byte order mark" } else { "with one at its start" }.to_owned());
        }
        match recorded.final_newlines.checked_sub(self.final_newlines) {
            Some(0) => {}
            Some(missing) => {
                has.push(if missing == 1 { "lacks a final newline".to_owned() } else { format!("lacks {missing} final newlines") });
                mended.push(if missing == 1 { "with a newline at its end" } else { "with them" }.to_owned());
            }
            None => {
                let more = self.final_newlines - recorded.final_newlines;
                has.push(if more == 1 {
                    "has an additional final newline".to_owned()
                } else {
                    format!("has {more} additional final newlines")
                });
                mended.push(if more == 1 { "without that newline" } else { "without those newlines" }.to_owned());
            }
        }
        format!("the text {}; {} it is the recorded one", joined(&has), joined(&mended))
    }
}

/// The text without a byte order mark at its start.
fn body(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// A text without the line ends behind its last line.
fn lines(body: &str) -> &str {
    body.trim_end_matches(['\r', '\n'])
}

/// The line ends of which a text is made up.
fn line_ends(mut behind: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (first, rest) = behind.split_at_checked(if behind.starts_with("\r\n") { 2 } else { 1 })?;
        behind = rest;
        Some(first)
    })
}

/// The parts of an enumeration in one.
fn joined(parts: &[String]) -> String {
    match parts {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "A heading\n\nOne line. Another.\n";

    fn said(text: &str, recorded: &str) -> Option<String> {
        alteration(text, &sha256(recorded.as_bytes()))
    }

    #[test]
    fn each_change_is_named_with_its_cure() {
        let crlf = RECORDED.replace('\n', "\r\n");
        let cr = RECORDED.replace('\n', "\r");
        let mixed = RECORDED.replacen('\n', "\r\n", 1);
        let marked = format!("\u{feff}{RECORDED}");
        for (text, recorded, expected) in [
            (crlf.as_str(), RECORDED, "the text has CRLF line ends; with LF it is the recorded one"),
            (&cr, RECORDED, "the text has CR line ends; with LF it is the recorded one"),
            (&mixed, RECORDED, "the text has mixed line ends; with LF it is the recorded one"),
            (RECORDED, &crlf, "the text has LF line ends; with CRLF it is the recorded one"),
            (RECORDED, &cr, "the text has LF line ends; with CR it is the recorded one"),
            (&marked, RECORDED, "the text starts with a byte order mark; without the byte order mark it is the recorded one"),
            (RECORDED, &marked, "the text lacks a byte order mark; with one at its start it is the recorded one"),
            (RECORDED.trim_end(), RECORDED, "the text lacks a final newline; with a newline at its end it is the recorded one"),
            (RECORDED, RECORDED.trim_end(), "the text has an additional final newline; without that newline it is the recorded one"),
            (
                &format!("{RECORDED}\n\n"),
                RECORDED,
                "the text has 2 additional final newlines; without those newlines it is the recorded one",
            ),
            (
                &format!("{RECORDED}\n"),
                RECORDED.trim_end(),
                "the text has 2 additional final newlines; without those newlines it is the recorded one",
            ),
            (crlf.trim_end(), &crlf, "the text lacks a final newline; with a newline at its end it is the recorded one"),
            (&format!("{crlf}\r\n"), &crlf, "the text has an additional final newline; without that newline it is the recorded one"),
            (
                "One line.",
                "One line.\r\n",
                "the text has LF line ends and lacks a final newline; with CRLF and with a newline at its end it is the recorded one",
            ),
            (
                &format!("\u{feff}{mixed}"),
                &mixed,
                "the text starts with a byte order mark; without the byte order mark it is the recorded one",
            ),
        ] {
            assert_eq!(said(text, recorded).as_deref(), Some(expected), "{text:?} for {recorded:?}");
        }
    }

    #[test]
    fn changes_together_are_named_together() {
        let altered = format!("\u{feff}{}", RECORDED.trim_end().replace('\n', "\r\n"));
        let expected = "the text has CRLF line ends, starts with a byte order mark and lacks a final newline; \
                        with LF, without the byte order mark and with a newline at its end it is the recorded one";
        assert_eq!(said(&altered, RECORDED).as_deref(), Some(expected));
        assert!(said(RECORDED, &altered).is_some());
    }

    #[test]
    fn any_other_change_is_none_of_these() {
        for other in ["A heading\r\n\r\nOne line. Another!\r\n", "", "\u{feff}", "\n", "A heading\nOne line. Another.\n", RECORDED] {
            assert_eq!(said(other, RECORDED), None, "{other:?}");
        }
        assert_eq!(alteration(RECORDED, &"0".repeat(64)), None);
    }
}

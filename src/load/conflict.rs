//! Conflicts of git that nobody has resolved: the lines that git writes around the two versions of a place.

use std::ops::Range;

/// What tells which git marker a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// `<<<<<<<`, before the version of this side.
    Ours,
    /// `|||||||` or `=======`, between versions.
    Between,
    /// `>>>>>>>`, behind the version of the other side.
    Theirs,
}

impl Marker {
    fn of(line: &str) -> Option<Self> {
        const LENGTH: usize = 7;
        let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '|' | '=' | '>'))?;
        let rest = line.trim_start_matches(sign);
        // Behind the others git may name the version.
        if line.len() - rest.len() != LENGTH || !(rest.trim_end().is_empty() || sign != '=' && rest.starts_with(' ')) {
            return None;
        }
        Some(match sign {
            '<' => Self::Ours,
            '>' => Self::Theirs,
            _ => Self::Between,
        })
    }
}

/// Whether a line is one that git writes around the versions in a conflict.
#[cfg(feature = "check")]
pub(crate) fn is_marker(line: &str) -> bool {
    Marker::of(line).is_some()
}

/// What is to be done about one.
pub(crate) const HELP: &str = "keep the lines of one version, or of both, and take the lines that git added out";

/// A conflict, or what is left of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The bytes of its lines, the markers among them.
    pub(super) span: Range<usize>,
    /// The bytes of its first marker.
    pub(super) marker: Range<usize>,
    /// The numbers of its first and last line.
    lines: (usize, usize),
    /// Whether both its ends are there.
    pub(super) is_whole: bool,
}

impl Conflict {
    /// What is found, and what was expected.
    pub(super) fn message(&self) -> String {
        match self.lines {
            (first, last) if first == last => "this line is left of a conflict of git: expected none".to_owned(),
            (first, last) => format!("lines {first} to {last} are a conflict of git: expected one version of them"),
        }
    }

    /// The versions of the place.
    pub(super) fn versions<'t>(&self, text: &'t str) -> Vec<Vec<&'t str>> {
        let mut versions = Vec::new();
        for line in text[self.span.clone()].lines() {
            match (Marker::of(line), versions.last_mut()) {
                (Some(_), _) => versions.push(Vec::new()),
                (None, Some(version)) => version.push(line),
                (None, None) => {}
            }
        }
        versions.pop();
        versions
    }
}

/// The conflicts in a text, in their order.
pub(super) fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    // Whether the last one may go on.
    let mut is_open = false;
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let end = start + line.len();
        if let Some(marker) = Marker::of(line) {
            match found.last_mut().filter(|_| is_open && marker != Marker::Ours) {
                Some(last) => {
                    (last.span.end, last.lines.1) = (end, number);
                    last.is_whole = marker == Marker::Theirs && Marker::of(&text[last.marker.clone()]) == Some(Marker::Ours);
                }
                None => found.push(Conflict {
                    span: start..end,
                    marker: start..start + line.trim_end().len(),
                    lines: (number, number),
                    is_whole: false,
                }),
            }
            is_open = marker != Marker::Theirs;
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_belong_to_one_conflict_up_to_its_end() {
        for (text, lines) in [
            ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", &[(2, 6, true)][..]),
            ("<<<<<<< HEAD\r\nb\r\n||||||| base\r\nc\r\n=======\r\n>>>>>>> x\r\n", &[(1, 6, true)]),
            ("<<<<<<< HEAD\n=======\n>>>>>>> x\n<<<<<<< HEAD\n=======\n>>>>>>> x", &[(1, 3, true), (4, 6, true)]),
            ("a\n=======\nb\n>>>>>>> x\n", &[(2, 4, false)]),
            ("<<<<<<< HEAD\na\n<<<<<<< HEAD\n>>>>>>> x", &[(1, 1, false), (3, 4, true)]),
            (">>>>>>> x\n=======\n", &[(1, 1, false), (2, 2, false)]),
            ("======= \n========\n======\n <<<<<<< a\n<<<<<<<a\n======= a\n# <<<<<<<\n", &[(1, 1, false)]),
        ] {
            let found: Vec<_> = conflicts(text).iter().map(|found| (found.lines.0, found.lines.1, found.is_whole)).collect();
            assert_eq!(found, lines, "{text}");
        }
    }

    #[test]
    fn versions_are_what_stands_between_markers() {
        let text = "<<<<<<< HEAD\na\nb\n=======\n>>>>>>> x\n";
        assert_eq!(conflicts(text)[0].versions(text), [vec!["a", "b"], vec![]]);
    }
}

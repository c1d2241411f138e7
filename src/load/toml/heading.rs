//! Headings, and lines that were headings before a sign of them was lost or another was added.

use super::signs::{is_of_key, starts_with_pair};
use crate::dataset::layout::FileKind;

/// A heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The keys with dots between them.
    pub(super) path: String,
    /// What is wrong with it and what to do about it, if something is.
    pub(super) fault: Option<(String, String)>,
}

/// The signs that stand around keys and values.
const SIGNS: [char; 8] = ['[', ']', '{', '}', '"', ',', '=', '#'];

impl Heading {
    /// The heading that a line is, or was meant to be in a file of this kind.
    pub(super) fn of(line: &str, kind: FileKind) -> Option<Self> {
        if let Some(path) = path(line) {
            // One record of a list is written as the others are.
            let expected = written(&path, kind).filter(|written| written.starts_with("[[") != line.starts_with("[["));
            return Some(Self { path, fault: expected.map(|written| Self::fault(&written)) });
        }
        // A key with a value is none, whatever is wrong with the value.
        if !line.contains(['[', ']']) || starts_with_pair(line.trim_start()) {
            return None;
        }
        let words: String = line.chars().filter(|c| !SIGNS.contains(c) && !c.is_whitespace()).collect();
        let fault = Self::fault(&written(&words, kind)?);
        Some(Self { path: words, fault: Some(fault) })
    }

    fn fault(written: &str) -> (String, String) {
        (format!("this is no heading of the file: expected {written}"), format!("write {written}"))
    }

    /// Whether the layout of files of this kind has the heading.
    pub(super) fn is_known(&self, kind: FileKind) -> bool {
        written(&self.path, kind).is_some()
    }
}

/// How the heading of this path is written.
pub(super) fn written(path: &str, kind: FileKind) -> Option<String> {
    let (_, is_list) = kind.headings().iter().find(|(known, _)| *known == path)?;
    Some(if *is_list { format!("[[{path}]]") } else { format!("[{path}]") })
}

/// The path of a line that is a heading.
pub(super) fn path(line: &str) -> Option<String> {
    let inside = line.trim_start_matches('[');
    let brackets = line.len() - inside.len();
    let (path, behind) = inside.split_at(inside.find(']')?);
    let rest = behind.trim_start_matches(']');
    let is_path = |c: char| is_of_key(c) || matches!(c, '.' | ' ' | '\t');
    let ends = rest.trim_start().is_empty() || rest.trim_start().starts_with('#');
    let is_heading =
        matches!(brackets, 1 | 2) && behind.len() - rest.len() == brackets && ends && path.contains(is_of_key) && path.chars().all(is_path);
    is_heading.then(|| path.chars().filter(|c| !c.is_whitespace()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_with_a_sign_too_many_or_too_few() {
        for (line, path, sound) in [
            ("[[claims]]", "claims", true),
            ("[text]", "text", true),
            ("[[ a . b ]] # why", "a.b", true),
            ("[claims]", "claims", false),
            ("[claims]]", "claims", false),
            ("[[claims]", "claims", false),
            ("[[claims", "claims", false),
            ("claims]]", "claims", false),
            ("[[[claims]]", "claims", false),
            ("=[claims]]", "claims", false),
            ("\"[claims]]", "claims", false),
            ("{[[claims]]", "claims", false),
            ("[[claims]],", "claims", false),
        ] {
            let heading = Heading::of(line, FileKind::Claims).unwrap_or_else(|| panic!("{line} should be a heading"));
            assert_eq!((heading.path.as_str(), heading.fault.is_none()), (path, sound), "{line}");
        }
        for line in [
            "claims",
            "claims = []",
            "claims = [",
            "[\"claims\", 1]",
            "[1, 2],",
            "[]",
            "[]]",
            "[speaker]]",
            "[[claims]]id = \"a\"",
            "  \"claims\",",
        ] {
            assert_eq!(Heading::of(line, FileKind::Claims), None, "{line}");
        }
    }
}

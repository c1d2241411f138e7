//! What is said about a value: the error for a bad one, and the descriptions that documents and schemas are made of.

use std::borrow::Cow;
use std::fmt;

use super::edit_distance::Pattern;

/// One field of a record: its name in every format, and its definition (the doc comment of the Rust field).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// The key, as in TOML and JSON.
    pub name: &'static str,
    /// The definition, as written over the field.
    pub doc: &'static str,
}

/// One term of a closed vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// The term as it is written in the data.
    pub value: &'static str,
    /// What the term means.
    pub definition: &'static str,
    /// The class that the term belongs to, where the codebook groups the terms.
    pub group: Option<&'static str>,
}

/// A closed vocabulary: its name in the table `vocabulary`, its definition and its terms in codebook order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Vocabulary {
    /// The name of the column whose values it lists, else a name of its own (`relation_kind`).
    pub name: &'static str,
    /// What a message calls one of its terms: "a layer".
    pub what: &'static str,
    /// What the vocabulary is for.
    pub doc: &'static str,
    /// The terms in codebook order.
    pub terms: &'static [Term],
}

/// A type of text with a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StringType {
    /// The name of the Rust type, and of its definition in the schemas.
    pub name: &'static str,
    /// What a message calls one: "a claim id".
    pub what: &'static str,
    /// What one must look like, in words.
    pub expected: &'static str,
    /// The form as a regular expression in the common subset of ECMA 262, Rust and Python.
    pub pattern: &'static str,
    /// The least number of code points.
    pub min: usize,
    /// The greatest number of code points, where there is one.
    pub max: Option<usize>,
    /// The values allowed, where the type is a closed list that is too long for a vocabulary.
    pub list: Option<&'static [&'static str]>,
}

/// The error of a value that the definition of its type forbids.
///
/// ```
/// use guarantee_claims::Layer;
/// let error = "coalitoin".parse::<Layer>().unwrap_err();
/// assert!(error.to_string().starts_with("\"coalitoin\" is not a layer: did you mean \"coalition\"?"));
/// assert_eq!(error.suggestion(), Some("coalition"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    what: &'static str,
    found: String,
    expected: String,
    suggestion: Option<&'static str>,
}

impl InvalidValue {
    pub(crate) fn new(what: &'static str, found: &str, expected: impl Into<String>) -> Self {
        Self { what, found: excerpt(found), expected: expected.into(), suggestion: None }
    }

    pub(crate) fn with_suggestion(mut self, suggestion: Option<&'static str>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// The nearest allowed value, where one is near.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion
    }

    /// What is allowed, in words.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not {}: ", self.found, self.what)?;
        if let Some(near) = self.suggestion {
            write!(f, "did you mean \"{near}\"? ")?;
        }
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidValue {}

/// The text in quotation marks with control characters escaped, cut to a length that a message can carry.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).flat_map(escape).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

fn escape(c: char) -> Box<dyn Iterator<Item = char>> {
    if steers(c) || c == '"' || c == '\\' { Box::new(c.escape_default()) } else { Box::new(std::iter::once(c)) }
}

/// The text on one line, with what steers a terminal, ends a line or reverses the direction of the text as its escape.
#[cfg(feature = "load")]
pub(crate) fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(steers) {
        let escaped = |c: char| if steers(c) { c.escape_default().to_string() } else { c.to_string() };
        return text.chars().map(escaped).collect::<String>().into();
    }
    text.into()
}

/// Whether the character can steer a terminal or reverse the direction of the text: it is shown as its escape.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl StringType {
    pub(crate) fn refuse(&self, found: &str) -> InvalidValue {
        let near = self.list.and_then(|list| nearest(found, list.iter().copied()));
        InvalidValue::new(self.what, found, self.expected).with_suggestion(near)
    }

    pub(crate) fn has_length(&self, text: &str) -> bool {
        // A code point has one to four bytes: most texts need not be counted.
        if text.len() >= 4 * self.min && self.max.is_none_or(|max| text.len() <= max) {
            return true;
        }
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        length >= self.min && self.max.is_none_or(|max| length <= max)
    }
}

impl Vocabulary {
    /// The error for a word that is none of the terms.
    #[must_use]
    pub fn refuse(&self, found: &str) -> InvalidValue {
        let all: Vec<_> = self.terms.iter().map(|term| term.value).collect();
        InvalidValue::new(self.what, found, format!("one of {}", all.join(", "))).with_suggestion(self.nearest(found))
    }

    /// The term that `word` is a slip of, if one is near.
    ///
    /// ```
    /// use guarantee_claims::Layer;
    ///
    /// assert_eq!(Layer::VOCABULARY.nearest("United States"), Some("united-states"));
    /// assert_eq!(Layer::VOCABULARY.nearest("weather"), None);
    /// ```
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'static str> {
        nearest(word, self.terms.iter().map(|term| term.value))
    }
}

/// The candidate that `word` is most probably a slip of: one edit for each three letters at most.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 4 * Pattern::LONGEST {
        return None;
    }
    let folded = Pattern::new(&word.trim().to_lowercase().replace(['_', ' '], "-"))?;
    let mut nearest: Option<(usize, &str)> = None;
    for candidate in candidates {
        let near = candidate.chars().count().div_ceil(3);
        // Of those that are as near, the first one counts.
        let most = nearest.map_or(Some(near), |(distance, _)| distance.checked_sub(1).map(|nearer| nearer.min(near)));
        let hyphened = if candidate.contains('_') { Cow::Owned(candidate.replace('_', "-")) } else { Cow::Borrowed(candidate) };
        let distance = most.and_then(|most| folded.distance(&hyphened, most));
        nearest = distance.map(|distance| (distance, candidate)).or(nearest);
    }
    nearest.map(|(_, candidate)| candidate)
}

#[cfg(feature = "schema")]
pub(crate) fn string_schema(kind: &StringType, doc: &str) -> schemars::Schema {
    let mut schema = schemars::json_schema!({ "description": doc, "type": "string", "minLength": kind.min, "pattern": kind.pattern });
    if let Some(max) = kind.max {
        schema.insert("maxLength".into(), max.into());
    }
    if let Some(list) = kind.list {
        schema.remove("pattern");
        schema.remove("minLength");
        schema.insert("enum".into(), list.into());
    }
    schema
}

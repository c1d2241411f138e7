//! What is known of the model itself: its fields, terms, vocabularies and types of text, from which documents and schemas are made.

use super::invalid_value::InvalidValue;
use super::suggest::nearest;

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
    /// The term in plain words, where the value does not spell it: see [`Term::label`].
    pub own_label: Option<&'static str>,
    /// The form in which a sentence about a claim uses the term: of a speech act the third person, of a modality the auxiliary, of a
    /// relation kind the passive.
    pub verb: Option<&'static str>,
}

impl Term {
    /// The term in plain words, short enough for a heading.
    ///
    /// ```
    /// use guarantee_claims::{CommitmentType, Layer};
    ///
    /// assert_eq!(CommitmentType::GroundTroops.term().label(), "Ground troops");
    /// assert_eq!(Layer::UnitedStates.term().label(), "United States");
    /// ```
    #[must_use]
    pub fn label(&self) -> String {
        let spelt = || {
            let mut rest = self.value.chars().map(|c| if matches!(c, '-' | '_') { ' ' } else { c });
            rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
        };
        self.own_label.map_or_else(spelt, str::to_owned)
    }
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
